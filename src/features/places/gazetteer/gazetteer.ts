// Finds towns of the world by any of their names, in any of our scripts, without a database.
import { openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { distance } from 'fastest-levenshtein'
import { simplified } from '#platform/names/han.ts'
import { softKey, soundKey } from '#platform/names/hearing.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { currentVersion, defaultIndexFolder, hashOf, indexFiles, keysOf, madeVersion } from './index-file.ts'

/** A town as the intake needs it. `names` are all its spellings in Latin, Cyrillic and Chinese; population 0 means unknown. */
export type GazetteerPlace = {
  id: number
  name: string
  country: string
  featureCode: string
  admin1: string
  admin2: string
  population: number
  latitude: number
  longitude: number
  names: readonly string[]
}

/** `far` is how unlike the names are as heard, 0 to 1. */
export type Likeness = { place: GazetteerPlace; far: number }

export type Gazetteer = {
  /** Towns that bear exactly this name in some spelling, most likely first (seat and size). */
  find(name: string): readonly GazetteerPlace[]
  /** Towns of one country whose name sounds and looks like this one, best first, for names written down by ear. Empty when nothing is near enough. */
  findLike(name: string, country: string): readonly Likeness[]
  byId(id: number): GazetteerPlace | undefined
  /** All towns of a country, in the list's order; for names that only a comparison with each can tell. */
  inCountry(country: string): readonly GazetteerPlace[]
  readonly size: number
}

/** Said when the index has not been made; `npm run gazetteer` makes it. */
export class GazetteerMissing extends Error {}

/** How far two names as heard may be apart, as a share of the longer, for one to be a rendering of the other. */
const NEAR_ENOUGH = 0.4

/** A capital outweighs a seat, a seat a mere village; a quarter of a town counts least. Then size decides. */
export function weightOf(place: GazetteerPlace): number {
  const seat = place.featureCode === 'PPLC' ? 3 : /^PPLA2?$/.test(place.featureCode) ? 1.5 : place.featureCode.startsWith('PPLA') ? 0.7 : 0
  const part = /^PPL[XQHW]$/.test(place.featureCode) ? -1.5 : 0
  return Math.log10(place.population + 50) + seat + part
}

/** A town's own name counts for more than a nickname or a part of another town, though not for more than a city against a village. */
const own = (place: GazetteerPlace, key: string): number => (joinedKey(place.name) === key ? 1.3 : 0)

function numbers(file: string): Uint32Array {
  const bytes = readFileSync(file)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** Rows filed under a hash in a sorted array of (hash, row) pairs. */
function rowsOf(pairs: Uint32Array, hash: number): number[] {
  let low = 0
  let high = pairs.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pairs[middle * 2] ?? 0) < hash) low = middle + 1
    else high = middle
  }
  const rows: number[] = []
  for (let i = low; i * 2 < pairs.length && pairs[i * 2] === hash; i++) rows.push(pairs[i * 2 + 1] ?? 0)
  return rows
}

function placeOf(line: string): GazetteerPlace {
  const [id, name = '', country = '', featureCode = '', admin1 = '', admin2 = '', population, latitude, longitude, names = ''] = line.split('\t')
  return {
    id: Number(id),
    name,
    country,
    featureCode,
    admin1,
    admin2,
    population: Number(population),
    latitude: Number(latitude),
    longitude: Number(longitude),
    names: names.split('|'),
  }
}

/** Opens the made index (about 10 ms). Throws GazetteerMissing when it is not there or was made for another version of the list. */
export function openGazetteer(folder: string = defaultIndexFolder()): Gazetteer {
  if (madeVersion(folder) !== currentVersion()) throw new GazetteerMissing(`No current gazetteer index in ${folder}`)
  // rows are read one by one where they are asked for: the whole list would take 21 MB of memory
  const list = openSync(join(folder, indexFiles.places), 'r')
  const rows = numbers(join(folder, indexFiles.rows))
  const keys = numbers(join(folder, indexFiles.keys))
  const sounds = numbers(join(folder, indexFiles.sounds))
  const read = new Map<number, GazetteerPlace>()
  const found = new Map<string, readonly GazetteerPlace[]>()
  let ids: Map<number, number> | undefined
  let countries: Map<string, number[]> | undefined

  const lineOf = (row: number): string => {
    const line = Buffer.allocUnsafe((rows[row + 1] ?? 0) - (rows[row] ?? 0) - 1)
    readSync(list, line, 0, line.length, rows[row] ?? 0)
    return line.toString('utf8')
  }
  const at = (row: number): GazetteerPlace => {
    const known = read.get(row)
    if (known) return known
    const place = placeOf(lineOf(row))
    if (read.size > 6000) read.clear()
    read.set(row, place)
    return place
  }
  return {
    size: rows.length - 1,
    find(name) {
      const han = /^\p{Script=Han}/u.test(name)
      const key = han ? simplified(name).replace(/[^\p{L}\p{N}]/gu, '') : joinedKey(name)
      const known = found.get(key)
      if (known) return known
      const places =
        key.length < 2
          ? []
          : rowsOf(keys, hashOf(key))
              .map(at)
              .filter((place) => place.names.some((own) => (!han || /^\p{Script=Han}/u.test(own)) && keysOf(own).includes(key)))
              .sort((a, b) => weightOf(b) + own(b, key) - weightOf(a) - own(a, key))
      if (found.size > 10_000) found.clear()
      found.set(key, places)
      return places
    },
    findLike(name, country) {
      const sound = soundKey(name)
      if (sound.length < 3) return []
      const soft = softKey(name)
      const near = (key: string): Likeness[] =>
        rowsOf(sounds, hashOf(`${country} ${key}`))
          .map(at)
          .filter((place) => place.country === country)
          .map((place) => {
            const far = Math.min(
              ...place.names.map((own) => {
                const other = softKey(own, scriptOf(own) === 'latin' ? country : undefined)
                return distance(soft, other) / Math.max(soft.length, other.length)
              }),
            )
            return { place, far }
          })
          .filter(({ far }) => far <= NEAR_ENOUGH)
          .sort((a, b) => a.far * 8 - weightOf(a.place) - (b.far * 8 - weightOf(b.place)))
      const same = near(sound)
      // one consonant too many in the text is the commonest slip of the ear
      if (same.length > 0 || sound.length < 5) return same
      return [...sound].flatMap((_, i) => near(sound.slice(0, i) + sound.slice(i + 1)))
    },
    inCountry(country) {
      if (!countries) {
        countries = new Map()
        const text = readFileSync(join(folder, indexFiles.places))
        for (let row = 0; row + 1 < rows.length; row++) {
          const from = text.indexOf(9, text.indexOf(9, rows[row]) + 1) + 1
          const code = text.toString('latin1', from, text.indexOf(9, from))
          const own = countries.get(code)
          if (own) own.push(row)
          else countries.set(code, [row])
        }
      }
      return (countries.get(country) ?? []).map((row) => placeOf(lineOf(row)))
    },
    byId(id) {
      if (!ids) {
        ids = new Map()
        const text = readFileSync(join(folder, indexFiles.places))
        for (let row = 0; row + 1 < rows.length; row++) ids.set(Number(text.toString('latin1', rows[row], (rows[row] ?? 0) + 12).split('\t', 1)[0]), row)
      }
      const row = ids.get(id)
      return row === undefined ? undefined : at(row)
    },
  }
}
