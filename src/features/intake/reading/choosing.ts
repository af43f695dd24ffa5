// Which town is meant, when several of the world bear a name, or when it is written down by ear.
import { distance } from 'fastest-levenshtein'
import { type GazetteerPlace, weightOf } from '#features/places/gazetteer/gazetteer.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { softKey } from '#platform/names/hearing.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { unlikeHan } from './han/hearing.ts'
import type { World } from './building.ts'
import type { Language } from './languages/language.ts'
import { knownTown } from './known.ts'
import { baseForms } from './names.ts'
import type { Candidate } from './candidates.ts'

/** `sure` is 1 when the text leaves no doubt, lower the more was guessed; `place` is null for a town the gazetteer does not have. */
export type Choice = {
  readonly place: GazetteerPlace | null
  readonly country: string
  readonly sure: number
  readonly longer?: boolean
  readonly known?: boolean
}

/** A rendering of a town's own name differs from it by less than this share; what is farther is another name of it (Одрин, Edirne). */
export const A_RENDERING = 0.4
/** Below this a name that is not the town's own is more likely a chance likeness than an old name still in use. */
const KNOWN_BY_ANOTHER_NAME = 30_000

/** How unlike a town's own name the written one sounds, 0 to 1. */
export function unlike(text: string, place: GazetteerPlace): number {
  if (scriptOf(text) === 'han') return unlikeHan(text, place)
  const heard = softKey(text, scriptOf(text) === 'latin' ? place.country : undefined)
  const own = softKey(place.name, place.country)
  const plain = softKey(place.name)
  return Math.min(distance(heard, own) / Math.max(heard.length, own.length, 1), distance(heard, plain) / Math.max(heard.length, plain.length, 1))
}

/** How much less weight a town has by another name than by its own. */
const BY_NAME = 2

/** How much less weight a town has that lies across the Atlantic from home, and how much more one whose name in the letters of the text is the word itself. */
const OVERSEAS = 1.6
const AS_WRITTEN = 1.3

/** West of this meridian lie the Americas. */
const MID_ATLANTIC = -30
const isOverseas = (place: GazetteerPlace, from: GazetteerPlace): boolean => place.longitude < MID_ATLANTIC !== from.longitude < MID_ATLANTIC

/** Weights of the towns of a name as one hears it at home: „Валенсия“ is the one in Spain, though another overseas is larger. */
function weigherOf({ text }: Candidate, { home, page }: World): (place: GazetteerPlace) => number {
  const declines = page.language.names.cases.length > 0
  const forms = new Set(baseForms(text, page.language).map((form) => form.toLowerCase()))
  const keys = new Set(baseForms(text, page.language).map(joinedKey))
  const isForeignScript = scriptOf(text) === 'cyrillic'
  return (place) => {
    // „u Baji“ is Baja rather than the city an ocean away that is also called so
    const byName = declines && unlike(text, place) > A_RENDERING ? BY_NAME : 0
    const own = !declines && keys.has(joinedKey(place.name)) ? AS_WRITTEN : 0
    const asWritten = isForeignScript && place.names.some((name) => forms.has(name.toLowerCase())) ? AS_WRITTEN : 0
    return weightOf(place) + Math.max(own, asWritten) - byName - (home.place && isOverseas(place, home.place) ? OVERSEAS : 0)
  }
}

const likely = (text: string, place: GazetteerPlace): boolean => unlike(text, place) <= A_RENDERING || place.population >= KNOWN_BY_ANOTHER_NAME

/**
 * Which of the towns of a name is meant: the one in the country said beside it, at home, or in a country the text speaks of, else the one most
 * people would think of. `order` holds the foreign countries of the sentence, the paragraph and the text, nearest first. Null for none, and for one at home.
 */
