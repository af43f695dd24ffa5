// Impact through the door: numbers counted from a register that is built here, the records behind each, and what citizens may see of them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { addCost } from '#features/trips/money/cost.actions.ts'
import { addTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { openTrip } from '#features/trips/trip.actions.ts'
import { addArrangement } from '#features/visits/arrangements/arrangement.actions.ts'
import { addDelegates, withdrawDelegate } from '#features/visits/delegations/delegate.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { addFigure } from './figures/figure.actions.ts'
import { saveYear } from './reports/year.actions.ts'
import { MEASURES } from './measure.ts'

let office: TestOffice
let officer: Visit
let town: { readonly organisation: string; readonly partnership: string }
let other: typeof town

const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** The rows of the table with this caption, each a list of its cells in words. */
function tableOf(html: string, caption: string): string[][] {
  const table = html.split('<table').find((part) => part.includes(`<caption class="sr">${caption}</caption>`))
  if (table === undefined) throw new Error(`no table „${caption}“`)
  const body = table.slice(table.indexOf('<tbody'), table.indexOf('</tbody>'))
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, inside]) => text(inside!)))
}
/** Measures of a year beside the year before: name → [before, now, change]. */
const comparedIn = (html: string, year: number): Record<string, string[]> =>
  Object.fromEntries(tableOf(html, `${year} г. спрямо ${year - 1} г.`).map(([name, ...cells]) => [name!, cells.map((one) => one.replace('— не се знае', '—'))]))

async function partnership(name: string, published = true): Promise<typeof town> {
  const { here, officer: by } = office
  const organisation = done(await createOrganisation(here, by, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
  return { organisation, partnership: done(await createPartnership(here, by, { organisationId: organisation, type: 'twinning', published })).id }
}

async function visit(direction: 'incoming' | 'outgoing', date: string, partners: readonly string[], published = false): Promise<string> {
  const { here, officer: by } = office
  return done(await createEvent(here, by, { kind: 'visit', direction, date, partners, published, title: { bg: `Посещение ${date}` } })).id
}

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  town = await partnership('Примерово')
  other = await partnership('Узорево', false)
  const came = await visit('incoming', '2025-10-12/2025-10-14', [town.organisation], true)
  done(await openVisit(here, by, came))
  const { ids } = done(
    await addDelegates(here, by, came, [
      { side: 'guests', name: { bg: 'Тайна Гостова' }, diet: 'без месо' },
      { side: 'guests', name: { bg: 'Втори Гостов' }, room: 'none' },
      { side: 'hosts', name: { bg: 'Домакин Домакинов' } },
      { side: 'guests', name: { bg: 'Отказал Се' } },
    ]),
  )
  done(await withdrawDelegate(here, by, ids[3]!, 1, '2025-10-01'))
  done(await addArrangement(here, by, came, { kind: 'rooms', what: 'Хотел', payer: 'us', cents: 30_000 }))
  done(await addArrangement(here, by, came, { kind: 'meal', what: 'Вечеря', payer: 'them', cents: 9_000 }))
  // Nobody wrote down who came then.
  await visit('incoming', '2025-05-01', [town.organisation])
  const went = await visit('outgoing', '2024-09-24/2024-09-26', [town.organisation, other.organisation], true)
  done(await openTrip(here, by, went))
  done(await addTraveller(here, by, went, { personId: null, name: 'Проба Пътникова', post: '', byOrder: 'usual' }))
  const cost = { kind: 'transport', what: 'Гориво', foreseen: null, document: '', paidBy: null, overCeiling: '' } as const
  done(await addCost(here, by, went, { ...cost, payer: 'us', spent: { cents: 4_000, currency: 'EUR', rate: null, rateOn: null } }))
  done(await addCost(here, by, went, { ...cost, payer: 'host', spent: { cents: 123_000, currency: 'MKD', rate: null, rateOn: null } }))
  done(await addMilestone(here, by, town.partnership, { kind: 'signing', side: 'us', date: '2024-05-22', published: true }))
  done(await addMilestone(here, by, town.partnership, { kind: 'signing', side: 'them', date: '2025-05-22', published: true }))
  const promise = { owedBy: 'us', topic: 'visit', state: 'agreed', due: '2025-06-01', partners: [town.organisation], published: true } as const
  const kept = done(await createCommitment(here, by, { ...promise, text: { bg: 'Първо обещание' } })).id
  done(await keepCommitment(here, by, kept, 1, { keptOn: '2025-05-30', evidence: 'писмо' }))
  done(await createCommitment(here, by, { ...promise, text: { bg: 'Второ обещание' } }))
  const figure = {
    year: 2025,
    currency: null,
    eventId: null,
    asOf: '2025-12-31',
    source: 'Отчет на читалището',
    sourceUrl: null,
    note: '',
    published: false,
  } as const
  done(await addFigure(here, by, town.partnership, { ...figure, measure: 'youth', amount: 24 }))
})
afterAll(() => office.close())

