// Invitations for calendars through the door, read back by another program's parser: who gets what, what changes, what is called off, and what people answer.
import ICAL from 'ical.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { erasePersonalData } from '#features/organisations/people/keeping.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { keepingParts } from '../../../contributions.tsx'
import { startMailServer } from '../../../../tests/support/mail-server.ts'
import { done, openOffice, sendAllThrough, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates, changeDelegate, withdrawDelegate } from '../delegations/delegate.actions.ts'
import type { DelegateValues } from '../delegations/delegate.ts'
import { addProgrammeItem, changeProgrammeItem, removeProgrammeItem } from '../programmes/item.actions.ts'
import type { ItemValues } from '../programmes/programme.ts'
import { cancelVisit } from '../step.actions.ts'
import { openVisit } from '../visit.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set('2026-11-23')
  for (const table of [
    'activity',
    'mail_outbox',
    'mail_address',
    'invitee',
    'invitation',
    'programme_participant',
    'programme_item',
    'visit_delegate',
    'visit',
    'partner_contact',
    'event_partner',
    'event',
    'name_entry',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const SOFIA = 'Europe/Sofia'
const officer = () => office.as('officer')
const page = async (id: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(addresses.invitations({ id }))).text()
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const flash = (html: string): string => plain(/<div class="flash"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').trim()

/** A visit from China to us, 14–16 December 2026. */
async function visit(date = '2026-12-14/2026-12-16'): Promise<string> {
  const { here, officer: by } = office
  const [place] = (await office.pool.query(`select id from place where name ilike 'Jingdezhen%' limit 1`)).rows
  const partner = done(
    await createOrganisation(here, by, {
      name: { bg: 'Джиндъджън', zh: '景德镇' },
      kind: 'municipality',
      country: 'CN',
      ...(place === undefined ? {} : { placeId: Number(place.id) }),
    }),
  ).id
  const { id } = done(
    await createEvent(here, by, { kind: 'visit', direction: 'incoming', date, title: { bg: 'Гости от Джиндъджън', zh: '景德镇来访' }, partners: [partner] }),
  )
  done(await openVisit(here, by, id))
  await office.pool.query(`update visit set languages = '{bg,zh}', guest_zone = 'Asia/Shanghai' where id = $1`, [id])
  return id
}
const people = (id: string, values: readonly DelegateValues[]) => addDelegates(office.here, office.officer, id, values).then((result) => done(result).ids)
const ANA: DelegateValues = { side: 'hosts', name: { bg: 'Ана Примерова' }, email: 'ana@troyan.test', languages: ['bg'] }
const LI: DelegateValues = { side: 'guests', name: { bg: 'Ли Проба', zh: '李试' }, nativeName: '李试', email: 'li@jdz.test', languages: ['zh'] }

type Said = Partial<Omit<ItemValues, 'when'>> & {
  readonly day?: string
  readonly at?: string | null
  readonly minutes?: number
  readonly zone?: string
  readonly lastDay?: string
  readonly fold?: 'first' | 'second'
}
const values = (
  title: string,
  { day = '2026-12-14', at = '14:30', minutes = 60, zone = SOFIA, lastDay = day, fold = 'first', ...more }: Said = {},
): ItemValues => ({
  kind: 'meeting',
  title: { bg: title },
  when: { day, time: at, fold, minutes: at === null ? 0 : minutes, lastDay, zone, endZone: zone },
  ...more,
})
const add = async (id: string, title: string, said: Said = {}): Promise<string> =>
  done(await addProgrammeItem(office.here, office.officer, id, values(title, said))).id
async function change(id: string, item: string, title: string, said: Said = {}): Promise<void> {
  const { rows } = await office.pool.query('select version from programme_item where id = $1', [item])
  done(await changeProgrammeItem(office.here, office.officer, id, item, rows[0].version, values(title, said)))
}

async function choose(id: string, items: readonly string[], whole = false): Promise<string> {
  const visitor = officer()
  return flash(await visitor.follow(await visitor.post(addresses.invitationChoice({ id }), { 'items.0': items, ...(whole ? { whole: 'yes' } : {}) })))
}
/** Sends what the page shows; the notice it ends with. */
async function send(id: string): Promise<string> {
  const stamp = /name="stamp" value="([^"]+)"/.exec(await page(id))?.[1] ?? ''
  const visitor = officer()
  return flash(await visitor.follow(await visitor.post(addresses.invitationSending({ id }), { stamp })))
}

type Read = {
  readonly to: string
  readonly method: string
  readonly uid: string
  readonly sequence: number
  readonly start: string
  readonly end: string
  readonly summary: string
  readonly location: string
  readonly status: string | null
  readonly attendee: string
  readonly organizer: string
  readonly partstat: string
}
/** The letters in the outbox since `from`, in order, their calendars as ical.js reads them. */
async function letters(from = 0): Promise<Read[]> {
  const { rows } = await office.pool.query(`select "to", calendar from mail_outbox where kind = 'invitation' order by id`)
  return rows.slice(from).map(({ to, calendar }) => {
    const component = new ICAL.Component(ICAL.parse(calendar.ics))
    const [event, ...others] = component.getAllSubcomponents('vevent')
    expect([others.length, component.getFirstPropertyValue('method')]).toEqual([0, calendar.method])
    const attendees = event!.getAllProperties('attendee')
    // Nobody else's address stands in it.
    expect(attendees.length).toBe(1)
    const read = new ICAL.Event(event!)
    return {
      to,
      method: calendar.method,
      uid: read.uid,
      sequence: read.sequence,
      start: read.startDate.toString(),
      end: read.endDate.toString(),
      summary: read.summary,
      location: read.location ?? '',
      status: event!.getFirstPropertyValue('status') as string | null,
      attendee: `${String(attendees[0]!.getFirstValue()).toLowerCase()} ${attendees[0]!.getParameter('role')}`,
      organizer: String(event!.getFirstPropertyValue('organizer')),
      partstat: String(attendees[0]!.getParameter('partstat')),
    }
  })
}
const brief = ({ to, method, sequence, start }: Read): string => `${to} ${method} ${sequence} ${start}`

describe('the first sending', () => {
  test('is shown before it goes: how many get it, in which words; each gets their own, in their language, by the clocks of both towns', async () => {
    const id = await visit()
    await people(id, [ANA, LI, { side: 'guests', name: { bg: 'Безадресен Примеров' } }])
    const item = await add(id, 'Среща с кмета', {
      place: { bg: 'Кметството', zh: '市政厅' },
      room: 'зала 1',
      address: 'пл. Примерен 1',
      note: { zh: '请带名片' },
      contact: 'Проба',
      contactPhone: '+359 88 000 0001',
    })
    expect(await choose(id, [item])).toContain('1 промяна. Нищо не е изпратено.')
    const html = await page(id)
    for (const words of [
      'Ще получат 2 души:',
      '2 нови покани',
      'Изпрати 2 писма',
      '1 участник е без електронен адрес',
      'Безадресен Примеров',
      '邀请：',
      '李试，您好：',
      '14:30–15:30',
      '20:30–21:30',
    ])
      expect([words, html.includes(words)]).toEqual([words, true])
    expect((await letters()).length).toBe(0)
    expect(await send(id)).toContain('Писмата тръгват към 2 души')
    const [first, second] = (await letters()).sort((a, b) => a.to.localeCompare(b.to))
    expect(first).toEqual({
      to: 'ana@troyan.test',
      method: 'REQUEST',
      uid: expect.stringMatching(/^[0-9a-f-]{36}@pobratim$/),
      sequence: 0,
      start: '2026-12-14T12:30:00Z',
      end: '2026-12-14T13:30:00Z',
      summary: 'Среща с кмета',
      location: 'Кметството, зала 1, пл. Примерен 1',
      status: 'CONFIRMED',
      attendee: 'mailto:ana@troyan.test REQ-PARTICIPANT',
      organizer: 'mailto:officer@pobratim.test',
      partstat: 'NEEDS-ACTION',
    })
    expect([second!.to, second!.uid, second!.location]).toEqual(['li@jdz.test', first!.uid, '市政厅, zala 1, пл. Примерен 1'])
    expect(await send(id)).toContain('Няма какво да се изпрати')
    expect(await page(id)).toContain('Няма ново за изпращане. Последните писма тръгват.')
    await office.pool.query(`update mail_outbox set state = 'sent'`)
    expect(await page(id)).toContain('Всички имат последното')
  })

  test('comes through a real mail server as calendars expect it, with the answer going to the officer', async () => {
    const id = await visit()
    await people(id, [LI])
    const item = await add(id, 'Среща', { participants: [] })
    await choose(id, [item])
    await send(id)
    const server = await startMailServer()
    await sendAllThrough(server, office)
    await server.stop()
    const [arrived] = server.arrived
    const raw = arrived!.raw.toString()
    expect([
      /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i.test(raw),
      /multipart\/alternative/.test(raw),
      arrived!.mail.replyTo?.[0]?.address,
    ]).toEqual([true, true, 'officer@pobratim.test'])
    const ics = arrived!.mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(new TextDecoder().decode(ics!.content as ArrayBuffer))).getFirstSubcomponent('vevent')!)
    expect([event.summary, event.startDate.toString(), event.component.getFirstProperty('organizer')!.getParameter('sent-by')]).toEqual([
      'Среща',
      '2026-12-14T12:30:00Z',
      'mailto:office@pobratim.test',
    ])
  })

  test('when the programme changed while one looked nothing goes out', async () => {
    const id = await visit()
    await people(id, [ANA])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    const stamp = /name="stamp" value="([^"]+)"/.exec(await page(id))![1]!
    await change(id, item, 'Среща', { at: '15:30' })
    const visitor = officer()
    const told = flash(await visitor.follow(await visitor.post(addresses.invitationSending({ id }), { stamp })))
    expect([told.includes('Нищо не е изпратено'), (await letters()).length]).toEqual([true, 0])
  })

  test('two who share a mailbox get one letter; people of the register who are in no delegation get theirs', async () => {
    const id = await visit()
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Наш Човеков' }, email: 'nash@troyan.test' })).id
    await people(id, [ANA, { ...ANA, name: { bg: 'Иво Примеров' }, email: 'ANA@troyan.test' }])
    const item = await add(id, 'Среща', { participants: [{ delegateId: null, personId: person, part: 'leads' }] })
    await choose(id, [item])
    await send(id)
    expect((await letters()).map(({ attendee }) => attendee).sort()).toEqual(['mailto:ana@troyan.test REQ-PARTICIPANT', 'mailto:nash@troyan.test CHAIR'])
    const { rows } = await office.pool.query(`select to_name from mail_outbox where "to" = 'ana@troyan.test'`)
    expect(rows).toEqual([{ to_name: 'Ана Примерова, Иво Примеров' }])
  })

  test('three hundred delegates get theirs at once, in as many statements as three', async () => {
    const statements = async (count: number): Promise<number> => {
      const id = await visit()
      await people(
        id,
        Array.from({ length: count }, (_, at) => ({ ...LI, name: { bg: `Гост ${at}` }, email: `g${at}@jdz.test` })),
      )
      const item = await add(id, 'Откриване')
      await choose(id, [item])
      const stamp = /name="stamp" value="([^"]+)"/.exec(await page(id))![1]!
      const before = (await letters()).length
      const asked = await office.statements(() => officer().post(addresses.invitationSending({ id }), { stamp }))
      expect((await letters()).length - before).toBe(count)
      return asked
    }
    expect(await statements(300)).toBe(await statements(3))
  })

  test('the page asks as often for one item as for three', async () => {
    const id = await visit()
    await people(id, [ANA, LI])
    const items = [await add(id, 'Среща')]
    await choose(id, items)
    const one = await office.statements(() => page(id))
    for (const title of ['Обяд', 'Вечеря']) items.push(await add(id, title))
    await choose(id, items)
    expect(await office.statements(() => page(id))).toBe(one)
  })
})

