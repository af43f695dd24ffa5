// What a digest can have to say, each with the slots its sentences may use; the languages say it, each in its own way.
import type { CommitmentState, Side } from '#features/commitments/commitment.ts'
import type { EventDirection, EventKind } from '#features/events/event.ts'
import type { SymbolicActKind } from '#features/events/symbolic-act.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import type { Stage } from '#features/partnerships/stage.ts'

/** Steps whose words differ by who took them. */
export type SidedStep = 'intent' | 'council_decision' | 'signing' | 'revival_letter' | 'revival_consent'
/** Visits, letters and calls come and go; of everything else the place says enough. */
export type DirectedKind = 'visit' | 'letter' | 'exhibition' | 'exchange' | 'forum'

export type EventSituation = `${DirectedKind}.${EventDirection}` | Exclude<EventKind, DirectedKind>
export type StepSituation = `${SidedStep}.${Side}` | Exclude<MilestoneKind, SidedStep>

export const HEADINGS = [
  'revival',
  'signing',
  'decision',
  'first_contact',
  'incoming',
  'outgoing',
  'anniversary',
  'exchange',
  'act',
  'promise',
  'plan',
  'other',
] as const
export type Heading = (typeof HEADINGS)[number]

export type Situation =
  | 'title'
  | 'lead'
  | 'lead.countries'
  | 'lead.quiet'
  | `count.${EventSituation}`
  | 'count.act'
  | `count.promise.${CommitmentState}`
  | `heading.${Heading}`
  | `happened.${EventSituation}`
  | 'happened.titled'
  /** Why an event was, where nobody wrote it in the language: what the words of another language say it was. */
  | 'occasion.invitation'
  | 'occasion.feast'
  | 'people'
  | 'people.both'
  | 'fields'
  | `act.${SymbolicActKind}`
  | 'act.titled'
  | `step.${StepSituation}`
  | 'meaning.break'
  | 'meaning.break.about'
  | 'meaning.anniversary'
  /** Years since the first contact; since a signing, when they are not round. */
  | 'meaning.contact'
  | 'meaning.known'
  /** The same of a year that is only roughly known. */
  | 'meaning.anniversary.about'
  | 'meaning.contact.about'
  | 'meaning.known.about'
  /** What two towns work on together. */
  | 'meaning.fields'
  | `meaning.stage.${Stage}`
  | `promise.${CommitmentState}.${Side}`
  /** What was given, without its words, which nobody wrote in the language: how many, about what, to whom, by when. */
  | `given.${CommitmentState}.${Side}`
  | `kept.${Side}`
  | 'ahead.event'
  | `ahead.promise.${CommitmentState}`
  | 'ahead.occasion'
  | 'ahead.anniversary'
  | 'closing'
  | 'closing.promises'
  /** What is open beside the promises: plans, proposals, invitations. */
  | 'closing.plans'

const EVENT = ['when', 'home', 'partners', 'all', 'others', 'place', 'occasion'] as const
const STEP = ['when', 'home', 'partners', 'all', 'number', 'until', 'body', 'from', 'to'] as const
const PROMISE = ['home', 'partners', 'all', 'clause', 'thing', 'due'] as const
const GIVEN = ['home', 'partners', 'all', 'count', 'topics', 'due'] as const
const COUNT = ['count'] as const

/**
 * The slots of a situation. `home`, `partners`, `all`, `others` are names (`all`: the home town and the partners in one list, empty without a
 * partner; `others`: who took part beside the partners); `people`, `theirs`, `ours` people with
 * their posts; `when`, `due`, `until` days in words with their preposition, empty when they say no more than the month; `clause` a promise that continues
 * a sentence („да изпратим …“), `thing` one that stands for itself: exactly one of the two is filled; `count`, `years` and the like are numbers. Of a
 * step: `body` who decided, `from` and `to` the names of types (`Tongue.types`).
 */
export function slotsOfSituation(situation: Situation): readonly string[] {
  const [first, second] = situation.split('.')
  switch (first) {
    case 'title':
      return ['home', 'month']
    case 'lead':
      return second === 'countries' ? ['countries'] : second === 'quiet' ? ['home', 'month'] : ['home', 'month', 'counts']
    case 'count':
      return COUNT
    case 'heading':
      return ['home', 'partners']
    case 'happened':
      return second === 'titled' ? ['title'] : EVENT
    case 'occasion':
      return second === 'invitation' ? ['partners'] : []
    case 'people':
      return second === 'both' ? ['theirs', 'ours'] : ['people']
    case 'fields':
      return ['fields']
    case 'act':
      return second === 'titled' ? ['title'] : ['when', 'home', 'partners', 'all', 'place']
    case 'step':
      return STEP
    case 'meaning':
      return second === 'break'
        ? ['home', 'partners', 'all', 'years']
        : second === 'anniversary' || second === 'contact' || second === 'known'
          ? ['home', 'partners', 'all', 'years', 'since']
          : second === 'fields'
            ? ['home', 'partners', 'all', 'fields']
            : ['home', 'partners', 'all']
    case 'promise':
      return PROMISE
    case 'given':
      return GIVEN
    case 'kept':
      return ['home', 'partners', 'all', 'thing', 'when']
    case 'ahead':
      return second === 'event'
        ? ['when', 'kind', 'title', 'partners', 'home', 'place']
        : second === 'promise'
          ? ['due', 'partners', 'thing', 'home']
          : second === 'occasion'
            ? ['when', 'name', 'partners']
            : ['when', 'years', 'partners', 'home']
    default:
      return second === 'promises' ? COUNT : second === 'plans' ? ['counts'] : ['home', 'partnerships', 'countries']
  }
}

const BY_DIRECTION: ReadonlySet<EventKind> = new Set<EventKind>(['visit', 'letter', 'exhibition', 'exchange', 'forum'] satisfies DirectedKind[])
export const eventSituation = (kind: EventKind, direction: EventDirection): EventSituation =>
  (BY_DIRECTION.has(kind) ? `${kind}.${direction}` : kind) as EventSituation

const BY_SIDE: ReadonlySet<MilestoneKind> = new Set<MilestoneKind>([
  'intent',
  'council_decision',
  'signing',
  'revival_letter',
  'revival_consent',
] satisfies SidedStep[])
export const stepSituation = (kind: MilestoneKind, side: Side): StepSituation => (BY_SIDE.has(kind) ? `${kind}.${side}` : kind) as StepSituation
