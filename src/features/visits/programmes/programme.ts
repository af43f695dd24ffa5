// What a programme is: items of a visit by day and hour, for everyone, for one side, or for some of them; and what its form asks.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { isImpreciseDate, dayAfter, daysBetween } from '#platform/dates.ts'
import { lineField, tickField } from '#platform/http/form-fields.ts'
import { isEmptyText, localTextForm, type LocalText, type LocalTextForm, textIn } from '#platform/texts/local-text.ts'
import { beginningOf, clockAt, clockTime, DAY_MINUTES, type Fold, isZone, MINUTE, momentOf, momentsOf } from './zone-time.ts'

export const ITEM_KINDS = ['item', 'meeting', 'ceremony', 'meal', 'break', 'travel', 'free'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** Both delegations, one of them, or only the groups and people named at the item. */
export const ATTENDANCES = ['all', 'guests', 'hosts', 'some'] as const
export type Attendance = (typeof ATTENDANCES)[number]

/** What somebody named at an item does there. */
export const PARTS = ['takes', 'leads', 'interprets'] as const
export type Part = (typeof PARTS)[number]

/** Longest item: a week of travel is a mistake. Minutes. */
export const LONGEST_ITEM = 3 * DAY_MINUTES
export const LONGEST_WHOLE_DAYS = 31
export const MOST_ITEMS = 400
export const MOST_GROUPS = 12

/** Steps of the arrow keys and of the drag, in minutes. */
export const STEP = 15
export const FINE_STEP = 5

const kindNames: Readonly<Record<ItemKind, () => string>> = {
  item: () => m.programme_kind_item(),
  meeting: () => m.programme_kind_meeting(),
  ceremony: () => m.programme_kind_ceremony(),
  meal: () => m.programme_kind_meal(),
  break: () => m.programme_kind_break(),
  travel: () => m.programme_kind_travel(),
  free: () => m.programme_kind_free(),
}
export const itemKindName = (kind: ItemKind): string => kindNames[kind]()

const attendanceNames: Readonly<Record<Attendance, () => string>> = {
  all: () => m.programme_attendance_all(),
  guests: () => m.programme_attendance_guests(),
  hosts: () => m.programme_attendance_hosts(),
  some: () => m.programme_attendance_some(),
}
export const attendanceName = (attendance: Attendance): string => attendanceNames[attendance]()

const partNames: Readonly<Record<Part, () => string>> = {
  takes: () => m.programme_part_takes(),
  leads: () => m.programme_part_leads(),
  interprets: () => m.programme_part_interprets(),
}
export const partName = (part: Part): string => partNames[part]()

/** When an item is: by the clock of its zones. `time` null: whole days from `day` to `lastDay`. */
export type ItemTime = {
  readonly day: string
  readonly time: string | null
  readonly fold: Fold
  readonly minutes: number
  readonly lastDay: string
  readonly zone: string
  readonly endZone: string
}

/** Beginning and end as moments (milliseconds since 1970). Of whole days: from the first midnight to the one after the last day. */
export function momentsOfItem({ day, time, fold, minutes, lastDay, zone, endZone }: ItemTime): { readonly from: number; readonly to: number } {
  if (time === null) return { from: beginningOf(day, zone), to: beginningOf(dayAfter(lastDay, 1), endZone) }
  const from = momentOf({ day, time }, zone, fold)
  return { from, to: from + minutes * MINUTE }
}

/** The times an item has when it begins at a moment and lasts as long as it did. */
export function beginningAt(item: ItemTime, from: number): ItemTime {
  const clock = clockAt(from, item.zone)
  return { ...item, ...clock, lastDay: clockAt(from + item.minutes * MINUTE, item.endZone).day }
}

/** Days an item stands on, in its own zones: one that goes past midnight stands on two. */
export const daysOf = ({ day, lastDay }: Pick<ItemTime, 'day' | 'lastDay'>): number => daysBetween(day, lastDay) + 1

/** „45 мин“, „1 ч.“, „1 ч. 30 мин“ */
export function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return m.programme_minutes({ count: rest })
  return rest === 0 ? m.programme_hours({ count: hours }) : `${m.programme_hours({ count: hours })} ${m.programme_minutes({ count: rest })}`
}

/** An item called by its title in the reader's language, else by its kind. */
export const itemName = ({ title, kind }: { readonly title: LocalText; readonly kind: ItemKind }): string =>
  isEmptyText(title) ? itemKindName(kind) : textIn(title)

// ---- what a form and other features give ---------------------------------------------------------------------------------

/** Someone named at an item: a member of a delegation, or a person of the register. */
export type Participant = { readonly delegateId: string | null; readonly personId: string | null; readonly part: Part }

/** Everything an item says; `when` was held against the clocks of its zones already. */
export type ItemValues = {
  readonly kind: ItemKind
  readonly when: ItemTime
  readonly title: LocalTextForm
  readonly note?: LocalTextForm
  readonly place?: LocalTextForm
  readonly address?: string
  readonly latitude?: number | null
  readonly longitude?: number | null
  readonly room?: string
  readonly contact?: string
  readonly contactPhone?: string
  readonly contactPersonId?: string | null
  readonly attendance?: Attendance
  readonly groups?: readonly string[]
  readonly participants?: readonly Participant[]
  readonly eventId?: string | null
  readonly published?: boolean
}

const dayField = z
  .string()
  .trim()
  .default('')
  .refine((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && isImpreciseDate(day), 'date')

const zoneField = z
  .string()
  .trim()
  .max(60)
  .default('')
  .refine((zone) => zone === '' || isZone(zone), { error: () => `m:${m.programme_zone_unknown()}` })

/** HH:MM as people type it; null when nothing was. */
export const clockField = z
  .string()
  .max(20)
  .default('')
  .transform((typed, context): string | null => {
    if (typed.trim() === '') return null
    const read = clockTime(typed)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: `m:${m.programme_time_wrong()}` })
    return z.NEVER
  })

