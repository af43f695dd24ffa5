// Which reminders are due on a day, and in whose letter each promise stands: pure rules over calendar days.
import { z } from 'zod'
import type { OfficeTx } from '#platform/database/door.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { idTicks, lineField, tickField, versionField } from '#platform/http/form-fields.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'
import { type Side } from '../commitment.ts'

/** `us`: to our own people · `them`: to whoever answers at the partner's. */
export type Reminded = 'us' | 'them'

/** When one is reminded of a promise that is due by a day. */
export type Schedule = {
  readonly on: boolean
  /** So many days before its last day; 0: not before. */
  readonly daysBefore: number
  readonly onDay: boolean
  /** After its day again and again, so many weeks apart; 0: not after. */
  readonly weeksApart: number
  /** At most so often after its day; 0: until it is settled. */
  readonly mostAfter: number
}

/** Nobody is written to more often, however many promises there are. */
export const DAYS_BETWEEN_LETTERS = 7

/** A letter names what falls on the days on which no other may follow it. */
export const coversUntil = (day: string): string => dayAfter(day, DAYS_BETWEEN_LETTERS - 1)

/** ISO 8601: 1 is Monday. */
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
export const isWeekend = (day: string): boolean => weekday(day) >= 6

/** Whether a day is known to be a public holiday in a country (ISO 3166-1 alpha-2; '' is none). What is not known is a working day. */
export type Holidays = (day: string, country: string) => boolean
export const noHolidays: Holidays = () => false
/** Reads what an office knows of holidays, once for all days asked afterwards. */
export type HolidaySource = (tx: OfficeTx) => Promise<Holidays>

/** On Saturdays, Sundays and holidays nobody is written to. */
export type IsQuiet = (day: string) => boolean
export const quietIn =
  (holidays: Holidays, country: string): IsQuiet =>
  (day) =>
    isWeekend(day) || holidays(day, country)

/** Longer no country rests; where an office entered more, the day stands as it is. */
const LONGEST_REST = 31
/** The first day from `day` on, or back, that is not quiet. */
export function workday(day: string, step: 1 | -1, isQuiet: IsQuiet): string {
  let at = day
  for (let count = 0; isQuiet(at); count += 1) {
    if (count === LONGEST_REST) return day
    at = dayAfter(at, step)
  }
  return at
}
/** The next working day, or the last one before where the next would be past the promise's own day: „остават“ must not be said of what has passed. */
function workdayUpTo(dueBy: string, day: string, isQuiet: IsQuiet): string {
  const next = workday(day, 1, isQuiet)
  return next <= dueBy ? next : workday(day, -1, isQuiet)
}

/** The last day up to `until` on which a reminder of a promise due by `dueBy` falls; null: none yet, or no more. What falls on a quiet day goes on the next working day. */
export function lastOccasion(dueBy: string, schedule: Schedule, until: string, isQuiet: IsQuiet = isWeekend): string | null {
  const { daysBefore, onDay, weeksApart, mostAfter } = schedule
  let last: string | null = null
  const take = (day: string): void => {
    if (day <= until && (last === null || day > last)) last = day
  }
  if (daysBefore > 0) take(workdayUpTo(dueBy, dayAfter(dueBy, -daysBefore), isQuiet))
  if (onDay) take(workdayUpTo(dueBy, dueBy, isQuiet))
  if (weeksApart > 0 && until > dueBy) {
    const step = 7 * weeksApart
    const passed = Math.floor(daysBetween(dueBy, until) / step)
    const told = mostAfter === 0 ? passed : Math.min(passed, mostAfter)
    // The last ones may fall on quiet days and come a little after `until`: then the one before them counts.
    for (let times = told; times > 0 && times > told - 1 - Math.ceil(LONGEST_REST / step); times -= 1) take(workday(dayAfter(dueBy, step * times), 1, isQuiet))
  }
  return last
}

/** A promise that somebody may be reminded of: open, with a day. */
export type Remindable = {
  readonly id: string
  readonly owedBy: Side
  /** YYYY-MM-DD */
  readonly dueBy: string
  /** Addresses are compared as they are; null: nobody to write to. */
  readonly address: string | null
  /** Where whoever is written to lives: its holidays are kept. ISO 3166-1 alpha-2; '' or left out: not known. */
  readonly country?: string
  /** The last day its letters spoke for: the one in which it was named named it for the days after it too. YYYY-MM-DD; null: never named. */
  readonly coveredUntil: string | null
}

export type ReminderLetter<Promise extends Remindable> = { readonly address: string; readonly promises: readonly Promise[] }

/** Partners are reminded of what they owe and of what both owe; our people of all they answer for, also of what they are to ask for. */
export const concerns = (who: Reminded, owedBy: Side): boolean => who === 'us' || owedBy !== 'us'

/**
 * The letters of `today`, one a person: a letter goes out when a reminder of any of the promises is due, and names also those whose reminder falls within the
 * days in which no other letter may follow. `lastLetters`: address → the day of the last letter, of whichever kind of reminder this office writes.
 */
