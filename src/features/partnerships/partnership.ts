// What a partnership is: the whole tie of our office with one organisation, from the first contact to its end; its forms and its timeline.
import { z } from 'zod'
import { dropField, languageName, sourcesInWords, suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { earliest, type ImpreciseDate, latest, monthsBetween } from '#platform/dates.ts'
import { lineField, ticks, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citation, citationForm } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, localTextForm, localTextValue, revised } from '#platform/texts/local-text.ts'
import { type Field, FIELDS, fieldsInWords } from './field.ts'

export const PARTNERSHIP_TYPES = ['twinning', 'friendship', 'project', 'contact', 'honorary'] as const
/** twinning: formal, without a term · friendship: agreed for a time · project: for a time and a topic · contact: no formal act · honorary: a title without duties. */
export type PartnershipType = (typeof PARTNERSHIP_TYPES)[number]

const typeNames: Readonly<Record<PartnershipType, () => string>> = {
  twinning: () => m.partnerships_type_twinning(),
  friendship: () => m.partnerships_type_friendship(),
  project: () => m.partnerships_type_project(),
  contact: () => m.partnerships_type_contact(),
  honorary: () => m.partnerships_type_honorary(),
}
export const partnershipTypeName = (type: PartnershipType): string => typeNames[type]()

