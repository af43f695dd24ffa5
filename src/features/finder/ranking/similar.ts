// "Similar to you": how alike two places are by what they are, factor by factor; nothing here knows who is twinned with whom.
import {
  CODES,
  codesOf,
  FACTOR_NAMES,
  FACTORS,
  forEach,
  type Factor,
  level,
  LINE_NAMES,
  type LineName,
  LINES,
  levelOfCode,
  readOff,
  type Scale,
  SCALE_NAMES,
  type ScaleName,
  SCALES,
  width,
} from './levels.ts'
import type { PlaceIndex } from './place-index.ts'
import { EARTH_KM } from './surroundings.ts'

/**
 * Learned numbers. A surface is read by the levels of home (rows) and candidate (columns), a country's line by the candidate's level, a line by the
 * level of what is measured between the two; the last row and column stand for unknown. The unit is the natural logarithm of odds.
 */
export type SimilarWeights = {
  readonly surfaces: Readonly<Record<ScaleName, readonly (readonly number[])[]>>
  readonly countries: Readonly<Record<ScaleName, Readonly<Record<string, readonly number[]>>>>
  readonly lines: Readonly<Record<LineName, readonly number[]>>
}

/** How much each factor counts: 1 as learned, 0 not at all. */
export type Sliders = Readonly<Record<Factor, number>>
export const asLearned = forEach(FACTOR_NAMES, () => 1)

const FACTOR_OF_SCALE = Object.fromEntries(FACTOR_NAMES.flatMap((name) => FACTORS[name].scales.map((scale) => [scale, name]))) as Record<ScaleName, Factor>
const FACTOR_OF_LINE = Object.fromEntries(FACTOR_NAMES.flatMap((name) => FACTORS[name].lines.map((line) => [line, name]))) as Record<LineName, Factor>

const MANY = SCALE_NAMES.length
/** Steps in which distances are told apart, by the root of the chord: less than a metre near home, a kilometre on the other side of the Earth. */
const CHORDS = 32_768
/** Steps of a degree of latitude or longitude, and of a power of ten of the ratio of two sizes. */
const DEGREES = 32
const POWERS = 1000

const nothing = (scale: Scale): number[] => Array.from({ length: width(scale) }, () => 0)
const nothingLearned: SimilarWeights = {
  surfaces: forEach(SCALE_NAMES, (name) => nothing(SCALES[name]).map(() => nothing(SCALES[name]))),
  countries: forEach(SCALE_NAMES, () => ({})),
  lines: forEach(LINE_NAMES, (name) => nothing(LINES[name])),
}

/** The places laid on the scales, ready to be compared with any of them. */
export class Similarity {
  readonly index: PlaceIndex
  readonly #weights: SimilarWeights
  /** A place's codes on all scales, one behind the other. */
  readonly #codes: Uint8Array
  /** log10 of the inhabitants; NaN unknown. */
  readonly #size: Float32Array
  /** Lines read off in steps: distance by the root of the chord, degrees, ratios from 1 : 1000 to 1000 : 1. */
  readonly #tables: Readonly<Record<'chords' | 'lats' | 'lons' | 'ratios', Float32Array>>
  /** Countries' own lines read off at every code, scale behind scale; made when a country is first asked for. */
  readonly #own = new Map<number, Float32Array>()
  /** Where a country's lines are laid over home's while one question lasts: room that is used again. */
  readonly #laid = new Map<number, Float32Array>()
  /** Places on a sphere of radius 1. */
  readonly #x: Float32Array
  readonly #y: Float32Array
  readonly #z: Float32Array

