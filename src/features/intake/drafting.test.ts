// Drafts out of a reading: names in the office's languages, references, order. The readings are made by hand.
import { describe, expect, test } from 'vitest'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { draftsFrom, inOrder, organisationFrom } from './drafting.ts'
import { HOME, type PartnerDraft, type Reading } from './reading/reading.ts'

const town = (id: number, name: string, country: string, names: readonly string[]): GazetteerPlace => ({
  id,
  name,
  country,
  featureCode: 'PPL',
  admin1: '',
  admin2: '',
  population: 1000,
  latitude: 0,
  longitude: 0,
  names: [name, ...names],
})
const TOWNS = new Map([
  [1, town(1, 'Pernes-les-Fontaines', 'FR', ['Перн ле Фонтен', 'Pernes'])],
  [2, town(2, 'Star Dojran', 'MK', ['Дойран', 'Dojran', 'Stari Dojran'])],
  [3, town(3, 'Jingdezhen', 'CN', ['景德镇', 'Джиндъджън'])],
  [4, town(4, 'Образец', 'BG', ['Obrazec'])],
])
const placeOf = (id: number) => TOWNS.get(id)
const partner = (more: Partial<PartnerDraft>): PartnerDraft => ({
  key: 'p',
  name: 'X',
  nameInText: 'Х',
  aliases: [],
  country: 'FR',
  kind: 'municipality',
  confidence: 1,
  evidence: [[0, 1]],
  ...more,
})

describe('names', () => {
  test.each([
    [
      'a French town',
      { name: 'Pernes-les-Fontaines', nameInText: 'Перн ле Фонтен', placeId: 1 },
      'bg',
      { bg: 'Перн ле Фонтен', en: 'Pernes-les-Fontaines' },
      'Pernes-les-Fontaines',
    ],
    [
      'a town the text calls by its shorter name',
      { name: 'Star Dojran', nameInText: 'община Дойран', country: 'MK', placeId: 2 },
      'bg',
      { bg: 'Дойран', en: 'Dojran' },
      null,
    ],
    ['a Chinese town', { name: 'Jingdezhen', nameInText: 'Джиндъджън', country: 'CN', placeId: 3 }, 'bg', { bg: 'Джиндъджън', en: 'Jingdezhen' }, '景德镇'],
    [
      'a town in a French text',
      { name: 'Pernes-les-Fontaines', nameInText: 'Pernes', placeId: 1 },
      'fr',
      { bg: 'Перн ле Фонтен', en: 'Pernes-les-Fontaines' },
      'Pernes-les-Fontaines',
    ],
    [
      'an adjective is no name',
      { name: 'Jingdezhen', nameInText: 'китайския', country: 'CN', placeId: 3 },
      'bg',
      { bg: 'Джиндъджън', en: 'Jingdezhen' },
      '景德镇',
    ],
    ['a country', { kind: 'country', country: 'IT', name: 'Italy', nameInText: 'италиански общини' }, 'bg', { bg: 'Италия', en: 'Italy' }, null],
    [
      'an embassy',
      { kind: 'embassy', country: 'BG', name: 'Embassy of Bulgaria in France', nameInText: 'посланика' },
      'bg',
      { bg: 'Посолство на България във Франция', en: 'Embassy of Bulgaria in France' },
      null,
    ],
    ['a company', { kind: 'company', country: 'ME', name: 'Obrazec', nameInText: '„Образец“' }, 'bg', { bg: 'Образец', en: 'Obrazec' }, null],
    [
      'a company in Latin letters',
      { kind: 'company', country: 'ME', name: 'Obrazec d.o.o.', nameInText: 'Obrazec d.o.o.' },
      'bg',
      { en: 'Obrazec d.o.o.' },
      null,
    ],
  ] as const)('%s', (_, given, language, name, native) => {
    const made = organisationFrom(partner(given as Partial<PartnerDraft>), language, placeOf)
    expect([made.name, made.nativeName]).toEqual([name, native])
  })
})

