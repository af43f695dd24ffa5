// How fast „Днес“ answers an office with 500 partnerships and 10,000 promises, a third of them late: the built server, over HTTP, in a folder of its own.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { newId } from '#platform/ids.ts'
import { ask, machine, measured, type Row, table, take } from './measuring.ts'
import { databaseOf, openBenchOffice } from './office.ts'
import type { Seeded } from './seed.ts'

const PARTNERSHIPS = Number(process.argv[2] ?? 500)
const PROMISES = Number(process.argv[3] ?? 10_000)
const ROUNDS = Number(process.argv[4] ?? 200)
const DAY = 86_400_000

/** One in three is late, one in nine due soon, one in nine undated for years; the rest are far ahead or kept. */
async function promise(db: Client, { organisations }: Seeded): Promise<void> {
  const office = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
  const today = Date.parse(new Date().toISOString().slice(0, 10))
  const day = (days: number): string => new Date(today + days * DAY).toISOString().slice(0, 10)
  const rows = Array.from({ length: PROMISES }, (_, n) => {
    const due = n % 3 === 0 ? day(-1 - (n % 2000)) : n % 9 === 1 ? day(n % 40) : n % 9 === 2 ? null : day(60 + (n % 900))
    return {
      office_id: office,
      id: newId(),
      owed_by: n % 2 === 0 ? 'us' : 'them',
      text: { source: 'bg', in: { bg: { text: `Да изпратим ${n} книги на библиотеката`, at: '2026-01-01T00:00:00.000Z', checked: true } } },
      topic: 'other',
      state: 'agreed',
      due,
      due_by: due,
      kept_on: n % 9 === 4 ? day(-10) : null,
      sources: [],
      version: 1,
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2020-01-01T00:00:00Z',
      partner: organisations[n % organisations.length]!.id,
    }
  })
  for (let from = 0; from < rows.length; from += 2_000) {
    const some = rows.slice(from, from + 2_000)
    const columns = Object.keys(some[0]!)
      .filter((name) => name !== 'partner')
      .join(', ')
    await db.query(`insert into commitment (${columns}) select ${columns} from jsonb_populate_recordset(null::commitment, $1::jsonb)`, [JSON.stringify(some)])
    const tied = some.map(({ office_id, id, partner }) => ({ office_id, id: newId(), commitment_id: id, organisation_id: partner }))
    await db.query('insert into commitment_partner select * from jsonb_populate_recordset(null::commitment_partner, $1::jsonb)', [JSON.stringify(tied)])
  }
  await db.query('vacuum analyze')
}

const root = join(tmpdir(), `pobratim-bench-${randomUUID()}`)
const office = await openBenchOffice(join(root, 'data'), { organisations: PARTNERSHIPS, steps: PARTNERSHIPS * 5, events: PARTNERSHIPS * 5 })
const { server, officer } = office
const db = await databaseOf(office.folder)
await promise(db, office)
await db.end()
const rows: Row[] = []
const page = async (name: string, path: () => string, note = ''): Promise<void> => {
  rows.push(await measured(name, ROUNDS, () => take(server, officer, path()), note))
}

for (let round = 0; round < 100; round += 1) await take(server, officer, '/')
await page('today', () => '/')
await page('today: everybody’s', () => '/?whose=all')
await page('today: one kind', () => '/?of=promises')
await page('today: one band, first page', () => '/?band=now')
await page('a page beside it, with its number in the rail', () => '/calendar/rules')
await page('put off', () => '/waiting/snoozed')
await page('morning mail, as it would be now', () => '/settings/morning')

const first = async (): Promise<{ key: string; version: string }> => {
  const html = await (await ask(server, officer, '/?of=promises')).text()
  const [, key = '', version = '0'] = /<li id="(promise-[0-9a-f-]+)" data-version="(\d+)"/.exec(html) ?? []
  return { key, version }
}
rows.push(
  await measured(
    'put one off',
    ROUNDS,
    async () => {
      const { key, version } = await first()
      const answer = await ask(server, officer, `/waiting/${key}/snooze`, { until: 'month', version })
      await answer.arrayBuffer()
      if (answer.status !== 303) throw new Error(`putting off answered ${answer.status}`)
      return { status: 303, serverTiming: answer.headers.get('server-timing') ?? '' }
    },
    'whole: with finding it before',
  ),
)
rows.push(
  await measured(
    'today, when something has just been changed',
    ROUNDS,
    async () => {
      const { key, version } = await first()
      await (await ask(server, officer, `/waiting/${key}/assignment`, { to: '', version })).arrayBuffer()
      return take(server, officer, '/')
    },
    'at the server: the page alone',
  ),
)
await server.kill('SIGTERM')
rmSync(root, { recursive: true, force: true })
process.stdout.write(
  `${[machine(), `${PARTNERSHIPS} partnerships, ${PROMISES} promises; ${ROUNDS} requests each, one at a time, whole request over HTTP`, '', ...table(rows)].join('\n')}\n`,
)
