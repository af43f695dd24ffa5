// Saved views: each person's own, shared when an officer says so, one of them first; nobody else's can be seen, renamed or removed.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'

let office: TestOffice
let officer: Visit
let reader: Visit
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  officer = office.as('officer')
  reader = office.as('reader')
  const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Пробен град' }, kind: 'municipality', country: 'FR' }))
  done(await createPartnership(office.here, office.officer, { organisationId: id, type: 'twinning' }))
})
afterAll(() => office.close())
beforeEach(() => office.pool.query('truncate saved_view, activity'))

type Kept = { id: string; name: string; query: string; shared: boolean; first: boolean; version: number; removed: boolean }
const kept = async (): Promise<Kept[]> =>
  (
    await office.pool.query<Kept>(
      'select id, name, query, shared_at is not null as shared, first_since is not null as first, version, deleted_at is not null as removed from saved_view order by id',
    )
  ).rows
const save = (visit: Visit, form: Record<string, string>) =>
  visit.post(addresses.savedViews(), { list: 'partnerships', query: 'view=board&country=FR', ...form })
const tabs = (page: string): string[] =>
  [...(/<nav class="tabs saved".*?<\/nav>/s.exec(page)?.[0] ?? '').matchAll(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map((match) =>
    match[2]!.replace(/<[^>]+>/g, ''),
  )
const open = async (visit: Visit, query: Record<string, string> = { view: 'table' }): Promise<string> => (await visit.get(addresses.partnerships(query))).text()

test('is offered where something is narrowed, kept with known words only, and stands above the list', async () => {
  expect(await open(officer)).not.toContain('/views/new')
  const page = await open(officer, { view: 'board', country: 'FR' })
  const href = /href="(\/views\/new[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
  expect(await (await officer.get(href)).text()).toContain('name="query" value="view=board&amp;country=FR"')
  const answer = await save(officer, { name: ' Франция ', query: 'country=FR&view=board&after=x&evil=1&type=nonsense&q=%00' })
  expect(answer.headers.get('location')).toBe('/partnerships?view=board&country=FR')
  expect(await kept()).toMatchObject([{ name: 'Франция', query: 'view=board&country=FR', shared: false, first: false }])
  const list = await officer.follow(answer)
  expect(list).toContain('Изгледът „Франция“ е запазен.')
  expect(tabs(list)).toEqual(['Всички', 'Франция', 'Промени изгледа'])
  expect(list).toContain('href="/partnerships?view=board&amp;country=FR" aria-current="page"')
  expect(list).not.toContain('/views/new')
  expect(tabs(await open(reader))).toEqual([])
})

test('a shared one is seen by colleagues, with its owner, and is only theirs to read', async () => {
  await save(officer, { name: 'За всички', shared: 'yes' })
  const [view] = await kept()
  expect(tabs(await open(reader))).toEqual(['Всички', 'За всички от Проба Служителова'])
  expect((await reader.get(addresses.savedView({ id: view!.id }))).status).toBe(404)
  expect((await reader.post(addresses.savedView({ id: view!.id }), { version: '1', name: 'Моя' })).status).toBe(404)
  expect((await reader.post(addresses.savedViewRemoval({ id: view!.id }), { version: '1' })).status).toBe(404)
  expect(await kept()).toEqual([view])
  const other = await office.openAnother('Община Другаде')
  expect((await other.visit.get(addresses.savedView({ id: view!.id }))).status).toBe(404)
  expect(tabs(await open(other.visit))).toEqual([])
})

test('a reader keeps views too, but shares none', async () => {
  const answer = await save(reader, { name: 'Моят поглед', shared: 'yes' })
  expect(await kept()).toMatchObject([{ name: 'Моят поглед', shared: false }])
  const list = await reader.follow(answer)
  expect(list).toContain('Изгледът „Моят поглед“ е запазен.')
  expect(list).not.toContain('/undo"')
  expect(tabs(await open(officer))).toEqual([])
})

test('one of them opens the list; „Всички“ is still one press away', async () => {
  await save(officer, { name: 'Първи', first: 'yes' })
  const bare = await officer.get(addresses.partnerships())
  expect([bare.status, bare.headers.get('location')]).toEqual([302, '/partnerships?view=board&country=FR'])
  expect((await officer.get(addresses.partnerships({ view: 'table' }))).status).toBe(200)
  expect((await reader.get(addresses.partnerships())).status).toBe(200)
  await save(officer, { name: 'Втори', query: 'view=map', first: 'yes' })
  expect((await kept()).map(({ name, first }) => [name, first])).toEqual([
    ['Първи', false],
    ['Втори', true],
  ])
  expect((await officer.get(addresses.partnerships())).headers.get('location')).toBe('/partnerships?view=map')
  // The two were one change: taken back together.
  const { rows } = await office.pool.query(`select id from activity where act = 'saved_view.created' order by id desc limit 1`)
  await officer.post(addresses.activityUndo({ id: rows[0].id }))
  expect((await kept()).map(({ first, removed }) => [first, removed])).toEqual([
    [true, false],
    [false, true],
  ])
})

test('is renamed and removed, both taken back; a stale form is shown', async () => {
  await save(officer, { name: 'Старо' })
  const [view] = await kept()
  const path = addresses.savedView({ id: view!.id })
  expect(await (await officer.get(path)).text()).toContain('value="Старо"')
  expect((await officer.post(path, { version: '1', name: 'Ново', shared: 'yes' })).status).toBe(303)
  expect(await kept()).toMatchObject([{ name: 'Ново', shared: true, version: 2 }])
  const stale = await officer.post(path, { version: '1', name: 'Друго' })
  expect(stale.status).toBe(409)
  expect((await stale.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('Име на изгледа Ново Друго')
  const removed = await officer.post(addresses.savedViewRemoval({ id: view!.id }), { version: '2' })
  const list = await officer.follow(removed)
  expect(tabs(list)).toEqual([])
  await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(list)![1]!)
  expect(await kept()).toMatchObject([{ name: 'Ново', shared: true, removed: false }])
})

test('no name, a name twice, an unknown list: words, and what was typed stays', async () => {
  await save(officer, { name: 'Име' })
  for (const name of ['', 'x'.repeat(61), 'Име']) {
    const answer = await save(officer, { name })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`value="${name}"`)
  }
  expect((await save(officer, { name: 'Друго', list: 'secrets' })).status).toBe(404)
  expect((await officer.get(addresses.savedViewNew({ list: 'constructor' }))).status).toBe(404)
  expect(await kept()).toHaveLength(1)
})

test('organisations and people have theirs', async () => {
  await save(officer, { name: 'Училища', list: 'organisations', query: 'kind=school&view=map', first: 'yes' })
  await save(officer, { name: 'Иванови', list: 'people', query: 'q=Иванов&kind=school', first: 'yes' })
  expect((await kept()).map(({ query }) => query)).toEqual(['view=map&kind=school', 'q=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2'])
  expect((await officer.get(addresses.organisations())).headers.get('location')).toBe('/organisations?view=map&kind=school')
  expect((await officer.get(addresses.people())).headers.get('location')).toBe('/people?q=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2')
  expect((await officer.get(addresses.partnerships())).status).toBe(200)
})
