// The programme of a visit as a paper: days, hours on both towns' clocks, and every item in the languages of the two sides.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { PaperHead } from '#platform/documents/head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { dayIn } from '#platform/clock.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { hourOnPaper, OWN_NAME, type Worded } from '#platform/texts/paper-languages.ts'
import { wordsFor } from '#platform/texts/words-for.ts'
import { daysBetween } from '#platform/dates.ts'
import { POCKET_WORDS } from '../pocket/words.ts'
import { zonePlace } from '../programmes/zone-name.ts'
import { type Named, type Tongue, tongueOf, type Words } from './tongue.ts'

export type PaperItem = {
  readonly kind: 'item' | 'meeting' | 'ceremony' | 'meal' | 'break' | 'travel' | 'free'
  readonly startsAt: Date
  readonly endsAt: Date
  /** Days without hours, YYYY-MM-DD; null for what has hours. */
  readonly wholeDays: { readonly from: string; readonly until: string } | null
  readonly title: Words
  readonly note: Words
  readonly place: Words
  readonly address: string
  readonly room: string
  readonly contact: string
  readonly phone: string
  readonly attendance: 'all' | 'guests' | 'hosts' | 'some'
  /** The parallel groups it is for. */
  readonly groups: readonly Words[]
  readonly people: readonly (Named & { readonly part: 'takes' | 'leads' | 'interprets' })[]
}

/** A town and its clock (IANA). */
export type PaperZone = { readonly zone: string; readonly town: Words }

export type ProgrammeInput = {
  readonly office: OfficeOnPaper
  readonly title: Words
  /** Languages of the columns; papers of one language have one. */
  readonly languages: readonly [string] | readonly [string, string]
  /** YYYY-MM-DD. */
  readonly from: string
  readonly until: string
  readonly host: PaperZone
  readonly guest: PaperZone
  /** Nobody confirmed the visit yet. */
  readonly draft: boolean
  readonly at: Date
  readonly items: readonly PaperItem[]
}

/** One item in one language; what nobody wrote is null. */
export type SheetCell = {
  readonly label: Worded | null
  readonly title: Worded | null
  readonly place: Worded | null
  readonly people: readonly Worded[]
  readonly note: Worded | null
}

export type SheetRow = {
  /** `09:30–10:15`, or null for whole days. */
  readonly hours: string | null
  /** The same on the guests' clock; `+1` when that is another day. null when the clocks agree. */
  readonly theirs: string | null
  readonly quiet: boolean
  /** It goes on while another item does. */
  readonly parallel: boolean
  readonly cells: readonly SheetCell[]
  readonly address: Worded | null
  readonly contact: Worded | null
}

export type ProgrammeSheet = {
  readonly head: PaperHead
  readonly heading: readonly Worded[]
  readonly name: readonly Worded[]
  readonly span: readonly Worded[]
  readonly draft: readonly Worded[] | null
  readonly asOf: Worded
  readonly hour: Worded
  readonly wholeDay: readonly Worded[]
  /** Heads of the two columns of hours, when clocks differ. */
  readonly towns: readonly [Worded, Worded] | null
  readonly languages: readonly Worded[]
  readonly contactLabel: Worded
  /** Of the last language. */
  readonly colon: Worded
  readonly days: readonly { readonly number: string; readonly names: readonly Worded[]; readonly rows: readonly SheetRow[] }[]
}

/**
 * On the clock of a zone: `09:30–10:15`; what takes no time has one hour. Another day than `day` is counted beside the hour: `00:30–02:30 (+1)`; where
 * both ends are of the same other day, once.
 */
function hoursIn({ startsAt, endsAt }: PaperItem, zone: string, day: string): string {
  const hour = (moment: Date): string => hourOnPaper(moment, zone)
  const away = (moment: Date): string => {
    const days = daysBetween(day, dayIn(moment, zone))
    return days === 0 ? '' : ` (${days > 0 ? '+' : '−'}${Math.abs(days)})`
  }
  const [from, until] = [away(startsAt), away(endsAt)]
  if (startsAt.getTime() === endsAt.getTime()) return hour(startsAt) + from
  return from === until ? `${hour(startsAt)}–${hour(endsAt)}${until}` : `${hour(startsAt)}${from}–${hour(endsAt)}${until}`
}

