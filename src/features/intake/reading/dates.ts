// Finds days, months, years and feasts in a text and turns them into ISO dates, widened rather than guessed.
import { hanDates, type Memory } from './han/days.ts'
import { edges, sourceOf, wordsUpTo } from './cues.ts'
import type { Cues, Feast, Language } from './languages/language.ts'

export type Found = { start: number; end: number; iso: string | null; horizon?: boolean; weak?: boolean }

const DAY = 86_400_000
const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
const two = (n: number): string => String(n).padStart(2, '0')
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** First and last day of an ISO date or range, as times; null for no date. */
export function boundsOf(date: string | null): [number, number] | null {
  if (!date) return null
  const [from = '', to = from] = date.split('/')
  const point = (text: string, end: boolean): number => {
    const [y = 0, m, d] = text.split('-').map(Number)
    const month = m ?? (end ? 12 : 1)
    return at(y, month, d ?? (end ? lastDay(y, month) : 1))
  }
  return [point(from, false), point(to, true)]
}

/** True when the day exists: 31 February does not. */
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month) && year > 1800 && year < 2200

/** Easter Sunday: Gauss for the west, Meeus' Julian rule for the east (as Gregorian date, 1900–2099). */
export function easter(year: number, church: 'west' | 'east'): number {
  if (church === 'east') {
    const d = (19 * (year % 19) + 15) % 30
    const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    const month = Math.floor((d + e + 114) / 31)
    return at(year, month, ((d + e + 114) % 31) + 1) + 13 * DAY
  }
  const a = year % 19,
    b = Math.floor(year / 100),
    c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return at(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1)
}

export const numberPattern = (language: Language): string =>
  `(?:\\d{1,3}|${
    Object.keys(language.dates.numbers)
      .sort((a, b) => b.length - a.length)
      .map(sourceOf)
      .join('|') || '(?!)'
  })`

export const numberOf = (text: string, language: Language): number | null =>
  /^\d+$/.test(text) ? Number(text) : (language.dates.numbers[text.replace(/\s+/g, ' ')] ?? tensAndOnes(text, language))

/** „двайсет и две“, „twenty-two“ */
function tensAndOnes(text: string, language: Language): number | null {
  const [tens, ones, ...more] = text.split(/\s+(?:и|i|et|e|and)\s+|[\s-]+/u).map((word) => language.dates.numbers[word])
  return more.length === 0 && tens !== undefined && ones !== undefined && tens >= 20 && tens % 10 === 0 && ones < 10 ? tens + ones : null
}

/** The words for twenty and thirty. */
const tensIn = (numbers: Readonly<Record<string, number>>): string =>
  Object.keys(numbers)
    .filter((word) => numbers[word] === 20 || numbers[word] === 30)
    .join('|')

type Rule = { pattern: RegExp; read: (hit: RegExpMatchArray, now: Now) => Omit<Found, 'start' | 'end'> | null }
type Now = { published: number | null; future: boolean }

const group = (cues: Cues): string => `(?:${cues.map(sourceOf).join('|') || '(?!)'})`
const rules = new WeakMap<Language, Rule[]>()

/** The year of a date given without one: the next such day when the sentence looks ahead, else the last, near the published day. */
function yearFor(month: number, day: number, { published, future }: Now): number | null {
  if (published === null) return null
  const year = new Date(published).getUTCFullYear()
  const time = at(year, month, day)
  if (future && time < published - 3 * DAY) return year + 1
  if (!future && time > published + 120 * DAY) return year - 1
  return year
}

function monthRange(month: number, now: Now): string | null {
  if (now.published === null) return null
  const year = new Date(now.published).getUTCFullYear()
  const own = new Date(now.published).getUTCMonth() + 1
  if (now.future && month < own) return `${year + 1}-${two(month)}`
  if (!now.future && month > own) return `${year - 1}-${two(month)}`
  return `${year}-${two(month)}`
}

const span = (from: number, to: number): string => (from === to ? iso(from) : `${iso(from)}/${iso(to)}`)

