// The outbox against a real SMTP server: what is queued arrives once, what fails is tried again later and kept.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '#platform/log.ts'
import { startMailServer, smtpRefusal, type MailServer } from '../../../tests/support/mail-server.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { forgetAddresses } from './deciding.ts'
import { isAddress, type Mail, MOST_ATTEMPTS, waitAfter } from './letter.ts'
import { filesOfMails, queueMail, queueMails } from './mail.ts'
import { type Postman, smtpPostman, terminalPostman } from './postman.ts'
import { postRounds, sendWaiting, type PostOffice } from './sending.ts'

let office: TestOffice
let server: MailServer
let postman: Postman

beforeAll(async () => {
  office = await openOffice()
  server = await startMailServer()
})
beforeEach(() => {
  postman = smtpPostman(server.url)
})
afterEach(async () => {
  postman.close()
  server.arrived.length = 0
  server.behave = {}
  office.here.clock.set('2026-11-23')
  await office.pool.query('delete from mail_outbox')
  await office.pool.query('delete from mail_address')
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

const post = (more: Partial<PostOffice> = {}): PostOffice => ({
  here: office.here,
  postman,
  sender: {
    from: 'Побратим <office@pobratim.test>',
    baseUrl: () => 'https://pobratim.test',
    secret: 'a secret for tests that is long enough',
    files: office.files,
  },
  pace: { all: 0, domain: 0 },
  log: silentLog,
  ...more,
})
const letter = (to: string, subject: string, more: Partial<Mail> = {}): Mail => ({
  officeId: office.officeId,
  kind: 'letter',
  language: 'bg',
  to,
  subject,
  text: 'Здравейте, Джиндъджън · 景德镇',
  ...more,
})
const queue = (to: string, subject: string, more: Partial<Mail> = {}) =>
  office.here.db.inOffice(office.officeId, (tx) => queueMail(tx, office.here.clock, letter(to, subject, more)))
const rows = async (columns: string) => (await office.pool.query(`select ${columns} from mail_outbox order by id`)).rows

describe('going out', () => {
  test('a queued mail arrives whole and once, also when two postmen come at the same time', async () => {
    await queue('one@pobratim.test', 'Вход в Побратим')
    await queue('two@pobratim.test', 'Покана')
    const other = smtpPostman(server.url)
    const sent = await Promise.all([sendWaiting(post()), sendWaiting(post({ postman: other }))])
    other.close()
    expect(sent[0]! + sent[1]!).toBe(2)
    const told = server.arrived.map(({ to, mail }) => ({ to, subject: mail.subject, text: mail.text?.trim(), from: mail.from?.name }))
    expect(told.sort((a, b) => a.to.localeCompare(b.to))).toEqual([
      { to: 'one@pobratim.test', subject: 'Вход в Побратим', text: 'Здравейте, Джиндъджън · 景德镇', from: 'Община Троян' },
      { to: 'two@pobratim.test', subject: 'Покана', text: 'Здравейте, Джиндъджън · 景德镇', from: 'Община Троян' },
    ])
    expect(await rows('state, attempts, answer is not null as answered, claimed_by')).toEqual([
      { state: 'sent', attempts: 1, answered: true, claimed_by: null },
      { state: 'sent', attempts: 1, answered: true, claimed_by: null },
    ])
    expect(await sendWaiting(post())).toBe(0)
  })

  test('a mail queued in a transaction that fails is not sent', async () => {
    await expect(
      office.here.db.inOffice(office.officeId, async (tx) => {
        await queueMail(tx, office.here.clock, letter('never@pobratim.test', 'x'))
        throw new Error('changed our mind')
      }),
    ).rejects.toThrow('changed our mind')
    expect(await sendWaiting(post())).toBe(0)
  })

  test('the same key is one mail, in a batch as well; another office has keys of its own', async () => {
    const other = await office.openAnother('Община Узорево')
    const first = await queue('one@pobratim.test', 'Напомняне', { key: 'reminder:1' })
    const again = await queue('one@pobratim.test', 'Напомняне', { key: 'reminder:1' })
    const many = await office.here.db.inOffice(office.officeId, (tx) =>
      queueMails(
        tx,
        office.here.clock,
        ['reminder:2', 'reminder:2', 'reminder:1'].map((key) => letter('one@pobratim.test', key, { key })),
      ),
    )
    const theirs = await office.here.db.inOffice(other.officeId, (tx) =>
      queueMail(tx, office.here.clock, letter('one@pobratim.test', 'x', { key: 'reminder:1', officeId: other.officeId })),
    )
    expect([first.state, again, many.map(({ state }) => state), many[2]!.id === first.id, theirs.state]).toEqual([
      'queued',
      { state: 'already', id: first.id },
      ['queued', 'already', 'already'],
      true,
      'queued',
    ])
    const links = await Promise.all(
      [1, 2].map(() =>
        office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, letter('a@b.test', 'x', { officeId: null, kind: 'sign-in', key: 'k' }))),
      ),
    )
    expect(links.map(({ state }) => state).sort()).toEqual(['already', 'queued'])
  })

  test('three hundred are queued in as many statements as three', async () => {
    const some = (count: number) => () =>
      office.here.db.inOffice(office.officeId, (tx) =>
        queueMails(
          tx,
          office.here.clock,
          Array.from({ length: count }, (_, at) => letter(`n${at}-${count}@pobratim.test`, 'Програма', { kind: 'programme', key: `${count} ${at}` })),
        ),
      )
    const three = await office.statements(some(3))
    expect(await office.statements(some(300))).toBe(three)
  })

  test('what is no address of one person is not queued', async () => {
    const answers = await office.here.db.inOffice(office.officeId, (tx) =>
      queueMails(tx, office.here.clock, [letter('не знам', 'x'), letter(' Ana@Primer.BG ', 'x')]),
    )
    expect(answers.map(({ state }) => state)).toEqual(['no-address', 'queued'])
    expect(await rows('"to", domain')).toEqual([{ to: 'ana@primer.bg', domain: 'primer.bg' }])
  })

  test.each([
    ['ana@primer.bg', true],
    ['ана@пример.бг', true],
    ['ana@primer', false],
    ['ana@primer.bg, ivo@primer.bg', false],
    ['Ана <ana@primer.bg>', false],
    ['ana@primer.bg\r\nBcc: all@primer.bg', false],
    ['@primer.bg', false],
    ['ana@@primer.bg', false],
    ['ana@primer..bg', false],
    ['', false],
  ])('%s is an address: %s', (address, is) => {
    expect(isAddress(address)).toBe(is)
  })

  test('a held mail waits for an officer; one whose time is over does not go at all', async () => {
    await queue('one@pobratim.test', 'Първо', { held: true })
    await queue('two@pobratim.test', 'Второ', { validUntil: new Date('2026-11-23T08:59:59Z') })
    await queue('three@pobratim.test', 'Трето', { validUntil: new Date('2026-11-23T09:00:01Z') })
    expect([await sendWaiting(post()), await rows('state')]).toEqual([1, [{ state: 'held' }, { state: 'expired' }, { state: 'sent' }]])
  })
})

