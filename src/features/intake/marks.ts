// Cuts a text into pieces so that every piece knows which drafts rest on it, however their words overlap; and lays the pieces out in lines.
import type { Span } from './reading/reading.ts'

/** One draft's words in a text. `number` is the draft's place on the desk. */
export type Marked = { readonly number: number; readonly spans: readonly Span[] }

/** A run of letters that the same drafts rest on; the first is the one whose own words are the shortest, so that a name inside a sentence keeps its link. */
export type Piece = { readonly start: number; readonly end: number; readonly numbers: readonly number[] }

/** Spans of one draft in order, overlapping or touching ones joined; those outside the text are cut to it. */
export function joined(spans: readonly Span[], length: number): Span[] {
  const inside = spans
    .map(([start, end]): Span => [Math.max(0, Math.min(start, length)), Math.max(0, Math.min(end, length))])
    .filter(([start, end]) => start < end)
  const out: [number, number][] = []
  for (const [start, end] of inside.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}

/** All pieces from 0 to `length` in order, unmarked ones too. Linear in text and spans, but for the drafts over one piece. */
export function piecesOf(length: number, marked: readonly Marked[]): Piece[] {
  const whole = marked.flatMap(({ number, spans }) => joined(spans, length).map(([start, end]) => ({ number, start, end })))
  const edges = [...new Set([0, length, ...whole.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  const begins = Map.groupBy(whole, ({ start }) => start)
  let over: typeof whole = []
  const pieces: Piece[] = []
  for (const [at, start] of edges.entries()) {
    const end = edges[at + 1]
    if (end === undefined) break
    over = [...over.filter((one) => one.end > start), ...(begins.get(start) ?? [])]
    const numbers = [...over].sort((a, b) => a.end - a.start - (b.end - b.start) || a.number - b.number).map(({ number }) => number)
    pieces.push({ start, end, numbers })
  }
  return pieces
}

export type Line = { readonly heading: boolean; readonly pieces: readonly (Piece & { readonly text: string })[] }

/** Marks of Markdown say how a line stands; they are not shown. */
const HEADING = /^(?:#{1,6} +)?/
const EMPHASIS = /\*\*|__/g

/** The text's lines with their pieces; empty lines are left out, a piece that goes over a line's end is in both. */
export function linesOf(body: string, marked: readonly Marked[]): Line[] {
  const pieces = piecesOf(body.length, marked)
  const lines: Line[] = []
  let start = 0
  let first = 0
  for (const raw of body.split('\n')) {
    const end = start + raw.length
    if (raw.trim() !== '') {
      const mark = HEADING.exec(raw)![0].length
      const hidden: Span[] = [[start, start + mark], ...[...raw.matchAll(EMPHASIS)].map((hit): Span => [start + hit.index, start + hit.index + hit[0].length])]
      while ((pieces[first]?.end ?? Infinity) <= start) first += 1
      const inLine: (Piece & { text: string })[] = []
      for (let at = first; at < pieces.length && pieces[at]!.start < end; at += 1) {
        const piece = pieces[at]!
        const [from, to] = [Math.max(piece.start, start), Math.min(piece.end, end)]
        const text = shown(body, from, to, hidden)
        if (text !== '') inLine.push({ start: from, end: to, numbers: piece.numbers, text })
      }
      lines.push({ heading: mark > 0 || /^\*\*.+\*\*$/.test(raw.trim()), pieces: inLine })
    }
    start = end + 1
  }
  return lines
}

function shown(body: string, from: number, to: number, hidden: readonly Span[]): string {
  let text = ''
  let at = from
  for (const [start, end] of hidden) {
    if (end <= at || start >= to) continue
    text += body.slice(at, Math.max(at, start))
    at = Math.min(to, end)
  }
  return text + body.slice(at, to)
}

/** The words a draft rests on, its separate places joined by „ … “; at most `most` letters. */
export function quoteOf(body: string, spans: readonly Span[], most = 1200): string {
  const quote = joined(spans, body.length)
    .map(([start, end]) =>
      body
        .slice(start, end)
        .replace(/\*\*|__/g, '')
        .replace(/\s+/g, ' ')
        .replace(/^#+ /, '')
        .replace(/^[,;:)] */, '')
        .trim(),
    )
    .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
    .join(' … ')
  return quote.length > most ? `${quote.slice(0, most - 1).toWellFormed()}…` : quote
}

/** A name's own words say little: the sentence around its first place, at most `most` letters to either side and never over a line's end. */
export function around(body: string, spans: readonly Span[], most = 160): Span[] {
  const [first] = joined(spans, body.length)
  if (first === undefined) return []
  const [start, end] = first
  const before = body.slice(Math.max(0, start - most), start)
  const after = body.slice(end, end + most)
  const cut = Math.max(before.lastIndexOf('\n'), ...[...before.matchAll(/[.!?…](?=\s)/g)].map((hit) => hit.index + 1))
  const stop = /\n|[.!?…](?=\s|$)/.exec(after)
  // Where the sentence is longer, a whole word at least.
  const from =
    cut >= 0
      ? start - before.length + cut + (/^\s*/.exec(before.slice(cut))?.[0].length ?? 0)
      : start - (before.length < most ? before.length : before.length - Math.max(0, before.indexOf(' ') + 1))
  const to = stop === null ? end + (after.length < most ? after.length : Math.max(0, after.lastIndexOf(' '))) : end + stop.index + (stop[0] === '\n' ? 0 : 1)
  return [[from, to]]
}
