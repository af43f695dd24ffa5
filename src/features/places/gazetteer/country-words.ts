// How each language names the people and things of a country: adjectives and demonyms as stems, and names of countries that Intl does not know or inflects.
import { bg } from './languages/bg.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'
import { fr } from './languages/fr.ts'
import { it } from './languages/it.ts'
import { mk } from './languages/mk.ts'
import { sr } from './languages/sr.ts'
import { zh } from './languages/zh.ts'
export type CountryLanguage = 'bg' | 'mk' | 'sr' | 'en' | 'it' | 'fr' | 'de' | 'zh'

/**
 * What a language says of countries, by their code. `stems` begin an adjective or a demonym; several stand apart with a space; what may follow is
 * in `adjectiveEnding`. `names` are those people write besides the ones Intl gives. Both in lower case without Latin marks.
 */
export type CountryWords = { readonly stems: Readonly<Record<string, string>>; readonly names: Readonly<Record<string, string>> }

export const countryWords: Readonly<Record<CountryLanguage, CountryWords>> = { bg, mk, sr, en, it, fr, de, zh }

/** What may follow a stem (lower case, without marks), up to the word's end. */
export const adjectiveEnding: Readonly<Record<CountryLanguage, string>> = {
  bg: '(?:и|ия|ият|а|ата|о|ото|ите|те|ка|ката|ки|ките|ня|нята|я|ята|ът|ин|ският|ски|)',
  mk: '(?:и|иот|иов|а|ата|ото|о|ите|ин|инот|те|ка|ката|ки|ките|от|)',
  sr: '(?:i|a|e|u|o|og|om|oj|oga|ome|im|ih|ima|em|ka|ke|ku|ki|kom|kama|kinja|kinje|kinju|kinji|inja|inje|inju|inji|injom|in|ina|inu|inom|ci|ca|ce|)',
  en: '(?:s|)',
  it: '(?:o|a|i|e|he|hi|)',
  fr: '(?:e|s|es|ne|nes|que|ques|)',
  de: '(?:e|en|er|es|em|n|s|in|innen|)',
  zh: '',
}

/** What follows an American town behind a comma is no second town. */
export const americanStates: ReadonlySet<string> = new Set(
  (
    'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|' +
    'nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|колорадо|калифорния|флорида|илинойс|тексас|охайо|орегон|пенсилвания|мичиган|масачузетс'
  ).split('|'),
)

/** English names as embassies and registers write them, where Intl's differ. */
export const englishNames: Readonly<Record<string, string>> = {
  CZ: 'Czech Republic',
  TR: 'Turkey',
  BA: 'Bosnia and Herzegovina',
  XK: 'Kosovo',
  EU: 'European Union',
}

/** Every ISO 3166-1 country a municipality may meet: all two-letter codes Intl knows as regions, without groupings and outlying bits. */
export const countryCodes: readonly string[] = (
  'AD AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BI BJ BO BR BT BW BY CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DO DZ EC EE EG ER ES ET FI FJ FR GA GB GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ' +
  'ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KP KR KW KZ LA LB LI LK LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PS PT PY QA ' +
  'RO RS RU RW SA SC SD SE SG SI SK SL SM SN SO SR SV SY TD TG TH TJ TM TN TO TR TT TW TZ UA UG US UY UZ VA VE VN XK YE ZA ZM ZW'
).split(' ')
