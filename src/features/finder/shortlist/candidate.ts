// A town that may become a partner: what the office says of it, and how it was found, in words.
import { z } from 'zod'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { formatOf } from '#platform/texts/language.ts'
import { finding, type Finding, type Scope } from '../finder.ts'
import { number, reasonName, weightsMoved } from '../reason.ts'

/**
 * pin: at the head of every list · exclude: in none, with why · shortlist: we mean to write · the others take it back. A town that is excluded is neither
 * pinned nor on the shortlist; pinning it or putting it there lets it in again.
 */
export const DEEDS = ['pin', 'unpin', 'exclude', 'take-back', 'shortlist', 'leave'] as const
export type Deed = (typeof DEEDS)[number]

/** What the office says of a town. Days are YYYY-MM-DD; null: not so. */
export type Judgement = {
  readonly pinnedOn: string | null
  readonly excludedOn: string | null
  readonly excludedWhy: string
  readonly shortlistedOn: string | null
  readonly note: string
  readonly finding: Finding | null
}
export const NOTHING_SAID: Judgement = { pinnedOn: null, excludedOn: null, excludedWhy: '', shortlistedOn: null, note: '', finding: null }

/** What a deed makes of a judgement, on a day. What is so already stays since when it was. */
export function judgementAfter(before: Judgement, deed: Deed, today: string, given: { readonly why: string; readonly finding: Finding | null }): Judgement {
  // How it was found first is kept, until somebody puts it on the shortlist from another finding.
  const found = { finding: deed === 'shortlist' ? (given.finding ?? before.finding) : (before.finding ?? given.finding) }
  const within = { excludedOn: null, excludedWhy: '' }
  switch (deed) {
    case 'pin':
      return { ...before, ...found, ...within, pinnedOn: before.pinnedOn ?? today }
    case 'unpin':
      return { ...before, pinnedOn: null }
    case 'exclude':
      return { ...before, ...found, pinnedOn: null, shortlistedOn: null, excludedOn: before.excludedOn ?? today, excludedWhy: given.why }
    case 'take-back':
      return { ...before, ...within }
    case 'shortlist':
      return { ...before, ...found, ...within, shortlistedOn: before.shortlistedOn ?? today }
    case 'leave':
      return { ...before, shortlistedOn: null }
  }
}

/** Of what a browser sends as a finding no more is read. */
const MOST_JSON = 20_000

const findingField = z
  .string()
  .max(MOST_JSON)
  .default('')
  .transform((text, context): Finding | null => {
    if (text === '') return null
    try {
      return finding.parse(JSON.parse(text))
    } catch {
      context.addIssue({ code: 'custom', message: `m:${m.finder_shortlist_finding_wrong()}` })
      return z.NEVER
    }
  })

/** What every list of the finder posts: the town, the deed, how it was found. */
export const deedForm = z.object({
  place: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
  deed: z.enum(DEEDS),
  why: lineField(1000),
  finding: findingField,
})
export type DeedForm = z.output<typeof deedForm>

export const noteForm = z.object({ note: z.string().trim().max(20_000).default('') })

// ---- how it was found, in words ----------------------------------------------------------------------------------------

const factor = formatOf({ maximumFractionDigits: 1, useGrouping: false })

/** „Италия, до 500 км от нас“; the whole world where nothing was said. */
function scopeInWords({ country, region, withinKm }: Scope): string {
  const [ofRegion, admin1 = ''] = region?.split('.') ?? []
  const named = [
    ...(region === undefined
      ? country === undefined
        ? []
        : [countryName(country)]
      : [m.finder_shortlist_region({ country: countryName(ofRegion!), region: admin1 })]),
    ...(withinKm === undefined ? [] : [m.finder_shortlist_within({ km: number(withinKm) })]),
  ]
  return named.length === 0 ? m.finder_scope_world() : named.join(', ')
}

/** So many reasons are named. */
const MOST_REASONS = 4

/** The reasons that spoke for it most, the strongest first. */
export const strongest = ({ factors }: Pick<Finding, 'factors'>, most = MOST_REASONS): string[] =>
  Object.entries(factors)
    .filter(([, value]) => value > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name)

const day = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? dayInWords(text) : text)

/** „тежести: големина × 2, море × 0“, of the score it was found by; as learned where nobody moved a slider. */
function weightsInWords({ mode, wishes, profile }: Pick<Finding, 'mode' | 'wishes' | 'profile'>): string {
  const said = weightsMoved(wishes, [mode])
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, weight]) => `${name} × ${factor().format(weight)}`)
  const weights = said.length === 0 ? m.finder_shortlist_weights_learned() : m.finder_shortlist_weights({ list: said.join(', ') })
  return profile === null || profile === '' ? weights : `${m.finder_shortlist_profile({ profile })}, ${weights}`
}

/** „Намерен по прилика (Италия) на 27 ноември 2026 г.: място 3 от 1 204; най-много тежат големина и релеф; …“, without the evidence's own sentences. */
export function originInWords(found: Finding): string {
  const head = { where: scopeInWords(found.scope), day: day(found.foundOn), rank: number(found.rank), among: number(found.among) }
  const reasons = strongest(found).map(reasonName)
  return [
    found.mode === 'similar' ? m.finder_shortlist_found_similar(head) : m.finder_shortlist_found_arise(head),
    ...(reasons.length === 0 ? [] : [m.finder_shortlist_reasons({ list: reasons.join(', ') })]),
    weightsInWords(found),
    m.finder_shortlist_learned({ day: day(found.learned) }),
  ].join('; ')
}

// ---- the record of changes ---------------------------------------------------------------------------------------------

export const candidateFieldWords = (): FieldWords[] => [
  { name: 'pinnedOn', label: m.finder_shortlist_field_pinned(), object: m.finder_shortlist_object_pinned(), show: (value) => dayInWords(String(value)) },
  { name: 'excludedOn', label: m.finder_shortlist_field_excluded(), object: m.finder_shortlist_object_excluded(), show: (value) => dayInWords(String(value)) },
  { name: 'excludedWhy', label: m.finder_shortlist_field_why(), object: m.finder_shortlist_object_why(), show: String },
  { name: 'shortlistedOn', label: m.finder_shortlist_field_listed(), object: m.finder_shortlist_object_listed(), show: (value) => dayInWords(String(value)) },
  { name: 'note', label: m.finder_shortlist_field_note(), object: m.finder_shortlist_object_note(), show: String },
  { name: 'finding', label: m.finder_shortlist_field_finding(), object: m.finder_shortlist_object_finding(), show: (value) => originInWords(value as Finding) },
]