  /** Without weights only levels and distances can be asked for: what learning begins with. */
  constructor(index: PlaceIndex, weights: SimilarWeights | null) {
    this.index = index
    this.#weights = weights ?? nothingLearned
    this.#codes = new Uint8Array(index.rows * MANY)
    SCALE_NAMES.forEach((scale, k) => codesOf(index, scale).forEach((code, row) => (this.#codes[row * MANY + k] = code)))
    this.#size = Float32Array.from(index.of.population, (people) => (people > 0 ? Math.log10(people) : Number.NaN))
    const table = (line: LineName, length: number, value: (i: number) => number): Float32Array =>
      Float32Array.from({ length }, (_, i) => readOff(this.#weights.lines[line], level(LINES[line], value(i))))
    this.#tables = {
      chords: table('distance', CHORDS + 1, (i) => Math.log(2 * EARTH_KM * Math.asin((i / CHORDS) ** 2))),
      lats: table('latitude', 180 * DEGREES + 1, (i) => i / DEGREES),
      lons: table('longitude', 180 * DEGREES + 1, (i) => i / DEGREES),
      ratios: table('ratio', 6 * POWERS + 1, (i) => i / POWERS - 3),
    }
    const rad = Math.PI / 180
    const { lat, lon } = index.of
    this.#x = lat.map((value, i) => Math.cos(value * rad) * Math.cos(lon[i]! * rad))
    this.#y = lat.map((value, i) => Math.cos(value * rad) * Math.sin(lon[i]! * rad))
    this.#z = lat.map((value) => Math.sin(value * rad))
  }

  /** The level of a place on a scale, as everything here counts it. */
  level(scale: ScaleName, row: number): number {
    return levelOfCode(SCALES[scale], this.#codes[row * MANY + SCALE_NAMES.indexOf(scale)]!)
  }

  /** Kilometres between two places. */
  distance(a: number, b: number): number {
    const chord = Math.sqrt((this.#x[a]! - this.#x[b]!) ** 2 + (this.#y[a]! - this.#y[b]!) ** 2 + (this.#z[a]! - this.#z[b]!) ** 2)
    return 2 * EARTH_KM * Math.asin(Math.min(1, chord / 2))
  }

  /** The level of what is measured between two places. */
  between(line: LineName, home: number, candidate: number): number {
    const { lat, lon, population } = this.index.of
    switch (line) {
      case 'ratio':
        return level(LINES.ratio, population[home]! > 0 && population[candidate]! > 0 ? Math.log10(population[candidate]! / population[home]!) : Number.NaN)
      case 'distance':
        return level(LINES.distance, Math.log(this.distance(home, candidate)))
      case 'latitude':
        return level(LINES.latitude, Math.abs(lat[home]! - lat[candidate]!))
      case 'longitude':
        return level(LINES.longitude, turn(lon[home]! - lon[candidate]!))
      case 'alike':
        return level(LINES.alike, this.index.likeness.alike(home, candidate))
      case 'shared':
        return this.index.likeness.shared(home, candidate)
    }
  }

  /** What each factor gives any candidate of one home; their sum, each times its slider, is its score. */
  factorsOf(home: number): (candidate: number) => Record<Factor, number> {
    const { countries, lines } = this.#weights
    const scales = SCALE_NAMES.map((name, k) => ({ k, of: SCALES[name], factor: FACTOR_OF_SCALE[name], cut: this.#lineOf(name, home), own: countries[name] }))
    const nothing = forEach(FACTOR_NAMES, () => 0)
    return (candidate) => {
      const given = { ...nothing }
      const country = this.index.countryOf(candidate)
      for (const scale of scales) {
        const at = levelOfCode(scale.of, this.#codes[candidate * MANY + scale.k]!)
        const own = scale.own[country]
        given[scale.factor] += readOff(scale.cut, at) + (own === undefined ? 0 : readOff(own, at))
      }
      for (const line of LINE_NAMES) given[FACTOR_OF_LINE[line]] += readOff(lines[line], this.between(line, home, candidate))
      return given
    }
  }

  /** A surface cut at home's level. */
  #lineOf(scale: ScaleName, home: number): Float64Array {
    const surface = this.#weights.surfaces[scale]
    const at = this.level(scale, home)
    return Float64Array.from({ length: width(SCALES[scale]) }, (_, i) =>
      readOff(
        surface.map((row) => row[i]!),
        at,
      ),
    )
  }

  /** Lines of all scales read off at every code, scale behind scale. */
  #readAll(line: (scale: ScaleName) => ArrayLike<number> | undefined): Float32Array {
    const table = new Float32Array(MANY * CODES)
    SCALE_NAMES.forEach((scale, k) => {
      const values = line(scale)
      if (values !== undefined) for (let code = 0; code < CODES; code += 1) table[k * CODES + code] = at(SCALES[scale], values, code)
    })
    return table
  }

  #ownOf(country: number): Float32Array {
    let own = this.#own.get(country)
    if (own === undefined) {
      own = this.#readAll((scale) => this.#weights.countries[scale][this.index.countries[country]!])
      this.#own.set(country, own)
    }
    return own
  }

  /** Scores of candidates, in their order; they may be of many countries. Some nanoseconds each. */
  scores(home: number, candidates: Uint32Array, sliders: Sliders = asLearned): Float32Array {
    const { index } = this
    const scores = new Float32Array(candidates.length)
    const weigh = SCALE_NAMES.map((scale) => sliders[FACTOR_OF_SCALE[scale]])
    const ours = this.#readAll((scale) => this.#lineOf(scale, home))
    // A country's own lines are laid over home's when the first of its places comes.
    const laid = new Set<number>()
    const tableFor = (country: number): Float32Array => {
      let table = this.#laid.get(country)
      if (table === undefined || !laid.has(country)) {
        const own = this.#ownOf(country)
        table ??= new Float32Array(ours.length)
        for (let i = 0; i < table.length; i += 1) table[i] = weigh[i >> 8]! * (ours[i]! + own[i]!)
        this.#laid.set(country, table)
        laid.add(country)
      }
      return table
    }
    const { position, size } = sliders
    const { chords, lats, lons, ratios } = this.#tables
    const { lat, lon, country } = index.of
    const [hx, hy, hz, hLat, hLon, hSize] = [this.#x[home]!, this.#y[home]!, this.#z[home]!, lat[home]!, lon[home]!, this.#size[home]!]
    const [x, y, z, sizes, codes] = [this.#x, this.#y, this.#z, this.#size, this.#codes]
    const unknownRatio = size * readOff(this.#weights.lines.ratio, LINES.ratio.marks.length)
    let of: Float32Array = ours
    let last = -1
    for (let i = 0; i < candidates.length; i += 1) {
      const row = candidates[i]!
      if (country[row] !== last) {
        last = country[row]!
        of = tableFor(last)
      }
      let score = 0
      for (let k = 0, from = row * MANY; k < MANY; k += 1) score += of[(k << 8) + codes[from + k]!]!
      const chord = (hx - x[row]!) ** 2 + (hy - y[row]!) ** 2 + (hz - z[row]!) ** 2
      const near = chords[Math.round(CHORDS * Math.sqrt(Math.sqrt(chord) / 2))]!
      score += position * (near + lats[Math.round(DEGREES * Math.abs(hLat - lat[row]!))]! + lons[Math.round(DEGREES * turn(hLon - lon[row]!))]!)
      const ratio = sizes[row]! - hSize
      score += Number.isNaN(ratio) ? unknownRatio : size * ratios[Math.max(0, Math.min(6 * POWERS, Math.round(POWERS * (ratio + 3))))]!
      scores[i] = score
    }
    if (sliders.name !== 0) {
      const alikeLine = this.#weights.lines.alike
      const sharedLine = this.#weights.lines.shared
      const nothing = sliders.name * (alikeLine[0]! + sharedLine[0]!)
      index.likeness.comparing(home, (alike, shared) => {
        for (let i = 0; i < candidates.length; i += 1) {
          const row = candidates[i]!
          scores[i]! +=
            alike[row] === 0 && shared[row] === 0 ? nothing : sliders.name * (readOff(alikeLine, level(LINES.alike, alike[row]!)) + sharedLine[shared[row]!]!)
        }
      })
    }
    return scores
  }
}

/** A line read off at a code; codes that no level has stand empty. */
const at = (scale: Scale, line: ArrayLike<number>, code: number): number => {
  const where = levelOfCode(scale, code)
  return where > scale.marks.length - 1 && where !== scale.marks.length ? 0 : readOff(line, where)
}
/** Degrees between two meridians, the shorter way round. */
const turn = (degrees: number): number => {
  const apart = Math.abs(degrees)
  return apart > 180 ? 360 - apart : apart
}
