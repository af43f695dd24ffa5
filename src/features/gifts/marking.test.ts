// The map within the forms of a gift and of a symbolic act: pressed before anything is saved; and a thing of which a gift and an act tell stands once.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { symbolicActById } from '#features/events/symbolic-act.queries.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { createGift } from './gift.actions.ts'
import { giftById } from './gift.queries.ts'
import type { GiftValues } from './gift.ts'
import { standingThings } from './spots/spot.queries.ts'

let office: TestOffice
let partner = ''
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  await office.pool.query(
    `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names)
     values (990001, 'Примерово', 'BG', '', '', 'PPL', 42.5, 24.5, 20000, 'Europe/Sofia', '{Примерово}')`,
  )
  await office.pool.query(`insert into place_name (key, place_id, name) values ('primerovo', 990001, 'Примерово')`)
  partner = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Узорево' }, kind: 'municipality', country: 'MK' })).id
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'gift_partner', 'gift', 'symbolic_act_partner', 'symbolic_act'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const value = (html: string, name: string): string | undefined => new RegExp(`name="${name.replace('.', '\\.')}"[^>]* value="([^"]*)"`).exec(html)?.[1]
const counted = async (table: string): Promise<number> => Number((await office.pool.query(`select count(*) as n from ${table}`)).rows[0].n)
const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => giftById(tx, id))
const act = (id: string) => office.here.db.inOffice(office.officeId, (tx) => symbolicActById(tx, id))
const things = async () =>
  (await office.here.db.inOffice(office.officeId, (tx) => standingThings(tx, {}))).things.map(({ what, at, vague }) => [what.in['bg']!.text, at, vague])
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

const FORMS = [
  ['gift', addresses.gifts, { 'what.bg': 'Бряст', way: 'placed', note: 'до чешмата', 'place.text': 'Примерово', 'place.id': '990001' }],
  ['symbolic_act', addresses.symbolicActs, { 'title.bg': 'Бряст', kind: 'tree_planting', placeText: 'Примерово' }],
] as const

test.each(FORMS)(
  'of a new %s: shown at its town, pressed, moved, wider, cleared; nothing is saved and nothing typed is lost until it is sent',
  async (table, address, fields) => {
    const officer = office.as('officer')
    const send = async (more: Record<string, string>) => {
      const answer = await officer.post(address(), { ...fields, ...more })
      return { status: answer.status, html: await answer.text() }
    }
    const shown = await send({ pointing: 'show' })
    expect([shown.status, value(shown.html, 'mark'), value(shown.html, 'point'), shown.html.includes('Точката още не е посочена')]).toEqual([
      200,
      '42.5, 24.5',
      '',
      true,
    ])
    const at = { mark: '42.5, 24.5', km: '2' }
    const moved = await send({ ...at, move: 'n' })
    expect([value(moved.html, 'point'), value(moved.html, 'mark'), moved.html.includes('autofocus')]).toEqual(['42.501799, 24.5', '42.501799, 24.5', true])
    expect(moved.html).toContain('в центъра на Примерово · 42.501799, 24.5')
    // 79 pixels above the middle: half of the way to the edge.
    const pressed = await send({ ...at, 'press.x': '170', 'press.y': '91' })
    expect([
      value(pressed.html, 'point'),
      pressed.html.includes('value="Бряст"'),
      Object.hasOwn(fields, 'note') ? pressed.html.includes('до чешмата') : true,
    ]).toEqual(['42.508993, 24.5', true, true])
    const wider = await send({ ...at, zoom: 'out', point: '42.508993, 24.5' })
    expect([value(wider.html, 'point'), value(wider.html, 'km'), value(wider.html, 'mark')]).toEqual(['42.508993, 24.5', '4', '42.508993, 24.5'])
    const off = await send({ ...at, 'press.x': '3', 'press.y': '3' })
    expect([off.status, off.html.includes('Натиснахте извън картата'), value(off.html, 'point')]).toEqual([422, true, ''])
    const junk = await send({ pointing: 'show', point: 'до чешмата' })
    expect([junk.status, junk.html.includes('Тук няма координати'), value(junk.html, 'point')]).toEqual([422, true, 'до чешмата'])
    const cleared = await send({ ...at, point: '42.508993, 24.5', pointing: 'clear' })
    expect([value(cleared.html, 'point'), await counted(table)]).toEqual(['', 0])
    // A fault elsewhere keeps the map open with its point.
    const faulty = await send({ ...at, point: '42.508993, 24.5', 'date.year': '77777' })
    expect([faulty.status, value(faulty.html, 'point'), faulty.html.includes('type="image"')]).toEqual([422, '42.508993, 24.5', true])
    const saved = await officer.post(address(), { ...fields, ...at, point: '42.508993, 24.5' })
    expect(saved.status).toBe(303)
    const point = table === 'gift' ? (await read(idIn(saved)))?.row.point : { lat: (await act(idIn(saved)))?.act.lat, lon: (await act(idIn(saved)))?.act.lon }
    expect(point).toEqual({ lat: 42.508993, lon: 24.5 })
    const page = await (await officer.get(saved.headers.get('location')!)).text()
    expect([page.includes('class="local-map"'), page.includes('на 1 км северно от центъра на Примерово')]).toEqual([true, true])
  },
)

