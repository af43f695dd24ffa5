// What the list of places does not say and can be worked out from it: how many people live around a town, how hilly its surroundings are, how far the sea is.

const RAD = Math.PI / 180
/** Kilometres: the Earth's mean radius. */
export const EARTH_KM = 6371

/** Kilometres on a sphere of the Earth's mean radius; coordinates in degrees. */
export function kilometres(latA: number, lonA: number, latB: number, lonB: number): number {
  const a = Math.sin(((latB - latA) * RAD) / 2)
  const b = Math.sin(((lonB - lonA) * RAD) / 2)
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a * a + Math.cos(latA * RAD) * Math.cos(latB * RAD) * b * b)))
}

const CELLS_A_DEGREE = 4
const ROWS = 180 * CELLS_A_DEGREE
const COLUMNS = 360 * CELLS_A_DEGREE
const KM_A_CELL = 111.2 / CELLS_A_DEGREE

const rowOf = (lat: number): number => Math.max(0, Math.min(ROWS - 1, Math.floor((lat + 90) * CELLS_A_DEGREE)))
const columnOf = (lon: number): number => ((Math.floor((lon + 180) * CELLS_A_DEGREE) % COLUMNS) + COLUMNS) % COLUMNS

/** How many cells to each side a circle reaches at its widest; one that holds a pole reaches all round. */
function columnsWithin(lat: number, radius: number): number {
  const reach = Math.sin(radius / EARTH_KM) / Math.cos(lat * RAD)
  const holdsPole = Math.abs(lat) + radius / 111 >= 90 || reach >= 1
  return holdsPole ? COLUMNS : Math.ceil((Math.asin(reach) / RAD) * CELLS_A_DEGREE)
}

/** Points in the order of their cells: those of a cell are `points[starts[cell]]` to before `points[starts[cell + 1]]`, each a place in the two arrays. */
function byCell(lat: Float32Array, lon: Float32Array): { readonly starts: Uint32Array; readonly points: Uint32Array } {
  const starts = new Uint32Array(ROWS * COLUMNS + 1)
  const cells = Uint32Array.from(lat, (value, i) => rowOf(value) * COLUMNS + columnOf(lon[i]!))
  for (const cell of cells) starts[cell + 1]! += 1
  for (let i = 0; i < ROWS * COLUMNS; i += 1) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const points = new Uint32Array(cells.length)
  for (let i = 0; i < cells.length; i += 1) points[next[cells[i]!]!++] = i
  return { starts, points }
}

/** Points of the Earth sorted into cells of a quarter of a degree, so that what lies near is found without looking at all of them. */
export class Cells {
  readonly #lat: Float32Array
  readonly #lon: Float32Array
  readonly #starts: Uint32Array
  readonly #points: Uint32Array

