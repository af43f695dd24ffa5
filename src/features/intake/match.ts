// When a draft and a record of the register are one and the same thing told by two sources: rules without a database.
import { type EventDirection, type EventKind } from '#features/events/event.ts'
import type { SymbolicActKind } from '#features/events/symbolic-act.ts'
import { agree } from '#features/partnerships/milestones/reading.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import { earliest, type ImpreciseDate, latest, daysBetween } from '#platform/dates.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { distance } from 'fastest-levenshtein'
import { wordsOf } from '#platform/search/words.ts'
import type { ActData, CommitmentData, EventData, RelationData } from './draft.ts'
import { isLasting, stepKindOf } from './relation.ts'

/** How well a record fits a draft: the higher the better; `sure` when no person need be asked. null: another thing. */
export type Fit = { readonly score: number; readonly sure: boolean } | null

/** Days by which two sources put the same event apart. */
const NEAR_DAYS = 3
/** Two months, as far back as „през изминалия месец“ reaches: within a longer stretch there may have been several of a kind. In days. */
const SURELY_WITHIN = 62
const width = (date: ImpreciseDate): number => daysBetween(earliest(date), latest(date))
/** Days between two dates, 0 when they overlap. */
const apart = (a: ImpreciseDate, b: ImpreciseDate): number => Math.max(0, daysBetween(latest(a), earliest(b)), daysBetween(latest(b), earliest(a)))

// ---- events ------------------------------------------------------------------------------------------------------------

/** Kinds that one source and another call the same afternoon. */
const KINDRED: readonly ReadonlySet<EventKind>[] = [
  new Set(['visit', 'meeting', 'exchange', 'forum']),
  new Set(['celebration', 'festival', 'ceremony', 'visit']),
  new Set(['signing', 'ceremony', 'meeting', 'visit']),
  new Set(['exhibition', 'festival', 'ceremony']),
]
const kindred = (a: EventKind, b: EventKind): boolean => KINDRED.some((kinds) => kinds.has(a) && kinds.has(b))
const directionsFit = (a: EventDirection, b: EventDirection): boolean => a === b || a === 'none' || b === 'none'

export type KnownEvent = {
  readonly id: string
  readonly kind: EventKind
  readonly direction: EventDirection
  readonly date: ImpreciseDate | null
  readonly partners: ReadonlySet<string>
}

/** `partners` are the draft's partners that the register has. */
export function eventFit(draft: Pick<EventData, 'kind' | 'direction' | 'date'>, partners: readonly string[], event: KnownEvent): Fit {
  const shared = partners.filter((id) => event.partners.has(id)).length
  const same = draft.kind === event.kind
  if (shared === 0 || !directionsFit(draft.direction, event.direction) || !(same || kindred(draft.kind, event.kind))) return null
  const alike = shared * 4 + (same ? 2 : 0) + (draft.direction === event.direction ? 1 : 0)
  if (draft.date === null || event.date === null) return same && draft.direction === event.direction ? { score: alike, sure: false } : null
  const far = apart(draft.date, event.date)
  if (far > NEAR_DAYS || (far > 0 && !same)) return null
  const within = Math.max(width(draft.date), width(event.date))
  const sure = far === 0 && same && draft.direction === event.direction && within <= SURELY_WITHIN
  // The more exactly both are dated, the less may stand between them.
  return { score: alike + 20 - far * 3 - Math.min(15, within / 10), sure }
}

// ---- steps of a partnership ----------------------------------------------------------------------------------------------

/**
 * „Повече от 15 години“, „over twenty years“, “più di trent'anni”: at least so many. Between the two words stands the number, in figures or in up to three words.
 * By language: Bulgarian and Macedonian, Serbian, English, Italian, French, German, Chinese.
 */
