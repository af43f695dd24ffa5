// What an issue to 10,000 subscribers costs: addressing it, each round that writes 500 letters, the memory and the outbox meanwhile. npm run bench -- newsletter [subscribers]
import { provenOfficer } from '#features/accounts/account.ts'
import { digestEditions, digestPublications, digests } from '#features/digest/digest.table.ts'
import { openIssue, startIssue } from '#features/digest/newsletter/issue.actions.ts'
import { sendNewsletters } from '#features/digest/newsletter/newsletter.jobs.ts'
import { subscribers } from '#features/digest/newsletter/subscriber.table.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { newId } from '#platform/ids.ts'
import { silentLog } from '#platform/log.ts'
import { line, openBenchDatabase, quantile } from './database.ts'

const READERS = Number(process.argv[2] ?? 10_000)
const { here, pool, officeId, close } = await openBenchDatabase()
const officer = provenOfficer({ officeId, personId: 'bench', name: 'Проба Служителова', email: 'bench@pobratim.test', role: 'officer', language: 'bg' })!
const now = here.clock.now()
const [digestId, editionId, publicationId] = [newId(), newId(), newId()]
// A month of twenty partners, about 12 kB of words.
const blocks = Array.from({ length: 40 }, (_, at) => ({
  key: `b${at}`,
  kind: at % 2 === 0 ? ('heading' as const) : ('paragraph' as const),
  partners: [],
  sentences: [{ key: 's', text: at % 2 === 0 ? `Примерово ${at}` : 'Делегация от Узорево засади липа в парка на Примерово. '.repeat(5), records: [] }],
}))
await here.db.inOffice(officeId, async (tx) => {
  await insertMany(tx, digests, [{ officeId, id: digestId, month: '2026-10' }])
  await insertMany(tx, digestEditions, [
    { officeId, id: editionId, digestId, language: 'bg', blocks, composed: blocks, composedAt: now, writtenAt: now, publishedAt: now },
  ])
  await insertMany(tx, digestPublications, [
    {
      officeId,
      id: publicationId,
      editionId,
      digestId,
      month: '2026-10',
      language: 'bg',
      publishedAt: now,
      publishedById: 'bench',
      publishedByName: 'x',
      reason: 'x',
      title: 'Октомври',
      lead: 'x',
      blocks,
    },
  ])
  await insertMany(
    tx,
    subscribers,
    Array.from({ length: READERS }, (_, at) => ({
      officeId,
      id: newId(),
      address: `n${at}@${at % 40}.pobratim.test`,
      language: 'bg' as const,
      also: [],
      state: 'active' as const,
      door: 'site' as const,
      confirmedAt: now,
      createdAt: now,
    })),
  )
})
const opened = await openIssue(here, officer, publicationId)
if (!opened.ok) throw new Error(opened.refusal.message)
let at = performance.now()
const started = await startIssue(here, officer, opened.value.id, 1, true)
if (!started.ok) throw new Error(started.refusal.message)
line(`${started.value.count} deliveries addressed`, `${(performance.now() - at).toFixed(0)} ms`)

const rounds: number[] = []
let most = 0
for (let left = READERS; left > 0;) {
  at = performance.now()
  const written = await sendNewsletters(here, { secret: 'x'.repeat(40), baseUrl: 'https://pobratim.test', perMinute: 0, log: silentLog })
  rounds.push(performance.now() - at)
  left -= written
  most = Math.max(most, process.memoryUsage.rss())
  // The server takes them; the next round learns it.
  await pool.query(`update mail_outbox set state = 'sent', settled_at = now(), created_at = now() - interval '2 minutes' where state = 'waiting'`)
  if (written === 0 && left > 0) throw new Error(`${left} were never written`)
}
const { rows } = await pool.query<{ size: string; full: number }>(
  `select pg_size_pretty(pg_total_relation_size('mail_outbox')) as size, (select count(*)::int from mail_outbox where text <> '') as full from mail_outbox limit 1`,
)
line(`a round of 500 letters`, `median ${quantile(rounds, 0.5).toFixed(0)} ms`, `p99 ${quantile(rounds, 0.99).toFixed(0)} ms`)
line('memory of the process at most', `${(most / 1024 / 1024).toFixed(0)} MB`)
line('the outbox takes', rows[0]!.size, `${rows[0]!.full} letters still hold their words`)
await close()
