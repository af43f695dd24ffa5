// Brings a text that a person has edited together with what the register says now: what follows by itself, what a person must choose, what is new and what is gone.
import type { Block, Sentence } from './composing/composing.ts'
import { baseKey, changeable, type WorkingBlock, type WorkingSentence } from './digest.ts'
import { carriedOver, type Mark, type Marked, withMarks } from './marks.ts'

/**
 * One sentence that is not as it was composed last. `followed`: nobody touched its words, it becomes what the register says now; where words were made to stand
 * out they still do. `differs`: a person edited it and the register changed as well, or words that stood out are not there any more. `new`: said for the first time. `gone`: the register says it no more, and nobody touched it. `kept`: the same, but a person edited it.
 * `left-out`: a person took it out and the register changed since.
 */
export type SentenceChange =
  | { readonly is: 'followed'; readonly key: string; readonly before: string; readonly after: string }
  | { readonly is: 'differs'; readonly key: string; readonly before: string; readonly yours: string; readonly marks?: readonly Mark[]; readonly after: string }
  | { readonly is: 'new'; readonly key: string; readonly after: string }
  | { readonly is: 'gone'; readonly key: string; readonly before: string }
  | { readonly is: 'kept'; readonly key: string; readonly before: string; readonly yours: string; readonly marks?: readonly Mark[] }
  | { readonly is: 'left-out'; readonly key: string; readonly before: string; readonly after: string }

/** Whose words stand in the end. Without a choice: a person's own words stay, what is new comes in, what was taken out stays out. */
export type Choice = 'yours' | 'register'
export type Choices = ReadonlyMap<string, Choice>
/** The changes a person is asked about. */
export const isChoice = ({ is }: SentenceChange): boolean => is === 'differs' || is === 'new' || is === 'kept' || is === 'left-out'
export const usualChoice = ({ is }: SentenceChange): Choice => (is === 'new' ? 'register' : 'yours')

type Parts = { readonly composed: readonly Block[]; readonly working: readonly WorkingBlock[]; readonly fresh: readonly Block[]; readonly between: string }

const sentencesOf = <S extends Sentence>(blocks: readonly { readonly sentences: readonly S[] }[]): S[] => blocks.flatMap(({ sentences }) => sentences)
const byKey = (blocks: readonly Block[]): Map<string, Sentence> => new Map(sentencesOf(blocks).map((sentence) => [sentence.key, sentence]))

/** What a person made of each composed sentence: its parts joined, when it was split, with what stands out in them. */
function yoursByKey(working: readonly WorkingBlock[], between: string): Map<string, Marked> {
  const found = new Map<string, Marked>()
  for (const { key, text, marks = [] } of sentencesOf(working)) {
    const before = found.get(baseKey(key))
    const start = before === undefined ? '' : before.text + between
    const moved = marks.map((mark) => ({ ...mark, from: mark.from + start.length, to: mark.to + start.length }))
    found.set(baseKey(key), { text: start + text, ...withMarks([...(before?.marks ?? []), ...moved]) })
  }
  return found
}

/** Whether the register says something else than what was composed: another sentence, one more or one fewer. The order alone is no change. */
export function registerChanged(composed: readonly Block[], fresh: readonly Block[]): boolean {
  const [then, now] = [byKey(composed), byKey(fresh)]
  return then.size !== now.size || [...now].some(([key, { text }]) => then.get(key)?.text !== text)
}

/** Every sentence that needs a word, in the order of the text: what the register says now first, then what it says no more. */
export function changesOf({ composed, working, fresh, between }: Parts): SentenceChange[] {
  const [then, now, yours] = [byKey(composed), byKey(fresh), yoursByKey(working, between)]
  const ofNow = [...now].flatMap(([key, { text: after }]): SentenceChange[] => {
    const before = then.get(key)?.text
    const own = yours.get(key)
    const differs = (): SentenceChange => ({ is: 'differs', key, before: before ?? '', yours: own!.text, ...withMarks(own!.marks ?? []), after })
    if (before === undefined) return own === undefined ? [{ is: 'new', key, after }] : own.text === after ? [] : [differs()]
    if (before === after) return []
    if (own === undefined) return [{ is: 'left-out', key, before, after }]
    if (own.text === after) return []
    return own.text === before && carriedOver(own, after).whole ? [{ is: 'followed', key, before, after }] : [differs()]
  })
  const ofThen = [...then].flatMap(([key, { text: before }]): SentenceChange[] => {
    const own = yours.get(key)
    if (now.has(key) || own === undefined) return []
    return own.text === before ? [{ is: 'gone', key, before }] : [{ is: 'kept', key, before, yours: own.text, ...withMarks(own.marks ?? []) }]
  })
  return [...ofNow, ...ofThen]
}

/** Whether a person changed anything at all: a word, an order, a sentence more or fewer, what stands out. */
export const isTouched = (composed: readonly Block[], working: readonly WorkingBlock[]): boolean =>
  changeable(working) !== changeable(composed.filter(({ sentences }) => sentences.length > 0))

