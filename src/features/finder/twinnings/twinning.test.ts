// What an office knows of twinnings: the world's, its own and its register's; added, listed, taken back, never another office's.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type FormFields, type TestOffice, TROYAN, type Visit } from '../../../../tests/support/open-office.ts'
import { takeWorldFile } from './load.actions.ts'
import { addTwinning, bringList, takeList } from './twinning.actions.ts'
import { officeEvidence, placeIndexOf } from './twinning.queries.ts'

const [FORLI, FANO, JINGDEZHEN, LOVECH, SOFIA] = [3_176_746, 3_177_219, 1_805_680, 729_559, 727_011]
const seen = { source: 'Проба, вестник', address: 'https://vestnik.example/1', seenOn: '2026-11-01' }

let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
})
afterAll(() => office.close())

const form = (more: FormFields = {}): FormFields => ({
  'one.id': String(FORLI),
  'one.text': 'Forlì',
  'other.id': String(LOVECH),
  'other.text': '',
  source: seen.source,
  address: seen.address,
  'seenOn.day': '1',
  'seenOn.month': '11',
  'seenOn.year': '2026',
  ...more,
})
const own = async () => (await office.pool.query('select a, b, source, address, seen_on::text from finder_twinning where deleted_at is null order by id')).rows
const known = (of: Pick<TestOffice, 'here' | 'officeId'> = office) => officeEvidence(of.here, of.officeId)
const pairRows = async (a: number, b: number): Promise<[number, number]> => {
  const index = await placeIndexOf()
  return [index.row(a)!, index.row(b)!]
}

test('nothing is known at first, and the page says what is missing without it', async () => {
  const { evidence, sources } = await known()
  expect([evidence.graph.pairs, sources]).toEqual([0, { world: null, own: 0, ownNew: 0, register: 0 }])
  const page = await (await officer.get(addresses.finderTwinnings())).text()
  expect(page).toContain('Търсенето работи и без тях')
  expect(page).toContain('Зареждането от мрежата е изключено')
  expect((await office.as('reader').get(addresses.finderTwinnings())).status).toBe(200)
  expect((await office.as('reader').post(addresses.finderTwinnings(), form())).status).toBe(403)
})

test('one is added with its source, the smaller number first, and taken back by undo', async () => {
  const answer = await officer.post(addresses.finderTwinnings(), form())
  expect(answer.status).toBe(303)
  expect(await officer.follow(answer)).toContain('Ловеч')
  expect(await own()).toEqual([{ a: LOVECH, b: FORLI, source: seen.source, address: seen.address, seen_on: '2026-11-01' }])
  const { evidence, sources } = await known()
  expect([evidence.graph.has(...(await pairRows(FORLI, LOVECH))), sources.own]).toEqual([true, 1])
  const { rows } = await office.pool.query("select id from activity where thing = 'finder_twinning' order by at desc limit 1")
  done((await undo(office.here, office.officer, rows[0].id))!)
  expect([await own(), (await known()).sources.own]).toEqual([[], 0])
})

test.each([
  ['with itself', { 'other.id': String(FORLI) }, 'сам със себе си'],
  ['no town', { 'other.id': '', 'other.text': 'Никъдебург' }, 'Няма такъв град'],
  ['a number that is none', { 'one.id': '999999999', 'one.text': '' }, 'Няма такъв град'],
  ['no source', { source: ' ' }, 'Източник'],
  ['an address that is none', { address: 'javascript:alert(1)' }, 'Адрес'],
  ['a day to come', { 'seenOn.month': '12' }, 'още не е дошъл'],
])('refuses %s, and nothing typed is lost', async (_, more, words) => {
  const answer = await officer.post(addresses.finderTwinnings(), form({ source: 'не ме губете', ...more }))
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page.slice(page.indexOf('ds-error-summary'))).toContain(words)
  expect(await own()).toEqual([])
})

test('the same one twice is refused, also at once; removed with another version it stays', async () => {
  const values = { a: SOFIA, b: FANO, ...seen }
  const both = await Promise.all([addTwinning(office.here, office.officer, values), addTwinning(office.here, office.officer, { ...values, a: FANO, b: SOFIA })])
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  const { id } = done(both.find(({ ok }) => ok)!)
  const stale = await officer.post(addresses.finderTwinningRemoval({ id }), { version: '7' })
  expect([stale.status, (await own()).length]).toEqual([303, 1])
  expect((await officer.post(addresses.finderTwinningRemoval({ id }), { version: '1' })).status).toBe(303)
  expect((await own()).length).toBe(0)
  expect((await officer.post(addresses.finderTwinningRemoval({ id }), { version: '2' })).status).toBe(404)
})

