// The compact form of the gazetteer that the intake loads in a blink: names as text, keys as sorted numbers. Made once per version of the list.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hanKeys } from '#platform/names/han.ts'
import { soundKey } from '#platform/names/hearing.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { type GeoPlace, placesFile, placesVersion, readPlaces } from './geonames.ts'

/** Raise when the layout below or the keys change: an older index is then made anew. */
const LAYOUT = 7

/** Files of the index folder. `rows` are byte offsets into `places`; `keys` and `sounds` are pairs (hash, row), sorted by hash, little-endian Uint32. */
export const indexFiles = { places: 'places.tsv', rows: 'rows.bin', keys: 'keys.bin', sounds: 'sounds.bin', made: 'made.json' } as const

/** FNV-1a over UTF-16 units; only ever compared within one index. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The folder the project lies in: the nearest one upwards that has a package.json, from the source as from the built program. */
export function projectFolder(): string {
  let folder = import.meta.dirname
  while (folder !== dirname(folder)) {
    try {
      readFileSync(join(folder, 'package.json'))
      return folder
    } catch {
      folder = dirname(folder)
    }
  }
  return process.cwd()
}

export const defaultIndexFolder = (): string => join(projectFolder(), 'generated', 'gazetteer')

export const currentVersion = (): string => `${placesVersion()}/${LAYOUT}`

/** The version an index folder was made for; undefined when there is none, or a broken one. */
export function madeVersion(folder: string): string | undefined {
  try {
    const made: unknown = JSON.parse(readFileSync(join(folder, indexFiles.made), 'utf8'))
    return typeof made === 'object' && made !== null && 'version' in made ? String(made.version) : undefined
  } catch {
    return undefined
  }
}

// Airport codes and one-letter names would match abbreviations in the texts
const usable = (name: string): boolean => {
  const script = scriptOf(name)
  return script !== 'other' && (script === 'han' || (name.length > 2 && !/^[A-Z]{2,4}$/.test(name)))
}

const namesOf = (place: GeoPlace): string[] => [...new Set([place.name, place.asciiName, ...place.alternateNames])].filter(usable)

/** Keys a name is filed under: one, and for a Chinese one without its word for town another. */
export const keysOf = (name: string): string[] => (scriptOf(name) === 'han' ? hanKeys(name) : [joinedKey(name)]).filter((key) => key.length > 1)

const clean = (text: string): string => text.replace(/[\t\n|]/g, ' ')

/** Sorts pairs by hash, then row, and drops doubles. A pair fits a double's 53 bits: 32 of hash, 18 of row. */
function sortedPairs(pairs: number[]): Buffer {
  const sorted = Float64Array.from(pairs).sort()
  const out: number[] = []
  let last = -1
  for (const pair of sorted) {
    if (pair === last) continue
    last = pair
    out.push(Math.floor(pair / 2 ** 18), pair % 2 ** 18)
  }
  return Buffer.from(Uint32Array.from(out).buffer)
}

/** Makes the index of a GeoNames list. Takes some seconds; the folder is complete or not there. */
export async function makeIndex(folder: string = defaultIndexFolder(), list: string = placesFile()): Promise<{ places: number }> {
  const chunks: Buffer[] = []
  const rows: number[] = [0]
  const keys: number[] = []
  const sounds: number[] = []
  let bytes = 0
  for await (const place of readPlaces(list)) {
    const row = rows.length - 1
    const names = namesOf(place)
    for (const name of names) {
      const own = keysOf(name)
      if (own.length === 0) continue
      for (const key of own) keys.push(hashOf(key) * 2 ** 18 + row)
      const cyrillic = scriptOf(name) === 'cyrillic'
      // GeoNames writes machine romanisations of Asian spellings in small letters: not names anybody says
      if (cyrillic || /^\p{Lu}/u.test(name)) sounds.push(hashOf(`${place.country} ${soundKey(name, cyrillic ? undefined : place.country)}`) * 2 ** 18 + row)
    }
    const fields = [
      place.geonameId,
      place.name,
      place.country,
      place.featureCode,
      place.admin1,
      place.admin2,
      place.population,
      place.latitude,
      place.longitude,
    ]
    const line = Buffer.from(`${fields.map((field) => clean(String(field))).join('\t')}\t${names.map(clean).join('|')}\n`)
    chunks.push(line)
    bytes += line.length
    rows.push(bytes)
  }
  mkdirSync(folder, { recursive: true })
  const write = (file: string, content: Buffer | string): void => {
    writeFileSync(join(folder, `${file}.new`), content)
    renameSync(join(folder, `${file}.new`), join(folder, file))
  }
  write(indexFiles.places, Buffer.concat(chunks))
  write(indexFiles.rows, Buffer.from(Uint32Array.from(rows).buffer))
  write(indexFiles.keys, sortedPairs(keys))
  write(indexFiles.sounds, sortedPairs(sounds))
  // last, so that a broken-off making is not taken for a whole one
  write(indexFiles.made, JSON.stringify({ version: currentVersion(), places: rows.length - 1 }))
  return { places: rows.length - 1 }
}
