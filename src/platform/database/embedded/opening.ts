// Opening an office's data folder: one app, one PostgreSQL server, kept alive until the app closes the folder again.
import { chownSync, copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { m } from '#messages'
import { ok, refuse, type Refused, type Result } from '#platform/result.ts'
import {
  checkCluster, checkVersion, giveCluster, makeFolder, newPassword, readPassword, readVersion, refuseByFileError, restoreAdvice, writeVersion,
} from './folder.ts'
import { DATABASE, type Layout, layoutOf, POSTGRES_MAJOR, SOCKET_PORT } from './layout.ts'
import { type FolderLock, lockFolder, readHolder, writeHolder } from './lock.ts'
import { type Identity, type Program, serverIdentity, standsInFolder, usableProgram } from './program.ts'
import { explainStart } from './refusals.ts'
import {
  createCluster, type Listening, resetPassword, type StartedServer, startServer, stopOnWindows, stopProcess, takeOverOrphan,
} from './server.ts'
import { firstStartNeeds, freeBytes, hasBallast, layBallast, mayWrite, neededForReading, releaseBallast, SPACE_RULES, type SpaceRules } from './space.ts'
import { writeWhole } from './writing.ts'

export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export type FolderLog = {
  info(message: string, details?: Record<string, unknown>): void
  warn(message: string, details?: Record<string, unknown>): void
  error(message: string, details?: Record<string, unknown>): void
}

/** Steps worth telling the person at the terminal. */
export type OpeningStep = 'creating' | 'taking-over' | 'starting' | 'ready'

/** `read-only`: the disk is nearly full, writes are refused by the database; `restarting`: the server died and is being started again. */
export type FolderState = 'open' | 'read-only' | 'restarting' | 'closed'

export type OpenFolder = {
  readonly folder: string
  readonly connection: Connection
  /** True when this opening made the cluster. */
  readonly created: boolean
  serverPid(): number
  state(): FolderState
  /** Writes down that the schema has been brought to this many migrations; until then an older app may still open the folder. */
  migrated(schema: number): void
  stop(): Promise<void>
}

export type Opening = {
  readonly folder: string
  readonly appVersion: string
  /** How many migrations this app knows; a folder with more is refused. */
  readonly schemaVersion?: number | undefined
  /** The present moment, noted for whoever finds the folder taken. */
  readonly now: Date
  readonly log: FolderLog
  readonly onProgress?: (step: OpeningStep) => void
  readonly space?: SpaceRules
  /** Milliseconds between two looks at the disk. */
  readonly lookEvery?: number
}

/** Servers of this process, stopped (not waited for) should it end without closing its folders. */
const running = new Set<number>()
process.on('exit', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGINT')
    } catch {
      // Already gone.
    }
  }
})

/** Opens the folder, making it on the first start. Refuses, in words a person can act on, whatever is not its to open or to mend. */
export async function openDataFolder(opening: Opening): Promise<Result<OpenFolder>> {
  let layout = layoutOf(opening.folder)
  const identity = serverIdentity(layout)
  const made = makeFolder(layout, identity)
  if (!made.ok) return made
  layout = layoutOf(opening.folder)
  let lock: FolderLock | null
  try {
    lock = await lockFolder(layout)
  } catch (error) {
    return refuseByFileError(layout, error)
  }
  if (lock === null) return inUse(layout)
  try {
    const opened = await openLocked(opening, layout, identity, lock)
    if (!opened.ok) lock.release()
    return opened
  } catch (error) {
    lock.release()
    return refuseByFileError(layout, error)
  }
}

export function inUse(layout: Layout): Refused {
  const holder = readHolder(layout)
  return refuse(
    'database-folder-in-use',
    holder === null
      ? m.platform_database_in_use_unnamed({ folder: layout.folder })
      : m.platform_database_in_use({ folder: layout.folder, pid: holder.pid, since: forPeople(holder.since), host: holder.host }),
  )
}

