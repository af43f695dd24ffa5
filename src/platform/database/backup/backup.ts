// Making a backup of the whole office, database and files, while people go on working.
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { m } from '#messages'
import { ok, refuse, type Result } from '#platform/result.ts'
import { readVersion } from '../embedded/folder.ts'
import { type Layout, layoutOf, POSTGRES_MAJOR } from '../embedded/layout.ts'
import { type Connection, type FolderLog, openDataFolder, runningConnection } from '../embedded/opening.ts'
import { explainDatabaseError } from '../embedded/refusals.ts'
import { INCOMING } from '../../files/files.ts'
import { freeBytes, SPACE_RULES } from '../embedded/space.ts'
import { syncFolder, writeWhole } from '../embedded/writing.ts'
import { type ArchiveWriter, writeArchive, type Written } from './archive.ts'

/** A finished backup: where it lies, its bytes, and its fingerprint (also beside it as `….sha256`, for `sha256sum -c`). */
export type BackupFile = { readonly path: string; readonly bytes: number; readonly sha256: string; readonly created: string }

export type BackingUp = {
  readonly folder: string
  readonly connection: Connection
  readonly appVersion: string
  readonly now: Date
  /** A folder, or a file ending in .tar.gz; by default the data folder's own `backups`. */
  readonly to?: string | undefined
}

/** Backs up a folder whether an app has it open (through its server) or not (opening it for the while). */
export async function backupFolder(wanted: Omit<BackingUp, 'connection'> & { readonly log: FolderLog }): Promise<Result<BackupFile>> {
  if (readVersion(layoutOf(wanted.folder)) === null) {
    return refuse('backup-nothing', m.platform_database_backup_nothing({ folder: layoutOf(wanted.folder).folder }))
  }
  const opened = await openDataFolder({ folder: wanted.folder, appVersion: wanted.appVersion, now: wanted.now, log: wanted.log })
  if (opened.ok) {
    try {
      return await backup({ ...wanted, connection: opened.value.connection })
    } finally {
      await opened.value.stop()
    }
  }
  const connection = opened.refusal.code === 'database-folder-in-use' ? runningConnection(wanted.folder) : null
  return connection === null ? opened : backup({ ...wanted, connection })
}

/** Backs up the folder through its running server. On any failure the unfinished file is removed again. */
export async function backup({ folder, connection, appVersion, now, to }: BackingUp): Promise<Result<BackupFile>> {
  const layout = layoutOf(folder)
  const path = backupPath(layout, now, to)
  const unfinished = `${path}.${process.pid}.unfinished`
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 20_000 })
  client.on('error', () => {})
  let archive: ArchiveWriter | null = null
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    await client.connect()
    archive = writeArchive(unfinished)
    const written = await fill(archive, layout, client, { appVersion, now, target: dirname(path) })
    renameSync(unfinished, path)
    syncFolder(dirname(path))
    writeWhole(`${path}.sha256`, `${written.sha256}  ${basename(path)}\n`)
    return ok({ path, bytes: written.bytes, sha256: written.sha256, created: now.toISOString() })
  } catch (error) {
    if (archive !== null) {
      await archive.abandon(error)
      rmSync(unfinished, { force: true })
    }
    return refuseBackup(error, dirname(path))
  } finally {
    await client.end().catch(() => {})
  }
}

class DiskNearlyFull extends Error {}

function refuseBackup(error: unknown, target: string): Result<BackupFile> {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof DiskNearlyFull || code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse('backup-disk-full', m.platform_database_backup_disk_full({ folder: target }))
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return refuse('backup-not-writable', m.platform_database_backup_not_writable({ folder: target }))
  }
  const refusal = explainDatabaseError(error)
  if (refusal === null) throw error
  return { ok: false, refusal }
}

/** pobratim-2026-11-23-1835.tar.gz in the machine's own time; a second one within the minute is numbered. */
function backupPath(layout: Layout, now: Date, to: string | undefined): string {
  const given = to === undefined ? layout.backups : resolve(to)
  if (given.endsWith('.tar.gz')) return given
  const two = (part: number): string => String(part).padStart(2, '0')
  const name = `pobratim-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`
  for (let number = 1; ; number += 1) {
    const path = join(given, number === 1 ? `${name}.tar.gz` : `${name}-${number}.tar.gz`)
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return path
  }
}

/** Folders whose content only the running server needs; kept empty. */
const LEFT_EMPTY = new Set(['pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans', 'pg_wal'])
const LEFT_OUT = /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles.*)$|(^|\/)pgsql_tmp|(^|\/)pg_internal\.init/

async function fill(archive: ArchiveWriter, layout: Layout, client: pg.Client, about: { appVersion: string; now: Date; target: string }): Promise<Written> {
  // The slot keeps every piece of the log of changes until this connection ends, however much is written meanwhile.
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [`backup_${process.pid}_${about.now.getTime()}`])
  await client.query("select pg_backup_start('pobratim', true)")
  await archive.addFolder('pg')
  await addTree(archive, layout.pg, 'pg', about.target, (name) => (!LEFT_OUT.test(name) && !LEFT_EMPTY.has(name.split('/')[0] ?? '')) || LEFT_EMPTY.has(name))
  const { rows } = await client.query<{ label: string; last: string }>('select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)')
  const stopped = rows[0]
  const first = /\(file ([0-9A-F]{24})\)/.exec(stopped?.label ?? '')?.[1]
  if (stopped === undefined || first === undefined) throw new Error('pg_backup_stop gave no label')
  await archive.addText('pg/backup_label', stopped.label)
  await archive.addFolder('pg/pg_wal/archive_status')
  const segments = (await readdir(join(layout.pg, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= stopped.last).sort()
  if (segments.at(0) !== first || segments.at(-1) !== stopped.last) throw new Error(`the log of changes ${first}…${stopped.last} is not whole`)
  for (const name of segments) await archive.addFile(`pg/pg_wal/${name}`, join(layout.pg, 'pg_wal', name))
  // After the database: every file that a row of it speaks of has been there before.
  await archive.addFolder('files')
  await addTree(archive, layout.files, 'files', about.target, (name) => name !== INCOMING)
  const version = readVersion(layout)
  if (version !== null) await archive.addText('version.json', `${JSON.stringify(version, null, 2)}\n`)
  return archive.finish({ app: version?.app ?? about.appVersion, schema: version?.schema ?? 0, postgres: POSTGRES_MAJOR, created: about.now.toISOString() })
}

async function addTree(archive: ArchiveWriter, root: string, prefix: string, target: string, wanted: (name: string) => boolean, under = ''): Promise<void> {
  const entries = await readdir(join(root, under), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`
    if (!wanted(name)) continue
    if (entry.isDirectory()) {
      await archive.addFolder(`${prefix}/${name}`)
      await addTree(archive, root, prefix, target, wanted, name)
    } else if (entry.isFile()) {
      await archive.addFile(`${prefix}/${name}`, join(root, name))
      // A backup must not be what fills the office's disk.
      if (freeBytes(target) < 2 * SPACE_RULES.low) throw new DiskNearlyFull('the disk is nearly full')
    }
  }
}
