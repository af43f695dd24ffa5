// Opening an office's data folder: one app, one PostgreSQL server, kept alive until the app closes the folder again.
import { hostname } from 'node:os'
import { join } from 'node:path'
import { m } from '#messages'
import { ok, refuse, type Refused, type Result } from '#platform/result.ts'
import {
  checkCluster,
  checkVersion,
  giveCluster,
  makeFolder,
  newPassword,
  readPassword,
  readVersion,
  refuseByFileError,
  restoreAdvice,
  writeVersion,
} from './folder.ts'
import { type FolderLog, type FolderState, keepServer } from './keeping.ts'
import { DATABASE, type Layout, layoutOf, POSTGRES_MAJOR } from './layout.ts'
import { ask, type Connection } from './listening.ts'
import { type FolderLock, lockFolder, readHolder, writeHolder } from './lock.ts'
import { type Identity, serverIdentity, usableProgram } from './program.ts'
import { explainStart } from './refusals.ts'
import { createCluster, resetPassword, takeOverOrphan } from './server.ts'
import { firstStartNeeds, freeBytes, neededForReading, releaseBallast, SPACE_RULES, type SpaceRules } from './space.ts'
import { writeWhole } from './writing.ts'

export type { FolderLog, FolderState } from './keeping.ts'
export { type Connection, runningConnection } from './listening.ts'

/** Steps worth telling the person at the terminal. */
export type OpeningStep = 'creating' | 'taking-over' | 'starting' | 'ready'

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
    folder: layout.folder,
    connection,
    created,
    serverPid,
    state,
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