  constructor(lat: Float32Array, lon: Float32Array) {
    this.#lat = lat
    this.#lon = lon
    const { starts, points } = byCell(lat, lon)
    ;[this.#starts, this.#points] = [starts, points]
  }

  /** Calls `found` with each point at most `radius` kilometres from the spot, and its distance; across the date line too. */
  within(lat: number, lon: number, radius: number, found: (point: number, km: number) => void): void {
    const rows = Math.ceil(radius / KM_A_CELL)
    const row = rowOf(lat)
    const column = columnOf(lon)
    const columns = columnsWithin(lat, radius)
    const first = column - columns
    const many = Math.min(COLUMNS, 2 * columns + 1)
    for (let r = Math.max(0, row - rows); r <= Math.min(ROWS - 1, row + rows); r += 1) {
      for (let c = first; c < first + many; c += 1) {
        const cell = r * COLUMNS + (((c % COLUMNS) + COLUMNS) % COLUMNS)
        for (let i = this.#starts[cell]!; i < this.#starts[cell + 1]!; i += 1) {
          const point = this.#points[i]!
          const km = kilometres(lat, lon, this.#lat[point]!, this.#lon[point]!)
          if (km <= radius) found(point, km)
        }
      }
    }
  }
}

/**
 * The same points laid out in the order of their cells, with where they lie on a sphere of radius 1: a circle of some kilometres is a few straight runs over
 * numbers that lie behind one another. For questions that are asked hundreds of times a second.
 */
export class Circles {
  readonly #starts: Uint32Array
  readonly #points: Uint32Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #z: Float64Array

  constructor(lat: Float32Array, lon: Float32Array) {
    const { starts, points } = byCell(lat, lon)
    ;[this.#starts, this.#points] = [starts, points]
    ;[this.#x, this.#y, this.#z] = [new Float64Array(points.length), new Float64Array(points.length), new Float64Array(points.length)]
    for (let at = 0; at < points.length; at += 1) {
      const [up, round] = [lat[points[at]!]! * RAD, lon[points[at]!]! * RAD]
      this.#x[at] = Math.cos(up) * Math.cos(round)
      this.#y[at] = Math.cos(up) * Math.sin(round)
      this.#z[at] = Math.sin(up)
    }
  }

  /** Calls `found` with each point at most `radius` kilometres (up to some hundred) from the spot, and its distance; across the date line too. */
  within(lat: number, lon: number, radius: number, found: (point: number, km: number) => void): void {
    const [x, y, z, points, starts] = [this.#x, this.#y, this.#z, this.#points, this.#starts]
    const [up, round] = [lat * RAD, lon * RAD]
    const [atX, atY, atZ] = [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)]
    const most = (2 * Math.sin(radius / (2 * EARTH_KM))) ** 2
    const run = (from: number, to: number): void => {
      for (let i = from; i < to; i += 1) {
        const [dx, dy, dz] = [x[i]! - atX, y[i]! - atY, z[i]! - atZ]
        const chord = dx * dx + dy * dy + dz * dz
        if (chord > most) continue
        // Arc sine by its first terms: what is left out is less than a millimetre at 500 km.
        const half = chord / 4
        found(points[i]!, 2 * EARTH_KM * Math.sqrt(half) * (1 + half * (1 / 6 + half * (3 / 40 + (half * 15) / 336))))
      }
    }
    const rows = Math.ceil(radius / KM_A_CELL)
    const row = rowOf(lat)
    const columns = columnsWithin(lat, radius)
    const first = columnOf(lon) - columns
    const last = first + Math.min(COLUMNS, 2 * columns + 1)
    for (let r = Math.max(0, row - rows); r <= Math.min(ROWS - 1, row + rows); r += 1) {
      const line = r * COLUMNS
      run(starts[line + Math.max(0, first)]!, starts[line + Math.min(COLUMNS, last)]!)
      // What reaches over the date line goes on at the other end.
      if (first < 0) run(starts[line + COLUMNS + first]!, starts[line + COLUMNS]!)
      if (last > COLUMNS) run(starts[line]!, starts[line + last - COLUMNS]!)
    }
  }
}

/** Kilometres within which people count as living around a town. */
export const AROUND_KM = 30
/** Kilometres within which the heights of places tell how hilly it is. */
const RELIEF_KM = 25
/** Kilometres within which a town's share of the people is counted. */
const SHARE_KM = 15
/** Beyond this the sea is far; the distance is not worked out. */
export const FAR_FROM_SEA_KM = 400

/** Of one place: inhabitants of all places within 30 km, itself included; metres between the lower and the upper tenth of their heights within 25 km, NaN where fewer than four are known; its share of the people within 15 km. */
export function surroundingsOf(
  cells: Cells,
  at: { lat: number; lon: number; population: number },
  population: Uint32Array,
  elevation: Int16Array,
  unknownElevation: number,
): { around: number; relief: number; share: number } {
  let around = 0
  let close = 0
  const heights: number[] = []
  cells.within(at.lat, at.lon, AROUND_KM, (point, km) => {
    around += population[point]!
    if (km <= SHARE_KM) close += population[point]!
    if (km <= RELIEF_KM && elevation[point] !== unknownElevation) heights.push(elevation[point]!)
  })
  heights.sort((a, b) => a - b)
  const relief = heights.length < 4 ? Number.NaN : heights[Math.floor(0.9 * (heights.length - 1))]! - heights[Math.ceil(0.1 * (heights.length - 1))]!
  return { around, relief, share: close === 0 ? Number.NaN : at.population / close }
}

type Topology = {
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly transform: { scale: [number, number]; translate: [number, number] }
}

/** Points of all shores, at most about 3 km apart, from a quantised TopoJSON of the land (world-atlas, Natural Earth 1:10 m). Throws when the file has no arcs. */
export function shoreOf(land: unknown): { lat: Float32Array; lon: Float32Array } {
  const { arcs, transform } = land as Topology
  if (!Array.isArray(arcs) || transform === undefined) throw new Error('The map of the land has no shores in it')
  const lat: number[] = []
  const lon: number[] = []
  for (const arc of arcs) {
    let [x, y] = [0, 0]
    let before: [number, number] | null = null
    for (const [dx, dy] of arc) {
      x += dx
      y += dy
      const here: [number, number] = [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]
      // The frame of the drawing is no shore: the date line, and the lower edge of Antarctica.
      const framed = (p: [number, number]): boolean => Math.abs(p[0]) > 179.99 || p[1] < -85
      if (before !== null && !(framed(before) && framed(here))) {
        const steps = Math.min(200, Math.max(1, Math.ceil(kilometres(before[1], before[0], here[1], here[0]) / 3)))
        for (let step = 1; step <= steps; step += 1) {
          lon.push(before[0] + ((here[0] - before[0]) * step) / steps)
          lat.push(before[1] + ((here[1] - before[1]) * step) / steps)
        }
      }
      before = here
    }
  }
  return { lat: Float32Array.from(lat), lon: Float32Array.from(lon) }
}

/** Kilometres to the nearest shore; `FAR_FROM_SEA_KM` where it is farther. */
export function seaDistance(shore: Cells, lat: number, lon: number): number {
  for (const radius of [10, 40, 120, FAR_FROM_SEA_KM]) {
    let nearest = Number.POSITIVE_INFINITY
    shore.within(lat, lon, radius, (_, km) => {
      if (km < nearest) nearest = km
    })
    if (nearest <= radius) return nearest
  }
  return FAR_FROM_SEA_KM
}
