// The head of a paper in the languages it is printed in: crest, name, address, and how the office is reached; what is unknown leaves no trace.
import type { PaperHead } from '#platform/documents/head.ts'
import { scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { paperLanguageOf, type PaperLanguage, type Worded } from '#platform/texts/paper-languages.ts'

type Words = Readonly<Record<string, string>>

/** The office as papers show it. */
export type OfficeOnPaper = {
  readonly name: Words
  readonly address: Words
  readonly phone: string
  readonly email: string
  readonly web: string
  /** A PNG; sizes in pixels. */
  readonly crest: { readonly width: number; readonly height: number; readonly bytes: Uint8Array; readonly text: Words } | null
}

const PHONE: Readonly<Record<PaperLanguage, string>> = {
  bg: 'тел. ',
  en: 'tel. ',
  fr: 'tél. ',
  it: 'tel. ',
  mk: 'тел. ',
  sr: 'тел. ',
  zh: '电话：',
  de: 'Tel. ',
}
const CREST: Readonly<Record<PaperLanguage, string>> = {
  bg: 'Герб',
  en: 'Coat of arms',
  fr: 'Armoiries',
  it: 'Stemma',
  mk: 'Грб',
  sr: 'Грб',
  zh: '徽章',
  de: 'Wappen',
}
/** Whose readers read Bulgarian letters. */
const CYRILLIC: ReadonlySet<string> = new Set(['bg', 'mk', 'sr', 'ru', 'uk', 'be'])

/**
 * A text of the office for readers of a language: their own, else English for those who do not read Cyrillic, else ours in Latin letters by the
 * Transliteration Act, else as it is. null when there is none.
 */
export function wordsFor(words: Words, language: string): Worded | null {
  const known = Object.entries(words)
    .map(([in_, text]) => ({ text: text.trim(), language: in_ }))
    .filter(({ text }) => text !== '')
  const own = known.find((one) => one.language === language)
  if (own !== undefined) return own
  const bulgarian = known.find((one) => one.language === 'bg')
  if (CYRILLIC.has(language)) return bulgarian ?? known[0] ?? null
  const latin = known.find((one) => one.language === 'en') ?? known.find(({ text }) => scriptOf(text) === 'latin')
  if (latin !== undefined) return latin
  return bulgarian === undefined ? (known[0] ?? null) : { text: transliterate(bulgarian.text, 'bg'), language: 'en' }
}

// A line may end between parts, never within a number or an address of mail.
const DOT = ' · '
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')

function reached({ phone, email, web }: OfficeOnPaper, language: string, latin: boolean): string {
  const label = latin && language === 'sr' ? 'tel. ' : PHONE[paperLanguageOf(language)]
  return [phone === '' ? '' : unbroken(label + phone), email, web].filter((part) => part !== '').join(DOT)
}

/** Languages whose head reads the same stand once; the first is always there. */
export function paperHead(office: OfficeOnPaper, languages: readonly string[]): PaperHead {
  const sides = languages.map((language) => {
    const name = wordsFor(office.name, language) ?? { text: '', language }
    const address = wordsFor(office.address, language)
    const how = reached(office, language, scriptOf(name.text) === 'latin')
    const lines = [...(address === null ? [] : [address]), ...(how === '' ? [] : [{ text: how, language }])]
    return { name, lines }
  })
  const { crest } = office
  const first = languages[0] ?? 'bg'
  return {
    crest: crest === null ? null : { shape: crest.width / Math.max(1, crest.height), alt: wordsFor(crest.text, first)?.text ?? CREST[paperLanguageOf(first)] },
    sides: sides.filter(({ name }, index) => index === 0 || sides.findIndex((other) => other.name.text === name.text) === index),
  }
}

/** The pictures a paper with this office at its head needs. */
export const crestPicture = ({ crest }: OfficeOnPaper): Readonly<Record<string, Uint8Array>> => (crest === null ? {} : { 'crest.png': crest.bytes })
