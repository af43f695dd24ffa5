// What a draft is: one thing a text says, of one of seven kinds, until an officer accepts it, refuses it or calls it known.
import { z } from 'zod'
import { COMMITMENT_STATES, COMMITMENT_TOPICS, type CommitmentState } from '#features/commitments/commitment.ts'
import { EVENT_DIRECTIONS, EVENT_KINDS } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { countryField, lineOrNone } from '#features/organisations/naming.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { ROLE_CLASSES } from '#features/organisations/people/post.ts'
import { FIELDS } from '#features/partnerships/field.ts'
import { SIDES } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { impreciseDate, isImpreciseDate, type ImpreciseDate } from '#platform/dates.ts'
import { dateField, lineField, requiredLine, ticks } from '#platform/http/form-fields.ts'
import type { FindKind } from '#ui/quote.tsx'
import type { Span } from './reading/reading.ts'
import { RELATION_STATUSES, type RelationStatus } from './relation.ts'

export const DRAFT_KINDS = ['organisation', 'person', 'event', 'relation', 'commitment', 'symbolic_act', 'fields'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** same: the record `recordId` says so already. */
export const DECISIONS = ['undecided', 'accepted', 'rejected', 'same'] as const
export type Decision = (typeof DECISIONS)[number]

/** What becomes of values that the register and the text put differently: the register's stay, the text's are taken, or both are kept side by side. */
export const RESOLUTIONS = ['record', 'text', 'both'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** A record of the register that the draft may be; `sure` when the office knows it by this very name. */
export type DraftMatch = { readonly id: string; readonly sure: boolean }

/** The key of an organisation, person or event draft of the same text; `home` is the office's own municipality. */
const ref = z.string().min(1).max(300)
const refs = z.array(ref).max(60)

export const organisationData = z.object({
  /** Language → name. */
  name: z.record(z.string(), z.string()),
  kind: z.enum(ORGANISATION_KINDS),
  country: z.string(),
  placeId: z.number().int().nullable(),
  nativeName: z.string().nullable(),
  aliases: z.array(z.string()),
})
export const personData = z.object({
  name: z.string(),
  role: z.string(),
  roleClass: z.enum(ROLE_CLASSES),
  of: ref.nullable(),
  /** As the text spells the name, once somebody has corrected it. */
  aliases: z.array(z.string()).optional(),
})
export const eventData = z.object({
  kind: z.enum(EVENT_KINDS),
  direction: z.enum(EVENT_DIRECTIONS),
  date: impreciseDate.nullable(),
  place: z.string(),
  placeId: z.number().int().nullable(),
  /** Empty: composed from kind, direction and partners. */
  title: z.string(),
  partners: refs,
  participants: refs,
  fields: z.array(z.enum(FIELDS)),
  /** What it was held for, or at whose invitation, as the text says it. */
  occasion: z.string().optional(),
})
export const relationData = z.object({
  status: z.enum(RELATION_STATUSES),
  partners: refs,
  /** Since when it holds, or when the step was taken. */
  date: impreciseDate.nullable(),
  years: z.number().int().nullable(),
  breakYears: z.number().int().nullable(),
})
export const commitmentData = z.object({
  owedBy: z.enum(SIDES),
  text: z.string(),
  topic: z.enum(COMMITMENT_TOPICS),
  state: z.enum(COMMITMENT_STATES),
  due: impreciseDate.nullable(),
  partners: refs,
  event: ref.nullable(),
})
export const actData = z.object({
  kind: z.enum(SYMBOLIC_ACT_KINDS),
  title: z.string(),
  date: impreciseDate.nullable(),
  partners: refs,
  event: ref.nullable(),
  /** Where what it left behind stands, as the text says it. */
  place: z.string().optional(),
})
export const fieldsData = z.object({ fields: z.array(z.enum(FIELDS)), partners: refs })

export type OrganisationData = z.output<typeof organisationData>
export type PersonData = z.output<typeof personData>
export type EventData = z.output<typeof eventData>
export type RelationData = z.output<typeof relationData>
export type CommitmentData = z.output<typeof commitmentData>
export type ActData = z.output<typeof actData>
export type FieldsData = z.output<typeof fieldsData>

export const draftContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), data: organisationData }),
  z.object({ kind: z.literal('person'), data: personData }),
  z.object({ kind: z.literal('event'), data: eventData }),
  z.object({ kind: z.literal('relation'), data: relationData }),
  z.object({ kind: z.literal('commitment'), data: commitmentData }),
  z.object({ kind: z.literal('symbolic_act'), data: actData }),
  z.object({ kind: z.literal('fields'), data: fieldsData }),
])
export type DraftContent = z.output<typeof draftContent>

