// Days as letters write them, in every language a letter is written in: „от 10 до 12 март 2027 г.“, « du 10 au 12 mars 2027 », 2027年3月10日至12日.
import type { ImpreciseDate } from '#platform/dates.ts'

export const LETTER_LANGUAGES = ['bg', 'en', 'fr', 'it', 'mk', 'sr', 'zh', 'de'] as const
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number]
export const isLetterLanguage = (language: string): language is LetterLanguage => (LETTER_LANGUAGES as readonly string[]).includes(language)

type Day = { readonly day: number; readonly month: number; readonly year: number }

/** How a language writes days: `day` as far as it must be said; `on` one day, `from` two, `in` a month or a year. Months as they stand in a date. */
type Writing = {
  readonly months: readonly string[]
  readonly day: (day: number, month: string, year: string) => string
  readonly on: (day: string) => string
  readonly from: (first: string, last: string) => string
  readonly inMonth: (month: string, year: string) => string
  readonly inYear: (year: string) => string
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ')

/** „l’8“, „dall’11“: before a vowel. */
const elided = (day: string, before: string, plain: string): string => (/^(?:8|11)\b/.test(day) ? `${before}${day}` : `${plain} ${day}`)

const WRITINGS: Readonly<Record<LetterLanguage, Writing>> = {
  bg: {
    months: ['януари', 'февруари', 'март', 'април', 'май', 'юни', 'юли', 'август', 'септември', 'октомври', 'ноември', 'декември'],
    day: (day, month, year) => joined(String(day), month, year === '' ? '' : `${year} г.`),
    on: (day) => `на ${day}`,
    from: (first, last) => `от ${first} до ${last}`,
    inMonth: (month, year) => `през ${month} ${year} г.`,
    inYear: (year) => `през ${year} г.`,
  },
  en: {
    months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    day: (day, month, year) => joined(String(day), month, year),
    on: (day) => `on ${day}`,
    from: (first, last) => `from ${first} to ${last}`,
    inMonth: (month, year) => `in ${month} ${year}`,
    inYear: (year) => `in ${year}`,
  },
  fr: {
    months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
    day: (day, month, year) => joined(day === 1 ? '1er' : String(day), month, year),
    on: (day) => `le ${day}`,
    from: (first, last) => `du ${first} au ${last}`,
    inMonth: (month, year) => `en ${month} ${year}`,
    inYear: (year) => `en ${year}`,
  },
  it: {
    months: ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
    day: (day, month, year) => joined(day === 1 ? '1º' : String(day), month, year),
    on: (day) => elided(day, 'l’', 'il'),
    from: (first, last) => `${elided(first, 'dall’', 'dal')} ${elided(last, 'all’', 'al')}`,
    inMonth: (month, year) => `nel mese di ${month} ${year}`,
    inYear: (year) => `nel ${year}`,
  },
  mk: {
    months: ['јануари', 'февруари', 'март', 'април', 'мај', 'јуни', 'јули', 'август', 'септември', 'октомври', 'ноември', 'декември'],
    day: (day, month, year) => joined(String(day), month, year === '' ? '' : `${year} година`),
    on: (day) => `на ${day}`,
    from: (first, last) => `од ${first} до ${last}`,
    inMonth: (month, year) => `во ${month} ${year} година`,
    inYear: (year) => `во ${year} година`,
  },
  sr: {
    months: ['januara', 'februara', 'marta', 'aprila', 'maja', 'juna', 'jula', 'avgusta', 'septembra', 'oktobra', 'novembra', 'decembra'],
    day: (day, month, year) => joined(`${day}.`, month, year === '' ? '' : `${year}. godine`),
    on: (day) => day,
    from: (first, last) => `od ${first} do ${last}`,
    inMonth: (month, year) => `tokom ${month} ${year}. godine`,
    inYear: (year) => `tokom ${year}. godine`,
  },
  zh: {
    months: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
    day: (day, month, year) => `${year === '' ? '' : `${year}年`}${month}${day}日`,
    on: (day) => `于${day}`,
    from: (first, last) => `于${first}至${last}`,
    inMonth: (month, year) => `于${year}年${month}`,
    inYear: (year) => `于${year}年`,
  },
  de: {
    months: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
    day: (day, month, year) => joined(`${day}.`, month, year),
    on: (day) => `am ${day}`,
    from: (first, last) => `vom ${first} bis ${last}`,
    inMonth: (month, year) => `im ${month} ${year}`,
    inYear: (year) => `im Jahr ${year}`,
  },
}

const EXACT = /^(\d{4})-(\d{2})-(\d{2})$/
function dayOf(text: string): Day | null {
  const match = EXACT.exec(text)
  return match === null ? null : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** A day written out; '' when it is none. YYYY-MM-DD. */
export function dayInLetter(language: LetterLanguage, text: string): string {
  const day = dayOf(text)
  const { months, day: write } = WRITINGS[language]
  return day === null ? '' : write(day.day, months[day.month - 1]!, String(day.year))
}

/** When it is, with its preposition, as it stands in a sentence; '' when nobody knows, or only about. */
export function whenInLetter(language: LetterLanguage, date: ImpreciseDate | null): string {
  if (date === null || date.includes('~')) return ''
  const writing = WRITINGS[language]
  const [from = '', until = from] = date.split('/')
  const [first, last] = [dayOf(from), dayOf(until)]
  if (first !== null && last !== null) {
    const whole = dayInLetter(language, until)
    if (from === until) return writing.on(whole)
    const sameYear = first.year === last.year
    const sameMonth = sameYear && first.month === last.month
    const month = writing.months[first.month - 1]!
    // Chinese says the year first and leaves it out of the second day.
    if (language === 'zh')
      return writing.from(
        writing.day(first.day, month, String(first.year)),
        sameMonth ? `${last.day}日` : writing.day(last.day, writing.months[last.month - 1]!, sameYear ? '' : String(last.year)),
      )
    return writing.from(writing.day(first.day, sameMonth ? '' : month, sameYear ? '' : String(first.year)), whole)
  }
  if (from !== until) return ''
  const month = /^(\d{4})-(\d{2})$/.exec(from)
  if (month !== null) return writing.inMonth(writing.months[Number(month[2]) - 1]!, month[1]!)
  return /^\d{4}$/.test(from) ? writing.inYear(from) : ''
}