describe('what does not go', () => {
  test('a passing refusal stays, is not hammered, and goes out when the server takes it again', async () => {
    server.behave.answer = () => {
      throw smtpRefusal(452, 'the box is full')
    }
    await queue('three@pobratim.test', 'Напомняне')
    expect(await sendWaiting(post())).toBe(0)
    expect(await rows(`state, attempts, last_error like '%the box is full%' as told, extract(epoch from next_try_at - created_at)::int as wait`)).toEqual([
      { state: 'waiting', attempts: 1, told: true, wait: expect.closeTo(60, -1.4) },
    ])
    server.behave = {}
    expect(await sendWaiting(post())).toBe(0)
    office.here.clock.set('2026-11-24')
    expect(await sendWaiting(post())).toBe(1)
    expect(server.arrived.map(({ to }) => to)).toEqual(['three@pobratim.test'])
    expect(await rows('state, last_error')).toEqual([{ state: 'sent', last_error: null }])
  })

  test.each([
    ['at the address', { recipient: () => Promise.reject(smtpRefusal(550, '5.1.1 no such user')) }],
    ['after the letter', { answer: () => Promise.reject(smtpRefusal(554, '5.1.1 no such user')) }],
  ])('a refusal for good %s ends it at once with the server’s words; the next letter there is held', async (_, behave) => {
    server.behave = behave
    await queue('gone@pobratim.test', 'Покана')
    expect(await sendWaiting(post())).toBe(0)
    expect(await rows(`state, attempts, last_error like '%5.1.1 no such user%' as told`)).toEqual([{ state: 'bounced', attempts: 1, told: true }])
    server.behave = {}
    expect((await queue('gone@pobratim.test', 'Покана')).state).toBe('held')
    await queue('here@pobratim.test', 'Покана')
    expect(await sendWaiting(post())).toBe(1)
  })

  const failing = async () => (await office.pool.query('select address from mail_address where failing_since is not null')).rows.map(({ address }) => address)

  test.each<[string, number, string, 'recipient' | 'answer', 'letter' | 'address']>([
    ['the letter is too big', 552, '5.3.4 message size exceeds fixed limit', 'answer', 'letter'],
    ['the letter is too big for the box', 552, '5.2.3 message length exceeds limit', 'recipient', 'letter'],
    ['the letter is taken for rubbish', 554, '5.7.1 message rejected', 'answer', 'letter'],
    ['the box is full for good', 552, '5.2.2 mailbox full', 'recipient', 'address'],
    ['the box is closed, said after the letter', 550, '5.2.1 mailbox disabled', 'answer', 'address'],
    ['there is no such box', 550, '5.1.1 no such user', 'recipient', 'address'],
  ])('where %s, what bears the blame is known by the number the server gives it', async (_, code, words, at, whose) => {
    server.behave[at] = () => {
      throw smtpRefusal(code, words)
    }
    await queue('one@pobratim.test', 'Покана')
    await sendWaiting(post())
    expect([await rows('state, fault_of'), await failing()]).toEqual([
      [{ state: 'bounced', fault_of: whose === 'letter' ? 'letter' : null }],
      whose === 'letter' ? [] : ['one@pobratim.test'],
    ])
    server.behave = {}
    expect((await queue('one@pobratim.test', 'Второ')).state).toBe(whose === 'letter' ? 'queued' : 'held')
  })

  test.each<[string, 'recipient' | 'answer', number, string]>([
    ['at the address, refused for good', 'recipient', 550, 'dropped'],
    ['at the address, refused for now', 'recipient', 450, 'dropped'],
    ['after the letter, refused for good', 'answer', 550, 'bounced'],
    ['after the letter, refused for now', 'answer', 450, 'dropped'],
  ])('whoever is erased while the server is being asked stays erased: %s', async (_, at, code, state) => {
    server.behave[at] = async () => {
      await office.here.db.inOffice(office.officeId, (tx) => forgetAddresses(tx, ['one@pobratim.test']))
      throw smtpRefusal(code, '5.1.1 <one@pobratim.test> no such user')
    }
    await queue('one@pobratim.test', 'Покана')
    expect(await sendWaiting(post())).toBe(0)
    expect([await rows('"to", state, last_error'), (await office.pool.query('select address from mail_address')).rows]).toEqual([
      [{ to: '—', state, last_error: null }],
      [],
    ])
    office.here.clock.set('2026-11-24')
    server.behave = {}
    expect(await sendWaiting(post())).toBe(0)
  })

  test('a letter larger than the server takes comes back and its address does not', async () => {
    const small = await startMailServer(0, 900)
    const own = smtpPostman(small.url)
    await queue('one@pobratim.test', 'Програма', { text: 'Програма '.repeat(1000) })
    await sendWaiting(post({ postman: own }))
    own.close()
    await small.stop()
    expect([await rows('state, fault_of'), await failing(), small.arrived.length]).toEqual([[{ state: 'bounced', fault_of: 'letter' }], [], 0])
  })

  test('a refusal of one does not keep the others on the same connection', async () => {
    server.behave.recipient = (address) => {
      if (address.startsWith('bad')) throw smtpRefusal(550, 'no')
    }
    for (const name of ['a', 'bad1', 'b', 'bad2', 'c', 'bad3', 'd']) await queue(`${name}@pobratim.test`, name)
    expect(await sendWaiting(post())).toBe(4)
    expect(await rows('"to", state')).toEqual([
      { to: 'a@pobratim.test', state: 'sent' },
      { to: 'bad1@pobratim.test', state: 'bounced' },
      { to: 'b@pobratim.test', state: 'sent' },
      { to: 'bad2@pobratim.test', state: 'bounced' },
      { to: 'c@pobratim.test', state: 'sent' },
      { to: 'bad3@pobratim.test', state: 'bounced' },
      { to: 'd@pobratim.test', state: 'sent' },
    ])
  })

  test('tried too often it stays for a person to look at', async () => {
    server.behave.recipient = () => {
      throw smtpRefusal(451, 'later')
    }
    await queue('never@pobratim.test', 'Напомняне')
    let rounds = 0
    for (; (await rows('state'))[0].state === 'waiting'; rounds += 1) {
      office.here.clock.set(`2027-01-${String(rounds + 1).padStart(2, '0')}`)
      await sendWaiting(post())
    }
    expect([rounds, await rows('state, attempts')]).toEqual([MOST_ATTEMPTS, [{ state: 'given-up', attempts: MOST_ATTEMPTS }]])
  })

  test('the pauses grow from a minute to six hours and differ from letter to letter', () => {
    const id = '01900000-0000-7000-8000-000000000000'
    const minutes = [1, 2, 3, 8, 9, 10, 17].map((attempts) => waitAfter(attempts, id) / 60_000)
    const whole = [1, 2, 4, 128, 256, 360, 360]
    expect(minutes.map((wait, at) => wait >= whole[at]! * 0.8 && wait <= whole[at]! * 1.2)).toEqual(whole.map(() => true))
    expect(new Set(Array.from({ length: 20 }, (_, at) => waitAfter(5, `${id}${at}`))).size).toBeGreaterThan(15)
  })

  test('a server that is away ends the round, and is asked again after a pause', async () => {
    const nowhere = smtpPostman('smtp://127.0.0.1:1')
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) await queue(`${name}@pobratim.test`, 'Вход')
    let asked = 0
    const counted: Postman = {
      ...nowhere,
      deliver: (...given) => {
        asked += 1
        return nowhere.deliver(...given)
      },
    }
    const round = postRounds(post({ postman: counted }))
    expect([await round(), await round(), asked <= 3]).toEqual([0, 0, true])
    office.here.clock.set('2026-11-24')
    await round()
    expect(asked > 3 && asked <= 6).toBe(true)
    nowhere.close()
  })

  test('a server that falls silent in the middle is given up; nothing was handed over, so the letter waits', async () => {
    const hasty = smtpPostman(server.url, { envelope: 150, letter: 150, answer: 150 })
    server.behave.recipient = () => new Promise(() => {})
    await queue('slow@pobratim.test', 'Вход')
    expect(await sendWaiting(post({ postman: hasty }))).toBe(0)
    expect(await rows('state, attempts')).toEqual([{ state: 'waiting', attempts: 1 }])
    hasty.close()
  })

  test('a server that takes the letter and says nothing leaves it uncertain; it is not sent again by itself', async () => {
    const hasty = smtpPostman(server.url, { answer: 150 })
    server.behave.answer = () => new Promise(() => {})
    await queue('silent@pobratim.test', 'Покана')
    expect(await sendWaiting(post({ postman: hasty }))).toBe(0)
    server.behave = {}
    office.here.clock.set('2026-11-30')
    expect([await sendWaiting(post()), await rows('state')]).toEqual([0, [{ state: 'uncertain' }]])
    hasty.close()
  })

  test('no connection of the database is held while a server is asked', async () => {
    const asking: (() => void)[] = []
    server.behave.recipient = () => new Promise((resolve) => asking.push(resolve))
    for (const name of ['one', 'two', 'three']) await queue(`${name}@pobratim.test`, 'Вход')
    const sending = sendWaiting(post())
    while (asking.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    const busy = await office.pool.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    for (const goOn of asking) goOn()
    expect([await sending, busy.rows[0].n]).toEqual([3, 0])
  })
})

