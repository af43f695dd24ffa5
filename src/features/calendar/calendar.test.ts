// The calendar's pages: what stands on which day, filters and turning in the address, the wall, what partners' pages show, and how much it asks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { pieceOf } from './calendar.ts'
import { aheadOf, comingEntries, entriesBetween, nextOccasionOf, occasionsOf, named } from './entry.queries.ts'
import { createOccasion } from './occasions/occasion.actions.ts'
import type { OccasionValues } from './occasions/occasion.ts'

const TODAY = '2026-11-23'
let office: TestOffice
type Partner = { readonly partnership: string; readonly organisation: string }
let french: Partner
let chinese: Partner

async function partner(name: string, country: string): Promise<Partner> {
  const { id } = done(await createPartnershipWith(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country }, { type: 'twinning' }))
  return { partnership: id, organisation: await inOffice(async (tx) => (await partnershipById(tx, id))!.organisationId) }
}
const step = (on: Partner, kind: 'signing' | 'renewal' | 'end', date: ImpreciseDate) =>
  addMilestone(office.here, office.officer, on.partnership, { kind, side: 'both', date })
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const enter = async (more: Partial<OccasionValues>) =>
  done(
    await createOccasion(office.here, office.officer, {
      organisationId: null,
      kind: 'town_day',
      name: { bg: 'Празник на пробата' },
      rule: { repeats: 'yearly', month: 10, day: 14 },
      ...more,
    }),
  )
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => {
  const answer = await office.as(role).get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}
/** The titles in the grid's cell of a day. */
const onDay = (html: string, day: string): string[] => {
  const cell = html.split(`data-day="${day}"`)[1]!.split('class="number"')[0]!
  return [...cell.matchAll(/<li data-k[^>]*><(?:a|span)[^>]*>([^<]*)</g)].map(([, title]) => title!)
}
const titles = (html: string): string[] => [...html.matchAll(/class="(?:plain )?strong"[^>]*>([^<]*)<\/(?:a|span)><?/g)].map(([, title]) => title!)

beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  french = await partner('Пробвил', 'FR')
  chinese = await partner('Пробджън', 'CN')
  for (const on of [french, chinese]) for (const date of ['2001-10-14', '2006'] as const) done(await step(on, 'signing', date))
  await enter({})
  await enter({
    organisationId: french.organisation,
    kind: 'festival',
    name: { bg: 'Фестивал на лавандулата' },
    rule: { repeats: 'weekday', month: 10, weekday: 6, nth: 3 },
    days: 2,
  })
})
afterAll(() => office.close())

