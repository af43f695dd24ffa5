// Subscribing as citizens do it: asked by a letter, confirmed by a press, changed, left, forgotten; and what officers may do about it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { erasePersonalData } from '#features/organisations/people/keeping.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { silentLog } from '#platform/log.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { unsubscribeToken } from '#platform/mail/unsubscribing.ts'
import { keepingParts } from '../../../contributions.tsx'
import { done, openOffice, TEST_SECRET, type TestOffice } from '../../../../tests/support/open-office.ts'
import { eraseOldSubscribers, sendNewsletters } from './newsletter.jobs.ts'
import { mayAsk, readList, tokenFor } from './subscriber.ts'

const KEYS = { secret: TEST_SECRET }
let office: TestOffice
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
// Each test has days of its own: how often a mailbox was named is remembered, and a clock is not set back.
let start = Date.UTC(2026, 10, 23, 9)
const later = (milliseconds: number): void => office.here.clock.set(new Date(start + milliseconds).toISOString())
beforeAll(async () => {
  office = await openOffice()
  later(0)
})
afterEach(async () => {
  start += 20 * DAY
  later(0)
  await office.pool.query('delete from mail_outbox')
  await office.pool.query('delete from mail_address')
  await office.pool.query('delete from newsletter_subscriber')
  await office.pool.query('delete from newsletter_refusal')
})
afterAll(() => office.close())

const SITE = addresses.siteNewsletter({ lang: 'bg' })
const subscribe = (address: string, more: Record<string, string | string[]> = {}) => office.as('nobody').post(SITE, { address, language: 'bg', ...more })
const letters = async () =>
  (
    await office.pool.query<{ to: string; kind: string; subject: string; text: string; html: string; language: string }>(
      'select * from mail_outbox order by id',
    )
  ).rows
const rows = async () =>
  (await office.pool.query('select address, language, also, state, door, ended_because as because from newsletter_subscriber order by address')).rows
const idOf = async (address: string): Promise<string> =>
  (await office.pool.query<{ id: string }>('select id from newsletter_subscriber where address = $1', [address])).rows[0]!.id
const linkIn = (text: string): string => /http:\/\/pobratim\.test(\/\S+)/.exec(text)![1]!
const own = async (address: string): Promise<string> =>
  addresses.siteNewsletterSubscription({ lang: 'bg', token: tokenFor(KEYS, 'subscription', await idOf(address)) })
const confirmed = async (address: string, more: Record<string, string | string[]> = {}): Promise<void> => {
  await subscribe(address, more)
  await office.as('nobody').post(linkIn((await letters()).at(-1)!.text))
}
const round = () => sendNewsletters(office.here, { ...KEYS, baseUrl: 'http://pobratim.test', perMinute: 30, log: silentLog })

test('typed on the site, asked by a letter, confirmed by a press and not by a look', async () => {
  const form = await (await office.as('nobody').get(SITE)).text()
  expect([form.includes('чл. 6, ал. 1, буква „а“'), form.includes('Какво пазим и защо'), form.includes('action="/bg/newsletter"')]).toEqual([true, true, true])
  const sent = await subscribe('Ana@Primer.test', { language: 'fr', also: ['en', 'bg'] })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/bg/newsletter/sent'])
  expect(await rows()).toEqual([{ address: 'ana@primer.test', language: 'fr', also: ['en', 'bg'], state: 'pending', door: 'site', because: null }])
  const [letter] = await letters()
  expect([
    letter!.to,
    letter!.kind,
    letter!.language,
    letter!.html.includes('<html lang="fr"'),
    /<img|https?:\/\/(?!pobratim\.test)/.test(letter!.html),
  ]).toEqual(['ana@primer.test', 'confirmation', 'fr', true, false])
  const link = linkIn(letter!.text).replace('/fr/', '/bg/')
  const looked = await office.as('nobody').get(link)
  expect([looked.status, looked.headers.get('cache-control'), looked.headers.get('referrer-policy'), looked.headers.get('x-robots-tag')]).toEqual([
    200,
    'private, no-store',
    'no-referrer',
    'noindex',
  ])
  expect((await rows())[0].state).toBe('pending')
  const pressed = await (await office.as('nobody').post(link)).text()
  expect([pressed.includes('Абонирани сте'), pressed.includes('href="/bg/news">Всички новини'), (await rows())[0].state]).toEqual([true, true, 'active'])
  // Again is no fault.
  expect((await office.as('nobody').post(link)).status).toBe(200)
})

