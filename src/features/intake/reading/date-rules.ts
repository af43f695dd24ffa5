// What each way of writing a day, a month, a year or a feast means, as one list of patterns a language.
import { edges, sourceOf, wordsUpTo } from './cues.ts'
import { at, DAY, easter, isDay, iso, lastDay, span, two } from './days.ts'
import type { Cues, Feast, Language } from './languages/language.ts'

/**
 * A date in a text. `horizon` is a time up to which something is to happen, `weak` a feast, which may be named by the way, `ago` what was counted
 * back from the item's day.
 */
export type Found = { start: number; end: number; iso: string | null; horizon?: boolean; weak?: boolean; ago?: boolean }

/** A number in digits or words, as a source. */
export const numberPattern = (language: Language): string =>
  `(?:\\d{1,3}|${
    Object.keys(language.dates.numbers)
      .sort((a, b) => b.length - a.length)
      .map(sourceOf)
      .join('|') || '(?!)'
  })`

/** What a folded number says; null for no number. */
export const numberOf = (text: string, language: Language): number | null =>
  /^\d+$/.test(text) ? Number(text) : (language.dates.numbers[text.replace(/\s+/g, ' ')] ?? tensAndOnes(text, language))

/** „двайсет и две“, „twenty-two“ */
function tensAndOnes(text: string, language: Language): number | null {
  const [tens, ones, ...more] = text.split(/\s+(?:и|i|et|e|and)\s+|[\s-]+/u).map((word) => language.dates.numbers[word])
  return more.length === 0 && tens !== undefined && ones !== undefined && tens >= 20 && tens % 10 === 0 && ones < 10 ? tens + ones : null
}

export type Rule = { pattern: RegExp; read: (hit: RegExpMatchArray, now: Now) => Omit<Found, 'start' | 'end'> | null }
/** When the text was published, in milliseconds; whether it looks ahead. */
export type Now = { published: number | null; future: boolean }

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

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** From day d of month n, or of m, to day e of month m. */
function daysBetween({ d, n, e, m }: Readonly<Record<string, string | undefined>>, year: number | null): { iso: string } | null {
  const [from, to] = [
    [Number(n ?? m), Number(d)],
    [Number(m), Number(e)],
  ] as const
  return year !== null && isDay(year, ...from) && isDay(year, ...to) && at(year, ...from) < at(year, ...to)
    ? { iso: span(at(year, ...from), at(year, ...to)) }
    : null
}

function monthRange(month: number, now: Now): string | null {
  if (now.published === null) return null
  const year = new Date(now.published).getUTCFullYear()
  const own = new Date(now.published).getUTCMonth() + 1
  if (now.future && month < own) return `${year + 1}-${two(month)}`
  if (!now.future && month > own) return `${year - 1}-${two(month)}`
  return `${year}-${two(month)}`
}

/** Which of the groups m1, m2, … of a kind was found; 0 for none. */
const numbered = (hit: RegExpMatchArray, letter: 'm' | 'w' | 'v'): number =>
  Number(
    Object.entries(hit.groups ?? {})
      .find(([name, value]) => name.startsWith(letter) && /^.\d+$/.test(name) && value !== undefined)?.[0]
      .slice(1) ?? 0,
  )

