// A point on the earth, as people copy it: „42.8942, 24.7128“, a link of a map, or a geo address; and the links that lead to it.

/** Degrees, north and east positive. */
export type Point = { readonly lat: number; readonly lon: number }

const NUMBER = String.raw`([+-]?\d{1,3}(?:[.,]\d+)?)`
const SHAPES: readonly RegExp[] = [
  // Google: the pin of a place stands behind the middle of its map.
  new RegExp(String.raw`!3d${NUMBER}!4d${NUMBER}`),
  // OpenStreetMap: the marker, the map's middle; Google: the middle; geo:.
  new RegExp(String.raw`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(String.raw`#map=\d+/${NUMBER}/${NUMBER}`),
  new RegExp(String.raw`/@${NUMBER},${NUMBER}`),
  new RegExp(String.raw`[?&](?:q|ll|query)=${NUMBER}(?:,|%2C)${NUMBER}`),
  new RegExp(String.raw`^geo:${NUMBER},${NUMBER}`),
  // Decimal commas need a mark between the two that is no bare comma.
  /^([+-]?\d{1,3},\d+)\s*(?:;|,\s+|\s)\s*([+-]?\d{1,3},\d+)$/,
  /^([+-]?\d{1,3}(?:\.\d+)?)°?\s*N?\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)°?\s*E?$/i,
]

// As Google shows a place, and as old charts have it: 42°53'39.1"N 24°42'46.1"E.
const ANGLE = String.raw`(\d{1,3})°\s*(\d{1,2})[′'’]\s*(?:(\d{1,2}(?:[.,]\d+)?)(?:[″"”]|''))?\s*`
const TURNED = new RegExp(`^${ANGLE}([NS])[\\s,;]*${ANGLE}([EW])$`, 'i')

function inDegreesAndMinutes(text: string): Point | null {
  const found = TURNED.exec(text)
  if (found === null) return null
  const angle = (from: number): number => {
    const [degrees, minutes, seconds] = [0, 1, 2].map((part) => Number((found[from + part] ?? '0').replace(',', '.'))) as [number, number, number]
    const value = degrees + minutes / 60 + seconds / 3600
    return /[SW]/i.test(found[from + 3]!) ? -value : value
  }
  return rounded({ lat: angle(1), lon: angle(5) })
}

/** Six digits behind the point are a tenth of a metre; null when it lies nowhere. */
export const rounded = ({ lat, lon }: Point): Point | null =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat: Math.round(lat * 1e6) / 1e6, lon: Math.round(lon * 1e6) / 1e6 } : null

/** null when it is no point. */
export function pointOf(typed: string): Point | null {
  const text = typed.trim()
  const turned = inDegreesAndMinutes(text)
  if (turned !== null) return turned
  for (const shape of SHAPES) {
    const found = shape.exec(text)
    if (found === null) continue
    const [lat, lon] = [found[1]!, found[2]!].map((part) => Number(part.replace(',', '.'))) as [number, number]
    const point = rounded({ lat, lon })
    if (point !== null) return point
  }
  return null
}

/** As a form shows it again. */
export const pointTyped = (point: Point | null): string => (point === null ? '' : `${point.lat}, ${point.lon}`)

/** The place on OpenStreetMap, with a mark on it. */
export const mapLink = ({ lat, lon }: Point): string => `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`
