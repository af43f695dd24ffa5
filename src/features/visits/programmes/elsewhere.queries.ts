// Reads what other visits have on the days of a programme: who of the register is at their items, and in which rooms these are.
import { and, between, eq, exists, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/pg-core'
import type { EventDirection } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayAfter } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { calledOffOn } from '../visit.queries.ts'
import { visits } from '../visit.table.ts'
import { type ItemKind, LONGEST_ITEM } from './programme.ts'
import type { Programme } from './programme.queries.ts'
import { programmeGroupMembers, programmeGroups, programmeItemGroups, programmeItems, programmeParticipants } from './programme.table.ts'
import { type Warning, warningsOf } from './warning.ts'
import { DAY_MINUTES } from './zone-time.ts'

/** An item with hours of another visit. Moments in milliseconds since 1970. */
export type ItemElsewhere = {
  readonly id: string
  readonly visitId: string
  readonly visitTitle: LocalText
  readonly direction: EventDirection
  readonly kind: ItemKind
  readonly title: LocalText
  readonly place: LocalText
  readonly address: string
  readonly room: string
  readonly eventId: string | null
  readonly from: number
  readonly to: number
  /** Ids of people of the register who are expected there. */
  readonly people: readonly string[]
}

const ownVisit = alias(visits, 'own_visit')

/**
 * Items of other visits on the days on which this programme has something, and a day around them, as days differ by the clock. Nothing of visits that were
 * called off, declined or removed, and nothing for one that was called off or declined itself. Two statements at most, however many there are.
 */
export async function itemsElsewhere(tx: OfficeTx, { visit, items }: Pick<Programme, 'visit' | 'items'>): Promise<ItemElsewhere[]> {
  const days = items.map(({ day }) => day).toSorted()
  const [first, last] = [
    days[0],
    items
      .map(({ lastDay }) => lastDay)
      .toSorted()
      .at(-1),
  ]
  if (visit.cancelledOn !== null || first === undefined || last === undefined) return []
  const rows = await tx
    .select({
      id: programmeItems.id,
      visitId: programmeItems.visitId,
      visitTitle: events.title,
      direction: events.direction,
      kind: programmeItems.kind,
      title: programmeItems.title,
      place: programmeItems.place,
      address: programmeItems.address,
      room: programmeItems.room,
      eventId: programmeItems.eventId,
      startsAt: programmeItems.startsAt,
      endsAt: programmeItems.endsAt,
    })
    .from(programmeItems)
    .innerJoin(visits, and(eq(visits.officeId, programmeItems.officeId), eq(visits.id, programmeItems.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt)))
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        ne(programmeItems.visitId, visit.id),
        isNull(programmeItems.deletedAt),
        isNotNull(programmeItems.time),
        isNull(calledOffOn),
        sql`${visits.answer} is distinct from 'declined'`,
        exists(
          tx
            .select({ one: sql`1` })
            .from(ownVisit)
            .where(and(eq(ownVisit.officeId, tx.officeId), eq(ownVisit.id, visit.id), sql`${ownVisit.answer} is distinct from 'declined'`)),
        ),
        // An item lasts three days at most: those that began before cannot reach into these.
        between(programmeItems.day, dayAfter(first, -1 - LONGEST_ITEM / DAY_MINUTES), dayAfter(last, 1)),
      ),
    )
    .orderBy(programmeItems.startsAt, programmeItems.id)
  const people = await peopleAt(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ startsAt, endsAt, ...row }) => ({ ...row, from: startsAt.getTime(), to: endsAt.getTime(), people: people.get(row.id) ?? [] }))
}

/** Who of the register takes part in items: by the rule of presence.ts, as one of a side, by a group, or named. One statement. */
async function peopleAt(tx: OfficeTx, itemIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (itemIds.length === 0) return new Map()
  const asked = [...itemIds]
  const coming = and(isNull(delegates.deletedAt), isNull(delegates.withdrawnOn), isNotNull(delegates.personId))
  const bySide = tx
    .select({ itemId: programmeItems.id, personId: sql<string>`${delegates.personId}`.as('person') })
    .from(programmeItems)
    .innerJoin(delegates, and(eq(delegates.officeId, programmeItems.officeId), eq(delegates.visitId, programmeItems.visitId), coming))
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        inArray(programmeItems.id, asked),
        or(eq(programmeItems.attendance, 'all'), sql`${programmeItems.attendance} = ${delegates.side}`),
      ),
    )
  const byGroup = tx
    .select({ itemId: programmeItemGroups.itemId, personId: sql<string>`${delegates.personId}`.as('person') })
    .from(programmeItemGroups)
    .innerJoin(
      programmeGroups,
      and(eq(programmeGroups.officeId, programmeItemGroups.officeId), eq(programmeGroups.id, programmeItemGroups.groupId), isNull(programmeGroups.deletedAt)),
    )
    .innerJoin(
      programmeGroupMembers,
      and(eq(programmeGroupMembers.officeId, programmeItemGroups.officeId), eq(programmeGroupMembers.groupId, programmeItemGroups.groupId)),
    )
    .innerJoin(delegates, and(eq(delegates.officeId, programmeGroupMembers.officeId), eq(delegates.id, programmeGroupMembers.delegateId), coming))
    .where(and(eq(programmeItemGroups.officeId, tx.officeId), inArray(programmeItemGroups.itemId, asked)))
  const byName = tx
    .select({ itemId: programmeParticipants.itemId, personId: sql<string>`coalesce(${delegates.personId}, ${programmeParticipants.personId})`.as('person') })
    .from(programmeParticipants)
    .leftJoin(delegates, and(eq(delegates.officeId, programmeParticipants.officeId), eq(delegates.id, programmeParticipants.delegateId)))
    .where(
      and(eq(programmeParticipants.officeId, tx.officeId), inArray(programmeParticipants.itemId, asked), or(isNotNull(programmeParticipants.personId), coming)),
    )
  const found = new Map<string, Set<string>>()
  for (const { itemId, personId } of await unionAll(bySide, byGroup, byName)) found.set(itemId, (found.get(itemId) ?? new Set()).add(personId))
  return new Map([...found].map(([itemId, ids]) => [itemId, [...ids]]))
}

/** Everything worth a look in a programme, what other visits have at the same time with it. */
export const warningsIn = async (tx: OfficeTx, programme: Programme): Promise<Warning[]> => warningsOf(programme, await itemsElsewhere(tx, programme))
