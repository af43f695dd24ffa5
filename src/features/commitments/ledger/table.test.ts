// The ledger as a table: its further filters, saved views, many changed at once, and taken out as a sheet.
import readXlsxFile from 'read-excel-file/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { undo as undoInJournal } from '#features/today/journal.actions.ts'
import { findByName } from '#platform/search/names.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { changeCommitment, createCommitment, keepCommitment, moveCommitment } from '../commitment.actions.ts'
import type { CommitmentValues } from '../commitment.ts'
import { commitmentById } from '../commitment.queries.ts'
import { ledgerTable } from './ledger.queries.ts'
import { ledgerAsked, type LedgerFilters, queryText } from './ledger.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'saved_view', 'commitment_partner', 'commitment', 'post', 'event_partner', 'event', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const values = (bg: string, more: Partial<CommitmentValues> = {}): CommitmentValues => ({
  owedBy: 'us',
  topic: 'exchange',
  state: 'agreed',
  due: null,
  partners: [],
  ...more,
  text: { bg },
})
const give = async (bg: string, more: Partial<CommitmentValues> = {}) => done(await createCommitment(office.here, office.officer, values(bg, more))).id
const person = async (bg: string) => done(await createPerson(office.here, office.officer, { name: { bg } })).id
const town = async (bg: string) => done(await createOrganisation(office.here, office.officer, { name: { bg }, kind: 'municipality', country: 'MK' })).id
const read = async (id: string) => office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, id, TODAY))
const rows = (filters: LedgerFilters, turn = {}, size = 25) => office.here.db.inOffice(office.officeId, (tx) => ledgerTable(tx, filters, turn, TODAY, size))
const texts = async (filters: LedgerFilters) => (await rows(filters)).page.rows.map((row) => row.text.in['bg']!.text)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()

describe('filters', () => {
  test('by who answers on either side, by topic, by event, by the year in which it counts', async () => {
    const [ours, theirs] = [await person('Проба Отговорникова'), await person('Анго Примеров')]
    const event = done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date: '2026-03-03', partners: [] })).id
    await give('наше', { personId: ours, topic: 'visit', due: '2025' })
    await give('тяхно', { owedBy: 'them', theirPersonId: theirs, eventId: event, due: '2027-05' })
    const moved = await give('преместено', { due: '2025-03' })
    done(await moveCommitment(office.here, office.officer, moved, 1, '2027', { on: '2025-05-01', why: 'x', askedBy: 'us' }))
    const kept = await give('изпълнено', { due: '2027' })
    done(await keepCommitment(office.here, office.officer, kept, 1, { keptOn: '2025-06-06', evidence: 'x' }))
    await give('без ден')
    expect([
      await texts({ person: ours }),
      await texts({ person: theirs }),
      await texts({ topic: 'visit' }),
      await texts({ event }),
      await texts({ year: '2025' }),
      await texts({ year: '2027' }),
      await texts({ year: '2025', standing: 'kept' }),
    ]).toEqual([['наше'], ['тяхно'], ['наше'], ['тяхно'], ['наше', 'преместено', 'изпълнено'], ['тяхно'], ['изпълнено']])
    const shown = await page(addresses.commitments({ view: 'table' }))
    const offered = ['Проба Отговорникова', 'Анго Примеров', '>2025<', '>2027<', 'при тях']
    expect(offered.filter((words) => !shown.includes(words))).toEqual([])
  })

  test.each([
    ['view=table&side=us&year=2025&topic=visit', 'view=table&side=us&year=2025&topic=visit'],
    ['side=junk&year=20&topic=x&person=1&event=%00&standing=late', 'view=book'],
    ['unknown=1&q=%20', 'view=book'],
    ['', 'view=book'],
  ])('%s asks for %s', (query, expected) => {
    expect(queryText(ledgerAsked(query))).toBe(expected)
  })

  test('the table pages through all sides in the ledger’s order, forwards and back', async () => {
    for (let n = 0; n < 7; n++) await give(`обещание ${n}`, { owedBy: (['us', 'them', 'both'] as const)[n % 3]!, due: n === 3 ? null : `20${26 - n}` })
    const first = await rows({}, {}, 3)
    const second = await rows({}, { after: first.page.next }, 3)
    const third = await rows({}, { after: second.page.next }, 3)
    const all = [first, second, third].flatMap(({ page: { rows: some } }) => some.map(({ due }) => due))
    expect([all, third.page.next]).toEqual([['2020', '2021', '2022', '2024', '2025', '2026', null], null])
    const back = await rows({}, { before: third.page.previous }, 3)
    expect(back.page.rows.map(({ id }) => id)).toEqual(second.page.rows.map(({ id }) => id))
  })
})