/**
 * The text after all choices. A person's order and blocks stay; untouched sentences say what the register says now; new ones stand after the sentence they follow
 * in the composed text, in their own block where that is not there. A text nobody touched becomes the composed one whole, its order too.
 */
export function merged(parts: Parts, choices: Choices): WorkingBlock[] {
  const { composed, working, fresh } = parts
  const changes = new Map(changesOf(parts).map((change) => [change.key, change]))
  const chosen = (key: string): Choice => {
    const change = changes.get(key)
    return change === undefined ? 'yours' : (choices.get(key) ?? usualChoice(change))
  }
  const filled = fresh.filter(({ sentences }) => sentences.length > 0)
  if (!isTouched(composed, working) && [...changes.values()].every((change) => change.is !== 'new' || chosen(change.key) === 'register')) return [...filled]
  const [now, yours] = [byKey(fresh), yoursByKey(working, parts.between)]
  /** The register's words, where the words that stood out in ours still do. */
  const saidNow = (key: string): WorkingSentence => {
    const said = now.get(key)!
    const { marks } = carriedOver(yours.get(key) ?? { text: '' }, said.text)
    return marks.length === 0 ? said : { ...said, edited: true, marks }
  }
  const done = new Set<string>()
  const blocks: { block: WorkingBlock; sentences: WorkingSentence[] }[] = working.map((block) => ({
    block,
    sentences: block.sentences.flatMap((sentence): WorkingSentence[] => {
      const key = baseKey(sentence.key)
      const change = changes.get(key)
      const said = now.get(key)
      if (change?.is === 'gone' || (change?.is === 'kept' && chosen(key) === 'register')) return []
      // The register says nothing of it any more: from now on these are the office's own words.
      if (change?.is === 'kept') return [{ ...sentence, edited: true }]
      if (change?.is === 'followed' || (change?.is === 'differs' && chosen(key) === 'register')) {
        if (done.has(key)) return []
        done.add(key)
        return [saidNow(key)]
      }
      // What it rests on may have become more or fewer records even where the words stay.
      return [said === undefined ? sentence : { ...sentence, records: said.records }]
    }),
  }))
  let after = -1
  for (const block of filled) {
    const at = blocks.findIndex((one) => one.block.key === block.key)
    const comes = block.sentences.filter(({ key }) => {
      const is = changes.get(key)?.is
      return (is === 'new' || is === 'left-out') && chosen(key) === 'register'
    })
    if (at === -1 && comes.length > 0) {
      blocks.splice(after + 1, 0, { block: { ...block, sentences: [] }, sentences: [...comes] })
      after += 1
      continue
    }
    if (at === -1) continue
    after = at
    const { sentences } = blocks[at]!
    for (const sentence of comes) {
      const before = block.sentences.slice(0, block.sentences.indexOf(sentence)).map(({ key }) => key)
      const place = sentences.findLastIndex(({ key }) => before.includes(baseKey(key)))
      sentences.splice(place + 1, 0, sentence)
    }
  }
  return blocks.flatMap(({ block, sentences }) => (sentences.length === 0 ? [] : [{ ...block, sentences }]))
}

/** A run of words that is the same in both texts, or stands in one only. */
export type Difference = { readonly is: 'same' | 'out' | 'in'; readonly text: string }

/** Above so many words on either side the texts are shown one after the other: nobody reads such a difference word by word. */
const MOST_WORDS = 700

/** The differences word by word; `language` (BCP 47) says what a word is, which Chinese needs. */
export function wordDifferences(before: string, after: string, language: string): Difference[] {
  const words = (text: string): string[] => [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment)
  const [a, b] = [words(before), words(after)]
  const parts: { is: Difference['is']; text: string }[] = []
  const put = (is: Difference['is'], text: string): void => {
    const last = parts.at(-1)
    if (text === '') return
    if (last?.is === is) last.text += text
    else parts.push({ is, text })
  }
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    put('out', before)
    put('in', after)
    return parts
  }
  // Length of the longest common run of words from here on, both ways.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      put('same', a[i]!)
      i += 1
      j += 1
    } else if (common[i + 1]![j]! >= common[i]![j + 1]!) {
      put('out', a[i]!)
      i += 1
    } else {
      put('in', b[j]!)
      j += 1
    }
  }
  put('out', a.slice(i).join(''))
  put('in', b.slice(j).join(''))
  return gathered(parts)
}

/** Changes with nothing but blanks and commas between them are read as one: what was there, then what is there now. */
function gathered(parts: readonly Difference[]): Difference[] {
  const found: Difference[] = []
  let [out, in_] = ['', '']
  const flush = (): void => {
    if (out !== '') found.push({ is: 'out', text: out })
    if (in_ !== '') found.push({ is: 'in', text: in_ })
    ;[out, in_] = ['', '']
  }
  parts.forEach(({ is, text }, at) => {
    const between = is === 'same' && !/[\p{L}\p{N}]/u.test(text) && out + in_ !== '' && at < parts.length - 1
    if (is === 'out' || between) out += text
    if (is === 'in' || between) in_ += text
    if (is !== 'same' || between) return
    flush()
    found.push({ is, text })
  })
  flush()
  return found
}