describe('changes', () => {
  test('another time rises the sequence for all; other words do not, and keep what was answered', async () => {
    const id = await visit()
    await people(id, [ANA, LI])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    const [first] = await letters()
    const visitor = officer()
    const { rows } = await office.pool.query(`select id from invitee where address = 'ana@troyan.test'`)
    await visitor.post(addresses.invitationAnswer({ id, invitee: rows[0].id }), { answer: 'accepted' })
    await change(id, item, 'Среща на масата')
    expect(await page(id)).toContain('2 промени')
    await send(id)
    const reworded = (await letters(2)).sort((a, b) => a.to.localeCompare(b.to))
    expect(reworded.map(({ to, sequence, summary, partstat, uid }) => [to, sequence, summary, partstat, uid])).toEqual([
      ['ana@troyan.test', 0, 'Среща на масата', 'ACCEPTED', first!.uid],
      ['li@jdz.test', 0, 'Среща на масата', 'NEEDS-ACTION', first!.uid],
    ])
    await change(id, item, 'Среща на масата', { at: '16:00' })
    await send(id)
    const moved = (await letters(4)).sort((a, b) => a.to.localeCompare(b.to))
    expect(moved.map(({ sequence, start, partstat }) => [sequence, start, partstat])).toEqual([
      [1, '2026-12-14T14:00:00Z', 'NEEDS-ACTION'],
      [1, '2026-12-14T14:00:00Z', 'NEEDS-ACTION'],
    ])
    expect(await page(id)).toContain('преди промяната')
  })

  test('only those whose details changed get an update: a part, a language of the place, somebody new', async () => {
    const id = await visit()
    const [ana, li] = await people(id, [ANA, LI])
    const item = await add(id, 'Среща', { place: { bg: 'Кметството' } })
    await choose(id, [item])
    await send(id)
    await change(id, item, 'Среща', { place: { bg: 'Кметството' }, participants: [{ delegateId: ana!, personId: null, part: 'leads' }] })
    await send(id)
    expect((await letters(2)).map((one) => `${brief(one)} ${one.attendee}`)).toEqual([
      'ana@troyan.test REQUEST 1 2026-12-14T12:30:00Z mailto:ana@troyan.test CHAIR',
    ])
    await change(id, item, 'Среща', { place: { bg: 'Кметството', zh: '市政厅' }, participants: [{ delegateId: ana!, personId: null, part: 'leads' }] })
    await send(id)
    expect((await letters(3)).map(brief)).toEqual(['li@jdz.test REQUEST 2 2026-12-14T12:30:00Z'])
    await people(id, [{ ...ANA, name: { bg: 'Нова Гостова' }, email: 'nova@troyan.test' }])
    await send(id)
    // Somebody new changes nothing for the others, and gets it as it stands.
    expect((await letters(4)).map(brief)).toEqual(['nova@troyan.test REQUEST 2 2026-12-14T12:30:00Z'])
    expect(li).toBeDefined()
  })

  test('a delegate who does not come is told once that they are no longer expected, and once that they are again', async () => {
    const id = await visit()
    const [, li] = await people(id, [ANA, LI])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    done(await withdrawDelegate(office.here, office.officer, li!, 1, '2026-11-24'))
    expect(await page(id)).toContain('вече не участва')
    await send(id)
    const [cancelled] = await letters(2)
    expect([brief(cancelled!), cancelled!.status]).toEqual(['li@jdz.test CANCEL 1 2026-12-14T12:30:00Z', null])
    expect(await send(id)).toContain('Няма какво да се изпрати')
    await change(id, item, 'Среща', { at: '16:00' })
    await send(id)
    expect((await letters(3)).map(brief)).toEqual(['ana@troyan.test REQUEST 2 2026-12-14T14:00:00Z'])
    done(await withdrawDelegate(office.here, office.officer, li!, 2, null))
    await send(id)
    expect((await letters(4)).map(brief)).toEqual(['li@jdz.test REQUEST 3 2026-12-14T14:00:00Z'])
  })

  test('another address is another reader: the old one is told off, the new one invited', async () => {
    const id = await visit()
    const [li] = await people(id, [LI])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    done(await changeDelegate(office.here, office.officer, li!, 1, { ...LI, email: 'li@new.test' }))
    await send(id)
    expect((await letters(1)).map(brief).sort()).toEqual(['li@jdz.test CANCEL 1 2026-12-14T12:30:00Z', 'li@new.test REQUEST 1 2026-12-14T12:30:00Z'])
  })

  test.each([
    ['the item is taken out', async (id: string, item: string) => void done(await removeProgrammeItem(office.here, office.officer, id, item, 1))],
    ['it is chosen no more', async (id: string) => void (await choose(id, []))],
    [
      'the visit is called off',
      async (id: string) =>
        void done(
          await cancelVisit(office.here, office.officer, id, (await office.pool.query('select version from visit where id = $1', [id])).rows[0].version, {
            cancelledOn: '2026-11-23',
            cancelReason: 'болест',
          }),
        ),
    ],
  ])('when %s all are told, once', async (_, end) => {
    const id = await visit()
    await people(id, [ANA, LI])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    await end(id, item)
    expect(await page(id)).toContain('2 отмени')
    await send(id)
    const told = await letters(2)
    expect(told.map((one) => `${brief(one)} ${one.status}`).sort()).toEqual([
      'ana@troyan.test CANCEL 1 2026-12-14T12:30:00Z CANCELLED',
      'li@jdz.test CANCEL 1 2026-12-14T12:30:00Z CANCELLED',
    ])
    expect(await send(id)).toContain('Няма какво да се изпрати')
  })

  test('what is over is left alone', async () => {
    const id = await visit()
    await people(id, [ANA])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    office.here.clock.set('2026-12-15')
    await change(id, item, 'Среща', { at: '15:00' })
    expect(await send(id)).toContain('Няма какво да се изпрати')
  })

  test('who wants no invitations gets none, and the page says so', async () => {
    const id = await visit()
    await people(id, [ANA, LI])
    await office.pool.query(
      `insert into mail_address (office_id, id, address, language, refused, created_at) values ($1, gen_random_uuid(), 'li@jdz.test', 'zh', '{"invitation": "2026-11-01T00:00:00Z"}', now())`,
      [office.officeId],
    )
    await choose(id, [await add(id, 'Среща')])
    expect(await page(id)).toContain('Не желаят такива писма и не получават: li@jdz.test')
    await send(id)
    expect((await letters()).map(({ to }) => to)).toEqual(['ana@troyan.test'])
  })
})