test('the page of a new act sends it to the acts, and shows the map at once for what is planted', async () => {
  const page = async (kind: string) => (await (await office.as('officer').get(addresses.symbolicActNew({ kind }))).text()).includes('type="image"')
  const html = await (await office.as('officer').get(addresses.symbolicActNew())).text()
  expect([html.includes(`method="post" action="${addresses.symbolicActs()}"`), await page('monument'), await page('award')]).toEqual([true, true, false])
})

test('a changed point of an act is told in its history and comes back by undo; states kept before had none', async () => {
  const at = { lat: 42.51, lon: 24.5 }
  const { id } = done(await createSymbolicAct(office.here, office.officer, { kind: 'monument', title: { bg: 'Плоча' }, date: null, partners: [], point: at }))
  const sent = { version: '1', kind: 'monument', 'title.bg': 'Плоча', point: '' }
  expect((await office.as('officer').post(addresses.symbolicAct({ id }), sent)).status).toBe(303)
  expect([(await act(id))?.act.lat, await things()]).toEqual([null, [['Плоча', null, true]]])
  const html = await (await office.as('officer').get(addresses.symbolicAct({ id }))).text()
  expect(html).toContain('42.51, 24.5')
  const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'symbolic_act.changed'`)
  expect((await undo(office.here, office.officer, rows[0]!.id))?.ok).toBe(true)
  expect(await things()).toEqual([['Плоча', at, false]])
})

// ---- the same thing ----------------------------------------------------------------------------------------------------

const TREE = { kind: 'tree_planting', title: { bg: 'Засаждане на бряст на приятелството' }, date: '2024-10-14', point: { lat: 42.51, lon: 24.5 } } as const
const planted = async () => done(await createSymbolicAct(office.here, office.officer, { ...TREE, partners: [partner] })).id
const gift = (values: Partial<GiftValues> = {}) =>
  createGift(office.here, office.officer, { way: 'placed', what: { bg: 'Бряст' }, date: '2024-10-14', partners: [partner], ...values })
const ELM = {
  'what.bg': 'Бряст',
  way: 'placed',
  'partners.0.text': 'Узорево',
  'date.day': '14',
  'date.month': '10',
  'date.year': '2024',
}

test('who enters a placed gift of which an act seems to tell is asked first; joined, both are one line and one point', async () => {
  const told = await planted()
  const officer = office.as('officer')
  const asked = await officer.post(addresses.gifts(), ELM)
  const html = await asked.text()
  expect([asked.status, html.includes('Същото вече е вписано като символичен жест?'), html.includes(`value="${told}"`), await counted('gift')]).toEqual([
    422,
    true,
    true,
    0,
  ])
  const joined = await officer.post(addresses.gifts(), { ...ELM, same: told })
  expect([joined.status, (await read(idIn(joined)))?.act?.id]).toEqual([303, told])
  // The gift has no point of its own: it stands where the act says, once.
  expect(await things()).toEqual([['Бряст', { lat: 42.51, lon: 24.5 }, false]])
  const shown = await (await officer.get(joined.headers.get('location')!)).text()
  expect(shown).toContain('42.51, 24.5')
})

test('it may be another thing; then both pages say that they may be the same, and one press joins them and is undone', async () => {
  const told = await planted()
  const officer = office.as('officer')
  const other = await officer.post(addresses.gifts(), { ...ELM, same: 'other', point: '42.6, 24.6' })
  const id = idIn(other)
  expect([other.status, (await read(id))?.act, (await things()).length]).toEqual([303, null, 2])
  for (const path of [addresses.gift({ id }), addresses.symbolicAct({ id: told })])
    expect([path, (await (await officer.get(path)).text()).includes('Едно и също е, свържи ги')]).toEqual([path, true])
  expect((await (await office.as('reader').get(addresses.gift({ id }))).text()).includes('свържи ги</button>')).toBe(false)
  const join = addresses.giftAct({ id })
  expect((await office.as('reader').post(join, { version: '1', act: told })).status).toBe(403)
  const { visit } = await office.openAnother('Община Чужда')
  expect((await visit.post(join, { version: '1', act: told })).status).toBe(404)
  expect(await officer.follow(await officer.post(join, { version: '1', act: told }))).toContain('Двете са свързани.')
  // One thing, one point: the gift’s own, on the act’s page too.
  expect(await things()).toEqual([['Бряст', { lat: 42.6, lon: 24.6 }, false]])
  expect(await (await officer.get(addresses.symbolicAct({ id: told }))).text()).toContain('42.6, 24.6')
  expect(await officer.follow(await officer.post(join, { version: '2', act: told }))).toContain('вече разказва жестът')
  const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'gift.told'`)
  expect((await undo(office.here, office.officer, rows[0]!.id))?.ok).toBe(true)
  expect((await things()).length).toBe(2)
})

test.each<[string, Partial<GiftValues>, boolean]>([
  ['on the same day, called otherwise', { what: { bg: 'Брястът в парка' } }, true],
  ['of the same year, called alike', { date: '2024', what: { bg: 'бряст на приятелството' } }, true],
  ['on another day, called alike', { date: '2023-10-14', what: { bg: 'Засаждане на бряст' } }, false],
  ['with nobody', { partners: [] }, false],
  ['received', { way: 'received' }, false],
])('a gift %s may be the same as an act: %s', async (_, values, expected) => {
  await planted()
  const { id } = done(await gift(values))
  expect((await (await office.as('officer').get(addresses.gift({ id }))).text()).includes('свържи ги')).toBe(expected)
})
