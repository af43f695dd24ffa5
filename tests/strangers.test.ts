// One office's officer with the other office's ids in hand: every address is tried, nothing is shown and nothing changes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUpDemo } from '../src/demo/demo.actions.ts'
import { ok } from '#platform/result.ts'
import { done, openOffice, type TestOffice } from './support/open-office.ts'

let office: TestOffice
/** The other office's records: table → ids. */
const theirs = new Map<string, string[]>()
let tables: string[]

beforeAll(async () => {
  office = await openOffice()
  // The other office is the demonstration one: it has something in every register.
  const demo = done(await setUpDemo(office.here, office.auth, async () => ok(null)))
  const { rows } = await office.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = current_schema() and column_name = 'office_id' order by 1`,
  )
  tables = rows.map((row) => row.name)
  // Rows an address can name: what people edit, and the few others that have pages. A table of joins or of names in the search has none.
  const { rows: edited } = await office.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = current_schema() and column_name = 'version' and table_name = any($1)`,
    [tables],
  )
  const named = new Set([...edited.map((row) => row.name), 'activity', 'membership', 'mail_outbox', 'intake_draft', 'calendar_address'])
  for (const table of tables.filter((one) => named.has(one))) {
    const found = await office.pool.query<{ id: string }>(`select id from "${table}" where office_id = $1 order by id limit 1`, [demo.officeId])
    theirs.set(
      table,
      found.rows.map((row) => row.id),
    )
  }
})
afterAll(() => office.close())

/** A fingerprint of everything the other office has. */
async function fingerprint(): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const { rows } = await office.pool.query<{ print: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t.id)), '') as print from "${table}" t where office_id <> $1`,
      [office.officeId],
    )
    parts.push(`${table} ${rows[0]!.print}`)
  }
  return parts.join('\n')
}

test('the other office has records of every kind that an address can name', () => {
  for (const table of ['organisation', 'person', 'post', 'partnership', 'milestone', 'event', 'symbolic_act', 'commitment', 'activity', 'membership'])
    expect([table, theirs.get(table)!.length > 0]).toEqual([table, true])
})

test.each(['GET', 'POST'] as const)('an address asked by %s with a foreign id shows nothing and changes nothing', async (method) => {
  const before = await fingerprint()
  const officer = office.as('officer')
  const all = [...theirs.values()].flat()
  // What would betray the other office: names that stand in its register and nowhere else in an empty office's pages.
  const secrets = ['Дойран', 'Джиндъджън', 'Даниловград', 'Служител Примеров']
  const faults: string[] = []
  for (const route of office.routes.filter((one) => one.method === method && /:(id|post|milestone|draft)/.test(one.pattern))) {
    for (const id of all) {
      const path = route.pattern.replace(/:\w+/g, id)
      const answer =
        route.method === 'GET'
          ? await officer.get(path)
          : await officer.post(path, { version: '1', role: 'reader', decision: 'accepted', 'name.bg': 'Чуждо', date: '2026-11-01', reason: 'x' })
      const text = await answer.text()
      if (answer.status === 200) faults.push(`${route.method} ${route.pattern} answers 200 with a foreign id`)
      for (const secret of secrets) if (text.includes(secret)) faults.push(`${route.method} ${route.pattern} shows „${secret}“`)
      if (answer.status >= 500) faults.push(`${route.method} ${route.pattern} fails with ${answer.status}`)
    }
  }
  expect([...new Set(faults)]).toEqual([])
  expect(await fingerprint()).toBe(before)
})

test('a foreign id inside a form ties nothing to the other office', async () => {
  const before = await fingerprint()
  const officer = office.as('officer')
  const [organisation] = theirs.get('organisation')!
  const [person] = theirs.get('person')!
  const [event] = theirs.get('event')!
  const date = { 'date.day': '', 'date.month': '', 'date.year': '2026', 'date.about': '' }
  const answers = [
    await officer.post('/partnerships', { 'organisation.id': organisation!, 'organisation.text': 'Дойран', type: 'twinning' }),
    await officer.post('/events', {
      kind: 'visit',
      direction: 'incoming',
      ...date,
      'partners.0.id': organisation!,
      'partners.0.text': 'Дойран',
      'participants.0.id': person!,
      'participants.0.text': 'x',
    }),
    await officer.post('/commitments', {
      owedBy: 'us',
      'text.bg': 'Да се провери',
      topic: 'other',
      state: 'agreed',
      'event.id': event!,
      'event.text': 'x',
      'partners.0.id': organisation!,
      'partners.0.text': 'Дойран',
    }),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([422, 422, 422])
  expect(await fingerprint()).toBe(before)
})

test('search, lists and suggestions know nothing of the other office', async () => {
  const officer = office.as('officer')
  for (const path of [
    '/search?q=%D0%94%D0%BE%D0%B9%D1%80%D0%B0%D0%BD&as=json',
    '/organisations?q=Dojran',
    '/organisations?as=json&q=Dojran',
    '/people',
    '/partnerships',
    '/events',
    '/commitments',
    '/activity',
    '/',
  ]) {
    const text = await (await officer.get(path)).text()
    expect([path, /Дойран<|"title":"Дойран|Анго Ангов/.test(text)]).toEqual([path, false])
  }
})
