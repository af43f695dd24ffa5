// The places of the world as the finder reads them: a column an attribute, a row a place; made once from the GeoNames list and kept in one file.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { placesFile, placesVersion, readPlaces } from '#features/places/gazetteer/geonames.ts'
import { indexFiles, projectFolder } from '#features/places/gazetteer/index-file.ts'
import { aliasesOf, gramsOf, type Lists, listsOf, NameIndex, plainName, scriptsOf } from './name-index.ts'
import { Cells, seaDistance, shoreOf, surroundingsOf } from './surroundings.ts'

/** Raise when the layout or a reckoning below changes: an older index is then made anew. */
const LAYOUT = 4

export const UNKNOWN_ELEVATION = -32_768

/** What a place is in its country's order (GeoNames feature codes): the more, the higher its seat. `district` is a part of a town, `gone` an abandoned or destroyed place. */
export const STANDINGS = ['gone', 'district', 'place', 'seat-4', 'seat-3', 'seat-2', 'seat-1', 'capital'] as const
export type Standing = (typeof STANDINGS)[number]
const STANDING_OF: Readonly<Record<string, Standing>> = {
  PPLH: 'gone',
  PPLQ: 'gone',
  PPLW: 'gone',
  PPLCH: 'gone',
  PPLX: 'district',
  PPLA5: 'seat-4',
  PPLA4: 'seat-4',
  PPLA3: 'seat-3',
  PPLA2: 'seat-2',
  PPLA: 'seat-1',
  PPLG: 'capital',
  PPLC: 'capital',
}
const standingOf = (code: string): number => STANDINGS.indexOf(STANDING_OF[code] ?? 'place')

/** Columns of numbers, a row a place in the list's order. */
type Columns = {
  readonly geonameId: Uint32Array
  /** Degrees. */
  readonly lat: Float32Array
  readonly lon: Float32Array
  /** Inhabitants of the place itself, not of its municipality; 0 unknown. */
  readonly population: Uint32Array
  /** Metres; `UNKNOWN_ELEVATION` unknown. */
  readonly elevation: Int16Array
  /** Inhabitants of all places within 30 km. */
  readonly around: Uint32Array
  /** Metres between lower and upper heights within 25 km; NaN unknown. */
  readonly relief: Float32Array
  /** The place's part of all who live within 15 km, 0–1; NaN unknown. */
  readonly share: Float32Array
  /** Kilometres to the nearest shore, 400 for farther. */
  readonly sea: Float32Array
  /** In how many spellings the list knows it, 1–255. */
  readonly spellings: Uint8Array
  /** In how many scripts, 1–15. */
  readonly scripts: Uint8Array
  /** Place in `STANDINGS`. */
  readonly standing: Uint8Array
  /** Places in `countries`, `regions` and `zones`. */
  readonly country: Uint16Array
  readonly region: Uint16Array
  readonly zone: Uint16Array
  /** Where the name begins among all names. */
  readonly nameAt: Uint32Array
}

const KINDS = {
  geonameId: Uint32Array,
  lat: Float32Array,
  lon: Float32Array,
  population: Uint32Array,
  elevation: Int16Array,
  around: Uint32Array,
  relief: Float32Array,
  share: Float32Array,
  sea: Float32Array,
  spellings: Uint8Array,
  scripts: Uint8Array,
  standing: Uint8Array,
  country: Uint16Array,
  region: Uint16Array,
  zone: Uint16Array,
  nameAt: Uint32Array,
} as const
const NAMES = Object.keys(KINDS) as (keyof typeof KINDS)[]

type Head = { readonly version: string; readonly rows: number; readonly countries: string[]; readonly regions: string[]; readonly zones: string[] }

/** As the gazetteer's, so that `madeVersion` reads both. */
const HEAD_FILE = indexFiles.made
const ROWS_FILE = 'places.bin'
const TEXT_FILE = 'names.bin'
/** Groups of letters and spellings: of each a list of numbers a place. */
const GRAMS_FILE = 'grams.bin'
const ALIASES_FILE = 'aliases.bin'

export const defaultFinderFolder = (): string => join(projectFolder(), 'generated', 'finder')
export const currentFinderVersion = (): string => `${placesVersion()}/${LAYOUT}`

/** A column begins where any kind of number may begin. */
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** The world's places, looked up by row. Loaded in some tenths of a second; names are read from their bytes when asked for. */
export class PlaceIndex {
  readonly rows: number
  readonly countries: readonly string[]
  /** `CC.admin1`, as GeoNames codes the first level. */
  readonly regions: readonly string[]
  readonly zones: readonly string[]
  readonly of: Columns
  readonly likeness: NameIndex
  readonly #names: Buffer
  readonly #rowOf = new Map<number, number>()
  /** Rows of each country. */
  readonly #byCountry = new Map<string, Uint32Array>()

