// What a handover page brings together from later features: promises, the last gift, and what the last contacts were called.
import { MONTHS_TOLD } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { Said } from '#ui/sheet.tsx'
import { type MilestoneKind, numberInWords, type Side, TERM_KINDS } from './milestones/milestone.ts'
import type { MilestoneRow } from './milestones/milestone.table.ts'
import { readingInWords } from './milestones/reading.ts'

/** How long nobody has made sure of somebody's post. */
export const unconfirmedInWords = (months: number): string =>
  months >= MONTHS_TOLD ? m.partnerships_unconfirmed_years({ count: Math.floor(months / 12) }) : m.partnerships_unconfirmed({ count: months })

/** Papers that were signed or decided: what stands between the two towns. */
const SIGNED: ReadonlySet<MilestoneKind> = new Set(['council_decision', 'memorandum', 'signing', 'renewal', 'revival', 'type_change', 'end'])

/** The steps of a partnership that are papers, up to the day, in the order given. */
export const signedSteps = <S extends Pick<MilestoneRow, 'kind' | 'firstDay'>>(milestones: readonly S[], today: string): S[] =>
  milestones.filter(({ kind, firstDay }) => SIGNED.has(kind) && firstDay <= today)

/** Until when a signed paper holds; null: a paper of this kind has no term. */
const term = ({ kind, until, untilDay }: Pick<MilestoneRow, 'kind' | 'until' | 'untilDay'>, today: string): string | null =>
  until !== null
    ? untilDay !== null && untilDay < today
      ? m.partnerships_handover_expired({ date: dateInWords(until) })
      : m.partnerships_handover_until({ date: dateInWords(until) })
    : TERM_KINDS.has(kind) && kind !== 'revival'
      ? m.partnerships_handover_no_term()
      : null

/** „24 септември 2018 г., № 42, срок не е записан“ */
export const stepInWords = (step: MilestoneRow, today: string): string =>
  [readingInWords(step), step.documentNumber === null ? null : numberInWords(step.documentNumber), term(step, today)].filter(Boolean).join(', ')

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
