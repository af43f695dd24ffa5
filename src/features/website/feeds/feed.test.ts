// The feeds as programs read them: valid, whole, absolute, the same names for ever, and only what citizens may read.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { publish } from '../../../../tests/support/newsletter.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'

const BASE = 'https://pobratim.test'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ url: BASE })
})
afterEach(async () => {
  for (const table of ['digest_publication', 'digest_edition', 'digest']) await office.pool.query(`delete from ${table}`)
})
afterAll(() => office.close())

/** Well-formed XML: every element closed in its order, no bare „&“ or „<“. */
function isXml(text: string): boolean {
  const open: string[] = []
  const bare = text.replace(/^<\?xml[^?]*\?>/, '').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  const left = bare.replace(/<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g, (_, closing: string, name: string, alone: string) => {
    if (closing === '/' ? open.pop() !== name : false) open.push('wrong')
    if (closing === '' && alone === '') open.push(name)
    return ''
  })
  return open.length === 0 && !/<|&(?!(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);)/i.test(left)
}

const FEEDS = { rss: addresses.siteRss, atom: addresses.siteAtom, json: addresses.siteJsonFeed } as const
const read = async (which: keyof typeof FEEDS, lang = 'bg'): Promise<string> => (await office.as('nobody').get(FEEDS[which]({ lang }))).text()

test('a digest stands in all three, whole and escaped, under an address of the office’s own host', async () => {
  await publish(office, '2026-10', 'bg')
  // Published anew it stays the same entry: it is named by the edition.
  const { rows } = await office.pool.query<{ id: string }>(`select edition_id as id from digest_publication where month = '2026-10' and language = 'bg'`)
  const { id } = rows[0]!
  const url = `${BASE}/bg/digest/2026-10`
  const html = '<p>Едно посещение. &#60;b&#62;</p>\n<h2>Узорево</h2>\n<p>На 12 октомври 2026 г. делегация от Узорево засади липа в парка.</p>'
  const [rss, atom, json] = [await read('rss'), await read('atom'), await read('json')]
  expect([isXml(rss), isXml(atom)]).toEqual([true, true])
  const asRss = parseRssFeed(rss)
  expect(asRss.items).toEqual([
    expect.objectContaining({
      title: 'Примерово по света: октомври 2026 г.',
      link: url,
      guid: { value: `urn:uuid:${id}`, isPermaLink: false },
      description: 'Едно посещение.',
      content: { encoded: html },
      pubDate: 'Mon, 23 Nov 2026 09:00:00 GMT',
    }),
  ])
  expect([asRss.language, asRss.link, asRss.atom?.links?.[0]]).toEqual([
    'bg',
    `${BASE}/bg`,
    { href: `${BASE}/bg/feed.xml`, rel: 'self', type: 'application/rss+xml' },
  ])
  const asAtom = parseAtomFeed(atom)
  expect(asAtom.entries![0]).toMatchObject({ id: `urn:uuid:${id}`, updated: '2026-11-23T09:00:00.000Z', content: { value: html, type: 'html' } })
  expect([asAtom.id, asAtom.updated, asAtom.links!.map(({ rel, href }) => [rel, href])]).toEqual([
    `${BASE}/bg/atom.xml`,
    '2026-11-23T09:00:00.000Z',
    [
      ['alternate', `${BASE}/bg`],
      ['self', `${BASE}/bg/atom.xml`],
    ],
  ])
  expect([/<feed[^>]* xml:lang="bg"/.test(atom), isXml('<a><b></a></b>'), isXml('<a>&b</a>')]).toEqual([true, false, false])
  const asJson = parseJsonFeed(JSON.parse(json))
  expect([asJson.feed_url, asJson.language, asJson.items![0]]).toEqual([
    `${BASE}/bg/feed.json`,
    'bg',
    expect.objectContaining({ id: `urn:uuid:${id}`, url, content_html: html, date_published: '2026-11-23T09:00:00.000Z', language: 'bg' }),
  ])
  expect(JSON.parse(json).version).toBe('https://jsonfeed.org/version/1.1')
})

test('each language has its own; what is withdrawn is gone; another office’s is not there', async () => {
  await publish(office, '2026-10', 'en')
  const other = await office.openAnother('Община Узорево')
  await publish(office, '2026-09', 'bg', other.officeId)
  expect([(await read('json', 'en')).includes('Primerovo in the world'), JSON.parse(await read('json', 'bg')).items]).toEqual([true, []])
  await office.pool.query('update digest_publication set withdrawn_at = now()')
  expect(JSON.parse(await read('json', 'en')).items).toEqual([])
  expect([isXml(await read('atom', 'en')), isXml(await read('rss', 'en'))]).toEqual([true, true])
})

