// What waits for the office: one row whatever it comes from, how urgent it is, until when it can be put off.
import { m } from '#messages'
import { dayInWords, monthsAfter, dayAfter } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import type { DotState } from '#ui/badges.tsx'

/** What the page can be narrowed to, in the order of the strip under its head. */
export const GROUPS = ['promises', 'texts', 'visits', 'trips', 'post', 'occasions', 'partners', 'people'] as const
export type Group = (typeof GROUPS)[number]
export const isGroup = (value: string | undefined): value is Group => (GROUPS as readonly string[]).includes(value ?? '')

/**
 * Every kind of thing that can wait: where it belongs, and its weight among what is equally urgent (the smaller the sooner). Whoever adds one adds its
 * source in sources.queries.ts.
 */
export const KINDS = {
  mail: { group: 'post', weight: 10 },
  retention: { group: 'people', weight: 20 },
  visit: { group: 'visits', weight: 25 },
  dossier: { group: 'visits', weight: 26 },
  task: { group: 'visits', weight: 27 },
  promise: { group: 'promises', weight: 30 },
  invitation: { group: 'visits', weight: 26 },
  gift: { group: 'visits', weight: 28 },
  trip: { group: 'trips', weight: 32 },
  meeting: { group: 'visits', weight: 35 },
  agreement: { group: 'occasions', weight: 40 },
  text: { group: 'texts', weight: 50 },
  occasion: { group: 'occasions', weight: 60 },
  digest: { group: 'texts', weight: 62 },
  feed: { group: 'texts', weight: 65 },
  triage: { group: 'texts', weight: 70 },
  silent: { group: 'partners', weight: 80 },
  approach: { group: 'partners', weight: 81 },
  assessment: { group: 'partners', weight: 82 },
  round: { group: 'people', weight: 85 },
  doubles: { group: 'people', weight: 90 },
} as const satisfies Readonly<Record<string, { readonly group: Group; readonly weight: number }>>
export type Kind = keyof typeof KINDS
export const ALL_KINDS = Object.keys(KINDS) as Kind[]
export const isKind = (value: string): value is Kind => Object.hasOwn(KINDS, value)
export const kindsOf = (group: Group | undefined): Kind[] => ALL_KINDS.filter((kind) => group === undefined || KINDS[kind].group === group)

/** What a row is, for as long as it waits: its kind, the id of the thing, and which of several matters of that thing („20“ of a twentieth anniversary). */
export type Key = { readonly kind: Kind; readonly thingId: string; readonly part: string }

/** As it stands in addresses and in the page: `promise-0190…`, `occasion-0190…-20`. */
export const keyText = ({ kind, thingId, part }: Key): string => `${kind}-${thingId}${part === '' ? '' : `-${part}`}`
const KEY = /^([a-z_]+)-([0-9a-f-]{36})(?:-([\w-]{1,40}))?$/
export function keyFrom(text: string): Key | null {
  const [, kind = '', thingId = '', part = ''] = KEY.exec(text) ?? []
  return isKind(kind) && isId(thingId) ? { kind, thingId, part } : null
}

export const BANDS = ['now', 'week', 'soon', 'calm'] as const
/** now: late, due today, or begun and left half done · week: within seven days · soon: has its day later · calm: no day presses. */
export type Band = (typeof BANDS)[number]
export const isBand = (value: string | undefined): value is Band => (BANDS as readonly string[]).includes(value ?? '')

const bandNames: Readonly<Record<Band, () => string>> = {
  now: m.today_band_now,
  week: m.today_band_week,
  soon: m.today_band_soon,
  calm: m.today_band_calm,
}
export const bandName = (band: Band): string => bandNames[band]()

const groupNames: Readonly<Record<Group, (given: { count: number }) => string>> = {
  promises: m.today_group_promises,
  texts: m.today_group_texts,
  visits: m.today_group_visits,
  trips: m.today_group_trips,
  post: m.today_group_post,
  occasions: m.today_group_occasions,
  partners: m.today_group_partners,
  people: m.today_group_people,
}
/** What so many rows of a group are, without the number: „обещание“, „обещания“. */
export const groupName = (group: Group, count: number): string => groupNames[group]({ count })

/** Days that count as „within a week“. */
export const WEEK_DAYS = 7

/** Without a day of its own a row may still press: 2 now, 1 this week, 0 not at all. */
export type Press = 0 | 1 | 2

/** What a source finds, before it has words. Days are YYYY-MM-DD. */
export type Found = {
  readonly thingId: string
  readonly part: string
  /** The last day on which it is in time, or the day it falls on. */
  readonly day: string | null
  /** Since when it waits. */
  readonly since: string | null
  readonly press: Press
  /** What it is like: when that changes, it comes back though it was put off. */
  readonly mark: string
}

export type Urgency = Pick<Found, 'part' | 'day' | 'since' | 'press'> & { readonly kind: Kind }

export const bandOf = ({ day, press }: Pick<Urgency, 'day' | 'press'>, today: string): Band => {
  if (press === 2 || (day !== null && day <= today)) return 'now'
  if (press === 1 || (day !== null && day <= dayAfter(today, WEEK_DAYS))) return 'week'
  return day === null ? 'calm' : 'soon'
}

