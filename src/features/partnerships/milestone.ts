// What a milestone is: a dated step that changed where a partnership stands, taken by one side or both; and what a form may say about it.
import { z } from 'zod'
import { addresses } from '#addresses'
import { dropField, languageName, sourcesInWords } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, earliest, type ImpreciseDate, impreciseDate, isImpreciseDate, latest } from '#platform/dates.ts'
import { lineField, requiredDateField, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citation, citationForm } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, type LocalText, localTextForm, localTextValue, reading, revised } from '#platform/texts/local-text.ts'
import type { TimelineEntry } from './partnership.ts'

/**
 * first_contact: the two sides meet · intent: letter, resolution or joint initiative · memorandum: a signed paper that is not yet the agreement ·
 * council_decision: with number and date · state_approval: where a state body must be told or must agree (Italy, China, France) · signing: the agreement itself ·
 * renewal: of a term, or a second signing · lapse: somebody states that contacts ceased · revival: they begin again · end: by whose decision.
 */
export const MILESTONE_KINDS = [
  'first_contact',
  'intent',
  'memorandum',
  'council_decision',
  'state_approval',
  'signing',
  'renewal',
  'lapse',
  'revival',
  'end',
  'other',
] as const
export type MilestoneKind = (typeof MILESTONE_KINDS)[number]

/** Who took the step: we, they, or both together. */
export const SIDES = ['us', 'them', 'both'] as const
export type Side = (typeof SIDES)[number]

const kindNames: Readonly<Record<MilestoneKind, () => string>> = {
  first_contact: () => m.partnerships_milestone_first_contact(),
  intent: () => m.partnerships_milestone_intent(),
  memorandum: () => m.partnerships_milestone_memorandum(),
  council_decision: () => m.partnerships_milestone_council_decision(),
  state_approval: () => m.partnerships_milestone_state_approval(),
  signing: () => m.partnerships_milestone_signing(),
  renewal: () => m.partnerships_milestone_renewal(),
  lapse: () => m.partnerships_milestone_lapse(),
  revival: () => m.partnerships_milestone_revival(),
  end: () => m.partnerships_milestone_end(),
  other: () => m.partnerships_milestone_other(),
}
export const milestoneKindName = (kind: MilestoneKind): string => kindNames[kind]()

const sideNames: Readonly<Record<Side, () => string>> = {
  us: () => m.partnerships_side_us(),
  them: () => m.partnerships_side_them(),
  both: () => m.partnerships_side_both(),
}
export const sideName = (side: Side): string => sideNames[side]()

/** „Решение на нашия общински съвет“, „Подписване при партньора“; both sides together need no saying. */
export function milestoneTitle({ kind, side }: { readonly kind: MilestoneKind; readonly side: Side }): string {
  if (side === 'both') return milestoneKindName(kind)
  if (kind === 'council_decision') return side === 'us' ? m.partnerships_milestone_council_us() : m.partnerships_milestone_council_them()
  if (kind === 'signing') return side === 'us' ? m.partnerships_milestone_signing_us() : m.partnerships_milestone_signing_them()
  return side === 'us' ? m.partnerships_milestone_by_us({ kind: milestoneKindName(kind) }) : m.partnerships_milestone_by_them({ kind: milestoneKindName(kind) })
}

/** The milestone's name in notices and in the journal: „Подписване, 22 май 2004 г.“ */
export const milestoneLabel = (milestone: { readonly kind: MilestoneKind; readonly side: Side; readonly date: ImpreciseDate }): string =>
  `${milestoneTitle(milestone)}, ${dateInWords(milestone.date)}`

/** What another source says of the day of the same step: „от 1988 г.“ beside „20 години“. `words` are the source's own; '' when it only gives the date. */
export type Reading = { readonly date: ImpreciseDate; readonly words: string; readonly sources: readonly Citation[] }

