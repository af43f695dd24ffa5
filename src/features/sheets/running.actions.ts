// Writes an import's rows into the register, a chunk in a transaction: each row once, whatever breaks off in between.
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { enterOrganisations, enterPeople, enterPosts, type EnteredPost } from '#features/organisations/entering.actions.ts'
import { organisationNameKeys } from '#features/organisations/namesake.queries.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { enterPartnerships, type EnteredPartnership } from '#features/partnerships/entering.actions.ts'
import { kindIn } from './cell-words.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { decisionFor, type OrganisationRow, type Outcome, type PartnerRow, type PersonRow, type RowRemark, type RowThing } from './import.ts'
import { importRows, imports, originals, type ImportRecord, type ImportRow } from './import.table.ts'
import { matchedRows, withPartnership } from './matching.queries.ts'
import { fillOrganisation, milestonesOfRow, organisationFacts, partnershipValues, personFacts, updatedRow } from './updating.actions.ts'

/** Rows written in one transaction: what a stop in the middle loses, and what a change of the journal holds. */
export const CHUNK = 500

export type Settled = {
  readonly id: string
  readonly outcome: Outcome
  readonly reason: { readonly code: RowRemark['code']; readonly value: string } | null
  readonly made: readonly RowThing[]
}
const failed = (id: string, code: RowRemark['code'], value = ''): Settled => ({ id, outcome: 'failed', reason: { code, value: value.slice(0, 500) }, made: [] })

class ChunkRefused extends Error {}
/** Inside a chunk a refusal concerns all of it: it is broken off and its rows are tried one by one. */
const granted = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: { readonly message: string } }): T => {
  if (!result.ok) throw new ChunkRefused(result.refusal.message)
  return result.value
}

/** Writes the next chunk. `stopped`: somebody paused it, or it is gone. */
export async function runChunk(here: Here, by: Officer, importId: string, size = CHUNK): Promise<'more' | 'done' | 'stopped'> {
  let ids: string[] = []
  try {
    return await here.db.inOffice(by.officeId, async (tx) => {
      const rows = await nextRows(tx, importId, size)
      if (rows === null) return 'stopped'
      ids = rows.waiting.map(({ id }) => id)
      if (ids.length === 0) return finish(tx, here, rows.imported)
      await settle(tx, await written(within(here, tx), by, tx, rows.imported, rows.waiting))
      return 'more'
    })
  } catch (error) {
    if (ids.length === 0) throw error
    if (ids.length > 1) {
      for (let left = ids.length; left > 0; left -= 1) {
        const answer = await runChunk(here, by, importId, 1)
        if (answer !== 'more') return answer
      }
      return 'more'
    }
    if (!(error instanceof ChunkRefused) && !isOfTheRow(error)) throw error
    await here.db.inOffice(by.officeId, (tx) => settle(tx, [failed(ids[0]!, 'not-taken', error instanceof ChunkRefused ? error.message : '')]))
    return 'more'
  }
}

/** The database refused the values themselves (SQLSTATE classes 22 and 23); anything else, such as a lost connection, is tried again later. */
function isOfTheRow(error: unknown): boolean {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null)
    if ('code' in at && typeof at.code === 'string' && /^2[23]/.test(at.code)) return true
  return false
}

async function nextRows(tx: OfficeTx, importId: string, size: number): Promise<{ readonly imported: ImportRecord; readonly waiting: ImportRow[] } | null> {
  // Whoever else works on this import, in this process or another, waits here and then sees what is left.
  const [imported] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, importId)))
    .for('update')
  if (imported === undefined || imported.state !== 'running') return null
  const waiting = await tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.officeId, tx.officeId),
        eq(importRows.importId, importId),
        eq(importRows.outcome, 'waiting'),
        gt(importRows.position, imported.headerPosition),
      ),
    )
    .orderBy(asc(importRows.position))
    .limit(size)
  return { imported, waiting }
}

async function finish(tx: OfficeTx, here: Here, { id, version }: ImportRecord): Promise<'done'> {
  await tx
    .update(imports)
    .set({ state: 'done', finishedAt: here.clock.now(), updatedAt: here.clock.now(), version: version + 1 })
    .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, id)))
  await tx.delete(originals).where(and(eq(originals.officeId, tx.officeId), eq(originals.id, id)))
  return 'done'
}

