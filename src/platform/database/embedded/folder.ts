// The data folder itself: making it, telling whether it is ours to open, and naming what is broken in it.
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { m } from '#messages'
import { ok, refuse, type Refused, type Result } from '#platform/result.ts'
import { type Layout, POSTGRES_MAJOR } from './layout.ts'
import type { Identity } from './program.ts'
import { writeWhole } from './writing.ts'

/** What the folder was last opened and migrated by. `schema` counts the migrations applied. */
export type FolderVersion = { readonly app: string; readonly schema: number; readonly postgres: number; readonly since: string }

/** Makes the folder and its parts with tight permissions, or says why that cannot be. */
export function makeFolder(layout: Layout, identity: Identity | null): Result<void> {
  try {
    const found = statSync(layout.folder, { throwIfNoEntry: false })
    if (found !== undefined && !found.isDirectory()) {
      return refuse('database-folder-is-file', m.platform_database_folder_is_file({ folder: layout.folder }))
    }
    for (const part of [layout.folder, layout.run, layout.socket, layout.files, layout.backups]) makeWay(part)
    if (process.platform !== 'win32') closeToOthers(layout, identity)
    // Proves that the disk can be written before anything depends on it.
    writeWhole(join(layout.run, 'writable'), '')
    return ok(undefined)
  } catch (error) {
    return refuseByFileError(layout, error)
  }
}

function closeToOthers(layout: Layout, identity: Identity | null): void {
  const shut = [layout.socket, layout.files, layout.backups]
  // A folder of the server's own user (root has been lent it, say by sudo) stays that user's.
  const theirs = identity !== null && statSync(layout.folder).uid === identity.uid
  for (const way of [layout.folder, layout.run]) {
    if (identity === null || theirs) chmodSync(way, 0o700)
    else {
      // The server's own user passes through to `pg` and `run/socket`, without looking around; nobody else gets in at all. What the app
      // writes as root never lies in a folder of that user, who could put a link in its place.
      chownSync(way, process.geteuid?.() ?? 0, identity.gid)
      chmodSync(way, 0o710)
    }
  }
  for (const part of shut) chmodSync(part, 0o700)
  if (identity !== null) for (const part of theirs ? [layout.run, ...shut] : [layout.socket]) lchownSync(part, identity.uid, identity.gid)
}

/** Step by step, because Node's own `recursive` never ends where a folder is there and yet takes none (as /proc). */
function makeWay(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (dirname(path) !== path) makeWay(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another start made it in this very moment.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

/** A file system's "no" as a refusal; anything that is no such "no" is a bug and is thrown. */
export function refuseByFileError(layout: Layout, error: unknown): Refused {
  const { code, path = layout.folder } = error as NodeJS.ErrnoException
  switch (code) {
    case 'EROFS':
      return refuse('database-folder-read-only', m.platform_database_folder_read_only({ folder: layout.folder }))
    case 'EACCES':
    case 'EPERM':
      return refuse('database-folder-no-permission', m.platform_database_folder_no_permission({ path, user: userName(), folder: layout.folder }))
    case 'ENOSPC':
    case 'EDQUOT':
      return refuse('database-disk-full', m.platform_database_disk_full_at_start({ folder: layout.folder }))
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return refuse('database-folder-is-file', m.platform_database_folder_is_file({ folder: path }))
    case 'ENOENT':
      return refuse('database-folder-no-permission', m.platform_database_folder_no_permission({ path, user: userName(), folder: layout.folder }))
    case 'EIO':
      return refuse('database-disk-trouble', m.platform_database_disk_trouble())
    default:
      throw error
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.geteuid?.() ?? '')
  }
}

export function readVersion(layout: Layout): FolderVersion | null {
  try {
    const read = JSON.parse(readFileSync(layout.version, 'utf8')) as Partial<FolderVersion>
    if (typeof read.app !== 'string' || typeof read.schema !== 'number') return null
    return { app: read.app, schema: read.schema, postgres: read.postgres ?? POSTGRES_MAJOR, since: read.since ?? '' }
  } catch {
    return null
  }
}

export function writeVersion(layout: Layout, version: FolderVersion): void {
  writeWhole(layout.version, `${JSON.stringify(version, null, 2)}\n`)
}

/** Positive when a is the newer of two versions like 1.12.0; what follows a hyphen does not count. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string): number[] => (version.split('-')[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0)
  const [left, right] = [parts(a), parts(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Refuses a folder that a newer (or, for the cluster's format, an older) program made. */
export function checkVersion(layout: Layout, ours: { readonly app: string; readonly schema?: number | undefined }): Result<void> {
  const major = clusterMajor(layout)
  if (major !== null && major !== POSTGRES_MAJOR) {
    const code = major > POSTGRES_MAJOR ? 'database-newer-postgres' : 'database-older-postgres'
    const parameters = { folder: layout.folder, theirs: major, ours: POSTGRES_MAJOR }
    return refuse(code, major > POSTGRES_MAJOR ? m.platform_database_newer_postgres(parameters) : m.platform_database_older_postgres(parameters))
  }
  const theirs = readVersion(layout)
  if (theirs === null) return ok(undefined)
  if (compareVersions(theirs.app, ours.app) > 0) {
    return refuse('database-newer-app', m.platform_database_newer_app({ folder: layout.folder, theirs: theirs.app, ours: ours.app }))
  }
  if (ours.schema !== undefined && theirs.schema > ours.schema) {
    return refuse('database-newer-schema', m.platform_database_newer_schema({ folder: layout.folder, theirs: theirs.schema, ours: ours.schema }))
  }
  return ok(undefined)
}

function clusterMajor(layout: Layout): number | null {
  try {
    const major = Number.parseInt(readFileSync(join(layout.pg, 'PG_VERSION'), 'utf8'), 10)
    return Number.isNaN(major) ? null : major
  } catch {
    return null
  }
}

/** Parts without which no cluster opens: they hold rows, or what says which rows count. */
const NEEDED = [
  'PG_VERSION',
  'global',
  'global/pg_control',
  'global/pg_filenode.map',
  'base',
  'base/1',
  'pg_wal',
  'pg_xact',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'postgresql.conf',
  'pg_hba.conf',
  'pg_ident.conf',
]
/** Parts that are empty or refilled at every start; copying tools that skip empty folders lose them, and they can simply be made again. */
const REFILLED = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
]

