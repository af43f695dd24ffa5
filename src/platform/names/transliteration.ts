// How a name written in one alphabet is written in another: in Latin letters by the Bulgarian law's table and the neighbours' practice, and the neighbours' Cyrillic in Bulgarian letters.

/** Streamlined system of the Transliteration Act (Закон за транслитерацията, State Gazette 19/2009, art. 3–6). */
const BULGARIAN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ь: 'y',
  ю: 'yu',
  я: 'ya',
}

/** Macedonian as in passports: ѓ gj, ќ kj, љ lj, њ nj, џ dj becomes dzh. */
const MACEDONIAN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ѓ: 'gj',
  е: 'e',
  ж: 'zh',
  з: 'z',
  ѕ: 'dz',
  и: 'i',
  ј: 'j',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ќ: 'kj',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  џ: 'dzh',
  ш: 'sh',
}

/** Serbian and Montenegrin: each Cyrillic letter has its own Latin one. */
const SERBIAN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ђ: 'đ',
  е: 'e',
  ж: 'ž',
  з: 'z',
  и: 'i',
  ј: 'j',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'ć',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'č',
  џ: 'dž',
  ш: 'š',
}

/** Letters of the neighbours' alphabets, for names that are none of the three. */
const OTHER_CYRILLIC: Readonly<Record<string, string>> = {
  ...MACEDONIAN,
  ...BULGARIAN,
  ђ: 'dj',
  ћ: 'c',
  ы: 'y',
  э: 'e',
  ё: 'yo',
  і: 'i',
  ї: 'yi',
  є: 'ye',
  ґ: 'g',
  ў: 'u',
}

/** Latin letters that do not fall apart into a plain letter and a mark. */
const PLAIN_LATIN: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'e',
}

export type Alphabet = 'bg' | 'mk' | 'sr' | 'other'
const TABLES: Readonly<Record<Alphabet, Readonly<Record<string, string>>>> = {
  bg: BULGARIAN,
  mk: MACEDONIAN,
  sr: SERBIAN,
  other: OTHER_CYRILLIC,
}

const capital = (latin: string, original: string, next: string | undefined): string => {
  if (original === original.toLowerCase()) return latin
  const shouting = next !== undefined && next !== next.toLowerCase()
  return shouting ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1)
}

/**
 * Writes Cyrillic text in Latin letters; everything else stays. 'bg' follows the Transliteration Act, with its
 * final -ия → -ia and България → Bulgaria. Capitals are kept: Щипка → Shtipka, ЩИПКА → SHTIPKA.
 */
export function transliterate(text: string, alphabet: Alphabet): string {
  const table = TABLES[alphabet]
  const letters = [...text.normalize('NFC')]
  const written = letters
    .map((letter, i) => {
      const latin = table[letter.toLowerCase()]
      return latin === undefined ? letter : capital(latin, letter, letters[i + 1])
    })
    .join('')
  if (alphabet !== 'bg') return written
  return written
    .replace(/iya(?!\p{L})/gu, 'ia')
    .replace(/IYA(?!\p{L})/gu, 'IA')
    .replace(/(?<!\p{L})Balgaria(?!\p{L})/gu, 'Bulgaria')
}

/** Consonants that are soft before а, у and о; Bulgarian says so with the vowel. */
const SOFT: Readonly<Record<string, string>> = { љ: 'л', њ: 'н', ќ: 'к', ѓ: 'г' }
const AFFRICATES: Readonly<Record<string, string>> = { џ: 'дж', ѕ: 'дз', ћ: 'ч', ђ: 'дж' }
const SOFT_VOWELS: Readonly<Record<string, string>> = { а: 'я', у: 'ю', о: 'ьо' }

function bulgarianFor(letter: string, vowel: string, before: string): string {
  const affricate = AFFRICATES[letter]
  if (affricate !== undefined) return affricate + vowel
  const soft = SOFT[letter]
  if (soft !== undefined) return soft + (SOFT_VOWELS[vowel] ?? vowel)
  // What is left is ј.
  if (vowel === 'е') return /[бвгджзклмнпрстфхцчш]/u.test(before) ? 'ие' : 'е'
  return vowel === '' || vowel === 'о' ? `й${vowel}` : (SOFT_VOWELS[vowel] ?? vowel)
}

