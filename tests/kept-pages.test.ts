// Citizens' pages from memory: never older than the register, in this process and in another; the same for everybody, whatever stands in the request.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { changePartnership, createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import { done, openOffice, ORIGIN, type TestOffice } from './support/open-office.ts'

let office: TestOffice
let made: { id: string; slug: string }
beforeAll(async () => {
  office = await openOffice()
  const { id } = done(
    await createPartnershipWith(office.here, office.officer, { kind: 'municipality', country: 'MK', name: { bg: 'Пазиград' } }, shown('Пазена дума')),
  )
  const row = await office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id))
  made = { id, slug: row!.slug }
})
afterAll(() => office.close())
beforeEach(() => office.here.clock.set('2026-11-23'))

const shown = (summary: string): PartnershipValues => ({ type: 'twinning', published: true, summary: { bg: summary } })
const page = (): string => addresses.sitePartner({ lang: 'bg', slug: made.slug })
async function change(values: PartnershipValues): Promise<void> {
  const { version } = (await office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, made.id)))!
  done(await changePartnership(office.here, office.officer, made.id, version, values))
}
type App = Pick<TestOffice, 'app'>
const ask = (path: string, headers: Record<string, string> = {}, at: App = office, method = 'GET'): Promise<Response> =>
  Promise.resolve(at.app.request(`${ORIGIN}${path}`, { method, headers }))
const text = async (path: string, headers: Record<string, string> = {}, at: App = office): Promise<string> => (await ask(path, headers, at)).text()
/** Once a second the database is asked whether anything changed; a page that is made anew costs at least the office's role and a reading besides. */
const ONLY_ASKED = 1
/** How many statements the request costs, and what it brings. */
async function costOf(path: string, headers: Record<string, string> = {}): Promise<{ statements: number; body: string }> {
  let body = ''
  const statements = await office.statements(async () => {
    body = await text(path, headers)
  })
  return { statements, body }
}

/** The same of a page that somebody asked for before; the asking in between tells the moment. */
const costOfKept = (path: string, headers: Record<string, string> = {}): Promise<{ statements: number; body: string }> =>
  office.undisturbed(async () => {
    await text(path)
    await text(page())
    return costOf(path, headers)
  })

test('the second reader costs the database nothing, whoever it is; the pages of both languages are kept apart', async () => {
  const paths = [page(), '/bg', '/en', '/bg/about', '/bg/open-data', '/bg/open-data/partnerships.csv', '/sitemap.xml', '/robots.txt', '/bg/share/home']
  const first = new Map<string, string>()
  for (const path of paths) first.set(path, await text(path))
  for (const path of paths) {
    const { statements, body } = await costOfKept(path, { cookie: 'language=en; color-scheme=dark', 'accept-language': 'fr' })
    expect([path, statements <= ONLY_ASKED, body === first.get(path)]).toEqual([path, true, true])
  }
  expect(first.get('/bg')).not.toBe(first.get('/en'))
})

test('what a citizen chooses on a page is kept as well: a year, a country, an older page of news, what was searched for', async () => {
  const paths = ['/bg/partnerships?country=MK&year=2020', '/bg/calendar?year=2024', '/bg/news?after=abc', '/bg/search?q=Пазиград', '/bg/accessibility']
  for (const path of paths) expect([path, (await costOfKept(encodeURI(path))).statements <= ONLY_ASKED]).toEqual([path, true])
})

test('a change of this process is there with the next look, a publication taken back is gone with the next look', async () => {
  expect((await text(page())).includes('Пазена дума')).toBe(true)
  await change(shown('Променена дума'))
  const changed = await text(page())
  expect([changed.includes('Променена дума'), changed.includes('Пазена дума')]).toEqual([true, false])
  const [home, open] = [await text('/bg'), await text('/bg/open-data/partnerships.csv')]
  expect([home.includes('Пазиград'), open.includes('Пазиград')]).toEqual([true, true])
  await change({ ...shown('Променена дума'), published: false })
  expect([(await ask(page())).status, (await text('/bg')).includes('Пазиград'), (await text('/bg/open-data/partnerships.csv')).includes('Пазиград')]).toEqual([
    404,
    false,
    false,
  ])
  await change(shown('Пазена дума'))
  expect((await ask(page())).status).toBe(200)
})

