// Keeps what finding doubles needs: fresh keys, the pairs called different, how many pairs there are.
import { and, eq, inArray, isNull, notExists, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record, type Actor, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { within, type Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { DOUBLINGS, inPairOrder, isWorthSaying, type Doubling } from './double.ts'
import { organisationPairs, personPairs, saidOfOrganisation, saidOfPerson, townsNamed, withoutLoops } from './double.queries.ts'
import { differences, doubleCounts, likenessKeys, type Difference } from './double.table.ts'
import { organisationKeys, personKeys } from './likeness.ts'
import type { Follower } from './merging.ts'
import { displayName } from '../naming.ts'
import type { Written } from '../organisation.actions.ts'
import { organisationsByIds } from '../organisation.queries.ts'
import { organisations } from '../organisation.table.ts'
import { peopleByIds } from '../people/person.queries.ts'
import { people } from '../people/person.table.ts'

// ---- keys --------------------------------------------------------------------------------------------------------------

/** Rows are read and written so many at a time. */
const BATCH = 2_000

/**
 * Makes the keys of every record that changed since they were last made; with nothing to do it costs one query. Whoever writes records need not think of
 * it: the record's version tells.
 */
export async function refreshKeys(tx: OfficeTx, thing: Doubling): Promise<void> {
  const stale = thing === 'organisation' ? staleOrganisations : stalePeople
  let rows = await stale(tx)
  if (rows.length === 0) return
  // Two who look at once must not make them twice.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`likeness ${thing} ${tx.officeId}`}, 0))`)
  rows = await stale(tx)
  while (rows.length > 0) {
    await write(tx, thing, rows)
    rows = rows.length < BATCH ? [] : await stale(tx)
  }
}

type Keyed = { readonly id: string; readonly version: number; readonly keys: readonly string[] }

const freshOf = (tx: OfficeTx, thing: Doubling, { id, version }: { readonly id: AnyPgColumn; readonly version: AnyPgColumn }) =>
  tx
    .select({ one: sql`1` })
    .from(likenessKeys)
    .where(and(eq(likenessKeys.officeId, tx.officeId), eq(likenessKeys.thing, thing), eq(likenessKeys.thingId, id), eq(likenessKeys.version, version)))

async function staleOrganisations(tx: OfficeTx): Promise<Keyed[]> {
  const rows = await withoutLoops(tx, () =>
    tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), notExists(freshOf(tx, 'organisation', organisations))))
      .limit(BATCH),
  )
  const all = rows.map(saidOfOrganisation)
  const towns = await townsNamed(tx, all)
  return rows.map(({ id, version }, index) => ({ id, version, keys: organisationKeys(all[index]!, towns[index]) }))
}

async function stalePeople(tx: OfficeTx): Promise<Keyed[]> {
  const rows = await withoutLoops(tx, () =>
    tx
      .select()
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), notExists(freshOf(tx, 'person', people))))
      .limit(BATCH),
  )
  return rows.map((row) => ({ id: row.id, version: row.version, keys: personKeys(saidOfPerson(row, [])) }))
}

async function write(tx: OfficeTx, thing: Doubling, rows: readonly Keyed[]): Promise<void> {
  await forgetKeys(
    tx,
    thing,
    rows.map(({ id }) => id),
  )
  // Who has no key at all is remembered too, or they would be looked at every time.
  const written = rows.flatMap(({ id, version, keys }) =>
    (keys.length === 0 ? [''] : keys).map((key) => ({ office_id: tx.officeId, id: newId(), thing, thing_id: id, version, key })),
  )
  await tx.execute(
    sql`insert into ${likenessKeys} (office_id, id, thing, thing_id, version, key)
      select office_id, id, thing, thing_id, version, key from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as t(office_id uuid, id uuid, thing text, thing_id uuid, version int, key text)`,
  )
}

/** Takes the keys of records that are gone out of the comparing. */
export const forgetKeys = (tx: OfficeTx, thing: Doubling, ids: readonly string[]) =>
  tx.delete(likenessKeys).where(and(eq(likenessKeys.officeId, tx.officeId), eq(likenessKeys.thing, thing), inArray(likenessKeys.thingId, [...ids])))

// ---- how many --------------------------------------------------------------------------------------------------------

/** Keeps how many pairs are probably one, for the day's page; writes only when that changed. */
export async function keepCount(tx: OfficeTx, here: Here, thing: Doubling, pairs: number): Promise<void> {
  const countedAt = here.clock.now()
  await tx
    .insert(doubleCounts)
    .values({ officeId: tx.officeId, id: newId(), thing, pairs, countedAt })
    .onConflictDoUpdate({ target: [doubleCounts.officeId, doubleCounts.thing], set: { pairs, countedAt }, setWhere: sql`${doubleCounts.pairs} <> ${pairs}` })
}

/** Looks through the whole register of an office and keeps what it found: at night, and after a merge. */
export const countDoubles = (here: Here, officeId: string): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    for (const thing of DOUBLINGS) {
      await refreshKeys(tx, thing)
      const pairs = thing === 'organisation' ? await organisationPairs(tx) : await personPairs(tx)
      await keepCount(tx, here, thing, pairs.filter(({ likeness }) => isWorthSaying(likeness)).length)
    }
  })

