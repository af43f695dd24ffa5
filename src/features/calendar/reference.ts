// What the calendar knows of other countries: at which years they mark a tie, how long a council sits, when it was elected. Dated data with sources.
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import electionsFile from '../../../reference/elections.json' with { type: 'json' }
import occasionsFile from '../../../reference/occasions.json' with { type: 'json' }

export type ReferenceSource = { readonly title: string; readonly url: string }
export type AnniversaryRule = {
  readonly country: string
  readonly everyYears: number
  readonly note: Readonly<Record<string, string>>
  readonly source: ReferenceSource
}
export type CouncilTerm = { readonly country: string; readonly years: number; readonly source: ReferenceSource }
/** `round` 2: the run-off. */
export type KnownElection = { readonly country: string; readonly date: ImpreciseDate; readonly round?: number; readonly source: ReferenceSource }

export const ANNIVERSARY_RULES: readonly AnniversaryRule[] = occasionsFile.anniversaries
export const COUNCIL_TERMS: readonly CouncilTerm[] = electionsFile.terms
export const KNOWN_ELECTIONS: readonly KnownElection[] = electionsFile.elections
/** Until which day the two files were looked through. */
export const REFERENCE_AS_OF = [occasionsFile.asOf, electionsFile.asOf].sort()[0]!

/** Every how many years a tie with a partner of this country is marked; null: the office's own rule. */
export const everyYearsIn = (country: string): number | null => ANNIVERSARY_RULES.find((rule) => rule.country === country)?.everyYears ?? null

/** A note of the reference data in the shape pages read. */
export const noteText = (note: Readonly<Record<string, string>>): LocalText => ({
  source: 'bg',
  in: Object.fromEntries(Object.entries(note).map(([language, text]) => [language, { text, at: `${REFERENCE_AS_OF}T00:00:00.000Z`, checked: true }])),
})
