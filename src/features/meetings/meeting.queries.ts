// Reads meetings' papers: one whole, what an event's page and the closing of a visit ask for, and what the search finds.
import { and, asc, desc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { standing, type Side, type Standing } from '#features/commitments/commitment.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import type { EventKind } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { type ActivityLine, SHORT_HISTORY } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findInTexts, type TextHit } from '#platform/search/texts.ts'
import { EMPTY_TEXT, type LocalText, textIn } from '#platform/texts/local-text.ts'
import type { ItemState } from './meeting.ts'
import { meetingItems, meetingMentions, meetingOutcomes, meetings } from './meeting.table.ts'

/** Who speaks to a point. `live` false: removed from the register since. */
export type SpeakerRef = {
  readonly id: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly title: string | null
  readonly live: boolean
}

/** A point of the agenda as pages show it. */
export type ItemRow = {
  readonly id: string
  readonly version: number
  readonly title: LocalText
  readonly broughtBy: Side | null
  readonly person: SpeakerRef | null
  readonly minutesPlanned: number | null
  readonly state: ItemState
  readonly minutes: LocalText
  readonly fromItemId: string | null
  /** The meeting it was left over from, unless that was removed. */
  readonly from: { readonly eventId: string; readonly date: ImpreciseDate | null; readonly title: LocalText } | null
  /** The promise it asks about, unless that was removed. */
  readonly promise: { readonly id: string; readonly standing: Standing; readonly due: ImpreciseDate | null } | null
}

/** The points of a meeting in their order; three queries, however many there are. */
export async function itemsOfMeeting(tx: OfficeTx, meetingId: string, today: string): Promise<ItemRow[]> {
  const rows = await tx
    .select({
      item: meetingItems,
      personName: people.name,
      personNative: people.nativeName,
      personTitle: people.title,
      personDeletedAt: people.deletedAt,
      promiseId: commitments.id,
      keptOn: commitments.keptOn,
      droppedOn: commitments.droppedOn,
      due: commitments.due,
    })
    .from(meetingItems)
    .leftJoin(people, and(eq(people.officeId, meetingItems.officeId), eq(people.id, meetingItems.personId)))
    .leftJoin(commitments, and(eq(commitments.officeId, meetingItems.officeId), eq(commitments.id, meetingItems.commitmentId), isNull(commitments.deletedAt)))
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, meetingId), isNull(meetingItems.deletedAt)))
    .orderBy(asc(meetingItems.place), asc(meetingItems.id))
  const sources = rows.flatMap(({ item }) => (item.fromItemId === null ? [] : [item.fromItemId]))
  const from = new Map(
    sources.length === 0
      ? []
      : (
          await tx
            .select({ id: meetingItems.id, eventId: events.id, date: events.date, title: events.title })
            .from(meetingItems)
            .innerJoin(events, and(eq(events.officeId, meetingItems.officeId), eq(events.id, meetingItems.meetingId), isNull(events.deletedAt)))
            .where(and(eq(meetingItems.officeId, tx.officeId), inArray(meetingItems.id, sources)))
        ).map(({ id, ...event }) => [id, event] as const),
  )
  return rows.map(({ item, personName, personNative, personTitle, personDeletedAt, promiseId, keptOn, droppedOn, due }) => ({
    id: item.id,
    version: item.version,
    title: item.title,
    broughtBy: item.broughtBy,
    minutesPlanned: item.minutesPlanned,
    state: item.state,
    minutes: item.minutes,
    fromItemId: item.fromItemId,
    person:
      item.personId === null || personName === null
        ? null
        : { id: item.personId, name: personName, nativeName: personNative, title: personTitle, live: personDeletedAt === null },
    from: item.fromItemId === null ? null : (from.get(item.fromItemId) ?? null),
    promise: promiseId === null ? null : { id: promiseId, standing: standing({ keptOn, droppedOn, due }, today), due },
  }))
}

/** A decision as pages show it. */
export type DecisionRow = {
  readonly id: string
  readonly version: number
  readonly itemId: string | null
  readonly number: number
  readonly text: LocalText
  readonly published: boolean
}

/** A promise given at the event; `number`: by which its minutes mark it, null when they do not. */
export type PromiseRow = {
  readonly id: string
  readonly version: number
  readonly number: number | null
  readonly itemId: string | null
  /** Who answers for it. */
  readonly personId: string | null
  readonly owedBy: Side
  readonly text: LocalText
  readonly due: ImpreciseDate | null
  readonly standing: Standing
  readonly published: boolean
}

