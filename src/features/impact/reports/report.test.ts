// The year's report: the same parts in the same order every year, on paper and in sheets, in both languages; and what is said of a year as a whole.
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { saveAssessment } from '../assessments/assessment.actions.ts'
import { addFigure } from '../figures/figure.actions.ts'

let office: TestOffice
let officer: Visit

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  const town = done(await createOrganisation(here, by, { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'MK' })).id
  const partnership = done(await createPartnership(here, by, { organisationId: town, type: 'twinning' })).id
  const event = { kind: 'visit', direction: 'incoming', partners: [town] } as const
  done(await createEvent(here, by, { ...event, date: '2025-10-12', title: { bg: 'Гости за празника' } }))
  done(await createEvent(here, by, { ...event, date: '2024-05-01', title: { bg: 'Стара визита' } }))
  const figure = { year: 2025, currency: null, eventId: null, asOf: '2025-12-31', source: 'Отчет', sourceUrl: null, note: '', published: false } as const
  done(await addFigure(here, by, partnership, { ...figure, measure: 'youth', amount: 24 }))
  const values = { remark: 'Училищата се включиха.', assessedBy: 'Проба Служителова', assessedOn: '2026-01-10' }
  done(await saveAssessment(here, by, partnership, 2025, 0, { marks: { activity: 4, prospects: 3 }, ...values }))
})
afterAll(async () => {
  endTypesetting()
  await office.close()
})

const year = (version: number, more: FormFields = {}): FormFields => ({
  version: String(version),
  'opening.bg': 'Добра година.',
  'opening.en': 'A good year.',
  ...more,
})
const save = (form: FormFields, of = '2025') => officer.post(addresses.impactYear({ year: of }), form)
const pdf = async (query: { year: number; language?: string }) => {
  const answer = await officer.get(addresses.impactReport(query))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return readBack(new Uint8Array(await answer.arrayBuffer()))
}

/** The parts in their order, by how each begins. */
const BULGARIAN = [
  'Годишен отчет за международното сътрудничество, 2025 г.',
  'Добра година.',
  'Годината в числа',
  'По партньори',
  'Година по година',
  'Събития през годината',
  'Гости за празника',
  'Обещано и изпълнено',
  'Самооценка на партньорствата',
  'Училищата се включиха.',
  'Как броим',
]
const ENGLISH = [
  'Annual report on international cooperation, 2025',
  'A good year.',
  'The year in numbers',
  'By partner',
  'Year by year',
  'Events of the year',
  'Primerovo',
  'Promised and kept',
  'Self-assessment of the partnerships',
  'How we count',
]
/** Which of the parts are not there, or not in this order. */
function missingIn(words: string, parts: readonly string[]): string[] {
  let from = 0
  return parts.filter((part) => {
    const at = words.indexOf(part, from)
    if (at !== -1) from = at + part.length
    return at === -1
  })
}

test('opening words and what is public are saved, refused, and changed under two hands', async () => {
  const nothing = await save(year(0, { published: 'on' }))
  expect(nothing.status).toBe(422)
  const refused = await nothing.text()
  expect(refused).toContain('Изберете поне едно число, което гражданите да виждат')
  expect(refused).toContain('Добра година.')
  expect((await save(year(0, { measures: ['events', 'youth'] }))).status).toBe(303)
  const late = await save(year(0, { 'opening.bg': 'Друга година.' }))
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(/Добра година\.<\/td><td[^>]*>Друга година\./)
  expect((await save(year(1, { measures: ['events'], published: 'on' }))).status).toBe(303)
  const { rows } = await office.pool.query(
    "select version, measures, published_at is not null as open, opening->'in'->'bg'->>'text' as bg from impact_year where deleted_at is null",
  )
  expect(rows).toEqual([{ version: 2, measures: ['events'], open: true, bg: 'Добра година.' }])
})

test('a withdrawn year is withdrawn by undoing its publication, too', async () => {
  const page = await (await officer.get(addresses.impactYear({ year: '2025' }))).text()
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!)
  const open = async () => (await office.pool.query('select published_at is not null as open from impact_year')).rows[0].open
  expect(await open()).toBe(false)
  expect((await save(year(3, { measures: ['events'], published: 'on' }))).status).toBe(303)
  expect(await open()).toBe(true)
})

test('on paper the parts stand in their order, in the language asked for, and can be read aloud', async () => {
  const bulgarian = await pdf({ year: 2025, language: 'bg' })
  expect([bulgarian.title, bulgarian.language, bulgarian.tagged]).toEqual([BULGARIAN[0], 'bg', true])
  expect(missingIn(bulgarian.pages.join(' '), BULGARIAN)).toEqual([])
  const english = await pdf({ year: 2025, language: 'en' })
  expect([english.title, english.language, english.tagged]).toEqual([ENGLISH[0], 'en', true])
  expect(missingIn(english.pages.join(' '), ENGLISH)).toEqual([])
  // Events of other years are theirs.
  expect(bulgarian.pages.join(' ')).not.toContain('Стара визита')
})

test('a year of which nothing is known has the same parts and says so', async () => {
  const empty = await pdf({ year: 2020, language: 'bg' })
  const parts = [
    'Годишен отчет за международното сътрудничество, 2020 г.',
    'Годината в числа',
    'По партньори',
    'Година по година',
    'През годината няма вписани събития.',
    'През годината няма обещания, които да се броят.',
    'За тази година няма направена самооценка.',
    'Как броим',
  ]
  expect(missingIn(empty.pages.join(' '), parts)).toEqual([])
})

test('the sheets say the same, numbers as numbers', async () => {
  const answer = await officer.get(addresses.impactSheet({ year: 2025 }))
  expect(answer.status).toBe(200)
  const file = Buffer.from(await answer.arrayBuffer())
  const sheets = await readXlsxFile(file)
  const named = Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]))
  expect(Object.keys(named)).toEqual([
    'Годината в числа',
    'По партньори',
    'Година по година',
    'Събития през годината',
    'Обещано и изпълнено',
    'Самооценка на партньорствата',
    'Как броим',
  ])
  expect(named['Годината в числа']!.find(([name]) => name === 'Младежи')).toEqual(['Младежи', '—', 24, null, null])
  expect(named['Годината в числа']!.find(([name]) => name === 'Събития')).toEqual(['Събития', 1, 1, 0, null])
  expect(named['Събития през годината']!.slice(-1)).toEqual([['12 октомври 2025 г.', 'Гости за празника', 'Примерово', 'Посещение, гости при нас', null]])
})

test('readers print it and publish nothing; another office has a report of its own', async () => {
  const reader = office.as('reader')
  expect((await reader.get(addresses.impactSheet({ year: 2025 }))).status).toBe(200)
  expect((await reader.post(addresses.impactYear({ year: '2025' }), year(4))).status).toBe(403)
  const { visit } = await office.openAnother('Община Друга')
  const page = await (await visit.get(addresses.impactYear({ year: '2025' }))).text()
  expect(page).not.toContain('Добра година.')
})