/** A Macedonian or Serbian name as Bulgarians write it: Стар Дојран → Стар Дойран, Скопје → Скопие, Љубљана → Любляна, Никшић → Никшич. Other letters stay. */
export const inBulgarianLetters = (name: string): string =>
  name.normalize('NFC').replace(/([јљњќѓџѕћђ])([аеиоу]?)/giu, (_, letter: string, vowel: string, at: number, whole: string) => {
    const written = bulgarianFor(letter.toLowerCase(), vowel.toLowerCase(), whole.charAt(at - 1).toLowerCase())
    return letter === letter.toLowerCase() ? written : written.charAt(0).toUpperCase() + written.slice(1)
  })

/** Soft before а and у, said with one letter in Macedonian: Гюешево → Ѓуешево, Любен → Љубен. */
const MACEDONIAN_SOFT: Readonly<Record<string, string>> = { л: 'љ', н: 'њ', к: 'ќ', г: 'ѓ' }
const MACEDONIAN_LETTERS: Readonly<Record<string, string>> = { дж: 'џ', й: 'ј', щ: 'шт', ю: 'ју', я: 'ја', ьо: 'јо', ь: '', ъ: 'а' }

/**
 * A Bulgarian name as Macedonians write it: Троян → Тројан, София → Софија, Велико Търново → Велико Трново, Кюстендил → Ќустендил. Beside р between
 * consonants ъ is not written, elsewhere it is а. Other letters stay.
 */
export const inMacedonianLetters = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/(?<=[бвгджзклмнпстфхцчш]р)ъ(?=[бвгджзклмнпстфхцчш])|(?<=[бвгджзклмнпстфхцчш])ъ(?=р[бвгджзклмнпстфхцчш])/giu, '')
    .replace(/([лнкг])(?:([юя])|ь(о))/giu, (_, letter: string, vowel: string | undefined) => {
      const soft = MACEDONIAN_SOFT[letter.toLowerCase()] ?? letter
      const said = vowel === undefined ? 'о' : vowel.toLowerCase() === 'ю' ? 'у' : 'а'
      return (letter === letter.toLowerCase() ? soft : soft.toUpperCase()) + said
    })
    .replace(/дж|ьо|[йщюяьъ]/giu, (letters) => {
      const written = MACEDONIAN_LETTERS[letters.toLowerCase()] ?? letters
      return letters === letters.toLowerCase() ? written : written.charAt(0).toUpperCase() + written.slice(1)
    })

const SERBIAN_FOR: Readonly<Record<string, string>> = { ѓ: 'ђ', ќ: 'ћ', ѕ: 'з' }

/** A name in Cyrillic letters as it is written in Latin ones in Montenegro: Никшић → Nikšić, Троян → Trojan, Велико Търново → Veliko Trnovo, Штип → Štip. */
export const inMontenegrinLetters = (name: string): string =>
  transliterate(
    inMacedonianLetters(name).replace(/[ѓќѕ]/giu, (letter) => {
      const serbian = SERBIAN_FOR[letter.toLowerCase()] ?? letter
      return letter === letter.toLowerCase() ? serbian : serbian.toUpperCase()
    }),
    'sr',
  )

/** Latin text without its marks: Łomża → Lomza, Niš → Nis, Großkirchen → Grosskirchen. Other alphabets stay. */
export function plainLatin(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
  return bare.replace(/[đðłßøæœþıħŋə]/giu, (letter) => {
    const plain = PLAIN_LATIN[letter.toLowerCase()] ?? letter
    return letter === letter.toLowerCase() ? plain : plain.charAt(0).toUpperCase() + plain.slice(1)
  })
}

/** Lower case without Latin marks, exactly one letter for each (Łomża → lomza, ß → s), so that positions in the text stay true. Cyrillic stays. */
export function foldLetters(text: string): string {
  let folded = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i)
    const code = text.charCodeAt(i)
    if (code < 0x80) folded += unit.toLowerCase()
    else if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) folded += plainLatin(unit.toLowerCase()).charAt(0) || unit
    else {
      const lower = unit.toLowerCase()
      folded += lower.length === 1 ? lower : unit
    }
  }
  return folded
}

export type Script = 'latin' | 'cyrillic' | 'han' | 'other'

/** The script most letters of a text are in; 'other' when it has no letters or is in one this office does not read. */
export function scriptOf(text: string): Script {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const all = count(/\p{L}/gu)
  const kinds: [Script, number][] = [
    ['latin', count(/\p{Script=Latin}/gu)],
    ['cyrillic', count(/\p{Script=Cyrillic}/gu)],
    ['han', count(/\p{Script=Han}/gu)],
  ]
  const [script, letters] = kinds.reduce((best, kind) => (kind[1] > best[1] ? kind : best))
  return letters * 2 > all ? script : 'other'
}
