// A town of the world: where it lies, how many live there, how its name is written.
import { countryNamesOf, type SiteLanguage } from '#platform/texts/language.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { simplified } from '#platform/names/han.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { inBulgarianLetters, inMacedonianLetters, inMontenegrinLetters, scriptOf, transliterate } from '#platform/names/transliteration.ts'

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
export const countryName = (code: string, language: SiteLanguage): string => {
  try {
    return countryNamesOf(language).of(code) ?? code
  } catch {
    return code
  }
}

const MARKED_AS_BULGARIAN = /^(община|град)\s/iu

const BULGARIAN_LETTERS = /^[А-ЪЬЮЯа-ъьюя\s-]+$/u
/** Written as Russian writes: a soft sign not before о, Chinese syllables by Palladius (Цзинань, Чжэнчжоу), which Bulgarian hears as дз and дж. */
const RUSSIAN_SPELLING = /ь(?!о)|цз|чж/iu
/** Letters that belong to Russian and to no language an office here prints; a town of which only such a name is known is called by its Latin one. */
const RUSSIAN_LETTERS = /[ыэё]/iu
const bulgarianSpelling = (name: string): boolean => BULGARIAN_LETTERS.test(name) && !RUSSIAN_SPELLING.test(name)

/** The same word with о where the other has а: Лондон beside Лондан, Габрово beside Габрава. */
const saysO = (name: string, other: string): boolean =>
  name !== other && name.length === other.length && [...name].every((letter, at) => letter === other[at] || (letter === 'о' && other[at] === 'а'))

/**
 * The town's name for a reader of the site's or the interface's language. In Bulgarian: at home the spelling that the Transliteration Act makes the Latin one of; elsewhere the spelling that both the gazetteer and the neighbours' own, put into Bulgarian letters, know
 * (it has Скопе, Скопие and Скопје: Скопие), else the first in Bulgarian letters, else the neighbours' put into them. The gazetteer does not say of which
 * language a spelling is: what is written as only Russian writes is never taken for Bulgarian, nor what Belarusian writes with а where others have о. In Macedonian:
 * as the gazetteer has it in the neighbours' letters, else the Bulgarian name put into them. In Montenegrin: what is written in Cyrillic at home, in their Latin
 * letters. In Chinese: in Chinese characters, where the gazetteer has them. Else, and in other languages, GeoNames' own.
 */
export function nameFor(place: Pick<Place, 'name' | 'names'> & Partial<Pick<Place, 'country'>>, language: SiteLanguage): string {
  if (language === 'zh') return placeNameIn(place, 'zh').text
  if (language === 'mk' || (language === 'sr' && (place.country === 'BG' || place.country === 'MK'))) return neighboursName(place, language)
  if (language !== 'bg') return place.name
  const cyrillic = place.names.filter((name) => scriptOf(name) === 'cyrillic' && !MARKED_AS_BULGARIAN.test(name))
  const plain = cyrillic.filter(bulgarianSpelling)
  if (place.country === 'BG') {
    const lawful = plain.filter((name) => transliterate(name, 'bg') === place.name)
    // Шт and щ are one in Latin letters; the neighbours write the first.
    const [first] = lawful
    if (first !== undefined) return lawful.find((name) => name.includes('щ')) ?? first
  }
  const neighbours = cyrillic.flatMap((name) => {
    const bulgarian = inBulgarianLetters(name)
    return bulgarian !== name && bulgarianSpelling(bulgarian) ? [bulgarian] : []
  })
  const strange = cyrillic.find((name) => !RUSSIAN_SPELLING.test(name) && !RUSSIAN_LETTERS.test(name))
  const chosen = neighbours.find((name) => plain.includes(name)) ?? plain[0] ?? neighbours[0] ?? strange ?? place.name
  return plain.find((name) => saysO(name, chosen)) ?? chosen
}

/** The town's name in Macedonian or Montenegrin letters; GeoNames' own when nobody writes it in Cyrillic. */
function neighboursName(place: Parameters<typeof nameFor>[0], language: 'mk' | 'sr'): string {
  const own = place.names.find((name) => MACEDONIAN_ONLY.test(name) && !SERBIAN_ONLY.test(name))
  const name = (place.country === 'BG' ? undefined : own) ?? nameFor(place, 'bg')
  if (scriptOf(name) !== 'cyrillic') return place.name
  return language === 'mk' ? inMacedonianLetters(name) : inMontenegrinLetters(name)
}

const MACEDONIAN_ONLY = /[јљњџѓќѕ]/iu
const SERBIAN_ONLY = /[ћђ]/iu
const NEIGHBOURS_LETTERS = /[јљњџѓќѕћђ]/iu
/** „Town“ in Chinese, at the end of a name. */
const CHINESE_TOWN = /[市县區区]$/u

/**
 * The town's name on a paper in any of its languages (ISO 639-1), with the language it is in: Chinese in simplified characters, for the neighbours in their
 * own letters, else in Bulgarian or Latin ones.
 */
export function placeNameIn(place: Pick<Place, 'name' | 'names'> & Partial<Pick<Place, 'country'>>, language: string): Worded {
  const latin = { text: place.name, language: 'en' }
  if (language === 'zh') {
    const han = place.names.filter((name) => scriptOf(name) === 'han')
    // The list does not say which is which: one that is written in simplified characters stands before a traditional or Japanese one.
    const found = han.find((name) => simplified(name) === name) ?? han[0]
    const text = found === undefined ? '' : simplified(found)
    return found === undefined ? latin : { text: text.length > 2 ? text.replace(CHINESE_TOWN, '') : text, language }
  }
  const neighbours = language === 'mk' || language === 'sr' ? place.names.find((name) => NEIGHBOURS_LETTERS.test(name)) : undefined
  if (neighbours !== undefined) return { text: neighbours, language }
  if (language !== 'bg' && language !== 'mk' && language !== 'sr') return latin
  const text = nameFor(place, 'bg')
  return scriptOf(text) === 'cyrillic' ? { text, language: 'bg' } : latin
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
