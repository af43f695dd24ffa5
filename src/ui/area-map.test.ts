// A map of an area must have a size, however few places it holds.
import { expect, test } from 'vitest'
import { areaMapSvg } from './area-map.tsx'

const base = { id: 'm', title: 'Карта', desc: 'Градове' }
const dot = (lon: number, lat: number) => ({ lon, lat, name: 'Град', number: '1', href: '#town-1' })

test.each([
  ['a lone place', [[166.67, -77.85]]],
  [
    'the same place twice',
    [
      [24.7, 42.9],
      [24.7, 42.9],
    ],
  ],
  ['the pole', [[0, 90]]],
  [
    'two places',
    [
      [11, 44],
      [12, 45],
    ],
  ],
  ['no place', []],
] as [string, [number, number][]][])('%s: every number in the drawing is one, and the place is on it', (_, around) => {
  const svg = areaMapSvg({ ...base, around, dots: around.slice(0, 1).map(([lon, lat]) => dot(lon, lat)) })
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  expect(svg.includes('<circle')).toBe(around.length > 0)
})

test('every number stands at its own dot, and a name only where it covers nothing: no other letters, no dot, not the edge', () => {
  const names = ['Loreto', 'Recanati', 'Martinsicuro', 'San Benedetto del Tronto', 'Giulianova', 'Civitanova Marche', 'Fermo', 'Osimo']
  const dots = Array.from({ length: 20 }, (_, i) => ({
    lon: 12 + ((i * 7) % 20) / 5,
    lat: 41 + ((i * 11) % 20) / 6,
    name: names[i % names.length]!,
    number: String(i + 1),
    href: '#',
  }))
  const svg = areaMapSvg({
    ...base,
    around: [
      [7, 38],
      [18, 46],
    ],
    dots,
    home: { lon: 16.44, lat: 43.17, name: 'Хвар' },
  })
  const drawn = [
    ...svg.matchAll(
      /<circle cx="([\d.]+)" cy="([\d.]+)" r="4.5"\/><text x="([\d.-]+)" y="([\d.-]+)" text-anchor="(\w+)"><tspan class="n">(\d+)<\/tspan>([^<]*)</g,
    ),
  ].map(([, cx, cy, x, y, anchor, number, name]) => {
    const width = `${number}${name}`.length * 6.4
    const left = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    return {
      cx: Number(cx),
      cy: Number(cy),
      x: Number(x),
      y: Number(y),
      isNamed: name !== '',
      box: { left, right: left + width, top: Number(y) - 9, bottom: Number(y) + 4 },
    }
  })
  expect(drawn.length).toBe(20)
  for (const { cx, cy, x, y } of drawn) expect(Math.hypot(cx - x, cy - y)).toBeLessThan(16)
  const named = drawn.filter(({ isNamed }) => isNamed)
  expect(named.length).toBeGreaterThan(2)
  for (const one of named) {
    expect(one.box.left > 0 && one.box.right < 400).toBe(true)
    for (const other of drawn) {
      if (other === one) continue
      const apart = (a: typeof one.box): boolean => a.left >= one.box.right || a.right <= one.box.left || a.top >= one.box.bottom || a.bottom <= one.box.top
      expect([one.box, other.box, apart(other.box)]).toEqual([one.box, other.box, true])
      expect(apart({ left: other.cx - 4, right: other.cx + 4, top: other.cy - 4, bottom: other.cy + 4 })).toBe(true)
    }
  }
})
