// What a delegate sees of the programme: what is for them, what else goes on with their side, by whose clock; and the key that opens it.
import { createHash, createHmac } from 'node:crypto'
import { addresses } from '#addresses'
import { isLanguage } from '#platform/texts/language.ts'
import { displayName } from '#features/organisations/naming.ts'
import { asTyped, isEmptyText, type LocalText, reading } from '#platform/texts/local-text.ts'
import { dayOnPaper, hourOnPaper, type PaperLanguage, weekdayOnPaper } from '#platform/texts/paper-languages.ts'
import { wordsFor } from '#platform/texts/words-for.ts'
import { dayAfter } from '#platform/dates.ts'
import { presenceIn } from '../programmes/presence.ts'
import { daysOfProgramme } from '../programmes/board.ts'
import type { Programme, ProgrammeItem, ProgrammeVisit, ZoneTown } from '../programmes/programme.queries.ts'
import { otherClock } from '../programmes/times.ts'
import { zoneInPhrase } from '../programmes/zone-name.ts'
import { clockAt, isDoubled } from '../programmes/zone-time.ts'
import { townIn } from '../town.ts'
import type { PocketWords } from './pocket-words.ts'
import { POCKET_WORDS } from './words.ts'

/** So many days after the visit's last day the links still open: luggage and thanks take a while, accommodation is nobody's business after that. */
export const OPEN_AFTER_DAYS = 14
/** One link may be read so often in a quarter of an hour; a phone asks when it is looked at. */
export const READS_IN_A_WINDOW = 240

/** 256 bits made of the installation's secret and the link's id: shown again whenever it is needed, and kept nowhere. */
export const tokenOf = (secret: string, linkId: string): string => createHmac('sha256', secret).update(`pocket ${linkId}`).digest('base64url')

/**
 * The address of a link, for showing and for printing as a code; null for one that was made under another secret of the installation: it opens for whoever
 * has it, and can only be renewed here.
 */
export function addressOf(
  link: { readonly id: string; readonly tokenHash: string },
  keys: { readonly secret: string; readonly baseUrl: string },
): string | null {
  const token = tokenOf(keys.secret, link.id)
  return createHash('sha256').update(token).digest('hex') === link.tokenHash ? `${keys.baseUrl}${addresses.pocket({ token })}` : null
}

/** Why a link opens nothing any more. */
export type Closed = 'withdrawn' | 'not-coming' | 'cancelled' | 'over'

/** Whether a link opens on a day (YYYY-MM-DD); the reason when it does not. `lastDay` null: the days are not known yet. */
export function closedFor(
  link: { readonly withdrawn: boolean; readonly notComing: boolean; readonly cancelled: boolean; readonly lastDay: string | null },
  today: string,
): Closed | null {
  if (link.cancelled) return 'cancelled'
  if (link.notComing) return 'not-coming'
  if (link.withdrawn) return 'withdrawn'
  return link.lastDay !== null && today > dayAfter(link.lastDay, OPEN_AFTER_DAYS) ? 'over' : null
}

// ---- names in more languages than the interface has --------------------------------------------------------------------

/** A town of the visit for a reader of the language. */
export const townFor = (town: ZoneTown, language: PaperLanguage): string => townIn(town, language)?.text ?? zoneInPhrase(town.zone, language)

/** The town in which a visit takes place, and the one the guests come from; the second is missing where nobody knows it. */
export const townsOf = ({ direction, towns }: Pick<ProgrammeVisit, 'direction' | 'towns'>): readonly (ZoneTown | undefined)[] =>
  direction === 'outgoing' ? [towns[1], towns[0]] : [towns[0], towns[1]]

/** What the visit is called for a reader of the language: its title there, else in plain words rather than in a language they cannot read. */
export function visitFor(visit: Pick<ProgrammeVisit, 'title' | 'direction' | 'towns'>, language: PaperLanguage): { text: string; lang: string } {
  const [host] = townsOf(visit)
  if (visit.title.in[language] !== undefined || host === undefined) return text(visit.title, language)
  return { text: POCKET_WORDS[language].visitTo(townFor(host, language)), lang: language }
}

/** The office's name for a reader of the language; letters they read, where nobody wrote it in their language. */
export const officeFor = (name: LocalText, language: PaperLanguage): string => nameForReader({ name, nativeName: null }, language)

/** Somebody's name for a reader of the language: in it, else in letters they read. */
export function nameForReader(named: { readonly name: LocalText; readonly nativeName: string | null }, language: PaperLanguage): string {
  const own = named.name.in[language]?.text
  if (own !== undefined) return own
  if (language === 'mk' || language === 'sr') return displayName(named, 'bg')
  return displayName(named, isLanguage(language) ? language : 'en')
}

/** What was written down once in our language, such as the name of a hotel or of whoever is called, in letters readers of the language know. */
export const lettersFor = (written: string, language: PaperLanguage): string => wordsFor({ bg: written }, language)?.text ?? ''

/** Whoever is called, by their own name in the language where they are in one of the delegations. */
export function calledFor(contact: string, { delegates }: Pick<Programme, 'delegates'>, language: PaperLanguage): string {
  const member = delegates.find(({ name, nativeName }) => [nativeName, ...Object.values(name.in).map(({ text: one }) => one)].includes(contact))
  return contact === '' || member === undefined ? lettersFor(contact, language) : nameForReader({ ...member, nativeName: member.nativeName || null }, language)
}

// ---- the days ------------------------------------------------------------------------------------------------------------

