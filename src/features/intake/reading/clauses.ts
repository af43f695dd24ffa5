// Cuts a sentence into clauses.
import { edges, sourceOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import type { Sentence } from './page.ts'

/** Parts of a sentence that may each hold a promise. */
export function clausesOf(sentence: Pick<Sentence, 'start' | 'fold'>, language: Language): { start: number; end: number; fold: string }[] {
  const cuts = hitsLoose(language.clauseBreaks, language, sentence.fold)
  const out: { start: number; end: number; fold: string }[] = []
  let from = 0
  for (const cut of [...cuts, sentence.fold.length]) {
    const fold = sentence.fold.slice(from, cut)
    if (fold.trim().length > 0) out.push({ start: sentence.start + from, end: sentence.start + cut, fold })
    from = cut
  }
  return out
}

const loose = new WeakMap<Cues, RegExp>()
function hitsLoose(cues: Cues, language: Language, text: string): number[] {
  const pattern = loose.get(cues) ?? new RegExp(`(?:${cues.map(sourceOf).join('|') || '(?!)'})${edges(language)[1] === '' ? '' : '(?![\\p{L}])'}`, 'gu')
  loose.set(cues, pattern)
  return [...text.matchAll(pattern)].map((hit) => hit.index)
}
