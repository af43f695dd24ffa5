// A journey and its event: moved along by one press, called off with it or on its own; money that was given is settled all the same.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, changeEvent, createEvent } from '#features/events/event.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { tripsWithDeadlines } from '../deadline.queries.ts'
import { payAdvance, settleTraveller } from '../travellers/traveller.actions.ts'
import { addTraveller } from '../travellers/traveller.actions.ts'
import { changeTrip, openTrip, signOrder } from '../trip.actions.ts'
import { tripById, tripInBrief, tripList } from '../trip.queries.ts'
import { type Leg, movedEvent, shiftedLegs, type Stop } from './journey.ts'

const TODAY = '2026-11-23'
const home: Stop = { placeId: null, text: 'Примерово', country: 'BG', zone: 'Europe/Sofia' }
const there: Stop = { placeId: null, text: 'Узорево', country: 'MK', zone: 'Europe/Skopje' }
const leg = (from: Stop, to: Stop, day: string, time: string | null = null): Leg => ({
  from,
  to,
  departs: { day, time },
  arrives: { day, time: time === null ? null : '23:00' },
  transport: 'автобус',
})
const WAY = [leg(home, there, '2026-12-30'), leg(there, home, '2027-01-02')]

describe('rules', () => {
  test.each([
    ['nothing, where it is as it was', '2026-12-30/2027-01-02', '2026-12-30/2027-01-02', null],
    ['nothing, where nobody knows by what it was laid out', null, '2027-01-10', null],
    ['over New Year, to days as many', '2026-12-30/2027-01-02', '2027-01-10/2027-01-13', { days: 11, longer: 0 }],
    ['earlier and shorter', '2026-12-30/2027-01-02', '2026-12-28/2026-12-29', { days: -2, longer: -2 }],
    ['to a month: by how many days nobody can say', '2026-12-30/2027-01-02', '2027-02', { days: null, longer: 0 }],
    ['to no date at all', '2026-12-30/2027-01-02', null, { days: null, longer: 0 }],
  ] as const)('an event moved by %s', (_, was, now, expected) => {
    const moved = movedEvent(was, now)
    expect(moved === null ? null : { days: moved.days, longer: moved.longer }).toEqual(expected)
  })

  test('legs keep their clocks', () => {
    const [first] = shiftedLegs([leg(home, there, '2027-03-27', '20:00')], 1)
    expect([first!.departs, first!.arrives]).toEqual([
      { day: '2027-03-28', time: '20:00' },
      { day: '2027-03-28', time: '23:00' },
    ])
  })
})

