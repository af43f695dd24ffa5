// The post as the office sees it: what is held and let go, what came back, what nobody knows of, and who may see which of it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import type { Mail } from '#platform/mail/letter.ts'
import { queueMail, queueMails } from '#platform/mail/mail.ts'
import { startMailServer, smtpRefusal, type MailServer } from '../../../tests/support/mail-server.ts'
import { done, openOffice, sendAllThrough, type TestOffice } from '../../../tests/support/open-office.ts'
import { sweepPost } from './post.actions.ts'
import { failingAddresses, postTroubles } from './post.queries.ts'

let office: TestOffice
let server: MailServer
beforeAll(async () => {
  office = await openOffice()
  server = await startMailServer()
})
afterEach(async () => {
  server.behave = {}
  server.arrived.length = 0
  office.here.clock.set('2026-11-23')
  await office.pool.query('delete from mail_outbox')
  await office.pool.query('delete from mail_address')
})
afterAll(async () => {
  await server.stop()
  await office.close()
})

const letter = (to: string, more: Partial<Mail> = {}): Mail => ({
  officeId: office.officeId,
  kind: 'reminder',
  language: 'bg',
  to,
  subject: `Напомняне за ${to}`,
  text: 'Тайното съдържание',
  ...more,
})
const queue = async (to: string, more: Partial<Mail> = {}): Promise<string> =>
  (await office.here.db.inOffice(office.officeId, (tx) => queueMail(tx, office.here.clock, letter(to, more)))).id!
const sendAll = () => sendAllThrough(server, office)
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await office.pool.query<{ to: string; state: string }>('select "to", state from mail_outbox order by id')).rows.map(({ to, state }) => [to, state]),
  )
const put = (id: string, state: string) => office.pool.query('update mail_outbox set state = $2, settled_at = created_at where id = $1', [id, state])
const officer = () => office.as('officer')
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const undoOf = (html: string): string => /action="(\/activity\/[0-9a-f-]{36}\/undo)"/.exec(html)![1]!

test('a letter whose next attempt has come is tried any moment, one whose has not says when', async () => {
  await queue('ana@primer.test')
  const at = (minutes: number) =>
    office.pool.query(`update mail_outbox set attempts = 1, next_try_at = $1`, [new Date(office.here.clock.now().getTime() + minutes * 60_000)])
  const said = async (): Promise<readonly boolean[]> => {
    const html = await page(addresses.letters({ view: 'waiting' }))
    return [html.includes('Ще се опита пак всеки момент.'), html.includes('Следващ опит:')]
  }
  await at(-1)
  expect(await said()).toEqual([true, false])
  await at(1)
  expect(await said()).toEqual([false, true])
})

