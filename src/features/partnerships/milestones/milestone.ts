// What a milestone is: a dated step that changed where a partnership stands, taken by one side or both; and what a form may say about it.
import { z } from 'zod'
import { addresses } from '#addresses'
import { dropField, languageName, sourcesInWords } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, earliest, type ImpreciseDate, impreciseDate, isImpreciseDate, latest } from '#platform/dates.ts'
import { dateField, lineField, requiredDateField, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citation, citationForm } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, type LocalText, localTextForm, localTextValue, reading, revised } from '#platform/texts/local-text.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName, type TimelineEntry } from '../partnership.ts'
import { readingInWords, readingLines } from './reading.ts'

/**
 * first_contact: the two sides meet · intent: letter, resolution or joint initiative · memorandum: a signed paper that is not yet the agreement ·
 * council_decision: with number and date · state_notice: the State is told or asked (Italy before the signature, France after it, China's application) ·
 * regional_approval: a region or province agrees · state_approval: the State or its national association agrees · signing: the agreement itself ·
 * renewal: of a term, or a second signing · lapse: somebody states that contacts ceased · revival_letter: one side says so and offers to begin again ·
 * revival_consent: the other agrees · revival_plan: what the two will do · revival: they begin again · type_change: the tie is called something else from
 * a day on · end: by whose decision, told by the side.
 */
export const MILESTONE_KINDS = [
  'first_contact',
  'intent',
  'memorandum',
  'council_decision',
  'state_notice',
  'regional_approval',
  'state_approval',
  'signing',
  'renewal',
  'lapse',
  'revival_letter',
  'revival_consent',
  'revival_plan',
  'revival',
  'type_change',
  'end',
  'other',
] as const
export type MilestoneKind = (typeof MILESTONE_KINDS)[number]

/** Signed papers, which may hold for a time only. */
export const TERM_KINDS: ReadonlySet<MilestoneKind> = new Set(['memorandum', 'signing', 'renewal', 'revival'])

/** Who took the step: we, they, or both together. */
export const SIDES = ['us', 'them', 'both'] as const
export type Side = (typeof SIDES)[number]

