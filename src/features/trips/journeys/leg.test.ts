// The places of a journey's legs: what the register calls a town is understood and stands on the order, whatever the gazetteer writes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import type { LegRow } from './leg.ts'
import { meantLegs, townOnOrder } from './leg.queries.ts'

let office: TestOffice
/** A town of the gazetteer, whatever its number. */
let town: { id: number; name: string; names: string[] }
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  town = (
    await office.pool.query<{ id: number; name: string; names: string[] }>(
      `select id, name, names from place where country = 'FR' and name = 'Vigneux-sur-Seine'`,
    )
  ).rows[0]!
  done(
    await createOrganisation(office.here, office.officer, {
      kind: 'municipality',
      name: { bg: 'Община Виньо на Пробата' },
      country: 'FR',
      placeId: town.id,
    }),
  )
})
afterAll(() => office.close())

const row = (to: string, country = ''): LegRow => ({
  from: { text: 'Троян', id: '' },
  to: { text: to, id: '' },
  country,
  departs: '2026-12-10',
  departsTime: '',
  arrives: '2026-12-10',
  arrivesTime: '',
  transport: '',
})
const meant = (...rows: LegRow[]) => office.here.db.inOffice(office.officeId, (tx) => meantLegs(tx, rows, []))

test.each(['Община Виньо на Пробата', 'виньо на пробата'])('„%s“ is the town of the municipality that the register calls so', async (typed) => {
  const { legs, faults } = await meant(row(typed))
  expect([faults, legs.map(({ to }) => [to.placeId, to.text, to.country])]).toEqual([[], [[town.id, 'Виньо на Пробата', 'FR']]])
})

test('by its name in the gazetteer it is the same town, called as the register calls it', async () => {
  const { legs } = await meant(row('Vigneux-sur-Seine'))
  expect(legs.map(({ to }) => to.text)).toEqual(['Виньо на Пробата'])
  expect(await office.here.db.inOffice(office.officeId, (tx) => townOnOrder(tx, town))).toBe('Виньо на Пробата')
})

test('in another country than the one chosen it is not meant', async () => {
  const { legs, faults } = await meant(row('Виньо на Пробата', 'MK'))
  expect([faults, legs.map(({ to }) => [to.placeId, to.country])]).toEqual([[], [[null, 'MK']]])
})

test('chosen from the suggestions it is the very town, also under a name that only the register has; another one under that name is not', async () => {
  const to = (id: number) => ({ ...row('Виньо на Пробата'), to: { text: 'Виньо на Пробата', id: String(id) } })
  expect((await meant(to(town.id))).legs.map((leg) => [leg.to.placeId, leg.to.text])).toEqual([[town.id, 'Виньо на Пробата']])
  const [other] = (await office.pool.query<{ id: number }>(`select id from place where country = 'FR' and id <> $1 limit 1`, [town.id])).rows
  expect((await meant(to(other!.id))).faults.map(({ name }) => name)).toEqual(['legs.0.to'])
})