describe('how fast', () => {
  test('so many in a minute to one domain and to all; sign-in links do not wait', async () => {
    for (let at = 0; at < 5; at += 1) await queue(`n${at}@one.test`, 'Покана')
    for (let at = 0; at < 5; at += 1) await queue(`n${at}@two.test`, 'Покана')
    await queue('n@three.test', 'Покана')
    const slow = post({ pace: { all: 5, domain: 2 } })
    expect(await sendWaiting(slow)).toBe(5)
    await office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, letter('in@one.test', 'Вход', { officeId: null, kind: 'sign-in' })))
    expect(await sendWaiting(slow)).toBe(1)
    const domains = server.arrived.map(({ to }) => to.split('@')[1]).sort()
    expect(domains).toEqual(['one.test', 'one.test', 'one.test', 'three.test', 'two.test', 'two.test'])
    office.here.clock.set('2026-11-24')
    expect(await sendWaiting(slow)).toBe(4)
  })

  test('while a mail server is slow the rounds do not pile up', async () => {
    for (const name of ['five', 'six', 'seven']) await queue(`${name}@pobratim.test`, 'Вход')
    let asked = 0
    const slow: Postman = {
      carriesAll: true,
      deliver: async (_, handOver) => {
        asked += 1
        await new Promise((resolve) => setTimeout(resolve, 40))
        await handOver()
        return { kind: 'sent', words: '' }
      },
      rest: () => {},
      close: () => {},
    }
    const round = postRounds(post({ postman: slow }))
    expect([await Promise.all([round(), round(), round()]), asked]).toEqual([[3, 3, 3], 3])
    expect(await round()).toBe(0)
  })
})

