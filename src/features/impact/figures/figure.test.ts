// Numbers written down by hand: entered, refused with what to do, changed under two hands, taken away and put back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'

let office: TestOffice
let officer: Visit
let partnership: string
let visit: string
let elsewhere: string

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  const towns = ['Примерово', 'Узорево']
  const [one, two] = await Promise.all(
    towns.map(async (name) => done(await createOrganisation(here, by, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id),
  )
  partnership = done(await createPartnership(here, by, { organisationId: one!, type: 'twinning' })).id
  const event = { kind: 'visit', direction: 'incoming', date: '2025-05-01' } as const
  visit = done(await createEvent(here, by, { ...event, partners: [one!] })).id
  elsewhere = done(await createEvent(here, by, { ...event, partners: [two!] })).id
})
afterAll(() => office.close())

const form = (more: FormFields = {}): FormFields => ({
  measure: 'youth',
  year: '2025',
  amount: '24',
  currency: 'EUR',
  event: '',
  'asOf.day': '31',
  'asOf.month': '12',
  'asOf.year': '2025',
  source: 'Отчет на читалището',
  sourceUrl: '',
  note: '',
  ...more,
})
const rows = async () =>
  (
    await office.pool.query(
      'select id, version, year, measure, amount::int, currency, event_id, source, published_at is not null as open from impact_figure where deleted_at is null order by id',
    )
  ).rows
const write = (more: FormFields = {}) => officer.post(addresses.impactFigureNew({ id: partnership }), form(more))

test('a number is written down with its source and undone with one press', async () => {
  const answer = await write({ published: 'on', event: visit })
  expect(answer.status).toBe(303)
  const page = await officer.follow(answer)
  expect(page).toContain('Числото е вписано.')
  const [row] = await rows()
  expect(row).toEqual({
    id: row.id,
    version: 1,
    year: 2025,
    measure: 'youth',
    amount: 24,
    currency: null,
    event_id: visit,
    source: 'Отчет на читалището',
    open: true,
  })
  const undo = /action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!
  expect((await officer.post(undo)).status).toBe(303)
  expect(await rows()).toEqual([])
})

test('money is kept in hundredths of its currency', async () => {
  await write({ measure: 'money_in', amount: '1 250,50', currency: 'MKD' })
  expect((await rows()).map(({ amount, currency }) => ({ amount, currency }))).toEqual([{ amount: 125_050, currency: 'MKD' }])
  await office.pool.query('update impact_figure set deleted_at = now()')
})

test.each([
  ['half a person', { amount: '2,5' }, 'Напишете цяло число, например 24.'],
  ['fewer than none', { amount: '-3' }, 'Напишете цяло число, например 24.'],
  ['no number', { amount: 'много' }, 'Напишете цяло число, например 24.'],
  ['a year to come', { year: '2027' }, 'Тази година още не е дошла.'],
  ['a year of three figures', { year: '202' }, 'Напишете годината с четири цифри'],
  ['a day to come', { 'asOf.year': '2026', 'asOf.month': '12' }, 'Този ден още не е дошъл.'],
  ['no source', { source: '' }, 'Източник'],
  ['an address that is none', { sourceUrl: 'javascript:alert(1)' }, 'Адрес на източника'],
  ['a measure that records tell', { measure: 'events' }, 'Какво е'],
])('refuses %s, keeps what was typed, and says what to do', async (_, more, words) => {
  const answer = await write({ note: 'не ме губете', ...more })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('не ме губете')
  expect(page.slice(page.indexOf('ds-error-summary'))).toContain(words)
  expect(await rows()).toEqual([])
})

test('refuses an event that was not with this partner', async () => {
  const answer = await write({ event: elsewhere })
  expect([answer.status, (await answer.text()).includes('Това събитие не е с този партньор')]).toEqual([422, true])
})

test('refuses an event of another year', async () => {
  const answer = await write({ event: visit, year: '2024' })
  expect([answer.status, (await answer.text()).includes('Това събитие е от 2025 г.')]).toEqual([422, true])
})

test('the form says what the records tell already', async () => {
  const page = await (await officer.get(addresses.impactFigureNew({ id: partnership }, { year: 2025, measure: 'people_in' }))).text()
  expect(page).toContain('От записите за тази година вече е преброено: —.')
})

test('two who change it at once: the second sees both, and nothing typed is lost', async () => {
  await write()
  const [{ id }] = await rows()
  const address = addresses.impactFigure({ id })
  expect((await officer.post(address, form({ version: '1', amount: '30' }))).status).toBe(303)
  const late = await officer.post(address, form({ version: '1', amount: '28', event: visit }))
  expect(late.status).toBe(409)
  const page = await late.text()
  expect(page).toMatch(/<th scope="row">Колко<\/th><td[^>]*>30<\/td><td[^>]*>28<\/td>/)
  expect(page).toContain('value="28"')
  expect(page).toContain('<input type="hidden" name="version" value="2"/>')
  expect((await officer.post(address, form({ version: '2', amount: '28', event: visit }))).status).toBe(303)
  expect((await rows()).map(({ amount, version, event_id }) => ({ amount, version, event_id }))).toEqual([{ amount: 28, version: 3, event_id: visit }])
  const history = await (await officer.get(address)).text()
  expect(history).toContain('Промени')
})

test('it is taken away and put back; whoever holds an old version is told', async () => {
  const [{ id }] = await rows()
  const stale = await officer.post(addresses.impactFigureRemoval({ id }), { version: '1' })
  expect(await officer.follow(stale)).toContain('Докато пишехте, друг промени записа.')
  const gone = await officer.follow(await officer.post(addresses.impactFigureRemoval({ id }), { version: '3' }))
  expect(gone).toContain('Числото е премахнато.')
  expect((await officer.get(addresses.impactFigure({ id }))).status).toBe(404)
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(gone)![1]!)
  expect((await rows()).map(({ amount, version }) => ({ amount, version }))).toEqual([{ amount: 28, version: 5 }])
})

test('a reader looks and changes nothing; another office does not even look', async () => {
  const [{ id }] = await rows()
  const reader = office.as('reader')
  const page = await (await reader.get(addresses.impactFigure({ id }))).text()
  expect(page).toContain('Отчет на читалището')
  expect(page).not.toContain('<form class="form"')
  for (const path of [addresses.impactFigure({ id }), addresses.impactFigureRemoval({ id }), addresses.impactFigureNew({ id: partnership })])
    expect((await reader.post(path, form({ version: '5' }))).status).toBe(403)
  const { visit: stranger } = await office.openAnother('Община Друга')
  expect((await stranger.get(addresses.impactFigure({ id }))).status).toBe(404)
  expect((await stranger.post(addresses.impactFigure({ id }), form({ version: '5' }))).status).toBe(404)
  expect((await stranger.post(addresses.impactFigureRemoval({ id }), { version: '5' })).status).toBe(404)
  expect(await rows()).toHaveLength(1)
})
