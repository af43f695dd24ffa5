// How fast the register answers with 10,000 organisations and 1,000 partnerships: the built server, over HTTP, in a folder of its own.
import { cpus, totalmem } from 'node:os'
import { readFileSync, existsSync } from 'node:fs'
import { Client } from 'pg'
import { runningConnection } from '#platform/database/embedded/opening.ts'
import { newId } from '#platform/ids.ts'
import { nameKey, nameKeys } from '#platform/names/name-key.ts'
import { startServer, type RunningServer } from '../tests/journeys/server.ts'

const ORGANISATIONS = Number(process.argv[2] ?? 10_000)
const PARTNERSHIPS = Math.min(1_000, ORGANISATIONS)
const ROUNDS = 200

const SYLLABLES = 'бе ва га де жи зо ки ла ме но пе ра се то ул фо хи це че ша як вин дол град бор мир слав нов стар гор'.split(' ')
/** Made-up names of three syllables and a number of their own: none is a real town's on purpose. */
const madeUp = (n: number): string => {
  const at = (k: number) => SYLLABLES[k % SYLLABLES.length]!
  const name = at(n * 7) + at(n * 11 + Math.floor(n / 32)) + at(n * 13 + Math.floor(n / 1024))
  return name[0]!.toUpperCase() + name.slice(1) + (n % 3 === 0 ? ` ${at(n * 17)}` : '')
}

type Cookies = Map<string, string>

async function ask(server: RunningServer, cookies: Cookies, path: string, form?: Record<string, string>): Promise<Response> {
  const answer = await fetch(server.url + path, {
    method: form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { origin: server.url, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  })
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';')[0]!
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return answer
}

type Row = { name: string; median: number; p99: number; note: string }

async function measured(name: string, once: (round: number) => Promise<Response>, note = ''): Promise<Row> {
  const times: number[] = []
  for (let round = -10; round < ROUNDS; round += 1) {
    const started = performance.now()
    const answer = await once(round + 10)
    await answer.arrayBuffer()
    if (answer.status >= 400) throw new Error(`${name}: ${answer.status}`)
    if (round >= 0) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { name, median: times[Math.floor(times.length / 2)]!, p99: times[Math.ceil(times.length * 0.99) - 1]!, note }
}

/** Resident memory in MB of a process; on other systems than Linux it is not told. */
const memoryOf = (pid: number): number | null =>
  existsSync(`/proc/${pid}/status`) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : null

/** Memory of the database's processes, shared pages counted once each (Pss). */
function databaseMemory(postmaster: number): number | null {
  if (!existsSync(`/proc/${postmaster}/task/${postmaster}/children`)) return null
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  let total = 0
  for (const pid of [postmaster, ...children]) {
    try {
      total += Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      // A worker that just ended.
    }
  }
  return total
}

const started = performance.now()
let server = await startServer({ env: { POBRATIM_DEV: '1' }, folder: `${process.env['TMPDIR'] ?? '/tmp'}/pobratim-bench-${process.pid}/data` })
await fetch(`${server.url}/sign-in`)
const firstStart = performance.now() - started
const setup = await server.hears(/(\/welcome\/\S+)/)
await server.hears(/100 %|зареден|is loaded/i, 180)
const loaded = performance.now() - started
const officer: Cookies = new Map()
await ask(server, officer, `${setup[1]}/office`, {
  placeId: '726320',
  officeNameBg: 'Община Мерило',
  languages: 'bg',
  name: 'Проба Мерителова',
  email: 'bench@pobratim.test',
})

const connection = runningConnection(server.folder)
if (connection === null) throw new Error('the data folder has no running server')
const db = new Client(connection)
await db.connect()
const office = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
const seeding = performance.now()
const countries = ['BG', 'MK', 'ME', 'IT', 'FR', 'CN', 'DE', 'RS']
const organisations: { id: string; name: string; country: string }[] = []
for (let n = 0; n < ORGANISATIONS; n += 1) organisations.push({ id: newId(), name: madeUp(n), country: countries[n % countries.length]! })
const text = (bg: string) => ({ source: 'bg', in: bg === '' ? {} : { bg: { text: bg, at: '2026-01-01T00:00:00.000Z', checked: true } } })
const insert = async (table: string, rows: Record<string, unknown>[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += 2_000)
    await db.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows.slice(from, from + 2_000))])
}
const stamp = { version: 1, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }
await insert(
  'organisation',
  organisations.map(({ id, name, country }) => ({
    office_id: office,
    id,
    kind: 'municipality',
    country,
    name: text(name),
    aliases: [],
    notes: text(''),
    sources: [],
    sort_key: nameKey(name),
    ...stamp,
  })),
)
await insert(
  'name_entry',
  organisations.flatMap(({ id, name }) =>
    nameKeys(name).map((key) => ({ office_id: office, id: newId(), thing: 'organisation', thing_id: id, name, key: ` ${key}` })),
  ),
)
const partnerships = organisations
  .slice(0, PARTNERSHIPS)
  .map((one, n) => ({ ...one, organisation: one.id, id: newId(), type: ['twinning', 'friendship', 'contact', 'project'][n % 4]! }))
