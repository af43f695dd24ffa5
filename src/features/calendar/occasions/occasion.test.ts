// Occasions: entered, changed without loss, removed, moved with a merge and brought back; bad input gets words and keeps what was typed.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation, removeOrganisation } from '#features/organisations/organisation.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { changeOccasion, createOccasion, moveOccasions } from './occasion.actions.ts'
import { occasionById, occasionsPage } from './occasion.queries.ts'
import { type OccasionRule, type OccasionValues, ruleInWords, ruleOf } from './occasion.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'occasion', 'calendar_rules', 'organisation']) await office.pool.query(`delete from ${table}`)
})

const values = (more: Partial<OccasionValues> = {}): OccasionValues => ({
  organisationId: null,
  kind: 'town_day',
  name: { bg: 'Празник на Троян' },
  rule: { repeats: 'yearly', month: 10, day: 14 },
  ...more,
})
const make = async (more: Partial<OccasionValues> = {}) => done(await createOccasion(office.here, office.officer, values(more)))
const town = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const read = (id: string) => inOffice((tx) => occasionById(tx, id))
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const form = (fields: Record<string, string> = {}) => ({
  'name.bg': 'Панаир на пробата',
  kind: 'festival',
  repeats: 'yearly',
  'on.day': '14',
  'on.month': '10',
  days: '3',
  ...fields,
})
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

describe('entering', () => {
  test.each<[string, Record<string, string>, OccasionRule, string]>([
    ['a fixed day', {}, { repeats: 'yearly', month: 10, day: 14 }, 'всяка година на 14 октомври'],
    ['29 February', { 'on.day': '29', 'on.month': '2' }, { repeats: 'yearly', month: 2, day: 29 }, 'всяка година на 29 февруари'],
    [
      'a weekday',
      { repeats: 'weekday', nth: '2', weekday: '7', inMonth: '9' },
      { repeats: 'weekday', month: 9, weekday: 7, nth: 2 },
      'втората неделя на септември',
    ],
    ['before Easter', { repeats: 'easter_orthodox', shift: '−2' }, { repeats: 'easter_orthodox', shift: -2 }, '2 дни преди православния Великден'],
    ['Easter itself', { repeats: 'easter_western', shift: '' }, { repeats: 'easter_western', shift: 0 }, 'на католическия Великден'],
    ['a year only', { repeats: 'once', 'date.year': '1723' }, { repeats: 'once', date: '1723' }, '1723 г.'],
    ['about a year', { repeats: 'once', 'date.year': '1990', 'date.about': 'on' }, { repeats: 'once', date: '1990~' }, 'около 1990 г.'],
  ])('%s', async (_, fields, rule, words) => {
    const partner = await town('Пробново')
    const made = await office.as('officer').post(addresses.occasions(), form({ 'organisation.text': 'Пробново', ...fields }))
    expect(made.status).toBe(303)
    const { occasion, owner } = (await read(idIn(made)))!
    expect([ruleOf(occasion), occasion.days, owner?.id, ruleInWords(ruleOf(occasion))]).toEqual([rule, 3, partner, words])
    expect(await page(addresses.occasion({ id: occasion.id }))).toContain('Панаир на пробата')
  })

  test.each<[string, Record<string, string>, string]>([
    ['no name', { 'name.bg': ' ' }, 'Напишете как се казва поводът'],
    ['31 April', { 'on.day': '31', 'on.month': '4' }, 'Такъв ден няма'],
    ['a day that is no number', { 'on.day': '1e1' }, 'Такъв ден няма'],
    ['a month of another calendar', { 'on.month': '13' }, 'Такъв ден няма'],
    ['an unknown weekday', { repeats: 'weekday', nth: '9', weekday: '7', inMonth: '9' }, 'Изберете кой ден от седмицата'],
    ['far from Easter', { repeats: 'easter_western', shift: '999' }, 'Напишете цяло число дни'],
    ['once without a year', { repeats: 'once' }, 'Напишете поне годината'],
    ['30 February 2026', { repeats: 'once', 'date.day': '30', 'date.month': '2', 'date.year': '2026' }, 'id="f-date-error"'],
    ['a season', { days: '400' }, 'Напишете цяло число от 1 до 31'],
    ['an unknown rule', { repeats: 'monthly' }, 'Изберете едно от предложените'],
    ['an unknown partner', { 'organisation.text': 'Небивалово' }, 'Небивалово'],
  ])('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await office.as('officer').post(addresses.occasions(), form({ 'notes.bg': 'Писмо от кмета', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('Писмо от кмета')]).toEqual([422, true, true])
    expect((await inOffice((tx) => occasionsPage(tx, {}, {}))).rows).toEqual([])
  })

  test('a reader sees it and cannot write', async () => {
    const { id } = await make()
    const shown = await page(addresses.occasion({ id }), 'reader')
    expect([shown.includes('Празник на Троян'), shown.includes(addresses.occasionEdit({ id }))]).toEqual([true, false])
    for (const path of [addresses.occasions(), addresses.occasion({ id }), addresses.occasionRemoval({ id }), addresses.calendarRules()])
      expect((await office.as('reader').post(path, form({ version: '1' }))).status).toBe(403)
    expect((await read(id))!.occasion.version).toBe(1)
  })

  test('another office sees nothing of it', async () => {
    const { id } = await make()
    const other = await office.openAnother('Община Друга')
    expect((await other.visit.get(addresses.occasion({ id }))).status).toBe(404)
    await office.pool.query('delete from membership where office_id = $1', [other.officeId])
    await office.pool.query('delete from office where id = $1', [other.officeId])
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing', async () => {
    const { id } = await make()
    done(await changeOccasion(office.here, office.officer, id, 1, values({ name: { bg: 'Новото на колегата' } })))
    const answer = await office.as('officer').post(addresses.occasion({ id }), form({ version: '1', 'name.bg': 'Моето' }))
    const shown = await answer.text()
    expect([answer.status, shown.includes('Новото на колегата'), shown.includes('value="Моето"'), /name="version" value="2"/.test(shown)]).toEqual([
      409,
      true,
      true,
      true,
    ])
    expect((await read(id))!.occasion.name.in['bg']!.text).toBe('Новото на колегата')
  })

  test('undo of a change and of a removal puts back the whole', async () => {
    const partner = await town('Пробново')
    const { id } = await make({ organisationId: partner, risk: true, days: 2 })
    const changed = done(
      await changeOccasion(
        office.here,
        office.officer,
        id,
        1,
        values({ name: { bg: 'Друго' }, rule: { repeats: 'once', date: '2027~' }, risk: false, days: 1 }),
      ),
    )
    expect((await undo(office.here, office.officer, changed.activityId))!.ok).toBe(true)
    const back = (await read(id))!
    expect([back.owner?.id, back.occasion.risk, back.occasion.days, ruleOf(back.occasion), back.occasion.date, back.occasion.firstDay]).toEqual([
      partner,
      true,
      2,
      { repeats: 'yearly', month: 10, day: 14 },
      null,
      null,
    ])
    const removed = await office.as('officer').post(addresses.occasionRemoval({ id }), { version: '3' })
    expect([removed.status, await read(id)]).toEqual([303, null])
    const { rows } = await office.pool.query<{ id: string }>("select id from activity where act = 'occasion.removed'")
    expect((await undo(office.here, office.officer, rows[0]!.id))!.ok).toBe(true)
    expect((await read(id))!.owner?.id).toBe(partner)
  })

  test('the occasions of a merged organisation go over to the other, and come back when the merge is undone', async () => {
    const [from, to] = [await town('Двойниково'), await town('Двойниково-2')]
    const { id } = await make({ organisationId: from })
    await make()
    const moved = await office.here.db.inOffice(office.officeId, (tx) => moveOccasions(office.here, tx, office.officer, from, to))
    expect([moved, (await read(id))!.owner?.id]).toEqual([1, to])
    const { rows } = await office.pool.query<{ id: string }>("select id from activity where act = 'occasion.followed'")
    expect((await undo(office.here, office.officer, rows[0]!.id))!.ok).toBe(true)
    expect((await read(id))!.owner?.id).toBe(from)
  })

  test('the occasion of a removed partner is out of sight, and stays when its own page is saved', async () => {
    const partner = await town('Изчезново')
    const { id } = await make({ organisationId: partner })
    done(await removeOrganisation(office.here, office.officer, partner, 1))
    expect((await inOffice((tx) => occasionsPage(tx, {}, {}))).rows).toEqual([])
    const saved = await office
      .as('officer')
      .post(addresses.occasion({ id }), form({ version: '1', 'organisation.id': partner, 'organisation.text': 'Изчезново' }))
    expect([saved.status, (await read(id))!.occasion.organisationId]).toEqual([303, partner])
  })
})

