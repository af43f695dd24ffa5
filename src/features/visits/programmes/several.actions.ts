// Does what a remedy says, or what a press asks of several items at once: moves, relieves, takes out, puts a break in, shifts what follows, copies.
import type { Officer } from '#features/accounts/account.ts'
import { eventPut, standing as eventStanding } from '#features/events/event.actions.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { EMPTY_TEXT, textIn } from '#platform/texts/local-text.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'
import { lockedVisit } from '../visit.actions.ts'
import { changeGroup } from './group.actions.ts'
import { addProgrammeItem, type ItemChange, type ItemSnapshot, type KeptItem, readItems, type WrittenItem, writeItems } from './item.actions.ts'
import { warningsIn } from './elsewhere.queries.ts'
import { dateLater, linkedWith, shiftedBy } from './linked-events.ts'
import { beginningAt, type ItemTime, type ItemValues, momentsOfItem, MOST_ITEMS } from './programme.ts'
import { swapped } from './moving.ts'
import { type Programme, programmeOf } from './programme.queries.ts'
import { remedyOf } from './remedy.ts'
import type { Remedy } from './warning.ts'
import { clockAt, DAY_MINUTES, MINUTE } from './zone-time.ts'

/** What was done: the line by which it is undone, and the item to come back to. */
export type Done = { readonly activityId: string; readonly itemId: string; readonly count: number }

const changedMeanwhile = (): Result<never> => refuse('moved-on', m.programme_remedy_gone())
const done = (written: readonly WrittenItem[]): Result<Done> =>
  written[0] === undefined
    ? refuse('nothing', m.programme_nothing_to_do())
    : ok({ activityId: written[0].activityId, itemId: written[0].id, count: written.length })

/** The item begins at another moment; nothing else of it changes. */
const begunAt = (item: KeptItem, from: number): ItemChange => ({
  id: item.id,
  before: item,
  after: { ...item.state, ...beginningAt(item.state, from) },
  act: 'programme_item.moved',
})
const later = (item: KeptItem, minutes: number): ItemChange => begunAt(item, momentsOfItem(item.state).from + minutes * MINUTE)

/** Items of a programme as it was read, locked; null when somebody changed one of them, or took one out, between the reading and the lock. */
async function lockedItems(tx: OfficeTx, { items }: Programme, ids: readonly string[]): Promise<KeptItem[] | null> {
  const read = new Map(items.map(({ id, version }) => [id, version]))
  const kept = await readItems(tx, ids)
  return kept.length === ids.length && kept.every(({ id, version, removed }) => !removed && read.get(id) === version) ? kept : null
}

/** `events`: events of the register that went along; `left`: how those are called that should have, but have other days by now. */
type DoneRemedy = Done & { readonly did: Remedy['do']; readonly events: number; readonly left: readonly string[] }
const doneBy = (remedy: Remedy, written: readonly WrittenItem[], along: Along = { events: 0, left: [] }): Result<DoneRemedy> => {
  const all = done(written)
  return all.ok ? ok({ ...all.value, ...along, did: remedy.do }) : all
}

type Along = Pick<DoneRemedy, 'events' | 'left'>
/** Gives the asked events that items of the remedy are the same number of days; none that was held, called off or moved by somebody already. */
async function alongWith(tx: OfficeTx, here: Here, by: Officer, programme: Programme, remedy: Remedy, asked: readonly string[]): Promise<Result<Along>> {
  if (remedy.do !== 'shift' || asked.length === 0) return ok({ events: 0, left: [] })
  const shifted = new Set(shiftedBy(remedy, programme.items))
  const items = programme.items.filter(({ id }) => shifted.has(id))
  const { going } = linkedWith(items, programme.visit.id, here.clock.today())
  const moved = new Set<string>()
  for (const { event, date } of going.filter((one) => asked.includes(one.event.id))) {
    const before = await eventStanding(tx, event.id)
    if (before === null || before.removed || before.state.date !== date) continue
    const put = await eventPut('event.changed')(within(here, tx), by, event.id, { ...before.state, date: dateLater(date, remedy.days) }, before.version)
    if (!put.ok) return put
    moved.add(event.id)
  }
  const left = items.flatMap(({ event }) => (event !== null && asked.includes(event.id) && !moved.has(event.id) ? [textIn(event.title)] : []))
  return ok({ events: moved.size, left: [...new Set(left)] })
}

