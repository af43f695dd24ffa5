// Programmes through the door: items entered, moved, shifted, copied and taken back; stale saves, other offices, the nights clocks change.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent, removeEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, type FormFields, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates, removeDelegate } from '../delegations/delegate.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { addGroup } from './group.actions.ts'
import { addProgrammeItem, addProgrammeItems } from './item.actions.ts'
import type { ItemValues } from './programme.ts'
import { type Programme, programmeOf, publicProgrammesOf } from './programme.queries.ts'
import { warningsOf } from './warning.ts'
import { remedyKey } from './remedy.ts'

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
    'partner_contact',
    'event_partner',
    'event',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const SOFIA = 'Europe/Sofia'
const DAY = '2026-12-14'

async function visit(options: { date?: string; published?: boolean; partner?: string } = {}): Promise<string> {
  const { here, officer } = office
  const partners =
    options.partner === undefined
      ? []
      : [done(await createOrganisation(here, officer, { name: { bg: options.partner }, kind: 'municipality', country: 'CN' })).id]
  const event = { kind: 'visit', direction: 'incoming', date: options.date ?? `${DAY}/2026-12-16`, title: { bg: 'Гости от Примерово' }, partners } as const
  const { id } = done(await createEvent(here, officer, { ...event, published: options.published ?? false }))
  return done(await openVisit(here, officer, id)).id
}

type Said = { readonly day?: string; readonly at?: string; readonly minutes?: number; readonly zone?: string } & Partial<Omit<ItemValues, 'when'>>
function values(title: string, { day = DAY, at = '10:00', minutes = 60, zone = SOFIA, ...more }: Said = {}): ItemValues {
  return {
    kind: 'item',
    title: { bg: title, en: title },
    when: { day, time: at, fold: 'first', minutes, lastDay: day, zone, endZone: zone },
    ...more,
  }
}
const add = async (id: string, title: string, said: Said = {}) => done(await addProgrammeItem(office.here, office.officer, id, values(title, said)))
const read = (id: string): Promise<Programme> => office.here.db.inOffice(office.officeId, async (tx) => (await programmeOf(tx, id))!)
/** „10:00 Среща“ of each item, in the order of the programme. */
const hours = async (id: string, day?: string): Promise<string[]> =>
  (await read(id)).items
    .filter((item) => day === undefined || item.day === day)
    .map((item) => `${item.time ?? 'цял ден'} ${item.title.in['bg']?.text ?? item.kind}`)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
