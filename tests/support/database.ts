// One PostgreSQL for a whole test run, with a migrated template database that each test copies in milliseconds.
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client, Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { fixedClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { layoutOf } from '#platform/database/embedded/layout.ts'
import { chooseListening } from '#platform/database/embedded/listening.ts'
import { openDataFolder } from '#platform/database/embedded/opening.ts'
import { serverIdentity, usableProgram } from '#platform/database/embedded/program.ts'
import { startServer, stopOnWindows, stopProcess } from '#platform/database/embedded/server.ts'
import { migrate } from '#platform/database/migrations.ts'
import { loadPlaces } from '#features/places/place.jobs.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../migrations')
/** The template knows the towns of these countries; all the world would take ten seconds a run. */
export const COUNTRIES = ['BG', 'MK', 'ME', 'IT', 'FR', 'CN', 'DE'] as const

export type Server = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly maintenance: string
  readonly template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    server: Server
  }
}

/** `DATABASE_URL` runs the suite on that server instead; its user must be allowed to create databases and roles. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(roomInMemory() ?? tmpdir(), 'pobratim-tests-'))
  const given = process.env['DATABASE_URL']
  const quiet = { info: () => {}, warn: () => {}, error: (message: string) => process.stderr.write(`${message}\n`) }
  const template = `pobratim_template_${process.pid}`
  let server: Server
  let stop = async (): Promise<void> => {}
  if (given === undefined || given === '') {
    const opened = await openDataFolder({ folder: join(folder, 'data'), appVersion: '0.0.0', now: new Date(), log: quiet })
    if (!opened.ok) throw new Error(opened.refusal.message)
    const { user, password, database } = opened.value.connection
    await opened.value.stop()
    const kept = await startForgetful(join(folder, 'data'))
    server = { host: kept.host, port: kept.port, user, password, maintenance: database, template }
    stop = kept.stop
  } else {
    const url = new URL(given)
    server = {
      host: url.searchParams.get('host') ?? url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      maintenance: url.pathname.slice(1) || 'postgres',
      template,
    }
  }
  const admin = new Client({ ...server, database: server.maintenance })
  await admin.connect()
  await admin.query(`create database ${template}`)
  const pool = new Pool({ ...server, database: template, max: 2 })
  const migrated = await migrate(pool, MIGRATIONS)
  if (!migrated.ok) throw new Error(migrated.refusal.message)
  await loadPlaces({ db: openDoor(pool), clock: fixedClock('2026-11-23') }, () => {}, { only: COUNTRIES })
  await pool.end()
  project.provide('server', server)
  return async () => {
    await admin.query(`drop database if exists ${template}`)
    await admin.end()
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * What this cluster holds is thrown away with it, so that nothing need outlive a power cut; who tests that an office's does, opens a folder of their own.
 * Waiting for the disk made each of some three hundred copies of the template four times as slow.
 */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '512MB' } as const

/** A copy of the template is a thousand small files: in memory, where there is plenty of it, they are made in half the time. */
function roomInMemory(): string | null {
  const [folder, enough] = ['/dev/shm', 3 * 1024 ** 3]
  if (process.platform !== 'linux' || !existsSync(folder) || process.availableMemory() < 2 * enough) return null
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < enough ? null : folder
}

async function startForgetful(folder: string): Promise<{ host: string; port: number; stop(): Promise<void> }> {
  const layout = layoutOf(folder)
  const identity = serverIdentity(layout)
  const program = usableProgram(layout, identity)
  if (!program.ok) throw new Error(program.refusal.message)
  const listening = await chooseListening(layout, identity)
  const started = await startServer(layout, program.value, identity, listening, FORGETFUL)
  if ('log' in started) throw new Error(started.log)
  // A run broken off tidies up too: what lies in memory would lie there until the machine is started anew.
  const leave = (): void => {
    process.kill(started.pid, 'SIGQUIT')
    rmSync(dirname(folder), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  process.once('exit', leave)
  return {
    host: listening.host,
    port: listening.port,
    stop: async () => {
      process.off('exit', leave)
      if (process.platform === 'win32') stopOnWindows(layout, program.value)
      await stopProcess(started.pid, started.hasEnded)
    },
  }
}

export const migrationCount = (): number => readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql')).length
