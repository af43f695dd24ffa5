// The morning mail: when it is due, also in the nights when clocks change, what stands in it, and that it is never written twice.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addMember, removeMember } from '#features/accounts/account.actions.ts'
import { membersOf } from '#features/accounts/account.queries.ts'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../../tests/support/open-office.ts'
import { assign } from '../inbox/waiting.actions.ts'
import { dueDay, type MorningDays } from './morning.ts'
import { writeMornings } from './morning.jobs.ts'

const at = (moment: string): number => Date.parse(moment)

describe('when it is due', () => {
  test.each<[string, MorningDays, number, string | null, string, string | null]>([
    // 23 November 2026 is a Monday; Sofia is two hours ahead of UTC in winter.
    ['before the hour', 'weekdays', 8, null, '2026-11-23T05:59:59Z', null],
    ['at the hour', 'weekdays', 8, null, '2026-11-23T06:00:00Z', '2026-11-23'],
    ['later that day, the computer was off', 'weekdays', 8, null, '2026-11-23T15:00:00Z', '2026-11-23'],
    ['written already', 'weekdays', 8, '2026-11-23', '2026-11-23T15:00:00Z', null],
    ['the day before was', 'weekdays', 8, '2026-11-20', '2026-11-23T06:00:00Z', '2026-11-23'],
    ['after midnight yesterday’s is past', 'mondays', 8, null, '2026-11-23T22:30:00Z', null],
    ['Saturday is no weekday', 'weekdays', 8, null, '2026-11-28T06:00:00Z', null],
    ['Friday is one', 'weekdays', 8, null, '2026-11-27T06:00:00Z', '2026-11-27'],
    ['only on Mondays: Monday', 'mondays', 8, null, '2026-11-23T06:00:00Z', '2026-11-23'],
    ['only on Mondays: Tuesday', 'mondays', 8, null, '2026-11-24T06:00:00Z', null],
    ['never', 'none', 8, null, '2026-11-23T06:00:00Z', null],
    ['in summer an hour earlier by UTC', 'weekdays', 8, null, '2026-06-01T05:00:00Z', '2026-06-01'],
    ['the clock was put back and the computer with it', 'weekdays', 8, '2026-11-24', '2026-11-23T06:00:00Z', null],
  ])('%s', (_, days, hour, lastDay, now, due) => expect(dueDay({ days, hour, lastDay }, at(now), 'Europe/Sofia')).toBe(due))

  // In Egypt clocks change in the night to the last Friday of April (0:00 becomes 1:00) and at the end of the last Thursday of October (24:00 becomes 23:00).
  test.each<[string, number, string | null, string, string | null]>([
    ['an hour that does not exist: not before', 0, null, '2027-04-29T21:59:59Z', '2027-04-29'],
    ['an hour that does not exist: the first moment after', 0, '2027-04-29', '2027-04-29T22:00:00Z', '2027-04-30'],
    ['an hour that does not exist: once', 0, '2027-04-30', '2027-04-29T22:30:00Z', null],
    ['an hour that comes twice: not before the first', 23, null, '2027-10-28T19:59:59Z', null],
    ['an hour that comes twice: the first', 23, null, '2027-10-28T20:00:00Z', '2027-10-28'],
    ['an hour that comes twice: not the second again', 23, '2027-10-28', '2027-10-28T21:00:00Z', null],
    ['an hour that comes twice: the second, if the first was missed', 23, null, '2027-10-28T21:30:00Z', '2027-10-28'],
  ])('%s', (_, hour, lastDay, now, due) => expect(dueDay({ days: 'weekdays', hour, lastDay }, at(now), 'Africa/Cairo')).toBe(due))
})

type Sent = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
  readonly once_key: string
  readonly valid_until: Date
}

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-20' })
})
afterAll(() => office.close())

const round = (): Promise<number> => writeMornings(office.here, { baseUrl: () => ORIGIN, log: silentLog })
const sent = async (): Promise<Sent[]> => (await office.pool.query<Sent>(`select * from mail_outbox where kind = 'digest' order by created_at, id`)).rows
const choose = (role: 'officer' | 'reader', fields: Record<string, string>) => office.as(role).post(addresses.settingsMorning(), fields)
const promise = async (text: string, due: string) =>
  done(await createCommitment(office.here, office.officer, { owedBy: 'us', text: { bg: text }, topic: 'other', state: 'agreed', due, partners: [] })).id
const clear = () => office.pool.query(`delete from mail_outbox; update morning_wish set last_day = null`)

