// What the intake takes from one text: partners, people, events, relations, promises, each with the places in the text it comes from.
import type { GazetteerPlace, Gazetteer } from '#features/places/gazetteer/gazetteer.ts'
import type { ActKind, CommitmentState, EventKind, Field, LanguageCode, RelationStatus, RoleClass, Topic } from './languages/language.ts'

/** Start and end in the text as it was passed in, in UTF-16 units; `end` is behind the last letter. */
export type Span = readonly [start: number, end: number]

export type PartnerKind = 'municipality' | 'region' | 'state_body' | 'embassy' | 'company' | 'school' | 'country' | 'other'

/**
 * What the office already knows. Names are in any script; `placeId` is the GeoNames number; `of` holds the organisations somebody has a post at,
 * HOME for the office's own town.
 */
export type KnownNames = {
  organisations: { id: string; names: string[]; country: string; kind: PartnerKind; placeId?: number }[]
  people: { id: string; names: string[]; of?: string[] }[]
}

/** Days are ISO texts: YYYY, YYYY-MM, YYYY-MM-DD or two of them with a slash between. Null when the text does not allow one. */
export type When = { text: string | null; iso: string | null; span: Span | null }

/** `key` is what other items refer to; `confidence` is 1 when the text leaves no doubt, lower when the reader guessed the country or the spelling. */
export type PartnerDraft = {
  key: string
  name: string
  nameInText: string
  aliases: string[]
  country: string
  kind: PartnerKind
  placeId?: number
  knownId?: string
  confidence: number
  evidence: Span[]
}
export type PersonDraft = { key: string; name: string; role: string; roleClass: RoleClass; of: string | null; knownId?: string; evidence: Span[] }
export type EventDraft = {
  kind: EventKind
  direction: 'incoming' | 'outgoing' | 'none'
  when: When
  place: string | null
  with: string[]
  planned: boolean
  /** What it was held for, or at whose invitation, in the text's words; absent when they say nothing of it. */
  occasion?: string
  evidence: Span[]
}
export type RelationDraft = { with: string; status: RelationStatus; since: string | null; years: number | null; breakYears: number | null; evidence: Span[] }
export type CommitmentDraft = { text: string; topic: Topic; state: CommitmentState; with: string[]; due: When; evidence: Span[] }
export type ActDraft = { kind: ActKind; text: string; with: string[]; evidence: Span[] }
export type FieldDraft = { field: Field; evidence: Span[] }

/** Letters read of one text; some sixty pages. What lies behind is not looked at, and `readTo` says so. */
export const LONGEST_READ = 200_000

/** Finds of one kind kept of one text: whoever names more people or towns than this wrote a directory. */
export const MOST_FINDS = 400

/** Key under which other items refer to the home municipality. */
export const HOME = 'home'

export type Home = { name: string; country: string; place: GazetteerPlace | null }

export type Reading = {
  language: LanguageCode
  home: Home
  published: string | null
  /** How far the text was read: its length, or less when it is longer than LONGEST_READ. */
  readTo: number
  partners: PartnerDraft[]
  people: PersonDraft[]
  events: EventDraft[]
  relations: RelationDraft[]
  fields: FieldDraft[]
  commitments: CommitmentDraft[]
  acts: ActDraft[]
}

export type ReadOptions = {
  /** `placeId`, the GeoNames number, tells namesakes apart. */
  home: { name: string; country: string; placeId?: number }
  /** The item's own date, YYYY-MM-DD; null when not known. */
  published: string | null
  gazetteer: Gazetteer
  register?: KnownNames
}
