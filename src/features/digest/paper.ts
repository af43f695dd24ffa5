// The report of a month on paper: what the printed sheet and the Word file are given.
import type { OfficeOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import { crestPicture, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { heading, letterhead, paragraph, wordFile } from '#platform/documents/word.ts'
import { wordsOfBlock, wordsOfKind, type WorkingBlock } from './digest.ts'
import type { DigestLanguage } from './composing/tongue.ts'

export type DigestPaper = {
  readonly office: OfficeOnPaper
  readonly language: DigestLanguage
  readonly blocks: readonly WorkingBlock[]
  readonly between: string
  readonly at: Date
}

const said = ({ blocks, between, language }: DigestPaper) =>
  blocks.map((block) => ({ kind: block.kind, text: { text: wordsOfBlock(block, between), language } }))

export const digestPaper = (paper: DigestPaper): Paper => ({
  template: 'features/digest/digest.typ',
  title: wordsOfKind(paper.blocks, 'title', paper.between),
  language: paper.language,
  data: { head: paperHead(paper.office, [paper.language]), blocks: said(paper) },
  pictures: crestPicture(paper.office),
  at: paper.at,
})

export async function digestWord(paper: DigestPaper): Promise<Uint8Array<ArrayBuffer>> {
  const head = paperHead(paper.office, [paper.language])
  return wordFile({
    title: wordsOfKind(paper.blocks, 'title', paper.between),
    language: paper.language,
    head: head.sides[0]!.name.text,
    content: [
      ...letterhead(head, paper.office.crest?.bytes),
      ...said(paper).map(({ kind, text }) =>
        kind === 'title' ? heading(1, text) : kind === 'heading' ? heading(2, text) : paragraph(text, kind === 'lead' ? { size: 12, after: 8 } : { after: 6 }),
      ),
    ],
  })
}
