// Letters that come back, as different servers write them: which mail of ours they are about, to whom, and what was said.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isCertain, isReportByHead, readReturned } from './returned.ts'

/** Of a letter without a number of its own. */
const digest = (source: Uint8Array | string): string => createHash('sha256').update(source).digest('hex')

const ID = '01934c1e-7a00-7abc-8def-0123456789ab'
const lines = (...parts: string[]): string => parts.join('\r\n')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const postfix = lines(
  'Return-Path: <>',
  'From: MAILER-DAEMON@mx.primer.test (Mail Delivery System)',
  'To: office@pobratim.test',
  'Subject: Undelivered Mail Returned to Sender',
  'Auto-Submitted: auto-replied',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="9B0E2.1/mx"',
  '',
  '--9B0E2.1/mx',
  'Content-Description: Notification',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  'This is the mail system at host mx.primer.test.',
  '',
  '<gone@uzorevo.test>: host mail.uzorevo.test said: 550 5.1.1 User unknown',
  '',
  '--9B0E2.1/mx',
  'Content-Description: Delivery report',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.primer.test',
  'Arrival-Date: Mon, 23 Nov 2026 11:00:00 +0200 (EET)',
  '',
  'Final-Recipient: rfc822; gone@uzorevo.test',
  'Original-Recipient: rfc822;Gone@Uzorevo.test',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 <gone@uzorevo.test>: Recipient address',
  '    rejected: User unknown in virtual mailbox table',
  '',
  '--9B0E2.1/mx',
  'Content-Description: Undelivered Message',
  'Content-Type: message/rfc822',
  '',
  `Message-ID: <${ID}@pobratim.test>`,
  'From: office@pobratim.test',
  'To: gone@uzorevo.test',
  '',
  'text',
  '',
  '--9B0E2.1/mx--',
  '',
)

const exchange = lines(
  'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@primer.test>',
  'To: "office@pobratim.test"',
  'Subject: =?utf-8?B?TmVkb3N0YXZlbm86IG5hcG9tbnlhbmU=?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="_x_"',
  '',
  '--_x_',
  'Content-Type: multipart/alternative; boundary="_y_"',
  '',
  '--_y_',
  'Content-Type: text/html; charset="utf-8"',
  '',
  '<html><body><b>Съобщението ви не може да бъде доставено</b></body></html>',
  '--_y_--',
  '--_x_',
  'Content-Type: message/delivery-status',
  '',
  `Original-Envelope-Id: ${ID}`,
  'Reporting-MTA: dns;EX01.primer.test',
  '',
  'Final-recipient: RFC822;one@primer.test',
  'Action: failed',
  'Status: 5.2.2',
  'Remote-MTA: dns;EX02.primer.test',
  '',
  'Final-recipient: RFC822;two@primer.test',
  'Action: delayed',
  'Status: 4.4.7',
  '',
  '--_x_',
  'Content-Type: message/rfc822',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(`Message-ID: <${ID}@pobratim.test>\r\nTo: one@primer.test\r\n\r\nx`).toString('base64'),
  '--_x_--',
  '',
)

const qmail = lines(
  'From: MAILER-DAEMON@old.primer.test',
  'To: office@pobratim.test',
  'Subject: failure notice',
  '',
  'Hi. This is the qmail-send program at old.primer.test.',
  "I'm afraid I wasn't able to deliver your message to the following addresses.",
  '',
  '<gone@primer.test>:',
  'Sorry, no mailbox here by that name. (#5.1.1)',
  '',
  '--- Below this line is a copy of the message.',
  '',
  `Message-ID: <${ID}@pobratim.test>`,
  'From: office@pobratim.test',
  'To: gone@primer.test',
)

test('by the standard: the original address, the fate, the words in one line', async () => {
  expect(await readReturned(bytes(postfix))).toEqual({
    identity: digest(postfix),
    foreign: false,
    mails: [ID],
    recipients: [
      {
        address: 'gone@uzorevo.test',
        fate: 'failed',
        words: '5.1.1 · 550 5.1.1 <gone@uzorevo.test>: Recipient address rejected: User unknown in virtual mailbox table',
      },
    ],
  })
})

test('several recipients with fates of their own; the mail is known by its envelope', async () => {
  expect(await readReturned(bytes(exchange))).toEqual({
    identity: digest(exchange),
    foreign: false,
    mails: [ID],
    recipients: [
      { address: 'one@primer.test', fate: 'failed', words: '5.2.2' },
      { address: 'two@primer.test', fate: 'delayed', words: '4.4.7' },
    ],
  })
})

test('the letter inside is read even where the report names nothing', async () => {
  const without = exchange.replace(`Original-Envelope-Id: ${ID}\r\n`, '')
  expect((await readReturned(bytes(without)))?.mails).toEqual([ID])
})

