// Whose people somebody is, where nothing beside the post says it: who leads a delegation, and whom the register knows. All made up.
import { afterAll, describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'
import { HOME, type KnownNames } from './reading.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const { gazetteer, close } = await openTowns([
  townLine(1, 'Primerovo', 'Примерово', 'BG', 60_000, { code: 'PPLA' }),
  townLine(2, 'Uzorevo', 'Узорево', 'MK', 60_000, { code: 'PPLA' }),
])
afterAll(close)

const people = (text: string, register?: KnownNames): string[] =>
  readText(text, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer, ...(register ? { register } : {}) }).people.map(
    ({ name, of }) => `${name} ${of === HOME ? 'ours' : of === null ? 'nobody’s' : 'theirs'}`,
  )

describe('who leads a delegation is of the town it is of', () => {
  const visit = 'Делегация от град Узорево, Северна Македония, посети Примерово.'
  test.each([
    ['led by', `${visit} Делегацията се водеше от кмета Горан Примерски.`, ['Горан Примерски theirs']],
    ['at its head', `${visit} Начело на делегацията бе кметът Горан Примерски.`, ['Горан Примерски theirs']],
    ['who led it', `${visit} Гостите видяха музея. Делегацията водеше кметът Горан Примерски.`, ['Горан Примерски theirs']],
    ['leads, behind the name', `${visit} Кметът Горан Примерски водеше делегацията.`, ['Горан Примерски theirs']],
    ['home named in between', 'Делегация от град Узорево посети Примерово, водена от кмета Горан Примерски.', ['Горан Примерски theirs']],
    [
      'and another',
      `${visit} В състава на делегацията бяха кметът Горан Примерски и секретарят Вера Измислева.`,
      ['Горан Примерски theirs', 'Вера Измислева theirs'],
    ],
    ['ours that travels', 'Наша делегация посети град Узорево. Начело на делегацията бе кметът Иван Измислен.', ['Иван Измислен ours']],
    ['of our own town', 'Делегация на Примерово посети град Узорево. Делегацията се водеше от кмета Иван Измислен.', ['Иван Измислен ours']],
    ['the hosts’', 'Гостите от град Узорево бяха посрещнати от делегация, водена от кмета Иван Измислен.', ['Иван Измислен ours']],
  ])('%s', (_, text, expected) => expect(people(text)).toEqual(expected))
})

test.each([
  ['en', 'A delegation from the town of Uzorevo visited Primerovo. The delegation was led by Mayor Goran Primerski.'],
  ['it', 'Una delegazione della città di Uzorevo ha visitato Primerovo. La delegazione era guidata dal sindaco Goran Primerski.'],
  ['fr', 'Une délégation de la ville de Uzorevo a visité Primerovo. La délégation était conduite par le maire Goran Primerski.'],
  ['de', 'Eine Delegation aus der Stadt Uzorevo besuchte Primerovo. Die Delegation wurde von Bürgermeister Goran Primerski geleitet.'],
  ['mk', 'Делегација од градот Узорево ја посети општина Примерово. Делегацијата беше предводена од градоначалникот Горан Примерски.'],
  ['sr', 'Delegacija iz grada Uzorevo posetila je juče Primerovo. Delegaciju je predvodio gradonačelnik Goran Primerski.'],
])('in %s', (_, text) => expect(people(text).map((one) => one.split(' ').at(-1))).toEqual(['theirs']))

test('a town has one mayor', () => {
  expect(people('Кметът на град Узорево Горан Примерски и кметът Иван Измислен подписаха договор.')).toEqual(['Горан Примерски theirs', 'Иван Измислен ours'])
})

describe('whom the register knows', () => {
  const register = (of: string[]): KnownNames => ({
    organisations: [{ id: 'org-1', names: ['Узорево'], country: 'MK', kind: 'municipality', placeId: 2 }],
    people: [{ id: 'p-1', names: ['Ана Измислена'], of }],
  })
  const text = 'В град Узорево кметът Ана Измислена подписа договор с гостите.'
  test('keeps the town the register has', () => {
    expect(people(text)).toEqual(['Ана Измислена theirs'])
    expect(people(text, register([HOME]))).toEqual(['Ана Измислена ours'])
    expect(people('Кметът Ана Измислена дойде. Сътрудничим с град Узорево.', register(['org-1']))).toEqual(['Ана Измислена theirs'])
  })
  test('unless the text says another beside the post', () => {
    expect(people('Кметът на град Узорево Ана Измислена беше тук.', register([HOME]))).toEqual(['Ана Измислена theirs'])
  })
  test('of several, the one the text means', () => {
    expect(people(text, register([HOME, 'org-1']))).toEqual(['Ана Измислена theirs'])
  })
})
