// One key for a name however it is spelled: Троян, Troyan, Trojan and Тројан meet under "troian".
import { plainLatin } from './transliteration.ts'

/** Each Cyrillic letter as the key writes it. Ж and З, Ч and Ц, Ш and С fall together, as they do when marks are left off (Šabac, Sabac). */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ѓ: 'gi',
  ђ: 'di',
  е: 'e',
  ё: 'e',
  є: 'e',
  ж: 'z',
  з: 'z',
  ѕ: 'dz',
  и: 'i',
  й: 'i',
  ј: 'i',
  і: 'i',
  ї: 'i',
  ы: 'i',
  ѐ: 'e',
  ѝ: 'i',
  к: 'k',
  ќ: 'ki',
  л: 'l',
  љ: 'li',
  м: 'm',
  н: 'n',
  њ: 'ni',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'c',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  џ: 'dz',
  ш: 's',
  щ: 'st',
  ъ: 'a',
  ь: 'i',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ґ: 'g',
}
/** What is left of spelling habits once the text is plain Latin, in order. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/tsch/g, 'c'],
  [/sch/g, 's'],
  [/dzh/g, 'dz'],
  [/sh/g, 's'],
  [/zh/g, 'z'],
  [/ch/g, 'c'],
  [/th/g, 't'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/t[sz]/g, 'c'],
  [/ck/g, 'k'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/ou/g, 'u'],
  [/([aou])e/g, '$1'],
  [/(\p{L})\1+/gu, '$1'],
]

/**
 * The key under which a name is kept and looked up: lower case, Latin letters and digits (Chinese characters stay), one space between words.
 * Equal for the usual spellings of one name in Bulgarian, Macedonian, Serbian and Latin letters, with or without marks.
 */
export function nameKey(name: string): string {
  const known = remembered.get(name)
  if (known !== undefined) return known
  const key = madeKey(name)
  if (name.length > LONGEST_REMEMBERED) return key
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(name, key)
  return key
}

/** A text is compared with the same few names a thousand times over. */
const remembered = new Map<string, string>()
const REMEMBERED = 5000
/** Letters; whatever is longer is no name. */
const LONGEST_REMEMBERED = 80

function madeKey(name: string): string {
  let key = plainLatin(name.normalize('NFKC').toLowerCase())
    // Тро̀ян, Нико́лов: a stress mark is no letter, and no end of a word. Й and ѓ are letters of their own by now.
    .replace(/(\p{Script=Cyrillic})\p{M}+/gu, '$1')
    .replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? '')
    .replace(/['’`ʹʼ´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  for (const [habit, plain] of HABITS) key = key.replace(habit, plain)
  return key
}

/** Every key worth keeping for a name: with its spaces, and written as one word (Сент Ерблен = Сентерблен). Empty for a name without letters. */
export function nameKeys(name: string): string[] {
  const key = nameKey(name)
  if (key === '') return []
  const joined = key.replaceAll(' ', '').replace(/(\p{L})\1+/gu, '$1')
  return joined === key ? [key] : [key, joined]
}

/** The key written as one word; what the gazetteer is sorted by. */
export const joinedKey = (name: string): string => nameKeys(name).at(-1) ?? ''

/** True when a becomes b by at most one slip: a letter missing, added, wrong, or two neighbours swapped. Compares as written; fold first. */
export function withinOneTypo(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}

/** Words that say what a place is, not what it is called; left off before comparing (Община Троян = Troyan). */
const GENERIC = new Set(
  (
    'община общината общини град града градът гр общ село област район кметство municipality city town region district commune mairie ville comune città ' +
    'stadt gemeinde obshtina opstina opština općina opcina grad општина град општината 市 县 区'
  ).split(' '),
)

const OF = new Set(['of', 'de', 'di'])
const ARTICLES = new Set(['the', 'la'])

/**
 * A name without "municipality", "city of" and the like; the whole name when nothing else is left. "Of" and an article go with the word they belong to and no
 * other: Comune di La Maddalena is La Maddalena, Castelnuovo di Porto stays as it is.
 */
export function bareName(name: string): string {
  const words = name.trim().split(/\s+/)
  const generic = words.map((word) => GENERIC.has(word.toLowerCase().replace(/\.$/, '')))
  const goes = [...generic]
  for (const [at, word] of words.entries()) {
    const own = word.toLowerCase()
    if (OF.has(own)) goes[at] = goes[at - 1] === true
    // „La Ville de Paris“, „Municipality of the Hills“; in „Comune di La Maddalena“ the capital says whose the article is.
    else if (ARTICLES.has(own)) goes[at] = generic[at + 1] === true || (word === own && goes[at - 1] === true)
  }
  const left = words.filter((_, at) => !goes[at])
  return left.length > 0 ? left.join(' ') : name.trim()
}
