// The programme of a visit as a Word file, for whoever goes on writing in it.
import { heading, letterhead, paragraph, paragraphs, table, wordFile, type Cell } from '#platform/documents/word.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { type ProgrammeInput, programmeSheet, type SheetCell, type SheetRow } from './programme-paper.ts'

const TIGHT = { after: 1 } as const

function cellOf({ label, title, place, people, note }: SheetCell, bold: boolean): Cell {
  const quiet = [...(place === null ? [] : [place]), ...people].map((text) => paragraph(text, { ...TIGHT, quiet: true, size: 9 }))
  return {
    content: [
      ...(label === null ? [] : [paragraph({ ...label, text: `▸ ${label.text}` }, { ...TIGHT, bold: true, size: 9 })]),
      ...(title === null ? [] : [paragraph(title, { ...TIGHT, bold })]),
      ...quiet,
      ...(note === null ? [] : paragraphs(note)),
    ],
  }
}

/** The same sheet as `programmePaper`, as DOCX. */
export function programmeWord(input: ProgrammeInput): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = programmeSheet(input)
  const own = input.languages[0]
  const plain = (text: string): Worded => ({ text, language: own })
  const clocks = sheet.towns === null ? 1 : 2
  const widths = [...Array.from({ length: clocks }, () => 2), ...input.languages.map(() => (input.languages.length === 1 ? 11 : 5.5))]
  const row = (one: SheetRow): Cell[] => [
    { content: [paragraph(one.hours === null ? sheet.wholeDay[0]! : plain(one.hours), { ...TIGHT, bold: !one.quiet })] },
    ...(clocks === 2 ? [{ content: [paragraph(plain(one.theirs ?? ''), { ...TIGHT, quiet: true })] }] : []),
    ...one.cells.map((cell, index) => cellOf(cell, index === 0 && !one.quiet)),
  ]
  const names = sheet.name.map((name, index) => paragraph([name], { bold: index === 0, size: index === 0 ? 14 : 12, quiet: index > 0, after: 2 }))
  const draft = (index: number): Worded[] => (sheet.draft === null ? [] : [{ ...sheet.draft[index]!, text: ` (${sheet.draft[index]!.text})` }])
  const office = sheet.head.sides.map(({ name }) => name.text)
  return wordFile({
    title: `${sheet.heading[0]!.text}: ${sheet.name[0]!.text}`,
    language: own,
    head: office.join(' · '),
    content: [
      ...letterhead(sheet.head, input.office.crest?.bytes),
      heading(1, [sheet.heading[0]!, ...draft(0)]),
      ...names.flatMap((name, index) => [name, paragraph(sheet.span[index]!, { quiet: index > 0, after: 8 })]),
      ...sheet.days.flatMap((day) => [
        heading(
          2,
          day.names.flatMap((name, index) => (index === 0 ? [name] : [plain(' · '), name])),
        ),
        table({
          widths,
          head: [
            ...(sheet.towns ?? [sheet.hour]).map((word) => ({ content: [paragraph(word, { ...TIGHT, quiet: true, size: 9 })] })),
            ...sheet.languages.map((name) => ({ content: [paragraph(name, { ...TIGHT, quiet: true, size: 9 })] })),
          ],
          rows: day.rows.map(row),
        }),
      ]),
      paragraph(sheet.asOf, { quiet: true, size: 8 }),
    ],
  })
}
