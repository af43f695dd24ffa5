// A town of the world: where it lies, how many live there, how its name is written.
import type { Language } from '#platform/texts/language.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { inBulgarianLetters, scriptOf } from '#platform/names/transliteration.ts'

/** As the register and the pages use it. Coordinates in degrees, population 0 when unknown. */
export type Place = {
  readonly id: number
  readonly name: string
  readonly country: string
  readonly latitude: number
  readonly longitude: number
  readonly population: number
  readonly elevation: number | null
  readonly timeZone: string
  readonly names: readonly string[]
}

/** Credit that the licence of the data (CC BY 4.0) asks for. */
export const PLACES_CREDIT = {
  title: 'GeoNames',
  url: 'https://www.geonames.org/',
  licence: 'CC BY 4.0',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
} as const

/** A country's name in the reader's language; the code itself when it is unknown. */
export const countryName = (code: string, language: Language): string => {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}

const MARKED_AS_BULGARIAN = /^(община|град)\s/iu

const BULGARIAN_LETTERS = /^[А-ЪЬЮЯа-ъьюя\s-]+$/u

/**
 * The town's name for a reader of the language: in Bulgarian the spelling that both the gazetteer and the neighbours' own, put into Bulgarian letters, know
 * (it has Скопе, Скопие and Скопје: Скопие), else the first in Bulgarian letters, else the neighbours' put into them. In other languages GeoNames' own.
 */
export function nameFor(place: Pick<Place, 'name' | 'names'>, language: Language): string {
  if (language !== 'bg') return place.name
  const cyrillic = place.names.filter((name) => scriptOf(name) === 'cyrillic' && !MARKED_AS_BULGARIAN.test(name))
  const plain = cyrillic.filter((name) => BULGARIAN_LETTERS.test(name))
  const neighbours = cyrillic.flatMap((name) => {
    const bulgarian = inBulgarianLetters(name)
    return bulgarian !== name && BULGARIAN_LETTERS.test(bulgarian) ? [bulgarian] : []
  })
  return neighbours.find((name) => plain.includes(name)) ?? plain[0] ?? neighbours[0] ?? cyrillic[0] ?? place.name
}

const FINDABLE: ReadonlySet<string> = new Set(['latin', 'cyrillic', 'han'])
/** A capital has a hundred spellings; whoever looks for it types one of the first. */
const MOST_SPELLINGS = 24

/** How the town may be typed by whoever looks for it: each spelling that sounds different once, in the scripts our officers type. */
export function spellingsOf(place: Pick<Place, 'name' | 'names'>): string[] {
  const byKey = new Map<string, string>()
  for (const name of [place.name, ...place.names]) {
    const key = nameKey(name)
    if (key !== '' && FINDABLE.has(scriptOf(name)) && !byKey.has(key)) byKey.set(key, name)
  }
  return [...byKey.values()].slice(0, MOST_SPELLINGS)
}