test('a file goes along, and is needed as long as the letter is; one that was lost is said, and the letter does not go without it', async () => {
  const taken = await office.files.take([Buffer.from('Програма')] as unknown as AsyncIterable<Uint8Array>, 1000)
  if (!taken.ok) throw new Error(taken.refusal.message)
  await taken.value.keep()
  const file = { name: 'Програма „Празник“.txt', type: 'text/plain', hash: taken.value.hash }
  await queue('one@pobratim.test', 'Програма', { attachments: [file] })
  await queue('two@pobratim.test', 'Програма', { attachments: [{ ...file, hash: 'a'.repeat(64) }] })
  expect([...(await office.here.db.asSystem(filesOfMails))].sort()).toEqual(['a'.repeat(64), file.hash].sort())
  expect(await sendWaiting(post())).toBe(1)
  const [attached] = server.arrived[0]!.mail.attachments
  expect([attached!.filename, attached!.mimeType, Buffer.from(attached!.content as ArrayBuffer).toString()]).toEqual([file.name, 'text/plain', 'Програма'])
  expect(await rows('state, last_error')).toEqual([
    { state: 'sent', last_error: null },
    { state: 'bounced', last_error: 'Прикаченият файл вече не се пази.' },
  ])
  // It is ours that is gone, not they.
  expect((await office.pool.query('select address from mail_address')).rows).toEqual([])
  expect((await queue('two@pobratim.test', 'Без файл')).state).toBe('queued')
})

test('without a mail server sign-in links are shown at the terminal, and an office’s letters wait', async () => {
  const lines: string[] = []
  await queue('four@pobratim.test', 'Напомняне')
  await office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, letter('in@pobratim.test', 'Вход', { officeId: null, kind: 'sign-in' })))
  const shown = await sendWaiting(post({ postman: terminalPostman({ ...silentLog, info: (line) => void lines.push(line) }) }))
  expect([shown, lines.length, lines[0]!.includes('in@pobratim.test') && lines[0]!.includes('景德镇')]).toEqual([1, 1, true])
  expect(await rows('state')).toEqual([{ state: 'waiting' }, { state: 'sent' }])
})