const FIRST = '0001-01-01'
const LAST = '9999-12-31'

/**
 * The order of everything that waits, as one text that sorts by its letters. What is late goes by weight, then by how long it is late; what has its day ahead by
 * that day; what no day presses by weight, then by how long it waits. waiting.queries.ts says the same to the database; a test holds the two together.
 */
export function orderText(row: Urgency, today: string): string {
  const band = bandOf(row, today)
  const weight = String(KINDS[row.kind].weight)
  const day = row.day ?? (band === 'week' ? FIRST : LAST)
  const since = row.since ?? LAST
  const first = band === 'now' || band === 'calm' ? `${weight}${day}` : `${day}${weight}`
  return `${BANDS.indexOf(band)}${first}${since}${row.kind} ${row.part}`
}

/** What the office said of a row. */
export type Said = {
  /** 0: nobody has said anything yet. */
  readonly version: number
  readonly snoozedUntil: string | null
  readonly assignedTo: string | null
  readonly assignedName: string | null
}

export type Waiting = Found & Key & Said & { readonly band: Band; readonly asleep: boolean }

export type Why = { readonly text: string; readonly tone?: 'late' | 'soon' | 'strong' }

/** A row in words. */
export type Told = {
  readonly what: string
  /** Language of `what` when it is not the page's. */
  readonly lang?: string | undefined
  readonly country?: string | undefined
  readonly href: string
  readonly why: readonly Why[]
  /** The one thing to do about it. */
  readonly action: { readonly text: string; readonly href: string }
  readonly dot: DotState
}

export type Line = Waiting & Told

/** What comes round by itself may be let pass without anybody marking it, a meeting may have no minutes and a visit no dossier; what is owed may not be let pass. */
export const DISMISSABLE: ReadonlySet<Kind> = new Set<Kind>(['occasion', 'agreement', 'meeting', 'dossier', 'digest'])

export const WHOSE = ['me', 'mine', 'nobody', 'all'] as const
/** me: mine and what nobody has · mine: given to me · nobody: given to nobody · all: everybody's. */
export type Whose = (typeof WHOSE)[number]
export const isWhose = (value: string | undefined): value is Whose => (WHOSE as readonly string[]).includes(value ?? '')

/** Whose rows are shown when nobody asks otherwise: an officer's own and what nobody has; a reader looks at all. */
export const usualWhose = (role: 'officer' | 'reader'): Whose => (role === 'officer' ? 'me' : 'all')

export type TallyRow = {
  readonly kind: Kind
  readonly band: Band
  readonly late: boolean
  readonly assignedTo: string | null
  readonly asleep: boolean
  readonly n: number
}
export type Tally = readonly TallyRow[]

export const isWhoses = (assignedTo: string | null, whose: Whose, personId: string): boolean =>
  whose === 'all' || (whose === 'nobody' ? assignedTo === null : assignedTo === personId || (whose === 'me' && assignedTo === null))

/** How many stand there awake, by whatever is asked. */
export const counted = (tally: Tally, of: (row: TallyRow) => boolean = () => true): number =>
  tally.reduce((sum, row) => (!row.asleep && of(row) ? sum + row.n : sum), 0)

/** How many of what is asked for stand in each band, awake. */
export const bandCounts = (
  tally: Tally,
  asked: { readonly kinds: readonly Kind[]; readonly whose: Whose; readonly personId: string },
): Readonly<Record<Band, number>> => {
  const of = (band: Band): number =>
    counted(tally, (row) => row.band === band && asked.kinds.includes(row.kind) && isWhoses(row.assignedTo, asked.whose, asked.personId))
  return { now: of('now'), week: of('week'), soon: of('soon'), calm: of('calm') }
}

// ---- putting off -----------------------------------------------------------------------------------------------------

export const SNOOZES = ['tomorrow', 'monday', 'month', 'day'] as const
export type Snooze = (typeof SNOOZES)[number]

/** Longer nobody puts off what waits; it would be forgotten. Months. */
export const LONGEST_SNOOZE = 24

/** Monday after the day; of a Monday the next one. */
export function nextMonday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return dayAfter(day, weekday === 1 ? 7 : (8 - weekday) % 7)
}

export const snoozedUntil = (choice: Exclude<Snooze, 'day'>, today: string): string =>
  choice === 'tomorrow' ? dayAfter(today, 1) : choice === 'monday' ? nextMonday(today) : monthsAfter(today, 1)

/** A chosen day: after today and not after the longest putting off. */
export const maySnoozeUntil = (day: string, today: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && day > today && day <= monthsAfter(today, LONGEST_SNOOZE)

/** „Утре, вторник, 24 ноември 2026 г.“ */
export const snoozeName = (choice: Snooze, today: string): string => {
  switch (choice) {
    case 'tomorrow':
      return m.today_snooze_tomorrow({ day: dayInWords(snoozedUntil(choice, today), { weekday: true }) })
    case 'monday':
      return m.today_snooze_monday({ day: dayInWords(snoozedUntil(choice, today)) })
    case 'month':
      return m.today_snooze_month({ day: dayInWords(snoozedUntil(choice, today), { weekday: true }) })
    case 'day':
      return m.today_snooze_day()
  }
}
