// An app in a process of its own, for tests that kill it, start two at once or fill its disk. Reports one JSON object a line.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type OpenFolder, openDataFolder } from '../opening.ts'
import { explainDatabaseError } from '../refusals.ts'
import { freeBytes, hasBallast } from '../space.ts'
import { layoutOf } from '../layout.ts'

const MEGABYTE = 1024 * 1024
const report = (line: Record<string, unknown>): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const silent = { info: () => {}, warn: () => {}, error: () => {} }

async function open(folder: string, lookEvery = 2000): Promise<OpenFolder> {
  const opened = await openDataFolder({
    folder,
    appVersion: '1.0.0',
    now: new Date('2026-11-23T08:00:00Z'),
    log: silent,
    space: { ballast: 16 * MEGABYTE, low: 8 * MEGABYTE },
    lookEvery,
  })
  if (!opened.ok) {
    report({ refused: opened.refusal.code, message: opened.refusal.message })
    process.exit(0)
  }
  return opened.value
}

async function client(office: OpenFolder): Promise<pg.Client> {
  const made = new pg.Client({ ...office.connection, connectionTimeoutMillis: 5000 })
  made.on('error', () => {})
  await made.connect()
  return made
}

/** Opens the folder and stays until killed. */
async function hold(folder: string): Promise<void> {
  const office = await open(folder)
  report({ opened: process.pid, server: office.serverPid() })
  setInterval(() => {}, 1000)
}

/** Writes numbered rows from four connections and reports each only after the database has confirmed it. */
async function write(folder: string): Promise<void> {
  const office = await open(folder)
  const first = await client(office)
  await first.query('create table if not exists promise (number int primary key, note text)')
  let next = 0
  await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const own = await client(office)
      for (;;) {
        const number = (next += 1)
        await own.query('insert into promise values ($1, $2)', [number, 'x'.repeat(200)])
        report({ kept: number })
      }
    }),
  )
}

const waitUntil = async (there: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<boolean> => {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (await there()) return true
    await pause(50)
  }
  return false
}

/** Tries a query on a connection of its own: 'done', or the code of the refusal it is explained by ('unexplained …' if by none). */
async function attempt(office: OpenFolder, sql: string, values: unknown[] = []): Promise<string> {
  let own: pg.Client | null = null
  try {
    own = await client(office)
    await own.query(sql, values)
    return 'done'
  } catch (error) {
    return explainDatabaseError(error)?.code ?? `unexplained ${(error as { code?: string }).code ?? ''} ${(error as Error).message}`
  } finally {
    await own?.end().catch(() => {})
  }
}

const countRows = async (office: OpenFolder): Promise<number> => {
  const own = await client(office)
  const { rows } = await own.query<{ count: string }>('select count(*) from scan')
  await own.end()
  return Number(rows[0]?.count)
}

/** Takes the disk's space away, down to the given number of free bytes. */
function fill(folder: string, leave: number): string {
  const path = join(folder, 'filler')
  const file = openSync(path, 'a')
  const chunk = Buffer.alloc(MEGABYTE / 4, 1)
  try {
    while (freeBytes(folder) > leave + chunk.length) writeSync(file, chunk)
  } finally {
    closeSync(file)
  }
  return path
}

const INSERT = "insert into scan (bytes) select string_agg(md5(random()::text), '') from generate_series(1, 4000) where $1 <> ''"
const WRITE = ['x']
/** Half a megabyte for the log of changes and nothing for any table. */
const LOG_ONLY = "select pg_logical_emit_message(true, 'x', repeat('x', 500000))"

/** A disk filling up: slowly, from outside, then all at once by the office's own writing. */
async function fullDisk(folder: string): Promise<void> {
  let office = await open(folder, 200)
  await attempt(office, 'create table scan (id bigint generated always as identity primary key, bytes text)')
  const before = await attempt(office, INSERT, WRITE)
  const reserve = hasBallast(layoutOf(folder))
  fill(folder, 4 * MEGABYTE)
  const stopped = await waitUntil(() => office.state() === 'read-only')
  const slowly = { stopped, write: await attempt(office, INSERT, WRITE), rows: await countRows(office) }
  rmSync(join(folder, 'filler'))
  const resumed = await waitUntil(() => office.state() === 'open')
  const after = { resumed, write: await attempt(office, INSERT, WRITE), rows: await countRows(office) }
  await office.stop()

  // Faster than any look at the disk.
  office = await open(folder, 1500)
  fill(folder, 10 * MEGABYTE)
  let kept = after.rows
  const answers = new Set<string>()
  for (let tries = 0; tries < 600 && office.state() !== 'read-only'; tries += 1) {
    const answer = await attempt(office, INSERT, WRITE)
    if (answer === 'done') kept += 1
    else {
      answers.add(answer)
      await pause(20)
    }
  }
  const atOnce = { state: office.state(), answers: [...answers].sort(), kept, rows: await countRows(office), write: await attempt(office, INSERT, WRITE) }
  await office.stop()
  // And the whole machine comes back with its disk still full.
  office = await open(folder, 200)
  const again = { state: office.state(), rows: await countRows(office), write: await attempt(office, INSERT, WRITE) }
  rmSync(join(folder, 'filler'))
  const end = { resumed: await waitUntil(() => office.state() === 'open'), write: await attempt(office, INSERT, WRITE), reserve: hasBallast(layoutOf(folder)) }
  await office.stop()

  // The log of changes itself finds no room: the server ends in a panic, in the middle of commits.
  office = await open(folder, 60_000)
  fill(folder, MEGABYTE)
  const panicked: string[] = []
  for (let tries = 0; tries < 400 && office.state() === 'open'; tries += 1) panicked.push(await attempt(office, LOG_ONLY))
  const server = office.serverPid()
  const recovered = await waitUntil(() => office.state() === 'read-only')
  const panic = {
    met: panicked.some((answer) => answer !== 'done'),
    explained: panicked.every((answer) => !answer.startsWith('unexplained')),
    recovered,
    restarted: office.serverPid() !== 0 && office.serverPid() !== server,
    rows: await countRows(office),
    write: await attempt(office, INSERT, WRITE),
  }
  await office.stop()
  report({ before, reserve, slowly, after, atOnce, again, end, panic })
}

const [mode, folder = ''] = process.argv.slice(2)
if (mode === 'hold') await hold(folder)
else if (mode === 'write') await write(folder)
else if (mode === 'full-disk') await fullDisk(folder)
