// What a visit needs to be well prepared and well ended: which pieces are there, which are missing, and by which day; computed from the dossier, never typed.
import type { EventDirection } from '#features/events/event.ts'
import { m } from '#messages'
import { dayInWords, daysBetween, dayAfter } from '#platform/dates.ts'
import { isOver, type VisitState } from '../visit.ts'

/** In the order in which they are usually seen to. */
export const PIECES = [
  'day',
  'answer',
  'invitation',
  'programme',
  'interpreter',
  'names',
  'rooms',
  'gifts',
  'insurance',
  'payers',
  'transport',
  'venues',
  'arrivals',
  'translation',
  'contact',
  'flags',
  'held',
  'outcomes',
  'report',
] as const
export type PieceKind = (typeof PIECES)[number]
export const isPieceKind = (value: string): value is PieceKind => (PIECES as readonly string[]).includes(value)

/** From which day a piece's own days are counted: back from the visit, on from the request, on from its last day; the day itself has no such day. */
const COUNTED: Readonly<Partial<Record<PieceKind, 'request' | 'end' | 'never'>>> = {
  day: 'never',
  answer: 'request',
  held: 'end',
  outcomes: 'end',
  report: 'end',
}
export const countedFrom = (kind: PieceKind): 'visit' | 'request' | 'end' | 'never' => COUNTED[kind] ?? 'visit'

const pieceNames: Readonly<Record<PieceKind, () => string>> = {
  day: () => m.visits_piece_day(),
  answer: () => m.visits_piece_answer(),
  invitation: () => m.visits_piece_invitation(),
  programme: () => m.visits_piece_programme(),
  interpreter: () => m.visits_piece_interpreter(),
  names: () => m.visits_piece_names(),
  rooms: () => m.visits_piece_rooms(),
  gifts: () => m.visits_piece_gifts(),
  insurance: () => m.visits_piece_insurance(),
  payers: () => m.visits_piece_payers(),
  transport: () => m.visits_piece_transport(),
  venues: () => m.visits_piece_venues(),
  arrivals: () => m.visits_piece_arrivals(),
  translation: () => m.visits_piece_translation(),
  contact: () => m.visits_piece_contact(),
  flags: () => m.visits_piece_flags(),
  held: () => m.visits_piece_held(),
  outcomes: () => m.visits_piece_outcomes(),
  report: () => m.visits_piece_report(),
}
export const pieceName = (kind: PieceKind): string => pieceNames[kind]()

/** „Програма с 12 точки в други дни“, where the name alone would not say what is amiss. */
export const pieceInWords = ({ kind, count }: Pick<Piece, 'kind' | 'count'>): string =>
  kind === 'programme' && count !== null ? m.visits_piece_programme_outside({ count }) : pieceName(kind)

/** What the register knows of one visit. Days are YYYY-MM-DD. */
export type VisitFacts = {
  readonly state: VisitState
  readonly direction: EventDirection
  /** The event's days as bounds; null when nobody knows them, `exact` when it is known to the day. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly exact: boolean
  readonly requestedOn: string | null
  readonly answered: boolean
  /** To somebody an invitation was sent; `uninvited`: partners of the visit to whom none was. */
  readonly invited: boolean
  readonly uninvited: number
  readonly waived: readonly PieceKind[]
  /** Languages of the visit's papers. */
  readonly languages: readonly string[]
  /** Some of the guests, as far as anybody knows, speak no language of the hosts. */
  readonly languageGap: boolean
  readonly interpreters: number
  /** Guests who are expected. */
  readonly guests: number
  readonly nameless: number
  /** Of whom it is not known where they sleep, and who was not marked as needing no room. */
  readonly roomless: number
  readonly arrivalless: number
  readonly programmeItems: number
  readonly untranslatedItems: number
  readonly placelessItems: number
  /** Items that stand on other days than the visit: it was moved, they were not. */
  readonly outsideItems: number
  /** How many arrangements of a kind there are, and how many of them are confirmed. */
  readonly arranged: Readonly<Record<string, { readonly all: number; readonly confirmed: number }>>
  /** Arrangements that cost something and of which nobody said who pays. */
  readonly payerless: number
  readonly gifts: number
  /** Something is recorded of what came of it, or why nothing did. */
  readonly outcomesTold: boolean
}

