// Where words stand in a text: the parts a long one is sent in, and the place of a quote, which must be there letter for letter.
import type { Span } from '../reading/reading.ts'

/** Cuts at the end of a line where there is one, else after a sentence, else after a word; each part has at most `most` letters. Together they are the text. */
export function partsOf(body: string, most: number): Span[] {
  const parts: Span[] = []
  let start = 0
  while (start < body.length) {
    const end = body.length - start <= most ? body.length : cutAt(body, start, start + most)
    parts.push([start, end])
    start = end
  }
  return parts
}

function cutAt(body: string, start: number, limit: number): number {
  const least = start + Math.floor((limit - start) / 2)
  const line = body.lastIndexOf('\n', limit - 1)
  if (line >= least) return line + 1
  const tail = body.slice(least, limit)
  const sentence = [...tail.matchAll(/[.!?…。！？](?=\s|$)|[。！？]/gu)].at(-1)
  if (sentence !== undefined) return least + sentence.index + 1
  const word = tail.search(/\s\S*$/)
  if (word >= 0) return least + word + 1
  // Half of a letter that takes two units is no letter.
  return /[\uD800-\uDBFF]/.test(body.charAt(limit - 1)) && limit - 1 > start ? limit - 1 : limit
}

/** Looks quotes up in one stretch of a text. White space of any kind and length equals any other; every other letter must be the same. */
export function openPassage(body: string, [start, end]: Span): (quote: string) => Span | null {
  const letters: string[] = []
  const at: number[] = []
  for (let i = start; i < end; i += 1) {
    const letter = body.charAt(i)
    const blank = /\s/.test(letter)
    if (blank && (letters.at(-1) ?? ' ') === ' ') continue
    letters.push(blank ? ' ' : letter)
    at.push(i)
  }
  const bare = letters.join('')
  return (quote) => {
    const wanted = quote.replace(/\s+/g, ' ').trim()
    const found = wanted === '' ? -1 : bare.indexOf(wanted)
    return found < 0 ? null : [at[found]!, at[found + wanted.length - 1]! + 1]
  }
}
