// Which of a text's days an event took place on, or will.
import { clauseAround, clausesOf } from './clauses.ts'
import { anchoredOf, has, only, sourceOf } from './cues.ts'
import { boundsOf, DAY, daysLasting, iso, isYear } from './days.ts'
import type { Found } from './date-rules.ts'
import type { EventKind } from './languages/language.ts'
import { precededBy, type Stretch } from './names.ts'
import type { Page } from './page.ts'
import type { EventDraft } from './reading.ts'
import { isDateLine, looksAhead, type Scene } from './scenes.ts'

/** Letters between a cue and a bare year that still belong together. */
const A_FEW_WORDS = 40
/** How much farther a day in another clause is; a feast named in passing, or a mere year, is a worse date than a day too. */
const ANOTHER_CLAUSE = 60
const WORSE_DATE = 60
/** Letters beyond which a feast is no day of what is told as done. */
const PASSING_FEAST = 90

/** Days people stay at most; what lasts longer is a month, a season, a year. */
export const LONGEST_STAY = 20
/** Days between two dates of one stay. */
const SAME_STAY = 3
/** Days for which something is news. */
const STILL_NEWS = 45
/** Days before an item in which what it tells without a date took place, and after it in which what it announces will. */
const BEFORE = 14
const AHEAD = 60
/** Index of the last sentence that may say what a text mainly tells of. */
const OPENING = 5

/** The days that hold for a whole text: when it was published, the day it mainly tells of, and the lines that are a day and nothing else. */
export type DaysOfText = {
  page: Page
  published: string | null
  now: number | undefined
  main: string | null
  lines: readonly { paragraph: number; found: Found }[]
}

/** What a text says of its days before anything else is read. */
export function daysOfText(page: Page, scenes: readonly Scene[], published: string | null): DaysOfText {
  const lines = page.paragraphs.flatMap((paragraph) => {
    const found = isDateLine(paragraph, page, published)
    return found ? [{ paragraph: paragraph.index, found }] : []
  })
  return { page, published, now: boundsOf(published)?.[0], main: stayOf(lines) ?? mainDate(scenes, published), lines }
}

/** Whether a text is the programme of a visit: more than one of its lines is a day. */
export const isProgramme = ({ lines }: DaysOfText): boolean => lines.length > 1

const startOf = (iso: string | null): number => boundsOf(iso)?.[0] ?? 0

/** Days of a sentence on which something may take place. */
export const daysOf = (scene: Scene, page: Page): Found[] =>
  scene.dates.filter(
    (date) => date.iso !== null && !date.horizon && !isSince(date, page) && !isLimit(date, page) && !isOfThing(date, page) && !isOfPost(date, page),
  )

/** The day a sentence leaves to what follows in its paragraph; the year two towns became twins is none. */
export function dayLeft(scene: Scene, days: readonly Found[], { page, published }: DaysOfText): Found | undefined {
  if (page.language.code === 'zh') {
    const isPlan = (date: Found): boolean => scene.future && published !== null && startOf(date.iso) > startOf(published)
    return days.find((date) => !isOld(date.iso, published) && !isPlan(date))
  }
  return days.find((date) => published === null || startOf(date.iso) <= startOf(published)) ?? days[0]
}

/** When something is: `near` is a day of its own, `found` that or the one of its paragraph, `iso` that or the one of the text. */
export type Moment = { ahead: boolean; near: Found | undefined; found: Found | undefined; iso: string | null }

/** When a hit's event is; `days` are those of its sentence, `left` is the day its paragraph has named before. */
export function momentOf(hit: Stretch & { kind: EventKind }, scene: Scene, days: readonly Found[], left: Found | undefined, text: DaysOfText): Moment {
  const { page, published, now, main, lines } = text
  const { sentence } = scene
  const ahead = liesAhead(hit, scene, days, text)
  const own = days.filter((date) => mayBeDayOf(date, { hit, ahead, scene, text }))
  const near =
    nearest(own, hit, clausesOf(sentence, page.language)) ??
    (isProgramme(text) ? lines.findLast((line) => line.paragraph < sentence.paragraph)?.found : undefined)
  const fits = left !== undefined && !ahead && (now === undefined || page.language.code === 'zh' || startOf(left.iso) <= now)
  const found = near ?? (fits ? left : undefined)
  const ofText = ahead ? nearPublished(published, true) : (main ?? nearPublished(published, false))
  return { ahead, near, found, iso: found?.iso ?? ofText }
}

