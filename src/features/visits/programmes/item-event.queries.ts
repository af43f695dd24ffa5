// Reads where an event and the items of programmes that are it have parted: who is at the item and not at the event, and who was.
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Participation } from '#features/events/event.ts'
import { participantsOf, personRefs } from '#features/events/event.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { anyOf } from '#platform/database/any-of.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { visits } from '../visit.table.ts'
import { type Parting, partingOf, peopleAt } from './item-event.ts'
import { type Programme, type ProgrammeItem, programmeOf } from './programme.queries.ts'
import { programmeItems } from './programme.table.ts'

/** `programme`, `item`: the first item that is the event, for a link. `now`: everybody in the register who takes part in any of them. */
export type PartedEvent = {
  readonly programme: Programme
  readonly item: ProgrammeItem
  readonly now: readonly Participation[]
  readonly parting: Parting
  /** How those are called who parted, by id. */
  readonly called: ReadonlyMap<string, string>
}

/** Null where no item of a programme is this event: that is one statement. */
export async function partedFrom(tx: OfficeTx, eventId: string): Promise<PartedEvent | null> {
  if (!isId(eventId)) return null
  const tied = await tx
    .select({ id: programmeItems.id, visitId: programmeItems.visitId })
    .from(programmeItems)
    .innerJoin(visits, and(eq(visits.officeId, programmeItems.officeId), eq(visits.id, programmeItems.visitId), isNull(visits.deletedAt)))
    .where(
      and(eq(programmeItems.officeId, tx.officeId), eq(programmeItems.eventId, eventId), ne(programmeItems.visitId, eventId), isNull(programmeItems.deletedAt)),
    )
    .orderBy(asc(programmeItems.startsAt), asc(programmeItems.id))
  if (tied.length === 0) return null
  let first: { programme: Programme; item: ProgrammeItem } | null = null
  const all = new Map<string, Participation>()
  const visitIds = [...new Set(tied.map(({ visitId }) => visitId))]
  for (const visitId of visitIds) {
    const programme = await programmeOf(tx, visitId)
    const items = programme?.items.filter(({ id }) => tied.some((one) => one.id === id)) ?? []
    if (programme === null || items.length === 0) continue
    first ??= { programme, item: items[0]! }
    for (const one of peopleAt(programme, items).people) if (!all.has(one.personId)) all.set(one.personId, one)
  }
  if (first === null) return null
  const live = await livePeople(tx, [...all.keys()])
  const now = [...all.values()].filter(({ personId }) => live.has(personId))
  const itemIds = tied.map(({ id }) => id)
  const parting = partingOf(now, await participantsOf(tx, eventId), await onceThere(tx, visitIds, itemIds))
  const named = await personRefs(tx, [...parting.missing, ...parting.gone])
  return { ...first, now, parting, called: new Map([...named].map(([id, one]) => [id, displayName(one)])) }
}

/** Those of the people who are in the register still. */
export const livePeople = async (tx: OfficeTx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set([...(await personRefs(tx, ids)).values()].flatMap(({ personId, live }) => (live ? [personId] : [])))

/** Everybody who is or was in these visits' delegations, or named at these items. */
async function onceThere(tx: OfficeTx, visitIds: readonly string[], itemIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select ${delegates.personId} as id from ${delegates}
    where ${delegates.officeId} = ${tx.officeId} and ${anyOf(delegates.visitId, visitIds)} and ${delegates.personId} is not null
    union
    select (named ->> 'personId')::uuid from ${activities}, jsonb_array_elements(coalesce(${activities.before} -> 'participants', '[]'::jsonb)) named
    where ${activities.officeId} = ${tx.officeId} and ${activities.thing} = 'programme_item' and ${anyOf(activities.thingId, itemIds)}
      and named ->> 'personId' is not null`)
  return new Set(rows.map(({ id }) => id))
}
