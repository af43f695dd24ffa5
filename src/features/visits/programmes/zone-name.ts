// What a place is called of which only its clock is known: the country the clock is of, else the town the clock is named after; never „Europe/Skopje“.
import { currentLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { townIn } from '../town.ts'
import type { ZoneTown } from './programme.queries.ts'
import { isZone } from './zone-time.ts'

const REGIONS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((first, _, letters) => letters.map((second) => first + second))
const BULGARIAN = new Intl.DisplayNames('bg', { type: 'region', fallback: 'none' })
let countries: ReadonlyMap<string, string> | null = null

/** Bulgarian name of a country → its code. */
const countriesByName = (): ReadonlyMap<string, string> =>
  (countries ??= new Map(
    REGIONS.flatMap((code) => {
      const name = BULGARIAN.of(code)
      return name === undefined ? [] : [[name, code] as const]
    }),
  ))

/** In Bulgarian CLDR calls a clock by its place and nothing else (`regionFormat` is {0}); other languages put it into a phrase. */
const placeInBulgarian = (zone: string): string =>
  new Intl.DateTimeFormat('bg', { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** The town a clock is named after: „Shanghai“. */
const townOfClock = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ')

/** `zone` is IANA, anything else stays as it is; `language` ISO 639-1: „Северна Македония“, “Macédoine du Nord”, 北马其顿; „Урумчи“, “Urumqi”. */
export function zonePlace(zone: string, language: string): string {
  // What somebody typed may be no zone at all.
  if (!isZone(zone)) return zone
  const bulgarian = placeInBulgarian(zone)
  const country = countriesByName().get(bulgarian)
  if (country !== undefined) return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country
  const named = /^\p{Script=Cyrillic}/u.test(bulgarian)
  return named && language === 'bg' ? bulgarian : townOfClock(zone)
}

/** Languages in which a country takes another preposition, article or case than a town. */
const TOWNS_ALONE: ReadonlySet<string> = new Set(['fr', 'it', 'sr'])
/** The same where it stands after „в“, “à” or “a”: „в Китай“, but “à Shanghai”. */
export const zoneInPhrase = (zone: string, language: string): string =>
  TOWNS_ALONE.has(language) && isZone(zone) ? townOfClock(zone) : zonePlace(zone, language)

/** How the towns of the visit's zones are called for a reader of a language: zone → name. */
export function townNames(towns: readonly ZoneTown[], language: SiteLanguage = currentLanguage()): Record<string, string> {
  const names: Record<string, string> = {}
  for (const town of towns) names[town.zone] ??= townIn(town, language)?.text ?? zonePlace(town.zone, language)
  return names
}
