// Where a partnership stands on a day, put together from its steps and its contacts: what the table of standings keeps for lists.
import { earliest, type ImpreciseDate, latest, nextDay } from '#platform/dates.ts'
import { limitsFor, type Limits, silenceFrom } from './dormancy.ts'
import type { MilestoneKind, Side, Step } from '../milestones/milestone.ts'
import type { PartnershipType } from '../partnership.ts'
import { changesOn, inOrder, type Stage, stageOf } from '../stage.ts'

/** The contacts with one organisation in brief, as on one day. */
export type ContactsInBrief = {
  /** Last possible day of the last two-way contact and of the last exchange, not after the day asked for. */
  readonly lastContactDay: string | null
  readonly lastExchangeDay: string | null
  /** That contact's date as it is recorded. */
  readonly lastContact: ImpreciseDate | null
  /** The next day on which a contact begins to count or its last possible day moves. */
  readonly changesOn: string | null
}
export const NO_CONTACTS: ContactsInBrief = { lastContactDay: null, lastExchangeDay: null, lastContact: null, changesOn: null }

export type StandingFacts = {
  readonly type: PartnershipType
  readonly steps: readonly Step[]
  readonly contacts: ContactsInBrief
}

export type StandingValues = {
  readonly stage: Stage
  readonly since: ImpreciseDate | null
  readonly changesOn: string | null
  readonly lastContact: ImpreciseDate | null
  readonly lastContactDay: string | null
  readonly lastExchangeDay: string | null
  readonly quietFrom: string | null
  readonly sleepsFrom: string | null
}

/** Steps that no side can take without the other. A council may decide, and a letter of ours may go out, without anybody answering. */
const MET: ReadonlySet<MilestoneKind> = new Set(['first_contact', 'memorandum', 'signing', 'renewal', 'revival', 'revival_consent', 'revival_plan'])
/** Letters by which one side alone says what it wishes. */
const LETTERS: ReadonlySet<MilestoneKind> = new Set(['intent', 'revival_letter'])
/** What ends a silence that was put on record. */
const BREAKS: ReadonlySet<MilestoneKind> = new Set(['revival', 'renewal', 'signing', 'end'])
export const isMeeting = ({ kind, side }: { readonly kind: MilestoneKind; readonly side: Side }): boolean =>
  MET.has(kind) || (LETTERS.has(kind) && side !== 'us')

const lesser = (a: string, b: string): string => (a < b ? a : b)
const greatest = (days: readonly (string | null)[]): string | null =>
  days.reduce((most, day) => (most === null || (day !== null && day > most) ? day : most), null)
const least = (days: readonly (string | null)[]): string | null =>
  days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null)

/** When the lapse that still stands on record was; null: none does. Letters, meetings and decisions after it do not end it: both must have agreed. */
export function lapseOnRecord(steps: readonly Step[], today: string): ImpreciseDate | null {
  let lapsed: ImpreciseDate | null = null
  for (const { kind, date } of inOrder(steps).filter((step) => earliest(step.date) <= today)) {
    if (kind === 'lapse') lapsed ??= date
    else if (BREAKS.has(kind)) lapsed = null
  }
  return lapsed
}

/** The last step that shows that both sides met, with the last day it may mean, not after `today`; null: none does. */
function lastMet(steps: readonly Step[], today: string): { readonly day: string; readonly date: ImpreciseDate } | null {
  return steps
    .filter((step) => isMeeting(step) && earliest(step.date) <= today)
    .map(({ date }) => ({ day: lesser(latest(date), today), date }))
    .reduce<{ day: string; date: ImpreciseDate } | null>((last, one) => (last === null || one.day > last.day ? one : last), null)
}

/** The standing on the day `today` (YYYY-MM-DD). Two that are given the same facts on the same day are the same. */
export function standingOn({ type, steps, contacts }: StandingFacts, limits: Limits, today: string): StandingValues {
  const { stage, since } = stageOf(steps, today)
  const met = lastMet(steps, today)
  const lastContactDay = greatest([contacts.lastContactDay, met?.day ?? null])
  const begun = steps.filter(({ date }) => earliest(date) <= today)
  // Where no contact is recorded the silence is counted from the last step that is.
  const from = lastContactDay ?? greatest(begun.map(({ date }) => lesser(latest(date), today)))
  const lapse = lapseOnRecord(steps, today)
  return {
    stage,
    since,
    changesOn: least([
      contacts.changesOn,
      changesOn(steps, today),
      // A date that has begun and is not over moves with today.
      begun.some(({ date }) => latest(date) > today) ? nextDay(today) : null,
    ]),
    lastContact: lastContactDay === contacts.lastContactDay ? contacts.lastContact : (met?.date ?? null),
    lastContactDay,
    lastExchangeDay: contacts.lastExchangeDay,
    ...silenceFrom({ stage, lapsed: lapse === null ? null : earliest(lapse), from }, limitsFor(limits, type)),
  }
}