const every = (item: PaperItem): readonly Words[] => [item.title, item.note, item.place, ...item.groups]

/** What stands in nobody's words is the kind of thing it is. */
function kindIn(kind: PaperItem['kind'], { language, word }: Tongue): Worded {
  const text = POCKET_WORDS[language].kinds[kind]
  return word(text.charAt(0).toLocaleUpperCase(language) + text.slice(1))
}

/** One item in the tongue of a column. What is in none of the columns' languages stands as it was written; what another column has is not said once more. */
function cellOf(item: PaperItem, tongue: Tongue, columns: readonly Tongue[]): SheetCell {
  const { labels } = tongue
  const nowhere = (words: Words): boolean => columns.every(({ said }) => said(words) === null)
  const group = item.groups.map((words) => tongue.saidSomehow(words)?.text).filter((text) => text !== undefined)
  const label =
    group.length > 0 ? group.join(tongue.listComma) : item.attendance === 'guests' ? labels.onlyGuests : item.attendance === 'hosts' ? labels.onlyHosts : null
  const place = tongue.said(item.place) ?? (nowhere(item.place) ? wordsFor(item.place, tongue.language) : null)
  const room = readableIn(item.room, tongue)
  const names = (part: PaperItem['people'][number]['part']): Worded[] => item.people.filter((one) => one.part === part).map((one) => tongue.named(one))
  const list = (before: string, people: readonly Worded[]): Worded[] =>
    people.length === 0 ? [] : [{ text: `${before}${people.map(({ text }) => text).join(tongue.listComma)}`, language: people[0]!.language }]
  return {
    label: label === null ? null : tongue.word(label),
    title: tongue.said(item.title) ?? (nowhere(item.title) ? (tongue.saidSomehow(item.title) ?? kindIn(item.kind, tongue)) : null),
    place: place === null ? (room === '' ? null : tongue.word(room)) : { ...place, text: room === '' ? place.text : `${place.text}${tongue.comma}${room}` },
    people: [...list(labels.leads + labels.colon, names('leads')), ...list('', names('takes')), ...list(labels.interprets + labels.colon, names('interprets'))],
    note: tongue.said(item.note) ?? (nowhere(item.note) ? tongue.saidSomehow(item.note) : null),
  }
}

/** The days of the programme by the clock of the place where it is held, in order; whole days stand first. */
export function programmeSheet(input: ProgrammeInput): ProgrammeSheet {
  const tongues = input.languages.map((language) =>
    tongueOf(
      language,
      input.items.flatMap((item) => every(item).flatMap((words) => words[language] ?? [])),
    ),
  )
  const first = tongues[0]!
  const { host, guest } = input
  const apart = input.items.some(
    ({ startsAt, endsAt, wholeDays }) => wholeDays === null && [startsAt, endsAt].some((moment) => hoursOf(moment, host.zone) !== hoursOf(moment, guest.zone)),
  )
  const dated = input.items
    .map((item, index) => ({ item, index, day: item.wholeDays?.from ?? dayIn(item.startsAt, host.zone) }))
    .sort(
      (a, b) =>
        (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) ||
        Number(a.item.wholeDays === null) - Number(b.item.wholeDays === null) ||
        a.item.startsAt.getTime() - b.item.startsAt.getTime() ||
        a.index - b.index,
    )
  const days = [...Map.groupBy(dated, ({ day }) => day)]
  return {
    head: paperHead(input.office, input.languages),
    heading: tongues.map(({ word, labels }) => word(labels.programme)),
    name: tongues.map((tongue) => tongue.saidSomehow(input.title) ?? tongue.word('')),
    span: tongues.map((tongue) => tongue.days(input.from, input.until)),
    draft: input.draft ? tongues.map(({ word, labels }) => word(labels.draft)) : null,
    asOf: first.word(`${first.labels.asOf} ${first.day(dayIn(input.at, host.zone)).text}${first.comma}${hourOnPaper(input.at, host.zone)}`),
    hour: first.word(first.labels.hour),
    wholeDay: tongues.map(({ word, labels }) => word(labels.wholeDay)),
    towns: apart ? [townOf(host, first), townOf(guest, first)] : null,
    languages: tongues.map(({ ownName }) => ownName),
    contactLabel: first.word(first.labels.contact + first.labels.colon),
    colon: tongues.at(-1)!.word(tongues.at(-1)!.labels.colon),
    days: days.map(([day, entries], index) => ({
      number: String(index + 1),
      names: tongues.map((tongue) => tongue.weekday(day)),
      rows: entries.map(({ item }) => rowOf(item, day, { tongues, host, guest, apart, others: entries.map((one) => one.item) })),
    })),
  }
}

