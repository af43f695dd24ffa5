// Capitalised words and the runs they form: what may be a person's or a town's name.
import { foldLetters } from '#platform/names/transliteration.ts'
import { allHitsOf, anchoredOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import type { Page } from './page.ts'

/** Places are those of the page; `capital` when it is written large. */
export type Word = { start: number; end: number; text: string; capital: boolean }
export type Stretch = { start: number; end: number }

const WORD = /\p{L}[\p{L}'’]*(?:-[\p{L}'’]+)*/gu

/** Elided articles (l', d', dell') are no part of the word behind them. */
const ELIDED =
  /^(?:[dlDL]|[sncjmt]|(?:[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu|[uU]n|[qQ]uell|[nN]ell|[dD]ell|[dD]all|[aA]ll|[sS]ull|[cC]oll|[dD]agl|[dD]egl))['’](?=\p{L})/u

/** English possessives: Troyan's, the guests'. */
const POSSESSIVE = /['’]s?$/u

/** The words of a page, without articles drawn into them and English possessives. */
export function wordsOf(page: Page): Word[] {
  return [...page.text.matchAll(WORD)].map((hit) => {
    const cut = ELIDED.exec(hit[0])?.[0].length ?? 0
    const text = page.language.code === 'en' ? hit[0].slice(cut).replace(POSSESSIVE, '') : hit[0].slice(cut)
    return { start: hit.index + cut, end: hit.index + cut + text.length, text, capital: /^(?:[дл]['’])?\p{Lu}/u.test(text) }
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

/** Whether a stretch lies in one of the others. */
export const within = (inner: Stretch, outer: readonly Stretch[]): boolean => outer.some((one) => one.start <= inner.start && inner.end <= one.end)
export const overlaps = (a: Stretch, b: Stretch): boolean => a.start < b.end && b.start < a.end

/** Those of a sorted list without overlaps that meet the stretch. */
export function among<One extends Stretch>(sorted: readonly One[], { start, end }: Stretch): One[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const found: One[] = []
  for (let i = low; i < sorted.length && (sorted[i]?.start ?? end) < end; i++) found.push(sorted[i]!)
  return found
}

/** Stretches by the sentence they begin in. */
export function bySentence<One extends Stretch>(page: Page, all: readonly One[]): (sentence: number) => readonly One[] {
  const groups = Map.groupBy(all, (one) => sentenceAt(page, one.start))
  return (sentence) => groups.get(sentence) ?? []
}

/** Index of the sentence a place of the text belongs to; -1 for a place between sentences. */
export function sentenceAt(page: Page, at: number): number {
  return among(page.sentences, { start: at, end: at + 1 })[0]?.index ?? -1
}

/** True when one of the cues stands right before `at` (white space between allowed). */
export const precededBy = (page: Page, at: number, cues: Cues, reach = 70): boolean =>
  anchoredOf(cues, page.language).end.test(page.fold.slice(Math.max(0, at - reach), at))

/** Where the cues' hits in a sentence end, white space left out: asks what stands before a word once for all its words. */
export function endsOf(cues: Cues, page: Page, sentence: { readonly start: number; readonly fold: string }): (at: number) => boolean {
  const ends = new Set(allHitsOf(cues, page.language, sentence.fold, sentence.start).map((hit) => hit.end))
  const trimmed = (at: number): number => {
    let end = at
    while (end > sentence.start && /\s/.test(page.text.charAt(end - 1))) end--
    return end
  }
  return (at) => ends.has(at) || ends.has(trimmed(at))
}

/** Forms a name may have had before its case ending was put on; the name itself first. In a name of several words each may have one. */
export function baseForms(name: string, language: Language): string[] {
  const respelled = (language.names.spelled ?? []).reduce((form, [own, theirs]) => form.replaceAll(own, theirs), name)
  return [...new Set([...declined(name, language), ...(respelled === name ? [] : declined(respelled, language))])]
}

function declined(name: string, { names: { cases, casesBefore = [] } }: Language): string[] {
  if (cases.length === 0) return [name]
  const cut = name.lastIndexOf(' ') + 1
  const forms = [name]
  for (const lead of cut === 0 ? [''] : [name.slice(0, cut), ...restored(name.slice(0, cut - 1), casesBefore).map((word) => `${word} `)])
    for (const last of [name.slice(cut), ...restored(name.slice(cut), cases)]) forms.push(lead + last)
  return forms
}

/** The word without each ending that fits, at least three letters left. */
function restored(word: string, endings: readonly (readonly [string, string])[]): string[] {
  const lower = word.toLowerCase()
  return endings.flatMap(([ending, base]) =>
    lower.endsWith(ending) && word.length - ending.length >= 3 ? [word.slice(0, word.length - ending.length) + base] : [],
  )
}

/** How a town's name begins in what is called after it: „ловешк-“, „новозагорск-“, „смолянч-“; nothing for short names. */
export function calledAfter(name: string): string | null {
  const words = foldLetters(name)
    .split(/[^\p{L}]+/u)
    .map((word) => word.replace(/[аеиоуъюяaeiouy]$/u, ''))
  const last = words.at(-1) ?? ''
  const lead = words.length > 1 ? `${words[0]}[оеoe]?` : ''
  // к, г and ч change before the ending: Ловеч, ловешки
  return lead.length + last.length < 4 ? null : `${lead}${last.replace(/[кгчцhčg]$/u, '.')}`
}

/** What an adjective or a demonym of a town begins with: нишк- of Ниш is too short to tell, сакурагавск- is not. */
export function stemOf(name: string): string {
  const stem = foldLetters(name.split(' ')[0] ?? '').replace(/[аеиояaeiouy]$/u, '')
  return stem.length >= 4 ? `${stem.replace(/[^\p{L}]/gu, '.')}\\p{L}` : '(?!)'
}
