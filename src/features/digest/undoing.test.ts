// What undoing does to a report's hour, to its month and to what citizens can read of it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { publishDue } from './digest.jobs.ts'
import { editionById, type EditionRow } from './digest.queries.ts'
import { beginMonth, removeEdition } from './edition.actions.ts'
import { publicDigest } from './publication.queries.ts'
import { checkEdition, publishEdition, scheduleEdition, unscheduleEdition, withdrawEdition } from './publication.actions.ts'
import type { DigestLanguage } from './composing/tongue.ts'

const MONTH = '2024-10'
let office: TestOffice
let officer: Visit

beforeAll(async () => {
  office = await openOffice({ today: '2024-11-04' })
  officer = office.as('officer')
})
afterAll(() => office.close())
beforeEach(async () => {
  office.here.clock.set('2024-11-04T09:00:00Z')
  for (const table of ['digest_publication', 'digest_edition', 'digest']) await office.pool.query(`delete from ${table}`)
})

const begin = async (languages: readonly DigestLanguage[] = ['bg']): Promise<string[]> =>
  done(await beginMonth(office.here, office.officer, MONTH, languages)).editions.map(({ id }) => id)
const row = async (id: string): Promise<EditionRow> => (await office.here.db.inOffice(office.officeId, (tx) => editionById(tx, id)))!
const version = async (id: string): Promise<number> => (await row(id)).version
const check = async (id: string) => checkEdition(office.here, office.officer, id, await version(id))
const publish = async (id: string, reason = 'Редовен обзор') => done(await publishEdition(office.here, office.officer, id, await version(id), reason))
const schedule = async (id: string, at: string) =>
  done(await scheduleEdition(office.here, office.officer, id, await version(id), 'Редовен обзор', new Date(at)))
const withdraw = async (id: string) => done(await withdrawEdition(office.here, office.officer, id, await version(id), 'Невярна информация'))
const unschedule = async (id: string) => done(await unscheduleEdition(office.here, office.officer, id, await version(id)))
const remove = async (id: string): Promise<string> => done(await removeEdition(office.here, office.officer, id, await version(id))).activityId
const undo = async (line: string): Promise<string> => officer.follow(await officer.post(addresses.activityUndo({ id: line })))
const lastLine = async (id: string): Promise<string> =>
  (await office.pool.query<{ id: string }>('select id from activity where thing_id = $1 order by id desc limit 1', [id])).rows[0]!.id
const round = () => publishDue(office.here, silentLog)
const isSeen = async (): Promise<boolean> => (await office.here.db.inOffice(office.officeId, (tx) => publicDigest(tx, MONTH, 'bg'))) !== null
const LATE = 'class="flash" data-tone="late"'

test('a publication of the scheduler, undone, stays undone', async () => {
  const [id] = (await begin()) as [string]
  await check(id)
  await schedule(id, '2024-11-04T10:00:00Z')
  office.here.clock.set('2024-11-04T10:00:00Z')
  await round()
  expect(await isSeen()).toBe(true)
  office.here.clock.set('2024-11-04T10:01:00Z')
  await undo(await lastLine(id))
  await round()
  const after = await row(id)
  expect([await isSeen(), after.scheduledFor, after.scheduledBlocks, after.publishedAt, after.checkedAt?.toISOString()]).toEqual([
    false,
    null,
    null,
    null,
    '2024-11-04T09:00:00.000Z',
  ])
})

test('a withdrawal undone after the hour brings back what citizens read, and not the hour', async () => {
  const [id] = (await begin()) as [string]
  await check(id)
  await publish(id)
  await schedule(id, '2024-11-04T10:00:00Z')
  await withdraw(id)
  office.here.clock.set('2024-11-04T10:01:00Z')
  await undo(await lastLine(id))
  await round()
  const { rows } = await office.pool.query('select published_at from digest_publication')
  expect([await isSeen(), (await row(id)).scheduledFor, rows]).toEqual([true, null, [{ published_at: new Date('2024-11-04T09:00:00Z') }]])
})

