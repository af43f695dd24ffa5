// The plate for any home town: in place, light, the same each time; and the share picture.
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { distanceKm, placeLabels, plateSvg, plateTexts, type PlatePartner } from './plate.tsx'
import { brokenInto, drawable, shareImage, shareSvg } from './share-image.ts'

const home = { name: 'Пробно', lon: 24.7159, lat: 42.8943 }
const partners: PlatePartner[] = [
  { id: 'near', name: 'Близко', lon: 22.72, lat: 41.19, href: '/bg/partners/near' },
  { id: 'west', name: 'Западно <на> реката', lon: 2.41, lat: 48.7, href: '/bg/partners/west' },
  { id: 'far', name: 'Далечно', lon: 117.21, lat: 29.29, href: '/bg/partners/far' },
]
const draw = (more: object = {}) => plateSvg({ home, partners, texts: plateTexts(home, partners), ...more })
const dots = (svg: string) => [...svg.matchAll(/class="dot"[^>]* cx="([-\d.]+)" cy="([-\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const)

test('distances are those of the globe, to ten kilometres', () => {
  expect(partners.map((partner) => distanceKm(home, partner))).toEqual([250, 1840, 8030])
  expect(distanceKm({ name: 'a', lon: 0, lat: 0 }, { name: 'b', lon: 180, lat: 0 })).toBe(20020)
  expect(plateTexts(home, partners).desc).toContain('Близко: около 250 км')
})

test('nearer partners lie nearer the middle, in their direction, inside the rim', () => {
  const [near, west, far] = dots(draw())
  expect(near![0] < 0 && near![1] > 0).toBe(true)
  expect(west![0] < 0 && west![1] < 0).toBe(true)
  expect(far![0] > 0).toBe(true)
  const lengths = [near!, west!, far!].map(([x, y]) => Math.hypot(x, y))
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
  expect(lengths.at(-1)).toBeLessThan(268)
})

test('a partner on the other side of the globe still lies on the plate', () => {
  const [only] = dots(draw({ partners: [{ id: 'anti', name: 'Отсреща', lon: -155.3, lat: -42 }] }))
  expect(Math.hypot(...only!)).toBeLessThan(268)
})

test('it is light, the same each time, and holds no markup from names', () => {
  const svg = draw()
  expect(gzipSync(svg).length).toBeLessThan(9 * 1024)
  expect(draw()).toBe(svg)
  expect(svg).toContain('Западно &lt;на&gt; реката')
  expect(svg).toContain('role="group"')
})

test('for one partner the others stay pale, unnamed and unlinked', () => {
  const svg = draw({ only: 'far' })
  expect(svg).not.toMatch(/<a |>Близко<\/text>/)
  expect(svg).toContain('>Далечно</text>')
  expect(svg).toContain('role="img"')
})

test('every home town gets its own world: islands, poles, the date line', () => {
  for (const [name, lon, lat] of [
    ['Сува', 178.44, -18.14],
    ['Ушуая', -68.3, -54.8],
    ['Лонгиър', 15.6, 78.2],
  ] as const) {
    const svg = draw({ home: { name, lon, lat } })
    expect([name, svg.match(/class="land" d="([^"]*)"/)![1]!.length > 1000, /NaN|Infinity|undefined/.test(svg)]).toEqual([name, true, false])
    expect([name, gzipSync(svg).length < 11 * 1024]).toEqual([name, true])
  }
})

test('twelve names close together do not cover one another', () => {
  const crowd = Array.from({ length: 12 }, (_, i) => ({ name: `Градец ${i}`, x: -60 + (i % 4) * 14, y: -40 + Math.floor(i / 4) * 14 }))
  const boxes = placeLabels(crowd).map(({ x, y, anchor }, i) => {
    const width = [...crowd[i]!.name].length * 8.6
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    return { left, right: left + width, top: y - 13, bottom: y + 4 }
  })
  const covered = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2),
  )
  expect(covered.length).toBeLessThanOrEqual(1)
})

test('the share picture is a PNG of 1200 × 630 and leaves out letters it cannot draw', async () => {
  const texts = plateTexts(home, partners)
  const png = Buffer.from(
    await shareImage({ title: 'Далечно', native: '远方', subtitle: 'Път', siteName: 'Пробно по света', plate: { home, partners, texts, only: 'far' } }),
  )
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  expect(png.length).toBeGreaterThan(20_000)
  expect(shareSvg({ title: 'Далечно', native: 'თბილისი', siteName: 'x' })).not.toContain('თ')
  expect(shareSvg({ title: 'Далечно', native: 'Далековац', siteName: 'x' })).toContain('Далековац')
  expect([drawable('Đakovo · Ђаково – Ξάνθη 2024'), drawable('景德镇'), drawable('საქართველო')]).toEqual([true, true, false])
})

test('a long title is broken into lines and cut with an ellipsis', () => {
  expect(brokenInto('едно две три четири пет', 100, 20, 0.5, 2)).toEqual(['едно две', 'три…'])
  expect(brokenInto('кратко', 100, 20, 0.5, 2)).toEqual(['кратко'])
  // Five characters are as wide as ten letters; a line does not begin with a comma.
  expect(brokenInto('我们与三个国家的城市，携手', 100, 20, 0.5, 3)).toEqual(['我们与三个', '国家的城', '市，携手'])
  expect(brokenInto('Непротивоконституционствувателствувайте', 100, 20, 0.5, 2)).toEqual(['Непротиво…'])
})
