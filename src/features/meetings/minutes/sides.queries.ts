// Reads by which names the two sides of an event are called: ours and the partners'.
import { eq, inArray, and } from 'drizzle-orm'
import type { EventWhole } from '#features/events/event.queries.ts'
import { searchNames } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { bareName } from '#platform/names/name-key.ts'
import { offices } from '#platform/database/office.table.ts'
import type { SideNames } from './slash.ts'

/** With and without „Община“: people write „Дойран: …“. */
export async function sideNamesAt(tx: OfficeTx, { partners }: Pick<EventWhole, 'partners'>): Promise<SideNames> {
  const [office] = await tx.select({ name: offices.name }).from(offices).where(eq(offices.id, tx.officeId))
  const ids = partners.map(({ organisationId }) => organisationId)
  const theirs =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(organisations)
          .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, ids)))
  const ours = Object.values(office?.name.in ?? {}).map(({ text }) => text)
  return { us: [...ours, ...ours.map(bareName)], them: theirs.flatMap(searchNames) }
}
