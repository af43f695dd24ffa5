// The briefing in ready words, for the page and for the paper alike: how a promise stands, what a topic is and why, five lines of history, who sits opposite.
import { owedName, type Side, standingInWords } from '#features/commitments/commitment.ts'
import type { CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { dueWords } from '#features/commitments/field-words.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import type { Exchanged } from '#features/gifts/exchanged.queries.ts'
import { wayName } from '#features/gifts/gift.ts'
import { monthsUnconfirmed, postWords } from '#features/organisations/people/post.ts'
import { unconfirmedInWords } from '#features/partnerships/handover.ts'
import { milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import { readingInWords } from '#features/partnerships/milestones/reading.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import type { PartnershipView } from '#features/partnerships/partnership.queries.ts'
import type { SilenceShown } from '#features/partnerships/silence/silence.ts'
import { stageName, type Standing as TieStanding } from '#features/partnerships/stage.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { isEmptyText, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import type { Said } from '#ui/sheet.tsx'
import { leftFromInWords } from '../meeting.ts'
import { EVENT_WEIGHT, historyInFive, type Topic, topicInWords, weightOf } from './briefing.ts'
import type { BriefingRead, Opposite } from './briefing.queries.ts'

/** All that a briefing shows, on the page and on paper. */
export type BriefingShown = BriefingRead & {
  readonly event: EventWhole | null
  readonly standing: TieStanding | null
  readonly shown: SilenceShown | null
  readonly topics: readonly Topic[]
  /** YYYY-MM-DD */
  readonly today: string
}

export const SIDE_TITLES: Readonly<Record<Side, () => string>> = {
  us: m.meetings_briefing_promised_us,
  them: m.meetings_briefing_promised_them,
  both: m.meetings_briefing_promised_both,
}

/** „побратимяване · подписано · 24 септември 2018 г.“ */
export const tieInWords = (partnership: Pick<PartnershipView, 'type'>, standing: TieStanding): string =>
  [partnershipTypeName(partnership.type), stageName(standing.stage), ...(standing.since === null ? [] : [dateInWords(standing.since)])].join(' · ')

export const dated = (date: ImpreciseDate | null): string => (date === null ? m.events_undated() : eventDateInWords(date))

/** „просрочено с 3 дни, до 20 ноември 2026 г.“ */
export const stands = (promise: Pick<CommitmentRow, 'standing' | 'due'>, today: string): string =>
  [
    standingInWords(promise.standing, promise.due, today),
    promise.due === null ? m.commitments_without_day() : m.meetings_line_due({ due: dueWords(promise.due) }),
  ].join(', ')

/** What to speak of, and below why; `eventId` of the meeting that left it, else null. */
export type WordedTopic = { readonly text: string; readonly why: string; readonly id: string; readonly eventId: string | null }

export function wordedTopics(
  { topics, promises, left }: Pick<BriefingRead, 'promises' | 'left'> & { readonly topics: readonly Topic[] },
  today: string,
): WordedTopic[] {
  const items = new Map(left.flatMap(({ date, eventId, items: some }) => some.map((item) => [item.id, { ...item, date, eventId }] as const)))
  const byId = new Map(promises.map((promise) => [promise.id, promise]))
  return topics.map(({ kind, id, reason }) => {
    if (kind === 'item') {
      const { title, date, eventId } = items.get(id)!
      return { id, eventId, text: topicInWords(reason, textIn(title)), why: leftFromInWords(date) }
    }
    const promise = byId.get(id)!
    return {
      id,
      eventId: null,
      text: topicInWords(reason, textIn(promise.text)),
      why: [owedName(promise.owedBy), stands(promise, today), ...(promise.event === null ? [] : [textIn(promise.event.title)])].join(' · '),
    }
  })
}

/** An event of the very days of a step is what the step tells: the council's session, the visit at which it was signed. */
const eventsOnTheirOwn = (pastEvents: BriefingRead['pastEvents'], milestones: BriefingRead['milestones']): BriefingRead['pastEvents'] =>
  pastEvents.filter(({ firstDay, lastDay }) => !milestones.some((step) => step.firstDay === firstDay && step.lastDay === lastDay))

/** A step in our words, or an event with its title. */
export type PastLine = { readonly when: string } & ({ readonly what: string } | { readonly what: Said; readonly eventId: string })

/** The five lines, steps and events together. */
export function wordedHistory({ milestones, pastEvents, today }: Pick<BriefingRead, 'milestones' | 'pastEvents'> & { readonly today: string }): PastLine[] {
  const past = [
    ...milestones
      .filter(({ firstDay }) => firstDay <= today)
      .map((step) => ({
        id: step.id,
        firstDay: step.firstDay,
        lastDay: step.lastDay,
        weight: weightOf(step.kind),
        line: { when: readingInWords(step), what: milestoneTitle(step) } as PastLine,
      })),
    ...eventsOnTheirOwn(pastEvents, milestones).map((event) => ({
      ...event,
      weight: EVENT_WEIGHT,
      line: { when: eventDateInWords(event.date), what: reading(event.title), eventId: event.id } as PastLine,
    })),
  ]
  return historyInFive(past).map(({ line }) => line)
}

/** Post and coming in words; `stale` when nobody made sure of the post for long. */
export function wordedPerson({ person, post, asRole, comes }: Opposite, today: string): { readonly role: string; readonly stale: string | undefined } {
  const months = post === null ? null : monthsUnconfirmed(post.post, today)
  const stale =
    post === null
      ? person === null || asRole !== null
        ? undefined
        : m.meetings_briefing_post_unknown()
      : months !== null
        ? unconfirmedInWords(months)
        : post.post.confirmedOn === null
          ? m.meetings_briefing_never_confirmed()
          : undefined
  const role = [
    asRole ?? (post === null ? '' : postWords(post.post)),
    ...(comes ? [m.meetings_briefing_comes()] : []),
    ...(stale === undefined && post?.post.confirmedOn != null ? [m.meetings_briefing_confirmed({ day: dateInWords(post.post.confirmedOn) })] : []),
  ].filter((part) => part !== '')
  return { role: role.join(' · '), stale }
}

/** „дадохме, 24 септември 2018 г.“ */
export const giftInWords = ({ way, date }: Pick<Exchanged, 'way' | 'date'>): string =>
  [...(way === null ? [] : [wayName(way)]), date === null ? m.events_undated() : dateInWords(date)].join(', ')

/** What was written a line each, in one: „Дати за обмена; Списък на училищата“. */
function inOneLine(text: LocalText): ReturnType<typeof reading> {
  const read = reading(text)
  const lines = read.text
    .split('\n')
    .map((one) => one.replace(/^\s*[-–•*]\s+/, '').trim())
    .filter((one) => one !== '')
  return { ...read, text: lines.map((one, at) => (at < lines.length - 1 ? one.replace(/[;,.]$/, '') : one)).join('; ') }
}

/** What both sides meet for and want of it, as far as the dossier says, each under its name. */
export const wordedPurpose = (purpose: BriefingRead['purpose']): readonly { readonly name: string; readonly text: ReturnType<typeof reading> }[] =>
  purpose === null
    ? []
    : [
        { name: m.visits_field_our_purpose(), text: purpose.ours },
        { name: m.visits_field_our_objectives(), text: purpose.objectives },
        { name: m.visits_field_their_purpose(), text: purpose.theirs },
        { name: m.visits_field_their_objectives(), text: purpose.theirObjectives },
      ]
        .filter(({ text }) => !isEmptyText(text))
        .map(({ name, text }) => ({ name, text: inOneLine(text) }))
