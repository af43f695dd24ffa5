// An issue that is widened to readers it had missed, and one that is done though the fate of old letters is unclear.
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { insertMany } from '#platform/database/insert-many.ts'
import { newId } from '#platform/ids.ts'
import { silentLog } from '#platform/log.ts'
import { publish, subscribed } from '../../../../tests/support/newsletter.ts'
import { openOffice, TEST_SECRET, type TestOffice } from '../../../../tests/support/open-office.ts'
import { deliveries } from './issue.table.ts'
import { sendNewsletters } from './newsletter.jobs.ts'
import { tokenFor } from './subscriber.ts'

let office: TestOffice
let minute = 0
const tick = (): void => office.here.clock.set(new Date(Date.UTC(2026, 10, 23, 9) + (minute += 1) * 61_000).toISOString())
beforeAll(async () => {
  office = await openOffice()
  tick()
})
afterEach(async () => {
  for (const table of [
    'newsletter_delivery',
    'newsletter_issue',
    'newsletter_subscriber',
    'digest_publication',
    'digest_edition',
    'digest',
    'mail_outbox',
    'mail_address',
  ])
    await office.pool.query(`delete from ${table}`)
  tick()
})
afterAll(() => office.close())

const round = () => sendNewsletters(office.here, { secret: TEST_SECRET, baseUrl: 'https://pobratim.test', perMinute: 30, log: silentLog })
const officer = () => office.as('officer')
const issueFor = async (publication: string): Promise<string> =>
  (await officer().post(addresses.newsletterIssues(), { publication })).headers.get('location')!.split('/').at(-1)!
const version = async (id: string): Promise<string> =>
  String((await office.pool.query<{ version: number }>('select version from newsletter_issue where id = $1', [id])).rows[0]!.version)
const send = async (id: string, more: Record<string, string> = {}) =>
  officer().post(addresses.newsletterIssueSending({ id }), { version: await version(id), read: 'yes', ...more })
const widen = async (id: string) => officer().post(addresses.newsletterIssueWidening({ id }), { version: await version(id) })
const lines = async () =>
  (
    await office.pool.query(
      'select s.address, d.state, d.mail_id is not null as written from newsletter_delivery d join newsletter_subscriber s on s.id = d.subscriber_id order by s.address',
    )
  ).rows

test('a reader of another language who had left when it was their turn and came back is reached by widening, once', async () => {
  await subscribed(office, ['bg@primer.test'], 'bg')
  await subscribed(office, ['fr@primer.test', 'new@primer.test'], 'fr', ['bg'])
  await office.pool.query(`update newsletter_subscriber set also = '{}' where address = 'new@primer.test'`)
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await send(id, { others: 'yes' })
  const { rows } = await office.pool.query<{ id: string }>(`select id from newsletter_subscriber where address = 'fr@primer.test'`)
  const own = addresses.siteNewsletterSubscription({ lang: 'bg', token: tokenFor({ secret: TEST_SECRET }, 'subscription', rows[0]!.id) })
  await office.as('nobody').post(own, { deed: 'leave' })
  await round()
  expect(await lines()).toEqual([
    { address: 'bg@primer.test', state: 'queued', written: true },
    { address: 'fr@primer.test', state: 'gone', written: false },
  ])
  await office.as('nobody').post(own, { deed: 'resume' })
  await office.pool.query(`update newsletter_subscriber set also = '{bg}' where address = 'new@primer.test'`)
  tick()
  expect((await widen(id)).status).toBe(303)
  expect(await lines()).toEqual([
    { address: 'bg@primer.test', state: 'queued', written: true },
    { address: 'fr@primer.test', state: 'waiting', written: false },
    { address: 'new@primer.test', state: 'waiting', written: false },
  ])
  await round()
  const { rows: out } = await office.pool.query(`select "to" from mail_outbox where kind = 'newsletter' order by "to"`)
  expect(out).toEqual([{ to: 'bg@primer.test' }, { to: 'fr@primer.test' }, { to: 'new@primer.test' }])
  // Nobody is left out any more.
  expect((await widen(id)).status).toBe(409)
})

test('a thousand letters whose fate nobody knows keep no other issue from being done', async () => {
  await subscribed(office, ['bg@primer.test'], 'bg')
  const old = await issueFor(await publish(office, '2026-09', 'bg'))
  await office.here.db.inOffice(office.officeId, async (tx) => {
    // Their letters are still where nobody can tell.
    const letters = Array.from({ length: 1000 }, () => newId())
    await tx.execute(sql`
      insert into mail_outbox (office_id, id, kind, "to", domain, subject, text, state, created_at)
      select ${office.officeId}::uuid, id, 'newsletter', 'x@primer.test', 'primer.test', 'Брой', 'Текст', 'uncertain', '2026-01-01' from unnest(${sql.param(letters)}::uuid[]) id`)
    await insertMany(
      tx,
      deliveries,
      letters.map((mailId) => ({ officeId: office.officeId, id: newId(), issueId: old, state: 'unclear' as const, mailId })),
    )
  })
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await send(id)
  await round()
  await office.pool.query(`update mail_outbox set state = 'sent', settled_at = now() where state = 'waiting'`)
  tick()
  await round()
  expect((await office.pool.query('select finished_at is not null as done from newsletter_issue where id = $1', [id])).rows).toEqual([{ done: true }])
})