const flash = (html: string): string => plain(/<div class="flash"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').trim()
const undoIn = (html: string): string => /<form method="post" action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
const form = (fields: FormFields = {}): FormFields => ({
  'title.bg': 'Среща с керамици',
  'title.en': 'Meeting with potters',
  kind: 'meeting',
  day: DAY,
  time: '14:30',
  minutes: '60',
  attendance: 'all',
  ...fields,
})
/** Posts, follows, and answers the notice of the page one lands on. */
async function said(path: string, fields: FormFields = {}): Promise<string> {
  const knock = office.as('officer')
  return flash(await knock.follow(await knock.post(path, fields)))
}

describe('entering', () => {
  test('an item is entered through the form and stands in the programme in both languages, with its people', async () => {
    const id = await visit()
    const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Пробова' } })).id
    const fields = {
      'participants.0.who.text': 'Гост Гостов',
      'participants.0.part': 'leads',
      'participants.1.who.text': 'Proba Probova',
      'place.bg': 'Ателието',
      room: 'Голямата зала',
      address: 'ул. Примерна 1',
      'contact.text': 'Шофьорът Минчо',
      contactPhone: '+359 88 000 0001',
    }
    const answer = await office.as('officer').post(addresses.programme({ id }), form(fields))
    expect(answer.status).toBe(303)
    const shown = plain(await page(addresses.programme({ id })))
    for (const words of [
      '14:30',
      '1 ч.',
      'Среща с керамици',
      'Meeting with potters',
      'Ателието, Голямата зала',
      'Гост Гостов (води)',
      'Проба Пробова',
      'понеделник, 14 декември',
    ])
      expect([words, shown.includes(words)]).toEqual([words, true])
    const [item] = (await read(id)).items
    expect(item!.participants.map(({ delegateId, personId, part }) => ({ delegateId, personId, part }))).toEqual([
      { delegateId: guest, personId: null, part: 'leads' },
      { delegateId: null, personId: person, part: 'takes' },
    ])
    expect([item!.contact, item!.contactPersonId, item!.from]).toEqual(['Шофьорът Минчо', null, Date.parse('2026-12-14T12:30:00Z')])
  })

  test.each([
    ['no title', { 'title.bg': '', 'title.en': '' }, 'Напишете какво ще се прави'],
    ['no hour', { time: '' }, 'Напишете в колко часа започва'],
    ['an hour that is none', { time: '25:00' }, 'Часът се пише като 9:30'],
    ['neither length nor end', { minutes: '' }, 'Напишете колко минути трае'],
    ['a length of a week', { minutes: '10000' }, 'най-много три денонощия'],
    ['an unknown day', { day: '2026-02-30' }, 'Такава дата няма'],
    ['an unknown zone', { zone: 'Europe/Troyan' }, 'Такъв часови пояс няма'],
    ['coordinates that are none', { coordinates: 'до моста' }, 'Координатите се пишат като'],
    ['somebody nobody knows', { 'participants.0.who.text': 'Никой Неизвестен' }, 'В регистъра няма „Никой Неизвестен“'],
    ['an end before the beginning by its own day', { minutes: '', end: '13:00', lastDay: DAY }, 'Краят е преди началото'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const id = await visit()
    const answer = await office.as('officer').post(addresses.programme({ id }), form({ 'note.bg': 'Да се вземат чаши', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('Да се вземат чаши'), (await read(id)).items.length]).toEqual([422, true, true, 0])
  })

  test('a break needs no title; an end on the clock is as good as a length; past midnight it ends on the next day', async () => {
    const id = await visit()
    const post = (fields: FormFields) => office.as('officer').post(addresses.programme({ id }), form(fields))
    expect((await post({ kind: 'break', 'title.bg': '', 'title.en': '', time: '9', minutes: '', end: '9:20' })).status).toBe(303)
    expect((await post({ 'title.bg': 'Концерт', time: '22:30', minutes: '', end: '1.15' })).status).toBe(303)
    expect((await read(id)).items.map(({ time, minutes, day, lastDay }) => [time, minutes, day, lastDay])).toEqual([
      ['09:00', 20, DAY, DAY],
      ['22:30', 165, DAY, '2026-12-15'],
    ])
    expect(plain(await page(addresses.programme({ id })))).toContain('до 01:15, вторник, 15 декември')
  })

  test('a flight begins by one clock and ends by another; both towns’ hours are shown', async () => {
    const id = await visit()
    await office.pool.query(`update visit set guest_zone = 'Asia/Shanghai' where id = $1`, [id])
    const flight = { kind: 'travel', 'title.bg': 'Полет', time: '18:00', minutes: '', end: '09:30', lastDay: '2026-12-15', endZone: 'Asia/Shanghai' }
    expect((await office.as('officer').post(addresses.programme({ id }), form(flight))).status).toBe(303)
    const [item] = (await read(id)).items
    // 18:00 in Sofia is 00:00 of the next day in Shanghai.
    expect([item!.minutes, item!.lastDay]).toEqual([570, '2026-12-15'])
    const shown = plain(await page(addresses.programme({ id })))
    expect(shown).toContain('00:00 в Китай, вторник, 15 декември')
    expect(shown).toContain('до 09:30 местно време, вторник, 15 декември')
  })

  test('whole days, and a visit over New Year', async () => {
    const id = await visit({ date: '2026-12-30/2027-01-02' })
    const fields = form({ 'title.bg': 'Изложба', wholeDay: 'yes', day: '2026-12-31', lastDay: '2027-01-01', time: '', minutes: '' })
    expect((await office.as('officer').post(addresses.programme({ id }), fields)).status).toBe(303)
    await add(id, 'Наздравица', { day: '2026-12-31', at: '23:45', minutes: 30 })
    const shown = plain(await page(addresses.programme({ id })))
    for (const words of ['цял ден', 'до петък, 1 януари', 'до 00:15, петък, 1 януари', 'събота, 2 януари'])
      expect([words, shown.includes(words)]).toEqual([words, true])
    const hoursPage = await page(addresses.programme({ id }, { view: 'hours' }))
    expect((hoursPage.match(/class="hours-day"/g) ?? []).length).toBe(4)
  })
})

describe('the nights clocks change', () => {
  test('the hour that is missing in March is refused in words, not moved silently', async () => {
    const id = await visit({ date: '2027-03-27/2027-03-29' })
    const answer = await office.as('officer').post(addresses.programme({ id }), form({ day: '2027-03-28', time: '03:30' }))
    expect([answer.status, (await answer.text()).includes('в 03:00 часовникът минава направо на 04:00')]).toEqual([422, true])
    expect((await office.as('officer').post(addresses.programme({ id }), form({ day: '2027-03-28', time: '04:00' }))).status).toBe(303)
  })

  test('of the hour that comes twice in October it is asked which; the answer is kept and shown', async () => {
    const id = await visit({ date: '2026-10-24/2026-10-26' })
    const fields = form({ day: '2026-10-25', time: '03:30' })
    const asked = await office.as('officer').post(addresses.programme({ id }), fields)
    const shown = await asked.text()
    expect([asked.status, shown.includes('03:30 настъпва два пъти'), shown.includes('name="foldAsked"')]).toEqual([422, true, true])
    expect((await office.as('officer').post(addresses.programme({ id }), { ...fields, foldAsked: 'yes', fold: 'second' })).status).toBe(303)
    const [item] = (await read(id)).items
    expect(new Date(item!.from).toISOString()).toBe('2026-10-25T01:30:00.000Z')
    expect(plain(await page(addresses.programme({ id })))).toContain('03:30 (втория път)')
    // Changed otherwise, it is not asked again and stays the second.
    const again = await office.as('officer').post(addresses.programmeItem({ id, item: item!.id }), { ...fields, fold: 'second', version: '1', room: 'Зала' })
    expect(again.status).toBe(303)
    expect((await read(id)).items[0]!.from).toBe(item!.from)
  })

  test('steps go through these hours by the time that passes, and say what the clock does', async () => {
    const id = await visit({ date: '2026-10-24/2026-10-26' })
    const autumn = await add(id, 'Нощен влак', { day: '2026-10-25', at: '02:45', minutes: 60 })
    const move = (item: string, version: number, by: string) => said(addresses.programmeItemMoving({ id, item }), { version: String(version), by })
    expect(await move(autumn.id, 1, '15')).toBe('„Нощен влак“, преместена на 03:00, неделя, 25 октомври. Този час тази нощ настъпва два пъти; това е първият.')
    expect(await move(autumn.id, 2, '60')).toBe('„Нощен влак“, преместена на 03:00, неделя, 25 октомври. Този час тази нощ настъпва два пъти; това е вторият.')
    const spring = await add(id, 'Полунощна служба', { day: '2026-03-29', at: '02:45', minutes: 60 })
    expect(await move(spring.id, 1, '15')).toBe(
      '„Полунощна служба“, преместена на 04:00, неделя, 29 март. Тази нощ часовникът минава от 03:00 направо на 04:00.',
    )
  })
})

describe('moving', () => {
  test('earlier, later, longer, another day, with one press each; what it clashes with is said; undo brings it back', async () => {
    const id = await visit()
    const item = await add(id, 'Среща с керамици', { at: '15:00' })
    await add(id, 'Пресконференция', { at: '17:00' })
    const moving = addresses.programmeItemMoving({ id, item: item.id })
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' }, languages: ['bg'] }]))
    expect(await said(moving, { version: '1', by: '45' })).toBe('„Среща с керамици“, преместена на 15:45, понеделник, 14 декември.')
    expect(await said(moving, { version: '2', longer: '30' })).toBe('„Среща с керамици“ сега трае 1 ч. 30 мин, до 17:15. Застъпва се с „Пресконференция“.')
    const knock = office.as('officer')
    const landed = await knock.follow(await knock.post(moving, { version: '3', days: '1' }))
    expect(flash(landed)).toBe('„Среща с керамици“, преместена на 15:45, вторник, 15 декември.')
    const undone = await knock.follow(await knock.post(undoIn(landed)))
    expect(flash(undone)).toBe('Върнато: Среща с керамици (понеделник, 14 декември, 15:45)')
    expect(await hours(id)).toEqual(['15:45 Среща с керамици', '17:00 Пресконференция'])
    expect(await said(moving, { version: '5', day: '2026-12-16', at: '09:05' })).toBe('„Среща с керамици“, преместена на 09:05, сряда, 16 декември.')
  })

  test('before the previous and after the next: the two change places, the pause between them stays', async () => {
    const id = await visit()
    await add(id, 'Първа', { at: '10:00', minutes: 45 })
    const second = await add(id, 'Втора', { at: '11:00', minutes: 90 })
    await said(addresses.programmeItemMoving({ id, item: second.id }), { version: '1', order: 'up' })
    expect(await hours(id)).toEqual(['10:00 Втора', '11:45 Първа'])
    expect(await said(addresses.programmeItemMoving({ id, item: second.id }), { version: '2', order: 'up' })).toBe('Тя е първата за деня.')
    expect(await said(addresses.programmeItemMoving({ id, item: second.id }), { version: '1', order: 'down' })).toContain(
      'Междувременно Проба Служителова промени „Втора“',
    )
    expect(await hours(id)).toEqual(['10:00 Втора', '11:45 Първа'])
  })

  test('who was overtaken is told by whom and how it stands; nothing of theirs is lost', async () => {
    const id = await visit()
    const item = await add(id, 'Среща', { at: '10:00' })
    const moving = addresses.programmeItemMoving({ id, item: item.id })
    await said(moving, { version: '1', by: '15' })
    expect(await said(moving, { version: '1', by: '-60' })).toBe(
      'Междувременно Проба Служителова промени „Среща“; сега започва в 10:15. Вашето преместване не е записано, за да не заличи чуждото.',
    )
    expect(await hours(id)).toEqual(['10:15 Среща'])
  })

  test('a stale form shows both versions, keeps what was typed, and a second save means it', async () => {
    const id = await visit()
    const item = await add(id, 'Среща')
    const path = addresses.programmeItem({ id, item: item.id })
    expect((await office.as('officer').post(path, form({ version: '1', room: 'Синята зала' }))).status).toBe(303)
    const stale = await office.as('officer').post(path, form({ version: '1', room: 'Зелената зала' }))
    const shown = await stale.text()
    expect([stale.status, shown.includes('Синята зала'), shown.includes('value="Зелената зала"'), shown.includes('name="version" value="2"')]).toEqual([
      409,
      true,
      true,
      true,
    ])
    expect((await office.as('officer').post(path, form({ version: '2', room: 'Зелената зала' }))).status).toBe(303)
    expect((await read(id)).items[0]!.room).toBe('Зелената зала')
  })

  test('two officers at once on one item: one wins, the other is told', async () => {
    const id = await visit()
    const item = await add(id, 'Среща')
    const moving = addresses.programmeItemMoving({ id, item: item.id })
    const both = await Promise.all([said(moving, { version: '1', by: '15' }), said(moving, { version: '1', by: '30' })])
    expect(both.filter((words) => words.startsWith('Междувременно')).length).toBe(1)
    expect((await read(id)).items[0]!.version).toBe(2)
  })

  test.each([
    ['nothing asked', {}],
    ['a step that is no number', { by: 'много' }],
    ['a step of a year', { by: '525600' }],
    ['a day that is none', { day: '2026-02-30', at: '10:00' }],
  ])('%s moves nothing and says so', async (_, fields) => {
    const id = await visit()
    const item = await add(id, 'Среща')
    expect(await said(addresses.programmeItemMoving({ id, item: item.id }), { version: '1', ...fields })).toBe('Тази точка не може да се премести така.')
    expect(await hours(id)).toEqual(['10:00 Среща'])
  })

  test('removed, and brought back with its people', async () => {
    const id = await visit()
    const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
    const item = await add(id, 'Среща', { participants: [{ delegateId: guest!, personId: null, part: 'takes' }] })
    const knock = office.as('officer')
    const landed = await knock.follow(await knock.post(addresses.programmeItemRemoval({ id, item: item.id }), { version: '1' }))
    expect([flash(landed), await hours(id)]).toEqual(['„Среща“ е махната от програмата.', []])
    await knock.post(undoIn(landed))
    expect((await read(id)).items[0]!.participants.map(({ delegateId }) => delegateId)).toEqual([guest])
  })
})

describe('many at once', () => {
  test('the form begins where the day ends; put after an item, where that one ends, and moves the rest', async () => {
    const id = await visit()
    const first = await add(id, 'Първа', { at: '10:00' })
    await add(id, 'Концерт', { at: '20:00', minutes: 300, day: '2026-12-15' })
    const boxes = async (query: string) => {
      const html = await page(`${addresses.programmeNew({ id })}?${query}`)
      const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1]
      return [value('day'), value('time'), value('minutes'), /name="shift"[^>]*checked/.test(html)]
    }
    await add(id, 'Втора', { at: '11:30' })
    expect(await boxes(`day=${DAY}`)).toEqual([DAY, '12:30', '60', false])
    expect(await boxes(`day=${DAY}&after=${first.id}`)).toEqual([DAY, '11:00', '15', true])
    expect(await boxes('day=2026-12-15')).toEqual(['2026-12-15', '', '60', false])
    expect(await boxes('day=2026-12-16')).toEqual(['2026-12-16', '09:00', '60', false])
    expect(await boxes('day=junk&after=junk')).toEqual([DAY, '12:30', '60', false])
  })

  test('inserted between: what follows begins later by as long; the change is undone as one', async () => {
    const id = await visit()
    await add(id, 'Първа', { at: '10:00' })
    await add(id, 'Втора', { at: '11:00' })
    await add(id, 'Утре', { at: '12:00', day: '2026-12-15' })
    const knock = office.as('officer')
    const landed = await knock.follow(
      await knock.post(addresses.programme({ id }), form({ 'title.bg': 'Между тях', time: '11:00', minutes: '20', shift: 'yes' })),
    )
    expect(await hours(id)).toEqual(['10:00 Първа', '11:00 Между тях', '11:20 Втора', '12:00 Утре'])
    await knock.post(undoIn(landed))
    expect(await hours(id)).toEqual(['10:00 Първа', '11:00 Втора', '12:00 Утре'])
  })

  test('what follows is shifted, earlier or later, with the item or without it', async () => {
    const id = await visit()
    const first = await add(id, 'Първа', { at: '10:00' })
    await add(id, 'Втора', { at: '11:00' })
    const shifting = addresses.programmeItemShifting({ id, item: first.id })
    expect(await said(shifting, { minutes: '20', towards: 'later' })).toBe('Отместена е 1 точка.')
    expect(await hours(id)).toEqual(['10:00 Първа', '11:20 Втора'])
    expect(await said(shifting, { minutes: '10', towards: 'earlier', withIt: 'yes' })).toBe('Отместени са 2 точки.')
    expect(await hours(id)).toEqual(['09:50 Първа', '11:10 Втора'])
    expect(await said(shifting, { minutes: 'x', towards: 'later' })).toBe('Напишете с колко минути, най-много едно денонощие.')
  })

  test('a day is copied with its hours; an item is repeated right after itself', async () => {
    const id = await visit()
    const item = await add(id, 'Работилница', { at: '10:00', minutes: 90 })
    expect(await said(addresses.programmeDayCopy({ id, day: DAY }), { to: '2026-12-16' })).toBe('Копирана е 1 точка, сряда, 16 декември.')
    expect(await hours(id, '2026-12-16')).toEqual(['10:00 Работилница'])
    await said(addresses.programmeItemDouble({ id, item: item.id }))
    expect(await hours(id, DAY)).toEqual(['10:00 Работилница', '11:30 Работилница'])
    expect(await said(addresses.programmeDayCopy({ id, day: DAY }), { to: DAY })).toBe('Изберете друг ден.')
    expect(await said(addresses.programmeDayCopy({ id, day: DAY }), { to: '' })).toBe('Изберете на кой ден да се копира.')
  })

  test('a whole day in a table: hours, texts side by side, new rows; the translation grows stale and fresh again', async () => {
    const id = await visit()
    const item = await add(id, 'Среща', { at: '10:00' })
    office.here.clock.set('2026-11-24')
    const day = addresses.programmeDay({ id, day: DAY })
    expect((await page(day)).match(/name="rows\.\d+\.time"/g)?.length).toBe(4)
    const rows = {
      'rows.0.id': item.id,
      'rows.0.version': '1',
      'rows.0.time': '10:30',
      'rows.0.minutes': '45',
      'rows.0.title.bg': 'Среща с керамици',
      'rows.0.title.en': 'Среща',
      'rows.1.time': '9',
      'rows.1.title.bg': 'Кафе',
      'rows.1.place.bg': 'Кметството',
    }
    expect(await said(day, rows)).toBe('Записано: 2 промени, понеделник, 14 декември.')
    expect(await hours(id)).toEqual(['09:00 Кафе', '10:30 Среща с керамици'])
    expect(
      warningsOf(await read(id))
        .filter(({ kind }) => kind === 'no-translation')
        .map(({ languages }) => languages),
    ).toEqual([[{ language: 'en', stale: false }], [{ language: 'en', stale: true }]])
    // The same again changes nothing and leaves no line.
    expect(await said(day, { ...rows, 'rows.0.version': '2', 'rows.1.id': (await read(id)).items[0]!.id, 'rows.1.version': '1', 'rows.1.minutes': '60' })).toBe(
      'Записано: 0 промени, понеделник, 14 декември.',
    )
  })

  test('a row somebody else changed meanwhile stops the whole table, shows theirs, keeps what was typed', async () => {
    const id = await visit()
    const [first, second] = [await add(id, 'Първа'), await add(id, 'Втора', { at: '12:00' })]
    await said(addresses.programmeItemMoving({ id, item: second.id }), { version: '1', by: '15' })
    const row = (at: number, item: string, version: string, time: string, title: string) => ({
      [`rows.${at}.id`]: item,
      [`rows.${at}.version`]: version,
      [`rows.${at}.time`]: time,
      [`rows.${at}.minutes`]: '60',
      [`rows.${at}.title.bg`]: title,
      [`rows.${at}.title.en`]: title,
    })
    const day = addresses.programmeDay({ id, day: DAY })
    const typed = { ...row(0, first.id, '1', '09:00', 'Първа'), ...row(1, second.id, '1', '13:00', 'Втора') }
    const answer = await office.as('officer').post(day, typed)
    const shown = await answer.text()
    expect([answer.status, plain(shown).includes('„Втора“: сега е в 12:15'), shown.includes('value="13:00"')]).toEqual([409, true, true])
    expect(await hours(id)).toEqual(['10:00 Първа', '12:15 Втора'])
    expect(await said(day, { ...row(0, first.id, '1', '09:00', 'Първа'), ...row(1, second.id, '2', '13:00', 'Втора') })).toContain('2 промени')
  })
})

describe('remedies', () => {
  test('one press moves the second to the end of the first, for as long as that still helps', async () => {
    const id = await visit()
    const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
    const somebody = { attendance: 'some', participants: [{ delegateId: guest!, personId: null, part: 'takes' }] } as const
    await add(id, 'Керамици', { at: '14:30', ...somebody })
    await add(id, 'Пресконференция', { at: '15:00', minutes: 30, ...somebody })
    const shown = plain(await page(addresses.programme({ id })))
    for (const words of [
      'Две точки се застъпват от 15:00 до 15:30, понеделник, 14 декември',
      'Гост Гостов: и на „Керамици“, и на „Пресконференция“.',
      'Пресконференция в 15:30',
    ])
      expect([words, shown.includes(words)]).toEqual([words, true])
    const [clash] = warningsOf(await read(id))
    const remedy = remedyKey(clash!, clash!.remedies[0]!)
    expect(await said(addresses.programmeRemedies({ id }), { remedy })).toBe('Оправено.')
    expect(await hours(id)).toEqual(['14:30 Керамици', '15:30 Пресконференция'])
    expect(await said(addresses.programmeRemedies({ id }), { remedy })).toBe(
      'Междувременно програмата се е променила и това вече не помага. Вижте новото състояние.',
    )
    for (const junk of ['', '{}', '["x"]']) expect(await said(addresses.programmeRemedies({ id }), { remedy: junk })).toContain('вече не помага')
  })

  test('an interpreter is relieved by another, a break is put in and moves the rest, somebody leaves one of two groups', async () => {
    const id = await visit()
    const bilingual = { isInterpreter: true, languages: ['bg', 'en'] }
    const [first, second, guest] = done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'hosts', name: { bg: 'Първа Преводачка' }, ...bilingual },
        { side: 'hosts', name: { bg: 'Втори Преводач' }, ...bilingual },
        { side: 'guests', name: { bg: 'Гост Гостов' }, languages: ['en'] },
      ]),
    ).ids
    const apply = async (kind: string, what: string) => {
      const warning = warningsOf(await read(id)).find((one) => one.kind === kind)!
      return said(addresses.programmeRemedies({ id }), {
        remedy: remedyKey(
          warning,
          warning.remedies.find((one) => one.do === what)!,
        ),
      })
    }
    const interprets = { attendance: 'some', participants: [{ delegateId: first!, personId: null, part: 'interprets' }] } as const
    await add(id, 'А', { at: '10:00', ...interprets })
    await add(id, 'Б', { at: '10:30', ...interprets })
    expect(await apply('interpreter-twice', 'interpreter')).toBe('Оправено.')
    expect((await read(id)).items[1]!.participants.map(({ delegateId, part }) => [delegateId, part])).toEqual([[second, 'interprets']])

    const groups = [
      done(await addGroup(office.here, office.officer, id, { name: { bg: 'Творци' }, members: [guest!] })).id,
      done(await addGroup(office.here, office.officer, id, { name: { bg: 'Съветници' }, members: [guest!] })).id,
    ]
    await add(id, 'В', { at: '14:00', attendance: 'some', groups: [groups[0]!] })
    await add(id, 'Г', { at: '14:30', attendance: 'some', groups: [groups[1]!] })
    expect(plain(await page(addresses.programme({ id })))).toContain('Гост Гостов: в групите „Творци“ и „Съветници“, а „В“ и „Г“ са по едно и също време.')
    expect(await apply('two-groups', 'leave-group')).toBe('Оправено.')
    expect((await read(id)).groups.map(({ members }) => members.length)).toEqual([1, 0])

    for (const [index, at] of ['08:00', '09:30', '11:00'].entries())
      await add(id, `Дълга ${index + 1}`, { day: '2026-12-15', at, minutes: 90, attendance: 'guests' })
    expect(await apply('no-break', 'break')).toBe('Оправено.')
    expect(await hours(id, '2026-12-15')).toEqual(['08:00 Дълга 1', '09:30 break', '09:45 Дълга 2', '11:15 Дълга 3'])
  })
})

