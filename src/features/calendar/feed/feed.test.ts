// The private feed, read back by another program's parser: what is in it, who may read it, and how long.
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { removeMember } from '#features/accounts/account.actions.ts'
import { membersOf } from '#features/accounts/account.queries.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../../tests/support/open-office.ts'
import { hashOfToken } from './feed.actions.ts'
import { MOST_FEEDS, READS_IN_A_WINDOW } from './feed.ts'
import { changeOccasion, createOccasion } from '../occasions/occasion.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  const { id } = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: 'Пробвил' }, kind: 'municipality', country: 'FR' }, { type: 'twinning' }),
  )
  const signed = done(await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'both', date: '2007-05-22' }))
  done(await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'us', date: '2002' }))
  await office.pool.query(`update milestone set until = '2028-02-29', until_day = '2028-02-29' where id = $1`, [signed.id])
  const enter = async (bg: string, rule: Parameters<typeof createOccasion>[2]['rule'], days = 1) =>
    done(await createOccasion(office.here, office.officer, { organisationId: null, kind: 'town_day', name: { bg, en: `${bg} (en)` }, rule, days })).id
  await enter('Празник на града с много дълго име, запетая; точка и запетая \\ и наклонена черта', { repeats: 'yearly', month: 10, day: 14 }, 2)
  await enter('Високосният', { repeats: 'yearly', month: 2, day: 29 })
  await enter('Втора неделя', { repeats: 'weekday', month: 9, weekday: 7, nth: 2 })
  await enter('Велики понеделник', { repeats: 'easter_orthodox', shift: -6 })
})
afterAll(() => office.close())
beforeEach(() => office.pool.query('delete from calendar_address'))

