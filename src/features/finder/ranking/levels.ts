// How the attributes of a place are laid on scales with a few marks each, between which everything is read off in a straight line.
import { type PlaceIndex, STANDINGS, UNKNOWN_ELEVATION } from './place-index.ts'

/** A scale: its marks, rising; below the first and above the last nothing changes. */
export type Scale = { readonly marks: readonly number[]; readonly unit: string }

/** A value for each name. */
export const forEach = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

/** Attributes of single places; two places are compared on the same scale. */
export const SCALES = {
  size: { marks: [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 300_000, 1_000_000, 4_000_000].map(Math.log10), unit: 'log10 inhabitants' },
  around: { marks: [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7], unit: 'log10 inhabitants within 30 km' },
  share: { marks: [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1], unit: 'part of the people within 15 km' },
  height: { marks: [0, 30, 80, 160, 300, 500, 800, 1300, 2200], unit: 'm' },
  relief: { marks: [0, 15, 40, 90, 180, 350, 700, 1500], unit: 'm' },
  sea: { marks: [0, 1, 3, 8, 20, 50, 120, 400], unit: 'km' },
  spellings: { marks: [0, 0.3, 0.6, 0.9, 1.1, 1.3, 1.5, 1.8, 2.2], unit: 'log10 spellings' },
  scripts: { marks: [1, 2, 3, 4, 5, 6, 8, 10, 13], unit: 'scripts' },
  standing: { marks: STANDINGS.map((_, i) => i), unit: 'order' },
} as const satisfies Readonly<Record<string, Scale>>
export type ScaleName = keyof typeof SCALES
export const SCALE_NAMES = Object.keys(SCALES) as ScaleName[]

/** Marks of a scale and one more for "unknown". */
export const width = (scale: Scale): number => scale.marks.length + 1

/** Where a value lies among the marks, 0 to their number − 1 in parts; their number itself stands for unknown. */
export function level(scale: Scale, value: number): number {
  const { marks } = scale
  if (Number.isNaN(value)) return marks.length
  if (value <= marks[0]!) return 0
  for (let i = 1; i < marks.length; i += 1) if (value <= marks[i]!) return i - 1 + (value - marks[i - 1]!) / (marks[i]! - marks[i - 1]!)
  return marks.length - 1
}

const log10 = (value: number): number => (value > 0 ? Math.log10(value) : Number.NaN)

/** The value of a place on a scale; NaN where the list does not know it. */
export function valueOf(index: PlaceIndex, row: number, scale: ScaleName): number {
  const { of } = index
  switch (scale) {
    case 'size':
      return log10(of.population[row]!)
    case 'around':
      return log10(of.around[row]!)
    case 'share':
      return of.share[row]!
    case 'height':
      return (of.elevation[row] ?? UNKNOWN_ELEVATION) === UNKNOWN_ELEVATION ? Number.NaN : of.elevation[row]!
    case 'relief':
      return of.relief[row]!
    case 'sea':
      return of.sea[row]!
    case 'spellings':
      return log10(of.spellings[row]!)
    case 'scripts':
      return of.scripts[row]!
    case 'standing':
      return of.standing[row]!
  }
}

/** Parts of the way from one mark to the next that are told apart; no scale has more than 13 marks, so that a level fits a byte. */
const STEPS = 20
const UNKNOWN = 255

/** All places' levels on a scale, in twentieths of a mark; 255 unknown. */
export function codesOf(index: PlaceIndex, scale: ScaleName): Uint8Array {
  const codes = new Uint8Array(index.rows)
  const marks = SCALES[scale].marks.length
  for (let row = 0; row < index.rows; row += 1) {
    const at = level(SCALES[scale], valueOf(index, row, scale))
    codes[row] = at === marks ? UNKNOWN : Math.round(at * STEPS)
  }
  return codes
}

/** The level a code stands for. */
export const levelOfCode = (scale: Scale, code: number): number => (code === UNKNOWN ? scale.marks.length : code / STEPS)
export const CODES = 256

/** Measures between two places. */
export const LINES = {
  ratio: {
    marks: [-2.5, -1.5, -1, -0.7, -0.5, -0.35, -0.25, -0.15, -0.08, 0, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7, 1, 1.5, 2.5],
    unit: 'log10 of inhabitants to ours',
  },
  distance: { marks: [10, 30, 60, 100, 150, 220, 320, 460, 680, 1000, 1500, 2300, 4000, 7000, 11_000, 18_000].map(Math.log), unit: 'ln km' },
  latitude: { marks: [0, 0.5, 1, 2, 3.5, 5, 8, 12, 20, 40], unit: '° apart' },
  longitude: { marks: [0, 0.5, 1, 2, 3.5, 5, 8, 12, 20, 40], unit: '° apart' },
  alike: { marks: [0, 0.05, 0.12, 0.2, 0.3, 0.42, 0.55, 0.7, 0.85, 0.98, 1], unit: 'likeness of names' },
  shared: { marks: [0, 1, 2], unit: 'no spelling, one, the own name' },
} as const satisfies Readonly<Record<string, Scale>>
export type LineName = keyof typeof LINES
export const LINE_NAMES = Object.keys(LINES) as LineName[]

/** What a reader is shown as one reason, and which parts of the score it is the sum of. */
export const FACTORS = {
  size: { scales: ['size'], lines: ['ratio'] },
  surroundings: { scales: ['around', 'share'], lines: [] },
  ground: { scales: ['height', 'relief'], lines: [] },
  sea: { scales: ['sea'], lines: [] },
  position: { scales: [], lines: ['distance', 'latitude', 'longitude'] },
  standing: { scales: ['standing'], lines: [] },
  renown: { scales: ['spellings', 'scripts'], lines: [] },
  name: { scales: [], lines: ['alike', 'shared'] },
} as const satisfies Readonly<Record<string, { scales: readonly ScaleName[]; lines: readonly LineName[] }>>
export type Factor = keyof typeof FACTORS
export const FACTOR_NAMES = Object.keys(FACTORS) as Factor[]

/** Read off between the marks in a straight line; a level past the last mark is the value for unknown. */
export function readOff(values: ArrayLike<number>, at: number): number {
  const i = Math.floor(at)
  const part = at - i
  return part === 0 ? values[i]! : values[i]! * (1 - part) + values[i + 1]! * part
}
