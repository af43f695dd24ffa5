// Towns suggested while a name is typed: of partners first, then our own and others of the register, then the gazetteer's; another office's register says nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  const town = (id: number, name: string, country: string, population: number) =>
    `(${id}, '${name}', '${country}', '', '', 'PPL', 42, 24, ${population}, 'Europe/Sofia', '{"${name}"}')`
  await office.pool.query(
    `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names) values
      ${town(990001, 'Узорево', 'BG', 900_000)}, ${town(990002, 'Узорище', 'MK', 500)}, ${town(990003, 'Узорград', 'IT', 800)}, ${town(990004, 'Nazvano', 'RS', 700)}`,
  )
  await office.pool.query(
    `insert into place_name (key, place_id, name) values ('uzorevo', 990001, 'Узорево'), ('uzorishte', 990002, 'Узорище'), ('uzorgrad', 990003, 'Узорград'), ('nazvano', 990004, 'Nazvano')`,
  )
  const { here, officer } = office
  done(
    await createPartnershipWith(here, officer, { kind: 'municipality', name: { bg: 'Община Узорище' }, country: 'MK', placeId: 990_002 }, { type: 'twinning' }),
  )
  done(await createOrganisation(here, officer, { kind: 'school', name: { bg: 'Училище „Проба“' }, country: 'IT', placeId: 990_003 }))
  done(await createOrganisation(here, officer, { kind: 'municipality', name: { bg: 'Община Узоречено' }, country: 'RS', placeId: 990_004 }))
})
afterAll(() => office.close())

type Item = { readonly id: string; readonly title: string; readonly sub: string }
const suggested = async (q: string, visit: Visit = office.as('reader')) =>
  ((await (await visit.get(addresses.towns({ q, as: 'json' }))).json()) as { items: readonly Item[] }).items
    .filter(({ id }) => id.startsWith('99000'))
    .map(({ title, sub }) => `${title}: ${sub.replaceAll('\u00a0', ' ')}`)

test('partners first, then others of the register by their own names, then every other town', async () => {
  expect(await suggested('узор')).toEqual([
    'Узорище: партньор, Северна Македония',
    'Узорград: в регистъра, Италия',
    'Узоречено: в регистъра, Nazvano, Сърбия',
    'Узорево: България, 900 000',
  ])
  expect(await suggested('nazv')).toEqual(['Узоречено: в регистъра, Nazvano, Сърбия'])
  // By the name of a school nobody looks for its town.
  expect(await suggested('училище')).toEqual([])
})

test('our own town is known for ours; junk finds nothing', async () => {
  const [first] = ((await (await office.as('officer').get(addresses.towns({ q: 'троян' }))).json()) as { items: readonly Item[] }).items
  expect([first!.title, first!.sub.startsWith('нашият град')]).toEqual(['Троян', true])
  for (const q of ['', 'у', '%', '\u0000', 'x'.repeat(5000)])
    expect([q.length, ((await (await office.as('reader').get(addresses.towns({ q }))).json()) as { items: unknown[] }).items]).toEqual([q.length, []])
})

test('another office knows nothing of our register; whoever is not signed in gets nothing', async () => {
  const { visit } = await office.openAnother('Община Чужда')
  expect(await suggested('узор', visit)).toEqual(['Узорево: България, 900 000', 'Узорград: Италия, 800', 'Узорище: Северна Македония, 500'])
  expect((await office.as('nobody').get(addresses.towns({ q: 'узор' }))).status).toBe(303)
})

test('asks as often for many as for one', async () => {
  const ask = (q: string) => office.statements(() => suggested(q))
  expect(await ask('узор')).toBe(await ask('узорищ'))
})