describe('through HTTP', () => {
  let office: TestOffice
  let id = ''
  let traveller = ''
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
  })
  afterAll(() => office.close())
  afterEach(() => office.here.clock.set(TODAY))
  const event = { kind: 'visit', direction: 'outgoing', title: { bg: 'Посещение в Узорево' }, partners: [] } as const
  beforeEach(async () => {
    const { here, officer } = office
    id = done(await openTrip(here, officer, done(await createEvent(here, officer, { ...event, date: '2026-12-30/2027-01-02' })).id)).id
    done(await changeTrip(here, officer, id, 1, { task: 'Преговори', basis: '', legs: WAY, lodgingBy: 'us', hostMeals: 'none', note: '' }))
    traveller = done(await addTraveller(here, officer, id, { personId: null, name: 'Проба Служителова', post: '', byOrder: 'usual' })).id
  })

  const read = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, office.here.clock.today())))!
  const plain = async (path = addresses.trip({ id })) =>
    (await (await office.as('officer').get(path)).text())
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&nbsp;', ' ')
      .replace(/\s+/g, ' ')
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const officer = office.as('officer')
    const answer = await officer.post(path, { version: String((await read()).trip.version), ...fields })
    return { status: answer.status, shown: answer.status === 303 ? await officer.follow(answer) : await answer.text() }
  }
  const move = async (date: string) => done(await changeEvent(office.here, office.officer, id, await eventVersion(), { ...event, date }))
  const eventVersion = async () => (await read()).event.event.version
  const order = { number: 'РД-123', on: '2026-11-20', signer: 'Пробен Кметов', signerPost: 'кмет' }
  const undone = async (act: string) => {
    const line = (await office.pool.query<{ id: string }>('select id from activity where act = $1 and thing_id = $2 order by id desc limit 1', [act, id]))
      .rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
  }
  const days = async () => {
    const { trip, moved } = await read()
    return [trip.departsOn, trip.returnsOn, moved === null]
  }
  const waits = async () =>
    (await office.here.db.inOffice(office.officeId, (tx) => tripsWithDeadlines(tx, office.here.clock.today(), '2099-12-31'))).flatMap((one) =>
      one.tripId === id ? [`${one.kind} ${one.due} ${one.who.map(({ name }) => name).join()}`] : [],
    )

  test('an event moved is told, and the journey moves along by one press and back by undo', async () => {
    expect([await days(), (await plain()).includes('Събитието е преместено')]).toEqual([['2026-12-30', '2027-01-02', true], false])
    await move('2027-01-10/2027-01-13')
    const shown = await plain()
    expect(
      ['30 декември 2026 г. – 2 януари 2027 г. → 10–13 януари 2027 г.', 'Премести пътя с 11 дни по-късно', 'Остава както е'].filter(
        (words) => !shown.includes(words),
      ),
    ).toEqual([])
    // A reader sees it and moves nothing.
    expect((await (await office.as('reader').get(addresses.trip({ id }))).text()).includes('Премести пътя')).toBe(false)
    expect((await office.as('reader').post(addresses.tripFollowing({ id }), { version: '2' })).status).toBe(403)
    expect((await post(addresses.tripFollowing({ id }))).shown).toContain('Пътят е преместен заедно със събитието.')
    expect(await days()).toEqual(['2027-01-10', '2027-01-13', true])
    expect((await post(addresses.tripFollowing({ id }))).shown).toContain('Събитието не е местено')
    await undone('trip.moved')
    expect(await days()).toEqual(['2026-12-30', '2027-01-02', false])
  })

  test('it may stay as it is, and whoever lays the way out anew does it by the event', async () => {
    await move('2027-01-10/2027-01-13')
    expect((await post(addresses.tripFollowing({ id }), { stays: 'yes' })).shown).toContain('остава по същите дни')
    expect(await days()).toEqual(['2026-12-30', '2027-01-02', true])
    await move('2027-01-20')
    const legs = [leg(home, there, '2027-01-20'), leg(there, home, '2027-01-21')]
    done(await changeTrip(office.here, office.officer, id, 3, { task: '', basis: '', legs, lodgingBy: 'us', hostMeals: 'none', note: '' }))
    expect(await days()).toEqual(['2027-01-20', '2027-01-21', true])
  })

  test('to a month alone it does not move along', async () => {
    await move('2027-02')
    expect((await post(addresses.tripFollowing({ id }))).shown).toContain('Новата дата не е известна до ден')
    expect((await days())[2]).toBe(false)
  })

  test('once the order is signed it does not move unless an amending order is meant', async () => {
    done(await signOrder(office.here, office.officer, id, 2, 'usual', order))
    await move('2027-01-10/2027-01-13')
    const shown = await plain()
    expect(
      ['Заповед № РД-123 от 20 ноември 2026 г. е подписана за старите дни', 'Премести пътя и подготви изменяща заповед'].filter(
        (words) => !shown.includes(words),
      ),
    ).toEqual([])
    // A page opened before the signing presses without it.
    expect((await post(addresses.tripFollowing({ id }))).shown).toContain('За новите е нужна изменяща заповед')
    expect((await days())[0]).toBe('2026-12-30')
    expect((await post(addresses.tripFollowing({ id }), { amending: 'yes' })).shown).toContain('Променено след подписа: за времето')
    expect((await days())[0]).toBe('2027-01-10')
  })

  test('called off with its event: nothing is asked for but the money that was given', async () => {
    expect(await waits()).toEqual(['order 2026-12-10 Проба Служителова', 'advance 2026-12-29 Проба Служителова'])
    done(await callOffEvent(office.here, office.officer, id, TODAY, await eventVersion()))
    expect([(await read()).state, (await read()).pieces, await waits()]).toEqual(['cancelled', [], []])
    const shown = await plain()
    expect([shown.includes('Събитието е отменено на 23 ноември 2026 г.'), shown.includes('Нищо не липсва'), shown.includes('Подписана е')]).toEqual([
      true,
      true,
      false,
    ])
    expect((await post(addresses.tripOrder({ id, which: 'usual' }), sign('5'))).shown).toContain('заповед за нея не се издава')
    const officer = office.as('officer')
    expect(await officer.follow(await officer.get(addresses.tripPaper({ id, paper: 'order', format: 'docx' })))).toContain('заповед за нея не се издава')
    // An advance is to be given back, all of it, within the office's days.
    done(await payAdvance(office.here, office.officer, traveller, 1, { cents: 10_000, on: '2026-11-20' }))
    expect([await waits(), (await read()).pieces, (await read()).travellers[0]!.settlement.difference]).toEqual([
      ['account 2026-12-03 Проба Служителова'],
      [{ kind: 'account', done: false, due: '2026-12-03', late: false }],
      -10_000,
    ])
    const early = await settleTraveller(office.here, office.officer, traveller, 2, { on: '2026-11-22', note: '' })
    expect(early.ok ? null : early.refusal.code).toBe('early')
    done(await settleTraveller(office.here, office.officer, traveller, 2, { on: TODAY, note: 'ПКО 7' }))
    expect([await waits(), (await read()).state]).toEqual([[], 'cancelled'])
    // The event takes place after all, and so does the journey.
    done(await callOffEvent(office.here, office.officer, id, null, await eventVersion()))
    expect((await read()).state).toBe('prepared')
  })

  const sign = (number: string, does = 'orders') => ({
    number,
    'on.day': '23',
    'on.month': '11',
    'on.year': '2026',
    signer: 'Пробен Кметов',
    signerPost: 'кмет',
    does,
  })

  test('called off on its own with the reason, taken back by undo and by a press; nothing is removed', async () => {
    const without = await post(addresses.tripCallingOff({ id }), { reason: ' ' })
    expect([without.status, without.shown.includes('Напишете защо няма да се състои')]).toEqual([422, true])
    expect((await office.as('reader').post(addresses.tripCallingOff({ id }), { version: '2', reason: 'x' })).status).toBe(403)
    expect((await post(addresses.tripCallingOff({ id }), { reason: 'болест' })).shown).toContain('Отменена на 23 ноември 2026 г.: болест')
    const listed = async (state: 'open' | 'cancelled') =>
      (await office.here.db.inOffice(office.officeId, (tx) => tripList(tx, { state }, {}, TODAY))).rows
        .filter((row) => row.id === id)
        .map((row) => [row.state, row.next])
    const brief = await office.here.db.inOffice(office.officeId, (tx) => tripInBrief(tx, id, TODAY))
    expect([(await read()).state, brief?.state, await listed('open'), await listed('cancelled')]).toEqual(['cancelled', 'cancelled', [], [['cancelled', null]]])
    expect((await read()).trip.legs).toEqual(WAY)
    expect((await post(addresses.tripCallingOff({ id }), { reason: 'пак' })).shown).toContain('вече е отменена')
    await undone('trip.cancelled')
    expect((await read()).state).toBe('prepared')
    await post(addresses.tripCallingOff({ id }), { reason: 'болест' })
    expect((await post(addresses.tripCallingOff({ id }), { resumes: 'yes' })).shown).toContain('Командировката отново предстои.')
    expect((await read()).state).toBe('prepared')
    office.here.clock.set('2027-01-05')
    expect((await post(addresses.tripCallingOff({ id }), { reason: 'късно' })).shown).toContain('Пътуването вече е минало')
  })

  test('a signed order of a journey that is called off is taken back by another, and a later journey needs a new one', async () => {
    done(await signOrder(office.here, office.officer, id, 2, 'usual', order))
    expect((await read()).state).toBe('ordered')
    await post(addresses.tripCallingOff({ id }), { reason: 'болест' })
    expect(await plain()).toContain('заповед № РД-123 от 20 ноември 2026 г. още е в сила')
    expect((await post(addresses.tripOrder({ id, which: 'usual' }), sign('РД-130', 'revokes'))).status).toBe(303)
    const revoking = (await read()).trip.orders.usual!
    expect([revoking.kept?.paper.verb, revoking.kept?.paper.lines.at(-1)]).toEqual([
      'ОТМЕНЯМ Заповед № РД-123 от 20 ноември 2026 г.',
      { label: 'Причина', text: ['болест'] },
    ])
    await post(addresses.tripCallingOff({ id }), { resumes: 'yes' })
    const state = async () => [
      (await read()).state,
      (await office.here.db.inOffice(office.officeId, (tx) => tripList(tx, { state: 'prepared' }, {}, TODAY))).rows.some((row) => row.id === id),
    ]
    expect(await state()).toEqual(['prepared', true])
    expect((await post(addresses.tripOrder({ id, which: 'usual' }), sign('РД-140'))).status).toBe(303)
    expect(await state()).toEqual(['ordered', false])
  })
})
