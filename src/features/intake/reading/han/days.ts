// Days in a Chinese text: 4月9日至11日, 26日晚, 上周二, 明年春天, 6月底前. What is not said is taken from the month spoken of, or from the item's own day.
import type { Found } from '../date-rules.ts'
import { at, DAY, isDay, iso, lastDay, two } from '../days.ts'

const span = (from: number, to: number): string => (from >= to ? iso(from) : `${iso(from)}/${iso(to)}`)

/** The month a text spoke of last: „10日晚“ is in it. */
export type Memory = {
  month?: readonly [year: number, month: number]
  here?: readonly [year: number, month: number]
  stays?: (readonly [year: number, month: number, from: number, to: number])[]
}

const DIGITS = '〇零一二三四五六七八九'
/** 三十 → 30, 二〇一九 → 2019, 廿五 → 25; figures as they are. Null for anything else. */
export function hanNumber(text: string): number | null {
  const plain = text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
  if (/^\d+$/.test(plain)) return Number(plain)
  const value = (letter: string): number => (letter === '两' ? 2 : letter === '零' ? 0 : Math.max(0, DIGITS.indexOf(letter) - 1 + (letter === '〇' ? 1 : 0)))
  if (!/[十百廿卅]/.test(plain)) return [...plain].reduce((sum, letter) => sum * 10 + value(letter), 0)
  const parts = /^(?:([一二三四五六七八九两])百零?)?(?:([一二三四五六七八九]?)(十)|(廿|卅))?([一二三四五六七八九]?)$/u.exec(plain)
  if (!parts) return null
  const tens = parts[3] ? (parts[2] ? value(parts[2]) : 1) : parts[4] === '廿' ? 2 : parts[4] === '卅' ? 3 : 0
  return (parts[1] ? value(parts[1]) : 0) * 100 + tens * 10 + (parts[5] ? value(parts[5]) : 0)
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})'
const YEAR =
  '(?:(?<y>(?:19|20)\\d\\d|[一二][〇零一二三四五六七八九]{3})年度?|(?<ry>今年|本年|去年|上年|明年|来年|次年|翌年|前年|后年|同年|当年|今|明)(?=年|的|\\d|[一二三四五六七八九十春夏秋冬暑寒初底末中上下全内]|$|[，。、；起前])(?<!\\d))'
const MONTH = `(?:(?<m>${N})月份?|(?<rm>本月|上个?月|下个?月|当月|这个月|同月))`
const PART = '(?:\\s?(?:凌晨|清晨|早上|早晨|上午|中午|午间|下午|傍晚|晚上|晚间|晚|夜里|夜))?'
const SPRING_FESTIVAL: Readonly<Record<number, readonly [number, number]>> = {
  2005: [2, 9],
  2006: [1, 29],
  2007: [2, 18],
  2008: [2, 7],
  2009: [1, 26],
  2010: [2, 14],
  2011: [2, 3],
  2012: [1, 23],
  2013: [2, 10],
  2014: [1, 31],
  2015: [2, 19],
  2016: [2, 8],
  2017: [1, 28],
  2018: [2, 16],
  2019: [2, 5],
  2020: [1, 25],
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 3],
}
/** Feasts by first and last day; those of the moon are widened to all days they may fall on. */
const FEASTS: readonly (readonly [RegExp, readonly [number, number], readonly [number, number]])[] = [
  [/元旦/gu, [1, 1], [1, 1]],
  [/元宵节?/gu, [2, 5], [3, 6]],
  [/清明(?:节)?/gu, [4, 4], [4, 6]],
  [/五一|劳动节/gu, [5, 1], [5, 5]],
  [/端午节?/gu, [5, 28], [6, 25]],
  [/中秋节?/gu, [9, 8], [10, 8]],
  [/国庆节?|“十一”/gu, [10, 1], [10, 7]],
  [/重阳节?/gu, [10, 1], [10, 31]],
  [/冬至/gu, [12, 21], [12, 22]],
  [/圣诞节?|平安夜/gu, [12, 24], [12, 25]],
  [/妇女节/gu, [3, 8], [3, 8]],
  [/儿童节/gu, [6, 1], [6, 1]],
]

type Now = { published: number | null; future: boolean; memory: Memory }
type Group = Record<string, string | undefined>

function yearOf(group: Group, { published }: Now): number | null {
  if (group['y']) return hanNumber(group['y'])
  if (!group['ry'] || published === null) return null
  const own = new Date(published).getUTCFullYear()
  if (/^[去上]/u.test(group['ry'])) return own - 1
  if (group['ry'] === '前年') return own - 2
  if (group['ry'] === '后年') return own + 2
  return /^(?:明|来|次|翌)/u.test(group['ry']) ? own + 1 : own
}