/** Does the remedy of this key; `events` go to the other days with the items they are. Refuses when the programme has moved on and it would help no more. */
export const applyRemedy = (here: Here, by: Officer, visitId: string, key: string, events: readonly string[] = []): Promise<Result<DoneRemedy>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<DoneRemedy>> => {
    const programme = await programmeOf(tx, visitId)
    if (programme === null) return refuse('no-visit', m.programme_visit_missing())
    const found = remedyOf(await warningsIn(tx, programme), key)
    if (found === null) return changedMeanwhile()
    const { remedy, warning } = found
    if (remedy.do === 'leave-group') {
      const group = programme.groups.find(({ id }) => id === remedy.group)!
      const members = group.members.filter((id) => id !== remedy.delegateId)
      const left = await changeGroup(within(here, tx), by, visitId, group.id, group.version, { name: {}, members })
      return left.ok
        ? ok({ activityId: left.value.activityId, itemId: warning.items.at(-1)!, count: 1, did: remedy.do, events: 0, left: [] })
        : changedMeanwhile()
    }
    const ids =
      remedy.do === 'break'
        ? [remedy.like, ...remedy.later]
        : remedy.do !== 'shift'
          ? [remedy.item]
          : remedy.items === 'all'
            ? programme.items.map(({ id }) => id)
            : remedy.items
    const kept = await lockedItems(tx, programme, ids)
    if (kept === null) return changedMeanwhile()
    const [first, ...rest] = kept as [KeptItem, ...KeptItem[]]
    const changed = (participants: ItemSnapshot['participants']): ItemChange => ({
      id: first.id,
      before: first,
      after: { ...first.state, participants },
      act: 'programme_item.changed',
    })
    const did = (changes: readonly ItemChange[]) => writeItems(tx, here, by, changes).then((written) => doneBy(remedy, written))
    switch (remedy.do) {
      case 'move':
        return did([begunAt(first, remedy.to)])
      case 'shift': {
        const changes = kept.map((item): ItemChange => ({
          id: item.id,
          before: item,
          after: { ...item.state, ...daysLater(item.state, remedy.days) },
          act: 'programme_item.moved',
        }))
        const written = await writeItems(tx, here, by, changes)
        const along = await alongWith(tx, here, by, programme, remedy, events)
        return along.ok ? doneBy(remedy, written, along.value) : along
      }
      case 'leave':
        return did([changed(first.state.participants.filter(({ delegateId }) => delegateId !== remedy.delegateId))])
      case 'interpreter': {
        const others = first.state.participants.filter(({ delegateId }) => delegateId !== remedy.delegateId && delegateId !== (remedy.instead ?? ''))
        return did([changed([...others, { delegateId: remedy.delegateId, personId: null, part: 'interprets' }])])
      }
      case 'break': {
        const pause: ItemChange = { id: newId(), before: null, after: breakAfter(first.state, remedy.at, remedy.minutes), act: 'programme_item.created' }
        return did([pause, ...rest.map((item) => later(item, remedy.minutes))])
      }
    }
  })

/** A break where the item before it ends, for the same people. */
function breakAfter(before: ItemSnapshot, at: number, minutes: number): ItemSnapshot {
  const when = beginningAt({ ...before, zone: before.endZone, minutes }, at)
  return {
    ...before,
    ...when,
    kind: 'break',
    title: EMPTY_TEXT,
    note: EMPTY_TEXT,
    contact: '',
    contactPhone: '',
    contactPersonId: null,
    eventId: null,
    publishedAt: null,
    participants: before.participants.filter(({ part }) => part === 'takes'),
  }
}

/** Reads a programme with its dossier locked: what two ask of several items at once follows each other. */
async function wholeOf(here: Here, by: Officer, visitId: string, work: (programme: Programme, tx: OfficeTx) => Promise<Result<Done>>): Promise<Result<Done>> {
  return here.db.inOffice(by.officeId, async (tx): Promise<Result<Done>> => {
    const programme = (await lockedVisit(tx, visitId)) ? await programmeOf(tx, visitId) : null
    return programme === null ? refuse('no-visit', m.programme_visit_missing()) : work(programme, tx)
  })
}

/** Everything of the same day that begins after the item (or with it, `withIt`) begins so many minutes later; negative: earlier. Whole days stay. */
export const shiftFollowing = (here: Here, by: Officer, visitId: string, itemId: string, minutes: number, withIt: boolean): Promise<Result<Done>> =>
  wholeOf(here, by, visitId, async (programme, tx): Promise<Result<Done>> => {
    const { items } = programme
    const from = items.find(({ id, time }) => id === itemId && time !== null)
    if (from === undefined) return refuse('missing', m.programme_item_missing())
    if (minutes === 0 || Math.abs(minutes) > DAY_MINUTES) return refuse('minutes', m.programme_shift_wrong(), 'minutes')
    const following = items.filter(
      (item) => item.time !== null && item.day === from.day && (item.id === itemId ? withIt : item.from >= from.to || item.from > from.from),
    )
    const kept = await lockedItems(
      tx,
      programme,
      following.map(({ id }) => id),
    )
    if (kept === null) return changedMeanwhile()
    return done(
      await writeItems(
        tx,
        here,
        by,
        kept.map((item) => later(item, minutes)),
      ),
    )
  })

