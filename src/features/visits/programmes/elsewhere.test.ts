// Two visits at a time: whoever of the register is expected in both, and a room of ours that both have, are told of in either programme.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent, removeEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import type { DelegateValues } from '../delegations/delegate.ts'
import { openVisit } from '../visit.actions.ts'
import { addGroup } from './group.actions.ts'
import { addProgrammeItem, removeProgrammeItem } from './item.actions.ts'
import type { ItemValues } from './programme.ts'
import { programmeOf } from './programme.queries.ts'
import { remedyKey } from './remedy.ts'
import { warningsIn } from './elsewhere.queries.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of [
    'activity',
    'name_entry',
    'programme_participant',
    'programme_item_group',
    'programme_group_member',
    'programme_group',
    'programme_item',
    'visit_delegate',
    'visit',
    'event_partner',
    'event',
    'person',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const DAY = '2027-02-10'
async function visit(title: string, direction: 'incoming' | 'outgoing' = 'incoming', date = DAY): Promise<string> {
  const { id } = done(await createEvent(office.here, office.officer, { kind: 'visit', direction, date, partners: [], title: { bg: title, en: title } }))
  return done(await openVisit(office.here, office.officer, id)).id
}
type Said = { readonly day?: string; readonly minutes?: number } & Partial<Omit<ItemValues, 'when'>>
async function add(id: string, title: string, at: string, { day = DAY, minutes = 60, ...more }: Said = {}): Promise<string> {
  const when = { day, time: at, fold: 'first' as const, minutes, lastDay: day, zone: 'Europe/Sofia', endZone: 'Europe/Sofia' }
  return done(await addProgrammeItem(office.here, office.officer, id, { kind: 'item', title: { bg: title, en: title }, attendance: 'some', when, ...more })).id
}
const mayor = async () => done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Кметова' } })).id
const named = (personId: string) => [{ delegateId: null, personId, part: 'takes' as const }]
const delegate = async (id: string, value: DelegateValues) => done(await addDelegates(office.here, office.officer, id, [value])).ids[0]!

const programme = (id: string) => office.here.db.inOffice(office.officeId, (tx) => programmeOf(tx, id))
const warnings = (id: string) => office.here.db.inOffice(office.officeId, async (tx) => warningsIn(tx, (await programmeOf(tx, id))!))
/** Of each warning about another visit: its kind, here, there. */
async function elsewhere(id: string): Promise<string[]> {
  const found = await programme(id)
  if (found === null) return []
  return (await warnings(id)).flatMap(({ kind, items, elsewhere: other }) =>
    other === undefined ? [] : [`${kind}: ${found.items.find((one) => one.id === items[0])!.title.in['bg']!.text} / ${other.title.in['bg']!.text}`],
  )
}
const page = async (path: string) => (await office.as('officer').get(path)).text()
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('a person named in one programme and a member of the delegation in another are one person at two places: both are told, with a link', async () => {
  const person = await mayor()
  const [first, second] = [await visit('Гости от Примерово'), await visit('Гости от Узорево')]
  await delegate(second, { side: 'hosts', name: { bg: 'Проба Кметова' }, personId: person })
  const own = await add(first, 'Среща с керамици', '10:00', { participants: named(person) })
  const other = await add(second, 'Прием', '10:15', { attendance: 'hosts' })
  expect([await elsewhere(first), await elsewhere(second)]).toEqual([
    ['person-elsewhere: Среща с керамици / Прием'],
    ['person-elsewhere: Прием / Среща с керамици'],
  ])
  const shown = await page(addresses.programme({ id: first }))
  expect(plain(shown)).toContain(
    'Заети и в друго посещение от 10:15 до 11:00, сряда, 10 февруари Проба Кметова: тук на „Среща с керамици“, а по същото време и на „Прием“ в друга програма: Гости от Узорево',
  )
  expect(shown).toContain(`<a href="${addresses.programme({ id: second })}#i-${other}">Гости от Узорево</a>`)
  expect(await page(addresses.programme({ id: second }))).toContain(`<a href="${addresses.programme({ id: first })}#i-${own}">Гости от Примерово</a>`)
  expect(await page(addresses.programmeItem({ id: first, item: own }))).toContain(`<a href="${addresses.programme({ id: second })}#i-${other}">`)
})

test('what is moved onto the other visit is said, and the remedy puts it behind that visit’s item', async () => {
  const person = await mayor()
  const [first, second] = [await visit('Гости от Примерово'), await visit('Гости от Узорево')]
  const own = await add(first, 'Среща', '09:00', { participants: named(person) })
  await add(second, 'Прием', '10:00', { participants: named(person) })
  const knock = office.as('officer')
  const moved = plain(await knock.follow(await knock.post(addresses.programmeItemMoving({ id: first, item: own }), { version: '1', by: '15' })))
  expect(moved).toContain('Застъпва се с „Прием“ от програмата на „Гости от Узорево“.')
  const [warning] = await warnings(first)
  await knock.post(addresses.programmeRemedies({ id: first }), { remedy: remedyKey(warning!, warning!.remedies[0]!) })
  expect([await elsewhere(first), await elsewhere(second)]).toEqual([[], []])
  expect(plain(await page(addresses.programmeItem({ id: first, item: own })))).toContain('11:00–12:00')
})