/** Whether a hit's event is to come: its clause looks ahead, or has a day to come and no verb: „сряда, 5 юни: пристигане на гостите“. */
function liesAhead(hit: Stretch, { sentence }: Scene, days: readonly Found[], { page, now }: DaysOfText): boolean {
  const { language } = page
  if (looksAhead(clauseAround(sentence, hit, language), language)) return true
  const toCome = days.filter((date) => !date.weak && now !== undefined && startOf(date.iso) > now)
  // Chinese verbs have no future at all
  if (language.code === 'zh') return toCome.some((date) => !/[，；：]/u.test(between(page.fold, hit, date)))
  return toCome.length > 0 && !has(language.verbs, language, sentence.fold)
}

/** What of a text stands between a hit and a day, whichever comes first. */
const between = (text: string, hit: Stretch, date: Stretch): string => text.slice(Math.min(hit.end, date.end), Math.max(hit.start, date.start))

/** Whether a day of the sentence may be the hit's. */
function mayBeDayOf(date: Found, { hit, ahead, scene, text }: { hit: Stretch & { kind: EventKind }; ahead: boolean; scene: Scene; text: DaysOfText }): boolean {
  const { page, now } = text
  if (date.weak && (isProgramme(text) || (!ahead && farness(date, hit) > PASSING_FEAST))) return false
  // „построен през 2016 г.“ at the other end of the sentence
  if (isYear(date.iso) && farness(date, hit) >= WORSE_DATE + A_FEW_WORDS) return false
  if (ahead) return true
  if (between(page.text, hit, date).includes(':')) return false
  // what is told as done cannot lie ahead: such a day belongs to something else in the sentence
  return (scene.future && page.language.code !== 'zh' && hit.kind !== 'council_session') || now === undefined || startOf(date.iso) <= now
}

/** The nearest of the days, those of the cue's own clause first. */
function nearest(dates: readonly Found[], hit: Stretch, clauses: readonly Stretch[]): Found | undefined {
  const own = clauses.find((clause) => clause.start <= hit.start && hit.start < clause.end)
  const far = (date: Found): number => farness(date, hit) + (own && (date.start < own.start || date.start >= own.end) ? ANOTHER_CLAUSE : 0)
  return [...dates].sort((a, b) => far(a) - far(b))[0]
}

const farness = (date: Found, hit: Stretch): number =>
  Math.min(Math.abs(date.start - hit.end), Math.abs(hit.start - date.end)) + (date.weak || isYear(date.iso) ? WORSE_DATE : 0)

/** „от 2008 г., когато подписаха …“ */
const isWhen = ({ end }: Found, { fold, language }: Page): boolean =>
  new RegExp(`^\\s?\\p{L}?\\.?\\s?,\\s(?:${sourceOf(language.dates.when)})\\s`, 'u').test(fold.slice(end, end + 14))

/** „побратим от 1970 г.“ says since when, not when something took place. */
const isSince = (date: Found, page: Page): boolean =>
  isYear(date.iso) &&
  !isWhen(date, page) &&
  [page.language.names.from, page.language.dates.since ?? page.language.names.from].some(
    (since) => anchoredOf(only(since), page.language).start.test(page.fold.slice(date.start, date.end)) || precededBy(page, date.start, only(since), 20),
  )

/** „изграден през 2016 г.“ */
const isOfThing = (date: Found, page: Page): boolean =>
  page.language.dates.ofThings !== undefined && precededBy(page, date.start, page.language.dates.ofThings, 40)

