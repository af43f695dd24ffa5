// What came of a journey: its purpose, whom one met, what was learnt, and recommendations that become promises of ours once it is handed in.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { dateField } from '#platform/http/form-fields.ts'

/** One thing that should be done at home because of what was seen. */
export type Recommendation = { readonly text: string; readonly personId: string | null; readonly due: ImpreciseDate | null }

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
  recommendations: z
    .array(z.object({ text: z.string().trim().max(2000).default(''), person: suggestedField, due: dateField }))
    .max(30)
    .default([])
    .superRefine((rows, context) => {
      for (const [index, row] of rows.entries())
        if (row.text === '' && (row.person.text !== '' || row.due !== null))
          context.addIssue({ code: 'custom', path: [index, 'text'], message: `m:${m.trips_recommendation_missing()}` })
    }),
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

/** Why it cannot be handed in yet; null: it can. */
export function lacking(
  report: Pick<ReportValues, ReportPart> & { readonly recommendations: readonly { readonly text: string }[] },
  least: number,
): string | null {
  const empty = REPORT_PARTS.filter((part) => report[part] === '')
  if (empty.length > 0) return m.trips_report_lacks({ parts: empty.map((part) => `„${partName(part)}“`).join(', ') })
  const count = report.recommendations.length
  return count < least ? m.trips_report_few({ least, count }) : null
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