const BODY = 'Кметът на Образец обеща проба. Гостите от Перн обещаха образец. Двамата се разбраха за друго. Културата и спортът.\nОтделен ред за бизнес.'
const at = (words: string): [number, number] => [BODY.indexOf(words), BODY.indexOf(words) + words.length]
const nothing = { text: null, iso: null, span: null }
const reading: Reading = {
  language: 'bg',
  home: { name: 'Obrazec', country: 'BG', place: TOWNS.get(4)! },
  published: '2024-10-24',
  readTo: BODY.length,
  partners: [
    partner({ key: 'pernes', name: 'Pernes-les-Fontaines', nameInText: 'Перн', placeId: 1, evidence: [at('Перн')] }),
    partner({ key: 'known', kind: 'company', nameInText: 'Проба', knownId: '01900000-0000-7000-8000-000000000001', evidence: [at('друго')] }),
  ],
  people: [
    { key: 'me', name: 'Образец Пробев', role: 'Кметът на Образец', roleClass: 'mayor', of: HOME, evidence: [at('Кметът на Образец')] },
    { key: 'guest', name: 'Проба', role: 'началник  на отдел', roleClass: 'official', of: 'pernes', evidence: [at('Гостите')] },
  ],
  events: [
    {
      kind: 'visit',
      direction: 'incoming',
      when: { text: null, iso: '2024-10', span: null },
      place: 'Образец',
      with: ['pernes'],
      planned: false,
      evidence: [at('Гостите от Перн обещаха образец.')],
    },
  ],
  relations: [
    { with: 'pernes', status: 'long_standing', since: null, years: 20, breakYears: null, evidence: [at('Двамата')] },
    { with: 'known', status: 'long_standing', since: null, years: 20, breakYears: null, evidence: [at('Двамата')] },
    { with: 'pernes', status: 'renewed', since: null, years: null, breakYears: 5, evidence: [at('Гостите от Перн')] },
    { with: 'pernes', status: 'agreement', since: null, years: null, breakYears: null, evidence: [at('разбраха')] },
  ],
  fields: [
    { field: 'culture', evidence: [at('Културата')] },
    { field: 'business', evidence: [at('бизнес')] },
  ],
  commitments: [
    { text: 'Кметът на Образец обеща проба', topic: 'other', state: 'agreed', with: ['pernes'], due: nothing, evidence: [at('Кметът на Образец обеща проба')] },
    {
      text: 'Гостите от Перн обещаха образец',
      topic: 'other',
      state: 'agreed',
      with: ['pernes'],
      due: { text: 'догодина', iso: '2025', span: null },
      evidence: [at('Гостите от Перн обещаха образец')],
    },
    { text: 'Двамата се разбраха за друго', topic: 'other', state: 'planned', with: ['pernes'], due: nothing, evidence: [at('Двамата се разбраха за друго')] },
  ],
  acts: [],
}

describe('drafts of a reading', () => {
  const drafts = draftsFrom(reading, BODY, placeOf)
  const of = (kind: string) => drafts.filter((draft) => draft.kind === kind)

  test('stand by their place in the text, and after what they lean on', () => {
    expect(drafts.map(({ kind }) => kind)).toEqual([
      'person',
      'organisation',
      'commitment',
      'person',
      'event',
      'relation',
      'commitment',
      'organisation',
      'relation',
      'commitment',
      'relation',
      'fields',
    ])
    expect(new Set(drafts.map(({ key }) => key)).size).toBe(drafts.length)
    expect(
      inOrder([...drafts].reverse())
        .map(({ key }) => key)
        .sort(),
    ).toEqual(drafts.map(({ key }) => key).sort())
  })

  test('people belong to their bodies; a plain post needs no wording', () => {
    const [, pernes] = drafts
    expect(of('person').map(({ data }) => data)).toEqual([
      { name: 'Образец Пробев', role: '', roleClass: 'mayor', of: 'home' },
      { name: 'Проба', role: 'началник на отдел', roleClass: 'official', of: pernes!.key },
    ])
  })

  test('whoever the sentence begins with owes the promise', () => {
    expect(of('commitment').map(({ data }) => ('owedBy' in data ? [data.owedBy, data.due] : null))).toEqual([
      ['us', null],
      ['them', '2025'],
      ['both', null],
    ])
  })

  test('one statement in the same words about two is one draft; years are counted from the day; an agreement without a day has none', () => {
    const key = (name: string) => drafts.find((draft) => draft.key === `organisation:${name}`)!.key
    expect(of('relation').map(({ data }) => ('status' in data ? [data.status, data.partners, data.date, data.breakYears] : null))).toEqual([
      ['renewed', [key('pernes')], '2024-10', 5],
      ['long_standing', [key('pernes'), key('known')], '2004~', null],
      ['agreement', [key('pernes')], null, null],
    ])
  })

  test('an event has its people, its place and its days; fields are those of the partner’s own lines', () => {
    expect(of('event')[0]!.data).toMatchObject({ date: '2024-10', place: 'Образец', placeId: 4, participants: ['person:guest'] })
    expect(of('fields').map(({ data }) => data)).toEqual([{ fields: ['culture'], partners: ['organisation:pernes'] }])
  })

  test('what the register knows is matched at once', () => {
    expect(drafts.find(({ key }) => key === 'organisation:known')!.match).toEqual({ id: '01900000-0000-7000-8000-000000000001', sure: true })
    expect(drafts.find(({ key }) => key === 'organisation:pernes')!.match).toBeNull()
  })
})

