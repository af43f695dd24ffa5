// The half-yearly list of promises for mayor and council: which promises stand in it, in which group, as they stood on one day.
import { m } from '#messages'
import { type ImpreciseDate, latest } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { type CommitmentState, type EvidencePaper, type Side, SIDES, standing } from '../commitment.ts'
import { dueOn, type Move, movesCounted } from '../moves/move.ts'
import { countsOn, NO_SHARE, type Outcome, outcome, type Share } from '../shares/share.ts'

/** `2026-1`: January to June 2026. */
export type HalfYear = { readonly year: number; readonly half: 1 | 2 }

export const halfYearIn = (text: string): HalfYear | null => {
  const read = /^([12]\d{3})-([12])$/.exec(text)
  return read === null ? null : { year: Number(read[1]), half: read[2] === '1' ? 1 : 2 }
}
export const halfYearKey = ({ year, half }: HalfYear): string => `${year}-${half}`

/** The half-year in which a day (YYYY-MM-DD) lies. */
export const halfYearOf = (day: string): HalfYear => ({ year: Number(day.slice(0, 4)), half: day.slice(5, 7) <= '06' ? 1 : 2 })
export const halfBefore = ({ year, half }: HalfYear): HalfYear => (half === 2 ? { year, half: 1 } : { year: year - 1, half: 2 })

export const firstDayOf = ({ year, half }: HalfYear): string => `${year}-${half === 1 ? '01-01' : '07-01'}`
export const lastDayOf = ({ year, half }: HalfYear): string => `${year}-${half === 1 ? '06-30' : '12-31'}`

/** The day as on which the list is: the last of the half-year, or today while it lasts. null: it has not begun. */
export const asOnDay = (half: HalfYear, today: string): string | null => (today < firstDayOf(half) ? null : today < lastDayOf(half) ? today : lastDayOf(half))

/** One is written when a half-year ends: in its last month this one is offered, until then the last. */
export const usualHalfYear = (today: string): HalfYear => {
  const now = halfYearOf(today)
  return today.slice(5, 7) === '06' || today.slice(5, 7) === '12' ? now : halfBefore(now)
}
/** This one and those before it, newest first. */
export const halfYearChoices = (today: string, count: number): HalfYear[] => {
  const found = [halfYearOf(today)]
  while (found.length < count) found.push(halfBefore(found.at(-1)!))
  return found
}

/** „първото полугодие на 2026 г.“ */
export const halfYearInWords = ({ year, half }: HalfYear): string => (half === 1 ? m.commitments_half_first({ year }) : m.commitments_half_second({ year }))

// ---- as it stood on a day ----------------------------------------------------------------------------------------------

/** A promise as the register has it now. */
export type Promised = {
  readonly id: string
  readonly owedBy: Side
  readonly text: LocalText
  readonly due: ImpreciseDate | null
  readonly moves: readonly Move[]
  readonly keptOn: string | null
  readonly evidence: string | null
  readonly evidencePapers: readonly EvidencePaper[]
  readonly droppedOn: string | null
  readonly dropReason: string | null
  readonly event: { readonly title: LocalText; readonly date: ImpreciseDate | null } | null
  /** Who answers for it, ours before theirs. */
  readonly people: readonly { readonly name: LocalText; readonly nativeName: string | null }[]
  readonly partners: readonly { readonly organisationId: string; readonly name: LocalText; readonly nativeName: string | null }[]
  readonly state: CommitmentState
  /** The last day on which it can have been given, YYYY-MM-DD (shares/given.ts). */
  readonly givenOn: string
}

/** Since when it stood in the register's world: what became of it cannot have been before it was given. */
export const stoodSince = ({ givenOn, keptOn, droppedOn, moves }: Promised): string =>
  [givenOn, keptOn, droppedOn, moves[0]?.on].flatMap((day) => day ?? []).sort()[0]!

/** The promise as it stood on `day`: what became of it later is not known yet. null: it was not given yet. */
export function asItStood(promise: Promised, day: string): Promised | null {
  if (stoodSince(promise) > day) return null
  const { keptOn, droppedOn, moves, due } = promise
  const [wasKept, wasDropped] = [keptOn !== null && keptOn <= day, droppedOn !== null && droppedOn <= day]
  return {
    ...promise,
    due: dueOn(moves, due, day),
    moves: moves.filter(({ on }) => on <= day),
    keptOn: wasKept ? keptOn : null,
    evidence: wasKept ? promise.evidence : null,
    evidencePapers: wasKept ? promise.evidencePapers : [],
    droppedOn: wasDropped ? droppedOn : null,
    dropReason: wasDropped ? promise.dropReason : null,
  }
}

