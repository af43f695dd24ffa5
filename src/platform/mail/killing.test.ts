// The postman's process killed at every moment there is: nothing arrives twice, nothing is lost, and where nobody can know a person is asked.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#platform/log.ts'
import { startMailServer, type MailServer } from '../../../tests/support/mail-server.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { queueMail, queueMails } from './mail.ts'
import { smtpPostman } from './postman.ts'
import { sendWaiting } from './sending.ts'

let office: TestOffice
let server: MailServer
beforeAll(async () => {
  office = await openOffice()
  server = await startMailServer()
})
afterEach(async () => {
  server.behave = {}
  server.arrived.length = 0
  await office.pool.query('delete from mail_outbox')
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

const day = (number: number): string => `2027-${String(1 + Math.floor(number / 28)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`

/** A process that goes one round on the day; `over` when it has ended, however. */
async function postmanProcess(on: string): Promise<{ child: ChildProcess; over: Promise<void>; said: () => string }> {
  const { rows } = await office.pool.query('select current_database() as name')
  const { host, port, user, password } = office.pool.options
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../../tests/support/mail-process.ts'),
      JSON.stringify({ database: { host, port, user, password, database: rows[0].name }, files: office.filesFolder, smtp: server.url, day: on }),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, over: new Promise((resolve) => child.once('exit', () => resolve())), said: () => said }
}

const letter = (to: string, text: string) => ({ officeId: office.officeId, kind: 'letter' as const, language: 'bg', to, subject: 'Покана', text })
const state = async (): Promise<string> => (await office.pool.query('select state from mail_outbox')).rows[0].state
async function roundOn(on: string): Promise<number> {
  office.here.clock.set(on)
  const postman = smtpPostman(server.url)
  try {
    return await sendWaiting({
      here: office.here,
      postman,
      sender: { from: 'office@pobratim.test', baseUrl: () => 'https://pobratim.test', secret: 'a secret for tests that is long enough', files: office.files },
      pace: { all: 0, domain: 0 },
      log: silentLog,
    })
  } finally {
    postman.close()
  }
}

const never = new Promise<void>(() => {})

type Moment = {
  /** Arranges that `kill` is called at the moment. */
  readonly at: (kill: () => void) => void
  readonly left: 'waiting' | 'handing-over'
  /** What becomes of it afterwards, and how often it arrived in all. */
  readonly becomes: 'sent' | 'uncertain'
  readonly arrived: number
}
const moments: Readonly<Record<string, Moment>> = {
  'before the server says a word': { at: (kill) => (server.behave.greeting = () => (kill(), never)), left: 'waiting', becomes: 'sent', arrived: 1 },
  'after the address': { at: (kill) => (server.behave.recipient = () => (kill(), never)), left: 'waiting', becomes: 'sent', arrived: 1 },
  'in the middle of the letter': { at: (kill) => (server.behave.letter = kill), left: 'waiting', becomes: 'sent', arrived: 1 },
  'after the letter, which the server keeps': { at: (kill) => (server.behave.answer = () => kill()), left: 'handing-over', becomes: 'uncertain', arrived: 1 },
  'after the letter, which the server forgets': {
    at: (kill) => (server.behave.answer = () => (kill(), never)),
    left: 'handing-over',
    becomes: 'uncertain',
    arrived: 0,
  },
}

test.each(Object.entries(moments))('killed %s', async (_, { at, left, becomes, arrived }) => {
  office.here.clock.set(day(0))
  await office.here.db.inOffice(office.officeId, (tx) => queueMail(tx, office.here.clock, letter('one@pobratim.test', 'Дълго писмо. '.repeat(400_000))))
  const { child, over, said } = await postmanProcess(day(0))
  at(() => child.kill('SIGKILL'))
  await over
  expect([said(), child.signalCode, await state()]).toEqual(['', 'SIGKILL', left])
  server.behave = {}
  // In the same moment it may still be in the hand of a living one.
  expect([await roundOn(day(0)), await state()]).toEqual([0, left])
  await roundOn(day(1))
  await roundOn(day(2))
  expect([await state(), server.arrived.length]).toEqual([becomes, arrived])
})

test('killed after the answer and before it was written down: uncertain, though it arrived', async () => {
  office.here.clock.set(day(0))
  await office.here.db.inOffice(office.officeId, (tx) => queueMail(tx, office.here.clock, letter('one@pobratim.test', 'Кратко писмо.')))
  const holding = await office.pool.connect()
  const { child, over } = await postmanProcess(day(0))
  server.behave.answer = async () => {
    // Nobody else can write to the row: the answer comes, and cannot be written down.
    await holding.query('begin')
    await holding.query('select from mail_outbox for update')
  }
  while (server.arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await new Promise((resolve) => setTimeout(resolve, 100))
  child.kill('SIGKILL')
  await over
  await holding.query('rollback')
  holding.release()
  server.behave = {}
  await roundOn(day(1))
  expect([await state(), server.arrived.length]).toEqual(['uncertain', 1])
})

test('two processes at once, killed again and again at any moment: every letter arrives once or is asked about', async () => {
  const LETTERS = 24
  office.here.clock.set(day(0))
  await office.here.db.inOffice(office.officeId, (tx) =>
    queueMails(
      tx,
      office.here.clock,
      Array.from({ length: LETTERS }, (_, at) => letter(`n${at}@pobratim.test`, `Писмо ${at}. `.repeat(5_000))),
    ),
  )
  const open = async (): Promise<number> =>
    (await office.pool.query(`select count(*)::int as n from mail_outbox where state in ('waiting', 'handing-over')`)).rows[0].n
  let kills = 0
  for (let number = 0; number < 12 && (await open()) > 0; number += 1) {
    const pair = await Promise.all([postmanProcess(day(number)), postmanProcess(day(number))])
    for (const { child } of pair) {
      const count = { left: randomInt(1, 20) }
      const maybe = () => {
        count.left -= 1
        if (count.left === 0) setTimeout(() => (kills += child.kill('SIGKILL') ? 1 : 0), randomInt(0, 4))
      }
      const { greeting, recipient, letter: first, answer } = server.behave
      server.behave = {
        greeting: async () => (await greeting?.(), maybe()),
        recipient: async (address) => (await recipient?.(address), maybe()),
        letter: (session) => (first?.(session), maybe()),
        answer: async (arrived) => (await answer?.(arrived), maybe()),
      }
    }
    await Promise.all(pair.map(({ over }) => over))
    server.behave = {}
    expect(pair.map(({ said }) => said())).toEqual(['', ''])
  }
  await roundOn(day(50))
  const { rows } = await office.pool.query<{ to: string; state: string }>('select "to", state from mail_outbox')
  const times = (to: string): number => server.arrived.filter((one) => one.to === to).length
  expect(rows.length).toBe(LETTERS)
  expect(rows.filter(({ to, state: became }) => !(became === 'sent' ? times(to) === 1 : became === 'uncertain' && times(to) <= 1))).toEqual([])
  // The test is worth something only if it killed, and often.
  expect(kills).toBeGreaterThan(5)
}, 120_000)
