// The text as the reader sees it: cleaned, cut into paragraphs and sentences, every letter traceable to where it stood.
import { franc } from 'franc'
import { simplified } from '#platform/names/han.ts'
import { foldLetters, scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { anchoredOf, isWhole } from './cues.ts'
import type { Language, LanguageCode } from './languages/language.ts'
import { languages } from './languages/all.ts'

export type Sentence = { index: number; paragraph: number; start: number; end: number; text: string; fold: string }
/** `heading` is a short line without a full stop before other text; it speaks for the paragraph below. */
export type Paragraph = { index: number; start: number; end: number; heading: boolean; sentences: Sentence[] }

export type Page = {
  original: string
  language: Language
  /** Cleaned text; Serbian is in Latin letters here. */
  text: string
  /** The same, folded letter by letter. */
  fold: string
  paragraphs: Paragraph[]
  sentences: Sentence[]
  /** Turns a span of `text` into one of `original`. */
  spanOf(start: number, end: number): [number, number]
  /** What stands there in the original's own letters, white space made single and marks of Markdown left out. */
  quote(start: number, end: number): string
}

type Mapped = { text: string; at: number[] }

/** Cleans letters one by one: marks of Markdown become blanks, soft hyphens go, odd blanks and line ends become plain ones. */
function cleaned(original: string): Mapped {
  const out: string[] = []
  const at: number[] = []
  const put = (letter: string, i: number): void => {
    for (let k = 0; k < letter.length; k++) {
      out.push(letter.charAt(k))
      at.push(i)
    }
  }
  for (let i = 0; i < original.length; i++) {
    const letter = original.charAt(i)
    const code = original.charCodeAt(i)
    if (code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0xfeff || (code >= 0x300 && code <= 0x36f && composes(out, letter))) continue
    if (letter === '\r') {
      if (original.charAt(i + 1) !== '\n') put('\n', i)
    } else if (letter === '\n') put('\n', i)
    else if (code < 0x20 || code === 0x7f || /\s/.test(letter)) put(' ', i)
    else if (letter === '*' || letter === '_' || letter === '`') put(' ', i)
    else if (letter === '#' && (i === 0 || /[\n#]/.test(original.charAt(i - 1)))) put(' ', i)
    else put(letter, i)
  }
  return { text: out.join(''), at }
}

/** Joins a loose mark with the letter before it (и + ̆ → й), in place. */
function composes(out: string[], mark: string): boolean {
  const last = out.at(-1)
  if (last === undefined) return false
  const joined = (last + mark).normalize('NFC')
  if (joined.length !== 1) return /\p{M}/u.test(mark)
  out[out.length - 1] = joined
  return true
}

function inLatin({ text, at }: Mapped): Mapped {
  let out = ''
  const where: number[] = []
  for (let i = 0; i < text.length; i++) {
    const latin = transliterate(text.charAt(i), 'sr')
    out += latin
    for (let k = 0; k < latin.length; k++) where.push(at[i] ?? 0)
  }
  return { text: out, at: where }
}

/** franc's names of the languages we read; what is written in Montenegro, Bosnia and Croatia is read as Serbian. */
const KNOWN_AS: Readonly<Record<string, LanguageCode>> = {
  bul: 'bg',
  mkd: 'mk',
  srp: 'sr',
  bos: 'sr',
  hrv: 'sr',
  ita: 'it',
  fra: 'fr',
  eng: 'en',
  deu: 'de',
}
/** Letters that only one of the three Cyrillic languages has. */
const OWN_LETTERS: readonly (readonly [RegExp, LanguageCode])[] = [
  [/[щъйюя]/giu, 'bg'],
  [/[ѓќѕ]/giu, 'mk'],
  [/[ћђ]/giu, 'sr'],
]

/** Which of our languages a text is in: by script, by letters only one has, else by its triples of letters. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 6000)
  const script = scriptOf(foldLetters(sample))
  if (script === 'han') return languages.zh
  if (script === 'cyrillic') {
    const found = OWN_LETTERS.map(([letters, code]) => ({ code, count: sample.match(letters)?.length ?? 0 })).sort((a, b) => b.count - a.count)
    const [first, second] = found
    // a foreign name or two in the neighbours' letters does not make the text theirs
    if (first && second && first.count > second.count * 3) return languages[first.code]
  }
  const cyrillic = ['bul', 'mkd', 'srp']
  const only = script === 'cyrillic' ? cyrillic : Object.keys(KNOWN_AS).filter((name) => !['bul', 'mkd'].includes(name))
  return languages[KNOWN_AS[franc(sample, { only })] ?? (script === 'cyrillic' ? 'bg' : 'en')]
}

function lines(text: string): [number, number][] {
  const found: [number, number][] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (line.trim() !== '') found.push([start + (line.length - line.trimStart().length), end - (line.length - line.trimEnd().length)])
    start = end + 1
  }
  return found
}

/** Lines that end in the middle of a phrase ("в град") are taken together with the next. */
function joined(spans: [number, number][], text: string, language: Language): [number, number][] {
  const out: [number, number][] = []
  for (const [start, end] of spans) {
    const last = out.at(-1)
    const tail = last ? foldLetters(text.slice(Math.max(last[0], last[1] - 40), last[1])) : ''
    const open = last && (/[,\p{Pd}(]$/u.test(tail) ? last[1] - last[0] > 60 : last[1] - last[0] > 40 && anchoredOf(language.goesOn, language).end.test(tail))
    const lower = last && last[1] - last[0] > 60 && /^\p{Ll}/u.test(text.slice(start, start + 2)) && !/[.!?:;]$/.test(tail)
    // a day or an hour begins a line of its own
    const anew = /^\d{1,2}[.:\s]/.test(text.slice(start, start + 3))
    if (last && !anew && (open || lower)) last[1] = end
    else out.push([start, end])
  }
  return out
}

const LONGEST_SENTENCE = 2500
/** How far past a full stop the next word is looked for: a paragraph may be as long as the whole text. */
const LOOK_AHEAD = 200

const TERMINAL = /[.!?…。！？]+["“”»«’')\]]*(?=\s|$)|[。！？；]+[”’』」）)]*/gu

/** „1974 г.“, „20 лв.“: an abbreviation that may well end a sentence. */
const afterFigure = (fold: string, at: number, word: string): boolean => /\d\s?$/.test(fold.slice(Math.max(0, at - word.length - 3), at - word.length))

/** True when what follows begins with a word that is no name, such as „През“ or „Кметът“. */
function opensSentence(rest: string, language: Language): boolean {
  if (/^\s*[„“«"]/u.test(rest)) return true
  const first = /^\s*(\p{L}+)/u.exec(rest)?.[1] ?? ''
  if (language.opens !== undefined && anchoredOf(language.opens, language).start.test(`${first} `)) return true
  return isWhole(language.names.never, language, first) && !first.startsWith('общин')
}

function sentencesIn(start: number, end: number, text: string, fold: string, language: Language): [number, number][] {
  const stretch = text.slice(start, end)
  const cuts: number[] = []
  for (const hit of stretch.matchAll(TERMINAL)) {
    const at = hit.index
    const stop = at + hit[0].length
    const rest = stretch.slice(stop, stop + LOOK_AHEAD)
    const next = /\S/u.exec(rest)?.[0] ?? ''
    if (hit[0].startsWith('.')) {
      const word = /[\p{L}\p{N}.-]+$/u.exec(fold.slice(Math.max(start, start + at - 20), start + at))?.[0] ?? ''
      if (/\p{Ll}/u.test(next)) continue
      if (/^\p{L}$/u.test(word) && /\p{Lu}/u.test(stretch.charAt(at - 1))) continue
      if (anchoredOf(language.abbreviations, language).end.test(word) && !(afterFigure(fold, start + at, word) && opensSentence(foldLetters(rest), language)))
        continue
      // „24. Mai“, „4. juna“: an ordinal number
      if (/^\d{1,2}$/.test(word) && anchoredOf(language.dates.months, language).start.test(foldLetters(rest.slice(0, 20)))) continue
      if (/^\d{1,2}$/.test(word) && (language.code === 'de' || language.code === 'sr')) continue
      // „zum 150. Geburtstag“
      if (/^\d{3}$/.test(word) && language.code === 'de' && !opensSentence(foldLetters(rest), language)) continue
      if (/^\d$/.test(word) && at < 3) continue
    }
    cuts.push(start + stop)
  }
  // a line without a full stop is cut somewhere, so that no later step meets an endless sentence
  for (const [from, to] of [start, ...cuts].map((cut, i): [number, number] => [cut, cuts[i] ?? end])) {
    for (let at = from + LONGEST_SENTENCE; at < to; at += LONGEST_SENTENCE) {
      const blank = text.slice(at, Math.min(to, at + LONGEST_SENTENCE)).search(/[\s，；、]/u)
      cuts.push(blank < 0 ? at : at + blank)
    }
  }
  cuts.sort((a, b) => a - b)
  const spans: [number, number][] = []
  let from = start
  for (const cut of [...cuts, end]) {
    const piece = text.slice(from, cut)
    if (piece.trim() !== '') spans.push([from + piece.length - piece.trimStart().length, cut - (piece.length - piece.trimEnd().length)])
    from = cut
  }
  return spans
}

/** Cuts a text into paragraphs and sentences. Any text will do; an empty one has none. */
export function openPage(original: string, known?: Language): Page {
  const language = known ?? languageOf(original)
  let mapped = cleaned(original)
  const transliterated = language.code === 'sr' && scriptOf(mapped.text.slice(0, 4000)) === 'cyrillic'
  if (transliterated) mapped = inLatin(mapped)
  const { text, at } = mapped
  const plain = foldLetters(text).replace(/[’‘ʼ`´]/g, "'")
  const fold = language.code === 'zh' ? simplified(plain) : plain
  const spanOf = (start: number, end: number): [number, number] => [
    at[start] ?? original.length,
    end > start ? (at[end - 1] ?? original.length - 1) + 1 : (at[start] ?? original.length),
  ]
  const paragraphs: Paragraph[] = []
  const sentences: Sentence[] = []
  for (const [start, end] of joined(lines(text), text, language)) {
    const paragraph: Paragraph = {
      index: paragraphs.length,
      start,
      end,
      heading: end - start < 160 && !/[.!?…:;,。！？]["“»]?$/u.test(text.slice(start, end)),
      sentences: [],
    }
    for (const [from, to] of sentencesIn(start, end, text, fold, language)) {
      const sentence: Sentence = {
        index: sentences.length,
        paragraph: paragraph.index,
        start: from,
        end: to,
        text: text.slice(from, to),
        fold: fold.slice(from, to),
      }
      sentences.push(sentence)
      paragraph.sentences.push(sentence)
    }
    paragraphs.push(paragraph)
  }
  // a programme or a list has no full stops: then only its first line is a heading
  const headings = paragraphs.filter((paragraph) => paragraph.heading).length
  if (paragraphs.length > 4 && headings * 2 > paragraphs.length) for (const paragraph of paragraphs.slice(1)) paragraph.heading = false
  return {
    original,
    language,
    text,
    fold,
    paragraphs,
    sentences,
    spanOf,
    // the letters of Serbian were changed, those of others at most left out
    quote: (start, end) => (transliterated ? original.slice(...spanOf(start, end)) : text.slice(start, end)).replace(/\s+/g, ' ').trim(),
  }
}
