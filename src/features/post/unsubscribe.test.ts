// „No more of these“: by the link under a letter, by a mail program on its own, taken back, and in everyone's language.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { erasePersonalData } from '#features/organisations/people/keeping.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import type { Mail } from '#platform/mail/letter.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { unsubscribeToken } from '#platform/mail/unsubscribing.ts'
import { UNSUBSCRIBE_LANGUAGES, unsubscribeWords } from '#platform/mail/unsubscribe-words.ts'
import { keepingParts } from '../../contributions.tsx'
import { startMailServer, type MailServer } from '../../../tests/support/mail-server.ts'
import { done, openOffice, sendAllThrough, type TestOffice } from '../../../tests/support/open-office.ts'

let office: TestOffice
let server: MailServer
beforeAll(async () => {
  office = await openOffice()
  server = await startMailServer()
})
afterEach(async () => {
  server.arrived.length = 0
  await office.pool.query('delete from mail_outbox')
  await office.pool.query('delete from mail_address')
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

const queue = (to: string, more: Partial<Mail> = {}) =>
  office.here.db.inOffice(office.officeId, (tx) =>
    queueMail(tx, office.here.clock, {
      officeId: office.officeId,
      kind: 'reminder',
      language: 'bg',
      to,
      subject: 'Напомняне',
      text: 'Текст',
      html: '<p>Текст</p>',
      ...more,
    }),
  )
const sendAll = (baseUrl?: string) => sendAllThrough(server, office, baseUrl)
const header = (name: string): string | undefined => server.arrived[0]!.mail.headers.find(({ key }) => key === name)?.value
const linkOf = (): string => /https?:\/\/pobratim\.test(\/unsubscribe\/\S+)/.exec(server.arrived[0]!.mail.text!)![1]!

test('the link stands under the letter and in its head; looking changes nothing, posting does, and it can be taken back', async () => {
  await queue('ana@primer.test')
  await sendAll()
  const link = linkOf()
  expect([header('list-unsubscribe'), header('list-unsubscribe-post')]).toEqual([`<https://pobratim.test${link}>`, 'List-Unsubscribe=One-Click'])
  expect(server.arrived[0]!.mail.html).toContain(`href="https://pobratim.test${link}"`)
  const anyone = office.as('nobody')
  const looked = await anyone.get(link)
  expect([looked.status, looked.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect((await queue('ana@primer.test')).state).toBe('queued')
  const stopped = await (await anyone.post(link)).text()
  expect(stopped).toContain('Спряхме ги')
  const refused = await queue('Ana@primer.test')
  expect([refused.state, (await queue('ana@primer.test', { kind: 'digest' })).state, (await queue('ivo@primer.test')).state]).toEqual([
    'unsubscribed',
    'queued',
    'queued',
  ])
  const { rows } = await office.pool.query('select state, text from mail_outbox where "to" = $1 and kind = $2 order by id', ['ana@primer.test', 'reminder'])
  // What waited for them does not go either, and what is not sent is not kept.
  expect(rows).toEqual([
    { state: 'sent', text: 'Текст' },
    { state: 'unsubscribed', text: '' },
    { state: 'unsubscribed', text: '' },
  ])
  const seen = await (await office.as('officer').get(addresses.letter({ id: refused.id! }))).text()
  expect(seen).toContain('Получателят се е отказал')
  expect(await (await office.as('officer').get(addresses.letterAddresses())).text()).toContain('ana@primer.test')
  expect(await (await anyone.post(link, { wants: '1' })).text()).toContain('Отново ще получавате')
  expect((await queue('ana@primer.test')).state).toBe('queued')
})

test('a mail program does it by itself, with no page, no cookie and no origin of ours', async () => {
  await queue('ana@primer.test')
  await sendAll()
  const answer = await office.app.request(`http://pobratim.test${linkOf()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect([answer.status, (await queue('ana@primer.test')).state]).toEqual([200, 'unsubscribed'])
})

test('over plain http no one click is promised', async () => {
  await queue('ana@primer.test')
  await sendAll('http://pobratim.test')
  expect([header('list-unsubscribe') !== undefined, header('list-unsubscribe-post')]).toEqual([true, undefined])
})

test('what cannot be refused has no link', async () => {
  await queue('ana@primer.test', { kind: 'letter' })
  await sendAll()
  expect([header('list-unsubscribe'), server.arrived[0]!.mail.text!.trim()]).toEqual([undefined, 'Текст'])
})

test('a made-up, changed or foreign token opens nothing', async () => {
  await queue('ana@primer.test')
  await sendAll()
  const link = linkOf()
  const { rows } = await office.pool.query<{ id: string }>('select id from mail_address')
  const other = addresses.unsubscribe({ token: unsubscribeToken('another secret, long enough as well', rows[0]!.id, 'reminder') })
  const anyone = office.as('nobody')
  for (const wrong of [
    link.replace(/\.reminder$/, '.digest'),
    link.replace(/\.reminder$/, '.letter'),
    link.replace(/^(\/unsubscribe\/.)./, '$1A'),
    other,
    '/unsubscribe/x',
    '/unsubscribe/.reminder',
  ])
    expect([wrong, (await anyone.post(wrong)).status, (await anyone.get(wrong)).status]).toEqual([wrong, 404, 404])
  expect((await queue('ana@primer.test')).state).toBe('queued')
})

test.each(UNSUBSCRIBE_LANGUAGES)('in the reader’s language: %s', async (language) => {
  await queue('ana@primer.test', { language })
  await sendAll()
  expect(server.arrived[0]!.mail.text).toContain(unsubscribeWords(language).foot)
  const html = await (await office.as('nobody').get(linkOf())).text()
  expect([html.includes(`<html lang="${language}"`), html.includes(unsubscribeWords(language).question)]).toEqual([true, true])
})

test('whoever is erased is forgotten by the post too', async () => {
  const { here, officer } = office
  const { id } = done(await createPerson(here, officer, { name: { bg: 'Ана Примерова' }, email: 'ana@primer.test' }))
  await queue('ana@primer.test', { toName: 'Ана Примерова', subject: 'До Ана Примерова', key: 'promises:them:ana@primer.test:2026-11-23' })
  await sendAll()
  const held = await queue('ana@primer.test', { toName: 'Ана Примерова', held: true })
  await office.as('officer').post(addresses.letterDeeds(), { chosen: held.id!, deed: 'release', back: held.id! })
  await office.as('nobody').post(linkOf())
  done(await erasePersonalData(here, officer, id, 1, keepingParts.forgetting ?? []))
  const { rows } = await office.pool.query(
    `select count(*)::int as n from (select m::text as t from mail_outbox m union all select a::text from mail_address a union all select a::text from activity a where a.thing = 'mail') rows where t ~* 'ana@primer|Примерова'`,
  )
  expect(rows).toEqual([{ n: 0 }])
})
