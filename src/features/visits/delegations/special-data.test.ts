// What members of a delegation eat and need goes by itself after the visit, wherever it was kept, and nothing else goes with it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { openVisit } from '../visit.actions.ts'
import { eraseSpecialData } from './special-data.jobs.ts'

let office: TestOffice
let officer: Visit
let id: string
beforeAll(async () => {
  office = await openOffice({ today: '2027-03-01' })
  officer = office.as('officer')
})
beforeEach(async () => {
  office.here.clock.set('2027-03-01')
  id = done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'incoming',
      date: '2027-03-10/2027-03-12',
      title: { bg: 'Посещение' },
      partners: [],
    }),
  ).id
  done(await openVisit(office.here, office.officer, id))
  await officer.post(addresses.visitDelegations({ id }), { side: 'guests', room: '', 'name.bg': 'Клер Пробна', diet: 'само зайчета', phone: '+33 1' })
})
afterAll(() => office.close())

const erasedBy = async (day: string): Promise<void> => {
  office.here.clock.set(day)
  await eraseSpecialData(office.here)
}
const member = async () => (await office.pool.query('select id, version, diet, needs, phone from visit_delegate where visit_id = $1', [id])).rows[0]
const told = async (): Promise<number> =>
  (
    await office.pool.query(
      `select count(*)::int as n from activity where (before::text || coalesce(after::text, '')) like '%зайчета%' or after::text like '%зайчета%'`,
    )
  ).rows[0].n

test('as many days after the visit as the office says, from the history of changes too', async () => {
  await erasedBy('2027-04-11')
  expect([(await member()).diet, await told()]).toEqual(['само зайчета', 1])
  expect(await (await officer.get(addresses.visitDelegations({ id }))).text()).toContain('се изтриват сами след посещението')
  await erasedBy('2027-04-12')
  expect([await member(), await told()]).toEqual([expect.objectContaining({ diet: '', phone: '+33 1' }), 0])
  expect(await (await officer.get(addresses.visitDelegations({ id }))).text()).toContain('са изтрити на 12 април 2027')
})

test('what is entered afterwards goes in the next night; an old state brought back brings nothing of it', async () => {
  await erasedBy('2027-05-01')
  const { id: delegate, version } = await member()
  await officer.post(addresses.delegateEdit({ id, delegate }), {
    version: String(version),
    side: 'guests',
    room: '',
    'name.bg': 'Клер Пробна',
    diet: 'пак зайчета',
  })
  expect((await member()).diet).toBe('пак зайчета')
  const gone = await officer.follow(await officer.post(addresses.delegateRemoval({ id, delegate }), { version: String(version + 1) }))
  await erasedBy('2027-05-02')
  expect([(await member()).diet, await told()]).toEqual(['', 0])
  await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(gone)![1]!)
  expect(await member()).toMatchObject({ diet: '', phone: '' })
})

test('a visit that was called off is over that day; one to come, of another office or without a day keeps its own', async () => {
  const other = done(
    await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: null, title: { bg: 'Без ден' }, partners: [] }),
  ).id
  done(await openVisit(office.here, office.officer, other))
  await officer.post(addresses.visitDelegations({ id: other }), { side: 'guests', room: '', 'name.bg': 'Жан Пробен', needs: 'рампа' })
  await officer.post(addresses.visitCancellation({ id }), {
    version: '1',
    'cancelledOn.day': '1',
    'cancelledOn.month': '3',
    'cancelledOn.year': '2027',
    cancelReason: 'Буря',
  })
  await erasedBy('2027-04-01')
  expect((await member()).diet).toBe('')
  expect((await office.pool.query('select needs from visit_delegate where visit_id = $1', [other])).rows).toEqual([{ needs: 'рампа' }])
})
