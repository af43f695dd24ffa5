// A post: what someone is, or was, in an organisation, from when to when, and who last made sure of it.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, earliest, isImpreciseDate, latest, monthsBetween, type ImpreciseDate } from '#platform/dates.ts'
import { dateField } from '#platform/http/form-fields.ts'
import { citationForm, type Citation } from '#platform/texts/citation.ts'
import type { Language } from '#platform/texts/language.ts'
import { EMPTY_TEXT, isEmptyText, localTextForm, revised, textIn, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import { dropField, languageName, sourcesInWords, suggestedField } from '../naming.ts'

export const ROLE_CLASSES = [
  'mayor',
  'deputy_mayor',
  'council_chair',
  'councillor',
  'ambassador',
  'consul',
  'diplomat',
  'minister',
  'head_of_state',
  'head_of_government',
  'governor',
  'official',
  'business',
  'academic',
  'culture',
  'clergy',
  'association',
  'other',
] as const
export type RoleClass = (typeof ROLE_CLASSES)[number]

const ROLE_NAMES: Readonly<Record<RoleClass, (inputs?: object, options?: { locale?: Language }) => string>> = {
  mayor: m.organisations_role_mayor,
  deputy_mayor: m.organisations_role_deputy_mayor,
  council_chair: m.organisations_role_council_chair,
  councillor: m.organisations_role_councillor,
  ambassador: m.organisations_role_ambassador,
  consul: m.organisations_role_consul,
  diplomat: m.organisations_role_diplomat,
  minister: m.organisations_role_minister,
  head_of_state: m.organisations_role_head_of_state,
  head_of_government: m.organisations_role_head_of_government,
  governor: m.organisations_role_governor,
  official: m.organisations_role_official,
  business: m.organisations_role_business,
  academic: m.organisations_role_academic,
  culture: m.organisations_role_culture,
  clergy: m.organisations_role_clergy,
  association: m.organisations_role_association,
  other: m.organisations_role_other,
}
/** In the reader's language unless another is asked for. */
export const roleName = (roleClass: RoleClass, locale?: Language): string => ROLE_NAMES[roleClass]({}, locale === undefined ? {} : { locale })

export const END_REASONS = ['elections', 'left', 'other'] as const
export type EndReason = (typeof END_REASONS)[number]

const END_REASON_NAMES: Readonly<Record<EndReason, () => string>> = {
  elections: m.organisations_end_elections,
  left: m.organisations_end_left,
  other: m.organisations_end_other,
}
export const endReasonName = (reason: EndReason): string => END_REASON_NAMES[reason]()

/** The wording where there is one, else what the post amounts to. */
export const postWords = (post: { readonly role: LocalText; readonly roleClass: RoleClass }): string =>
  isEmptyText(post.role) ? roleName(post.roleClass) : textIn(post.role)

/** A post is past from the day after the last day on which it can have been held. */
export const isPast = (post: { readonly toDate: ImpreciseDate | null }, today: string): boolean => post.toDate !== null && latest(post.toDate) < today

/** A contact nobody has made sure of for so many months is shown as doubtful: a year is how often officials change posts between elections. */
export const DOUBTFUL_AFTER_MONTHS = 12

/** From so many months on people think in years. */
export const MONTHS_TOLD = 48

/** Whole months since somebody last made sure of a present post; null while it is fresh enough, when it is past, or when nobody knows. */
export function monthsUnconfirmed(post: { readonly toDate: ImpreciseDate | null; readonly confirmedOn: string | null }, today: string): number | null {
  if (isPast(post, today) || post.confirmedOn === null) return null
  const months = monthsBetween(post.confirmedOn, today)
  return months >= DOUBTFUL_AFTER_MONTHS ? months : null
}

/** What people say about a post. Left out: nothing is said. */
export type PostFacts = {
  readonly organisationId: string
  readonly role?: LocalTextForm
  readonly roleClass: RoleClass
  readonly fromDate?: ImpreciseDate | null
  readonly toDate?: ImpreciseDate | null
  readonly endReason?: EndReason | ''
  /** The day somebody made sure of it, YYYY-MM-DD. */
  readonly confirmedOn?: string | null
  readonly sources?: readonly Citation[]
}

/** A post without what the database adds. */
export type PostRecord = {
  readonly organisationId: string
  readonly role: LocalText
  readonly roleClass: RoleClass
  readonly fromDate: ImpreciseDate | null
  readonly toDate: ImpreciseDate | null
  readonly endReason: EndReason | ''
  readonly confirmedOn: string | null
  readonly sources: readonly Citation[]
}

/** The record as it stands once the facts are written over it; `before` is null for a new one. */
export const withFacts = (before: PostRecord | null, facts: PostFacts, at: Date): PostRecord => ({
  organisationId: facts.organisationId,
  role: revised(before?.role ?? EMPTY_TEXT, facts.role ?? {}, at),
  roleClass: facts.roleClass,
  fromDate: facts.fromDate === undefined ? (before?.fromDate ?? null) : facts.fromDate,
  toDate: facts.toDate === undefined ? (before?.toDate ?? null) : facts.toDate,
  // A post that goes on has not ended for any reason.
  endReason: facts.toDate === null ? '' : (facts.endReason ?? before?.endReason ?? ''),
  confirmedOn: facts.confirmedOn === undefined ? (before?.confirmedOn ?? null) : facts.confirmedOn,
  sources: facts.sources ?? before?.sources ?? [],
})

/** Nobody leaves a post before taking it. */
export const inOrder = (from: ImpreciseDate | null, to: ImpreciseDate | null): boolean => from === null || to === null || earliest(from) <= latest(to)

export const postForm = z
  .object({
    organisation: suggestedField,
    organisationChoice: z.string().max(40).default(''),
    role: localTextForm.default({}),
    roleClass: z.enum(ROLE_CLASSES),
    fromDate: dateField,
    toDate: dateField,
    confirmedOn: dateField,
    source: citationForm.default({ title: '', url: '', date: '' }),
    dropSource: dropField,
  })
  .refine(({ fromDate, toDate }) => inOrder(fromDate, toDate), { path: ['toDate'], error: () => `m:${m.organisations_post_backwards()}` })
  .refine(({ confirmedOn }) => confirmedOn === null || /^\d{4}-\d\d-\d\d$/.test(confirmedOn), {
    path: ['confirmedOn'],
    error: () => `m:${m.organisations_confirmed_day()}`,
  })
export type PostForm = z.output<typeof postForm>

export const factsOf = (form: PostForm, organisationId: string, sources: readonly Citation[]): PostFacts => ({
  organisationId,
  role: form.role,
  roleClass: form.roleClass,
  fromDate: form.fromDate,
  toDate: form.toDate,
  confirmedOn: form.confirmedOn,
  sources,
})

const dateWords = (date: unknown): string => (typeof date === 'string' && isImpreciseDate(date) ? dateInWords(date) : String(date))

const reasonWords = (reason: unknown): string => {
  const known = END_REASONS.find((one) => one === reason)
  return known === undefined ? '' : endReasonName(known)
}

/** How history and conflicts name and show the fields. */
export const postFields = (organisationName: (id: string) => string): readonly FieldWords[] => [
  { name: 'organisationId', label: m.organisations_field_organisation(), show: (id) => organisationName(String(id)) },
  { name: 'role', label: m.organisations_field_role(), languages: languageName },
  { name: 'roleClass', label: m.organisations_field_role_class(), show: (roleClass) => roleName(z.enum(ROLE_CLASSES).catch('other').parse(roleClass)) },
  { name: 'fromDate', label: m.organisations_field_from(), show: dateWords },
  { name: 'toDate', label: m.organisations_field_to(), show: dateWords },
  { name: 'endReason', label: m.organisations_field_end_reason(), show: (reason) => reasonWords(reason) },
  { name: 'confirmedOn', label: m.organisations_field_confirmed(), show: dateWords },
  { name: 'sources', label: m.organisations_field_sources(), show: sourcesInWords },
]
