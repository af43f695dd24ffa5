// The agenda through HTTP: points added, ordered, marked, taken off and put back; what earlier meetings left taken up; the order's rules by table.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import type { EventValues } from '#features/events/event.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { itemsOfMeeting } from '../meeting.queries.ts'
import { addItem, changeItem, setItemState } from './item.actions.ts'
import { orderMoved, orderTyped, placeAtEnd, placesFor } from './item.ts'

const TODAY = '2026-11-23'

describe('the order of points', () => {
  test.each([
    ['one up', 'b', -1, ['b', 'a', 'c']],
    ['one down', 'b', 1, ['a', 'c', 'b']],
    ['the first stays first', 'a', -1, ['a', 'b', 'c']],
    ['the last stays last', 'c', 1, ['a', 'b', 'c']],
    ['an unknown one moves nothing', 'x', 1, ['a', 'b', 'c']],
  ] as const)('%s', (_, id, step, order) => {
    expect(orderMoved(['a', 'b', 'c'], id, step)).toEqual(order)
  })

  test.each([
    ['nothing typed', {}, 'abcd'],
    ['the third becomes the first', { c: '1' }, 'cabd'],
    ['the first becomes the third', { a: '3' }, 'bcad'],
    ['two exchange', { a: '2', b: '1' }, 'bacd'],
    ['all turned round', { a: '4', b: '3', c: '2', d: '1' }, 'dcba'],
    ['a number beyond the end', { a: '99' }, 'bcda'],
    ['two want to be first: the one that stood before is before', { c: '1', d: '1' }, 'cdab'],
    ['junk is no number', { a: 'x', b: '-1', c: '1.5', d: '' }, 'abcd'],
  ] as const)('by typed numbers: %s', (_, typed, order) => {
    expect(orderTyped(['a', 'b', 'c', 'd'], typed).join('')).toBe(order)
  })

  test('only those that move get another place, and points that share one are counted anew', () => {
    const items = [
      { id: 'a', place: 1 },
      { id: 'b', place: 4 },
      { id: 'c', place: 5 },
    ]
    expect(placesFor(items, ['a', 'c', 'b'])).toEqual([
      { id: 'c', place: 4 },
      { id: 'b', place: 5 },
    ])
    expect(
      placesFor(
        items.map((one) => ({ ...one, place: 1 })),
        ['c', 'a', 'b'],
      ),
    ).toEqual([
      { id: 'a', place: 2 },
      { id: 'b', place: 3 },
    ])
    expect([placeAtEnd([]), placeAtEnd(items)]).toEqual([1, 6])
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of [
    'activity',
    'name_entry',
    'text_entry',
    'meeting_item',
    'meeting',
    'commitment_partner',
    'commitment',
    'event_partner',
    'event',
    'person',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const town = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
const meet = async (values: Partial<EventValues> = {}) =>
  done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date: '2026-12-01', partners: [], ...values })).id
const point = async (eventId: string, bg: string) => done(await addItem(office.here, office.officer, eventId, { title: { bg } })).id
const items = (eventId: string) => office.here.db.inOffice(office.officeId, (tx) => itemsOfMeeting(tx, eventId, TODAY))
const titles = async (eventId: string) => (await items(eventId)).map(({ title }) => title.in['bg']!.text)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const lastLine = async () => (await office.pool.query<{ id: string }>('select id from activity order by id desc limit 1')).rows[0]!.id

describe('points', () => {
  test('one is added on the meeting’s page, in the office’s language, and the page counts the minutes', async () => {
    const id = await meet()
    const officer = office.as('officer')
    const added = await officer.post(addresses.meetingItems({ id }), { 'title.bg': 'Пробна точка', broughtBy: 'us', minutesPlanned: '20' })
    expect(added.status).toBe(303)
    await officer.post(addresses.meetingItems({ id }), { 'title.bg': 'Втора точка', broughtBy: '', minutesPlanned: '' })
    const shown = await page(addresses.meeting({ id }))
    expect(['Пробна точка', 'внасяме ние', '20 минути', '2 · 20 минути', 'за обсъждане'].filter((words) => !shown.includes(words))).toEqual([])
    expect(await page(addresses.event({ id }))).toContain('2 точки, няма протокол.')
  })

  test.each([
    ['no title', { 'title.bg': ' ' }, 'Напишете какво ще се обсъжда.'],
    ['a title of a page', { 'title.bg': 'т'.repeat(301) }, 'най-много 300 знака'],
    ['minutes in words', { 'title.bg': 'Точка', minutesPlanned: 'двайсет' }, 'цяло число от 1 до 600'],
    ['no minutes at all', { 'title.bg': 'Точка', minutesPlanned: '0' }, 'цяло число от 1 до 600'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const id = await meet()
    const answer = await office.as('officer').post(addresses.meetingItems({ id }), { broughtBy: 'them', ...fields })
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('value="them" selected=""'), await titles(id)]).toEqual([422, true, true, []])
  })

  test('a letter has no agenda; an event that is not there has no page', async () => {
    const letter = await meet({ kind: 'letter', direction: 'incoming' })
    expect((await office.as('officer').get(addresses.meeting({ id: letter }))).status).toBe(404)
    expect(await addItem(office.here, office.officer, letter, { title: { bg: 'Точка' } })).toMatchObject({ ok: false, refusal: { code: 'no-papers' } })
    expect(await page(addresses.event({ id: letter }))).not.toContain('Дневен ред и протокол')
    const nowhere = addresses.meetingItems({ id: '01930000-0000-7000-8000-000000000000' })
    expect((await office.as('officer').post(nowhere, { 'title.bg': 'Точка' })).status).toBe(404)
  })

  test('moved up and down by buttons and by numbers, each taken back in one step', async () => {
    const id = await meet()
    const [first, , third] = [await point(id, 'А'), await point(id, 'Б'), await point(id, 'В')]
    const officer = office.as('officer')
    await officer.post(addresses.meetingItemMove({ id, item: first }), { step: 'down' })
    expect(await titles(id)).toEqual(['Б', 'А', 'В'])
    await officer.post(addresses.meetingOrder({ id }), { [`order.${third}`]: '1', [`order.${first}`]: '2' })
    expect(await titles(id)).toEqual(['В', 'Б', 'А'])
    expect((await undo(await lastLine())).ok).toBe(true)
    expect(await titles(id)).toEqual(['Б', 'А', 'В'])
    const same = await officer.post(addresses.meetingOrder({ id }), {})
    expect([same.status, await titles(id)]).toEqual([303, ['Б', 'А', 'В']])
    const end = await officer.post(addresses.meetingItemMove({ id, item: third }), { step: 'down' })
    expect([end.status, await titles(id)]).toEqual([303, ['Б', 'А', 'В']])
  })

  test('changed with everything on its own page; a stale save shows both and loses nothing', async () => {
    const id = await meet()
    const item = await point(id, 'Старо')
    done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Примерова' } }))
    const path = addresses.meetingItem({ id, item })
    const officer = office.as('officer')
    const form = { version: '1', 'title.bg': 'Ново', broughtBy: 'both', 'person.text': 'Проба Примерова', minutesPlanned: '15' }
    expect((await officer.post(path, form)).status).toBe(303)
    expect(await page(addresses.meeting({ id }))).toContain('Проба Примерова')
    const stale = await officer.post(path, { ...form, 'title.bg': 'Моето' })
    const shown = await stale.text()
    expect([stale.status, shown.includes('Моето'), shown.includes('Ново'), /name="version" value="2"/.test(shown)]).toEqual([409, true, true, true])
    const unknown = await officer.post(path, { ...form, version: '2', 'person.text': 'Никой Неизвестен' })
    expect([unknown.status, (await unknown.text()).includes('В регистъра няма „Никой Неизвестен“')]).toEqual([422, true])
    expect(await titles(id)).toEqual(['Ново'])
  })

  test('marked as discussed or left over, taken off, and back by undo', async () => {
    const id = await meet()
    const item = await point(id, 'Точка')
    const officer = office.as('officer')
    expect((await officer.post(addresses.meetingItemState({ id, item }), { version: '1', state: 'discussed' })).status).toBe(303)
    expect((await items(id))[0]!.state).toBe('discussed')
    await officer.post(addresses.meetingItemState({ id, item }), { version: '1', state: 'left_over' })
    await officer.post(addresses.meetingItemState({ id, item }), { version: '2', state: 'forgotten' })
    expect((await items(id))[0]!.state).toBe('discussed')
    expect((await officer.post(addresses.meetingItemRemoval({ id, item }), { version: '2' })).status).toBe(303)
    expect(await titles(id)).toEqual([])
    expect((await undo(await lastLine())).ok).toBe(true)
    expect((await items(id))[0]!).toMatchObject({ state: 'discussed', version: 4 })
    const history = await page(addresses.history({ thing: 'event', id }))
    expect(
      ['Добавена точка в дневния ред: Точка', 'Свалена точка от дневния ред: Точка', 'Върната точка от дневния ред: Точка'].filter(
        (words) => !history.includes(words),
      ),
    ).toEqual([])
  })

  test('a reader reads it and cannot write; another office’s ids are nothing', async () => {
    const id = await meet()
    const item = await point(id, 'Точка')
    const shown = await page(addresses.meeting({ id }), 'reader')
    expect([shown.includes('Точка'), shown.includes('/items/'), shown.includes('name="step"')]).toEqual([true, false, false])
    const tries = [
      addresses.meetingItems({ id }),
      addresses.meetingItem({ id, item }),
      addresses.meetingItemMove({ id, item }),
      addresses.meetingItemState({ id, item }),
      addresses.meetingItemRemoval({ id, item }),
      addresses.meetingOrder({ id }),
      addresses.meetingLeft({ id }),
    ]
    for (const path of tries) expect((await office.as('reader').post(path, { version: '1', state: 'discussed', 'title.bg': 'Т' })).status).toBe(403)
    const { visit } = await office.openAnother('Община Чужда')
    for (const path of tries) expect([path, (await visit.post(path, { version: '1', state: 'discussed', 'title.bg': 'Т' })).status]).toEqual([path, 404])
    expect([(await visit.get(addresses.meeting({ id }))).status, (await visit.get(addresses.meetingItemEdit({ id, item }))).status]).toEqual([404, 404])
    // A point of one meeting is not another's.
    const other = await meet()
    expect((await office.as('officer').post(addresses.meetingItemRemoval({ id: other, item }), { version: '1' })).status).toBe(404)
    expect(await titles(id)).toEqual(['Точка'])
  })

  test('one point and three cost the same number of queries', async () => {
    const id = await meet()
    await point(id, 'А')
    const cost = () => office.statements(async () => void (await office.as('officer').get(addresses.meeting({ id }))))
    const one = await cost()
    await point(id, 'Б')
    await point(id, 'В')
    expect(await cost()).toBe(one)
  })
})

describe('what was left', () => {
  test('left over, never marked and promised: offered at the next meeting with the partner, one tick each', async () => {
    const [mine, other] = [await town('Пробен град'), await town('Друг град')]
    const past = await meet({ date: '2024-10-14', partners: [mine], title: { bg: 'Предишна среща' } })
    const left = await point(past, 'Отложена точка')
    done(await setItemState(office.here, office.officer, past, left, 1, 'left_over'))
    const done_ = await point(past, 'Обсъдена точка')
    done(await setItemState(office.here, office.officer, past, done_, 1, 'discussed'))
    await point(past, 'Забравена точка')
    const elsewhere = await meet({ date: '2024-11-01', partners: [other] })
    await point(elsewhere, 'Чужда точка')
    const promised = { owedBy: 'them', topic: 'other', state: 'agreed', due: '2026-01-31', partners: [mine] } as const
    const promise = done(await createCommitment(office.here, office.officer, { ...promised, text: { bg: 'Да изпратят пробна книга' } })).id
    const next = await meet({ partners: [mine, other] })
    const only = await meet({ date: '2026-12-05', partners: [mine] })

    const shown = await page(addresses.meeting({ id: only }))
    const offered = [
      'Останало от 14 октомври 2024 г.',
      'Отложена точка',
      'Забравена точка',
      'не е отбелязано дали е обсъдена',
      'Да изпратят пробна книга',
      'просрочено',
    ]
    expect(offered.filter((words) => !shown.includes(words))).toEqual([])
    expect([shown.includes('Обсъдена точка'), shown.includes('Чужда точка')]).toEqual([false, false])
    expect(await page(addresses.meeting({ id: next }))).toContain('Чужда точка')
    expect(await page(addresses.meeting({ id: only }), 'reader')).not.toContain('Останало от')

    const officer = office.as('officer')
    const nothing = await officer.post(addresses.meetingLeft({ id: only }), { which: 'ticked' })
    expect([nothing.status, await titles(only)]).toEqual([303, []])
    await officer.post(addresses.meetingLeft({ id: only }), { which: 'ticked', take: [`item:${left}`, `promise:${promise}`, 'item:junk'] })
    expect(await titles(only)).toEqual(['Отложена точка', 'Да изпратят пробна книга'])
    const [carried, asked] = await items(only)
    expect([carried!.from?.eventId, carried!.fromItemId, asked!.promise?.id, asked!.broughtBy]).toEqual([past, left, promise, 'them'])
    expect(await page(addresses.meeting({ id: only }))).toContain('останала от 14 октомври 2024 г.')

    // What is taken up is offered nowhere else; all the rest at once, in one change that is taken back whole.
    expect(await page(addresses.meeting({ id: next }))).not.toContain('Отложена точка')
    await officer.post(addresses.meetingLeft({ id: next }), { which: 'all' })
    expect(await titles(next)).toEqual(['Чужда точка', 'Забравена точка', 'Да изпратят пробна книга'])
    expect((await undo(await lastLine())).ok).toBe(true)
    expect(await titles(next)).toEqual([])
    // A point that is dropped from the later meeting is offered again.
    done(await changeItem(office.here, office.officer, only, carried!.id, 1, { title: { bg: 'Отложена точка' } }))
    await officer.post(addresses.meetingItemRemoval({ id: only, item: carried!.id }), { version: '2' })
    expect(await page(addresses.meeting({ id: next }))).toContain('Отложена точка')
  })

  test('what a called-off meeting was to come to is left for the next', async () => {
    const mine = await town('Отменен град')
    const off = await meet({ date: '2026-11-30', partners: [mine] })
    await point(off, 'Неслучила се точка')
    const next = await meet({ date: '2026-12-05', partners: [mine] })
    expect(await page(addresses.meeting({ id: next }))).not.toContain('Неслучила се точка')
    await office.pool.query(`update event set cancelled_on = '2026-11-22' where id = $1`, [off])
    expect(await page(addresses.meeting({ id: next }))).toContain('Неслучила се точка')
  })

  test('three left points cost as many queries as one', async () => {
    const mine = await town('Броен град')
    const past = await meet({ date: '2024-10-14', partners: [mine] })
    await point(past, 'А')
    const next = await meet({ partners: [mine] })
    const cost = () => office.statements(async () => void (await office.as('officer').get(addresses.meeting({ id: next }))))
    const one = await cost()
    await point(past, 'Б')
    await point(past, 'В')
    expect(await cost()).toBe(one)
  })
})
