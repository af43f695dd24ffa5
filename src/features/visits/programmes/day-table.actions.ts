// Saves a day typed as a table: changed rows, new rows, all of them or none.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, revised } from '#platform/texts/local-text.ts'
import { isBlank, type DayRow } from './day-table.ts'
import { type ItemChange, type ItemSnapshot, readItems, writeItems } from './item.actions.ts'
import { beginningAt, type ItemTime, MOST_ITEMS } from './programme.ts'
import { programmeOf } from './programme.queries.ts'
import { momentOf, momentsOf } from './zone-time.ts'

/** Ids of the rows somebody changed meanwhile. */
export type DayStale = Stale<{ readonly ids: readonly string[] }>
type Saved = { readonly count: number; readonly activityId: string | null }

const same = (a: LocalText, b: LocalText): boolean => JSON.stringify(a.in) === JSON.stringify(b.in)
/** A row begins at the time typed, in the zone the item has; what it does not say stays. */
function timeOf(item: ItemTime, row: DayRow): Result<ItemTime> {
  if (row.time === null) return item.time === null ? ok(item) : refuse('time', m.programme_time_missing())
  const minutes = row.minutes ?? item.minutes
  if (row.time === item.time && minutes === item.minutes) return ok(item)
  const meant = momentsOf({ day: item.day, time: row.time }, item.zone)
  if (meant.is === 'skipped') return refuse('time', m.programme_time_skipped({ from: meant.from, to: meant.to }))
  if (meant.is === 'doubled' && row.time !== item.time) return refuse('time', m.programme_time_doubled_in_table({ time: row.time }))
  return ok(beginningAt({ ...item, time: row.time, minutes }, momentOf({ day: item.day, time: row.time }, item.zone, item.fold)))
}

/** Writes what was typed. Refuses rows that were changed meanwhile, all of them named, and then writes none. */
export const saveDay = (here: Here, by: Officer, visitId: string, day: string, rows: readonly DayRow[]): Promise<Result<Saved, Refusal | DayStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Saved, Refusal | DayStale>> => {
    const programme = await programmeOf(tx, visitId)
    if (programme === null) return refuse('no-visit', m.programme_visit_missing())
    const typed = rows.filter((row) => !isBlank(row))
    const kept = new Map(
      (
        await readItems(
          tx,
          typed.map(({ id }) => id),
        )
      )
        .filter(({ removed, state }) => !removed && state.visitId === visitId)
        .map((item) => [item.id, item]),
    )
    const at = here.clock.now()
    const changes: ItemChange[] = []
    const overtaken: string[] = []
    for (const row of typed) {
      const index = rows.indexOf(row)
      const before = kept.get(row.id) ?? null
      if (row.id !== '' && before === null) return refuse('missing', m.programme_row_missing({ number: index + 1 }), `rows.${index}.title`)
      const blank: ItemSnapshot = before?.state ?? newItem(visitId, day, programme.visit.hostZone)
      const title = revised(blank.title, row.title, at)
      const place = revised(blank.place, row.place, at)
      if (isEmptyText(title) && blank.kind === 'item') return refuse('no-title', m.programme_title_missing(), `rows.${index}.title`)
      const when = timeOf(blank, row)
      if (!when.ok) return refuse(when.refusal.code, when.refusal.message, `rows.${index}.time`)
      const after = { ...blank, ...when.value, title, place }
      const touched = before === null || !same(title, before.state.title) || !same(place, before.state.place) || when.value !== before.state
      if (!touched) continue
      if (before !== null && before.version !== row.version) overtaken.push(row.id)
      changes.push({ id: before?.id ?? newId(), before, after, act: before === null ? 'programme_item.created' : 'programme_item.changed' })
    }
    if (overtaken.length > 0) return stale(m.platform_stale(), { ids: overtaken })
    if (programme.items.length + changes.filter(({ before }) => before === null).length > MOST_ITEMS)
      return refuse('too-many', m.programme_too_many({ most: MOST_ITEMS }))
    const [first] = await writeItems(tx, here, by, changes)
    return ok({ count: changes.length, activityId: first?.activityId ?? null })
  })

const newItem = (visitId: string, day: string, zone: string): ItemSnapshot => ({
  visitId,
  kind: 'item',
  day,
  time: '00:00',
  fold: 'first',
  minutes: 60,
  lastDay: day,
  zone,
  endZone: zone,
  title: EMPTY_TEXT,
  note: EMPTY_TEXT,
  place: EMPTY_TEXT,
  address: '',
  latitude: null,
  longitude: null,
  room: '',
  contact: '',
  contactPhone: '',
  contactPersonId: null,
  attendance: 'all',
  eventId: null,
  publishedAt: null,
  participants: [],
  groups: [],
})
