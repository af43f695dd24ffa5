// The citizens' calendar and its files: what is in them, what never is, and what other programs read. Towns of these tests are made up.
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeOccasion, createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import type { EventValues } from '#features/events/event.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../../tests/support/open-office.ts'

const SECRET = 'ТАЙНАТА'
let office: TestOffice
let open: string
let concert: string
let calledOff: string
let hiddenEvent: string
let feast: string

async function partner(name: string, published: boolean): Promise<string> {
  const { id } = done(
    await createPartnershipWith(
      office.here,
      office.officer,
      { name: { bg: name }, kind: 'municipality', country: 'FR', placeId: 2969109 },
      { type: 'twinning', published },
    ),
  )
  for (const [date, shown] of [
    ['2007-05-22', true],
    ['2017-12-01', false],
  ] as const)
    done(await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'both', date, published: shown }))
  return (await office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id)))!.organisationId
}
const event = async (values: Partial<EventValues> & Pick<EventValues, 'title' | 'date'>): Promise<string> =>
  done(await createEvent(office.here, office.officer, { kind: 'festival', direction: 'incoming', partners: [], published: true, ...values })).id
const occasion = async (bg: string, more: { published?: boolean; organisationId?: string | null } = {}): Promise<string> =>
  done(
    await createOccasion(office.here, office.officer, {
      organisationId: null,
      kind: 'town_day',
      name: { bg },
      rule: { repeats: 'yearly', month: 10, day: 14 },
      days: 2,
      notes: { bg: `${SECRET} бележка` },
      published: true,
      ...more,
    }),
  ).id

beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  open = await partner('Пробвил', true)
  const closed = await partner(`${SECRET}град`, false)
  const person = done(await createPerson(office.here, office.officer, { name: { bg: `${SECRET} Човек` } }))
  concert = await event({
    title: { bg: 'Концерт; с точка, и запетая' },
    date: '2026-12-10/2026-12-12',
    placeId: 2969109,
    summary: { bg: 'Пеят двата града.\nВходът е свободен.' },
    partners: [open, closed],
    participants: [{ personId: person.id, asRole: `${SECRET} роля` }],
    sources: [{ title: `${SECRET} източник`, url: null, date: null, textId: null, quote: `${SECRET} цитат` }],
  })
  calledOff = await event({ title: { bg: 'Отложена среща' }, date: '2027-01-15' })
  done(await callOffEvent(office.here, office.officer, calledOff, '2026-11-20'))
  hiddenEvent = await event({ title: { bg: `${SECRET} преговори` }, date: '2026-12-11', published: false })
  await event({ title: { bg: 'Някога през 2027' }, date: '2027' })
  await event({ title: { bg: 'Минал форум' }, date: '2024-09-03', kind: 'forum' })
  await event({ title: { bg: 'Без дата' }, date: null })
  feast = await occasion('Празник на Пробата')
  await occasion(`${SECRET} празник`, { published: false })
  await occasion(`${SECRET} празник на скрития`, { organisationId: closed })
  await occasion('Денят на Пробвил', { organisationId: open })
})
afterAll(() => office.close())

const get = (path: string, headers?: Record<string, string>) => office.as('nobody').get(path, headers)
const read = async (path: string): Promise<string> => (await get(path)).text()
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const items = (html: string): string[] =>
  [...html.matchAll(/<ol class="agenda">(.*?)<\/ol>/gs)].flatMap(([, list]) => [...list!.matchAll(/<li id=.*?<\/li>/gs)].map(([one]) => words(one)))
