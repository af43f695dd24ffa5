// What an occasion is: a day or days that come round, or come once, in our town or a partner's; and what a form may say about it.
import { z } from 'zod'
import { dropField, languageName, sourcesInWords, suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, earliest, type ImpreciseDate, impreciseDate, latest } from '#platform/dates.ts'
import { dateField, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citation, citationForm } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { EMPTY_TEXT, localTextForm, type LocalTextForm, localTextValue, revised } from '#platform/texts/local-text.ts'
import { dayOf, daysInMonth } from '../day.ts'

export const OCCASION_KINDS = ['town_day', 'festival', 'national_holiday', 'council_session', 'election', 'deadline', 'other'] as const
export type OccasionKind = (typeof OCCASION_KINDS)[number]

/** yearly: a day of the year · weekday: the nth such weekday of a month · easter_…: days from Easter · once: a date of any precision. */
export const REPEATS = ['yearly', 'weekday', 'easter_orthodox', 'easter_western', 'once'] as const
export type Repeats = (typeof REPEATS)[number]

/** Longer than this an occasion is a season, not a day to write to somebody. */
export const LONGEST_OCCASION = 31
/** Days an occasion may lie away from Easter: from the beginning of Lent to long after Pentecost. */
export const FARTHEST_FROM_EASTER = 120

