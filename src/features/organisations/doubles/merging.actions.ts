// Merges records that stand in the register twice: one is kept, the others are taken up by it, and all that pointed to them follows. One change, undone as one.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { within, type Here } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { sortKeyOf } from '#platform/names/sort-key.ts'
import { textIn, type LocalText } from '#platform/texts/local-text.ts'
import { forgetKeys } from './double.actions.ts'
import type { Doubling } from './double.ts'
import { mergedInto } from './merging.queries.ts'
import { mergedState, MOST_AT_ONCE, withLostNames, type Follower, type Move } from './merging.ts'
import { allNames, displayName } from '../naming.ts'
import { organisationPut, snapshotOfOrganisation, type Written } from '../organisation.actions.ts'
import { organisationFields } from '../organisation.ts'
import { organisations, type Organisation } from '../organisation.table.ts'
import { personPut, snapshotOfPerson } from '../people/person.actions.ts'
import { personFields } from '../people/person.ts'
import { people, type Person } from '../people/person.table.ts'

/** Which records, each at the version that was looked at, which of them is kept, and what was chosen for each field (merging.ts). */
export type MergeAsked = {
  readonly versions: Readonly<Record<string, number>>
  readonly keep: string
  readonly take: Readonly<Record<string, string>>
}

/** `code` stale: one of them was changed since; the page is shown anew. */
export const mergeOrganisations = (here: Here, by: Officer, asked: MergeAsked, followers: readonly Follower[]): Promise<Result<Written, Refusal>> =>
  merge(here, by, asked, followers, {
    thing: 'organisation',
    read: (tx, ids, how) => organisationRows(tx, ids, how),
    snapshot: (row: Organisation) => snapshotOfOrganisation(row),
    fields: () => organisationFields(String),
    unite: organisationPut('organisation.united'),
    takeUp: organisationPut('organisation.merged'),
    dependent: (state) => (state['nativeName'] === null ? { ...state, nativeLanguage: null } : state),
  })

export const mergePeople = (here: Here, by: Officer, asked: MergeAsked, followers: readonly Follower[]): Promise<Result<Written, Refusal>> =>
  merge(here, by, asked, followers, {
    thing: 'person',
    read: (tx, ids, how) => personRows(tx, ids, how),
    snapshot: (row: Person) => snapshotOfPerson(row),
    fields: personFields,
    unite: personPut('person.united'),
    takeUp: personPut('person.merged'),
    dependent: (state) => (state['nativeName'] === null ? { ...state, nativeLanguage: null } : state),
  })

type Named = Pick<Organisation, 'id' | 'version' | 'name' | 'nativeName' | 'nativeLanguage' | 'aliases'>

type Kind<Row extends Named> = {
  readonly thing: Doubling
  readonly read: (tx: OfficeTx, ids: readonly string[], how: 'look' | 'lock') => Promise<Row[]>
  readonly snapshot: (row: Row) => Snapshot
  readonly fields: () => ReturnType<typeof personFields>
  readonly unite: Restore
  readonly takeUp: Restore
  /** Fields that mean nothing without another. */
  readonly dependent: (state: Snapshot) => Snapshot
}

