// An issue from the publication to the mailboxes, on a real mail server: looked at, tried, sent bit by bit, stopped, withdrawn, come back.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { silentLog } from '#platform/log.ts'
import { type MailServer, smtpRefusal, startMailServer } from '../../../../tests/support/mail-server.ts'
import { publish, subscribed } from '../../../../tests/support/newsletter.ts'
import { done, openOffice, sendAllThrough, TEST_SECRET, type TestOffice } from '../../../../tests/support/open-office.ts'
import { beginMonth } from '../edition.actions.ts'
import { checkEdition, publishEdition, withdrawEdition } from '../publication.actions.ts'
import { withdrawIssueOf } from './issue.actions.ts'
import { sendNewsletters } from './newsletter.jobs.ts'

const BASE = 'https://pobratim.test'
let office: TestOffice
let server: MailServer
let minute = 0
const tick = (): void => office.here.clock.set(new Date(Date.UTC(2026, 10, 23, 9) + (minute += 1) * 61_000).toISOString())
beforeAll(async () => {
  office = await openOffice()
  server = await startMailServer()
  tick()
})
afterEach(async () => {
  server.arrived.length = 0
  server.behave = {}
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
afterAll(async () => {
  await server.stop()
  await office.close()
})

const round = (perMinute = 30) => sendNewsletters(office.here, { secret: TEST_SECRET, baseUrl: BASE, perMinute, log: silentLog })
const post = () => sendAllThrough(server, office, BASE)
const officer = () => office.as('officer')
async function issueFor(publication: string): Promise<string> {
  const opened = await officer().post(addresses.newsletterIssues(), { publication })
  return opened.headers.get('location')!.split('/').at(-1)!
}
const version = async (id: string): Promise<string> =>
  String((await office.pool.query<{ version: number }>('select version from newsletter_issue where id = $1', [id])).rows[0]!.version)
const send = async (id: string, more: Record<string, string> = {}) =>
  officer().post(addresses.newsletterIssueSending({ id }), { version: await version(id), read: 'yes', ...more })
const press = async (
  id: string,
  address: typeof addresses.newsletterIssueStop | typeof addresses.newsletterIssueGoingOn | typeof addresses.newsletterIssueWidening,
) => officer().post(address({ id }), { version: await version(id) })
const states = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await office.pool.query<{ state: string; n: number }>('select state, count(*)::int as n from newsletter_delivery group by state order by state')).rows.map(
      ({ state, n }) => [state, n],
    ),
  )
const many = (count: number, host = 'primer.test'): string[] => Array.from({ length: count }, (_, at) => `n${String(at).padStart(3, '0')}@${host}`)

