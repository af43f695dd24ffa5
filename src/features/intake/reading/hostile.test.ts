// Any text at all is read without a fault, and what is found lies inside it. How time grows is measured by npm run bench -- hostile.
import { afterAll, expect, test } from 'vitest'
import { toArticle } from './article.ts'
import { languages } from './languages/all.ts'
import { readText } from './read-text.ts'
import { LONGEST_READ, type Reading } from './reading.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const { gazetteer, close } = await openTowns([townLine(1, 'Primerovo', 'Примерово', 'BG', 12_000), townLine(5, 'Uzorevo', 'Узорево', 'MK', 12_000)])
afterAll(close)

const read = (text: string): Reading => readText(text, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer })

const spansOf = (reading: Reading): (readonly [number, number])[] =>
  [reading.partners, reading.people, reading.events, reading.relations, reading.fields, reading.commitments, reading.acts].flatMap((finds) =>
    finds.flatMap((find) => find.evidence),
  )

/** What must not be: read too short, evidence outside the text. Nothing where the reading is sound. */
function faultsOf(text: string): unknown[] {
  const reading = read(text)
  JSON.stringify(toArticle(reading, text))
  const outside = spansOf(reading).filter(([start, end]) => !(start >= 0 && start <= end && end <= text.length))
  return reading.readTo === Math.min(text.length, LONGEST_READ) ? outside : [...outside, reading.readTo]
}

test.each([
  ['nothing', ''],
  ['one letter', 'ъ'],
  ['quotes only', '„„„"""«««'],
  ['mixed scripts', 'Кмет mayor 市长 Кмет на на на Узорево и и и (Северна Македония) 🇫🇷 \u0000\u0301\ud83d'],
  ['a line without an end', `Кметът на ${'Узорево и '.repeat(3000)}`],
  ['a line of a million letters', 'Кметът на Узорево посрещна гости. '.repeat(30_000)],
  ['a word of a million letters', 'ж'.repeat(1_000_000)],
  ['lines without words', 'а.\n'.repeat(10_000)],
  ['what patterns mean', '(?=a+)+$ [а-я]{0,9999} \\p{L}* кмет(а|ът)* ((((((((((град N години …'],
  ['brackets without an end', `кмет ${'('.repeat(5000)}Узорево`],
  ['figures', '1.1.1.1.1.2024 99.99.9999 31.02.2024 12 май май май 2024 2024 '.repeat(200)],
  ['one hour after another', '10:00 '.repeat(3000)],
  ['line ends of all kinds', 'Кметът\r\nна\rУзорево\u2028дойде\u2029вчера\n\n\n'],
])('%s', (_, text) => expect(faultsOf(text)).toEqual([]))

/** Mulberry32: the same numbers each time, so that a fault can be met again. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test.each(Array.from({ length: 30 }, (_, seed) => seed))('letters at random, %i', (seed) => {
  const next = numbers(seed)
  const length = 200 + Math.floor(next() * 3000)
  let text = ''
  while (text.length < length) text += String.fromCodePoint(Math.floor(next() * (next() < 0.7 ? 0x2fff : 0x1ffff)))
  expect(faultsOf(text)).toEqual([])
})

/** Words that mean something to the reader, in an order that means nothing. */
test.each(Object.keys(languages).flatMap((code) => [1, 2, 3].map((seed) => [code, seed] as const)))('cue words of %s at random, %i', (code, seed) => {
  const next = numbers(seed * 97)
  const language = languages[code as keyof typeof languages]
  const cues = [
    ...language.town,
    ...language.incoming,
    ...language.goingTo,
    ...language.relations.twinned,
    ...language.relations.years,
    ...language.roles.flatMap((role) => role.cues),
    ...language.acts.flatMap((act) => act.cues),
    ...language.dates.months,
    'Узорево',
    'Primerovo',
    'Иван Измислен',
    '2024',
    '12',
    '.',
    ',',
    '\n',
    '„',
    '“',
  ]
  let text = ''
  for (let n = 0; n < 400; n++) text += `${cues[Math.floor(next() * cues.length)]!.replace(/[\\()|?*…]/g, ' ')} `
  expect(faultsOf(text)).toEqual([])
})