export function lettersOf<Promise extends Remindable>(
  today: string,
  who: Reminded,
  promises: readonly Promise[],
  schedule: Schedule,
  lastLetters: ReadonlyMap<string, string>,
  holidays: Holidays = noHolidays,
): ReminderLetter<Promise>[] {
  if (!schedule.on || isWeekend(today)) return []
  const ahead = coversUntil(today)
  const waits = (promise: Promise, until: string): boolean => {
    const occasion = lastOccasion(promise.dueBy, schedule, until, quietIn(holidays, promise.country ?? ''))
    return occasion !== null && (promise.coveredUntil === null || promise.coveredUntil < occasion)
  }
  const byAddress = Map.groupBy(
    promises.filter(({ owedBy, address }) => address !== null && concerns(who, owedBy)),
    ({ address }) => address!,
  )
  return [...byAddress].flatMap(([address, own]) => {
    const last = lastLetters.get(address)
    if (last !== undefined && daysBetween(last, today) < DAYS_BETWEEN_LETTERS) return []
    if (own.some(({ country = '' }) => holidays(today, country))) return []
    if (!own.some((promise) => waits(promise, today))) return []
    const named = own.filter((promise) => waits(promise, ahead))
    return [{ address, promises: named.sort((one, other) => (one.dueBy < other.dueBy ? -1 : one.dueBy > other.dueBy ? 1 : one.id < other.id ? -1 : 1)) }]
  })
}

/** The calendar day and the full hour in a time zone: on the day on which clocks are changed too. */
export function dayAndHour(moment: Date, timeZone: string): { readonly day: string; readonly hour: number } {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  )
  return { day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, hour: Number(parts.get('hour')) }
}

// ---- what an office decides --------------------------------------------------------------------------------------------

export const MOST_DAYS_BEFORE = 180
export const MOST_WEEKS_APART = 26
export const MOST_TIMES_AFTER = 50
/** Letters are written in the forenoon unless the office says otherwise. */
const USUAL_HOUR = 8

export type ReminderRules = { readonly ours: Schedule; readonly theirs: Schedule; readonly hour: number }

/** Nothing is sent until somebody turns it on; then our people two weeks before, on the day and every week after; partners three weeks before and thrice, a month apart, after. */
export const USUAL_RULES: ReminderRules = {
  ours: { on: false, daysBefore: 14, onDay: true, weeksApart: 1, mostAfter: 0 },
  theirs: { on: false, daysBefore: 21, onDay: false, weeksApart: 4, mostAfter: 3 },
  hour: USUAL_HOUR,
}

const whole = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: () => `m:${m.commitments_reminders_number({ most })}` })
    .transform(Number)
    .refine((value) => value <= most, { error: () => `m:${m.commitments_reminders_number({ most })}` })

const scheduleForm = z.object({
  on: tickField,
  daysBefore: whole(MOST_DAYS_BEFORE),
  onDay: tickField,
  weeksApart: whole(MOST_WEEKS_APART),
  mostAfter: whole(MOST_TIMES_AFTER),
})
export const remindersForm = z.object({
  ours: scheduleForm,
  theirs: scheduleForm,
  hour: whole(23),
  standIn: lineField(100),
  trusted: idTicks,
  version: z.union([z.literal('0').transform(() => 0), versionField]),
})
export type RemindersForm = z.output<typeof remindersForm>

const scheduleSnapshot = z.object({
  on: z.boolean(),
  daysBefore: z.number().int(),
  onDay: z.boolean(),
  weeksApart: z.number().int(),
  mostAfter: z.number().int(),
})
export const remindersSnapshot = z.object({
  ours: scheduleSnapshot,
  theirs: scheduleSnapshot,
  hour: z.number().int(),
  standIn: z.object({ id: z.string(), name: z.string() }).nullable(),
  trusted: z.array(z.object({ organisationId: z.string(), name: z.string() })),
})
/** All that an office decided, as JSON: what the activity record keeps. */
export type RemindersSnapshot = z.output<typeof remindersSnapshot>

/** „14 дни преди, на самия ден, после всяка седмица“, „не се изпращат“ */
export function scheduleInWords({ on, daysBefore, onDay, weeksApart, mostAfter }: Schedule): string {
  if (!on) return m.commitments_reminders_off()
  const parts = [
    ...(daysBefore > 0 ? [m.commitments_reminders_before({ count: daysBefore })] : []),
    ...(onDay ? [m.commitments_reminders_on_day()] : []),
    ...(weeksApart > 0
      ? [
          mostAfter > 0
            ? m.commitments_reminders_after_most({ every: m.commitments_reminders_every({ count: weeksApart }), most: mostAfter })
            : m.commitments_reminders_after({ every: m.commitments_reminders_every({ count: weeksApart }) }),
        ]
      : []),
  ]
  return parts.length === 0 ? m.commitments_reminders_never() : parts.join(', ')
}

export const reminderFieldWords = (): FieldWords[] => [
  { name: 'ours', label: m.commitments_reminders_ours(), object: m.commitments_object_reminders_ours(), show: (value) => scheduleInWords(value as Schedule) },
  {
    name: 'theirs',
    label: m.commitments_reminders_theirs(),
    object: m.commitments_object_reminders_theirs(),
    show: (value) => scheduleInWords(value as Schedule),
  },
  {
    name: 'hour',
    label: m.commitments_reminders_hour(),
    object: m.commitments_object_reminders_hour(),
    show: (value) => m.commitments_reminders_from_hour({ hour: String(value) }),
  },
  {
    name: 'standIn',
    label: m.commitments_reminders_stand_in(),
    object: m.commitments_object_reminders_stand_in(),
    show: (value) => (value as { name: string }).name,
  },
  {
    name: 'trusted',
    label: m.commitments_reminders_trusted(),
    object: m.commitments_object_reminders_trusted(),
    show: (value) => (value as RemindersSnapshot['trusted']).map(({ name }) => name).join(', '),
  },
]
