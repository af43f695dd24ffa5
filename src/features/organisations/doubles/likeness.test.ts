// Which two records may be one: precision first, told by table.
import { describe, expect, test } from 'vitest'
import {
  organisationKeys,
  organisationLikeness,
  organisationTraits,
  personKeys,
  personLikeness,
  personTraits,
  websiteHost,
  type OrganisationSaid,
  type PersonSaid,
} from './likeness.ts'

const DOJRAN = ['Star Dojran', 'Nov Dojran', 'Дојран', 'Дойран', 'Стар Дојран']
const JINGDEZHEN = ['Jingdezhen', '景德镇', 'Цзиндэчжэнь']
const TOWNS: Readonly<Record<number, readonly string[]>> = { 1: DOJRAN, 2: JINGDEZHEN }

const organisation = (names: string, more: Partial<OrganisationSaid> = {}): OrganisationSaid => ({
  names: names.split(' / '),
  country: 'MK',
  kind: 'municipality',
  placeId: null,
  website: null,
  ...more,
})
const told = (a: OrganisationSaid, b: OrganisationSaid): string => {
  const [one, other] = [a, b].map((said) => organisationTraits(said, said.placeId === null ? [] : (TOWNS[said.placeId] ?? [])))
  const [there, back] = [organisationLikeness(one!, other!), organisationLikeness(other!, one!)]
  expect(there).toEqual(back)
  return there === null ? 'no' : `${there.strength}: ${there.reasons.join(' ')}`
}

describe('organisations', () => {
  test.each<[string, OrganisationSaid, OrganisationSaid, string]>([
    ['letters of another script', organisation('Дойран'), organisation('Dojran'), 'strong: name'],
    ['Macedonian letters', organisation('Дойран'), organisation('Дојран'), 'strong: name'],
    ['the word for municipality', organisation('Община Дойран'), organisation('Doiran'), 'strong: name'],
    ['the name of its town', organisation('Дойран', { placeId: 1 }), organisation('Star Dojran'), 'likely: place_name'],
    ['another script, one town', organisation('Дойран', { placeId: 1 }), organisation('Dojran', { placeId: 1 }), 'strong: name place'],
    [
      'heard otherwise',
      organisation('Джиндъджън', { country: 'CN' }),
      organisation('Дзиндъджън', { country: 'CN' }),
      // Ж and З fall together in the key already.
      'strong: name',
    ],
    [
      'Chinese and Bulgarian, one town',
      organisation('Джиндъджън', { country: 'CN', placeId: 2 }),
      organisation('景德镇', { country: 'CN', placeId: 2 }),
      'likely: place',
    ],
    ['Chinese, known by its town', organisation('Джиндъджън', { country: 'CN', placeId: 2 }), organisation('景德镇', { country: 'CN' }), 'likely: place_name'],
    ['as heard and as spelled there', organisation('Джиндъджън', { country: 'CN' }), organisation('Jingdezhen', { country: 'CN' }), 'likely: sound'],
    ['Троян is not Трояново', organisation('Троян', { country: 'BG' }), organisation('Трояново', { country: 'BG' }), 'no'],
    ['Троян is not Трън', organisation('Троян', { country: 'BG' }), organisation('Трън', { country: 'BG' }), 'no'],
    ['two towns of one name', organisation('Бяла', { country: 'BG', placeId: 5 }), organisation('Бяла', { country: 'BG', placeId: 6 }), 'doubtful: name'],
    ['one name in two countries', organisation('Троян', { country: 'BG' }), organisation('Trojan', { country: 'PL' }), 'no'],
    [
      'municipality and region',
      organisation('Враца', { country: 'BG', placeId: 7 }),
      organisation('Враца', { country: 'BG', kind: 'region', placeId: 7 }),
      'no',
    ],
    ['one name in two countries, what it is not said', organisation('Троян', { country: 'BG' }), organisation('Trojan', { country: 'PL', kind: null }), 'no'],
    ['a town and its twinning committee', organisation('Дойран', { placeId: 1 }), organisation('Комитет Измислица', { placeId: 1, kind: 'other' }), 'no'],
    ['a committee and what its town is called', organisation('Star Dojran'), organisation('Комитет Измислица', { placeId: 1, kind: 'other' }), 'no'],
    ['municipality and school', organisation('Измислено'), organisation('Измислено', { kind: 'school' }), 'doubtful: name'],
    ['what it is was not said', organisation('Измислено'), organisation('Измислено', { kind: 'other' }), 'likely: name'],
    ['one town, another name', organisation('Измислено', { placeId: 9 }), organisation('Друго', { placeId: 9 }), 'likely: place'],
    ['two schools of one town', organisation('Първо', { kind: 'school', placeId: 9 }), organisation('Второ', { kind: 'school', placeId: 9 }), 'no'],
    ['a number and its double', organisation('Училище 1', { kind: 'school' }), organisation('Училище 11', { kind: 'school' }), 'no'],
    ['schools with numbers', organisation('Училище 11', { kind: 'school' }), organisation('Училище 12', { kind: 'school' }), 'no'],
    [
      'embassies in two capitals',
      organisation('Посолство на Измислия', { kind: 'embassy', placeId: 3 }),
      organisation('Посолство на Измислия', { kind: 'embassy', placeId: 4 }),
      'doubtful: name',
    ],
    [
      'one website',
      organisation('Измислени сладкиши', { kind: 'company', website: 'https://www.sladki.example/' }),
      organisation('ИС ООД', { kind: 'company', website: 'http://sladki.example/bg' }),
      'likely: website',
    ],
    [
      'everybody’s website',
      organisation('Едно', { kind: 'company', website: 'https://www.facebook.com/edno' }),
      organisation('Две', { kind: 'company', website: 'https://facebook.com/dve' }),
      'no',
    ],
    ['a slip of the pen', organisation('Измисловград'), organisation('Измисловграт'), 'doubtful: spelling'],
    ['two items of Wikidata', organisation('Дойран', { wikidataId: 'Q1' }), organisation('Дойран', { wikidataId: 'Q2' }), 'no'],
    ['one item of Wikidata', organisation('Едно', { wikidataId: 'Q1' }), organisation('Друго', { wikidataId: 'Q1' }), 'strong: wikidata'],
  ])('%s', (_, a, b, expected) => {
    expect(told(a, b)).toBe(expected)
  })

  test('a website speaks for its host, unless the host is everybody’s or the address none', () => {
    expect(['https://www.Example.org/a', 'http://example.org', 'https://bg.wikipedia.org/wiki/X', 'example', ''].map((one) => websiteHost(one))).toEqual([
      'example.org',
      'example.org',
      null,
      null,
      null,
    ])
  })
})

