// The newsletter's rounds and the postman's in a process of its own, for the test that kills it in the middle. Its one argument: `{ database, files, smtp, day }` as JSON.
import { Pool, type PoolConfig } from 'pg'
import { sendNewsletters } from '#features/digest/newsletter/newsletter.jobs.ts'
import { fixedClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { diskStore } from '#platform/files/files.ts'
import { silentLog } from '#platform/log.ts'
import { smtpPostman } from '#platform/mail/postman.ts'
import { sendWaiting } from '#platform/mail/sending.ts'

const { database, files, smtp, day } = JSON.parse(process.argv[2] ?? '{}') as { database: PoolConfig; files: string; smtp: string; day: string }
const secret = 'a secret for tests that is long enough'
const baseUrl = 'https://pobratim.test'
const pool = new Pool({ ...database, max: 6 })
const here = { db: openDoor(pool), clock: fixedClock(day) }
const postman = smtpPostman(smtp)
const sender = { from: 'Побратим <office@pobratim.test>', baseUrl: () => baseUrl, secret, files: diskStore(files) }
for (;;) {
  const written = await sendNewsletters(here, { secret, baseUrl, perMinute: 0, log: silentLog })
  const sent = await sendWaiting({ here, postman, sender, pace: { all: 0, domain: 0 }, log: silentLog })
  if (written === 0 && sent === 0) break
}
postman.close()
await pool.end()