const MORE_THAN = 'повече от|над|най-малко|повеќе од|више од|преко|više od|preko|more than|over|at least|più di|da più di|oltre|plus de|mehr als|über'
const YEARS = 'годин|годиш|лет|децени|десетилет|godin|year|decade|ann[io]|decenn|ans(?!\\p{L})|décenn|jahr'
const AT_LEAST = new RegExp(
  `(?<!\\p{L})(?:${MORE_THAN})\\s+(?:\\d{1,4}|(?:\\p{L}{1,20}\\s+){0,2}\\p{L}{1,20})[\\s’'-]*(?:${YEARS})|(?:超过|逾)[\\d\\p{sc=Han}]{1,4}?年`,
  'iu',
)
export const saysAtLeast = (words: string): boolean => AT_LEAST.test(words)

const yearOf = (date: ImpreciseDate): number => Number(date.slice(0, 4))

/** Whether what a text says of a step may mean the recorded day: „20 години“ told in 2024 does 2004, and 2003 and 2005, for anniversaries are kept early and late. */
export function tellsOf(told: Pick<RelationData, 'status' | 'date' | 'years'>, words: string, recorded: ImpreciseDate): boolean {
  if (told.date === null) return isLasting(told.status)
  if (agree(told.date, recorded)) return true
  if (!isLasting(told.status) || told.years === null) return false
  const [begun, was] = [yearOf(told.date), yearOf(recorded)]
  if (Math.abs(begun - was) <= 1) return true
  // „Повече от 15 години“ fits 17, not 60.
  return saysAtLeast(words) && was < begun && was >= begun - told.years
}

/** Steps a statement may speak of, likeliest first. */
const SPOKEN_OF: Readonly<Partial<Record<RelationData['status'], readonly MilestoneKind[]>>> = {
  twinned: ['signing'],
  long_standing: ['first_contact', 'signing', 'intent'],
  existing: ['first_contact', 'signing', 'intent'],
  new_contact: ['first_contact'],
}
export const stepsSpokenOf = (status: RelationData['status']): readonly MilestoneKind[] => {
  const kind = stepKindOf(status)
  return SPOKEN_OF[status] ?? (kind === null ? [] : [kind])
}

const OFTEN: ReadonlySet<RelationData['status']> = new Set(['agreement', 'twinning_decided', 'twinning_proposed'])

export type KnownStep = { readonly id: string; readonly kind: MilestoneKind; readonly date: ImpreciseDate }

export function stepFit(told: Pick<RelationData, 'status' | 'date' | 'years'>, words: string, step: KnownStep): Fit {
  const place = stepsSpokenOf(told.status).indexOf(step.kind)
  if (place === -1) return null
  const agrees = tellsOf(told, words, step.date)
  // Papers are signed and decisions taken again and again: those of other years are others.
  if (!agrees && OFTEN.has(told.status) && (told.date === null || Math.abs(yearOf(told.date) - yearOf(step.date)) > 1)) return null
  const far = told.date === null ? 0 : Math.abs(yearOf(told.date) - yearOf(step.date))
  return { score: (agrees ? 100 : 0) - place - Math.min(90, far), sure: agrees }
}

/** The step a statement speaks of: the one that fits it best. */
export function bestStep<Step extends KnownStep>(
  told: Pick<RelationData, 'status' | 'date' | 'years'>,
  words: string,
  steps: readonly Step[],
): Step | undefined {
  const [best] = steps
    .flatMap((step) => {
      const fit = stepFit(told, words, step)
      return fit === null ? [] : [{ step, score: fit.score }]
    })
    .sort((a, b) => b.score - a.score)
  return best?.step
}

// ---- symbolic acts ---------------------------------------------------------------------------------------------------------

export type KnownAct = {
  readonly id: string
  readonly kind: SymbolicActKind
  readonly date: ImpreciseDate | null
  readonly eventId: string | null
  readonly partners: ReadonlySet<string>
}

