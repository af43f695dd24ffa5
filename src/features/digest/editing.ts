// What the buttons of the form without script do to the text: move, remove and add sentences and blocks.
import { OWN_KEY, type TypedBlock } from './digest.ts'

const swapped = <T>(list: readonly T[], at: number, with_: number): T[] => {
  if (at < 0 || with_ < 0 || at >= list.length || with_ >= list.length) return [...list]
  const next = [...list]
  ;[next[at], next[with_]] = [next[with_]!, next[at]!]
  return next
}

/** `deed`: „up:2:1“ the second sentence of the third block goes up; a sentence at the edge of its block goes on into the next. Anything else changes nothing. */
export function edited(blocks: readonly TypedBlock[], deed: string): TypedBlock[] {
  const [what, at = -1, of = -1] = deed.split(':').map((part, index) => (index === 0 ? part : Number(part))) as [string, number?, number?]
  const block = blocks[at]
  if (block === undefined) return [...blocks]
  const withSentences = (index: number, sentences: TypedBlock['sentences']): TypedBlock[] =>
    blocks.map((one, place) => (place === index ? { ...one, sentences } : one))
  const sentence = block.sentences[of]
  switch (what) {
    case 'up':
    case 'down': {
      const step = what === 'up' ? -1 : 1
      if (sentence === undefined) return [...blocks]
      if (block.sentences[of + step] !== undefined) return withSentences(at, swapped(block.sentences, of, of + step))
      if (blocks[at + step] === undefined) return [...blocks]
      return blocks.map((one, place) =>
        place === at
          ? { ...one, sentences: one.sentences.filter((_, index) => index !== of) }
          : place === at + step
            ? { ...one, sentences: step === 1 ? [sentence, ...one.sentences] : [...one.sentences, sentence] }
            : one,
      )
    }
    case 'remove':
      return withSentences(
        at,
        block.sentences.filter((_, index) => index !== of),
      )
    case 'sentence':
      return withSentences(at, [...block.sentences, { key: `${OWN_KEY}new`, text: '' }])
    case 'block':
      // After an item comes the next one.
      return [
        ...blocks.slice(0, at + 1),
        { key: '', kind: 'paragraph', sentences: [{ key: `${OWN_KEY}new`, text: '' }], ...(block.shape === undefined ? {} : { shape: block.shape }) },
        ...blocks.slice(at + 1),
      ]
    case 'block-up':
      return swapped(blocks, at, at - 1)
    case 'block-down':
      return swapped(blocks, at, at + 1)
    default:
      return [...blocks]
  }
}
