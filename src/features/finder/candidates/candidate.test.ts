// The finder's list as the officer sees it: what the address says and what of it is junk, whose points add up, what is said when there is nothing to rank.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, TROYAN, type Visit } from '../../../../tests/support/open-office.ts'
import { FACTOR_NAMES } from '../ranking/levels.ts'
import { TIE_NAMES } from '../ranking/ranking.ts'
import { takeWorldFile } from '../twinnings/load.actions.ts'
import { placeIndexOf } from '../twinnings/twinning.queries.ts'
import { strongestInWords } from './candidate.pages.tsx'
import { askedOf, NO_WISHES, pointsOf, queryFor, unusedIn } from './candidate.ts'

const asked = (text: string) => askedOf(new URLSearchParams(text))

describe('the address', () => {
  test('says where, by which score and with what weights, and comes back as it was', () => {
    const text = 'country=IT&region=IT.05&within=1000&free=1&mode=arise&size=2.5&sea=0&common=3&tags=ceramics%3A2%2Criver%3A0'
    const read = asked(`${text}&page=3`)
    expect(read).toEqual({
      scope: { country: 'IT', region: 'IT.05', withinKm: 1000 },
      mode: 'arise',
      wishes: { factors: { size: 2.5, sea: 0 }, ties: { common: 3 }, tags: { ceramics: 2, river: 0 } },
      free: true,
      page: 3,
    })
    expect(new URLSearchParams(queryFor(read)).toString()).toBe(text)
  })
  test.each([
    ['country=it', {}],
    ["country=IT'--", {}],
    ['country=FR&region=IT.05', { country: 'FR' }],
    ['region=IT.05', { region: 'IT.05' }],
    ['within=0', {}],
    ['within=99999', {}],
    ['within=-5', {}],
    ['within=1e3', {}],
  ])('%s looks at %j', (text, scope) => expect(asked(text).scope).toEqual(scope))
  test.each([
    ['country=IT&region=IT.05&within=20100', []],
    ['country=&region=&within=+', []],
    ['country=it', [{ name: 'country', why: 'code', value: 'it' }]],
    ['region=Emilia', [{ name: 'region', why: 'code', value: 'Emilia' }]],
    ['country=FR&region=IT.05', [{ name: 'region', why: 'elsewhere', value: 'IT.05' }]],
    ['within=abc', [{ name: 'within', why: 'number', value: 'abc' }]],
    ['within=1e3', [{ name: 'within', why: 'number', value: '1e3' }]],
    ['within=12.5', [{ name: 'within', why: 'number', value: '12.5' }]],
    ['within=0', [{ name: 'within', why: 'bounds', value: '0' }]],
    ['within=-5', [{ name: 'within', why: 'bounds', value: '-5' }]],
    ['within=99999', [{ name: 'within', why: 'bounds', value: '99999' }]],
    [`within=${'9'.repeat(500)}`, [{ name: 'within', why: 'bounds', value: '9'.repeat(24) }]],
  ])('%s: what of it is not used, and why', (text, unused) => expect(unusedIn(new URLSearchParams(text))).toEqual(unused))
  test('weights beyond the scale, no numbers, other words and pages that cannot be are left out', () => {
    expect(asked('size=4&sea=-1&name=NaN&height=2&mode=best&page=-3&tags=<b>:9')).toEqual({
      scope: {},
      mode: 'similar',
      wishes: NO_WISHES,
      free: false,
      page: 1,
    })
    expect(asked('page=999999').page).toBe(25)
    expect(asked('size=0.37').wishes.factors).toEqual({ size: 0.25 })
  })
  test('sliders of tags come one by one', () => expect(asked('tag.ceramics=2&tag.river=0&tags=spa:1').wishes.tags).toEqual({ spa: 1, ceramics: 2, river: 0 }))
})

describe('points', () => {
  test.each([
    [{ a: 0.04, b: 0.04, c: 0.04 }, 1],
    [{ a: -0.04, b: -0.04, c: -0.04 }, -1],
    [{ a: 1.249, b: -0.351, c: 0 }, 9],
    [{}, 0],
  ])('%j are whole, and add up to %i', (factors, total) => {
    const points = pointsOf(factors)
    expect(points.total).toBe(total)
    expect(Object.values(points.parts).reduce((sum, part) => sum + part, 0)).toBe(total)
    for (const part of Object.values(points.parts)) expect(Number.isInteger(part)).toBe(true)
  })
})

describe('the strongest reasons, at sight', () => {
  test.each([
    [
      { size: 22, sea: 3, ground: 7, name: 0, position: -4, renown: 1 },
      'Най-вече: големина +22, височина и релеф +7, разстояние до морето +3. Пречи: разстояние и положение −4.',
    ],
    [{ size: 2, position: -2 }, 'Най-вече: големина +2.'],
    [{ size: 0, position: -9 }, 'Пречи: разстояние и положение −9.'],
    [{ 'tag:ceramics': 15 }, 'Най-вече: керамика +15.'],
    [{}, ''],
  ])('%j', (parts, said) => expect(strongestInWords({ total: 0, parts })).toBe(said))
})

