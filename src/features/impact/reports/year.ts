// What is said of a year as a whole: the opening words of its report, and which of its figures the citizens may see.
import { z } from 'zod'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { tickField, ticks } from '#platform/http/form-fields.ts'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'
import { type Measure, measureName, MEASURES } from '../measure.ts'

/** `measures` are those the citizens may see once the year is `published`. */
export type YearValues = { readonly opening: LocalTextForm; readonly measures: readonly Measure[]; readonly published: boolean }

/** What tells something of nobody in particular and of no sum may be seen unless somebody says otherwise. */
export const USUALLY_PUBLIC: readonly Measure[] = MEASURES.filter((measure) => measure !== 'money_in' && measure !== 'money_out')

export const yearForm = z
  .object({ opening: localTextForm.default({}), measures: ticks(MEASURES), published: tickField })
  .transform((values, context): YearValues => {
    if (values.published && values.measures.length === 0)
      context.addIssue({ code: 'custom', path: ['measures'], message: `m:${m.impact_year_nothing_public()}` })
    return values
  })

export const yearFieldWords = (): FieldWords[] => [
  { name: 'opening', label: m.impact_year_opening(), object: m.impact_object_opening(), languages: languageName },
  { name: 'measures', label: m.impact_year_measures(), object: m.impact_object_measures(), show: (value) => (value as Measure[]).map(measureName).join(', ') },
  { name: 'publishedAt', label: m.impact_year_public(), show: () => m.impact_yes() },
]
