// Up to four towns beside one's own: which are asked for, why one is not shown, and whose value comes nearest to ours.
import type { Points } from '../candidates/candidate.ts'
import type { Standpoint } from '../candidates/standpoint.queries.ts'
import type { Town } from '../candidates/town.queries.ts'
import type { Reason } from '../finder.ts'
import { STANDINGS, type Standing } from '../ranking/place-index.ts'
import type { Judgement } from '../shortlist/candidate.ts'

/** More columns cannot be read side by side. */
export const MOST_COMPARED = 4
/** So many twins of a town are named. */
export const MOST_TWINS_NAMED = 10
/** Longer lists are no honest address. */
const MOST_READ = 50

/** The towns an address asks for, by GeoNames id, each once in the order given; what is no number is `junk`, cut to a readable length. */
export function placesAsked(query: URLSearchParams): { readonly ids: readonly number[]; readonly junk: readonly string[] } {
  const given = [...new Set(query.getAll('place').map((text) => text.trim()))].filter((text) => text !== '').slice(0, MOST_READ)
  const isId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text)
  return { ids: given.filter(isId).map(Number), junk: given.filter((text) => !isId(text)).map((text) => [...text].slice(0, 24).join('')) }
}

/**
 * Why a town that was asked for has no column. `unknown`: the list of places has no such number · `home`: it is ours · `twinned`: tied to us already · `part`: of
 * another town, or abandoned · `peopleless`: nobody knows how many live there · `small`: fewer than the finder proposes · `surplus`: four stand there already.
 */
export type LeftOut = { readonly why: 'unknown' | 'home' | 'twinned' | 'part' | 'peopleless' | 'small' | 'surplus'; readonly name: string }

/** A town with all that the comparison shows of it. null: unknown. */
export type TownInFull = Town & {
  /** `CC.admin1` of GeoNames. */
  readonly region: string
  readonly standing: Standing
  /** Inhabitants of all places within 30 km. */
  readonly around: number | null
  /** Metres between lower and upper heights within 25 km. */
  readonly relief: number | null
  /** Kilometres to the nearest shore; `FAR_FROM_SEA_KM` for that and more. */
  readonly sea: number
  /** The best known of its twins, by name, at most `MOST_TWINS_NAMED`. */
  readonly twinNames: readonly string[]
  /** Its twins in our country. */
  readonly countrymen: readonly string[]
}

/** Where a town stands among its country's candidates, and what each reason adds against the average candidate of all compared countries. */
export type InList = { readonly rank: number; readonly among: number; readonly points: Points }

export type ComparedTown = TownInFull & {
  /** null: all weights of that list are nothing, so there is no order. */
  readonly similar: InList | null
  readonly arise: InList | null
  readonly reasons: readonly Reason[]
  /** Partners in common, by name. */
  readonly common: readonly string[]
  /** What the office has said of it; null: nothing. */
  readonly said: Judgement | null
}

export type Comparison = {
  readonly kind: 'compared'
  readonly home: TownInFull
  /** In the order asked; none: nothing was chosen that can be compared. */
  readonly towns: readonly ComparedTown[]
  readonly leftOut: readonly LeftOut[]
  readonly sources: Standpoint['sources']
}

/** Which of some values come nearest to ours, as far as both are known: none where ours is not, or where there is nothing to choose from. `apart`: how far two values are from one another. */
export function nearest<Value>(ours: Value | null, theirs: readonly (Value | null)[], apart: (ours: Value, theirs: Value) => number): boolean[] {
  const away = theirs.map((one) => (ours === null || one === null ? Number.POSITIVE_INFINITY : apart(ours, one)))
  const least = Math.min(...away)
  const nobody = theirs.length < 2 || least === Number.POSITIVE_INFINITY || away.every((one) => one === least)
  return away.map((one) => !nobody && one === least)
}

/** Numbers of people are compared by how many times one is the other. */
export const timesApart = (ours: number, theirs: number): number => Math.abs(Math.log((theirs + 1) / (ours + 1)))
export const unitsApart = (ours: number, theirs: number): number => Math.abs(ours - theirs)
export const stepsApart = (ours: Standing, theirs: Standing): number => Math.abs(STANDINGS.indexOf(ours) - STANDINGS.indexOf(theirs))

/** Who could bring the two towns together: partners of both, and a neighbour of ours that knows them. */
export const introducers = (reasons: readonly Reason[]): readonly Reason[] => reasons.filter(({ kind }) => kind === 'common' || kind === 'neighbour')