test.each(['group', 'side', 'name'] as const)('by %s somebody is at the other visit’s item', async (by) => {
  const person = await mayor()
  const [first, second] = [await visit('Гости от Примерово'), await visit('Гости от Узорево')]
  const member = await delegate(second, { side: 'hosts', name: { bg: 'Проба Кметова' }, personId: person })
  const group = done(await addGroup(office.here, office.officer, second, { name: { bg: 'Група' }, members: [member] })).id
  await add(first, 'Среща', '10:00', { participants: named(person) })
  await add(
    second,
    'Прием',
    '10:30',
    by === 'group' ? { groups: [group] } : by === 'side' ? { attendance: 'all' } : { participants: [{ delegateId: member, personId: null, part: 'leads' }] },
  )
  expect([await elsewhere(first), await elsewhere(second)]).toEqual([['person-elsewhere: Среща / Прием'], ['person-elsewhere: Прием / Среща']])
})

test('a room of ours that two visits have at a time; another room, the next hour and a room abroad are none', async () => {
  const [first, second, abroad] = [await visit('Гости от Примерово'), await visit('Гости от Узорево'), await visit('При побратимите', 'outgoing')]
  const hall = { place: { bg: 'Кметството' }, room: 'Зала 1' }
  await add(first, 'Представяне', '15:00', hall)
  await add(second, 'Разговор', '15:30', { place: { bg: 'кметството' }, room: ' зала  1' })
  await add(second, 'Друга зала', '15:00', { ...hall, room: 'Зала 2' })
  await add(second, 'Следващият час', '16:30', hall)
  await add(abroad, 'В тяхното кметство', '15:00', hall)
  expect([await elsewhere(first), await elsewhere(second), await elsewhere(abroad)]).toEqual([
    ['room-elsewhere: Представяне / Разговор'],
    ['room-elsewhere: Разговор / Представяне'],
    [],
  ])
  expect(plain(await page(addresses.programme({ id: first })))).toContain(
    'Залата е заета и за друго посещение от 15:30 до 16:00, сряда, 10 февруари Зала 1: тук за „Представяне“, а по същото време и за „Разговор“ в друга програма: Гости от Узорево',
  )
})

test.each([
  [
    'another day',
    async (_: string, second: string, person: string) => void (await add(second, 'Прием', '10:00', { day: '2027-02-11', participants: named(person) })),
  ],
  ['the hour after', async (_: string, second: string, person: string) => void (await add(second, 'Прием', '11:00', { participants: named(person) }))],
  ['somebody else', async (_: string, second: string) => void (await add(second, 'Прием', '10:00', { participants: named(await mayor()) }))],
  ['a break', async (_: string, second: string, person: string) => void (await add(second, 'Кафе', '10:00', { kind: 'break', participants: named(person) }))],
  [
    'an item that was taken out',
    async (_: string, second: string, person: string) => {
      const item = await add(second, 'Прием', '10:00', { participants: named(person) })
      done(await removeProgrammeItem(office.here, office.officer, second, item, 1))
    },
  ],
  [
    'a visit that was called off',
    async (_: string, second: string, person: string) => {
      await add(second, 'Прием', '10:00', { participants: named(person) })
      await office.pool.query('update event set cancelled_on = $1 where id = $2', [DAY, second])
    },
  ],
  [
    'a visit that was removed',
    async (_: string, second: string, person: string) => {
      await add(second, 'Прием', '10:00', { participants: named(person) })
      done(await removeEvent(office.here, office.officer, second, 1))
    },
  ],
  [
    'this visit called off',
    async (first: string, second: string, person: string) => {
      await add(second, 'Прием', '10:00', { participants: named(person) })
      await office.pool.query('update visit set cancelled_on = $1 where id = $2', [DAY, first])
    },
  ],
  [
    'a visit that was declined',
    async (_: string, second: string, person: string) => {
      await add(second, 'Прием', '10:00', { participants: named(person) })
      await office.pool.query(`update visit set answer = 'declined' where id = $1`, [second])
    },
  ],
  [
    'one event of the register that stands in both',
    async (first: string, second: string, person: string) => {
      const festival = done(
        await createEvent(office.here, office.officer, { kind: 'festival', direction: 'none', date: DAY, partners: [], title: { bg: 'Празник' } }),
      ).id
      await office.pool.query('update programme_item set event_id = $1 where visit_id = $2', [festival, first])
      await add(second, 'Прием', '10:00', { participants: named(person), eventId: festival })
    },
  ],
])('nothing is said of %s', async (_, happen) => {
  const person = await mayor()
  const [first, second] = [await visit('Гости от Примерово'), await visit('Гости от Узорево')]
  await add(first, 'Среща', '10:00', { participants: named(person) })
  await happen(first, second, person)
  expect([await elsewhere(first), await elsewhere(second)]).toEqual([[], []])
})

test('however many visits there are at a time, the number of statements is the same; other offices’ are not seen', async () => {
  const person = await mayor()
  const first = await visit('Гости от Примерово')
  await add(first, 'Среща', '10:00', { participants: named(person) })
  const more = async () => void (await add(await visit('Гости от Узорево'), 'Прием', '10:30', { participants: named(person) }))
  const count = () => office.statements(() => warnings(first))
  await more()
  const one = await count()
  await more()
  await more()
  expect([await count(), (await elsewhere(first)).length]).toEqual([one, 3])
  const another = await office.openAnother('Другаде')
  expect((await another.visit.get(addresses.programme({ id: first }))).status).toBe(404)
})
