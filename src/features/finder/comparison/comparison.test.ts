// Towns side by side: which come into the table, whose value is nearest, and that the drawing and the paper say what the table says.
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { done, openOffice, type TestOffice, TROYAN, type Visit } from '../../../../tests/support/open-office.ts'
import { addTag } from '../facts/fact.actions.ts'
import { addTwinning } from '../twinnings/twinning.actions.ts'
import { nearest, unitsApart } from './comparison.ts'
import { ringsOf } from './radar.ts'

const [FORLI, FANO, FAENZA, GUBBIO, URBANIA] = [3176746, 3177219, 3177300, 3175687, 3165038]
const [SAINT_MAXIMIN, JINGDEZHEN, LOVECH, SOFIA] = [2978100, 1805680, 729559, 727011]
const NOBODYS = 999_999_999

let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-27' })
  officer = office.as('officer')
})
afterAll(() => office.close())

const page = async (query: string, visit = officer): Promise<string> => (await visit.get(`${addresses.finderComparison()}?${query}`)).text()
const places = (...ids: readonly (number | string)[]): string => ids.map((id) => `place=${id}`).join('&')
const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** What a cell says; of two rows of one name the first, as attributes stand above the points they bring. */
const cell = (html: string, row: string, town: number): string =>
  text(new RegExp(`<td[^>]*data-row="${row}" data-town="${town}"[^>]*>(.*?)</td>`, 's').exec(html)![1]!)
const remarks = (html: string): string[] =>
  [...(/<ul class="remarks">(.*?)<\/ul>/s.exec(html)?.[1] ?? '').matchAll(/<li>(.*?)<\/li>/gs)].map(([, one]) => text(one!))
const columns = (html: string): number[] => [...new Set([...html.matchAll(/data-row="people" data-town="(\d+)"/g)].map(([, id]) => Number(id)))]

test.each([
  [10, [12, 9, 30], [false, true, false]],
  [10, [null, null], [false, false]],
  [null, [1, 2], [false, false]],
  [10, [8, 12], [false, false]],
  [10, [8, 12, 30], [true, true, false]],
  [10, [3], [false]],
] as const)('beside %j of %j the nearest are %j', (ours, theirs, near) => expect(nearest(ours, [...theirs], unitsApart)).toEqual(near))

test.each([[[3, 17, -6]], [[0, 0]], [[-4]], [[231, -90]]])('the scale of %j holds them all in equal whole steps, nought among them', (points) => {
  const rings = ringsOf(points)
  expect([rings.includes(0), Math.min(...points) >= rings[0]!, Math.max(...points) <= rings.at(-1)!, rings.length <= 7]).toEqual([true, true, true, true])
  expect(new Set(rings.slice(1).map((ring, i) => ring - rings[i]!)).size).toBe(1)
})

test('your own town comes first, the chosen ones in their order, at most four; what is left out is said', async () => {
  const html = await page(places(FORLI, FANO, GUBBIO, URBANIA, FAENZA, TROYAN, NOBODYS, 'x'))
  expect(columns(html)).toEqual([TROYAN, FORLI, FANO, GUBBIO, URBANIA])
  expect(html).toContain(String(NOBODYS))
})

