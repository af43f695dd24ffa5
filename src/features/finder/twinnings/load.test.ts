// The world's twinnings loaded from a server that behaves as the query service does: page by page, resumed after any stop, patient, and taken in by nothing.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { askForWorld, confirmShrinking, restLoad, takeWorldFile } from './load.actions.ts'
import { carryOnLoads, loadAgent, type Loading } from './load.jobs.ts'
import { isPassing, MOST_TRIES, pageQuery, pauseAfter, readPage, retryAfter, smallerPage } from './load.ts'
import { officeEvidence, placeIndexOf } from './twinning.queries.ts'

const [TROYAN, FORLI, FANO, JINGDEZHEN, LOVECH, SOFIA] = [726_320, 3_176_746, 3_177_219, 1_805_680, 729_559, 727_011]

/** An item as Wikidata has it: its GeoNames numbers, those of its seat, its twins. */
type Item = { readonly ids?: readonly number[]; readonly seats?: readonly number[]; readonly twins: readonly string[] }
/** Made-up items. Q30 is a municipality that only its seat places; Q60 is nowhere; Q50 has two numbers, the larger town counts. */
const WORLD: Readonly<Record<string, Item>> = {
  Q10: { ids: [TROYAN], twins: ['Q20', 'Q30'] },
  Q20: { ids: [FORLI], twins: ['Q10', 'Q40'] },
  Q30: { ids: [999_999_999], seats: [JINGDEZHEN], twins: ['Q10', 'Q40', 'Q31'] },
  Q31: { ids: [JINGDEZHEN], twins: [] },
  Q40: { ids: [FANO], twins: ['Q20', 'Q60'] },
  Q50: { ids: [LOVECH, TROYAN], twins: ['Q40', 'Q50'] },
  Q60: { ids: [], twins: ['Q40'] },
  Q70: { ids: [SOFIA], twins: ['Q10'] },
}
const ENTITY = 'http://www.wikidata.org/entity/'
const uri = (id: string) => ({ type: 'uri', value: `${ENTITY}${id}` })
const literal = (values: readonly number[] = []) => ({ type: 'literal', value: values.join(' ') })

/** The rows of a page: what the query asks for, told by the query itself. */
function rowsFor(query: string, world: Readonly<Record<string, Item>>): unknown[] {
  const after = /STR\(\?item\) > "http:\/\/www\.wikidata\.org\/entity\/(Q?\d*)"/.exec(query)![1]!
  const limit = Number(/LIMIT (\d+)/.exec(query)![1])
  const items = Object.keys(world)
    .filter((id) => id > after)
    .sort()
    .slice(0, limit)
  return items.flatMap((id) => {
    const { ids, seats, twins } = world[id]!
    const own = { item: uri(id), itemIds: literal(ids), itemSeats: literal(seats) }
    if (twins.length === 0) return [{ ...own, twinIds: literal(), twinSeats: literal() }]
    return twins.map((twin) => ({ ...own, twin: uri(twin), twinIds: literal(world[twin]?.ids), twinSeats: literal(world[twin]?.seats) }))
  })
}
const answerFor = (query: string, world = WORLD): string => JSON.stringify({ head: { vars: ['item', 'twin'] }, results: { bindings: rowsFor(query, world) } })

type Behaviour = (response: ServerResponse, query: string, request: IncomingMessage) => void
const asUsual: Behaviour = (response, query) => {
  response.writeHead(200, { 'content-type': 'application/sparql-results+json;charset=utf-8' }).end(answerFor(query))
}
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    void response.writeHead(code, headers).end('Rate limit exceeded')
const says =
  (body: string | Buffer, type = 'application/sparql-results+json'): Behaviour =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(body)

