// Writes people into the register: makes, changes, removes and restores them. Their posts are records of their own.
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
import { EMPTY_TEXT, localTextValue } from '#platform/texts/local-text.ts'
import { allNames, displayName } from '../naming.ts'
import { firstHeld, type Holder, type Written } from '../organisation.actions.ts'
import { withFacts, type PersonFacts, type PersonRecord } from './person.ts'
import { people, type Person } from './person.table.ts'

const personSnapshot = z.object({
  name: localTextValue,
  nativeName: z.string().nullable(),
  nativeLanguage: z.string().nullable(),
  aliases: z.array(z.string()),
  title: z.string().nullable(),
  languages: z.array(z.string()),
  // Records from before these were asked for lack them.
  salutation: localTextValue.default(EMPTY_TEXT),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  purpose: z.string().default(''),
  keepUntil: z.string().nullable().default(null),
  notes: localTextValue,
  sources: z.array(citation),
  sortKey: z.string(),
  mergedIntoId: z.uuid().nullable().default(null),
})

/** Everything people wrote of a person, and nothing else: what is written, and as plain JSON what the activity record keeps. */
const recordOf = (row: PersonRecord): PersonRecord => personSnapshot.parse(row)
export const snapshotOfPerson = (row: PersonRecord): Snapshot => personSnapshot.parse(row)

/** An earlier state, as the activity record kept it. */
export const personRecord = (snapshot: Snapshot): PersonRecord => personSnapshot.parse(snapshot)

/** Enters a person. Twins are the caller's question: the form asks the officer, the intake offers „вече е в регистъра“. */
export const createPerson = (here: Here, by: Officer, facts: PersonFacts): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const [row] = await tx
      .insert(people)
      .values({ officeId: tx.officeId, id: newId(), ...withFacts(null, facts, now), createdAt: now, updatedAt: now })
      .returning()
    return ok(await recorded(tx, here, by, 'person.created', null, row!))
  })

/** Writes the facts over the person. Refuses when they were changed since `version`, and hands over what stands there now. */
export const changePerson = (here: Here, by: Officer, id: string, version: number, facts: PersonFacts): Promise<Result<Written, Refusal | Stale<Person>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await written(tx, here, by, 'person.changed', before, withFacts(before, facts, here.clock.now())))
  })

/** Adds a name the person is also found by; one they already bear changes nothing. */
export const addPersonAlias = (here: Here, by: Officer, id: string, alias: string): Promise<Result<{ id: string; activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    const name = alias.trim().slice(0, 300)
    if (name === '' || allNames(before).includes(name)) return ok({ id, activityId: null })
    return ok(await written(tx, here, by, 'person.changed', before, { ...before, aliases: [...before.aliases, name] }))
  })

/** Takes a person out of the register; their posts are hidden with them. Refuses, naming it, while another feature's record points to them. */
export const removePerson = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  holders: readonly Holder[] = [],
): Promise<Result<Written, Refusal | Stale<Person>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const held = await firstHeld(tx, id, holders)
    if (held !== null) return refuse('held', m.organisations_held({ name: displayName(before), what: held }))
    return ok(await removed(tx, here, by, before))
  })

/** Puts a person back to an earlier state, or takes back their creation unless something points to them by now. */
export const personRestorer = (holders: readonly Holder[]): Restore => personPut('person.restored', holders)

/** Puts a person into the state of a snapshot, under the name of whatever brings that about. */
export const personPut =
  (act: `person.${string}`, holders: readonly Holder[] = []): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await locked(tx, id, 'removed too')
      if (before === null) return missing()
      // Whoever was erased whole is not there to come back.
      if (before.erasedAt !== null && before.deletedAt !== null) return refuse('erased', m.platform_undo_erased())
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: displayName(before) }))
      if (to !== null) return ok(await written(tx, here, by, act, before, personSnapshot.parse(to)))
      const held = await firstHeld(tx, id, holders)
      if (held !== null) return refuse('held', m.organisations_held({ name: displayName(before), what: held }))
      return ok(await removed(tx, here, by, before))
    })

export const restorePerson: Restore = personRestorer([])

const missing = () => refuse('missing', m.organisations_person_missing())

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<Person | null> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, id), which === 'live' ? isNull(people.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `person.${string}`, before: Person, next: PersonRecord): Promise<Written> {
  const record = recordOf(next)
  const now = here.clock.now()
  const [row] = await tx
    .update(people)
    .set({ ...record, version: before.version + 1, updatedAt: now, deletedAt: (record.mergedIntoId ?? null) === null ? null : now })
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!)
}

async function removed(tx: OfficeTx, here: Here, by: Actor, before: Person): Promise<Written> {
  const now = here.clock.now()
  const [row] = await tx
    .update(people)
    .set({ version: before.version + 1, updatedAt: now, deletedAt: now })
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, before.id)))
    .returning()
  return recorded(tx, here, by, 'person.removed', before, row!)
}

/** Keeps the search and the activity record true to what was just written. A removed person is a state of nothing, a merged one says by whom. */
async function recorded(tx: OfficeTx, here: Here, by: Actor, act: `person.${string}`, before: Person | null, after: Person): Promise<Written> {
  await indexNames(tx, 'person', after.id, after.deletedAt === null ? allNames(after) : [])
  const snapshot = (row: Person | null) => (row === null || (row.deletedAt !== null && row.mergedIntoId === null) ? null : snapshotOfPerson(row))
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
