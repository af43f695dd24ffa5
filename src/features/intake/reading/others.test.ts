// What is another town's, was called off or turned down, or is promised by a title only: none of it becomes a draft. Made-up towns.
import { afterAll, describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'
import type { Reading } from './reading.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Primerovo', 'Примерово', 'BG', 12_000),
  townLine(2, 'Sasedovo', 'Съседово', 'BG', 40_000),
  townLine(3, 'Mustingen', 'Мустинген', 'DE', 60_000),
  townLine(4, 'Probeville', 'Пробевил', 'FR', 60_000),
  townLine(5, 'Uzorevo', 'Узорево', 'MK', 60_000),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string): Reading => readText(text, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer })
const GUESTS = 'Гости от град Мустинген, Германия, пристигнаха в Примерово на 3 юни.'
const partners = (text: string): string[] => read(text).partners.map(({ name }) => name)
const relations = (text: string): string[] => {
  const reading = read(text)
  return reading.relations.map((one) => `${reading.partners.find(({ key }) => key === one.with)?.name} ${one.status}`)
}
const kinds = (text: string): string[] => read(text).events.map(({ kind }) => kind)

describe('what other towns have with each other', () => {
  test.each([
    'Община Съседово подписа споразумение с Узорево, Северна Македония.',
    'Кметът на община Съседово подписа миналата година протокол с град Узорево.',
    'Съседово има побратимен град Узорево.',
    'Мустинген е побратимен с Пробевил и Узорево.',
  ])('%s', (sentence) => {
    expect(partners(`${GUESTS} ${sentence}`)).toEqual(['Mustingen'])
    expect(relations(`${GUESTS} ${sentence}`)).toEqual([])
    expect(kinds(`${GUESTS} ${sentence}`)).toEqual(['visit'])
  })
  test('a guest who says „we in X“ speaks of his own town', () => {
    expect(relations(`${GUESTS} „Ние в Мустинген сме побратимени с Пробевил“, каза гостът.`)).toEqual([])
    expect(relations(`${GUESTS} „Ние сме побратимени с Мустинген“, каза кметът.`)).toEqual(['Mustingen twinned'])
  })
  test.each([
    'Примерово е побратимено с Мустинген.',
    'Мустинген е побратимен с Примерово и Съседово.',
    'По примера на Съседово и ние се побратимихме с Мустинген.',
    'В Съседово двата града се побратимиха.',
  ])('ours: %s', (sentence) => expect(relations(`${GUESTS} ${sentence}`)).toEqual(['Mustingen twinned']))
})

describe('what was called off, ended or turned down', () => {
  test.each(['беше отменено', 'се отлага', 'няма да се състои'])('a visit that %s', (verb) => {
    const reading = read(`Посещението на делегацията от град Мустинген, Германия, планирано за 15 юни, ${verb}.`)
    expect(reading.events).toEqual([])
    expect(reading.commitments).toEqual([])
  })
  test('a visit stands though something else was called off', () => {
    expect(kinds(`${GUESTS} Гостите разгледаха музея, а концертът беше отменен.`)).toEqual(['visit'])
  })
  test.each([
    'Общинският съвет реши да прекрати побратимяването с Мустинген.',
    'Побратимяването с Мустинген беше прекратено. Двата града са побратимени от 1972 г.',
    'Съветниците отхвърлиха предложението за побратимяване с Мустинген. Побратимяването беше предложено през май.',
  ])('%s', (text) => expect(relations(`${GUESTS} ${text}`)).toEqual([]))
  test('what nobody ended goes on', () => {
    expect(relations(`${GUESTS} Побратимяването с Мустинген не е прекратявано.`)).not.toEqual(['Mustingen twinning_decided'])
    expect(relations(`${GUESTS} Примерово е побратимено с Мустинген, никой не го е прекратявал.`)).toEqual(['Mustingen twinned'])
  })
  test('nothing signed', () => {
    const reading = readText('A delegation from the town of Mustingen, Germany, visited Primerovo on 3 June. Nothing has been signed with Mustingen.', {
      home: { name: 'Primerovo', country: 'BG' },
      published: '2026-06-10',
      gazetteer,
    })
    expect(reading.events.map(({ kind }) => kind)).toEqual(['visit'])
    expect(reading.relations).toEqual([])
  })
})

describe('the text decides over its title', () => {
  test('an idea is a proposal', () => {
    expect(relations('Официално побратимяване с Мустинген!\n\nПримерово обмисля побратимяване с германския град Мустинген.')).toEqual([
      'Mustingen twinning_proposed',
    ])
    expect(
      relations('Официално побратимяване с Мустинген!\n\nКметът посети германския град Мустинген. Идеята ще бъде предложена на съвета в Мустинген.'),
    ).toEqual(['Mustingen twinning_proposed'])
  })
  test('a paper still to be signed is no agreement', () => {
    const title = `Примерово подписа протокол с Мустинген\n\n${GUESTS} Те разгледаха музея. Гостите засадиха дърво.`
    expect(relations(`${title} Протоколът за сътрудничество с Мустинген предстои да бъде подписан през октомври.`)).toEqual([])
    expect(relations(`${title} Протоколът за сътрудничество с Мустинген беше подписан вчера.`)).toEqual(['Mustingen agreement'])
  })
})