describe('letters that are held', () => {
  test('are seen as they will look, let go or stopped; nothing leaves before', async () => {
    const id = await queue('ana@primer.test', { held: true, toName: 'Ана Примерова', replyTo: { name: 'Проба Служителова', address: 'officer@pobratim.test' } })
    const other = await queue('ivo@primer.test', { held: true })
    expect(await sendAll()).toBe(0)
    const html = await page(addresses.letter({ id }))
    for (const words of [
      'Тайното съдържание',
      'Ана Примерова &lt;ana@primer.test&gt;',
      'Община Троян &lt;office@pobratim.test&gt;',
      'Откажете се тук',
      'не тръгва, преди',
    ])
      expect([words, new RegExp(words).test(html)]).toEqual([words, true])
    const sent = await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'release', back: id })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, addresses.letter({ id })])
    expect(
      (await officer().follow(await officer().post(addresses.letterDeeds(), { chosen: `${other}:1`, deed: 'drop', query: 'view=held' }))).includes(
        'Няма писма',
      ),
    ).toBe(true)
    expect([await sendAll(), await states()]).toEqual([1, { 'ana@primer.test': 'sent', 'ivo@primer.test': 'dropped' }])
  })

  test('are put in other words before they go, with what to see to above; undo takes the first words back; what has gone stays as it went', async () => {
    const id = await queue('ana@primer.test', { held: true, remark: 'Едно обещание е само на български.' })
    const words = { version: '1', subject: 'Rappel', text: 'Bonjour,\n\nnous attendons les photos.' }
    expect(await page(addresses.letter({ id }))).toContain('Едно обещание е само на български.')
    expect((await office.as('reader').post(addresses.letterWording({ id }), words)).status).toBe(403)
    const told = await officer().follow(await officer().post(addresses.letterWording({ id }), words))
    expect([told.includes('nous attendons les photos'), told.includes('Поправено писмо'), told.includes('Тайното съдържание')]).toEqual([true, true, false])
    // The words stand with the letter alone.
    const kept = await office.pool.query<{ kept: string }>(`select (before::text || after::text) as kept from activity where act = 'mail.reworded'`)
    expect(kept.rows.map(({ kept: text }) => text.includes('photos') || text.includes('Тайното'))).toEqual([false])
    const stale = await officer().post(addresses.letterWording({ id }), { ...words, text: 'Не губи това' })
    const shown = await stale.text()
    expect([stale.status, shown.includes('Не губи това'), shown.includes('вече не е в това състояние')]).toEqual([422, true, true])
    const empty = await officer().post(addresses.letterWording({ id }), { ...words, version: '2', text: ' ' })
    expect(empty.status).toBe(422)
    await officer().post(undoOf(told))
    expect(await page(addresses.letter({ id }))).toContain('Тайното съдържание')
    await officer().post(addresses.letterWording({ id }), { ...words, version: '3' })
    await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'release', back: id })
    expect(await sendAll()).toBe(1)
    expect([server.arrived[0]!.raw.includes('nous attendons les photos'), server.arrived[0]!.raw.includes('обещание е само')]).toEqual([true, false])
    expect((await officer().post(addresses.letterWording({ id }), { ...words, version: '5' })).status).toBe(422)
  })

  test('all of a view at once, in a fixed number of statements; undo takes them back as long as they have not left', async () => {
    await office.here.db.inOffice(office.officeId, (tx) =>
      queueMails(
        tx,
        office.here.clock,
        Array.from({ length: 60 }, (_, at) => letter(`n${String(at).padStart(2, '0')}@primer.test`, { held: true })),
      ),
    )
    const visit = officer()
    const told = await visit.follow(await visit.post(addresses.letterDeeds(), { all: '1', deed: 'release', query: 'view=held' }))
    expect(told).toContain('Пуснати са 60 писма.')
    await visit.post(undoOf(told))
    expect(Object.values(await states()).every((state) => state === 'held')).toBe(true)
    const again = await visit.follow(await visit.post(addresses.letterDeeds(), { all: '1', deed: 'release', query: 'view=held' }))
    await sendAll()
    const late = await visit.follow(await visit.post(undoOf(again)))
    expect([late.includes('междувременно писмото е тръгнало'), server.arrived.length]).toEqual([true, 60])
  })

  test.each(['uncertain', 'bounced'])('one that became %s meanwhile is not taken back, or it would leave a second time', async (state) => {
    const id = await queue('ana@primer.test', { held: true })
    const visit = officer()
    const told = await visit.follow(await visit.post(addresses.letterDeeds(), { chosen: id, deed: 'release', back: id }))
    await put(id, state)
    expect(await visit.follow(await visit.post(undoOf(told)))).toContain('междувременно писмото е тръгнало')
    expect([await states(), await sendAll()]).toEqual([{ 'ana@primer.test': state }, 0])
  })

  test('one whose time is over is not let go in vain: it is said, and sent nevertheless if an officer wants it', async () => {
    const old = await queue('ana@primer.test', { held: true, validUntil: new Date('2026-11-30T09:00:00Z') })
    const other = await queue('eva@primer.test', { held: true, validUntil: new Date('2026-11-30T09:00:00Z') })
    const fresh = await queue('ivo@primer.test', { held: true, validUntil: new Date('2026-12-30T09:00:00Z') })
    expect(await page(addresses.letter({ id: old }))).not.toContain('Изпрати въпреки това')
    office.here.clock.set('2026-12-01')
    const visit = officer()
    const deed = async (name: string, chosen: string, back = '') =>
      visit.follow(await visit.post(addresses.letterDeeds(), { chosen, deed: name, ...(back === '' ? { query: 'view=held' } : { back }) }))
    expect(await deed('release', old, old)).toContain('1 писмо не е пуснато, защото времето, до което имаше смисъл, е минало')
    expect([await sendAll(), await states()]).toEqual([0, { 'ana@primer.test': 'held', 'eva@primer.test': 'held', 'ivo@primer.test': 'held' }])
    const list = await page(addresses.letters({ view: 'held' }))
    expect([list.includes('имаше смисъл до 30 ноември 2026 г.'), list.includes('Изпрати въпреки това')]).toEqual([true, true])
    const both = await visit.follow(await visit.post(addresses.letterDeeds(), { all: '1', deed: 'release', query: 'view=held' }))
    expect([both.includes('Пуснато е 1 писмо.'), both.includes('2 писма не са пуснати')]).toEqual([true, true])
    expect([await sendAll(), (await states())['ivo@primer.test'], fresh]).toEqual([1, 'sent', fresh])
    const html = await page(addresses.letter({ id: old }))
    expect([html.includes('Това писмо имаше смисъл до 30 ноември 2026 г.'), html.includes('value="release"')]).toEqual([true, false])
    const sent = await deed('nevertheless', old, old)
    await visit.post(undoOf(sent))
    expect(await page(addresses.letter({ id: old }))).toContain('Изпрати въпреки това')
    await deed('nevertheless', old, old)
    expect(await deed('nevertheless', other)).toContain('Пуснато е 1 писмо.')
    expect([await sendAll(), await states()]).toEqual([2, { 'ana@primer.test': 'sent', 'eva@primer.test': 'sent', 'ivo@primer.test': 'sent' }])
  })

  test('nothing chosen, an unknown deed, a letter that has moved on: said, and nothing happens', async () => {
    const id = await queue('ana@primer.test')
    const visit = officer()
    expect(await visit.follow(await visit.post(addresses.letterDeeds(), { deed: 'release', query: 'view=held' }))).toContain('Не сте избрали писмо.')
    expect((await visit.post(addresses.letterDeeds(), { chosen: id, deed: 'burn' })).status).toBe(303)
    expect(await visit.follow(await visit.post(addresses.letterDeeds(), { chosen: id, deed: 'release', query: 'view=held' }))).toContain(
      'вече не е в това състояние',
    )
    expect(await states()).toEqual({ 'ana@primer.test': 'waiting' })
  })
})