function rulesOf(language: Language): Rule[] {
  const known = rules.get(language)
  if (known) return known
  const { dates } = language
  const [before, after] = edges(language)
  const month = dates.months.length > 0 ? `(?:${dates.months.map((cue, i) => `(?<m${i + 1}>${sourceOf(cue)})`).join('|')})` : '(?!)'
  const monthOf = (hit: RegExpMatchArray): number =>
    Number(
      Object.entries(hit.groups ?? {})
        .find(([name, value]) => /^m\d+$/.test(name) && value !== undefined)?.[0]
        .slice(1) ?? 0,
    )
  const weekday = dates.weekdays.length > 0 ? `(?:${dates.weekdays.map((cue, i) => `(?<w${i + 1}>${sourceOf(cue)})`).join('|')})` : '(?!)'
  const weekdayOf = (hit: RegExpMatchArray): number =>
    Number(
      Object.entries(hit.groups ?? {})
        .find(([name, value]) => /^w\d+$/.test(name) && value !== undefined)?.[0]
        .slice(1) ?? 0,
    )
  const anyWeekday =
    dates.weekdays.length > 0 ? `(?:(?:${dates.weekdays.map(sourceOf).join('|')})(?:,|\\s?[(–-])?\\s{1,2}(?:(?:le|il|den|the|на|на ден)\\s)?)?` : ''
  const year = '(?<y>(?:19|20)\\d\\d)'
  const rule = (source: string, read: Rule['read']): Rule => ({ pattern: new RegExp(`${before}(?:${source})${after}`, 'gu'), read })
  const fixed = (cues: Cues, read: (published: number, hit: RegExpMatchArray) => string): Rule =>
    rule(group(cues), (hit, { published }) => ({ iso: published === null ? null : read(published, hit) }))
  const yearOf = (time: number): number => new Date(time).getUTCFullYear()
  const weekStart = (time: number): number => time - ((new Date(time).getUTCDay() + 6) % 7) * DAY
  const monthShift = (time: number, by: number): string => {
    const d = new Date(time)
    const m = at(d.getUTCFullYear(), d.getUTCMonth() + 1 + by, 1)
    return iso(m).slice(0, 7)
  }
  const ordinal = '(?:-?(?:и|ви|ри|ти|ми|ти|er|st|nd|rd|th)|\\.|º|°)?'
  const yearTail = `(?:[,.]?\\s{1,3}(?:${sourceOf('(de|of|del|dell)')}\\s{1,2})?${year}(?:\\.|\\s?(?:г\\.?|година|godine|r))?)?`
  const numberYear = (hit: RegExpMatchArray): number | null => (hit.groups?.y ? Number(hit.groups.y) : null)
  // „il 14 ottobre scorso“: the word behind decides, whatever the sentence looks to
  const behind = `(?:\\s{1,2}(?:(?<past>${group(dates.last)})|(?<coming>${group(dates.next)})))?`
  const looking = (hit: RegExpMatchArray, now: Now): Now => (hit.groups?.past ? { ...now, future: false } : hit.groups?.coming ? { ...now, future: true } : now)
  const relYear = `(?:\\s{1,3}(?:(?<ly>${group(dates.lastYear)})|(?<ny>${group(dates.nextYear)})|(?<ty>${group(dates.thisYear)})))?`
  const shifted = (hit: RegExpMatchArray, { published }: Now): number | null =>
    published === null ? null : hit.groups?.ly ? yearOf(published) - 1 : hit.groups?.ny ? yearOf(published) + 1 : hit.groups?.ty ? yearOf(published) : null
  const list: Rule[] = [
    rule(`${year}-(?<m>\\d\\d)-(?<d>\\d\\d)`, (hit) => ({ iso: `${hit.groups?.y}-${hit.groups?.m}-${hit.groups?.d}` })),
    ...dates.forms.map((form) => ({
      pattern: new RegExp(form, 'gu'),
      read: (hit: RegExpMatchArray, now: Now) => {
        const { y, m, d } = hit.groups ?? {}
        const own = y ? Number(y) : m && now.published !== null ? yearFor(Number(m), Number(d ?? 1), now) : null
        return own === null ? null : { iso: [String(own), m && two(Number(m)), d && two(Number(d))].filter(Boolean).join('-') }
      },
    })),
    rule(`${anyWeekday}(?<d>\\d{1,2})[./]\\s?(?<m>\\d{1,2})[./]\\s?${year}`, (hit) => ({
      iso: `${hit.groups?.y}-${two(Number(hit.groups?.m))}-${two(Number(hit.groups?.d))}`,
    })),
    // 1 до 4 юни 2023, 15. - 22. Mai 2025
    rule(
      `${anyWeekday}(?<d>\\d{1,2})${ordinal}\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})${ordinal}\\s{1,2}${month}${yearTail}${relYear}`,
      (hit, now) => {
        const m = monthOf(hit),
          d = Number(hit.groups?.d),
          e = Number(hit.groups?.e)
        const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, d, looking(hit, now))
        return y !== null && isDay(y, m, d) && isDay(y, m, e) ? { iso: span(at(y, m, d), at(y, m, e)) } : null
      },
    ),
    rule(`${anyWeekday}(?<d>\\d{1,2})${ordinal}\\s{1,2}(?:${sourceOf('(de|of|di)')}\\s)?${month}${yearTail}${relYear}${behind}`, (hit, now) => {
      const m = monthOf(hit),
        d = Number(hit.groups?.d)
      const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, d, looking(hit, now))
      return y !== null && isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : { iso: null }
    }),
    // на двайсет и втори юни
    ...(dates.ordinals === undefined
      ? []
      : [
          rule(
            `${anyWeekday}(?:(?<tens>${tensIn(dates.numbers)})\\s(?:${sourceOf(language.names.and)})\\s)?(?<word>${Object.keys(dates.ordinals).join('|')})\\s{1,2}${month}${yearTail}${relYear}${behind}`,
            (hit, now) => {
              const m = monthOf(hit)
              const d = (dates.numbers[hit.groups?.tens ?? ''] ?? 0) + (dates.ordinals?.[hit.groups?.word ?? ''] ?? 0)
              const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, d, looking(hit, now))
              return y !== null && isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : null
            },
          ),
        ]),
    // October 9–12, 2024
    rule(
      `${anyWeekday}${month}\\s{1,2}(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s{1,2}${year})?(?!\\d)`,
      (hit, now) => {
        if (language.code !== 'en') return null
        const [m, d, e] = [monthOf(hit), Number(hit.groups?.d), Number(hit.groups?.e)]
        const y = numberYear(hit) ?? yearFor(m, d, now)
        return y !== null && isDay(y, m, d) && isDay(y, m, e) ? { iso: span(at(y, m, d), at(y, m, e)) } : null
      },
    ),
    rule(`${anyWeekday}${month}\\s{1,2}(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s{1,2}${year})?(?!\\d)`, (hit, now) => {
      if (language.code !== 'en') return null
      const m = monthOf(hit),
        d = Number(hit.groups?.d)
      const y = numberYear(hit) ?? yearFor(m, d, now)
      return y !== null && isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : null
    }),
    ...(dates.thirds ?? []).map((third, i) =>
      rule(`${sourceOf(third)}\\s{1,2}${month}${yearTail}${relYear}`, (hit, now) => {
        const m = monthOf(hit)
        const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, i === 0 ? 1 : i === 1 ? 15 : 28, now)
        if (y === null) return { iso: null }
        const [from, to] = [
          [1, 10],
          [10, 20],
          [20, lastDay(y, m)],
        ][i]!
        return { iso: span(at(y, m, from!), at(y, m, to!)) }
      }),
    ),
    rule(`(?:${group(dates.last)}\\s{1,2})?(?<month>${month})(?:${yearTail})${relYear}${behind}`, (hit, now) => {
      const m = monthOf(hit)
      const y = numberYear(hit) ?? shifted(hit, now)
      if (y !== null) return { iso: `${y}-${two(m)}` }
      const past = new RegExp(`^${group(dates.last)}\\s`, 'u').test(hit[0])
      return { iso: monthRange(m, past ? { ...now, future: false } : looking(hit, now)) }
    }),
    // a year stands alone only behind a preposition, or with the word "year"
    rule(`(?:${sourceOf(dates.before)}\\s{1,2})${year}(?:${sourceOf(dates.yearWord)})`, (hit) => ({ iso: hit.groups?.y ?? null })),
    fixed(dates.dayBeforeYesterday, (now) => iso(now - 2 * DAY)),
    fixed(dates.yesterday, (now) => iso(now - DAY)),
    fixed(dates.today, (now) => iso(now)),
    fixed(dates.tomorrow, (now) => iso(now + DAY)),
    fixed(dates.lastWeek, (now) => span(weekStart(now) - 7 * DAY, weekStart(now) - DAY)),
    fixed(dates.thisWeek, (now) => span(weekStart(now), weekStart(now) + 6 * DAY)),
    fixed(dates.nextWeek, (now) => span(weekStart(now) + 7 * DAY, weekStart(now) + 13 * DAY)),
    fixed(dates.lastMonth, (now) => span(now - 40 * DAY, now)),
    fixed(dates.thisMonth, (now) => monthShift(now, 0)),
    fixed(dates.nextMonth, (now) => monthShift(now, 1)),
    fixed(dates.lastYear, (now) => String(yearOf(now) - 1)),
    fixed(dates.thisYear, (now) => String(yearOf(now))),
    fixed(dates.nextYear, (now) => String(yearOf(now) + 1)),
    rule(
      `(?:(?<last>${group(dates.last)})\\s{1,2}|(?<next>${group(dates.next)})\\s{1,2})?${weekday}(?:\\s{1,2}(?:(?<last2>${group(dates.last)})|(?<next2>${group(dates.next)})))?`,
      (hit, { published, future }) => {
        if (published === null) return { iso: null }
        const target = weekdayOf(hit) % 7
        const back = (new Date(published).getUTCDay() - target + 7) % 7
        const ahead = hit.groups?.next ?? hit.groups?.next2
        if (hit.groups?.last || hit.groups?.last2) return { iso: iso(published - (back || 7) * DAY) }
        return { iso: iso(ahead || future ? published + ((7 - back) % 7 || 7) * DAY : published - back * DAY) }
      },
    ),
    ...dates.seasons.map((cue, i) => {
      const [from, to] = [
        [3, 5],
        [6, 8],
        [9, 11],
        [12, 2],
      ][i] ?? [3, 5]
      return rule(
        `(?:(?<last>${group(dates.last)})\\s{1,2}|(?<next>${group(dates.next)})\\s{1,2})?${sourceOf(cue)}(?:\\s{1,3}(?:на|di|of)?\\s?${year}|\\s(?<last2>${group(dates.last)}))?`,
        (hit, { published, future }) => {
          if (published === null && !hit.groups?.y) return { iso: null }
          const own = published === null ? 0 : yearOf(published)
          const monthNow = published === null ? 1 : new Date(published).getUTCMonth() + 1
          const past = hit.groups?.last ?? hit.groups?.last2
          let y = hit.groups?.y ? Number(hit.groups.y) : own
          if (!hit.groups?.y && past && monthNow <= (to ?? 0)) y--
          else if (!hit.groups?.y && !past && (future || hit.groups?.next) && monthNow > (from ?? 0) && i !== 3) y++
          else if (!hit.groups?.y && !past && !future && monthNow < (from ?? 0)) y--
          return { iso: `${y}-${two(from ?? 3)}/${i === 3 ? y + 1 : y}-${two(to ?? 5)}` }
        },
      )
    }),
    ...dates.feasts.map((feast) =>
      rule(`${sourceOf(feast.cue)}(?:,?\\s{1,2}(?:${sourceOf(dates.before)}\\s)?${year})?`, (hit, now) => ({
        weak: true,
        iso: feastOn(feast, hit.groups?.y ? Number(hit.groups.y) : null, now),
      })),
    ),
    ...dates.horizons.map(({ cue, unit }) =>
      rule(sourceOf(cue).replace('N', `(?<n>${numberPattern(language)})`), (hit, { published }) => {
        const n = numberOf(hit.groups?.n ?? '', language) ?? (hit.groups && 'n' in hit.groups ? null : 1)
        if (n === null) return null
        if (published === null) return { iso: null, horizon: true }
        const d = new Date(published)
        if (unit === 'year') return { iso: `${iso(published).slice(0, 7)}/${d.getUTCFullYear() + n}-12`, horizon: true }
        if (unit === 'month') return { iso: monthShift(published, n), horizon: true }
        return { iso: iso(published + n * (unit === 'week' ? 7 : 1) * DAY), horizon: true }
      }),
    ),
    ...(dates.ago ?? []).map(({ cue, unit }) =>
      // any few words may stand for the number, unless they begin the cue: then they would take in what stands before
      rule(sourceOf(cue).replace('N', `(?<n>${cue.startsWith('N') ? numberPattern(language) : `\\d{1,3}|${wordsUpTo(3)}`})`), (hit, { published }) => {
        const n = numberOf(hit.groups?.n ?? '', language) ?? (hit.groups && 'n' in hit.groups ? null : 1)
        if (n === null || published === null) return null
        if (unit === 'year') return { iso: String(yearOf(published) - n) }
        if (unit === 'month') return { iso: monthShift(published, -n) }
        if (unit === 'week') return { iso: span(weekStart(published) - n * 7 * DAY, weekStart(published) - n * 7 * DAY + 6 * DAY) }
        return { iso: iso(published - n * DAY) }
      }),
    ),
  ]
  rules.set(language, list)
  return list
}