/** „Влад, днес кмет“ says what somebody is today. */
function isOfPost(date: Found, page: Page): boolean {
  if (!/[,(]\s?$/u.test(page.text.slice(Math.max(0, date.start - 2), date.start))) return false
  const { language, fold } = page
  if (!anchoredOf(language.dates.today, language).start.test(fold.slice(date.start, date.end))) return false
  return language.roles.some(({ cues }) => anchoredOf(cues, language).start.test(fold.slice(date.end, date.end + 40)))
}

/** „ще бъде показана до Великден“ says until when. */
function isLimit(date: Found, page: Page): boolean {
  const by = only(page.language.dates.by)
  // „преди две седмици“
  if (date.ago) return false
  return anchoredOf(by, page.language).start.test(page.fold.slice(date.start, date.end)) || precededBy(page, date.start, by, 20)
}

/** Whether a time ended more than so many days before the item. */
function endedBefore(date: string | null, days: number, published: string | null): boolean {
  const [then, now] = [boundsOf(date), boundsOf(published)]
  return then !== null && now !== null && now[0] - then[1] > days * DAY
}

/** Two months back or more: where a paper was signed then, the rest of the text does not tell. */
export const isBack = (date: string | null, published: string | null): boolean => endedBefore(date, 60, published)

/** So far back that the way of the rest of the text says nothing of it. */
export const isOld = (date: string | null, published: string | null): boolean => endedBefore(date, 200, published)

/** The days of a programme, from its first to its last; null when the text is none. */
function stayOf(lines: DaysOfText['lines']): string | null {
  const days = lines.flatMap(({ found }) => found.iso?.slice(0, 10) ?? []).sort()
  const [first, last] = [days[0], days.at(-1)]
  return days.length > 1 && first !== undefined && last !== undefined && first !== last ? `${first}/${last}` : null
}

/** The day or the stretch the item mainly tells of: the first past one near its date, or the month its opening speaks of. */
function mainDate(scenes: readonly Scene[], published: string | null): string | null {
  const now = boundsOf(published)?.[0]
  if (now === undefined) return null
  for (const scene of scenes) {
    if (scene.sentence.index > OPENING) return null
    for (const date of scene.dates) {
      const bounds = boundsOf(date.iso)
      // „През изминалия месец“ frames all that follows, though its own sentence names nobody.
      const frame = (daysLasting(date.iso) ?? 0) > LONGEST_STAY
      if (scene.tie === 'none' && !frame) continue
      if (bounds && bounds[0] <= now && now - bounds[0] < STILL_NEWS * DAY && !date.horizon) return date.iso
    }
  }
  return null
}

/** The window in which an undated thing of the text took place, before the item or after it; null where nobody knows when that appeared. */
function nearPublished(published: string | null, future: boolean): string | null {
  const time = boundsOf(published)?.[0]
  if (time === undefined) return null
  return future ? `${iso(time)}/${iso(time + AHEAD * DAY)}` : `${iso(time - BEFORE * DAY)}/${iso(time)}`
}

/** Whether two times may be the same; one nobody knows may be any. */
export const overlapDates = (a: string | null, b: string | null): boolean => {
  const A = boundsOf(a)
  const B = boundsOf(b)
  return !A || !B || (A[0] <= B[1] && B[0] <= A[1])
}

/** Lasting no longer than a visit does, known to the month. */
export const isShort = (event: EventDraft): boolean => (daysLasting(event.when.iso) ?? Infinity) < 35

/** Days of one stay, at most so far from each other. */
export function nearDates(a: string | null, b: string | null): boolean {
  const [A, B] = [boundsOf(a), boundsOf(b)]
  // two months in a row are two visits
  const stays = [a, b].every((date) => (daysLasting(date) ?? 0) < LONGEST_STAY)
  return A !== null && B !== null && stays && Math.max(A[0], B[0]) - Math.min(A[1], B[1]) <= SAME_STAY * DAY
}
