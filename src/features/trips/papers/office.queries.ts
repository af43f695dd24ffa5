// The office as its papers name it: in Bulgarian, with the town of its seat.
import { eq } from 'drizzle-orm'
import { homeOrganisation } from '#features/organisations/organisation.queries.ts'
import { presentPeople } from '#features/organisations/people/person.queries.ts'
import { nameFor } from '#features/places/place.ts'
import { placeById } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { textIn } from '#platform/texts/local-text.ts'

/** The mayor's name in Bulgarian; '' where the register knows none, or several. */
export async function mayorAtHome(tx: OfficeTx): Promise<string> {
  const home = await homeOrganisation(tx)
  const present = home === null ? [] : ((await presentPeople(tx, [home])).get(home) ?? [])
  const mayors = present.filter(({ post }) => post.roleClass === 'mayor')
  const ids = new Set(mayors.map(({ person }) => person.id))
  return ids.size === 1 ? textIn(mayors[0]!.person.name, 'bg') : ''
}

/** The office's name and its town, in Bulgarian. */
export async function officeOfOrder(tx: OfficeTx): Promise<{ name: string; town: string }> {
  const [office] = await tx.select({ name: offices.name, placeId: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId))
  const place = await placeById(tx, office!.placeId)
  return { name: textIn(office!.name, 'bg'), town: place === null ? '' : nameFor(place, 'bg') }
}
