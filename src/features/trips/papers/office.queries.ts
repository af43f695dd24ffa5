// The office as its papers name it: in Bulgarian, with the town of its seat.
import { eq } from 'drizzle-orm'
import { nameFor } from '#features/places/place.ts'
import { placeById } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { textIn } from '#platform/texts/local-text.ts'

export async function officeOfOrder(tx: OfficeTx): Promise<{ name: string; town: string }> {
  const [office] = await tx.select({ name: offices.name, placeId: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId))
  const place = await placeById(tx, office!.placeId)
  return { name: textIn(office!.name, 'bg'), town: place === null ? '' : nameFor(place, 'bg') }
}
