// What the migration says of journeys opened before anybody noted by which date of their event, and of own days said before their journey’s were noted.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeEvent, createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addTraveller } from '../travellers/traveller.actions.ts'
import { changeTrip, openTrip, restoreTrip } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'
import type { Leg, Stop } from './journey.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())

const HOME: Stop = { placeId: null, text: 'Примерово', country: 'BG', zone: 'Europe/Sofia' }
const THERE: Stop = { placeId: null, text: 'Узорево', country: 'MK', zone: 'Europe/Skopje' }
const leg = (from: Stop, to: Stop, day: string): Leg => ({ from, to, departs: { day, time: null }, arrives: { day, time: null }, transport: '' })
const EVENT = { kind: 'visit', direction: 'outgoing', title: { bg: 'Посещение в Узорево' }, partners: [] } as const

async function opened(date: string | null): Promise<string> {
  const { here, officer } = office
  const { id } = done(await createEvent(here, officer, { ...EVENT, date }))
  done(await openTrip(here, officer, id))
  const legs = [leg(HOME, THERE, '2026-12-10'), leg(THERE, HOME, '2026-12-12')]
  done(await changeTrip(here, officer, id, 1, { task: '', basis: '', legs, lodgingBy: 'us', hostMeals: 'none', note: '' }))
  return id
}
const moved = async (id: string, date: string, version: number) => done(await changeEvent(office.here, office.officer, id, version, { ...EVENT, date }))
const read = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!

test('by the record, else by the date that stands; own days that lie in the journey were said within it', async () => {
  const { here, officer } = office
  const [before, after, unrecorded, undated] = [
    await opened('2026-12-10/2026-12-12'),
    await opened('2026-12-10/2026-12-12'),
    await opened('2026-12-10/2026-12-12'),
    await opened(null),
  ]
  await moved(before, '2026-12-15/2026-12-17', 1)
  await moved(undated, '2026-12-15/2026-12-17', 1)
  const own = done(await addTraveller(here, officer, after, { personId: null, name: 'Проба Първа', post: '', byOrder: 'usual', joinsOn: '2026-12-11' })).id
  const outside = done(await addTraveller(here, officer, after, { personId: null, name: 'Проба Втора', post: '', byOrder: 'usual', leavesOn: '2026-12-11' })).id
  // As it was before: nothing noted, and of one journey no record is left.
  await office.pool.query('update trip set followed = null')
  await office.pool.query('update trip_traveller set own_days_within = null')
  await office.pool.query(`update trip_traveller set leaves_on = '2027-01-05' where id = $1`, [outside])
  await office.pool.query('delete from activity where thing_id = $1', [unrecorded])
  const statements = (await readFile('migrations/0030_returns-and-places.sql', 'utf8'))
    .split('--> statement-breakpoint')
    .filter((one) => one.includes('UPDATE'))
  expect(statements.length).toBe(2)
  for (const one of statements) await office.pool.query(one)

  expect(await Promise.all([before, after, unrecorded, undated].map(async (id) => [(await read(id)).trip.followed, (await read(id)).moved?.days]))).toEqual([
    ['2026-12-10/2026-12-12', 5],
    ['2026-12-10/2026-12-12', undefined],
    ['2026-12-10/2026-12-12', undefined],
    [null, undefined],
  ])
  await moved(after, '2026-12-20/2026-12-22', 1)
  expect((await read(after)).moved?.days).toBe(10)
  const { rows } = await office.pool.query('select id, own_days_within from trip_traveller where trip_id = $1 order by position', [after])
  expect(rows).toEqual([
    { id: own, own_days_within: '2026-12-10/2026-12-12' },
    { id: outside, own_days_within: null },
  ])
})

test('a state kept before that is put back without forgetting it', async () => {
  const id = await opened('2026-12-10/2026-12-12')
  const { rows } = await office.pool.query<{ after: Record<string, unknown> }>(`select after from activity where act = 'trip.opened' and thing_id = $1`, [id])
  const { followed: _, ...kept } = rows[0]!.after
  done(await restoreTrip(office.here, office.officer, id, kept, 2))
  expect((await read(id)).trip.followed).toBe('2026-12-10/2026-12-12')
})
