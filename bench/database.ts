// A database for a bench: the PostgreSQL that comes along in a folder of its own, with all migrations and one office.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { systemClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { openDataFolder } from '#platform/database/embedded/opening.ts'
import { migrate } from '#platform/database/migrations.ts'
import { RememberingClient } from '#platform/database/prepared.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'

export type BenchDatabase = { readonly here: Here; readonly pool: Pool; readonly officeId: string; readonly folder: string; close(): Promise<void> }

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'pobratim-bench-'))
  const clock = systemClock()
  const log = { info: () => {}, warn: () => {}, error: (message: string) => process.stderr.write(`${message}\n`) }
  const opened = await openDataFolder({ folder: join(folder, 'data'), appVersion: '0.0.0', now: clock.now(), log })
  if (!opened.ok) throw new Error(opened.refusal.message)
  // As the app opens it (running.ts).
  const pool = new Pool({ ...opened.value.connection, max: 12, Client: RememberingClient })
  pool.on('error', () => {})
  // Benches are run from the project's folder.
  const migrated = await migrate(pool, join(process.cwd(), 'migrations'))
  if (!migrated.ok) throw new Error(migrated.refusal.message)
  const officeId = newId()
  const name = { source: 'bg', in: { bg: { text: 'Община Мерило', at: clock.now().toISOString(), checked: true } } }
  await pool.query(
    `insert into office (id, slug, name, place_id, country, languages, time_zone) values ($1, 'merilo', $2, 726320, 'BG', '{bg}', 'Europe/Sofia')`,
    [officeId, name],
  )
  return {
    here: { db: openDoor(pool), clock },
    pool,
    officeId,
    folder,
    close: async () => {
      await pool.end()
      await opened.value.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The value below which the given part of them lies. */
export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN

export const line = (what: string, ...told: string[]): void => void process.stdout.write(`${what.padEnd(52)} ${told.join('   ')}\n`)
