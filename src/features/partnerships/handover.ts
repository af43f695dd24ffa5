// What a handover page brings together from later features: promises, the last gift, and what the last contacts were called.
import { MONTHS_TOLD } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { Side } from './milestones/milestone.ts'

/** How long nobody has made sure of somebody's post. */
export const unconfirmedInWords = (months: number): string =>
  months >= MONTHS_TOLD ? m.partnerships_unconfirmed_years({ count: Math.floor(months / 12) }) : m.partnerships_unconfirmed({ count: months })

/** Something people wrote, with the language it is in. */
export type Said = { readonly text: string; readonly language: string }

/** An unsettled promise in ready words: what, how it stands, by when, from which meeting. */
export type HandoverPromise = {
  readonly side: Side
  readonly text: Said
  readonly href: string
  readonly late: boolean
  /** „просрочено със 7 месеца, до 24 октомври 2025 г.“ */
  readonly stands: string
  readonly from: { readonly title: string; readonly href: string } | null
}

/** A thing given, received or set up: the last of them. `way`: „дадохме“, „получихме“; null where nobody said. */
export type HandoverGift = {
  readonly title: Said
  readonly date: ImpreciseDate | null
  readonly href: string
  readonly way: string | null
  readonly sources: readonly Citation[]
}

/** What comes next with the partner, in ready words: „Празник на града“, „на 3 май 2027 г.“. */
export type HandoverOccasion = { readonly title: string; readonly when: string; readonly href: string | null }

/** An event by its name and its sources. */
export type HandoverEvent = { readonly title: Said; readonly sources: readonly Citation[] }

/** Each a fixed number of queries, whatever the partnership holds; wired in contributions.tsx. */
export type HandoverParts = {
  readonly promises?: (tx: OfficeTx, organisationId: string, today: string) => Promise<readonly HandoverPromise[]>
  readonly gift?: (tx: OfficeTx, organisationId: string, today: string) => Promise<HandoverGift | null>
  readonly occasion?: (tx: OfficeTx, organisationId: string, today: string) => Promise<HandoverOccasion | null>
  readonly events?: (tx: OfficeTx, ids: readonly string[]) => Promise<ReadonlyMap<string, HandoverEvent>>
}
