// The returns' mailbox against a real IMAP server: what came back is marked once, others' letters are left alone, and what goes wrong is told.
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { type Log, silentLog } from '#platform/log.ts'
import { forgetAddresses } from '#platform/mail/deciding.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { newId } from '#platform/ids.ts'
import type { ReturnsBox } from '#settings'
import { startMailboxServer, type MailboxServer } from '../../../tests/support/mailbox-server.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { takeReturned } from './post.actions.ts'
import { lookForReturns, mailCommand } from './returned.jobs.ts'
import { pauseBetweenLooks } from '#platform/mail/looks.ts'
import { readReturned } from '#platform/mail/returned.ts'

const FOLDER = '&BBIESgRABD0EMARCBDg-'
let office: TestOffice
let server: MailboxServer
let box: ReturnsBox
const stop = new AbortController()
const look = (when: 'due' | 'now' = 'now', log: Log = silentLog) =>
  lookForReturns(office.here, { box, own: ['office@pobratim.test'], log, stop: stop.signal }, when)

beforeAll(async () => {
  office = await openOffice({
    returns: {
      get box() {
        return box
      },
      look: () => look(),
    },
  })
})
beforeEach(async () => {
  server = await startMailboxServer()
  box = { host: '127.0.0.1', port: server.port, secure: false, user: 'returns', password: () => 'pass word/1', folder: 'INBOX', minutes: 5 }
})
afterEach(async () => {
  await server.stop()
  office.here.clock.set('2026-11-23')
  await office.pool.query('delete from mail_outbox')
  await office.pool.query('delete from mail_address')
  await office.pool.query('delete from mail_returns_box')
  await office.pool.query(`delete from activity where thing = 'mail'`)
})
afterAll(() => office.close())

/** A letter that a server took; answers its id. */
async function sent(to: string, officeId = office.officeId): Promise<string> {
  const { id } = await office.here.db.inOffice(officeId, (tx) =>
    queueMail(tx, office.here.clock, { officeId, kind: 'letter', language: 'bg', to, subject: `Покана за ${to}`, text: 'Здравейте' }),
  )
  await office.pool.query(`update mail_outbox set state = 'sent', sent_at = $2, tried_at = $2, settled_at = $2, answer = '250 ok' where id = $1`, [
    id,
    office.here.clock.now(),
  ])
  return id!
}
const states = async () =>
  Object.fromEntries((await office.pool.query('select "to", state from mail_outbox order by id')).rows.map(({ to, state }) => [to, state]))
const row = async (columns: string) => (await office.pool.query(`select ${columns} from mail_returns_box`)).rows[0]

/** While the database answers with a code wherever an address that meets a condition is written down. */
async function refusing(condition: string, code: string, work: () => Promise<void>): Promise<void> {
  await office.pool.query(
    `create function refuse_address() returns trigger language plpgsql as $$ begin if ${condition} then raise exception 'refused' using errcode = '${code}'; end if; return new; end $$`,
  )
  await office.pool.query('create trigger refuse_address before insert on mail_address for each row execute function refuse_address()')
  await work().finally(() => office.pool.query('drop function refuse_address cascade'))
}