async function settle(tx: OfficeTx, rows: readonly Settled[]): Promise<void> {
  await tx.execute(sql`
    update ${importRows} set outcome = x.outcome, reason = x.reason, made = x.made, change_id = ${tx.changeId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, outcome text, reason jsonb, made jsonb)
    where ${importRows.officeId} = ${tx.officeId} and ${importRows.id} = x.id`)
}

async function written(here: Here, by: Officer, tx: OfficeTx, imported: ImportRecord, rows: readonly ImportRow[]): Promise<Settled[]> {
  const { options } = imported
  const settled: Settled[] = []
  const fresh: ImportRow[] = []
  for (const row of rows) {
    const decision = decisionFor(row, options)
    if (row.verdict === 'fault' || row.record === null) settled.push(failed(row.id, row.faults[0]?.code ?? 'not-taken', row.faults[0]?.value ?? ''))
    else if (decision === 'skip') settled.push({ id: row.id, outcome: 'skipped', reason: null, made: [] })
    else if (decision === 'update' && row.matches[0] !== undefined) settled.push(await updatedRow(here, by, row.id, row.record, row.matches[0].id, options))
    else fresh.push(row)
  }
  // Since the preview somebody may have entered one of them by hand.
  const now = new Map(
    (
      await matchedRows(
        tx,
        fresh.map(({ position, record }) => ({ position, record: record! })),
      )
    ).map((one) => [one.position, one]),
  )
  const free = fresh.filter((row) => {
    const found = now.get(row.position)!
    if (found.faults.length > 0) settled.push(failed(row.id, found.faults[0]!.code, found.faults[0]!.value))
    else if (row.verdict === 'new' && row.decision === null && found.verdict === 'same') settled.push(failed(row.id, 'meanwhile-known', found.matches[0]?.name))
    else return true
    return false
  })
  const records = free.map((row) => ({ ...now.get(row.position)!, id: row.id, verdict: row.verdict, said: row.decision }))
  const organisations = records.flatMap(({ id, record }) => (record.kind === 'organisations' ? [{ id, organisation: record.organisation }] : []))
  const partners = records.flatMap(({ id, record, matches, said, verdict }) =>
    // Of a known organisation only the partnership is new, unless somebody said that another one of the name is meant.
    record.kind === 'partners' ? [{ id, record, known: said === null && verdict === 'new' ? matches.find(({ sure }) => sure)?.id : undefined }] : [],
  )
  const people = records.flatMap(({ id, record }) => (record.kind === 'people' ? [{ id, record }] : []))
  settled.push(
    ...(await enteredOrganisations(here, by, organisations)),
    ...(await enteredPartners(here, by, tx, partners)),
    ...(await enteredPeople(here, by, tx, people)),
  )
  return settled
}

async function enteredOrganisations(
  here: Here,
  by: Officer,
  rows: readonly { readonly id: string; readonly organisation: OrganisationRow }[],
): Promise<Settled[]> {
  const made = granted(
    await enterOrganisations(
      here,
      by,
      rows.map(({ organisation }) => organisationFacts(organisation)),
    ),
  )
  return rows.map(({ id }, index) => ({ id, outcome: 'made', reason: null, made: [{ thing: 'organisation', id: made[index]!.id }] }))
}

type PartnerAsked = { readonly id: string; readonly record: PartnerRow; readonly known: string | undefined }

