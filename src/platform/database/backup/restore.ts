// Bringing an office back from a backup, without ever deleting what lies there now.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { m } from '#messages'
import { ok, refuse, type Result } from '#platform/result.ts'
import { compareVersions, makeFolder, refuseByFileError } from '../embedded/folder.ts'
import { type Layout, layoutOf, POSTGRES_MAJOR } from '../embedded/layout.ts'
import { lockFolder, writeHolder } from '../embedded/lock.ts'
import { inUse } from '../embedded/opening.ts'
import { serverIdentity } from '../embedded/program.ts'
import { takeOverOrphan } from '../embedded/server.ts'
import { syncFolder } from '../embedded/writing.ts'
import { ArchiveError, type Manifest, unpackArchive } from './archive.ts'

export type Restoring = {
  readonly file: string
  readonly folder: string
  readonly appVersion: string
  readonly schemaVersion?: number | undefined
  readonly now: Date
}
/** `aside`: where what was there before lies now; null when the folder was empty. */
export type Restored = { readonly folder: string; readonly aside: string | null; readonly created: string; readonly app: string }

/** The parts of a data folder that a backup replaces; backups, reserve and lock stay. */
const REPLACED = ['version.json', 'pg', 'files', 'password'] as const
const UNPACKING = 'restoring'

/** Restores the backup into the folder. The backup is unpacked and checked first; only a whole one takes the present one's place. */
export async function restore(wanted: Restoring): Promise<Result<Restored>> {
  const file = resolve(wanted.file)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined || !found.isFile()) return refuse('restore-no-file', m.platform_database_restore_no_file({ file }))
  let layout = layoutOf(wanted.folder)
  const made = makeFolder(layout, serverIdentity(layout))
  if (!made.ok) return made
  layout = layoutOf(wanted.folder)
  const lock = await lockFolder(layout)
  if (lock === null) return inUse(layout)
  const unpacking = join(layout.folder, UNPACKING)
  try {
    writeHolder(layout, { pid: process.pid, since: wanted.now.toISOString(), host: '' })
    if (existsSync(layout.pg)) await takeOverOrphan(layout)
    rmSync(unpacking, { recursive: true, force: true })
    mkdirSync(unpacking, { mode: 0o700 })
    const manifest = await unpackArchive(file, unpacking, (name) => name === 'version.json' || /^(pg|files)(\/|$)/.test(name))
    const refusal = refuseNewer(manifest, wanted)
    if (refusal !== null) return refusal
    const aside = setAside(layout, wanted.now)
    // The version last: while it is missing beside a cluster, or the cluster beside it, no empty office is begun.
    for (const part of ['files', 'pg', 'version.json']) {
      if (existsSync(join(unpacking, part))) renameSync(join(unpacking, part), join(layout.folder, part))
    }
    syncFolder(layout.folder)
    return ok({ folder: layout.folder, aside, created: manifest.created, app: manifest.app })
  } catch (error) {
    if (error instanceof ArchiveError) return refuseArchive(file, error)
    return refuseByFileError(layout, error)
  } finally {
    rmSync(unpacking, { recursive: true, force: true })
    lock.release()
  }
}

function refuseArchive(file: string, { fault, message }: ArchiveError): Result<Restored> {
  switch (fault) {
    case 'no-backup':
      return refuse('restore-no-backup', m.platform_database_restore_no_backup({ file }))
    case 'cut-off':
      return refuse('restore-cut-off', m.platform_database_restore_cut_off({ file }))
    case 'changed':
      return refuse('restore-changed', m.platform_database_restore_changed({ file, part: message }))
  }
}

function refuseNewer(manifest: Manifest, { file, appVersion, schemaVersion }: Restoring): Result<Restored> | null {
  const newer =
    compareVersions(manifest.app, appVersion) > 0 || manifest.postgres !== POSTGRES_MAJOR || (schemaVersion !== undefined && manifest.schema > schemaVersion)
  return newer
    ? refuse('restore-other-version', m.platform_database_restore_other_version({ file, theirs: manifest.app, postgres: manifest.postgres, ours: appVersion }))
    : null
}

/** Moves what is there into a folder of its own inside the data folder (which may be a mount point and could not be renamed itself). */
function setAside(layout: Layout, now: Date): string | null {
  const there = REPLACED.filter((part) => {
    const path = join(layout.folder, part)
    return existsSync(path) && !(part === 'files' && readdirSync(path).length === 0)
  })
  if (existsSync(layout.files) && !there.includes('files')) rmSync(layout.files, { recursive: true })
  if (there.length === 0) return null
  const stamp = now.toISOString().slice(0, 16).replace(/[:T]/g, '-')
  let aside = join(layout.folder, `set-aside-${stamp}`)
  for (let number = 2; existsSync(aside); number += 1) aside = join(layout.folder, `set-aside-${stamp}-${number}`)
  mkdirSync(aside, { mode: 0o700 })
  for (const part of there) renameSync(join(layout.folder, part), join(aside, part))
  return aside
}
