// How a town is called on every paper, page and phone of a visit: as the register calls it, and by the gazetteer only where the register knows nothing.
import { type Place, placeNameIn } from '#features/places/place.ts'
import { bareName } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { tongueOf } from './papers/tongue.ts'

/** `named`: the municipality as the register has it, for the home town our own; null where it is in no register. */
export type Town = {
  readonly named: { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null } | null
  readonly place: Place | null
}

/**
 * The town's name for readers of a language (ISO 639-1): the municipality's in it, else its name in letters they read, without „община“. Latin letters are
 * taken from the gazetteer where its own people write others than Cyrillic: Jingdezhen, not Dzhindadzhan. null when nothing is known.
 */
export function townIn({ named, place }: Town, language: string): Worded | null {
  if (named === null) return place === null ? null : placeNameIn(place, language)
  const read = tongueOf(language).named({ name: asTyped(named.name), nativeName: named.nativeName ?? '', nativeLanguage: named.nativeLanguage ?? '' })
  const known = [...Object.values(named.name.in).map(({ text }) => text), named.nativeName]
  const spelled = scriptOf(read.text) === 'latin' && !known.includes(read.text)
  if (spelled && place !== null && named.nativeName !== null && scriptOf(named.nativeName) !== 'cyrillic') return placeNameIn(place, language)
  return read.text === '' ? (place === null ? null : placeNameIn(place, language)) : { ...read, text: bareName(read.text) }
}

/** The same in each of some languages. */
export const townWords = (town: Town, languages: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(languages.flatMap((language) => [townIn(town, language)].flatMap((said) => (said === null ? [] : [[language, said.text]]))))
