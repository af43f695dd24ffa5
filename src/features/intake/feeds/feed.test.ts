// Watched feeds against a real server: tried out, looked at politely, each item once, errors in words. All news is made up.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { encoded } from '#features/documents/extraction/samples.ts'
import { undo } from '#features/today/journal.actions.ts'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { belowHeading, feedNamedIn, readFeed } from './entries.ts'
import { endFeed, watchFeed } from './feed.actions.ts'
import { lookAtFeeds } from './feed.jobs.ts'
import { pauseAfter } from './feed.ts'

const outside = { userAgent: 'Pobratim/test', privateToo: true }
let office: TestOffice
let server: Server
let base: string
type Page = { readonly status?: number; readonly type?: string; readonly body?: string | Buffer; readonly headers?: Record<string, string> }
let pages: Record<string, Page | ((request: IncomingMessage, response: ServerResponse) => void)> = {}
let asked: { url: string; headers: IncomingMessage['headers'] }[] = []

beforeAll(async () => {
  office = await openOffice({ outside })
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    const page = pages[request.url ?? '']
    if (typeof page === 'function') return page(request, response)
    response.writeHead(page === undefined ? 404 : (page.status ?? 200), { 'content-type': page?.type ?? 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await office.close()
})
afterEach(async () => {
  pages = {}
  asked = []
  await office.pool.query('update intake_feed set deleted_at = now()')
})

const WHOLE = (town: string): string =>
  `<p>Делегация от община ${town}, Северна Македония, посети Троян. Двете общини се договориха да обменят ученици и млади художници до края на годината.</p><p>${'Гостите разгледаха музея на занаятите и се срещнаха с грънчари. '.repeat(6)}</p>`
type Item = {
  readonly guid: string
  readonly title: string
  readonly link?: string
  readonly content?: string
  readonly description?: string
  readonly date?: string
}
const rss = (items: readonly Item[], title = 'Новини на общината'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${title}</title><link>${base}/</link><description>x</description>${items
    .map(
      (item) =>
        `<item><title>${item.title}</title>${item.link === undefined ? '' : `<link>${item.link}</link>`}<guid isPermaLink="false">${item.guid}</guid><pubDate>${item.date ?? 'Sat, 12 Oct 2024 23:30:00 +0300'}</pubDate>${item.description === undefined ? '' : `<description><![CDATA[${item.description}]]></description>`}${item.content === undefined ? '' : `<content:encoded><![CDATA[${item.content}]]></content:encoded>`}</item>`,
    )
    .join('')}</channel></rss>`

const watch = async (path = '/rss'): Promise<string> => done(await watchFeed(office.here, office.officer, { url: `${base}${path}`, title: 'Новини' })).id
const look = (minutes = 60) => lookAtFeeds(office.here, { outside, minutes, log: silentLog, pause: 0 })
const due = (id: string) => office.pool.query('update intake_feed set next_look_at = null where id = $1', [id])
const feedOf = async (id: string) =>
  (await office.pool.query('select trouble, failures, etag, next_look_at, looked_at from intake_feed where id = $1', [id])).rows[0]
const textsOf = async (id: string): Promise<{ title: string; published: string; body: string; source_url: string; original_name: string; notes: string[] }[]> =>
  (
    await office.pool.query(
      'select t.title, t.published::text, t.body, t.source_url, t.original_name, t.notes from intake_arrival a join intake_text t on t.id = a.id where a.source_id = $1 order by a.id',
      [id],
    )
  ).rows
const outcomesOf = async (id: string): Promise<string[]> =>
  (await office.pool.query('select title, outcome, trouble from intake_feed_item where feed_id = $1 order by id', [id])).rows.map(
    ({ title, outcome, trouble }) => `${title}: ${outcome}${trouble === null ? '' : ` (${trouble})`}`,
  )
const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const settings = async (): Promise<string> => plain(await (await office.as('officer').get(addresses.settingsFeeds())).text())

describe('looking', () => {
  test('each item once, oldest first, by the day its sender wrote; asked with what the server said', async () => {
    const one = { guid: 'a', title: 'Гости от Прилеп', link: `${base}/a`, content: WHOLE('Прилеп') }
    const two = { guid: 'b', title: 'Гости &amp;amp; домакини', link: `${base}/b`, content: WHOLE('Охрид'), date: 'Sun, 13 Oct 2024 08:00:00 +0300' }
    pages['/rss'] = { type: 'application/rss+xml', body: rss([two, one]), headers: { etag: '"v1"', 'last-modified': 'Sun, 13 Oct 2024 08:00:00 GMT' } }
    const id = await watch()
    await look()
    expect((await textsOf(id)).map(({ title, published, source_url }) => [title, published, source_url])).toEqual([
      ['Гости от Прилеп', '2024-10-12', `${base}/a`],
      ['Гости & домакини', '2024-10-13', `${base}/b`],
    ])
    expect((await textsOf(id))[0]!.body).toMatch(/^Делегация от община Прилеп[^<]+$/s)
    expect(asked[0]!.headers['user-agent']).toBe('Pobratim/test')
    // Not due yet: nobody is asked.
    await look()
    expect(asked.length).toBe(1)
    pages['/rss'] = (request, response) => {
      response
        .writeHead(request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'Sun, 13 Oct 2024 08:00:00 GMT' ? 304 : 500)
        .end()
    }
    await due(id)
    await look()
    expect([await feedOf(id), asked.length]).toEqual([expect.objectContaining({ trouble: null, failures: 0, etag: '"v1"' }), 2])
    // Told again with another guid: the same text is known. With the same guid and other words: nothing.
    pages['/rss'] = {
      body: rss([
        { ...one, guid: 'a2' },
        { ...two, content: WHOLE('Битоля') },
      ]),
    }
    await due(id)
    await look()
    expect([(await textsOf(id)).length, await outcomesOf(id)]).toEqual([2, ['Гости от Прилеп: read', 'Гости & домакини: read', 'Гости от Прилеп: known']])
  })

  test('where the feed has only a summary the page of the same site is read: its article, below its heading, kept as it came', async () => {
    const page = `<html><body><div class="menu"><a href="/">Начало</a> <a href="/k">Контакти</a></div><div><h2>Гости от Кичево</h2><p>12.10.2024</p>${WHOLE('Кичево')}</div></body></html>`
    pages['/rss'] = {
      body: rss([
        { guid: '1', title: 'Гости от Кичево', link: '/novini/kichevo', description: 'Делегация от Кичево…' },
        { guid: '2', title: 'Чужд сайт', link: 'http://drug.invalid/x', description: 'Гости от община Струга посетиха Троян и разгледаха музея.' },
        { guid: '3', title: 'Няма я вече', link: `${base}/gone`, description: 'Гости от община Крушево посетиха Троян [...]' },
      ]),
    }
    pages['/novini/kichevo'] = { body: page }
    const id = await watch()
    await look()
    const texts = await textsOf(id)
    expect(texts.map(({ title, original_name }) => [title, original_name])).toEqual([
      ['Няма я вече', 'item.html'],
      ['Чужд сайт', 'item.html'],
      ['Гости от Кичево', 'kichevo.html'],
    ])
    expect(texts[2]!.body).toMatch(/^Гости от Кичево\n\n12\.10\.2024\n\nДелегация от община Кичево/)
    expect(texts[2]!.body).not.toContain('Контакти')
    expect(texts[0]!.notes).toContain('Прочетено е само резюмето: страницата на новината не се отвори.')
    expect(asked.map(({ url }) => url)).toEqual(['/rss', '/gone', '/novini/kichevo'])
    const original = await office.pool.query(
      `select convert_from(original, 'UTF8') as bytes from intake_text where title = 'Гости от Кичево' and deleted_at is null`,
    )
    expect(original.rows[0].bytes).toBe(page)
  })

  test('a page that does not answer is asked again twice, then the summary will do', async () => {
    pages['/rss'] = { body: rss([{ guid: 's', title: 'Спрян сървър', link: `${base}/down`, description: 'Гости от община Валандово посетиха Троян…' }]) }
    pages['/down'] = { status: 503 }
    const id = await watch()
    const seen: string[][] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await due(id)
      await look()
      seen.push(await outcomesOf(id))
    }
    expect(seen).toEqual([['Спрян сървър: waiting (server)'], ['Спрян сървър: waiting (server)'], ['Спрян сървър: read']])
  })

  test('failing looks pause longer and longer, are told in words, and end with the first good one', async () => {
    pages['/rss'] = { status: 500 }
    const id = await watch()
    const minutes: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      await due(id)
      await look(60)
      minutes.push((new Date((await feedOf(id)).next_look_at).getTime() - office.here.clock.now().getTime()) / 60_000)
    }
    expect(minutes).toEqual([120, 240, 480])
    expect(await settings()).toContain('Сайтът отговори с грешка (500). Обикновено минава от само себе си; Побратим ще опита пак. Следващ опит:')
    pages['/rss'] = { status: 429, headers: { 'retry-after': '172800' } }
    await due(id)
    await look(60)
    expect((new Date((await feedOf(id)).next_look_at).getTime() - office.here.clock.now().getTime()) / 60_000).toBe(1440)
    pages['/rss'] = { body: rss([]) }
    await due(id)
    await look()
    expect(await feedOf(id)).toEqual(expect.objectContaining({ trouble: null, failures: 0 }))
    expect([pauseAfter(60, 0), pauseAfter(60, 40), pauseAfter(60, 1, 1e9), pauseAfter(1440, 5)]).toEqual([3_600_000, 86_400_000, 86_400_000, 86_400_000])
  })

  test('paused, ended and private feeds are not asked; a private one says why', async () => {
    pages['/rss'] = { body: rss([]) }
    const id = await watch()
    await office.as('officer').post(addresses.settingsFeedPause({ id }))
    await look()
    expect(asked).toEqual([])
    expect(await settings()).toContain('временно спряно')
    await office.as('officer').post(addresses.settingsFeedResumption({ id }))
    await lookAtFeeds(office.here, { outside: { ...outside, privateToo: false }, minutes: 60, log: silentLog })
    expect([asked, (await feedOf(id)).trouble]).toEqual([[], 'private'])
    done(await endFeed(office.here, office.officer, id))
    await due(id)
    await look()
    expect(asked).toEqual([])
  })
})

describe('hostile and failing sites', () => {
  test('a feed with what no database takes is read all the same, and the feeds behind it too', async () => {
    pages['/json'] = {
      type: 'application/feed+json',
      body: '{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":"\\u0000","title":"Гости\\u0000","content_html":"<p>Делегация от община Берово\\ud800 посети Троян.</p>"}]}',
    }
    pages['/rss'] = { body: rss([{ guid: '1', title: 'Втора', content: WHOLE('Ресен') }]) }
    const [hostile, other] = [await watch('/json'), await watch('/rss')]
    await look()
    expect([await outcomesOf(hostile), await outcomesOf(other)]).toEqual([['Гости: read'], ['Втора: read']])
  })

  test('a look that breaks here is told, waits as a failed one does, and keeps no other feed waiting', async () => {
    for (const path of ['/1', '/2']) pages[path] = { body: rss([{ guid: path, title: path, content: WHOLE(`Струмица ${path}`) }]) }
    const [broken, other] = [await watch('/1'), await watch('/2')]
    await office.pool.query(`
      create function break_feed() returns trigger language plpgsql as $$ begin if new.title = '/1' then raise exception 'broken'; end if; return new; end $$`)
    await office.pool.query('create trigger break_feed before insert on intake_feed_item for each row execute function break_feed()')
    try {
      await look(60)
    } finally {
      await office.pool.query('drop function break_feed cascade')
    }
    expect([(await feedOf(broken)).trouble, (await feedOf(broken)).failures, await outcomesOf(other)]).toEqual(['unexpected', 1, ['/2: read']])
    expect((new Date((await feedOf(broken)).next_look_at).getTime() - office.here.clock.now().getTime()) / 60_000).toBe(120)
    expect(await settings()).toContain('не успя заради грешка в Побратим, а не в сайта')
    await due(broken)
    await look()
    expect(await outcomesOf(broken)).toEqual(['/1: read'])
  })

  test('a site that falls silent is left in peace after three items, and a feed ended meanwhile brings no more', async () => {
    pages['/rss'] = {
      body: rss(Array.from({ length: 6 }, (_, at) => ({ guid: `${at}`, title: `Новина ${at}`, link: `${base}/p${at}`, description: 'Гости от Берово…' }))),
    }
    for (let at = 0; at < 6; at += 1) pages[`/p${at}`] = (request) => request.socket.destroy()
    const id = await watch()
    await look()
    expect(asked.map(({ url }) => url)).toEqual(['/rss', '/p5', '/p4', '/p3'])
    asked = []
    pages['/p5'] = async (_, response) => {
      done(await endFeed(office.here, office.officer, id))
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<article>${WHOLE('Кочани')}</article>`)
    }
    await due(id)
    await look()
    expect(asked.map(({ url }) => url)).toEqual(['/rss', '/p5'])
  })

  test('two tabs watch one feed; what an ended feed could not read is no longer shown', async () => {
    const both = await Promise.all(Array.from({ length: 4 }, () => watchFeed(office.here, office.officer, { url: 'https://same.example/x', title: 'x' })))
    expect(both.filter(({ ok }) => ok).length).toBe(1)
    pages['/rss'] = { body: rss([{ guid: 'без', title: 'Без текст' }]) }
    const id = await watch()
    await look()
    expect(await settings()).toContain('Без текст')
    done(await endFeed(office.here, office.officer, id))
    expect(await settings()).not.toContain('Без текст')
  })
})

