// How a thing with names in several languages is called: for reading, for searching, for choosing; with countries and languages as people know them.
import { z } from 'zod'
import { m } from '#messages'
import { bareName } from '#platform/names/name-key.ts'
import { type Alphabet, inBulgarianLetters, scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { currentLanguage, localeOf, type SiteLanguage } from '#platform/texts/language.ts'
import { citation } from '#platform/texts/citation.ts'
import { localTextForm, reading, textIn, type LocalText } from '#platform/texts/local-text.ts'

/** What organisations and people have in common. */
export type Named = {
  readonly name: LocalText
  /** As its own people write it, and the language of that (ISO 639-1). */
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly aliases: readonly string[]
}

/** Whose readers read Cyrillic; all others are given Latin letters. */
const IN_CYRILLIC: ReadonlySet<SiteLanguage> = new Set<SiteLanguage>(['bg', 'mk'])
const alphabetOf = (language: string): Alphabet => (language === 'bg' || language === 'mk' || language === 'sr' ? language : 'other')

/**
 * The name for a reader of the language, in letters they read: as it was entered in their language; else as its own people write it, if in their letters;
 * else put into Latin letters by the law's table, or the neighbours' Cyrillic into Bulgarian. What cannot be put into their letters stays as it is.
 */
export function displayName(named: Pick<Named, 'name'> & Partial<Pick<Named, 'nativeName'>>, language: SiteLanguage = currentLanguage()): string {
  const read = reading(named.name, language)
  if (read.language === language) return read.text
  const native = named.nativeName ?? ''
  if (IN_CYRILLIC.has(language)) return scriptOf(native) === 'cyrillic' && scriptOf(read.text) !== 'cyrillic' ? inBulgarianLetters(native) : read.text
  if (scriptOf(read.text) === 'latin') return read.text
  if (scriptOf(native) === 'latin') return native
  return scriptOf(read.text) === 'cyrillic' ? transliterate(read.text, alphabetOf(read.language)) : read.text
}

/** The same with the language it is in, when that is not the reader's: screen readers pronounce it so. */
export function shownName(named: Pick<Named, 'name'> & Partial<Pick<Named, 'nativeName'>>): { readonly text: string; readonly lang?: string } {
  const text = displayName(named)
  const read = reading(named.name)
  return read.text === text && read.language !== currentLanguage() ? { text, lang: read.language } : { text }
}

/** A partner beside a record, ready for `PartnersInLine`. */
export const partnerInLine = <
  P extends Pick<Named, 'name' | 'nativeName'> & { readonly organisationId: string; readonly country: string; readonly live: boolean },
>(
  partner: P,
): { readonly organisationId: string; readonly country: string; readonly live: boolean; readonly text: string; readonly lang?: string } => ({
  organisationId: partner.organisationId,
  country: partner.country,
  live: partner.live,
  ...shownName(partner),
})

/** The native name with its language, for `Place`; nothing when it is not known or no different. */
export const nativeOf = (named: Named, language?: SiteLanguage): { name: string; lang: string } | undefined =>
  named.nativeName === null || named.nativeName === displayName(named, language) ? undefined : { name: named.nativeName, lang: named.nativeLanguage ?? 'und' }

/** Every name once, as people write it, the one in the source language first. */
export const allNames = (named: Named): string[] => [
  ...new Set(
    [textIn(named.name, named.name.source), ...Object.values(named.name.in).map(({ text }) => text), named.nativeName ?? '', ...named.aliases].filter(
      (name) => name !== '',
    ),
  ),
]

/** What the search is given: every name, and without „община“, „city of“ and the like. */
export const searchNames = (named: Named): string[] => [...new Set(allNames(named).flatMap((name) => [name, bareName(name)]))]

// ---- forms ---------------------------------------------------------------------------------------------------------

/** A name in at least one language. */
export const namesField = localTextForm
  .refine((typed) => Object.values(typed).some((text) => text !== ''), { error: () => `m:${m.organisations_name_missing()}` })
  .refine((typed) => Object.values(typed).every((text) => text.length <= 300), { error: () => `m:${m.organisations_name_long()}` })

/** A line of text, or nothing. */
export const lineOrNone = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((line) => (line === '' ? null : line))

/** Which of the sources shown in the form are to go, by their place in the list; the form's version guards against another list. */
export const dropField = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((ticked) => new Set((ticked === undefined ? [] : typeof ticked === 'string' ? [ticked] : ticked).map(Number)))

/** One name a line. */
export const aliasesField = z
  .string()
  .max(6000)
  .default('')
  .transform((typed) =>
    [
      ...new Set(
        typed
          .split('\n')
          .map((line) => line.trim().slice(0, 300))
          .filter((line) => line !== ''),
      ),
    ].slice(0, 50),
  )

export const languageField = z
  .union([z.literal(''), z.string().regex(/^[a-z]{2}$/)])
  .default('')
  .transform((code) => (code === '' ? null : code))

/** What stands in a box with suggestions: the words typed, and the id of the suggestion taken, if any. */
export const suggestedField = z
  .object({ text: z.string().trim().max(300).default(''), id: z.string().trim().max(40).default('') })
  .default({ text: '', id: '' })
export type Suggested = z.output<typeof suggestedField>

/** Sources for the history: their titles. */
export const sourcesInWords = (sources: unknown): string =>
  citation
    .array()
    .catch([])
    .parse(sources)
    .map(({ title }) => title)
    .join('; ')

// ---- countries and languages ----------------------------------------------------------------------------------------

// Not countries, though CLDR names them: groups, outlying islets, test regions.
const NO_COUNTRY = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'])
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

function everyCountry(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    // A code whose canonical form is another one belongs to a country that is no more (DD, YU).
    (code) => !NO_COUNTRY.has(code) && names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
  )
}