const kindNames: Readonly<Record<MilestoneKind, () => string>> = {
  first_contact: () => m.partnerships_milestone_first_contact(),
  intent: () => m.partnerships_milestone_intent(),
  memorandum: () => m.partnerships_milestone_memorandum(),
  council_decision: () => m.partnerships_milestone_council_decision(),
  state_notice: () => m.partnerships_milestone_state_notice(),
  regional_approval: () => m.partnerships_milestone_regional_approval(),
  state_approval: () => m.partnerships_milestone_state_approval(),
  signing: () => m.partnerships_milestone_signing(),
  renewal: () => m.partnerships_milestone_renewal(),
  lapse: () => m.partnerships_milestone_lapse(),
  revival_letter: () => m.partnerships_milestone_revival_letter(),
  revival_consent: () => m.partnerships_milestone_revival_consent(),
  revival_plan: () => m.partnerships_milestone_revival_plan(),
  revival: () => m.partnerships_milestone_revival(),
  type_change: () => m.partnerships_milestone_type_change(),
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

type Titled = { readonly kind: MilestoneKind; readonly side: Side; readonly fromType?: PartnershipType | null; readonly toType?: PartnershipType | null }

/** „Решение на нашия общински съвет“, „Подписване при партньора“; both sides together need no saying, but an end says by whose decision it came. */
export function milestoneTitle({ kind, side, fromType, toType }: Titled): string {
  if (kind === 'type_change' && fromType && toType)
    return m.partnerships_milestone_type_changed({ from: partnershipTypeName(fromType), to: partnershipTypeName(toType) })
  if (kind === 'end') return m.partnerships_milestone_end_by({ side })
  if (side === 'both') return milestoneKindName(kind)
  if (kind === 'council_decision') return side === 'us' ? m.partnerships_milestone_council_us() : m.partnerships_milestone_council_them()
  if (kind === 'signing') return side === 'us' ? m.partnerships_milestone_signing_us() : m.partnerships_milestone_signing_them()
  return side === 'us' ? m.partnerships_milestone_by_us({ kind: milestoneKindName(kind) }) : m.partnerships_milestone_by_them({ kind: milestoneKindName(kind) })
}

/** The milestone's name in notices and in the journal: „Подписване, 22 май 2004 г.“ */
export const milestoneLabel = (milestone: Titled & { readonly date: ImpreciseDate }): string => `${milestoneTitle(milestone)}, ${dateInWords(milestone.date)}`

/** „№ 742“; a number that already comes with its own words („№ 742“, „Решение 742“, „РД-09-12“) keeps them. */
export const numberInWords = (number: string): string => (/^\d/.test(number) ? m.partnerships_check_number({ number }) : number)

/** What another source says of the day of the same step: „от 1988 г.“ beside „20 години“. `words` are the source's own; '' when it only gives the date. */
export type Reading = { readonly date: ImpreciseDate; readonly words: string; readonly sources: Citation[] }

/** What a milestone says, as any caller gives it: a form, the intake or the demonstration. */
export type MilestoneValues = {
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  /** Language → text; languages left out keep what they had. */
  readonly note?: Readonly<Record<string, string>>
  readonly documentNumber?: string | null
  /** Who decided, when the kind and the side do not say it: „CPAFFC“, „Ministero degli Affari Esteri“. */
  readonly body?: string
  /** Until when what was signed holds; null: without a term. */
  readonly until?: ImpreciseDate | null
  readonly published?: boolean
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
  /** The words in which the office's own source gives the day; '' when it gives the date itself. */
  readonly words?: string
  /** Replaces the other sources' readings when given. */
  readonly readings?: readonly Reading[]
  /** Of a change of type. */
  readonly fromType?: PartnershipType | null
  readonly toType?: PartnershipType | null
}

const readingSnapshot = z.object({ date: impreciseDate, words: z.string(), sources: z.array(citation) })

/** Records from before there were terms, readings and changes of type have none of them. */
export const milestoneSnapshot = z.object({
  partnershipId: z.uuid(),
  kind: z.enum(MILESTONE_KINDS),
  side: z.enum(SIDES),
  date: impreciseDate,
  note: localTextValue,
  documentNumber: z.string().nullable(),
  body: z.string().default(''),
  until: impreciseDate.nullable().default(null),
  publishedAt: z.iso.datetime().nullable(),
  sources: z.array(citation),
  words: z.string().default(''),
  readings: z.array(readingSnapshot).default([]),
  fromType: z.enum(PARTNERSHIP_TYPES).nullable().default(null),
  toType: z.enum(PARTNERSHIP_TYPES).nullable().default(null),
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
    body: values.body ?? before?.body ?? '',
    until: values.until === undefined ? (before?.until ?? null) : values.until,
    publishedAt: published ? (before?.publishedAt ?? at) : null,
    sources: [...(values.sources ?? before?.sources ?? [])],
    // Words that gave another day say nothing of this one.
    words: values.words ?? (before?.date === values.date ? before.words : ''),
    readings: [...(values.readings ?? before?.readings ?? [])].map((one) => ({ ...one, sources: [...one.sources] })),
    fromType: values.fromType === undefined ? (before?.fromType ?? null) : values.fromType,
    toType: values.toType === undefined ? (before?.toType ?? null) : values.toType,
  }
}

const typeInWords = (type: unknown): string => partnershipTypeName(z.enum(PARTNERSHIP_TYPES).catch('contact').parse(type))

/** How history and conflicts name and show the fields. */
export const milestoneFields = (): readonly FieldWords[] => [
  { name: 'kind', label: m.partnerships_word_kind(), show: (kind) => milestoneKindName(z.enum(MILESTONE_KINDS).catch('other').parse(kind)) },
  { name: 'side', label: m.partnerships_word_side(), show: (side) => sideName(z.enum(SIDES).catch('both').parse(side)) },
  { name: 'date', label: m.partnerships_word_date(), show: (date) => (typeof date === 'string' && isImpreciseDate(date) ? dateInWords(date) : String(date)) },
  { name: 'words', label: m.partnerships_word_words(), show: String },
  { name: 'until', label: m.partnerships_word_until(), show: (date) => (typeof date === 'string' && isImpreciseDate(date) ? dateInWords(date) : String(date)) },
  { name: 'documentNumber', label: m.partnerships_word_number(), show: String },
  { name: 'body', label: m.partnerships_word_body(), show: String },
  { name: 'fromType', label: m.partnerships_word_from_type(), show: typeInWords },
  { name: 'toType', label: m.partnerships_word_to_type(), show: typeInWords },
  { name: 'note', label: m.partnerships_word_note(), languages: languageName },
  { name: 'publishedAt', label: m.partnerships_word_public(), show: () => m.partnerships_public_yes() },
  { name: 'sources', label: m.partnerships_word_sources(), show: sourcesInWords },
  {
    name: 'readings',
    label: m.partnerships_word_readings(),
    show: (readings) =>
      z
        .array(readingSnapshot)
        .catch([])
        .parse(readings)
        .map((one) => [readingInWords(one), sourcesInWords(one.sources)].filter((part) => part !== '').join(' – '))
        .join('; '),
  },
]

export const milestoneForm = z
  .object({
    kind: z.enum(MILESTONE_KINDS),
    side: z.enum(SIDES),
    date: requiredDateField,
    until: dateField,
    note: localTextForm.default({}),
    documentNumber: lineField(200),
    body: lineField(200),
    published: tickField,
    source: citationForm.default({ title: '', url: '', date: '' }),
    dropSource: dropField,
  })
  .superRefine(({ kind, date, until }, context) => {
    if (until === null) return
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['until'], message: `m:${message}` })
    if (!TERM_KINDS.has(kind)) refuse(m.partnerships_until_no_paper())
    else if (latest(until) < earliest(date)) refuse(m.partnerships_until_before({ date: dateInWords(date) }))
  })