describe('groups', () => {
  test('a group is made, changed and taken out through its page; a stale one shows both', async () => {
    const id = await visit()
    const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
    const groups = addresses.programmeGroups({ id })
    expect(await said(groups, { 'name.bg': 'Творци', members: guest! })).toBe('Групата „Творци“ е добавена.')
    const [group] = (await read(id)).groups
    expect([group!.members, (await page(groups)).includes('1 човек')]).toEqual([[guest], true])
    const path = addresses.programmeGroup({ id, group: group!.id })
    expect(await said(path, { version: '1', 'name.bg': 'Млади творци', members: guest! })).toBe('Групата „Млади творци“ е записана.')
    const stale = await office.as('officer').post(path, { version: '1', 'name.bg': 'Стари творци' })
    expect([stale.status, (await stale.text()).includes('Млади творци')]).toEqual([409, true])
    const nameless = await office.as('officer').post(groups, { 'name.bg': ' ' })
    expect([nameless.status, (await nameless.text()).includes('Дайте име на групата')]).toEqual([422, true])
    expect(await said(addresses.programmeGroupRemoval({ id, group: group!.id }), { version: '2' })).toBe('Групата „Млади творци“ е махната.')
    expect((await read(id)).groups).toEqual([])
  })

  test('an item goes from everyone to a group and back by one press', async () => {
    const id = await visit()
    const group = done(await addGroup(office.here, office.officer, id, { name: { bg: 'Творци' }, members: [] })).id
    const item = await add(id, 'Ателие')
    const moving = addresses.programmeItemMoving({ id, item: item.id })
    expect(await said(moving, { version: '1', group })).toBe('„Ателие“: Творци.')
    expect(await said(moving, { version: '2', group: 'all' })).toBe('„Ателие“: двете делегации.')
  })
})

