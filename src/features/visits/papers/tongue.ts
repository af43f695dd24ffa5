// How a paper speaks one of its languages: its labels, its days, and which of the texts people wrote it shows.
import { inBulgarianLetters, scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { dayOnPaper, daysOnPaper, OWN_NAME, paperLanguageOf, type PaperLanguage, weekdayOnPaper, type Worded } from '#platform/texts/paper-languages.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { inLatin, LABELS, type PaperLabels, writtenInLatin } from './labels.ts'

/** Language (ISO 639-1) → text, as `asTyped` makes it of a LocalText. */
export type Words = Readonly<Record<string, string>>

/** A human being on paper: names by language, and as they write it themselves; `nativeLanguage` is '' where nobody knows. */
export type Named = { readonly name: Words; readonly nativeName: string; readonly nativeLanguage: string }

export type Tongue = {
  readonly language: PaperLanguage
  readonly labels: PaperLabels
  /** What the language calls itself. */
  readonly ownName: Worded
  /** Between parts of a sentence, and between things of one kind: Chinese has two signs. */
  readonly comma: string
  readonly listComma: string
  /** Our own words, such as a label or a day, marked as this language's. */
  word(text: string): Worded
  day(day: string, options?: { readonly weekday?: boolean }): Worded
  /** „Понеделник, 12 октомври“, as a heading. */
  weekday(day: string): Worded
  days(from: string, until: string): Worded
  /** The text in this language; null when nobody wrote one. */
  said(words: Words): Worded | null
  /** The text in this language, else in any it has; null when there is none at all. */
  saidSomehow(words: Words): Worded | null
  /** The person's name in letters readers of this language can read. */
  named(person: Named): Worded
}

/** Labels are texts, or tables of texts. */
const throughout = <T>(labels: T, change: (text: string) => string): T =>
  (typeof labels === 'string'
    ? change(labels)
    : Object.fromEntries(Object.entries(labels as object).map(([key, value]) => [key, throughout(value, change)]))) as T

/** `texts` are what the paper will show in this language: Serbian labels follow the script of these. */
export function tongueOf(language: string, texts: readonly string[] = []): Tongue {
  const own = paperLanguageOf(language)
  const latin = own === 'sr' && writtenInLatin(texts)
  const written = latin ? inLatin : (text: string): string => text
  const word = (text: string): Worded => ({ text: written(text), language: own })
  const said = (words: Words): Worded | null => {
    const text = (words[language] ?? '').trim()
    return text === '' ? null : { text, language }
  }
  return {
    language: own,
    labels: throughout(LABELS[own], written),
    ownName: word(OWN_NAME[own]),
    comma: own === 'zh' ? '，' : ', ',
    listComma: own === 'zh' ? '、' : ', ',
    word,
    day: (day, options) => word(dayOnPaper(day, own, options)),
    weekday: (day) => word(capitalised(weekdayOnPaper(day, own), own)),
    days: (from, until) => word(daysOnPaper(from, until, own)),
    said,
    saidSomehow: (words) => {
      const found =
        said(words) ??
        Object.entries(words)
          .map(([other, text]) => ({ text: text.trim(), language: other }))
          .find(({ text }) => text !== '')
      return found ?? null
    },
    named: (person) => namedFor(person, language, latin),
  }
}

const CYRILLIC = ['bg', 'mk', 'sr']

function namedFor(person: Named, language: string, latin: boolean): Worded {
  const { name, nativeName } = person
  const own = (name[language] ?? '').trim() || (person.nativeLanguage === language ? nativeName.trim() : '')
  if (own !== '') return { text: language === 'bg' && cyrillicOf(own) !== 'bg' ? inBulgarianLetters(own) : own, language }
  const known = [
    // What stands under Bulgarian may be written as a neighbour writes it: Ѓорѓи.
    ...Object.entries(name).map(([in_, text]) => ({ text: text.trim(), language: in_ === 'bg' ? cyrillicOf(text) : in_ })),
    { text: nativeName.trim(), language: nativeLanguageOf(person) },
  ].filter(({ text }) => text !== '')
  const readable = CYRILLIC.includes(language) && !latin ? ['cyrillic', 'latin'] : language === 'zh' ? ['han', 'latin'] : ['latin']
  for (const script of readable) {
    const found = known.find(({ text }) => scriptOf(text) === script)
    // The neighbours' letters as Bulgarians write them: Гьоргевска for Ѓорѓевска.
    if (found !== undefined && language === 'bg' && found.language !== 'bg') return { text: inBulgarianLetters(found.text), language: found.language }
    if (found !== undefined) return found
  }
  // A Bulgarian name by the Transliteration Act, as it stands in the passport.
  const cyrillic = known.find(({ text }) => scriptOf(text) === 'cyrillic')
  if (cyrillic !== undefined)
    return { text: transliterate(cyrillic.text, cyrillic.language === 'mk' || cyrillic.language === 'sr' ? cyrillic.language : 'bg'), language: 'en' }
  return known[0] ?? { text: '', language }
}

const SCRIPT_LANGUAGES = { han: 'zh', latin: 'en', other: 'en' } as const
/** The language whose letters a native name takes. Where nobody said it, letters that Bulgarian lacks tell a neighbour. */
export function nativeLanguageOf({ nativeName, nativeLanguage }: Pick<Named, 'nativeName' | 'nativeLanguage'>): string {
  if (nativeLanguage !== '') return nativeLanguage
  const script = scriptOf(nativeName)
  if (script !== 'cyrillic') return SCRIPT_LANGUAGES[script]
  return cyrillicOf(nativeName)
}

/** Of which language Cyrillic letters are: those that Bulgarian lacks tell a neighbour. */
const cyrillicOf = (text: string): 'bg' | 'mk' | 'sr' => (/[ѓќѕ]/iu.test(text) ? 'mk' : /[јљњџђћ]/iu.test(text) ? 'sr' : 'bg')