test('nobody learns from the page whether an address is subscribed; its reader learns it by a letter', async () => {
  await confirmed('ana@primer.test')
  later(60 * MINUTE)
  const [known, fresh] = [await subscribe('ana@primer.test', { language: 'en' }), await subscribe('ivo@primer.test')]
  const pages = await Promise.all([known, fresh].map(async (one) => (await office.as('nobody').get(one.headers.get('location')!)).text()))
  expect([known.status, fresh.status, pages[0] === pages[1]]).toEqual([303, 303, true])
  expect((await letters()).slice(1).map(({ to, subject }) => [to, subject.split(':')[0]])).toEqual([
    ['ana@primer.test', 'Вече сте абонат на бюлетина'],
    ['ivo@primer.test', 'Потвърдете абонамента си за бюлетина'],
  ])
  // Who typed it has not shown that it is theirs.
  expect((await rows())[0]).toEqual({ address: 'ana@primer.test', language: 'bg', also: [], state: 'active', door: 'site', because: null })
})

test('a mailbox is not filled by strangers, and too many tries are refused in words', async () => {
  for (const minute of [0, 1, 11, 22, 33]) {
    later(minute * MINUTE)
    await subscribe('ana@primer.test')
  }
  expect((await letters()).length).toBe(3)
  later(34 * MINUTE)
  const tries = [await subscribe('ANA@primer.test'), await subscribe('ana@primer.test'), await subscribe('ana@primer.test')]
  expect([tries.map(({ status }) => status), tries[2]!.headers.get('retry-after') !== null, (await letters()).length]).toEqual([[303, 303, 429], true, 3])
  expect((await subscribe('ivo@primer.test')).status).toBe(303)
})

test.each([
  ['never', null, 0, true],
  ['just now', '2026-11-23T08:51:00Z', 1, false],
  ['ten minutes ago', '2026-11-23T08:50:00Z', 1, true],
  ['the third time today', '2026-11-23T01:00:00Z', 3, false],
  ['three times the day before', '2026-11-22T09:00:00Z', 3, true],
])('whether to write again, asked %s', (_, askedAt, asks, may) => {
  expect(mayAsk({ askedAt: askedAt === null ? null : new Date(askedAt), asks }, new Date('2026-11-23T09:00:00Z'))).toBe(may)
})

test.each([{ address: 'ana' }, { address: '' }, { address: 'ana@primer.test', language: 'xx' }, { address: 'a@b.test\r\nBcc: c@d.test' }])(
  'what cannot be is said at its field, and stays: %j',
  async (typed) => {
    const answer = await office.as('nobody').post(SITE, { language: 'bg', also: 'en', ...typed })
    const text = await answer.text()
    expect([answer.status, answer.headers.get('cache-control'), text.includes('id="errors"'), await rows()]).toEqual([422, 'private, no-store', true, []])
    expect(/value="en"[^>]*checked/.test(text)).toBe(true)
  },
)

test('an unconfirmed address goes by itself after seven days, its letter with it; its link says so', async () => {
  await subscribe('ana@primer.test')
  const link = linkIn((await letters())[0]!.text)
  later(7 * DAY - MINUTE)
  await eraseOldSubscribers(office.here, KEYS, silentLog)
  expect((await rows()).length).toBe(1)
  later(7 * DAY + MINUTE)
  expect([(await office.as('nobody').get(link)).status, (await office.as('nobody').post(link)).status]).toEqual([404, 404])
  expect((await rows())[0].state).toBe('pending')
  await eraseOldSubscribers(office.here, KEYS, silentLog)
  expect([await rows(), (await letters()).map(({ to, text, subject }) => [to, text, subject.includes('ana')])]).toEqual([[], [['—', '', false]]])
  expect(await (await office.as('nobody').get(link)).text()).toContain('Връзката не отваря нищо')
  // Nobody left, so no mark stays.
  expect((await office.pool.query('select count(*)::int as n from newsletter_refusal')).rows).toEqual([{ n: 0 }])
})

test('one’s own page: another language, leaving, coming back, and what is sealed for one thing opens no other', async () => {
  await confirmed('ana@primer.test')
  const page = await own('ana@primer.test')
  const anyone = office.as('nobody')
  expect(await (await anyone.post(page, { deed: 'save', language: 'en', also: ['bg', 'en'] })).text()).toContain('Записано е')
  expect((await rows())[0]).toEqual({ address: 'ana@primer.test', language: 'en', also: ['bg'], state: 'active', door: 'site', because: null })
  expect((await anyone.post(page, { deed: 'save', language: 'xx' })).status).toBe(422)
  expect(await (await anyone.post(page, { deed: 'leave' })).text()).toContain('Отписахме ви')
  expect((await rows())[0]).toMatchObject({ state: 'ended', because: 'unsubscribed' })
  expect(await (await anyone.get(page)).text()).toMatch(/Адресът ще бъде изтрит след \d+ \p{L}+ \d{4} г\./u)
  expect(await (await anyone.post(page, { deed: 'resume' })).text()).toContain('Отново сте абонат')
  expect((await rows())[0].state).toBe('active')
  const id = await idOf('ana@primer.test')
  const wrong = [
    tokenFor(KEYS, 'confirmation', id),
    tokenFor({ secret: 'another secret, long enough as well' }, 'subscription', id),
    `${tokenFor(KEYS, 'subscription', id).slice(0, -2)}AA`,
    'x',
  ]
  for (const token of wrong)
    for (const path of [addresses.siteNewsletterSubscription({ lang: 'bg', token }), addresses.siteNewsletterForgetting({ lang: 'bg', token })])
      expect([path, (await anyone.get(path)).status, (await anyone.post(path, { deed: 'leave' })).status]).toEqual([path, 404, 404])
  expect((await rows())[0].state).toBe('active')
})