function feastOn(feast: Feast, year: number | null, now: Now): string | null {
  const inYear = (y: number): [number, number] => {
    if ('easter' in feast) {
      const sunday = easter(y, feast.easter)
      return [sunday + feast.days[0] * DAY, sunday + feast.days[1] * DAY]
    }
    const [toMonth, toDay] = feast.to ?? feast.from
    return [at(y, ...feast.from), at(y, toMonth, toDay)]
  }
  if (year !== null) return span(...inYear(year))
  if (now.published === null) return null
  const own = new Date(now.published).getUTCFullYear()
  const [from, to] = inYear(own)
  if (now.future && to < now.published - DAY) return span(...inYear(own + 1))
  if (!now.future && from > now.published + 60 * DAY) return span(...inYear(own - 1))
  return span(from, to)
}

/** Letters of the shortest day: 昨天, вчера. */
const SHORTEST = 2

const isWhole = (found: Found): boolean => /^\d{4}-\d\d-\d\d$/.test(found.iso ?? '')

const endCues = new WeakMap<Language, RegExp>()

/**
 * Dates in a folded stretch, in order, not overlapping; positions are moved by `offset`. `future` says whether the stretch looks ahead,
 * which decides on days without a year. A deadline (by the end of June) gets the end of its span.
 */
