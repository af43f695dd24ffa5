// Writes items of programmes: adds, changes, moves, removes and puts back, one or many at a time, each change kept in the activity record.
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { liveEvent } from '#features/events/partaking.queries.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { type Actor, type Change, recordMany, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { EMPTY_TEXT, isEmptyText, revised } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { lockedVisit } from '../visit.actions.ts'
import { beginningAt, itemName, type ItemTime, type ItemValues, momentsOfItem, MOST_ITEMS, type Participant } from './programme.ts'
import { programmeGroups, programmeItemGroups, programmeItems, programmeParticipants } from './programme.table.ts'

type Row = typeof programmeItems.$inferSelect

/** An item whole, as JSON: what the activity record keeps and undo puts back. */
export type ItemSnapshot = Pick<
  Row,
  | 'visitId'
  | 'kind'
  | 'day'
  | 'time'
  | 'fold'
  | 'minutes'
  | 'lastDay'
  | 'zone'
  | 'endZone'
  | 'title'
  | 'note'
  | 'place'
  | 'address'
  | 'latitude'
  | 'longitude'
  | 'room'
  | 'contact'
  | 'contactPhone'
  | 'contactPersonId'
  | 'attendance'
  | 'eventId'
> & {
  readonly publishedAt: string | null
  readonly participants: readonly Participant[]
  readonly groups: readonly string[]
}
export type KeptItem = { readonly id: string; readonly version: number; readonly removed: boolean; readonly updatedAt: Date; readonly state: ItemSnapshot }
export type ItemStale = Stale<{ readonly version: number; readonly state: ItemSnapshot; readonly updatedAt: Date }>
export type WrittenItem = { readonly id: string; readonly version: number; readonly activityId: string; readonly label: string }

const missing = (): Result<never> => refuse('missing', m.programme_item_missing())
const groupMissing = (): Result<never> => refuse('no-group', m.programme_group_missing(), 'groups')

/** Items with their people and groups, locked, in the order asked for; those that are not there are left out. Three statements. */
export async function readItems(tx: OfficeTx, itemIds: readonly string[]): Promise<KeptItem[]> {
  const ids = itemIds.filter(isId)
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(programmeItems)
    .where(and(eq(programmeItems.officeId, tx.officeId), anyOf(programmeItems.id, ids)))
    .for('update')
  const named = await tx
    .select()
    .from(programmeParticipants)
    .where(and(eq(programmeParticipants.officeId, tx.officeId), anyOf(programmeParticipants.itemId, ids)))
    .orderBy(programmeParticipants.id)
  const grouped = await tx
    .select()
    .from(programmeItemGroups)
    .where(and(eq(programmeItemGroups.officeId, tx.officeId), anyOf(programmeItemGroups.itemId, ids)))
    .orderBy(programmeItemGroups.id)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const { officeId: _, version, createdAt: _created, updatedAt, deletedAt, startsAt: _starts, endsAt: _ends, publishedAt, id: _id, ...columns } = row
    return [
      {
        id,
        version,
        removed: deletedAt !== null,
        updatedAt,
        state: {
          ...columns,
          publishedAt: publishedAt?.toISOString() ?? null,
          participants: named.filter(({ itemId }) => itemId === id).map(({ delegateId, personId, part }) => ({ delegateId, personId, part })),
          groups: grouped.filter(({ itemId }) => itemId === id).map(({ groupId }) => groupId),
        },
      },
    ]
  })
}

/** What is to become of an item: `before` null for a new one, `after` null to take it out. */
export type ItemChange = {
  readonly id: string
  readonly before: KeptItem | null
  readonly after: ItemSnapshot | null
  readonly act: `programme_item.${string}`
}

async function updateItems(tx: OfficeTx, rows: readonly (Partial<Row> & { readonly id: string })[]): Promise<void> {
  if (rows.length === 0) return
  const relation = rowsAsRelation(tx, programmeItems, rows)
  await tx.update(programmeItems).set(relation.values).from(relation.from).where(relation.where)
}

