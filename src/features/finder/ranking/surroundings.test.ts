// Distances, neighbours and shores against what can be reckoned by hand or by looking at every point.
import { expect, test } from 'vitest'
import { Cells, Circles, kilometres, seaDistance, shoreOf, surroundingsOf } from './surroundings.ts'
import { seeded } from './learning.ts'

test('distances are those of the atlas', () => {
  // A degree of latitude is a 360th of the circle; half the circle is the farthest.
  expect(kilometres(0, 0, 1, 0)).toBeCloseTo((2 * Math.PI * 6371) / 360, 6)
  expect(kilometres(0, 179, 0, -179)).toBeCloseTo((2 * Math.PI * 6371) / 180, 6)
  expect(kilometres(90, 0, -90, 0)).toBeCloseTo(Math.PI * 6371, 6)
})

test('what lies within a radius is found whole: at the poles, across the date line, anywhere', () => {
  const random = seeded(5)
  const lat = Float32Array.from({ length: 4000 }, () => Math.asin(2 * random() - 1) * (180 / Math.PI))
  const lon = Float32Array.from({ length: 4000 }, () => random() * 360 - 180)
  const [cells, circles] = [new Cells(lat, lon), new Circles(lat, lon)]
  for (const [spotLat, spotLon, radius] of [
    [42.9, 24.7, 300],
    [0, 179.95, 500],
    [-16, -179.99, 800],
    [89.5, 10, 400],
    [-88, -120, 600],
    [60, 0, 25],
  ] as const) {
    const all = [...lat.keys()].filter((i) => kilometres(spotLat, spotLon, lat[i]!, lon[i]!) <= radius)
    for (const points of [cells, circles]) {
      const found: number[] = []
      points.within(spotLat, spotLon, radius, (point, km) => {
        found.push(point)
        expect(km).toBeCloseTo(kilometres(spotLat, spotLon, lat[point]!, lon[point]!), 5)
      })
      expect([spotLat, spotLon, found.sort((a, b) => a - b)]).toEqual([spotLat, spotLon, all])
    }
  }
})

test('the people around, the hills around and the share of a place', () => {
  // On one meridian, 0, 10, 20, 28 and 40 km north of the first.
  const km = [0, 10, 20, 28, 40].map((north) => north / ((2 * Math.PI * 6371) / 360))
  const lat = Float32Array.from(km)
  const lon = new Float32Array(5)
  const population = Uint32Array.from([3000, 1000, 500, 200, 90_000])
  const heights = Int16Array.from([100, 150, 900, 400, 0])
  const around = surroundingsOf(new Cells(lat, lon), { lat: 0, lon: 0, population: 3000 }, population, heights, -32_768)
  // Within 25 km only three heights are known: too few to say.
  expect(around).toEqual({ around: 4700, relief: Number.NaN, share: 0.75 })
  const closer = Float32Array.from(km.map((north) => north / 2))
  expect(surroundingsOf(new Cells(closer, lon), { lat: 0, lon: 0, population: 3000 }, population, heights, -32_768)).toEqual({
    around: 94_700,
    relief: 400 - 100,
    share: 3000 / 4700,
  })
  expect(surroundingsOf(new Cells(lat, lon), { lat: 0, lon: 0, population: 0 }, new Uint32Array(5), heights, -32_768).share).toBeNaN()
})

test('a shore is every point of the land’s edge, but not the frame of the map', () => {
  const square = {
    arcs: [
      [
        [0, 0],
        [10, 0],
        [0, 10],
      ],
      [
        [1800, 0],
        [0, 10],
      ],
    ] as [number, number][][],
    transform: { scale: [0.1, 0.1], translate: [0, 0] },
  }
  const shore = shoreOf(square)
  const cells = new Cells(shore.lat, shore.lon)
  // Half a degree inland of the lower edge, and of the date line, which is no shore.
  expect(seaDistance(cells, 0.5, 0.5)).toBeGreaterThan(50)
  expect(seaDistance(cells, 0.5, 0.5)).toBeLessThan(56)
  expect(seaDistance(cells, 0.5, 179.5)).toBe(400)
  expect(() => shoreOf({})).toThrow('no shores')
})