/** What a language model found: which model, asked in which version of our words, and whether the rules found the same. */
export type ModelFind = { readonly model: string; readonly prompt: string; readonly rulesToo: boolean }

/** As it comes out of a reading, before it is kept. */
export type DraftSeed = DraftContent & {
  readonly key: string
  readonly spans: readonly Span[]
  readonly match: DraftMatch | null
  /** Absent: the rules alone found it. */
  readonly modelFind?: ModelFind
}

export type Draft = DraftContent & {
  readonly id: string
  readonly textId: string
  readonly key: string
  readonly position: number
  readonly spans: readonly Span[]
  readonly match: DraftMatch | null
  /** null: the rules alone found it. */
  readonly modelFind: ModelFind | null
  readonly decision: Decision
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly recordId: string | null
  readonly resolution: Resolution | null
  readonly savedAt: Date | null
  /** When a later reading first found it; null when the first one did. */
  readonly newAt: Date | null
  readonly version: number
}
export type DraftOf<Kind extends DraftKind> = Extract<Draft, { kind: Kind }>

export const isKind = <Kind extends DraftKind>(draft: Draft, kind: Kind): draft is DraftOf<Kind> => draft.kind === kind

/** Whether nobody but the language model says so: such a draft is decided by itself, never together with others. */
export const isOfModelAlone = ({ modelFind }: Pick<Draft, 'modelFind'>): boolean => modelFind !== null && !modelFind.rulesToo

/** Whether „приеми всички останали“ takes it: not what the register may have already, lest it be written twice, nor what only the language model says. */
export const isTakenTogether = (draft: Pick<Draft, 'kind' | 'match' | 'modelFind'>): boolean => !isOfModelAlone(draft) && !isDoubtful(draft)
/** Fields are only added, and what is said of a tie comes to stand beside what the register has: neither is ever written twice. */
export const isDoubtful = ({ kind, match }: Pick<Draft, 'kind' | 'match'>): boolean => match !== null && !match.sure && kind !== 'fields' && kind !== 'relation'

/** The anchor of its card. */
export const anchorOf = ({ position }: { readonly position: number }): string => `d${position}`

/** Keys of the drafts this one cannot be saved without, and of those it merely mentions. */
export function linksOf(content: DraftContent): string[] {
  switch (content.kind) {
    case 'organisation':
      return []
    case 'person':
      return content.data.of === null || content.data.of === HOME_REF ? [] : [content.data.of]
    case 'event':
      return [...content.data.partners, ...content.data.participants]
    case 'commitment':
    case 'symbolic_act':
      return [...content.data.partners, ...(content.data.event === null ? [] : [content.data.event])]
    case 'relation':
    case 'fields':
      return [...content.data.partners]
  }
}
export const HOME_REF = 'home'

const kindNames: Readonly<Record<DraftKind, () => string>> = {
  organisation: m.intake_kind_organisation,
  person: m.intake_kind_person,
  event: m.intake_kind_event,
  relation: m.intake_kind_relation,
  commitment: m.intake_kind_commitment,
  symbolic_act: m.intake_kind_symbolic_act,
  fields: m.intake_kind_fields,
}
export const draftKindName = (kind: DraftKind): string => kindNames[kind]()

/** Finds whose own words are a mere name: they are quoted with their sentence. */
export const isName = (kind: DraftKind): boolean => kind === 'organisation' || kind === 'person'

/** The five colours of a text. */
export const findKindOf: Readonly<Record<DraftKind, FindKind>> = {
  organisation: 'org',
  person: 'who',
  event: 'event',
  relation: 'state',
  commitment: 'promise',
  symbolic_act: 'event',
  fields: 'state',
}

// ---- what a person may mend --------------------------------------------------------------------------------------------

const partners = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given).filter((one) => one !== ''))
  .pipe(refs)
const somePartners = partners.refine((given) => given.length > 0, { error: () => `m:${m.intake_form_partner_missing()}` })
const maybeRef = z
  .string()
  .max(300)
  .default('')
  .transform((given) => (given === '' ? null : given))
const years = z
  .union([z.literal(''), z.coerce.number().int().min(0).max(2000)])
  .default('')
  .transform((given) => (given === '' ? null : given))
