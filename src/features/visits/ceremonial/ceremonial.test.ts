// Flags and anthems: which there must be, in which order, and an order of one's own.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { openVisit } from '../visit.actions.ts'
import { anthemsOf, flagsOf, inOrder, inUnion, type Meeting, ordered, symbolName } from './ceremonial.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const party = (organisationId: string, country: string, isTown = true) => ({
  organisationId,
  country,
  isTown,
  name: localText(organisationId, AT),
  nativeName: null,
})
const meeting = (partners: Meeting['partners'], more: Partial<Meeting> = {}): Meeting => ({ home: 'BG', weHost: true, day: '2026-12-10', partners, ...more })

describe('the European Union', () => {
  test.each([
    ['BG', '2006-12-31', false],
    ['BG', '2007-01-01', true],
    ['HR', '2013-06-30', false],
    ['HR', '2013-07-01', true],
    ['GB', '2020-01-31', true],
    ['GB', '2020-02-01', false],
    ['MK', '2026-12-10', false],
  ])('%s on %s: %s', (country, day, belongs) => expect(inUnion(country, day)).toBe(belongs))
})

describe('flags and anthems', () => {
  test.each([
    [
      'guests from France',
      meeting([party('Перн', 'FR')]),
      ['state:BG', 'state:FR', 'union:EU', 'town:home', 'town:Перн'],
      ['state:FR', 'state:BG', 'union:EU'],
    ],
    [
      'guests from two countries, by the alphabet as flags and as they are named as anthems',
      meeting([party('Перн', 'FR'), party('Дойран', 'MK')]),
      ['state:BG', 'state:MK', 'state:FR', 'union:EU', 'town:home', 'town:Перн', 'town:Дойран'],
      ['state:FR', 'state:MK', 'state:BG'],
    ],
    [
      'we are the guests',
      meeting([party('Дойран', 'MK')], { weHost: false }),
      ['state:MK', 'state:BG', 'union:EU', 'town:Дойран', 'town:home'],
      ['state:BG', 'state:MK'],
    ],
    [
      'before Bulgaria joined',
      meeting([party('Дойран', 'MK')], { day: '2006-05-01' }),
      ['state:BG', 'state:MK', 'town:home', 'town:Дойран'],
      ['state:MK', 'state:BG'],
    ],
    [
      'an embassy has no town’s flag',
      meeting([party('Посолство', 'IT', false)]),
      ['state:BG', 'state:IT', 'union:EU', 'town:home'],
      ['state:IT', 'state:BG', 'union:EU'],
    ],
    [
      'two of one country',
      meeting([party('Перн', 'FR'), party('Виньо', 'FR')]),
      ['state:BG', 'state:FR', 'union:EU', 'town:home', 'town:Перн', 'town:Виньо'],
      ['state:FR', 'state:BG', 'union:EU'],
    ],
    ['guests from home', meeting([party('Ловеч', 'BG')]), ['state:BG', 'union:EU', 'town:home', 'town:Ловеч'], ['state:BG', 'union:EU']],
    ['nobody yet', meeting([]), ['state:BG', 'union:EU', 'town:home'], ['state:BG', 'union:EU']],
  ] as const)('%s', (_, who, flags, anthems) => expect([flagsOf(who), anthemsOf(who)]).toEqual([flags, anthems]))

  test('an order of one’s own holds; what came since and what was left out stands apart; what is gone is gone', () => {
    expect(inOrder(['a', 'b', 'c'], [])).toEqual({ order: ['a', 'b', 'c'], left: [] })
    expect(inOrder(['a', 'b', 'c'], ['c', 'x', 'a'])).toEqual({ order: ['c', 'a'], left: ['b'] })
    expect(inOrder(['a'], ['x'])).toEqual({ order: ['a'], left: [] })
  })
  test('numbers order; empty leaves out; equal ones stay as they stood; junk is none', () => {
    const row = (key: string, flag: string, anthem = '') => ({ key, flag, anthem })
    expect(ordered([row('a', '3'), row('b', ''), row('c', '1'), row('d', '3')], 'flag')).toEqual(['c', 'a', 'd'])
    expect(ordered([row('a', 'x')], 'flag')).toBe(null)
    expect(ordered([row('a', '1')], 'anthem')).toEqual([])
  })
  test('each has a name', () =>
    expect(['state:FR', 'union:EU', 'town:home', 'town:Перн', 'town:x'].map((key) => symbolName(key, [party('Перн', 'FR')], 'Община Троян'))).toEqual([
      'Франция',
      'Европейски съюз',
      'Община Троян',
      'Перн',
      'град',
    ]))
})

describe('the order in the dossier', () => {
  let office: TestOffice
  let officer: Visit
  let town: string
  let id: string
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
    officer = office.as('officer')
    town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'FR' })).id
  })
  beforeEach(async () => {
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10/2027-03-12', partners: [town] })).id
    done(await openVisit(office.here, office.officer, id))
  })
  afterAll(() => office.close())
  const orders = async () => (await office.pool.query('select version, flag_order, anthem_order from visit where id = $1', [id])).rows[0]
  /** Flag and anthem of each as typed. */
  const order = (version: number, rows: readonly (readonly [string, string, string])[], who = officer) =>
    who.post(addresses.visitCeremonial({ id }), {
      version: String(version),
      ...Object.fromEntries(
        rows.flatMap(([key, flag, anthem], index) => [
          [`rows.${index}.key`, key],
          [`rows.${index}.flag`, flag],
          [`rows.${index}.anthem`, anthem],
        ]),
      ),
    })
  const list = (html: string): string[] =>
    [...html.matchAll(/<ol class="numbered">(.*?)<\/ol>/gs)].map(([, inner]) =>
      inner!
        .replace(/<\/li>/g, '|')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' '),
    )

  test('is the usual one until another is said; undone, it is the usual one again', async () => {
    const usual = list(await (await officer.get(addresses.visitPreparation({ id }))).text())
    expect(usual[0]).toMatch(/България.*Франция.*Европейски съюз.*Примерово/)
    const saved = await officer.follow(
      await order(1, [
        ['state:BG', '2', '2'],
        ['state:FR', '1', '1'],
        ['union:EU', '', ''],
        ['state:US', '1', '1'],
      ]),
    )
    expect(await orders()).toMatchObject({ flag_order: ['state:FR', 'state:BG'], anthem_order: ['state:FR', 'state:BG'] })
    expect(list(saved)[0]).toMatch(/Франция.*България/)
    await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(saved)![1]!)
    expect(await orders()).toMatchObject({ flag_order: [], anthem_order: [] })
  })

  test('a junk number is refused and kept, an old page is told, a reader and another office change nothing', async () => {
    const refused = await order(1, [['state:BG', 'първо', '1']])
    expect([refused.status, (await refused.text()).includes('value="първо"')]).toEqual([422, true])
    await order(1, [
      ['state:FR', '1', '1'],
      ['state:BG', '2', '2'],
    ])
    expect(await officer.follow(await order(1, [['state:BG', '1', '1']]))).toContain('Докато пишехте')
    expect((await order(2, [['state:BG', '1', '1']], office.as('reader'))).status).toBe(403)
    const other = await office.openAnother('Община Узорево')
    expect((await order(2, [['state:BG', '1', '1']], other.visit)).status).toBe(404)
    expect((await orders()).flag_order).toEqual(['state:FR', 'state:BG'])
  })
})