const person = (names: string, more: Partial<PersonSaid> = {}): PersonSaid => ({
  names: names.split(' / '),
  email: null,
  phone: null,
  organisationIds: [],
  ...more,
})
const alike = (a: PersonSaid, b: PersonSaid): string => {
  const [there, back] = [personLikeness(personTraits(a), personTraits(b)), personLikeness(personTraits(b), personTraits(a))]
  expect(there).toEqual(back)
  return there === null ? 'no' : `${there.strength}: ${there.reasons.join(' ')}`
}

describe('people', () => {
  const mail = 'proba@primer.test'
  test.each<[string, PersonSaid, PersonSaid, string]>([
    [
      'one name, one organisation',
      person('Измислен Човеков', { organisationIds: ['a'] }),
      person('Izmislen Chovekov', { organisationIds: ['a', 'b'] }),
      'strong: name organisation',
    ],
    [
      'two mayors of one name',
      person('Измислен Човеков', { organisationIds: ['a'] }),
      person('Измислен Човеков', { organisationIds: ['b'] }),
      'doubtful: name',
    ],
    ['one of them without a post', person('Измислен Човеков', { organisationIds: ['a'] }), person('Измислен Човеков'), 'likely: name'],
    ['one word is half a name', person('Измислена'), person('Измислена'), 'doubtful: name'],
    ['name and e-mail', person('Измислен Човеков', { email: mail }), person('Измислен Човеков', { email: 'PROBA@primer.test' }), 'strong: name email'],
    [
      'the box of the office goes on',
      person('Първи Кметов', { email: mail, organisationIds: ['a'] }),
      person('Втори Градев', { email: mail, organisationIds: ['a'] }),
      'no',
    ],
    ['one e-mail, one family name', person('И. Човеков', { email: mail }), person('Измислен Човеков', { email: mail }), 'likely: email'],
    [
      'the father’s name left out',
      person('Измислен Примеров Човеков', { organisationIds: ['a'] }),
      person('Измислен Човеков', { organisationIds: ['a'] }),
      'likely: wording organisation',
    ],
    [
      'the father’s name, elsewhere',
      person('Измислен Примеров Човеков', { organisationIds: ['a'] }),
      person('Измислен Човеков', { organisationIds: ['b'] }),
      'no',
    ],
    ['from either end', person('Уан Измислин', { organisationIds: ['a'] }), person('Izmislin Uan', { organisationIds: ['a'] }), 'likely: wording organisation'],
    [
      'a woman’s ending is another person',
      person('Измислен Човеков', { organisationIds: ['a'] }),
      person('Измислен Човекова', { organisationIds: ['a'] }),
      'no',
    ],
    [
      'one telephone, with the country’s code',
      person('Измислен Човеков', { phone: '+359 88 000 0001' }),
      person('Измислен Човеков', { phone: '088 000 0001' }),
      'strong: name phone',
    ],
    ['nothing in common', person('Измислен Човеков'), person('Друга Примерова'), 'no'],
  ])('%s', (_, a, b, expected) => {
    expect(alike(a, b)).toBe(expected)
  })

  test('those who may be one share a key; a name without letters has none', () => {
    expect(personKeys(person('Измислен Човеков', { email: 'A@b.test' }))).toEqual([
      'n:izmislencovekov',
      'm:covekov izmislen',
      'l:izmislen covekov',
      's:asmslnsvkv',
      'e:a@b.test',
    ])
    expect(organisationKeys(organisation('Дойран', { placeId: 1, website: 'https://d.example/' }), [2])).toEqual([
      'n:doiran',
      'p:1',
      'p:2',
      's:MK drn',
      'w:d.example',
    ])
    expect(organisationKeys(organisation('—'))).toEqual([])
  })
})
