// The yearly self-assessment: one a partnership and year, changed under two hands, shown year on year, taken away and put back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { namesSomebody } from '../following.actions.ts'
import { type Marks, meanOf } from './assessment.ts'

let office: TestOffice
let officer: Visit
let partnership: string

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  const town = done(await createOrganisation(here, by, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' })).id
  partnership = done(await createPartnership(here, by, { organisationId: town, type: 'twinning' })).id
})
afterAll(() => office.close())

const at = (year: number | string): string => addresses.impactAssessment({ id: partnership, year: String(year) })
const form = (more: FormFields = {}): FormFields => ({
  version: '0',
  activity: '4',
  benefit: '3',
  prospects: '2',
  remark: 'Училищата се включиха.',
  assessedBy: 'Проба Служителова',
  'assessedOn.day': '10',
  'assessedOn.month': '11',
  'assessedOn.year': '2026',
  ...more,
})
const rows = async () => (await office.pool.query('select year, version, marks, remark from impact_assessment where deleted_at is null order by year')).rows

test.each([
  ['three of seven', { activity: 4, benefit: 3, prospects: 2 }, 3],
  ['rounded to a tenth', { activity: 5, benefit: 4, citizens: 4 }, 4.3],
  ['none', {}, null],
] as const)('the mean of %s', (_, marks, mean) => {
  expect(meanOf(marks as Marks)).toBe(mean)
})

test('it is made once a year and stands beside the year before', async () => {
  expect((await officer.post(at(2025), form({ activity: '2', benefit: '', prospects: '' }))).status).toBe(303)
  const page = await officer.follow(await officer.post(at(2026), form()))
  expect(page).toContain('Самооценката е записана.')
  expect(await rows()).toEqual([
    { year: 2025, version: 1, marks: { activity: 2 }, remark: 'Училищата се включиха.' },
    { year: 2026, version: 1, marks: { activity: 4, benefit: 3, prospects: 2 }, remark: 'Училищата се включиха.' },
  ])
  const cells = /<th scope="row">Активност<\/th><td>(.*?)<\/td><td>(.*?)<\/td>/.exec(page)!
  expect([cells[1], cells[2]]).toEqual(['2', '4'])
  expect(/<th scope="row">Средно<\/th><td>(.*?)<\/td><td>(.*?)<\/td>/.exec(page)!.slice(1)).toEqual(['2', '3'])
  expect(page).toContain('Оценил: Проба Служителова, 10 ноември 2026 г.')
  expect(await (await officer.get(at(2026))).text()).toContain('За 2025 г.: 2.')
})

test('a second first one is no second one: whoever opened an empty form sees what stands there', async () => {
  const late = await officer.post(at(2026), form({ activity: '1', benefit: '', remark: 'Друго мнение.' }))
  expect(late.status).toBe(409)
  const page = await late.text()
  expect(page).toMatch(/<th scope="row">Активност<\/th><td[^>]*>4<\/td><td[^>]*>1<\/td>/)
  expect(page).toMatch(/<th scope="row">Взаимна полза<\/th><td[^>]*>3<\/td><td[^>]*><span class="sub">/)
  expect(page).toContain('Друго мнение.')
  expect((await rows()).length).toBe(2)
  expect((await officer.post(at(2026), form({ version: '1', activity: '5' }))).status).toBe(303)
  expect((await rows())[1]).toEqual({ year: 2026, version: 2, marks: { activity: 5, benefit: 3, prospects: 2 }, remark: 'Училищата се включиха.' })
})

test.each([
  ['no mark at all', { activity: '', benefit: '', prospects: '' }, 'Дайте поне една оценка от 1 до 5.'],
  ['nobody who assesses', { assessedBy: '' }, 'Кой оценява'],
  ['a day to come', { 'assessedOn.month': '12' }, 'Този ден още не е дошъл.'],
  ['a mark of six', { activity: '6' }, 'Активност'],
])('refuses %s, and nothing typed is lost', async (_, more, words) => {
  const answer = await officer.post(at(2026), form({ version: '2', remark: 'не ме губете', ...more }))
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('не ме губете')
  expect(page.slice(page.indexOf('ds-error-summary'))).toContain(words)
})

test('a year to come, and one that is none, has no form', async () => {
  for (const year of ['2027', 'x', '99999']) expect((await officer.get(at(year))).status).toBe(404)
  expect((await officer.post(at('x'), form())).status).toBe(404)
})

