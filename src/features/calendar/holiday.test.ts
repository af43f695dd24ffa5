// Holidays by the law of a country, and those an office entered; what is not known is a working day, and nobody is reminded on the others.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { changeReminders } from '#features/commitments/reminders/reminder.actions.ts'
import { writeRemindersOf } from '#features/commitments/reminders/reminder.jobs.ts'
import { createOrganisation, removeOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { reminderParts } from '../../contributions.tsx'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { KNOWN_HOLIDAYS, publicHolidays } from './holiday.ts'
import { holidaysKnown } from './holiday.queries.ts'
import { createOccasion } from './occasions/occasion.actions.ts'

const within = (country: string, from: string, to: string): string[] =>
  [...publicHolidays(country, Number(from.slice(0, 4)))].filter((day) => day >= from && day <= to).sort()

test.each([
  ['Christmas 2021, from Friday to Sunday', '2021-12-20', '2021-12-31', ['2021-12-24', '2021-12-25', '2021-12-26', '2021-12-27', '2021-12-28']],
  ['Easter and 1 May 2021, both on a Saturday', '2021-04-28', '2021-05-05', ['2021-04-30', '2021-05-01', '2021-05-02', '2021-05-03', '2021-05-04']],
  ['Christmas 2022, from Saturday to Monday', '2022-12-20', '2022-12-31', ['2022-12-24', '2022-12-25', '2022-12-26', '2022-12-27', '2022-12-28']],
  ['Easter 2023 moves nothing', '2023-04-10', '2023-04-20', ['2023-04-14', '2023-04-15', '2023-04-16', '2023-04-17']],
  ['the New Year 2023, a Sunday', '2023-01-01', '2023-01-10', ['2023-01-01', '2023-01-02']],
  ['6 May 2024 on Easter Monday moves nothing', '2024-05-01', '2024-05-10', ['2024-05-01', '2024-05-03', '2024-05-04', '2024-05-05', '2024-05-06']],
  ['24 May 2014, a Saturday before the law changed', '2014-05-20', '2014-05-30', ['2014-05-24']],
  ['1 November is for schools', '2026-10-25', '2026-11-05', []],
])('Bulgaria: %s', (_, from, to, expected) => {
  expect(within('BG', from, to)).toEqual(expected)
})

test('a country nobody looked up has none', () => {
  expect([publicHolidays('ZZ', 2026).size, KNOWN_HOLIDAYS.map(({ country, source }) => [country, source.url.startsWith('https://')])]).toEqual([
    0,
    [['BG', true]],
  ])
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2027-03-03' })
})
beforeEach(async () => {
  for (const table of ['reminder_named', 'commitment_partner', 'commitment', 'reminder_rules', 'mail_outbox', 'occasion'])
    await office.pool.query(`delete from ${table}`)
  office.here.clock.set('2027-03-03')
})
afterAll(() => office.close())

const town = async (name: string, country: string): Promise<string> =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country })).id
const enter = async (organisationId: string | null, rule: Parameters<typeof createOccasion>[2]['rule'], more: object = {}) =>
  done(await createOccasion(office.here, office.officer, { organisationId, kind: 'national_holiday', name: { bg: 'Празник' }, rule, ...more }))
const asked = async (...days: readonly (readonly [string, string])[]) => {
  const known = await office.here.db.inOffice(office.officeId, holidaysKnown)
  return days.map(([day, country]) => known(day, country))
}