/** Year and month of a day said without one, the nearest that fits. */
function monthOf(group: Group, day: number, now: Now): readonly [number, number] | null {
  const { published, future, memory } = now
  const year = yearOf(group, now)
  const own = published === null ? null : new Date(published)
  if (group['rm']) {
    if (own === null) return null
    const shift = group['rm'].startsWith('上') ? -1 : group['rm'].startsWith('下') ? 1 : 0
    if (/^[当同]/u.test(group['rm']) && memory.month) return memory.month
    const first = new Date(Date.UTC(own.getUTCFullYear(), own.getUTCMonth() + shift, 1))
    return [first.getUTCFullYear(), first.getUTCMonth() + 1]
  }
  if (group['m']) {
    const month = hanNumber(group['m']) ?? 0
    if (month < 1 || month > 12) return null
    if (year !== null) return [year, month]
    if (own === null) return null
    const time = at(own.getUTCFullYear(), month, day)
    const most = own.getTime()
    if (future && time < most - 45 * DAY) return [own.getUTCFullYear() + 1, month]
    if (!future && time > most + 120 * DAY) return [own.getUTCFullYear() - 1, month]
    return [own.getUTCFullYear(), month]
  }
  if (memory.here) return memory.here
  const stay = memory.stays?.findLast(([, , from, to]) => from <= day && day <= to)
  if (stay) return [stay[0], stay[1]]
  if (own === null) return memory.month ?? null
  if (future && memory.month && at(...memory.month, 28) >= own.getTime()) return memory.month
  const back = !future && day > own.getUTCDate() ? -1 : future && day < own.getUTCDate() - 3 ? 1 : 0
  const first = new Date(Date.UTC(own.getUTCFullYear(), own.getUTCMonth() + back, 1))
  return [first.getUTCFullYear(), first.getUTCMonth() + 1]
}

type Rule = readonly [RegExp, (hit: RegExpExecArray | RegExpMatchArray, now: Now) => Omit<Found, 'start' | 'end'> | null]
const TO = '(?:日|号)?(?:\\s?\\([^)]{1,6}\\)|（[^）]{1,6}）)?(?:上午|下午|晚)?\\s?(?:至|到|—{1,2}|–|-|－|~|～)\\s?'

const remember = (month: readonly [number, number], { published, memory }: Now): void => {
  if (published === null || Math.abs(at(month[0], month[1], 15) - published) < 220 * DAY) memory.month = memory.here = month
}

