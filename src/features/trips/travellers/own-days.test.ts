// Somebody who joins a journey later or leaves it earlier: paid by their own days, said in the order, refused where it cannot be.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, changeEvent, createEvent } from '#features/events/event.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import type { Leg } from '../journeys/journey.ts'
import { orderText } from '../papers/order.ts'
import { addCost } from '../money/cost.actions.ts'
import { changeTrip, followEvent, openTrip, signOrder } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'
import { payAdvance, settleTraveller } from './traveller.actions.ts'

let office: TestOffice
let id: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
afterEach(() => office.here.clock.set('2026-11-23'))

const HOME = { placeId: null, text: 'Проба', country: 'BG', zone: 'Europe/Sofia' }
const THERE = { placeId: null, text: 'Узорево', country: 'MK', zone: 'Europe/Skopje' }
const leg = (from: Leg['from'], to: Leg['to'], day: string): Leg => ({ from, to, departs: { day, time: null }, arrives: { day, time: null }, transport: '' })
const travel = (from: string, until: string, version: number) =>
  changeTrip(office.here, office.officer, id, version, {
    task: '',
    basis: '',
    legs: [leg(HOME, THERE, from), leg(THERE, HOME, until)],
    lodgingBy: 'us',
    hostMeals: 'none',
    note: '',
  })
const EVENT = { kind: 'visit', direction: 'outgoing', title: { bg: 'Посещение в Узорево' }, partners: [] } as const
/** Three days and two nights at 39 € and at most 144 €. */
beforeEach(async () => {
  const made = await createEvent(office.here, office.officer, { ...EVENT, date: '2026-12-10/2026-12-12' })
  id = done(made).id
  done(await openTrip(office.here, office.officer, id))
  done(await travel('2026-12-10', '2026-12-12', 1))
})