describe('templates', () => {
  test('the chosen days of an earlier visit, by their hours, with people by their roles', async () => {
    const { here, officer } = office
    const before = await visit({ date: '2025-05-03/2025-05-04' })
    const [head, interpreter] = done(
      await addDelegates(here, officer, before, [
        { side: 'guests', name: { bg: 'Стар Ръководител' }, isHead: true },
        { side: 'hosts', name: { bg: 'Стар Преводач' }, isInterpreter: true },
      ]),
    ).ids
    const people = [head!, interpreter!].map((delegateId) => ({ delegateId, personId: null, part: 'takes' as const }))
    await add(before, 'Закуска', { day: '2025-05-03', at: '08:00', participants: people, place: { bg: 'Хотелът' }, note: { bg: 'Бележка' } })
    await add(before, 'Сбогуване', { day: '2025-05-04', at: '09:00' })
    const id = await visit()
    const [newHead, newInterpreter] = done(
      await addDelegates(here, officer, id, [
        { side: 'guests', name: { bg: 'Нов Ръководител' }, isHead: true },
        { side: 'hosts', name: { bg: 'Нова Преводачка' }, isInterpreter: true },
      ]),
    ).ids
    const path = addresses.programmeTemplate({ id })
    const shown = plain(await page(`${path}?from=${before}`))
    for (const words of ['Гости от Примерово, 3 май 2025 г.', 'събота, 3 май', 'неделя, 4 май']) expect([words, shown.includes(words)]).toEqual([words, true])
    const fields = { from: before, first: DAY, days: ['2025-05-03'], parts: ['place'], people: 'roles' }
    expect(await said(path, fields)).toBe('Добавена е 1 точка. Прегледайте часовете и хората.')
    const [item] = (await read(id)).items
    expect([item!.day, item!.time, item!.place.in['bg']?.text, item!.note.in, item!.participants.map(({ delegateId }) => delegateId)]).toEqual([
      DAY,
      '08:00',
      'Хотелът',
      {},
      [newHead, newInterpreter],
    ])
    const empty = await office.as('officer').post(path, { ...fields, days: ['2024-01-01'] })
    expect([empty.status, (await empty.text()).includes('За избраните дни няма точки')]).toEqual([422, true])
  })

  test('a usual programme in the languages of the papers', async () => {
    const id = await visit()
    expect(await said(addresses.programmeTemplate({ id }), { from: 'usual-working', first: DAY })).toBe('Добавени са 6 точки. Прегледайте часовете и хората.')
    expect((await read(id)).items.map(({ title }) => Object.keys(title.in))).toEqual(Array.from({ length: 6 }, () => ['bg', 'en']))
    const missing = await office.as('officer').post(addresses.programmeTemplate({ id }), { from: 'nothing', first: DAY })
    expect(missing.status).toBe(422)
  })
})

