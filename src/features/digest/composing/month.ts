// What the records say of one month, free of any language: who met whom, what it meant, what was promised, what comes next. The digest states nothing else.
import type { CommitmentState, CommitmentTopic, Side } from '#features/commitments/commitment.ts'
import type { EventDirection, EventKind } from '#features/events/event.ts'
import type { SymbolicActKind } from '#features/events/symbolic-act.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import type { Field } from '#features/partnerships/field.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import type { Stage } from '#features/partnerships/stage.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Words } from '#platform/texts/words-for.ts'

export const RECORD_KINDS = ['event', 'act', 'milestone', 'commitment', 'partnership', 'occasion'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** A record a sentence rests on. */
export type RecordRef = { readonly kind: RecordKind; readonly id: string }

/** An organisation, or the home town, with its names by language (ISO 639-1): entered ones, its own, those of the list of towns. */
export type NameFacts = { readonly id: string; readonly kind: OrganisationKind; readonly country: string; readonly names: Words }

/** Somebody who took part and holds, or held then, a post of public life; nobody else is named. */
export type PersonFacts = {
  readonly id: string
  readonly names: Words
  readonly role: RoleClass
  /** The post in the office's own words, by language: „кмет на Община Троян“; empty when none were written. */
  readonly roleWords: Words
  /** Whose post it is; null when nobody says. */
  readonly of: NameFacts | null
  readonly side: 'us' | 'them'
}

export type HappeningFacts = {
  readonly id: string
  readonly kind: EventKind
  readonly direction: EventDirection
  /** Titles a person wrote, by language; those the office composes from kind and partners are left out, they say nothing more. */
  readonly title: Words
  readonly date: ImpreciseDate | null
  /** The town it was in, by language; empty when nobody says, or when it stands in the office's own words. */
  readonly place: Words
  /** Where it was in the office's own words and language: „Културния дом“; empty when a town of the list is named. */
  readonly spot: Words
  readonly atHome: boolean
  /** What it was held for, in the words and the language of the office; empty when nothing is said. */
  readonly occasion: Words
  readonly summary: Words
  readonly fields: readonly Field[]
  readonly partners: readonly NameFacts[]
  readonly people: readonly PersonFacts[]
}

export type ActFacts = {
  readonly id: string
  readonly kind: SymbolicActKind
  readonly title: Words
  readonly date: ImpreciseDate | null
  readonly place: Words
  /** The event during which it was done; told together with it. */
  readonly eventId: string | null
  readonly partners: readonly NameFacts[]
}

export type StepFacts = {
  readonly id: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly note: Words
  readonly documentNumber: string | null
  /** Who decided, as the office wrote it: „CPAFFC“; '' when kind and side say it. */
  readonly body: string
  readonly until: ImpreciseDate | null
  /** Of a change of type: what the tie was, and what it is from then on. */
  readonly fromType: PartnershipType | null
  readonly toType: PartnershipType | null
}

/** A silence that a revival of this month ended, between two recorded steps. `years` whole, at least one; `about` when either day is only roughly known. */
export type BreakFacts = { readonly stepId: string; readonly lapseId: string; readonly years: number; readonly about: boolean }

/** Round years (5, 10, 15, 20, 25 …) since a signing, or, where nothing was ever signed, since the first contact. */
export type AnniversaryFacts = { readonly milestoneId: string; readonly years: number; readonly date: ImpreciseDate; readonly since: 'signing' | 'contact' }

export type PromiseFacts = {
  readonly id: string
  readonly owedBy: Side
  readonly text: Words
  readonly state: CommitmentState
  /** What it is about: said where nobody wrote its words in the language. */
  readonly topic: CommitmentTopic
  readonly due: ImpreciseDate | null
  readonly eventId: string | null
  readonly keptOn: string | null
  readonly partners: readonly NameFacts[]
}

/** One public partnership with what befell it this month. */
export type PartnerFacts = {
  readonly partnershipId: string
  readonly organisation: NameFacts
  readonly type: PartnershipType
  /** What the two work on together. */
  readonly fields: readonly Field[]
  /** Where it stood on the last day of the month before, and where on the last of this one. */
  readonly stageBefore: Stage
  readonly stageNow: Stage
  readonly steps: readonly StepFacts[]
  readonly breaks: readonly BreakFacts[]
  readonly anniversaries: readonly AnniversaryFacts[]
  /** Since when the two are tied, told where neither a round year nor an earlier event says who they are; null when that is not known by its year. */
  readonly known: AnniversaryFacts | null
  /** The last time before this month, this year or the year before, and what was promised then and is open still; null when there was none, or nothing happened now. */
  readonly earlier: { readonly happening: HappeningFacts; readonly promises: readonly PromiseFacts[] } | null
}

export type OccasionKind = 'town_day' | 'festival'

/** A day to come that is public: a town day, an anniversary. */
export type ComingFacts = {
  readonly id: string
  readonly kind: 'occasion' | 'anniversary'
  readonly names: Words
  /** What kind of day: said where nobody wrote its name in the language; null for an anniversary. */
  readonly occasion: OccasionKind | null
  readonly day: string
  readonly years: number | null
  readonly of: NameFacts | null
}

/** Everything public that a month holds. Ids are unique within their kind; `partners` of records may name organisations without a partnership of their own. */
export type MonthFacts = {
  /** YYYY-MM */
  readonly month: string
  readonly home: NameFacts
  /** The office's own language first: occasions and people's roles are written in it. */
  readonly languages: readonly string[]
  readonly partners: readonly PartnerFacts[]
  readonly happenings: readonly HappeningFacts[]
  readonly acts: readonly ActFacts[]
  /** Given this month, and kept this month. */
  readonly made: readonly PromiseFacts[]
  readonly kept: readonly PromiseFacts[]
  readonly ahead: {
    readonly happenings: readonly HappeningFacts[]
    /** Due within two months after this one. */
    readonly promises: readonly PromiseFacts[]
    readonly days: readonly ComingFacts[]
  }
  /** On the last day of the month, over all that is public; a bare contact or a firm is no partnership (partnerships/counted.ts). */
  readonly totals: {
    readonly partnerships: number
    readonly countries: number
    /** Ids of what was given, at any time, and is neither kept nor dropped, by how firmly it was meant: what is only planned or proposed is nobody's promise. */
    readonly open: Readonly<Record<CommitmentState, readonly string[]>>
  }
}
