// How names are written in each language of the digest: a town without „Община“, a name known only in other letters in those its readers know.
import { neighbourName } from '#features/organisations/name-order.ts'
import { scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { type Words, wordsFor } from '#platform/texts/words-for.ts'
import type { NameFacts } from './month.ts'
import type { MissionKind } from './tongue.ts'

/** What a municipality is called beside its town. French articles come back from their contraction: « Ville du Mans » is Le Mans. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ville|commune|mairie|municipalité) du /iu, 'Le '],
  [/^(?:ville|commune|mairie|municipalité) des /iu, 'Les '],
  [/^(?:ville|commune|mairie|municipalité) (?:de |d[’'])/iu, ''],
  [/^(?:comune|città|municipio) (?:di |d[’'])/iu, ''],
  [/^(?:municipality|city|town|municipalidad|ayuntamiento) (?:of|de) /iu, ''],
  [/^(?:община|обштина|obština|град|гр\.|општина|opština|opstina|obshtina|općina|grad|gemeinde|stadt) (?=\p{Lu})/iu, ''],
  [/(?<=\p{L}) (?:municipality|община|општина|обштина|opština|obština)$/iu, ''],
]

/** A town as people say it, from the name of its municipality: „Община Троян“, « Ville de La Rochelle ». A name that only contains such a word keeps it: Нови Град. */
export function townName(name: string): string {
  const text = name.trim()
  const form = FORMS.find(([fits]) => fits.test(text))
  return form === undefined ? text : text.replace(form[0], form[1])
}

/** Bulgarian letters and what Macedonian writes for them, in this order; ъ beside р between consonants is not written: Търново, Трново. */
const MACEDONIAN: readonly (readonly [RegExp, string])[] = [
  [/българия/giu, 'бугарија'],
  [/(?<=[бвгджзклмнпстфхцчшщ])ър(?=[бвгджзклмнпстфхцчш])/giu, 'р'],
  [/(?<=[бвгджзклмнпстфхцчшщ])ръ(?=[бвгджзклмнпстфхцчш])/giu, 'р'],
  [/ньо/giu, 'њо'],
  [/льо/giu, 'љо'],
  [/ня/giu, 'ња'],
  [/ню/giu, 'њу'],
  [/ля/giu, 'ља'],
  [/лю/giu, 'љу'],
  [/ьо/giu, 'јо'],
  [/дж/giu, 'џ'],
  [/дз/giu, 'ѕ'],
  [/щ/giu, 'шт'],
  [/й/giu, 'ј'],
  [/ю/giu, 'ју'],
  [/я/giu, 'ја'],
  [/ь/giu, ''],
  [/ъ/giu, 'а'],
]
const withCapital = (like: string, written: string): string => (/^\p{Lu}/u.test(like) ? written.charAt(0).toUpperCase() + written.slice(1) : written)

/** A Bulgarian name in Macedonian letters: Троян, Тројан; Велико Търново, Велико Трново. Macedonian names stay. */
export const inMacedonianLetters = (text: string): string =>
  MACEDONIAN.reduce((written, [letters, other]) => written.replace(letters, (found) => withCapital(found, other)), text)

const SHARED: Readonly<Record<string, string>> = { ѓ: 'ђ', ќ: 'ћ', ѕ: 'дз', Ѓ: 'Ђ', Ќ: 'Ћ', Ѕ: 'Дз' }
/** A Bulgarian, Macedonian or Serbian name in the Latin letters of Montenegro: Троян, Trojan. */
export const inMontenegrinLetters = (text: string): string =>
  transliterate(
    inMacedonianLetters(text).replace(/[ѓќѕ]/giu, (letter) => SHARED[letter] ?? letter),
    'sr',
  )

/** Any Cyrillic name in plain Latin letters: by the Transliteration Act, Macedonian ones as in their passports. */
export const inLatinLetters = (text: string): string =>
  scriptOf(text) === 'cyrillic' ? transliterate(text, /[ѓќѕџјљњ]/iu.test(text) ? 'mk' : /[ђћ]/iu.test(text) ? 'sr' : 'bg') : text

const known = (names: Words): readonly (readonly [string, string])[] =>
  Object.entries(names)
    .map(([language, text]) => [language, text.trim()] as const)
    .filter(([, text]) => text !== '')
const ownOf = (names: Words, language: string): string | null => names[language]?.trim() || null

/** For readers of Latin letters: their own name, the English one, any that is recorded in Latin letters, else the Cyrillic one letter by letter. */
export const latinName =
  (language: string) =>
  (names: Words): string =>
    ownOf(names, language) ??
    ownOf(names, 'en') ??
    known(names).find(([, text]) => scriptOf(text) === 'latin')?.[1] ??
    inLatinLetters(wordsFor(names, language)?.text ?? '')

/** In Macedonian: the own name, a Bulgarian or Serbian one in Macedonian letters, else as it is recorded. */
export const macedonianName = (names: Words): string =>
  ownOf(names, 'mk') ?? neighbourName(ownOf(names, 'bg') ?? wordsFor(names, 'mk')?.text ?? '', 'mk', inMacedonianLetters)

/** Whose names Montenegrins write from the Cyrillic, not from English: Trojan, not Troyan. */
const CYRILLIC_COUNTRIES: ReadonlySet<string> = new Set(['BG', 'MK', 'RS', 'ME', 'BA', 'RU', 'UA', 'BY'])
/** The languages that are written the same way or nearly. */
const NEIGHBOURS = ['sr', 'cnr', 'bs', 'hr'] as const
/** In Montenegrin: the own name in Latin letters, else letter by letter for bearers from countries that write Cyrillic, else as it is written at home. */
export function montenegrinName(names: Words, country: string | null): string {
  const own = NEIGHBOURS.flatMap((language) => ownOf(names, language) ?? [])[0]
  if (own !== undefined) return inMontenegrinLetters(own)
  const cyrillic = ownOf(names, 'mk') ?? ownOf(names, 'bg') ?? known(names).find(([, text]) => scriptOf(text) === 'cyrillic')?.[1] ?? null
  if (cyrillic !== null && (country === null || CYRILLIC_COUNTRIES.has(country))) return neighbourName(cyrillic, 'sr', inMontenegrinLetters)
  const latin = known(names).find(([language, text]) => language !== 'en' && scriptOf(text) === 'latin')?.[1] ?? ownOf(names, 'en')
  return latin ?? (cyrillic === null ? (known(names)[0]?.[1] ?? '') : inMontenegrinLetters(cyrillic))
}

/** Countries of the world that have embassies: those the runtime knows, by code. */
const MISSION_COUNTRIES =
  'AL AM AR AT AU AZ BA BE BG BR BY CA CH CL CN CO CU CY CZ DE DK DZ EE EG ES FI FR GB GE GR HR HU ID IE IL IN IQ IR IS IT JO JP KR KW KZ LB LT LU LV LY MA MD ME MK MN MT MX NG NL NO PK PL PS PT QA RO RS RU SA SE SI SK SY TH TN TR UA US VE VN XK ZA'.split(
    ' ',
  )
const MISSIONS: readonly (readonly [string, MissionKind, RegExp])[] = [
  ['en', 'embassy', /^(?:the )?Embassy of (?:the )?(.+?)(?: (?:in|to) (?:the )?(.+))?$/iu],
  ['en', 'consulate', /^(?:the )?Consulate of (?:the )?(.+?)(?: in (?:the )?(.+))?$/iu],
  ['en', 'general_consulate', /^(?:the )?Consulate General of (?:the )?(.+?)(?: in (?:the )?(.+))?$/iu],
  ['bg', 'embassy', /^Посолство(?:то)? на (.+?)(?: в(?:ъв)? (.+))?$/iu],
  ['bg', 'consulate', /^Консулство(?:то)? на (.+?)(?: в(?:ъв)? (.+))?$/iu],
  ['bg', 'general_consulate', /^Генерално(?:то)? консулство на (.+?)(?: в(?:ъв)? (.+))?$/iu],
]
const CODES = new Map(
  ['en', 'bg'].map((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    return [language, new Map(MISSION_COUNTRIES.map((code) => [names.of(code) ?? code, code] as const))] as const
  }),
)

/** Which country an embassy or a consulate stands for and in (ISO 3166 codes), read from its name in Bulgarian or English; null when it is called otherwise. */
export function missionOf({ names }: Pick<NameFacts, 'names'>): { readonly kind: MissionKind; readonly sent: string; readonly host: string | null } | null {
  for (const [language, kind, form] of MISSIONS) {
    const found = form.exec(names[language]?.trim() ?? '')
    const [sent, host] = [found?.[1], found?.[2]].map((name) => (name === undefined ? undefined : CODES.get(language)?.get(name)))
    if (found !== null && sent !== undefined && (found[2] === undefined || host !== undefined)) return { kind, sent, host: host ?? null }
  }
  return null
}
