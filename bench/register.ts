// How fast the register answers with 10,000 partners and 100,000 steps and events: the built server, over HTTP, in a folder of its own.
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { startServer } from '../tests/journeys/server.ts'
import { ask, databaseMemory, machine, measured, memoryOf, ms, type Row, table, take } from './measuring.ts'
import { databaseOf, openBenchOffice } from './office.ts'
import { COUNTRIES, madeUp, seedPromises } from './seed.ts'

const ORGANISATIONS = Number(process.argv[2] ?? 10_000)
const ROUNDS = Number(process.argv[3] ?? 400)
const amounts = { organisations: ORGANISATIONS, steps: ORGANISATIONS * 5, events: ORGANISATIONS * 5 }

const root = join(tmpdir(), `pobratim-bench-${randomUUID()}`)
const office = await openBenchOffice(join(root, 'data'), amounts)
const { server, officer, organisations, partnerships } = office
const rows: Row[] = []
const pick = <T>(list: readonly T[], round: number): T => list[(round * 37) % list.length]!
const said = encodeURIComponent
const page = async (name: string, path: (round: number) => string, note = ''): Promise<void> => {
  rows.push(await measured(name, ROUNDS, (round) => take(server, officer, path(round)), note))
}

// A server that just started compiles its pages as it first draws them; an officer's tenth page is what is measured.
for (let round = 0; round < 150; round += 1)
  for (const path of ['/partnerships', '/organisations', `/partnerships/${pick(partnerships, round).id}`, '/'])
    await (await ask(server, officer, path)).arrayBuffer()

await page('partnerships: first page', () => '/partnerships')
await page('partnerships: filter by type', (round) => `/partnerships?type=${pick(['twinning', 'friendship', 'contact'], round)}`)
await page('partnerships: filter by country', (round) => `/partnerships?country=${pick(COUNTRIES, round)}`)
await page('partnerships: filter by stage', (round) => `/partnerships?stage=${pick(['active', 'renewed'], round)}`)
await page('partnerships: asleep', () => '/partnerships?dormancy=asleep')
await page('partnerships: search, first letters', (round) => `/partnerships?q=${said(pick(organisations, round).name.slice(0, 4))}`)
await page('partnerships: board by stage', () => '/partnerships?view=board')
await page('partnerships: calendar', () => '/partnerships?view=calendar')
await page('partnership: open', (round) => `/partnerships/${pick(partnerships, round).id}`)
await page('partnership: handover page', (round) => `/partnerships/${pick(partnerships, round).id}/handover`)
await page('organisations: first page', () => '/organisations')
await page('organisations: filter by country', (round) => `/organisations?country=${pick(COUNTRIES, round)}`)
await page('organisations: search, first letters', (round) => `/organisations?q=${said(pick(organisations, round).name.slice(0, 4))}`)
await page('organisations: search with a typing mistake', (round) => {
  const { name } = pick(organisations, round)
  return `/organisations?q=${said(name.slice(0, 2) + name.slice(3))}`
})
await page('organisation: open', (round) => `/organisations/${pick(organisations, round).id}`)
await page('Ctrl+K over everything', (round) => `/search?as=json&q=${said(pick(organisations, round).name.slice(0, 5))}`)
await page('Ctrl+K with a typing mistake', (round) => {
  const { name } = pick(organisations, round)
  return `/search?as=json&q=${said(name.slice(0, 2) + name.slice(3))}`
})
await page('today', () => '/')
await page('calendar of occasions', () => '/calendar')
await page('impact: a page of partners, five years', () => '/impact')
await page('impact: one partner', (round) => `/partnerships/${pick(partnerships, round).id}/impact`)
await page('impact: the events behind a number', (round) => `/impact/records?measure=events&year=${2015 + (round % 10)}`)
rows.push(
  await measured(
    'organisation: create',
    ROUNDS,
    async (round) => {
      const answer = await ask(server, officer, '/organisations', {
        'name.bg': `Ново ${madeUp(round + 90_000)} ${round}`,
        kind: 'company',
        country: 'BG',
        keepTwin: 'yes',
      })
      if (answer.status !== 303) throw new Error(`create answered ${answer.status}`)
      return { status: answer.status, serverTiming: answer.headers.get('server-timing') ?? '' }
    },
    'durable: with history and search',
  ),
)
// Public at last, and with as many promises: what citizens are shown of impact, and the paper of a year. A preview is composed anew each time.
const db = await databaseOf(office.folder)
const own = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
await seedPromises(db, own, organisations, ORGANISATIONS)
for (const public_ of ['partnership', 'event', 'milestone', 'commitment']) await db.query(`update ${public_} set published_at = '2026-01-01'`)
await db.query(
  `insert into impact_year (office_id, id, year, opening, measures, published_at)
   select $1, gen_random_uuid(), year, '{"source":"bg","in":{}}', '{people_in,people_out,events,signed,renewed,promises}', now() from generate_series(2021, 2025) year`,
  [own],
)
await db.query('vacuum analyze')
await db.end()
await page('impact: with as many promises', () => '/impact?year=2025')
await page('impact: as citizens see it, composed anew', (round) => `/bg/impact?preview=${round}`)
rows.push(
  await measured('annual report of a year: Excel', Math.min(ROUNDS, 20), (round) => take(server, officer, `/impact/report.xlsx?year=${2015 + (round % 10)}`)),
)
rows.push(
  await measured('annual report of a year: PDF', Math.min(ROUNDS, 5), (round) => take(server, officer, `/impact/report.pdf?year=${2015 + (round % 10)}`)),
)
const memory = { app: memoryOf(server.pid), database: databaseMemory(office.folder) }
await server.kill('SIGTERM')

const starts: number[] = []
let rested: typeof memory = { app: null, database: null }
for (let round = 0; round < 5; round += 1) {
  const from = performance.now()
  const again = await startServer({ folder: office.folder })
  await (await fetch(`${again.url}/sign-in`)).text()
  starts.push(performance.now() - from)
  if (round === 4) {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    rested = { app: memoryOf(again.pid), database: databaseMemory(office.folder) }
  }
  await again.kill('SIGTERM')
}
starts.sort((a, b) => a - b)
rmSync(root, { recursive: true, force: true })

const mb = (value: number | null): string => value?.toFixed(0) ?? '?'
const lines = [
  machine(),
  `${ORGANISATIONS} partners, ${amounts.steps} steps and ${amounts.events} events, 200,000 towns; ${ROUNDS} requests each, one at a time, whole request over HTTP`,
  '',
  ...table(rows),
  '',
  `first start (new database) to first page        ${ms(office.firstStart)} ms; towns loaded after ${(office.townsLoaded / 1000).toFixed(1)} s`,
  `later start to first page, median of ${starts.length}           ${ms(starts[2]!)} ms`,
  `memory at rest after a later start: app ${mb(rested.app)} MB (RSS), database ${mb(rested.database)} MB (PSS of all its processes)`,
  `memory after all of the above: app ${mb(memory.app)} MB (RSS), database ${mb(memory.database)} MB; seeding took ${(office.seeding / 1000).toFixed(1)} s`,
]
process.stdout.write(`${lines.join('\n')}\n`)
