// What may go wrong with a programme: people and rooms in two places at once, no interpreter, no time to get there, no break, no translation; and what would mend it.
import { isEmptyText, isStale, type LocalText } from '#platform/texts/local-text.ts'
import { daysBetween } from '#platform/dates.ts'
import type { ItemElsewhere } from './elsewhere.queries.ts'
import { presenceIn, type Presence } from './presence.ts'
import { minutesBetweenPlaces, plain } from './distance.ts'
import type { Programme, ProgrammeDelegate, ProgrammeItem } from './programme.queries.ts'
import { daysOfVisit, daysToMove, nearestDay, outsideByDay, travellersOutside, type VisitDays } from './visit-days.ts'
import { clockAt, MINUTE } from './zone-time.ts'

/** From the worst to what can wait. */
export const WARNING_KINDS = [
  'outside-visit',
  'person-twice',
  'interpreter-twice',
  'two-groups',
  'person-elsewhere',
  'room-twice',
  'room-elsewhere',
  'journey-outside',
  'not-coming',
  'no-interpreter',
  'not-there-yet',
  'gone-already',
  'no-time-to-travel',
  'no-break',
  'no-translation',
] as const
export type WarningKind = (typeof WARNING_KINDS)[number]

/** What one press would do about it. Moments in milliseconds since 1970. */
export type Remedy =
  /** `over`: items it would lie upon, where the rest of the day is taken. */
  | { readonly do: 'move'; readonly item: string; readonly to: number; readonly over?: readonly string[] }
  /** `instead`: whom they relieve. */
  | { readonly do: 'interpreter'; readonly item: string; readonly delegateId: string; readonly instead?: string }
  | { readonly do: 'leave'; readonly item: string; readonly delegateId: string }
  | { readonly do: 'leave-group'; readonly group: string; readonly delegateId: string }
  /** So many days later (negative: earlier) by the clock; 'all': the whole programme. */
  | { readonly do: 'shift'; readonly items: 'all' | readonly string[]; readonly days: number }
  | { readonly do: 'break'; readonly at: number; readonly minutes: number; readonly like: string; readonly later: readonly string[] }

export type Warning = {
  readonly kind: WarningKind
  /** The items it is about, the earlier first. */
  readonly items: readonly string[]
  /** Keys of the people it is about: delegates, or people of the register. Everybody's when `everyone`. */
  readonly people: readonly string[]
  readonly everyone: boolean
  /** The time in question. */
  readonly from: number
  readonly to: number
  /** Groups somebody is in at once, or languages that are missing or behind the source. */
  readonly groups?: readonly string[]
  readonly languages?: readonly { readonly language: string; readonly stale: boolean }[]
  /** Minutes it would take, where the way is too short. */
  readonly needed?: number
  /** What is at the same time in another visit. */
  readonly elsewhere?: ItemElsewhere
  readonly remedies: readonly Remedy[]
}

const CLASHES: ReadonlySet<string> = new Set(['person-twice', 'interpreter-twice', 'two-groups', 'person-elsewhere', 'room-twice', 'room-elsewhere'])
/** Clashes are shown red, and mark their items. */
export const isClash = (kind: WarningKind): boolean => CLASHES.has(kind)

/** Stands above the programme; the rest waits in a list beside it. */
export const isPressing = (kind: WarningKind): boolean => isClash(kind) || kind === 'outside-visit'

/** Without a break for longer than this people hear nothing any more (the office's rule of thumb, no law). Minutes. */
export const LONGEST_WITHOUT_BREAK = 4 * 60
/** Days outside the visit for which a move of their own is offered. */
const DAYS_OFFERED = 3
/** A pause this long is a break. */
export const SHORTEST_BREAK = 15

const NO_CLASH: ReadonlySet<string> = new Set(['break', 'free'])
const REST: ReadonlySet<string> = new Set(['break', 'free', 'meal', 'travel'])
const TALK: ReadonlySet<string> = new Set(['meeting', 'ceremony'])

type Span = { readonly from: number; readonly to: number }
const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to
const roundedUp = (at: number, step = 5): number => Math.ceil(at / (step * MINUTE)) * step * MINUTE