test('what the office entered counts for its country, exact days only; our own town’s for ours', async () => {
  const partner = await town('Примерово', 'MK')
  await enter(partner, { repeats: 'yearly', month: 9, day: 8 })
  await enter(partner, { repeats: 'easter_orthodox', shift: 1 }, { days: 2 })
  await enter(partner, { repeats: 'once', date: '2027-06-10' })
  await enter(partner, { repeats: 'once', date: '2027-07' })
  await enter(partner, { repeats: 'yearly', month: 8, day: 2 }, { kind: 'town_day' })
  await enter(null, { repeats: 'once', date: '2027-12-31' })
  expect(
    await asked(
      ['2027-09-08', 'MK'],
      ['2028-09-08', 'MK'],
      ['2027-09-08', 'RS'],
      ['2027-05-04', 'MK'],
      ['2027-05-05', 'MK'],
      ['2027-06-10', 'MK'],
      ['2027-07-15', 'MK'],
      ['2027-08-02', 'MK'],
      ['2027-12-31', 'BG'],
      ['2027-03-03', 'BG'],
      ['2027-03-03', ''],
    ),
  ).toEqual([true, true, false, true, false, true, false, false, true, true, false])
  const other = await office.openAnother('Община Узорево')
  const theirs = await office.here.db.inOffice(other.officeId, holidaysKnown)
  expect([theirs('2027-09-08', 'MK'), theirs('2027-03-03', 'BG')]).toEqual([false, true])
  done(await removeOrganisation(office.here, office.officer, partner, 1))
  expect(await asked(['2027-09-08', 'MK'])).toEqual([false])
})

test('one query, for one holiday and for three', async () => {
  const partner = await town('Узорица', 'RS')
  const ask = () => office.statements(() => office.here.db.inOffice(office.officeId, async (tx) => (await holidaysKnown(tx))('2027-09-08', 'RS')))
  await enter(partner, { repeats: 'yearly', month: 9, day: 8 })
  const one = await ask()
  for (const day of [9, 10]) await enter(partner, { repeats: 'yearly', month: 9, day })
  expect(await ask()).toBe(one)
})

test('letters of reminder rest on our holidays for our people, on the partner’s for the partner, and go the working day after', async () => {
  const partner = await town('Празниково', 'MK')
  const ours = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Отговорникова' }, email: 'ours@primer.test' })).id
  const theirs = done(await createPerson(office.here, office.officer, { name: { bg: 'Ана Партньорска' }, email: 'theirs@primer.test' })).id
  const promise = { owedBy: 'both', topic: 'other', state: 'agreed', due: '2027-03-01', partners: [partner] } as const
  done(await createCommitment(office.here, office.officer, { ...promise, personId: ours, theirPersonId: theirs, text: { bg: 'Да обменим снимки' } }))
  const schedule = { on: true, daysBefore: 0, onDay: true, weeksApart: 1, mostAfter: 0 }
  done(await changeReminders(office.here, office.officer, { ours: schedule, theirs: schedule, hour: 8, standIn: '', trusted: [], version: 0 }, []))
  await enter(partner, { repeats: 'yearly', month: 3, day: 4 })
  const written = async (day: string) => {
    office.here.clock.set(day)
    await writeRemindersOf(office.here, office.officeId, 'https://pobratim.test', reminderParts)
    const { rows } = await office.pool.query('select "to" from mail_outbox order by "to"')
    return rows.map(({ to }) => to)
  }
  const foreseen = async (day: string) => {
    office.here.clock.set(day)
    const html = await (await office.as('officer').get(addresses.settingsReminders())).text()
    return /Какво ще тръгне[^<]*/.exec(html)?.[0] ?? html.match(/<h2[^>]*>[^<]*март[^<]*/)?.[0]?.replace(/<[^>]+>/, '')
  }
  // 3 March is Bulgaria's national holiday, a Wednesday; partners may be written to.
  expect(await written('2027-03-03')).toEqual(['theirs@primer.test'])
  await office.pool.query('delete from reminder_named')
  await office.pool.query('delete from mail_outbox')
  expect(await foreseen('2027-03-03')).toContain('4 март')
  // The day after is a holiday in the partner's country.
  expect(await written('2027-03-04')).toEqual(['ours@primer.test'])
  expect(await written('2027-03-05')).toEqual(['ours@primer.test', 'theirs@primer.test'])
})