  constructor(head: Head, of: Columns, names: Buffer, likeness: NameIndex) {
    this.likeness = likeness
    this.rows = head.rows
    this.countries = head.countries
    this.regions = head.regions
    this.zones = head.zones
    this.of = of
    this.#names = names
    for (let row = 0; row < head.rows; row += 1) this.#rowOf.set(of.geonameId[row]!, row)
    const counts = new Uint32Array(head.countries.length)
    for (const country of of.country) counts[country]! += 1
    const lists = [...counts].map((count) => new Uint32Array(count))
    const filled = new Uint32Array(counts.length)
    for (let row = 0; row < head.rows; row += 1) {
      const country = of.country[row]!
      lists[country]![filled[country]!++] = row
    }
    head.countries.forEach((code, i) => this.#byCountry.set(code, lists[i]!))
  }

  /** The row of a GeoNames id; undefined when the list does not have it. */
  row(geonameId: number): number | undefined {
    return this.#rowOf.get(geonameId)
  }

  name(row: number): string {
    const from = this.of.nameAt[row]!
    return this.#names.toString('utf8', from, this.#names.indexOf(10, from))
  }

  countryOf(row: number): string {
    return this.countries[this.of.country[row]!]!
  }

  /** Rows of a country by its two letters; none for one that the list does not have. */
  ofCountry(country: string): Uint32Array {
    return this.#byCountry.get(country) ?? new Uint32Array()
  }
}

/** Whether a place may be proposed or counted: no part of another town, not abandoned, and with at least so many inhabitants. */
export const isCandidate = (index: PlaceIndex, row: number, population = 1_000): boolean =>
  index.of.standing[row]! >= STANDINGS.indexOf('place') && index.of.population[row]! >= population

/** Numbers of a file on their own, beginning where any kind of number may. */
function numbersOf(folder: string, file: string): ArrayBuffer {
  const bytes = readFileSync(join(folder, file))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

function readLists(folder: string, file: string, rows: number): Lists {
  const numbers = new Uint32Array(numbersOf(folder, file))
  const starts = numbers.subarray(0, rows + 1)
  if (numbers.length !== rows + 1 + (starts[rows] ?? Number.NaN)) throw cutShort(folder)
  return { starts, values: numbers.subarray(rows + 1) }
}

const cutShort = (folder: string): Error => new Error(`The finder's places in ${folder} are cut short; delete the folder, and "npm run build" makes them anew.`)

/** Loads the index. Throws when the folder has none, or one of another layout. */
export function loadPlaces(folder: string = defaultFinderFolder()): PlaceIndex {
  const head = JSON.parse(readFileSync(join(folder, HEAD_FILE), 'utf8')) as Head
  if (!head.version.endsWith(`/${LAYOUT}`)) throw new Error(`The finder's places in ${folder} are of another version; "npm run build" makes them anew.`)
  const buffer = numbersOf(folder, ROWS_FILE)
  if (buffer.byteLength !== NAMES.reduce((sum, name) => sum + aligned(head.rows * KINDS[name].BYTES_PER_ELEMENT), 0)) throw cutShort(folder)
  let at = 0
  const columns: Record<string, unknown> = {}
  for (const name of NAMES) {
    const Kind = KINDS[name]
    columns[name] = new Kind(buffer, at, head.rows)
    at += aligned(head.rows * Kind.BYTES_PER_ELEMENT)
  }
  const likeness = new NameIndex(readLists(folder, GRAMS_FILE, head.rows), readLists(folder, ALIASES_FILE, head.rows))
  const names = readFileSync(join(folder, TEXT_FILE))
  if (names.at(-1) !== 10 || (columns as Columns).nameAt.at(-1)! >= names.length) throw cutShort(folder)
  return new PlaceIndex(head, columns as Columns, names, likeness)
}

/** What the list itself says, column by column in its order; registers number what many places share. */
type Listed = {
  readonly columns: Record<keyof typeof KINDS, number[]>
  readonly countries: string[]
  readonly regions: string[]
  readonly zones: string[]
  readonly names: Buffer
  readonly grams: Lists
  readonly aliases: Lists
}

/** Numbers for words, from 0 in the order in which they come. */
class Numbered {
  readonly #numbers = new Map<string, number>()
  of(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    this.#numbers.set(word, this.#numbers.size)
    return this.#numbers.size - 1
  }
  get words(): string[] {
    return [...this.#numbers.keys()]
  }
}

async function listed(list: string): Promise<Listed> {
  const columns = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Listed['columns']
  const [countries, regions, zones, gramNumbers, aliasNumbers] = [new Numbered(), new Numbered(), new Numbered(), new Numbered(), new Numbered()]
  const names: Buffer[] = []
  const [grams, aliases]: [number[][], number[][]] = [[], []]
  let bytes = 0
  for await (const place of readPlaces(list)) {
    const line = Buffer.from(`${place.name.replace(/\s+/g, ' ')}\n`)
    const spellings = [place.name, ...place.alternateNames]
    columns.geonameId.push(place.geonameId)
    columns.lat.push(place.latitude)
    columns.lon.push(place.longitude)
    columns.population.push(place.population)
    columns.elevation.push(place.elevation ?? UNKNOWN_ELEVATION)
    columns.spellings.push(Math.min(255, new Set(spellings).size))
    columns.scripts.push(scriptsOf(spellings))
    columns.standing.push(standingOf(place.featureCode))
    columns.country.push(countries.of(place.country))
    columns.region.push(regions.of(`${place.country}.${place.admin1}`))
    columns.zone.push(zones.of(place.timeZone))
    columns.nameAt.push(bytes)
    aliases.push(aliasesOf(place.name, place.alternateNames).map((alias) => aliasNumbers.of(alias)))
    grams.push([...gramsOf(plainName(place.name))].map((gram) => gramNumbers.of(gram)))
    names.push(line)
    bytes += line.length
  }
  return {
    columns,
    countries: countries.words,
    regions: regions.words,
    zones: zones.words,
    names: Buffer.concat(names),
    grams: listsOf(grams),
    aliases: listsOf(aliases),
  }
}

/** Adds what the list does not say and can be worked out from it. `told` hears how far it is, 0–1. */
function addSurroundings(columns: Listed['columns'], told: (part: number) => void): void {
  const rows = columns.geonameId.length
  const [lat, lon] = [Float32Array.from(columns.lat), Float32Array.from(columns.lon)]
  const [population, elevation] = [Uint32Array.from(columns.population), Int16Array.from(columns.elevation)]
  const shore = shoreOf(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/land-10m.json'), 'utf8')))
  const [cells, shoreCells] = [new Cells(lat, lon), new Cells(shore.lat, shore.lon)]
  for (let row = 0; row < rows; row += 1) {
    const found = surroundingsOf(cells, { lat: lat[row]!, lon: lon[row]!, population: population[row]! }, population, elevation, UNKNOWN_ELEVATION)
    columns.around.push(found.around)
    columns.relief.push(found.relief)
    columns.share.push(found.share)
    columns.sea.push(seaDistance(shoreCells, lat[row]!, lon[row]!))
    if (row % 10_000 === 0) told(row / rows)
  }
}

function columnBytes(name: keyof typeof KINDS, values: readonly number[]): Buffer {
  const column = KINDS[name].from(values)
  const out = Buffer.alloc(aligned(column.byteLength))
  out.set(new Uint8Array(column.buffer))
  return out
}

/** Makes the index from a GeoNames list and the land's shores; some seconds. `told` hears how far it is, 0–1. The folder is complete or not there. */
export async function makeFinderIndex(
  folder: string = defaultFinderFolder(),
  list: string = placesFile(),
  told: (part: number) => void = () => {},
): Promise<{ places: number }> {
  const { columns, countries, regions, zones, names, grams, aliases } = await listed(list)
  addSurroundings(columns, told)
  mkdirSync(folder, { recursive: true })
  const write = (file: string, content: Buffer | string): void => {
    writeFileSync(join(folder, `${file}.new`), content)
    renameSync(join(folder, `${file}.new`), join(folder, file))
  }
  write(ROWS_FILE, Buffer.concat(NAMES.map((name) => columnBytes(name, columns[name]))))
  write(TEXT_FILE, names)
  for (const [file, { starts, values }] of [
    [GRAMS_FILE, grams],
    [ALIASES_FILE, aliases],
  ] as const)
    write(file, Buffer.concat([Buffer.from(starts.buffer), Buffer.from(values.buffer)]))
  const rows = columns.geonameId.length
  const head: Head = { version: currentFinderVersion(), rows, countries, regions, zones }
  // last, so that a broken-off making is not taken for a whole one
  write(HEAD_FILE, JSON.stringify(head))
  return { places: rows }
}