/** The far end of a date that lasted or is uncertain; with the beginning it makes „between“. */
const spanned = <Shape extends { date: ImpreciseDate | null; until: ImpreciseDate | null }>(form: Shape, context: z.RefinementCtx): Omit<Shape, 'until'> => {
  const { until, ...rest } = form
  if (until === null || until === form.date) return rest
  const both = form.date === null ? '' : `${form.date.split('/')[0]}/${until}`
  if (isImpreciseDate(both)) return { ...rest, date: both }
  context.addIssue({ code: 'custom', path: ['until'], message: 'date' })
  return z.NEVER
}

export const draftForms = {
  organisation: z
    .object({
      nameBg: lineField(300),
      nameEn: lineField(300),
      kind: z.enum(ORGANISATION_KINDS),
      country: countryField.refine((code) => code !== '', { error: () => `m:${m.intake_form_country_missing()}` }),
      nativeName: lineOrNone(300),
    })
    .refine(({ nameBg, nameEn }) => nameBg !== '' || nameEn !== '', { path: ['nameBg'], error: () => `m:${m.intake_form_name_missing()}` }),
  person: z.object({ name: requiredLine(300), role: lineField(300), roleClass: z.enum(ROLE_CLASSES), of: maybeRef }),
  event: z
    .object({
      kind: z.enum(EVENT_KINDS),
      direction: z.enum(EVENT_DIRECTIONS),
      title: lineField(300),
      date: dateField,
      until: dateField,
      place: lineField(300),
      occasion: lineField(500),
      partners,
      participants: partners,
    })
    .transform(spanned),
  relation: z.object({ status: z.enum(RELATION_STATUSES), partners: somePartners, date: dateField, years }),
  commitment: z
    .object({
      owedBy: z.enum(SIDES),
      text: requiredLine(5000),
      topic: z.enum(COMMITMENT_TOPICS),
      state: z.enum(COMMITMENT_STATES),
      date: dateField,
      until: dateField,
      partners,
      event: maybeRef,
    })
    .transform(spanned),
  symbolic_act: z.object({ kind: z.enum(SYMBOLIC_ACT_KINDS), title: requiredLine(300), date: dateField, partners, event: maybeRef }),
  fields: z.object({
    fields: ticks(FIELDS).refine((given) => given.length > 0, { error: () => `m:${m.intake_form_fields_missing()}` }),
    partners: somePartners,
  }),
} as const

/** Spellings given up for others; each once. */
const spelledBefore = (before: readonly string[], now: readonly string[]): string[] => [...new Set(before)].filter((name) => !now.includes(name))

/** The content once a form of its kind is written over it. The form must be of that kind. */
export function mended(content: DraftContent, form: unknown): DraftContent {
  switch (content.kind) {
    case 'organisation': {
      const { nameBg, nameEn, ...typed } = form as z.output<typeof draftForms.organisation>
      const others = Object.entries(content.data.name).filter(([language]) => language !== 'bg' && language !== 'en')
      const name = Object.fromEntries([...others, ['bg', nameBg], ['en', nameEn]].filter(([, text]) => text !== ''))
      // A corrected name teaches an alias: the next text with the same spelling finds this one. Another country is another place.
      const aliases = spelledBefore([...content.data.aliases, ...Object.values(content.data.name)], Object.values(name))
      return {
        kind: 'organisation',
        data: { ...content.data, ...typed, name, aliases, placeId: typed.country === content.data.country ? content.data.placeId : null },
      }
    }
    case 'person': {
      const typed = form as z.output<typeof draftForms.person>
      return { kind: 'person', data: { ...typed, aliases: spelledBefore([...(content.data.aliases ?? []), content.data.name], [typed.name]) } }
    }
    case 'event': {
      const typed = form as z.output<typeof draftForms.event>
      return { kind: 'event', data: { ...content.data, ...typed, placeId: typed.place === content.data.place ? content.data.placeId : null } }
    }
    case 'relation':
      return { kind: 'relation', data: { ...content.data, ...(form as z.output<typeof draftForms.relation>) } }
    case 'commitment': {
      const { date, ...typed } = form as z.output<typeof draftForms.commitment>
      return { kind: 'commitment', data: { ...typed, due: date } }
    }
    case 'symbolic_act':
      return { kind: 'symbolic_act', data: { ...content.data, ...(form as z.output<typeof draftForms.symbolic_act>) } }
    case 'fields':
      return { kind: 'fields', data: form as z.output<typeof draftForms.fields> }
  }
}

export type { CommitmentState, RelationStatus }
