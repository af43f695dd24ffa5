// Word files (DOCX) in the house's hand: styles, languages, letters for every script, tables with a head that repeats, page numbers.
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type IBorderOptions,
  type IFontAttributesProperties,
  type IRunOptions,
  type IRunStylePropertiesOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { PaperHead } from './head.ts'
import type { Worded } from '../texts/paper-languages.ts'

// Nobody has our fonts; these two every Word and LibreOffice has, or has a stand-in for. Without eastAsia, Chinese comes out in whatever is at hand.
const FONTS = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'SimSun' } as const
const INK = '1D1A16'
const INK_2 = '57514A'
const RULE = 'A8A29A'
/** Word counts letters in half points and lengths in twentieths of a point. */
const HALF = 2
const TWENTIETH = 20
const A4 = { width: 11_906, height: 16_838 }
/** 22 mm, as on the printed papers. */
const MARGIN = 1_247
export const TEXT_WIDTH = A4.width - 2 * MARGIN

// The region tells Word which dictionary to spell with.
const SPELLING: Readonly<Record<string, string>> = {
  bg: 'bg-BG',
  en: 'en-GB',
  fr: 'fr-FR',
  it: 'it-IT',
  mk: 'mk-MK',
  sr: 'sr-Cyrl-RS',
  zh: 'zh-CN',
  de: 'de-DE',
}
const spelling = (language: string): NonNullable<IRunOptions['language']> => {
  const tag = SPELLING[language] ?? language
  return language === 'zh' ? { eastAsia: tag } : { value: tag }
}
// Quotation marks stand in both scripts: the hint says whose are meant.
const fontsFor = (language: string): IFontAttributesProperties => (language === 'zh' ? { ...FONTS, hint: 'eastAsia' } : FONTS)

// XML knows no control characters; Word refuses a file that has one.
const sayable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()

export type Hand = { readonly bold?: boolean; readonly quiet?: boolean; /** Points. */ readonly size?: number }

/** A text as runs of its language; line breaks in it are kept. */
export function runs({ text, language }: Worded, { bold = false, quiet = false, size }: Hand = {}): TextRun[] {
  return sayable(text)
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({
          text: line,
          bold,
          language: spelling(language),
          font: fontsFor(language),
          ...(quiet ? { color: INK_2 } : {}),
          ...(size === undefined ? {} : { size: size * HALF }),
          ...(index > 0 ? { break: 1 } : {}),
        }),
    )
}

export type Said = readonly Worded[] | Worded
const runsOf = (said: Said, hand: Hand): TextRun[] => ('text' in said ? runs(said, hand) : said.flatMap((one) => runs(one, hand)))

/** A paragraph; `after` is the space below it in points, `keep` holds it to the next. */
export const paragraph = (
  said: Said,
  { after = 4, keep = false, right = false, ...hand }: Hand & { readonly after?: number; readonly keep?: boolean; readonly right?: boolean } = {},
): Paragraph =>
  new Paragraph({ children: runsOf(said, hand), keepNext: keep, spacing: { after: after * TWENTIETH }, ...(right ? { alignment: AlignmentType.RIGHT } : {}) })

/** Words of one line that stand out here and there; `href` is an address they lead to. */
export type Inline = { readonly text: string; readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null }
type Room = { readonly after?: number; readonly size?: number }

const inlineRuns = (parts: readonly Inline[], language: string, size: number | undefined): (TextRun | ExternalHyperlink)[] =>
  parts.map(({ text, strong, emphasis, href }) => {
    const run = new TextRun({
      text: sayable(text),
      bold: strong,
      // Chinese letters have no slanted form: what is emphasised has its dots there.
      ...(language === 'zh' && emphasis ? { emphasisMark: {} } : { italics: emphasis }),
      language: spelling(language),
      font: fontsFor(language),
      ...(href === null ? {} : { underline: {} }),
      ...(size === undefined ? {} : { size: size * HALF }),
    })
    return href === null ? run : new ExternalHyperlink({ link: href, children: [run] })
  })

/** A paragraph of such words. */
export const inline = (parts: readonly Inline[], language: string, { after = 4, size }: Room = {}): Paragraph =>
  new Paragraph({ children: inlineRuns(parts, language, size), spacing: { after: after * TWENTIETH } })

/** 6 mm, in twentieths of a point. */
const INDENT = 340
/** A list, or a quotation. `which` tells one numbered list of a file from the next, so that each begins with 1. */
export const listed = (shape: 'bullets' | 'numbers' | 'quote', items: readonly (readonly Inline[])[], language: string, which: number): Paragraph[] =>
  items.map(
    (parts) =>
      new Paragraph({
        children: inlineRuns(parts, language, undefined),
        spacing: { after: 4 * TWENTIETH },
        ...(shape === 'quote'
          ? { indent: { left: INDENT }, border: { left: { ...thick, space: 8 } } }
          : { numbering: { reference: shape, level: 0, instance: which } }),
      }),
  )

/** A longer text: an empty line begins the next paragraph. */
export const paragraphs = ({ text, language }: Worded): Paragraph[] =>
  text.split(/\n[ \t]*\n/).flatMap((part) => (part.trim() === '' ? [] : [paragraph({ text: part.trim(), language }, { after: 8 })]))

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

/** A heading of the first, second or third rank, so that Word can list and jump to it. */
export const heading = (rank: 1 | 2 | 3, said: Said): Paragraph => new Paragraph({ heading: LEVELS[rank - 1]!, keepNext: true, children: runsOf(said, {}) })

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const hair: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: RULE }
const thick: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: INK }

/** What a cell holds, and over how many columns it goes. */
export type Cell = { readonly content: readonly Paragraph[]; readonly over?: number }

