// Nothing private reaches citizens: a word of its own in every private field of the whole database, and every public address searched for them.
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Readable } from 'node:stream'
import { addDocument } from '#features/documents/document.actions.ts'
import { beginMonth } from '#features/digest/edition.actions.ts'
import { checkEdition, publishEdition } from '#features/digest/publication.actions.ts'
import { addFigure } from '#features/impact/figures/figure.actions.ts'
import { MEASURES } from '#features/impact/measure.ts'
import { saveYear } from '#features/impact/reports/year.actions.ts'
import { isLanguage, SITE_LANGUAGES } from '#platform/texts/language.ts'
import { ok } from '#platform/result.ts'
import { setUpDemo } from '../src/demo/demo.actions.ts'
import { addDemoPaper } from '../src/demo/papers.ts'
import type { Officer } from '#features/accounts/account.ts'
import { done, openOffice, ORIGIN, type TestOffice } from './support/open-office.ts'
import { PUBLIC_COLUMNS } from './support/public-columns.ts'
import { type PublicOutput, publicOutputs, shortOf } from './support/public-output.ts'
import { columnsOf, seedSecrets, type Seeded } from './support/secrets.ts'

const NOWHERE = '01900000-0000-7000-8000-000000000000'

let office: TestOffice
let officeId: string
let client: PoolClient
let seeded: Seeded
/** The share pictures before anything was seeded: address → bytes. */
const before = new Map<string, Uint8Array>()
/** Addresses made of the ids and slugs there are, public or not. */
let tried: string[]
/** What citizens can get, each with words that must stand in it. */
let outputs: PublicOutput[]

beforeAll(async () => {
  office = await openOffice()
  const demo = done(await setUpDemo(office.here, office.auth, async () => ok(null)))
  done(await addDemoPaper(office.here, demo, office.files))
  officeId = demo.officeId
  // The demonstration office is the one whose site is shown: it has something of everything.
  await office.pool.query(`update office set created_at = '2000-01-01' where id = $1`, [demo.officeId])
  await office.pool.query('update document set published_at = now() where office_id = $1', [demo.officeId])
  await publishMore(demo)
  outputs = await publicOutputs(office.pool, demo.officeId)
  const { rows } = await office.pool.query<{ slug: string }>('select slug from partnership where office_id = $1 and published_at is not null', [demo.officeId])
  for (const path of ['home', ...rows.map(({ slug }) => slug)].flatMap((name) => ['bg', 'en'].map((lang) => `/${lang}/share/${name}`)))
    before.set(path, new Uint8Array(await (await visit(path)).arrayBuffer()))
  client = await office.pool.connect()
  tried = await everyAddress()
  seeded = await seedSecrets(client, demo.officeId)
  // Of the office's own municipality the open data tells the number in Wikidata, and finds it by its town.
  await client.query(
    `update organisation o set kind = 'municipality', wikidata_id = 'Q9000001' from office where office.id = o.office_id and o.place_id = office.place_id and office.id = $1`,
    [demo.officeId],
  )
  await noticed()
  tried = [...new Set([...tried, ...(await everyAddress())])]
}, 240_000)
afterAll(async () => {
  client.release()
  await office.close()
})

/** What the demonstration leaves out: the month's report in every language of the site, the numbers of its years, a paper as PDF. */
async function publishMore(demo: Officer): Promise<void> {
  const { here, files } = office
  const others = SITE_LANGUAGES.filter((lang) => !isLanguage(lang))
  for (const { id } of done(await beginMonth(here, demo, '2024-10', others)).editions) {
    done(await checkEdition(here, demo, id, 1))
    done(await publishEdition(here, demo, id, 2, 'За гражданите'))
  }
  const { rows } = await office.pool.query<{ id: string }>('select id from partnership where office_id = $1 and published_at is not null order by id limit 1', [
    demo.officeId,
  ])
  const figure = { year: 2024, currency: null, eventId: null, asOf: '2024-12-31', source: 'Отчет на училището', sourceUrl: null, note: 'Наша бележка' } as const
  for (const published of [true, false]) done(await addFigure(here, demo, rows[0]!.id, { ...figure, measure: 'youth', amount: 24, published }))
  // The demonstration tells of all three already, with nothing to open them.
  for (const year of [2023, 2024, 2025])
    done(await saveYear(here, demo, year, 1, { opening: { bg: 'Година на срещи', en: 'A year of meetings' }, measures: MEASURES, published: true }))
  await office.pool.query(
    `update organisation set wikidata_id = 'Q9000002' where office_id = $1 and id in (select organisation_id from partnership where published_at is not null)`,
    [demo.officeId],
  )
  const pdf = Buffer.from('%PDF-1.4 for citizens')
  const taken = done(await files.take(Readable.from([pdf]), pdf.length))
  done(await taken.keep())
  const { hash, bytes } = taken
  const paper = { kind: 'other', title: { bg: 'Споразумение' }, language: 'bg', places: [{ thing: 'partnership', thingId: rows[0]!.id }] } as const
  done(await addDocument(here, demo, { ...paper, hash, bytes, media: 'pdf', fileName: 'Споразумение.pdf' }))
  await office.pool.query('update document set published_at = now() where office_id = $1', [demo.officeId])
}