test('another process shows a publication that was taken back for one second at most', async () => {
  const other = office.openAnotherProcess()
  for (let round = 0; round < 3; round += 1) {
    expect((await ask(page(), {}, other)).status).toBe(200)
    await change({ ...shown('Пазена дума'), published: false })
    const from = performance.now()
    let last = 0
    // Whatever it gives after a second was found out from the database within that second.
    while (performance.now() - from < 1500) {
      const before = performance.now() - from
      if ((await ask(page(), {}, other)).status === 200) last = before
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect([last < 1000, (await ask(page(), {}, other)).status]).toEqual([true, 404])
    await change(shown('Пазена дума'))
    await new Promise((resolve) => setTimeout(resolve, 1010))
    expect((await text(page(), {}, other)).includes('Пазена дума')).toBe(true)
  }
})

test('a page that was being made while something changed is not kept', async () => {
  await change(shown('Преди промяната'))
  // Both at once, in every order the two can meet.
  for (let round = 0; round < 12; round += 1) {
    const words = `Дума номер ${round}`
    await Promise.all([change(shown(words)), ...Array.from({ length: 5 }, () => text(page()))])
    expect([round, (await text(page())).includes(words)]).toEqual([round, true])
  }
  await change(shown('Пазена дума'))
})

test('a change that is not finished changes nothing; when it is, the page follows', async () => {
  const slow = await office.pool.connect()
  await slow.query('begin')
  await slow.query(`update partnership set summary = jsonb_set(summary, '{in,bg,text}', '"Чакана дума"') where id = $1`, [made.id])
  expect((await text(page())).includes('Пазена дума')).toBe(true)
  expect((await text(page())).includes('Пазена дума')).toBe(true)
  await slow.query('commit')
  slow.release()
  expect((await text(page())).includes('Чакана дума')).toBe(true)
  await change(shown('Пазена дума'))
})

test('with a new day where the office lies every page is made anew', async () => {
  const later = (instant: string): Promise<number> =>
    office.undisturbed(async () => {
      office.here.clock.set('2026-11-23')
      await text(page())
      office.here.clock.set(instant)
      return (await costOf(page())).statements
      // Tried again because somebody wrote, it would find the page of the first attempt kept.
    }, office.touched)
  // 23 November in Greenwich, the 24th in Sofia.
  expect(await later('2026-11-23T21:59:00Z')).toBeLessThanOrEqual(ONLY_ASKED)
  expect(await later('2026-11-23T22:00:00Z')).toBeGreaterThan(ONLY_ASKED)
})

test('what an officer previews is neither kept nor answered from what is kept', async () => {
  await change({ ...shown('Още не е за гражданите'), published: false })
  const officer = office.as('officer')
  const path = `${page()}?preview=1`
  for (let round = 0; round < 2; round += 1) {
    const previewed = await officer.get(path)
    expect([previewed.status, previewed.headers.get('cache-control'), (await previewed.text()).includes('Още не е за гражданите')]).toEqual([
      200,
      'private, no-store',
      true,
    ])
    expect([(await ask(path)).status, (await ask(page())).status]).toEqual([404, 404])
  }
  await change(shown('Пазена дума'))
  expect((await text(path)).includes('Пазена дума')).toBe(true)
})

test('each reader gets what it can unpack, under one mark; who has it gets nothing again', async () => {
  await text(page())
  const plain = await ask(page())
  const body = await plain.text()
  const packed = async (accept: string) => {
    const answer = await ask(page(), { 'accept-encoding': accept })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const encoding = answer.headers.get('content-encoding')
    const whole = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
    expect([accept, Number(answer.headers.get('content-length'))]).toEqual([accept, bytes.length])
    return { encoding, same: whole.toString('utf8') === body, etag: answer.headers.get('etag'), vary: answer.headers.get('vary') }
  }
  const etag = plain.headers.get('etag')!
  const expected = (encoding: string | null) => ({ encoding, same: true, etag, vary: 'Accept-Encoding' })
  expect(await packed('gzip, deflate, br')).toEqual(expected('br'))
  expect(await packed('gzip')).toEqual(expected('gzip'))
  expect(await packed('br;q=0, gzip;q=0.5')).toEqual(expected('gzip'))
  expect(await packed('identity')).toEqual(expected(null))
  expect(await packed('*')).toEqual(expected('br'))
  expect(await packed('br;q=0.1, gzip')).toEqual(expected('gzip'))
  expect(etag).toMatch(/^W\/"[\w-]{27}"$/)
  for (const held of [etag, etag.replace('W/', ''), `"x", ${etag}`, '*']) {
    const again = await ask(page(), { 'if-none-match': held, 'accept-encoding': 'br' })
    expect([
      held,
      again.status,
      (await again.arrayBuffer()).byteLength,
      again.headers.get('etag'),
      again.headers.get('cache-control'),
      again.headers.get('vary'),
    ]).toEqual([held, 304, 0, etag, 'public, no-cache', 'Accept-Encoding'])
  }
  expect((await ask(page(), { 'if-none-match': '"x"' })).status).toBe(200)
  await change(shown('Друга дума'))
  expect((await ask(page(), { 'if-none-match': etag })).status).toBe(200)
  await change(shown('Пазена дума'))
  // What came back is what they had.
  expect((await ask(page(), { 'if-none-match': etag })).status).toBe(304)
})

test('HEAD says what GET says, from memory and not', async () => {
  const named = (answer: Response): [string, string][] => [...answer.headers].filter(([name]) => name !== 'content-length')
  for (const path of [page(), '/bg/about', '/bg/open-data/partnerships.csv']) {
    for (let round = 0; round < 2; round += 1) {
      const [head, get] = [await ask(path, {}, office, 'HEAD'), await ask(path)]
      expect([path, head.status, await head.text(), named(head)]).toEqual([path, get.status, '', named(get)])
      expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
    }
  }
})

test('words behind the address that the page does not know neither make it anew nor are written into it', async () => {
  const body = await text(page())
  await text(page())
  for (const words of [
    '?utm_source=letter',
    '?x=%3Cscript%3Ealert(1)%3C/script%3E',
    `?${'a'.repeat(5000)}`,
    '?all',
    '?all=2',
    '?all=1&all=2',
    '?%',
    '?preview=1',
  ])
    expect([words, (await text(`${page()}${words}`)) === body]).toEqual([words, true])
  const decorated = await office.undisturbed(async () => {
    await text(page())
    return costOf(`${page()}?utm_source=letter&fbclid=1`)
  })
  expect(decorated.statements).toBeLessThanOrEqual(ONLY_ASKED)
})

test('the host and what is forwarded decide nothing but the office, and are written nowhere', async () => {
  await office.openAnother('Община Съседна')
  await office.pool.query(`update office set public_host = 'sasedna.example.org' where slug <> (select slug from office order by created_at limit 1)`)
  const own = await text('/bg')
  const at = async (host: string, headers: Record<string, string> = {}): Promise<string> =>
    (await office.app.request(`http://${host}/bg`, { headers: { host, ...headers } })).text()
  for (const host of ['evil.example', 'evil.example:8080', 'pobratim.test', '127.0.0.1', '[::1]', 'SASEDNA.example.org.evil.example'])
    expect([host, (await at(host)) === own]).toEqual([host, true])
  const theirs = await at('sasedna.example.org')
  expect([theirs.includes('Пазиград'), theirs.includes('Община Съседна'), theirs.includes('http://sasedna.example.org/bg')]).toEqual([false, true, true])
  expect((await at('SASEDNA.EXAMPLE.ORG')) === theirs).toBe(true)
  const lies = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'ftp',
    forwarded: 'host=evil.example',
    'x-original-url': '/sign-in',
    'x-rewrite-url': '/sign-in',
    'x-host': 'evil.example',
    'x-forwarded-prefix': '/evil',
  }
  for (const path of ['/bg', page(), '/sitemap.xml', '/robots.txt', '/bg/open-data/partnerships.json']) {
    const first = await office.app.request(`http://evil.example${path}?fresh`, { headers: { host: 'evil.example', ...lies } })
    expect([path, /evil|ftp:/.test(await first.text()), /evil|ftp:/.test(JSON.stringify([...first.headers]))]).toEqual([path, false, false])
    expect([path, /evil|ftp:/.test(await text(path))]).toEqual([path, false])
  }
})