test('each number of a partner is what the register tells, beside the year before', async () => {
  const page = await (await officer.get(addresses.partnershipImpact({ id: town.partnership }, { year: 2025 }))).text()
  expect(comparedIn(page, 2025)).toEqual({
    'Гости при нас': ['—', 'поне 2', '', '1 запис'],
    'Наши при партньори': ['1', '—', '', ''],
    Младежи: ['—', '24', '', ''],
    Творци: ['—', '—', '', ''],
    'Нощувки на гости': ['—', 'поне 2', '', '1 запис'],
    'Нощувки на наши': ['—', '—', '', ''],
    Събития: ['1', '2', '+1', ''],
    'Подписани споразумения': ['1', '0', '−1', ''],
    'Подновени и възобновени': ['0', '0', '0', ''],
    'Изпълнени обещания': ['—', '1 от 2', '', ''],
    'Привлечени средства': ['1230,00 MKD', '—', '', ''],
    'Вложени средства': ['40,00 €', '300,00 €', '+260,00 €', ''],
    'Възприети практики': ['—', '—', '', ''],
  })
})

test('the office sees every partner beside every other, and the whole counts a shared event once', async () => {
  const page = await (await officer.get(addresses.impact({ year: 2024, measure: 'events' }))).text()
  expect(tableOf(page, 'Събития: партньори по години')).toEqual([
    ['Примерово', '0', '0', '0', '0', '1'],
    ['Узорево', '0', '0', '0', '0', '1'],
    ['Общо', '0', '0', '0', '0', '1'],
  ])
})

test('a number of agreements opens as many of them, whatever was signed decades before', async () => {
  const { here, officer: by } = office
  for (const [side, date] of [
    ['us', '1968-05-22'],
    ['them', '2018-05-22'],
  ] as const)
    done(await addMilestone(here, by, other.partnership, { kind: 'signing', side, date, published: false }))
  for (const year of [1968, 2018]) {
    const page = await (await officer.get(addresses.partnershipImpact({ id: other.partnership }, { year }))).text()
    const records = await (await officer.get(addresses.impactRecords({ measure: 'signed', year, partner: other.organisation }))).text()
    expect([year, comparedIn(page, year)['Подписани споразумения']?.[1], tableOf(records, `Подписани споразумения, ${year} г.`).length]).toEqual([year, '1', 1])
  }
})

test('every number opens the records it was counted from, and as many of them', async () => {
  for (const measure of MEASURES) {
    const answer = await officer.get(addresses.impactRecords({ measure, year: 2025, partner: town.organisation }))
    expect(answer.status).toBe(200)
  }
  const events = await (await officer.get(addresses.impactRecords({ measure: 'people_in', year: 2025, partner: town.organisation }))).text()
  expect(tableOf(events, 'Гости при нас, 2025 г.').map(([title, , , amount]) => [title, amount])).toEqual([
    ['Посещение 2025-05-01', '— впиши'],
    ['Посещение 2025-10-12/2025-10-14', '2'],
  ])
  const promises = await (await officer.get(addresses.impactRecords({ measure: 'promises', year: 2025 }))).text()
  expect(
    tableOf(promises, 'Изпълнени обещания, 2025 г.')
      .map(([title, , , kept]) => [title, kept])
      .sort(),
  ).toEqual([
    ['Второ обещание', 'неизпълнено'],
    ['Първо обещание', 'изпълнено'],
  ])
  const youth = await (await officer.get(addresses.impactRecords({ measure: 'youth', year: 2025 }))).text()
  expect(tableOf(youth, 'Младежи, 2025 г.')).toEqual([
    ['Вписано от канцеларията', 'към 31 декември 2025 г.', 'Примерово · източник: Отчет на читалището', '24'],
  ])
})

