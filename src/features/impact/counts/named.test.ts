// Those whom an event names without a dossier, asked of the database: on which side they were, and when; and what is written down in their place.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, TROYAN, type Visit } from '../../../../tests/support/open-office.ts'
import type { Cell } from '../measure.ts'
import { readTally } from '../impact.queries.ts'

let office: TestOffice
let officer: Visit
let towns: { readonly organisation: string; readonly partnership: string }[]
let visit: string

const TODAY = '2026-11-23'
const cell = async (measure: 'people_in' | 'people_out', partner: string | null): Promise<Cell> =>
  (await office.here.db.inOffice(office.officeId, (tx) => readTally(tx, { open: false, organisationId: null, years: null, zone: 'Europe/Sofia' }, TODAY))).cell(
    measure,
    2025,
    partner,
  )
const figure = (event: string, amount: string, measure = 'people_in') => ({
  measure,
  year: '2025',
  amount,
  currency: 'EUR',
  event,
  from: 'records',
  'asOf.day': '31',
  'asOf.month': '12',
  'asOf.year': '2025',
  source: 'Списък на участниците',
})

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  const organisation = async (name: string, more: object = {}) =>
    done(await createOrganisation(here, by, { name: { bg: name }, kind: 'municipality', country: 'MK', ...more })).id
  const home = await organisation('Троян', { country: 'BG', placeId: TROYAN })
  towns = []
  for (const name of ['Примерово', 'Узорево']) {
    const id = await organisation(name)
    towns.push({ organisation: id, partnership: done(await createPartnership(here, by, { organisationId: id, type: 'twinning' })).id })
  }
  const person = async (name: string, at: string | null, toDate: string | null = null) => {
    const { id } = done(await createPerson(here, by, { name: { bg: name } }))
    if (at !== null) done(await addPost(here, by, id, { organisationId: at, role: { bg: 'кмет' }, roleClass: 'mayor', toDate }))
    return { personId: id, asRole: null }
  }
  const theirs = [await person('Проба Кметова', towns[0]!.organisation), await person('Проба Съветникова', towns[1]!.organisation)]
  const ours = await person('Проба Нашенска', home)
  const former = await person('Проба Бивша', towns[0]!.organisation, '2019')
  const stranger = await person('Проба Непозната', null)
  const event = { kind: 'visit', title: { bg: 'Гости' } } as const
  const partners = towns.map(({ organisation }) => organisation)
  const participants = [...theirs, ours, former, stranger]
  visit = done(await createEvent(here, by, { ...event, direction: 'incoming', date: '2025-05-01', partners, participants })).id
  done(await createEvent(here, by, { ...event, direction: 'outgoing', date: '2025-06-01', partners: [partners[0]!], participants }))
})
afterAll(() => office.close())

test('of guests those count who held a post with a partner then, of ours who held one with us; nobody says that they were all', async () => {
  for (const partner of [...towns.map(({ organisation }) => organisation), null])
    expect(await cell('people_in', partner)).toEqual({ amount: 2, of: 0, sums: [], unknown: 1, recorded: 0 })
  expect(await cell('people_out', null)).toEqual({ amount: 1, of: 0, sums: [], unknown: 1, recorded: 0 })
  const page = await (await officer.get(addresses.impactRecords({ measure: 'people_in', year: 2025 }))).text()
  expect(page).toContain('поне 2 <a href="/partnerships/')
})

test('the form for the whole year does not count those whom events name as counted: the entry is of them too', async () => {
  const form = async (event: string) =>
    (await officer.get(addresses.impactFigureNew({ id: towns[0]!.partnership }, { year: 2025, measure: 'people_in', event }))).text()
  expect(await form('')).toContain('От записите за тази година вече е преброено: —.')
  expect(await form(visit)).not.toContain('вече е преброено')
})

test('what is written down of the event stands for them, once, whichever of its partners it is written down with; the officer is back at the list', async () => {
  const write = (at: number, amount: string) => officer.post(addresses.impactFigureNew({ id: towns[at]!.partnership }), figure(visit, amount))
  const answer = await write(0, '40')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/impact/records?measure=people_in&year=2025&partner=${towns[0]!.organisation}`])
  for (const partner of [towns[1]!.organisation, null])
    expect(await cell('people_in', partner)).toEqual({ amount: 40, of: 0, sums: [], unknown: 0, recorded: 1 })
  const twice = await write(1, '12')
  expect([twice.status, (await twice.text()).includes('За това събитие вече е вписано: 40.')]).toEqual([422, true])
  expect(await cell('people_in', null)).toEqual({ amount: 40, of: 0, sums: [], unknown: 0, recorded: 1 })
})

test('where nobody knows anything the cell leads to the form for it; of all together to the choice of the partner', async () => {
  const [one] = towns
  const page = await (await officer.get(addresses.partnershipImpact({ id: one!.partnership }, { year: 2025 }))).text()
  expect(page).toContain(`href="/partnerships/${one!.partnership}/impact/figures/new?year=2025&amp;measure=artists"`)
  const all = await (await officer.get(addresses.impact({ year: 2025 }))).text()
  expect(all).toContain('href="/impact/records?measure=artists&amp;year=2025"')
  const records = await (await officer.get(addresses.impactRecords({ measure: 'artists', year: 2025 }))).text()
  for (const { partnership } of towns)
    expect(records).toContain(`href="/partnerships/${partnership}/impact/figures/new?year=2025&amp;measure=artists&amp;from=records"`)
  // Whoever only reads is led nowhere.
  expect(await (await office.as('reader').get(addresses.impactRecords({ measure: 'artists', year: 2025 }))).text()).not.toContain('/figures/new')
})

test('an event that was called off takes its number along', async () => {
  done(await callOffEvent(office.here, office.officer, visit, '2025-04-20'))
  expect(await cell('people_in', null)).toEqual({ amount: null, of: 0, sums: [], unknown: 0, recorded: 0 })
})

test('as many statements for three partnerships as for one', async () => {
  const [one] = towns
  const pages = [
    addresses.impact({ year: 2025 }),
    addresses.partnershipImpact({ id: one!.partnership }, { year: 2025 }),
    addresses.impactRecords({ measure: 'people_out', year: 2025 }),
    addresses.impactSheet({ year: 2025 }),
  ]
  const asked = async () => {
    const counted: number[] = []
    for (const path of pages) counted.push(await office.statements(async () => void (await (await officer.get(path)).arrayBuffer())))
    return counted
  }
  const before = await asked()
  for (const name of ['Трето', 'Четвърто']) {
    const id = done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
    done(await createPartnership(office.here, office.officer, { organisationId: id, type: 'twinning' }))
    done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'outgoing', date: '2025-07-01', partners: [id, one!.organisation] }))
  }
  expect(await asked()).toEqual(before)
})