describe('by any clock', () => {
  test.each([
    ['before the clocks go forward', { day: '2027-03-28', at: '02:30', minutes: 30 }, '2027-03-28T00:30:00Z', '2027-03-28T01:00:00Z'],
    ['over the missing hour', { day: '2027-03-28', at: '02:30', minutes: 60 }, '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
    ['the first of two equal hours', { day: '2027-10-31', at: '03:30', minutes: 15, fold: 'first' as const }, '2027-10-31T00:30:00Z', '2027-10-31T00:45:00Z'],
    ['the second of them', { day: '2027-10-31', at: '03:30', minutes: 15, fold: 'second' as const }, '2027-10-31T01:30:00Z', '2027-10-31T01:45:00Z'],
    ['by Peking’s clock', { day: '2027-06-01', at: '09:00', minutes: 60, zone: 'Asia/Shanghai' }, '2027-06-01T01:00:00Z', '2027-06-01T02:00:00Z'],
    ['over New Year', { day: '2026-12-31', at: '23:30', minutes: 90, lastDay: '2027-01-01' }, '2026-12-31T21:30:00Z', '2026-12-31T23:00:00Z'],
    ['one whole day', { day: '2026-12-31', at: null }, '2026-12-31', '2027-01-01'],
    ['whole days over New Year', { day: '2026-12-30', at: null, lastDay: '2027-01-02' }, '2026-12-30', '2027-01-03'],
  ])('%s', async (_, said, start, end) => {
    const id = await visit()
    await people(id, [LI])
    await choose(id, [await add(id, 'Среща', said)])
    await send(id)
    const [one] = await letters()
    expect([one!.start, one!.end]).toEqual([start, end])
    const { rows } = await office.pool.query('select calendar from mail_outbox')
    expect(/^DTSTART;VALUE=DATE:\d{8}\r$/m.test(rows[0].calendar.ics)).toBe(said.at === null)
  })

  test('the whole visit is a stretch of whole days that fills nobody’s calendar; without exact days it cannot be chosen', async () => {
    const id = await visit('2026-12-30/2027-01-02')
    await people(id, [LI])
    await choose(id, [], true)
    await send(id)
    const [one] = await letters()
    const { rows } = await office.pool.query('select calendar from mail_outbox')
    expect([one!.start, one!.end, one!.summary, /TRANSP:TRANSPARENT/.test(rows[0].calendar.ics)]).toEqual(['2026-12-30', '2027-01-03', '景德镇来访', true])
    expect(await page(await visit('2027-05'))).toContain('когато са известни точните му дни')
  })

  test('the whole visit tells the whole programme of its reader: also what is sent by itself, and what was', async () => {
    const id = await visit('2026-12-14/2026-12-16')
    await people(id, [LI])
    const meeting = await add(id, 'Среща с кмета', { day: '2026-12-15', at: '10:00' })
    await add(id, 'Вечеря', { day: '2026-12-15', at: '19:00' })
    await choose(id, [meeting], true)
    await send(id)
    const { rows } = await office.pool.query(`select text, calendar from mail_outbox where kind = 'invitation' order by id`)
    const whole = rows.find(({ calendar }) => String(calendar.ics).includes('TRANSP:TRANSPARENT'))
    const description = String(whole.calendar.ics).replace(/\r\n /g, '')
    const told = (text: string) => ['10:00–11:00 Среща с кмета', '19:00–20:00 Вечеря'].map((words) => text.includes(words))
    expect([rows.length, told(description), told(String(whole.text))]).toEqual([2, [true, true], [true, true]])
  })

  test('the letters are the same whatever the server’s own zone', async () => {
    const id = await visit()
    await people(id, [LI])
    await choose(id, [await add(id, 'Среща', { day: '2026-12-31', at: null })], true)
    const zone = process.env['TZ']
    try {
      process.env['TZ'] = 'Pacific/Kiritimati'
      await send(id)
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
    expect((await letters()).map(({ start }) => start).sort()).toEqual(['2026-12-14', '2026-12-31'])
  })
})

describe('answers', () => {
  const answer = (
    uid: string,
    address: string,
    partstat: string,
    more: { sequence?: number; stamp?: string; comment?: string; method?: string } = {},
  ): string =>
    [
      'BEGIN:VCALENDAR',
      'PRODID:-//Another//Calendar//EN',
      'VERSION:2.0',
      `METHOD:${more.method ?? 'REPLY'}`,
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${more.sequence ?? 0}`,
      `DTSTAMP:${more.stamp ?? '20261123T100000Z'}`,
      'DTSTART:20261214T123000Z',
      'ORGANIZER;CN="Проба: Служителова":mailto:officer@pobratim.test',
      `ATTENDEE;CN="Ли; Проба";PARTSTAT=${partstat};ROLE=REQ-PAR`,
      ` TICIPANT:MAILTO:${address}`,
      ...(more.comment === undefined ? [] : [`COMMENT:${more.comment}`]),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n')
  async function sent(): Promise<{ id: string; item: string; uid: string }> {
    const id = await visit()
    await people(id, [ANA, LI])
    const item = await add(id, 'Среща')
    await choose(id, [item])
    await send(id)
    return { id, item, uid: (await letters())[0]!.uid }
  }
  async function handIn(id: string, files: readonly File[], text = ''): Promise<string> {
    const visitor = officer()
    const answered = await visitor.post(addresses.invitationAnswers({ id }), { text, ...(files[0] === undefined ? {} : { files: files[0] }) })
    return answered.status === 422 ? plain(await answered.text()) : flash(await visitor.follow(answered))
  }
  const file = (text: string, name = 'answer.ics', type = 'text/calendar') => new File([text], name, { type })
  const stands = async () => (await office.pool.query('select address, answer, answered_sequence as sequence, comment from invitee order by address')).rows

  test('a file of a calendar is understood, folded lines, quotation marks and all, and can be taken back', async () => {
    const { id, uid } = await sent()
    const told = await handIn(id, [file(answer(uid, 'LI@jdz.test', 'ACCEPTED', { comment: 'С удоволствие\\, ще дойда' }))])
    expect(told).toContain('– приема: Среща.')
    expect(await stands()).toEqual([
      { address: 'ana@troyan.test', answer: null, sequence: null, comment: '' },
      { address: 'li@jdz.test', answer: 'accepted', sequence: 0, comment: 'С удоволствие, ще дойда' },
    ])
    expect(plain(await page(id))).toContain('приема 1, без отговор 1')
    const { rows } = await office.pool.query(`select id from activity where act = 'invitation.answered'`)
    await officer().post(addresses.activityUndo({ id: rows[0].id }))
    expect((await stands())[1]!.answer).toBe(null)
  })

  test('a letter that carries it is enough, and so is its text', async () => {
    const { id, uid } = await sent()
    const letter = [
      'From: li@jdz.test',
      'To: officer@pobratim.test',
      'Subject: =?utf-8?B?5o6l5Y+X?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '好的',
      '--b',
      'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(answer(uid, 'li@jdz.test', 'TENTATIVE')).toString('base64'),
      '--b--',
      '',
    ].join('\r\n')
    expect(await handIn(id, [file(letter, 'answer.eml', 'message/rfc822')])).toContain('– може би: Среща.')
    expect(await handIn(id, [], answer(uid, 'ana@troyan.test', 'DECLINED'))).toContain('Ана Примерова – отказва: Среща.')
    expect((await stands()).map(({ answer: said }) => said)).toEqual(['declined', 'tentative'])
  })

  test('an older answer changes nothing; one to what was before the change says so; who was not invited is not written down', async () => {
    const { id, item, uid } = await sent()
    await handIn(id, [file(answer(uid, 'li@jdz.test', 'ACCEPTED', { stamp: '20261124T100000Z' }))])
    expect(await handIn(id, [file(answer(uid, 'li@jdz.test', 'DECLINED', { stamp: '20261123T100000Z' }))])).toContain('вече има по-нов отговор')
    expect(await handIn(id, [file(answer(uid, 'stranger@elsewhere.test', 'ACCEPTED'))])).toContain('stranger@elsewhere.test отговаря за „Среща“, но не е канен')
    expect(await handIn(id, [file(answer('00000000-0000-7000-8000-000000000000@pobratim', 'li@jdz.test', 'ACCEPTED'))])).toContain('не е изпратена оттук')
    await change(id, item, 'Среща', { at: '16:00' })
    await send(id)
    expect(await handIn(id, [file(answer(uid, 'ana@troyan.test', 'ACCEPTED', { sequence: 0 }))])).toContain('преди последната промяна')
    expect((await stands()).map(({ answer: said, sequence }) => [said, sequence])).toEqual([
      ['accepted', 0],
      ['accepted', 0],
    ])
  })

  test('another time that is proposed is told and decides nothing; what is no answer is refused and kept', async () => {
    const { id, uid } = await sent()
    expect(await handIn(id, [file(answer(uid, 'li@jdz.test', 'TENTATIVE', { method: 'COUNTER', comment: 'По-късно?' }))])).toContain(
      'предлага друго време за „Среща“: 20261214T123000Z По-късно?',
    )
    expect((await stands())[1]!.answer).toBe(null)
    for (const junk of [
      'Здравейте',
      'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
      '\u0000',
      answer(uid, 'li@jdz.test', 'NEEDS-ACTION'),
      answer(uid, 'li@jdz.test', 'ACCEPTED', { method: 'REQUEST' }),
    ])
      expect(await handIn(id, [], junk)).toContain('няма отговор на покана')
  })

  test('what was sent cannot be undone; the choice can, until then', async () => {
    await sent()
    const { rows } = await office.pool.query(`select id from activity where act = 'invitation.sent'`)
    const visitor = officer()
    expect(flash(await visitor.follow(await visitor.post(addresses.activityUndo({ id: rows[0].id }))))).toContain('Изпратеното не може да се върне')
    const other = await visit()
    const item = await add(other, 'Вечеря')
    await choose(other, [item])
    const chosen = await office.pool.query(`select id from activity where act = 'invitation.chosen' order by id desc limit 1`)
    await officer().post(addresses.activityUndo({ id: chosen.rows[0].id }))
    expect((await office.pool.query('select deleted_at is null as alive from invitation where visit_id = $1', [other])).rows).toEqual([{ alive: false }])
  })
})

test('whoever is erased stands in no invitation any more', async () => {
  const { here, officer: by } = office
  const id = await visit()
  const person = done(await createPerson(here, by, { name: { bg: 'Наш Човеков' }, email: 'nash@troyan.test' })).id
  await people(id, [{ ...LI, personId: person }])
  await choose(id, [await add(id, 'Среща', { participants: [{ delegateId: null, personId: person, part: 'leads' }] })])
  await send(id)
  expect((await letters()).map(({ to }) => to)).toEqual(['li@jdz.test'])
  done(await erasePersonalData(here, by, person, 1, keepingParts.forgetting ?? []))
  const { rows } = await office.pool.query(
    `select count(*)::int as n from (select i::text as t from invitee i union all select m::text from mail_outbox m union all select a::text from activity a where thing in ('invitation', 'mail')) rows where t ~* 'li@jdz|Ли Проба|李试'`,
  )
  expect(rows).toEqual([{ n: 0 }])
})

describe('the door', () => {
  test('readers look and send nothing; another office finds none of it', async () => {
    const id = await visit()
    await people(id, [ANA])
    await choose(id, [await add(id, 'Среща')])
    const html = await page(id, 'reader')
    expect([html.includes('Покани за календар'), html.includes('name="stamp"')]).toEqual([true, false])
    expect((await office.as('reader').post(addresses.invitationSending({ id }), { stamp: 'x' })).status).toBe(403)
    const { visit: stranger } = await office.openAnother('Община Другаде')
    for (const path of [addresses.invitations({ id }), addresses.programmeCalendar({ id })]) expect((await stranger.get(path)).status).toBe(404)
    for (const path of [addresses.invitationSending({ id }), addresses.invitationChoice({ id }), addresses.invitationAnswer({ id, invitee: id })])
      expect((await stranger.post(path)).status).toBe(404)
    expect((await letters()).length).toBe(0)
  })

  test('the whole programme is a file: its items by UTC and whole days, nobody’s address, the same every time', async () => {
    const id = await visit()
    await people(id, [ANA, LI])
    await add(id, 'Среща', { contact: 'Проба', contactPhone: '+359 88' })
    await add(id, 'Празник', { day: '2026-12-15', at: null })
    const answered = await office.as('reader').get(addresses.programmeCalendar({ id }))
    const text = await answered.text()
    expect([answered.status, answered.headers.get('content-type'), /@(troyan|jdz)\.test/.test(text)]).toEqual([
      200,
      'text/calendar; charset=utf-8; method=PUBLISH',
      false,
    ])
    const calendar = new ICAL.Component(ICAL.parse(text))
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    expect([calendar.getFirstPropertyValue('method'), ...events.map((one) => `${one.startDate} ${one.endDate} ${one.summary}`)]).toEqual([
      'PUBLISH',
      '2026-12-14T12:30:00Z 2026-12-14T13:30:00Z Среща',
      '2026-12-15 2026-12-16 Празник',
    ])
    expect(await (await office.as('reader').get(addresses.programmeCalendar({ id }))).text()).toBe(text)
  })
})
