// The outbox against a real SMTP server: what is queued arrives once, what fails is tried again later and kept.
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { silentLog } from '#platform/log.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { postRounds, queueMail, sendWaiting, smtpPostman, terminalPostman, type Postman } from './mail.ts'

let office: TestOffice
let server: SMTPServer
let refusing = false
const arrived: { to: string; subject: string | undefined; text: string | undefined }[] = []
let postman: Postman

beforeAll(async () => {
  office = await openOffice()
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (refusing) return done(new Error('the box is full'))
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          arrived.push({ to: session.envelope.rcptTo[0]!.address, subject: mail.subject, text: mail.text?.trim() })
          done()
        })
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  postman = smtpPostman(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, 'Побратим <office@pobratim.test>')
})
afterAll(async () => {
  postman.close()
  await new Promise<void>((resolve) => server.close(resolve))
  await office.close()
})

const queue = (to: string, subject: string) =>
  office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, { to, subject, text: 'Здравейте, Джиндъджън · 景德镇' }))

test('a queued mail arrives whole and once, also when two postmen come at the same time', async () => {
  await queue('one@pobratim.test', 'Вход в Побратим')
  await queue('two@pobratim.test', 'Покана')
  const sent = await Promise.all([
    sendWaiting(office.here.db, office.here.clock, postman, silentLog),
    sendWaiting(office.here.db, office.here.clock, postman, silentLog),
  ])
  expect(sent[0]! + sent[1]!).toBe(2)
  expect(arrived.splice(0).sort((a, b) => a.to.localeCompare(b.to))).toEqual([
    { to: 'one@pobratim.test', subject: 'Вход в Побратим', text: 'Здравейте, Джиндъджън · 景德镇' },
    { to: 'two@pobratim.test', subject: 'Покана', text: 'Здравейте, Джиндъджън · 景德镇' },
  ])
})

test('a mail that is refused stays, is not hammered, and goes out when the server takes it again', async () => {
  refusing = true
  await queue('three@pobratim.test', 'Напомняне')
  expect(await sendWaiting(office.here.db, office.here.clock, postman, silentLog)).toBe(0)
  const { rows } = await office.pool.query(
    "select attempts, sent_at, last_error like '%the box is full%' as told from mail_outbox where \"to\" = 'three@pobratim.test'",
  )
  expect(rows).toEqual([{ attempts: 1, sent_at: null, told: true }])
  refusing = false
  expect(await sendWaiting(office.here.db, office.here.clock, postman, silentLog)).toBe(0)
  office.here.clock.set('2026-11-24')
  expect(await sendWaiting(office.here.db, office.here.clock, postman, silentLog)).toBe(1)
  expect(arrived.splice(0).map((mail) => mail.to)).toEqual(['three@pobratim.test'])
})

test('a mail queued in a transaction that fails is not sent', async () => {
  await expect(
    office.here.db.inOffice(office.officeId, async (tx) => {
      await queueMail(tx, office.here.clock, { to: 'never@pobratim.test', subject: 'x', text: 'x' })
      throw new Error('changed our mind')
    }),
  ).rejects.toThrow('changed our mind')
  expect(await sendWaiting(office.here.db, office.here.clock, postman, silentLog)).toBe(0)
})

test('without a mail server the mail is shown at the terminal', async () => {
  const lines: string[] = []
  await queue('four@pobratim.test', 'Вход')
  const shown = await sendWaiting(office.here.db, office.here.clock, terminalPostman({ ...silentLog, info: (line) => void lines.push(line) }), silentLog)
  expect([shown, lines.length, lines[0]!.includes('four@pobratim.test') && lines[0]!.includes('景德镇')]).toEqual([1, 1, true])
})

test('while a mail server is slow the rounds do not pile up', async () => {
  for (const name of ['five', 'six', 'seven']) await queue(`${name}@pobratim.test`, 'Вход')
  let atOnce = 0
  let most = 0
  const slow: Postman = {
    deliver: async () => {
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 40))
      atOnce -= 1
    },
    close: () => {},
  }
  const round = postRounds(office.here.db, office.here.clock, slow, silentLog)
  expect([await Promise.all([round(), round(), round()]), most]).toEqual([[3, 3, 3], 1])
  expect(await round()).toBe(0)
})