export type PocketItem = {
  readonly id: string
  /** „14:30“, 全天 */
  readonly begins: string
  /** „15:30“; '' where there is nothing to say. */
  readonly ends: string
  /** The same moment by the other town's clock; '' where they agree. */
  readonly elsewhere: string
  /** Day and hour for telling what was changed: „вторник, 13 октомври, 14:30“. */
  readonly when: string
  readonly title: { readonly text: string; readonly lang: string }
  readonly note: { readonly text: string; readonly lang: string }
  readonly place: string
  readonly address: string
  readonly geo: { readonly latitude: number; readonly longitude: number } | null
  readonly people: readonly string[]
  readonly contact: string
  readonly phone: string
  /** Moments, milliseconds since 1970. */
  readonly from: number
  readonly to: number
  readonly quiet: boolean
}

export type PocketDay = {
  readonly day: string
  /** „понеделник, 12 октомври“ */
  readonly heading: string
  /** „пн, 12“, for going there. */
  readonly short: string
  readonly mine: readonly PocketItem[]
  readonly others: readonly PocketItem[]
}

/** Telephones keep digits and a plus. */
export const telephone = (phone: string): string => phone.replace(/[^+\d]/g, '')

/** The days as one delegate sees them. What only the other side does is not among them. */
export function pocketDays(programme: Programme, delegateId: string, language: PaperLanguage): PocketDay[] {
  const words = POCKET_WORDS[language]
  const me = programme.delegates.filter(({ id }) => id === delegateId)
  // Only one's own presence is asked, and whether anybody of the guests is there: not that of hundreds.
  const mineAt = presenceIn(me, programme.groups)
  const guests = new Set(programme.delegates.filter(({ side, withdrawn }) => side === 'guests' && !withdrawn).map(({ id }) => id))
  const groupsOfGuests = new Set(programme.groups.filter(({ members }) => members.some((id) => guests.has(id))).map(({ id }) => id))
  const ofGuests = ({ attendance, groups, participants }: ProgrammeItem): boolean =>
    attendance === 'all' ||
    attendance === 'guests' ||
    groups.some((id) => groupsOfGuests.has(id)) ||
    participants.some((one) => one.delegateId !== null && guests.has(one.delegateId))
  const rows = programme.items.map((item) => {
    const mine = mineAt(item).has(delegateId)
    // Hosts see all of it; guests what anybody of their own side takes part in.
    return { item, mine, shown: mine || me[0]?.side === 'hosts' || ofGuests(item) }
  })
  return daysOfProgramme(programme).flatMap((day) => {
    const own = rows.filter(({ item, shown }) => shown && item.day === day)
    if (own.length === 0 && !programme.items.some((item) => item.day === day)) return []
    const drawn = (mine: boolean) => own.filter((row) => row.mine === mine).map(({ item }) => drawnItem(item, programme, language, words))
    return [{ day, heading: weekdayOnPaper(day, language), short: shortDay(day, language), mine: drawn(true), others: drawn(false) }]
  })
}

const shortDay = (day: string, language: PaperLanguage): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', weekday: 'short', day: 'numeric' }).format(new Date(`${day}T12:00:00Z`))

const text = (value: LocalText, language: string): { text: string; lang: string } => {
  const read = reading(value, language)
  return { text: read.text, lang: read.language }
}

/** One item as a reader of the language sees it. */
export function drawnItem(item: ProgrammeItem, programme: Programme, language: PaperLanguage, words: PocketWords): PocketItem {
  const { visit } = programme
  const town = (zone: string): string => {
    const known = visit.towns.find((one) => one.zone === zone)
    return known === undefined ? zoneInPhrase(zone, language) : townFor(known, language)
  }
  const begins =
    item.time === null
      ? words.wholeDay
      : isDoubled(item.from, item.zone)
        ? `${item.time} (${item.fold === 'first' ? words.firstTime : words.secondTime})`
        : item.time
  const end = clockAt(item.to, item.endZone)
  const endSaid = item.endZone === item.zone ? end.time : words.localTime(end.time)
  const ends =
    item.time === null
      ? item.lastDay === item.day
        ? ''
        : weekdayOnPaper(item.lastDay, language)
      : item.minutes === 0
        ? ''
        : end.day === item.day
          ? endSaid
          : `${endSaid}, ${weekdayOnPaper(end.day, language)}`
  const other = item.time === null ? null : otherClock(item.from, item.zone, visit)
  const there = other === null ? '' : words.inTown(other.time, town(other.zone))
  const elsewhere = other === null || other.day === item.day ? there : `${there}, ${weekdayOnPaper(other.day, language)}`
  const place = [wordsFor(asTyped(item.place), language)?.text ?? '', lettersFor(item.room, language)].filter((one) => one !== '').join(', ')
  const people = item.participants
    .filter(({ part }) => part !== 'takes')
    .map((one) => `${nameForReader(one, language)} (${one.part === 'leads' ? words.leads : words.interprets})`)
  const title = isEmptyText(item.title) ? { text: words.kinds[item.kind], lang: language } : text(item.title, language)
  return {
    id: item.id,
    begins,
    ends,
    elsewhere,
    when: `${weekdayOnPaper(item.day, language)}, ${begins}`,
    title,
    note: text(item.note, language),
    place,
    address: item.address,
    geo: item.latitude === null || item.longitude === null ? null : { latitude: item.latitude, longitude: item.longitude },
    people,
    contact: calledFor(item.contact, programme, language),
    phone: item.contactPhone,
    from: item.from,
    to: item.to,
    quiet: item.kind === 'break' || item.kind === 'free',
  }
}

/** A moment by the host's clock: „14 декември 2026 г., 09:12“. */
export const momentOnPaper = (at: Date, zone: string, language: PaperLanguage): string =>
  `${dayOnPaper(clockAt(at.getTime(), zone).day, language)}, ${hourOnPaper(at, zone)}`