test('in an old server’s own words: the first line that says for good', async () => {
  expect(await readReturned(bytes(qmail), ['office@pobratim.test'])).toEqual({
    identity: digest(qmail),
    foreign: false,
    mails: [ID],
    recipients: [{ address: 'gone@primer.test', fate: 'failed', words: 'Sorry, no mailbox here by that name. (#5.1.1)' }],
  })
})

test('as copied out of a mail program, without its head', async () => {
  const pasted =
    'Адресът не е намерен\n\nСъобщението ви не беше доставено на gone@primer.test, защото адресът не е намерен.\n550 5.1.1 The email account does not exist.'
  expect(await readReturned(pasted)).toEqual({
    identity: digest(pasted),
    foreign: false,
    mails: [],
    recipients: [{ address: 'gone@primer.test', fate: 'failed', words: '550 5.1.1 The email account does not exist.' }],
  })
})

test('without a word that it is over nothing is taken for lost', async () => {
  const late = 'Доставката до ana@primer.test се бави. Ще опитаме пак.'
  expect(await readReturned(late)).toEqual({
    identity: digest(late),
    foreign: false,
    mails: [],
    recipients: [{ address: 'ana@primer.test', fate: 'delayed', words: '' }],
  })
})

test.each([
  ['', null],
  ['Здравейте, благодаря за поканата!', null],
  ['\u0000\u0001\uFFFD', null],
  [`Subject: x\r\n\r\n${'a'.repeat(100_000)}`, null],
])('what names nothing is nothing (%#)', async (text, nothing) => {
  expect([await readReturned(text), await readReturned(bytes(text))]).toEqual([nothing, nothing])
})

test('a hostile one is read in bounded time', async () => {
  const nested = `Content-Type: multipart/report; boundary=a\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'.repeat(2_000)}`
  const started = performance.now()
  await readReturned(bytes(nested))
  await readReturned(bytes('a@b.c '.repeat(200_000)))
  await readReturned(bytes('a'.repeat(2_000_000)))
  await readReturned(bytes(`Content-Type: text/html\r\n\r\n${'<'.repeat(2_000_000)}`))
  await readReturned(bytes(`Content-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; '.repeat(50_000)}`))
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('signs nobody sees are taken out of what is kept of it', async () => {
  const dirty = postfix
    .replace('Return-Path: <>', 'Message-ID: <r\u00001@mx.primer.test>')
    .replace('smtp; 550 5.1.1 <gone@uzorevo.test>', 'smtp; 550\u00005.1.1\u0007<gone@uzorevo.test>')
  const words = '5.1.1 · 550 5.1.1 <gone@uzorevo.test>: Recipient address rejected: User unknown in virtual mailbox table'
  const pasted = 'gone@primer.test:\u0000550 5.1.1 няма такъв'
  const read = await Promise.all([bytes(dirty), pasted].map((source) => readReturned(source)))
  expect(read.map((one) => [one?.identity, one?.recipients.map((to) => to.words)])).toEqual([
    ['<r 1@mx.primer.test>', [words]],
    [digest(pasted), ['gone@primer.test: 550 5.1.1 няма такъв']],
  ])
})

test('its own number tells it from others; one that brings a letter of somebody else’s is foreign', async () => {
  const numbered = postfix.replace('Return-Path: <>', 'Message-ID: <r1@mx.primer.test>')
  const theirs = (text: string): string => text.replaceAll(`${ID}@pobratim.test`, 'by-hand@outlook.test')
  const read = await Promise.all([numbered, theirs(postfix), theirs(qmail)].map((text) => readReturned(bytes(text))))
  expect(read.map((one) => [one?.identity, one?.foreign, one !== null && isCertain(one)])).toEqual([
    ['<r1@mx.primer.test>', false, true],
    [digest(theirs(postfix)), true, false],
    [digest(theirs(qmail)), true, false],
  ])
})

test.each([
  ['a report by the standard', 'From: x@y.test\r\nContent-Type: multipart/report;\r\n\treport-type="delivery-status"; boundary=a\r\n\r\n', true],
  ['an old server’s words', 'From: Mail Delivery Subsystem <mailer-daemon@primer.test>\r\n\r\n', true],
  ['Google’s', 'From: x@y.test\r\nX-Failed-Recipients: gone@primer.test\r\n\r\n', true],
  ['a receipt', 'From: x@y.test\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=a\r\n\r\n', false],
  ['an answer', 'From: "Ана" <ana@primer.test>\r\nContent-Type: text/plain\r\n\r\n', false],
  ['nothing', '', false],
])('%s is known by its head', (_, head, is) => {
  expect(isReportByHead(head)).toBe(is)
})