const HEAD = 'geonameid_a\tgeonameid_b\n'
const LINES = `${HEAD}${FORLI}\t${JINGDEZHEN}\n${JINGDEZHEN}\t${FORLI}\n${LOVECH}\t${FANO}\n${LOVECH}\t999999999\nx\ty\n`
const fileForm = (content: string | Uint8Array, name = 'list.tsv.gz'): FormFields => ({
  file: new File([typeof content === 'string' ? content : new Uint8Array(content)], name),
  source: seen.source,
  address: '',
  'seenOn.day': '1',
  'seenOn.month': '11',
  'seenOn.year': '2026',
})

test('a file is looked at before it is taken; taken away and brought back whole', async () => {
  const brought = await officer.post(addresses.finderTwinningLists(), fileForm(gzipSync(LINES)))
  expect(brought.status).toBe(303)
  const preview = await officer.follow(brought)
  expect([...preview.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, n]) => n)).toEqual(['2', '2', '1', '1'])
  expect((await known()).sources.own).toBe(0)
  const at = brought.headers.get('location')!
  expect((await office.as('reader').post(at)).status).toBe(403)
  expect((await officer.post(at)).status).toBe(303)
  expect((await officer.post(at)).status).toBe(404)
  const { evidence, sources } = await known()
  expect([sources.own, evidence.graph.has(...(await pairRows(FORLI, JINGDEZHEN)))]).toEqual([2, true])
  const { rows } = await office.pool.query('select id, version from finder_twinning_list where deleted_at is null')
  expect((await officer.post(addresses.finderTwinningListRemoval({ id: rows[0].id }), { version: String(rows[0].version) })).status).toBe(303)
  expect((await known()).sources.own).toBe(0)
  const last = await office.pool.query("select id from activity where thing = 'finder_twinning_list' order by at desc, id desc limit 1")
  done((await undo(office.here, office.officer, last.rows[0].id))!)
  expect((await known()).sources.own).toBe(2)
})

test.each([
  ['cut short', gzipSync(LINES.repeat(300)).subarray(0, 120), 'прекъснат'],
  ['a page', '<!doctype html><title>502</title>', 'няма колони'],
  ['no pair', HEAD, 'нито едно'],
  ['only unknown towns', `${HEAD}999999998\t999999999\n`, 'нито едно'],
  ['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'твърде голям'],
  ['too large', new Uint8Array(3 * 1024 * 1024 + 1), 'по-голям от 3 MB'],
  ['empty', '', 'Изберете файл'],
] as const)('a file that does not serve is refused in words: %s', async (_, content, words) => {
  const lists = async () => (await office.pool.query('select count(*)::int as n from finder_twinning_list')).rows[0].n
  const before = await lists()
  const answer = await officer.post(addresses.finderTwinningLists(), fileForm(content))
  expect([answer.status, await lists()]).toEqual([422, before])
  const page = await answer.text()
  expect(page.slice(page.indexOf('ds-error-summary'))).toContain(words)
})

test("the register's living partnerships with a town count by themselves, from the first contact until they end", async () => {
  const { here, officer: by } = office
  const town = done(await createOrganisation(here, by, { name: { bg: 'Форли' }, kind: 'municipality', country: 'IT', placeId: FORLI })).id
  const partnership = done(await createPartnership(here, by, { organisationId: town, type: 'project' })).id
  // A prospect is nobody's partner yet.
  expect((await known()).sources.register).toBe(0)
  done(await addMilestone(here, by, partnership, { kind: 'first_contact', side: 'both', date: '2003' }))
  expect((await known()).sources.register).toBe(1)
  done(await addMilestone(here, by, partnership, { kind: 'signing', side: 'both', date: '2004' }))
  const { evidence, sources } = await known()
  expect([sources.register, evidence.graph.has(...(await pairRows(TROYAN, FORLI)))]).toEqual([1, true])
  done(await addMilestone(here, by, partnership, { kind: 'end', side: 'us', date: '2020' }))
  expect((await known()).sources.register).toBe(0)
})

test('what one office adds no other knows; the world is shared and read once', async () => {
  const other = await office.openAnother('Община Другаде')
  const index = await placeIndexOf()
  const pairs = [await pairRows(SOFIA, FORLI), await pairRows(FANO, JINGDEZHEN), await pairRows(FANO, FORLI)] as const
  done(await takeWorldFile(office.here, index, 'world.tsv.gz', { pairs, unknown: 2, broken: 0 }, false))
  const [mine, theirs] = [await known(), await officeEvidence(office.here, other.officeId)]
  expect([mine.sources.world, mine.sources.own, theirs.sources]).toEqual([
    { pairs: 3, loadedOn: '2026-11-23', source: 'file' },
    2,
    { world: { pairs: 3, loadedOn: '2026-11-23', source: 'file' }, own: 0, ownNew: 0, register: 0 },
  ])
  expect([mine.evidence.graph.pairs, theirs.evidence.graph.pairs]).toEqual([5, 3])
  expect(theirs.evidence.graph.has(...(await pairRows(FORLI, JINGDEZHEN)))).toBe(false)
  // Nothing changed: the same objects, after four small questions.
  expect((await known()).evidence).toBe(mine.evidence)
  expect(await office.statements(known)).toBeLessThanOrEqual(5)
  // A list brought but not taken changes nothing; one taken does, for this office alone.
  const brought = done(await bringList(office.here, office.officer, { name: 'b.tsv', ...seen }, Buffer.from(`${HEAD}${SOFIA}\t${FANO}\n`)))
  expect((await known()).evidence.graph.pairs).toBe(5)
  done(await takeList(office.here, office.officer, brought.id))
  expect([(await known()).evidence.graph.pairs, (await officeEvidence(office.here, other.officeId)).evidence]).toEqual([6, theirs.evidence])
  const page = await (await officer.get(addresses.finderTwinnings())).text()
  expect(page).toContain('3 от файл, заредени на 23 ноември 2026 г.')
  expect(page).toContain('<dd>3, от тях липсват в списъка за света: 3</dd>')
  // A list that repeats the world's adds nothing, and says so before it is taken and after.
  const again = Buffer.from(`${HEAD}${SOFIA}\t${FORLI}\n${FORLI}\t${FANO}\n`)
  const repeated = done(await bringList(office.here, office.officer, { name: 'c.tsv', ...seen }, again))
  const preview = await (await officer.get(addresses.finderTwinningList({ id: repeated.id }))).text()
  expect([...preview.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, n]) => n)).toEqual(['2', '0', '0', '0'])
  done(await takeList(office.here, office.officer, repeated.id))
  const { own: all, ownNew } = (await known()).sources
  expect([all, ownNew]).toEqual([5, 3])
})

