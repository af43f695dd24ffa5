// A point on the earth, as people copy it: „42.8942, 24.7128“, a link of a map, or a geo address; and the links that lead to it.

/** Degrees, north and east positive. */
export type Point = { readonly lat: number; readonly lon: number }

const NUMBER = String.raw`([+-]?\d{1,3}(?:[.,]\d+)?)`
const SHAPES: readonly RegExp[] = [
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

/** null when it is no point. Six digits behind the point are a tenth of a metre. */
export function pointOf(typed: string): Point | null {
  const text = typed.trim()
  for (const shape of SHAPES) {
    const found = shape.exec(text)
    if (found === null) continue
    const [lat, lon] = [found[1]!, found[2]!].map((part) => Math.round(Number(part.replace(',', '.')) * 1e6) / 1e6) as [number, number]
    if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon }
  }
  return null
}

/** As a form shows it again. */
export const pointTyped = (point: Point | null): string => (point === null ? '' : `${point.lat}, ${point.lon}`)

/** The place on OpenStreetMap, with a mark on it. */
export const mapLink = ({ lat, lon }: Point): string => `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`