describe('letters that do not leave', () => {
  const troubles = () => office.here.db.inOffice(office.officeId, postTroubles)
  const busy = () => {
    throw smtpRefusal(450, 'busy')
  }
  /** A try at each of these times of the day the clock stands at. */
  async function triedAt(...times: readonly string[]): Promise<void> {
    for (const time of times) {
      office.here.clock.set(`${office.here.clock.today()}T${time}Z`)
      await office.pool.query('update mail_outbox set next_try_at = created_at')
      await sendAll()
    }
  }

  test('are told of after an hour, with what the server said last', async () => {
    await queue('ana@primer.test')
    server.behave.recipient = busy
    await triedAt('09:00', '09:20', '10:00')
    expect(await troubles()).toMatchObject({ stuck: 0, said: null })
    await triedAt('10:01')
    expect(await troubles()).toMatchObject({ stuck: 1, said: '450 busy' })
    expect(await page(addresses.letters())).toContain('1 писмо не тръгва от час и повече')
  })

  test('the hour begins with the first try, not when it was written, and anew when somebody has it sent again', async () => {
    const id = await queue('ana@primer.test', { held: true })
    server.behave.recipient = busy
    office.here.clock.set('2026-11-24T09:00Z')
    await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'release', back: id })
    await triedAt('09:00', '09:02')
    expect(await troubles()).toMatchObject({ stuck: 0 })
    await triedAt('10:01')
    expect(await troubles()).toMatchObject({ stuck: 1 })
    await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'drop', back: id })
    await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'again', back: id })
    await triedAt('10:01', '10:03')
    expect(await troubles()).toMatchObject({ stuck: 0 })
  })
})