describe('the list', () => {
  test('ours first, then by partner, found by name in any script, paged, with a fixed number of questions', async () => {
    const partner = await town('Дойран')
    await make({ organisationId: partner, name: { bg: 'Риболовен празник' } })
    await make()
    const count = () => office.statements(() => page(addresses.occasions()))
    const two = await count()
    await make({ organisationId: partner, name: { bg: 'Илинден' }, kind: 'national_holiday' })
    expect(await count()).toBe(two)
    const names = async (asked: Parameters<typeof occasionsPage>[1]) =>
      (await inOffice((tx) => occasionsPage(tx, asked, {}))).rows.map(({ occasion }) => occasion.name.in['bg']!.text)
    expect([
      await names({}),
      await names({ kind: 'national_holiday' }),
      await names({ q: 'dojran' }),
      await names({ q: 'Ilinden' }),
      await names({ organisation: 'junk' }),
    ]).toEqual([['Празник на Троян', 'Риболовен празник', 'Илинден'], ['Илинден'], ['Риболовен празник', 'Илинден'], ['Илинден'], []])
    for (let n = 0; n < 60; n++) await make({ name: { bg: `Ден ${n}` } })
    const first = await inOffice((tx) => occasionsPage(tx, {}, {}))
    const second = await inOffice((tx) => occasionsPage(tx, {}, { after: first.next ?? undefined }))
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 13, null])
    expect((await office.as('officer').get(addresses.occasions({ kind: 'junk', after: 'junk', organisation: '\u0000', q: '\u0000' }))).status).toBe(200)
  })
})

describe('the rules', () => {
  test('saved, stale, refused, undone', async () => {
    const save = (fields: Record<string, string>) => office.as('officer').post(addresses.calendarRules(), fields)
    expect((await save({ version: '0', everyYears: '10', alarmMonths: '3' })).status).toBe(303)
    const stale = await save({ version: '0', everyYears: '7', alarmMonths: '9' })
    const shown = await stale.text()
    expect([stale.status, shown.includes('value="7"'), /name="version" value="1"/.test(shown)]).toEqual([409, true, true])
    const wrong = await save({ version: '1', everyYears: '0', alarmMonths: 'шест' })
    expect([wrong.status, (await wrong.text()).includes('value="шест"')]).toEqual([422, true])
    const { rows } = await office.pool.query<{ id: string }>("select id from activity where act = 'calendar_rules.changed'")
    expect((await undo(office.here, office.officer, rows[0]!.id))!.ok).toBe(true)
    expect(await page(addresses.calendarRules())).toContain('name="everyYears" type="text" value="5"')
    expect((await save({ version: '0', everyYears: '1', alarmMonths: '12' })).status).toBe(303)
  })
})
