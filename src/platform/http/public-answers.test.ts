// What is kept of public answers, in how much room, and under which words behind an address; on a small app of its own over a real database.
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { WhileUnchanged } from '../database/while-unchanged.ts'
import { isOneOf, isSearched, type KnownQuery } from './list-query.ts'
import { hostOf, packingFor, PublicAnswers, publicly } from './public-answers.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** An app whose pages say how often they were made; two hosts, two offices. */
function pages(options: { most?: number; query?: KnownQuery; wait?: (host: string) => Promise<void>; text?: string; type?: string } = {}) {
  const offices: Record<string, { id: string; timeZone: string }> = {
    'a.test': { id: 'a', timeZone: 'Europe/Sofia' },
    'b.test': { id: 'b', timeZone: 'Europe/Skopje' },
  }
  const kept = new PublicAnswers({
    unchanged: new WhileUnchanged(office.pool),
    clock: office.here.clock,
    office: async (host) => offices[host] ?? null,
    ...(options.most === undefined ? {} : { most: options.most }),
  })
  let made = 0
  const app = new Hono()
  app.use(kept.before)
  app.get('/:page', async (c) => {
    kept.shows(c, offices[hostOf(c)]!, await kept.moment())
    made += 1
    await options.wait?.(hostOf(c))
    if (c.req.header('cookie') === 'officer' && c.req.query('preview') !== undefined) return c.text('a draft', 200, { 'cache-control': 'private, no-store' })
    c.header('X-Own', 'kept too')
    c.header('Set-Cookie', 'never=kept')
    return publicly(
      c,
      `${hostOf(c)} ${c.req.param('page')} ${c.req.query('year') ?? ''} ${options.text ?? 'x'.repeat(2000)}`,
      options.type ?? 'text/plain',
      options.query === undefined ? {} : { query: options.query },
    )
  })
  return {
    kept,
    made: () => made,
    get: (path: string, host = 'a.test', headers: Record<string, string> = {}) => app.request(`http://${host}${path}`, { headers }),
  }
}
const years: KnownQuery = { year: isOneOf(['2024', '2025']) }

test('each office has its own; headers of the page are kept with it, a cookie is not', async () => {
  const { get, made } = pages()
  const [first, again, other] = [await get('/one'), await get('/one'), await get('/one', 'b.test')]
  expect([made(), again.headers.get('x-own'), again.headers.get('set-cookie')]).toEqual([2, 'kept too', null])
  expect([(await first.text()).slice(0, 10), (await again.text()).slice(0, 10), (await other.text()).slice(0, 10)]).toEqual([
    'a.test one',
    'a.test one',
    'b.test one',
  ])
})

test('the sheets a page waits for are told before the page; what its text says of sheets is none', async () => {
  const text =
    '<html><head><link rel="stylesheet" href="/assets/a.css" /><link rel="stylesheet" href="/look/1.css" /></head><link rel="stylesheet" href="/no.css" /></html>'
  const { get } = pages({ text, type: 'text/html; charset=utf-8' })
  const told = '</assets/a.css>; rel=preload; as=style, </look/1.css>; rel=preload; as=style'
  expect([(await get('/one')).headers.get('link'), (await get('/one')).headers.get('link')]).toEqual([told, told])
  expect((await pages({ text }).get('/one')).headers.get('link')).toBeNull()
})

test('a page that is asked for again is packed smaller from then on, and says the same', async () => {
  const text = Array.from({ length: 3000 }, (_, n) => `${(n * 7919) % 1009} Троян`).join(' ')
  const { get } = pages({ text })
  const packed = async (): Promise<Buffer> => Buffer.from(await (await get('/one', 'a.test', { 'accept-encoding': 'br' })).arrayBuffer())
  const first = await packed()
  let later = await packed()
  for (let attempt = 0; attempt < 300 && later.length >= first.length; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    later = await packed()
  }
  expect(later.length).toBeLessThan(first.length)
  expect([first, later].map((bytes) => brotliDecompressSync(bytes).toString())).toEqual([`a.test one  ${text}`, `a.test one  ${text}`])
})