/** `due` null: no day can be counted. `count`: how many are missing, where they can be counted. */
export type Piece = { readonly kind: PieceKind; readonly done: boolean; readonly waived: boolean; readonly due: string | null; readonly count: number | null }

export type PieceDays = Readonly<Record<PieceKind, number>>

/** `now`: two things of the dossier contradict each other; that is seen to at once. */
type Standing = { readonly done: boolean; readonly count?: number; readonly now?: boolean }

const confirmed = (facts: VisitFacts, kind: string): boolean => (facts.arranged[kind]?.confirmed ?? 0) > 0
const nights = ({ firstDay, lastDay, exact }: VisitFacts): boolean => !exact || (firstDay !== null && lastDay !== null && lastDay > firstDay)

/** The day is known, and it is behind: nobody sends an invitation to it any more. */
const isBehind = ({ lastDay, exact }: VisitFacts, today: string): boolean => exact && lastDay !== null && lastDay < today

/** What the visit needs at all, as it stands: null when a piece does not concern it. */
function standingOf(kind: PieceKind, facts: VisitFacts, today: string): Standing | null {
  const incoming = facts.direction !== 'outgoing'
  const unmarked = facts.state === 'planned' || facts.state === 'confirmed'
  const ahead = unmarked && !isBehind(facts, today)
  switch (kind) {
    case 'day':
      return ahead ? { done: facts.exact } : null
    case 'answer':
      return facts.requestedOn !== null && ahead ? { done: facts.answered } : null
    case 'invitation':
      return incoming && ahead
        ? { done: facts.invited && facts.uninvited === 0, ...(facts.invited && facts.uninvited > 0 ? { count: facts.uninvited } : {}) }
        : null
    case 'programme':
      return !ahead ? null : facts.outsideItems > 0 ? { done: false, count: facts.outsideItems, now: true } : { done: facts.programmeItems > 0 }
    case 'interpreter':
      return !ahead || !facts.languageGap ? null : { done: facts.interpreters > 0 || confirmed(facts, 'interpreter') }
    case 'names':
      return ahead ? { done: facts.guests > 0 && facts.nameless === 0, ...(facts.nameless > 0 ? { count: facts.nameless } : {}) } : null
    case 'rooms':
      return ahead && nights(facts)
        ? // A hotel that confirmed says nothing yet of who sleeps where.
          { done: facts.guests > 0 && facts.roomless === 0, ...(facts.roomless > 0 ? { count: facts.roomless } : {}) }
        : null
    case 'gifts':
      return ahead ? { done: facts.gifts > 0 || (facts.arranged['gift']?.all ?? 0) > 0 } : null
    case 'insurance':
      return !incoming && ahead ? { done: confirmed(facts, 'insurance') } : null
    case 'payers':
      return ahead
        ? { done: facts.payerless === 0 && Object.keys(facts.arranged).length > 0, ...(facts.payerless > 0 ? { count: facts.payerless } : {}) }
        : null
    case 'transport':
      return ahead ? { done: confirmed(facts, 'transport') } : null
    case 'venues':
      return ahead && facts.programmeItems > 0
        ? { done: facts.placelessItems === 0, ...(facts.placelessItems > 0 ? { count: facts.placelessItems } : {}) }
        : null
    case 'arrivals':
      return ahead && facts.guests > 0 ? { done: facts.arrivalless === 0, ...(facts.arrivalless > 0 ? { count: facts.arrivalless } : {}) } : null
    case 'translation':
      return ahead && facts.programmeItems > 0 && facts.languages.length > 1
        ? { done: facts.untranslatedItems === 0, ...(facts.untranslatedItems > 0 ? { count: facts.untranslatedItems } : {}) }
        : null
    case 'contact':
      return ahead ? { done: (facts.arranged['contact']?.all ?? 0) > 0 } : null
    case 'flags':
      return incoming && ahead ? { done: confirmed(facts, 'flags') } : null
    case 'held':
      return unmarked && !ahead ? { done: false } : null
    case 'outcomes':
      return facts.state === 'held' || facts.state === 'reported' ? { done: facts.outcomesTold } : null
    case 'report':
      return facts.state === 'held' ? { done: false } : facts.state === 'reported' ? { done: true } : null
  }
}