test('paths with tricks in them lead nowhere and are kept nowhere', async () => {
  const before = await text(page())
  for (const path of [
    '/bg/partners/..%2f..%2fsettings',
    '/bg/partners/%2e%2e/%2e%2e/settings',
    '//evil.example/bg',
    '/bg//partners',
    '/bg/partners/%00',
    '/bg/partners/a%0d%0aset-cookie:x=1',
    `/bg/partners/${made.slug}/`,
    `/bg/partners/${made.slug.toUpperCase()}`,
    `/bg/partners/${made.slug};x=1`,
    `/bg/partners/${made.slug}%2f`,
    '/bg/share/..%2fhome',
    '/bg/documents/..%2f..%2fsecret',
    '/bg/open-data/..%2fpartnerships.csv',
    '/de',
    '/BG',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
  ]) {
    const answer = await ask(path)
    expect([
      path,
      [303, 404].includes(answer.status),
      answer.headers.get('set-cookie'),
      answer.headers.get('cache-control')?.startsWith('public') ?? false,
    ]).toEqual([path, true, null, false])
  }
  expect(await text(page())).toBe(before)
})

test('not for POST, and how long an answer took is told in development only', async () => {
  await text('/bg')
  expect([(await office.as('nobody').post('/bg')).status, (await ask('/bg')).headers.get('server-timing')]).toEqual([404, null])
})

test('while the database cannot be asked nothing is given from memory that may have been taken back', async () => {
  const other = office.openAnotherProcess()
  expect([(await ask(page(), {}, other)).status, (await ask(page(), {}, other)).status]).toEqual([200, 200])
  await other.pool.end()
  await new Promise((resolve) => setTimeout(resolve, 1010))
  const answer = await ask(page(), {}, other)
  expect([answer.status >= 500, (await answer.text()).includes('Пазена дума')]).toEqual([true, false])
})

test('many who ask at once for what just changed are answered by one making', async () => {
  const alone = await office.anew(() => text(page()))
  const together = await office.anew(async () => {
    const bodies = await Promise.all(Array.from({ length: 20 }, () => text(page())))
    expect(new Set(bodies).size).toBe(1)
  })
  expect(together).toBeLessThanOrEqual(alone + 2)
})

test('a step made public shows on every page that tells of it', async () => {
  const home = await text('/bg')
  done(await addMilestone(office.here, office.officer, made.id, { kind: 'signing', side: 'both', date: '2004-05-22', published: true }))
  const [after, partner] = [await text('/bg'), await text(page())]
  expect([home.includes('2004'), after.includes('2004'), partner.includes('2004')]).toEqual([false, true, true])
})
