// How fast letters leave: 1,000 are queued and go to a real SMTP server on this machine. npm run bench -- mail [letters] [milliseconds the server takes]
import { join } from 'node:path'
import { diskStore } from '#platform/files/files.ts'
import { silentLog } from '#platform/log.ts'
import type { Mail } from '#platform/mail/letter.ts'
import { queueMails } from '#platform/mail/mail.ts'
import { smtpPostman, type Postman } from '#platform/mail/postman.ts'
import { sendWaiting } from '#platform/mail/sending.ts'
import { startMailServer } from '../tests/support/mail-server.ts'
import { line, openBenchDatabase, quantile } from './database.ts'

const LETTERS = Number(process.argv[2] ?? 1000)
const SLOW_MS = Number(process.argv[3] ?? 50)

const { here, pool, officeId, folder, close } = await openBenchDatabase()
const server = await startMailServer()

const letters = (count: number): Mail[] =>
  Array.from({ length: count }, (_, at) => ({
    officeId,
    kind: 'reminder',
    language: 'bg',
    to: `n${at}@${at % 40}.pobratim.test`,
    toName: `Проба ${at}`,
    subject: `Наближава срокът на обещание ${at}`,
    text: `Здравейте,\n\nдо края на месеца трябва да изпратим обещаното. ${'Още няколко думи за него. '.repeat(20)}`,
    key: `bench ${count} ${at}`,
  }))

/** Sends all that waits; milliseconds of each letter from taking it in hand to its being written down are told by the postman's own part of them. */
async function measure(name: string, count: number): Promise<void> {
  let at = performance.now()
  const queued = await here.db.inOffice(officeId, (tx) => queueMails(tx, here.clock, letters(count)))
  const queueing = performance.now() - at
  const real = smtpPostman(server.url)
  const each: number[] = []
  const timed: Postman = {
    ...real,
    deliver: async (...given) => {
      const began = performance.now()
      const outcome = await real.deliver(...given)
      each.push(performance.now() - began)
      return outcome
    },
  }
  at = performance.now()
  const sent = await sendWaiting({
    here,
    postman: timed,
    sender: {
      from: 'Побратим <office@pobratim.test>',
      baseUrl: () => 'https://pobratim.test',
      secret: 'x'.repeat(40),
      files: diskStore(join(folder, 'files')),
    },
    pace: { all: 0, domain: 0 },
    log: silentLog,
  })
  const took = performance.now() - at
  real.close()
  if (sent !== count || queued.some(({ state }) => state !== 'queued')) throw new Error(`${sent} of ${count} left`)
  line(
    name,
    `queued in ${queueing.toFixed(0)} ms`,
    `${((sent / took) * 1000).toFixed(0)} letters/s`,
    `${(took / sent).toFixed(2)} ms each`,
    `with the server: median ${quantile(each, 0.5).toFixed(1)} ms, p99 ${quantile(each, 0.99).toFixed(1)} ms`,
  )
}

await measure('warm-up, 100 letters', 100)
await measure(`${LETTERS} letters, a quick server`, LETTERS)
server.behave.answer = () => new Promise((resolve) => setTimeout(resolve, SLOW_MS))
await measure(`200 letters, a server that takes ${SLOW_MS} ms`, 200)
server.behave = {}
const { rows } = await pool.query<{ size: string }>(`select pg_size_pretty(pg_total_relation_size('mail_outbox')) as size`)
line('the outbox takes', rows[0]!.size)
await server.stop()
await close()
