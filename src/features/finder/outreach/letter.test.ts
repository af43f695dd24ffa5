// Letters to towns in eight languages: nothing in them is left unfilled or invented, each country has its languages, and what is not read by a native speaker says so.
import { describe, expect, test } from 'vitest'
import type { Place } from '#features/places/place.ts'
import { LETTER_LANGUAGES } from '#features/visits/invitations/letter-day.ts'
import recorded from '../../../../reference/outreach-letters.json' with { type: 'json' }
import {
  areBySea,
  cautionFor,
  composedIn,
  drafted,
  languagesFor,
  letterLanguageOf,
  type LetterParts,
  readingOf,
  readOutreachLetters,
  reasonsToSay,
} from './letter.ts'

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
const parts = (more: Partial<LetterParts> = {}): LetterParts => ({
  home,
  people: null,
  town,
  ties: { common: [place('Terza', 'DE', 9000, null, ['Терца', '特尔察'])] },
  shared: ['ceramics', 'urban-water'],
  bySea: false,
  mayor: '',
  addressed: 'unknown',
  day: null,
  ...more,
})

test.each([...LETTER_LANGUAGES])('in %s both letters are whole: nothing is left to fill in, with everything known and with nothing', (language) => {
  const bare = parts({ home: { ...home, population: 0, elevation: null }, shared: [], ties: {} })
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
    'mi rivolgo a Lei a nome del Comune di Primerovo (Bulgaria). Primerovo conta circa 19.000 abitanti. Cerchiamo un Comune con cui creare legami tra le amministrazioni e tra i cittadini, e crediamo che Esempio possa essere quel Comune.',
    'Secondo i dati pubblici abbiamo in comune quanto segue:\n– le nostre due città hanno in comune: ceramica, acque in città\n– il numero degli abitanti è simile: circa 19.000 da noi e 21.000 da Voi\n– i nostri centri si trovano ad altitudini vicine: 380 m e 450 m\n– abbiamo città partner in comune: Terza',
  ])
})

test('the towns a tie rests on are named, three at most, as their readers write them', () => {
  const ties = { besides: ['Uno', 'Due', 'Tre', 'Quattro'].map((name) => place(name, 'IT', 9000, null)), common: parts().ties.common!, countrymen: [] }
  const said = (language: 'it' | 'fr' | 'zh') =>
    composedIn(language, 'first', parts({ town: place('Esempio', 'IT', 0, null, ['Еземпио']), shared: [], ties }))
      .body.split('\n')
      .filter((line) => line.startsWith('–'))
  expect([said('it'), said('fr'), said('zh')]).toEqual([
    ['– abbiamo città partner in comune: Terza', '– abbiamo già partner vicino a Voi: Uno, Due, Tre'],
    ['– nous avons des villes partenaires communes\u00a0: Terza', '– nous avons déjà des partenaires près de chez vous\u00a0: Uno, Due, Tre'],
    ['– 双方有共同的伙伴城市：特尔察', '– 我市在贵市附近已有合作伙伴：Uno、Due、Tre'],
  ])
})

test('towns stand in the letters their readers write', () => {
  const troyan = place('Troyan', 'BG', 19_460, 380, ['Троян', 'Тројан'])
  const subject = (language: 'mk' | 'sr' | 'de') =>
    composedIn(language, 'first', parts({ home: troyan, town: place('Dojran', 'MK', 3000, null, ['Дојран']) })).subject
  expect([subject('mk'), subject('sr'), subject('de')]).toEqual([
    'Предлог за соработка меѓу Тројан и Дојран',
    'Prijedlog za saradnju: Trojan i Dojran',
    'Vorschlag für eine Zusammenarbeit zwischen Troyan und Dojran',
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
    ['what is alike indeed, and a tie that is known', {}, ['common'], ['size', 'ground', 'common']],
    ['half as many again is the most', { population: 29_190 }, ['common'], ['size', 'ground', 'common']],
    ['larger than that is not similar', { population: 29_191 }, ['common'], ['ground', 'common']],
    ['an unknown number is none', { population: 0 }, ['common'], ['ground', 'common']],
    ['an unknown height is none', { elevation: null }, ['common'], ['size', 'common']],
    ['too high above us', { elevation: 481 }, [], ['size']],
    ['all that is known', {}, ['countrymen', 'besides', 'neighbours', 'common'], ['size', 'ground', 'common', 'neighbours', 'besides', 'countrymen']],
  ] as const)('%s', (_, theirs, ties, said) => {
    expect(reasonsToSay({ home, town: { ...town, ...theirs }, ties: Object.fromEntries(ties.map((tie) => [tie, [town]])), shared: [], bySea: false })).toEqual(
      said,
    )
  })

  test('height alone is no likeness, and two towns by the sea have that in common and not their height', () => {
    const larger = { ...town, population: 90_000 }
    expect(reasonsToSay({ home, town: larger, ties: {}, shared: [], bySea: false })).toEqual([])
    expect(reasonsToSay({ home, town: larger, ties: {}, shared: [], bySea: true })).toEqual(['sea'])
    expect([areBySea(0.4, 5), areBySea(0.4, 5.1)]).toEqual([true, false])
    const said = (language: (typeof LETTER_LANGUAGES)[number]) => composedIn(language, 'first', parts({ town: larger, ties: {}, shared: [], bySea: true })).body
    const words = LETTER_LANGUAGES.map((language) => said(language).match(/\n– (.*)/g))
    expect(words.filter((found) => found?.length !== 1)).toEqual([])
    expect([said('it').includes('vicino al mare'), said('bg').includes('край морето')]).toEqual([true, true])
    expect(composedIn('it', 'first', parts({ town: larger, shared: [], ties: {} })).body).not.toContain('abbiamo in comune')
  })
})