describe('who answers', () => {
  test('a new promise with a person of the partner’s has them on that side; a form says it itself', async () => {
    const partner = await town('Узорево')
    const mayor = await person('Анго Примеров')
    done(await addPost(office.here, office.officer, mayor, { organisationId: partner, roleClass: 'mayor', role: { bg: 'кмет' } }))
    const told = await read(await give('едно', { partners: [partner], personId: mayor }))
    expect([told!.person, told!.theirPerson?.id]).toEqual([null, mayor])
    const said = await read(await give('друго', { partners: [partner], personId: mayor, theirPersonId: null }))
    expect([said!.person?.id, said!.theirPerson]).toEqual([mayor, null])
  })
})

describe('saved views', () => {
  test('the ledger opens with the view a person chose, and shows all of it when asked', async () => {
    const visit = office.as('officer')
    await give('далеч', { due: '2029' })
    await give('отдавна', { due: '2020' })
    expect(await page(addresses.commitments())).not.toContain('Запази изгледа')
    const saved = await visit.post(addresses.savedViews(), { list: 'commitments', query: 'view=table&standing=overdue', name: 'Просрочените', first: 'yes' })
    expect(saved.status).toBe(303)
    const opened = await visit.get(addresses.commitments())
    expect([opened.status, opened.headers.get('location')]).toEqual([302, `${addresses.commitments()}?view=table&standing=overdue`])
    const all = await (await visit.get(addresses.commitments({ view: 'book' }))).text()
    expect([all.includes('Просрочените'), all.includes('далеч')]).toEqual([true, true])
  })
})