/** Writes all of them, with one line of the record each, in a number of statements that does not grow with them. */
export async function writeItems(tx: OfficeTx, here: Here, by: Actor, changes: readonly ItemChange[]): Promise<WrittenItem[]> {
  const now = here.clock.now()
  // Those taken out keep their people and groups: whoever is told that it is called off must be known.
  const gone = changes.flatMap(({ id, before, after }) => (after === null ? [{ id, deletedAt: now, updatedAt: now, version: before!.version + 1 }] : []))
  await updateItems(tx, gone)
  const put = changes.filter((change): change is ItemChange & { after: ItemSnapshot } => change.after !== null)
  const ids = put.filter(({ before }) => before !== null).map(({ id }) => id)
  if (ids.length > 0) {
    await tx.delete(programmeParticipants).where(and(eq(programmeParticipants.officeId, tx.officeId), anyOf(programmeParticipants.itemId, ids)))
    await tx.delete(programmeItemGroups).where(and(eq(programmeItemGroups.officeId, tx.officeId), anyOf(programmeItemGroups.itemId, ids)))
  }
  const rowOf = ({ after, before }: ItemChange & { after: ItemSnapshot }) => {
    const { participants: _people, groups: _groups, publishedAt, ...columns } = after
    const { from, to } = momentsOfItem(after)
    return {
      ...columns,
      startsAt: new Date(from),
      endsAt: new Date(to),
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      version: (before?.version ?? 0) + 1,
      updatedAt: now,
      deletedAt: null,
    }
  }
  await insertMany(
    tx,
    programmeItems,
    put.filter(({ before }) => before === null).map((change) => ({ ...rowOf(change), officeId: tx.officeId, id: change.id, createdAt: now })),
  )
  await updateItems(
    tx,
    put.filter(({ before }) => before !== null).map((change) => ({ ...rowOf(change), id: change.id })),
  )
  await insertMany(
    tx,
    programmeParticipants,
    put.flatMap(({ id, after }) => after.participants.map((one) => ({ officeId: tx.officeId, id: newId(), itemId: id, ...one }))),
  )
  await insertMany(
    tx,
    programmeItemGroups,
    put.flatMap(({ id, after }) => after.groups.map((groupId) => ({ officeId: tx.officeId, id: newId(), itemId: id, groupId }))),
  )
  const lines = changes.map(({ id, before, after, act }): Change => {
    const label = itemName((after ?? before!.state) as ItemSnapshot)
    const kept: Snapshot | null = before === null || before.removed ? null : { ...before.state }
    return { act, id, label, before: kept, after: after === null ? null : { ...after }, version: (before?.version ?? 0) + 1 }
  })
  const activityId = await recordMany(tx, here, by, lines)
  return lines.map(({ id, version, label }) => ({ id, version, label, activityId: activityId! }))
}

/** The ids among these that are in the visit's delegations, of the register's people, and of its groups; of groups taken out only those in `keeping`. */
async function known(tx: OfficeTx, visitId: string, participants: readonly Participant[], groups: readonly string[], keeping: readonly string[]) {
  const wanted = {
    delegates: participants.flatMap(({ delegateId }) => (delegateId !== null && isId(delegateId) ? [delegateId] : [])),
    people: participants.flatMap(({ personId }) => (personId !== null && isId(personId) ? [personId] : [])),
    groups: groups.filter(isId),
  }
  const found = async (ids: readonly string[], query: (some: readonly string[]) => Promise<{ readonly id: string }[]>): Promise<Set<string>> =>
    new Set(ids.length === 0 ? [] : (await query(ids)).map(({ id }) => id))
  return {
    delegates: await found(wanted.delegates, (ids) =>
      tx
        .select({ id: delegates.id })
        .from(delegates)
        .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), inArray(delegates.id, [...ids]))),
    ),
    people: await found(wanted.people, (ids) =>
      tx
        .select({ id: people.id })
        .from(people)
        .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...ids]))),
    ),
    groups: await found(wanted.groups, (ids) =>
      tx
        .select({ id: programmeGroups.id })
        .from(programmeGroups)
        .where(
          and(
            eq(programmeGroups.officeId, tx.officeId),
            eq(programmeGroups.visitId, visitId),
            inArray(programmeGroups.id, [...ids]),
            or(isNull(programmeGroups.deletedAt), anyOf(programmeGroups.id, keeping.filter(isId))),
          ),
        ),
    ),
  }
}