test.each([
  ['IT', ['it']],
  ['BE', ['en', 'fr', 'de']],
  ['CH', ['de', 'fr', 'it']],
  ['MK', ['mk']],
  ['ME', ['sr']],
  ['CN', ['zh']],
  ['TW', ['en']],
  ['PL', ['en']],
] as const)('to %s one writes in %j', (country, languages) => expect(languagesFor(country)).toEqual(languages))

test('before a vowel, and on the days that need it, French and Italian are written as they are said', () => {
  const of = (name: string) => /municipalité (.*?) \(/.exec(composedIn('fr', 'first', parts({ home: place(name, 'BG', 0, null) })).body)?.[1]
  expect(['Elena', 'Étropole', 'Troyan', 'Haskovo', 'Yambol'].map(of)).toEqual(['d’Elena', 'd’Étropole', 'de Troyan', 'de Haskovo', 'de Yambol'])
  const again = (day: string) => composedIn('it', 'second', parts({ day }))
  expect([again('2026-11-08').subject, again('2026-11-01').subject]).toEqual([
    'La nostra lettera in data 8 novembre 2026',
    'La nostra lettera in data 1º novembre 2026',
  ])
  expect(again('2026-11-11').body).toContain('Le abbiamo scritto l’11 novembre 2026 a nome')
})

test('the office’s own number of its municipality is said instead of the town’s', () => {
  const { body } = composedIn('it', 'first', parts({ people: 25_640 }))
  expect([body.includes('Il nostro Comune conta circa 26.000 abitanti.'), body.includes('Primerovo conta')]).toEqual([true, false])
})

test('whom it goes to, with and without a name, to a man, to a woman, to whoever it is', () => {
  const to = (language: 'it' | 'fr' | 'de' | 'en', more: Partial<LetterParts>) =>
    drafted('first', language, 'bg', parts(more), { draftedOn: '2026-11-27', signatory: '' }).recipient
  expect([
    to('it', {}),
    to('it', { addressed: 'she', mayor: 'Anna Prova' }),
    to('fr', {}),
    to('fr', { addressed: 'he', mayor: 'Jean Essai' }),
    to('de', { addressed: 'she', mayor: 'Erika Probe' }),
    to('en', { mayor: 'Jane Example' }),
  ]).toEqual([
    'Al Sindaco / Alla Sindaca del Comune di Esempio',
    'Alla Sindaca del Comune di Esempio\nAnna Prova',
    'À Madame la Maire ou Monsieur le Maire\nEsempio',
    'À Monsieur le Maire\nJean Essai\nEsempio',
    'An die Bürgermeisterin\nErika Probe\nEsempio',
    'Jane Example\nThe Mayor of Esempio',
  ])
})

test('what a country has and lacks is said: its language, one of several, none; how its mayors are called', () => {
  expect(['IT', 'CH', 'BE', 'JP', 'TW'].map(letterLanguageOf)).toEqual(['own', 'one-of', 'one-of', 'none', 'none'])
  expect([cautionFor('DE').includes('Oberbürgermeister'), cautionFor('IT'), cautionFor('JP')]).toEqual([true, '', ''])
  // Whoever is asked to look at something has a letter in that country's language.
  expect(Object.keys(recorded.cautions).filter((country) => letterLanguageOf(country) === 'none')).toEqual([])
})

test('a draft has the letter, what it says in our language, and whom it goes to', () => {
  const letter = drafted('first', 'zh', 'bg', parts({ town: place('Jingdezhen', 'CN', 450_000, null, ['景德镇']), mayor: '某某' }), {
    draftedOn: '2026-11-27',
    signatory: 'X',
  })
  expect([letter.subject, letter.ours.language, letter.ours.subject.startsWith('Предложение за сътрудничество между Примерово'), letter.recipient]).toEqual([
    '关于普里梅罗沃与景德镇开展友好交流的提议',
    'bg',
    true,
    '景德镇市市长\n某某',
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
  expect(broken((file) => delete (file.letters as Partial<typeof file.letters>).mk)).toThrow('mk')
  expect(broken((file) => (file.letters.it.second.body = ''))).toThrow('body')
  expect(broken((file) => (file.letters.fr.written = 'скоро'))).toThrow('written')
  expect(broken((file) => (file.countries.CH = []))).toThrow('CH')
})