export type OccasionRule =
  | { readonly repeats: 'yearly'; readonly month: number; readonly day: number }
  | { readonly repeats: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
  | { readonly repeats: 'easter_orthodox' | 'easter_western'; readonly shift: number }
  | { readonly repeats: 'once'; readonly date: ImpreciseDate }

const kindNames: Readonly<Record<OccasionKind, () => string>> = {
  town_day: () => m.calendar_kind_town_day(),
  festival: () => m.calendar_kind_festival(),
  national_holiday: () => m.calendar_kind_national_holiday(),
  council_session: () => m.calendar_kind_council_session(),
  election: () => m.calendar_kind_election(),
  deadline: () => m.calendar_kind_deadline(),
  other: () => m.calendar_kind_other(),
}
export const occasionKindName = (kind: OccasionKind): string => kindNames[kind]()
export const isOccasionKind = (value: string): value is OccasionKind => (OCCASION_KINDS as readonly string[]).includes(value)

const repeatsNames: Readonly<Record<Repeats, () => string>> = {
  yearly: () => m.calendar_repeats_yearly(),
  weekday: () => m.calendar_repeats_weekday(),
  easter_orthodox: () => m.calendar_repeats_easter_orthodox(),
  easter_western: () => m.calendar_repeats_easter_western(),
  once: () => m.calendar_repeats_once(),
}
export const repeatsName = (repeats: Repeats): string => repeatsNames[repeats]()

export const NTHS = [1, 2, 3, 4, -1] as const
type Nth = (typeof NTHS)[number]
const nthNames: Readonly<Record<Nth, () => string>> = {
  1: () => m.calendar_nth_1(),
  2: () => m.calendar_nth_2(),
  3: () => m.calendar_nth_3(),
  4: () => m.calendar_nth_4(),
  [-1]: () => m.calendar_nth_last(),
}
export const nthName = (nth: Nth): string => nthNames[nth]()

/** „втората“ before a feminine day of the week, „вторият“ before the others. */
const theNth: Readonly<Record<Nth, readonly [other: () => string, feminine: () => string]>> = {
  1: [m.calendar_the_1, m.calendar_the_1_f],
  2: [m.calendar_the_2, m.calendar_the_2_f],
  3: [m.calendar_the_3, m.calendar_the_3_f],
  4: [m.calendar_the_4, m.calendar_the_4_f],
  [-1]: [m.calendar_the_last, m.calendar_the_last_f],
}
/** Wednesday, Saturday and Sunday in Bulgarian. */
const FEMININE: readonly number[] = [3, 6, 7]
const isNth = (nth: number): nth is Nth => (NTHS as readonly number[]).includes(nth)
const theNthName = (nth: number, weekday: number): string => (isNth(nth) ? theNth[nth][FEMININE.includes(weekday) ? 1 : 0]() : String(nth))

// 1 January 2024 was a Monday.
const spelled = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(currentLanguage() === 'en' ? 'en-GB' : currentLanguage(), { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`))
export const weekdayName = (weekday: number): string => spelled(`2024-01-0${weekday}`, { weekday: 'long' })
export const weekdayShort = (weekday: number): string => spelled(`2024-01-0${weekday}`, { weekday: 'short' })
export const monthName = (month: number): string => spelled(dayOf(2024, month, 1), { month: 'long' })
/** „14 октомври“; 29 February too. */
export const dayOfYearInWords = (month: number, day: number): string => spelled(dayOf(2024, month, day), { day: 'numeric', month: 'long' })

/** „всяка година на 14 октомври“, „втората неделя на септември“, „два дни след Великден“, „14 октомври 2026 г.“ */
export function ruleInWords(rule: OccasionRule): string {
  switch (rule.repeats) {
    case 'yearly':
      return m.calendar_rule_yearly({ day: dayOfYearInWords(rule.month, rule.day) })
    case 'weekday':
      return m.calendar_rule_weekday({ nth: theNthName(rule.nth, rule.weekday), weekday: weekdayName(rule.weekday), month: monthName(rule.month) })
    case 'easter_orthodox':
    case 'easter_western': {
      const easter = rule.repeats === 'easter_orthodox' ? m.calendar_easter_orthodox() : m.calendar_easter_western()
      if (rule.shift === 0) return m.calendar_rule_easter({ easter })
      return rule.shift > 0 ? m.calendar_rule_after_easter({ count: rule.shift, easter }) : m.calendar_rule_before_easter({ count: -rule.shift, easter })
    }
    case 'once':
      return dateInWords(rule.date)
  }
}

/** The columns a rule is kept in; those of other rules are empty. */
export type RuleColumns = {
  readonly repeats: Repeats
  readonly month: number | null
  readonly day: number | null
  readonly weekday: number | null
  readonly nth: number | null
  readonly shift: number | null
  readonly date: ImpreciseDate | null
}

export const columnsOf = (rule: OccasionRule): RuleColumns & { readonly firstDay: string | null; readonly lastDay: string | null } => ({
  repeats: rule.repeats,
  month: 'month' in rule ? rule.month : null,
  day: 'day' in rule ? rule.day : null,
  weekday: 'weekday' in rule ? rule.weekday : null,
  nth: 'nth' in rule ? rule.nth : null,
  shift: 'shift' in rule ? rule.shift : null,
  date: 'date' in rule ? rule.date : null,
  firstDay: 'date' in rule ? earliest(rule.date) : null,
  lastDay: 'date' in rule ? latest(rule.date) : null,
})

/** The rule out of its columns; what a column lacks is filled so that a broken row still has a day. */
export function ruleOf(row: RuleColumns): OccasionRule {
  switch (row.repeats) {
    case 'yearly':
      return { repeats: 'yearly', month: row.month ?? 1, day: row.day ?? 1 }
    case 'weekday':
      return { repeats: 'weekday', month: row.month ?? 1, weekday: row.weekday ?? 1, nth: row.nth ?? 1 }
    case 'easter_orthodox':
    case 'easter_western':
      return { repeats: row.repeats, shift: row.shift ?? 0 }
    case 'once':
      return { repeats: 'once', date: row.date ?? '1000' }
  }
}

/** What an occasion says, as any caller gives it: a form, an import or the demonstration. */
export type OccasionValues = {
  /** null: our own town's. */
  readonly organisationId: string | null
  readonly kind: OccasionKind
  readonly name: LocalTextForm
  readonly rule: OccasionRule
  readonly days?: number
  /** Open to the citizens. */
  readonly published?: boolean
  readonly risk?: boolean
  readonly notes?: LocalTextForm
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

const ruleValue = z.discriminatedUnion('repeats', [
  z.object({ repeats: z.literal('yearly'), month: z.number().int(), day: z.number().int() }),
  z.object({ repeats: z.literal('weekday'), month: z.number().int(), weekday: z.number().int(), nth: z.number().int() }),
  z.object({ repeats: z.enum(['easter_orthodox', 'easter_western']), shift: z.number().int() }),
  z.object({ repeats: z.literal('once'), date: impreciseDate }),
])

/** An occasion without what the database adds: what is written, restored and compared. */
export const occasionSnapshot = z.object({
  organisationId: z.uuid().nullable(),
  kind: z.enum(OCCASION_KINDS),
  name: localTextValue,
  rule: ruleValue,
  days: z.number().int(),
  risk: z.boolean(),
  notes: localTextValue,
  // States kept before occasions could be shown to the citizens say nothing of it.
  publishedAt: z
    .union([z.string(), z.date().transform((at) => at.toISOString())])
    .nullable()
    .default(null),
  sources: z.array(citation),
})
export type OccasionRecord = z.output<typeof occasionSnapshot>
export const snapshotOfOccasion = (record: OccasionRecord): Snapshot => occasionSnapshot.parse(record)

/** The record as it stands once the values are written over it; `before` is null for a new one. */
export const withValues = (before: OccasionRecord | null, values: OccasionValues, at: Date): OccasionRecord => ({
  organisationId: values.organisationId,
  kind: values.kind,
  name: revised(before?.name ?? EMPTY_TEXT, values.name, at),
  rule: values.rule,
  days: values.days ?? before?.days ?? 1,
  risk: values.risk ?? before?.risk ?? false,
  notes: revised(before?.notes ?? EMPTY_TEXT, values.notes ?? {}, at),
  publishedAt: (values.published ?? (before?.publishedAt ?? null) !== null) ? (before?.publishedAt ?? at.toISOString()) : null,
  sources: [...(values.sources ?? before?.sources ?? [])],
})

/** How history and conflicts name and show the fields. */
export const occasionFieldWords = (organisationName: (id: string) => string): FieldWords[] => [
  { name: 'name', label: m.calendar_field_name(), languages: languageName },
  { name: 'kind', label: m.calendar_field_kind(), show: (kind) => occasionKindName(z.enum(OCCASION_KINDS).catch('other').parse(kind)) },
  { name: 'organisationId', label: m.calendar_field_whose(), show: (id) => organisationName(String(id)) },
  { name: 'rule', label: m.calendar_field_when(), show: (rule) => ruleInWords(ruleValue.parse(rule)) },
  { name: 'days', label: m.calendar_field_days(), show: String },
  { name: 'risk', label: m.calendar_field_risk(), show: (risk) => (risk === true ? m.calendar_yes() : m.calendar_no()) },
  { name: 'notes', label: m.calendar_field_notes(), languages: languageName },
  { name: 'publishedAt', label: m.calendar_field_public(), show: (at) => (at === null ? m.calendar_no() : m.calendar_yes()) },
  { name: 'sources', label: m.calendar_field_sources(), show: sourcesInWords },
]

// ---- the form ----------------------------------------------------------------------------------------------------------

const box = z.string().trim().max(6).default('')
const wholeNumber = (text: string): number | null => (/^[+\-−]?\d{1,3}$/.test(text) ? Number(text.replace('−', '-')) : null)
const NAME_LENGTH = 300

const said = z.object({
  organisation: suggestedField,
  kind: z.enum(OCCASION_KINDS),
  name: localTextForm
    .default({})
    .refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.calendar_name_missing()}` })
    .refine((typed) => Object.values(typed).every((text) => text.length <= NAME_LENGTH), {
      path: ['bg'],
      error: () => `m:${m.calendar_name_long({ most: NAME_LENGTH })}`,
    }),
  repeats: z.enum(REPEATS),
  on: z.object({ day: box, month: box }).default({ day: '', month: '' }),
  nth: box,
  weekday: box,
  inMonth: box,
  shift: box,
  date: dateField,
  days: box,
  risk: tickField,
  published: tickField,
  notes: localTextForm.default({}),
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
})