/** What a milestone says, as any caller gives it: a form, the intake or the demonstration. */
export type MilestoneValues = {
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  /** Language → text; languages left out keep what they had. */
  readonly note?: Readonly<Record<string, string>>
  readonly documentNumber?: string | null
  readonly published?: boolean
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

export const milestoneSnapshot = z.object({
  partnershipId: z.uuid(),
  kind: z.enum(MILESTONE_KINDS),
  side: z.enum(SIDES),
  date: impreciseDate,
  note: localTextValue,
  documentNumber: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  sources: z.array(citation),
})
/** A milestone without what the database adds: what is written, restored and compared. */
export type MilestoneRecord = Omit<z.output<typeof milestoneSnapshot>, 'publishedAt'> & { readonly publishedAt: Date | null }

/** What the activity record keeps of it, as plain JSON. */
export const snapshotOfMilestone = (record: MilestoneRecord): Snapshot =>
  milestoneSnapshot.parse({ ...record, publishedAt: record.publishedAt?.toISOString() ?? null })

/** The record as it stands once the values are written over it; `before` is null for a new one. */
export function withValues(before: MilestoneRecord | null, values: MilestoneValues & { readonly partnershipId: string }, at: Date): MilestoneRecord {
  const published = values.published ?? (before?.publishedAt ?? null) !== null
  return {
    partnershipId: values.partnershipId,
    kind: values.kind,
    side: values.side,
    date: values.date,
    note: revised(before?.note ?? EMPTY_TEXT, values.note ?? {}, at),
    documentNumber: values.documentNumber === undefined ? (before?.documentNumber ?? null) : values.documentNumber === '' ? null : values.documentNumber,
    publishedAt: published ? (before?.publishedAt ?? at) : null,
    sources: [...(values.sources ?? before?.sources ?? [])],
  }
}

/** How history and conflicts name and show the fields. */
export const milestoneFields = (): readonly FieldWords[] => [
  { name: 'kind', label: m.partnerships_word_kind(), show: (kind) => milestoneKindName(z.enum(MILESTONE_KINDS).catch('other').parse(kind)) },
  { name: 'side', label: m.partnerships_word_side(), show: (side) => sideName(z.enum(SIDES).catch('both').parse(side)) },
  { name: 'date', label: m.partnerships_word_date(), show: (date) => (typeof date === 'string' && isImpreciseDate(date) ? dateInWords(date) : String(date)) },
  { name: 'documentNumber', label: m.partnerships_word_number(), show: String },
  { name: 'note', label: m.partnerships_word_note(), languages: languageName },
  { name: 'publishedAt', label: m.partnerships_word_public(), show: () => m.partnerships_public_yes() },
  { name: 'sources', label: m.partnerships_word_sources(), show: sourcesInWords },
]

export const milestoneForm = z.object({
  kind: z.enum(MILESTONE_KINDS),
  side: z.enum(SIDES),
  date: requiredDateField,
  note: localTextForm.default({}),
  documentNumber: lineField(200),
  published: tickField,
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
})
export type MilestoneForm = z.output<typeof milestoneForm>

/** The bounds of its date, for sorting. */
export const boundsOf = (date: ImpreciseDate): { firstDay: string; lastDay: string } => ({ firstDay: earliest(date), lastDay: latest(date) })

/** The part of a milestone that the stage and the ladder are computed from. */
export type Step = {
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly note?: LocalText
  readonly documentNumber?: string | null
}

const POINTS: Readonly<Partial<Record<MilestoneKind, TimelineEntry['point']>>> = {
  first_contact: 'visit',
  intent: 'act',
  lapse: 'act',
  end: 'act',
  other: 'act',
}

/** A milestone as the timeline takes it; those who may write come by its title to its form. */
export const milestoneEntry = (milestone: MilestoneRecord & { readonly id: string }, mayWrite: boolean): TimelineEntry => ({
  id: `milestone-${milestone.id}`,
  date: milestone.date,
  // Papers and what renews them are points of their own kind on the line.
  point: POINTS[milestone.kind] ?? 'sign',
  title: milestone.documentNumber === null ? milestoneTitle(milestone) : `${milestoneTitle(milestone)} № ${milestone.documentNumber}`,
  href: mayWrite ? addresses.milestone({ id: milestone.partnershipId, milestone: milestone.id }) : undefined,
  text: reading(milestone.note),
  sources: milestone.sources,
  published: milestone.publishedAt !== null,
})