const RULES: readonly Rule[] = [
  [
    /((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)/gu,
    (hit) => (isDay(+hit[1]!, +hit[2]!, +hit[3]!) ? { iso: iso(at(+hit[1]!, +hit[2]!, +hit[3]!)) } : null),
  ],
  [new RegExp(`(?:${YEAR}\\s?)?${MONTH}(?<d>${N})${TO}(?:(?<m2>${N})月)?(?<e>${N})[日号]${PART}`, 'gu'), (hit, now) => ranged(hit.groups!, now)],
  [new RegExp(`(?<![\\d月第])(?<d>${N})${TO}(?<e>${N})日${PART}(?![本元])`, 'gu'), (hit, now) => ranged(hit.groups!, now)],
  [
    new RegExp(`(?:${YEAR}\\s?)?${MONTH}(?<d>${N})[日号]${PART}`, 'gu'),
    (hit, now) => {
      const day = hanNumber(hit.groups!['d']!) ?? 0
      const month = monthOf(hit.groups!, day, now)
      if (month === null || !isDay(...month, day)) return { iso: null }
      remember(month, now)
      return { iso: iso(at(...month, day)) }
    },
  ],
  [
    new RegExp(`(?<![\\d月第十])(?<d>${N})日(?![本元内前游])${PART}`, 'gu'),
    (hit, now) => {
      const day = hanNumber(hit.groups!['d']!) ?? 0
      const month = monthOf({}, day, now)
      return month !== null && isDay(...month, day) ? { iso: iso(at(...month, day)) } : null
    },
  ],
  [
    new RegExp(`(?:${YEAR}\\s?)?${MONTH}(?<part>上旬|中旬|下旬|初|中|底|末)?`, 'gu'),
    (hit, now) => {
      const month = monthOf(hit.groups!, 15, now)
      if (month === null) return { iso: null }
      remember(month, now)
      const part = hit.groups!['part']
      if (part === undefined) return { iso: `${month[0]}-${two(month[1])}` }
      const [from, to] = /上旬|初/u.test(part) ? [1, 10] : /中/u.test(part) ? [10, 20] : [20, lastDay(...month)]
      return { iso: span(at(...month, from), at(...month, to)) }
    },
  ],
  [
    new RegExp(`(?:${YEAR}(?:的)?\\s?)?(?<s>春季|春天|春节前后|夏季|夏天|暑期|暑假|秋季|秋天|金秋|冬季|冬天|寒假)|(?<ry>今|明|去)(?<s2>春|夏|秋|冬)`, 'gu'),
    (hit, now) => {
      const season = hit.groups!['s'] ?? hit.groups!['s2'] ?? ''
      const [from, to] = season.includes('寒')
        ? [1, 2]
        : season.startsWith('春')
          ? [3, 5]
          : /夏|暑/u.test(season)
            ? [6, 8]
            : season.includes('秋')
              ? [9, 11]
              : [12, 2]
      const told = yearOf(hit.groups!, now)
      if (told === null && now.published === null) return { iso: null }
      const own = new Date(now.published ?? 0)
      const month = own.getUTCMonth() + 1
      const year = told ?? own.getUTCFullYear() + (now.future && month > from && from !== 12 ? 1 : !now.future && month < from ? -1 : 0)
      return { iso: `${year}-${two(from)}/${from === 12 ? year + 1 : year}-${two(to)}` }
    },
  ],
  [
    new RegExp(`${YEAR}?(?<h>上半年|下半年|第?[一二三四1-4]季度|年初|年中|年底|年末|岁末)`, 'gu'),
    (hit, now) => {
      if (now.published === null && !hit.groups!['y']) return { iso: null }
      const half = hit.groups!['h'] ?? ''
      const year = yearOf(hit.groups!, now) ?? new Date(now.published!).getUTCFullYear()
      const quarter = /[一二三四1-4](?=季)/u.exec(half)?.[0]
      const q = quarter === undefined ? 0 : (hanNumber(quarter) ?? 1) * 3
      const [from, to] =
        q > 0 ? [q - 2, q] : half === '上半年' ? [1, 6] : half === '下半年' ? [7, 12] : half === '年初' ? [1, 3] : half === '年中' ? [5, 8] : [12, 12]
      return { iso: from === to ? `${year}-${two(from)}` : `${year}-${two(from)}/${year}-${two(to)}` }
    },
  ],
  [/((?:19|20)\d\d)年?\s?(?:至|到|—|–|-)\s?((?:19|20)\d\d)年/gu, () => ({ iso: null })],
  [new RegExp(`(?<!\\d)${YEAR}`, 'gu'), (hit, now) => (hit[0].length < 2 ? null : { iso: yearOf(hit.groups!, now)?.toString() ?? null })],
  [/大前天/gu, (_, { published }) => relative(published, -3)],
  [/前天|前日|前晚/gu, (_, { published }) => relative(published, -2)],
  [new RegExp(`(?:昨天|昨日|昨晚|昨(?=起|在|举|上午|下午))${PART}`, 'gu'), (_, { published }) => relative(published, -1)],
  [
    new RegExp(`(?:今天|今日|今晚|今早|即日|(?<!纪念|生|节|次|翌|平)当日(?!报)|当天)${PART}`, 'gu'),
    (hit, { published }) => (hit[0].startsWith('当') ? null : relative(published, 0)),
  ],
  [new RegExp(`(?:明天|明日|明晚)${PART}`, 'gu'), (_, { published }) => relative(published, 1)],
  [/后天/gu, (_, { published }) => relative(published, 2)],
  [
    new RegExp(`(?<w>上个?|本|这个?|下个?)?(?:周|星期|礼拜)(?<d>[一二三四五六日天末])${PART}(?!年|期|刊|边|围|岁)`, 'gu'),
    (hit, { published, future }) => {
      if (published === null) return { iso: null }
      const { w = '', d = '' } = hit.groups!
      const monday = published - ((new Date(published).getUTCDay() + 6) % 7) * DAY + (w.startsWith('上') ? -7 : w.startsWith('下') ? 7 : 0) * DAY
      if (d === '末') return { iso: span(monday + 5 * DAY, monday + 6 * DAY) }
      const time = monday + '一二三四五六日'.indexOf(d.replace('天', '日')) * DAY
      if (w === '' && !future && time > published) return { iso: iso(time - 7 * DAY) }
      if (w === '' && future && time < published) return { iso: iso(time + 7 * DAY) }
      return { iso: iso(time) }
    },
  ],
  [
    /(上|本|这|下)个?(?:周|星期)(?![一二三四五六日天末岁年])/gu,
    (hit, { published }) => {
      if (published === null) return { iso: null }
      const monday = published - ((new Date(published).getUTCDay() + 6) % 7) * DAY + (hit[1] === '上' ? -7 : hit[1] === '下' ? 7 : 0) * DAY
      return { iso: span(monday, monday + 6 * DAY) }
    },
  ],
  [
    /日前|近日|近期|最近|连日来|前不久/gu,
    (_, { published, future }) => (published === null || future ? null : { iso: span(published - 14 * DAY, published), weak: true }),
  ],
  [
    new RegExp(
      `(?:今后|未来|接下来(?:的)?|往后)?(?<n>\\d{1,2}|[一二三四五六七八九十两半]{1,3})(?<u>个月|年|周|天|日)(?:之)?内|(?:今后|未来|接下来(?:的)?|往后)(?<n2>\\d{1,2}|[一二三四五六七八九十两几]{1,3})(?<u2>个月|年|周|天)`,
      'gu',
    ),
    (hit, { published }) => {
      const n = hanNumber((hit.groups!['n'] ?? hit.groups!['n2'] ?? '').replace('半', '一').replace('几', '三'))
      if (n === null) return null
      if (published === null) return { iso: null, horizon: true }
      const unit = hit.groups!['u'] ?? hit.groups!['u2']
      const now = new Date(published)
      if (unit === '年') return { iso: `${iso(published).slice(0, 7)}/${now.getUTCFullYear() + n}-12`, horizon: true }
      if (unit === '个月') return { iso: iso(at(now.getUTCFullYear(), now.getUTCMonth() + 1 + n, 1)).slice(0, 7), horizon: true }
      return { iso: iso(published + n * (unit === '周' ? 7 : 1) * DAY), horizon: true }
    },
  ],
  [
    new RegExp(`(?:${YEAR})?(?:春节|新春)(?:前后|期间)?`, 'gu'),
    (hit, now) => {
      if (now.published === null && !hit.groups!['y']) return { iso: null }
      const own = now.published === null ? 0 : new Date(now.published).getUTCFullYear()
      let year = yearOf(hit.groups!, now) ?? own
      const first = SPRING_FESTIVAL[year]
      if (!hit.groups!['y'] && !hit.groups!['ry'] && now.future && first && at(year, ...first) < now.published! - 20 * DAY) year++
      const day = SPRING_FESTIVAL[year]
      return { iso: day ? span(at(year, ...day) - 2 * DAY, at(year, ...day) + 14 * DAY) : `${year}-01/${year}-02`, weak: true }
    },
  ],
  ...FEASTS.map(([cue, from, to]): Rule => [
    cue,
    (_, { published, future }) => {
      if (published === null) return { iso: null, weak: true }
      let year = new Date(published).getUTCFullYear()
      if (future && at(year, ...to) < published - 3 * DAY) year++
      else if (!future && at(year, ...from) > published + 60 * DAY) year--
      return { iso: span(at(year, ...from), at(year, ...to)), weak: true }
    },
  ]),
]

const relative = (published: number | null, shift: number): Omit<Found, 'start' | 'end'> => ({ iso: published === null ? null : iso(published + shift * DAY) })

function ranged(group: Group, now: Now): Omit<Found, 'start' | 'end'> | null {
  const day = hanNumber(group['d'] ?? '') ?? 0
  const end = hanNumber(group['e'] ?? '') ?? 0
  const month = monthOf(group, day, now)
  if (month === null || !isDay(...month, day)) return { iso: null }
  const later = group['m2'] ? (hanNumber(group['m2']) ?? month[1]) : month[1]
  const last: readonly [number, number] = [later < month[1] ? month[0] + 1 : month[0], later]
  if (!isDay(...last, end) || (group['m2'] === undefined && end <= day)) return null
  remember(month, now)
  if (group['m'] && last[1] === month[1]) (now.memory.stays ??= []).push([...month, day, end])
  return { iso: span(at(...month, day), at(...last, end)) }
}

/** Dates of a folded stretch, as `datesIn` gives them; `memory` keeps the month spoken of from sentence to sentence. */
export function hanDates(fold: string, offset: number, published: string | null, future: boolean, memory: Memory = {}): Found[] {
  const now: Now = { published: published === null ? null : Date.parse(published), future, memory }
  delete memory.here
  const hits = RULES.flatMap(([pattern, read], order) =>
    [...fold.matchAll(pattern)].map((hit) => ({ hit, read, order, start: hit.index, end: hit.index + hit[0].length })),
  )
  hits.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order)
  const kept: typeof hits = []
  for (const one of hits) if (one.end > one.start && !kept.some((other) => other.start < one.end && one.start < other.end)) kept.push(one)
  kept.sort((a, b) => a.start - b.start)
  return kept.flatMap(({ hit, read, start, end }) => {
    const found = read(hit, now)
    return found === null ? [] : [{ start: start + offset, end: end + offset, ...found }]
  })
}
