// The report of a month on paper: what the printed sheet and the Word file are given.
import type { OfficeOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import { crestPicture, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { heading, inline, letterhead, listed, wordFile } from '#platform/documents/word.ts'
import { runsOfBlock, wordsOfKind, type WorkingBlock } from './digest.ts'
import { gathered, wordsOfRuns } from './marks.ts'
import type { DigestLanguage } from './composing/tongue.ts'

export type DigestPaper = {
  readonly office: OfficeOnPaper
  readonly language: DigestLanguage
  readonly blocks: readonly WorkingBlock[]
  readonly between: string
  readonly at: Date
}

/** Each paragraph and heading, and each list or quotation whole. */
const parts = ({ blocks, between }: DigestPaper) =>
  gathered(blocks).map(({ shape, blocks: those }) => ({ shape, kind: those[0]!.kind, items: those.map((block) => runsOfBlock(block, between)) }))

export const digestPaper = (paper: DigestPaper): Paper => ({
  template: 'features/digest/digest.typ',
  title: wordsOfKind(paper.blocks, 'title', paper.between),
  language: paper.language,
  data: { head: paperHead(paper.office, [paper.language]), language: paper.language, parts: parts(paper) },
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
      ...parts(paper).flatMap(({ shape, kind, items }, at) => {
        const [runs] = items
        if (shape !== null) return listed(shape, items, paper.language, at)
        if (kind === 'title' || kind === 'heading') return [heading(kind === 'title' ? 1 : 2, { text: wordsOfRuns(runs!), language: paper.language })]
        return [inline(runs!, paper.language, kind === 'lead' ? { size: 12, after: 8 } : { after: 6 })]
      }),
    ],
  })
}