/** 2026-11-23 18:35, in the machine's own time. */
function forPeople(moment: string): string {
  const parsed = new Date(moment)
  return Number.isNaN(parsed.getTime()) ? moment : parsed.toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

async function openLocked(opening: Opening, layout: Layout, identity: Identity | null, lock: FolderLock): Promise<Result<OpenFolder>> {
  const rules = opening.space ?? SPACE_RULES
  // A disk that filled up while we were away: the server needs a little room to start at all.
  if (freeBytes(layout.folder) < neededForReading(rules)) releaseBallast(layout)
  const since = opening.now.toISOString()
  writeHolder(layout, { pid: process.pid, since, host: hostname() })
  const versions = checkVersion(layout, { app: opening.appVersion, schema: opening.schemaVersion })
  if (!versions.ok) return versions
  const cluster = checkCluster(layout)
  if (!cluster.ok) return cluster
  const program = usableProgram(layout, identity)
  if (!program.ok) return program

  let password = readPassword(layout)
  const created = cluster.value === 'new'
  if (created) {
    if (freeBytes(layout.folder) < firstStartNeeds(rules)) {
      return refuse('database-disk-full', m.platform_database_disk_full_at_start({ folder: layout.folder }))
    }
    opening.onProgress?.('creating')
    password = newPassword()
    writeWhole(layout.password, password)
    const failure = createCluster(layout, program.value, identity, password)
    if (failure !== null) return explainStart(layout, failure.log)
  }
  giveCluster(layout.pg, identity)
  if (await takeOverOrphan(layout)) {
    opening.onProgress?.('taking-over')
    opening.log.warn('a PostgreSQL server left behind by an app that was killed has been stopped', { folder: layout.folder })
  }
  if (password === null) {
    password = newPassword()
    const failure = resetPassword(layout, program.value, identity, password)
    if (failure !== null) return explainStart(layout, failure.log)
    writeWhole(layout.password, password)
  }
  opening.onProgress?.('starting')
  const keeper = await keepServer({ layout, identity, program: program.value, password, rules, log: opening.log, lookEvery: opening.lookEvery ?? 2000 })
  if (!keeper.ok) return keeper
  const { connection, stop, serverPid, state } = keeper.value
  const reached = await reachDatabase(layout, connection)
  if (!reached.ok) {
    await stop()
    return reached
  }
  const written = readVersion(layout)
  if (written === null) writeVersion(layout, { app: opening.appVersion, schema: 0, postgres: POSTGRES_MAJOR, since })
  opening.onProgress?.('ready')
  return ok({
    folder: layout.folder, connection, created, serverPid, state,
    migrated: (schema) => {
      const before = readVersion(layout)
      if (before?.app === opening.appVersion && before.schema === schema) return
      writeVersion(layout, { app: opening.appVersion, schema, postgres: POSTGRES_MAJOR, since })
    },
    stop: async () => {
      await stop()
      lock.release()
    },
  })
}

/** Connects once; makes the office's database in a new cluster, and tells a missing one in an old cluster from a slow start. */
async function reachDatabase(layout: Layout, connection: Connection): Promise<Result<void>> {
  try {
    await ask(connection, 'select 1')
    return ok(undefined)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== '3D000') return explainStart(layout, message)
    // No cluster of ours that has ever been ready lacks the database: readiness is what version.json stands for.
    if (readVersion(layout) !== null) {
      return refuse('database-broken', m.platform_database_broken({ missing: join(layout.pg, 'base'), restore: restoreAdvice(layout) }))
    }
  }
  try {
    await ask({ ...connection, database: 'template1' }, `create database ${DATABASE}`)
    return ok(undefined)
  } catch (error) {
    return explainStart(layout, (error as Error).message)
  }
}

async function ask(connection: Connection, sql: string): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 20_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}

type Keeping = {
  readonly layout: Layout
  readonly identity: Identity | null
  readonly program: Program
  readonly password: string
  readonly rules: SpaceRules
  readonly log: FolderLog
  readonly lookEvery: number
}
type Keeper = { readonly connection: Connection; stop(): Promise<void>; serverPid(): number; state(): FolderState }

