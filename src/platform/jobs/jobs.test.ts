// Jobs on the real queue: asked for, done, tried again, and not lost by a stop.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#platform/log.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { startJobs } from './jobs.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const until = async (condition: () => boolean): Promise<void> => {
  for (let round = 0; round < 200 && !condition(); round += 1) await new Promise((resolve) => setTimeout(resolve, 50))
}

test('a job is done when asked for; one asked for while nobody works is done after the next start', async () => {
  let runs = 0
  const job = { name: 'count', work: async () => void (runs += 1) }
  const first = await startJobs(office.pool, [job], silentLog)
  await first.ask('count')
  await until(() => runs === 1)
  expect(runs).toBe(1)
  await first.stop()
  const idle = await startJobs(office.pool, [], silentLog)
  await idle.ask('count')
  await idle.stop()
  expect(runs).toBe(1)
  const second = await startJobs(office.pool, [job], silentLog)
  await until(() => runs === 2)
  expect(runs).toBe(2)
  await second.stop()
})
