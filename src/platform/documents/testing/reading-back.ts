// Reads a paper back as any other program would: its pages' words, and what it says of itself.
import { getDocumentProxy } from 'unpdf'
import type { Result } from '../../result.ts'
import type { Printed } from '../typesetting.ts'

/** `pages`: the words of each, blanks and line ends made one blank; `sizes` in whole points. */
export type ReadBack = {
  readonly pages: readonly string[]
  readonly title: string
  readonly language: string
  readonly tagged: boolean
  readonly sizes: readonly string[]
}

export async function readBack(pdf: Uint8Array): Promise<ReadBack> {
  const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0, useSystemFonts: false })
  const { info } = await document.getMetadata()
  const about = info as { Title?: string; Language?: string }
  const marked = await document.getMarkInfo()
  const pages: string[] = []
  const sizes: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push(words.replace(/\s+/g, ' ').trim())
    const [, , width, height] = page.view as [number, number, number, number]
    sizes.push(`${Math.round(width)} × ${Math.round(height)}`)
  }
  return { pages, title: about.Title ?? '', language: about.Language ?? '', tagged: (marked as { Marked?: boolean } | null)?.Marked === true, sizes }
}

/** The paper, or the test ends with the words of the refusal. */
export function printed(result: Result<Printed>): Printed {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