async function merge<Row extends Named>(here: Here, by: Officer, asked: MergeAsked, followers: readonly Follower[], kind: Kind<Row>): Promise<Result<Written>> {
  const ids = Object.keys(asked.versions)
  if (ids.length < 2) return refuse('too-few', m.organisations_merging_itself())
  if (ids.length > MOST_AT_ONCE) return refuse('too-many', m.organisations_merging_too_many({ most: MOST_AT_ONCE }))
  if (!ids.includes(asked.keep)) return refuse('keep', m.organisations_merging_keep_missing(), 'keep')
  try {
    return await here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
      const inside = within(here, tx)
      // A into B and B into C at once: whoever comes second sees what the first has done.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`merging ${tx.officeId}`}, 0))`)
      const seen = await checkedRows(tx, asked, kind, 'look')
      if (!seen.ok) return seen
      const others = ids.filter((id) => id !== asked.keep)
      const moves = others.map((from): Move => ({ thing: kind.thing, from, to: asked.keep }))
      // Those who change an event or a promise lock that first and its partners after it; so does this. What was tied to a record meanwhile follows afterwards.
      const first = await followAll(inside, tx, by, moves, followers)
      if (!first.ok) return first
      const locked = await checkedRows(tx, asked, kind, 'lock')
      if (!locked.ok) return locked
      const rows = locked.value
      const kept = rows.find(({ id }) => id === asked.keep)!
      const records = rows.map((row) => ({ id: row.id, snapshot: kind.snapshot(row) }))
      const chosen = kind.dependent(mergedState(kind.fields(), records, asked.keep, asked.take))
      const name = chosen['name'] as LocalText
      if (Object.keys(name.in).length === 0) return refuse('name', m.organisations_name_missing(), 'name')
      const bears = allNames({ ...(chosen as unknown as Named), name, aliases: [] })
      const state = {
        ...chosen,
        aliases: withLostNames(chosen['aliases'] as string[], rows.flatMap(allNames), bears),
        sortKey: sortKeyOf(textIn(name, name.source)),
      }
      const united = await kind.unite(inside, by, kept.id, state, kept.version)
      if (!united.ok) return united
      const second = await followAll(inside, tx, by, moves, followers)
      if (!second.ok) return second
      // Last of all, so that undo brings them back first and what returns to them finds them there.
      for (const row of rows.filter(({ id }) => id !== kept.id)) {
        const taken = await kind.takeUp(inside, by, row.id, { ...kind.snapshot(row), mergedIntoId: kept.id }, row.version)
        if (!taken.ok) return taken
      }
      await forgetKeys(tx, kind.thing, others)
      return united as Result<Written>
    })
  } catch (error) {
    // Two who wait for each other: the database ends one of them, and nothing of it is written.
    if (isDeadlock(error)) return refuse('busy', m.organisations_merging_busy())
    throw error
  }
}

const DEADLOCK = '40P01'
const isDeadlock = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (('code' in error && error.code === DEADLOCK) || ('cause' in error && isDeadlock(error.cause)))

/** The rows in the order of their ids, all of them live and at the version that was looked at. */
async function checkedRows<Row extends Named>(tx: OfficeTx, asked: MergeAsked, kind: Kind<Row>, how: 'look' | 'lock'): Promise<Result<Row[]>> {
  const ids = Object.keys(asked.versions).sort()
  const rows = await kind.read(tx, ids, how)
  for (const id of ids) {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) {
      const into = await mergedInto(tx, kind.thing, id)
      const [stands] = into === null ? [] : await kind.read(tx, [into], 'look')
      return stands === undefined
        ? refuse('missing', m.organisations_merging_gone())
        : refuse('merged', m.organisations_merging_merged_already({ name: displayName(stands) }))
    }
    if (row.version !== asked.versions[id]) return refuse('stale', m.organisations_merging_stale({ name: displayName(row) }))
  }
  return ok(rows)
}

/** Every follower for every move, and for the moves these bring with them. */
async function followAll(here: Here, tx: OfficeTx, by: Officer, moves: readonly Move[], followers: readonly Follower[]): Promise<Result<null>> {
  const waiting = [...moves]
  for (let move = waiting.shift(); move !== undefined; move = waiting.shift()) {
    for (const follower of followers) {
      const followed = await follower.follow(here, tx, by, move)
      if (!followed.ok) return followed
      waiting.push(...followed.value)
    }
  }
  return ok(null)
}

async function organisationRows(tx: OfficeTx, ids: readonly string[], how: 'look' | 'lock'): Promise<Organisation[]> {
  const asked = tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, [...ids]), isNull(organisations.deletedAt)))
    .orderBy(organisations.id)
  return how === 'lock' ? asked.for('update') : asked
}

async function personRows(tx: OfficeTx, ids: readonly string[], how: 'look' | 'lock'): Promise<Person[]> {
  const asked = tx
    .select()
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...ids]), isNull(people.deletedAt)))
    .orderBy(people.id)
  return how === 'lock' ? asked.for('update') : asked
}
