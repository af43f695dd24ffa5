// How long one needs from one place of a programme to another, as far as their maps and names tell.
import { isEmptyText } from '#platform/texts/local-text.ts'
import type { ProgrammeItem } from './programme.queries.ts'

/** A name of a place or room as it is compared: written twice by two hands it is one. */
export const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

const EARTH_KM = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Kilometres as the crow flies (haversine). */
function kilometres(a: { readonly latitude: number; readonly longitude: number }, b: { readonly latitude: number; readonly longitude: number }): number {
  const [dLat, dLon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h))
}

/** Ways are about a third longer than the crow's flight; up to a kilometre people walk (4.5 km/h), farther they are driven (45 km/h and five minutes to get in). */
export function minutesBetweenPlaces(a: ProgrammeItem, b: ProgrammeItem): number {
  const [from, to] = [a, b].map(({ latitude, longitude }) => (latitude === null || longitude === null ? null : { latitude, longitude }))
  if (from && to) {
    const way = kilometres(from, to) * 1.3
    if (way < 0.2) return 0
    return Math.ceil((way <= 1 ? (way / 4.5) * 60 : (way / 45) * 60 + 5) / 5) * 5
  }
  const named = [a, b].map(({ place, address }) => plain(address || (isEmptyText(place) ? '' : place.in[place.source]!.text)))
  return named.includes('') || named[0] === named[1] ? 0 : 5
}