test('what is signed that day is dated by it, a place is called as the partner is, and the year keeps its full stop', () => {
  const body = 'На 18 май 2025 г. в Джиндъджън двата града подписаха договор. Предстои изложба през май 2026 г.'
  const place = (words: string): [number, number] => [body.indexOf(words), body.indexOf(words) + words.length]
  const said = place('На 18 май 2025 г. в Джиндъджън двата града подписаха договор.')
  const told = { with: 'china', years: null, breakYears: null, evidence: [said] }
  const drafts = draftsFrom(
    {
      ...reading,
      partners: [partner({ key: 'china', name: 'Jingdezhen', nameInText: 'Джиндъджън', country: 'CN', placeId: 3, evidence: [place('Джиндъджън')] })],
      people: [],
      fields: [],
      events: [
        {
          kind: 'signing',
          direction: 'outgoing',
          when: { text: null, iso: '2025-05-18', span: null },
          place: 'Jingdezhen',
          with: ['china'],
          planned: false,
          evidence: [said],
        },
      ],
      relations: [
        { ...told, status: 'twinned', since: null },
        { ...told, status: 'agreement', since: '2026' },
        { ...told, status: 'agreement', since: '2025-05-17' },
      ],
      commitments: [
        {
          text: 'Предстои изложба през май 2026 г',
          topic: 'event',
          state: 'planned',
          with: ['china'],
          due: nothing,
          evidence: [place('Предстои изложба през май 2026 г')],
        },
      ],
    },
    body,
    placeOf,
  )
  expect(drafts.flatMap(({ data }) => ('place' in data ? [data.place] : 'status' in data ? [data.date] : 'topic' in data ? [data.text] : []))).toEqual([
    'Джиндъджън',
    '2025-05-18',
    '2025-05-18',
    '2025-05-17',
    'Предстои изложба през май 2026 г.',
  ])
})

test('whoever was named in full before is known by the family name', () => {
  const body =
    'Проба Пробев, кмет на Образец, и Примера Друга. Кметът Пробев обеща път. Госпожа Друга покани хора. Кметът на Образец обеща мост. Заместник-кметът на Перн обеща сцена.'
  const place = (words: string): [number, number] => [body.indexOf(words), body.indexOf(words) + words.length]
  const promise = (text: string) => ({ text, topic: 'other' as const, state: 'agreed' as const, with: ['pernes'], due: nothing, evidence: [place(text)] })
  const person = { role: '', roleClass: 'mayor' as const }
  const drafts = draftsFrom(
    {
      ...reading,
      partners: [partner({ key: 'pernes', name: 'Pernes-les-Fontaines', nameInText: 'Перн', placeId: 1, evidence: [place('Перн')] })],
      people: [
        { ...person, key: 'ours', name: 'Проба Пробев', of: HOME, evidence: [place('Проба Пробев')] },
        { ...person, key: 'theirs', name: 'Примера Друга', of: 'pernes', evidence: [place('Примера Друга')] },
      ],
      events: [],
      relations: [],
      fields: [],
      commitments: [
        promise('Кметът Пробев обеща път'),
        promise('Госпожа Друга покани хора'),
        promise('Кметът на Образец обеща мост'),
        promise('Заместник-кметът на Перн обеща сцена'),
      ],
    },
    body,
    placeOf,
  )
  expect(drafts.flatMap(({ data }) => ('owedBy' in data ? [data.owedBy] : []))).toEqual(['us', 'them', 'us', 'them'])
})