// ---- „не са едно и също“ ----------------------------------------------------------------------------------------------

const differenceSnapshot = z.object({ thing: z.enum(DOUBLINGS), oneId: z.uuid(), otherId: z.uuid() })

/** Remembers that two records are not the same, so that nobody is asked again. Refuses when one of them is not in the register. */
export const callDifferent = (here: Here, by: Officer, thing: Doubling, a: string, b: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [oneId, otherId] = inPairOrder(a, b)
    const names = await namesOf(tx, thing, [oneId, otherId])
    if (oneId === otherId || names === null) return refuse('missing', m.organisations_doubles_gone())
    const now = here.clock.now()
    const [row] = await tx
      .insert(differences)
      .values({ officeId: tx.officeId, id: newId(), thing, oneId, otherId, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning()
    if (row === undefined) return refuse('already', m.organisations_doubles_different_already())
    return ok(await recorded(tx, here, by, 'difference.created', null, row))
  })

/** Puts the pair back among those to be looked at, or remembers again that it is none. */
export const restoreDifference: Restore = (here, by, id, to, version) => putDifference(here, by, id, to, version, 'difference.restored')

const putDifference = (here: Here, by: Actor, id: string, to: unknown, version: number, act: `difference.${string}`): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [before] = await tx
      .select()
      .from(differences)
      .where(and(eq(differences.officeId, tx.officeId), eq(differences.id, id)))
      .for('update')
    if (before === undefined) return refuse('missing', m.organisations_doubles_gone())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: await labelOf(tx, before) }))
    const now = here.clock.now()
    const [row] = await tx
      .update(differences)
      .set({ ...(to === null ? {} : differenceSnapshot.parse(to)), version: before.version + 1, updatedAt: now, deletedAt: to === null ? now : null })
      .where(and(eq(differences.officeId, tx.officeId), eq(differences.id, id)))
      .returning()
    return ok(await recorded(tx, here, by, act, before, row!))
  })

/** Forgets for good that a record differs from others; the ids of what was forgotten. */
export async function forgetDifferences(tx: OfficeTx, thing: Doubling, ids: readonly string[]): Promise<string[]> {
  const gone = await tx
    .delete(differences)
    .where(
      and(
        eq(differences.officeId, tx.officeId),
        eq(differences.thing, thing),
        or(inArray(differences.oneId, [...ids]), inArray(differences.otherId, [...ids])),
      ),
    )
    .returning({ id: differences.id })
  return gone.map(({ id }) => id)
}

async function namesOf(tx: OfficeTx, thing: Doubling, ids: readonly string[]): Promise<string[] | null> {
  const rows = thing === 'organisation' ? await organisationsByIds(tx, ids) : await peopleByIds(tx, ids)
  const live = ids.map((id) => rows.get(id))
  return live.some((row) => row === undefined || row.deletedAt !== null) ? null : live.map((row) => displayName(row!))
}

async function labelOf(tx: OfficeTx, { thing, oneId, otherId }: Difference): Promise<string> {
  const ids = [oneId, otherId]
  const rows = thing === 'organisation' ? await organisationsByIds(tx, ids) : await peopleByIds(tx, ids)
  return ids.flatMap((id) => (rows.has(id) ? [displayName(rows.get(id)!)] : [])).join(' ≠ ')
}

async function recorded(tx: OfficeTx, here: Here, by: Actor, act: `difference.${string}`, before: Difference | null, after: Difference): Promise<Written> {
  const snapshot = (row: Difference | null) => (row === null || row.deletedAt !== null ? null : differenceSnapshot.parse(row))
  const label = await labelOf(tx, after)
  const activityId = await record(tx, here, by, { act, id: after.id, label, before: snapshot(before), after: snapshot(after), version: after.version })
  return { id: after.id, activityId }
}

/** What was called different from a merged record is different from the one that took it up; from that one itself it cannot differ. */
export const differenceFollower: Follower = {
  columns: ['difference one_id', 'difference other_id'],
  tell: async () => [],
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'organisation' && thing !== 'person') return ok([])
    const mine = await tx
      .select()
      .from(differences)
      .where(
        and(
          eq(differences.officeId, tx.officeId),
          eq(differences.thing, thing),
          isNull(differences.deletedAt),
          sql`(${differences.oneId} in (${from}::uuid, ${to}::uuid) or ${differences.otherId} in (${from}::uuid, ${to}::uuid))`,
        ),
      )
      .orderBy(differences.id)
    const otherOf = (row: Difference, id: string): string => (row.oneId === id ? row.otherId : row.oneId)
    const known = new Set(mine.filter(({ oneId, otherId }) => oneId === to || otherId === to).map((row) => otherOf(row, to)))
    for (const row of mine.filter(({ oneId, otherId }) => oneId === from || otherId === from)) {
      const third = otherOf(row, from)
      const [oneId, otherId] = inPairOrder(third, to)
      const next = third === to || known.has(third) ? null : { thing, oneId, otherId }
      const put = await putDifference(within(here, tx), by, row.id, next, row.version, next === null ? 'difference.removed' : 'difference.followed')
      if (!put.ok) return put
    }
    return ok([])
  },
}