describe('the page', () => {
  let office: TestOffice
  let officer: Visit
  let text: (query: Record<string, string>) => Promise<string>
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-27' })
    officer = office.as('officer')
    text = async (query) => (await officer.get(addresses.finder(query))).text()
  })
  afterAll(() => office.close())

  /** A test's gazetteer has some towns only; marks and twinnings ask it. */
  const gazetteerKnows = (...ids: readonly number[]) =>
    office.pool.query(
      `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names)
        select id, 'Town ' || id, 'IT', '05', '', 'PPL', 44, 12, 9, 'Europe/Rome', '{}' from unnest($1::int[]) as id on conflict do nothing`,
      [ids],
    )

  /** Rank, id and the points of each reason with their sum, as they stand on the page. */
  const rowsOf = (html: string) =>
    html
      .split('<li id="town-')
      .slice(1)
      .map((item) => {
        const number = (words: string): number => Number(words.replace('−', '-').replace(/[+\s\u00a0\u202f]/gu, ''))
        const [table = ''] = /<table class="points">.*?<\/table>/s.exec(item) ?? []
        const [body = '', foot = ''] = table.split('</tbody>')
        return {
          id: Number(/^\d+/.exec(item)![0]),
          no: Number(/class="no"[^>]*>(\d+)/.exec(item)![1]),
          parts: [...body.matchAll(/<b>([^<]+)<\/b>/g)].map(([, points]) => number(points!)),
          together: number(/<b>([^<]+)<\/b>/.exec(foot)![1]!),
        }
      })

  test.each(['similar', 'arise'])('%s: twenty towns of the country in their order, each with points that add up', async (mode) => {
    const rows = rowsOf(await text({ country: 'IT', mode }))
    expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    for (const { parts, together } of rows) expect(parts.reduce((sum, part) => sum + part, 0)).toBe(together)
    const next = rowsOf(await text({ country: 'IT', mode, page: '2' }))
    expect(next[0]!.no).toBe(21)
    // A higher place never has fewer points.
    const points = [...rows, ...next].map(({ together }) => together)
    expect(points).toEqual(points.toSorted((a, b) => b - a))
    expect(new Set([...rows, ...next].map(({ id }) => id)).size).toBe(40)
  })

  test('a weight moves the order; none at all is said in words, never ranked', async () => {
    const [usual, bySize] = [rowsOf(await text({ country: 'IT' })), rowsOf(await text({ country: 'IT', size: '3', position: '0', renown: '0' }))]
    expect(bySize.map(({ id }) => id)).not.toEqual(usual.map(({ id }) => id))
    for (const [mode, names] of [
      ['similar', FACTOR_NAMES],
      ['arise', TIE_NAMES],
    ] as const) {
      const html = await text({ country: 'IT', mode, ...Object.fromEntries(names.map((name) => [name, '0'])) })
      expect(rowsOf(html)).toEqual([])
      expect(html).toContain('Всички тежести са нула')
    }
  })

  test('a tag that home lacks is offered where some town has it, and one that no town here has says so beside its slider', async () => {
    const offered = (html: string): string[] => [...html.matchAll(/<option value="([^"]+:2)">/g)].map(([, value]) => value!)
    const [plain, wished, nowhere] = [
      await text({ country: 'IT' }),
      await text({ country: 'IT', tags: 'ceramics:2' }),
      await text({ country: 'MK', tags: 'ceramics:2' }),
    ]
    expect([offered(plain), offered(wished), offered(await text({ country: 'MK' }))]).toEqual([['ceramics:2'], [], []])
    expect([plain, wished, nowhere].map((html) => html.includes('name="tag.ceramics"'))).toEqual([false, true, true])
    expect([plain, wished, nowhere].map((html) => html.includes('aria-label="керамика, никой град тук"'))).toEqual([false, false, true])
    expect(await text({ country: 'IT', mode: 'arise' })).not.toContain('name="tags"')
  })

  test('a circle leaves out what lies beyond; a country nobody has, one without a town and a circle without a town are each said in words of their own', async () => {
    const titles = ['Тук няма град, който да се предложи', 'Няма държава с код „ZZ“', 'Ватикан: няма град, който да се предложи', 'Няма област с код „IT.99“']
    for (const [i, query] of [{ country: 'IT', within: '300' }, { country: 'ZZ' }, { country: 'VA' }, { country: 'IT', region: 'IT.99' }].entries()) {
      const html = await text(query as Record<string, string>)
      expect([query, titles.filter((title) => html.includes(title)), rowsOf(html)]).toEqual([query, [titles[i]], []])
      expect(html).toContain('Търсете по целия свят')
    }
    expect(await text({ country: 'VA' })).toContain('няма селище в тази държава, за което да се знае, че има поне 1000 жители')
    expect(rowsOf(await text({ within: '250' })).length).toBe(20)
  })

  test('a distance that is none, and a code that is none, are not used, and the page says why beside the towns it shows', async () => {
    const whole = rowsOf(await text({ country: 'IT' })).map(({ id }) => id)
    for (const [within, why] of [
      ['abc', 'Разстоянието „abc“ не се взема предвид: не е цяло число.'],
      ['99999', 'Разстоянието „99999“ не се взема предвид: километрите могат да бъдат от 1 до 20\u00a0100'],
      ['<b>', 'Разстоянието „&lt;b&gt;“ не се взема предвид'],
    ] as const) {
      const html = await text({ country: 'IT', within })
      expect([within, html.includes(why), rowsOf(html).map(({ id }) => id)]).toEqual([within, true, whole])
      expect(/<input[^>]*name="within"[^>]*>/.exec(html)![0]).toMatch(/aria-invalid="true" aria-describedby="unused"/)
    }
    const usual = await text({ country: 'IT', within: '2000' })
    expect([usual.includes('не се взема предвид'), usual.includes('aria-invalid')]).toEqual([false, false])
    expect(await text({ country: 'Italia' })).toContain('„Italia“ не е код на държава и не се взема предвид.')
    const compared = await (await officer.get(addresses.finderComparison({ country: 'IT', within: 'abc' }))).text()
    expect(compared).toContain('Разстоянието „abc“ не се взема предвид')
  })

  test('a profile kept, renamed, chosen and removed leaves the officer where they looked', async () => {
    const links = (html: string, part: string): string[] =>
      [...html.matchAll(/(?:href|action)="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&')).filter((href) => href.startsWith(part))
    const where = 'country=IT&region=IT.05&within=2000&free=1'
    const list = await (await officer.get(`${addresses.finder()}?${where}&size=2`)).text()
    const form = await (await officer.get(links(list, '/views/new')[0]!)).text()
    expect(form).not.toContain('name="first"')
    const [post] = links(form, '/views?')
    // Refused once for want of a name, it still knows where.
    const refused = await (await officer.post(post!, { list: 'finder', query: 'size=2', name: '' })).text()
    expect(links(refused, '/views?')).toEqual([post])
    const kept = await officer.post(post!, { list: 'finder', query: 'size=2&country=FR', name: 'Големи' })
    expect(kept.headers.get('location')).toBe(`/finder?${where}&size=2`)
    expect((await office.pool.query('select query from saved_view')).rows).toEqual([{ query: 'size=2' }])
    const there = await officer.follow(kept)
    const [edit] = links(there, '/views/')
    const editing = await (await officer.get(edit!)).text()
    expect(links(editing, '/finder?')).toEqual([`/finder?${where}&size=2`, `/finder?${where}&size=2`])
    const renamed = await officer.post(
      links(editing, '/views/').find((href) => !href.includes('removal'))!,
      { version: '1', name: 'Едри' },
    )
    expect(renamed.headers.get('location')).toBe(`/finder?${where}&size=2`)
    // Looking elsewhere, the same profile is chosen there.
    expect(links(await text({ country: 'FR', within: '1500' }), '/finder?country=FR&within=1500&size=2')).not.toEqual([])
    const removal = links(editing, '/views/').find((href) => href.includes('removal'))!
    expect((await officer.post(removal, { version: '1' })).headers.get('location')).toMatch(/^\/views\/[^?]+\?keep=country%3DIT/)
    expect((await officer.post(removal, { version: '2' })).headers.get('location')).toBe(`/finder?${where}&size=2`)
    // What an address claims to keep is read as strictly as any other.
    const junk = await officer.post(addresses.savedViews({ keep: 'country=it&evil=1&within=9x' }), { list: 'finder', query: 'size=3', name: 'Чужд' })
    expect(junk.headers.get('location')).toBe('/finder?size=3')
  })

  test('an excluded town is gone and counted; a pinned one stays in sight', async () => {
    const [first, second] = rowsOf(await text({ country: 'IT' }))
    await gazetteerKnows(first!.id, second!.id)
    await officer.post(addresses.finderShortlist(), { place: String(first!.id), deed: 'exclude', why: 'Далече' })
    await officer.post(addresses.finderShortlist(), { place: String(second!.id), deed: 'pin' })
    const html = await text({ country: 'IT', page: '2' })
    expect(html).toContain('1 изключен от вас град не се показва.')
    expect(/<section class="pinned".*?<\/section>/s.exec(html)![0]).toContain('1. място по прилика')
    expect(rowsOf(await text({ country: 'IT' })).map(({ id }) => id)).not.toContain(first!.id)
  })

  test('what was reckoned for an earlier question serves no more once a twinning is known: the town is proposed to nobody twice', async () => {
    const [first] = rowsOf(await text({ country: 'FR' }))
    await gazetteerKnows(first!.id)
    expect(await text({ country: 'FR', size: '2' })).toContain(`<li id="town-${first!.id}"`)
    const answer = await officer.post(addresses.finderTwinnings(), {
      'one.id': String(TROYAN),
      'other.id': String(first!.id),
      source: 'Общински вестник',
      'seenOn.day': '1',
      'seenOn.month': '11',
      'seenOn.year': '2026',
    })
    expect(answer.status).toBe(303)
    expect(rowsOf(await text({ country: 'FR' })).map(({ id }) => id)).not.toContain(first!.id)
  })

  test('an office whose town the list lacks is told so on each page that compares; nothing else stops', async () => {
    const nowhere = 999_999_001
    await gazetteerKnows(nowhere)
    await office.pool.query('update office set place_id = $1 where id = $2', [nowhere, office.officeId])
    try {
      for (const path of [addresses.finder({ country: 'IT' }), addresses.finderComparison({ country: 'IT', place: '3176746' })]) {
        const answer = await officer.get(path)
        expect([path, answer.status, (await answer.text()).includes('Вашият град не е в списъка на градовете')]).toEqual([path, 200, true])
      }
      for (const path of [
        addresses.finderShortlist(),
        addresses.finderOutreach(),
        addresses.finderFacts(),
        addresses.finderTwinnings(),
        addresses.finderWanted(),
      ])
        expect([path, (await officer.get(path)).status]).toEqual([path, 200])
    } finally {
      await office.pool.query('update office set place_id = $1 where id = $2', [TROYAN, office.officeId])
    }
  })

  test("who stands in the register is proposed to nobody anew, living or not; what only the world's list says of home is told as that", async () => {
    const [first, second] = rowsOf(await text({ country: 'DE' }))
    await gazetteerKnows(first!.id, second!.id)
    const { here, officer: by } = office
    const town = done(await createOrganisation(here, by, { name: { bg: 'Примерна община' }, kind: 'municipality', country: 'DE', placeId: first!.id })).id
    // Without any step it is a prospect.
    done(await createPartnership(here, by, { organisationId: town, type: 'project' }))
    const index = await placeIndexOf()
    done(await takeWorldFile(here, index, 'world.tsv', { pairs: [[index.row(TROYAN)!, index.row(second!.id)!]], unknown: 0, broken: 0 }, true))
    const html = await text({ country: 'DE' })
    const ids = rowsOf(html).map(({ id }) => id)
    expect([ids.includes(first!.id), ids.includes(second!.id)]).toEqual([false, false])
    expect(html).toContain('Не се предлагат, защото вече са в регистъра ви: Примерна.')
    expect(html).toMatch(/По заредените побратимявания сте свързани и с: [^.<]+\. В регистъра ви това не е записано/)
    done(
      await createPartnership(here, by, {
        organisationId: done(await createOrganisation(here, by, { name: { bg: 'Друга община' }, kind: 'municipality', country: 'DE', placeId: second!.id })).id,
        type: 'project',
      }),
    )
    await office.pool.query('delete from world_twinning_load')
    expect(await text({ country: 'DE' })).toMatch(/вече са в регистъра ви: (Примерна, Друга|Друга, Примерна)\./)
  })

  test('regions are called as the reader calls their seats', async () => {
    const regions = (html: string): string[] =>
      [...(/<select[^>]*name="region".*?<\/select>/s.exec(html)?.[0] ?? '').matchAll(/<option[^>]*>([^<]+)</g)].map(([, name]) => name!)
    const bulgarian = regions(await text({ country: 'IT' }))
    expect(bulgarian).toEqual(expect.arrayContaining(['Рим', 'Неапол', 'Болоня']))
    // A seat without a name in the language keeps its own.
    expect(bulgarian.filter((name) => !/\p{Script=Cyrillic}/u.test(name))).toEqual(['Potenza'])
  })

  test('a fixed number of statements, whatever is shown', async () => {
    // What the tests before have changed is read anew once.
    await text({ country: 'IT' })
    const one = await office.statements(() => text({ country: 'IT' }))
    expect(await office.statements(() => text({ mode: 'arise' }))).toBe(one)
  })

  test('a reader sees it without what only an officer may do', async () => {
    const html = await (await office.as('reader').get(addresses.finder({ country: 'IT' }))).text()
    expect(html).toContain('id="town-')
    expect(html).not.toContain('value="exclude"')
  })
})