// ---- the list ----------------------------------------------------------------------------------------------------------

/** In this order they stand in each side's section; a promise stands in the first that is true of it. */
export const GROUPS = ['overdue', 'new', 'kept', 'dropped', 'moved', 'open'] as const
export type Group = (typeof GROUPS)[number]

const groupNames: Readonly<Record<Group, () => string>> = {
  overdue: () => m.commitments_half_overdue(),
  new: () => m.commitments_half_new(),
  kept: () => m.commitments_half_kept(),
  dropped: () => m.commitments_half_dropped(),
  moved: () => m.commitments_half_moved(),
  open: () => m.commitments_half_open(),
}
export const groupName = (group: Group): string => groupNames[group]()

export type Listed = { readonly promise: Promised; readonly isNew: boolean; readonly wasMoved: boolean }
/** How many of a side: `open` are all that are not settled, `overdue` those of them whose day has passed; the others are what happened in the half-year. */
export type HalfSum = {
  readonly open: number
  readonly overdue: number
  readonly new: number
  readonly kept: number
  readonly dropped: number
  readonly moved: number
}
export type HalfSide = { readonly side: Side; readonly sum: HalfSum; readonly groups: Readonly<Record<Group, readonly Listed[]>>; readonly share: Share }
export type PartnerYear = { readonly name: LocalText; readonly nativeName: string | null; readonly shares: Readonly<Record<Side, Share>> }
export type HalfYearList = {
  readonly half: HalfYear
  /** YYYY-MM-DD */
  readonly asOn: string
  readonly sides: readonly HalfSide[]
  /** How much was kept in the year up to that day, by partner. */
  readonly partners: readonly PartnerYear[]
}

const byDay = (one: Listed, other: Listed): number => {
  const day = ({ promise: { due, keptOn, droppedOn } }: Listed): string => keptOn ?? droppedOn ?? (due === null ? '9999' : latest(due))
  return day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : one.promise.id < other.promise.id ? -1 : 1
}

/** Composes the list out of all promises that may stand in it; the same promises give the same list, whenever it is asked for. */
export function halfYearList(promises: readonly Promised[], half: HalfYear, asOn: string): HalfYearList {
  const from = firstDayOf(half)
  const within = (day: string | null): boolean => day !== null && day >= from && day <= asOn
  const stood = promises.flatMap((promise) => asItStood(promise, asOn) ?? [])
  const shares = new Map<string, { name: LocalText; nativeName: string | null; shares: Record<Side, Record<Outcome, number>> }>()
  const sides = SIDES.map((side): HalfSide => {
    const groups: Record<Group, Listed[]> = { overdue: [], new: [], kept: [], dropped: [], moved: [], open: [] }
    const sum = { open: 0, overdue: 0, new: 0, kept: 0, dropped: 0, moved: 0 }
    const share: Record<Outcome, number> = { ...NO_SHARE }
    for (const promise of stood) {
      if (promise.owedBy !== side) continue
      const as = outcome(promise, asOn)
      if (as !== null && countsOn(promise)?.slice(0, 4) === String(half.year)) {
        share[as] += 1
        for (const { organisationId, name, nativeName } of promise.partners) {
          const known = shares.get(organisationId) ?? { name, nativeName, shares: { us: { ...NO_SHARE }, them: { ...NO_SHARE }, both: { ...NO_SHARE } } }
          known.shares[side][as] += 1
          shares.set(organisationId, known)
        }
      }
      const isNew = within(stoodSince(promise))
      const wasMoved = movesCounted(promise.moves.filter(({ on }) => within(on))) > 0
      const stands = standing(promise, asOn)
      const settled = stands === 'kept' || stands === 'dropped'
      if (settled && !within(promise.keptOn ?? promise.droppedOn)) continue
      sum.open += settled ? 0 : 1
      sum.overdue += stands === 'overdue' ? 1 : 0
      sum.new += isNew ? 1 : 0
      sum.moved += wasMoved ? 1 : 0
      if (stands === 'kept' || stands === 'dropped') sum[stands] += 1
      const group: Group = settled || stands === 'overdue' ? stands : isNew ? 'new' : wasMoved ? 'moved' : 'open'
      groups[group].push({ promise, isNew, wasMoved })
    }
    for (const group of GROUPS) groups[group].sort(byDay)
    return { side, sum, groups, share }
  })
  return { half, asOn, sides, partners: [...shares.values()] }
}

export const rowsIn = ({ sides }: HalfYearList): number =>
  sides.reduce((sum, { groups }) => sum + GROUPS.reduce((inner, group) => inner + groups[group].length, 0), 0)