/** Each once, the last word on what they do there counts. */
const onceEach = (participants: readonly Participant[]): Participant[] => [
  ...new Map(participants.map((one) => [one.delegateId ?? one.personId, one])).values(),
]

async function stateWith(tx: OfficeTx, here: Here, visitId: string, before: ItemSnapshot | null, values: ItemValues): Promise<Result<ItemSnapshot>> {
  const at = here.clock.now()
  const title = revised(before?.title ?? EMPTY_TEXT, values.title, at)
  if (isEmptyText(title) && !['break', 'free', 'meal', 'travel'].includes(values.kind)) return refuse('no-title', m.programme_title_missing(), 'title')
  const participants = onceEach(values.participants ?? before?.participants ?? [])
  const groups = [...new Set(values.groups ?? before?.groups ?? [])]
  const there = await known(tx, visitId, participants, groups, before?.groups ?? [])
  if (
    participants.some(({ delegateId, personId }) => !(delegateId !== null ? there.delegates.has(delegateId) : personId !== null && there.people.has(personId)))
  )
    return refuse('no-person', m.programme_person_missing(), 'participants')
  if (groups.some((id) => !there.groups.has(id))) return groupMissing()
  const eventId = values.eventId === undefined ? (before?.eventId ?? null) : values.eventId
  if (eventId !== null && eventId !== before?.eventId) {
    const event = await liveEvent(tx, eventId)
    if (!event.ok) return refuse(event.refusal.code, event.refusal.message, 'event')
  }
  const published = values.published ?? (before !== null && before.publishedAt !== null)
  // By the rules of the zones: the day on which it ends is computed, never believed.
  const when = values.when.time === null ? values.when : beginningAt(values.when, momentsOfItem(values.when).from)
  return ok({
    ...when,
    visitId,
    kind: values.kind,
    title,
    note: revised(before?.note ?? EMPTY_TEXT, values.note ?? {}, at),
    place: revised(before?.place ?? EMPTY_TEXT, values.place ?? {}, at),
    address: values.address ?? before?.address ?? '',
    latitude: values.latitude === undefined ? (before?.latitude ?? null) : values.latitude,
    longitude: values.longitude === undefined ? (before?.longitude ?? null) : values.longitude,
    room: values.room ?? before?.room ?? '',
    contact: values.contact ?? before?.contact ?? '',
    contactPhone: values.contactPhone ?? before?.contactPhone ?? '',
    contactPersonId: values.contactPersonId === undefined ? (before?.contactPersonId ?? null) : values.contactPersonId,
    attendance: values.attendance ?? before?.attendance ?? 'all',
    eventId,
    publishedAt: published ? (before?.publishedAt ?? at.toISOString()) : null,
    participants,
    groups,
  })
}

const visitMissing = (): Result<never> => refuse('no-visit', m.programme_visit_missing())

async function countOf(tx: OfficeTx, visitId: string): Promise<number> {
  return tx.$count(programmeItems, and(eq(programmeItems.officeId, tx.officeId), eq(programmeItems.visitId, visitId), isNull(programmeItems.deletedAt)))
}