/** The seeding holds its connection all the time; only one that comes back tells the kept pages at once that something changed. */
const noticed = () => office.pool.query('select 1')

const visit = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(office.app.request(`${ORIGIN}${path}`, { headers, redirect: 'manual' }))

/** So many addresses of one shape (a filter’s words, a record’s page) are gone to in each language; more of the same read the same columns. */
const OF_ONE_SHAPE = 25
/** `/bg/calendar?year=2024` → `/bg/calendar?year`, `/bg/partners/dojran` → `/bg/partners/*`. */
const shapeOf = (path: string): string => path.replace(/=[^&]*/g, '').replace(/^(\/[^/?]+\/[^/?]+)\/[^?]+/, '$1/*')

/** Every address a reader or a search engine finds by going from link to link, from the home, the site's map and robots.txt. The share pictures are looked at by themselves. */
async function walked(): Promise<string[]> {
  const found = new Set<string>(['/', ...SITE_LANGUAGES.map((lang) => `/${lang}`), '/sitemap.xml', '/robots.txt', '/health', '/sign-in'])
  const shapes = new Map<string, number>()
  for (const path of found) {
    const answer = await visit(path)
    if (!/html|xml|json|text/.test(answer.headers.get('content-type') ?? '')) continue
    const text = await answer.text()
    for (const [, link] of text.matchAll(/(?:href="|src="|content="|<loc>|"(?:contentUrl|url|@id|image|downloadURL)":")([^"<]+)/g)) {
      const url = new URL(link!.replaceAll('&amp;', '&'), ORIGIN + path)
      const next = url.pathname + url.search
      if (url.origin !== ORIGIN || found.has(next) || /^\/assets\/|\/share\//.test(next)) continue
      const many = shapes.get(shapeOf(next)) ?? 0
      if (many >= OF_ONE_SHAPE) continue
      shapes.set(shapeOf(next), many + 1)
      found.add(next)
    }
  }
  return [...found]
}

/** Every open address of the app with every id, slug and language there is. */
async function everyAddress(): Promise<string[]> {
  const read = async (sql: string): Promise<string[]> => (await client.query<{ value: string }>(sql)).rows.map(({ value }) => value)
  const slugs = await read('select distinct slug as value from partnership')
  const ids = new Map<string, string[]>()
  for (const table of ['document', 'event', 'partnership', 'organisation', 'person', 'symbolic_act', 'commitment'])
    ids.set(table, await read(`select distinct id::text as value from "${table}" order by 1 limit 40`))
  const paths: string[] = []
  for (const { method, pattern, gate } of office.routes) {
    if (method !== 'GET' || gate !== 'anyone' || pattern.startsWith('/dev')) continue
    // What is not public is not public in any language: its addresses are tried in one.
    for (const lang of pattern.includes(':lang')
      ? /:(id|slug)/.test(pattern)
        ? ['bg']
        : pattern.includes('/share/')
          ? []
          : [...SITE_LANGUAGES, 'de']
      : ['']) {
      const filled = pattern.replace(/:lang(\{[^}]*\})?/, lang)
      if (/:id/.test(filled)) {
        const named = [...ids].find(([table]) => pattern.includes(`/${table}`))?.[1] ?? [...ids.values()].map((all) => all[0] ?? NOWHERE)
        for (const id of named) paths.push(filled.replace(/:id(\{[^}]*\})?/, id).replace(/:\w+(\{[^}]*\})?/g, 'none'))
      } else if (/:(slug|name)/.test(filled)) for (const slug of [...slugs, 'home', 'none']) paths.push(filled.replace(/:\w+(\{[^}]*\})?/g, slug))
      else paths.push(filled.replace(/:\w+(\{[^}]*\})?/g, 'none'))
    }
  }
  return [...paths, '/nowhere', '/bg/nowhere', '/p/none', '/partnerships', '/bg?preview=1', ...slugs.map((slug) => `/bg/partners/${slug}?all=1&preview=1`)]
}