function dueOf(kind: PieceKind, facts: VisitFacts, days: PieceDays): string | null {
  switch (countedFrom(kind)) {
    case 'never':
      return null
    case 'request':
      return facts.requestedOn === null ? null : dayAfter(facts.requestedOn, days[kind])
    case 'end':
      return facts.lastDay === null || !facts.exact ? null : dayAfter(facts.lastDay, days[kind])
    default:
      // Of „октомври 2027“ no day can be counted back.
      return facts.firstDay === null || !facts.exact ? null : dayAfter(facts.firstDay, -days[kind])
  }
}

/** Everything the visit needs with its standing: first what is missing, by its day, then what the office waived or has done. What is over needs nothing. */
export function piecesOf(facts: VisitFacts, days: PieceDays, today: string): Piece[] {
  if (isOver(facts.state)) return []
  const found = PIECES.flatMap((kind): Piece[] => {
    const standing = standingOf(kind, facts, today)
    if (standing === null) return []
    const waived = !standing.done && facts.waived.includes(kind)
    const by = standing.done || waived ? null : dueOf(kind, facts, days)
    const due = standing.now === true && !waived && (by === null || by > today) ? today : by
    return [{ kind, done: standing.done, waived, due, count: standing.count ?? null }]
  })
  const place = ({ done, waived }: Piece): number => (done ? 2 : waived ? 1 : 0)
  return found.sort((a, b) => place(a) - place(b) || (a.due ?? '9').localeCompare(b.due ?? '9') || PIECES.indexOf(a.kind) - PIECES.indexOf(b.kind))
}

/** Languages spoken on each side of a visit, as sets of what one person speaks; an empty set: nobody said. */
export type Spoken = { readonly hosts: readonly (readonly string[])[]; readonly guests: readonly (readonly string[])[] }

/** Whether somebody of the guests speaks no language of the hosts. Of whom nobody said anything speaks what their side writes. */
export function hasLanguageGap(spoken: Spoken, hostsWrite: readonly string[], guestsWrite: readonly string[]): boolean {
  const hosts = new Set([...hostsWrite, ...spoken.hosts.flat()])
  const guests = spoken.guests.length === 0 ? [[]] : spoken.guests
  return guests.some((own) => !(own.length === 0 ? guestsWrite : own).some((language) => hosts.has(language)))
}

export const isMissing = ({ done, waived }: Pick<Piece, 'done' | 'waived'>): boolean => !done && !waived

/** „трябваше до 7 октомври 2024 г.“, „до утре“, „до 9 октомври“: late from the day after; soon within three days. */
export function dueInWords(due: string, today: string): { readonly text: string; readonly tone: 'late' | 'soon' | null } {
  const away = daysBetween(today, due)
  if (away < 0) return { text: m.visits_due_past({ day: dayInWords(due) }), tone: 'late' }
  if (away === 0) return { text: m.visits_due_today(), tone: 'soon' }
  if (away === 1) return { text: m.visits_due_tomorrow(), tone: 'soon' }
  return { text: m.visits_due_by({ day: dayInWords(due) }), tone: away <= 3 ? 'soon' : null }
}
