// Lists taken out: all rows the filter finds, read back by programs that are not ours, with nothing a spreadsheet would compute.
import ICAL from 'ical.js'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { enterOrganisations } from '#features/organisations/entering.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { addTraveller, payAdvance } from '#features/trips/travellers/traveller.actions.ts'
import { openTrip, signOrder } from '#features/trips/trip.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
  const { here, officer } = office
  const doiran = done(
    await createOrganisation(here, officer, {
      name: { bg: 'Дойран', en: 'Doiran' },
      kind: 'municipality',
      country: 'MK',
      nativeName: 'Дојран',
      placeId: 785537,
      wikidataId: 'Q9000001',
    }),
  )
  const tie = done(
    await createPartnership(here, officer, {
      organisationId: doiran.id,
      type: 'twinning',
      fields: ['culture', 'sport'],
      summary: { bg: 'Ред\n„цитат“; и още' },
    }),
  )
  done(await addMilestone(here, officer, tie.id, { kind: 'signing', side: 'both', date: '2004-05-22' }))
  done(await addMilestone(here, officer, tie.id, { kind: 'council_decision', side: 'us', date: '2004-03-26', documentNumber: '742' }))
  const odd = done(
    await createOrganisation(here, officer, { name: { bg: '=HYPERLINK("http://evil.example")' }, kind: 'other', country: 'FR', website: 'https://x.org' }),
  )
  const oddTie = done(await createPartnership(here, officer, { organisationId: odd.id, type: 'contact' }))
  done(await addMilestone(here, officer, oddTie.id, { kind: 'first_contact', side: 'both', date: '1990~' }))
  const person = done(
    await createPerson(here, officer, {
      name: { bg: 'Проба, „Първа“ Пробева' },
      title: 'д-р',
      email: 'proba@example.org',
      phone: '+359 670 1234',
      languages: ['mk', 'fr'],
    }),
  )
  done(
    await addPost(here, officer, person.id, {
      organisationId: doiran.id,
      roleClass: 'mayor',
      role: { bg: 'Кмет на общината с дълго-дълго наименование на кирилица за прегъване' },
      fromDate: '2021-11',
    }),
  )
})
afterAll(() => office.close())

const get = (path: string, role: 'officer' | 'reader' = 'officer') => office.as(role).get(`/sheets/export/${path}`)
const sheet = async (path: string) => {
  const answer = await get(path)
  expect(answer.status).toBe(200)
  return (await readXlsxFile(Buffer.from(await answer.arrayBuffer())))[0]!.data
}

test('a workbook has headings in the reader’s language, true dates for days and words for what is less exact', async () => {
  const [head, ...rows] = await sheet('partnerships/xlsx')
  const at = (name: string) => head!.indexOf(name)
  expect(head!.slice(0, 7)).toEqual(['Име', 'Име на другия език', 'Име на местния език', 'Държава', 'Град', 'Вид организация', 'Вид партньорство'])
  const doiran = rows.find((row) => row[0] === 'Дойран')!
  expect([
    doiran[1],
    doiran[2],
    doiran[at('Подписано или начало')],
    doiran[at('Решение на нашия съвет, дата')],
    doiran[at('Решение на нашия съвет, номер')],
  ]).toEqual(['Doiran', 'Дојран', new Date('2004-05-22T00:00:00Z'), new Date('2004-03-26T00:00:00Z'), '742'])
  const odd = rows.find((row) => row[0] !== 'Дойран')!
  expect([odd[0], odd[at('Подписано или начало')]]).toEqual(['=HYPERLINK("http://evil.example")', 'около 1990 г.'])
})

