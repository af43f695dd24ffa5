// An office for a bench: a fresh folder, the towns loaded, an officer signed in, the register filled, and started again as on an ordinary morning.
import { Client } from 'pg'
import { runningConnection } from '#platform/database/embedded/opening.ts'
import { startServer, type RunningServer } from '../tests/journeys/server.ts'
import { ask, type Cookies } from './measuring.ts'
import { seed, type Seeded } from './seed.ts'

export type BenchOffice = Seeded & {
  readonly server: RunningServer
  readonly officer: Cookies
  readonly folder: string
  /** Milliseconds. */
  readonly firstStart: number
  readonly townsLoaded: number
  readonly seeding: number
}

/** Opens the database of the running server as its owner. */
export async function databaseOf(folder: string): Promise<Client> {
  const connection = runningConnection(folder)
  if (connection === null) throw new Error('the data folder has no running server')
  const db = new Client(connection)
  await db.connect()
  return db
}

export async function openBenchOffice(folder: string, amounts: Parameters<typeof seed>[2]): Promise<BenchOffice> {
  const started = performance.now()
  let server = await startServer({ env: { POBRATIM_DEV: '1' }, folder })
  await fetch(`${server.url}/sign-in`)
  const firstStart = performance.now() - started
  const setup = await server.hears(/(\/welcome\/\S+)/)
  await server.hears(/зареден|is loaded/i, 240)
  const townsLoaded = performance.now() - started
  const officer: Cookies = new Map()
  await ask(server, officer, `${setup[1]}/office`, {
    placeId: '726320',
    officeNameBg: 'Община Мерило',
    languages: 'bg',
    name: 'Проба Мерителова',
    email: 'bench@pobratim.test',
  })
  const seeding = performance.now()
  const db = await databaseOf(server.folder)
  const office = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
  const seeded = await seed(db, office, amounts)
  const took = performance.now() - seeding
  await db.end()
  await server.kill('SIGTERM')
  server = await startServer({ env: { POBRATIM_DEV: '1' }, folder })
  const after = await databaseOf(folder)
  // The standings are computed after the start; a list before that is not what is measured.
  for (let waited = 0; waited < 240; waited += 1) {
    const { rows } = await after.query<{ n: string }>('select count(*) n from partnership_standing')
    if (Number(rows[0]!.n) >= seeded.partnerships.length) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  await after.query('vacuum analyze')
  await after.end()
  return { ...seeded, server, officer, folder, firstStart, townsLoaded, seeding: took }
}