test('the link under a letter and the mail program’s own button say the same as the page', async () => {
  await confirmed('ana@primer.test')
  await office.here.db.inOffice(office.officeId, (tx) =>
    queueMail(tx, office.here.clock, { officeId: office.officeId, kind: 'newsletter', language: 'bg', to: 'ana@primer.test', subject: 'Брой', text: 'Текст' }),
  )
  const { rows: known } = await office.pool.query<{ id: string }>('select id from mail_address')
  const link = addresses.unsubscribe({ token: unsubscribeToken(TEST_SECRET, known[0]!.id, 'newsletter') })
  const pressed = await office.app.request(`http://pobratim.test${link}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect([pressed.status, (await rows())[0]]).toEqual([
    200,
    { address: 'ana@primer.test', language: 'bg', also: [], state: 'ended', door: 'site', because: 'unsubscribed' },
  ])
  await office.as('nobody').post(link, { wants: '1' })
  expect((await rows())[0].state).toBe('active')
})

test('who left is kept for fourteen days and then is a mark without an address: no list brings them back, they themselves may come', async () => {
  await confirmed('ana@primer.test')
  await office.as('nobody').post(await own('ana@primer.test'), { deed: 'leave' })
  later(14 * DAY + MINUTE)
  await eraseOldSubscribers(office.here, KEYS, silentLog)
  const { rows: everywhere } = await office.pool.query(
    `select count(*)::int as n from (select m::text as t from mail_outbox m union all select a::text from mail_address a union all select s::text from newsletter_subscriber s union all select r::text from newsletter_refusal r union all select v::text from activity v) x where t ilike '%ana@primer%'`,
  )
  expect([everywhere, (await office.pool.query('select count(*)::int as n from newsletter_refusal')).rows]).toEqual([[{ n: 0 }], [{ n: 1 }]])
  const added = await office.as('officer').post(addresses.newsletterSubscriberNew(), { address: 'ana@primer.test', language: 'bg', note: 'По телефона' })
  expect([added.status, (await added.text()).includes('Човекът с този адрес се е отписал'), await rows()]).toEqual([422, true, []])
  await confirmed('ana@primer.test')
  expect([(await rows())[0].state, (await office.pool.query('select count(*)::int as n from newsletter_refusal')).rows]).toEqual(['active', [{ n: 0 }]])
})

test('forgotten at once, after being asked', async () => {
  await confirmed('ana@primer.test')
  const page = (await own('ana@primer.test')).replace('subscription/', 'subscription/') + '/forgetting'
  expect(await (await office.as('nobody').get(page)).text()).toContain('Това не може да се върне')
  expect((await rows()).length).toBe(1)
  expect(await (await office.as('nobody').post(page)).text()).toContain('Адресът е изтрит')
  expect(await rows()).toEqual([])
})

test('whoever is erased from the register is no subscriber any more', async () => {
  const { here, officer } = office
  const { id } = done(await createPerson(here, officer, { name: { bg: 'Ана Примерова' }, email: 'ana@primer.test' }))
  await confirmed('ana@primer.test')
  done(await erasePersonalData(here, officer, id, 1, keepingParts.forgetting ?? []))
  expect([await rows(), (await office.pool.query('select count(*)::int as n from newsletter_refusal')).rows]).toEqual([[], [{ n: 0 }]])
})

test('an officer adds with a note of the consent; the reader is asked all the same; the adding can be taken back', async () => {
  const officer = office.as('officer')
  const without = await officer.post(addresses.newsletterSubscriberNew(), { address: 'ana@primer.test', language: 'bg', note: ' ' })
  expect([without.status, (await without.text()).includes('Запишете как и кога човекът се е съгласил')]).toEqual([422, true])
  await officer.post(addresses.newsletterSubscriberNew(), { address: 'ana@primer.test', language: 'bg', note: 'Лист от изложбата, 24 май 2026 г.' })
  expect([await rows(), await letters()]).toEqual([
    [{ address: 'ana@primer.test', language: 'bg', also: [], state: 'pending', door: 'hand', because: null }],
    [],
  ])
  expect(await round()).toBe(1)
  const [letter] = await letters()
  expect([letter!.to, letter!.text.includes('Записали сме, че желаете да го получавате')]).toEqual(['ana@primer.test', true])
  const again = await officer.post(addresses.newsletterSubscriberNew(), { address: 'Ana@primer.test', language: 'bg', note: 'x' })
  expect([again.status, (await again.text()).includes('вече е сред абонатите')]).toEqual([422, true])
  const page = await (await officer.get(addresses.newsletter())).text()
  expect([page.includes('Лист от изложбата'), page.includes('ana@primer.test')]).toEqual([true, true])
  const { rows: lines } = await office.pool.query<{ id: string; all: string }>(
    `select id, a::text as all from activity a where act = 'subscriber.added' order by id desc limit 1`,
  )
  expect(lines[0]!.all).not.toContain('ana@')
  await officer.post(addresses.activityUndo({ id: lines[0]!.id }))
  expect(await rows()).toEqual([])
})

test('a list: what has no address is shown and stays, the others are asked bit by bit', async () => {
  expect(readList('Име;Имейл\nАна;ANA@primer.test\n"Иво" <ivo@primer.test>\nana@primer.test\n')).toEqual({
    addresses: ['ana@primer.test', 'ivo@primer.test'],
    wrong: [],
  })
  expect(readList('ana@primer.test\nбез адрес\n')).toEqual({ addresses: ['ana@primer.test'], wrong: ['без адрес'] })
  const officer = office.as('officer')
  const list = Array.from({ length: 70 }, (_, at) => `n${at}@primer.test`).join('\n')
  const wrong = await officer.post(addresses.newsletterList(), { list: `${list}\nбез адрес`, language: 'bg', note: 'Стар списък' })
  expect([wrong.status, (await wrong.text()).includes('n69@primer.test'), await rows()]).toEqual([422, true, []])
  const notice = await officer.follow(await officer.post(addresses.newsletterList(), { list, language: 'bg', note: 'Стар списък' }))
  expect(notice).toContain('Добавени са 70 адреса')
  expect([await round(), await round(), (await letters()).length]).toEqual([30, 0, 30])
  await office.pool.query(`update mail_outbox set state = 'sent', settled_at = now()`)
  later(MINUTE)
  expect(await round()).toBe(30)
  const twice = await officer.follow(await officer.post(addresses.newsletterList(), { list: 'n1@primer.test\nnew@primer.test', language: 'bg', note: 'Пак' }))
  expect([twice.includes('Добавен е 1 адрес'), twice.includes('1 вече беше')]).toEqual([true, true])
})

test('the office’s list: found, counted, taken out, erased; a reader looks and changes nothing', async () => {
  await confirmed('ana@primer.test')
  await office.as('officer').post(addresses.newsletterSubscriberNew(), { address: 'ivo@primer.test', language: 'bg', note: '=1+1' })
  await subscribe('zara@primer.test', { language: 'en' })
  const reader = office.as('reader')
  const text = await (await reader.get(addresses.newsletter({ state: 'active', q: 'ANA' }))).text()
  expect([text.includes('ana@primer.test'), text.includes('zara@primer.test'), text.includes('1 адрес')]).toEqual([true, false, true])
  const csv = await (await reader.get(addresses.newsletterFile())).text()
  expect(
    csv
      .trim()
      .split('\r\n')
      .map((line) => [line.split(';')[0], line.split(';')[5]]),
  ).toEqual([
    ['Електронен адрес', 'Как се е съгласил човекът'],
    ['ana@primer.test', ''],
    ['ivo@primer.test', "'=1+1"],
    ['zara@primer.test', ''],
  ])
  expect((await office.pool.query(`select count(*)::int as n from activity where act = 'export.made'`)).rows).toEqual([{ n: 1 }])
  const id = await idOf('ana@primer.test')
  expect([(await reader.get(addresses.newsletterErasure({ id }))).status, (await reader.post(addresses.newsletterErasure({ id }))).status]).toEqual([403, 403])
  const other = await office.openAnother('Община Узорево')
  expect([(await other.visit.get(addresses.newsletterErasure({ id }))).status, (await other.visit.post(addresses.newsletterErasure({ id }))).status]).toEqual([
    404, 404,
  ])
  expect(await (await other.visit.get(addresses.newsletter())).text()).not.toContain('ana@primer.test')
  await office.as('officer').post(addresses.newsletterErasure({ id }))
  expect((await rows()).map(({ address }) => address)).toEqual(['ivo@primer.test', 'zara@primer.test'])
})

test('the list costs the same with one subscriber and with three', async () => {
  const count = () => office.statements(() => office.as('officer').get(addresses.newsletter()))
  await confirmed('ana@primer.test')
  const one = await count()
  await confirmed('ivo@primer.test')
  await confirmed('zara@primer.test')
  expect(await count()).toBe(one)
})