export function datesIn(fold: string, offset: number, language: Language, published: string | null, future: boolean, memory: Memory = {}): Found[] {
  if (fold.length < SHORTEST) return []
  if (language.code === 'zh') return hanDates(fold, offset, published, future, memory)
  // one reading asks for the days of a sentence several times over
  const read = readDays.get(language) ?? new Map<string, readonly Found[]>()
  readDays.set(language, read)
  const key = `${published} ${future} ${fold}`
  const found = read.get(key) ?? daysOf(fold, language, published, future)
  if (read.size >= REMEMBERED) read.clear()
  read.set(key, found)
  return found.map((one) => ({ ...one, start: one.start + offset, end: one.end + offset }))
}

const readDays = new WeakMap<Language, Map<string, readonly Found[]>>()
const REMEMBERED = 1000

function daysOf(fold: string, language: Language, published: string | null, future: boolean): Found[] {
  const now: Now = { published: boundsOf(published)?.[0] ?? null, future }
  const all: (Found & { order: number })[] = []
  rulesOf(language).forEach(({ pattern, read }, order) => {
    for (const hit of fold.matchAll(pattern)) {
      const found = read(hit, now)
      if (found) all.push({ start: hit.index, end: hit.index + hit[0].length, order, ...found })
    }
  })
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order)
  const kept: Found[] = []
  for (const { order: _, ...found } of all) if (!kept.some((other) => other.start < found.end && found.start < other.end)) kept.push(found)
  const end = endCues.get(language) ?? new RegExp(`(?:${sourceOf(language.dates.endOf)})\\s*$`, 'u')
  endCues.set(language, end)
  for (const found of kept) {
    const year = found.iso && /^\d{4}$/.test(found.iso) ? found.iso : undefined
    const digits = fold.indexOf(year ?? '\0', found.start)
    if (year && end.test(fold.slice(Math.max(0, found.start - 20), digits))) found.iso = `${year}-12`
  }
  kept.sort((a, b) => a.start - b.start)
  // „30 май до 1 юни“: two whole days with a word like "to" between them
  for (let i = kept.length - 1; i > 0; i--) {
    const [first, second] = [kept[i - 1], kept[i]]
    if (
      !first ||
      !second ||
      !isWhole(second) ||
      !/^\s?(?:–|-|—|до|to|until|till|bis|al|alla|a|au|jusqu'au|jusqu'a|do)\s(?:zum\s|on\s|на\s)?$|^[–—-]$/u.test(fold.slice(first.end, second.start))
    )
      continue
    // „29 май – 1 юни 2024“: the year stands with the last day
    const said = /(?:19|20)\d\d/
    const written = said.exec(fold.slice(second.start, second.end))?.[0]
    if (written !== undefined && !said.test(fold.slice(first.start, first.end)) && /\d/.test(fold.slice(first.start, first.end))) {
      const bare = first.iso ?? datesIn(fold.slice(first.start, first.end), 0, language, `${written}-06-30`, false)[0]?.iso
      if (bare?.length === 10) first.iso = `${written}${bare.slice(4)}`
    }
    if (!isWhole(first) || (first.iso ?? '') >= (second.iso ?? '')) continue
    kept.splice(i - 1, 2, { start: first.start, end: second.end, iso: `${first.iso}/${second.iso}` })
  }
  return kept
}