type Said = z.output<typeof said>
const fault = (path: string, message: string) => ({ path: [path], message: `m:${message}` })

function ruleSaid(form: Said): OccasionRule | { path: string[]; message: string } {
  const [day, month] = [Number(form.on.day), Number(form.on.month)]
  switch (form.repeats) {
    case 'yearly':
      // A leap year's February: the 29th comes round on the 28th in other years.
      return /^\d{1,2}$/.test(form.on.day) && /^\d{1,2}$/.test(form.on.month) && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2024, month)
        ? { repeats: 'yearly', month, day }
        : fault('on', m.calendar_day_wrong())
    case 'weekday': {
      const [nth, weekday, inMonth] = [form.nth, form.weekday, form.inMonth].map(Number) as [number, number, number]
      return isNth(nth) && [1, 2, 3, 4, 5, 6, 7].includes(weekday) && inMonth >= 1 && inMonth <= 12
        ? { repeats: 'weekday', nth, weekday, month: inMonth }
        : fault('nth', m.calendar_weekday_wrong())
    }
    case 'easter_orthodox':
    case 'easter_western': {
      const shift = wholeNumber(form.shift === '' ? '0' : form.shift)
      return shift !== null && Math.abs(shift) <= FARTHEST_FROM_EASTER
        ? { repeats: form.repeats, shift: shift + 0 }
        : fault('shift', m.calendar_shift_wrong({ most: FARTHEST_FROM_EASTER }))
    }
    case 'once':
      return form.date === null ? fault('date', m.calendar_date_missing()) : { repeats: 'once', date: form.date }
  }
}

export const occasionForm = said.transform((form, context) => {
  const rule = ruleSaid(form)
  if ('message' in rule) context.addIssue({ code: 'custom', ...rule })
  const days = form.days === '' ? 1 : wholeNumber(form.days)
  const long = days === null || days < 1 || days > LONGEST_OCCASION
  if (long) context.addIssue({ code: 'custom', ...fault('days', m.calendar_days_wrong({ most: LONGEST_OCCASION })) })
  if ('message' in rule || long) return z.NEVER
  return { ...form, rule, days }
})
export type OccasionForm = z.output<typeof occasionForm>