test('who asks for one office’s page waits for nobody who makes the same address of another’s', async () => {
  let slow = false
  let goOn = (): void => {}
  const stopped = new Promise<void>((resolve) => (goOn = resolve))
  let begun = (): void => {}
  const making = new Promise<void>((resolve) => (begun = resolve))
  const { get, made } = pages({
    wait: async (host) => {
      if (!slow || host !== 'a.test') return
      begun()
      await stopped
    },
  })
  await get('/one')
  // Something changed: both have to be made anew.
  await office.pool.query('select pg_current_xact_id()')
  slow = true
  const first = get('/one')
  await making
  const other = await Promise.race([get('/one', 'b.test'), new Promise<null>((resolve) => setTimeout(resolve, 2000, null))])
  goOn()
  expect([other?.status, (await first).status, made()]).toEqual([200, 200, 3])
})

test('known words make pages of their own, unknown ones none; a known word with junk is answered and not kept', async () => {
  const { get, made, kept } = pages({ query: years })
  const said = async (path: string): Promise<string> => (await (await get(path)).text()).replace(/ x+$/, '').trim()
  expect([await said('/one?year=2024'), await said('/one?year=2025&x=1'), await said('/one?y=3'), await said('/one')]).toEqual([
    'a.test one 2024',
    'a.test one 2025',
    'a.test one',
    'a.test one',
  ])
  expect([made(), kept.size]).toEqual([3, 3])
  for (let round = 0; round < 50; round += 1) await get(`/one?x${round}=1&year=2024`)
  expect([made(), kept.size]).toEqual([3, 3])
  const fresh = pages({ query: years })
  for (const junk of ['?year=1999', '?year=2024&year=2025', '?year=%3Cb%3E', '?year=']) await fresh.get(`/one${junk}`)
  expect(fresh.kept.size).toBe(0)
})

test('without a word on its query a page is kept for its bare address only', async () => {
  const { get, made, kept } = pages()
  await get('/one?x=1')
  await get('/one?x=1')
  expect([made(), kept.size]).toEqual([2, 0])
  await get('/one')
  await get('/one')
  await get('/one?x=1')
  expect([made(), kept.size]).toEqual([4, 1])
})

test('a preview is not answered from what is kept, nor kept itself', async () => {
  const { get, made } = pages({ query: years })
  await get('/one')
  expect(await (await get('/one?preview=1', 'a.test', { cookie: 'officer' })).text()).toBe('a draft')
  // Whoever is no officer gets the page everybody gets.
  expect((await (await get('/one?preview=1', 'a.test', { cookie: 'other' })).text()).slice(0, 10)).toBe('a.test one')
  expect((await (await get('/one')).text()).slice(0, 10)).toBe('a.test one')
  expect(made()).toBe(3)
})

test('the room is bounded: what was not asked for longest goes; nothing people write makes it grow', async () => {
  const { get, kept, made } = pages({ most: 5 * 7000, query: { q: isSearched } })
  for (let page = 0; page < 40; page += 1) {
    await get(`/page${page}`)
    await get('/first')
  }
  expect([kept.bytes <= 5 * 7000, kept.size]).toEqual([true, 5])
  const before = made()
  await get('/first')
  await get('/page39')
  expect(made()).toBe(before)
  for (let round = 0; round < 100; round += 1) await get(`/first?q=${round}`)
  expect([kept.bytes <= 5 * 7000, kept.size <= 5]).toEqual([true, true])
})

test('what people choose and search for is kept in a bounded number, the newest of it, and pushes no page out', async () => {
  const { get, kept, made } = pages({ query: { q: isSearched } })
  for (const page of ['/one', '/two', '/search']) await get(page)
  for (let round = 0; round < 400; round += 1) await get(`/search?q=${round}`)
  expect(kept.size).toBe(303)
  const before = made()
  for (const path of ['/one', '/two', '/search', '/search?q=399', '/search?q=100']) await get(path)
  expect(made()).toBe(before)
  // Asked for again it is the newest, and the next one takes another's place.
  await get('/search?q=new')
  await get('/search?q=100')
  expect(made()).toBe(before + 1)
  await get('/search?q=99')
  expect([made(), kept.size]).toEqual([before + 2, 303])
})

test.each([
  [undefined, null],
  ['', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['gzip;q=1.0, br;q=0.9', 'gzip'],
  ['*;q=0', null],
  ['identity;q=1, *;q=0', null],
  ['br ; q=0.5', 'br'],
])('who takes %s is given %s', (accept, packing) => {
  expect(packingFor(accept)).toBe(packing)
})