describe('letters nobody knows of', () => {
  test('are sent again or said to have arrived by a person, never by themselves', async () => {
    const [first, second] = [await queue('ana@primer.test'), await queue('ivo@primer.test')]
    await put(first, 'uncertain')
    await put(second, 'uncertain')
    expect(await office.here.db.inOffice(office.officeId, postTroubles)).toEqual({ stuck: 0, said: null, held: 0, uncertain: 2, returned: 0 })
    expect(await sendAll()).toBe(0)
    expect(await page(addresses.letters())).toContain('ana@primer.test')
    await officer().post(addresses.letterDeeds(), { chosen: first, deed: 'again', back: first })
    await officer().post(addresses.letterDeeds(), { chosen: second, deed: 'arrived', back: second })
    expect([await sendAll(), await states()]).toEqual([1, { 'ana@primer.test': 'sent', 'ivo@primer.test': 'sent' }])
    const html = await page(addresses.letter({ id: second }))
    expect([html.includes('е отбелязал, че писмото е пристигнало'), html.includes('Отбелязано като пристигнало')]).toEqual([true, true])
    await officer().post(undoOf(html))
    expect((await states())['ivo@primer.test']).toBe('uncertain')
  })

  test('the second try bears the same Message-ID', async () => {
    const id = await queue('ana@primer.test')
    await sendAll()
    await put(id, 'uncertain')
    await officer().post(addresses.letterDeeds(), { chosen: id, deed: 'again', back: id })
    await sendAll()
    expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual([`<${id}@pobratim.test>`, `<${id}@pobratim.test>`])
    expect(server.arrived[0]!.raw.equals(server.arrived[1]!.raw)).toBe(true)
  })
})