/** Everything worth a look, the worst first, each kind in the order of the programme. `elsewhere`: what other visits have on these days. */
export function warningsOf(programme: Programme, elsewhere: readonly ItemElsewhere[] = []): Warning[] {
  const { items, delegates, groups, visit } = programme
  const presence = presenceIn(delegates, groups)
  const timed = items.filter(({ time }) => time !== null).sort((a, b) => a.from - b.from || a.to - b.to)
  const presentAt = new Map(items.map((item) => [item.id, presence(item)]))
  const others = elsewhere.filter(({ eventId }) => eventId !== visit.id)
  const at: Known = {
    timed,
    presentAt,
    delegates,
    coming: delegates.filter(({ withdrawn }) => !withdrawn),
    chains: chainsOf(timed, presentAt),
    elsewhere: others,
    personOf: personOf(delegates),
    busy: new Map(),
  }
  const days = daysOfVisit(visit)
  const away = travellersOutside(programme)
  const found = [
    ...(days === null ? [] : outsideVisit(items, days)),
    ...journeysOutside(at, away),
    ...twice(at),
    ...(others.length === 0 ? [] : atTwoVisits(at, visit.direction)),
    ...sameRoom(at),
    ...notComing(items, delegates),
    ...withoutInterpreter(at, ours(visit.direction), visit.languages),
    ...outside(at, new Set(away)),
    ...ways(at),
    ...withoutBreak(at),
    ...withoutTranslation(items, visit.languages),
  ]
  const order = new Map(items.map(({ id }, index) => [id, index]))
  const place = (warning: Warning): number => order.get(warning.items[0] ?? '') ?? 0
  return found.sort((a, b) => WARNING_KINDS.indexOf(a.kind) - WARNING_KINDS.indexOf(b.kind) || place(a) - place(b))
}

/** One warning for all that lies outside: the programme moves whole where that helps, else each of the days goes to the nearest of the visit's. */
function outsideVisit(items: readonly ProgrammeItem[], visit: VisitDays): Warning[] {
  const byDay = outsideByDay(items, visit)
  const found = [...byDay.values()].flat()
  if (found.length === 0) return []
  const days = daysToMove(items, visit)
  const whole: Remedy[] = days === 0 ? [] : [{ do: 'shift', items: 'all', days }]
  const single =
    whole.length > 0 && found.length === items.length
      ? []
      : [...byDay].map(([day, own]): Remedy => ({ do: 'shift', items: own.map(({ id }) => id), days: daysBetween(day, nearestDay(day, visit)) }))
  return [
    {
      kind: 'outside-visit',
      items: found.map(({ id }) => id),
      people: [],
      everyone: false,
      from: found[0]!.from,
      to: found.at(-1)!.to,
      remedies: [...whole, ...single.slice(0, DAYS_OFFERED)],
    },
  ]
}

/** One warning for all whose journey belongs to other days; what they miss need not be said item by item. */
const journeysOutside = ({ coming }: Known, away: readonly string[]): Warning[] =>
  away.length === 0
    ? []
    : [{ kind: 'journey-outside', items: [], people: away, everyone: away.length > 3 && away.length === coming.length, from: 0, to: 0, remedies: [] }]

type Known = {
  readonly timed: readonly ProgrammeItem[]
  readonly presentAt: ReadonlyMap<string, Presence>
  readonly delegates: readonly ProgrammeDelegate[]
  readonly coming: readonly ProgrammeDelegate[]
  readonly chains: Chains
  readonly elsewhere: readonly ItemElsewhere[]
  /** Somebody's key → their id in the register; a key that is no delegate's is that id. */
  readonly personOf: (key: string) => string | null
  /** Item → what else its people and its room are taken by; filled when asked for. */
  readonly busy: Map<string, readonly Taken[]>
}

type Taken = Span & { readonly id: string }

function personOf(delegates: readonly ProgrammeDelegate[]): Known['personOf'] {
  const of = new Map(delegates.map(({ id, personId }) => [id, personId]))
  return (key) => (of.has(key) ? of.get(key)! : key)
}