describe('many at once', () => {
  const bar = (ids: readonly string[], act: string, more: Record<string, string> = {}) => ({
    query: 'view=table',
    chosen: ids.map((id) => `${id}:1`),
    act,
    ...more,
  })
  const foreseen = async (ids: readonly string[], act: string) => (await office.as('officer').post(addresses.commitmentsMany(), bar(ids, act))).text()
  const doIt = (ids: readonly string[], act: string, more: Record<string, string> = {}) =>
    office.as('officer').post(addresses.commitmentsManyDoing(), { ...bar(ids, act, more), chosen: ids.map((id) => `${id}:1`).join(',') })
  const undo = async () => {
    const line = await office.pool.query<{ id: string }>('select id from activity where office_id = $1 order by id desc limit 1', [office.officeId])
    return undoInJournal(office.here, office.officer, line.rows[0]!.id)
  }
  const found = async () => (await office.here.db.inOffice(office.officeId, (tx) => findByName(tx, 'obeshtanie', { things: ['commitment'], limit: 50 }))).length

  test('another topic for some, foreseen first, one change, one undoing', async () => {
    const ids = [await give('обещание едно'), await give('обещание две'), await give('обещание три', { topic: 'visit' })]
    const before = await foreseen(ids, 'topic:visit')
    expect([before.includes('Обещанията стават: посещение'), before.includes('Промени 2 обещания')]).toEqual([true, true])
    expect((await doIt(ids, 'topic:visit')).status).toBe(303)
    const topics = async () => (await Promise.all(ids.map(read))).map((one) => one!.commitment.topic)
    expect(await topics()).toEqual(['visit', 'visit', 'visit'])
    expect((await undo())?.ok).toBe(true)
    expect(await topics()).toEqual(['exchange', 'exchange', 'visit'])
  })

  test('another person, chosen among those who answer; nobody at all too', async () => {
    const [old, next] = [await person('Стара Отговорникова'), await person('Нова Отговорникова')]
    const ids = [await give('обещание едно', { personId: old }), await give('обещание две')]
    await give('друго', { personId: next })
    const before = await foreseen(ids, 'person')
    expect([before.includes('Нова Отговорникова'), before.includes('Друг отговорник за избраните обещания')]).toEqual([true, true])
    expect((await doIt(ids, 'person')).status).toBe(422)
    expect((await doIt(ids, 'person', { value: next })).status).toBe(303)
    expect((await Promise.all(ids.map(read))).map((one) => one!.person?.id)).toEqual([next, next])
    expect((await undo())?.ok).toBe(true)
    expect((await Promise.all(ids.map(read))).map((one) => one!.person?.id ?? null)).toEqual([old, null])
    const missing = await doIt([ids[0]!], 'person', { value: '01930000-0000-7000-8000-000000000000' })
    expect(missing.status).toBe(409)
  })

  test('twenty-five taken out and put back together, found again', async () => {
    const partner = await town('Дойран')
    const ids: string[] = []
    for (let n = 0; n < 25; n++) ids.push(await give(`обещание ${n}`, { partners: [partner], due: '2027' }))
    expect((await doIt(ids, 'remove')).status).toBe(303)
    expect([await found(), (await rows({})).page.rows.length]).toEqual([0, 0])
    expect((await undo())?.ok).toBe(true)
    expect([await found(), (await rows({ organisation: partner })).page.rows.length, (await read(ids[0]!))!.commitment.version]).toEqual([25, 25, 3])
  })

  test('one that was changed meanwhile keeps the rest from being changed, unless the officer says so', async () => {
    const ids = [await give('обещание едно'), await give('обещание две')]
    done(await changeCommitment(office.here, office.officer, ids[0]!, 1, values('обещание друго')))
    const refused = await doIt(ids, 'publish')
    expect([refused.status, (await read(ids[1]!))!.commitment.publishedAt]).toEqual([409, null])
    expect((await doIt(ids, 'publish', { rest: 'yes' })).status).toBe(200)
    expect([(await read(ids[0]!))!.commitment.publishedAt === null, (await read(ids[1]!))!.commitment.publishedAt === null]).toEqual([true, false])
  })

  test('junk does nothing; a reader may not', async () => {
    const ids = [await give('обещание едно')]
    expect((await office.as('officer').post(addresses.commitmentsMany(), bar(ids, 'topic:junk'))).status).toBe(303)
    expect((await office.as('officer').post(addresses.commitmentsMany(), { act: 'publish' })).status).toBe(303)
    expect((await office.as('reader').post(addresses.commitmentsManyDoing(), bar(ids, 'publish'))).status).toBe(403)
    const other = await office.openAnother('Община Друга')
    expect((await other.visit.post(addresses.commitmentsManyDoing(), { ...bar(ids, 'publish'), chosen: `${ids[0]}:1` })).status).toBe(409)
    expect((await read(ids[0]!))!.commitment.publishedAt).toBeNull()
  })
})

test('the list is taken out with its filters; every row they find', async () => {
  const partner = await town('Дойран')
  const moved = await give('=ОБЕЩАНИЕ()', { partners: [partner], due: '2025-03-01' })
  done(await moveCommitment(office.here, office.officer, moved, 1, '2027-05-05', { on: '2025-02-01', why: 'x', askedBy: 'us' }))
  await give('друго')
  const answer = await office.as('reader').get(`/sheets/export/commitments/xlsx?organisation=${partner}`)
  const [head, ...lines] = (await readXlsxFile(Buffer.from(await answer.arrayBuffer())))[0]!.data
  const at = (name: string) => lines[0]![head!.indexOf(name)]
  expect([lines.length, at('Какво е обещано'), at('Партньори'), at('Срок'), at('Премествания на срока')]).toEqual([
    1,
    '=ОБЕЩАНИЕ()',
    'Дойран',
    new Date('2027-05-05T00:00:00Z'),
    'преместено 1 път, първо беше до 1 март 2025 г.',
  ])
  const csv = await (await office.as('reader').get('/sheets/export/commitments/csv')).text()
  expect(csv.split('\r\n').filter((line) => line !== '').length).toBe(3)
  expect((await office.as('reader').get('/sheets/export/commitments/jsonld')).status).toBe(404)
})
