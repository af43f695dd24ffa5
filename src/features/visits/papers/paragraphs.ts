// Paragraphs of a letter in two languages, each beside its translation, also where one of the two says something the other does not.
import { scriptOf } from '#platform/names/transliteration.ts'

/** Paragraphs of a text: an empty line begins the next. */
export const paragraphsOf = (text: string): string[] => text.split(/\n[ \t]*\n/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))

/** A Chinese character says about as much as three letters. */
const LETTERS_IN_A_CHARACTER = 3
/** What it costs to leave a paragraph alone, in the measure of `unlike`. */
const ALONE = 0.85

const lengthOf = (text: string): number => text.replace(/\s/g, '').length * (scriptOf(text) === 'han' ? LETTERS_IN_A_CHARACTER : 1)

/** How little two paragraphs look like one another's translation: how much longer one is, and whether days and numbers in them differ. 0 is alike. */
function unlike(one: string, other: string): number {
  const [a, b] = [lengthOf(one), lengthOf(other)]
  const numbers = (text: string): string[] => text.match(/\d+/g) ?? []
  const [ours, theirs] = [numbers(one), numbers(other)]
  const shared = ours.filter((number) => theirs.includes(number)).length
  const told = Math.max(ours.length, theirs.length)
  return Math.abs(Math.log((a + 8) / (b + 8))) + (told === 0 ? 0 : shared > 0 ? -0.3 : 0.4)
}

/** What is known of the two: the words by which a paragraph of each language says the same thing; undefined where that language has none. */
export type Mark = readonly [string | undefined, string | undefined]

type Pair = readonly [number | null, number | null]

/**
 * Which paragraphs stand beside each other, as places in the two lists; null: nothing stands there. As many on both sides go one by one; else the way that
 * leaves the least unlike beside each other (Gale and Church, 1993), the first always beside the first and the last beside the last. What says the words
 * of `mark` stands beside nothing that does not.
 */
export function besideEachOther(ours: readonly string[], theirs: readonly string[], mark: Mark = [undefined, undefined]): Pair[] {
  if (ours.length === theirs.length || ours.length < 2 || theirs.length < 2)
    return Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at): Pair => [at < ours.length ? at : null, at < theirs.length ? at : null])
  const says = (text: string, side: 0 | 1): boolean => mark[side] !== undefined && mark[side] !== '' && text.includes(mark[side])
  const cost = (one: string, other: string): number => (says(one, 0) === says(other, 1) ? unlike(one, other) : 2 * ALONE + 1)
  const [n, m] = [ours.length - 1, theirs.length - 1]
  type Way = { readonly cost: number; readonly pairs: readonly Pair[] }
  const best: (Way | undefined)[][] = Array.from({ length: n + 1 }, () => [])
  best[1]![1] = { cost: 0, pairs: [[0, 0]] }
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++) {
      const both = best[i - 1]?.[j - 1]
      const ways: (Way | undefined)[] = [
        best[i]![j],
        i > 1 && j > 1 && both !== undefined ? { cost: both.cost + cost(ours[i - 1]!, theirs[j - 1]!), pairs: [...both.pairs, [i - 1, j - 1]] } : undefined,
        alone(i > 1 ? best[i - 1]?.[j] : undefined, [i - 1, null]),
        alone(j > 1 ? best[i]![j - 1] : undefined, [null, j - 1]),
      ]
      best[i]![j] = ways.reduce((least, way) => (way !== undefined && (least === undefined || way.cost < least.cost) ? way : least), undefined)
    }
  return [...best[n]![m]!.pairs, [n, m]]
}

const alone = (way: { readonly cost: number; readonly pairs: readonly Pair[] } | undefined, pair: Pair) =>
  way === undefined ? undefined : { cost: way.cost + ALONE, pairs: [...way.pairs, pair] }
