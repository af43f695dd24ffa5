// Writes the agenda: adds, changes, moves, removes and puts back its points, each change kept in the activity record.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { tiedPeople } from '#features/events/partaking.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { recordMany, type Restore } from '#platform/activity/activity.ts'
import { type KeptRow, KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, revised, textIn } from '#platform/texts/local-text.ts'
import { findAnew, papersFor } from '../meeting.actions.ts'
import type { ItemState } from '../meeting.ts'
import { meetingItems } from '../meeting.table.ts'
import { type ItemValues, MOST_ITEMS, orderMoved, orderTyped, placeAtEnd, placesFor } from './item.ts'

type Row = typeof meetingItems.$inferSelect

/** A point whole, as JSON: what the activity record keeps and undo puts back. */
export type ItemSnapshot = Pick<Row, 'meetingId' | 'place' | 'title' | 'broughtBy' | 'minutesPlanned' | 'state' | 'minutes' | 'fromItemId' | 'commitmentId'> & {
  readonly person: { readonly id: string; readonly name: string } | null
}
export type ItemStale = KeptStale<ItemSnapshot>

type Act = `meeting_item.${string}`
const act = (name: Act): Act => name

const label = (title: LocalText): string => textIn(title, title.source)
const missing = (): Result<never> => refuse('missing', m.meetings_item_missing())

/** Read and written alone; the search is written by whoever calls, once for all points. */
export const itemRows = new KeptRows<Row, ItemSnapshot>({
  table: meetingItems,
  stateOf: async ({ meetingId, place, title, broughtBy, minutesPlanned, state, minutes, fromItemId, commitmentId, personId }, tx) => {
    const [person] =
      personId === null
        ? []
        : await tx
            .select({ id: people.id, name: people.name })
            .from(people)
            .where(and(eq(people.officeId, tx.officeId), eq(people.id, personId)))
    return {
      meetingId,
      place,
      title,
      broughtBy,
      minutesPlanned,
      state,
      minutes,
      fromItemId,
      commitmentId,
      person: person === undefined ? null : { id: person.id, name: textIn(person.name, person.name.source) },
    }
  },
  columnsOf: ({ person, ...columns }) => ({ ...columns, personId: person?.id ?? null }),
  label: ({ title }) => label(title),
  missing: () => m.meetings_item_missing(),
})

const itemsOf = (tx: OfficeTx, meetingId: string): Promise<Row[]> =>
  tx
    .select()
    .from(meetingItems)
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, meetingId), isNull(meetingItems.deletedAt)))
    .orderBy(asc(meetingItems.place), asc(meetingItems.id))
    .for('update')

async function personNamed(tx: OfficeTx, wanted: string | null, before: ItemSnapshot | null): Promise<Result<ItemSnapshot['person']>> {
  if (wanted === null) return ok(null)
  const tied = await tiedPeople(tx, [{ personId: wanted, asRole: null }], before?.person ? [{ personId: before.person.id }] : [])
  if (!tied.ok) return refuse(tied.refusal.code, tied.refusal.message, 'person')
  const [person] = tied.value
  return ok({ id: person!.personId, name: person!.name })
}

async function stateWith(
  tx: OfficeTx,
  here: Here,
  before: ItemSnapshot | null,
  values: ItemValues,
  at: { readonly meetingId: string; readonly place: number },
): Promise<Result<ItemSnapshot>> {
  const now = here.clock.now()
  const title = revised(before?.title ?? EMPTY_TEXT, values.title, now)
  if (isEmptyText(title)) return refuse('no-title', m.meetings_item_title_missing(), 'title')
  const person = await personNamed(tx, values.personId === undefined ? (before?.person?.id ?? null) : values.personId, before)
  if (!person.ok) return person
  const or = <T>(value: T | undefined, old: T | undefined, none: T): T => (value === undefined ? (old ?? none) : value)
  return ok({
    ...at,
    title,
    broughtBy: or(values.broughtBy, before?.broughtBy, null),
    minutesPlanned: or(values.minutesPlanned, before?.minutesPlanned, null),
    state: or<ItemState>(values.state, before?.state, 'to_discuss'),
    minutes: revised(before?.minutes ?? EMPTY_TEXT, values.minutes ?? {}, now),
    fromItemId: or(values.fromItemId, before?.fromItemId, null),
    commitmentId: or(values.commitmentId, before?.commitmentId, null),
    person: person.value,
  })
}

/** Adds points to the end of an event's agenda, in one change. Refuses an event without papers, a person that is not in the register, and too many points. */
export const addItems = (here: Here, by: Officer, eventId: string, values: readonly ItemValues[]): Promise<Result<readonly Written[]>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<readonly Written[]>> => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const there = await itemsOf(tx, eventId)
    if (there.length + values.length > MOST_ITEMS) return refuse('too-many', m.meetings_items_too_many({ most: MOST_ITEMS }))
    const first = placeAtEnd(there)
    const added: Written[] = []
    for (const [index, one] of values.entries()) {
      const state = await stateWith(tx, here, null, one, { meetingId: eventId, place: first + index })
      if (!state.ok) return state
      added.push(await itemRows.write(tx, here, by, newId(), null, state.value, act('meeting_item.created')))
    }
    await findAnew(tx, eventId)
    return ok(added)
  })

/** One point; as `addItems`. */
export async function addItem(here: Here, by: Officer, eventId: string, values: ItemValues): Promise<Result<Written>> {
  const added = await addItems(here, by, eventId, [values])
  return added.ok ? ok(added.value[0]!) : added
}

type Changed = Promise<Result<Written, Refusal | ItemStale>>