test('taking a town out leaves the others in their order, and what was asked as it was', async () => {
  const html = await page(`country=IT&size=2&${places(FORLI, FANO, GUBBIO)}`)
  const out = [...html.matchAll(/<a class="no-print out" href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
  expect(out.length).toBe(3)
  expect(columns(await (await officer.get(out[1]!)).text())).toEqual([TROYAN, FORLI, GUBBIO])
  expect(new URLSearchParams(out[1]!.split('?')[1]).toString()).toBe(`country=IT&size=2&${places(FORLI, GUBBIO)}`)
  // The last one taken out leaves the page that teaches.
  const [last] = [...(await page(places(FORLI))).matchAll(/<a class="no-print out" href="([^"]+)"/g)].map(([, href]) => href!)
  expect(await (await officer.get(last!)).text()).toContain('class="empty"')
})

test('of two countries at once: each town has its place among its own country’s, the points one average of both', async () => {
  const both = await page(places(FORLI, SAINT_MAXIMIN))
  for (const [town, country] of [
    [FORLI, 'IT'],
    [SAINT_MAXIMIN, 'FR'],
  ] as const) {
    const alone = await page(places(town))
    for (const mode of ['similar', 'arise']) expect([country, mode, cell(both, mode, town)]).toEqual([country, mode, cell(alone, mode, town)])
    // Against the average of its own country alone it has other points.
    expect(cell(both, 'likeness', town)).not.toBe(cell(alone, 'likeness', town))
  }
  expect(both).toContain('Точки спрямо средния град: Италия, Франция')
  // Seven reasons and no more: their points add up to what stands below them.
  const number = (words: string): number => Number(words.replace('−', '-').replace('+', ''))
  for (const town of [FORLI, SAINT_MAXIMIN]) {
    const parts = [...both.matchAll(new RegExp(`data-town="${town}" data-factor="[^"]+" data-points="(-?\\d+)"`, 'g'))].map(([, points]) => Number(points))
    expect([parts.length >= 5, parts.reduce((sum, one) => sum + one, 0)]).toEqual([true, number(cell(both, 'likeness', town))])
  }
})

test.each([
  ['its own town', TROYAN, 'Troyan е вашият град и стои в първата колона.'],
  ['a part of a town', 3_163_948, 'Vomero е част от друг град или не съществува вече и не може да бъде партньор.'],
  ['an abandoned place', 2_525_768, 'Africo Vecchio е част от друг град или не съществува вече и не може да бъде партньор.'],
  ['a town whose people nobody counted', 3_165_541, 'За Torbole sul Garda не се знае колко души живеят там, затова не се предлага.'],
  ['a village', 3_176_744, 'Forlì del Sannio има по-малко от 1000 жители, затова не се предлага.'],
  ['a number nobody has', NOBODYS, `Списъкът на градовете не знае номер „${NOBODYS}“.`],
  ['no number', 'x', 'Списъкът на градовете не знае номер „x“.'],
])('%s is left out, with the reason in words, and the others stay', async (_, place, words) => {
  const html = await page(places(place, FANO))
  expect([remarks(html).map((one) => one.replace('Троян', 'Troyan')), columns(html)]).toEqual([[words], [TROYAN, FANO]])
})

test('the fifth town is named as the one there was no room for', async () => {
  expect(remarks(await page(places(FORLI, FANO, GUBBIO, URBANIA, FAENZA)))).toEqual([
    expect.stringMatching(/^Сравняват се най-много четири града; (Faenza|Фаенца) не се побра\.$/),
  ])
})

test('the drawing has exactly the table’s numbers', async () => {
  const html = await page(places(FORLI, FANO, GUBBIO))
  const drawn = [...html.matchAll(/data-town="(\d+)" data-factor="([^"]+)" data-points="(-?\d+)"/g)].map(([, town, factor, points]) => [
    town,
    factor,
    Number(points),
  ])
  expect(drawn.length).toBeGreaterThanOrEqual(9)
  for (const [town, factor, points] of drawn) {
    // Some attributes bear the same names as the points they bring; the points stand below them.
    const cell = [...html.matchAll(new RegExp(`<td[^>]*data-row="${factor}" data-town="${town}"[^>]*>(.*?)</td>`, 'gs'))].at(-1)
    const said = Number(/[+−]?\d+/.exec(cell![1]!.replace(/<span class="sr">.*?<\/span>/g, '').replace(/<[^>]+>/g, ' '))![0].replace('−', '-'))
    expect([town, factor, said]).toEqual([town, factor, points])
  }
})

test('what the office made count is told by the names of its sliders, of both lists', async () => {
  const html = await page(`country=IT&size=2&experience=0&neighbours=3&tags=ceramics:0.5&${places(FORLI)}`)
  const how = text(/<section[^>]*id="how".*?<\/section>/s.exec(html)?.[0] ?? '')
  expect(how).toContain('големина – повече, керамика – малко, съседи и околности – много, опит на града в побратимяването – не се брои.')
})

test('without weights nothing is drawn, and the table still stands', async () => {
  const none = 'size=0&surroundings=0&ground=0&sea=0&position=0&standing=0&renown=0&name=0'
  const html = await page(`${places(FORLI, FANO)}&${none}`)
  expect(html).not.toContain('class="radar"')
  expect(columns(html)).toEqual([TROYAN, FORLI, FANO])
})

test('nothing chosen teaches how one chooses; junk is no error', async () => {
  expect(await page('')).toContain('class="empty"')
  expect((await officer.get(`${addresses.finderComparison()}?place=%00&place=-1&place=1e9`)).status).toBe(200)
})