/** ISO 3166-1 alpha-2, and XK for Kosovo and EU for the European Union. */
export const COUNTRIES: readonly string[] = everyCountry()
const COUNTRY_SET = new Set(COUNTRIES)
export const countryField = z
  .string()
  .default('')
  .refine((code) => code === '' || COUNTRY_SET.has(code), { error: () => `m:${m.organisations_country_missing()}` })

/** Languages of Europe and of our partners further off, ISO 639-1. */
export const SPOKEN =
  'bg en de fr ru mk sr ro el tr it es pt nl pl cs sk sl hr bs sq hu uk be lt lv et fi sv da no is ga mt ca eu ka hy az kk uz he ar fa hi zh ja ko vi'.split(
    ' ',
  )
/** Those a Bulgarian office meets most: offered first. */
export const SPOKEN_MOST: readonly string[] = SPOKEN.slice(0, 12)

/** CLDR has some names of countries in Montenegro as Serbia says them. */
const ijekavian = (name: string): string => name.replace(/\bSever(?=n[aoi]\b)/, 'Sjever')

const namesBy = (type: 'region' | 'language') => {
  const known = new Map<SiteLanguage, { readonly names: Intl.DisplayNames; readonly said: Map<string, string> }>()
  const nameIn = (language: SiteLanguage, names: Intl.DisplayNames, code: string): string => {
    try {
      const name = names.of(code) ?? code
      return language === 'sr' ? ijekavian(name) : name
    } catch {
      return code
    }
  }
  return (code: string): string => {
    const language = currentLanguage()
    const own = known.get(language) ?? { names: new Intl.DisplayNames([localeOf(language)], { type, fallback: 'code' }), said: new Map<string, string>() }
    known.set(language, own)
    const before = own.said.get(code)
    if (before !== undefined) return before
    const name = nameIn(language, own.names, code)
    // There are a few hundred codes; what is none is not remembered.
    if (code.length <= 3) own.said.set(code, name)
    return name
  }
}

const nameOfLanguage = namesBy('language')

/** In the reader's language; an unknown code stands for itself. */
export const countryName = namesBy('region')
/** Serbian and Montenegrin share a code: of a person or a partner nobody knows which of the two is meant. */
export const languageName = (code: string): string => (code === 'sr' ? m.organisations_language_sr() : nameOfLanguage(code))
/** Of what the office writes and publishes itself; there `sr` is Montenegrin (docs/decisions/0030). */
export const textLanguageName = (code: string): string => (code === 'sr' ? m.organisations_language_montenegrin() : nameOfLanguage(code))

export type Choice = { readonly value: string; readonly label: string }

const inAlphabet = (codes: readonly string[], nameOf: (code: string) => string): Choice[] => {
  const collator = new Intl.Collator(localeOf())
  return codes.map((code) => ({ value: code, label: nameOf(code) })).sort((a, b) => collator.compare(a.label, b.label))
}

export const countryChoices = (codes: readonly string[] = COUNTRIES): Choice[] => inAlphabet(codes, countryName)
export const languageChoices = (codes: readonly string[] = SPOKEN): Choice[] => inAlphabet(codes, languageName)

/** The language most people of a country write (CLDR's likely subtags): what a native name is taken to be in when nobody says. */
export const languageOfCountry = (country: string): string | null => {
  const language = new Intl.Locale(`und-${country}`).maximize().language
  return /^[a-z]{2}$/.test(language) && language !== 'en' ? language : country === 'GB' || country === 'US' || country === 'IE' ? 'en' : null
}

/** In which languages partners write their own names; of whom nobody said, the language of their country. */
export const languagesOf = (partners: readonly { readonly nativeLanguage: string | null; readonly country: string }[]): string[] =>
  partners.flatMap(({ nativeLanguage, country }) => nativeLanguage ?? languageOfCountry(country) ?? [])
