// Reads what stands in the citizens' calendar: public events, occasions marked public, and the anniversaries of public signings. Named columns only.
import { and, asc, eq, exists, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { rulesOf } from '#features/calendar/entry.queries.ts'
import { everyYearsFor } from '#features/calendar/rules.ts'
import { type OccasionKind, type OccasionRule, ruleOf } from '#features/calendar/occasions/occasion.ts'
import { occasions } from '#features/calendar/occasions/occasion.table.ts'
import { type PublicEvent, publicEventsBetween, publicEventsByIds, publicEventYears } from '#features/events/public-event.queries.ts'
import { publicPartnerships, type PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { type PublicItem, publicProgrammesOf } from '#features/visits/programmes/programme.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { placesOf, type Places, type PublicPin, publicPins, visitsOver } from '../site.queries.ts'

export type PublicOccasion = {
  readonly id: string
  /** null: our own town's. */
  readonly organisationId: string | null
  readonly kind: OccasionKind
  readonly name: LocalText
  readonly rule: OccasionRule
  readonly days: number
  readonly version: number
  readonly changedAt: Date
}

/** Occasions marked public: our own, and those of partners who are public themselves; one query. */
export async function publicOccasions(tx: OfficeTx): Promise<PublicOccasion[]> {
  const rows = await tx
    .select({
      id: occasions.id,
      organisationId: occasions.organisationId,
      kind: occasions.kind,
      name: occasions.name,
      repeats: occasions.repeats,
      month: occasions.month,
      day: occasions.day,
      weekday: occasions.weekday,
      nth: occasions.nth,
      shift: occasions.shift,
      date: occasions.date,
      days: occasions.days,
      version: occasions.version,
      changedAt: occasions.updatedAt,
    })
    .from(occasions)
    .where(
      and(
        eq(occasions.officeId, tx.officeId),
        isNull(occasions.deletedAt),
        isNotNull(occasions.publishedAt),
        or(
          isNull(occasions.organisationId),
          exists(
            tx
              .select({ one: sql`1` })
              .from(partnerships)
              .where(
                and(
                  eq(partnerships.officeId, occasions.officeId),
                  eq(partnerships.organisationId, occasions.organisationId),
                  isNull(partnerships.deletedAt),
                  isNotNull(partnerships.publishedAt),
                ),
              ),
          ),
        ),
      ),
    )
    .orderBy(asc(occasions.id))
    .limit(2000)
  return rows.map((row) => ({ ...row, rule: ruleOf(row) }))
}

export type CalendarRead = {
  readonly events: readonly PublicEvent[]
  /** Ids of visits that were held, whatever their days say. */
  readonly over: ReadonlySet<string>
  readonly occasions: readonly PublicOccasion[]
  readonly partnerships: readonly PublicPartnership[]
  /** Every how many years a tie with a partner of the country is marked. */
  readonly everyYears: (country: string) => number
  readonly years: readonly { readonly year: number; readonly count: number }[]
  readonly places: Places
}

/** Everything public between two days, both included; nine queries. */
export async function readCalendar(tx: OfficeTx, homePlaceId: number, from: string, to: string): Promise<CalendarRead> {
  const [events, partnerships, rules, occasions, years] = await Promise.all([
    publicEventsBetween(tx, from, to),
    publicPartnerships(tx),
    rulesOf(tx),
    publicOccasions(tx),
    publicEventYears(tx),
  ])
  const [over, places] = await Promise.all([
    visitsOver(
      tx,
      events.map(({ id }) => id),
    ),
    placesOf(tx, [homePlaceId, ...events.map(({ placeId }) => placeId), ...partnerships.map(({ partner }) => partner.placeId)]),
  ])
  return { events, over, occasions, partnerships, everyYears: (country) => everyYearsFor(country, rules), years, places }
}

export type EventRead = {
  readonly event: PublicEvent
  readonly over: boolean
  readonly programme: readonly PublicItem[]
  readonly pins: readonly PublicPin[]
  readonly places: Places
}

/** One public event with what its page shows, six queries; null for every other. */
export async function readEvent(tx: OfficeTx, homePlaceId: number, id: string): Promise<EventRead | null> {
  if (!isId(id)) return null
  const [event] = await publicEventsByIds(tx, [id])
  if (event === undefined) return null
  const [over, programme, [pins, places]] = await Promise.all([
    visitsOver(tx, [id]),
    publicProgrammesOf(tx, [id]),
    publicPins(tx).then(async (pins) => [pins, await placesOf(tx, [homePlaceId, event.placeId, ...pins.map(({ placeId }) => placeId)])] as const),
  ])
  return { event, over: over.has(id), programme, pins, places }
}