test('a formula in a name is a text in the workbook and begins with an apostrophe in CSV', async () => {
  // Reading it as text would take the mark off.
  const csv = Buffer.from(await (await get('organisations/csv')).arrayBuffer()).toString('utf8')
  expect(csv.startsWith('\uFEFFИме;')).toBe(true)
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")";`)
  expect(await (await get('people/csv')).text()).toContain(';+359 670 1234;')
})

test('the list’s own filters hold, and every row they find is there', async () => {
  expect((await sheet('partnerships/xlsx?country=MK')).length).toBe(2)
  expect((await sheet('partnerships/xlsx?stage=contact')).length).toBe(2)
  expect((await sheet('partnerships/xlsx?q=dojran')).length).toBe(2)
  const many = Array.from({ length: 1203 }, (_, n) => ({ name: { bg: `Измислица ${n}` }, kind: 'school' as const, country: 'DE' }))
  done(await enterOrganisations(office.here, office.officer, many))
  const rows = await sheet('organisations/xlsx?kind=school&country=DE')
  expect(new Set(rows.slice(1).map((row) => row[0])).size).toBe(1203)
})

test('what was taken out can be brought in again and is known', async () => {
  const csv = await (await get('partnerships/csv')).text()
  const officer = office.as('officer')
  const brought = await officer.post('/sheets', { kind: 'partners', file: new File([csv], 'x.csv') })
  const id = /\/sheets\/([0-9a-f-]{36})/.exec(brought.headers.get('location')!)![1]!
  const { rows } = await office.pool.query('select mapping from sheet_import where id = $1', [id])
  const chosen = Object.fromEntries(Object.entries(rows[0].mapping as Record<string, string>).map(([column, field]) => [`column.c${column}`, field]))
  await officer.post(`/sheets/${id}/columns`, { version: '1', language: 'bg', ...chosen })
  const { rows: verdicts } = await office.pool.query(
    `select verdict, record->'steps' as steps from sheet_row where import_id = $1 and verdict is not null order by position`,
    [id],
  )
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['same', 'same'])
  expect(verdicts.flatMap(({ steps }) => steps.map((step: { kind: string; date: string }) => `${step.kind} ${step.date}`)).sort()).toEqual([
    'council_decision 2004-03-26',
    'first_contact 1990~',
    'signing 2004-05-22',
  ])
})

test('linked data is sound JSON in the words of schema.org, with ours described', async () => {
  const read = JSON.parse(await (await get('partnerships/jsonld?country=MK')).text())
  expect([read['@context'][0], read['@context'][1].t]).toEqual(['https://schema.org', 'http://pobratim.test/bg/open-data#'])
  expect(read['@graph'].map((node: { '@type': string }) => node['@type'])).toEqual(['GovernmentOrganization', 'Partnership'])
  expect(read['@graph'][0].sameAs).toBe('http://www.wikidata.org/entity/Q9000001')
  expect(read['@graph'][1]).toMatchObject({ partnershipType: 'twinning', signed: '2004-05-22', decisionNumber: '742', isPublic: false })
  const people = JSON.parse(await (await get('people/jsonld')).text())
  expect(people['@graph'][0].worksFor[0]).toMatchObject({ '@type': 'OrganizationRole', startDate: '2021-11' })
})

test('vCards are read by another program, letter for letter, whatever signs a name has', async () => {
  const answer = await get('people/vcf')
  expect(answer.headers.get('content-type')).toBe('text/vcard; charset=utf-8')
  const text = await answer.text()
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const card = new ICAL.Component(ICAL.parse(text) as unknown as string)
  const value = (name: string) => card.getFirstPropertyValue(name)
  expect([value('version'), value('fn'), value('org'), value('email'), value('tel')]).toEqual([
    '3.0',
    'д-р Проба, „Първа“ Пробева',
    'Дойран',
    'proba@example.org',
    '+359 670 1234',
  ])
  expect(value('title')).toBe('Кмет на общината с дълго-дълго наименование на кирилица за прегъване')
  expect(value('note')).toBe('македонски, френски')
  expect((await (await get('organisations/vcf?country=MK')).text()).match(/BEGIN:VCARD/g)).toHaveLength(1)
})

test('whoever takes people out is noted in the record of changes; readers may', async () => {
  const before = (await office.pool.query(`select count(*)::int as n from activity where act = 'export.made'`)).rows[0].n
  expect((await get('people/csv', 'reader')).status).toBe(200)
  expect((await get('organisations/csv', 'reader')).status).toBe(200)
  const { rows } = await office.pool.query(`select person_name, label from activity where act = 'export.made' order by id desc`)
  expect([rows.length - before, rows[0]]).toEqual([1, { person_name: 'Проба Читателова', label: 'Хора: CSV' }])
  expect(await (await office.as('officer').get('/activity')).text()).toContain('Изтеглен списък с лични данни')
})

test.each(['partnerships/vcf', 'secrets/csv', 'people/exe'])('%s is no download', async (path) => {
  expect((await get(path)).status).toBe(404)
})

test('another office’s rows never come along', async () => {
  const other = await office.openAnother('Община Другаде')
  expect((await (await other.visit.get('/sheets/export/organisations/csv')).text()).split('\r\n').filter((line) => line !== '')).toHaveLength(1)
})

test('journeys with their orders, advances and what is next, by the filters of their list', async () => {
  const open = async (title: string) => {
    const made = await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'outgoing',
      date: '2026-12-10/2026-12-12',
      title: { bg: title },
      partners: [],
    })
    const { id } = done(made)
    done(await openTrip(office.here, office.officer, id))
    return id
  }
  const id = await open('Пробно пътуване')
  await open('=Друго()')
  const traveller = done(await addTraveller(office.here, office.officer, id, { personId: null, name: 'Проба Пътуваща', post: '', byOrder: 'usual' })).id
  done(await payAdvance(office.here, office.officer, traveller, 1, { cents: 12_345, on: office.here.clock.today() }))
  done(await signOrder(office.here, office.officer, id, 1, 'usual', { number: 'З-7', on: office.here.clock.today(), signer: 'Проба Кметова', signerPost: '' }))
  const [head, ...rows] = await sheet('trips/xlsx?q=Пробно')
  expect([head!.slice(0, 7), rows.length]).toEqual([['Командировка', 'Заминаване', 'Връщане', 'Държава', 'Пътуват', 'Състояние', 'Заповед №'], 1])
  const at = (name: string) => rows[0]![head!.indexOf(name)]
  expect([at('Командировка'), at('Пътуват'), at('Заповед №'), at('Заповед от'), at('Аванси, евро')]).toEqual([
    'Пробно пътуване',
    'Проба Пътуваща',
    'З-7',
    new Date(`${office.here.clock.today()}T00:00:00Z`),
    123.45,
  ])
  expect((await sheet('trips/xlsx?state=prepared')).length).toBe(2)
  const csv = await (await get('trips/csv', 'reader')).text()
  expect([csv.includes("'=Друго()"), csv.includes('123,45')]).toEqual([true, true])
  expect((await get('trips/vcf')).status).toBe(404)
  const other = await office.openAnother('Община Друга пътуваща')
  expect((await (await other.visit.get('/sheets/export/trips/csv')).text()).split('\r\n').filter((line) => line !== '')).toHaveLength(1)
})