/** Whole minutes; null when nothing was typed. */
export const minutesField = z
  .string()
  .trim()
  .max(8)
  .default('')
  .transform((typed, context): number | null => {
    if (typed === '') return null
    const value = Number(typed.replace(',', '.'))
    if (Number.isInteger(value) && value >= 0 && value <= LONGEST_ITEM) return value
    context.addIssue({ code: 'custom', message: `m:${m.programme_minutes_wrong()}` })
    return z.NEVER
  })

/** „42.8933, 24.7156“, as maps give it; null when left out. */
const coordinatesField = z
  .string()
  .trim()
  .max(60)
  .default('')
  .transform((typed, context): { latitude: number; longitude: number } | null => {
    if (typed === '') return null
    const match = /^(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(typed)
    const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])]
    if (match !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude }
    context.addIssue({ code: 'custom', message: `m:${m.programme_coordinates_wrong()}` })
    return z.NEVER
  })

const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given).filter((one) => one !== ''))

export const itemForm = z.object({
  kind: z.enum(ITEM_KINDS),
  day: dayField,
  wholeDay: tickField,
  time: clockField,
  /** Length in minutes, or the end; one of them is enough. */
  minutes: minutesField,
  end: clockField,
  lastDay: z.union([z.literal(''), dayField]).default(''),
  zone: zoneField,
  endZone: zoneField,
  fold: z.enum(['first', 'second']).default('first').catch('first'),
  title: localTextForm.default({}),
  note: localTextForm.default({}),
  place: localTextForm.default({}),
  address: lineField(300),
  coordinates: coordinatesField,
  room: lineField(120),
  contact: suggestedField,
  contactPhone: lineField(60),
  attendance: z.enum(ATTENDANCES),
  groups: ids,
  participants: z
    .array(z.object({ who: suggestedField, part: z.enum(PARTS).default('takes').catch('takes') }))
    .max(120)
    .default([]),
  event: suggestedField,
  published: tickField,
})
export type ItemForm = z.output<typeof itemForm>

/** When it is, or what is wrong with it: `field` as the form names it. A `doubled` hour needs the answer which of the two. */
export type ReadTime =
  | { readonly ok: true; readonly when: ItemTime }
  | { readonly ok: false; readonly field: string; readonly message: string; readonly doubled?: true }

type TypedTime = Pick<ItemForm, 'day' | 'wholeDay' | 'time' | 'minutes' | 'end' | 'lastDay' | 'zone' | 'endZone' | 'fold'>

const wrong = (field: string, message: string): ReadTime => ({ ok: false, field, message })

/**
 * What the form says of day, hour, length and zones. An hour that is not there, or is there twice and not chosen, comes back in words; `askFold`: the form
 * did not ask yet which of two equal hours is meant.
 */
export function timeOfForm(form: TypedTime, zones: { readonly host: string }, askFold: boolean): ReadTime {
  const zone = form.zone === '' ? zones.host : form.zone
  const endZone = form.endZone === '' ? zone : form.endZone
  if (form.wholeDay) {
    const lastDay = form.lastDay === '' ? form.day : form.lastDay
    if (lastDay < form.day) return wrong('lastDay', m.programme_last_day_before())
    if (daysBetween(form.day, lastDay) >= LONGEST_WHOLE_DAYS) return wrong('lastDay', m.programme_too_long())
    return { ok: true, when: { day: form.day, time: null, fold: 'first', minutes: 0, lastDay, zone, endZone: zone } }
  }
  if (form.time === null) return wrong('time', m.programme_time_missing())
  const clock = { day: form.day, time: form.time }
  const meant = momentsOf(clock, zone)
  if (meant.is === 'skipped') return wrong('time', m.programme_time_skipped({ from: meant.from, to: meant.to }))
  if (meant.is === 'doubled' && askFold) return { ok: false, field: 'fold', message: m.programme_time_doubled({ time: form.time }), doubled: true }
  const from = momentOf(clock, zone, form.fold)
  const read = lengthOf(form, from, endZone)
  if (typeof read !== 'number') return read
  const when = { ...clock, fold: meant.is === 'doubled' ? form.fold : ('first' as const), minutes: read, zone, endZone }
  return { ok: true, when: { ...when, lastDay: clockAt(from + read * MINUTE, endZone).day } }
}

/** Minutes it lasts: as typed, or up to the end of the clock; an end before the beginning is the next day's. */
function lengthOf(form: TypedTime, from: number, endZone: string): number | ReadTime {
  if (form.end === null) return form.minutes ?? wrong('minutes', m.programme_length_missing())
  const begun = clockAt(from, endZone)
  const named = form.lastDay === '' ? begun.day : form.lastDay
  const ends = momentsOf({ day: named, time: form.end }, endZone)
  if (ends.is === 'skipped') return wrong('end', m.programme_time_skipped({ from: ends.from, to: ends.to }))
  // Of two equal hours the first one after the beginning ends it.
  const first = ends.is === 'moment' ? ends.at : ends.first >= from ? ends.first : ends.second
  const to = first < from && form.lastDay === '' ? momentOf({ day: dayAfter(named, 1), time: form.end }, endZone) : first
  const minutes = Math.round((to - from) / MINUTE)
  if (minutes < 0) return wrong('end', m.programme_end_before())
  return minutes > LONGEST_ITEM ? wrong('end', m.programme_too_long()) : minutes
}
