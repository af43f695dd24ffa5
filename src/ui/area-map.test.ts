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