export type MilestoneForm = z.output<typeof milestoneForm>

/** The bounds of its date, for sorting, and the last day its term may mean. */
export const boundsOf = ({
  date,
  until,
}: {
  readonly date: ImpreciseDate
  readonly until: ImpreciseDate | null
}): { firstDay: string; lastDay: string; untilDay: string | null } => ({
  firstDay: earliest(date),
  lastDay: latest(date),
  untilDay: until === null ? null : latest(until),
})

/** The part of a milestone that the stage and the ladder are computed from. */
export type Step = {
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly until?: ImpreciseDate | null
  readonly note?: LocalText
  readonly documentNumber?: string | null
}

const POINTS: Readonly<Partial<Record<MilestoneKind, TimelineEntry['point']>>> = {
  first_contact: 'visit',
  intent: 'act',
  state_notice: 'act',
  lapse: 'act',
  revival_letter: 'act',
  revival_consent: 'act',
  type_change: 'act',
  end: 'act',
  other: 'act',
}

const remarkOf = ({ body, until }: Pick<MilestoneRecord, 'body' | 'until'>): string | undefined => {
  const said = [body, until === null ? '' : m.partnerships_until_in_words({ date: dateInWords(until) })].filter((part) => part !== '')
  return said.length === 0 ? undefined : said.join(' · ')
}

/** A milestone as the timeline takes it; those who may write come by its title to its form. */
export const milestoneEntry = (milestone: MilestoneRecord & { readonly id: string }, mayWrite: boolean): TimelineEntry => ({
  id: `milestone-${milestone.id}`,
  date: milestone.date,
  // Papers and what renews them are points of their own kind on the line.
  point: POINTS[milestone.kind] ?? 'sign',
  title: milestone.documentNumber === null ? milestoneTitle(milestone) : `${milestoneTitle(milestone)} ${numberInWords(milestone.documentNumber)}`,
  href: mayWrite ? addresses.milestone({ id: milestone.partnershipId, milestone: milestone.id }) : undefined,
  remark: remarkOf(milestone),
  readings: readingLines(milestone),
  text: reading(milestone.note),
  sources: milestone.sources,
  published: milestone.publishedAt !== null,
})
