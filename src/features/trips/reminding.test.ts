// Deadlines of journeys by mail: who is reminded of what and when, through a real SMTP server, nothing twice, and nothing any more of what is done.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { changeReminders } from '#features/commitments/reminders/reminder.actions.ts'
import { writeRemindersOf } from '#features/commitments/reminders/reminder.jobs.ts'
import { USUAL_RULES } from '#features/commitments/reminders/reminder.ts'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { startMailServer, type MailServer } from '../../../tests/support/mail-server.ts'
import { done, openOffice, sendAllThrough, type TestOffice } from '../../../tests/support/open-office.ts'
import { tripMatters } from './deadline.queries.ts'
import type { Leg } from './journeys/journey.ts'
import { addTraveller, payAdvance, settleTraveller } from './travellers/traveller.actions.ts'
import { changeTrip, openTrip, signOrder } from './trip.actions.ts'

// A Wednesday; the test's clock stands at 11:00 in Sofia.
const TODAY = '2026-11-25'
const BASE = 'https://pobratim.test'

let office: TestOffice
let server: MailServer
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  server = await startMailServer()
})
afterEach(async () => {
  server.arrived.length = 0
  office.here.clock.set(TODAY)
  const mine = ['reminder_named', 'reminder_rules', 'mail_outbox', 'activity', 'name_entry', 'trip_traveller', 'trip', 'commitment', 'event', 'person']
  for (const table of mine) await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

const turnOn = async (more: Partial<(typeof USUAL_RULES)['ours']> = {}, standIn: string = office.officer.personId, version = 0) =>
  done(
    await changeReminders(office.here, office.officer, { ...USUAL_RULES, ours: { ...USUAL_RULES.ours, on: true, ...more }, standIn, trusted: [], version }, [
      { id: office.officer.personId, name: office.officer.name },
    ]),
  )
const write = () => writeRemindersOf(office.here, office.officeId, BASE, { matters: [tripMatters] })
/** Everything that waits goes through the server; the letters that arrived, as who got what. */
async function send(): Promise<[string, string, string][]> {
  const before = server.arrived.length
  await sendAllThrough(server, office, BASE)
  return server.arrived
    .slice(before)
    .map(({ to, mail }): [string, string, string] => [to, mail.subject ?? '', mail.text ?? ''])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}
const person = async (bg: string, email?: string) =>
  done(await createPerson(office.here, office.officer, { name: { bg }, ...(email === undefined ? {} : { email }) })).id
const HOME = { placeId: null, text: 'Проба', country: 'BG', zone: 'Europe/Sofia' }
const THERE = { placeId: null, text: 'Узорево', country: 'MK', zone: 'Europe/Skopje' }
const leg = (from: Leg['from'], to: Leg['to'], day: string): Leg => ({ from, to, departs: { day, time: null }, arrives: { day, time: null }, transport: '' })
/** From 10 to 12 December: the order's last day is 20 November, the advance's 9 December, those of report and account 22 December. */
async function trip(...people: readonly { readonly name: string; readonly personId?: string }[]) {
  const { id } = done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'outgoing',
      title: { bg: 'Посещение в Узорево' },
      date: '2026-12-10/2026-12-12',
      partners: [],
    }),
  )
  done(await openTrip(office.here, office.officer, id))
  const legs = [leg(HOME, THERE, '2026-12-10'), leg(THERE, HOME, '2026-12-12')]
  done(await changeTrip(office.here, office.officer, id, 1, { task: '', basis: '', legs, lodgingBy: 'us', hostMeals: 'none', note: '' }))
  const travellers: string[] = []
  for (const { name, personId } of people)
    travellers.push(done(await addTraveller(office.here, office.officer, id, { personId: personId ?? null, name, post: '', byOrder: 'usual' })).id)
  return { id, travellers }
}

