// One token for a word in all its forms, the same when a text is kept and when it is asked for: решението, решения → решен.

/** Words that stand in every text and say nothing of what it is about. */
const STOP: ReadonlySet<string> = new Set(
  (
    'на и за от да се в с по до при не е са със към или че който която което които като това тази този тези така също още след преди между без над под през има беше бе бъде бъдат ще си му им го ги я ни ви най както може само но а ' +
    'во со од ќе дека ова овој оваа je ' +
    'the a an of and to in on for with by is are be at as it its this that from or not was were will ' +
    'de la le les des du et en un une au aux il lo gli di del della dei delle e per con che nel nella der die das und von zu den dem im mit für ist'
  ).split(' '),
)

/** Endings of Cyrillic words, longest first within a step; each step takes at most one off and leaves at least three letters. */
const CYRILLIC_STEPS: readonly (readonly (readonly [RegExp, string])[])[] = [
  // The article: общината, градовете, решението, договорът, учителят, побратимените; младостта.
  [
    [/(?<=[ая]|ст|щ|ч)та$/, ''],
    [/(?<=[ео])то$/, ''],
    [/(?<=и|ове|еве)те$/, ''],
    [/ият$/, 'и'],
    [/(?:ът|ят)$/, ''],
  ],
  // The plural: градове, музеи, решения, делегации, художници.
  [
    [/(?:ове|еве|ища)$/, ''],
    [/(?:ия|ии|ие|ий|ея|еи|ей)$/, ''],
  ],
  // What is left of gender, number and case: градa, побратимена, места.
  [[/[аеиоуъьюяй]$/, '']],
  // A vowel that comes and goes (министър, министри; културен, културна), and a consonant that changes (празник, празници).
  [
    [/(?<=[бвгджзклмнпрстфхцчшщ])[еъ](?=[кнлрц]$)/, ''],
    [/иц$/, 'ик'],
  ],
]

function cyrillicStem(word: string): string {
  let stem = word
  for (const step of CYRILLIC_STEPS) {
    for (const [ending, left] of step) {
      const shorter = stem.replace(ending, left)
      if (shorter !== stem && shorter.length >= 3) {
        stem = shorter
        break
      }
    }
  }
  // Място, места: one root, two vowels.
  return stem[0]! + stem.slice(1).replaceAll('я', 'е')
}

/** Latin words of any language: marks off, then the commonest endings of number and gender. */
function latinStem(word: string): string {
  let stem = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ł', 'l')
  if (stem.length > 5) stem = stem.replace(/(?:ing|ed)$/, '')
  if (stem.length > 3) stem = stem.replace(/(?<=[^s])s$/, '')
  if (stem.length > 3) stem = stem.replace(/(?:ie|y)$/, '')
  if (stem.length > 4) stem = stem.replace(/[aeio]$/, '')
  return stem.length > 3 ? stem.replace(/([bcdfgklmnprtvz])\1$/, '$1') : stem
}

const HAN = /\p{Script=Han}/u
const LONGEST = 40

/** A word of a text: its tokens, and where it stands. Of Chinese each pair of neighbouring characters is one. */
export type Word = { readonly token: string; readonly at: number; readonly end: number }

/** Every word of the text that says something, in order. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.matchAll(/\p{Script=Han}+|[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu)) {
    const [raw] = match
    const at = match.index
    if (HAN.test(raw)) {
      const signs = [...raw]
      let from = at
      for (let index = 0; index < Math.max(1, signs.length - 1); index += 1) {
        const pair = signs.slice(index, index + 2).join('')
        yield { token: pair, at: from, end: from + pair.length }
        from += signs[index]!.length
      }
      continue
    }
    const word = raw.normalize('NFKC').toLowerCase().replace(/ѝ/g, 'и').slice(0, LONGEST)
    if (STOP.has(word)) continue
    // l'amitié, dell'acqua: the article before the mark is no word of its own.
    const bare = word.replace(/^[a-z]{1,4}['’]/, '').replace(/['’].*$/, '')
    if (bare === '') continue
    const token = /\p{Script=Cyrillic}/u.test(bare)
      ? cyrillicStem(
          bare
            .normalize('NFD')
            .replace(/(?<=[аеиоуъюя])\u0300|\u0301/gu, '')
            .normalize('NFC'),
        )
      : /\p{Script=Latin}/u.test(bare)
        ? latinStem(bare)
        : bare
    // What PostgreSQL would read as part of its own writing of tokens.
    const plain = token.replace(/[^\p{L}\p{N}]/gu, '')
    if (plain !== '') yield { token: plain, at, end: at + raw.length }
  }
}

/** What is asked for, each token once; `typing` when the last word may still be going on. */
export function tokensAsked(query: string): { readonly tokens: readonly string[]; readonly typing: boolean } {
  const words = [...wordsOf(query.slice(0, 200))]
  const last = words.at(-1)
  const tokens = [...new Set(words.map(({ token }) => token))].slice(0, 12)
  return { tokens, typing: last !== undefined && last.end === query.slice(0, 200).length && last.token.length >= 3 && last.token === tokens.at(-1) }
}