/** `eventId`: the record of the event it was done at, when that is certain. */
export function actFit(draft: Pick<ActData, 'kind' | 'date'>, partners: readonly string[], eventId: string | null, act: KnownAct): Fit {
  if (draft.kind !== act.kind) return null
  const sameEvent = eventId !== null && act.eventId === eventId
  if (sameEvent) return { score: 50, sure: true }
  const shared = partners.filter((id) => act.partners.has(id)).length
  if (shared === 0) return null
  if (draft.date === null || act.date === null) return { score: shared, sure: false }
  const far = apart(draft.date, act.date)
  if (far > NEAR_DAYS) return null
  return { score: 20 + shared - far, sure: far === 0 && Math.max(width(draft.date), width(act.date)) <= SURELY_WITHIN }
}

// ---- promises --------------------------------------------------------------------------------------------------------------

/** Share of words two wordings of one promise have in common; what is less may be one when day and matter are the same. */
const SAME_WORDS = 0.6
const LIKE_WORDS = 0.35

const tokensOf = (text: string): Set<string> => new Set([...wordsOf(text)].map(({ token }) => token))

/** Share of the words, in any of their forms, that two texts have in common; 0 to 1. */
export function alikeInWords(a: string, b: string): number {
  const [mine, theirs] = [tokensOf(a), tokensOf(b)]
  const shared = [...mine].filter((word) => theirs.has(word)).length
  return shared / Math.max(1, mine.size + theirs.size - shared)
}

export type KnownPromise = Pick<CommitmentData, 'owedBy' | 'topic' | 'due'> & {
  readonly id: string
  readonly wordings: readonly string[]
  readonly partners: ReadonlySet<string>
}

export function promiseFit(draft: Pick<CommitmentData, 'owedBy' | 'topic' | 'due' | 'text'>, partners: readonly string[], known: KnownPromise): Fit {
  if (!partners.some((id) => known.partners.has(id))) return null
  const alike = Math.max(0, ...known.wordings.map((one) => alikeInWords(draft.text, one)))
  const oneSide = draft.owedBy === known.owedBy || draft.owedBy === 'both' || known.owedBy === 'both'
  const sameDay = draft.due !== null && known.due !== null && agree(draft.due, known.due)
  const score = alike * 10 + (sameDay ? 2 : 0) + (draft.owedBy === known.owedBy ? 1 : 0) + (draft.topic === known.topic ? 1 : 0)
  if (alike >= SAME_WORDS && draft.owedBy === known.owedBy) return { score: score + 10, sure: true }
  if (oneSide && (alike >= LIKE_WORDS || (sameDay && draft.topic === known.topic && draft.topic !== 'other'))) return { score, sure: false }
  return null
}

// ---- people --------------------------------------------------------------------------------------------------------------------

/** „Гоце Чичовски“ and „Гоце Чичевски“: one may be a slip for the other. */
export function likePerson(a: string, b: string): boolean {
  const [one, other] = [nameKey(a), nameKey(b)]
  if (one === other) return true
  const [mine, theirs] = [one.split(' '), other.split(' ')]
  // A middle name more or less.
  if (mine[0] === theirs[0] && mine.at(-1) === theirs.at(-1)) return true
  return mine.length > 1 && theirs.length > 1 && distance(one, other) <= 2
}

// ---- one record for one draft --------------------------------------------------------------------------------------------------

/** Gives each draft the record that fits it best, each record to one draft only, the best fits first. `fits` are pairs of draft's key and record. */
export function assigned(fits: readonly { readonly key: string; readonly id: string; readonly score: number; readonly sure: boolean }[]) {
  const out = new Map<string, { id: string; sure: boolean }>()
  const taken = new Set<string>()
  for (const { key, id, sure } of [...fits].sort((a, b) => b.score - a.score || Number(b.sure) - Number(a.sure))) {
    if (out.has(key) || taken.has(id)) continue
    out.set(key, { id, sure })
    taken.add(id)
  }
  return out
}
