// Letters to towns in eight languages: nothing in them is left unfilled or invented, each country has its languages, and what is not read by a native speaker says so.
import { describe, expect, test } from 'vitest'
import type { Place } from '#features/places/place.ts'
import { LETTER_LANGUAGES } from '#features/visits/invitations/letter-day.ts'
import recorded from '../../../../reference/outreach-letters.json' with { type: 'json' }
import type { Finding } from '../finder.ts'
import { composedIn, drafted, languagesFor, type LetterParts, readingOf, readOutreachLetters, reasonsToSay } from './letter.ts'

const place = (name: string, country: string, population: number, elevation: number | null, names: readonly string[] = []): Place => ({
  id: 1,
  name,
  country,
  latitude: 43,
  longitude: 24,
  population,
  elevation,
  timeZone: 'Europe/Sofia',
  names,
})
const home = place('Primerovo', 'BG', 19_460, 380, ['Примерово', '普里梅罗沃'])
const town = place('Esempio', 'IT', 21_200, 450, ['Еземпио'])
const FINDING: Finding = {
  mode: 'similar',
  scope: { country: 'IT' },
  wishes: { factors: {}, tags: {} },
  profile: null,
  rank: 1,
  among: 10,
  score: 1,
  factors: { size: 1, ground: 0.5, common: 0.2, neighbours: -0.1, sea: 2 },
  reasons: [],
  learned: '2026-11-20',
  foundOn: '2026-11-27',
}
const parts = (more: Partial<LetterParts> = {}): LetterParts => ({ home, town, finding: FINDING, mayor: '', addressed: 'unknown', day: null, ...more })

test.each([...LETTER_LANGUAGES])('in %s both letters are whole: nothing is left to fill in, with everything known and with nothing', (language) => {
  const bare = parts({ home: { ...home, population: 0 }, finding: null })
  const letters = [composedIn(language, 'first', parts()), composedIn(language, 'first', bare), composedIn(language, 'second', parts({ day: '2026-11-08' }))]
  for (const { subject, body } of letters) {
    expect([subject, body].filter((text) => text === '' || /[{}[\]]|\.\.|undefined|null/.test(text))).toEqual([])
    expect(body.length).toBeGreaterThan(120)
  }
  expect(letters.map(({ body }) => body.includes('\n– '))).toEqual([true, false, false])
  expect(letters[2]!.body).toContain('8')
  // Towns are written in the letters of the language.
  expect(/[А-я]/.test(letters[0]!.body)).toBe(language === 'bg' || language === 'mk')
})

test('what an Italian mayor reads', () => {
  const { subject, body } = composedIn('it', 'first', parts({ addressed: 'she' }))
  expect(subject).toBe('Proposta di collaborazione tra Primerovo e Esempio')
  expect(body.split('\n\n').slice(0, 3)).toEqual([
    'Gentile Signora Sindaca,',
    'a nome del Comune di Primerovo (Bulgaria) mi permetto di rivolgermi a Lei per la prima volta. Primerovo conta circa 19.000 abitanti. Cerchiamo un Comune con cui creare legami tra le amministrazioni e i cittadini, e Esempio ci sembra vicina alla nostra realtà.',
    'Ciò che, dai dati pubblici, vediamo in comune:\n– il numero degli abitanti è simile: circa 19.000 da noi e 21.000 da Voi\n– i nostri centri si trovano ad altitudini vicine: 380 m e 450 m\n– abbiamo città partner in comune',
  ])
})

test('towns stand in the letters their readers write', () => {
  const troyan = place('Troyan', 'BG', 19_460, 380, ['Троян', 'Тројан'])
  const subject = (language: 'mk' | 'sr' | 'de') =>
    composedIn(language, 'first', parts({ home: troyan, town: place('Dojran', 'MK', 3000, null, ['Дојран']) })).subject
  expect([subject('mk'), subject('sr'), subject('de')]).toEqual([
    'Предлог за соработка меѓу Тројан и Дојран',
    'Prijedlog za saradnju: Trojan i Dojran',
    'Vorschlag einer Zusammenarbeit zwischen Troyan und Dojran',
  ])
})