const ours = (direction: string): 'hosts' | 'guests' => (direction === 'outgoing' ? 'guests' : 'hosts')

/** Pairs of timed items that overlap, each once, the earlier first. */
function overlapping(timed: readonly ProgrammeItem[]): [ProgrammeItem, ProgrammeItem][] {
  const pairs: [ProgrammeItem, ProgrammeItem][] = []
  for (const [index, first] of timed.entries())
    for (const second of timed.slice(index + 1)) {
      if (second.from >= first.to) break
      if (overlap(first, second)) pairs.push([first, second])
    }
  return pairs
}

/** Whether nothing else, here or in another visit, holds a delegate between two moments. */
const isFree = ({ timed, presentAt, elsewhere, personOf: person }: Known, key: string, from: number, to: number): boolean =>
  !timed.some((item) => item.from < to && from < item.to && !NO_CLASH.has(item.kind) && presentAt.get(item.id)!.has(key)) &&
  !elsewhere.some((item) => item.from < to && from < item.to && !NO_CLASH.has(item.kind) && item.people.includes(person(key) ?? ''))

/** Everything that has the people or the room of an item at some time, a coffee too; free time gives way. */
function takenBeside({ timed, presentAt, elsewhere, personOf: person, busy }: Known, item: ProgrammeItem): readonly Taken[] {
  const known = busy.get(item.id)
  if (known !== undefined) return known
  const present = presentAt.get(item.id)!
  const people = new Set([...present.keys()].map(person))
  const room = roomOf(item)
  const found = [
    ...timed.filter(
      (one) =>
        one.id !== item.id &&
        one.kind !== 'free' &&
        ((room !== null && roomOf(one) === room) || [...presentAt.get(one.id)!.keys()].some((key) => present.has(key))),
    ),
    ...elsewhere.filter((one) => !NO_CLASH.has(one.kind) && one.people.some((id) => people.has(id))),
  ].sort((a, b) => a.from - b.from)
  busy.set(item.id, found)
  return found
}

/** Later than this by the clock nothing is moved to of itself. */
const LATEST_END = '22:00'

/** Moves an item to the first moment from then on at which its people and its room are free on that day; where there is none, upon what it would lie is told. */
function movedTo(known: Known, item: ProgrammeItem, from: number): Remedy {
  const taken = takenBeside(known, item)
  const length = item.to - item.from
  const lain = (at: number, one: Taken): boolean => overlap({ from: at, to: at + length }, one)
  const first = roundedUp(from)
  // Taken times stand in the order in which they begin: whoever was passed is in the way no more.
  const to = taken.reduce((at, one) => (lain(at, one) ? roundedUp(Math.max(one.to, at + MINUTE)) : at), first)
  const end = clockAt(to + length, item.zone)
  if (to === first || (end.day === clockAt(first, item.zone).day && end.time <= LATEST_END)) return { do: 'move', item: item.id, to }
  const over = taken.flatMap((one) => (lain(first, one) && known.presentAt.has(one.id) ? [one.id] : []))
  return { do: 'move', item: item.id, to: first, ...(over.length === 0 ? {} : { over }) }
}

/** Interpreters who could come to an item: free, not there yet, and able to speak with those who need them. Two at most are offered. */
const freeInterpreters = (known: Known, item: ProgrammeItem, languages: readonly string[]): Remedy[] =>
  known.coming
    .filter(
      ({ id, isInterpreter, languages: own }) =>
        isInterpreter &&
        !known.presentAt.get(item.id)!.has(id) &&
        (own.length === 0 || languages.length === 0 || own.some((one) => languages.includes(one))) &&
        isFree(known, id, item.from, item.to),
    )
    .slice(0, 2)
    .map(({ id }) => ({ do: 'interpreter', item: item.id, delegateId: id }))