type Leak = { readonly path: string; readonly what: string }
/** Which private fields show where; the address asked for is no leak of what it says itself. */
async function leaks(paths: readonly string[]): Promise<Leak[]> {
  const found: Leak[] = []
  for (const path of paths) {
    const answer = await visit(path)
    const said = `${JSON.stringify([...answer.headers])}\n${Buffer.from(await answer.arrayBuffer()).toString('utf8')}`
    expect([path, answer.status < 500]).toEqual([path, true])
    for (const [secret] of said.matchAll(/zqx\d+zqx/gi))
      if (!path.includes(secret.toLowerCase())) found.push({ path, what: seeded.secrets.get(secret.toLowerCase()) ?? secret })
  }
  return [...new Map(found.map((leak) => [`${leak.path} ${leak.what}`, leak])).values()]
}

test('every text, list and file of every table is private or named with a reason; no name of the list is stale', async () => {
  const columns = await columnsOf(client)
  const known = new Set(columns.map(({ table, name }) => `${table}.${name}`))
  const named = Object.entries(PUBLIC_COLUMNS).flatMap(([table, own]) => Object.keys(own).map((name) => `${table}.${name}`))
  expect(named.filter((name) => !known.has(name))).toEqual([])
  const texts = columns
    .filter(({ type }) => ['text', 'jsonb', 'ARRAY', 'bytea', 'character varying'].includes(type))
    .map(({ table, name }) => `${table}.${name}`)
  expect(texts.filter((name) => !seeded.private.has(name) && !named.includes(name))).toEqual([])
  // Some fields of every kind the office would be ashamed of.
  for (const name of [
    'person.name',
    'person.email',
    'person.phone',
    'person.notes',
    'event_participant.as_role',
    'commitment.evidence',
    'partnership.origin',
    'milestone.body',
    'meeting.minutes',
    'meeting_item.minutes',
    'visit_delegate.diet',
    'trip_cost.what',
    'trip_traveller.name',
    'visit_letter.body',
    'intake_text.body',
    'mail_outbox.text',
    'mail_address.address',
    'auth_user.email',
    'auth_session.token',
    'activity.before',
  ])
    expect([name, seeded.private.has(name)]).toEqual([name, true])
})

test('every kind of output answers with its content while the secrets lie beside it, and shows none', async () => {
  // Kinds that are not there at all would be found by nobody.
  expect(new Set(outputs.map(({ path }) => path.split('/')[1]!.replace(/\?.*/, '')))).toEqual(
    new Set([...SITE_LANGUAGES, 'sitemap.xml', 'robots.txt', 'nowhere']),
  )
  const short: [string, string[]][] = []
  for (const output of outputs) {
    const answer = await visit(output.path)
    const missing = shortOf(output, answer, Buffer.from(await answer.arrayBuffer()).toString('utf8'))
    if (missing.length > 0) short.push([output.path, missing])
  }
  expect(short).toEqual([])
  expect(await leaks(outputs.map(({ path }) => path))).toEqual([])
}, 120_000)