/** Milliseconds before the next try after the server died; the last one repeats. */
const RESTART_PAUSES = [50, 500, 2_000, 5_000, 15_000]
/** Bytes of server log kept, twice: the present file and the one before it. */
const LOG_LIMIT = 4 * 1024 * 1024

/** Starts the server and keeps it: restarts it when it dies, watches the disk, bounds the log. */
async function keepServer(keeping: Keeping): Promise<Result<Keeper>> {
  const { layout, identity, program, rules, log } = keeping
  const listening = await chooseListening(layout, identity)
  const connection: Connection = {
    host: listening.host, port: listening.port, user: DATABASE, password: keeping.password, database: DATABASE,
  }
  boundLog(layout)
  const first = await startPatiently(keeping, listening)
  if ('log' in first) return explainStart(layout, first.log)

  let server: StartedServer | null = first
  let closing = false
  let writing = true
  const noteServer = (): void => {
    try {
      writeWhole(layout.server, JSON.stringify({ host: listening.host, port: listening.port, pid: server?.pid ?? 0 }))
    } catch {
      // On a full disk the note of last time, with the same address, is still right.
    }
  }
  noteServer()
  running.add(first.pid)

  const closed = new AbortController()
  let watched: Promise<void> = Promise.resolve()
  const supervise = async (started: StartedServer): Promise<void> => {
    await started.ended
    running.delete(started.pid)
    server = null
    for (let attempt = 0; !closing; attempt += 1) {
      log.error('the PostgreSQL server has ended by itself; starting it again', { attempt: attempt + 1 })
      if (freeBytes(layout.folder) < neededForReading(rules) && hasBallast(layout)) {
        releaseBallast(layout)
        log.warn('the disk is full: the reserve has been given back so that the office can still be read')
      }
      await pause(RESTART_PAUSES[Math.min(attempt, RESTART_PAUSES.length - 1)], undefined, { signal: closed.signal }).catch(() => {})
      if (closing) return
      const again = await startServer(layout, program, identity, listening)
      if ('log' in again) {
        log.error('the PostgreSQL server did not start', { log: again.log })
        continue
      }
      running.add(again.pid)
      server = again
      watched = supervise(again)
      if (closing) return stopServer(again)
      noteServer()
      await lookAtDisk(true)
      log.info('the PostgreSQL server is back', { pid: again.pid })
      return
    }
  }
  const stopServer = async (running: StartedServer): Promise<void> => {
    let ended = false
    void running.ended.then(() => {
      ended = true
    })
    if (process.platform === 'win32') stopOnWindows(layout, program)
    await stopProcess(running.pid, () => ended)
  }
  watched = supervise(first)

  const lookAtDisk = async (starting = false): Promise<void> => {
    const free = freeBytes(layout.folder)
    const may = mayWrite(free, writing && !starting, hasBallast(layout), rules)
    if (!may && free < neededForReading(rules)) releaseBallast(layout)
    try {
      if (may !== writing) {
        await setWriting(connection, may)
        writing = may
        if (may) log.info('there is room on the disk again: writing goes on', { free })
        else log.warn('the disk is nearly full: the office can be read but not written', { free })
      }
      if (may) layBallast(layout, rules)
    } catch (error) {
      log.warn('the database could not be switched after a look at the disk', { reason: (error as Error).message })
    }
  }
  // The switch may stand from last time: a server that was stopped on a full disk comes back reading only.
  writing = await writesNow(connection)
  await lookAtDisk(true)
  let looking = false
  const looks = setInterval(() => {
    if (looking || server === null) return
    looking = true
    void lookAtDisk().finally(() => {
      looking = false
    })
    boundLog(layout)
  }, keeping.lookEvery)
  looks.unref()

  return ok({
    connection,
    serverPid: () => (closing ? 0 : (server?.pid ?? 0)),
    state: () => (closing ? 'closed' : server === null ? 'restarting' : writing ? 'open' : 'read-only'),
    stop: async () => {
      if (closing) return
      closing = true
      clearInterval(looks)
      closed.abort()
      if (server !== null) await stopServer(server)
      // Whoever is just starting it again stops it himself, seeing that we are closing.
      for (let last: Promise<void> | null = null; last !== watched; ) await (last = watched)
      forget(layout, listening)
    },
  })
}