async function enteredPartners(here: Here, by: Officer, tx: OfficeTx, rows: readonly PartnerAsked[]): Promise<Settled[]> {
  const known = await organisationsByIds(
    tx,
    rows.flatMap((row) => row.known ?? []),
  )
  const tied = await withPartnership(tx, [...known.keys()])
  const settled: Settled[] = []
  const usable = rows.filter((row) => {
    if (row.known === undefined || (known.get(row.known)?.deletedAt === null && !tied.has(row.known))) return true
    settled.push(failed(row.id, tied.has(row.known) ? 'already-partner' : 'gone-meanwhile'))
    return false
  })
  // One and the same organisation twice in a chunk: the second finds the first one's partnership.
  const firsts = new Set<string>()
  const single = usable.filter((row) => {
    if (row.known === undefined || !firsts.has(row.known)) {
      if (row.known !== undefined) firsts.add(row.known)
      return true
    }
    settled.push(failed(row.id, 'already-partner'))
    return false
  })
  const fresh = single.filter((row) => row.known === undefined)
  const entered = granted(
    await enterOrganisations(
      here,
      by,
      fresh.map(({ record }) => organisationFacts(record.organisation)),
    ),
  )
  const partnerOf = new Map<string, Organisation>(fresh.map(({ id }, index) => [id, entered[index]!]))
  const filled = new Map<string, RowThing[]>()
  for (const row of single)
    if (row.known !== undefined) {
      const before = known.get(row.known)!
      const things = granted(await fillOrganisation(here, by, before, row.record.organisation, false))
      filled.set(row.id, things)
      partnerOf.set(row.id, before)
    }
  const list: EnteredPartnership[] = single.map(({ id, record }) => ({
    partner: partnerOf.get(id)!,
    values: partnershipValues(record),
    milestones: milestonesOfRow(record),
  }))
  const { partnerships, milestones } = granted(await enterPartnerships(here, by, list))
  const stepsOf = Map.groupBy(milestones, ({ partnershipId }) => partnershipId)
  single.forEach(({ id, known: was }, index) => {
    const partnership = partnerships[index]!
    settled.push({
      id,
      outcome: 'made',
      reason: null,
      made: [
        ...(was === undefined ? [{ thing: 'organisation' as const, id: partnership.organisationId }] : (filled.get(id) ?? [])),
        { thing: 'partnership', id: partnership.id },
        ...(stepsOf.get(partnership.id) ?? []).map((step) => ({ thing: 'milestone' as const, id: step.id })),
      ],
    })
  })
  return settled
}

async function enteredPeople(here: Here, by: Officer, tx: OfficeTx, rows: readonly { readonly id: string; readonly record: PersonRow }[]): Promise<Settled[]> {
  // An organisation several rows name is entered once, with the first of them.
  const missing = new Map<string, { readonly row: string; readonly post: NonNullable<PersonRow['post']>; readonly language: string }>()
  const keyOf = (post: NonNullable<PersonRow['post']>): string => `${post.country} ${organisationNameKeys([post.organisation])[0] ?? post.organisation}`
  for (const { id, record } of rows)
    if (record.post !== null && record.post.organisationId === null && !missing.has(keyOf(record.post)))
      missing.set(keyOf(record.post), { row: id, post: record.post, language: Object.keys(record.names)[0] ?? 'bg' })
  const wanted = [...missing]
  const entered = granted(
    await enterOrganisations(
      here,
      by,
      wanted.map(([, { post, language }]) => ({ name: { [language]: post.organisation }, kind: kindIn(post.organisation) ?? 'other', country: post.country! })),
    ),
  )
  const madeFor = new Map(wanted.map(([, { row }], index) => [row, entered[index]!]))
  const byKey = new Map(wanted.map(([key], index) => [key, entered[index]!]))
  const known = await organisationsByIds(
    tx,
    rows.flatMap(({ record }) => record.post?.organisationId ?? []),
  )
  const people = granted(
    await enterPeople(
      here,
      by,
      rows.map(({ record }) => personFacts(record)),
    ),
  )
  const posts: (EnteredPost & { readonly row: string })[] = rows.flatMap(({ id, record: { post } }, index) => {
    const organisation = post === null ? undefined : post.organisationId === null ? byKey.get(keyOf(post)) : known.get(post.organisationId)
    return post === null || organisation === undefined
      ? []
      : [{ row: id, person: people[index]!, organisation, facts: { role: post.role, roleClass: post.roleClass, fromDate: post.from, toDate: post.to } }]
  })
  const held = granted(await enterPosts(here, by, posts))
  const postOf = new Map(posts.map(({ row }, index) => [row, held[index]!]))
  return rows.map(({ id }, index) => {
    const [organisation, post] = [madeFor.get(id), postOf.get(id)]
    return {
      id,
      outcome: 'made',
      reason: null,
      made: [
        ...(organisation === undefined ? [] : [{ thing: 'organisation' as const, id: organisation.id }]),
        { thing: 'person', id: people[index]!.id },
        ...(post === undefined ? [] : [{ thing: 'post' as const, id: post.id }]),
      ],
    }
  })
}