test('no public address shows any of them, in any language, form or header', async () => {
  const paths = [...new Set([...(await walked()), ...tried])]
  // The walk went everywhere: pages of every language, open data, pictures, the papers themselves.
  for (const kind of [/^\/bg\/partners\/\w/, /^\/en\/partners\/\w/, /\.csv$/, /\.json$/, /\/documents\//, /^\/unsubscribe\//, /^\/p\//, /^\/health$/])
    expect([String(kind), paths.some((path) => kind.test(path))]).toEqual([String(kind), true])
  expect(await leaks(paths)).toEqual([])
})

test('the share pictures, whose words no search finds, are the same to the byte', async () => {
  const pictures = [...before.keys()].filter((path) => path.includes('/share/'))
  expect(pictures.length).toBeGreaterThan(9)
  for (const path of pictures) expect([path, Buffer.from(await (await visit(path)).arrayBuffer()).equals(Buffer.from(before.get(path)!))]).toEqual([path, true])
})

test('what strangers send is answered without any of them', async () => {
  const said: string[] = []
  for (const { method, pattern, gate } of office.routes) {
    if (method !== 'POST' || gate !== 'anyone' || pattern.startsWith('/dev')) continue
    const path = pattern.replace(/:\w+(\{[^}]*\})?/g, 'none')
    const answer = await office.as('nobody').post(path, { email: 'nobody@example.org', login: 'nobody@example.org', password: 'x' })
    said.push(JSON.stringify([...answer.headers]) + (await answer.text()))
  }
  expect(said.length).toBeGreaterThan(3)
  expect(said.flatMap((text) => [...text.matchAll(/zqx\d+zqx/gi)].map(([secret]) => seeded.secrets.get(secret)))).toEqual([])
})

test('the search finds nothing by any of them, and would', async () => {
  const hits = async (q: string, lang = 'bg'): Promise<string[]> => {
    const answer = await office.as('officer').get(`/${lang}/search?q=${encodeURIComponent(q)}`)
    const html = await answer.text()
    expect([q, answer.status, html.includes(`value="${q}"`)]).toEqual([q, 200, true])
    return /<ol class="results">.*?<\/ol>/s.exec(html)?.[0].match(/href="[^"]+"/g) ?? []
  }
  // All of them begin so, and a word still being typed finds whatever begins with it.
  for (const lang of SITE_LANGUAGES) expect([lang, await hits('zqx', lang)]).toEqual([lang, []])
  // One of each field whole, as somebody would type it who knows it.
  const oneOfEach = new Map([...seeded.secrets].map(([secret, what]) => [what, secret]))
  expect(oneOfEach.size).toBeGreaterThan(400)
  const found: [string, string[]][] = []
  for (const [what, secret] of oneOfEach) {
    const links = await hits(secret)
    if (links.length > 0) found.push([what, links])
  }
  expect(found).toEqual([])
  // The same word in what citizens may read is found, whole and by its beginning.
  const [secret] = seeded.secrets.keys()
  const { rows } = await client.query<{ id: string; summary: string }>(
    `select id, summary from event where office_id = $1 and published_at is not null and deleted_at is null order by id limit 1`,
    [officeId],
  )
  const { id, summary } = rows[0]!
  const put = async (text: unknown): Promise<void> => {
    await client.query('update event set summary = $2, version = version + 1 where id = $1', [id, JSON.stringify(text)])
    await noticed()
  }
  await put({ source: 'bg', in: { bg: { text: `Дойде ${secret}`, at: '2026-10-10T00:00:00.000Z', checked: true } } })
  expect([await hits(secret!), await hits('zqx')]).toEqual([[`href="/bg/calendar/${id}"`], [`href="/bg/calendar/${id}"`]])
  await put(summary)
}, 240_000)

test('a planted leak is found, in a page, in the open data and in a header', async () => {
  const { rows } = await client.query<{ id: string; before: unknown; secret: string }>(
    `select p.id, p.summary as before, (select email from person where email like 'zqx%' limit 1) as secret from partnership p
     join office o on o.id = p.office_id where p.published_at is not null and p.deleted_at is null and p.summary -> 'in' ? 'bg' order by o.created_at, p.slug limit 1`,
  )
  const { id, secret } = rows[0]!
  await client.query(`update partnership set summary = jsonb_set(summary, '{in,bg,text}', to_jsonb($2::text)) where id = $1`, [id, `Кмет: ${secret}`])
  await client.query(`update organisation set native_name = $2 where id = (select organisation_id from partnership where id = $1)`, [id, secret])
  await noticed()
  const found = await leaks(await walked())
  expect([...new Set(found.map(({ what }) => what))]).toEqual(['person.email'])
  expect([found.some(({ path }) => path.startsWith('/bg/partners/')), found.some(({ path }) => /\.(csv|json)$/.test(path))]).toEqual([true, true])
  await client.query(`update partnership set summary = $2 where id = $1`, [id, JSON.stringify(rows[0]!.before)])
  await client.query(`update document set file_name = $1 where file_name not like 'zqx%'`, [`${secret}.txt`])
  await noticed()
  expect((await leaks(tried.filter((path) => path.includes('/documents/')))).map(({ what }) => what)).toContain('person.email')
})

test('a planted leak is found in the report of a month, its feeds, the numbers of a year and the calendar files', async () => {
  const [secret, what] = [...seeded.secrets].find(([, name]) => name === 'person.phone')!
  await client.query(
    `update digest_publication set lead = $2, blocks = replace(blocks::text, '"text": "', '"text": "' || $2 || ' ')::jsonb where office_id = $1 and withdrawn_at is null`,
    [officeId, secret],
  )
  await client.query(
    `update impact_year set opening = jsonb_set(opening, '{in,bg,text}', to_jsonb($2::text)) where office_id = $1 and published_at is not null and deleted_at is null`,
    [officeId, secret],
  )
  await client.query(`update event set place_text = $2, place_id = null where office_id = $1 and published_at is not null and deleted_at is null`, [
    officeId,
    secret,
  ])
  await noticed()
  const found = (await leaks(outputs.map(({ path }) => path))).filter((leak) => leak.what === what)
  const paths = new Set(found.map(({ path }) => path))
  for (const lang of SITE_LANGUAGES)
    for (const path of ['', '/digest/2024-10', '/feed.xml', '/atom.xml', '/feed.json', '/calendar.ics', '/open-data/events.csv'])
      expect([lang, path, paths.has(`/${lang}${path}`)]).toEqual([lang, path, true])
  expect(paths.has('/bg/impact')).toBe(true)
})
