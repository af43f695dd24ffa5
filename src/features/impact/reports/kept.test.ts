// The annual report kept among the documents: a version a time, the last one shown to the council, undone and put back with its document.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { done, openOffice, type FormFields, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { addFigure } from '../figures/figure.actions.ts'

let office: TestOffice
let officer: Visit
let partnership: string

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  const { here, officer: by } = office
  const town = done(await createOrganisation(here, by, { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'MK' })).id
  partnership = done(await createPartnership(here, by, { organisationId: town, type: 'twinning' })).id
})
afterAll(async () => {
  endTypesetting()
  await office.close()
})

const keep = (form: FormFields, visit = officer) => visit.post(addresses.impactReportKeeping(), form)
const rows = async () =>
  (
    await office.pool.query(
      `select r.year, r.language, r.number, d.title->'in'->r.language->>'text' as title, d.file_name as file, d.kind, d.language as of, d.date
       from impact_report r join document d on d.id = r.document_id where d.deleted_at is null order by r.language, r.number`,
    )
  ).rows
const impact = async (visit: Visit) => (await visit.get(addresses.impact({ year: 2025 }))).text()
const button = (page: string) => /<a class="ds-button" href="([^"]*)"><svg[^>]*>.*?<\/svg>(.*?)<\/a>/s.exec(page)!.slice(1)
const write = (amount: number) =>
  addFigure(office.here, office.officer, partnership, {
    year: 2025,
    measure: 'youth',
    amount,
    currency: null,
    eventId: null,
    asOf: '2025-12-31',
    source: 'Отчет',
    sourceUrl: null,
    note: '',
    published: false,
  })

test('nothing is kept until somebody keeps it: readers open the report as it stands today', async () => {
  expect(button(await impact(office.as('reader')))).toEqual(['/impact/report.pdf?year=2025&amp;language=bg', 'Годишен отчет за 2025 г. (PDF)'])
})

test('kept, it is a document with year, language and day; the same again is no second version', async () => {
  const page = await officer.follow(await keep({ year: '2025', language: 'bg' }))
  expect(page).toContain('Отчетът е запазен сред документите: версия 1.')
  const first = {
    year: 2025,
    language: 'bg',
    number: 1,
    title: 'Годишен отчет за международното сътрудничество, 2025 г. (към 23 ноември 2026 г.)',
    file: 'Международно сътрудничество – отчет 2025.pdf',
    kind: 'report',
    of: 'bg',
    date: '2026-11-23',
  }
  expect(await rows()).toEqual([first])
  expect(await officer.follow(await keep({ year: '2025', language: 'bg' }))).toContain('Същият отчет вече е запазен днес: версия 1.')
  expect(await rows()).toEqual([first])
})

test('made again when something has changed it is a new version, which the council is shown; each language has its own', async () => {
  done(await write(24))
  expect(await officer.follow(await keep({ year: '2025', language: 'bg' }))).toContain('версия 2.')
  expect(await officer.follow(await keep({ year: '2025', language: 'en' }))).toContain('версия 1.')
  expect((await rows()).map(({ language, number }) => `${language} ${number}`)).toEqual(['bg 1', 'bg 2', 'en 1'])
  const [href, words] = button(await impact(office.as('reader')))
  expect(words).toBe('Годишен отчет за 2025 г., запазен на 23 ноември 2026 г. (PDF)')
  // What was kept stays as it was, whatever is written down later.
  done(await write(1000))
  const paper = await readBack(new Uint8Array(await (await office.as('reader').get(href!)).arrayBuffer()))
  expect(paper.pages.join(' ')).toMatch(/Младежи — 24/)
  expect(paper.pages.join(' ')).not.toContain('1024')
  // The officer goes on opening the one of today.
  expect(button(await impact(officer))).toEqual(['/impact/report.pdf?year=2025&amp;language=bg', 'Годишен отчет за 2025 г. (PDF)'])
})

test('keeping is undone with the document; the version before is shown again, and no number is given twice', async () => {
  const page = await officer.follow(await keep({ year: '2025', language: 'bg' }))
  expect(page).toContain('версия 3.')
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!)
  expect((await rows()).map(({ language, number }) => `${language} ${number}`)).toEqual(['bg 1', 'bg 2', 'en 1'])
  expect(await officer.follow(await keep({ year: '2025', language: 'bg' }))).toContain('версия 4.')
})

test('a year to come, junk and readers keep nothing; another office has none of it', async () => {
  for (const year of ['2027', 'x', '', '99999']) expect((await keep({ year, language: 'bg' })).status).toBe(404)
  expect((await keep({ year: '2025', language: 'bg' }, office.as('reader'))).status).toBe(403)
  const { visit } = await office.openAnother('Община Друга')
  expect(await officer.follow(await keep({ year: '2024', language: 'junk' }))).toContain('версия 1.')
  expect(await (await visit.get(addresses.impact({ year: 2025 }))).text()).not.toContain('Версия')
  expect((await rows()).length).toBe(5)
})