test('taken away it comes back by undoing, but not beside another of the same year', async () => {
  const gone = await officer.follow(await officer.post(addresses.impactAssessmentRemoval({ id: partnership, year: '2026' }), { version: '2' }))
  const undo = /action="(\/activity\/[^"]+\/undo)"/.exec(gone)![1]!
  // Whoever still had it open is told, and may make it anew.
  const late = await officer.post(at(2026), form({ version: '2' }))
  expect([late.status, (await late.text()).includes('Междувременно някой е премахнал самооценката.')]).toEqual([409, true])
  expect((await officer.post(at(2026), form({ version: '0' }))).status).toBe(303)
  expect(await officer.follow(await officer.post(undo))).toContain('вече има друга самооценка')
  const again = await officer.follow(await officer.post(addresses.impactAssessmentRemoval({ id: partnership, year: '2026' }), { version: '1' }))
  expect(again).toContain('Самооценката е премахната.')
  await officer.post(undo)
  expect((await rows())[1]).toEqual({ year: 2026, version: 4, marks: { activity: 5, benefit: 3, prospects: 2 }, remark: 'Училищата се включиха.' })
})

test('readers see it and make none; another office has no such partnership', async () => {
  const reader = office.as('reader')
  expect(await (await reader.get(addresses.partnershipImpact({ id: partnership }))).text()).toContain('Училищата се включиха.')
  expect((await reader.post(at(2026), form())).status).toBe(403)
  expect((await reader.post(addresses.impactAssessmentRemoval({ id: partnership, year: '2026' }), { version: '4' })).status).toBe(403)
  const { visit } = await office.openAnother('Община Друга')
  expect((await visit.get(at(2026))).status).toBe(404)
  expect((await visit.post(at(2026), form())).status).toBe(404)
  expect((await visit.post(addresses.impactAssessmentRemoval({ id: partnership, year: '2026' }), { version: '4' })).status).toBe(404)
})

test('when a person is erased, nobody is called by their name as who made it, nor in the record of changes', async () => {
  const { here, officer: by, pool } = office
  const { id } = done(await createPerson(here, by, { name: { bg: 'Проба Заличена' } }))
  for (const [year, assessedBy] of [
    [2020, 'Проба Заличена, главен експерт'],
    [2021, 'Проба Незаличена'],
    [2022, 'д-р Проба ЗАЛИЧЕНА'],
  ] as const)
    expect((await officer.post(at(year), form({ assessedBy }))).status).toBe(303)
  expect((await officer.post(at(2021), form({ version: '1', assessedBy: 'Проба Заличена' }))).status).toBe(303)
  expect((await officer.post(at(2021), form({ version: '2', assessedBy: 'Проба Незаличена' }))).status).toBe(303)
  await officer.post(addresses.impactAssessmentRemoval({ id: partnership, year: '2022' }), { version: '1' })
  const erased = await officer.post(addresses.personErasure({ id }), { version: '1', what: 'whole', word: 'изтрий' })
  expect(erased.status).toBe(303)
  const made = await pool.query('select year, assessed_by as who from impact_assessment where year between 2020 and 2022 order by year')
  expect(made.rows).toEqual([
    { year: 2020, who: 'изтрит човек' },
    { year: 2021, who: 'Проба Незаличена' },
    { year: 2022, who: 'изтрит човек' },
  ])
  const told = await pool.query(
    "select string_agg(coalesce(before::text, '') || coalesce(after::text, ''), ' ') as all from activity where thing = 'impact_assessment'",
  )
  expect(/Заличена|ЗАЛИЧЕНА/.test(told.rows[0].all.replaceAll('Незаличена', ''))).toBe(false)
  expect(told.rows[0].all).toContain('"assessedBy": "изтрит човек"')
  // The rest of the history stays: it can be looked at and brought back.
  expect(told.rows[0].all).toContain('Училищата се включиха.')
})

test.each([
  ['Проба Служителова', ['Проба Служителова'], true],
  ['инж. Проба Служителова, зам.-кмет', ['Проба Служителова'], true],
  ['Проба Служителова-Узорева', ['Проба Служителова'], true],
  ['Непроба Служителова', ['Проба Служителова'], false],
  ['Иван Друг', ['Иван'], false],
  ['Иван', ['Иван'], true],
  ['Друг Човек', [], false],
] as const)('whether „%s“ names %j: %s', (line, names, is) => {
  expect(namesSomebody(line, names)).toBe(is)
})
