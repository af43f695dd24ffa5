// The open data: only what is public leaves, in the documented shape, for any site to read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, TROYAN, type TestOffice } from '../../../tests/support/open-office.ts'
import { ACT_COLUMNS, EVENT_COLUMNS } from './open-events.ts'
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

/** Events and gestures, public ones and others, made where a test needs them. */
async function happened(): Promise<{ event: string; act: string; partnership: string }> {
  const { here, officer } = office
  const { rows } = await office.pool.query<{ id: string; organisation_id: string; open: boolean }>(
    'select id, organisation_id, published_at is not null as open from partnership where office_id = $1',
    [office.officeId],
  )
  const [shown, closed] = [rows.find(({ open }) => open)!, rows.find(({ open }) => !open)!]
  const partners = [shown.organisation_id, closed.organisation_id]
  const base = { kind: 'festival', direction: 'incoming', date: '2024-10-12/2024-10-14', partners } as const
  const event = done(
    await createEvent(here, officer, {
      ...base,
      title: { bg: '=Празник, „голям“', en: 'Feast' },
      placeText: 'Площадът',
      fields: ['culture'],
      summary: { bg: 'Танци.' },
      sources: [{ title: 'Новина', url: 'https://example.org/feast', date: null, textId: null, quote: 'ТАЕН-ЦИТАТ' }],
      published: true,
    }),
  ).id
  done(await createEvent(here, officer, { ...base, title: { bg: 'ТАЙНО-СЪБИТИЕ' } }))
  const act = done(await createSymbolicAct(here, officer, { kind: 'tree_planting', title: { bg: 'Дърво' }, date: '2024', partners, published: true })).id
  done(await createSymbolicAct(here, officer, { kind: 'gift', title: { bg: 'ТАЕН-ДАР' }, date: '2024', partners }))
  return { event, act, partnership: shown.id }
}

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

test('public events and gestures are told in tables and as linked data, each partner by its partnership; nothing private among them', async () => {
  const { event, act, partnership } = await happened()
  const [head, row, ...rest] = (await (await get('/bg/open-data/events.csv')).text()).split('\r\n')
  expect([head, row, rest]).toEqual([
    'id,kind,direction,title_bg,title_en,title_language,date,first_day,last_day,cancelled,place,place_geonames,partners,fields,summary_bg,summary_en,source_url,page,changed',
    `${event},festival,incoming,"'=Празник, „голям“",Feast,bg,2024-10-12/2024-10-14,2024-10-12,2024-10-14,,Площадът,,${partnership},culture,Танци.,,https://example.org/feast,http://pobratim.test/en/calendar/${event},2026-11-23`,
    [''],
  ])
  expect((await (await get('/en/open-data/symbolic-acts.csv')).text()).split('\r\n').slice(1)).toEqual([
    `${act},tree_planting,Дърво,,bg,2024,2024-01-01,2024-12-31,,${partnership},`,
    '',
  ])
  const linked = JSON.parse(await (await get('/bg/open-data/events.json')).text()) as { '@graph': Record<string, unknown>[] }
  expect(linked['@graph'].map((node) => node['@type'])).toEqual(['Dataset', 'GovernmentOrganization', 'Event', 'SymbolicAct'])
  expect(linked['@graph'][2]).toMatchObject({
    identifier: event,
    startDate: '2024-10-12',
    endDate: '2024-10-14',
    about: [{ '@id': 'http://pobratim.test/en/partners/imagined#partner' }],
  })
  for (const file of ['events.csv', 'symbolic-acts.csv', 'events.json']) {
    const answer = await get(`/bg/open-data/${file}`)
    expect([file, answer.headers.get('access-control-allow-origin'), /ТАЕН|ТАЙНО/.exec(await answer.text())?.[0]]).toEqual([file, '*', undefined])
  }
  const page = await (await get('/bg/open-data')).text()
  expect(page).toContain('Сега в тях има: партньорства 1, събития 1, символични жестове 1.')
  for (const column of [...EVENT_COLUMNS, ...ACT_COLUMNS]) expect([column, page.includes(`<code>${column}</code>`)]).toEqual([column, true])
})

test('events lead to English pages, and where the site has none to its first language', async () => {
  const pageOf = async (): Promise<string[]> => (await (await get('/bg/open-data/events.csv')).text()).match(/http:[^,]+\/calendar\/[^,]+/g) ?? []
  const { event } = await happened()
  expect((await pageOf()).includes(`http://pobratim.test/en/calendar/${event}`)).toBe(true)
  const { rows } = await office.pool.query<{ before: string }>('select site_languages as before from office where id = $1', [office.officeId])
  await office.pool.query(`update office set site_languages = '{bg,fr}' where id = $1`, [office.officeId])
  const pages = await pageOf()
  expect([pages.length > 0, pages.filter((page) => !page.startsWith('http://pobratim.test/bg/'))]).toEqual([true, []])
  const linked = await (await get('/bg/open-data/events.json')).text()
  expect(linked.includes('/en/calendar/')).toBe(false)
  await office.pool.query('update office set site_languages = $2 where id = $1', [office.officeId, rows[0]!.before])
})

test('the files of events ask the database the same for one and for many', async () => {
  const count = () => office.anew(() => get('/bg/open-data/events.json'))
  await happened()
  const before = await count()
  await happened()
  await happened()
  expect([before, await count()]).toEqual([13, 13])
})
