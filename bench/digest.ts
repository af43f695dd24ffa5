// How long the digest takes: a month with 7 partners and one with 200 written in every language, and a month read from a register of ten thousand events. node scripts/bench.mjs digest [ROUNDS]
import { compose } from '#features/digest/composing/composing.ts'
import type { MonthFacts } from '#features/digest/composing/month.ts'
import { TONGUES } from '#features/digest/composing/tongues.ts'
import { monthFacts } from '#features/digest/month.queries.ts'
import { randomMonth } from '../tests/support/random-month.ts'
import { openBenchDatabase, line, quantile } from './database.ts'
import { seed } from './seed.ts'

const ROUNDS = Number(process.argv[2] ?? 50)
const ms = (value: number): string => `${value.toFixed(1)} ms`

/** Made-up months put side by side until they have so many partners. */
function monthOf(partners: number): MonthFacts {
  const parts: MonthFacts[] = []
  for (let at = 1; parts.reduce((sum, one) => sum + one.partners.length, 0) < partners; at += 1) parts.push(randomMonth(at))
  const renamed = parts.map((one, at): MonthFacts => JSON.parse(JSON.stringify(one).replaceAll(/"([ors]\d+)"/g, `"$1-${at}"`)) as MonthFacts)
  const [first] = renamed
  return {
    ...first!,
    partners: renamed.flatMap((one) => one.partners).slice(0, partners),
    happenings: renamed.flatMap((one) => one.happenings),
    acts: renamed.flatMap((one) => one.acts),
    made: renamed.flatMap((one) => one.made),
    kept: renamed.flatMap((one) => one.kept),
  }
}

async function measured(what: string, work: () => unknown): Promise<void> {
  for (let round = 0; round < 5; round += 1) await work()
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  line(what, `median ${ms(quantile(took, 0.5))}`, `95 of 100 ${ms(quantile(took, 0.95))}`)
}

for (const partners of [7, 200]) {
  const facts = monthOf(partners)
  const told = `${facts.happenings.length} events`
  for (const [language, tongue] of Object.entries(TONGUES)) await measured(`compose ${language}: ${partners} partners, ${told}`, () => compose(facts, tongue))
}

const office = await openBenchDatabase()
const client = await office.pool.connect()
await seed(client as never, office.officeId, { organisations: 2_000, steps: 10_000, events: 10_000 })
await client.query('update event set published_at = now()')
await client.query('update partnership set published_at = now()')
await client.query('update milestone set published_at = now()')
await client.query('vacuum analyze')
const { rows } = await client.query<{ month: string; n: string }>(
  "select to_char(last_day, 'YYYY-MM') as month, count(*) n from event group by 1 order by 2 desc limit 1",
)
client.release()
const month = rows[0]!.month
const read = (): Promise<{ facts: MonthFacts }> => office.here.db.inOffice(office.officeId, (tx) => monthFacts(tx, month, office.here.clock.today()))
const { facts } = await read()
await measured(`read ${month}: 10,000 events, 2,000 partners, ${facts.happenings.length} events told`, read)
await measured(`compose it in Bulgarian`, () => compose(facts, TONGUES.bg))
await office.close()
process.exit(0)