test('public events stand among the news, others do not; a text with signs XML has no room for breaks nothing', async () => {
  const event = async (title: string, published: boolean) =>
    done(
      await createEvent(office.here, office.officer, {
        title: { bg: title },
        kind: 'festival',
        direction: 'none',
        partners: [],
        date: '2026-10-12',
        published,
      }),
    )
  const { id } = await event('Празник <на> Примерово & Узорево', true)
  await event('Тайна среща', false)
  const rss = await read('rss')
  expect([isXml(rss), parseRssFeed(rss).items!.map(({ title, link }) => [title, link])]).toEqual([
    true,
    [['Празник <на> Примерово & Узорево', `${BASE}/bg/calendar/${id}`]],
  ])
  expect(rss).not.toContain('Тайна')
})

test('kept and asked about like every public page, readable by other sites, announced in every page’s head', async () => {
  const first = await office.as('nobody').get(addresses.siteRss({ lang: 'bg' }))
  const etag = first.headers.get('etag')!
  expect([first.headers.get('content-type'), first.headers.get('cache-control'), first.headers.get('access-control-allow-origin')]).toEqual([
    'application/rss+xml; charset=utf-8',
    'public, no-cache',
    '*',
  ])
  expect((await office.as('nobody').get(addresses.siteRss({ lang: 'bg' }), { 'if-none-match': etag })).status).toBe(304)
  await publish(office, '2026-10', 'bg')
  expect((await office.as('nobody').get(addresses.siteRss({ lang: 'bg' }), { 'if-none-match': etag })).status).toBe(200)
  const page = await (await office.as('nobody').get(addresses.siteAbout({ lang: 'bg' }))).text()
  expect([...page.matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)"/g)].map(([, type, href]) => [type, href])).toEqual([
    ['application/rss+xml', `${BASE}/bg/feed.xml`],
    ['application/atom+xml', `${BASE}/bg/atom.xml`],
    ['application/feed+json', `${BASE}/bg/feed.json`],
  ])
})

test('a text published anew keeps its day and says that it changed; an event recorded late is new on the day on which it was made public', async () => {
  await publish(office, '2026-10', 'bg')
  await office.pool.query(`update digest_publication set published_at = '2026-11-02T08:00:00Z'`)
  await office.pool.query(
    `insert into digest_publication select office_id, gen_random_uuid(), edition_id, digest_id, month, language, '2026-11-05T08:00:00Z', published_by_id,
     published_by_name, reason, withdrawn_at, withdraw_reason, title, lead,
     jsonb_set(blocks, '{-1,sentences,0,text}', '"Краят е друг."') from digest_publication`,
  )
  const { id } = done(
    await createEvent(office.here, office.officer, {
      title: { bg: 'Отдавнашна среща' },
      summary: { bg: 'Разказ за нея.' },
      kind: 'meeting',
      direction: 'none',
      partners: [],
      date: '1999-05-04',
      published: true,
    }),
  )
  await office.pool.query(`update event set published_at = published_at - interval '1 day' where id <> $1`, [id])
  const json = JSON.parse(await read('json')) as { items: { id: string; date_published: string; date_modified: string; content_html: string; title: string }[] }
  const digest = json.items.find(({ title }) => title.startsWith('Примерово по света'))!
  expect([digest.date_published, digest.date_modified]).toEqual(['2026-11-02T08:00:00.000Z', '2026-11-05T08:00:00.000Z'])
  expect(json.items[0]).toMatchObject({
    id: `urn:uuid:${id}`,
    date_published: '2026-11-23T09:00:00.000Z',
    content_html: '<p>Среща, 4 май 1999 г.</p>\n<p>Разказ за нея.</p>',
  })
  const entry = parseAtomFeed(await read('atom')).entries!.find(({ title }) => title?.value?.startsWith('Примерово'))
  expect([entry!.published, entry!.updated]).toEqual(['2026-11-02T08:00:00.000Z', '2026-11-05T08:00:00.000Z'])
  const news = await (await office.as('nobody').get(addresses.siteNews({ lang: 'bg' }))).text()
  expect([news.includes('<time datetime="2026-11-02">2 ноември 2026 г.</time>'), news.includes('Бюлетин · Поправено на 5 ноември 2026 г.')]).toEqual([
    true,
    true,
  ])
})

test('the feed costs the same with one digest and with three', async () => {
  const cost = async () => {
    await office.pool.query('select 1')
    return office.anew(() => read('rss', 'en'))
  }
  await publish(office, '2026-08', 'en')
  const one = await cost()
  await publish(office, '2026-09', 'en')
  await publish(office, '2026-10', 'en')
  expect(await cost()).toBe(one)
})