test('an hour called off or moved comes back before it strikes; afterwards it is refused, and a later hour stays', async () => {
  const [id] = (await begin()) as [string]
  await check(id)
  await schedule(id, '2024-11-04T10:00:00Z')
  await unschedule(id)
  expect(await undo(await lastLine(id))).not.toContain(LATE)
  expect((await row(id)).scheduledFor?.toISOString()).toBe('2024-11-04T10:00:00.000Z')
  await schedule(id, '2024-11-04T12:00:00Z')
  office.here.clock.set('2024-11-04T10:01:00Z')
  expect(await undo(await lastLine(id))).toContain('Този час вече е минал. Изберете по-късен.')
  expect((await row(id)).scheduledFor?.toISOString()).toBe('2024-11-04T12:00:00.000Z')
  await unschedule(id)
  office.here.clock.set('2024-11-04T12:00:00Z')
  expect(await undo(await lastLine(id))).toContain('Този час вече е минал. Изберете по-късен.')
  await round()
  expect([(await row(id)).scheduledFor, await isSeen()]).toEqual([null, false])
})

test('while the hour has struck and the scheduler has not come yet, undoing something else leaves the hour', async () => {
  const [id] = (await begin()) as [string]
  await check(id)
  await schedule(id, '2024-11-04T10:00:00Z')
  await office.pool.query('update digest_edition set checked_at = null, checked_by_id = null, checked_by_name = null where id = $1', [id])
  await check(id)
  office.here.clock.set('2024-11-04T10:00:20Z')
  await undo(await lastLine(id))
  expect((await row(id)).scheduledFor?.toISOString()).toBe('2024-11-04T10:00:00.000Z')
  await round()
  expect(await isSeen()).toBe(true)
})

test('a second publication undone after a withdrawal goes by the undoing: it was not withdrawn before it was published', async () => {
  const [id] = (await begin()) as [string]
  await check(id)
  await publish(id)
  office.here.clock.set('2024-11-05T09:00:00Z')
  await withdraw(id)
  office.here.clock.set('2024-11-06T09:00:00Z')
  await publish(id, 'Поправена')
  office.here.clock.set('2024-11-07T09:00:00Z')
  await undo(await lastLine(id))
  const { rows } = await office.pool.query('select reason, withdrawn_at, withdraw_reason from digest_publication order by published_at')
  expect(rows).toEqual([
    { reason: 'Редовен обзор', withdrawn_at: new Date('2024-11-05T09:00:00Z'), withdraw_reason: 'Невярна информация' },
    { reason: 'Поправена', withdrawn_at: new Date('2024-11-07T09:00:00Z'), withdraw_reason: 'публикуването беше върнато назад' },
  ])
  expect([await isSeen(), (await row(id)).withdrawnAt?.toISOString()]).toEqual([false, '2024-11-05T09:00:00.000Z'])
})

const months = async () => (await office.pool.query('select id, deleted_at is null as stands from digest order by id')).rows

test('an edition that comes back brings its month; the next begun language joins it', async () => {
  const [bg, en] = (await begin(['bg', 'en'])) as [string, string]
  const [first, last] = [await remove(bg), await remove(en)]
  const [digest] = await months()
  expect(digest.stands).toBe(false)
  expect(await undo(first)).not.toContain(LATE)
  expect(await months()).toEqual([{ id: digest.id, stands: true }])
  // The other one finds the month standing, and comes back as well.
  expect(await undo(last)).not.toContain(LATE)
  expect([(await row(bg)).digestId, (await row(en)).digestId]).toEqual([digest.id, digest.id])
  expect((await beginMonth(office.here, office.officer, MONTH, ['bg'])).ok).toBe(false)
})

test('where another report of the month was begun meanwhile, an edition does not come back beside it', async () => {
  const [bg, en] = (await begin(['bg', 'en'])) as [string, string]
  const first = await remove(bg)
  await remove(en)
  await begin(['en'])
  expect(await undo(first)).toContain('Обзор за октомври 2024 г. вече има.')
  expect((await months()).map(({ stands }) => stands)).toEqual([false, true])
  expect(await office.here.db.inOffice(office.officeId, (tx) => editionById(tx, bg))).toBeNull()
})
