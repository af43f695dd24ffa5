// Numbers and days as a reader of a digest finds them in its words, and whether what is only roughly known, or lasted several days, is told so.
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { Tongue } from '#features/digest/composing/tongue.ts'

export const numberWords = (tongue: Tongue): Map<string, number> => {
  const found = new Map<string, number>()
  for (const all of [tongue.numbers.m, tongue.numbers.f, tongue.numbers.n]) all.forEach((word, at) => found.set(word.toLowerCase(), at + 1))
  return found
}

/** Cases of the months where they are bent: „14. oktobra“, „u oktobru“. Written here apart from the digest's own rules. */
const BENT_MONTHS: Readonly<Record<string, readonly string[]>> = {
  sr: [
    'januar januara januaru',
    'februar februara februaru',
    'mart marta martu',
    'april aprila aprilu',
    'maj maja maju',
    'jun juna junu',
    'jul jula julu',
    'avgust avgusta avgustu',
    'septembar septembra septembru',
    'oktobar oktobra oktobru',
    'novembar novembra novembru',
    'decembar decembra decembru',
  ],
}

const monthsAsked = new Map<string, ReadonlyMap<string, number>>()

/** What the months are called, alone and beside a day: exactly these words. Asked once a language: thousands of digests are read, and the asking is slow. */
export const monthsOf = (tongue: Tongue): ReadonlyMap<string, number> => {
  const asked = `${tongue.tag} ${tongue.language}`
  const before = monthsAsked.get(asked)
  if (before !== undefined) return before
  const found = new Map<string, number>()
  for (let month = 0; month < 12; month += 1) {
    const written = ([{ month: 'long' }, { month: 'long', day: 'numeric' }, { month: 'long', year: 'numeric' }] as const).flatMap((options) =>
      new Intl.DateTimeFormat(tongue.tag, { timeZone: 'UTC', ...options })
        .formatToParts(new Date(Date.UTC(2001, month, 15)))
        .flatMap(({ type, value }) => (type === 'month' ? [value] : [])),
    )
    for (const word of [...written, ...(BENT_MONTHS[tongue.language]?.[month]?.split(' ') ?? [])]) found.set(word.toLowerCase(), month + 1)
  }
  monthsAsked.set(asked, found)
  return found
}

export type Points = { readonly years: Set<number>; readonly months: Set<number>; readonly days: Set<number> }
export const pointsOf = (dates: readonly string[]): Points => {
  const points: Points = { years: new Set(), months: new Set(), days: new Set() }
  for (const point of dates.flatMap((date) => date.replaceAll('~', '').split('/'))) {
    const [year, month, day] = point.split('-').map(Number)
    points.years.add(year!)
    if (month !== undefined) points.months.add(month)
    if (day !== undefined) points.days.add(day)
  }
  return points
}

export const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join(' ')

/** How the languages say that a day or a number is not exact. Written here apart from the digest's own words. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  bg: /около|приблизително/iu,
  en: /around|about|roughly/iu,
  mk: /околу|приближно/iu,
  fr: /environ|vers|à peu près/iu,
  it: /circa|intorno|indicativamente/iu,
  sr: /\boko\b|otprilike/iu,
  zh: /约|前后/u,
}
/**
 * A day, a month or a year of the records that is only roughly known, and of which no record knows better, may not be told as if it were certain. `said` and
 * `months` are the numbers and the months (1 to 12) that the text names. Of a day that may be off by some, its month alone may be told.
 */
export function checkAbout(
  { text }: Sentence,
  said: readonly number[],
  months: readonly number[],
  dates: readonly string[],
  { language }: Tongue,
  fault: (why: string) => void,
): void {
  if (ABOUT[language]!.test(text)) return
  const points = dates.flatMap((date) => date.split('/'))
  const exact = pointsOf(points.filter((point) => !point.endsWith('~')))
  for (const rough of points.filter((point) => point.endsWith('~'))) {
    const [year, month, day] = rough.slice(0, -1).split('-').map(Number) as [number, number | undefined, number | undefined]
    if (month === undefined ? said.includes(year) && !exact.years.has(year) : day === undefined && months.includes(month) && !exact.months.has(month))
      fault(`${rough} is told as exact`)
    if (day !== undefined && said.includes(day) && !exact.days.has(day)) fault(`${rough} is told as exact`)
  }
}

/**
 * What lasted from one day to another, or happened somewhere between two, may not be told by one of its ends alone: neither by its day nor by its month. An end
 * that another of the records has as well may be that one's. `months` is what the text names, 1 to 12; of `terms`, by which
 * something has to be done, only the end is told.
 */
export function checkRanges(
  numbers: readonly number[],
  months: readonly number[],
  dates: readonly string[],
  terms: ReadonlySet<string>,
  fault: (why: string) => void,
): void {
  for (const range of dates.filter((date) => date.includes('/') && !terms.has(date))) {
    const [from, to] = range
      .replaceAll('~', '')
      .split('/')
      .map((point) => point.split('-').map(Number)) as [number[], number[]]
    const others = pointsOf(dates.filter((date) => date !== range))
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const alone = (said: readonly number[], known: ReadonlySet<number>, at: number): boolean =>
        one[at] !== undefined &&
        other[at] !== undefined &&
        one[at] !== other[at] &&
        said.includes(one[at]!) &&
        !said.includes(other[at]!) &&
        !known.has(one[at]!)
      if (alone(months, others.months, 1)) fault(`${range} is told by one of its months`)
      if (alone(numbers, others.days, 2)) fault(`${range} is told by one of its days`)
    }
  }
}
