// The background work on batches in a process of its own, for the test that kills it in the middle. Its one argument: `{ database, files }` as JSON.
import { Pool, type PoolConfig } from 'pg'
import { carryOnBatches } from '#features/intake/batches/batch.jobs.ts'
import { fixedClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { diskStore } from '#platform/files/files.ts'
import { silentLog } from '#platform/log.ts'

const { database, files } = JSON.parse(process.argv[2] ?? '{}') as { database: PoolConfig; files: string }
const pool = new Pool({ ...database, max: 4 })
await carryOnBatches({ db: openDoor(pool), clock: fixedClock('2026-11-23') }, { files: diskStore(files), log: silentLog })
await pool.end()