describe('the month', () => {
  test('each on its day, one that lasts on each of them, China without its 25 years; what has no day stands apart', async () => {
    const html = await page(addresses.calendar({ month: '2026-10' }))
    expect(onDay(html, '2026-10-14')).toEqual(['25 години от подписването с Пробвил', 'Празник на пробата'])
    expect([onDay(html, '2026-10-17'), onDay(html, '2026-10-18'), onDay(html, '2026-10-19')]).toEqual([
      ['Фестивал на лавандулата'],
      ['Фестивал на лавандулата'],
      [],
    ])
    const apart = html.split('id="undated-h"')[1]!.split('</section>')[0]!
    expect(apart).toContain('20 години от подписването с Пробвил')
    expect(apart).toContain('20 години от подписването с Пробджън')
    expect(apart).toContain('през 2026 г., денят не се знае')
  })

  test('29 February falls on the 28th, and the leap year has it', async () => {
    const { id } = await enter({ name: { bg: 'Високосният' }, rule: { repeats: 'yearly', month: 2, day: 29 } })
    expect(onDay(await page(addresses.calendar({ month: '2027-02' })), '2027-02-28')).toEqual(['Високосният'])
    expect(onDay(await page(addresses.calendar({ month: '2028-02' })), '2028-02-29')).toEqual(['Високосният'])
    await office.pool.query('delete from occasion where id = $1', [id])
  })

  test('turning and filters stand in the address', async () => {
    const html = await page(addresses.calendar({ month: '2026-12', kind: 'festival', q: 'Пробвил' }))
    const query = (month: string) => addresses.calendar({ month, q: 'Пробвил', kind: 'festival' }).replaceAll('&', '&amp;')
    expect([html.includes(`rel="prev" href="${query('2026-11')}"`), html.includes(`rel="next" href="${query('2027-01')}"`)]).toEqual([true, true])
    expect(onDay(await page(addresses.calendar({ month: '2026-10', kind: 'festival' })), '2026-10-14')).toEqual([])
    expect(onDay(await page(addresses.calendar({ month: '2026-10', q: 'probvil' })), '2026-10-14')).toEqual(['25 години от подписването с Пробвил'])
    expect(onDay(await page(addresses.calendar({ month: '2026-10', organisation: french.organisation })), '2026-10-14')).toEqual([
      '25 години от подписването с Пробвил',
    ])
    expect(onDay(await page(addresses.calendar({ month: '2026-10', q: 'Небивалово' })), '2026-10-14')).toEqual([])
  })

  test.each([
    'month=2026-13',
    'month=',
    'month=9999-01',
    'year=20',
    'year=1723',
    'day=2026-02-30',
    'undated=x',
    'kind=junk&with=junk&organisation=junk',
    'q=%00',
    'day=2026-10-14&after=junk',
  ])('junk in the address (%s) still shows a page', async (query) => {
    expect((await office.as('reader').get(`/calendar?${query}`)).status).toBe(200)
    expect((await office.as('reader').get(`/calendar/wall?${query}`)).status).toBe(200)
  })

  test('promises and visits are there when asked for', async () => {
    const visit = done(
      await createEvent(office.here, office.officer, {
        kind: 'visit',
        direction: 'incoming',
        title: { bg: 'Гости за пробата' },
        date: '2026-12-04/2026-12-05',
        partners: [french.organisation],
      }),
    )
    const promise = done(
      await createCommitment(office.here, office.officer, {
        owedBy: 'us',
        text: { bg: 'Да пратим снимките' },
        topic: 'other',
        state: 'agreed',
        due: '2026-12-10',
        eventId: null,
        partners: [french.organisation],
      }),
    )
    const shown = async (layers?: string) => {
      const html = await page(addresses.calendar({ month: '2026-12', with: layers }))
      return [...onDay(html, '2026-12-05'), ...onDay(html, '2026-12-10')]
    }
    expect([await shown(), await shown('events'), await shown('promises'), await shown('both')]).toEqual([
      [],
      ['Гости за пробата'],
      ['Срок: Да пратим снимките'],
      ['Гости за пробата', 'Срок: Да пратим снимките'],
    ])
    await office.pool.query('delete from commitment_partner; delete from event_partner')
    await office.pool.query('delete from commitment where id = $1', [promise.id])
    await office.pool.query('delete from event where id = $1', [visit.id])
  })
})

describe('a day, a year, the wall', () => {
  test('each entry leads to its record and to the next act, with the form filled in; a reader only reads', async () => {
    const html = await page(addresses.calendar({ day: '2026-10-14' }))
    expect(titles(html)).toEqual(['25 години от подписването с Пробвил', 'Празник на пробата'])
    expect(html).toContain(`href="${addresses.partnership({ id: french.partnership })}"`)
    const [, act] = /href="([^"]*)">Подготви поздравление</.exec(html)!
    const form = await page(act!.replaceAll('&amp;', '&'))
    expect(
      ['value="Пробвил"', 'value="25 години от подписването с Пробвил"', 'value="2026"', 'value="outgoing" checked'].filter((one) => !form.includes(one)),
    ).toEqual([])
    expect(await page(addresses.calendar({ day: '2026-10-14' }), 'reader')).not.toContain('Подготви ')
  })

  test('the year month by month, the known elections with their source, and the sheet for the wall', async () => {
    const year = await page(addresses.calendar({ year: '2026' }))
    expect(year.split('id="m3"')[1]!.split('</section>')[0]).toContain('Местни избори, втори тур: Франция')
    expect(year).toContain('https://www.venerand.fr/?p=7517')
    expect(titles(year.split('id="m10"')[1]!.split('</section>')[0]!)).toEqual([
      '25 години от подписването с Пробвил',
      'Празник на пробата',
      'Фестивал на лавандулата',
    ])
    const wall = await page(addresses.calendarWall({ year: '2026' }))
    expect(wall).toContain('<b>17–18.</b> Фестивал на лавандулата')
    expect(wall).toContain('<b>14.</b> 25 години от подписването с Пробвил')
    expect(await page(addresses.calendar({ undated: '2027' }))).toContain('Очаквани местни избори: България')
  })

  test('a page of a long day is cut by key; the next begins where it ended', () => {
    const all = Array.from({ length: 120 }, (_, index) => ({ key: `k${index}` }))
    const first = pieceOf(all, {})
    const second = pieceOf(all, { after: first.next ?? undefined })
    const third = pieceOf(all, { after: second.next ?? undefined })
    expect([
      first.rows.length,
      second.rows[0]!.key,
      third.rows.length,
      third.next,
      pieceOf(all, { before: second.previous ?? undefined }).rows[0]!.key,
      pieceOf(all, { after: 'junk' }).rows[0]!.key,
    ]).toEqual([50, 'k50', 20, null, 'k0', 'k0'])
  })
})

