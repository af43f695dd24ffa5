// Work outside requests: kept in the same PostgreSQL, survives restarts, shared by several processes.
import { PgBoss } from 'pg-boss'
import type { Pool } from 'pg'
import type { Log } from '../log.ts'

/** One kind of work. `every` is a cron line in UTC; without it the work is done only when asked for. */
export type Job = { readonly name: string; readonly every?: string; readonly work: () => Promise<void> }

export type Jobs = {
  /** Asks for a run as soon as possible; asking twice while one waits is one run. */
  ask(name: string): Promise<void>
  /** Lets running work end, then stops. */
  stop(): Promise<void>
}

/** Starts the workers. A job that throws is tried again three times by the queue and logged. */
export async function startJobs(pool: Pool, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as unknown[]) },
    schema: 'pgboss',
  })
  boss.on('error', (error) => log.error('jobs', error))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'short', retryLimit: 3, retryDelay: 5, retryBackoff: true })
    await boss.work(job.name, { pollingIntervalSeconds: 1 }, async () => {
      try {
        await job.work()
      } catch (error) {
        log.error(`job ${job.name}`, error)
        throw error
      }
    })
    if (job.every !== undefined) await boss.schedule(job.name, job.every)
  }
  return {
    ask: async (name) => {
      await boss.send(name, {})
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}