const months = (html: string): string[] => [...html.matchAll(/<h2 id="m-[^"]*">(.*?)<\/h2>/g)].map(([, title]) => title!)
async function eventsOf(path: string): Promise<ICAL.Event[]> {
  const answer = await get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  return new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

test('what comes stands by months, the nearest first, with what is called off said so', async () => {
  const html = await read('/bg/calendar')
  expect(months(html)).toEqual(['декември 2026 г.', '2027 г.', 'януари 2027 г.', 'май 2027 г.', 'октомври 2027 г.', 'октомври 2028 г.'])
  expect(items(html)).toEqual([
    '10–12 декември 2026 г. Концерт; с точка, и запетая Фестивал · Пробвил Добавете в календара си',
    '2027 г. Някога през 2027 Фестивал Добавете в календара си',
    '15 януари 2027 г. Отложена среща отменено Фестивал',
    '22 май 2027 г. 20 години от подписването с Пробвил Годишнина · Пробвил',
    '14–15 октомври 2027 г. Празник на Пробата Празник на града Добавете в календара си',
    '14–15 октомври 2027 г. Денят на Пробвил Празник на града · Пробвил Добавете в календара си',
    '14–15 октомври 2028 г. Празник на Пробата Празник на града Добавете в календара си',
    '14–15 октомври 2028 г. Денят на Пробвил Празник на града · Пробвил Добавете в календара си',
  ])
})

test('a past year stands by itself, and the years there are lead to theirs', async () => {
  const html = await read('/bg/calendar?year=2024')
  expect(items(html)).toEqual([
    '3 септември 2024 г. Минал форум Форум',
    '14–15 октомври 2024 г. Празник на Пробата Празник на града',
    '14–15 октомври 2024 г. Денят на Пробвил Празник на града · Пробвил',
  ])
  expect([...html.matchAll(/href="(\/bg\/calendar\?year=\d+)"/g)].map(([, href]) => href)).toEqual([
    '/bg/calendar?year=2027',
    '/bg/calendar?year=2026',
    '/bg/calendar?year=2024',
  ])
  expect(html).toContain(`<link rel="alternate" hreflang="en" href="${ORIGIN}/en/calendar?year=2024"/>`)
  for (const junk of ['year=0', 'year=x', 'after=%00', 'year=99999']) expect([junk, items(await read(`/bg/calendar?${junk}`)).length]).toEqual([junk, 8])
})

test('nothing that is not marked public stands in the page, an event’s page, the feed or a file', async () => {
  for (const lang of ['bg', 'en'])
    for (const path of [
      'calendar',
      'calendar?year=2026',
      'calendar?year=2027',
      'calendar.ics',
      `calendar/${concert}`,
      `calendar/${concert}/event.ics`,
      'news',
      `calendar/${feast}/event.ics`,
    ]) {
      const answer = await get(`/${lang}/${path}`)
      const text = (await answer.text()).replaceAll('\r\n ', '')
      expect([path, answer.status, text.includes(SECRET), text.includes('10 години'), text.includes(hiddenEvent)]).toEqual([path, 200, false, false, false])
    }
  for (const id of [hiddenEvent, '00000000-0000-7000-8000-000000000000'])
    expect([(await get(`/bg/calendar/${id}`)).status, (await get(`/bg/calendar/${id}/event.ics`)).status]).toEqual([404, 404])
  const other = await office.openAnother('Община Друга')
  const foreign = done(
    await createEvent(office.here, other.officer, {
      kind: 'forum',
      direction: 'none',
      title: { bg: 'Чужд форум' },
      date: '2026-12-01',
      partners: [],
      published: true,
    }),
  ).id
  expect([
    (await get(`/bg/calendar/${foreign}`)).status,
    (await get(`/bg/calendar/${foreign}/event.ics`)).status,
    (await read('/bg/calendar.ics')).includes('Чужд'),
  ]).toEqual([404, 404, false])
})

test('an event has a page with its days, place, partners, words and a file; machines read it as one', async () => {
  const html = await read(`/bg/calendar/${concert}`)
  expect([...html.matchAll(/<dt>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/gs)].map(([, name, value]) => `${name}: ${words(value!)}`)).toEqual([
    'кога: 10–12 декември 2026 г.',
    'къде: Пробвил',
    'какво: Фестивал',
    'с кого: Пробвил',
  ])
  expect([html.includes('<p>Входът е свободен.</p>'), html.includes(`href="/bg/calendar/${concert}/event.ics"`)]).toEqual([true, true])
  const { '@graph': graph } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!) as { '@graph': Record<string, unknown>[] }
  expect(graph.map((node) => node['@type'])).toEqual(['GovernmentOrganization', 'WebPage', 'BreadcrumbList', 'Event'])
  expect(graph.at(-1)).toMatchObject({ name: 'Концерт; с точка, и запетая', startDate: '2026-12-10', endDate: '2026-12-12' })
  expect((await read(`/bg/calendar/${calledOff}`)).includes('Отменено: събитието няма да се състои.')).toBe(true)
})

test('another program reads the feed: whole days, the called off as such, what repeats told once', async () => {
  const events = await eventsOf('/bg/calendar.ics')
  expect(
    events.map((one) =>
      `${one.startDate.toString()} ${one.endDate.toString()} ${one.summary} ${String(one.component.getFirstPropertyValue('status') ?? '')}`.trim(),
    ),
  ).toEqual([
    '2025-10-14 2025-10-16 Празник на Пробата',
    '2025-10-14 2025-10-16 Денят на Пробвил',
    '2026-12-10 2026-12-13 Концерт; с точка, и запетая',
    '2027-01-01 2027-01-02 Някога през 2027 (2027 г.)',
    '2027-01-15 2027-01-16 Отменено: Отложена среща CANCELLED',
    '2027-05-22 2027-05-23 20 години от подписването с Пробвил',
  ])
  expect([
    events[0]!.component.getFirstPropertyValue('rrule')?.toString(),
    events[2]!.location,
    String(events[2]!.component.getFirstPropertyValue('url')),
  ]).toEqual(['FREQ=YEARLY', 'Пробвил', `${ORIGIN}/bg/calendar/${concert}`])
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
  const one = await eventsOf(`/bg/calendar/${concert}/event.ics`)
  expect(one.map(({ uid, summary }) => [uid, summary])).toEqual([[`event-${concert}@pobratim`, 'Концерт; с точка, и запетая']])
  expect((await eventsOf(`/bg/calendar/${feast}/event.ics`)).map(({ summary }) => summary)).toEqual(['Празник на Пробата'])
})

test('unchanged the feed is not sent again; it is asked about each time and sets no cookie', async () => {
  const first = await get('/bg/calendar.ics')
  const again = await get('/bg/calendar.ics', { 'if-none-match': first.headers.get('etag')! })
  expect([again.status, await again.text(), first.headers.get('cache-control'), first.headers.getSetCookie()]).toEqual([304, '', 'public, no-cache', []])
})

test('an occasion is public only while its box is ticked, which the form keeps', async () => {
  const id = await occasion('Нов празник', { published: false })
  const officer = office.as('officer')
  expect((await read('/bg/calendar?year=2026')).includes('Нов празник')).toBe(false)
  const form = { 'name.bg': 'Нов празник', kind: 'town_day', repeats: 'yearly', 'on.day': '14', 'on.month': '10', days: '2' }
  const saved = await officer.post(addresses.occasion({ id }), { ...form, published: 'yes', version: '1' })
  expect([saved.status, (await read('/bg/calendar?year=2026')).includes('Нов празник')]).toEqual([303, true])
  const edit = await (await officer.get(addresses.occasionEdit({ id }))).text()
  expect(/<input[^>]*name="published"[^>]*>/.exec(edit)![0]).toContain('checked')
  done(
    await changeOccasion(office.here, office.officer, id, 2, {
      organisationId: null,
      kind: 'town_day',
      name: { bg: 'Нов празник' },
      rule: { repeats: 'yearly', month: 10, day: 14 },
    }),
  )
  expect((await read('/bg/calendar?year=2026')).includes('Нов празник')).toBe(true)
  await officer.post(addresses.occasion({ id }), { ...form, version: '3' })
  expect((await read('/bg/calendar?year=2026')).includes('Нов празник')).toBe(false)
})

test('as many questions for many events as for one', async () => {
  const count = async () => [
    await office.anew(() => get('/bg/calendar')),
    await office.anew(() => get('/bg/calendar.ics')),
    await office.anew(() => get(`/bg/calendar/${concert}`)),
  ]
  const before = await count()
  for (let n = 0; n < 3; n += 1) await event({ title: { bg: `Още едно ${n}` }, date: `2026-12-2${n}`, partners: [open], placeId: 785537 })
  expect([before, await count()]).toEqual([
    [15, 15, 12],
    [15, 15, 12],
  ])
})

test('a long year comes page by page', async () => {
  for (let n = 0; n < 85; n += 1) await event({ title: { bg: `Поредно ${n}` }, date: '2023-03-01' })
  const first = await read('/bg/calendar?year=2023')
  const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await read(next)
  const seen = new Set([...items(first), ...items(second)])
  expect([items(first).length, items(second).length, seen.size, second.includes('rel="next"')]).toEqual([80, 7, 87, false])
})