const hoursOf = (moment: Date, zone: string): string => `${dayIn(moment, zone)} ${hourOnPaper(moment, zone)}`

type Around = {
  readonly tongues: readonly Tongue[]
  readonly host: PaperZone
  readonly guest: PaperZone
  readonly apart: boolean
  readonly others: readonly PaperItem[]
}

function rowOf(item: PaperItem, day: string, { tongues, host, guest, apart, others }: Around): SheetRow {
  const timed = item.wholeDays === null
  return {
    hours: timed ? hoursIn(item, host.zone, day) : null,
    theirs: apart && timed ? hoursIn(item, guest.zone, day) : null,
    quiet: item.kind === 'break' || item.kind === 'travel' || item.kind === 'free',
    parallel: timed && others.some((other) => other !== item && other.wholeDays === null && item.startsAt < other.endsAt && other.startsAt < item.endsAt),
    cells: tongues.map((tongue) => cellOf(item, tongue, tongues)),
    address: asWritten(item.address, tongues),
    contact: asWritten([readableIn(item.contact, tongues[0]!), item.phone.trim()].filter((text) => text !== '').join(', '), tongues),
  }
}

/** A name written down once, such as of a room or of whoever is called, in letters readers of the language know. */
const readableIn = (name: string, { language }: Tongue): string => wordsFor({ bg: name }, language)?.text ?? ''

const townOf = ({ town, zone }: PaperZone, { language, word }: Tongue): Worded => wordsFor(town, language) ?? word(zonePlace(zone, language))

/** What was written once for all languages, in letters and signs of the language it is written in: „Примерна“ keeps its quotes on a Chinese sheet. */
function asWritten(text: string, tongues: readonly Tongue[]): Worded | null {
  const words = text.trim()
  if (words === '') return null
  const script = scriptOf(words)
  const own = tongues.find(({ language }) => scriptOf(OWN_NAME[language]) === script)
  return { text: words, language: own?.language ?? (script === 'cyrillic' ? 'bg' : script === 'han' ? 'zh' : 'en') }
}

const paperTitle = (sheet: ProgrammeSheet): string => `${sheet.heading[0]!.text}: ${sheet.name[0]!.text}`

/** A4, the languages side by side. */
export function programmePaper(input: ProgrammeInput): Paper {
  const sheet = programmeSheet(input)
  return {
    template: 'features/visits/papers/programme.typ',
    title: paperTitle(sheet),
    language: input.languages[0],
    at: input.at,
    data: sheet,
    pictures: crestPicture(input.office),
  }
}

/**
 * For the pocket: A6 pages in one language. `folded` lays them out on A4, two copies a sheet: print on both sides along the long edge, cut across the
 * middle, fold.
 */
export function pocketPaper(input: ProgrammeInput, { folded }: { readonly folded: boolean }): Paper {
  const sheet = programmeSheet({ ...input, languages: [input.languages[0]] })
  return {
    template: 'features/visits/papers/pocket.typ',
    title: paperTitle(sheet),
    language: input.languages[0],
    at: input.at,
    data: { ...sheet, folded },
    pictures: crestPicture(input.office),
  }
}