test('everybody chooses for themselves; junk comes back with what was typed; a choice for an hour that has struck begins tomorrow', async () => {
  const page = await (await office.as('reader').get(addresses.settingsMorning())).text()
  expect([page.includes('reader@pobratim.test'), page.includes('(Europe/Sofia)'), page.includes('Нищо не чака')]).toEqual([true, true, true])
  for (const fields of [{ days: 'never', hour: '8' }, { days: 'weekdays', hour: '24' }, { days: 'weekdays', hour: 'осем' }, {}])
    expect((await choose('officer', fields)).status).toBe(422)
  // It is Friday, eleven o'clock.
  expect((await choose('officer', { days: 'weekdays', hour: '8', evenEmpty: 'yes' })).status).toBe(303)
  expect((await choose('reader', { days: 'weekdays', hour: '12' })).status).toBe(303)
  const { rows } = await office.pool.query('select days, hour, even_empty, last_day::text from morning_wish order by hour')
  expect(rows).toEqual([
    { days: 'weekdays', hour: 8, even_empty: true, last_day: '2026-11-20' },
    { days: 'weekdays', hour: 12, even_empty: false, last_day: null },
  ])
  const again = await (await office.as('officer').get(addresses.settingsMorning())).text()
  expect([/value="weekdays"[^>]*checked/.test(again), /<option value="8" selected/.test(again), /name="evenEmpty"[^>]*checked/.test(again)]).toEqual([
    true,
    true,
    true,
  ])
  expect([await round(), await sent()]).toEqual([0, []])
})

test('when nothing waits only who wants even that gets one, of a single line', async () => {
  await clear()
  office.here.clock.set('2026-11-23T10:30:00Z')
  expect(await round()).toBe(1)
  const [mail] = await sent()
  expect([mail!.to, mail!.subject]).toEqual(['officer@pobratim.test', 'Нищо не чака'])
  expect(mail!.text).toContain('Нищо не чака. Хубав ден!')
  expect(await round()).toBe(0)
})

test('it holds the same rows as the day’s page, in its groups, with links, for the one it goes to', async () => {
  await clear()
  office.here.clock.set('2026-11-23T05:00:00Z')
  const late = await promise('Просрочено <обещание>', '2026-11-20')
  await promise('За петък', '2026-11-27')
  const others = await promise('На колегата', '2026-11-19')
  done(await addMember(office.here, office.officeId, { name: 'Втора Служителова', email: 'second@pobratim.test', role: 'officer' }))
  const members = await office.here.db.asSystem((tx) => membersOf(tx, office.officeId))
  const second = members.find(({ name }) => name === 'Втора Служителова')!
  done(await assign(office.here, office.officer, { kind: 'promise', thingId: others, part: '' }, 0, members, second.userId))
  done(
    await createEvent(office.here, office.officer, {
      kind: 'meeting',
      direction: 'incoming',
      title: { bg: 'Среща в сряда' },
      date: '2026-11-25',
      partners: [],
    }),
  )
  done(
    await createEvent(office.here, office.officer, {
      kind: 'meeting',
      direction: 'incoming',
      title: { bg: 'Далечна среща' },
      date: '2027-05-05',
      partners: [],
    }),
  )
  expect(await round()).toBe(0)
  office.here.clock.set('2026-11-23T06:00:00Z')
  expect(await round()).toBe(1)
  const [mail] = await sent()
  expect([mail!.to, mail!.subject, mail!.language]).toEqual(['officer@pobratim.test', 'Чакат ви 2 неща, за сега: 1', 'bg'])
  const parts = mail!.text.split('\n\n')
  expect(parts.slice(0, 3)).toEqual([
    'Община Троян, понеделник, 23 ноември 2026 г.',
    'Чакат ви 2 неща.',
    `СЕГА (1)\n- Просрочено <обещание>\n  Просрочено от 3 дни · дължим ние\n  ${ORIGIN}/commitments/${late}`,
  ])
  expect(parts[3]).toMatch(/^ДО СЕДМИЦА \(1\)\n- За петък\n {2}До 27 ноември 2026 г\., след 4 дни · дължим ние\n {2}http/)
  expect(parts[4]).toMatch(/^ПРЕДСТОИ\n- Среща в сряда\n {2}25 ноември 2026 г\.\n/)
  expect(parts.slice(5)).toEqual([`Отворете „Днес“: ${ORIGIN}/`, `Променете кога идва писмото: ${ORIGIN}/settings/morning`])
  expect(mail!.html).toContain('<html lang="bg">')
  expect(mail!.html).toContain('Просрочено &lt;обещание&gt;</a>')
  // Tomorrow it would tell yesterday's day: midnight in Sofia.
  expect(mail!.valid_until.toISOString()).toBe('2026-11-23T22:00:00.000Z')
  // The reader sees everybody's, at noon.
  office.here.clock.set('2026-11-23T10:00:00Z')
  expect(await round()).toBe(1)
  const readers = (await sent())[1]!
  expect([readers.subject, readers.text.includes('В канцеларията чакат 3 неща.')]).toEqual(['В канцеларията чакат 3 неща, за сега: 2', true])
  // What a colleague was given is theirs, in the reader's letter too.
  expect([readers.text.includes('възложено на Втора Служителова'), readers.text.includes('възложено на вас')]).toEqual([true, false])
})