/** Adds items to the programme of a visit, all or none. Refuses people, groups and events that are not there, and a programme that grows beyond all use. */
export const addProgrammeItems = (here: Here, by: Officer, visitId: string, all: readonly ItemValues[]): Promise<Result<WrittenItem[]>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenItem[]>> => {
    if (!(await lockedVisit(tx, visitId))) return visitMissing()
    if ((await countOf(tx, visitId)) + all.length > MOST_ITEMS) return refuse('too-many', m.programme_too_many({ most: MOST_ITEMS }))
    const changes: ItemChange[] = []
    for (const values of all) {
      const state = await stateWith(tx, here, visitId, null, values)
      if (!state.ok) return state
      changes.push({ id: newId(), before: null, after: state.value, act: 'programme_item.created' })
    }
    return ok(await writeItems(tx, here, by, changes))
  })

export const addProgrammeItem = async (here: Here, by: Officer, visitId: string, values: ItemValues): Promise<Result<WrittenItem>> => {
  const added = await addProgrammeItems(here, by, visitId, [values])
  return added.ok ? ok(added.value[0]!) : added
}

type Changed = Promise<Result<WrittenItem, Refusal | ItemStale>>
type Next = (before: ItemSnapshot, tx: OfficeTx) => Result<ItemSnapshot | null> | Promise<Result<ItemSnapshot | null>>

/** Reads one item of a visit, checks the version, lets `next` say the new state, writes. */
const changed = (here: Here, by: Officer, visitId: string, id: string, version: number, act: `programme_item.${string}`, next: Next): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const [before] = await readItems(tx, [id])
    if (before === undefined || before.removed || before.state.visitId !== visitId) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    if (!after.ok) return after
    const [written] = await writeItems(tx, here, by, [{ id, before, after: after.value, act }])
    return ok(written!)
  })

/** Changes an item that still has the given version. */
export const changeProgrammeItem = (here: Here, by: Officer, visitId: string, id: string, version: number, values: ItemValues): Changed =>
  changed(here, by, visitId, id, version, 'programme_item.changed', (before, tx) => stateWith(tx, here, visitId, before, values))

/** Gives an item another time, or another group; nothing else of it changes. Refuses a group that is not of this visit. */
export const moveProgrammeItem = (
  here: Here,
  by: Officer,
  visitId: string,
  id: string,
  version: number,
  move: (before: ItemSnapshot) => Result<Partial<ItemSnapshot> & ItemTime>,
): Changed =>
  changed(here, by, visitId, id, version, 'programme_item.moved', async (before, tx) => {
    const moved = move(before)
    if (!moved.ok) return moved
    const groups = moved.value.groups ?? []
    const there = await known(tx, visitId, [], groups, before.groups)
    return groups.some((group) => !there.groups.has(group)) ? groupMissing() : ok({ ...before, ...moved.value })
  })

/** Takes an item out of the programme; undo brings it back. */
export const removeProgrammeItem = (here: Here, by: Officer, visitId: string, id: string, version: number): Changed =>
  changed(here, by, visitId, id, version, 'programme_item.removed', () => ok(null))

/** Puts an item back to an earlier state. People and groups that are gone since are left out; refuses when the item has moved on. */
export const restoreProgrammeItem: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenItem>> => {
    const [before] = await readItems(tx, [id])
    if (before === undefined) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: itemName(before.state) }))
    // The snapshot is one this feature wrote.
    const wanted = to as ItemSnapshot | null
    let after = wanted
    if (wanted !== null) {
      // Whoever was merged since is meant in the record that took them up.
      const standing = async (personId: string | null): Promise<string | null> => (personId === null ? null : standingFor(tx, 'person', personId))
      const named: Participant[] = []
      for (const one of wanted.participants) named.push({ ...one, personId: await standing(one.personId) })
      const there = await known(tx, wanted.visitId, named, wanted.groups, wanted.groups)
      after = {
        ...wanted,
        contactPersonId: await standing(wanted.contactPersonId),
        participants: onceEach(named).filter(({ delegateId, personId }) =>
          delegateId === null ? there.people.has(personId ?? '') : there.delegates.has(delegateId),
        ),
        groups: wanted.groups.filter((one) => there.groups.has(one)),
      }
    }
    const [written] = await writeItems(tx, here, by, [{ id, before, after, act: 'programme_item.restored' }])
    return ok(written!)
  })