describe('letters that came back', () => {
  const report = (id: string, to: string, action = 'failed') =>
    [
      'From: MAILER-DAEMON@mx.primer.test (Mail Delivery System)',
      'To: office@pobratim.test',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'I am sorry to have to inform you that your message could not be delivered.',
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
      '--b1',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${id}@pobratim.test>`,
      `To: ${to}`,
      '',
      '--b1--',
      '',
    ].join('\r\n')
  const handIn = (text: string) => officer().post(addresses.letterReturned(), { file: new File([text], 'bounce.eml', { type: 'message/rfc822' }), text: '' })

  test('a report handed in marks the letter and its address; the next letter there is held until somebody says that it works', async () => {
    const [newer, older] = [await queue('gone@primer.test'), await queue('ana@primer.test')]
    await sendAll()
    const visit = officer()
    const told = await visit.follow(await visit.post(addresses.letterReturned(), { file: new File([report(newer, 'gone@primer.test')], 'b.eml'), text: '' }))
    expect(told).toContain('до gone@primer.test е отбелязано като върнато')
    expect([await states(), older]).toEqual([{ 'gone@primer.test': 'bounced', 'ana@primer.test': 'sent' }, older])
    const failing = await office.here.db.inOffice(office.officeId, (tx) => failingAddresses(tx, ['Gone@Primer.test ', 'ana@primer.test']))
    expect([...failing.entries()]).toEqual([['gone@primer.test', { since: new Date('2026-11-23T09:00:00Z'), words: '5.1.1 · 550 5.1.1 User unknown' }]])
    expect(await office.here.db.inOffice(office.officeId, postTroubles)).toEqual({ stuck: 0, said: null, held: 0, uncertain: 0, returned: 1 })
    await visit.post(addresses.letterDeeds(), { chosen: newer, deed: 'seen', back: newer })
    expect(await office.here.db.inOffice(office.officeId, postTroubles)).toEqual({ stuck: 0, said: null, held: 0, uncertain: 0, returned: 0 })
    await queue('gone@primer.test', { subject: 'Второ' })
    expect((await states())['gone@primer.test']).toBe('held')
    const { rows } = await office.pool.query('select id from mail_address where failing_since is not null')
    const mended = await visit.follow(await visit.post(addresses.letterAddressMending({ id: rows[0].id })))
    expect(mended).toContain('вече не се смята за неработещ')
    await visit.post(undoOf(mended))
    expect((await page(addresses.letterAddresses())).includes('връщат се от 23 ноември 2026 г.')).toBe(true)
  })

  test('undo leaves what was learnt of an address since, and can be undone itself', async () => {
    const visit = officer()
    const failing = async () => (await office.pool.query('select id, failing_since as since, failure from mail_address')).rows[0]
    const fails = async (words: string) => {
      server.behave.recipient = () => {
        throw smtpRefusal(550, words)
      }
      await queue('gone@primer.test', { subject: words })
      await officer().post(addresses.letterDeeds(), { all: '1', deed: 'release', query: 'view=held' })
      await sendAll()
    }
    await fails('5.1.1 first')
    const { id, since } = await failing()
    const mend = async () => visit.follow(await visit.post(addresses.letterAddressMending({ id })))
    const mended = await mend()
    const restored = await visit.follow(await visit.post(undoOf(mended)))
    expect(await failing()).toEqual({ id, since, failure: '550 5.1.1 first' })
    expect(await visit.follow(await visit.post(undoOf(restored)))).toContain('Върнато: gone@primer.test')
    expect(await failing()).toEqual({ id, since: null, failure: '' })
    expect((await visit.follow(await visit.post(undoOf(mended)))).includes('Върнато: gone@primer.test')).toBe(false)
    office.here.clock.set('2026-11-24')
    await fails('5.1.1 second')
    const newer = { id, since: new Date('2026-11-24T09:00:00Z'), failure: '550 5.1.1 second' }
    expect(await failing()).toEqual(newer)
    const again = await mend()
    office.here.clock.set('2026-11-25')
    await fails('5.1.1 third')
    expect(await visit.follow(await visit.post(undoOf(again)))).toContain('вече е отбелязано друго')
    expect(await failing()).toEqual({ ...newer, since: new Date('2026-11-25T09:00:00Z'), failure: '550 5.1.1 third' })
  })

  test('who is written to at that address is shown it on their page', async () => {
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Ана Примерова' }, email: 'Gone@primer.test' })).id
    expect(await page(addresses.person({ id: person }))).not.toContain('се връщат от')
    const id = await queue('gone@primer.test')
    await sendAll()
    await handIn(report(id, 'gone@primer.test'))
    expect(await page(addresses.person({ id: person }))).toContain('Писмата до Gone@primer.test се връщат от 23 ноември 2026 г.')
  })

  test('a report that delivery takes longer changes nothing', async () => {
    const id = await queue('ana@primer.test')
    await sendAll()
    const visit = officer()
    const told = await visit.follow(
      await visit.post(addresses.letterReturned(), { file: new File([report(id, 'ana@primer.test', 'delayed')], 'b.eml'), text: '' }),
    )
    expect([told.includes('доставката се бави'), await states()]).toEqual([true, { 'ana@primer.test': 'sent' }])
  })

  test('pasted text is enough; what names no letter of this office is refused and kept in the box', async () => {
    const id = await queue('gone@primer.test')
    await sendAll()
    const visit = officer()
    const pasted = (words: string) => visit.post(addresses.letterReturned(), { text: words })
    const empty = await pasted('')
    const foreign = await pasted('Delivery to nobody@elsewhere.test failed: 550 5.1.1 unknown user')
    const html = await foreign.text()
    expect([empty.status, foreign.status, html.includes('nobody@elsewhere.test failed'), html.includes('не намерихме писмо')]).toEqual([422, 422, true, true])
    expect((await pasted('Съобщението до gone@primer.test не беше доставено. 550 5.1.1 The email account does not exist')).status).toBe(303)
    expect([await states(), id]).toEqual([{ 'gone@primer.test': 'bounced' }, id])
    const { rows } = await office.pool.query('select last_error from mail_outbox')
    expect(rows[0].last_error).toBe('Съобщението до gone@primer.test не беше доставено. 550 5.1.1 The email account does not exist')
  })

  test('a refusal by the server itself needs no handing in', async () => {
    server.behave.recipient = () => {
      throw smtpRefusal(550, '5.1.1 no such user here')
    }
    const id = await queue('gone@primer.test')
    await sendAll()
    const html = await page(addresses.letter({ id }))
    expect([html.includes('Писмото не може да бъде доставено'), html.includes('5.1.1 no such user here')]).toEqual([true, true])
  })
})

describe('the page', () => {
  test('is found by words and by kind, turns by key and costs the same for one letter and for three', async () => {
    const ask = () => office.statements(() => page(addresses.letters({ view: 'waiting' })))
    await queue('n1@primer.test')
    const one = await ask()
    for (const name of ['n2', 'n3']) await queue(`${name}@primer.test`)
    expect(await ask()).toBe(one)
    await queue('ana@primer.test', { kind: 'digest', subject: 'Преглед 100%' })
    const named = (html: string) => [...html.matchAll(/([\w]+)@primer\.test<\/span>/g)].map((match) => match[1])
    expect(named(await page(addresses.letters({ view: 'waiting', q: '100%' })))).toEqual(['ana'])
    expect(named(await page(addresses.letters({ view: 'waiting', kind: 'reminder' })))).toEqual(['n3', 'n2', 'n1'])
    await office.here.db.inOffice(office.officeId, (tx) =>
      queueMails(
        tx,
        office.here.clock,
        Array.from({ length: 90 }, (_, at) => letter(`p${at}@primer.test`)),
      ),
    )
    const seen: (string | undefined)[] = []
    let path: string | null = addresses.letters({ view: 'waiting' })
    while (path !== null) {
      const html: string = await page(path)
      seen.push(...named(html))
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null
    }
    expect([seen.length, new Set(seen).size]).toEqual([94, 94])
  })

  test('readers see that letters go, and nothing of what they say', async () => {
    const id = await queue('ana@primer.test', { subject: 'Тайната тема' })
    const html = await page(addresses.letters({ view: 'waiting' }), 'reader')
    expect([html.includes('ana@primer.test'), html.includes('Тайн'), html.includes(id)]).toEqual([true, false, false])
    expect((await office.as('reader').get(addresses.letter({ id }))).status).toBe(403)
  })

  test('another office sees none of it and can do nothing to it; sign-in links are nobody’s', async () => {
    const id = await queue('ana@primer.test', { held: true })
    await office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, letter('in@primer.test', { officeId: null, kind: 'sign-in', subject: 'Вход' })))
    const { visit } = await office.openAnother('Община Другаде')
    expect((await visit.get(addresses.letter({ id }))).status).toBe(404)
    expect((await visit.post(addresses.letterDeeds(), { chosen: id, deed: 'release', back: id })).status).toBe(404)
    for (const view of ['held', 'waiting', 'sent']) expect((await (await visit.get(addresses.letters({ view }))).text()).includes('@primer.test')).toBe(false)
    expect([await states(), (await page(addresses.letters({ view: 'waiting' }))).includes('in@primer.test')]).toEqual([
      { 'ana@primer.test': 'held', 'in@primer.test': 'waiting' },
      false,
    ])
  })

  test('the trial letter reaches the one who asks, and an answer to it too', async () => {
    const visit = officer()
    expect(await visit.follow(await visit.post(addresses.letterTrial()))).toContain('Пробното писмо тръгва към officer@pobratim.test')
    await sendAll()
    const [arrived] = server.arrived
    expect([arrived!.to, arrived!.mail.subject, arrived!.mail.replyTo?.[0]?.address, arrived!.mail.from?.name]).toEqual([
      'officer@pobratim.test',
      'Пробно писмо от Побратим',
      'officer@pobratim.test',
      'Община Троян',
    ])
    expect(arrived!.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  })
})

test('words of old letters are swept away, their lines later; a sign-in link’s after a day', async () => {
  const id = await queue('ana@primer.test')
  await office.here.db.asSystem((tx) => queueMail(tx, office.here.clock, letter('in@primer.test', { officeId: null, kind: 'sign-in' })))
  await queue('held@primer.test', { held: true })
  await sendAll()
  const texts = async () => (await office.pool.query('select "to", text from mail_outbox order by id')).rows.map(({ to, text }) => `${to} ${text}`)
  expect(await sweepPost(office.here, 12)).toEqual({ emptied: 0, removed: 0 })
  office.here.clock.set('2026-11-25')
  expect(await sweepPost(office.here, 12)).toEqual({ emptied: 1, removed: 0 })
  office.here.clock.set('2027-11-24')
  expect(await sweepPost(office.here, 12)).toEqual({ emptied: 1, removed: 0 })
  expect(await texts()).toEqual(['ana@primer.test ', 'in@primer.test ', 'held@primer.test Тайното съдържание'])
  expect(await page(addresses.letter({ id }))).toContain('вече не се пази')
  office.here.clock.set('2029-11-24')
  expect(await sweepPost(office.here, 12)).toEqual({ emptied: 0, removed: 2 })
  expect((await office.pool.query('select address from mail_address')).rows).toEqual([{ address: 'held@primer.test' }])
})
