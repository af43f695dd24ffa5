// Capitalised words and the runs they form: what may be a person's or a town's name.
import { anchoredOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import type { Page } from './page.ts'

export type Word = { start: number; end: number; text: string; capital: boolean }
export type Stretch = { start: number; end: number }

const WORD = /\p{L}[\p{L}'’]*(?:-[\p{L}'’]+)*/gu

/** Elided articles (l', d', dell') are no part of the word behind them. */
const ELIDED = /^(?:[dlDL]|dell|dall|all|nell|sull|Dell|Dall|All|Nell|Sull)['’](?=\p{L})/u

export function wordsOf(page: Page): Word[] {
  return [...page.text.matchAll(WORD)].map((hit) => {
    const cut = ELIDED.exec(hit[0])?.[0].length ?? 0
    const text = hit[0].slice(cut)
    return { start: hit.index + cut, end: hit.index + hit[0].length, text, capital: /^\p{Lu}/u.test(text) }
  })
}

/** The words of each sentence, by its index. */
export function wordsBySentence(page: Page, words: readonly Word[]): Word[][] {
  const bySentence: Word[][] = page.sentences.map(() => [])
  let at = 0
  for (const word of words) {
    while (at < page.sentences.length && word.start >= (page.sentences[at]?.end ?? 0)) at++
    const sentence = page.sentences[at]
    if (sentence && word.start >= sentence.start && word.end <= sentence.end) bySentence[at]?.push(word)
  }
  return bySentence
}

/** Quoted stretches with their quotation marks; „…“ «…» "…" “…”, never across a line. */
export function quotesIn(text: string): Stretch[] {
  return [...text.matchAll(/„[^“”"„\n]{1,600}[“”"]|«[^«»\n]{1,600}»|“[^“”\n]{1,600}”|"[^"\n]{1,600}"|《[^》\n]{1,80}》/gu)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
  }))
}

export const within = (inner: Stretch, outer: readonly Stretch[]): boolean => outer.some((one) => one.start <= inner.start && inner.end <= one.end)
export const overlaps = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end

/** True when one of the cues stands right before `at` (white space between allowed). */
export const precededBy = (page: Page, at: number, cues: Cues, reach = 70): boolean =>
  anchoredOf(cues, page.language).end.test(page.fold.slice(Math.max(0, at - reach), at))

/** Forms a name may have had before its case ending was put on; the name itself first. */
export function baseForms(name: string, language: Language): string[] {
  const forms = [name]
  for (const [ending, base] of language.names.cases) {
    const lower = name.toLowerCase()
    if (lower.endsWith(ending) && name.length - ending.length >= 3) forms.push(name.slice(0, name.length - ending.length) + base)
  }
  return [...new Set(forms)]
}