const boxes = (name: string, [year = '', month = '', day = '']: string[]) => ({ [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: day })
const add = (name: string, joins = '', leaves = '') =>
  office.as('officer').post(addresses.tripTravellers({ id }), {
    name,
    post: '',
    byOrder: 'usual',
    ...boxes('joinsOn', joins.split('-')),
    ...boxes('leavesOn', leaves.split('-')),
  })
const read = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!
const page = async (path: string) =>
  (await (await office.as('officer').get(path)).text())
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')

describe('own days', () => {
  test('count for allowance, nights and account; the budget adds up everybody’s; the order names whose is what', async () => {
    for (const answer of [await add('Проба Първа'), await add('Проба Втора', '2026-12-11'), await add('Проба Трета', '2026-12-10', '2026-12-11')])
      expect(answer.status).toBe(303)
    const whole = await read()
    expect(
      whole.travellers.map(({ joinsOn, leavesOn, due, settlement }) => [
        joinsOn,
        leavesOn,
        due.allowance.sum.cents,
        due.lodging.sum.cents,
        settlement.difference,
      ]),
    ).toEqual([
      [null, null, 11_700, 28_800, 11_700],
      ['2026-12-11', null, 7800, 14_400, 7800],
      // The first day of all is no day of one's own.
      [null, '2026-12-11', 7800, 14_400, 7800],
    ])
    expect(whole.budget.byPayer.us).toEqual({ cents: 11_700 + 7800 + 7800 + 28_800 + 14_400 + 14_400, unknown: [] })
    const order = orderText(whole, 'usual', { name: 'Община Проба', town: 'Проба' })
    const line = (label: string) => order.lines.find((one) => one.label === label)!.text.map((words) => words.replaceAll('\u00a0', ' '))
    expect(line('За времето')).toEqual([
      'от 10 декември 2026 г. до 12 декември 2026 г.',
      '3 дни, 2 нощувки',
      'Проба Втора: от 11 декември 2026 г. до 12 декември 2026 г., 2 дни, 1 нощувка',
      'Проба Трета: от 10 декември 2026 г. до 11 декември 2026 г., 2 дни, 1 нощувка',
    ])
    expect(line('Дневни пари на човек')).toEqual([
      'Проба Първа – Северна Македония: 3 дни × 39,00 € = 117,00 €',
      'Проба Втора – Северна Македония: 2 дни × 39,00 € = 78,00 €',
      'Проба Трета – Северна Македония: 2 дни × 39,00 € = 78,00 €',
      'за сметка на общината',
    ])
    const money = await page(addresses.tripMoney({ id }))
    expect(['Проба Втора, 11–12 декември 2026 г.', '2 дни × 39,00 €'].filter((words) => !money.includes(words))).toEqual([])
    expect(await page(addresses.trip({ id }))).toContain('Проба Трета · 10–11 декември 2026 г.')
  })

  test.each([
    ['before the journey', '2026-12-09', '', 'Командировката е 10–12 декември 2026 г.: напишете ден между тях'],
    ['after it', '', '2026-12-13', 'Командировката е 10–12 декември 2026 г.: напишете ден между тях'],
    ['backwards', '2026-12-12', '2026-12-11', 'Последният ден е преди първия'],
    ['that are none', '2026-13-45', '', 'joinsOn'],
  ])('%s are refused and what was typed stays', async (_, joins, leaves, words) => {
    const answer = await add('Проба Първа', joins, leaves)
    const shown = (await answer.text()).replaceAll('&nbsp;', ' ')
    expect([answer.status, shown.includes(words), shown.includes('Проба Първа')]).toEqual([422, true, true])
  })

  test('of a journey that was moved since are unknown, never nothing; undo gives the days back', async () => {
    await add('Проба Втора', '2026-12-12')
    const one = (await read()).travellers[0]!
    // Another way, not the same one days later.
    done(await travel('2026-12-07', '2026-12-08', 2))
    const moved = await read()
    expect([moved.travellers[0]!.due.journey, moved.budget.byPayer.us.unknown]).toEqual([null, [{ is: 'journey' }]])
    expect(await page(addresses.trip({ id }))).toContain('тези дни вече не са в командировката')
    const cleared = await office
      .as('officer')
      .post(addresses.tripTraveller({ id, traveller: one.id }), { version: '1', name: one.name, post: '', byOrder: 'usual' })
    expect([cleared.status, (await read()).travellers[0]!.joinsOn]).toEqual([303, null])
    const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'trip_traveller.changed' and thing_id = $1`, [one.id])
    expect((await undo(office.here, office.officer, rows[0]!.id))?.ok).toBe(true)
    expect((await read()).travellers[0]!.joinsOn).toBe('2026-12-12')
  })

  const euro = (cents: number) => ({ cents, currency: 'EUR', rate: null, rateOn: null })
  const hotel = { kind: 'lodging', what: 'Хотел', payer: 'us', document: '1', overCeiling: '' } as const
  test('hold lodging against the nights of each, and against nothing where they are not known', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '2026-12-11')
    const paidBy = (await read()).travellers[1]!.id
    done(await addCost(office.here, office.officer, id, { ...hotel, foreseen: euro(30_000), spent: euro(50_000), paidBy }))
    const told = async () => {
      const { costs, budget, travellers } = await read()
      return [costs[0]!.most, budget.byPayer.us, travellers[1]!.settlement.unpaid, travellers[1]!.settlement.unknown]
    }
    // Three nights at 144 €, two of one and one of the other.
    expect(await told()).toEqual([
      { people: 2, nights: 3, sum: { cents: 43_200, unknown: [] } },
      { cents: 11_700 + 7800 + 30_000, unknown: [] },
      50_000 - 43_200,
      [],
    ])
    done(await travel('2026-12-07', '2026-12-08', 2))
    const unknown = [{ is: 'journey' }]
    expect(await told()).toEqual([{ people: 2, nights: 1, sum: { cents: 14_400, unknown } }, { cents: 7800 + 30_000, unknown }, 0, unknown])
  })

  test('move along with the event, and back by undo', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '2026-12-11', '2026-12-11')
    await add('Проба Трета', '', '2026-12-11')
    const { version } = (await read()).event.event
    done(await changeEvent(office.here, office.officer, id, version, { ...EVENT, date: '2026-12-30/2027-01-01' }))
    const days = async () => (await read()).travellers.map(({ joinsOn, leavesOn, due }) => [joinsOn, leavesOn, due.allowance.sum.cents])
    const before = await days()
    const moved = done(await followEvent(office.here, office.officer, id, 2, false))
    expect(await days()).toEqual([
      [null, null, 11_700],
      ['2026-12-31', '2026-12-31', 3900],
      [null, '2026-12-31', 7800],
    ])
    expect((await undo(office.here, office.officer, moved.activityId))?.ok).toBe(true)
    expect([await days(), before[1]]).toEqual([before, ['2026-12-11', '2026-12-11', 3900]])
  })

  const byForm = async (from: string, until: string) => {
    const { trip } = await read()
    const way = { 'legs.0.from.text': 'Проба', 'legs.0.to.text': 'Узорево', 'legs.1.from.text': 'Узорево', 'legs.1.to.text': 'Проба' }
    const days = { 'legs.0.departs': from, 'legs.0.arrives': from, 'legs.1.departs': until, 'legs.1.arrives': until }
    const officer = office.as('officer')
    const answer = await officer.post(addresses.trip({ id }), { version: String(trip.version), ...way, ...days, lodgingBy: 'us', hostMeals: 'none' })
    return [answer.status, (await officer.follow(answer)).replaceAll('&nbsp;', ' ')] as const
  }
  const own = async () => (await read()).travellers.map(({ joinsOn, leavesOn, within, doubtful }) => [joinsOn, leavesOn, within, doubtful])

  test('go along where the same way is laid out some days later by hand, and come back with it by undo', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '2026-12-11')
    const [status, shown] = await byForm('2026-12-14', '2026-12-16')
    expect([status, shown.includes('са преместени заедно с пътя')]).toEqual([303, true])
    expect(await own()).toEqual([
      [null, null, null, false],
      ['2026-12-15', null, '2026-12-14/2026-12-16', false],
    ])
    const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'trip.changed' and thing_id = $1 order by id desc limit 1`, [
      id,
    ])
    expect((await undo(office.here, office.officer, rows[0]!.id))?.ok).toBe(true)
    expect([(await read()).trip.departsOn, (await own())[1]]).toEqual(['2026-12-10', ['2026-12-11', null, '2026-12-10/2026-12-12', false]])
  })

  test('are asked about where the way got other days; they stay by a press, and cannot where they lie outside', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '2026-12-11')
    await add('Проба Трета', '', '2026-12-10')
    expect((await byForm('2026-12-11', '2026-12-13'))[1].includes('са преместени')).toBe(true)
    const [, shown] = await byForm('2026-12-12', '2026-12-15')
    expect(
      [
        'Вижте дните на пътуващите',
        'Дните на пътуващите: пътят е променен',
        'Дните са посочени за 11–13 декември 2026 г., а командировката вече е 12–15 декември 2026 г.: проверете ги',
      ].filter((words) => !shown.includes(words)),
    ).toEqual([])
    expect(shown.split('Командировката вече е 12–15 декември 2026 г., а тези дни не са изцяло в нея').length).toBe(2)
    const [, second, third] = (await read()).travellers
    const officer = office.as('officer')
    const keep = (traveller: string, by = officer) => by.post(addresses.tripTravellerDays({ id, traveller }), { version: '2' })
    expect((await keep(second!.id, office.as('reader'))).status).toBe(403)
    expect(await officer.follow(await keep(third!.id))).toContain('напишете ден между тях')
    expect((await keep(second!.id)).status).toBe(303)
    // The first day of the journey is no day of one’s own.
    expect((await own()).slice(1)).toEqual([
      [null, null, null, false],
      [null, '2026-12-11', '2026-12-11/2026-12-13', true],
    ])
    expect(await officer.follow(await keep(second!.id))).toContain('Докато пишехте')
  })

  test('are the days their report and account count from', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '', '2026-12-11')
    office.here.clock.set('2026-12-14')
    const shown = await page(addresses.trip({ id }))
    expect(
      ['Докладът · до 21 декември 2026 г. · Проба Втора', 'Отчетът за парите · до 22 декември 2026 г. · Проба Първа'].filter((words) => !shown.includes(words)),
    ).toEqual([])
    await office.pool.query('update trip set deleted_at = now() where id <> $1', [id])
    const today = await (await office.as('officer').get(addresses.today({ group: 'trips' }))).text()
    expect(['report-2026-12-21', 'account-2026-12-21', 'report', 'account'].filter((part) => !today.includes(`trip-${id}-${part}"`))).toEqual([])
  })

  test('are frozen with the order that is signed; changed since, that is told', async () => {
    await add('Проба Първа')
    await add('Проба Втора', '2026-12-11')
    done(await signOrder(office.here, office.officer, id, 2, 'usual', { number: 'З-7', on: '2026-11-20', signer: 'Проба Кметова', signerPost: '' }))
    const signed = async () => (await read()).trip.orders.usual!.kept!.paper.lines.find(({ label }) => label === 'За времето')!.text
    const own = 'Проба Втора: от 11 декември 2026 г. до 12 декември 2026 г., 2 дни, 1 нощувка'
    expect([(await signed()).map((words) => words.replaceAll('\u00a0', ' ')).at(-1), (await page(addresses.trip({ id }))).includes('Променено след')]).toEqual([
      own,
      false,
    ])
    const { id: traveller, name } = (await read()).travellers[1]!
    await office.as('officer').post(addresses.tripTraveller({ id, traveller }), { version: '1', name, post: '', byOrder: 'usual' })
    expect(await page(addresses.trip({ id }))).toContain('Променено след подписа: за времето, дневни пари на човек')
    expect((await signed()).map((words) => words.replaceAll('\u00a0', ' ')).at(-1)).toBe(own)
  })

  test('pay nobody where it is called off before they left, and who left for their days; who is back earlier settles earlier', async () => {
    await add('Проба Първа', '', '2026-12-10')
    await add('Проба Втора', '2026-12-12')
    const paid = async () => (await read()).travellers.map(({ settlement }) => settlement.difference)
    const off = async (on: string | null) => done(await callOffEvent(office.here, office.officer, id, on, (await read()).event.event.version))
    await off('2026-11-23')
    expect(await paid()).toEqual([0, 0])
    await off(null)
    office.here.clock.set('2026-12-11')
    const [first, second] = (await read()).travellers
    for (const one of [first!, second!]) done(await payAdvance(office.here, office.officer, one.id, 1, { cents: 0, on: null }))
    const settle = (traveller: string) => settleTraveller(office.here, office.officer, traveller, 2, { on: '2026-12-10', note: '' })
    expect([(await settle(first!.id)).ok, (await settle(second!.id)).ok]).toEqual([true, false])
    await off('2026-12-11')
    expect(await paid()).toEqual([3900, 0])
  })
})
