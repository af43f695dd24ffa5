// The open data: only what is public leaves, in the documented shape, for any site to read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, TROYAN, type TestOffice } from '../../../tests/support/open-office.ts'
import { openCsv, openStatements, type OpenRow, wikidataTime } from './open-data.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
  const { here, officer } = office
  done(await createOrganisation(here, officer, { name: { bg: 'Община Троян' }, kind: 'municipality', country: 'BG', placeId: TROYAN, wikidataId: 'Q9000001' }))
  const open = done(
    await createPartnershipWith(
      here,
      officer,
      { name: { bg: 'Измислен, „град“', en: 'Imagined' }, kind: 'municipality', country: 'FR', wikidataId: 'Q9000002', notes: { bg: 'ТАЙНА-БЕЛЕЖКА' } },
      { type: 'twinning', published: true, fields: ['culture', 'sport'], origin: { bg: 'ТАЕН-ПРОИЗХОД' } },
    ),
  )
  const source = { title: 'Страница', url: 'https://example.org/decision', date: null, textId: null, quote: 'ТАЕН-ЦИТАТ' }
  done(await addMilestone(here, officer, open.id, { kind: 'council_decision', side: 'us', date: '2003-10-10', documentNumber: '77', published: true }))
  done(await addMilestone(here, officer, open.id, { kind: 'signing', side: 'both', date: '2004-05', published: true, sources: [source] }))
  done(await addMilestone(here, officer, open.id, { kind: 'end', side: 'both', date: '2020', documentNumber: 'ТАЕН-КРАЙ', published: false }))
  const closed = done(
    await createPartnershipWith(
      here,
      officer,
      { name: { bg: 'ТАЕН-ПАРТНЬОР' }, kind: 'municipality', country: 'DE', wikidataId: 'Q9000003' },
      { type: 'twinning', published: false },
    ),
  )
  done(await addMilestone(here, officer, closed.id, { kind: 'signing', side: 'both', date: '2001', published: true }))
})
afterAll(() => office.close())

const get = (path: string, headers?: Record<string, string>) => office.as('nobody').get(path, headers)

test('the table tells each public partnership in one row', async () => {
  const answer = await get('/bg/open-data/partnerships.csv')
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([200, 'text/csv; charset=utf-8', '*'])
  const [head, row, ...rest] = (await answer.text()).split('\r\n')
  expect(rest).toEqual([''])
  expect(head).toBe(
    'id,home_bg,home_en,home_country,home_wikidata,home_geonames,partner_bg,partner_en,partner_native,partner_native_language,partner_kind,partner_country,partner_wikidata,partner_geonames,type,status,since,signed,ended,decision_number,decision_date,fields,source_url,page,changed',
  )
  expect(row!.slice(37)).toBe(
    'Община Троян,Troyan,BG,Q9000001,726320,"Измислен, „град“",Imagined,,,municipality,FR,Q9000002,,twinning,active,2004-05,2004-05,,77,2003-10-10,culture;sport,https://example.org/decision,http://pobratim.test/en/partners/imagined,2026-11-23',
  )
})

test('Wikidata gets one statement with its start, its reference and nothing uncertain', async () => {
  expect(await (await get('/en/open-data/wikidata-p190.tsv')).text()).toBe(
    'Q9000001\tP190\tQ9000002\tP580\t+2004-05-00T00:00:00Z/10\tS854\t"https://example.org/decision"\n',
  )
})

test.each([
  ['2004', '+2004-00-00T00:00:00Z/9'],
  ['2004-05-22', '+2004-05-22T00:00:00Z/11'],
  ['1990~', null],
  ['1988/1990', null],
  ['', null],
] as const)('the date %s is told as %s', (date, told) => {
  expect(wikidataTime(date)).toBe(told)
})

test('linked data is sound JSON with its context, the data set, the home side and each partnership', async () => {
  const answer = await get('/bg/open-data/partnerships.json')
  const read = JSON.parse(await answer.text()) as { '@context': unknown[]; '@graph': Record<string, unknown>[] }
  expect(read['@context'][0]).toBe('https://schema.org')
  expect(read['@graph'].map((node) => node['@type'])).toEqual(['Dataset', 'GovernmentOrganization', 'GovernmentOrganization', 'Partnership'])
  expect(read['@graph'].at(-1)).toMatchObject({
    partnershipType: 'twinning',
    stage: 'active',
    since: '2004-05',
    field: ['culture', 'sport'],
    citation: 'https://example.org/decision',
  })
})

test('nothing that is not public leaves, though there is much that could', async () => {
  for (const path of ['', '/partnerships.csv', '/partnerships.json', '/wikidata-p190.tsv']) {
    const text = await (await get(`/bg/open-data${path}`)).text()
    expect([path, /ТАЕН|ТАЙНА|Q9000003|2020/.exec(text)?.[0]]).toEqual([path, undefined])
  }
})

test('an unchanged file is not sent again', async () => {
  const first = await get('/bg/open-data/partnerships.csv')
  const again = await get('/bg/open-data/partnerships.csv', { 'if-none-match': first.headers.get('etag')! })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('the page describes every column, weighs little, and stands in the map of the site; a file that is none is missing', async () => {
  const page = await (await get('/bg/open-data')).text()
  for (const column of ['id', 'home_wikidata', 'partner_native_language', 'decision_date', 'changed']) expect(page).toContain(`<code>${column}</code>`)
  expect(page.length).toBeLessThan(60_000)
  expect(await (await get('/sitemap.xml')).text()).toContain('/bg/open-data</loc>')
  expect((await get('/bg/open-data/secrets.csv')).status).toBe(404)
  expect((await get('/xx/open-data')).status).toBe(404)
})

const row: OpenRow = Object.fromEntries(
  ['id', 'home_wikidata', 'partner_wikidata', 'type', 'status', 'partner_kind', 'since', 'ended', 'source_url', 'page'].map((column) => [column, '']),
) as unknown as OpenRow

test('a statement needs both numbers, a twinning, a signature and two places', () => {
  const whole: OpenRow = {
    ...row,
    home_wikidata: 'Q1',
    partner_wikidata: 'Q2',
    type: 'twinning',
    status: 'ended',
    partner_kind: 'region',
    since: '1999',
    ended: '2020',
    page: 'https://x.org/p',
  }
  expect(openStatements([whole])).toBe('Q1\tP190\tQ2\tP580\t+1999-00-00T00:00:00Z/9\tP582\t+2020-00-00T00:00:00Z/9\tS854\t"https://x.org/p"\n')
  for (const lacking of [{ home_wikidata: '' }, { partner_wikidata: '' }, { type: 'friendship' }, { status: 'deciding' }, { partner_kind: 'school' }])
    expect(openStatements([{ ...whole, ...lacking }])).toBe('')
})

test('a name that a spreadsheet would compute is only text', () => {
  const lines = openCsv([{ ...row, partner_bg: '=HYPERLINK("x")' }]).split('\r\n')
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`)
})