test('the letter: text and HTML in its language, the whole digest, the way to the page, to the reader’s choices and out; nothing fetched, nothing counted', async () => {
  await subscribed(office, ['ana@primer.test'], 'bg')
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await officer().post(addresses.newsletterIssue({ id }), { version: '1', subject: 'Октомври в Примерово', preface: 'Скъпи съграждани,' })
  await send(id)
  expect([await round(), await post()]).toEqual([1, 1])
  const { mail, raw, to } = server.arrived[0]!
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value
  expect([to, mail.subject, header('content-language'), header('list-unsubscribe-post'), header('auto-submitted')]).toEqual([
    'ana@primer.test',
    'Октомври в Примерово',
    'bg',
    'List-Unsubscribe=One-Click',
    'auto-generated',
  ])
  expect(raw.toString()).toContain('Content-Type: multipart/alternative')
  const { html, text } = mail as { html: string; text: string }
  for (const part of [html, text])
    expect([
      part.includes('Скъпи съграждани,'),
      part.includes('делегация от Узорево засади липа'),
      part.includes(`${BASE}/bg/digest/2026-10`),
      new RegExp(`${BASE}/bg/newsletter/subscription/[\\w-]{43}`).test(part),
      // One way out at its foot; the other is the program's own button.
      part.split('/newsletter/subscription/').length,
      part.includes(`${BASE}/unsubscribe/`),
      part.includes('subscription.invalid'),
    ]).toEqual([true, true, true, true, 2, false, false])
  const heads = raw
    .toString()
    .split('\r\n\r\n')[0]!
    .replace(/\r\n\s+/g, ' ')
  expect([
    new RegExp(`^List-Id: <newsletter\\.${office.officeId}\\.[\\w.-]+>\r?$`, 'im').test(heads),
    heads.includes(`List-Unsubscribe: <${BASE}/unsubscribe/`),
  ]).toEqual([true, true])
  expect([
    html.includes('<html lang="bg"'),
    html.includes('prefers-color-scheme:dark'),
    html.includes('&lt;b&gt;'),
    /<img|<script|<link|src=|url\(/.test(html),
  ]).toEqual([true, true, true, false])
  const own = new RegExp(`${BASE}(/bg/newsletter/subscription/[\\w-]{43})`).exec(text)![1]!
  expect(await (await office.as('nobody').get(own)).text()).toContain('ana@primer.test')
  // Arrived, the words stand in the issue alone.
  tick()
  await round()
  expect([await states(), (await office.pool.query(`select text, html from mail_outbox where kind = 'newsletter'`)).rows]).toEqual([
    { sent: 1 },
    [{ text: '', html: null }],
  ])
  expect((await office.pool.query('select finished_at is not null as done from newsletter_issue')).rows).toEqual([{ done: true }])
})

test('nothing leaves unseen: preparing sends nothing, the trial goes to the officer alone, sending asks whether it was read', async () => {
  await subscribed(office, ['ana@primer.test'], 'bg')
  const publication = await publish(office, '2026-10', 'bg')
  expect(await (await officer().get(addresses.newsletter())).text()).toContain('Подгответе брой')
  const id = await issueFor(publication)
  expect(await issueFor(publication)).toBe(id)
  const page = await (await officer().get(addresses.newsletterIssue({ id }))).text()
  expect([page.includes('Изпратете на 1 абонат'), page.includes('делегация от Узорево засади липа'), page.includes('Още не сте си изпратили проба')]).toEqual([
    true,
    true,
    true,
  ])
  const shown = await office.as('reader').get(addresses.newsletterIssueLetter({ id }))
  expect([shown.headers.get('content-security-policy'), (await shown.text()).includes('Узорево')]).toEqual([
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    true,
  ])
  await officer().post(addresses.newsletterIssueTrial({ id }))
  expect([await round(), await post(), server.arrived.map(({ to, mail }) => [to, mail.subject])]).toEqual([
    0,
    1,
    [['officer@pobratim.test', '[Проба] Примерово по света: октомври 2026 г.']],
  ])
  const unread = await officer().post(addresses.newsletterIssueSending({ id }), { version: await version(id) })
  expect([unread.status, (await unread.text()).includes('отбележете, че сте го прочели'), await states()]).toEqual([422, true, {}])
  expect((await office.as('reader').post(addresses.newsletterIssueSending({ id }), { version: '1', read: 'yes' })).status).toBe(403)
  const stale = await officer().post(addresses.newsletterIssueSending({ id }), { version: '9', read: 'yes' })
  expect([stale.status, await states()]).toEqual([409, {}])
  expect([(await send(id)).status, await states()]).toEqual([303, { waiting: 1 }])
  // Pressed twice, it goes once.
  expect([(await send(id)).status, await states()]).toEqual([409, { waiting: 1 }])
})

test('two who write its subject at once: the later sees both; once it is being sent nobody changes it, and no undo calls it back', async () => {
  await subscribed(office, ['ana@primer.test'], 'bg')
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  const path = addresses.newsletterIssue({ id })
  await officer().post(path, { version: '1', subject: 'Първо', preface: '' })
  const late = await officer().post(path, { version: '1', subject: 'Второ', preface: '' })
  const text = await late.text()
  expect([late.status, text.includes('Първо'), text.includes('value="Второ"')]).toEqual([409, true, true])
  const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'newsletter_issue.changed' order by id desc limit 1`)
  await officer().post(addresses.activityUndo({ id: rows[0]!.id }))
  expect((await office.pool.query('select subject from newsletter_issue')).rows).toEqual([{ subject: 'Примерово по света: октомври 2026 г.' }])
  await send(id)
  const started = await office.pool.query<{ id: string }>(`select id from activity where act = 'newsletter_issue.started' order by id desc limit 1`)
  await officer().post(addresses.activityUndo({ id: started.rows[0]!.id }))
  expect([await states(), (await officer().post(path, { version: await version(id), subject: 'Трето', preface: '' })).status]).toEqual([{ waiting: 1 }, 422])
  expect((await press(id, addresses.newsletterIssueRemoval as never)).status).toBe(409)
})

test('so many in a minute and no more, whatever asks; stopped, nothing leaves; going on, nobody gets it twice', async () => {
  await subscribed(office, many(70), 'bg')
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await send(id)
  expect([await round(), await round(), await states()]).toEqual([30, 0, { queued: 30, waiting: 40 }])
  expect(await post()).toBe(30)
  tick()
  expect([await round(), await states()]).toEqual([30, { queued: 30, sent: 30, waiting: 10 }])
  const page = await (await officer().get(addresses.newsletterIssue({ id }))).text()
  expect(page).toContain('30 от 70')
  expect([(await press(id, addresses.newsletterIssueStop)).status, await states()]).toEqual([303, { sent: 30, waiting: 40 }])
  tick()
  expect([await round(), await post(), await states()]).toEqual([0, 0, { sent: 30, waiting: 40 }])
  await press(id, addresses.newsletterIssueGoingOn)
  for (let time = 0; time < 3; time += 1) {
    await round()
    await post()
    tick()
  }
  const to = server.arrived.map((one) => one.to)
  expect([await states(), to.length, new Set(to).size]).toEqual([{ sent: 70 }, 70, 70])
})

test('withdrawn with its publication, what waits does not leave', async () => {
  await subscribed(office, many(40), 'bg')
  const publication = await publish(office, '2026-10', 'bg')
  const id = await issueFor(publication)
  await send(id)
  await round()
  await post()
  tick()
  await round(5)
  await office.pool.query('update digest_publication set withdrawn_at = now()')
  await office.here.db.inOffice(office.officeId, (tx) => withdrawIssueOf(tx, office.here, publication))
  expect([await states(), await post()]).toEqual([{ sent: 30, withdrawn: 10 }, 0])
  tick()
  expect([await round(), (await press(id, addresses.newsletterIssueGoingOn)).status]).toEqual([0, 409])
  expect(await (await officer().get(addresses.newsletterIssue({ id }))).text()).toContain('Обзорът е оттеглен')
})

test('an officer who withdraws the review stops its letters in the same moment', async () => {
  await subscribed(office, many(3), 'bg')
  const { here, officer: by } = office
  const edition = done(await beginMonth(here, by, '2026-10', ['bg'])).editions[0]!.id
  done(await checkEdition(here, by, edition, 1))
  done(await publishEdition(here, by, edition, 2, 'Редовен обзор'))
  const { rows } = await office.pool.query<{ id: string }>('select id from digest_publication')
  await send(await issueFor(rows[0]!.id))
  done(await withdrawEdition(here, by, edition, 3, 'Грешка в датата'))
  expect([await states(), await round(), await post()]).toEqual([{ withdrawn: 3 }, 0, 0])
})

test('withdrawn by whoever forgot the newsletter, the next round sees it', async () => {
  await subscribed(office, many(3), 'bg')
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await send(id)
  await office.pool.query('update digest_publication set withdrawn_at = now()')
  expect([await round(), await states()]).toEqual([0, { withdrawn: 3 }])
  expect(id).not.toBe('')
})

test('who has no issue in their language is told in another only if they ticked it, and gets one letter a month', async () => {
  await subscribed(office, ['bg@primer.test'], 'bg')
  await subscribed(office, ['fr@primer.test'], 'fr')
  await subscribed(office, ['fr-en@primer.test'], 'fr', ['en'])
  await subscribed(office, ['it-both@primer.test'], 'it', ['bg', 'en'])
  await subscribed(office, ['en@primer.test'], 'en', ['bg'])
  const [bg, en] = [await issueFor(await publish(office, '2026-10', 'bg')), await issueFor(await publish(office, '2026-10', 'en'))]
  await send(bg, { others: 'yes' })
  await round()
  await post()
  expect(server.arrived.map(({ to }) => to)).toEqual(['bg@primer.test', 'it-both@primer.test'])
  tick()
  await send(en)
  await round()
  await post()
  expect(server.arrived.slice(2).map(({ to }) => to)).toEqual(['en@primer.test'])
  tick()
  await round()
  expect(await (await officer().get(addresses.newsletterIssue({ id: en }))).text()).toContain('Изпратете и на 1 абонат на други езици')
  await press(en, addresses.newsletterIssueWidening)
  await round()
  await post()
  expect(server.arrived.slice(3).map(({ to }) => to)).toEqual(['fr-en@primer.test'])
})

test('who leaves meanwhile gets nothing; what comes back ends the subscription; the officer sees which, and the post is not full of it', async () => {
  await subscribed(office, ['gone@primer.test', 'left@primer.test', 'ana@primer.test', 'full@primer.test'], 'bg')
  const id = await issueFor(await publish(office, '2026-10', 'bg'))
  await send(id)
  await office.pool.query(
    `update newsletter_subscriber set state = 'ended', ended_because = 'unsubscribed', ended_at = now() where address = 'left@primer.test'`,
  )
  server.behave.recipient = (address) => {
    if (address.startsWith('gone')) throw smtpRefusal(550, '5.1.1 no such user')
    if (address.startsWith('full')) throw smtpRefusal(552, '5.2.3 letter too long for it')
  }
  expect([await round(), await post()]).toEqual([4, 1])
  tick()
  await round()
  expect(await states()).toEqual({ gone: 1, returned: 2, sent: 1 })
  const { rows } = await office.pool.query('select address, state, ended_because as because from newsletter_subscriber order by address')
  expect(rows).toEqual([
    { address: 'ana@primer.test', state: 'active', because: null },
    { address: 'full@primer.test', state: 'active', because: null },
    { address: 'gone@primer.test', state: 'ended', because: 'returned' },
    { address: 'left@primer.test', state: 'ended', because: 'unsubscribed' },
  ])
  const page = await (await officer().get(addresses.newsletterIssue({ id }))).text()
  expect([page.includes('gone@primer.test'), page.includes('full@primer.test'), page.includes('върнато')]).toEqual([true, true, true])
  expect(await (await officer().get(addresses.today())).text()).not.toContain('писма се върнаха')
  expect((await office.pool.query(`select count(*)::int as n from mail_outbox where state = 'bounced' and seen_at is null`)).rows).toEqual([{ n: 0 }])
})

test('another office’s issue, letter and publication are not there', async () => {
  await subscribed(office, ['ana@primer.test'], 'bg')
  const publication = await publish(office, '2026-10', 'bg')
  const id = await issueFor(publication)
  const other = await office.openAnother('Община Узорево')
  for (const address of [addresses.newsletterIssue, addresses.newsletterIssueLetter]) expect((await other.visit.get(address({ id }))).status).toBe(404)
  const posts = [
    addresses.newsletterIssue,
    addresses.newsletterIssueTrial,
    addresses.newsletterIssueSending,
    addresses.newsletterIssueWidening,
    addresses.newsletterIssueStop,
    addresses.newsletterIssueGoingOn,
    addresses.newsletterIssueRemoval,
  ]
  for (const address of posts)
    expect([address.pattern, (await other.visit.post(address({ id }), { version: '1', read: 'yes', subject: 'x' })).status]).toEqual([address.pattern, 404])
  expect((await other.visit.post(addresses.newsletterIssues(), { publication })).status).toBe(404)
  expect([await states(), server.arrived.length]).toEqual([{}, 0])
})

test('a round costs the same statements for one letter and for three', async () => {
  const cost = async (addresses: string[], month: string): Promise<number> => {
    await subscribed(office, addresses, 'bg')
    const id = await issueFor(await publish(office, month, 'bg'))
    await send(id)
    tick()
    const count = await office.statements(() => round())
    await office.pool.query('delete from newsletter_delivery')
    await office.pool.query('delete from newsletter_issue')
    await office.pool.query('delete from mail_outbox')
    await office.pool.query('delete from newsletter_subscriber')
    return count
  }
  const one = await cost(many(1), '2026-10')
  expect(await cost(many(3), '2026-09')).toBe(one)
})
