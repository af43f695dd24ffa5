// Who travels, undone and redone: nothing comes back that adding would refuse, and no settled account changes unseen.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addCost, changeCost, removeCost } from '../money/cost.actions.ts'
import type { CostValues } from '../money/cost.ts'
import { changeTrip, openTrip } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'
import { tripFollower } from '../following.actions.ts'
import { addTraveller, changeTraveller, payAdvance, removeTraveller, settleTraveller } from './traveller.actions.ts'

let office: TestOffice
let id: string
let person: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  person = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Служителова' } })).id
})
afterAll(() => office.close())

const HOME = { placeId: null, text: 'Проба', country: 'BG', zone: 'Europe/Sofia' }
const THERE = { placeId: null, text: 'Узорево', country: 'MK', zone: 'Europe/Skopje' }
const on = (day: string) => ({ day, time: null })
beforeEach(async () => {
  office.here.clock.set('2026-11-23')
  const event = { kind: 'visit', direction: 'outgoing', title: { bg: 'Посещение в Узорево' }, partners: [], date: '2026-12-10/2026-12-12' } as const
  id = done(await createEvent(office.here, office.officer, event)).id
  done(await openTrip(office.here, office.officer, id))
  const legs = [
    { from: HOME, to: THERE, departs: on('2026-12-10'), arrives: on('2026-12-10'), transport: '' },
    { from: THERE, to: HOME, departs: on('2026-12-12'), arrives: on('2026-12-12'), transport: '' },
  ]
  done(await changeTrip(office.here, office.officer, id, 1, { task: '', basis: '', legs, lodgingBy: 'us', hostMeals: 'none', note: '' }))
})

const who = (more: { personId?: string; name?: string; joinsOn?: string } = {}) => ({
  personId: more.personId ?? null,
  name: more.name ?? '',
  post: '',
  byOrder: 'usual' as const,
  joinsOn: more.joinsOn ?? null,
  leavesOn: null,
})
const add = async (more: Parameters<typeof who>[0]) => done(await addTraveller(office.here, office.officer, id, who(more)))
const undo = async (change: { readonly activityId: string }) => {
  const undone = await undoChange(office.here, office.officer, change.activityId, RESTORERS)
  return undone.ok ? 'ok' : undone.refusal.code
}
const laidOut = (paidBy: string | null, cents = 1000): CostValues => ({
  what: 'Такси',
  kind: 'transport',
  payer: 'us',
  foreseen: null,
  spent: { cents, currency: 'EUR', rate: null, rateOn: null },
  overCeiling: '',
  document: 'Ф 1',
  paidBy,
  forWhom: [],
})
const names = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!.travellers.map(({ name }) => name)

test('nobody comes back beside themselves, or is changed into somebody who travels already', async () => {
  const first = await add({ personId: person })
  const gone = done(await removeTraveller(office.here, office.officer, first.id, 1))
  await add({ personId: person })
  expect([await undo(gone), await names()]).toEqual(['twice', ['Проба Служителова']])
  const other = await add({ name: 'Друг Примеров' })
  const same = await changeTraveller(office.here, office.officer, other.id, 1, who({ personId: person }))
  expect([!same.ok && same.refusal.code, await names()]).toEqual(['twice', ['Проба Служителова', 'Друг Примеров']])
})

test('an undone adding leaves those who laid something out, or for whom it was', async () => {
  const payer = await add({ name: 'Платец Примеров' })
  const cost = done(await addCost(office.here, office.officer, id, laidOut(payer.id)))
  expect(await undo(payer)).toBe('held')
  done(await changeCost(office.here, office.officer, cost.id, 1, { ...laidOut(null), forWhom: [payer.id] }))
  expect(await undo(payer)).toBe('held')
  done(await removeCost(office.here, office.officer, cost.id, 2))
  expect([await undo(payer), await names()]).toEqual(['ok', []])
})

test('a cost does not come back laid out by somebody who no longer travels', async () => {
  const payer = await add({ name: 'Платец Примеров' })
  const cost = done(await addCost(office.here, office.officer, id, laidOut(payer.id)))
  const removed = done(await removeCost(office.here, office.officer, cost.id, 1))
  done(await removeTraveller(office.here, office.officer, payer.id, 1))
  expect(await undo(removed)).toBe('not-travelling')
})

test('once an account is settled, advance, own days and what was laid out stay; opened again, they change', async () => {
  const payer = await add({ name: 'Платец Примеров' })
  const cost = done(await addCost(office.here, office.officer, id, laidOut(payer.id)))
  office.here.clock.set('2026-12-20')
  const { here, officer } = office
  expect(await settleTraveller(here, officer, payer.id, 1, { on: '2026-12-14', note: '' })).toMatchObject({ ok: false, refusal: { code: 'no-advance' } })
  done(await payAdvance(here, officer, payer.id, 1, { cents: 0, on: null }))
  done(await settleTraveller(here, officer, payer.id, 2, { on: '2026-12-14', note: '' }))
  const refused = async (change: Promise<{ readonly ok: boolean; readonly refusal?: { readonly code: string } }>) => (await change).refusal?.code ?? 'ok'
  const advance = { cents: 5000, on: '2026-12-08' }
  expect([
    await refused(payAdvance(here, officer, payer.id, 3, advance)),
    await refused(changeTraveller(here, officer, payer.id, 3, who({ name: 'Платец Примеров', joinsOn: '2026-12-11' }))),
    await refused(changeTraveller(here, officer, payer.id, 3, who({ name: 'Платец Поправен' }))),
    await refused(addCost(here, officer, id, laidOut(payer.id))),
    await refused(changeCost(here, officer, cost.id, 1, laidOut(payer.id, 2000))),
    await refused(changeCost(here, officer, cost.id, 1, { ...laidOut(payer.id), what: 'Такси от летището' })),
    await refused(removeCost(here, officer, cost.id, 2)),
    await undo(cost),
  ]).toEqual(['settled', 'settled', 'ok', 'settled', 'settled', 'ok', 'settled', 'moved-on'])
  done(await settleTraveller(here, officer, payer.id, 4, { on: null, note: '' }))
  expect([await refused(payAdvance(here, officer, payer.id, 5, advance)), await refused(removeCost(here, officer, cost.id, 2))]).toEqual(['ok', 'ok'])
})

test('two records of one person who both travel may be merged; each of the two may still be changed', async () => {
  const twin = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Служителова-Примерова' } })).id
  await add({ personId: person })
  const second = await add({ personId: twin })
  const { here, officer } = office
  const followed = await here.db.inOffice(office.officeId, (tx) =>
    tripFollower.follow({ ...here, db: tx.joined }, tx, officer, { thing: 'person', from: twin, to: person }),
  )
  expect(followed.ok).toBe(true)
  done(await changeTraveller(here, officer, second.id, 2, { ...who({ personId: person }), post: 'главен експерт' }))
  expect((await names()).length).toBe(2)
})