/** The same item again, right after it; its register's event is not held twice. */
export const doubleItem = (here: Here, by: Officer, visitId: string, itemId: string): Promise<Result<Done>> =>
  wholeOf(here, by, visitId, async ({ items }, tx): Promise<Result<Done>> => {
    const [kept] = await readItems(tx, [itemId])
    if (kept === undefined || kept.removed || kept.state.visitId !== visitId) return refuse('missing', m.programme_item_missing())
    if (items.length >= MOST_ITEMS) return refuse('too-many', m.programme_too_many({ most: MOST_ITEMS }))
    const when = kept.state.time === null ? kept.state : beginningAt({ ...kept.state, zone: kept.state.endZone }, momentsOfItem(kept.state).to)
    return done(
      await writeItems(tx, here, by, [{ id: newId(), before: null, after: { ...kept.state, ...when, eventId: null }, act: 'programme_item.created' }]),
    )
  })

/** The times of an item so many days later by the clock; the hour that is missing that night is stepped over. */
export function daysLater({ day, time, fold, minutes, lastDay, zone, endZone }: ItemTime, days: number): ItemTime {
  const item: ItemTime = { day, time, fold, minutes, lastDay, zone, endZone }
  const moved = { ...item, day: dayAfter(item.day, days), lastDay: dayAfter(item.lastDay, days) }
  if (item.time === null) return moved
  const { from, to } = momentsOfItem({ ...moved, fold: 'first' })
  return { ...moved, ...clockAt(from, item.zone), lastDay: clockAt(to, item.endZone).day }
}

/** All of a day once more on another day. People and groups come along; the register's events are not held twice. */
export const copyDay = (here: Here, by: Officer, visitId: string, day: string, to: string): Promise<Result<Done>> =>
  wholeOf(here, by, visitId, async (programme, tx): Promise<Result<Done>> => {
    const { items } = programme
    if (day === to) return refuse('same', m.programme_copy_same(), 'to')
    const own = items.filter((item) => item.day === day)
    if (items.length + own.length > MOST_ITEMS) return refuse('too-many', m.programme_too_many({ most: MOST_ITEMS }))
    const kept = await lockedItems(
      tx,
      programme,
      own.map(({ id }) => id),
    )
    if (kept === null) return changedMeanwhile()
    const copies = kept.map(({ state }): ItemChange => ({
      id: newId(),
      before: null,
      after: { ...state, ...daysLater(state, daysBetween(day, to)), eventId: null },
      act: 'programme_item.created',
    }))
    return done(await writeItems(tx, here, by, copies))
  })

/** Adds an item and lets everything of that day that begins with it or later begin as much later as it lasts. One change, undone together. */
export const insertItem = (here: Here, by: Officer, visitId: string, values: ItemValues): Promise<Result<WrittenItem>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenItem>> => {
    const added = await addProgrammeItem(within(here, tx), by, visitId, values)
    if (!added.ok) return added
    const { from } = momentsOfItem(values.when)
    const programme = (await programmeOf(tx, visitId))!
    const following = programme.items.filter((item) => item.id !== added.value.id && item.time !== null && item.day === values.when.day && item.from >= from)
    const kept = await lockedItems(
      tx,
      programme,
      following.map(({ id }) => id),
    )
    if (kept === null) return changedMeanwhile()
    await writeItems(
      tx,
      here,
      by,
      kept.map((item) => later(item, values.when.minutes)),
    )
    return added
  })

/** Changes places with the timed neighbour before or after it on the same day. Refuses at the ends of the day, and an item that was changed meanwhile. */
export const swapItems = (here: Here, by: Officer, visitId: string, itemId: string, version: number, order: 'up' | 'down'): Promise<Result<Done>> =>
  wholeOf(here, by, visitId, async (programme, tx): Promise<Result<Done>> => {
    const { items } = programme
    const item = items.find(({ id }) => id === itemId)
    if (item === undefined) return refuse('missing', m.programme_item_missing())
    if (item.version !== version) return refuse('stale', m.programme_remedy_gone())
    const day = items.filter(({ day: one, time }) => one === item.day && time !== null)
    const at = day.indexOf(item)
    const neighbour = day[order === 'up' ? at - 1 : at + 1]
    if (at < 0 || neighbour === undefined) return refuse('end', order === 'up' ? m.programme_first_already() : m.programme_last_already())
    const [first, second] = order === 'up' ? [neighbour, item] : [item, neighbour]
    const moments = swapped(first, second)
    const kept = await lockedItems(tx, programme, [item.id, neighbour.id])
    if (kept === null) return changedMeanwhile()
    return done(
      await writeItems(
        tx,
        here,
        by,
        kept.map((one) => begunAt(one, one.id === first.id ? moments.first : moments.second)),
      ),
    )
  })