function twice(known: Known): Warning[] {
  const interpreters = new Set(known.coming.filter(({ isInterpreter }) => isInterpreter).map(({ id }) => id))
  const languagesOf = new Map(known.coming.map(({ id, languages }) => [id, languages]))
  return overlapping(known.timed).flatMap(([first, second]): Warning[] => {
    if (NO_CLASH.has(first.kind) || NO_CLASH.has(second.kind)) return []
    const [one, other] = [known.presentAt.get(first.id)!, known.presentAt.get(second.id)!]
    const both = [...one.keys()].filter((key) => other.has(key))
    if (both.length === 0) return []
    const everyone = both.length > 3 && known.coming.every(({ id }) => one.has(id) && other.has(id))
    const base = { items: [first.id, second.id], people: both, everyone, from: Math.max(first.from, second.from), to: Math.min(first.to, second.to) }
    const later = movedTo(known, second, first.to)
    const byGroups = both.map((key) => [one.get(key)!, other.get(key)!] as const)
    if (byGroups.every(([a, b]) => a.by === 'group' && b.by === 'group' && a.group !== b.group)) {
      const named = [...new Set(byGroups.flatMap((pair) => pair.flatMap((ground) => (ground.by === 'group' ? [ground.group] : []))))]
      const [, ground] = byGroups[0]!
      const leave: Remedy[] = both.length === 1 && ground.by === 'group' ? [{ do: 'leave-group', group: ground.group, delegateId: both[0]! }] : []
      return [{ ...base, kind: 'two-groups', groups: named, remedies: [...leave, later] }]
    }
    if (both.every((key) => interpreters.has(key))) {
      const languages = both.flatMap((key) => languagesOf.get(key) ?? [])
      return [
        { ...base, kind: 'interpreter-twice', remedies: [later, ...freeInterpreters(known, second, languages).map((one) => ({ ...one, instead: both[0]! }))] },
      ]
    }
    return [{ ...base, kind: 'person-twice', remedies: [later] }]
  })
}

/** Who is expected at an item of another visit at the same time, and which of our rooms it has. One and the same event that stands in both programmes is none. */
function atTwoVisits(known: Known, direction: string): Warning[] {
  const { timed, presentAt, elsewhere, personOf: person } = known
  return timed.flatMap((item) =>
    elsewhere
      .filter((one) => overlap(item, one) && (item.eventId === null || (item.eventId !== one.eventId && item.eventId !== one.visitId)))
      .flatMap((one): Warning[] => {
        const base = { items: [item.id], everyone: false, from: Math.max(item.from, one.from), to: Math.min(item.to, one.to), elsewhere: one }
        const remedies = [movedTo(known, item, one.to)]
        const there = new Set(NO_CLASH.has(item.kind) || NO_CLASH.has(one.kind) ? [] : one.people)
        const people = [...presentAt.get(item.id)!.keys()].filter((key) => there.has(person(key) ?? ''))
        // Abroad a room is never one of ours.
        const room = direction === 'outgoing' || one.direction === 'outgoing' ? null : roomOf(item)
        return [
          ...(people.length === 0 ? [] : [{ ...base, kind: 'person-elsewhere' as const, people, remedies }]),
          ...(room === null || room !== roomOf(one) ? [] : [{ ...base, kind: 'room-elsewhere' as const, people: [], remedies }]),
        ]
      }),
  )
}

/** Place and room together; a room without a place is one of the house. */
const roomOf = ({ place, address, room }: Pick<ProgrammeItem, 'place' | 'address' | 'room'>): string | null =>
  room.trim() === '' ? null : [isEmptyText(place) ? '' : place.in[place.source]!.text, address, room].map(plain).join('|')

const sameRoom = (known: Known): Warning[] =>
  overlapping(known.timed)
    .filter(([first, second]) => roomOf(first) !== null && roomOf(first) === roomOf(second))
    .map(([first, second]) => ({
      kind: 'room-twice',
      items: [first.id, second.id],
      people: [],
      everyone: false,
      from: Math.max(first.from, second.from),
      to: Math.min(first.to, second.to),
      remedies: [movedTo(known, second, first.to)],
    }))

