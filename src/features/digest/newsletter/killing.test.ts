// The program killed while an issue leaves, again and again at any moment: every subscriber gets it once, or somebody is asked whether they did.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { addresses } from '#addresses'
import { type MailServer, startMailServer } from '../../../../tests/support/mail-server.ts'
import { publish, subscribed } from '../../../../tests/support/newsletter.ts'
import { openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'

let office: TestOffice
let server: MailServer
const root = join(import.meta.dirname, '../../../..')
/** Letters are written in JSX, which Node does not read: the process runs as the program does, built. */
const program = join(root, `generated/newsletter-process-${process.pid}.mjs`)
beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'tests/support/newsletter-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'error',
  })
  office = await openOffice()
  server = await startMailServer()
})
afterAll(async () => {
  await server.stop()
  await office.close()
  rmSync(program, { force: true })
})

/** After each kill a day passes: what was in hand is free again. */
const day = (number: number): string => new Date(Date.UTC(2026, 10, 23 + number)).toISOString().slice(0, 10)

async function senderProcess(on: string): Promise<{ child: ChildProcess; over: Promise<void>; said: () => string }> {
  const { rows } = await office.pool.query<{ name: string }>('select current_database() as name')
  const { host, port, user, password } = inject('server')
  const given = { database: { host, port, user, password, database: rows[0]!.name }, files: office.filesFolder, smtp: server.url, day: on }
  const child = spawn(process.execPath, [program, JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, over: new Promise((resolve) => child.once('exit', () => resolve())), said: () => said }
}

test('each subscriber once, whenever it is killed', async () => {
  const READERS = 40
  await subscribed(
    office,
    Array.from({ length: READERS }, (_, at) => `n${at}@primer.test`),
    'bg',
  )
  const opened = await office.as('officer').post(addresses.newsletterIssues(), { publication: await publish(office, '2026-10', 'bg') })
  const id = opened.headers.get('location')!.split('/').at(-1)!
  await office.as('officer').post(addresses.newsletterIssueSending({ id }), { version: '1', read: 'yes' })
  const open = async (): Promise<number> =>
    (await office.pool.query(`select count(*)::int as n from newsletter_delivery where state in ('waiting', 'queued')`)).rows[0].n
  let kills = 0
  for (let number = 0; number < 8 && (await open()) > 0; number += 1) {
    const { child, over, said } = await senderProcess(day(number))
    // Once before any letter is written, then among the letters.
    let left = randomInt(1, 9)
    const maybe = (): void => {
      left -= 1
      if (left === 0) setTimeout(() => (kills += child.kill('SIGKILL') ? 1 : 0), randomInt(0, 4))
    }
    if (number === 0) setTimeout(() => (kills += child.kill('SIGKILL') ? 1 : 0), 700)
    server.behave = { greeting: maybe, recipient: maybe, letter: maybe, answer: () => maybe() }
    await over
    server.behave = {}
    expect(said()).toBe('')
  }
  for (const number of [50, 51]) await (await senderProcess(day(number))).over
  const { rows } = await office.pool.query<{ address: string; state: string; mails: number }>(
    `select s.address, d.state, (select count(*)::int from mail_outbox m where m."to" = s.address and m.kind = 'newsletter') as mails
     from newsletter_delivery d join newsletter_subscriber s on s.id = d.subscriber_id`,
  )
  const times = (to: string): number => server.arrived.filter((one) => one.to === to).length
  expect(rows.length).toBe(READERS)
  expect(
    rows.filter(({ address, state, mails }) => mails !== 1 || !(state === 'sent' ? times(address) === 1 : state === 'unclear' && times(address) <= 1)),
  ).toEqual([])
  // The test is worth something only if it killed.
  expect(kills).toBeGreaterThan(3)
}, 180_000)