export type Outcomes = { readonly promises: readonly PromiseRow[]; readonly decisions: readonly DecisionRow[] }

/** What came of a meeting: promises given at its event, whoever recorded them, and decisions. Two queries. */
export async function outcomesOf(tx: OfficeTx, meetingId: string, today: string): Promise<Outcomes> {
  const given = await tx
    .select({
      id: commitments.id,
      version: commitments.version,
      number: meetingOutcomes.number,
      itemId: meetingOutcomes.itemId,
      personId: commitments.personId,
      owedBy: commitments.owedBy,
      text: commitments.text,
      due: commitments.due,
      keptOn: commitments.keptOn,
      droppedOn: commitments.droppedOn,
      publishedAt: commitments.publishedAt,
    })
    .from(commitments)
    .leftJoin(
      meetingOutcomes,
      and(
        eq(meetingOutcomes.officeId, commitments.officeId),
        eq(meetingOutcomes.meetingId, meetingId),
        eq(meetingOutcomes.commitmentId, commitments.id),
        isNull(meetingOutcomes.deletedAt),
      ),
    )
    .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.eventId, meetingId), isNull(commitments.deletedAt)))
    .orderBy(asc(commitments.id))
    .limit(200)
  const decided = await tx
    .select()
    .from(meetingOutcomes)
    .where(
      and(
        eq(meetingOutcomes.officeId, tx.officeId),
        eq(meetingOutcomes.meetingId, meetingId),
        eq(meetingOutcomes.kind, 'decision'),
        isNull(meetingOutcomes.deletedAt),
      ),
    )
    .orderBy(asc(meetingOutcomes.number))
    .limit(200)
  return {
    promises: given.map(({ keptOn, droppedOn, publishedAt, ...row }) => ({
      ...row,
      standing: standing({ keptOn, droppedOn, due: row.due }, today),
      published: publishedAt !== null,
    })),
    decisions: decided.map(({ id, version, itemId, number, text, publishedAt }) => ({ id, version, itemId, number, text, published: publishedAt !== null })),
  }
}

export type MeetingRow = typeof meetings.$inferSelect

/** The papers themselves; for an event nobody wrote any for, empty ones of version 0, as the first writing will open them. */
export async function meetingById(
  tx: OfficeTx,
  id: string,
): Promise<Pick<MeetingRow, 'id' | 'version' | 'minutes' | 'withoutOutcome' | 'signsForUs' | 'signsForThem'>> {
  const [row] = await tx
    .select()
    .from(meetings)
    .where(and(eq(meetings.officeId, tx.officeId), eq(meetings.id, id)))
  return row ?? { id, version: 0, minutes: EMPTY_TEXT, withoutOutcome: '', signsForUs: '', signsForThem: '' }
}

/** What happened to the papers of a meeting, its points and its outcomes, newest first. */
export const historyOfMeeting = (tx: OfficeTx, meetingId: string, limit = SHORT_HISTORY + 1): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), linesOfMeeting(tx, meetingId)))
    .orderBy(desc(activities.id))
    .limit(limit)

/** The lines of the record that are of a meeting's papers or of their parts, removed ones too. */
export const linesOfMeeting = (tx: OfficeTx, meetingId: string): SQL | undefined =>
  or(
    and(eq(activities.thing, 'meeting'), eq(activities.thingId, meetingId)),
    and(
      eq(activities.thing, 'meeting_item'),
      inArray(
        activities.thingId,
        tx
          .select({ id: meetingItems.id })
          .from(meetingItems)
          .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, meetingId))),
      ),
    ),
    and(
      eq(activities.thing, 'meeting_outcome'),
      inArray(
        activities.thingId,
        tx
          .select({ id: meetingOutcomes.id })
          .from(meetingOutcomes)
          .where(and(eq(meetingOutcomes.officeId, tx.officeId), eq(meetingOutcomes.meetingId, meetingId))),
      ),
    ),
  )