function notComing(items: readonly ProgrammeItem[], delegates: readonly ProgrammeDelegate[]): Warning[] {
  const withdrawn = new Set(delegates.filter((one) => one.withdrawn).map(({ id }) => id))
  return items.flatMap((item) =>
    item.participants
      .flatMap(({ delegateId }) => (delegateId !== null && withdrawn.has(delegateId) ? [delegateId] : []))
      .map((delegateId) => ({
        kind: 'not-coming' as const,
        items: [item.id],
        people: [delegateId],
        everyone: false,
        from: item.from,
        to: item.to,
        remedies: [{ do: 'leave' as const, item: item.id, delegateId }],
      })),
  )
}

/** What somebody speaks: as told, else the language of the papers of their side. */
const spoken = (one: ProgrammeDelegate, our: 'hosts' | 'guests', languages: readonly string[]): readonly string[] =>
  one.languages.length > 0 ? one.languages : one.side === our ? languages.slice(0, 1) : languages.slice(1, 2)

function withoutInterpreter(known: Known, our: 'hosts' | 'guests', languages: readonly string[]): Warning[] {
  return known.timed.flatMap((item): Warning[] => {
    if (!TALK.has(item.kind)) return []
    const present = known.coming.filter(({ id }) => known.presentAt.get(item.id)!.has(id))
    const interpreters = present.filter(({ isInterpreter }) => isInterpreter)
    const side = (one: 'hosts' | 'guests') => present.filter((delegate) => delegate.side === one && !delegate.isInterpreter)
    const hosts = side('hosts').map((one) => spoken(one, our, languages))
    const understood = new Set(hosts.flat())
    if (hosts.length === 0 || understood.size === 0) return []
    const lost = side('guests').filter((guest) => {
      const own = spoken(guest, our, languages)
      return (
        own.length > 0 &&
        !own.some((language) => understood.has(language)) &&
        !interpreters.some((interpreter) => interpreter.languages.length === 0 || interpreter.languages.some((language) => own.includes(language)))
      )
    })
    if (lost.length === 0) return []
    const needed = [...new Set(lost.flatMap((guest) => spoken(guest, our, languages)))]
    return [
      {
        kind: 'no-interpreter',
        items: [item.id],
        people: lost.map(({ id }) => id),
        everyone: false,
        from: item.from,
        to: item.to,
        languages: needed.map((language) => ({ language, stale: false })),
        remedies: freeInterpreters(known, item, needed),
      },
    ]
  })
}

/** Items before somebody has come or after they have left; the journey itself is none. */
function outside(known: Known, away: ReadonlySet<string>): Warning[] {
  const travelling = known.coming.filter(({ id, arrivesAt, leavesAt }) => (arrivesAt !== null || leavesAt !== null) && !away.has(id))
  if (travelling.length === 0) return []
  return known.timed.flatMap((item): Warning[] => {
    if (item.kind === 'travel' || item.kind === 'free') return []
    const present = known.presentAt.get(item.id)!
    const among = travelling.filter(({ id }) => present.has(id))
    const early = among.filter(({ arrivesAt }) => arrivesAt !== null && item.from < arrivesAt)
    const late = among.filter(({ leavesAt }) => leavesAt !== null && item.to > leavesAt)
    const warning = (kind: WarningKind, people: readonly ProgrammeDelegate[]): Warning[] =>
      people.length === 0
        ? []
        : [
            {
              kind,
              items: [item.id],
              people: people.map(({ id }) => id),
              everyone: false,
              from: item.from,
              to: item.to,
              remedies: people.flatMap(({ id }): Remedy[] =>
                people.length === 1 && present.get(id)!.by === 'name' ? [{ do: 'leave', item: item.id, delegateId: id }] : [],
              ),
            },
          ]
    return [...warning('not-there-yet', early), ...warning('gone-already', late)]
  })
}

type Chains = ReadonlyMap<string, readonly ProgrammeItem[]>

/** Each person's timed items in order. */
function chainsOf(timed: readonly ProgrammeItem[], presentAt: ReadonlyMap<string, Presence>): Chains {
  const chains = new Map<string, ProgrammeItem[]>()
  for (const item of timed)
    for (const key of presentAt.get(item.id)!.keys()) {
      const chain = chains.get(key)
      if (chain === undefined) chains.set(key, [item])
      else chain.push(item)
    }
  return chains
}

