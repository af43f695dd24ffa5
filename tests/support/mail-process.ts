// The postman's round in a process of its own, for the tests that kill it in the middle. Its one argument: `{ database, files, smtp, day }` as JSON.
import { Pool, type PoolConfig } from 'pg'
import { fixedClock } from '#platform/clock.ts'
import { openDoor } from '#platform/database/door.ts'
import { diskStore } from '#platform/files/files.ts'
import { silentLog } from '#platform/log.ts'
import { smtpPostman } from '#platform/mail/postman.ts'
import { sendWaiting } from '#platform/mail/sending.ts'

const { database, files, smtp, day } = JSON.parse(process.argv[2] ?? '{}') as { database: PoolConfig; files: string; smtp: string; day: string }
const pool = new Pool({ ...database, max: 6 })
const postman = smtpPostman(smtp)
await sendWaiting({
  here: { db: openDoor(pool), clock: fixedClock(day) },
  postman,
  sender: {
    from: 'Побратим <office@pobratim.test>',
    baseUrl: () => 'https://pobratim.test',
    secret: 'a secret for tests that is long enough',
    files: diskStore(files),
  },
  pace: { all: 0, domain: 0 },
  log: silentLog,
})
postman.close()
await pool.end()