/** Where the names of the minutes lead, by name; whoever is gone from the register leads nowhere. One query for each kind. */
export async function mentionedIn(tx: OfficeTx, meetingId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({
      word: meetingMentions.word,
      personId: people.id,
      personGone: people.deletedAt,
      organisationId: organisations.id,
      organisationGone: organisations.deletedAt,
    })
    .from(meetingMentions)
    .leftJoin(people, and(eq(people.officeId, meetingMentions.officeId), eq(people.id, meetingMentions.personId)))
    .leftJoin(organisations, and(eq(organisations.officeId, meetingMentions.officeId), eq(organisations.id, meetingMentions.organisationId)))
    .where(and(eq(meetingMentions.officeId, tx.officeId), eq(meetingMentions.meetingId, meetingId)))
    .limit(1000)
  return new Map(
    rows.flatMap(({ word, personId, personGone, organisationId, organisationGone }): [string, string][] => {
      if (personId !== null && personGone === null) return [[word, addresses.person({ id: personId })]]
      return organisationId !== null && organisationGone === null ? [[word, addresses.organisation({ id: organisationId })]] : []
    }),
  )
}

// ---- for others ------------------------------------------------------------------------------------------------------

/** The newest meeting in whose papers a person speaks or is named, in words; for whoever would remove or erase them. Two queries. */
export async function papersNaming(tx: OfficeTx, personId: string): Promise<string | null> {
  const alive = and(eq(events.officeId, tx.officeId), isNull(events.deletedAt))
  const [spoke] = await tx
    .select({ title: events.title })
    .from(meetingItems)
    .innerJoin(events, and(alive, eq(events.id, meetingItems.meetingId)))
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.personId, personId), isNull(meetingItems.deletedAt)))
    .orderBy(desc(events.id))
    .limit(1)
  const [named] = await tx
    .select({ title: events.title })
    .from(meetingMentions)
    .innerJoin(events, and(alive, eq(events.id, meetingMentions.meetingId)))
    .where(and(eq(meetingMentions.officeId, tx.officeId), eq(meetingMentions.personId, personId)))
    .orderBy(desc(events.id))
    .limit(1)
  const found = spoke ?? named
  return found === undefined ? null : m.meetings_holds({ title: textIn(found.title) })
}

/** What an event's page says of its papers; one query. */
export type PapersBrief = { readonly points: number; readonly discussed: number; readonly leftOver: number; readonly hasMinutes: boolean }
export async function papersInBrief(tx: OfficeTx, eventId: string): Promise<PapersBrief> {
  const [counted] = await tx
    .select({
      points: sql<number>`count(*)::int`.mapWith(Number),
      discussed: sql<number>`count(*) filter (where ${meetingItems.state} = 'discussed')::int`.mapWith(Number),
      leftOver: sql<number>`count(*) filter (where ${meetingItems.state} = 'left_over')::int`.mapWith(Number),
      noted: sql<boolean>`coalesce(bool_or(${meetingItems.minutes}->'in' <> '{}'::jsonb), false)`,
      general: sql<boolean>`exists (select 1 from ${meetings} where ${meetings.officeId} = ${tx.officeId} and ${meetings.id} = ${eventId} and ${meetings.minutes}->'in' <> '{}'::jsonb)`,
    })
    .from(meetingItems)
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, eventId), isNull(meetingItems.deletedAt)))
  const { points = 0, discussed = 0, leftOver = 0, noted = false, general = false } = counted ?? {}
  return { points, discussed, leftOver, hasMinutes: noted || general }
}

/** The kind of an event that is in the register; null: there is none. */
export async function kindOfEvent(tx: OfficeTx, id: string): Promise<EventKind | null> {
  if (!isId(id)) return null
  const [event] = await tx
    .select({ kind: events.kind })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id), isNull(events.deletedAt)))
  return event?.kind ?? null
}

/** Meetings in whose papers the words stand, best first; two queries. */
export async function meetingsAnswering(
  tx: OfficeTx,
  query: string,
  limit: number,
  weighed?: number,
): Promise<{ rows: { id: string; title: LocalText; date: ImpreciseDate | null }[]; hits: TextHit[] }> {
  const hits = await findInTexts(tx, query, { things: ['meeting'], limit, ...(weighed === undefined ? {} : { weighed }) })
  if (hits.length === 0) return { rows: [], hits: [] }
  const rows = await tx
    .select({ id: events.id, title: events.title, date: events.date })
    .from(events)
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        ne(events.kind, 'letter'),
        inArray(
          events.id,
          hits.map(({ thingId }) => thingId),
        ),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return { rows: hits.flatMap(({ thingId }) => byId.get(thingId) ?? []), hits }
}
