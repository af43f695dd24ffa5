// One PostgreSQL for a whole test run, with a migrated template database that each test copies in milliseconds.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { fixedClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { openDataFolder } from '#platform/database/embedded/opening.ts'
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
  const folder = mkdtempSync(join(tmpdir(), 'pobratim-tests-'))
  const given = process.env['DATABASE_URL']
  const quiet = { info: () => {}, warn: () => {}, error: (message: string) => process.stderr.write(`${message}\n`) }
  const template = `pobratim_template_${process.pid}`
  let server: Server
  let stop = async (): Promise<void> => {}
  if (given === undefined || given === '') {
    const opened = await openDataFolder({ folder: join(folder, 'data'), appVersion: '0.0.0', now: new Date(), log: quiet })
    if (!opened.ok) throw new Error(opened.refusal.message)
    const { host, port, user, password, database } = opened.value.connection
    server = { host, port, user, password, maintenance: database, template }
    stop = () => opened.value.stop()
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

export const migrationCount = (): number => readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql')).length
