// Cuts a sentence into clauses.
import { edges, patternOf, sourceOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import type { Stretch } from './names.ts'
import type { Sentence } from './page.ts'

/** A part of a sentence; `start` and `end` are places in the page, `fold` its folded letters. */
export type Clause = Stretch & { fold: string }

/** Parts of a sentence that may each hold a promise. */
export function clausesOf(sentence: Pick<Sentence, 'start' | 'fold'>, language: Language): Clause[] {
  const cuts = hitsLoose(language.clauseBreaks, language, sentence.fold)
  const clauses: Clause[] = []
  let from = 0
  for (const cut of [...cuts, sentence.fold.length]) {
    const fold = sentence.fold.slice(from, cut)
    if (fold.trim().length > 0) clauses.push({ start: sentence.start + from, end: sentence.start + cut, fold })
    from = cut
  }
  return clauses
}

const loose = new WeakMap<Cues, RegExp>()
/** Where cues begin; unlike those of `hitsOf`, with anything before them: a comma, a bracket. */
function hitsLoose(cues: Cues, language: Language, text: string): number[] {
  const pattern = loose.get(cues) ?? new RegExp(`(?:${cues.map(sourceOf).join('|') || '(?!)'})${edges(language)[1] === '' ? '' : '(?![\\p{L}])'}`, 'gu')
  loose.set(cues, pattern)
  return [...text.matchAll(pattern)].map((hit) => hit.index)
}

/** The part of the sentence around a cue, up to the next comma or the like. */
export function clauseAround(sentence: Pick<Sentence, 'start' | 'fold'>, hit: Stretch, language: Language): string {
  const before = sentence.fold.slice(0, hit.start - sentence.start)
  const to = hit.end - sentence.start
  const after = sentence.fold.slice(to)
  const left = before.search(/[^,;:–，；：]*$/u)
  const ends = [after.search(/[,;:–，；：]/u), language.relatives === undefined ? -1 : after.search(patternOf(language.relatives, language))]
  const right = Math.min(...ends.filter((end) => end >= 0))
  return sentence.fold.slice(left, to + right)
}