describe('the settings page', () => {
  test('an address is tried out before it is watched; the address of the site will do', async () => {
    const officer = office.as('officer')
    pages['/'] = {
      body: `<html><head><link rel="stylesheet" href="/a.css"><link rel='alternate' type="application/rss+xml" href="/rss?a=1&amp;b=2"></head><body>Община</body></html>`,
    }
    pages['/rss?a=1&b=2'] = {
      body: rss([
        { guid: '1', title: 'Първа', link: `${base}/1`, description: 'кратко' },
        { guid: '2', title: 'Втора', content: WHOLE('Гевгелия') },
      ]),
    }
    const trial = await officer.post(addresses.settingsFeedTrial(), { url: `${base}/` })
    const html = await trial.text()
    expect(asked.map(({ url }) => url)).toEqual(['/', '/rss?a=1&b=2'])
    expect(trial.status).toBe(200)
    expect(plain(html)).toContain('Намерени са 2 новини.')
    expect(plain(html)).toContain('Първа 12 октомври 2024 г. · в канала е само резюме; целият текст ще се взема от страницата кратко')
    expect(plain(html)).toContain('Втора 12 октомври 2024 г. · целият текст е в канала')
    expect(html).toContain(`name="url" value="${base}/rss?a=1&amp;b=2"`)
    expect((await office.pool.query('select 1 from intake_feed where deleted_at is null')).rows).toEqual([])
    const watched = await officer.post(addresses.settingsFeeds(), { url: `${base}/rss?a=1&b=2`, title: 'Новини на общината' })
    expect(watched.headers.get('location')).toBe('/settings/feeds')
    const after = await officer.follow(watched)
    expect(plain(after)).toContain('„Новини на общината“ се наблюдава.')
    const twice = await officer.post(addresses.settingsFeeds(), { url: `${base}/rss?a=1&b=2`, title: 'Пак' })
    expect([twice.status, plain(await twice.text())]).toEqual([422, expect.stringContaining('Този адрес вече се наблюдава.')])
    // Undone, it is watched no more.
    const back = await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(after)![1]!)
    expect(back.status).toBe(303)
    expect((await office.pool.query('select 1 from intake_feed where deleted_at is null')).rows).toEqual([])
  })

  test('what is wrong with an address is said at its box, and what was typed stays', async () => {
    const officer = office.as('officer')
    pages['/html'] = { body: '<html><body>Няма канал</body></html>' }
    pages['/forbidden'] = { status: 403 }
    const told = async (url: string): Promise<string> => {
      const answer = await officer.post(addresses.settingsFeedTrial(), { url })
      const html = await answer.text()
      expect([answer.status, html.includes(`value="${url}"`)]).toEqual([422, true])
      return plain(/class="ds-validation-message"[^>]*>([\s\S]*?)<\/p>/.exec(html)![1]!).trim()
    }
    expect(await told('не е адрес')).toContain('Това не е адрес в интернет.')
    expect(await told('javascript:alert(1)')).toContain('Това не е адрес в интернет.')
    expect(await told(`${base}/html`)).toContain('На този адрес няма RSS или Atom канал')
    expect(await told(`${base}/nothing`)).toContain('На този адрес няма нищо.')
    expect(await told(`${base}/forbidden`)).toContain('Сайтът не допуска Побратим до тази страница.')
    expect(await told('http://няма-такъв.invalid/')).toContain('Няма такъв сайт.')
  })

  test('undoing an ending watches again; a reader sees and may not', async () => {
    pages['/rss'] = { body: rss([]) }
    const id = await watch()
    const ended = done(await endFeed(office.here, office.officer, id))
    done((await undo(office.here, office.officer, ended.activityId))!)
    const reader = office.as('reader')
    const html = await (await reader.get(addresses.settingsFeeds())).text()
    expect([plain(html).includes('Новини'), html.includes('/pause')]).toEqual([true, false])
    expect(
      await Promise.all(
        [addresses.settingsFeedTrial(), addresses.settingsFeeds(), addresses.settingsFeedPause({ id }), addresses.settingsFeedRemoval({ id })].map(
          async (path) => (await reader.post(path, {})).status,
        ),
      ),
    ).toEqual([403, 403, 403, 403])
    const other = await office.openAnother('Община Чужда')
    expect((await other.visit.post(addresses.settingsFeedRemoval({ id }))).status).toBe(404)
  })

  test('the list costs the same however many there are', async () => {
    const cost = () => office.statements(() => office.as('officer').get(addresses.settingsFeeds()))
    await watch('/1')
    const one = await cost()
    await watch('/2')
    await watch('/3')
    expect(await cost()).toBe(one)
  })
})

