// Where a place is looked at on a map: OpenStreetMap, opened only when somebody presses.
import type { ProgrammeItem } from './programme.queries.ts'

/** An address for the maps of the reader's own device: where it is known to the metre, else by its words. */
export const mapHref = ({ latitude, longitude, address }: Pick<ProgrammeItem, 'latitude' | 'longitude' | 'address'>): string | null =>
  latitude !== null && longitude !== null
    ? `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`
    : address === ''
      ? null
      : `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`