/** An orphan's last processes may still hold the shared memory for a moment; PostgreSQL then refuses, rightly, and a moment later not. */
async function startPatiently(keeping: Keeping, listening: Listening): Promise<StartedServer | { log: string }> {
  for (let attempt = 0; ; attempt += 1) {
    const started = await startServer(keeping.layout, keeping.program, keeping.identity, listening)
    if (!('log' in started)) return started
    if (attempt >= 50 || !/pre-existing shared memory block/.test(started.log)) return started
    await pause(200)
  }
}

const setWriting = (connection: Connection, writing: boolean): Promise<void> =>
  inTurn(connection, [
    writing ? 'alter system reset default_transaction_read_only' : 'alter system set default_transaction_read_only = on',
    'select pg_reload_conf()',
  ])

async function inTurn(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await ask({ ...connection, database: 'template1' }, sql)
}

async function writesNow(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'template1', connectionTimeoutMillis: 20_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ setting: string }>("select setting from pg_settings where name = 'default_transaction_read_only'")
    return rows[0]?.setting !== 'on'
  } catch {
    return true
  } finally {
    await client.end().catch(() => {})
  }
}

/** The server holds the log open for appending, so the file is copied and emptied, never renamed. */
function boundLog(layout: Layout): void {
  try {
    if (statSync(layout.log).size < LOG_LIMIT) return
    copyFileSync(layout.log, `${layout.log}.1`)
    truncateSync(layout.log)
  } catch {
    // No log yet, or no room for the copy: the next look will tell.
  }
}

/** Bytes a socket's path may have: Linux takes 107, macOS 103; some room for the lock file beside it. */
const SOCKET_PATH_LIMIT = 100

async function chooseListening(layout: Layout, identity: Identity | null): Promise<Listening> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(), socketSetting: null }
  forget(layout, null)
  const socket = join(layout.socket, `.s.PGSQL.${SOCKET_PORT}`)
  const moved = realpathSync(layout.pg) !== layout.pg || realpathSync(layout.socket) !== layout.socket
  if (Buffer.byteLength(socket) <= SOCKET_PATH_LIMIT && !moved) {
    return { host: layout.socket, port: SOCKET_PORT, socketSetting: quoted(standsInFolder(identity) ? '../run/socket' : layout.socket) }
  }
  const short = mkdtempSync(join(tmpdir(), 'pobratim-'))
  if (identity !== null) chownSync(short, identity.uid, identity.gid)
  return { host: short, port: SOCKET_PORT, socketSetting: quoted(short) }
}

/** A list of folders is expected there: quoted, a comma or a space in the name stays part of the name. */
const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

/** Takes the note of the running server away, and the short folder of a socket that lay outside. */
function forget(layout: Layout, listening: Listening | null): void {
  const host = listening?.host ?? readServer(layout)?.host
  if (host !== undefined && host !== layout.socket && host.startsWith(join(tmpdir(), 'pobratim-'))) rmSync(host, { recursive: true, force: true })
  rmSync(layout.server, { force: true })
}

type ServerNote = { readonly host: string; readonly port: number; readonly pid: number }

function readServer(layout: Layout): ServerNote | null {
  try {
    const read = JSON.parse(readFileSync(layout.server, 'utf8')) as Partial<ServerNote>
    return typeof read.host === 'string' && typeof read.port === 'number' ? { host: read.host, port: read.port, pid: read.pid ?? 0 } : null
  } catch {
    return null
  }
}

/** How to reach the server of a folder that some app has open now: for commands beside the running app. Null when none is noted. */
export function runningConnection(folder: string): Connection | null {
  const layout = layoutOf(folder)
  const server = readServer(layout)
  const password = readPassword(layout)
  return server === null || password === null
    ? null
    : { host: server.host, port: server.port, user: DATABASE, password, database: DATABASE }
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