describe('feeds of every make', () => {
  test('Atom with markup, RDF, JSON, an old character set, and what is none', () => {
    const read = (text: string | Buffer, type = '') => readFeed(Buffer.from(text as string), type, 'https://example.bg/news/')
    const atom = read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>А</title><id>i</id><updated>2024-10-12T10:00:00Z</updated><entry><id>e</id><title type="html">Гости &amp;lt;3</title><link rel="self" href="/self"/><link href="/1"/><updated>2024-10-13T00:30:00+03:00</updated><published>2024-10-12T23:30:00+03:00</published><content type="html">&lt;p&gt;Цяло&lt;/p&gt;</content></entry></feed>',
    )
    expect(atom?.entries.map(({ title, link, told }) => [title, link, told])).toEqual([
      ['Гости <3', 'https://example.bg/1', { content: '<p>Цяло</p>', summary: null, day: '2024-10-12' }],
    ])
    const rdf = read(
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Б</title></channel><item><title>Т</title><link>https://example.bg/2</link><dc:date>2024-10-12</dc:date></item></rdf:RDF>',
    )
    expect(rdf?.entries.map(({ title, link, told }) => [title, link, told.day])).toEqual([['Т', 'https://example.bg/2', '2024-10-12']])
    const json = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'В',
        items: [{ id: '1', url: 'https://example.bg/3', title: 'Й', content_html: '<p>х</p>', date_published: '2024-10-12T10:00:00Z' }],
      }),
    )
    expect(json?.entries.map(({ title, link, told }) => [title, link, told])).toEqual([
      ['Й', 'https://example.bg/3', { content: '<p>х</p>', summary: null, day: '2024-10-12' }],
    ])
    const old = read(
      encoded(
        '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Новини</title><item><title>Гости</title></item></channel></rss>',
        'windows-1251',
      ),
    )
    expect([old?.title, old?.entries.length]).toEqual(['Новини', 1])
    expect([read('<html><body>не</body></html>'), read(''), read(Buffer.from([0, 1, 2, 255]))]).toEqual([null, null, null])
  })

  test('hostile feeds take no time and no memory', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [${Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><title>&e30;</title><item><title>&e30;</title></item></channel></rss>`
    const started = performance.now()
    for (const text of [
      bomb,
      `<rss><channel>${'<item>'.repeat(20_000)}`,
      `<rss version="2.0"><channel>${'<item><title>x</title></item>'.repeat(50_000)}</channel></rss>`,
      '<'.repeat(1_000_000),
    ])
      expect(JSON.stringify(readFeed(Buffer.from(text), '', 'https://example.bg/') ?? '').length).toBeLessThan(1_000_000)
    expect(feedNamedIn(Buffer.from('<link '.repeat(100_000)), 'https://example.bg/')).toBe(null)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('NUL and halves of letters, which no database takes, are left out of what a feed says', () => {
    const json = (text: string) =>
      readFeed(
        Buffer.from(`{"version":"https://jsonfeed.org/version/1.1","title":"${text}","items":[{"id":"1","title":"${text}","content_html":"<p>${text}</p>"}]}`),
        '',
        'https://example.bg/',
      )
    const [nul, half] = [json('а\\u0000б'), json('а\\ud800б')]
    expect([nul?.title, nul?.entries[0]?.title, nul?.entries[0]?.told.content]).toEqual(['аб', 'аб', '<p>аб</p>'])
    expect([half?.title, half?.entries[0]?.title, half?.entries[0]?.told.content]).toEqual(['а\ufffdб', 'а\ufffdб', '<p>а\ufffdб</p>'])
  })

  test('the article begins at its heading', () => {
    expect(belowHeading('Начало\nНовини\nГости от Берово\nТекст', 'Гости  от Берово ')).toBe('Гости от Берово\nТекст')
    expect([belowHeading('А\nБ', 'Б'), belowHeading('Начало\nТекст', 'Гости от Берово')]).toEqual(['А\nБ', 'Начало\nТекст'])
  })
})
