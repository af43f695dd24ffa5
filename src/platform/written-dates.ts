// Reads a date as people write it in a table or in minutes: by day, month or year, „около“, between two, in Roman months, in words of seven languages, as Excel's count of days.
import { isImpreciseDate, type ImpreciseDate } from './dates.ts'
import { foldLetters } from './names/transliteration.ts'

const two = (value: number | string): string => String(value).padStart(2, '0')
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
/** Cyrillic letters that look like Roman figures are typed for them: Х, І, ХІІ. */
const asRoman = (word: string): string => word.toLowerCase().replaceAll('х', 'x').replaceAll('і', 'i').replaceAll('ӏ', 'i')

const LANGUAGES = ['bg', 'mk', 'sr', 'sr-Latn', 'ru', 'en', 'fr', 'it', 'de', 'es', 'ro', 'pl', 'el', 'tr'] as const
let months: Map<string, number> | null = null
/** Names of months, long and short, as those languages write them in a date and alone. */
function monthNames(): Map<string, number> {
  if (months !== null) return months
  months = new Map()
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const withDay of [true, false]) {
        const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month, ...(withDay ? { day: 'numeric' as const } : {}) })
        for (let index = 0; index < 12; index += 1) {
          const part = format.formatToParts(new Date(Date.UTC(2001, index, 5))).find(({ type }) => type === 'month')?.value ?? ''
          const name = foldLetters(part).replace(/[^\p{L}]/gu, '')
          if (name.length >= 3 && !months.has(name)) months.set(name, index + 1)
        }
      }
  return months
}
const monthNamed = (word: string): number | null => {
  const folded = foldLetters(word)
  const known = monthNames()
  return known.get(folded) ?? (folded.length > 3 ? (known.get(folded.slice(0, 3)) ?? null) : null)
}

const ABOUT =
  /^(?:около|ок\.?|прибл\.?|приблизително|към|circa|ca\.?|c\.?|about|approx\.?|around|vers|env\.?|environ|um|etwa|verso|околу|约)\s*(?=\d|\p{L}|~)/iu
const YEAR_WORDS = /\s*(?:г\.?|год\.?|година|години|година|year|года)$/iu

/** Excel's count of days from 1900; only what falls between 1930 and 2069 can be meant as one. */
const FIRST_SERIAL = 10_959
const LAST_SERIAL = 62_091
const ofSerial = (serial: number): string => new Date(Date.UTC(1899, 11, 30 + Math.floor(serial))).toISOString().slice(0, 10)

function point(text: string): string | null {
  const about = ABOUT.test(text) || text.startsWith('~') || /^\d{4}\s*[~?]$/.test(text)
  const bare = text
    .replace(ABOUT, '')
    .replace(/^~\s*/, '')
    .replace(/\s*[~?]$/, '')
    .replace(YEAR_WORDS, '')
    .trim()
  const read = plainPoint(bare)
  return read === null ? null : about ? `${read}~` : read
}

function plainPoint(text: string): string | null {
  const year = /^(\d{4})$/.exec(text)
  if (year) return year[1]!
  const iso = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[T ]\d{1,2}:\d\d.*)?$/.exec(text)
  if (iso) return `${iso[1]}-${two(iso[2]!)}${iso[3] === undefined ? '' : `-${two(iso[3])}`}`
  const european = /^(\d{1,2})\s*([-./])\s*(\d{1,2})\s*[-./]\s*(\d{4})(?:\s+\d{1,2}:\d\d.*)?$/.exec(text)
  if (european) {
    const [first, second] = [Number(european[1]), Number(european[3])]
    // Day first, as Europe writes; an American date is known by its impossible month.
    return second > 12 && first <= 12 ? `${european[4]}-${two(first)}-${two(second)}` : `${european[4]}-${two(second)}-${two(first)}`
  }
  const month = /^(\d{1,2})\s*[-./]\s*(\d{4})$/.exec(text)
  if (month) return `${month[2]}-${two(month[1]!)}`
  const chinese = /^(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?$/.exec(text)
  if (chinese) return `${chinese[1]}${chinese[2] === undefined ? '' : `-${two(chinese[2])}`}${chinese[3] === undefined ? '' : `-${two(chinese[3])}`}`
  const roman = /^(?:(\d{1,2})\s*[-./ ]\s*)?([ivxхі]+)\s*[-./ ]\s*(\d{4})$/iu.exec(text)
  if (roman) {
    const index = ROMAN.indexOf(asRoman(roman[2]!))
    if (index >= 0) return `${roman[3]}-${two(index + 1)}${roman[1] === undefined ? '' : `-${two(roman[1])}`}`
  }
  const words = /^(?:(\d{1,2})(?:\.|-?(?:st|nd|rd|th|er|ви|ри|ти|и))?\s+(?:de\s+)?)?(\p{L}+)\.?,?\s+(?:de\s+)?(\d{4})$/iu.exec(text)
  if (words) {
    const index = monthNamed(words[2]!)
    if (index !== null) return `${words[3]}-${two(index)}${words[1] === undefined ? '' : `-${two(words[1])}`}`
  }
  const american = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(text)
  if (american) {
    const index = monthNamed(american[1]!)
    if (index !== null) return `${american[3]}-${two(index)}-${two(american[2]!)}`
  }
  return null
}

/** null when nobody could say what day, month or year is meant; two-figure years are among these. */
export function readDate(written: string): ImpreciseDate | null {
  const text = written
    .normalize('NFKC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  if (text === '') return null
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Number(text)
    return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? (ofSerial(serial) as ImpreciseDate) : null
  }
  const between =
    /^(\d{4})\s*[-–—/]\s*(\d{4})$/.exec(text.replace(YEAR_WORDS, '')) ??
    /^(?:между|between|entre|zwischen|tra|fra)\s+(.+?)\s+(?:и|and|et|und|e)\s+(.+)$/iu.exec(text) ??
    /^(.+?)\s*(?:–|—|\s-\s|\/\s)\s*(.+)$/u.exec(text)
  const whole = point(text)
  if (whole !== null) return isImpreciseDate(whole) ? whole : null
  if (between === null) return null
  const [from, until] = [point(between[1]!), point(between[2]!)]
  if (from === null || until === null) return null
  const range = `${from}/${until}`
  return isImpreciseDate(range) ? range : null
}
