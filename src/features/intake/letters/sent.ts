// The day in the head of a letter inside a letter, as mail programs of our languages write it.
import { realDay } from '#features/documents/extraction/cleaning.ts'
import { dayOf } from '#features/documents/extraction/mail.ts'

/** The languages whose months are known; their names come from CLDR, long and short, standing alone and beside a day. */
const LOCALES = ['bg', 'en', 'de', 'fr', 'it', 'sr', 'sr-Latn', 'mk']

let known: ReadonlyMap<string, number> | null = null
function months(): ReadonlyMap<string, number> {
  if (known !== null) return known
  const found = new Map<string, number>()
  for (const locale of LOCALES)
    for (const month of ['long', 'short'] as const)
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
        for (let number = 1; number <= 12; number += 1) {
          const word = format.formatToParts(Date.UTC(2024, number - 1, 12)).find(({ type }) => type === 'month')?.value ?? ''
          if (/\p{L}/u.test(word)) found.set(word.toLowerCase().replace(/\.$/, ''), number)
        }
      }
  return (known = found)
}

const NUMBERS = /(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?((?:19|20)?\d{2})(?!\d)/
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:\.|er)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(\d{4})(?!\d)/u
const MONTH_FIRST = /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/u

/** `Sat, 12 Oct 2024 10:32`, `събота, 12 октомври 2024 г. 10:32 ч.`, `12.10.24`; null when it cannot be told. Of two numbers the day stands first. */
export function daySent(line: string): string | null {
  const head = line.slice(0, 200)
  const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(head)
  if (iso !== null) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const plain = dayOf(head)
  if (plain !== null) return plain
  const numbers = NUMBERS.exec(head)
  if (numbers !== null) return realDay(Number(numbers[3]) + (numbers[3]!.length === 2 ? 2000 : 0), Number(numbers[2]), Number(numbers[1]))
  for (const [pattern, day, month] of [
    [DAY_FIRST, 1, 2],
    [MONTH_FIRST, 2, 1],
  ] as const) {
    const found = pattern.exec(head)
    const number = months().get(found?.[month]?.toLowerCase() ?? '')
    if (found !== null && number !== undefined) return realDay(Number(found[3]), number, Number(found[day]))
  }
  return null
}
