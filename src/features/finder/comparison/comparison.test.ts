// Towns side by side: which come into the table, whose value is nearest, and that the drawing and the paper say what the table says.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { nearest, unitsApart } from './comparison.ts'
import { ringsOf } from './radar.ts'

const [FORLI, FANO, FAENZA, GUBBIO, URBANIA, TROYAN] = [3176746, 3177219, 3177300, 3175687, 3165038, 726320]
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
