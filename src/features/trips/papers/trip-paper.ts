// The papers of a journey made ready: the order, the report and those of its money, for print and as Word files.
import { crestPicture, type HeadOnPaper, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { type Cell, heading, letterhead, paragraph, paragraphs, table, wordFile } from '#platform/documents/word.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import type { OrderText } from './order.ts'
import type { MoneyTable, MoneyText } from './money-paper.ts'
import type { ReportText } from './report-paper.ts'

const LANGUAGE = 'bg'
const bg = (text: string): Worded => ({ text, language: LANGUAGE })

export const orderPaper = (order: OrderText, title: string, { head, crest }: HeadOnPaper, at: Date): Paper => ({
  template: 'features/trips/papers/order.typ',
  title,
  language: LANGUAGE,
  data: { ...order, head },
  pictures: crest === null ? {} : { 'crest.png': crest },
  at,
})

export const reportPaper = (report: ReportText, title: string, office: OfficeOnPaper, at: Date): Paper => ({
  template: 'features/visits/papers/report.typ',
  title,
  language: LANGUAGE,
  data: { ...report, head: paperHead(office, [LANGUAGE]) },
  pictures: crestPicture(office),
  at,
})

export const moneyPaper = (money: MoneyText, title: string, office: OfficeOnPaper, at: Date): Paper => ({
  template: 'features/trips/papers/money.typ',
  title,
  language: LANGUAGE,
  data: { ...money, head: paperHead(office, [LANGUAGE]) },
  pictures: crestPicture(office),
  at,
})

const facts = (lines: OrderText['lines']): ReturnType<typeof table> =>
  table({
    widths: [2, 5],
    lines: false,
    rows: lines.map(({ label, text }): Cell[] => [
      { content: [paragraph(bg(label), { quiet: true })] },
      { content: text.map((line) => paragraph(bg(line), { after: 2 })) },
    ]),
  })

export const orderWord = (order: OrderText, title: string, { head, crest }: HeadOnPaper): Promise<Uint8Array<ArrayBuffer>> =>
  wordFile({
    title,
    language: LANGUAGE,
    head: order.office,
    content: [
      ...letterhead(head, crest ?? undefined),
      heading(1, bg(order.heading)),
      paragraph(bg(order.number)),
      paragraph(bg(order.town), { after: 16 }),
      ...paragraphs(bg(order.basis)),
      paragraph(bg(order.verb), { bold: true, after: 8 }),
      ...order.who.map(({ name, post }) => paragraph(post === '' ? [bg(name)] : [bg(name), bg(`, ${post}`)], { after: 6 })),
      facts(order.lines),
      paragraph(bg('')),
      ...order.closing.map((text) => paragraph(bg(text), { after: 8 })),
      paragraph(bg(order.signer.post), { after: 30, right: true, keep: true }),
      paragraph(bg('………………………………'), { after: 2, right: true, keep: true }),
      paragraph(bg(order.signer.name), { right: true }),
    ],
  })

export const reportWord = (report: ReportText, title: string, office: OfficeOnPaper): Promise<Uint8Array<ArrayBuffer>> =>
  wordFile({
    title,
    language: LANGUAGE,
    head: report.office,
    content: [
      ...letterhead(paperHead(office, [LANGUAGE]), office.crest?.bytes),
      heading(1, bg(report.heading)),
      paragraph(bg(report.name), { size: 12, after: 12 }),
      facts(report.facts),
      ...report.parts.flatMap(({ title: part, text }) => [heading(2, bg(part)), ...paragraphs(bg(text))]),
      heading(2, bg(report.recommendations.title)),
      ...report.recommendations.rows.flatMap(({ number, text, about }) => [
        paragraph(bg(`${number}. ${text}`), { after: about === '' ? 8 : 2, keep: about !== '' }),
        ...(about === '' ? [] : [paragraph(bg(about), { quiet: true, after: 8 })]),
      ]),
      paragraph(bg('')),
      ...report.signs.flatMap(({ name, post }) => [
        paragraph(bg('………………………………'), { after: 2, keep: true }),
        paragraph(bg(post === '' ? name : `${name}, ${post}`), { after: 16 }),
      ]),
    ],
  })

const sums = ({ head, widths, sums: numbers, rows, foot }: MoneyTable): ReturnType<typeof table> => {
  const row = (words: readonly string[], hand: { readonly bold?: boolean; readonly quiet?: boolean }): Cell[] =>
    words.map((text, index) => ({ content: [paragraph(bg(text), { ...hand, after: 2, right: index >= words.length - numbers })] }))
  return table({
    widths,
    head: row(head, { quiet: true }),
    rows: [...rows.map((words) => row(words, {})), ...(foot === null ? [] : [row(foot, { bold: true })])],
  })
}

export const moneyWord = (money: MoneyText, title: string, office: OfficeOnPaper): Promise<Uint8Array<ArrayBuffer>> =>
  wordFile({
    title,
    language: LANGUAGE,
    head: money.office,
    content: [
      ...letterhead(paperHead(office, [LANGUAGE]), office.crest?.bytes),
      heading(1, bg(money.heading)),
      paragraph(bg(money.name), { size: 12, after: 12 }),
      facts(money.facts),
      ...money.tables.flatMap((one) => [heading(2, bg(one.title)), sums(one)]),
      ...money.notes.flatMap(({ title: note, lines }) => [
        paragraph(bg(''), {}),
        paragraph(bg(note), { quiet: true, after: 4, keep: true }),
        ...lines.map((line) => paragraph(bg(line), { after: 4 })),
      ]),
      paragraph(bg(''), {}),
      ...money.signs.flatMap(({ label, name }) => [
        paragraph(bg(label), { quiet: true, after: 16, keep: true }),
        paragraph(bg('………………………………'), { after: name === '' ? 16 : 2, keep: name !== '' }),
        ...(name === '' ? [] : [paragraph(bg(name), { after: 16 })]),
      ]),
    ],
  })
