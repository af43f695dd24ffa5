// What came of a journey: its purpose, whom one met, what was learnt, and recommendations that become promises of ours once it is handed in.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { speakingIn } from '#platform/texts/language.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import { dateField, idTicks, lineField, tickField } from '#platform/http/form-fields.ts'

/** One thing that should be done at home because of what was seen. `id`: of the recommendation it was before; without one the same words find it. */
export type Recommendation = {
  readonly id?: string | null
  readonly text: string
  readonly personId: string | null
  readonly due: ImpreciseDate | null
  /** Marked for the summary the citizens see. */
  readonly forCitizens?: boolean
}

/** What a recommendation was promised as. */
export type Promised = { readonly text: string; readonly due: ImpreciseDate | null; readonly personId: string | null }

export type ReportValues = {
  readonly purpose: string
  readonly process: string
  readonly insights: string
  readonly recommendations: readonly Recommendation[]
}

const text = z.string().trim().max(20_000).default('')

export const reportForm = z.object({
  purpose: text,
  process: text,
  insights: text,
  /** Whoever travels and is to see to something is entered in the register. */
  register: tickField,
  recommendations: z
    .array(
      z.object({
        id: z.string().trim().max(40).default(''),
        text: z.string().trim().max(2000).default(''),
        person: suggestedField,
        due: dateField,
        forCitizens: tickField,
      }),
    )
    .max(30)
    .default([])
    .superRefine((rows, context) => {
      for (const [index, row] of rows.entries())
        if (row.text === '' && (row.person.text !== '' || row.due !== null))
          context.addIssue({ code: 'custom', path: [index, 'text'], message: `m:${m.trips_recommendation_missing()}` })
    }),
})
/** Which promises of recommendations that were taken out are dropped, and why. */
export const droppingForm = z.object({
  promises: idTicks.refine((ids) => ids.length > 0, { error: () => `m:${m.trips_drop_none()}` }),
  reason: lineField(2000).refine((words) => words !== '', { error: () => `m:${m.trips_drop_reason_missing()}` }),
})

export type ReportForm = z.output<typeof reportForm>

/** The parts a report must have before it is handed in, after the model of Taiwan's municipalities (domain sources 80–82). */
export const REPORT_PARTS = ['purpose', 'process', 'insights'] as const
export type ReportPart = (typeof REPORT_PARTS)[number]

const partNames: Readonly<Record<ReportPart, () => string>> = {
  purpose: () => m.trips_report_purpose(),
  process: () => m.trips_report_process(),
  insights: () => m.trips_report_insights(),
}
export const partName = (part: ReportPart): string => partNames[part]()

/** The report as the visit's dossier keeps it: its parts under their names and the recommendations, in the office's language. */
export const reportForDossier = (report: Pick<ReportValues, ReportPart> & { readonly recommendations: readonly { readonly text: string }[] }): LocalTextForm =>
  speakingIn('bg', () => ({
    bg: [
      ...REPORT_PARTS.flatMap((part) => (report[part] === '' ? [] : [`${partName(part)}\n${report[part]}`])),
      ...(report.recommendations.length === 0
        ? []
        : [`${m.trips_report_recommendations()}\n${report.recommendations.map(({ text: words }, index) => `${index + 1}. ${words}`).join('\n')}`]),
    ].join('\n\n'),
  }))

/** The words alone: neither letters' size, nor blanks, nor signs make another recommendation of the same words. */
export const sameWords = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Texts that stand there more than once, each as it was written first. */
export const repeated = (texts: readonly string[]): string[] =>
  [...Map.groupBy(texts, sameWords).values()].flatMap((same) => (same.length > 1 ? [same[0]!] : []))

/** Why it cannot be handed in yet; null: it can. */
export function lacking(
  report: Pick<ReportValues, ReportPart> & { readonly recommendations: readonly { readonly text: string }[] },
  least: number,
): string | null {
  const empty = REPORT_PARTS.filter((part) => report[part] === '')
  if (empty.length > 0) return m.trips_report_lacks({ parts: empty.map((part) => `„${partName(part)}“`).join(', ') })
  const texts = report.recommendations.map(({ text: words }) => words)
  const count = new Set(texts.map(sameWords)).size
  if (count >= least) return null
  const twice = repeated(texts)
  const few = m.trips_report_few({ least, count })
  return twice.length === 0 ? few : `${few}. ${m.trips_report_repeated({ texts: twice.map((one) => `„${one}“`).join(', ') })}`
}

export const tripReportFieldWords = (): FieldWords[] => [
  { name: 'purpose', label: m.trips_report_purpose(), object: m.trips_object_purpose(), show: String },
  { name: 'process', label: m.trips_report_process(), object: m.trips_object_process(), show: String },
  { name: 'insights', label: m.trips_report_insights(), object: m.trips_object_insights(), show: String },
  {
    name: 'recommendations',
    label: m.trips_report_recommendations(),
    object: m.trips_object_recommendations(),
    show: (value) =>
      (value as readonly { text: string; due: ImpreciseDate | null; person: { name: string } | null }[])
        .map(({ text: words, due, person }) => [words, person?.name ?? '', due === null ? '' : dateInWords(due)].filter((part) => part !== '').join(', '))
        .join('; '),
  },
  { name: 'reportedOn', label: m.trips_report_on(), object: m.trips_object_reported(), show: (value) => dayInWords(String(value)) },
]