/**
 * A table with hairlines between its rows. `widths` in any unit, as shares of `width` (twentieths of a point); `head` repeats on every page; a row is
 * never torn between two; without `lines` it only keeps things side by side, with `middle` by their middles.
 */
export function table({
  widths,
  head,
  rows,
  width = TEXT_WIDTH,
  lines = true,
  middle = false,
}: {
  widths: readonly number[]
  head?: readonly Cell[]
  rows: readonly (readonly Cell[])[]
  width?: number
  lines?: boolean
  middle?: boolean
}): Table {
  const whole = widths.reduce((sum, one) => sum + one, 0)
  const columns = widths.map((one) => Math.floor((one / whole) * width))
  const row = (cells: readonly Cell[], isHead: boolean): TableRow => {
    let at = 0
    return new TableRow({
      ...(isHead ? { tableHeader: true } : {}),
      cantSplit: lines,
      children: cells.map(({ content, over = 1 }) => {
        const wide = columns.slice(at, at + over).reduce((sum, one) => sum + one, 0)
        at += over
        return new TableCell({
          // A cell without a paragraph is a file Word calls broken.
          children: content.length === 0 ? [new Paragraph({})] : [...content],
          columnSpan: over,
          ...(middle ? { verticalAlign: VerticalAlign.CENTER } : {}),
          width: { size: wide, type: WidthType.DXA },
          margins: { top: 60, bottom: 60, left: 0, right: 140 },
          borders: { top: none, left: none, right: none, bottom: isHead ? thick : lines ? hair : none },
        })
      }),
    })
  }
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [...(head === undefined ? [] : [row(head, true)]), ...rows.map((cells) => row(cells, false))],
  })
}

/** Points to the pixels Word's pictures are measured in. */
const PIXELS = 96 / 72

/** The head of a paper as paper.typ sets it: the crest (a PNG) before the office in one language, between its names in two. `size` of the name, points. */
export function letterhead(
  { crest, sides }: PaperHead,
  picture: Uint8Array | undefined,
  { size = 11 }: { readonly size?: number } = {},
): (Paragraph | Table)[] {
  const written = (index: number, right: boolean): Paragraph[] => {
    const side = sides[index]
    if (side === undefined) return []
    return [
      paragraph(side.name, { bold: true, size, after: 1, right }),
      ...side.lines.map((line) => paragraph(line, { quiet: true, size: 8.5, after: 0, right })),
    ]
  }
  const height = (size > 11 ? 54 : 38) * PIXELS
  const image = (): Paragraph => {
    const tall = Math.min(height, (2 * height) / crest!.shape)
    return new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: picture!,
          transformation: { width: Math.round(tall * crest!.shape), height: Math.round(tall) },
          altText: { name: crest!.alt, description: crest!.alt, title: crest!.alt },
        }),
      ],
      alignment: sides.length > 1 ? AlignmentType.CENTER : AlignmentType.LEFT,
    })
  }
  const drawn = crest !== null && picture !== undefined
  const share = drawn ? Math.min(3, 1 + crest.shape) : 0
  const beside = sides.length > 1
  const cells: readonly (readonly [number, Cell])[] = beside
    ? [[6, { content: written(0, false) }], ...(drawn ? [[share, { content: [image()] }] as const] : []), [6, { content: written(1, true) }]]
    : [...(drawn ? [[share, { content: [image()] }] as const] : []), [12, { content: written(0, false) }]]
  const head =
    cells.length === 1 ? written(0, false) : [table({ widths: cells.map(([wide]) => wide), rows: [cells.map(([, cell]) => cell)], lines: false, middle: true })]
  return [...head, new Paragraph({ children: [], border: { top: thick }, spacing: { before: 6 * TWENTIETH, after: 6 * TWENTIETH } })]
}

export type WordPaper = {
  readonly title: string
  readonly language: string
  /** Small words at the head of every page, such as the office's name. */
  readonly head: string
  readonly across?: boolean
  readonly content: readonly (Paragraph | Table)[]
}

const headingStyle = (size: number, before: number): { run: IRunStylePropertiesOptions; paragraph: object } => ({
  run: { font: FONTS, size: size * HALF, bold: true, color: INK },
  paragraph: { spacing: { before: before * TWENTIETH, after: 4 * TWENTIETH }, keepNext: true },
})

/** The file itself: A4, the head and „2 / 5“ at the foot of every page. */
export async function wordFile({ title, language, head, across = false, content }: WordPaper): Promise<Uint8Array<ArrayBuffer>> {
  const small = { size: 8 * HALF, color: INK_2, font: fontsFor(language), language: spelling(language) }
  const document = new Document({
    title: sayable(title),
    creator: sayable(head),
    // Left out, the library writes "Un-named".
    lastModifiedBy: sayable(head),
    styles: {
      default: {
        document: { run: { font: FONTS, size: 10.5 * HALF, color: INK, language: spelling(language) }, paragraph: { spacing: { line: 264 } } },
        heading1: headingStyle(20, 0),
        heading2: headingStyle(13, 14),
        heading3: headingStyle(11, 8),
      },
    },
    numbering: {
      config: (
        [
          ['bullets', LevelFormat.BULLET, '–'],
          ['numbers', LevelFormat.DECIMAL, '%1.'],
        ] as const
      ).map(([reference, format, text]) => ({
        reference,
        levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: INDENT, hanging: INDENT } } } }],
      })),
    },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, ...(across ? { orientation: PageOrientation.LANDSCAPE } : {}) },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 600, footer: 600 },
          },
        },
        headers: { default: new Header({ children: [new Paragraph({ children: [new TextRun({ ...small, text: sayable(head) })] })] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ ...small, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [...content],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
