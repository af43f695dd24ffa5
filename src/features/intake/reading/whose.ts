// Whose text it is, when nobody says: the municipality that speaks in it, else the state whose language it is in.
import { englishCountry } from '#features/places/gazetteer/countries.ts'
import type { Gazetteer, GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { datesIn } from './dates.ts'
import type { LanguageCode } from './languages/language.ts'
import { wordsOf } from './names.ts'
import { openPage } from './page.ts'
import { candidates, placeLead } from './candidates.ts'
import { peopleIn } from './people.ts'
import type { Home } from './reading.ts'

/** The state a text in the language most likely speaks for; English and German ones are written everywhere. */
const STATE: Readonly<Partial<Record<LanguageCode, string>>> = { bg: 'BG', mk: 'MK', sr: 'RS', it: 'IT', fr: 'FR', de: 'DE', zh: 'CN' }

/** A municipality that has a mayor and is named in its first lines weighs as much as this many plain mentions. */
const WITH_TOWN_WORD = 2
const IN_OPENING = 1.5
const ENOUGH = 2.5

/**
 * The home of a text without one: `name` and two-letter `country` as `readText` takes them; null when not even the state can be told.
 * `source` is what the head of the text says of where it is from.
 */
export function guessHome(text: string, source: string | undefined, gazetteer: Gazetteer): { name: string; country: string; placeId?: number } | null {
  const page = openPage(text.slice(0, 20_000))
  const country = STATE[page.language.code] ?? null
  const nobody: Home = { name: '', country: country ?? '', place: null }
  const words = wordsOf(page)
  const dates = page.sentences.flatMap((sentence) => datesIn(sentence.fold, sentence.start, page.language, null, false))
  const { stretches } = peopleIn(page, words, (run) => placeLead({ page, gazetteer, home: nobody }, run))
  const world = { page, home: nobody, gazetteer, register: undefined, words, dates, masked: stretches }
  const points = new Map<number, { place: GazetteerPlace; points: number }>()
  const count = (place: GazetteerPlace, more: number): void => {
    const known = points.get(place.id) ?? { place, points: 0 }
    known.points += more
    points.set(place.id, known)
  }
  const ownOf = (places: readonly GazetteerPlace[]): GazetteerPlace | undefined =>
    places.find((place) => place.country === country) ?? (country === null || page.language.code === 'de' ? places[0] : undefined)
  for (const one of candidates(world, [])) {
    const place = ownOf(one.places)
    // a capital is named for its state; it speaks itself only where it is called a town
    if (place !== undefined && (one.explicitTown || place.featureCode !== 'PPLC'))
      count(place, 1 + (one.explicitTown ? WITH_TOWN_WORD : 0) + (one.sentence.index < 3 ? IN_OPENING : 0))
  }
  if (source !== undefined) {
    for (const one of candidates({ ...world, ...aside(source) }, [])) {
      const place = ownOf(one.places)
      if (place !== undefined && one.explicitTown) count(place, ENOUGH)
    }
  }
  const best = [...points.values()].sort((a, b) => b.points - a.points)[0]
  if (best !== undefined && best.points >= ENOUGH) return { name: best.place.name, country: best.place.country, placeId: best.place.id }
  return country === null ? null : { name: englishCountry(country), country }
}

/** The line that says where a text is from, as a page of its own. */
function aside(source: string) {
  const page = openPage(source)
  return { page, words: wordsOf(page), masked: [], dates: [] }
}