test('in the language of the one it goes to', async () => {
  await clear()
  await office.pool.query(`update auth_user set language = 'en' where email = 'officer@pobratim.test'`)
  office.here.clock.set('2026-11-24T06:00:00Z')
  expect(await round()).toBe(1)
  const [mail] = await sent()
  expect([mail!.subject, mail!.language, mail!.html.includes('<html lang="en">'), mail!.text.includes('NOW (1)')]).toEqual([
    '2 things wait for you, for now: 1',
    'en',
    true,
    true,
  ])
  await office.pool.query(`update auth_user set language = 'bg' where email = 'officer@pobratim.test'`)
})

test('two processes at once, and a stop between two rounds, write one', async () => {
  await clear()
  office.here.clock.set('2026-11-25T06:00:00Z')
  const rounds = await Promise.all([round(), round(), round()])
  expect(rounds.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect((await sent()).length).toBe(1)
  // Even where the mark was lost the outbox knows the key.
  await office.pool.query(`update morning_wish set last_day = null`)
  expect([await round(), (await sent()).map(({ once_key: key }) => key)]).toEqual([0, [`digest:${office.officer.personId}:2026-11-25`]])
})

test('who refused it by the link under it is asked no more, and their choice says so', async () => {
  await clear()
  await office.pool.query(`update mail_address set refused = '{"digest": "2026-11-25T08:00:00Z"}' where office_id = $1 and address = 'officer@pobratim.test'`, [
    office.officeId,
  ])
  office.here.clock.set('2026-11-26T06:00:00Z')
  expect(await round()).toBe(0)
  const { rows } = await office.pool.query('select days from morning_wish where user_id = $1', [office.officer.personId])
  expect(rows).toEqual([{ days: 'none' }])
  // Choosing it again takes the refusal back.
  expect((await choose('officer', { days: 'weekdays', hour: '8' })).status).toBe(303)
  office.here.clock.set('2026-11-27T06:00:00Z')
  await office.pool.query(`delete from mail_outbox`)
  expect(await round()).toBe(1)
})

test('it ends with the membership, and one that fails stops nobody else’s', async () => {
  await clear()
  office.here.clock.set('2026-11-30T10:00:00Z')
  const members = await office.here.db.asSystem((tx) => membersOf(tx, office.officeId))
  done(await removeMember(office.here, office.officer, members.find(({ role }) => role === 'reader')!.id))
  const faults: string[] = []
  const broken = {
    ...office.here,
    db: {
      ...office.here.db,
      inOffice: () => {
        throw new Error('the database is away')
      },
    },
  } as unknown as typeof office.here
  const log = { ...silentLog, error: (message: string) => void faults.push(message) }
  expect(await writeMornings(broken, { baseUrl: () => ORIGIN, log })).toBe(0)
  expect(faults).toEqual([`morning mail of ${office.officer.personId}`])
  expect([await round(), (await sent()).map(({ to }) => to)]).toEqual([1, ['officer@pobratim.test']])
})

test('every office has its own morning by its own clock', async () => {
  const other = await office.openAnother('Община Узорево')
  await office.pool.query(`update office set time_zone = 'Asia/Shanghai' where id = $1`, [other.officeId])
  await clear()
  office.here.clock.set('2026-11-29T12:00:00Z')
  expect((await other.visit.post(addresses.settingsMorning(), { days: 'mondays', hour: '8', evenEmpty: 'yes' })).status).toBe(303)
  // Eight o'clock on Monday in Shanghai is midnight by UTC.
  office.here.clock.set('2026-11-30T00:00:00Z')
  expect(await round()).toBe(1)
  const [mail] = await sent()
  expect([mail!.text.startsWith('Община Узорево, понеделник, 30 ноември 2026 г.'), mail!.text.includes('Просрочено')]).toEqual([true, false])
})

test('a kept promise is in no mail any more', async () => {
  await clear()
  const id = await promise('Вече изпълнено', '2026-11-20')
  done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: '2026-11-30', evidence: 'x' }))
  office.here.clock.set('2026-12-01T06:00:00Z')
  expect(await round()).toBe(1)
  expect((await sent())[0]!.text).not.toContain('Вече изпълнено')
})