let number = 0
/** A delivery report by the standard; without `id` it brings along no letter. */
const report = (to: string, id: string | null, { action = 'failed', messageId = `<r${(number += 1)}@mx.primer.test>`, other = '' } = {}): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.primer.test (Mail Delivery System)',
    'To: office@pobratim.test',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Писмото не можа да бъде доставено.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.primer.test',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    ...(id === null && other === ''
      ? []
      : ['--b1', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${other === '' ? `<${id}@pobratim.test>` : other}`, `To: ${to}`, '']),
    '--b1--',
    '',
  ].join('\r\n')

const plain = (head: readonly string[], text: string): string => [...head, 'Content-Type: text/plain; charset=utf-8', '', text].join('\r\n')

describe('what lies in it', () => {
  test('a report marks its letter and is marked as seen; everybody else’s letters are neither read nor touched', async () => {
    const [gone, here] = [await sent('gone@primer.test'), await sent('ana@primer.test')]
    const human = server.put(plain(['From: Ана <ana@primer.test>', `In-Reply-To: <${here}@pobratim.test>`, 'Subject: Re'], 'Идваме. Стая 550, тел. 5.1.1'))
    const returned = server.put(report('gone@primer.test', gone))
    const away = server.put(plain(['From: Иво <ivo@primer.test>', 'Auto-Submitted: auto-replied', 'Return-Path: <>', 'Subject: Отсъствам'], 'До 550'))
    const late = server.put(report('ana@primer.test', here, { action: 'delayed' }))
    await look()
    expect(await states()).toEqual({ 'gone@primer.test': 'bounced', 'ana@primer.test': 'sent' })
    expect(server.seen()).toEqual({ [human]: false, [returned]: true, [away]: false, [late]: false })
    // Two reports are fetched whole, nothing of the other two; nothing is deleted.
    expect([server.given.get('UID FETCH'), server.given.get('EXPUNGE'), server.given.get('UID EXPUNGE')]).toEqual([3, undefined, undefined])
    const { rows } = await office.pool.query('select address, failure from mail_address where failing_since is not null')
    expect(rows).toEqual([{ address: 'gone@primer.test', failure: '5.1.1 · 550 5.1.1 User unknown' }])
    const history = await (await office.as('officer').get(addresses.letter({ id: gone }))).text()
    expect([history.includes('Отбелязано като върнато'), history.includes('Кутията за върнати писма')]).toEqual([true, true])
  })

  test('what was looked at is passed over; what comes later is found, also after the folder was numbered anew', async () => {
    const [first, second] = [await sent('one@primer.test'), await sent('two@primer.test')]
    server.put(plain(['From: Ана <ana@primer.test>'], 'Здравейте'))
    server.put(report('one@primer.test', first))
    await look()
    const fetched = server.given.get('UID FETCH')
    await look()
    expect(server.given.get('UID FETCH')).toBe(fetched)
    server.put(report('two@primer.test', second))
    server.renumber()
    await look()
    expect([await states(), server.seen(), await row('found, last_uid::int')]).toEqual([
      { 'one@primer.test': 'bounced', 'two@primer.test': 'bounced' },
      { 1: false, 2: true, 3: true },
      { found: 2, last_uid: 3 },
    ])
  })

  test('the same return twice, handed in as well, is one bounce; the next letter to that address is not taken for lost', async () => {
    const [first, second] = [await sent('gone@primer.test'), await sent('gone@primer.test')]
    const twice = report('gone@primer.test', first)
    server.put(twice)
    await look()
    server.put(twice)
    await look()
    const again = await office.as('officer').post(addresses.letterReturned(), { file: new File([twice], 'b.eml'), text: '' })
    const { rows } = await office.pool.query('select id, state from mail_outbox order by id')
    expect(rows).toEqual([
      { id: first, state: 'bounced' },
      { id: second, state: 'sent' },
    ])
    expect([again.status, (await again.text()).includes('вече е отчетено'), server.seen()]).toEqual([422, true, { 1: true, 2: true }])
  })

  test('one without a letter is about the newest to that address; the same one again about none', async () => {
    const [older, newer] = [await sent('gone@primer.test'), await sent('gone@primer.test')]
    const bare = report('gone@primer.test', null)
    server.put(bare)
    server.put(bare)
    await look()
    const { rows } = await office.pool.query('select id, state from mail_outbox order by id')
    expect([rows, server.seen()]).toEqual([
      [
        { id: older, state: 'sent' },
        { id: newer, state: 'bounced' },
      ],
      { 1: true, 2: true },
    ])
  })

  test('what the sender wrote by hand, what went out long ago, what another installation wrote: none of ours', async () => {
    await sent('gone@primer.test')
    const own = server.put(report('gone@primer.test', null, { other: '<by-hand@outlook.test>' }))
    const elsewhere = server.put(report('gone@primer.test', newId()))
    await look()
    office.here.clock.set('2026-12-08')
    const old = server.put(report('gone@primer.test', null))
    await look()
    expect([await states(), server.seen()]).toEqual([{ 'gone@primer.test': 'sent' }, { [own]: false, [elsewhere]: false, [old]: false }])
  })

  test('each office’s letter is marked in its own office', async () => {
    const other = await office.openAnother('Община Узорево')
    const [ours, theirs] = [await sent('gone@primer.test'), await sent('gone@primer.test', other.officeId)]
    server.put(report('gone@primer.test', theirs))
    await look()
    const { rows } = await office.pool.query('select office_id, state from mail_outbox where id = any($1) order by id', [[ours, theirs]])
    expect(rows).toEqual([
      { office_id: office.officeId, state: 'sent' },
      { office_id: other.officeId, state: 'bounced' },
    ])
    const failing = await office.pool.query('select office_id from mail_address where failing_since is not null')
    expect(failing.rows).toEqual([{ office_id: other.officeId }])
  })

  test('a stop between the marking and the mailbox does no harm: the next look marks the letter as seen and nothing twice', async () => {
    const [first, second] = [await sent('gone@primer.test'), await sent('gone@primer.test')]
    server.put(report('gone@primer.test', first))
    server.behave.breakAt = 'UID STORE'
    await look()
    expect([server.seen(), await row('trouble, found, last_uid::int')]).toEqual([{ 1: false }, { trouble: 'unreachable', found: 0, last_uid: 0 }])
    server.behave = {}
    await look()
    const { rows } = await office.pool.query('select id, state, version from mail_outbox order by id')
    expect([rows, server.seen(), await row('trouble, found, failures')]).toEqual([
      [
        { id: first, state: 'bounced', version: 2 },
        { id: second, state: 'sent', version: 1 },
      ],
      { 1: true },
      { trouble: null, found: 1, failures: 0 },
    ])
  })

  test('what no database can hold is read without it, from the mailbox and from a file', async () => {
    const [first, second, third] = [await sent('one@primer.test'), await sent('two@primer.test'), await sent('three@primer.test')]
    const dirty = (to: string, id: string): string => report(to, id).replace('550 5.1.1 User', '550\u00005.1.1 User')
    server.put(dirty('one@primer.test', first))
    server.put(report('two@primer.test', second))
    await look()
    const handed = await office.as('officer').post(addresses.letterReturned(), { file: new File([dirty('three@primer.test', third)], 'b.eml'), text: '' })
    expect([await states(), server.seen(), handed.status]).toEqual([
      { 'one@primer.test': 'bounced', 'two@primer.test': 'bounced', 'three@primer.test': 'bounced' },
      { 1: true, 2: true },
      303,
    ])
    const { rows } = await office.pool.query('select distinct failure from mail_address')
    expect(rows).toEqual([{ failure: '5.1.1 · 550 5.1.1 User unknown' }])
  })

  test('a report the database refuses is logged and passed over unseen; the one behind it is read', async () => {
    const [first, second] = [await sent('one@primer.test'), await sent('two@primer.test')]
    server.put(report('one@primer.test', first))
    server.put(report('two@primer.test', second))
    await refusing(`new.address = 'one@primer.test'`, '22021', async () => {
      const logged: string[] = []
      await look('now', { ...silentLog, error: (message) => void logged.push(message) })
      expect([await states(), server.seen(), logged]).toEqual([
        { 'one@primer.test': 'sent', 'two@primer.test': 'bounced' },
        { 1: false, 2: true },
        ['mailbox of returns: a report could not be taken in and stays unseen'],
      ])
      expect(await row('trouble, found, last_uid::int')).toEqual({ trouble: null, found: 1, last_uid: 2 })
    })
  })

  test.each(['57P01', '40001', '53300'])('when it is the database that is away (%s), the look begins there again', async (code) => {
    const id = await sent('one@primer.test')
    server.put(report('one@primer.test', id))
    await refusing('true', code, async () => {
      await expect(look()).rejects.toThrow(/mail_address/)
      expect([await states(), await row('last_uid')]).toEqual([{ 'one@primer.test': 'sent' }, undefined])
    })
    await look()
    expect([await states(), server.seen()]).toEqual([{ 'one@primer.test': 'bounced' }, { 1: true }])
  })

  test('an officer who knows better takes it back, and the same return does not mark it again', async () => {
    const id = await sent('gone@primer.test')
    server.put(report('gone@primer.test', id))
    await look()
    const { rows } = await office.pool.query(`select id from activity where act = 'mail.returned'`)
    await office.as('officer').post(addresses.activityUndo({ id: rows[0].id }))
    expect(await states()).toEqual({ 'gone@primer.test': 'sent' })
    server.unsee()
    server.renumber()
    await look()
    expect([await states(), server.seen()]).toEqual([{ 'gone@primer.test': 'sent' }, { 1: true }])
  })

  test('another folder than the inbox, by its Bulgarian name', async () => {
    const id = await sent('gone@primer.test')
    server.put(report('gone@primer.test', id), FOLDER)
    box = { ...box, folder: 'Върнати' }
    await look()
    expect([await states(), server.seen(FOLDER)]).toEqual([{ 'gone@primer.test': 'bounced' }, { 1: true }])
  })
})

describe('what goes wrong', () => {
  const page = async (role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(addresses.letters())).text()

  test.each([
    ['a wrong password', () => ({ password: () => 'тайна-парола' }), 'password', 'не приема името „returns“ с тази парола'],
    ['no such folder', () => ({ folder: 'Архив' }), 'folder', 'няма папка „Архив“'],
    ['nobody listens', () => ({ port: 1 }), 'unreachable', 'не приема връзка'],
    ['no encryption where the server lacks it', () => ({ secure: true }), 'unencrypted', 'не може да се шифрова'],
    ['a name nobody has', () => ({ host: 'mail.invalid', secure: true }), 'unknown-host', 'Няма сървър с име mail.invalid'],
  ] as const)('%s is told in words, and asked again ever more rarely', async (_, wrong, trouble, words) => {
    box = { ...box, ...wrong() }
    await look()
    await look()
    const html = await page()
    expect([await row('trouble, failures, next_look_at - looked_at as pause'), html.includes(words), html.includes('тайна-парола')]).toEqual([
      { trouble, failures: 2, pause: expect.objectContaining({ minutes: 20 }) },
      true,
      false,
    ])
  })

  test('a certificate that is not to be trusted keeps the password at home', async () => {
    const sly = await startMailboxServer({ secure: true })
    box = { ...box, port: sly.port, secure: true }
    await look()
    expect([await row('trouble'), sly.given.get('LOGIN'), (await page()).includes('Сертификатът на 127.0.0.1')]).toEqual([
      { trouble: 'certificate' },
      undefined,
      true,
    ])
    await sly.stop()
  })

  test('STARTTLS is asked for where the server is another machine', async () => {
    box = { ...box, host: '0.0.0.0' }
    await look()
    expect([await row('trouble'), server.given.get('LOGIN')]).toEqual([{ trouble: 'unencrypted' }, undefined])
  })

  test('a stop ends a look at a server that has fallen silent', async () => {
    const silent = createServer((socket) => void socket.on('error', () => {}))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const own = new AbortController()
    const started = performance.now()
    const looking = lookForReturns(
      office.here,
      { box: { ...box, port: (silent.address() as { port: number }).port }, own: [], log: silentLog, stop: own.signal },
      'now',
    )
    await sleep(100)
    own.abort()
    await looking
    silent.close()
    expect([performance.now() - started < 5_000, await row('trouble')]).toEqual([true, { trouble: null }])
  })

  test('the page says when it last looked and what was found; whoever asks for a look is told', async () => {
    const id = await sent('gone@primer.test')
    server.put(report('gone@primer.test', id))
    expect(await page()).toContain('Кутията още не е преглеждана.')
    const officer = office.as('officer')
    const told = await officer.follow(await officer.post(addresses.letterReturnsBox()))
    expect([told.includes('Намерено е 1 ново върнато писмо'), told.includes('Последно прегледана: 23 ноември 2026 г., 11:00')]).toEqual([true, true])
    expect((await office.as('reader').post(addresses.letterReturnsBox())).status).toBe(403)
    expect((await page('reader')).includes('Прегледай сега')).toBe(false)
    box = { ...box, folder: 'Архив' }
    expect(await officer.follow(await officer.post(addresses.letterReturnsBox()))).toContain('Кутията не можа да се прочете')
  })

  test('it is looked into when its time has come, and not before', async () => {
    await look('due')
    await look('due')
    expect(server.given.get('LOGIN')).toBe(1)
    office.here.clock.set('2026-11-24')
    await look('due')
    expect(server.given.get('LOGIN')).toBe(2)
  })

  test.each([
    [5, 0, 5],
    [5, 1, 10],
    [5, 4, 80],
    [5, 40, 360],
    [1440, 3, 1440],
  ])('every %i minutes, after %i failures in %i', (minutes, failures, pause) => {
    expect(pauseBetweenLooks(minutes, failures)).toBe(pause * 60_000)
  })
})

describe('handed over by a mail server', () => {
  async function* given(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
    yield typeof text === 'string' ? new TextEncoder().encode(text) : text
  }
  const voice = () => {
    const said = { out: '', err: '' }
    return { said, console: { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), cwd: '/' } }
  }

  test('the same letter, by whichever door, is one bounce', async () => {
    const id = await sent('gone@primer.test')
    const letter = new TextEncoder().encode(report('gone@primer.test', id))
    const taken = [await takeReturned(office.here, await readReturned(letter)), await takeReturned(office.here, await readReturned(letter))]
    expect([taken, await states()]).toEqual([['marked', 'known'], { 'gone@primer.test': 'bounced' }])
  })

  test('a report about somebody erased meanwhile marks the letter and brings nothing of them back', async () => {
    const id = await sent('gone@primer.test')
    await office.here.db.inOffice(office.officeId, (tx) => forgetAddresses(tx, ['gone@primer.test']))
    const letter = report('gone@primer.test', id).replace('User unknown', '<gone@primer.test> unknown')
    expect(await takeReturned(office.here, await readReturned(letter))).toBe('marked')
    const { rows } = await office.pool.query(
      `select (select jsonb_agg(m."to" || ' ' || m.state || ' ' || coalesce(m.last_error, 'nothing')) from mail_outbox m) as mails,
        (select count(*)::int from mail_address) as addresses,
        (select count(*)::int from activity a where thing = 'mail' and a::text like '%gone@%') as record`,
    )
    expect(rows).toEqual([{ mails: ['— bounced nothing'], addresses: 0, record: 0 }])
  })

  test('of a letter whose words were only swept away it is still told that its address fails', async () => {
    const id = await sent('gone@primer.test')
    await office.pool.query(`update mail_outbox set text = '', emptied_at = settled_at where id = $1`, [id])
    await takeReturned(office.here, await readReturned(report('gone@primer.test', id)))
    const { rows } = await office.pool.query('select last_error, address from mail_outbox join mail_address on address = "to"')
    expect(rows).toEqual([{ last_error: '5.1.1 · 550 5.1.1 User unknown', address: 'gone@primer.test' }])
  })

  test('one that comes before the server’s answer was written down counts', async () => {
    const id = await sent('gone@primer.test')
    await office.pool.query(`update mail_outbox set state = 'handing-over' where id = $1`, [id])
    expect([await takeReturned(office.here, await readReturned(report('gone@primer.test', id))), await states()]).toEqual([
      'marked',
      { 'gone@primer.test': 'bounced' },
    ])
  })

  test('called wrongly it says how; what is far too large is left alone', async () => {
    const [wrong, large] = [voice(), voice()]
    const codes = [
      await mailCommand(['sent'], wrong.console, given('')),
      await mailCommand(['returned'], large.console, given(new Uint8Array(21 * 1024 * 1024))),
    ]
    expect([codes, wrong.said.err, large.said.out]).toEqual([
      [2, 0],
      'pobratim mail: usage: pobratim mail returned < LETTER.eml\n',
      'too large to be a returned letter; left alone\n',
    ])
  })
})