await insert(
  'partnership',
  partnerships.map((one, n) => ({
    office_id: office,
    id: one.id,
    organisation_id: one.organisation,
    type: one.type,
    slug: `p-${n}`,
    fields: ['culture'],
    origin: text(''),
    summary: text(''),
    sources: [],
    sort_key: nameKey(one.name),
    ...stamp,
  })),
)
await insert(
  'name_entry',
  partnerships.flatMap(({ id, name }) =>
    nameKeys(name).map((key) => ({ office_id: office, id: newId(), thing: 'partnership', thing_id: id, name, key: ` ${key}` })),
  ),
)
await insert(
  'milestone',
  partnerships.flatMap((one, n) =>
    [0, 1, 2].map((k) => ({
      office_id: office,
      id: newId(),
      partnership_id: one.id,
      kind: ['first_contact', 'signing', 'renewal'][k]!,
      side: 'both',
      date: String(1990 + ((n + k * 7) % 35)),
      first_day: `${1990 + ((n + k * 7) % 35)}-01-01`,
      last_day: `${1990 + ((n + k * 7) % 35)}-12-31`,
      note: text(''),
      sources: [],
      ...stamp,
    })),
  ),
)
await db.query('analyze')
const seeded = performance.now() - seeding

const rows: Row[] = []
const pick = <T>(list: readonly T[], round: number): T => list[(round * 37) % list.length]!
rows.push(await measured('organisations: first page', () => ask(server, officer, '/organisations')))
rows.push(await measured('organisations: filter by country', (round) => ask(server, officer, `/organisations?country=${pick(countries, round)}`)))
rows.push(
  await measured('organisations: search, first letters', (round) =>
    ask(server, officer, `/organisations?q=${encodeURIComponent(pick(organisations, round).name.slice(0, 4))}`),
  ),
)
rows.push(
  await measured('organisations: search with a typing mistake', (round) => {
    const name = pick(organisations, round).name
    return ask(server, officer, `/organisations?q=${encodeURIComponent(name.slice(0, 2) + name.slice(3))}`)
  }),
)
rows.push(
  await measured('Ctrl+K over everything', (round) =>
    ask(server, officer, `/search?as=json&q=${encodeURIComponent(pick(organisations, round).name.slice(0, 5))}`),
  ),
)
rows.push(await measured('organisation: open', (round) => ask(server, officer, `/organisations/${pick(organisations, round).id}`)))
rows.push(await measured('partnerships: first page', () => ask(server, officer, '/partnerships')))
rows.push(
  await measured('partnerships: filter by type', (round) => ask(server, officer, `/partnerships?type=${pick(['twinning', 'friendship', 'contact'], round)}`)),
)
rows.push(await measured('partnership: open', (round) => ask(server, officer, `/partnerships/${pick(partnerships, round).id}`)))
rows.push(
  await measured(
    'organisation: create',
    async (round) => {
      const answer = await ask(server, officer, '/organisations', {
        'name.bg': `Ново ${madeUp(round + 20_000)} ${round}`,
        kind: 'company',
        country: 'BG',
        confirm: 'yes',
      })
      if (answer.status !== 303)
        throw new Error(
          `create answered ${answer.status}: ${(await answer.text())
            .replace(/<[^>]+>/g, ' ')
            .replace(/\s+/g, ' ')
            .slice(0, 800)}`,
        )
      return answer
    },
    'durable: with history and search',
  ),
)
const postmaster = Number(readFileSync(`${server.folder}/pg/postmaster.pid`, 'utf8').split('\n')[0])
await new Promise((resolve) => setTimeout(resolve, 3_000))
const memory = { app: memoryOf(server.pid), database: databaseMemory(postmaster) }
await db.end()
const folder = server.folder
await server.kill('SIGTERM')

const starts: number[] = []
let rested: typeof memory = { app: null, database: null }
for (let round = 0; round < 5; round += 1) {
  const from = performance.now()
  server = await startServer({ folder })
  await (await fetch(`${server.url}/sign-in`)).text()
  starts.push(performance.now() - from)
  if (round === 4) {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    rested = { app: memoryOf(server.pid), database: databaseMemory(Number(readFileSync(`${server.folder}/pg/postmaster.pid`, 'utf8').split('\n')[0])) }
  }
  await server.kill('SIGTERM')
}
starts.sort((a, b) => a - b)

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0).padStart(7)
const lines = [
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.version}, PostgreSQL 18 (embedded, fsync on)`,
  `${ORGANISATIONS} organisations, ${PARTNERSHIPS} partnerships with 3 milestones each, 200,000 towns; ${ROUNDS} requests each, one at a time, whole request over HTTP`,
  '',
  `${'what'.padEnd(48)}${'median ms'.padStart(10)}${'p99 ms'.padStart(9)}`,
  ...rows.map((row) => `${row.name.padEnd(48)}${ms(row.median).padStart(10)}${ms(row.p99).padStart(9)}  ${row.note}`),
  '',
  `first start (new database) to first page        ${ms(firstStart)} ms; towns loaded after ${(loaded / 1000).toFixed(1)} s`,
  `later start to first page, median of ${starts.length}           ${ms(starts[2]!)} ms`,
  `memory at rest after a later start: app ${rested.app?.toFixed(0) ?? '?'} MB (RSS), database ${rested.database?.toFixed(0) ?? '?'} MB (PSS of all its processes)`,
  `memory after loading the towns and all of the above: app ${memory.app?.toFixed(0) ?? '?'} MB (RSS), database ${memory.database?.toFixed(0) ?? '?'} MB; seeding took ${(seeded / 1000).toFixed(1)} s`,
]
process.stdout.write(`${lines.join('\n')}\n`)