test('who is back earlier is reminded by their own last day, also through whoever stands in', async () => {
  const { id } = await trip({ name: 'Проба Първа' })
  const early = {
    personId: await person('Проба Втора', 'vtora@pobratim.test'),
    name: 'Проба Втора',
    post: '',
    byOrder: 'usual',
    leavesOn: '2026-12-11',
  } as const
  done(await addTraveller(office.here, office.officer, id, early))
  const third = done(await addTraveller(office.here, office.officer, id, { ...early, personId: null, name: 'Проба Трета', leavesOn: '2026-12-10' }))
  const told = async (today: string) =>
    (await office.here.db.inOffice(office.officeId, (tx) => tripMatters(tx, today))).map(({ key, dueBy, person: whom }) => [
      key
        .replace(id, '')
        .replace(third.id, 'third')
        .replace(/ [0-9a-f-]{36}$/, ' …'),
      dueBy,
      whom?.email ?? '',
    ])
  expect((await told('2026-12-12')).slice(2)).toEqual([
    ['trip  report 2026-12-20', '2026-12-20', ''],
    ['trip  account third', '2026-12-20', ''],
    ['trip  report', '2026-12-21', 'vtora@pobratim.test'],
    ['trip  account …', '2026-12-21', 'vtora@pobratim.test'],
  ])
  expect((await told('2026-12-13')).slice(-2)).toEqual([
    ['trip  report', '2026-12-22', ''],
    ['trip  account …', '2026-12-22', ''],
  ])
})

describe('before the journey', () => {
  test('whoever stands in is reminded of order and advance in one letter, once; nobody while reminders are off', async () => {
    const { id, travellers } = await trip({ name: 'Проба Първа' })
    expect([await write(), await send()]).toEqual([0, []])
    await turnOn()
    expect((await Promise.all([write(), write(), write()])).toSorted()).toEqual([0, 0, 1])
    const [letter, ...others] = await send()
    expect([letter!.slice(0, 2), others]).toEqual([['officer@pobratim.test', '1 изтекъл срок'], []])
    const parts = letter![2].split('\n\n')
    expect(parts.slice(0, 6)).toEqual([
      'Здравейте, Проба Служителова,',
      'Мина срокът за:',
      `– Командировка „Посещение в Узорево“, 10–12 декември 2026 г.: заповедта не е подписана\n  Срокът беше 20 ноември 2026 г., преди 5 дни.\n  ${BASE}${addresses.trip({ id })}`,
      'Наближава срокът за:',
      `– Командировка „Посещение в Узорево“, 10–12 декември 2026 г.: авансът не е решен\n  Срокът е 9 декември 2026 г., след 14 дни.\n  ${BASE}${addresses.tripMoney({ id })}`,
      'Щом го направите и отбележите, напомнянията спират.',
    ])
    // Nothing is sent twice: neither by another round of the post, nor on the days after.
    expect(await send()).toEqual([])
    for (const day of ['2026-11-26', '2026-11-27', '2026-12-02', '2026-12-03']) {
      office.here.clock.set(day)
      expect([day, await write(), await send()]).toEqual([day, 0, []])
    }
    // Two weeks after its day.
    office.here.clock.set('2026-12-04')
    expect([await write(), (await send())[0]![1]]).toEqual([1, '1 изтекъл срок'])
    const order = { number: '7', on: '2026-12-04', signer: 'Проба Кметова', signerPost: 'кмет' }
    done(await signOrder(office.here, office.officer, id, 2, 'usual', order))
    done(await payAdvance(office.here, office.officer, travellers[0]!, 1, { cents: 0, on: null }))
    office.here.clock.set('2026-12-11')
    expect([await write(), await send()]).toEqual([0, []])
  })

  test('the days are the office’s own: so many before, on the day or not', async () => {
    const { id } = await trip({ name: 'Проба Първа' })
    done(await signOrder(office.here, office.officer, id, 2, 'usual', { number: '7', on: TODAY, signer: 'Проба Кметова', signerPost: '' }))
    await turnOn({ daysBefore: 3, onDay: false, weeksApart: 0 })
    for (const day of ['2026-11-25', '2026-12-03', '2026-12-04', '2026-12-07']) {
      office.here.clock.set(day)
      // Three days before the ninth is a Sunday: it is told on the Monday after it.
      expect([day, await write()]).toEqual([day, day === '2026-12-07' ? 1 : 0])
    }
  })

  test('shares the letter with promises, and the settings show it before it goes', async () => {
    const ours = await person('Проба Служителова', 'officer@pobratim.test')
    done(
      await createCommitment(office.here, office.officer, {
        owedBy: 'us',
        topic: 'other',
        state: 'agreed',
        due: '2026-12-09',
        partners: [],
        personId: ours,
        theirPersonId: null,
        text: { bg: 'Да изпратим албума' },
      }),
    )
    await trip({ name: 'Проба Първа' })
    await turnOn()
    const shown = await (await office.as('officer').get(addresses.settingsReminders())).text()
    expect(['1 обещание · 2 срока на командировки', 'заповедта не е подписана'].filter((words) => !shown.includes(words))).toEqual([])
    expect(await write()).toBe(1)
    const [letter] = await send()
    expect([letter![1], letter![2].includes('Да изпратим албума'), letter![2].includes('авансът не е решен')]).toEqual(['1 изтекъл срок', true, true])
  })

  test('with nobody standing in no letter is written, and the settings say so', async () => {
    await trip({ name: 'Проба Първа' })
    await turnOn({}, '')
    expect([await write(), await send()]).toEqual([0, []])
    expect(await (await office.as('officer').get(addresses.settingsReminders())).text()).toContain('2 срока на командировки няма кого да подсетят')
  })
})

