// What an event is: a visit, a meeting, a forum … with its partners, people, place and day; and what a form may say about it.
import { z } from 'zod'
import { dropField, suggestedField } from '#features/organisations/naming.ts'
import type { ContactKind } from '#features/partnerships/silence/contact.ts'
import { FIELDS, type Field } from '#features/partnerships/field.ts'
import { m } from '#messages'
import { dateInWords, earliest, type ImpreciseDate, isImpreciseDate, latest, daysBetween } from '#platform/dates.ts'
import { dateField, lineField, ticks, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citationForm } from '#platform/texts/citation.ts'
import { daysWords } from '#platform/texts/day-words.ts'
import { currentLanguage, type Language, type SiteLanguage, speakingIn } from '#platform/texts/language.ts'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'

export const EVENT_KINDS = [
  'visit',
  'meeting',
  'forum',
  'festival',
  'signing',
  'celebration',
  'ceremony',
  'exhibition',
  'exchange',
  'council_session',
  'letter',
  'call',
  'other',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** incoming: guests, a letter or a call come to us · outgoing: from us to them · none: neither, both at once, or at a distance. */
export const EVENT_DIRECTIONS = ['incoming', 'outgoing', 'none'] as const
export type EventDirection = (typeof EVENT_DIRECTIONS)[number]

const kindNames: Readonly<Record<EventKind, () => string>> = {
  visit: () => m.events_kind_visit(),
  meeting: () => m.events_kind_meeting(),
  forum: () => m.events_kind_forum(),
  festival: () => m.events_kind_festival(),
  signing: () => m.events_kind_signing(),
  celebration: () => m.events_kind_celebration(),
  ceremony: () => m.events_kind_ceremony(),
  exhibition: () => m.events_kind_exhibition(),
  exchange: () => m.events_kind_exchange(),
  council_session: () => m.events_kind_council_session(),
  letter: () => m.events_kind_letter(),
  call: () => m.events_kind_call(),
  other: () => m.events_kind_other(),
}
export const eventKindName = (kind: EventKind): string => kindNames[kind]()

const directionNames: Readonly<Record<EventDirection, () => string>> = {
  incoming: () => m.events_direction_incoming(),
  outgoing: () => m.events_direction_outgoing(),
  none: () => m.events_direction_none(),
}
export const isEventKind = (value: string): value is EventKind => (EVENT_KINDS as readonly string[]).includes(value)
export const isEventDirection = (value: string): value is EventDirection => (EVENT_DIRECTIONS as readonly string[]).includes(value)

const writtenNames: Readonly<Record<EventDirection, () => string>> = {
  incoming: () => m.events_direction_received(),
  outgoing: () => m.events_direction_sent(),
  none: () => m.events_direction_exchanged(),
}
/** Letters and calls come and go as people do, but nobody is anybody's guest. */
export const isAtDistance = (kind: EventKind): boolean => kind === 'letter' || kind === 'call'

export const directionName = (direction: EventDirection, kind?: EventKind): string =>
  (kind !== undefined && isAtDistance(kind) ? writtenNames : directionNames)[direction]()

/** What an event means for the silence between two sides; null: a session of a council needs nobody of theirs. */
export const contactKindOf = (kind: EventKind): ContactKind | null =>
  kind === 'council_session' ? null : kind === 'visit' || kind === 'exchange' || kind === 'letter' || kind === 'call' ? kind : 'meeting'

const directionHints: Readonly<Record<EventDirection, () => string>> = {
  incoming: () => `${m.events_direction_incoming_hint()} ${m.events_direction_letter_hint()}`,
  outgoing: () => `${m.events_direction_outgoing_hint()} ${m.events_direction_letter_sent_hint()}`,
  none: () => m.events_direction_none_hint(),
}
export const directionHint = (direction: EventDirection): string => directionHints[direction]()

export const EVENTS_ON_A_PAGE = 25

/** Someone who took part: `asRole` is the role they came in, as the source words it. */
export type Participation = { readonly personId: string; readonly asRole: string | null }

/** What an event says, as any caller gives it: a form, the intake or the demonstration. */
export type EventValues = {
  readonly kind: EventKind
  readonly direction: EventDirection
  /** Language → text; with no text at all a title is composed from kind, direction and partners. Languages left out keep what they had. */
  readonly title?: LocalTextForm
  /** `from/to` when it lasted several days. */
  readonly date: ImpreciseDate | null
  /** GeoNames id. */
  readonly placeId?: number | null
  readonly placeText?: string
  readonly occasion?: string
  readonly summary?: LocalTextForm
  readonly fields?: readonly Field[]
  /** Ids of the partner organisations, in the order they are named. */
  readonly partners: readonly string[]
  readonly participants?: readonly Participation[]
  readonly published?: boolean
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

/** Titles stay one line long, or lists and suggestions burst. */
const TITLE_LENGTH = 300
export const titleField = localTextForm.default({}).refine((typed) => Object.values(typed).every((text) => text.length <= TITLE_LENGTH), {
  path: ['bg'],
  error: () => `m:${m.events_title_long({ most: TITLE_LENGTH })}`,
})

/** A whole delegation of three hundred with its hosts may take part. */
const MOST_PARTICIPANTS = 400

export const eventForm = z
  .object({
    kind: z.enum(EVENT_KINDS),
    direction: z.enum(EVENT_DIRECTIONS),
    title: titleField,
    date: dateField,
    until: dateField,
    place: suggestedField,
    occasion: lineField(500),
    summary: localTextForm.default({}),
    fields: ticks(FIELDS),
    partners: z.array(suggestedField).max(60).default([]),
    participants: z
      .array(z.object({ person: suggestedField, role: lineField(300) }))
      .max(MOST_PARTICIPANTS)
      .default([]),
    published: tickField,
    source: citationForm.default({ title: '', url: '', date: '' }),
    dropSource: dropField,
  })
  // A row that says nothing at all helps nobody who finds it in five years.
  .superRefine((form, context) => {
    const said = Object.values(form.title).some((text) => text !== '') || form.date !== null || form.partners.some(({ id, text }) => id !== '' || text !== '')
    if (!said) context.addIssue({ code: 'custom', path: ['title'], message: `m:${m.events_nothing_said()}` })
  })
export type EventForm = z.output<typeof eventForm>

/** One date out of its two ends; null when the end lies before the beginning or stands alone. */
export function spanned(from: ImpreciseDate | null, until: ImpreciseDate | null): { date: ImpreciseDate | null } | null {
  if (until === null || until === from) return { date: from }
  if (from === null) return null
  const both = `${from}/${until}`
  return isImpreciseDate(both) ? { date: both } : null
}

/** The two ends of a date, for two date fields. */
export function endsOf(date: ImpreciseDate | null): { from: ImpreciseDate | null; until: ImpreciseDate | null } {
  const [from, until] = date === null ? [] : date.split('/')
  return { from: from ?? null, until: until ?? null }
}

/** First and last possible day, for ordering. */
export const boundsOf = (date: ImpreciseDate | null): { firstDay: string | null; lastDay: string | null } =>
  date === null ? { firstDay: null, lastDay: null } : { firstDay: earliest(date), lastDay: latest(date) }

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Longer than this and two days are bounds of what is known, not the length of an event. In days. */
export const LONGEST_EVENT = 31

/** An event of some days on end („4–8 октомври“), not one of which only is known that it lies between two days. */
export function lastedDays(date: ImpreciseDate): boolean {
  const { from, until } = endsOf(date)
  return from !== null && until !== null && DAY.test(from) && DAY.test(until) && daysBetween(from, until) <= LONGEST_EVENT
}

/** The event's date as people write it: „24 септември 2018 г.“, „4–8 октомври 2026 г.“; uncertain ones as everywhere else. */
export function eventDateInWords(date: ImpreciseDate, language: SiteLanguage = currentLanguage()): string {
  const { from, until } = endsOf(date)
  if (!lastedDays(date) || from === null || until === null) return dateInWords(date, language)
  return daysWords(from, until, language)
}

/**
 * Whether an event is still to come or going on. An uncertain date that has begun and spans more than a month counts as past:
 * „2026“, written down in November, is most likely over. What is called off does not come.
 */
export const isComing = (
  event: { readonly firstDay: string | null; readonly lastDay: string | null; readonly cancelledOn?: string | null },
  today: string,
): boolean =>
  (event.cancelledOn ?? null) === null &&
  event.firstDay !== null &&
  event.lastDay !== null &&
  (event.firstDay >= today || (event.lastDay >= today && daysBetween(event.firstDay, event.lastDay) < LONGEST_EVENT))

/** „в“ and „с“ before a word that begins with the same sound. */
export const inWord = (next: string): string => (/^[вф]/i.test(next) ? 'във' : 'в')
export const withWord = (next: string): string => (/^[сз]/i.test(next) ? 'със' : 'с')

type Composer = (partners: string, locale: Language) => string
const composers: Readonly<Record<EventKind, Composer | Readonly<Record<EventDirection, Composer>>>> = {
  visit: {
    incoming: (partners, locale) => m.events_title_visit_incoming({ partners }, { locale }),
    outgoing: (partners, locale) => m.events_title_visit_outgoing({ partners, inWord: inWord(partners) }, { locale }),
    none: (partners, locale) => m.events_title_visit_none({ partners }, { locale }),
  },
  meeting: (partners, locale) => m.events_title_meeting({ partners, withWord: withWord(partners) }, { locale }),
  forum: (partners, locale) => m.events_title_forum({ partners }, { locale }),
  festival: (partners, locale) => m.events_title_festival({ partners }, { locale }),
  signing: (partners, locale) => m.events_title_signing({ partners, withWord: withWord(partners) }, { locale }),
  celebration: (partners, locale) => m.events_title_celebration({ partners }, { locale }),
  ceremony: (partners, locale) => m.events_title_ceremony({ partners }, { locale }),
  exhibition: (partners, locale) => m.events_title_exhibition({ partners }, { locale }),
  exchange: (partners, locale) => m.events_title_exchange({ partners, withWord: withWord(partners) }, { locale }),
  council_session: (partners, locale) => m.events_title_council_session({ partners, withWord: withWord(partners) }, { locale }),
  letter: {
    incoming: (partners, locale) => m.events_title_letter_incoming({ partners }, { locale }),
    outgoing: (partners, locale) => m.events_title_letter_outgoing({ partners }, { locale }),
    none: (partners, locale) => m.events_title_letter_none({ partners, withWord: withWord(partners) }, { locale }),
  },
  call: (partners, locale) => m.events_title_call({ partners, withWord: withWord(partners) }, { locale }),
  other: (partners, locale) => m.events_title_other({ partners }, { locale }),
}

/** Partners named in one line before the rest is counted. */
const NAMED = 3

/** „Гости от Дойран“, „Среща с Перн ле Фонтен и Виньо на Сена“; without partners only the kind. */
export function composedTitle(event: { readonly kind: EventKind; readonly direction: EventDirection }, partners: readonly string[], locale: Language): string {
  if (partners.length === 0)
    return speakingIn(locale, () => (event.kind === 'visit' && event.direction === 'incoming' ? m.events_title_guests() : eventKindName(event.kind)))
  const named = partners.length > NAMED ? [...partners.slice(0, NAMED - 1), m.events_title_more({ count: partners.length - NAMED + 1 }, { locale })] : partners
  const composer = composers[event.kind]
  const compose = typeof composer === 'function' ? composer : composer[event.direction]
  return compose(new Intl.ListFormat(locale, { type: 'conjunction' }).format(named), locale)
}

/** Sources as the citizens see them: without the office's own texts and their words. */
export type OpenSource = Pick<Citation, 'title' | 'url' | 'date'>
export const openSources = (sources: readonly Citation[]): OpenSource[] => sources.map(({ title, url, date }) => ({ title, url, date }))
