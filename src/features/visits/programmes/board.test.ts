// The board of hours by one clock: what goes on at the same moment stands side by side, whichever clock it was entered by; and what is dropped on it lands there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, type FormFields, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { boardOf } from './board.ts'
import { addGroup } from './group.actions.ts'
import { addProgrammeItem } from './item.actions.ts'
import { movedTime } from './moving.ts'
import type { ItemValues } from './programme.ts'
import { programmeOf } from './programme.queries.ts'
import { clocksApart } from './times.ts'

const [SOFIA, PEKING] = ['Europe/Sofia', 'Asia/Shanghai']
const DAY = '2026-12-14'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string) => plain(await (await office.as('officer').get(path)).text())
const flash = (html: string): string => plain(/<div class="flash"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').trim()
async function said(path: string, fields: FormFields): Promise<string> {
  const knock = office.as('officer')
  return flash(await knock.follow(await knock.post(path, fields)))
}
async function visit(guestZone: string, days = `${DAY}/2026-12-15`): Promise<string> {
  const event = { kind: 'visit', direction: 'incoming', date: days, title: { bg: 'Гости' }, partners: [] } as const
  const { id } = done(await createEvent(office.here, office.officer, event))
  done(await openVisit(office.here, office.officer, id))
  await office.pool.query('update visit set guest_zone = $2, host_zone = $3 where id = $1', [id, guestZone, SOFIA])
  return id
}
const values = (title: string, time: string, zone = SOFIA, more: Partial<ItemValues> = {}): ItemValues => ({
  kind: 'meeting',
  title: { bg: title, en: title },
  when: { day: DAY, time, fold: 'first', minutes: 60, lastDay: DAY, zone, endZone: zone },
  ...more,
})
const add = async (id: string, title: string, time: string, zone?: string, more?: Partial<ItemValues>) =>
  done(await addProgrammeItem(office.here, office.officer, id, values(title, time, zone, more)))
const read = (id: string) => office.here.db.inOffice(office.officeId, async (tx) => (await programmeOf(tx, id))!)

describe('one axis', () => {
  test('16:00 in Peking stands at 10:00 in Sofia, its own clock beside its title; 01:00 there is the evening before here', async () => {
    const id = await visit(PEKING)
    await add(id, 'Видеовръзка', '16:00', PEKING)
    await add(id, 'Нощен разговор', '01:00', PEKING)
    const { days } = boardOf(await read(id))
    expect(days.map(({ day, laid }) => [day, ...laid.map(({ item, top }) => `${item.title.in['bg']!.text} ${top / 60}`)])).toEqual([
      ['2026-12-13', 'Нощен разговор 19'],
      ['2026-12-14', 'Видеовръзка 10'],
      ['2026-12-15'],
    ])
    const shown = await page(addresses.programme({ id }, { view: 'hours' }))
    expect(shown).toMatch(/10:00 –11:00 \(1 ч\.\) Видеовръзка · 16:00 в Китай/)
    expect(shown).toMatch(/19:00 –20:00 \(1 ч\.\) Нощен разговор · 01:00 в Китай, понеделник, 14 декември/)
    expect(shown).toContain('Часовете отляво са в Троян.')
    const here = await visit(SOFIA)
    await add(here, 'Среща', '10:00')
    expect(await page(addresses.programme({ id: here }, { view: 'hours' }))).not.toContain('Часовете отляво')
  })

  test('a clash between two clocks is told by the host’s, with its town; the remedy by the item’s own', async () => {
    const id = await visit(PEKING)
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' }, languages: ['bg'] }]))
    await add(id, 'Среща', '10:30')
    await add(id, 'Видеовръзка', '17:00', PEKING)
    const shown = await page(addresses.programme({ id }))
    expect(shown).toContain('Две точки се застъпват от 11:00 до 11:30 в Троян, понеделник, 14 декември')
    expect(shown).toContain('Видеовръзка в 17:30 в Китай')
  })

  test('what is dropped lands at the hour of the board; the same day and hour by its own clock is another moment', () => {
    const item = { day: DAY, time: '16:00', fold: 'first', minutes: 60, lastDay: DAY, zone: PEKING, endZone: PEKING } as const
    const drop = { by: null, longer: null, days: null, day: DAY, at: '09:00' }
    expect([movedTime(item, drop, SOFIA)?.when.time, movedTime(item, drop)?.when.time]).toEqual(['15:00', '09:00'])
    // Late in the evening here it is the next day there.
    expect(movedTime(item, { ...drop, at: '23:00' }, SOFIA)?.when).toMatchObject({ day: '2026-12-15', time: '05:00' })
  })

  test('the hand drops by the board’s clock, the presses by the item’s; both say which', async () => {
    const id = await visit(PEKING)
    await add(id, 'Среща', '08:00')
    const item = await add(id, 'Видеовръзка', '16:00', PEKING)
    const moving = addresses.programmeItemMoving({ id, item: item.id })
    expect(await said(moving, { version: '1', day: DAY, at: '12:00', clock: 'host', view: 'hours' })).toBe(
      '„Видеовръзка“, преместена на 18:00 в Китай, понеделник, 14 декември.',
    )
    expect(await said(moving, { version: '2', day: DAY, at: '12:00', view: 'hours' })).toBe(
      '„Видеовръзка“, преместена на 12:00 в Китай, понеделник, 14 декември.',
    )
  })
})

test.each([
  [SOFIA, PEKING, DAY, 'часовникът на гостите е с 6 ч. напред'],
  [SOFIA, PEKING, '2026-07-14', 'часовникът на гостите е с 5 ч. напред'],
  [SOFIA, 'Asia/Tokyo', DAY, 'часовникът на гостите е със 7 ч. напред'],
  [SOFIA, 'Europe/Paris', DAY, 'часовникът на гостите е с 1 ч. назад'],
  [SOFIA, 'Asia/Kolkata', DAY, 'часовникът на гостите е с 3 ч. 30 мин напред'],
  [SOFIA, 'Europe/Bucharest', DAY, null],
])('clocks apart: %s and %s on %s', (hostZone, guestZone, day, expected) => expect(clocksApart({ hostZone, guestZone }, day)).toBe(expected))

test('what is added is said to stand, not to have been moved', async () => {
  const id = await visit(SOFIA)
  const fields = { kind: 'meeting', 'title.bg': 'Среща', day: DAY, time: '11:00', minutes: '60', attendance: 'all' }
  expect(await said(addresses.programme({ id }), fields)).toBe('Добавено. „Среща“: понеделник, 14 декември, 11:00.')
})

test('more than two clashes wait in one line with their number', async () => {
  const id = await visit(SOFIA)
  done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' }, languages: ['bg'] }]))
  for (const title of ['Първа', 'Втора']) await add(id, title, '10:00')
  const html = async () => (await office.as('officer').get(addresses.programme({ id }, { view: 'hours' }))).text()
  expect([(await html()).includes('<details class="clashes">'), ((await html()).match(/data-color="danger" role="note"/g) ?? []).length]).toEqual([false, 1])
  await add(id, 'Трета', '10:00')
  expect(plain(await html())).toContain('3 застъпвания')
  expect(((await html()).match(/data-color="danger" role="note"/g) ?? []).length).toBe(3)
})

describe('groups of a template', () => {
  test('come along by name, without their people; a group of that name is taken, another is made; parallel items do not clash', async () => {
    const then = await visit(SOFIA)
    const people = (id: string) =>
      addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Гост Гостов' }, languages: ['bg'] },
        { side: 'guests', name: { bg: 'Гостка Гостова' }, languages: ['bg'] },
      ]).then((added) => done(added).ids)
    const [one] = await people(then)
    const group = async (id: string, name: Record<string, string>, members: readonly string[]) =>
      done(await addGroup(office.here, office.officer, id, { name, members })).id
    const potters = await group(then, { bg: 'Керамици', en: 'Potters' }, [one!])
    const schools = await group(then, { bg: 'Училища' }, [])
    await add(then, 'Ателие', '10:00', SOFIA, { attendance: 'some', groups: [potters] })
    await add(then, 'Урок', '10:00', SOFIA, { attendance: 'some', groups: [schools] })
    const now = await visit(SOFIA, '2026-12-21/2026-12-22')
    await people(now)
    await group(now, { bg: 'Грънчари', en: 'potters' }, [])
    const told = await said(addresses.programmeTemplate({ id: now }), { from: then, first: '2026-12-21', people: 'none' })
    expect(told).toContain('Групите са взети по име, но още са без хора: Училища.')
    const programme = await read(now)
    const names = new Map(programme.groups.map(({ id, name }) => [id, name.in['bg']!.text]))
    expect(programme.items.map(({ title, attendance, groups }) => [title.in['bg']!.text, attendance, groups.map((id) => names.get(id)).join()])).toEqual([
      ['Ателие', 'some', 'Грънчари'],
      ['Урок', 'some', 'Училища'],
    ])
    expect(programme.groups.map(({ members }) => members.length)).toEqual([0, 0])
    expect(await page(addresses.programme({ id: now }))).not.toContain('се застъпват')
    // One change: taken back, the group it made goes too.
    const { rows } = await office.pool.query(`select id from activity where office_id = $1 and act = 'programme_item.created' order by id desc limit 1`, [
      office.officeId,
    ])
    expect((await undo(office.here, office.officer, rows[0].id))?.ok).toBe(true)
    const after = await read(now)
    expect([after.items.length, after.groups.map(({ name }) => name.in['bg']!.text)]).toEqual([0, ['Грънчари']])
  })
})
