// What may stand out in a report's text: strong and emphasised words and links, by their place in a sentence; lists and quotations. Nothing else is known, so nothing else is shown.
import { z } from 'zod'
import { safeLink } from '#ui/islands/links.ts'

/** `from` and `to`: UTF-16 units of the sentence's text, `to` behind the last. `href` of a link: an address safeLink has let through. */
export type Mark =
  | { readonly is: 'strong' | 'emphasis'; readonly from: number; readonly to: number }
  | { readonly is: 'link'; readonly from: number; readonly to: number; readonly href: string }
export type Marked = { readonly text: string; readonly marks?: readonly Mark[] | undefined }

/** How a block stands in the text when it is no plain paragraph: blocks of one shape that follow each other are one list, or one quotation. */
export const SHAPES = ['bullets', 'numbers', 'quote'] as const
export type Shape = (typeof SHAPES)[number]
export const isShape = (word: string): word is Shape => (SHAPES as readonly string[]).includes(word)

/** Of one sentence; nobody sets more. */
const MOST_MARKS = 200
const place = z.number().int().min(0)
export const typedMarks = z
  .array(
    z.discriminatedUnion('is', [
      z.object({ is: z.enum(['strong', 'emphasis']), from: place, to: place }),
      z.object({ is: z.literal('link'), from: place, to: place, href: z.string().max(4000) }),
    ]),
  )
  .max(MOST_MARKS)

/** Words that look the same throughout. */
export type Run = { readonly text: string; readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null }

const sameLook = (one: Run, other: Run): boolean => one.strong === other.strong && one.emphasis === other.emphasis && one.href === other.href

/** No place is between the halves of one letter. */
const whole = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : Math.min(at, text.length)

/** A sentence as runs, in order; of links only the safe ones are links, wherever the marks came from. */
export function runsOf({ text, marks = [] }: Marked): Run[] {
  if (text === '') return []
  const spans = marks.flatMap((mark) => {
    const href = mark.is === 'link' ? safeLink(mark.href) : null
    return mark.is === 'link' && href === null ? [] : [{ is: mark.is, from: whole(text, mark.from), to: whole(text, mark.to), href }]
  })
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b)
  return joined(
    edges.slice(1).map((to, index) => {
      const from = edges[index]!
      const here = spans.filter((span) => span.from <= from && span.to >= to)
      return {
        text: text.slice(from, to),
        strong: here.some(({ is }) => is === 'strong'),
        emphasis: here.some(({ is }) => is === 'emphasis'),
        href: here.find(({ is }) => is === 'link')?.href ?? null,
      }
    }),
  )
}

/** Neighbours that look the same as one; empty ones fall away. */
function joined(runs: readonly Run[]): Run[] {
  const found: Run[] = []
  for (const run of runs) {
    const last = found.at(-1)
    if (run.text === '') continue
    if (last !== undefined && sameLook(last, run)) found[found.length - 1] = { ...last, text: last.text + run.text }
    else found.push(run)
  }
  return found
}

export const wordsOfRuns = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

const PLAIN = { strong: false, emphasis: false, href: null }

/** The runs of sentences side by side; what stands between two that look the same looks like them. */
export const runsOfAll = (sentences: readonly Marked[], between: string): Run[] => {
  const found: Run[] = []
  for (const sentence of sentences) {
    const [last, runs] = [found.at(-1), runsOf(sentence)]
    if (runs.length === 0) continue
    if (last !== undefined) found.push({ ...(sameLook(last, runs[0]!) ? last : PLAIN), text: between })
    found.push(...runs)
  }
  return joined(found)
}

/** The marks that make these runs, in the one order in which marks are kept: what looks the same is the same. */
export function marksOf(runs: readonly Run[]): Mark[] {
  const marks: Mark[] = []
  for (const is of ['strong', 'emphasis', 'link'] as const) {
    let at = 0
    let open: Mark | undefined
    for (const { text, href, ...look } of runs) {
      const [from, to] = [at, at + text.length]
      at = to
      const mark: Mark | undefined = is === 'link' ? (href === null ? undefined : { is, from, to, href }) : look[is] ? { is, from, to } : undefined
      const goesOn = open !== undefined && mark !== undefined && (open.is !== 'link' || mark.is !== 'link' || open.href === mark.href)
      if (!goesOn && open !== undefined) marks.push(open)
      open = goesOn ? Object.assign({}, open, { to }) : mark
    }
    if (open !== undefined) marks.push(open)
  }
  return marks
}

/** `marks` as a part of a sentence: none where there are none. */
export const withMarks = (marks: readonly Mark[]): { readonly marks?: readonly Mark[] } => (marks.length === 0 ? {} : { marks })

/** The sentence with its text cleaned by `clean`, which works from left to right, and its marks where their words are now. */
export function cleaned({ text, marks = [] }: Marked, clean: (text: string) => string): Marked {
  const now = clean(text)
  if (marks.length === 0) return { text: now }
  // A blank at the end of what comes before is cut by cleaning only where it is the end of all: a letter behind it keeps it.
  const at = (place: number): number => Math.min(now.length, clean(`${text.slice(0, place)}x`).length - 1)
  const moved = marks.map((mark) => ({ ...mark, from: at(mark.from), to: at(mark.to) }))
  return { text: now, ...withMarks(marksOf(runsOf({ text: now, marks: moved }))) }
}

/** The marks of one wording on another: those whose words stand there just as they did, once. `whole`: all of them do. */
export function carriedOver({ text, marks = [] }: Marked, after: string): { readonly marks: readonly Mark[]; readonly whole: boolean } {
  const found = marks.flatMap((mark) => {
    const words = text.slice(mark.from, mark.to)
    const from = after.indexOf(words)
    return words === '' || from === -1 || after.includes(words, from + 1) ? [] : [{ ...mark, from, to: from + words.length }]
  })
  return { marks: marksOf(runsOf({ text: after, marks: found })), whole: found.length === marks.length }
}

/** The first link that leads where no link may, as it was typed; null: all are safe. */
export const unsafeLink = (sentences: readonly Marked[]): string | null =>
  sentences.flatMap(({ marks = [] }) => marks.flatMap((mark) => (mark.is === 'link' && safeLink(mark.href) === null ? [mark.href] : [])))[0] ?? null

/** Blocks that make one list, or one quotation, together; every other block alone. */
export function gathered<B extends { readonly shape?: Shape | undefined }>(
  blocks: readonly B[],
): { readonly shape: Shape | null; readonly blocks: readonly B[] }[] {
  const found: { shape: Shape | null; blocks: B[] }[] = []
  for (const block of blocks) {
    const last = found.at(-1)
    const shape = block.shape ?? null
    if (shape !== null && last?.shape === shape) last.blocks.push(block)
    else found.push({ shape, blocks: [block] })
  }
  return found
}
