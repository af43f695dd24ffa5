// A letter of a visit on the office's paper, in two languages: side by side, or the second on sheets of its own.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { heading, letterhead, paragraph, paragraphs, table, wordFile } from '#platform/documents/word.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { besideEachOther, paragraphsOf } from './paragraphs.ts'
import { tongueOf, type Tongue, type Words } from './tongue.ts'

export type LetterInput = {
  readonly office: OfficeOnPaper
  /** Those it is printed in, in their order. */
  readonly languages: readonly string[]
  /** `beside`: two columns, paragraph by paragraph, where it is in two languages; `after`: one language after the other, each on sheets of its own. */
  readonly layout: 'beside' | 'after'
  /** Under which the municipality's records keep it; '' while it has none. */
  readonly number: string
  /** YYYY-MM-DD; null while it is not dated. */
  readonly date: string | null
  /** Whom it goes to: person, post, organisation, a line each. */
  readonly to: Words
  readonly subject: Words
  /** From the salutation to the closing words; an empty line begins a paragraph. */
  readonly body: Words
  /** Who signs, with their post. */
  readonly signatory: Words
  /** What the visit is for: by it a paragraph that only one language has is known. */
  readonly purpose?: Words
  readonly at: Date
}

type LetterSide = {
  /** ISO 639-1. */
  readonly language: string
  readonly date: Worded | null
  readonly number: Worded | null
  readonly to: Worded | null
  readonly subject: Worded | null
  readonly paragraphs: readonly Worded[]
  readonly signatory: Worded | null
}

function sideOf(input: LetterInput, tongue: Tongue): LetterSide | null {
  const body = tongue.said(input.body)
  if (body === null) return null
  const signatory = tongue.said(input.signatory)
  // Letters end with who signs: here they sign under a line of their own.
  const words = signatory !== null && body.text.endsWith(signatory.text) ? body.text.slice(0, -signatory.text.length) : body.text
  return {
    language: tongue.language,
    date: input.date === null ? null : tongue.day(input.date),
    number: input.number.trim() === '' ? null : tongue.word(`${tongue.labels.number} ${input.number.trim()}`),
    to: tongue.saidSomehow(input.to),
    subject: tongue.said(input.subject),
    paragraphs: paragraphsOf(words).map((text) => ({ text, language: body.language })),
    signatory,
  }
}

/** The languages in which the letter was written, in their order; empty while nobody wrote it. */
export const letterSides = (input: LetterInput): LetterSide[] =>
  input.languages.flatMap((language) => sideOf(input, tongueOf(language, [input.body[language] ?? ''])) ?? [])

const officeOf = ({ office, languages }: LetterInput): string => paperHead(office, languages).sides[0]?.name.text ?? ''
const titleOf = (input: LetterInput, sides: readonly LetterSide[]): string => sides[0]?.subject?.text ?? officeOf(input)

/** Side by side only where both languages were written. */
export function letterPaper(input: LetterInput): Paper {
  const sides = letterSides(input)
  const beside = input.layout === 'beside' && sides.length === 2
  const languages = sides.map(({ language }) => language)
  return {
    template: 'features/visits/papers/letter.typ',
    title: titleOf(input, sides),
    language: sides[0]?.paragraphs[0]?.language ?? 'bg',
    at: input.at,
    data: {
      rows: beside ? paired(input, sides) : [],
      heads: beside ? [paperHead(input.office, languages)] : languages.map((language) => paperHead(input.office, [language])),
      beside,
      sides,
    },
    pictures: crestPicture(input.office),
  }
}

/** The same as DOCX, the languages one after the other or in a table of two columns. */
export function letterWord(input: LetterInput): Promise<Uint8Array<ArrayBuffer>> {
  const sides = letterSides(input)
  const opening = (side: LetterSide) => [
    ...[side.number, side.date, side.to].flatMap((words) => (words === null ? [] : [paragraph(words, { after: 8 })])),
    ...(side.subject === null ? [] : [heading(2, side.subject)]),
  ]
  const closing = (side: LetterSide) => (side.signatory === null ? [] : [paragraph(side.signatory, { after: 24, bold: true })])
  const beside = input.layout === 'beside' && sides.length === 2
  const head = letterhead(
    paperHead(
      input.office,
      sides.slice(0, beside ? 2 : 1).map(({ language }) => language),
    ),
    input.office.crest?.bytes,
    { size: 13 },
  )
  const content = beside
    ? [
        table({
          widths: [1, 1],
          lines: false,
          rows: [
            sides.map((side) => ({ content: opening(side) })),
            ...paired(input, sides).map((pair) => pair.map((words) => ({ content: words === null ? [] : paragraphs(words) }))),
            sides.map((side) => ({ content: closing(side) })),
          ],
        }),
      ]
    : sides.flatMap((side) => [...opening(side), ...side.paragraphs.flatMap(paragraphs), ...closing(side)])
  return wordFile({ title: titleOf(input, sides), language: input.languages[0] ?? 'bg', head: officeOf(input), content: [...head, ...content] })
}

/** Paragraphs of the two sides, each beside its translation; null where the other side says nothing of it. */
function paired({ purpose = {} }: LetterInput, sides: readonly LetterSide[]): (Worded | null)[][] {
  const [ours = [], theirs = []] = sides.map(({ paragraphs: all }) => all)
  const texts = (all: readonly Worded[]): string[] => all.map(({ text }) => text)
  const [one, other] = sides.map(({ language }) => purpose[language])
  return besideEachOther(texts(ours), texts(theirs), [one, other]).map(([at, beside]) => [
    at === null ? null : ours[at]!,
    beside === null ? null : theirs[beside]!,
  ])
}