const changed = (
  here: Here,
  by: Officer,
  eventId: string,
  id: string,
  version: number,
  name: Act,
  next: (before: ItemSnapshot, tx: OfficeTx) => Result<ItemSnapshot | null> | Promise<Result<ItemSnapshot | null>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const before = await itemRows.read(tx, id)
    if (before === null || before.removed || before.state.meetingId !== eventId) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    if (!after.ok) return after
    const written = await itemRows.write(tx, here, by, id, before, after.value, name)
    await findAnew(tx, eventId)
    return ok(written)
  })

/** Changes a point that still has the given version. */
export const changeItem = (here: Here, by: Officer, eventId: string, id: string, version: number, values: ItemValues): Changed =>
  changed(here, by, eventId, id, version, act('meeting_item.changed'), (before, tx) => stateWith(tx, here, before, values, before))

/** Says that a point waits, was discussed or is left over. */
export const setItemState = (here: Here, by: Officer, eventId: string, id: string, version: number, state: ItemState): Changed =>
  changed(here, by, eventId, id, version, act('meeting_item.changed'), (before) => ok({ ...before, state }))

/** Takes a point off the agenda; undo brings it back. */
export const removeItem = (here: Here, by: Officer, eventId: string, id: string, version: number): Changed =>
  changed(here, by, eventId, id, version, act('meeting_item.removed'), () => ok(null))

/** What moved: the line to take it back by, and where the point asked about stands now, counted from 1. */
export type Moved = { readonly activityId: string | null; readonly label: string; readonly number: number }

async function reorder(tx: OfficeTx, here: Here, by: Officer, items: readonly Row[], order: readonly string[]): Promise<string | null> {
  const moves = placesFor(items, order)
  const before: KeptRow<ItemSnapshot>[] = []
  for (const { id } of moves) before.push((await itemRows.read(tx, id))!)
  const now = here.clock.now()
  for (const [index, { id, place }] of moves.entries())
    await tx
      .update(meetingItems)
      .set({ place, version: before[index]!.version + 1, updatedAt: now })
      .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.id, id)))
  return recordMany(
    tx,
    here,
    by,
    moves.map(({ id, place }, index) => ({
      act: act('meeting_item.moved'),
      id,
      label: label(before[index]!.state.title),
      before: { ...before[index]!.state },
      after: { ...before[index]!.state, place },
      version: before[index]!.version + 1,
    })),
  )
}

/** Moves a point one step towards the beginning or the end; at the end already it stays. */
export const moveItem = (here: Here, by: Officer, eventId: string, id: string, step: -1 | 1): Promise<Result<Moved>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Moved>> => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const items = await itemsOf(tx, eventId)
    const moved = items.find((one) => one.id === id)
    if (moved === undefined) return missing()
    const order = orderMoved(
      items.map((one) => one.id),
      id,
      step,
    )
    return ok({ activityId: await reorder(tx, here, by, items, order), label: label(moved.title), number: order.indexOf(id) + 1 })
  })

/** Puts the points in the order of the numbers typed beside them: id of a point → number. */
export const orderItems = (
  here: Here,
  by: Officer,
  eventId: string,
  typed: Readonly<Record<string, string>>,
): Promise<Result<{ readonly activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly activityId: string | null }>> => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const items = await itemsOf(tx, eventId)
    const order = orderTyped(
      items.map(({ id }) => id),
      typed,
    )
    return ok({ activityId: await reorder(tx, here, by, items, order) })
  })

/** Puts a point into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const itemPut = (name: Act): Restore => {
  const put = itemRows.put(name, async (state, tx, before) => {
    const person = state.person === null ? ok(null) : await personNamed(tx, state.person.id, before.state)
    // As before: a point comes back even when the one who spoke to it is gone.
    return ok(person.ok ? { ...state, person: person.value } : state)
  })
  return (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const done = await put(within(here, tx), by, id, to, version)
      const item = done.ok ? await itemRows.read(tx, id) : null
      if (item !== null) await findAnew(tx, item.state.meetingId)
      return done
    })
}
/** Puts a point back to an earlier state; refuses when it has moved on since. */
export const restoreItem: Restore = itemPut('meeting_item.restored')

/** Takes up what was left of earlier meetings and promises that are open: one point each, in one change. */
export const takeUp = (
  here: Here,
  by: Officer,
  eventId: string,
  wanted: { readonly items: readonly string[]; readonly promises: readonly string[] },
): Promise<Result<readonly Written[]>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<readonly Written[]>> => {
    const values: ItemValues[] = []
    const there = await itemsOf(tx, eventId)
    for (const id of wanted.items) {
      if (there.some(({ fromItemId }) => fromItemId === id)) continue
      const from = await itemRows.read(tx, id)
      if (from === null || from.removed || from.state.meetingId === eventId) return refuse('missing', m.meetings_left_gone())
      values.push({
        title: Object.fromEntries(Object.entries(from.state.title.in).map(([language, { text }]) => [language, text])),
        broughtBy: from.state.broughtBy,
        minutesPlanned: from.state.minutesPlanned,
        fromItemId: id,
        commitmentId: from.state.commitmentId,
      })
    }
    for (const id of wanted.promises) {
      if (there.some(({ commitmentId }) => commitmentId === id)) continue
      const [promise] = isId(id)
        ? await tx
            .select({ text: commitments.text, owedBy: commitments.owedBy })
            .from(commitments)
            .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.id, id), isNull(commitments.deletedAt)))
        : []
      if (promise === undefined) return refuse('missing', m.meetings_left_gone())
      const title = Object.fromEntries(Object.entries(promise.text.in).map(([language, { text }]) => [language, text.slice(0, 300)]))
      values.push({ title, broughtBy: promise.owedBy, commitmentId: id })
    }
    return values.length === 0 ? refuse('nothing', m.meetings_left_nothing()) : addItems(within(here, tx), by, eventId, values)
  })