test('junk in the address is no bug: an unknown measure or partner is not there, a strange year is this one', async () => {
  expect((await officer.get('/impact/records?measure=love&year=2025')).status).toBe(404)
  expect((await officer.get(`/impact/records?measure=events&partner=${office.officeId}`)).status).toBe(404)
  expect((await officer.get('/impact/records?measure=events&partner=x')).status).toBe(404)
  expect((await officer.get('/impact?year=99999&measure=%00')).status).toBe(200)
  expect((await officer.get(addresses.impactYear({ year: '2999' }))).status).toBe(404)
})

test('another office sees nothing of it, and its ids lead nowhere', async () => {
  const { visit: stranger } = await office.openAnother('Община Друга')
  expect((await stranger.get(addresses.partnershipImpact({ id: town.partnership }))).status).toBe(404)
  expect((await stranger.get(addresses.impactRecords({ measure: 'events', year: 2025, partner: town.organisation }))).status).toBe(404)
  expect((await stranger.post(addresses.impactFigureNew({ id: town.partnership }), { year: '2025' })).status).toBe(404)
  expect(await (await stranger.get(addresses.impact())).text()).toContain('Още няма какво да се брои')
})

test('charts bring no style element and no class: the content policy holds, and each has its name', async () => {
  const page = await (await officer.get(addresses.impact({ year: 2025 }))).text()
  const charts = [...page.matchAll(/<svg role="img"[\s\S]*?<\/svg>/g)].map(([svg]) => svg)
  expect(charts.length).toBeGreaterThan(3)
  for (const svg of charts) expect(svg).not.toMatch(/<style|class=|style=|ecmeta|#0[12]0[1-3]0/)
  expect(charts[0]).toContain('aria-label="Графика „Хора“ по години: Гости при нас, Наши при партньори.')
})

test('the number of statements does not grow with partners, events and people', async () => {
  const asked = () => office.statements(async () => void (await (await officer.get(addresses.impact({ year: 2025 }))).text()))
  const before = await asked()
  for (const name of ['Трето', 'Четвърто', 'Пето']) {
    const more = await partnership(name)
    await visit('incoming', '2023-05-01', [more.organisation])
  }
  expect(await asked()).toBe(before)
})

test('citizens see nothing before a year is published, and then only public records, chosen measures and no name', async () => {
  const anybody = office.as('nobody')
  expect(text(await (await anybody.get('/bg/impact')).text())).toContain('още няма публикувани числа')
  const { here, officer: by } = office
  const opening = { bg: 'Година на гостувания.' }
  done(await saveYear(here, by, 2025, 0, { opening, measures: ['people_in', 'events', 'signed', 'promises'], published: true }))
  const answer = await anybody.get('/bg/impact')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, no-cache'])
  const page = await answer.text()
  const rows = tableOf(page, 'По партньори, 2025 г.: Гости при нас').map((row, at) => [
    ...row,
    ...tableOf(page, 'По партньори, 2025 г.: Събития, Подписани споразумения, Изпълнени обещания')[at]!.slice(1),
  ])
  // One of the two visits is public; 24 young people and the money are nobody's business here.
  expect(rows.find(([name]) => name === 'Примерово')).toEqual(['Примерово', '2', '1', '0', '1 от 2'])
  expect(rows.find(([name]) => name === 'Общо')).toEqual(['Общо', '2', '1', '0', '1 от 2'])
  expect(rows.map(([name]) => name)).not.toContain('Узорево')
  expect(page).toContain('Година на гостувания.')
  expect(page).not.toMatch(/Гостова|без месо|читалището|300,00|>24<|Проба/)
  expect(page).not.toMatch(/<style/)
  const english = await (await anybody.get('/en/impact')).text()
  expect(english).toContain('lang="bg">Година на гостувания.')
  done(await saveYear(here, by, 2025, 1, { opening, measures: ['events'], published: false }))
  expect(text(await (await anybody.get('/bg/impact')).text())).toContain('още няма публикувани числа')
})
