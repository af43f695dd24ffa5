// What a briefing picks from all that is known of a partner: five lines of history, and three things to speak of, each with its reason.
import type { Side, Standing } from '#features/commitments/commitment.ts'
import { dueBy } from '#features/commitments/commitment.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { type ImpreciseDate, latest } from '#platform/dates.ts'
import protocolWords from '../../../../reference/protocol-words.json' with { type: 'json' }

// ---- history in five lines -------------------------------------------------------------------------------------------------

/** A step or an event of the past; `weight` by `weightOf`. */
export type Past = { readonly id: string; readonly firstDay: string; readonly lastDay: string; readonly weight: number }

const HISTORY_LINES = 5

const WEIGHTS: Readonly<Partial<Record<MilestoneKind, number>>> = {
  signing: 100,
  end: 95,
  renewal: 90,
  revival: 80,
  memorandum: 75,
  lapse: 70,
  council_decision: 60,
  first_contact: 55,
  type_change: 50,
  intent: 45,
}
/** How much a step says of where two towns stand; what is not in the table says least. */
export const weightOf = (kind: MilestoneKind): number => WEIGHTS[kind] ?? 30
/** An event between the steps: a visit tells more than nothing, and less than any paper. */
export const EVENT_WEIGHT = 20

/** The five that tell most, oldest first: how it began and what was last are always among them; of equals the later. */
export function historyInFive<P extends Past>(past: readonly P[]): P[] {
  const inTime = [...past].sort((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : a.id < b.id ? -1 : 1))
  const always = new Set([inTime[0]?.id, inTime.at(-1)?.id])
  const picked = new Set(
    [...inTime]
      .reverse()
      .sort((a, b) => Number(always.has(b.id)) - Number(always.has(a.id)) || b.weight - a.weight)
      .slice(0, HISTORY_LINES)
      .map(({ id }) => id),
  )
  return inTime.filter(({ id }) => picked.has(id))
}

// ---- three things to speak of ----------------------------------------------------------------------------------------------

export type OpenPromise = {
  readonly id: string
  readonly owedBy: Side
  readonly standing: Standing
  readonly due: ImpreciseDate | null
  /** When it was given, as far as it is known. */
  readonly given: ImpreciseDate | null
}
export type LeftOver = { readonly id: string; readonly date: ImpreciseDate | null; /** The promise it asks about. */ readonly commitmentId: string | null }

/** Why something is to be spoken of, most pressing first. */
export const TOPIC_REASONS = ['we-are-late', 'they-are-late', 'both-are-late', 'due-soon', 'left-over', 'has-a-day', 'open'] as const
export type TopicReason = (typeof TOPIC_REASONS)[number]

export type Topic = { readonly kind: 'promise' | 'item'; readonly id: string; readonly reason: TopicReason }

export const MOST_TOPICS = 3

const LATE: Readonly<Record<Side, TopicReason>> = { us: 'we-are-late', them: 'they-are-late', both: 'both-are-late' }
const LATENESS = Object.values(LATE)

const reasonOf = ({ owedBy, standing, due }: OpenPromise): TopicReason =>
  standing === 'overdue' ? LATE[owedBy] : standing === 'due-soon' ? 'due-soon' : due === null ? 'open' : 'has-a-day'

/**
 * The three things to speak of. First what we owe and are late with, for we shall be asked; then what they are late with; then what is due soon, what the
 * last meetings left, and the rest by its day. Where both sides are late each is heard: the first of theirs stands before our second. What the meeting's agenda asks about already (`onAgenda`: ids of promises and points) is left out, and a
 * point that was left over with its promise is told once.
 */
export function topicsFor(promises: readonly OpenPromise[], left: readonly LeftOver[], onAgenda: ReadonlySet<string> = new Set()): Topic[] {
  const open = promises.filter(({ id, standing }) => standing !== 'kept' && standing !== 'dropped' && !onAgenda.has(id))
  const told = new Set(open.map(({ id }) => id))
  const last = (date: ImpreciseDate | null): string => (date === null ? '' : latest(date))
  const ranked = [
    ...open.map((promise) => ({
      topic: { kind: 'promise', id: promise.id, reason: reasonOf(promise) } as Topic,
      day: dueBy(promise.due) ?? `~${last(promise.given)}`,
    })),
    ...left
      .filter(({ id, commitmentId }) => !onAgenda.has(id) && (commitmentId === null || (!told.has(commitmentId) && !onAgenda.has(commitmentId))))
      // The newest meeting's first.
      .map(({ id, date }) => ({ topic: { kind: 'item', id, reason: 'left-over' } as Topic, day: `~${last(date)}` })),
  ]
  const rank = ({ reason }: Topic): number => TOPIC_REASONS.indexOf(reason)
  const topics = ranked.sort((a, b) => rank(a.topic) - rank(b.topic) || byDay(a.day, b.day) || (a.topic.id < b.topic.id ? -1 : 1)).map(({ topic }) => topic)
  const firsts = LATENESS.flatMap((late) => topics.find(({ reason }) => reason === late) ?? [])
  return [...new Set([...firsts, ...topics])].slice(0, MOST_TOPICS).sort((a, b) => topics.indexOf(a) - topics.indexOf(b))
}

/** Days to keep count from the earliest on; those only remembered (with a ~) from the latest back. */
function byDay(a: string, b: string): number {
  if (a === b) return 0
  const back = a.startsWith('~') && b.startsWith('~')
  return (a < b ? -1 : 1) * (back ? -1 : 1)
}

const advice: Readonly<Record<TopicReason, (text: string) => string>> = {
  'we-are-late': (text) => m.meetings_topic_we_late({ text }),
  'they-are-late': (text) => m.meetings_topic_they_late({ text }),
  'both-are-late': (text) => m.meetings_topic_both({ text }),
  'due-soon': (text) => m.meetings_topic_soon({ text }),
  'left-over': (text) => m.meetings_topic_left({ text }),
  'has-a-day': (text) => m.meetings_topic_day({ text }),
  open: (text) => m.meetings_topic_open({ text }),
}
/** „Кажете докъде сме с обещаното: да изпратим албума“ */
export const topicInWords = (reason: TopicReason, text: string): string => advice[reason](text.trim().replace(/[.;]$/, ''))

// ---- words in the partner's language ---------------------------------------------------------------------------------------

const WORD_KINDS = ['twinning', 'twin', 'mayor', 'delegation', 'host', 'promise', 'project'] as const
type WordKind = (typeof WORD_KINDS)[number]

const ours: Readonly<Record<WordKind, () => string>> = {
  twinning: m.meetings_word_twinning,
  twin: m.meetings_word_twin,
  mayor: m.meetings_word_mayor,
  delegation: m.meetings_word_delegation,
  host: m.meetings_word_host,
  promise: m.meetings_word_promise,
  project: m.meetings_word_project,
}

export type ProtocolWord = { readonly theirs: string; readonly language: string; readonly ours: string }

/** Words of twinning in a language, with ours beside; none where no source has any. */
export function wordsIn(language: string | null): ProtocolWord[] {
  const known = protocolWords.languages.find((one) => one.language === language)
  const words: Readonly<Record<string, string | undefined>> = known?.words ?? {}
  return WORD_KINDS.flatMap((kind) => {
    const theirs = words[kind]
    return theirs === undefined || known === undefined ? [] : [{ theirs, language: scriptTag(known.language, theirs), ours: ours[kind]() }]
  })
}

/** A screen reader must know which of its two scripts Serbian is written in. */
const scriptTag = (language: string, text: string): string => (language === 'sr' && /[A-Za-z]/.test(text) ? 'sr-Latn' : language)
