// The list of events, and what partnerships, the intake and the citizens read of them.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { createEvent, removeEvent } from './event.actions.ts'
import type { EventValues } from './event.ts'
import { eventById, eventList, eventsOf, eventTimeline, type EventFilters, similarEvents } from './event.queries.ts'
import { publicEvents, publicEventsOf } from './public-event.queries.ts'
import { eventsAttendedBy, eventsWith } from './partaking.queries.ts'

const TODAY = '2026-11-23'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'event_participant', 'event_partner', 'event', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const hold = async (values: Partial<EventValues> = {}) =>
  done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2026-10-04', partners: [], ...values }))
const town = async (name: string, country = 'MK', en?: string) =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name, ...(en === undefined ? {} : { en }) }, kind: 'municipality', country })).id
const person = async (name: string) => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const titles = (rows: readonly { title: { in: Readonly<Record<string, { text: string }>> } }[]) => rows.map((row) => row.title.in['bg']!.text)
const list = (filters: EventFilters = {}, turn = {}) => inOffice((tx) => eventList(tx, filters, turn, TODAY))

describe('the list', () => {
  test('what is to come stands apart, nearest first; the past newest first, the undated last', async () => {
    await hold({ title: { bg: 'без дата' }, date: null })
    await hold({ title: { bg: 'по-отдавна' }, date: '2018' })
    await hold({ title: { bg: 'неотдавна' }, date: '2026-10-04' })
    await hold({ title: { bg: 'догодина' }, date: '2027-05' })
    await hold({ title: { bg: 'тази седмица' }, date: '2026-11-20/2026-11-25' })
    const found = await list()
    expect([titles(found.coming), titles(found.rows), found.comingCount, found.pastCount]).toEqual([
      ['тази седмица', 'догодина'],
      ['неотдавна', 'по-отдавна', 'без дата'],
      2,
      3,
    ])
    expect(titles((await list({ when: 'coming' })).rows)).toEqual(['тази седмица', 'догодина'])
    const shown = await page(addresses.events(), 'reader')
    expect(shown.indexOf('Предстоящи</h2>')).toBeLessThan(shown.indexOf('Отминали</h2>'))
  })

  test.each([
    [{ kind: 'forum' }, ['форум']],
    [{ direction: 'outgoing' }, ['пътуване']],
    [{ year: 2018 }, ['пътуване']],
    [{ year: 2019 }, ['пътуване']],
    [{ q: 'forum' }, ['форум']],
    [{ q: 'Dojran' }, ['пътуване']],
    [{ q: 'никаквотакова' }, []],
    [{ organisation: 'junk' }, []],
  ] as const)('narrowed by %o it holds %o', async (filters, expected) => {
    await hold({ kind: 'forum', title: { bg: 'форум' } })
    await hold({ direction: 'outgoing', title: { bg: 'пътуване' }, date: '2018-12-30/2019-01-02', partners: [await town('Дойран')] })
    expect(titles((await list(filters)).rows)).toEqual(expected)
  })

  test('pages by key forwards and back without a gap; junk in the address is no error', async () => {
    for (let n = 0; n < 60; n++) await hold({ title: { bg: `събитие ${n}` }, date: n % 4 === 0 ? null : `20${10 + (n % 10)}` })
    const first = await list()
    const second = await list({}, { after: first.next })
    const third = await list({}, { after: second.next })
    const ids = [first, second, third].flatMap((one) => one.rows.map(({ id }) => id))
    expect([ids.length, new Set(ids).size, third.next, second.coming]).toEqual([60, 60, null, []])
    const back = await list({}, { before: third.previous })
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id))
    const forged = Buffer.from(`${first.rows[0]!.id}2024-13-45`).toString('base64url')
    for (const query of [{ after: forged }, { before: 'junk' }, { kind: 'junk', year: '99999', direction: "'", organisation: '\u0000', when: 'never' }])
      expect((await office.as('officer').get(addresses.events(query))).status).toBe(200)
  })

  test('asks the database as often for three as for one', async () => {
    const partners = [await town('Дойран'), await town('Елванген', 'DE')]
    const { id } = await hold({ partners, placeText: 'Зала' })
    const count = (path: string) => office.statements(() => page(path))
    const one = [await count(addresses.events()), await count(addresses.event({ id }))]
    await hold({ partners, date: '2027' })
    await hold({ partners, date: '2025' })
    expect([await count(addresses.events()), await count(addresses.event({ id }))]).toEqual(one)
    expect(Math.max(...one)).toBeLessThanOrEqual(17)
  })

  test('suggests events while a name is typed', async () => {
    const { id } = await hold({ title: { bg: 'Керамичен пленер' } })
    expect(await (await office.as('reader').get(addresses.events({ as: 'json', q: 'keram' }))).json()).toEqual({
      items: [{ id, title: 'Керамичен пленер', sub: '4 октомври 2026 г.' }],
    })
  })
})