/** What a partnership says, as any caller gives it: a form, the intake or the demonstration. Texts are language → text; languages left out keep what they had. */
export type PartnershipValues = {
  readonly type: PartnershipType
  readonly fields?: readonly Field[]
  readonly origin?: Readonly<Record<string, string>>
  /** Why this town and no other; what works with them; what to avoid. */
  readonly why?: Readonly<Record<string, string>>
  readonly works?: Readonly<Record<string, string>>
  readonly avoid?: Readonly<Record<string, string>>
  /** The organisation that introduced the two sides. */
  readonly introducedById?: string | null
  readonly summary?: Readonly<Record<string, string>>
  readonly published?: boolean
  /** The name in the citizens' address; made from the organisation's name when left out. */
  readonly slug?: string
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

export const partnershipSnapshot = z.object({
  organisationId: z.uuid(),
  type: z.enum(PARTNERSHIP_TYPES),
  slug: z.string(),
  fields: z.array(z.enum(FIELDS)),
  origin: localTextValue,
  // Records of before these were kept lack them.
  why: localTextValue.default(EMPTY_TEXT),
  works: localTextValue.default(EMPTY_TEXT),
  avoid: localTextValue.default(EMPTY_TEXT),
  introducedById: z.uuid().nullable(),
  summary: localTextValue,
  publishedAt: z.iso.datetime().nullable(),
  sources: z.array(citation),
})
/** A partnership without what the database adds: what is written, restored and compared. */
export type PartnershipRecord = Omit<z.output<typeof partnershipSnapshot>, 'publishedAt'> & { readonly publishedAt: Date | null }

/** What the activity record keeps of it, as plain JSON. */
export const snapshotOfPartnership = (record: PartnershipRecord): Snapshot =>
  partnershipSnapshot.parse({ ...record, publishedAt: record.publishedAt?.toISOString() ?? null })

/** The record as it stands once the values are written over it; `before` is null for a new one. */
export function withValues(
  before: PartnershipRecord | null,
  values: PartnershipValues & { readonly organisationId: string; readonly slug: string },
  at: Date,
): PartnershipRecord {
  const published = values.published ?? (before?.publishedAt ?? null) !== null
  return {
    organisationId: values.organisationId,
    type: values.type,
    slug: values.slug,
    fields: [...new Set(values.fields ?? before?.fields ?? [])],
    origin: revised(before?.origin ?? EMPTY_TEXT, values.origin ?? {}, at),
    why: revised(before?.why ?? EMPTY_TEXT, values.why ?? {}, at),
    works: revised(before?.works ?? EMPTY_TEXT, values.works ?? {}, at),
    avoid: revised(before?.avoid ?? EMPTY_TEXT, values.avoid ?? {}, at),
    introducedById: values.introducedById === undefined ? (before?.introducedById ?? null) : values.introducedById,
    summary: revised(before?.summary ?? EMPTY_TEXT, values.summary ?? {}, at),
    // Being public has a beginning; ticking the box again does not move it.
    publishedAt: published ? (before?.publishedAt ?? at) : null,
    sources: [...(values.sources ?? before?.sources ?? [])],
  }
}

/** How history and conflicts name and show the fields. */
export const partnershipFields = (organisationName: (id: string) => string): readonly FieldWords[] => [
  { name: 'type', label: m.partnerships_word_type(), show: (type) => partnershipTypeName(z.enum(PARTNERSHIP_TYPES).catch('contact').parse(type)) },
  { name: 'fields', label: m.partnerships_word_fields(), show: fieldsInWords },
  { name: 'origin', label: m.partnerships_word_origin(), languages: languageName },
  { name: 'why', label: m.partnerships_word_why(), languages: languageName },
  { name: 'works', label: m.partnerships_word_works(), languages: languageName },
  { name: 'avoid', label: m.partnerships_word_avoid(), languages: languageName },
  { name: 'introducedById', label: m.partnerships_word_introduced(), show: (id) => organisationName(String(id)) },
  { name: 'summary', label: m.partnerships_word_summary(), languages: languageName },
  { name: 'publishedAt', label: m.partnerships_word_public(), show: () => m.partnerships_public_yes() },
  { name: 'slug', label: m.partnerships_word_slug(), show: String },
  { name: 'sources', label: m.partnerships_word_sources(), show: sourcesInWords },
]

export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

const source = citationForm.default({ title: '', url: '', date: '' })
const said = {
  type: z.enum(PARTNERSHIP_TYPES),
  fields: ticks(FIELDS),
  origin: localTextForm.default({}),
  why: localTextForm.default({}),
  works: localTextForm.default({}),
  avoid: localTextForm.default({}),
  introducedBy: suggestedField,
  summary: localTextForm.default({}),
  published: tickField,
  source,
  dropSource: dropField,
}

/** With a country given, a name the register does not know becomes a new organisation. */
export const newPartnershipForm = z.object({ ...said, organisation: suggestedField, country: lineField(2), kind: lineField(30), keepTwin: tickField })

export const partnershipForm = z.object({ ...said, slug: z.string().trim().toLowerCase().max(80).default('') })
export type PartnershipForm = z.output<typeof partnershipForm>

// ---- the timeline ------------------------------------------------------------------------------------------------------

/** Something that happened between the two sides, of whatever feature: this one's milestones, visits, symbolic acts, promises kept. */
export type TimelineEntry = {
  /** Unique on the page and fit for an anchor: `event-0190…`. */
  readonly id: string
  /** null: nobody knows when; stands last. */
  readonly date: ImpreciseDate | null
  /** act: something done · visit: people met · sign: a paper or a renewal. */
  readonly point: 'act' | 'visit' | 'sign'
  readonly title: string
  /** When the title is not in the page's language. */
  readonly titleLanguage?: string | undefined
  readonly href?: string | undefined
  readonly text?: { readonly text: string; readonly language: string } | undefined
  /** A word after the title: until when a paper holds. */
  readonly remark?: string | undefined
  /** What other sources say of the day, in ready words. */
  readonly readings?: readonly { readonly words: string; readonly agrees: boolean; readonly sources: readonly Citation[] }[]
  readonly sources: readonly Citation[]
  /** Whether the citizens see it. */
  readonly published: boolean
}

export type TimelineRow<E> =
  | { readonly kind: 'entry'; readonly entry: E }
  | { readonly kind: 'gap'; readonly years: number }
  | { readonly kind: 'now'; readonly months: number }

/** Shorter silences are ordinary between two towns. */
export const GAP_MONTHS = 36
/** From when on the silence up to today is said. */
export const SILENCE_MONTHS = 12

/**
 * Newest first, with the silences between: a gap of three years and more, counted from the last day the older entry may mean to the first of the newer,
 * in whole years to the nearest; at the head the months since the last entry, once there are twelve. What is planned stands above today and fills no gap.
 */
export function withGaps<E extends { readonly date: ImpreciseDate | null }>(entries: readonly E[], today: string): TimelineRow<E>[] {
  const dated = entries.filter((entry): entry is E & { date: ImpreciseDate } => entry.date !== null)
  const newest = dated
    .map((entry) => ({ entry, first: earliest(entry.date), last: latest(entry.date) }))
    .sort((a, b) => (a.first === b.first ? (a.last < b.last ? -1 : a.last > b.last ? 1 : 0) : a.first < b.first ? 1 : -1))
  const rows: TimelineRow<E>[] = []
  // The latest day any of the entries from here down may mean: a long period covers what begins within it.
  const reaches: string[] = []
  for (const { last } of newest.toReversed()) {
    const below = reaches[0]
    reaches.unshift(below !== undefined && below > last ? below : last)
  }
  let above: string | null = null
  for (const [at, { entry, first }] of newest.entries()) {
    const past = first <= today
    if (past && above === null) {
      const months = reaches[at]! >= today ? 0 : monthsBetween(reaches[at]!, today)
      if (months >= SILENCE_MONTHS) rows.push({ kind: 'now', months })
    } else if (past && above !== null) {
      const months = reaches[at]! >= above ? 0 : monthsBetween(reaches[at]!, above)
      if (months >= GAP_MONTHS) rows.push({ kind: 'gap', years: Math.round(months / 12) })
    }
    rows.push({ kind: 'entry', entry })
    if (past) above = first
  }
  return [...rows, ...entries.filter(({ date }) => date === null).map((entry) => ({ kind: 'entry' as const, entry }))]
}
