// One number is one number: what the citizens' front page says of promises, what the register says, and what the tables of impact add up to, by year and partner.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { MEASURES } from './measure.ts'
import { saveYear } from './reports/year.actions.ts'

let office: TestOffice
const YEARS = [2023, 2024, 2025] as const

const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** The row of a table under the head that is asked for, by the name in its first cell. */
function cellsOf(html: string, head: string): Record<string, string> {
  for (const table of html.split('<table').slice(1)) {
    const heads = [...table.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/gs)].map(([, inside]) => words(inside!))
    const at = heads.indexOf(head)
    if (at < 0) continue
    const rows = [...table.matchAll(/<tr[^>]*>\s*<th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/gs)]
    return Object.fromEntries(rows.map(([, name, cells]) => [words(name!), words([...cells!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)][at - 1]![1]!)]))
  }
  throw new Error(`no table has a column „${head}“`)
}
const keptOf = (cell: string): readonly [kept: number, all: number] => {
  const found = /^(\d+) от (\d+)$/.exec(cell)
  return found === null ? [0, 0] : [Number(found[1]), Number(found[2])]
}
const added = (cells: readonly string[]): readonly [number, number] =>
  cells.map(keptOf).reduce<readonly [number, number]>(([kept, all], [k, a]) => [kept + k, all + a], [0, 0])

/** Of each partner and year: how many promises were kept, how many were not, how many of each nobody may know of; no two sums of it are alike. */
const PROMISED: Readonly<Record<string, readonly (readonly [kept: number, missed: number, hiddenKept: number, hiddenMissed: number])[]>> = {
  Примерово: [
    [1, 0, 0, 2],
    [2, 3, 1, 0],
    [0, 1, 0, 0],
  ],
  Узорево: [
    [0, 2, 0, 0],
    [1, 0, 2, 1],
    [3, 1, 0, 1],
  ],
  // Nobody may know of the partnership: nothing of it is told, public or not.
  Тайново: [
    [2, 1, 1, 0],
    [1, 1, 0, 0],
    [1, 4, 0, 2],
  ],
}
const OPEN = ['Примерово', 'Узорево'] as const
const toldOf = (names: readonly string[], which: 'open' | 'all', at?: number): readonly [number, number] =>
  names
    .flatMap((name) => PROMISED[name]!.filter((_, year) => at === undefined || year === at))
    .reduce<readonly [number, number]>(
      ([k, a], [kept, missed, hiddenKept, hiddenMissed]) =>
        which === 'open' ? [k + kept, a + kept + missed] : [k + kept + hiddenKept, a + kept + missed + hiddenKept + hiddenMissed],
      [0, 0],
    )

