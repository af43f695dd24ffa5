// One running PostgreSQL server: creating its cluster, starting it, waiting until it answers, and stopping it cleanly.
import { spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DATABASE, type Layout } from './layout.ts'
import { clusterPath, type Identity, type Program, runProgram, standsInFolder, startProgram } from './program.ts'
import { syncFolder } from './writing.ts'

/** Where the server listens: a folder with a socket, or (Windows) a port on this machine only. */
export type Listening = { readonly host: string; readonly port: number; readonly socketSetting: string | null }

export type StartedServer = { readonly pid: number; readonly ended: Promise<void>; hasEnded(): boolean }
export type StartFailure = { readonly log: string }

/**
 * Modest settings for one office on one machine, safe before fast: `fsync` and `full_page_writes` say aloud what must never be switched off.
 * People's words stay out of the server's log (`log_min_error_statement`).
 */
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '60',
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  wal_level: 'replica',
  max_wal_senders: '0',
  max_replication_slots: '4',
  max_logical_replication_workers: '0',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '1',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] ',
} as const

/**
 * Character classes must come from a UTF-8 locale: under plain `C`, pg_trgm takes no Cyrillic letter for a letter. Sorting is bytewise in all of
 * them; people's lists name their collation. The first the machine knows is taken.
 */
const CHARACTER_LOCALES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['en-US', 'English_United States.1252'],
  darwin: ['en_US.UTF-8', 'UTF-8'],
}
const CHARACTER_LOCALES_ELSEWHERE = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'bg_BG.UTF-8']

/** Creates the cluster beside its place and moves it there when whole, so that an interrupted first start leaves nothing half made. */
export function createCluster(layout: Layout, program: Program, identity: Identity | null, password: string): StartFailure | null {
  rmSync(layout.pgUnfinished, { recursive: true, force: true })
  mkdirSync(layout.pgUnfinished, { mode: 0o700 })
  const passwordFile = join(layout.socket, 'new-password')
  let output = ''
  try {
    rmSync(passwordFile, { force: true })
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' })
    if (identity !== null) {
      chownSync(layout.pgUnfinished, identity.uid, identity.gid)
      chownSync(passwordFile, identity.uid, identity.gid)
    }
    for (const locale of CHARACTER_LOCALES[process.platform] ?? CHARACTER_LOCALES_ELSEWHERE) {
      const made = runProgram(
        program,
        'initdb',
        [
          '-D',
          clusterPath(layout.pgUnfinished, identity),
          `--username=${DATABASE}`,
          '--encoding=UTF8',
          '--locale=C',
          `--lc-ctype=${locale}`,
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--auth=scram-sha-256',
          `--pwfile=${standsInFolder(identity) ? '../run/socket/new-password' : passwordFile}`,
          // The password is 256 random bits: stretching it would only slow every connection down.
          '--set=scram_iterations=64',
          // The same as on the command line: a difference would be complained of in the log at every reload.
          `--set=max_connections=${SETTINGS.max_connections}`,
          `--set=shared_buffers=${SETTINGS.shared_buffers}`,
          '--wal-segsize=4',
          '--data-checksums',
        ],
        identity,
        { cwd: layout.pgUnfinished },
      )
      output = made.output
      if (made.status === 0) {
        renameSync(layout.pgUnfinished, layout.pg)
        syncFolder(layout.folder)
        return null
      }
      if (!/invalid locale name/.test(output)) break
    }
    return { log: output }
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(layout.pgUnfinished, { recursive: true, force: true })
  }
}

/** Sets the owner's password without knowing the old one: PostgreSQL's single-user mode, while no server runs. */
export function resetPassword(layout: Layout, program: Program, identity: Identity | null, password: string): StartFailure | null {
  const ran = runProgram(program, 'postgres', ['--single', '-D', clusterPath(layout.pg, identity), ...settingArguments(SETTINGS), 'template1'], identity, {
    cwd: layout.pg,
    input: `alter role ${DATABASE} password '${password}'\n`,
  })
  return ran.status === 0 && !/ERROR|FATAL|PANIC/.test(ran.output) ? null : { log: ran.output }
}

const settingArguments = (settings: Record<string, string>): string[] => Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/**
 * Starts the server and waits until it takes connections. A crash before this is recovered here and may take a while. No office's server has settings
 * of its own: `otherwise` is for one whose whole folder is thrown away with it.
 */
