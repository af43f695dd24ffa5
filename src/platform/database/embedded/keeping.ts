// Keeping the office's server alive: started again when it dies, switched to reading only when the disk fills up, its log bounded.
import { copyFileSync, statSync, truncateSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { ok, type Result } from '#platform/result.ts'
import { DATABASE, type Layout } from './layout.ts'
import { ask, chooseListening, type Connection, forget } from './listening.ts'
import type { Identity, Program } from './program.ts'
import { explainStart } from './refusals.ts'
import { type Listening, type StartedServer, startServer, stopOnWindows, stopProcess } from './server.ts'
import { freeBytes, hasBallast, layBallast, mayWrite, neededForReading, releaseBallast, type SpaceRules } from './space.ts'
import { writeWhole } from './writing.ts'

export type FolderLog = {
  info(message: string, details?: Record<string, unknown>): void
  warn(message: string, details?: Record<string, unknown>): void
  error(message: string, details?: Record<string, unknown>): void
}

/** `read-only`: the disk is nearly full, writes are refused by the database; `restarting`: the server died and is being started again. */
export type FolderState = 'open' | 'read-only' | 'restarting' | 'closed'

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

export type Keeping = {
  readonly layout: Layout
  readonly identity: Identity | null
  readonly program: Program
  readonly password: string
  readonly rules: SpaceRules
  readonly log: FolderLog
  readonly lookEvery: number
}
export type Keeper = { readonly connection: Connection; stop(): Promise<void>; serverPid(): number; state(): FolderState }

/** Milliseconds before the next try after the server died; the last one repeats. */
const RESTART_PAUSES = [50, 500, 2_000, 5_000, 15_000]
/** Bytes of server log kept, twice: the present file and the one before it. */
const LOG_LIMIT = 4 * 1024 * 1024

/** Starts the server and keeps it: restarts it when it dies, watches the disk, bounds the log. */
export async function keepServer(keeping: Keeping): Promise<Result<Keeper>> {
  const { layout, identity, program, rules, log } = keeping
  const listening = await chooseListening(layout, identity)
  const connection: Connection = {
    host: listening.host,
    port: listening.port,
    user: DATABASE,
    password: keeping.password,
    database: DATABASE,
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
    if (process.platform === 'win32') stopOnWindows(layout, program)
    await stopProcess(running.pid, running.hasEnded)
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
      for (let last: Promise<void> | null = null; last !== watched;) await (last = watched)
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
  try {
    const rows = await ask({ ...connection, database: 'template1' }, 'show default_transaction_read_only')
    return rows[0]?.default_transaction_read_only !== 'on'
  } catch {
    return true
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
