// How fast the ledger of promises answers with 10,000 of them: the book, the table, the filters, the shares, the half-yearly list and its papers, the reminders.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, machine, measured, type Row, table, take } from './measuring.ts'
import { databaseOf, openBenchOffice } from './office.ts'
import { seedPromises } from './seed.ts'

const PROMISES = Number(process.argv[2] ?? 10_000)
const ROUNDS = Number(process.argv[3] ?? 200)
const PARTNERS = 200

const root = join(tmpdir(), `pobratim-bench-${randomUUID()}`)
const { server, officer, organisations, folder } = await openBenchOffice(join(root, 'data'), { organisations: PARTNERS, steps: PARTNERS, events: PARTNERS })

const db = await databaseOf(folder)
const office = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
const rows = await seedPromises(db, office, organisations, PROMISES)
await db.query('vacuum analyze')
await db.end()

const results: Row[] = []
const pick = <T>(list: readonly T[], round: number): T => list[(round * 37) % list.length]!
const page = async (name: string, path: (round: number) => string, rounds = ROUNDS): Promise<void> => {
  results.push(await measured(name, rounds, (round) => take(server, officer, path(round))))
}
for (let round = 0; round < 100; round += 1)
  for (const path of ['/commitments', '/commitments?view=table', '/']) await (await ask(server, officer, path)).arrayBuffer()

await page('ledger: the open book', () => '/commitments')
await page('ledger: one side', () => '/commitments?side=us')
await page('ledger: table', () => '/commitments?view=table')
await page('ledger: overdue', () => '/commitments?standing=overdue')
await page('ledger: of a partner', (round) => `/commitments?organisation=${pick(organisations, round).id}`)
await page('ledger: of a year', (round) => `/commitments?year=${2018 + (round % 9)}`)
await page('ledger: search for a partner', (round) => `/commitments?q=${encodeURIComponent(pick(organisations, round).name.slice(0, 5))}`)
await page('promise: open', (round) => `/commitments/${pick(rows, round).id}`)
await page('kept by partner and year', () => '/commitments/shares')
const FEW = Math.min(ROUNDS, 10)
await page('half-yearly list of one partner', (round) => `/commitments/half-years?half=2026-1&partner=${pick(organisations, round).id}`)
await page('half-yearly list of one partner: PDF', (round) => `/commitments/half-years/paper?half=2026-1&partner=${pick(organisations, round).id}`, FEW)
await page('half-yearly list of all: page', () => '/commitments/half-years?half=2026-1', FEW)
await page('half-yearly list of all: sheets', () => '/commitments/half-years/sheet?half=2026-1', FEW)
await page('reminders: what goes out next', () => '/settings/reminders', FEW)

await server.kill('SIGTERM')
rmSync(root, { recursive: true, force: true })
process.stdout.write(
  `${[machine(), `${PROMISES} promises with ${PARTNERS} partners; whole request over HTTP, one at a time`, '', ...table(results)].join('\n')}\n`,
)