function ways(known: Known): Warning[] {
  const found = new Map<string, { first: ProgrammeItem; second: ProgrammeItem; needed: number; people: string[] }>()
  const ways = new Map<string, number>()
  for (const [key, items] of known.chains)
    for (const [index, second] of items.entries()) {
      const first = items[index - 1]
      if (first === undefined || second.from < first.to || first.kind === 'travel' || second.kind === 'travel') continue
      const pair = `${first.id} ${second.id}`
      // Hundreds of people go the same way.
      const needed = ways.get(pair) ?? minutesBetweenPlaces(first, second)
      ways.set(pair, needed)
      if (second.from - first.to >= needed * MINUTE) continue
      const known_ = found.get(pair)
      if (known_ === undefined) found.set(pair, { first, second, needed, people: [key] })
      else known_.people.push(key)
    }
  return [...found.values()].map(({ first, second, needed, people }) => ({
    kind: 'no-time-to-travel',
    items: [first.id, second.id],
    people,
    everyone: known.coming.length > 3 && known.coming.every(({ id }) => people.includes(id)),
    from: first.to,
    to: second.from,
    needed,
    remedies: [movedTo(known, second, first.to + needed * MINUTE)],
  }))
}

function withoutBreak(known: Known): Warning[] {
  const found = new Map<string, { block: ProgrammeItem[]; people: string[] }>()
  for (const [key, items] of known.chains) {
    let block: ProgrammeItem[] = []
    const close = (): void => {
      const [first, last] = [block[0], block.at(-1)]
      if (first === undefined || last === undefined || block.length < 2 || last.to - first.from <= LONGEST_WITHOUT_BREAK * MINUTE) return
      // Whoever is busy from the same item to the same item is told together.
      const name = `${first.id} ${last.id}`
      const before = found.get(name)
      if (before === undefined) found.set(name, { block, people: [key] })
      else before.people.push(key)
    }
    for (const item of items) {
      const last = block.at(-1)
      if (REST.has(item.kind) || (last !== undefined && item.from - last.to >= SHORTEST_BREAK * MINUTE)) {
        close()
        block = []
      }
      if (!REST.has(item.kind)) block.push(item)
    }
    close()
  }
  return [...found.values()].map(({ block, people }) => {
    const [from, to] = [block[0]!.from, Math.max(...block.map((item) => item.to))]
    // The seam nearest to the middle, where the break disturbs least.
    const seams = block.slice(0, -1)
    const after = seams.reduce((best, item) => (Math.abs(item.to - (from + to) / 2) < Math.abs(best.to - (from + to) / 2) ? item : best))
    const later = block.filter((item) => item.from >= after.to)
    const remedies: Remedy[] =
      later.length === 0 ? [] : [{ do: 'break', at: after.to, minutes: SHORTEST_BREAK, like: after.id, later: later.map(({ id }) => id) }]
    return {
      kind: 'no-break' as const,
      items: block.map(({ id }) => id),
      people,
      everyone: known.coming.length > 3 && known.coming.every(({ id }) => people.includes(id)),
      from,
      to,
      remedies,
    }
  })
}

/** Languages of the papers in which a text is missing, or older than what it translates. */
export const untranslated = (text: LocalText, languages: readonly string[]): { readonly language: string; readonly stale: boolean }[] =>
  languages.filter((language) => text.in[language] === undefined || isStale(text, language)).map((language) => ({ language, stale: isStale(text, language) }))

const withoutTranslation = (items: readonly ProgrammeItem[], languages: readonly string[]): Warning[] =>
  items.flatMap((item) => {
    const missing = isEmptyText(item.title) ? [] : untranslated(item.title, languages)
    return missing.length === 0
      ? []
      : [{ kind: 'no-translation' as const, items: [item.id], people: [], everyone: false, from: item.from, to: item.to, languages: missing, remedies: [] }]
  })
