// Writes organisations into the register: makes, changes, removes and restores them, each with its line in the activity record.
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record, type Actor, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, stale, type Refusal, type Result, type Stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { citation } from '#platform/texts/citation.ts'
import { localTextValue } from '#platform/texts/local-text.ts'
import { allNames, displayName } from './naming.ts'
import { namesToFind } from './organisation.queries.ts'
import { ORGANISATION_KINDS, withFacts, type OrganisationFacts, type OrganisationRecord } from './organisation.ts'
import { organisations, type Organisation } from './organisation.table.ts'
import { postsInOrganisation } from './people/person.queries.ts'

export type Written = { readonly id: string; readonly activityId: string }

/** Says what of another feature still points to a record, in words („партньорство „Дойран““); null when nothing does. */
export type Holder = (tx: OfficeTx, id: string) => Promise<string | null>

const organisationSnapshot = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  country: z.string(),
  placeId: z.number().int().nullable(),
  name: localTextValue,
  nativeName: z.string().nullable(),
  nativeLanguage: z.string().nullable(),
  aliases: z.array(z.string()),
  website: z.string().nullable(),
  // Records from before the column have none.
  wikidataId: z.string().nullable().default(null),
  notes: localTextValue,
  sources: z.array(citation),
  sortKey: z.string(),
  mergedIntoId: z.uuid().nullable().default(null),
})

/** Everything people wrote of an organisation, and nothing else: what is written, and as plain JSON what the activity record keeps. */
const recordOf = (row: OrganisationRecord): OrganisationRecord => organisationSnapshot.parse(row)
export const snapshotOfOrganisation = (row: OrganisationRecord): Snapshot => organisationSnapshot.parse(row)

/** An earlier state, as the activity record kept it. */
export const organisationRecord = (snapshot: Snapshot): OrganisationRecord => organisationSnapshot.parse(snapshot)

/** Enters an organisation. Twins are the caller's question: the form asks the officer, the intake offers „вече е в регистъра“. */
export const createOrganisation = (here: Here, by: Officer, facts: OrganisationFacts): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const [row] = await tx
      .insert(organisations)
      .values({ officeId: tx.officeId, id: newId(), ...withFacts(null, facts, now), createdAt: now, updatedAt: now })
      .returning()
    return ok(await recorded(tx, here, by, 'organisation.created', null, row!))
  })

/** Writes the facts over the organisation. Refuses when it was changed since `version`, and hands over what stands there now. */
export const changeOrganisation = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  facts: OrganisationFacts,
): Promise<Result<Written, Refusal | Stale<Organisation>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await written(tx, here, by, 'organisation.changed', before, withFacts(before, facts, here.clock.now())))
  })

/** Adds a name the organisation is also found by; one it already bears changes nothing. */
export const addAlias = (here: Here, by: Officer, id: string, alias: string): Promise<Result<{ id: string; activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    const name = alias.trim().slice(0, 300)
    if (name === '' || allNames(before).includes(name)) return ok({ id, activityId: null })
    return ok(await written(tx, here, by, 'organisation.changed', before, { ...before, aliases: [...before.aliases, name] }))
  })

/** Takes an organisation out of the register. Refuses, naming it, while anything still points to it. */
export const removeOrganisation = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  holders: readonly Holder[] = [],
): Promise<Result<Written, Refusal | Stale<Organisation>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const held = await heldBy(tx, id, holders)
    if (held !== null) return refuse('held', m.organisations_held({ name: displayName(before), what: held }))
    return ok(await removed(tx, here, by, before))
  })

/** Puts an organisation back to an earlier state, or takes back its creation unless something points to it by now. */
export const organisationRestorer = (holders: readonly Holder[]): Restore => organisationPut('organisation.restored', holders)

/** Puts an organisation into the state of a snapshot, under the name of whatever brings that about. */
export const organisationPut =
  (act: `organisation.${string}`, holders: readonly Holder[] = []): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await locked(tx, id, 'removed too')
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: displayName(before) }))
      if (to !== null) return ok(await written(tx, here, by, act, before, organisationSnapshot.parse(to)))
      const held = await heldBy(tx, id, holders)
      if (held !== null) return refuse('held', m.organisations_held({ name: displayName(before), what: held }))
      return ok(await removed(tx, here, by, before))
    })

export const restoreOrganisation: Restore = organisationRestorer([])

const missing = () => refuse('missing', m.organisations_missing())

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<Organisation | null> {
  const [row] = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, id), which === 'live' ? isNull(organisations.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

/** What keeps an organisation in the register, in words; null when nothing does. */
async function heldBy(tx: OfficeTx, id: string, holders: readonly Holder[]): Promise<string | null> {
  const posts = await postsInOrganisation(tx, id)
  if (posts.length === 0) return firstHeld(tx, id, holders)
  return m.organisations_held_by_people({ names: [...new Set(posts.map(({ person }) => displayName(person)))].slice(0, 5).join(', ') })
}

/** The first holder's words; null when none has any. */
export async function firstHeld(tx: OfficeTx, id: string, holders: readonly Holder[]): Promise<string | null> {
  for (const holder of holders) {
    const words = await holder(tx, id)
    if (words !== null) return words
  }
  return null
}

/** The same for many organisations at once; those nothing keeps are left out. */
export async function heldOrganisations(tx: OfficeTx, ids: readonly string[], holders: readonly Holder[]): Promise<Map<string, string>> {
  const held = new Map<string, string>()
  for (const id of ids) {
    const words = await heldBy(tx, id, holders)
    if (words !== null) held.set(id, words)
  }
  return held
}

/** The first holder's words for each of many records; those nothing holds are left out. */
export async function heldOf(tx: OfficeTx, ids: readonly string[], holders: readonly Holder[]): Promise<Map<string, string>> {
  const held = new Map<string, string>()
  for (const id of ids) {
    const words = await firstHeld(tx, id, holders)
    if (words !== null) held.set(id, words)
  }
  return held
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `organisation.${string}`, before: Organisation, next: OrganisationRecord): Promise<Written> {
  const record = recordOf(next)
  const now = here.clock.now()
  const [row] = await tx
    .update(organisations)
    .set({ ...record, version: before.version + 1, updatedAt: now, deletedAt: (record.mergedIntoId ?? null) === null ? null : now })
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!)
}

async function removed(tx: OfficeTx, here: Here, by: Actor, before: Organisation): Promise<Written> {
  const [row] = await tx
    .update(organisations)
    .set({ version: before.version + 1, updatedAt: here.clock.now(), deletedAt: here.clock.now() })
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, before.id)))
    .returning()
  return recorded(tx, here, by, 'organisation.removed', before, row!)
}

/** Keeps the search and the activity record true to what was just written. A removed organisation is a state of nothing, a merged one says by which. */
async function recorded(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  act: `organisation.${string}`,
  before: Organisation | null,
  after: Organisation,
): Promise<Written> {
  await indexNames(tx, 'organisation', after.id, after.deletedAt === null ? (await namesToFind(tx, [after])).get(after.id)! : [])
  const snapshot = (row: Organisation | null) => (row === null || (row.deletedAt !== null && row.mergedIntoId === null) ? null : snapshotOfOrganisation(row))
  const activityId = await record(tx, here, by, {
    act,
    id: after.id,
    label: displayName(after),
    before: snapshot(before),
    after: snapshot(after),
    version: after.version,
  })
  return { id: after.id, activityId }
}