describe('after it', () => {
  test('everybody is reminded of the report and of their own account; who has no address through whoever stands in', async () => {
    const first = await person('Проба Първа', 'parva@primer.test')
    const { id, travellers } = await trip({ name: 'Проба Първа', personId: first }, { name: 'Без Адресова' })
    done(await signOrder(office.here, office.officer, id, 2, 'usual', { number: '7', on: TODAY, signer: 'Проба Кметова', signerPost: '' }))
    await turnOn()
    office.here.clock.set('2026-12-14')
    expect(await write()).toBe(2)
    const letters = await send()
    expect(letters.map(([to, subject]) => [to, subject])).toEqual([
      ['officer@pobratim.test', '1 близък срок'],
      ['parva@primer.test', '2 близки срока'],
    ])
    const [theirs, own] = letters.map(([, , text]) => text)
    expect([theirs!.includes('парите не са отчетени (Без Адресова)'), theirs!.includes('докладът')]).toEqual([true, false])
    expect([own!.includes('парите не са отчетени\n'), own!.includes('докладът не е представен'), own!.includes(BASE + addresses.tripReport({ id }))]).toEqual([
      true,
      true,
      true,
    ])
    office.here.clock.set('2026-12-22')
    for (const one of travellers.slice(0, 2)) done(await payAdvance(office.here, office.officer, one, 1, { cents: 0, on: null }))
    done(await settleTraveller(office.here, office.officer, travellers[0]!, 2, { on: '2026-12-21', note: '' }))
    done(await settleTraveller(office.here, office.officer, travellers[1]!, 2, { on: '2026-12-21', note: '' }))
    expect([await write(), (await send()).map(([to]) => to)]).toEqual([1, ['parva@primer.test']])
  })

  test('a letter that has not left is taken back once there is nothing to remind of', async () => {
    const first = await person('Проба Първа', 'parva@primer.test')
    const { id } = await trip({ name: 'Проба Първа', personId: first })
    await turnOn()
    expect(await write()).toBe(1)

    done(await callOffEvent(office.here, office.officer, id, TODAY))
    expect(await write()).toBe(0)
    expect([await send(), (await office.pool.query('select state from mail_outbox')).rows]).toEqual([[], [{ state: 'dropped' }]])
  })
})

test('three journeys cost as many statements as one', async () => {
  await trip({ name: 'Проба Първа', personId: await person('Проба Първа', 'parva@primer.test') })
  await turnOn()
  office.here.clock.set('2026-12-14')
  const cost = () => office.statements(() => office.here.db.inOffice(office.officeId, (tx) => tripMatters(tx, '2026-12-14')))
  const one = await cost()
  for (const name of ['Проба Втора', 'Проба Трета']) await trip({ name, personId: await person(name, 'druga@primer.test') })
  expect(await cost()).toBe(one)
})