const wishes = (fields: Record<string, string | string[]> = {}) => ({
  language: 'bg',
  kinds: ['occasions', 'anniversaries', 'agreements'],
  label: 'телефонът ми',
  ...fields,
})
/** The path of a new private address, from the page that shows it once. */
async function open(role: 'officer' | 'reader' = 'reader', fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await office.as(role).post(addresses.calendarFeeds(), wishes(fields))
  const html = await answer.text()
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  return /value="http:\/\/pobratim\.test(\/calendar\/feed\/[\w-]{43}\.ics)"/.exec(html)![1]!
}
const fetched = (path: string, headers: Record<string, string> = {}) => office.as('nobody').get(path, headers)
async function eventsOf(path: string): Promise<ICAL.Event[]> {
  const answer = await fetched(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  return new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

describe('what is in it', () => {
  test('whole days, Cyrillic, rules where others know them, day by day where they do not', async () => {
    const events = await eventsOf(await open())
    const told = events.map((event) => `${event.startDate.toString()} ${event.endDate.toString()} ${event.summary}`)
    expect(told).toEqual([
      '2025-02-28 2025-03-01 Високосният',
      '2025-04-14 2025-04-15 Велики понеделник',
      '2025-09-14 2025-09-15 Втора неделя',
      '2025-10-14 2025-10-16 Празник на града с много дълго име, запетая; точка и запетая \\ и наклонена черта',
      '2026-02-28 2026-03-01 Високосният',
      '2026-04-06 2026-04-07 Велики понеделник',
      '2027-01-01 2027-01-02 25 години от подписването с Пробвил (през 2027 г., денят не се знае)',
      '2027-02-28 2027-03-01 Високосният',
      '2027-04-26 2027-04-27 Велики понеделник',
      '2027-05-22 2027-05-23 20 години от подписването с Пробвил',
      '2027-08-29 2027-08-30 Време за подновяване с Пробвил: срокът е 29 февруари 2028 г.',
      '2028-02-29 2028-03-01 Изтича споразумението с Пробвил',
      '2028-02-29 2028-03-01 Високосният',
      '2028-04-10 2028-04-11 Велики понеделник',
    ])
    const rule = (summary: string) =>
      events
        .find((event) => event.summary.startsWith(summary))!
        .component.getFirstPropertyValue('rrule')
        ?.toString() ?? null
    expect([rule('Празник'), rule('Втора'), rule('Високосният'), rule('Велики')]).toEqual([
      'FREQ=YEARLY',
      'FREQ=YEARLY;BYDAY=SU;BYMONTH=9;BYSETPOS=2',
      null,
      null,
    ])
    const sundays = events.find((event) => event.summary === 'Втора неделя')!.iterator()
    expect([sundays.next(), sundays.next(), sundays.next()].map(String)).toEqual(['2025-09-14', '2026-09-13', '2027-09-12'])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
  })

  test('an agreement’s end rings half a year before; each leads to its record and says how often it changed', async () => {
    const events = await eventsOf(await open())
    const end = events.find(({ summary }) => summary.startsWith('Изтича'))!
    const [alarm] = end.component.getAllSubcomponents('valarm')
    expect([alarm!.getFirstPropertyValue('action'), String(alarm!.getFirstPropertyValue('trigger'))]).toEqual(['DISPLAY', '-P184D'])
    expect(String(end.component.getFirstPropertyValue('url'))).toMatch(new RegExp(`^${ORIGIN}/partnerships/[0-9a-f-]{36}$`))
    const day = events.find(({ summary }) => summary.startsWith('Празник'))!
    const kept = { sequence: day.sequence, changed: String(day.component.getFirstPropertyValue('last-modified')), uid: day.uid }
    expect(kept).toEqual({ sequence: 0, changed: '2026-11-23T09:00:00Z', uid: expect.stringMatching(/^occasion-[0-9a-f-]{36}@pobratim$/) })
    const id = kept.uid.slice('occasion-'.length, -'@pobratim'.length)
    done(
      await changeOccasion(office.here, office.officer, id, 1, {
        organisationId: null,
        kind: 'town_day',
        name: { bg: day.summary },
        rule: { repeats: 'yearly', month: 10, day: 14 },
        days: 2,
      }),
    )
    const again = (await eventsOf(await open())).find(({ uid }) => uid === kept.uid)!
    expect(again.sequence).toBe(1)
  })

  test('lines are folded at 75 octets and ended as the standard asks; the days stand still in any time zone', async () => {
    const path = await open()
    const zone = process.env['TZ']
    try {
      const texts: string[] = []
      for (const other of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Sofia']) {
        process.env['TZ'] = other
        texts.push(await (await fetched(path)).text())
      }
      const [text] = texts
      expect(new Set(texts).size).toBe(1)
      expect(text!.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(text!.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
      expect([text!.includes('DTSTART;VALUE=DATE:20251014'), /DTSTART:\d{8}T|TZID|VTIMEZONE/.test(text!)]).toEqual([true, false])
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  test('in the language and of the kinds that were chosen', async () => {
    expect((await eventsOf(await open('reader', { language: 'en', kinds: 'anniversaries' }))).map(({ summary }) => summary)).toEqual([
      '25 years since the signing with Probvil (in 2027, the day is not known)',
      '20 years since the signing with Probvil',
    ])
  })
})

describe('who may read it', () => {
  test('only a hash is kept; a wrong token, a cut one and junk find nothing', async () => {
    const path = await open()
    const token = path.slice('/calendar/feed/'.length, -'.ics'.length)
    const { rows } = await office.pool.query('select token_hash from calendar_address')
    expect(rows).toEqual([{ token_hash: hashOfToken(token) }])
    expect(JSON.stringify((await office.pool.query('select * from calendar_address')).rows)).not.toContain(token)
    expect((await fetched(path.replace('.ics', ''))).status).toBe(200)
    for (const wrong of [
      `${path.slice(0, -5)}.ics`,
      `/calendar/feed/${'A'.repeat(43)}.ics`,
      '/calendar/feed/x',
      '/calendar/feed/%00',
      `/calendar/feed/${'9'.repeat(5000)}`,
      `/calendar/feed/${hashOfToken(token)}`,
    ])
      expect((await fetched(wrong)).status).toBe(404)
  })

  test('right or wrong, an address asks the database the same way', async () => {
    const path = await open()
    const cost = (to: string) => office.statements(() => fetched(to))
    expect([await cost('/calendar/feed/x'), await cost(`/calendar/feed/${'A'.repeat(43)}.ics`)]).toEqual([1, 1])
    expect(await cost(path)).toBeGreaterThan(1)
  })

  test('renewed, the old one is dead; withdrawn, there is none; another’s cannot be touched', async () => {
    const first = await open('reader')
    const { rows } = await office.pool.query<{ id: string }>('select id from calendar_address')
    const { id } = rows[0]!
    for (const path of [addresses.calendarFeedRenewal({ id }), addresses.calendarFeedWithdrawal({ id })])
      expect((await office.as('officer').post(path)).status).toBe(404)
    expect((await fetched(first)).status).toBe(200)
    const renewed = await (await office.as('reader').post(addresses.calendarFeedRenewal({ id }))).text()
    const second = /value="http:\/\/pobratim\.test(\/calendar\/feed\/[\w-]+\.ics)"/.exec(renewed)![1]!
    expect([(await fetched(first)).status, (await fetched(second)).status]).toEqual([404, 200])
    expect(await (await office.as('reader').get(addresses.calendarFeeds())).text()).not.toContain(second)
    expect((await office.as('reader').post(addresses.calendarFeedWithdrawal({ id }))).status).toBe(303)
    expect((await fetched(second)).status).toBe(404)
  })

  test('it ends with the membership of its person', async () => {
    const fresh = await openOffice({ today: '2026-11-23' })
    try {
      const html = await (await fresh.as('reader').post(addresses.calendarFeeds(), wishes())).text()
      const path = /(\/calendar\/feed\/[\w-]+\.ics)/.exec(html)![1]!
      expect((await fresh.as('nobody').get(path)).status).toBe(200)
      const members = await fresh.here.db.asSystem((tx) => membersOf(tx, fresh.officeId))
      done(await removeMember(fresh.here, fresh.officer, members.find(({ role }) => role === 'reader')!.id))
      expect((await fresh.as('nobody').get(path)).status).toBe(404)
    } finally {
      await fresh.close()
    }
  })

  test('nothing chosen, an unknown kind, too many: refused in words', async () => {
    const asked = (fields: Record<string, string | string[]>) => office.as('reader').post(addresses.calendarFeeds(), wishes(fields))
    for (const kinds of ['', 'birthdays']) {
      const answer = await asked({ kinds })
      expect([answer.status, (await answer.text()).includes('value="телефонът ми"')]).toEqual([422, true])
    }
    for (let n = 0; n < MOST_FEEDS; n++) await open()
    const full = await asked({})
    expect([full.status, (await full.text()).includes(`Имате вече ${MOST_FEEDS} адреса`)]).toEqual([422, true])
  })
})

describe('how often', () => {
  test('unchanged it is not sent again, changed it is', async () => {
    const path = await open()
    const first = await fetched(path)
    const etag = first.headers.get('etag')!
    expect([first.headers.get('cache-control'), /^"[\w-]+"$/.test(etag)]).toEqual(['private, max-age=3600', true])
    const again = await fetched(path, { 'if-none-match': `"other", W/${etag}` })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    const { id } = done(
      await createOccasion(office.here, office.officer, {
        organisationId: null,
        kind: 'festival',
        name: { bg: 'Нов' },
        rule: { repeats: 'once', date: '2027-03-03' },
      }),
    )
    const changed = await fetched(path, { 'if-none-match': etag })
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false])
    await office.pool.query('delete from occasion where id = $1', [id])
  })

  test('read too often it asks for patience', async () => {
    const path = await open('reader', { kinds: 'anniversaries' })
    for (let n = 0; n < READS_IN_A_WINDOW; n++) expect((await fetched(path)).status).toBe(200)
    const tired = await fetched(path)
    expect([tired.status, tired.headers.get('retry-after')]).toEqual([429, '900'])
    office.here.clock.set('2026-11-24')
    expect((await fetched(path)).status).toBe(200)
    office.here.clock.set('2026-11-23')
  })
})