export async function startServer(
  layout: Layout,
  program: Program,
  identity: Identity | null,
  listening: Listening,
  otherwise: Readonly<Record<string, string>> = {},
): Promise<StartedServer | StartFailure> {
  if (listening.socketSetting !== null) {
    // Left by a killed server, and believed by PostgreSQL as long as the process number is in use by anybody.
    const socket = join(listening.host, `.s.PGSQL.${listening.port}`)
    for (const left of [socket, `${socket}.lock`]) rmSync(left, { force: true })
  }
  const log = openSync(layout.log, 'a', 0o600)
  const from = fstatSync(log).size
  const network =
    listening.socketSetting === null
      ? { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
      : { listen_addresses: '', unix_socket_directories: listening.socketSetting, unix_socket_permissions: '0700' }
  const settings = { ...SETTINGS, ...network, port: String(listening.port), ...otherwise }
  const child = startProgram(program, 'postgres', ['-D', clusterPath(layout.pg, identity), ...settingArguments(settings)], identity, {
    cwd: layout.pg,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended = false
  let spawnError = ''
  const end = new Promise<void>((done) => {
    child.once('exit', () => {
      ended = true
      done()
    })
    child.once('error', (error) => {
      ended = true
      spawnError = error.message
      done()
    })
  })
  while (!ended) {
    if (readPostmaster(layout)?.pid === child.pid && readPostmaster(layout)?.ready === true) {
      child.unref()
      return { pid: child.pid ?? 0, ended: end, hasEnded: () => ended }
    }
    await pause(8)
  }
  return { log: `${spawnError}${readLog(layout, from)}` }
}

/** What the server wrote since the given byte, at most its last 4 kB. */
export function readLog(layout: Layout, from = 0): string {
  try {
    const file = openSync(layout.log, 'r')
    try {
      const size = fstatSync(file).size
      const start = Math.max(from > size ? 0 : from, size - 4096)
      const bytes = Buffer.alloc(size - start)
      readSync(file, bytes, 0, bytes.length, start)
      return bytes.toString('utf8').trim()
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}

type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean }

/** The server's own note of itself: line 1 its process, line 4 its port, line 8 its state. */
function readPostmaster(layout: Layout): Postmaster | null {
  try {
    const lines = readFileSync(join(layout.pg, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10))
    return Number.isNaN(pid) ? null : { pid, port: Number.parseInt(lines[3] ?? '0', 10), ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return null
  }
}

/**
 * A server left behind by an app that was killed: stopped cleanly, or its stale note removed. Only called with the folder's lock held, so no
 * app is using it. True when a living server was found.
 */
export async function takeOverOrphan(layout: Layout): Promise<boolean> {
  const found = readPostmaster(layout)
  if (found === null) return false
  if (!exists(found.pid)) return false
  if (!alive(found.pid) || !(await isOurServer(layout, found))) {
    disownNote(layout)
    return false
  }
  await stopProcess(found.pid, () => !alive(found.pid))
  return true
}

/**
 * The process number in the note belongs to a stranger or to a dead process by now, and PostgreSQL would refuse for ever. The note is not deleted, for PostgreSQL reads
 * in it which shared memory a half-dead server may still hold; only the number is replaced, by one that no process can have.
 */
function disownNote(layout: Layout): void {
  const note = join(layout.pg, 'postmaster.pid')
  const text = readFileSync(note, 'utf8').replace(/^-?\d+/, '2147483646')
  const { uid, gid } = statSync(note)
  rmSync(note)
  writeFileSync(note, text, { flag: 'wx', mode: 0o600 })
  if (process.geteuid?.() === 0) lchownSync(note, uid, gid)
}

async function isOurServer(layout: Layout, found: Postmaster): Promise<boolean> {
  if (process.platform === 'linux') {
    try {
      const standsIn = statSync(`/proc/${found.pid}/cwd`)
      const ours = statSync(layout.pg)
      const name = readFileSync(`/proc/${found.pid}/comm`, 'utf8').trim()
      return name === 'postgres' && standsIn.dev === ours.dev && standsIn.ino === ours.ino
    } catch {
      // Not ours to look into, or gone in this moment.
      return basename(safeLink(`/proc/${found.pid}/exe`)) === 'postgres'
    }
  }
  if (process.platform === 'win32') return answersOn(found.port)
  return /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(found.pid)], { encoding: 'utf8' }).stdout ?? '')
}

function safeLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

const answersOn = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A dead process that nobody has waited for (in a container without an init, for ever) still has its number, but serves nothing any more. */
const alive = (pid: number): boolean => exists(pid) && (process.platform !== 'linux' || !/^State:\s*[ZX]/m.test(safeRead(`/proc/${pid}/status`)))

function safeRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Fast shutdown first (sessions cut, everything written), then the immediate one, then the kernel's. Milliseconds before each next step. */
const PATIENCE = [
  { signal: 'SIGINT', wait: 30_000 },
  { signal: 'SIGQUIT', wait: 5_000 },
  { signal: 'SIGKILL', wait: 5_000 },
] as const

export async function stopProcess(pid: number, ended: () => boolean): Promise<void> {
  for (const { signal, wait } of PATIENCE) {
    try {
      process.kill(pid, signal)
    } catch {
      // Already gone.
    }
    for (let waited = 0; waited < wait; waited += 10) {
      if (ended()) return
      await pause(10)
    }
  }
}

/** Windows knows no SIGINT for another process: the package's own pg_ctl asks the server to stop. */
export function stopOnWindows(layout: Layout, program: Program): void {
  if (existsSync(layout.pg)) runProgram(program, 'pg_ctl', ['stop', '-D', layout.pg, '-m', 'fast', '-w', '-t', '30'], null)
}
