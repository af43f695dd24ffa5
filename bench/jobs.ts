// How fast background work begins and goes: pg-boss on the PostgreSQL that comes along. npm run bench -- jobs [jobs]
import { PgBoss } from 'pg-boss'
import { startJobs } from '#platform/jobs/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { line, openBenchDatabase, quantile } from './database.ts'

const JOBS = Number(process.argv[2] ?? 1000)
const ASKED = 40

const { pool, close } = await openBenchDatabase()

// As the app uses it: a job asked for by name, done by the worker that looks every second.
let started: (at: number) => void = () => {}
const jobs = await startJobs(pool, [{ name: 'bench', work: async () => started(performance.now()) }], silentLog)
const waits: number[] = []
for (let round = 0; round < ASKED; round += 1) {
  // Not in step with the worker.
  await new Promise((resolve) => setTimeout(resolve, (round * 137) % 1000))
  const asked = performance.now()
  const began = new Promise<number>((resolve) => (started = resolve))
  await jobs.ask('bench')
  waits.push((await began) - asked)
}
line('from asking to the start (looks once a second)', `median ${quantile(waits, 0.5).toFixed(0)} ms`, `p99 ${quantile(waits, 0.99).toFixed(0)} ms`)
const idle = await statementsOf(5)
line('statements while nothing is asked', `${(idle / 5).toFixed(1)} a second`)
await jobs.stop()

// How much the queue itself carries: jobs that do nothing.
const boss = new PgBoss({ db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as unknown[]) }, schema: 'pgboss' })
await boss.start()
await boss.createQueue('many', { policy: 'standard' })
let at = performance.now()
for (let sent = 0; sent < JOBS; sent += 1) await boss.send('many', { sent })
const sending = performance.now() - at
let done = 0
at = performance.now()
const over = new Promise<void>((resolve) => {
  void boss.work('many', { batchSize: 100, pollingIntervalSeconds: 0.5 }, async (some) => {
    done += some.length
    if (done >= JOBS) resolve()
  })
})
await over
const working = performance.now() - at
line(`${JOBS} jobs asked for one by one`, `${((JOBS / sending) * 1000).toFixed(0)} jobs/s`, `${(sending / JOBS).toFixed(2)} ms each`)
line(`${JOBS} jobs done, 100 at a time`, `${((JOBS / working) * 1000).toFixed(0)} jobs/s`)
await boss.stop({ graceful: true })
await close()

/** Statements the database saw in so many seconds. */
async function statementsOf(seconds: number): Promise<number> {
  const count = async (): Promise<number> =>
    Number((await pool.query<{ n: string }>('select xact_commit + xact_rollback as n from pg_stat_database where datname = current_database()')).rows[0]!.n)
  const before = await count()
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  return (await count()) - before - 1
}