test('the sheet for the mayor is a PDF in both languages of the office, for one town too; a reader gets it, a stranger is sent to the door', async () => {
  for (const language of ['bg', 'en']) {
    const paper = await officer.get(`${addresses.finderComparisonPaper()}?${places(FORLI)}&language=${language}`)
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await paper.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
  expect((await office.as('reader').get(`${addresses.finderComparisonPaper()}?${places(FORLI)}`)).status).toBe(200)
  expect((await office.as('nobody').get(`${addresses.finderComparison()}?${places(FORLI)}`)).status).toBe(303)
})

describe('with what the office knows and has said', () => {
  const seen = { source: 'Проба, вестник', address: 'https://vestnik.example/1', seenOn: '2026-11-01' }
  const twinned = async (a: number, b: number): Promise<void> => void done(await addTwinning(office.here, office.officer, { a, b, ...seen }))
  /** Four of the longest names there are. */
  const LONG_NAMES: Readonly<Record<number, string>> = {
    3_181_762: 'Borgoricco-San Michele delle Badesse-Sant’Eufemia',
    2_524_714: 'Fossato Ionico-Fossatello-San Luca Marcelluzzo',
    8_859_241: 'Colonia Ecológica Asociación de Lucha Social (Lucha Social)',
    [SAINT_MAXIMIN]: 'Saint-Maximin-la-Sainte-Baume',
  }
  const LONG = Object.keys(LONG_NAMES).map(Number)
  const NOTE = 'Кметицата беше на пленера по керамика и предложи да се пише направо на нея. '

  beforeAll(async () => {
    for (const [a, b] of [
      [TROYAN, JINGDEZHEN],
      [FAENZA, JINGDEZHEN],
      [LOVECH, FAENZA],
      [TROYAN, URBANIA],
      [TROYAN, FORLI],
    ] as const)
      await twinned(a, b)
    await inGazetteer({ [FAENZA]: 'Faenza', [FANO]: 'Fano', ...LONG_NAMES })
  })
  /** What the office writes of a town asks the gazetteer, of which a test has some towns only. */
  const inGazetteer = async (names: Readonly<Record<number, string>>): Promise<void> => {
    for (const [id, name] of Object.entries(names))
      await office.pool.query(
        `insert into place (id, name, country, admin1, admin2, feature_code, latitude, longitude, population, time_zone, names)
          values ($1, $2, 'IT', '05', '', 'PPL', 44, 12, 9000, 'Europe/Rome', '{}') on conflict do nothing`,
        [id, name],
      )
  }
  const does = async (place: number, deed: string, why = ''): Promise<void> => {
    expect((await officer.post(addresses.finderShortlist(), { place: String(place), deed, why })).status).toBe(303)
  }
  const note = async (place: number, words: string): Promise<void> => {
    const { rows } = await office.pool.query('select id, version from finder_candidate where place_id = $1 and office_id = $2', [place, office.officeId])
    expect((await officer.post(addresses.finderNote({ id: rows[0].id }), { version: String(rows[0].version), note: words })).status).toBe(303)
  }

  test('a partner in common stands by its name, beside the town and among the reasons; who has more of them is marked', async () => {
    const html = await page(places(FAENZA, FANO))
    expect([cell(html, 'common', FAENZA), cell(html, 'common', FANO)]).toEqual([
      expect.stringMatching(/^(Джиндъджън|Jingdezhen) \(най-близо до нас\)$/),
      'няма известни',
    ])
    const [reasons] = /<section[^>]*id="why".*?<\/section>/s.exec(html) ?? /<dl class="why-these">.*?<\/dl>/s.exec(html)!
    expect(text(reasons)).toMatch(/Побратимен и с вашия партньор (Джиндъджън|Jingdezhen)\./)
    expect(text(reasons)).toMatch(/съседният ви град (Ловеч|Lovech), на 27 км от вас/)
  })

  test('who is tied to us already is left out, and said so', async () => {
    const html = await page(places(JINGDEZHEN, FANO))
    expect([remarks(html), columns(html)]).toEqual([
      [expect.stringMatching(/^(Джиндъджън|Jingdezhen) вече е свързан с вас, затова не се предлага за нов партньор\.$/)],
      [TROYAN, FANO],
    ])
  })

  test('one the office has put aside is shown with the day and the why; of all this another office sees nothing', async () => {
    await does(FANO, 'exclude', 'Морски курорт')
    await does(FAENZA, 'shortlist')
    await does(FAENZA, 'pin')
    await note(FAENZA, 'Познаваме директорката на музея')
    const ours = await page(places(FANO, FAENZA))
    expect([cell(ours, 'said', FANO), cell(ours, 'said', FAENZA)]).toEqual([
      'изключен на 27 ноември 2026 г. Морски курорт',
      'избран на 27 ноември 2026 г. закачен на 27 ноември 2026 г. Познаваме директорката на музея',
    ])
    const another = await office.openAnother('Друга община')
    const theirs = await page(places(FANO, FAENZA), another.visit)
    expect([cell(theirs, 'said', FANO), cell(theirs, 'said', FAENZA), cell(theirs, 'common', FAENZA), cell(theirs, 'twins', FAENZA)]).toEqual([
      'още нищо',
      'още нищо',
      'няма известни',
      'няма известни',
    ])
    for (const secret of ['Морски курорт', 'директорката', '27 ноември 2026 г. закачен']) expect([secret, theirs.includes(secret)]).toEqual([secret, false])
    const paper = Buffer.from(await (await another.visit.get(`${addresses.finderComparisonPaper()}?${places(FANO, FAENZA)}`)).arrayBuffer())
    const words = (await lettersOf(paper)).pages.flat().map(({ str }) => str)
    expect(words.join(' ')).not.toContain('Морски')
  })

  type Letters = { readonly str: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number }
  /** Where on its pages everything stands, in points from the left and from below. */
  async function lettersOf(pdf: Uint8Array): Promise<{ readonly pages: readonly (readonly Letters[])[]; readonly sizes: readonly string[] }> {
    const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0, useSystemFonts: false })
    const pages: Letters[][] = []
    const sizes: string[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const one = await document.getPage(number)
      sizes.push(one.view.map(Math.round).join(' '))
      const { items } = await one.getTextContent()
      pages.push(
        items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return []
          const [, , , size, x, y] = item.transform as [number, number, number, number, number, number]
          return [{ str: item.str, x, y, width: item.width, size }]
        }),
      )
    }
    return { pages, sizes }
  }
  /** Words that lie over other words: lines closer than their letters are high. */
  const overlaps = (letters: readonly Letters[]): string[] =>
    letters.flatMap((one, i) =>
      letters
        .slice(i + 1)
        .filter((other) => {
          const apart = Math.abs(one.y - other.y)
          return apart > 0.5 && apart < 0.8 * Math.min(one.size, other.size) && one.x < other.x + other.width - 1 && other.x < one.x + one.width - 1
        })
        .map((other) => `${one.str} / ${other.str}`),
    )
  const sheetOf = async (query: string, language = 'bg') => {
    const answer = await officer.get(`${addresses.finderComparisonPaper()}?${query}&language=${language}`)
    const { pages, sizes } = await lettersOf(new Uint8Array(await answer.arrayBuffer()))
    const [letters = []] = pages
    return {
      sizes,
      letters,
      words: letters
        .map(({ str }) => str)
        .join(' ')
        .replace(/\s+/g, ' '),
    }
  }

  test('the sheet has of the points the sums alone: what shares its name with an attribute is no exception', async () => {
    const { words } = await sheetOf(places(FAENZA, GUBBIO))
    expect(words).toMatch(/Точки спрямо средния град: Италия Прилика, общо [+−]?\d+ [+−]?\d+ Връзки, общо [+−]?\d+ [+−]?\d+ Място сред предложенията/)
    // Nobody knows how many live in either municipality, nor in ours: no row for that.
    expect(words).not.toContain('Жители на общината')
  })

  describe('four of the longest names with much to say of each', () => {
    const PARTNERS: Readonly<Record<number, string>> = {
      2_968_546: 'Villeneuve-le-Roi',
      3_063_447: 'Valašské Meziříčí',
      790_367: 'Gornji Milanovac',
      3_179_415: 'Castiglione delle Stiviere',
      2_817_220: 'Villingen-Schwenningen',
      2_864_055: 'Neustadt an der Waldnaab',
      2_525_597: 'Barcellona Pozzo di Gotto',
      3_179_523: 'Castelnuovo di Garfagnana',
    }
    beforeAll(async () => {
      await inGazetteer(PARTNERS)
      const partners = Object.keys(PARTNERS).map(Number)
      for (const partner of partners) await twinned(TROYAN, partner)
      for (const [i, town] of LONG.entries()) {
        for (const partner of [...partners, LOVECH, SOFIA]) await twinned(town, partner)
        for (const tag of ['ceramics', 'festivals', 'wine', 'spa', 'river', 'mountain'])
          done(
            await addTag(office.here, office.officer, town, {
              tag,
              says: 'so',
              source: `Проба за ${tag}: ${'много дълго име на източник '.repeat(4)}`.trim(),
              address: `https://proba.example/${tag}/${i}`,
              asOf: '2025',
              note: '',
            }),
          )
        await does(town, i % 2 === 0 ? 'shortlist' : 'exclude', 'Далече е. '.repeat(99))
        await note(town, NOTE.repeat(200))
      }
    })
    test.each(['bg', 'en'])('are one sheet of A4, readable, nothing over anything (%s)', async (language) => {
      const { sizes, letters, words } = await sheetOf(places(...LONG), language)
      expect(sizes).toEqual(['0 0 595 842'])
      expect(overlaps(letters)).toEqual([])
      // The smallest are the sources, in letters a seventh smaller than the rest.
      expect(Math.min(...letters.map(({ size }) => size))).toBeGreaterThanOrEqual(5.5)
      expect([
        Math.min(...letters.map(({ x }) => x)) >= 40,
        Math.max(...letters.map(({ x, width }) => x + width)) <= 555,
        Math.min(...letters.map(({ y }) => y)) >= 30,
      ]).toEqual([true, true, true])
      for (const end of language === 'bg' ? ['керамика, фестивали', 'Дата и подпис'] : ['ceramics, festivals', 'Date and signature'])
        expect([end, words.includes(end)]).toEqual([end, true])
    })
  })
})
