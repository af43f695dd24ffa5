// Which town is meant, when several of the world bear a name, or when it is written down by ear.
import { type GazetteerPlace, weightOf } from '#features/places/gazetteer/gazetteer.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import type { World } from './building.ts'
import type { Language } from './languages/language.ts'
import type { Candidate } from './partners.ts'

/** Which of the towns of a name is meant: the one in the country said beside it, at home, or in a country the text speaks of. */
export function choose(candidate: Candidate, world: World, order: readonly string[][]): { place: GazetteerPlace | null; country: string; sure: number } | null {
  const { home, gazetteer, page } = world
  const inCountry = (country: string): GazetteerPlace | undefined => candidate.places.find((place) => place.country === country)
  const heard = (country: string): GazetteerPlace | undefined => {
    if (scriptOf(candidate.text) === 'latin') return undefined
    const spoken = translated(candidate.text, page.language)
    return [...spoken, candidate.text].flatMap((name) => gazetteer.findLike(name, country))[0]?.place
  }
  if (candidate.country && candidate.country !== home.country) {
    const place = inCountry(candidate.country) ?? (candidate.strong ? heard(candidate.country) : undefined)
    return place
      ? { place, country: candidate.country, sure: 1 }
      : candidate.explicitTown || candidate.strong
        ? { place: null, country: candidate.country, sure: 0.7 }
        : null
  }
  const domestic = inCountry(home.country)
  const abroad = order.flat()
  const named = abroad.find((country) => inCountry(country))
  if (named) {
    const place = inCountry(named)
    if (domestic && place && weightOf(domestic) > weightOf(place) - 1) return null
    if (place) return { place, country: named, sure: 0.95 }
  }
  if (domestic) return null
  const best = candidate.places[0]
  if (!candidate.strong) return best && best.population > 100_000 ? { place: best, country: best.country, sure: 0.6 } : null
  for (const country of candidate.places.length > 0 && (candidate.places[0]?.population ?? 0) > 5000 ? [] : [...new Set(abroad)].slice(0, 3)) {
    const place = heard(country)
    if (place) return { place, country, sure: 0.85 }
  }
  const ownName = best && (joinedKey(best.name) === joinedKey(candidate.text) || scriptOf(candidate.text) !== 'latin')
  if (
    best &&
    (best.population > 2000 || best.featureCode.startsWith('PPLA')) &&
    (candidate.explicitTown || candidate.maybe || candidate.listed || (ownName && best.population > 15_000))
  )
    return { place: best, country: best.country, sure: 0.8 }
  if (!best && candidate.strong && candidate.text.length > 5) {
    const alike = PARTNER_COUNTRIES.filter((country) => country !== home.country)
      .flatMap((country) => gazetteer.findLike(candidate.text, country))
      .filter(({ place, far }) => far <= 0.2 && place.population > 5000)
      .sort((a, b) => a.far - b.far)[0]
    if (alike) return { place: alike.place, country: alike.place.country, sure: 0.7 }
  }
  const only = order[0]?.length ? order[0] : [...new Set(abroad)]
  const sole = only[0]
  if (candidate.explicitTown && sole && new Set(only).size === 1) return { place: null, country: sole, sure: 0.6 }
  return best && candidate.explicitTown ? { place: best, country: best.country, sure: 0.6 } : null
}

/** Where Bulgarian and neighbouring towns mostly have their twins; only tried for a name the text gives no country for. */
const PARTNER_COUNTRIES = ['DE', 'FR', 'IT', 'RO', 'RS', 'MK', 'GR', 'TR', 'PL', 'HU', 'CZ', 'SK', 'UA', 'RU', 'AT', 'GB', 'ES', 'CN', 'JP', 'BG']

function translated(name: string, language: Language): string[] {
  const parts = name.split(' ')
  const swapped = parts.map((part) => language.names.translated[part.toLowerCase()] ?? part).join(' ')
  return swapped === name ? [] : [swapped]
}