test('a mayor is addressed as the office knows', () => {
  const greeting = (language: 'en' | 'fr' | 'de' | 'zh', more: Partial<LetterParts>) => composedIn(language, 'first', parts(more)).body.split('\n\n')[0]
  expect([
    greeting('en', { mayor: 'Jane Example' }),
    greeting('en', {}),
    greeting('fr', { addressed: 'he' }),
    greeting('de', {}),
    greeting('zh', { addressed: 'she' }),
  ]).toEqual([
    'Dear Mayor Example,',
    'Dear Mayor,',
    'Monsieur le Maire,',
    'Sehr geehrte Frau Bürgermeisterin, sehr geehrter Herr Bürgermeister,',
    '尊敬的市长女士：',
  ])
  expect(composedIn('fr', 'first', parts({ addressed: 'he' })).body).toContain('Je vous prie d’agréer, Monsieur le Maire, l’expression')
})

describe('reasons are facts the office sees', () => {
  test.each([
    ['all that spoke for it and is alike', {}, {}, ['size', 'ground', 'common']],
    ['twice as large is the most', { population: 38_920 }, {}, ['size', 'ground', 'common']],
    ['larger than that is not similar', { population: 38_921 }, {}, ['ground', 'common']],
    ['an unknown number is none', { population: 0 }, {}, ['ground', 'common']],
    ['an unknown height is none', { elevation: null }, {}, ['size', 'common']],
    ['too high above us', { elevation: 531 }, {}, ['size', 'common']],
    ['what spoke against it is no reason', {}, { size: -1, ground: 0, common: 0 }, []],
    ['what the graph knows', {}, { neighbours: 1, besides: 1, countrymen: 1 }, ['size', 'ground', 'common', 'neighbours', 'besides', 'countrymen']],
  ] as const)('%s', (_, theirs, factors, said) => {
    expect(reasonsToSay({ home, town: { ...town, ...theirs }, finding: { ...FINDING, factors: { ...FINDING.factors, ...factors } } })).toEqual(said)
  })
  test('a town chosen by hand has none', () => expect(reasonsToSay({ home, town, finding: null })).toEqual([]))
})

test.each([
  ['IT', ['it']],
  ['BE', ['fr', 'de']],
  ['CH', ['de', 'fr', 'it']],
  ['MK', ['mk']],
  ['ME', ['sr']],
  ['CN', ['zh']],
  ['PL', ['en']],
] as const)('to %s one writes in %j', (country, languages) => expect(languagesFor(country)).toEqual(languages))

test('a draft has the letter, what it says in our language, and whom it goes to', () => {
  const letter = drafted('first', 'zh', 'bg', parts({ town: place('Jingdezhen', 'CN', 450_000, null, ['景德镇']), mayor: '市长先生' }), {
    draftedOn: '2026-11-27',
    signatory: 'X',
  })
  expect([letter.subject, letter.ours.language, letter.ours.subject.startsWith('Предложение за сътрудничество между Примерово'), letter.recipient]).toEqual([
    '关于普里梅罗沃与景德镇开展友好交流的建议',
    'bg',
    true,
    '市长先生\n景德镇市长',
  ])
  expect([letter.draftedOn, letter.sentOn, letter.mailId, letter.signatory]).toEqual(['2026-11-27', null, null, 'X'])
})

test('no wording claims to be read by anybody; a file without a letter, a day or a form of address is refused', () => {
  for (const language of LETTER_LANGUAGES) expect(readingOf(language)).toMatchObject({ written: '2026-11-27', readBy: null, readOn: null })
  const broken = (change: (file: typeof recorded) => void) => {
    const copy = structuredClone(recorded)
    change(copy)
    return () => readOutreachLetters(copy)
  }
  expect(broken((file) => delete (file.letters as Partial<typeof file.letters>).mk)).toThrow()
  expect(broken((file) => (file.letters.it.second.body = ''))).toThrow()
  expect(broken((file) => (file.letters.fr.written = 'скоро'))).toThrow()
  expect(broken((file) => (file.countries.CH = []))).toThrow()
})
