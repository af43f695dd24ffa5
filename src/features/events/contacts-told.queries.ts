// Tells the partnerships what the office's events know of contacts: all of them, for building anew what is kept, and some by name.
import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { reading } from '#platform/texts/local-text.ts'
import { contactKindOf, EVENT_KINDS } from './event.ts'
import { eventPartners, events } from './event.table.ts'

const KIND_OF = EVENT_KINDS.flatMap((kind) => {
  const contact = contactKindOf(kind)
  return contact === null ? [] : [{ kind, contact }]
})

/** All of them as one question to the database: the same that each event told when it was saved. Its columns are those of the partnerships' own table. */
export const contactsTold = (tx: OfficeTx): SQL => sql`
  select ${eventPartners.officeId}, ${eventPartners.id}, ${eventPartners.organisationId}, ${events.id},
    case ${events.kind} ${sql.join(
      KIND_OF.map(({ kind, contact }) => sql`when ${kind} then ${contact}`),
      sql` `,
    )} end,
    ${events.direction}, ${events.date}, ${events.firstDay}, ${events.lastDay}
  from ${eventPartners} join ${events} on ${events.officeId} = ${eventPartners.officeId} and ${events.id} = ${eventPartners.eventId}
  where ${eventPartners.officeId} = ${tx.officeId} and ${events.deletedAt} is null and ${events.cancelledOn} is null and ${inArray(
    events.kind,
    KIND_OF.map(({ kind }) => kind),
  )}`

/** What some events are called, and where that is from; those removed are left out. One query. */
export async function eventsByName(
  tx: OfficeTx,
  ids: readonly string[],
): Promise<Map<string, { readonly title: { text: string; language: string }; readonly sources: readonly Citation[] }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: events.id, title: events.title, sources: events.sources })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), inArray(events.id, [...new Set(ids)]), isNull(events.deletedAt)))
  return new Map(rows.map(({ id, title, sources }) => [id, { title: reading(title), sources }]))
}
