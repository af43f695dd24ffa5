// The head of a paper in the languages it is printed in: crest, name, address, and how the office is reached; what is unknown leaves no trace.
import type { PaperHead } from '#platform/documents/head.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { paperLanguageOf, type PaperLanguage } from '#platform/texts/paper-languages.ts'
import { type Words, wordsFor } from '#platform/texts/words-for.ts'

/** What the head of papers is made of. */
type Heading = {
  readonly name: Words
  readonly address: Words
  readonly phone: string
  readonly email: string
  readonly web: string
  /** Sizes in pixels. */
  readonly crest: { readonly width: number; readonly height: number; readonly text: Words } | null
}
/** The office as papers show it; the crest's bytes are a PNG. */
export type OfficeOnPaper = Heading & { readonly crest: (NonNullable<Heading['crest']> & { readonly bytes: Uint8Array }) | null }

/** The head of a paper that was signed, as it stood then: to be printed so ever after. `crest`: the picture's hash, by which the store of files keeps it. */
export type KeptHead = { readonly head: PaperHead; readonly crest: string | null }
/** A head ready to be printed. */
export type HeadOnPaper = { readonly head: PaperHead; readonly crest: Uint8Array | null }

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
const DOT = ' · '
/** Letters of small print that stand beside a crest in half a sheet. */
const HALF_LINE = 50
// A line may end between a number and an address of mail, never within a number.
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')

/** Telephone, mail and web page: on one line where there is room for them, else the telephone by itself. */
function reached({ phone, email, web }: Heading, language: string, latin: boolean, beside: boolean): string[] {
  const label = latin && language === 'sr' ? 'tel. ' : PHONE[paperLanguageOf(language)]
  const [call, rest] = [phone === '' ? [] : [unbroken(label + phone)], [email, web].filter((part) => part !== '')]
  if (!beside) return call.length + rest.length === 0 ? [] : [[...call, ...rest].join(DOT)]
  return [...call, ...(rest.join(DOT).length <= HALF_LINE && rest.length > 0 ? [rest.join(DOT)] : rest)]
}

/** Languages whose head reads the same stand once; the first is always there. */
export function paperHead(office: Heading, languages: readonly string[]): PaperHead {
  const sides = languages.map((language) => {
    const name = wordsFor(office.name, language) ?? { text: '', language }
    const address = wordsFor(office.address, language)
    const how = reached(office, language, scriptOf(name.text) === 'latin', languages.length > 1)
    return { name, lines: [...(address === null ? [] : [address]), ...how.map((text) => ({ text, language }))] }
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

/** The head as it stands now. */
export const headOnPaper = (office: OfficeOnPaper, languages: readonly string[]): HeadOnPaper => ({
  head: paperHead(office, languages),
  crest: office.crest?.bytes ?? null,
})
