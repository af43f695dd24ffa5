// The words a language of the digest brings itself, outside numbers, months and years, and how words bend at their end.
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { type Part, patternOf } from '#features/digest/composing/pattern.ts'
import type { Tongue } from '#features/digest/composing/tongue.ts'
import { countersOf, runsOf } from './blankless.ts'

export const literals = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) =>
    part.kind === 'words'
      ? [part.words]
      : part.kind === 'choice'
        ? part.words.map((one) => one.replace(/#[mfn]?/g, ' '))
        : part.kind === 'optional'
          ? literals(part.parts)
          : [],
  )

const choicesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => (part.kind === 'choice' ? part.words : part.kind === 'optional' ? choicesOf(part.parts) : []))

/** Names that exist nowhere, by which a form or a rule shows the words it adds. */
const PROBES = [...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЮЯÉ'].map((letter) => `${letter}qzx`), '龘龘']
/** Beginnings that languages treat in a way of their own. */
const BEGINNINGS = [
  '',
  'La ',
  'Le ',
  'Les ',
  'Il ',
  'Lo ',
  'I ',
  'L’',
  "L'",
  'The ',
  'Покана от ',
  'Invitation from ',
  'Invitation de ',
  'Invito di ',
  'Poziv od ',
  'Покана од ',
  'площад ',
  'Town Hall ',
]

export type Own = {
  readonly words: ReadonlySet<string>
  readonly bent: ReadonlyMap<string, readonly string[]>
  readonly counters: ReadonlySet<string>
  readonly runs: ReadonlySet<string>
}
const known = new WeakMap<Tongue, Own>()
/** What a language brings itself, once worked out. */
export function ownOf(tongue: Tongue): Own {
  const before = known.get(tongue)
  if (before !== undefined) return before
  const texts = [...new Set(ownWords(tongue))]
  const words = new Set(texts.flatMap(tokens))
  const counters = countersOf(Object.values(tongue.patterns).flatMap((patterns) => patterns.flatMap((pattern) => choicesOf(patternOf(pattern)))))
  const own = { words, bent: byBeginning(words), counters, runs: runsOf(texts) }
  known.set(tongue, own)
  return own
}

/** The words a language brings itself, outside numbers, months and years. */
function ownWords(tongue: Tongue): string[] {
  // A form may also be given a day with its preposition: „до края на …“ as the end of a term.
  const beginnings = [...BEGINNINGS, ...Object.values(tongue.when).map((pattern) => pattern.slice(0, pattern.indexOf('{')))]
  const ends = [...new Set(['', ...Object.values(tongue.when).map((pattern) => pattern.slice(pattern.lastIndexOf('}') + 1))])]
  const formed = Object.values(tongue.forms).flatMap((form) =>
    beginnings.flatMap((beginning) =>
      ends.flatMap((end) =>
        PROBES.map((probe) => form({ items: [{ text: beginning + probe + end, of: null }], join: (texts) => texts.join(' ') }).replace(probe, ' ')),
      ),
    ),
  )
  const people = Object.keys(tongue.roles).flatMap((role) =>
    [null, 'Oqzx', 'Бqzx'].flatMap((of) =>
      ['', 'кмет', 'Mayor'].map((words) => tongue.person({ name: 'Nqzx', words, role: role as never, of }).replaceAll(/\p{Lu}qzx/gu, ' ')),
    ),
  )
  return [
    ...Object.values(tongue.patterns).flatMap((patterns) => patterns.flatMap((pattern) => literals(patternOf(pattern)))),
    ...formed,
    ...people,
    ...Object.values(tongue.when).map((pattern) => pattern.replaceAll(/\{[ab]\}/g, ' ')),
    ...Object.values(tongue.fields),
    ...Object.values(tongue.kinds),
    ...Object.values(tongue.topics),
    ...Object.values(tongue.occasions),
    ...(['embassy', 'consulate'] as const).flatMap((kind) => PROBES.map((probe) => tongue.mission(kind, probe, probe).replaceAll(probe, ' '))),
    ...Object.values(tongue.types),
    tongue.yearMark,
    ...ORGANISATION_KINDS.flatMap((kind) =>
      PROBES.map((probe) =>
        (tongue.called?.(probe, { id: '', kind, country: 'BG', names: { bg: probe, [tongue.language]: probe } }) ?? '').replace(probe, ' '),
      ),
    ),
    // A form may bend the noun before a name by the kind of its bearer: „opštinom“, „školom“.
    ...ORGANISATION_KINDS.flatMap((kind) =>
      Object.values(tongue.forms).map((form) =>
        form({ items: [{ text: 'Qzx', of: { id: '', kind, country: 'BG', names: { bg: 'Qzx' } } }], join: (texts) => texts.join(' ') }).replaceAll('Qzx', ' '),
      ),
    ),
    // „1er“
    (tongue.asWritten?.('1 qzx') ?? '').replace(/\d+|qzx/g, ' '),
    // „e“ and „ed“: the „and“ of some languages looks at the word behind it.
    ...['Cqzx', 'Eqzx'].map((last) =>
      (tongue.list?.(['Aqzx', 'Bqzx', last]) ?? new Intl.ListFormat(tongue.tag).format(['Aqzx', 'Bqzx', last])).replaceAll(/[A-E]qzx/g, ' '),
    ),
  ]
}

const WORD = /[\p{L}\p{M}]+|\d+/gu
export const tokens = (text: string): string[] => (text.match(WORD) ?? []).map((word) => word.toLowerCase())

/** The same word, or one that a language bends at its end: „парк“ and „парка“. Never for what is written with digits. */
export const bends = (word: string, known: ReadonlyMap<string, readonly string[]>): boolean =>
  word.length >= 4 &&
  !/\d/.test(word) &&
  (known.get(word.slice(0, 4)) ?? []).some((other) => {
    const longest = Math.max(word.length, other.length)
    const least = Math.max(4, longest - 3)
    return word.slice(0, least) === other.slice(0, least)
  })

export const byBeginning = (words: Iterable<string>): Map<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const word of words) if (word.length >= 4) found.set(word.slice(0, 4), [...(found.get(word.slice(0, 4)) ?? []), word])
  return found
}

/** A Bulgarian name as Macedonian writes the same sounds: Троян, Тројан; Търново, Трново. Written here apart from the digest's own rules. */
const MACEDONIAN_LETTERS: Readonly<Record<string, string>> = { я: 'ја', ю: 'ју', й: 'ј', щ: 'шт', ь: '', ъ: 'а', ня: 'ња', ню: 'њу', ля: 'ља', лю: 'љу', ньо: 'њо', льо: 'љо', ьо: 'јо', дж: 'џ', дз: 'ѕ', ър: 'р', ръ: 'р' } // prettier-ignore
export const inNeighboursLetters = (text: string): string =>
  text
    .toLowerCase()
    .replace(
      /ньо|льо|ьо|ня|ню|ля|лю|дж|дз|(?<=[бвгджзклмнпстфхцчшщ])(?:ър|ръ)(?=[бвгджзклмнпстфхцчшщ])|[яюйщьъ]/g,
      (letters) => MACEDONIAN_LETTERS[letters] ?? letters,
    )
