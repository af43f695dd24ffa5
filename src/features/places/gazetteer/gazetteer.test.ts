// Towns are read from a list of our own making and found by any spelling; countries by name, adjective and demonym.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countriesIn, countryByName, englishCountry } from './countries.ts'
import { type Gazetteer, GazetteerMissing, openGazetteer } from './gazetteer.ts'
import { readPlace, readPlaces } from './geonames.ts'
import { makeIndex } from './index-file.ts'

const row = (id: number, name: string, alternates: string, code: string, country: string, population: number): string =>
  [id, name, name, alternates, '42.5', '24.5', 'P', code, country, '', '01', '', '', '', population, '', '350', 'Europe/Sofia', '2020-01-01'].join('\t')

const list = [
  row(1, 'Primerovo', 'Primerovo,Примерово,PRM', 'PPLA2', 'BG', 12_000),
  row(2, 'Primerovo', 'Примерово', 'PPL', 'MK', 600),
  row(3, 'Obrazec-sur-Rivière', 'Obrazec,Образец-сюр-Ривьер', 'PPL', 'FR', 9_000),
  'a broken row',
  row(4, 'Liangyang', 'Лянъян,良样', 'PPLA3', 'CN', 300_000),
].join('\n')

let folder: string
let gazetteer: Gazetteer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gazetteer-'))
  writeFileSync(join(folder, 'list.txt'), list)
  await makeIndex(join(folder, 'index'), join(folder, 'list.txt'))
  gazetteer = openGazetteer(join(folder, 'index'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the list', () => {
  test('a row becomes a place', () => {
    expect(readPlace(list.split('\n')[0] ?? '')).toEqual({
      geonameId: 1,
      name: 'Primerovo',
      asciiName: 'Primerovo',
      alternateNames: ['Primerovo', 'Примерово', 'PRM'],
      latitude: 42.5,
      longitude: 24.5,
      featureCode: 'PPLA2',
      country: 'BG',
      admin1: '01',
      admin2: '',
      population: 12_000,
      elevation: 350,
      timeZone: 'Europe/Sofia',
    })
  })
  test('broken rows are passed over', async () => {
    const ids: number[] = []
    for await (const place of readPlaces(join(folder, 'list.txt'))) ids.push(place.geonameId)
    expect(ids).toEqual([1, 2, 3, 4])
  })
})

describe('finding towns', () => {
  test.each(['Примерово', 'Primerovo', 'ПРИМЕРОВО', 'Primérovo'])('%s finds both, the larger first', (name) => {
    expect(gazetteer.find(name).map(({ id }) => id)).toEqual([1, 2])
  })
  test('by Chinese characters', () => expect(gazetteer.find('良样').map(({ id }) => id)).toEqual([4]))
  test('codes and unknown names find nothing', () => {
    expect(gazetteer.find('PRM')).toEqual([])
    expect(gazetteer.find('Непримерово')).toEqual([])
    expect(gazetteer.find('')).toEqual([])
  })
  test('a name written by ear is found in its country only', () => {
    expect(gazetteer.findLike('Образец сюр Ривиер', 'FR').map(({ place }) => place.id)).toEqual([3])
    expect(gazetteer.findLike('Образец сюр Ривиер', 'BE')).toEqual([])
  })
  test('by number', () => {
    expect(gazetteer.byId(3)?.name).toBe('Obrazec-sur-Rivière')
    expect(gazetteer.byId(99)).toBeUndefined()
  })
  test('no index is said plainly', () => expect(() => openGazetteer(join(folder, 'nowhere'))).toThrow(GazetteerMissing))
})

describe('countries', () => {
  const found = (text: string, language: Parameters<typeof countriesIn>[1]) =>
    countriesIn(text.toLowerCase(), language, (start, end) => text.slice(start, end)).map(({ country, form }) => `${country} ${form}`)
  test('Bulgarian names, adjectives and people', () => {
    expect(found('гости от Черна гора и италиански общини, а унгарците закъсняха', 'bg')).toEqual(['ME name', 'IT adjective', 'HU adjective'])
    expect(found('немирните китаристи взеха мали китари', 'bg')).toEqual([])
  })
  test('Serbian cases', () => expect(found('Ambasadorka Bugarske u Crnoj Gori je sad ovde', 'sr')).toEqual(['BG name', 'ME name']))
  test('names in English', () => expect([englishCountry('MK'), englishCountry('TR'), englishCountry('XK')]).toEqual(['North Macedonia', 'Turkey', 'Kosovo']))
  test('by any of its names', () => {
    expect(countryByName('Bulgaria')).toBe('BG')
    expect(countryByName('България')).toBe('BG')
    expect(countryByName('Троян')).toBeUndefined()
  })
})
