// The minutes of a meeting as a Word file, for whoever goes on writing in it.
import { heading, letterhead, paragraph, table, wordFile } from '#platform/documents/word.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { type MinutesInput, minutesSheet } from './minutes-paper.ts'

const lines = ({ text, language }: Worded) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph({ text: line, language }))

/** The same sheet as `minutesPaper`, as DOCX. */
export function minutesWord(input: MinutesInput): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = minutesSheet(input)
  const own = sheet.heading.language
  const plain = (text: string): Worded => ({ text, language: own })
  return wordFile({
    title: `${sheet.heading.text}: ${sheet.name.text}`,
    language: own,
    head: sheet.head.sides[0]!.name.text,
    content: [
      ...letterhead(sheet.head, input.office.crest?.bytes),
      heading(1, sheet.heading),
      paragraph(sheet.name, { size: 13, after: 10 }),
      table({
        widths: [1, 4],
        lines: false,
        rows: sheet.facts.map(({ name, values }) => [
          { content: [paragraph(name, { quiet: true, after: 1 })] },
          { content: values.map((value) => paragraph(value, { after: 1 })) },
        ]),
      }),
      ...(sheet.items.length === 0
        ? []
        : [
            heading(2, sheet.agenda),
            ...sheet.items.flatMap(({ number, title, state, minutes }) => [
              heading(3, [plain(`${number} `), title, plain(` (${state.text})`)]),
              ...(minutes === null ? [] : lines(minutes)),
            ]),
          ]),
      ...(sheet.general === null ? [] : [heading(2, sheet.general.name), ...lines(sheet.general.text)]),
      ...(sheet.decisions === null
        ? []
        : [heading(2, sheet.decisions.name), ...sheet.decisions.rows.map(({ number, text }) => paragraph([plain(`${number}. `), text]))]),
      ...(sheet.promises === null
        ? []
        : [
            heading(2, sheet.promises.name),
            ...sheet.promises.rows.flatMap(({ number, side, text, about }) => [
              paragraph([plain(number === '' ? '' : `${number}. `), side, text], { after: about.length === 0 ? 4 : 0, keep: about.length > 0 }),
              ...(about.length === 0
                ? []
                : [
                    paragraph(
                      about.flatMap((one, index) => (index === 0 ? [one] : [plain(' · '), one])),
                      { quiet: true, size: 9 },
                    ),
                  ]),
            ]),
          ]),
      ...(sheet.without === null ? [] : [heading(2, sheet.without.name), ...lines(sheet.without.text)]),
      paragraph(plain(''), { after: 20 }),
      table({
        widths: sheet.signs.map(() => 1),
        lines: false,
        rows: [
          sheet.signs.map(({ side }) => ({ content: [paragraph(side, { after: 30 })] })),
          sheet.signs.map(() => ({ content: [paragraph(plain('____________________________'), { after: 2 })] })),
          sheet.signs.map(({ who }) => ({ content: who === null ? [] : [paragraph(who)] })),
        ],
      }),
    ],
  })
}