/** Refuses a cluster of which a share is missing, naming it and the way back; makes lost empty folders again. */
export function checkCluster(layout: Layout): Result<'new' | 'there'> {
  if (!existsSync(layout.pg)) {
    if (readVersion(layout) === null) return ok('new')
    return refuse('database-gone', m.platform_database_gone({ folder: layout.pg, restore: restoreAdvice(layout) }))
  }
  const missing = NEEDED.filter((part) => !existsSync(join(layout.pg, part)))
  if (missing.length > 0) {
    return refuse(
      'database-broken',
      m.platform_database_broken({ missing: missing.map((part) => join(layout.pg, part)).join(', '), restore: restoreAdvice(layout) }),
    )
  }
  try {
    for (const part of REFILLED) mkdirSync(join(layout.pg, part), { recursive: true, mode: 0o700 })
  } catch (error) {
    return refuseByFileError(layout, error)
  }
  return ok('there')
}

/** The sentence that ends every "broken": the newest backup and the command that brings it back. */
export function restoreAdvice(layout: Layout): string {
  const newest = newestBackup(layout)
  return newest === null
    ? m.platform_database_restore_none({ folder: layout.backups })
    : m.platform_database_restore_with({ file: newest, command: `npm run -s pobratim -- restore "${newest}"` })
}

export function newestBackup(layout: Layout): string | null {
  try {
    const names = readdirSync(layout.backups)
      .filter((name) => name.endsWith('.tar.gz'))
      .sort()
    const last = names.at(-1)
    return last === undefined ? null : join(layout.backups, last)
  } catch {
    return null
  }
}

/** Gives the cluster to the server's user and closes it to others; walks it only when its top does not belong to that user yet. */
export function giveCluster(pg: string, identity: Identity | null): void {
  if (process.platform === 'win32') return
  const owner = identity?.uid ?? process.geteuid?.() ?? 0
  if (identity !== null && [pg, join(pg, 'global'), join(pg, 'global/pg_control'), join(pg, 'PG_VERSION')].some((part) => statSync(part).uid !== owner)) {
    lchownSync(pg, identity.uid, identity.gid)
    for (const name of readdirSync(pg, { recursive: true, encoding: 'utf8' })) lchownSync(join(pg, name), identity.uid, identity.gid)
  }
  // PostgreSQL refuses a cluster that others could read.
  if ((statSync(pg).mode & 0o777) !== 0o700) chmodSync(pg, 0o700)
}

/** The owner's database password: made once, readable by the app's user only; null when there is none yet. */
export function readPassword(layout: Layout): string | null {
  try {
    const text = readFileSync(layout.password, 'utf8').trim()
    return text === '' ? null : text
  } catch {
    return null
  }
}

/** 256 random bits, in letters that need no quoting anywhere. */
export const newPassword = (): string => randomBytes(32).toString('hex')