let office: TestOffice
let server: Server
let service: string
/** What the server does with the questions to come; afterwards as usual. */
let queue: Behaviour[] = []
let otherwise: Behaviour = asUsual
let asked: { query: string; agent: string | undefined }[] = []
let underWay = 0
let mostAtOnce = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    response.on('close', () => (underWay -= 1))
    const query = new URL(request.url ?? '/', 'http://service').searchParams.get('query') ?? ''
    asked.push({ query, agent: request.headers['user-agent'] })
    ;(queue.shift() ?? otherwise)(response, query, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sparql`
  office = await openOffice({ twinnings: { service, wake: () => {} } })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await office.close()
})
beforeEach(() => office.here.clock.set('2026-11-23'))
afterEach(async () => {
  queue = []
  asked = []
  otherwise = asUsual
  await office.pool.query('delete from world_twinning_load')
})

const outside = { userAgent: 'Pobratim/test (+https://office.example)', privateToo: true }
const carryOn = (more: Partial<Loading> = {}): Promise<void> => carryOnLoads(office.here, { outside, log: silentLog, pause: 0, ...more })
const ask = () => askForWorld(office.here, office.officer, service)
/** Asks for three items at a time, so that there are several pages. */
const askInPages = async (size = 3): Promise<void> => {
  done(await ask())
  await office.pool.query('update world_twinning_load set page_size = $1 where finished_at is null', [size])
}
const loadOf = async () =>
  (
    await office.pool.query(
      `select cursor, items, pairs, unknown, broken, tries, page_size, trouble, trouble_detail as detail, next_at, stopped_at is not null as rests, current_since is not null as current
       from world_twinning_load order by started_at desc, id desc limit 1`,
    )
  ).rows[0]
const pairsOf = async (): Promise<number[][]> =>
  (
    await office.pool.query('select a, b from world_twinning t join world_twinning_load l on l.id = t.load_id where l.current_since is not null order by a, b')
  ).rows.map(({ a, b }) => [a, b])
const ALL = [
  [TROYAN, SOFIA],
  [TROYAN, JINGDEZHEN],
  [TROYAN, FORLI],
  [LOVECH, FANO],
  [JINGDEZHEN, FANO],
  [FORLI, FANO],
].sort(([a, b], [c, d]) => a! - c! || b! - d!)
const later = (minutes: number): void => office.here.clock.set(new Date(office.here.clock.now().getTime() + minutes * 60_000).toISOString())

describe('a whole load', () => {
  test('page by page, one question at a time, said who asks; what is nowhere, twice or itself is counted', async () => {
    await askInPages()
    const told: number[] = []
    await carryOn({ told: ({ items }) => told.push(items) })
    expect(await pairsOf()).toEqual(ALL)
    // Q40–Q60 both ways; Q30–Q31 is one place twice and Q50 its own twin.
    expect(await loadOf()).toMatchObject({ items: 8, pairs: 6, unknown: 2, broken: 2, trouble: null, rests: false, current: true })
    expect([told, asked.length, mostAtOnce]).toEqual([[3, 6, 8, 8], 4, 1])
    expect(asked.every(({ agent }) => agent === outside.userAgent)).toBe(true)
    expect(asked.map(({ query }) => /entity\/(Q?\d*)"/.exec(query)![1])).toEqual(['', 'Q30', 'Q50', 'Q70'])
    const { rows } = await office.pool.query('select reference, seen_on::text from world_twinning where a = $1 and b = $2', [TROYAN, JINGDEZHEN])
    expect(rows).toEqual([{ reference: 'Q10 Q30', seen_on: '2026-11-23' }])
    const { sources } = await officeEvidence(office.here, office.officeId)
    expect(sources.world).toEqual({ pairs: 6, loadedOn: '2026-11-23', source: 'wikidata' })
    // Nobody asks again by himself.
    await carryOn()
    expect(asked.length).toBe(4)
  })

  test('nothing is asked before somebody wishes it, and two wishes are one load', async () => {
    await carryOn()
    expect(asked.length).toBe(0)
    const both = await Promise.all([ask(), ask()])
    expect(done(both[0]!).id).toBe(done(both[1]!).id)
    await Promise.all([carryOn(), carryOn()])
    expect([asked.length, (await pairsOf()).length]).toEqual([2, 6])
  })

  test('a new load replaces the one before only when it is whole', async () => {
    await askInPages()
    await carryOn()
    later(60)
    await askInPages()
    const { Q70: _, ...without } = WORLD
    otherwise = (response, query) => says(answerFor(query, without))(response, query, null as never)
    queue = [otherwise, says('<html>', 'text/html')]
    await carryOn()
    expect([await pairsOf(), (await loadOf()).trouble]).toEqual([ALL, 'not-json'])
    done(await ask())
    await carryOn()
    expect(await pairsOf()).toEqual(ALL.filter(([, b]) => b !== SOFIA))
    expect((await office.pool.query('select count(*)::int as n from world_twinning')).rows[0].n).toBe(5)
  })

  test('what a file brought stays beside what the service brings; the page says so, and says „again“ only of what was loaded from there', async () => {
    const index = await placeIndexOf()
    const row = (id: number): number => index.row(id)!
    const pairs = [
      [row(TROYAN), row(FORLI)],
      [row(LOVECH), row(FORLI)],
    ] as const
    done(await takeWorldFile(office.here, index, 'свят.tsv', { pairs, unknown: 0, broken: 0 }, false))
    const page = async (): Promise<boolean[]> => {
      const html = await (await office.as('officer').get(addresses.finderTwinnings())).text()
      return ['Заредете от 127.0.0.1', 'Заредете отново', 'зареденото от Уикиданни не го заменя'].map((words) => html.includes(words))
    }
    const before = await page()
    done(await ask())
    await carryOn()
    // Of the two of the file the service has one.
    expect([before, await page(), (await officeEvidence(office.here, office.officeId)).sources.world]).toEqual([
      [true, false, true],
      [false, true, true],
      { pairs: 7, loadedOn: '2026-11-23', source: 'both' },
    ])
  })

  test('less than half of what was there is taken only when somebody confirms it; nothing at all never', async () => {
    await askInPages(400)
    await carryOn()
    later(60)
    done(await ask())
    const few = { Q10: WORLD.Q10!, Q20: { ids: [FORLI], twins: ['Q10'] } }
    otherwise = (response, query, request) => says(answerFor(query, few))(response, query, request)
    await carryOn()
    expect([await pairsOf(), await loadOf()]).toEqual([ALL, expect.objectContaining({ trouble: 'shrunk', rests: true, current: false, pairs: 1 })])
    const page = await (await office.as('officer').get(addresses.finderTwinnings())).text()
    expect(page).toContain('по-малък от половината')
    done(await confirmShrinking(office.here, office.officer))
    expect(await pairsOf()).toEqual([[TROYAN, FORLI]])
    expect((await confirmShrinking(office.here, office.officer)).ok).toBe(false)
    later(60)
    done(await ask())
    otherwise = (response, query, request) => says(answerFor(query, {}))(response, query, request)
    await carryOn()
    expect([(await pairsOf()).length, (await loadOf()).trouble]).toEqual([1, 'nothing'])
  })
})

describe('a load that is broken off', () => {
  test('goes on after the last whole page; nothing is asked or counted twice', async () => {
    await askInPages()
    let pages = 0
    await carryOn({ stopped: () => (pages += 1) > 2 })
    expect([await loadOf(), await pairsOf()]).toEqual([expect.objectContaining({ cursor: 'Q50', items: 6, current: false }), []])
    await carryOn()
    expect([await pairsOf(), asked.length, (await loadOf()).items]).toEqual([ALL, 4, 8])
  })

  test('a page and where the next begins are kept together or not at all', async () => {
    await askInPages()
    await office.pool.query('alter table world_twinning add constraint broken_off check (a <> $1)'.replace('$1', String(JINGDEZHEN)))
    await carryOn()
    await office.pool.query('alter table world_twinning drop constraint broken_off')
    expect(await loadOf()).toMatchObject({ cursor: '', items: 0, pairs: 0, trouble: 'unexpected', rests: true })
    expect((await office.pool.query('select count(*)::int as n from world_twinning')).rows[0].n).toBe(0)
    done(await ask())
    await carryOn()
    expect(await pairsOf()).toEqual(ALL)
  })

  test('an officer lets it rest while the service is thinking; its answer is not taken', async () => {
    await askInPages()
    queue = [
      asUsual,
      (response, query, request) =>
        void restLoad(office.here, office.officer).then(
          () => asUsual(response, query, request),
          () => response.destroy(),
        ),
    ]
    await carryOn()
    expect(await loadOf()).toMatchObject({ cursor: 'Q30', trouble: 'stopped', rests: true })
    done(await ask())
    await carryOn()
    expect(await pairsOf()).toEqual(ALL)
  })

  test('after four weeks, or from another service, it begins anew', async () => {
    await askInPages()
    queue = [asUsual, status(403)]
    await carryOn()
    expect(await loadOf()).toMatchObject({ cursor: 'Q30', trouble: 'forbidden' })
    later(29 * 24 * 60)
    expect(done(await ask()).cursor).toBe('')
    expect((await office.pool.query('select count(*)::int as n from world_twinning_load')).rows[0].n).toBe(1)
  })
})

describe('patience', () => {
  test('a busy service is asked again when it wishes, ever later, and after six times by a person', async () => {
    await askInPages()
    queue = [status(429, { 'retry-after': '120' })]
    await carryOn()
    const first = await loadOf()
    expect([first, (first.next_at as Date).toISOString()]).toEqual([
      expect.objectContaining({ tries: 1, trouble: 'busy', rests: false, page_size: 3 }),
      '2026-11-23T09:02:00.000Z',
    ])
    await carryOn()
    expect(asked.length).toBe(1)
    const page = await (await office.as('officer').get(addresses.finderTwinnings())).text()
    expect(page).toContain('помоли да се изчака')
    expect(page).toContain('Нов опит')
    otherwise = status(503)
    for (let n = 2; n <= MOST_TRIES; n += 1) {
      later(60)
      await carryOn()
      expect([n, asked.length]).toEqual([n, n])
    }
    expect(await loadOf()).toMatchObject({ tries: MOST_TRIES, rests: true, next_at: null })
    later(600)
    await carryOn()
    expect(asked.length).toBe(MOST_TRIES)
    otherwise = asUsual
    done(await ask())
    await carryOn()
    expect([await pairsOf(), (await loadOf()).tries]).toEqual([ALL, 0])
  })

  test('one that breaks down over the question is asked for less', async () => {
    done(await ask())
    queue = [status(500), (response, query) => says(answerFor(query).slice(0, 200))(response, query, null as never)]
    await carryOn()
    later(1)
    await carryOn()
    expect(await loadOf()).toMatchObject({ page_size: 100, tries: 2, trouble: 'cut', rests: false })
    later(1)
    await carryOn()
    expect(await pairsOf()).toEqual(ALL)
    expect(asked.map(({ query }) => /LIMIT (\d+)/.exec(query)![1])).toEqual(['400', '200', '100', '100'])
  })

  test.each([
    [1, 0, 10_000],
    [3, 0, 40_000],
    [1, 90, 90_000],
  ])('after %i failures and a wish of %i s it waits %i ms', (tries, wish, ms) => expect(pauseAfter(tries, wish)).toBe(ms))
  test('wishes are read as numbers and as days', () => {
    const now = new Date('2026-11-23T09:00:00Z')
    expect([undefined, '7', 'Mon, 23 Nov 2026 09:01:00 GMT', 'soon', '-5', 'Mon, 23 Nov 2020 09:01:00 GMT'].map((one) => retryAfter(one, now))).toEqual([
      0, 7, 60, 0, 0, 0,
    ])
    expect([isPassing('busy', 1, 3601), isPassing('busy', MOST_TRIES, 0), isPassing('forbidden', 1, 0), isPassing('timeout', 1, 0)]).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect([smallerPage('timeout', 400), smallerPage('timeout', 30), smallerPage('busy', 400)]).toEqual([200, 25, 400])
  })
  test('it says who asks and how they are reached', () => {
    expect(loadAgent('1', 'https://побратими.example', 'Побратим <office@obshtina.example>')).toBe(
      'Pobratim/1 (https://xn--80abwatigkt.example/; office@obshtina.example)',
    )
    expect(loadAgent('1', undefined, undefined)).toMatch(/^[\x20-\x7e]+$/)
  })
})

describe('the record', () => {
  /** What the record of an office says of loads, the oldest first. */
  const lines = async (officeId = office.officeId) =>
    (
      await office.pool.query(
        "select act, label, person_id as who, person_name as name from activity where thing = 'world_twinnings' and office_id = $1 order by id",
        [officeId],
      )
    ).rows.map(({ act, label, who, name }) => [act.split('.')[1], label, who === office.officer.personId ? 'officer' : who, name])
  beforeEach(() => office.pool.query("delete from activity where thing = 'world_twinnings'"))
  const ME = ['officer', 'Проба Служителова']

  test('who asked, stopped, went on, and what came; undo is refused with the reason and leads to the page', async () => {
    const visit = office.as('officer')
    expect((await visit.post(addresses.finderTwinningLoadRest())).status).toBe(303)
    expect(await lines()).toEqual([])
    expect(await visit.follow(await visit.post(addresses.finderTwinningLoad()))).toContain('Зареждането е пуснато.')
    await office.pool.query('update world_twinning_load set page_size = 3')
    // A second wish while it is under way changes nothing.
    await visit.post(addresses.finderTwinningLoad())
    let pages = 0
    await carryOn({ stopped: () => (pages += 1) > 1 })
    await visit.post(addresses.finderTwinningLoadRest())
    await visit.post(addresses.finderTwinningLoad())
    await carryOn()
    expect(await lines()).toEqual([
      ['asked', '127.0.0.1', ...ME],
      ['rested', '127.0.0.1 – прочетени общини и градове: 3, побратимявания: 4', ...ME],
      ['resumed', '127.0.0.1 – прочетени общини и градове: 3, побратимявания: 4', ...ME],
      ['loaded', '127.0.0.1 – побратимявания: 6', ...ME],
    ])
    const page = await (await visit.get(addresses.activity())).text()
    expect(page).toContain('Заредени побратимявания по света: </span><a href="/finder/twinnings#world">127.0.0.1 – побратимявания: 6</a>')
    expect(page).not.toContain('/undo')
    const [{ id }] = (await office.pool.query("select id from activity where thing = 'world_twinnings' limit 1")).rows
    expect(await visit.follow(await visit.post(addresses.activityUndo({ id }), {}, { referer: 'http://pobratim.test/activity' }))).toContain(
      'не може да се върне',
    )
    expect((await pairsOf()).length).toBe(6)
  })

  test('what was confirmed: how many in place of how many; a refusal leaves no line', async () => {
    await askInPages(400)
    await carryOn()
    later(60)
    done(await ask())
    const few = { Q10: WORLD.Q10!, Q20: { ids: [FORLI], twins: ['Q10'] } }
    otherwise = (response, query, request) => says(answerFor(query, few))(response, query, request)
    await carryOn()
    await office.pool.query("delete from activity where thing = 'world_twinnings'")
    done(await confirmShrinking(office.here, office.officer))
    expect((await confirmShrinking(office.here, office.officer)).ok).toBe(false)
    expect(await lines()).toEqual([
      ['confirmed', '127.0.0.1 – побратимявания: 1 вместо 6', ...ME],
      ['loaded', '127.0.0.1 – побратимявания: 1', ...ME],
    ])
  })

  test('each office of the installation reads that other twinnings hold now, but not who of another office asked', async () => {
    const other = await office.openAnother('Съседна')
    await askInPages()
    await carryOn()
    expect(await lines(other.officeId)).toEqual([['loaded', '127.0.0.1 – побратимявания: 6', 'elsewhere', 'Друга служба на същата инсталация']])
    const index = await placeIndexOf()
    const row = (id: number): number => index.row(id)!
    const list = (pairs: readonly (readonly [number, number])[]) => ({ pairs: pairs.map(([a, b]) => [row(a), row(b)] as const), unknown: 0, broken: 0 })
    const two = list([
      [TROYAN, FANO],
      [LOVECH, FORLI],
    ])
    done(await takeWorldFile(office.here, index, 'свят.tsv', two, false))
    expect((await takeWorldFile(office.here, index, 'празен.tsv', list([]), true)).ok).toBe(false)
    const typed = ['loaded', 'свят.tsv – побратимявания: 2', 'command', 'Команда на сървъра']
    expect([(await lines()).at(-1), (await lines(other.officeId)).at(-1)]).toEqual([typed, typed])
  })

  test('a reader sees how far it is, without buttons, and may not press them', async () => {
    await askInPages()
    const reader = office.as('reader')
    const page = await (await reader.get(addresses.finderTwinnings())).text()
    expect([page.includes('Зарежда се.'), page.includes('Зареждането го пуска служител.'), page.includes('/finder/twinnings/load')]).toEqual([
      true,
      true,
      false,
    ])
    expect(await (await office.as('officer').get(addresses.finderTwinnings())).text()).toContain(`action="${addresses.finderTwinningLoadRest()}"`)
    const pressed = [addresses.finderTwinningLoad(), addresses.finderTwinningLoadRest(), addresses.finderTwinningLoadConfirmation()]
    expect(await Promise.all(pressed.map(async (at) => (await reader.post(at)).status))).toEqual([403, 403, 403])
    expect((await lines()).map(([act]) => act)).toEqual(['asked'])
  })
})

/** A page of one row, with parts of it as a hostile service would have them. */
const rowWith = (more: Record<string, unknown>): string =>
  JSON.stringify({ head: {}, results: { bindings: [{ item: uri('Q10'), itemIds: literal([TROYAN]), twin: uri('Q20'), twinIds: literal([FORLI]), ...more }] } })

describe('an answer that is none', () => {
  test.each([
    ['a page with an error', says('<!doctype html><h1>Bad gateway</h1>', 'text/html'), 'not-json'],
    ['nothing', says(''), 'not-json'],
    ['cut in the middle, with the reason behind it', says(`${answerFor(pageQuery('', 400)).slice(0, 300)}\njava.util.concurrent.TimeoutException`), 'cut'],
    ['another kind of answer', says('{"boolean":true}'), 'shape'],
    ['a list', says('[]'), 'shape'],
    ['rows that are none', says('{"results":{"bindings":{"item":1}}}'), 'shape'],
    ['a row that is none', says('{"results":{"bindings":[null]}}'), 'shape'],
    ['an item that is none', says(rowWith({ item: { type: 'uri', value: 'https://evil.example/entity/Q10' } })), 'shape'],
    ['an item with more behind it', says(rowWith({ item: uri('Q10\n') })), 'shape'],
    ['numbers of another type', says(rowWith({ itemIds: { type: 'literal', value: 726320 } })), 'shape'],
    ['more items than were asked for', says(answerFor(pageQuery('', 400))), 'order'],
    ['a redirect to elsewhere', status(302, { location: 'http://127.0.0.1:1/elsewhere' }), 'redirects'],
    ['refused', status(403), 'forbidden'],
    ['not understood', status(400), 'status'],
    [
      'without end',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/sparql-results+json' })
        const piece = `{"results":{"bindings":[${' '.repeat(1 << 20)}`
        const more = (): void => {
          while (!response.destroyed && response.write(piece));
          if (!response.destroyed) response.once('drain', more)
        }
        more()
      },
      'too-large',
    ],
    [
      'broken off by the connection',
      (response: ServerResponse) => void response.writeHead(200, { 'content-length': '9999' }).write('{"res', () => response.destroy()),
      'unreachable',
    ],
  ] as const)('%s: nothing of it is kept, what was there stays, and the page says what it was', async (_, behaviour, trouble) => {
    await askInPages(400)
    await carryOn()
    later(60)
    await askInPages(trouble === 'order' ? 2 : 25)
    queue = [behaviour as Behaviour]
    await carryOn()
    const load = await loadOf()
    expect([load.trouble, load.pairs, load.items, await pairsOf()]).toEqual([trouble, 0, 0, ALL])
    const page = await (await office.as('officer').get(addresses.finderTwinnings())).text()
    expect(page).toContain('<p class="late">')
    // What passes by itself is asked again; anything else waits for a person.
    expect(page).toContain(load.rests ? 'Досега зареденото е в сила' : 'Нов опит')
  })

  test('a service that answers the same page again and again is found out', async () => {
    await askInPages()
    otherwise = (response, _, request) => asUsual(response, pageQuery('', 3), request)
    await carryOn()
    expect([asked.length, (await loadOf()).trouble, await pairsOf()]).toEqual([2, 'order', []])
  })

  test('a twin that is no item, unknown numbers and doubles are counted, never kept', async () => {
    const index = await placeIndexOf()
    const read = (rows: unknown[]) => readPage(Buffer.from(JSON.stringify({ results: { bindings: rows } })), '', index, '', 400)
    const item = { item: uri('Q10'), itemIds: literal([TROYAN]) }
    expect(
      read([
        { ...item, twin: { type: 'uri', value: 'http://www.wikidata.org/.well-known/genid/0a' }, twinIds: literal([FORLI]) },
        { ...item, twin: uri('Q20'), twinIds: { type: 'literal', value: '-1 1e9 0x10 99999999999' } },
        { ...item, twin: uri('Q20'), twinIds: literal([]), twinSeats: literal([FORLI, FANO]) },
        { ...item, twin: uri('Q20'), twinIds: literal([FORLI]) },
        { ...item, twin: uri('Q20'), twinIds: literal([FORLI]) },
      ]),
    ).toEqual({
      ok: true,
      items: 1,
      cursor: 'Q10',
      pairs: [
        { a: TROYAN, b: FORLI, reference: 'Q10 Q20' },
        { a: TROYAN, b: FORLI, reference: 'Q10 Q20' },
      ],
      unknown: 2,
      broken: 1,
    })
  })
})