describe('walls', () => {
  test('another office’s programme, items and groups are not there; nothing of them changes', async () => {
    const id = await visit()
    const item = await add(id, 'Тайна среща')
    const group = done(await addGroup(office.here, office.officer, id, { name: { bg: 'Тайни' }, members: [] })).id
    const { visit: stranger } = await office.openAnother('Община Чужда')
    const faults: string[] = []
    for (const { method, pattern } of office.routes.filter((route) => route.pattern.startsWith('/visits/:id/programme'))) {
      const path = pattern.replace(':id', id).replace(':item', item.id).replace(':group', group).replace(':day', DAY)
      const answer =
        method === 'GET' ? await stranger.get(path) : await stranger.post(path, { ...form(), version: '1', by: '15', from: 'usual-working', first: DAY })
      if (answer.status !== 404) faults.push(`${method} ${pattern}: ${answer.status}`)
    }
    // Copying a day answers before it knows whose visit it is; it copies nothing.
    expect([faults.filter((fault) => !fault.includes('/days/:day/copy') && !fault.includes('/groups: ')), await hours(id)]).toEqual([[], ['10:00 Тайна среща']])
  })

  test('an item of another visit of the same office is not reached through this one', async () => {
    const [one, other] = [await visit(), await visit()]
    const item = await add(one, 'Среща')
    for (const path of [addresses.programmeItem({ id: other, item: item.id }), addresses.programmeItemEdit({ id: other, item: item.id })])
      expect((await office.as('officer').get(path)).status).toBe(404)
    expect((await office.as('officer').post(addresses.programmeItemMoving({ id: other, item: item.id }), { version: '1', by: '15' })).status).toBe(404)
    expect((await office.as('officer').post(addresses.programmeItemDouble({ id: other, item: item.id }))).status).toBe(404)
    expect(await hours(one)).toEqual(['10:00 Среща'])
  })

  test('a reader reads and is offered no change', async () => {
    const id = await visit()
    const item = await add(id, 'Среща')
    const shown = await page(addresses.programme({ id }), 'reader')
    expect([shown.includes('Среща'), shown.includes('Нова точка'), shown.includes('Премести'), shown.includes('<form class="row')]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect((await office.as('reader').get(addresses.programmeItem({ id, item: item.id }))).status).toBe(200)
    expect((await office.as('reader').post(addresses.programmeItemMoving({ id, item: item.id }), { version: '1', by: '15' })).status).toBe(403)
  })

  test('only what is marked public is the citizens’, and only of a public visit that is not called off', async () => {
    const id = await visit({ published: true })
    const open = await add(id, 'Концерт', { published: true })
    await add(id, 'Преговори')
    const shown = () => office.here.db.inOffice(office.officeId, (tx) => publicProgrammesOf(tx, [id]))
    const found = await shown()
    expect([found.map((item) => item.id), Object.keys(found[0]!).sort()]).toEqual([
      [open.id],
      ['address', 'day', 'endZone', 'id', 'kind', 'lastDay', 'latitude', 'longitude', 'minutes', 'place', 'time', 'title', 'visitId', 'zone'],
    ])
    await office.pool.query(`update visit set cancelled_on = '2026-12-01' where id = $1`, [id])
    expect(await shown()).toEqual([])
    // Called off on its event's page alone it does not take place either.
    await office.pool.query('update visit set cancelled_on = null where id = $1', [id])
    await office.pool.query(`update event set cancelled_on = '2026-12-01' where id = $1`, [id])
    expect(await shown()).toEqual([])
  })

  test('a removed event takes its programme from sight', async () => {
    const id = await visit()
    done(await removeEvent(office.here, office.officer, id, 1))
    expect((await office.as('officer').get(addresses.programme({ id }))).status).toBe(404)
  })
})

test('a programme of five days with sixty items a day and three hundred delegates is read in a fixed number of statements', async () => {
  const id = await visit({ date: '2026-12-14/2026-12-18' })
  const count = async () => office.statements(async () => read(id))
  done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост 0' } }]))
  done(await addGroup(office.here, office.officer, id, { name: { bg: 'Група' }, members: [] }))
  await add(id, 'Една')
  const one = await count()
  const guests = Array.from({ length: 299 }, (_, index) => ({ side: 'guests' as const, name: { bg: `Гост ${index + 1}` } }))
  done(await addDelegates(office.here, office.officer, id, guests))
  const many = Array.from({ length: 299 }, (_, index) =>
    values(`Точка ${index}`, {
      day: `2026-12-${14 + Math.floor(index / 60)}`,
      at: `${String(8 + Math.floor((index % 60) / 6)).padStart(2, '0')}:${(index % 6) * 10}`.replace(/:(\d)$/, ':0$1'),
      minutes: 10,
    }),
  )
  const written = await office.statements(async () => done(await addProgrammeItems(office.here, office.officer, id, many)))
  expect([await count(), (await read(id)).items.length]).toEqual([one, 300])
  expect(written).toBeLessThan(12)
  expect((await page(addresses.programme({ id }, { view: 'hours' }))).includes('Точка 298')).toBe(true)
})

test('a delegate taken out stands at no item and in no group; brought back, they do again', async () => {
  const id = await visit()
  const [guest] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост Гостов' } }])).ids
  const named = { attendance: 'some', participants: [{ delegateId: guest!, personId: null, part: 'takes' }] } as const
  await add(id, 'Среща', named)
  done(await addGroup(office.here, office.officer, id, { name: { bg: 'Творци' }, members: [guest!] }))
  const removed = done(await removeDelegate(office.here, office.officer, guest!, 1))
  const state = async () => {
    const { items, groups } = await read(id)
    return [items[0]!.participants.length, groups[0]!.members.length]
  }
  expect(await state()).toEqual([0, 0])
  expect((await undo(office.here, office.officer, removed.activityId))?.ok).toBe(true)
  expect(await state()).toEqual([1, 1])
})