describe('for others', () => {
  test('the timeline and the list of a partner, each entry its own', async () => {
    const partner = await town('Дойран')
    const visit = await hold({
      partners: [partner],
      summary: { bg: 'Разговори' },
      sources: [{ title: 'Новина', url: null, date: null, textId: null, quote: null }],
    })
    const signing = await hold({ kind: 'signing', direction: 'none', title: { en: 'Signing' }, date: '2025', partners: [partner], published: true })
    await hold({ partners: [await town('Елванген', 'DE')] })
    const entries = await inOffice((tx) => eventTimeline(tx, partner))
    expect(entries).toEqual([
      {
        id: `event-${visit.id}`,
        date: '2026-10-04',
        point: 'visit',
        title: 'Гости от Дойран',
        titleLanguage: undefined,
        href: addresses.event({ id: visit.id }),
        text: { text: 'Разговори', language: 'bg' },
        sources: [{ title: 'Новина', url: null, date: null, textId: null, quote: null }],
        published: false,
      },
      {
        id: `event-${signing.id}`,
        date: '2025',
        point: 'sign',
        title: 'Signing',
        titleLanguage: 'en',
        href: addresses.event({ id: signing.id }),
        text: undefined,
        sources: [],
        published: true,
      },
    ])
    expect((await inOffice((tx) => eventsOf(tx, partner))).map(({ id }) => id)).toEqual([visit.id, signing.id])
  })

  test('the citizens read only what is marked for them: no people, no words of the office’s texts', async () => {
    const partner = await town('Дойран')
    const source = { title: 'Новина', url: 'https://example.org/', date: '2026', textId: null, quote: 'тайни думи' }
    const open = await hold({
      partners: [partner],
      published: true,
      participants: [{ personId: await person('Проба Гостов'), asRole: 'служебна роля' }],
      sources: [source],
    })
    await hold({ partners: [partner], title: { bg: 'служебна среща' } })
    const seen = await inOffice(async (tx) => [await publicEvents(tx), await publicEventsOf(tx, partner)])
    expect(seen.map((one) => one.map(({ id }) => id))).toEqual([[open.id], [open.id]])
    expect(Object.keys(seen[0]![0]!).sort()).toEqual([
      'cancelledOn',
      'changedAt',
      'date',
      'direction',
      'fields',
      'firstDay',
      'id',
      'kind',
      'lastDay',
      'occasion',
      'partners',
      'placeId',
      'placeText',
      'sources',
      'summary',
      'title',
      'version',
    ])
    expect(JSON.stringify(seen)).not.toMatch(/служебн|тайни|Гостов/)
    done(await removeEvent(office.here, office.officer, open.id, 1))
    expect(await inOffice((tx) => publicEvents(tx))).toEqual([])
  })

  test('an event that may be the same is found by partner, kind and days, likeliest first', async () => {
    const [partner, other] = [await town('Дойран'), await town('Елванген', 'DE')]
    const same = await hold({ title: { bg: 'същото' }, partners: [partner], date: '2026-10-04' })
    await hold({ title: { bg: 'същия ден другаде' }, partners: [other], date: '2026-10-05' })
    await hold({ title: { bg: 'друг ден' }, partners: [partner], date: '2025-01-01' })
    await hold({ title: { bg: 'без дата' }, partners: [partner], date: null })
    await hold({ kind: 'forum', title: { bg: 'форум' }, partners: [other], date: '2026-10-04' })
    const like = (asked: Partial<Parameters<typeof similarEvents>[1]>) =>
      inOffice(async (tx) =>
        titles(await similarEvents(tx, { organisationIds: [partner], firstDay: '2026-10-03', lastDay: '2026-10-03', kind: 'visit', ...asked })),
      )
    expect(await like({})).toEqual(['същото', 'без дата', 'същия ден другаде'])
    expect(await like({ organisationIds: [], kind: 'meeting' })).toEqual([])
    expect(await like({ firstDay: '2020-01-01', lastDay: '2020-01-01' })).toEqual(['без дата'])
    expect(same.id.length).toBe(36)
  })

  test('whoever would remove a partner or a person learns of the event', async () => {
    const [partner, guest] = [await town('Дойран'), await person('Проба Гостов')]
    const held = () => inOffice(async (tx) => [await eventsWith(tx, partner), await eventsAttendedBy(tx, guest)])
    expect(await held()).toEqual([null, null])
    const { id } = await hold({ partners: [partner], participants: [{ personId: guest, asRole: null }] })
    expect(await held()).toEqual(['събитието „Гости от Дойран“', 'събитието „Гости от Дойран“'])
    done(await removeEvent(office.here, office.officer, id, 1))
    expect(await held()).toEqual([null, null])
  })

  test('another office sees nothing of it', async () => {
    const partner = await town('Дойран')
    const { id } = await hold({ partners: [partner], published: true })
    const other = await office.openAnother('Община Друга')
    const seen = await office.here.db.inOffice(other.officeId, async (tx) => [
      await eventById(tx, id),
      (await eventList(tx, {}, {}, TODAY)).pastCount,
      (await eventsOf(tx, partner)).length,
      (await publicEvents(tx)).length,
    ])
    expect(seen).toEqual([null, 0, 0, 0])
    expect((await other.visit.get(addresses.event({ id }))).status).toBe(404)
    expect((await other.visit.post(addresses.eventRemoval({ id }), { version: '1' })).status).toBe(404)
  })
})
