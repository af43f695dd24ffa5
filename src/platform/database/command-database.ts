// The office's database as a command finds it: its server runs and is joined, or it does not and the command opens the folder itself.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Pool } from 'pg'
import type { Settings } from '#settings'
import { systemClock } from '../clock.ts'
import { ok, refuse, type Result } from '../result.ts'
import { readVersion } from './embedded/folder.ts'
import { layoutOf } from './embedded/layout.ts'
import { openDataFolder, runningConnection } from './embedded/opening.ts'
import { migrate } from './migrations.ts'

/** `running`: the office's server is at work; whoever opened it closes it. */
export type OpenedDatabase = { readonly pool: Pool; readonly running: boolean; close(): Promise<void> }

/** Refuses where there is no office yet, or its folder is in another's hands. */
export async function openDatabase(settings: Settings): Promise<Result<OpenedDatabase>> {
  const poolOf = (options: ConstructorParameters<typeof Pool>[0]): Pool => {
    const pool = new Pool({ ...options, max: 4, connectionTimeoutMillis: 10_000 })
    pool.on('error', () => {})
    return pool
  }
  if (settings.databaseUrl !== undefined) {
    const pool = poolOf({ connectionString: settings.databaseUrl })
    return ok({ pool, running: true, close: () => pool.end() })
  }
  if (readVersion(layoutOf(settings.dataFolder)) === null) return refuse('no-office', `there is no office in ${settings.dataFolder} yet; start Pobratim first.`)
  const project = join(dirname(fileURLToPath(import.meta.url)), '..')
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }
  const migrations = join(project, 'migrations')
  const schemaVersion = readdirSync(migrations).filter((file) => file.endsWith('.sql')).length
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const folder = await openDataFolder({ folder: settings.dataFolder, appVersion: version, schemaVersion, now: systemClock().now(), log: quiet })
  if (!folder.ok) {
    const connection = folder.refusal.code === 'database-folder-in-use' ? runningConnection(settings.dataFolder) : null
    if (connection === null) return folder
    const pool = poolOf(connection)
    return ok({ pool, running: true, close: () => pool.end() })
  }
  const pool = poolOf(folder.value.connection)
  const close = async (): Promise<void> => {
    await pool.end()
    await folder.value.stop()
  }
  const migrated = await migrate(pool, migrations)
  if (!migrated.ok) {
    await close()
    return migrated
  }
  folder.value.migrated(schemaVersion)
  return ok({ pool, running: false, close })
}