test('a file of less than half is refused unless it is confirmed, and what was there stays', async () => {
  const index = await placeIndexOf()
  const less = { pairs: [await pairRows(SOFIA, FORLI)], unknown: 0, broken: 0 }
  const held = async () => (await office.pool.query('select count(*)::int as n from world_twinning')).rows[0].n
  expect(await takeWorldFile(office.here, index, 'less.tsv', less, false)).toEqual({ ok: false, refusal: { code: 'shrunk', message: 'shrunk' } })
  expect([await held(), (await known()).sources.world?.pairs]).toEqual([3, 3])
  expect((await takeWorldFile(office.here, index, 'none.tsv', { ...less, pairs: [] }, true)).ok).toBe(false)
  done(await takeWorldFile(office.here, index, 'less.tsv', less, true))
  expect([await held(), (await known()).sources.world?.pairs]).toEqual([1, 1])
})

test('the own ones are paged by key and cost as many questions with three as with one', async () => {
  const index = await placeIndexOf()
  const towns = [...index.ofCountry('BG')].slice(0, 31).map((row) => index.of.geonameId[row]!)
  const add = async (from: number, to: number): Promise<void> => {
    for (const town of towns.slice(from, to)) {
      const added = await addTwinning(office.here, office.officer, { a: FANO, b: town, ...seen })
      if (!added.ok && added.refusal.code !== 'unknown') throw new Error(added.refusal.message)
    }
  }
  const asked = () => office.statements(() => officer.get(addresses.finderTwinnings()))
  await add(0, 1)
  await officer.get(addresses.finderTwinnings())
  const one = await asked()
  await add(1, 3)
  await officer.get(addresses.finderTwinnings())
  expect(await asked()).toBe(one)
  await add(3, 31)
  const first = await (await officer.get(addresses.finderTwinnings())).text()
  const next = /href="([^"]*after=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await (await officer.get(next)).text()
  const rowsIn = (page: string): number => page.slice(page.indexOf('id="own"'), page.indexOf('id="lists"')).split('<th scope="row">').length - 1
  expect([rowsIn(first), rowsIn(first) + rowsIn(second)]).toEqual([25, (await own()).length])
})
