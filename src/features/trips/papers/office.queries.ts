// The office as its papers name it: in Bulgarian, with the town of its seat.
import { nameFor } from '#features/places/place.ts'
import { placeById } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'

export async function officeOfOrder(tx: OfficeTx, office: { readonly name: LocalText; readonly placeId: number }): Promise<{ name: string; town: string }> {
  const place = await placeById(tx, office.placeId)
  return { name: textIn(office.name, 'bg'), town: place === null ? '' : nameFor(place, 'bg') }
}
