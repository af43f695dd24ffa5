// Daily allowances and ceilings for a night, by country and day: the office's own dated rows before what was reported, and unknown where neither tells.
import { z } from 'zod'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { lineField, requiredDateField, requiredLine } from '#platform/http/form-fields.ts'
import { centsField, HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import recorded from '../../../../reference/per-diem.json' with { type: 'json' }

const words = z.object({ bg: z.string().min(1), en: z.string().min(1) })
const country = z.string().regex(/^[A-Z]{2}$/)
/** Whole euro in the file; cents everywhere else. */
const euro = z
  .number()
  .int()
  .positive()
  .transform((whole) => whole * 100)
const cited = z.array(z.string()).min(1)
const file = z
  .object({
    what: z.string(),
    asOf: z.iso.date(),
    sources: z.record(z.string(), z.object({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }) })),
    abroad: z.object({
      standing: z.literal('draft'),
      note: words,
      validFrom: z.iso.date(),
      validFromNote: words,
      sources: cited,
      rows: z.array(z.object({ country, perDiem: euro, night: euro })).min(1),
    }),
    before: z.object({ note: words, sources: cited }),
    domestic: z.object({
      standing: z.literal('reported'),
      note: words,
      country,
      validFrom: z.iso.date(),
      perDiem: euro,
      withoutNight: euro,
      sources: cited,
    }),
    unknown: words,
  })
  .superRefine(({ sources, abroad, before, domestic }, context) => {
    for (const key of [...abroad.sources, ...before.sources, ...domestic.sources])
      if (sources[key] === undefined) context.addIssue({ code: 'custom', message: `no source is called ${key}` })
    const seen = new Set<string>()
    for (const row of abroad.rows) {
      if (seen.has(row.country)) context.addIssue({ code: 'custom', message: `${row.country} stands twice` })
      seen.add(row.country)
    }
  })

/** Holds the file against its shape; throws when a word, a source, a date or a sum is missing, or a country stands twice. */
export const readRates = (data: unknown): z.output<typeof file> => file.parse(data)
export const REPORTED = readRates(recorded)
export const reportedSources = (keys: readonly string[]) => keys.map((key) => REPORTED.sources[key]!)
export const wordsIn = (text: z.output<typeof words>): string => text[officeLanguage()]

/** A row of the office: cents of the euro. `withoutNight`: what is paid for a day without a night, where that differs. */
export type OwnRate = {
  readonly country: string
  readonly validFrom: string
  readonly perDiem: number
  readonly withoutNight: number | null
  /** Ceiling for one night; null: none is known. */
  readonly night: number | null
  readonly source: string
  readonly note: string
}

/** own: entered by the office · draft: by newspapers, of a draft · reported: by newspapers. */
export type RateStanding = 'own' | 'draft' | 'reported'
export type Rate = Omit<OwnRate, 'note'> & { readonly standing: RateStanding }

const newest = <R extends { readonly validFrom: string }>(rows: readonly R[], day: string): R | null =>
  rows.filter(({ validFrom }) => validFrom <= day).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null

/** What holds for a day in a country; null: unknown. An office's own row holds before any reported one, from its day on. */
export function rateOn(countryCode: string, day: string, own: readonly OwnRate[]): Rate | null {
  const mine = newest(
    own.filter((row) => row.country === countryCode),
    day,
  )
  if (mine !== null) return { ...mine, standing: 'own' }
  const { abroad, domestic } = REPORTED
  if (countryCode === domestic.country && domestic.validFrom <= day)
    return {
      country: countryCode,
      validFrom: domestic.validFrom,
      perDiem: domestic.perDiem,
      withoutNight: domestic.withoutNight,
      night: null,
      source: reportedSources(domestic.sources)[0]!.title,
      standing: domestic.standing,
    }
  const row = abroad.rows.find((one) => one.country === countryCode)
  return row === undefined || abroad.validFrom > day
    ? null
    : { ...row, validFrom: abroad.validFrom, withoutNight: null, source: reportedSources(abroad.sources)[0]!.title, standing: abroad.standing }
}

const standingNames: Readonly<Record<RateStanding, () => string>> = {
  own: () => m.trips_rate_own(),
  draft: () => wordsIn(REPORTED.abroad.note),
  reported: () => wordsIn(REPORTED.domestic.note),
}
export const standingName = (standing: RateStanding): string => standingNames[standing]()

const euroInWords = (cents: number): string => moneyInWords({ cents, currency: HOME_CURRENCY })
export const sumOrUnknown = (cents: number | null): string => (cents === null ? m.trips_unknown() : euroInWords(cents))

const sum = centsField.transform((cents, context): number => {
  if (cents !== null && cents > 0) return cents
  context.addIssue({ code: 'custom', message: `m:${m.platform_form_money()}` })
  return z.NEVER
})

export const rateForm = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, { error: () => `m:${m.trips_country_missing()}` }),
  validFrom: requiredDateField.transform((date, context): string => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return date
    context.addIssue({ code: 'custom', message: 'date' })
    return z.NEVER
  }),
  perDiem: sum,
  withoutNight: centsField,
  night: centsField,
  source: requiredLine(500),
  note: lineField(1000),
})

export const rateLabel = ({ country: code, validFrom }: Pick<OwnRate, 'country' | 'validFrom'>): string =>
  m.trips_rate_label({ country: countryName(code), day: dayInWords(validFrom) })

export const rateFieldWords = (): FieldWords[] => {
  const money = (value: unknown): string => euroInWords(Number(value))
  return [
    { name: 'country', label: m.trips_rate_country(), show: (value) => countryName(String(value)) },
    { name: 'validFrom', label: m.trips_rate_from(), object: m.trips_object_from(), show: (value) => dayInWords(String(value)) },
    { name: 'perDiem', label: m.trips_rate_per_diem(), object: m.trips_object_per_diem(), show: money },
    { name: 'withoutNight', label: m.trips_rate_without_night(), object: m.trips_object_without_night(), show: money },
    { name: 'night', label: m.trips_rate_night(), object: m.trips_object_night(), show: money },
    { name: 'source', label: m.trips_rate_source(), object: m.trips_object_source(), show: String },
    { name: 'note', label: m.trips_note(), show: String },
  ]
}
