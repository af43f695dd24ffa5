// The citizens' news: what happened, the newest first, page by page; nothing that is not public. Towns of these tests are made up.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../../tests/support/open-office.ts'
import { digestItem } from './news.ts'

const SECRET = 'ТАЙНО'
let office: TestOffice
const ids: Record<string, string> = {}
beforeAll(async () => {
  office = await openOffice()
  const { here, officer } = office
  const { id } = done(
    await createPartnershipWith(
      here,
      officer,
      { name: { bg: 'Узорево' }, kind: 'municipality', country: 'MK' },
      { type: 'twinning', published: true, slug: 'uzorevo' },
    ),
  )
  const partner = (await here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id)))!.organisationId
  const base = { kind: 'visit', direction: 'incoming', partners: [partner], published: true } as const
  ids['visit'] = done(
    await createEvent(here, officer, { ...base, title: { bg: 'Гости от Узорево' }, date: '2025-06-01', summary: { bg: `${'Дълъг разказ. '.repeat(60)}` } }),
  ).id
  ids['act'] = done(
    await createSymbolicAct(here, officer, { kind: 'tree_planting', title: { bg: 'Дървото' }, date: '2025-06-02', partners: [partner], published: true }),
  ).id
  ids['alone'] = done(await createSymbolicAct(here, officer, { kind: 'gift', title: { en: 'A bell' }, date: '2025', partners: [], published: true })).id
  ids['coming'] = done(await createEvent(here, officer, { ...base, title: { bg: 'Предстои' }, date: '2027-01-01' })).id
  const off = done(await createEvent(here, officer, { ...base, title: { bg: 'Отменено нещо' }, date: '2025-07-01' })).id
  done(await callOffEvent(office.here, office.officer, off, '2025-06-20'))
  done(await createEvent(here, officer, { ...base, title: { bg: `${SECRET} събитие` }, date: '2025-08-01', published: false }))
  done(await createSymbolicAct(here, officer, { kind: 'gift', title: { bg: `${SECRET} дар` }, date: '2025-08-01', partners: [partner] }))
  done(await createEvent(here, officer, { ...base, title: { bg: 'Без дата' }, date: null }))
})
afterAll(() => office.close())

const read = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()
const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const articles = (html: string): string[] => [...html.matchAll(/<article.*?<\/article>/gs)].map(([one]) => words(one))
const titles = (html: string): string[] => [...html.matchAll(/<article.*?<h2>(.*?)<\/h2>/gs)].map(([, title]) => words(title!))

test('what happened, the newest first, each with where more is told; nothing private, called off or still to come', async () => {
  const html = await read('/bg/news')
  expect(titles(html)).toEqual(['Дървото', 'Гости от Узорево', 'A bell'])
  const [tree, visit, bell] = articles(html)
  expect([tree, bell]).toEqual(['2 юни 2025 г. · Засаждане на дърво · Узорево Дървото', '2025 г. · Подарък A bell Само на английски'])
  expect([visit!.length < 400, visit!.endsWith('…')]).toEqual([true, true])
  expect([
    html.includes(`href="/bg/calendar/${ids['visit']}"`),
    html.includes(`href="/bg/partners/uzorevo#act-${ids['act']}"`),
    html.includes(SECRET),
    html.includes('<span lang="en">A bell</span>'),
  ]).toEqual([true, true, false, true])
})

test('the home leads to all of it, and the map of the site knows it', async () => {
  expect([(await read('/bg')).includes('href="/bg/news"'), (await read('/sitemap.xml')).includes(`<loc>${ORIGIN}/bg/news</loc>`)]).toEqual([true, true])
})

test('page by page in both directions, with the same number of questions', async () => {
  const { here, officer } = office
  const count = () => office.anew(() => office.as('nobody').get('/bg/news'))
  done(await createEvent(here, officer, { kind: 'meeting', direction: 'none', title: { bg: 'Отдавна' }, date: '2019-01-01', partners: [], published: true }))
  const before = await count()
  for (let n = 0; n < 45; n += 1)
    done(
      await createEvent(here, officer, {
        kind: 'meeting',
        direction: 'none',
        title: { bg: `Среща ${n}` },
        date: `2020-01-${String(1 + (n % 28)).padStart(2, '0')}`,
        partners: [],
        published: true,
      }),
    )
  expect([before, await count()]).toEqual([13, 13])
  const link = (html: string, rel: string) => new RegExp(`href="([^"]*)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
  const first = await read('/bg/news')
  const second = await read(link(first, 'next')!)
  const third = await read(link(second, 'next')!)
  expect([titles(first).length, titles(second).length, titles(third).length, link(third, 'next'), link(first, 'prev')]).toEqual([
    20,
    20,
    9,
    undefined,
    undefined,
  ])
  expect(new Set([...titles(first), ...titles(second), ...titles(third)]).size).toBe(49)
  expect(titles(await read(link(second, 'prev')!))).toEqual(titles(first))
  expect([second.includes('content="noindex"'), first.includes('content="noindex"')]).toEqual([true, false])
  expect(titles(await read('/bg/news?after=junk'))).toEqual(titles(first))
})

test('an office without news says so', async () => {
  const fresh = await openOffice()
  try {
    expect((await (await fresh.as('nobody').get('/bg/news')).text()).includes('Още няма новини.')).toBe(true)
  } finally {
    await fresh.close()
  }
})

test('an edition of the digest stands among them as one of its kind', () => {
  expect(digestItem({ id: 'd', title: { text: 'Октомври' }, day: '2024-11-02', lead: null, href: '/bg/digest/2024-10' })).toEqual({
    kind: 'digest',
    id: 'd',
    title: { text: 'Октомври' },
    day: '2024-11-02',
    when: '2 ноември 2024 г.',
    datetime: '2024-11-02',
    lead: null,
    href: '/bg/digest/2024-10',
    what: 'Бюлетин',
    partners: [],
  })
})