/** The patterns of a language, made once. */
export function rulesOf(language: Language): Rule[] {
  const known = rules.get(language)
  if (known) return known
  const { dates } = language
  const [before, after] = edges(language)
  const month = dates.months.length > 0 ? `(?:${dates.months.map((cue, i) => `(?<m${i + 1}>${sourceOf(cue)})`).join('|')})` : '(?!)'
  const monthOf = (hit: RegExpMatchArray): number => numbered(hit, 'm')
  const weekdayAs = (letter: 'w' | 'v'): string =>
    dates.weekdays.length > 0 ? `(?:${dates.weekdays.map((cue, i) => `(?<${letter}${i + 1}>${sourceOf(cue)})`).join('|')})` : '(?!)'
  const weekday = weekdayAs('w')
  const weekdayOf = (hit: RegExpMatchArray, letter: 'w' | 'v' = 'w'): number => numbered(hit, letter)
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
  const together = new RegExp(`\\s(?:${sourceOf(language.names.and)})\\s`, 'u')
  const tens = Object.keys(dates.numbers).filter((word) => dates.numbers[word] === 20 || dates.numbers[word] === 30)
  const wordAs = (name: 'first' | 'last'): string =>
    `(?:(?<${name}Tens>${tens.join('|')})\\s(?:${sourceOf(language.names.and)})\\s)?(?<${name}>${Object.keys(dates.ordinals ?? {}).join('|')})`
  const dayInWords = (groups: Readonly<Record<string, string>>, name: 'first' | 'last'): number =>
    (dates.numbers[groups[`${name}Tens`] ?? ''] ?? 0) + (dates.ordinals?.[groups[name] ?? ''] ?? 0)
  const daysOfMonth = (hit: RegExpMatchArray, from: number, to: number, now: Now): ReturnType<Rule['read']> => {
    const m = monthOf(hit)
    const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, from, looking(hit, now))
    return y !== null && isDay(y, m, from) && isDay(y, m, to) ? { iso: span(at(y, m, from), at(y, m, to)) } : null
  }
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
    // 16.–18.09.2023, 16.09 – 18.09
    rule(`(?<!\\d[.,])(?<d>\\d{1,2})(?:[./](?<n>\\d{1,2}))?\\.?\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})[./](?<m>\\d{1,2})[./]\\s?${year}`, (hit) =>
      daysBetween(hit.groups ?? {}, Number(hit.groups?.y)),
    ),
    rule(
      `(?<!\\d[.,])(?<d>\\d{1,2})\\.(?<n>0[1-9]|1[0-2])\\.?\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})\\.(?<m>0[1-9]|1[0-2])\\.?(?!\\d)`,
      (hit, now) => daysBetween(hit.groups ?? {}, yearFor(Number(hit.groups?.m), Number(hit.groups?.e), now)),
    ),
    // 3.VI.2024
    rule(`(?<d>\\d{1,2})\\.\\s?(?<roman>i{1,3}|iv|vi{0,3}|ix|xi{0,2})\\.\\s?${year}`, (hit) => {
      const [y, m, d] = [Number(hit.groups?.y), ROMAN.indexOf(hit.groups?.roman ?? '') + 1, Number(hit.groups?.d)]
      return isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : null
    }),
    // 12, 13 и 14 юни
    rule(
      `(?<d>\\d{1,2})${ordinal},\\s(?:\\d{1,2}${ordinal},?\\s){0,4}(?:${sourceOf(language.names.and)})\\s(?<e>\\d{1,2})${ordinal}\\s{1,2}${month}${yearTail}${relYear}`,
      (hit, now) => daysOfMonth(hit, Number(hit.groups?.d), Number(hit.groups?.e), now),
    ),
    // 1 до 4 юни 2023, 15. - 22. Mai 2025
    rule(
      `${anyWeekday}(?<d>\\d{1,2})${ordinal}\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})${ordinal}\\s{1,2}${month}${yearTail}${relYear}`,
      (hit, now) => daysOfMonth(hit, Number(hit.groups?.d), Number(hit.groups?.e), now),
    ),
    rule(`${anyWeekday}(?<d>\\d{1,2})${ordinal}\\s{1,2}(?:${sourceOf('(de|of|di)')}\\s)?${month}${yearTail}${relYear}${behind}`, (hit, now) => {
      const m = monthOf(hit),
        d = Number(hit.groups?.d)
      const y = numberYear(hit) ?? shifted(hit, now) ?? yearFor(m, d, looking(hit, now))
      return y !== null && isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : { iso: null }
    }),
    // на двайсет и втори юни, от първи до пети юни
    ...(dates.ordinals === undefined
      ? []
      : [
          rule(
            `${anyWeekday}${wordAs('first')}(?:\\s{1,2}${sourceOf(dates.to)}\\s{1,2}${wordAs('last')})?\\s{1,2}${month}${yearTail}${relYear}${behind}`,
            (hit, now) => {
              const from = dayInWords(hit.groups ?? {}, 'first')
              return daysOfMonth(hit, from, hit.groups?.last ? dayInWords(hit.groups, 'last') : from, now)
            },
          ),
        ]),
    // October 9–12, 2024, October 9, 2024
    ...(language.code === 'en' ? [`\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?<e>\\d{1,2})(?:st|nd|rd|th)?`, ''] : []).map((toDay) =>
      rule(`${anyWeekday}${month}\\s{1,2}(?<d>\\d{1,2})(?:st|nd|rd|th)?${toDay}(?:,?\\s{1,2}${year})?(?!\\d)`, (hit, now) =>
        daysOfMonth(hit, Number(hit.groups?.d), Number(hit.groups?.e ?? hit.groups?.d), now),
      ),
    ),
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
    // догодина през май, догодина на 3 май
    rule(
      `${relYear.replace('\\s{1,3}', '').replace(/\?$/, '')}\\s{1,2}(?:${sourceOf(dates.before)}\\s{1,2})?(?:(?<d>\\d{1,2})${ordinal}\\s{1,2})?${month}`,
      (hit, now) => {
        const [y, m] = [shifted(hit, now), monthOf(hit)]
        if (y === null) return { iso: null }
        const d = Number(hit.groups?.d ?? 0)
        if (d === 0) return { iso: `${y}-${two(m)}` }
        return isDay(y, m, d) ? { iso: iso(at(y, m, d)) } : null
      },
    ),
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
    // от понеделник до сряда
    rule(
      `(?:(?<next>${group(dates.next)})\\s{1,2}|(?:${group(dates.last)})\\s{1,2})?${weekdayAs('w')}\\s{0,2}${sourceOf(dates.to)}\\s{0,2}(?:${group(dates.last)}\\s{1,2})?${weekdayAs('v')}`,
      (hit, { published, future }) => {
        if (published === null) return { iso: null }
        const [first, last] = [weekdayOf(hit), weekdayOf(hit, 'v')]
        const length = (last - first + 7) % 7
        const today = new Date(published).getUTCDay()
        const end = future || hit.groups?.next ? published + (((first - today + 7) % 7 || 7) + length) * DAY : published - ((today - last + 7) % 7) * DAY
        // „във вторник и петък“ are two days
        const isOfTwo = length > 1 && together.test(hit[0])
        return length === 0 || isOfTwo ? null : { iso: span(end - length * DAY, end) }
      },
    ),
    // a weekend told of as past is the last one begun
    rule(
      `(?:(?<last>${group(dates.last)})\\s{1,2}|(?<next>${group(dates.next)})\\s{1,2})?${group(dates.weekend ?? [])}(?:\\s{1,2}(?:(?<last2>${group(dates.last)})|(?<next2>${group(dates.next)})))?`,
      (hit, { published, future }) => {
        if (published === null) return { iso: null }
        const back = (new Date(published).getUTCDay() + 1) % 7
        const [last, next] = [hit.groups?.last ?? hit.groups?.last2, hit.groups?.next ?? hit.groups?.next2]
        const isToCome = next !== undefined || (future && last === undefined)
        // on a Saturday the last weekend is the one before
        const saturday = isToCome ? published + ((7 - back) % 7 || 7) * DAY : published - (last && back < 2 ? back + 7 : back) * DAY
        return { iso: span(saturday, saturday + DAY) }
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
        if (unit === 'year') return { iso: String(yearOf(published) - n), ago: true }
        if (unit === 'month') return { iso: monthShift(published, -n), ago: true }
        if (unit === 'week') return { iso: span(weekStart(published) - n * 7 * DAY, weekStart(published) - n * 7 * DAY + 6 * DAY), ago: true }
        return { iso: iso(published - n * DAY), ago: true }
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
