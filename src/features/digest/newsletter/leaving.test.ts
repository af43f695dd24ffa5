// Whoever left stays one who left until they themselves say otherwise: that somebody types their address changes nothing about it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { silentLog } from '#platform/log.ts'
import { openOffice, TEST_SECRET, type TestOffice } from '../../../../tests/support/open-office.ts'
import { eraseOldSubscribers, sendNewsletters } from './newsletter.jobs.ts'
import { tokenFor } from './subscriber.ts'

const KEYS = { secret: TEST_SECRET }
const DAY = 24 * 60 * 60_000
let office: TestOffice
let start = Date.UTC(2026, 10, 23, 9)
const later = (days: number): void => office.here.clock.set(new Date(start + days * DAY).toISOString())
beforeAll(async () => {
  office = await openOffice()
  later(0)
})
afterEach(async () => {
  start += 40 * DAY
  later(0)
  for (const table of ['mail_outbox', 'mail_address', 'newsletter_subscriber', 'newsletter_refusal']) await office.pool.query(`delete from ${table}`)
})
afterAll(() => office.close())

const ANA = 'ana@primer.test'
const typed = () => office.as('nobody').post(addresses.siteNewsletter({ lang: 'bg' }), { address: ANA, language: 'bg' })
const letters = async () => (await office.pool.query<{ text: string }>('select text from mail_outbox order by id')).rows
const confirm = async () => office.as('nobody').post(/http:\/\/pobratim\.test(\/\S+)/.exec((await letters()).at(-1)!.text)![1]!)
const subscriber = async () =>
  (await office.pool.query('select state, ended_because as because, left_at is not null as left from newsletter_subscriber')).rows[0] ?? null
const marks = async (): Promise<number> => (await office.pool.query('select 1 from newsletter_refusal')).rowCount ?? 0
const own = async (): Promise<string> => {
  const { rows } = await office.pool.query<{ id: string }>('select id from newsletter_subscriber')
  return addresses.siteNewsletterSubscription({ lang: 'bg', token: tokenFor(KEYS, 'subscription', rows[0]!.id) })
}
const tidy = () => eraseOldSubscribers(office.here, KEYS, silentLog)
/** Subscribed, left, and a day later somebody types the address again. Answers the own page. */
const typedAfterLeaving = async (): Promise<string> => {
  await typed()
  await confirm()
  const page = await own()
  await office.as('nobody').post(page, { deed: 'leave' })
  later(1)
  await typed()
  expect(await subscriber()).toEqual({ state: 'pending', because: null, left: true })
  return page
}

test('unconfirmed, the address goes and the mark stays: a list brought in later does not ask it again', async () => {
  await typedAfterLeaving()
  later(9)
  await tidy()
  expect([await subscriber(), await marks()]).toEqual([null, 1])
  await office.pool.query('delete from mail_outbox')
  const officer = office.as('officer')
  const notice = await officer.follow(await officer.post(addresses.newsletterList(), { list: ANA, language: 'bg', note: 'Стар списък' }))
  await sendNewsletters(office.here, { ...KEYS, baseUrl: 'http://pobratim.test', perMinute: 30, log: silentLog })
  expect([notice.includes('се е отписал'), await subscriber(), await letters()]).toEqual([true, null, []])
})

test('confirmed by its reader, they are a subscriber again and nothing says that they left', async () => {
  await typedAfterLeaving()
  expect((await confirm()).status).toBe(200)
  expect([await subscriber(), await marks()]).toEqual([{ state: 'active', because: null, left: false }, 0])
})

test('the reader’s own page still opens: leaving is taken back by it, or said again', async () => {
  const page = await typedAfterLeaving()
  const anyone = office.as('nobody')
  const shown = await anyone.get(page)
  expect([shown.status, (await shown.text()).includes('value="resume"')]).toEqual([200, true])
  expect(await (await anyone.post(page, { deed: 'leave' })).text()).toContain('Отписахме ви')
  expect(await subscriber()).toEqual({ state: 'ended', because: 'unsubscribed', left: true })
  later(2)
  await typed()
  expect(await (await anyone.post(page, { deed: 'resume' })).text()).toContain('Отново сте абонат')
  expect(await subscriber()).toEqual({ state: 'active', because: null, left: false })
})

test('forgotten at once, the mark stays too', async () => {
  const page = await typedAfterLeaving()
  await office.as('nobody').post(`${page}/forgetting`)
  expect([await subscriber(), await marks()]).toEqual([null, 1])
})

test('one who never confirmed has no own page and leaves no mark', async () => {
  await typed()
  const page = await own()
  expect([(await office.as('nobody').get(page)).status, (await office.as('nobody').post(page, { deed: 'resume' })).status]).toEqual([404, 404])
  later(9)
  await tidy()
  expect([await subscriber(), await marks()]).toEqual([null, 0])
})