beforeAll(async () => {
  office = await openOffice()
  const { here, officer: by } = office
  const organisations: Record<string, string> = {}
  for (const name of Object.keys(PROMISED)) {
    const id = done(await createOrganisation(here, by, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
    organisations[name] = id
    done(await createPartnership(here, by, { organisationId: id, type: 'twinning', published: name !== 'Тайново' }))
  }
  const promise = async (name: string, year: number, published: boolean, kept: boolean): Promise<void> => {
    const facts = {
      owedBy: 'us',
      topic: 'visit',
      state: 'agreed',
      text: { bg: 'Обещание' },
      due: `${year}-06-01`,
      partners: [organisations[name]!],
      published,
    } as const
    const { id } = done(await createCommitment(here, by, facts))
    if (kept) done(await keepCommitment(here, by, id, 1, { keptOn: `${year}-05-30`, evidence: 'писмо' }))
  }
  for (const [name, years] of Object.entries(PROMISED))
    for (const [at, [kept, missed, hiddenKept, hiddenMissed]] of years.entries())
      for (const [count, published, isKept] of [
        [kept, true, true],
        [missed, true, false],
        [hiddenKept, false, true],
        [hiddenMissed, false, false],
      ] as const)
        for (let n = 0; n < count; n += 1) await promise(name, YEARS[at]!, published, isKept)
  // Events of both, of each and of nobody's business: they count beside the promises and never among them.
  const visit = { kind: 'visit', direction: 'incoming', title: { bg: 'Гости' } } as const
  for (const [date, names, published] of [
    ['2025-03-01', ['Примерово', 'Узорево'], true],
    ['2025-04-01', ['Примерово'], true],
    ['2025-05-01', ['Узорево'], false],
    ['2025-06-01', ['Тайново'], true],
  ] as const)
    done(await createEvent(here, by, { ...visit, date, partners: names.map((name) => organisations[name]!), published }))
  for (const year of YEARS) done(await saveYear(here, by, year, 0, { opening: {}, measures: [...MEASURES], published: true }))
})
afterAll(() => office.close())

const citizens = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()
const officers = async (year: number): Promise<string> => (await office.as('officer').get(addresses.impact({ year }))).text()
const HEAD = 'Изпълнени обещания'

test('the sums of this test are no accident: no two of them are alike', () => {
  const sums = [toldOf(OPEN, 'open'), toldOf(OPEN, 'all'), toldOf(Object.keys(PROMISED), 'open'), toldOf(Object.keys(PROMISED), 'all')].map(String)
  expect(new Set(sums).size).toBe(sums.length)
})

test('the number on the citizens’ front page is the sum of their tables, partner by partner and year by year, and of no hidden record', async () => {
  const page = await citizens(addresses.siteImpact({ lang: 'bg' }))
  const byYear = cellsOf(page, HEAD)
  const newest = Object.entries(byYear).filter(([name]) => !/^\d{4}$/.test(name))
  const byPartner = Object.fromEntries(newest)
  expect(byPartner).toEqual({ Примерово: '0 от 1', Узорево: '3 от 4', Общо: '3 от 5' })
  expect(added(OPEN.map((name) => byPartner[name]!))).toEqual(keptOf(byPartner['Общо']!))
  const years = yearRows(page)
  expect(years).toEqual(Object.fromEntries(YEARS.map((year, at) => [String(year), toldOf(OPEN, 'open', at).join(' от ')])))
  const [kept, all] = added(Object.values(years))
  expect([kept, all]).toEqual(toldOf(OPEN, 'open'))
  const front = words(await citizens('/bg'))
  expect(/(\d+) от (\d+)/.exec(front)?.slice(1).map(Number)).toEqual([kept, all])
})

/** The table of the promises year by year: its rows are years. */
function yearRows(page: string): Record<string, string> {
  const section = page.slice(page.indexOf('id="h-promises"'))
  return cellsOf(section, HEAD)
}

test('the number of the register is the sum of the office’s tables, hidden records and partners too', async () => {
  const names = Object.keys(PROMISED)
  const sums = []
  for (const [at, year] of YEARS.entries()) {
    const cells = cellsOf(await officers(year), HEAD)
    for (const name of names) expect([year, name, keptOf(cells[name]!)]).toEqual([year, name, toldOf([name], 'all', at)])
    expect(added(names.map((name) => cells[name]!))).toEqual(keptOf(cells['Общо']!))
    sums.push(cells['Общо']!)
  }
  const [kept, all] = added(sums)
  expect([kept, all]).toEqual(toldOf(names, 'all'))
  const ledger = words(await (await office.as('officer').get(addresses.commitments())).text())
  for (const [at, year] of YEARS.entries()) expect(ledger).toContain(`${year} ${sums[at]!} (`)
  expect(ledger).toContain(`изпълнени ${kept} от `)
})

test('a shared event is one in the sum and one with each, for citizens only public ones', async () => {
  const cells = cellsOf(await citizens(addresses.siteImpact({ lang: 'bg' })), 'Събития')
  expect([cells['Примерово'], cells['Узорево'], cells['Общо'], cells['Тайново']]).toEqual(['2', '1', '3', undefined])
  const own = cellsOf(await officers(2025), 'Събития')
  expect([own['Примерово'], own['Узорево'], own['Тайново'], own['Общо']]).toEqual(['2', '2', '1', '4'])
})
