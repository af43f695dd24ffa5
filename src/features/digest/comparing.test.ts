// Reports are held against the register when it has changed or a day has begun, once, and nothing is written where nothing is new.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEvent } from '#features/events/event.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { compareDigests } from './digest.jobs.ts'
import { beginMonth } from './edition.actions.ts'

let office: TestOffice
let partner: string
const at = (moment: string): void => office.here.clock.set(moment)
const monthBefore = (many: number): string => new Date(Date.UTC(2024, 9 - many, 1)).toISOString().slice(0, 7)

beforeAll(async () => {
  office = await openOffice({ today: '2024-11-04' })
  const { here, officer: by, officeId } = office
  const made = done(
    await createPartnershipWith(
      here,
      by,
      { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'MK' },
      { type: 'twinning', published: true },
    ),
  )
  partner = (await here.db.inOffice(officeId, (tx) => partnershipById(tx, made.id)))!.organisationId
  for (let many = 0; many < 26; many += 1) done(await beginMonth(here, by, monthBefore(many), many % 25 === 0 ? ['bg', 'en'] : ['bg']))
  await compare()
})
afterAll(() => office.close())

const compare = (which: 'newest' | 'older' = 'newest') => compareDigests(office.here, silentLog, () => false, which)
const visit = async (date: string): Promise<void> =>
  void done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date, partners: [partner], published: true }))
const changed = async () =>
  (
    await office.pool.query(
      `select d.month, e.language, to_char(e.source_changed_at at time zone 'UTC', 'DD HH24:MI') as since
         from digest_edition e join digest d on d.id = e.digest_id where e.source_changed_at is not null order by d.month, e.language`,
    )
  ).rows
const written = async (): Promise<string> =>
  (await office.pool.query<{ rows: string }>(`select string_agg(xmin::text, ' ' order by id) as rows from digest_edition`)).rows[0]!.rows

test('with nothing changed nothing is read again, however soon, and nothing is written', async () => {
  const before = await written()
  expect(await office.statements(() => compare())).toBeLessThan(6)
  expect(await written()).toBe(before)
})

test('a change is found once, in every language of its month; months that say the same are not touched', async () => {
  const before = await written()
  at('2024-11-04T10:00:00Z')
  await visit('2024-10-12')
  at('2024-11-04T10:01:00Z')
  await compare()
  const months = await changed()
  expect(months.filter(({ month }) => month === '2024-10')).toEqual([
    { month: '2024-10', language: 'bg', since: '04 10:01' },
    { month: '2024-10', language: 'en', since: '04 10:01' },
  ])
  const after = await written()
  const [a, b] = [before.split(' '), after.split(' ')]
  expect(a.filter((row, index) => row !== b[index]).length).toBe(months.length)
  at('2024-11-04T10:01:30Z')
  expect(await office.statements(() => compare())).toBeLessThan(6)
  // Something else is changed: what differed already keeps since when.
  await visit('2024-10-13')
  await compare()
  expect((await changed()).filter(({ month }) => month === '2024-10').map(({ since }) => since)).toEqual(['04 10:01', '04 10:01'])
})

test('a change that becomes visible after a later one is seen as well', async () => {
  await compare()
  const { rows } = await office.pool.query<{ id: string }>('select id from activity order by id desc limit 1')
  // Its moment and its number are older than the newest line's.
  const older = `${rows[0]!.id.slice(0, 8)}-0000-7000-8000-000000000000`
  await office.pool.query(
    `insert into activity (office_id, id, change_id, at, person_id, person_name, act, thing, thing_id, label, version_after)
     select office_id, $1, $1, at - interval '5 seconds', person_id, person_name, act, thing, $1, label, 1 from activity order by id desc limit 1`,
    [older],
  )
  expect(await office.statements(() => compare())).toBeGreaterThan(100)
})

test('older months wait for the night; a day that begins is looked at without any change', async () => {
  const oldest = monthBefore(25)
  at('2024-11-04T11:00:00Z')
  await visit(`${oldest}-10`)
  await compare()
  expect((await changed()).filter(({ month }) => month === oldest)).toEqual([])
  await compare('older')
  expect((await changed()).filter(({ month }) => month === oldest).map(({ language }) => language)).toEqual(['bg', 'en'])
  expect(await office.statements(() => compare('older'))).toBeLessThan(6)
  at('2024-11-05T11:00:00Z')
  expect(await office.statements(() => compare('older'))).toBeLessThan(6)
  expect(await office.statements(() => compare())).toBeGreaterThan(100)
})