export function choose(candidate: Candidate, world: World, order: readonly string[][]): Choice | null {
  const { home, gazetteer, page } = world
  // what the office knows by this name is meant, unless another country is said right beside it
  const known = knownTown(candidate.text, world.register, page.language)
  if (known && known.country !== home.country && (candidate.country === null || candidate.country === known.country))
    return { place: known.placeId === undefined ? null : (gazetteer.byId(known.placeId) ?? null), country: known.country, sure: 1, known: true }
  const { heard: byEar } = candidate
  if (byEar && (candidate.country === null || candidate.country === byEar.country)) return { place: byEar, country: byEar.country, sure: 0.7 }
  // a declined name may be several towns' in their several cases: then the largest is meant
  const likelyOnes = candidate.places.filter((place) => candidate.explicitTown || likely(candidate.text, place))
  const weight = weigherOf(candidate, world)
  const places = scriptOf(candidate.text) === 'han' ? likelyOnes : [...likelyOnes].sort((a, b) => weight(b) - weight(a))
  const inCountry = (country: string): GazetteerPlace | undefined => places.find((place) => place.country === country)
  const heard = (country: string): GazetteerPlace | undefined => {
    if (scriptOf(candidate.text) === 'latin' && page.language.names.cases.length === 0) return undefined
    const spoken = translated(candidate.text, page.language)
    const forms = [...spoken, ...baseForms(candidate.text, page.language)]
    return forms.flatMap((name) => gazetteer.findLike(name, country))[0]?.place
  }
  const domestic = candidate.places.find((place) => place.country === home.country)
  // „Скопје и Полска“: a name that is one of our own towns' is not a by-name of a village there
  const ownTown = domestic !== undefined && unlike(candidate.text, domestic) < 0.2 && weightOf(domestic) > 4
  if (candidate.country && candidate.country !== home.country) {
    const land = candidate.country
    const whole = candidate.longer && candidate.places.length === 0 ? gazetteer.findLike(candidate.longer.text, land)[0]?.place : undefined
    if (whole) return { place: whole, country: land, sure: 0.95, longer: true }
    const named = candidate.places.find((place) => place.country === candidate.country)
    const place = named ?? heard(candidate.country)
    if (ownTown && (place === undefined || unlike(candidate.text, place) > 0.2)) return null
    if (place) return { place, country: candidate.country, sure: named ? 1 : 0.9 }
    return candidate.explicitTown || candidate.foreignForm ? { place: null, country: candidate.country, sure: 0.7 } : null
  }
  if (domestic && candidate.country === home.country) return null
  const best = places[0]
  const abroad = order.flat()
  const named = abroad.find((country) => inCountry(country))
  if (named) {
    const place = inCountry(named)
    // a village of ours with the name of their town is the less likely the larger theirs is
    if (domestic && place && weightOf(domestic) > weightOf(place) - 1) return null
    // a name that is one town's own is not another's by-name, wherever the text may be
    const owner = best && best !== place && unlike(candidate.text, best) < 0.15 && best.population > 10_000 ? best : undefined
    // „Ниш“ is Niš though the text speaks of France
    const clearly = owner !== undefined && unlike(candidate.text, owner) < 0.05 && unlike(candidate.text, place ?? owner) > 0.2
    if (place && !(owner && (clearly || unlike(candidate.text, place) > A_RENDERING))) return { place, country: named, sure: 0.95 }
    if (place && owner) return { place: owner, country: owner.country, sure: 0.8 }
  }
  if (domestic) return null
  for (const country of places.length > 0 && (best?.population ?? 0) > 5000 ? [] : [...new Set(abroad)].slice(0, 3)) {
    const whole = candidate.longer ? gazetteer.findLike(candidate.longer.text, country)[0] : undefined
    if (whole && whole.far < 0.25) return { place: whole.place, country, sure: 0.9, longer: true }
    const place = candidate.explicitTown || candidate.foreignForm || candidate.maybe ? heard(country) : undefined
    if (place) return { place, country, sure: 0.85 }
  }
  if (best && (best.population > 15_000 || (best.population > 2000 && (candidate.explicitTown || candidate.maybe || unlike(candidate.text, best) < 0.2))))
    return { place: best, country: best.country, sure: best.population > 15_000 ? 0.8 : 0.7 }
  if (!best && candidate.explicitTown && candidate.text.length > 5) {
    const alike = heardAnywhere(candidate.text, world)
    if (alike) return { place: alike, country: alike.country, sure: 0.7 }
  }
  const only = order[0]?.length ? order[0] : [...new Set(abroad)]
  const sole = only[0]
  if (candidate.explicitTown && sole && new Set(only).size === 1) return { place: null, country: sole, sure: 0.6 }
  return best && candidate.explicitTown ? { place: best, country: best.country, sure: 0.6 } : null
}

/** Where Bulgarian and neighbouring towns mostly have their twins; only tried for a name the text gives no country for. */
const PARTNER_COUNTRIES = [
  'DE',
  'FR',
  'IT',
  'RO',
  'RS',
  'MK',
  'GR',
  'TR',
  'PL',
  'HU',
  'CZ',
  'SK',
  'UA',
  'RU',
  'AT',
  'GB',
  'ES',
  'CN',
  'JP',
  'BG',
  'MD',
  'SI',
  'HR',
  'NL',
]

/** How far a name may sound from a town's own, 0 to 1, and how many people must live there, where no country is said. */
const SOUNDS_ALIKE = 0.2
const ENOUGH_PEOPLE = 5000

/** The town a name sounds like, of those twins mostly have; null where none is near enough. */
export function heardAnywhere(name: string, { gazetteer, home, page }: Pick<World, 'gazetteer' | 'home' | 'page'>): GazetteerPlace | null {
  const forms = [...translated(name, page.language), name]
  const near = PARTNER_COUNTRIES.filter((country) => country !== home.country)
    .flatMap((country) => forms.flatMap((form) => gazetteer.findLike(form, country)))
    .filter(({ place, far }) => far <= SOUNDS_ALIKE && place.population > ENOUGH_PEOPLE)
  return near.sort((a, b) => a.far - b.far)[0]?.place ?? null
}

function translated(name: string, language: Language): string[] {
  const parts = name.split(' ')
  const swapped = parts.map((part) => language.names.translated[part.toLowerCase()] ?? part).join(' ')
  return swapped === name ? [] : [swapped]
}