describe('agreements', () => {
  const until = (id: string, day: string | null) =>
    office.pool.query('update milestone set until = $2::text, until_day = $2::text::date where id = $1', [id, day])
  const ends = (from: string, to: string, on: Partner) =>
    inOffice((tx) => entriesBetween(tx, from, to, { organisationIds: [on.organisation], kinds: ['agreement_end', 'renewal'] })).then((found) =>
      found.map(({ kind, from: day }) => [kind, day]),
    )

  test('an end is told with its alarm, a renewal moves it on, an end of the tie takes it away', async () => {
    const on = await partner('Срочново', 'MK')
    const signed = done(await step(on, 'signing', '2022-05-01'))
    await until(signed.id, '2027-05-01')
    expect(await ends('2026-01-01', '2029-12-31', on)).toEqual([
      ['renewal', '2026-11-01'],
      ['agreement_end', '2027-05-01'],
    ])
    expect(
      (await inOffice(async (tx) => named(tx, await comingEntries(tx, TODAY)))).map(({ kind, partners }) => [kind, partners[0]?.name.in['bg']?.text]),
    ).toEqual([['agreement_end', 'Срочново']])
    const renewed = done(await step(on, 'renewal', '2026-10-01'))
    await until(renewed.id, '2029-10-01')
    expect(await ends('2026-01-01', '2029-12-31', on)).toEqual([
      ['renewal', '2029-04-01'],
      ['agreement_end', '2029-10-01'],
    ])
    done(await step(on, 'end', '2026-11-20'))
    expect(await ends('2026-01-01', '2029-12-31', on)).toEqual([])
  })
})

describe('for other pages', () => {
  test('a partner’s page and its organisation’s page say what comes, and where to enter more', async () => {
    for (const path of [addresses.partnership({ id: french.partnership }), addresses.organisation({ id: french.organisation })]) {
      const section = (await page(path)).split('id="occasions"')[1]!.split('</section>')[0]!
      // Of the year-only signing this year is not over yet.
      expect(titles(section)).toEqual(['20 години от подписването с Пробвил', 'Фестивал на лавандулата'])
      expect(section).toContain(addresses.occasionNew({ organisation: french.organisation }))
    }
  })

  test('the next anniversary is told however far it is, once', async () => {
    const on = await partner('Далечно', 'DE')
    done(await step(on, 'signing', '2009-05-22'))
    const ahead = await inOffice((tx) => aheadOf(tx, on.organisation, TODAY))
    expect(ahead.map(({ kind, from, years }) => [kind, from, years])).toEqual([['anniversary', '2029-05-22', 20]])
    expect((await inOffice((tx) => nextOccasionOf(tx, on.organisation, TODAY)))?.years).toBe(20)
    expect(await page(addresses.partnership({ id: on.partnership }))).toContain('20 години от подписването с Далечно')
  })

  test('occasions of many partners at once, and the next of one', async () => {
    const found = await inOffice((tx) => occasionsOf(tx, [french.organisation, chinese.organisation], '2026-01-01', '2026-12-31'))
    expect(found.map(({ kind, partners, country, exact }) => [kind, partners[0]?.name.in['bg']?.text ?? country, exact])).toEqual([
      ['anniversary', 'Пробвил', false],
      ['anniversary', 'Пробджън', false],
      ['election', 'FR', true],
      ['election', 'FR', true],
      ['anniversary', 'Пробвил', true],
      ['festival', 'Пробвил', true],
    ])
    expect((await inOffice((tx) => nextOccasionOf(tx, french.organisation, TODAY)))?.from).toBe('2027-10-16')
    expect(await inOffice((tx) => occasionsOf(tx, [], '2026-01-01', '2026-12-31'))).toEqual([])
  })
})

test('the same number of questions with three partners more', async () => {
  const paths = [
    addresses.calendar({ month: '2026-10' }),
    addresses.calendar({ year: '2026' }),
    addresses.calendar({ day: '2026-10-14' }),
    addresses.calendarWall({ year: '2026' }),
    addresses.partnership({ id: french.partnership }),
  ]
  const cost = async () => {
    const counted: number[] = []
    for (const path of paths) counted.push(await office.statements(() => page(path)))
    return counted
  }
  const before = await cost()
  for (const name of ['Едново', 'Двево', 'Триево']) {
    const on = await partner(name, 'IT')
    done(await step(on, 'signing', '2001-10-14'))
    await enter({ organisationId: on.organisation })
  }
  expect(await cost()).toEqual(before)
  expect(onDay(await page(addresses.calendar({ month: '2026-10' })), '2026-10-14')).toHaveLength(3)
  expect(await page(addresses.calendar({ month: '2026-10' }))).toContain('още 5<')
})
