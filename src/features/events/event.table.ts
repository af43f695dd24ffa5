// Events as rows: visits, meetings, forums and the rest, with the partners they were held with and the people who took part.
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { Field } from '#features/partnerships/field.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { EventDirection, EventKind } from './event.ts'

export const events = pgTable(
  'event',
  {
    ...officeKey(),
    ...editable(),
    kind: text('kind').$type<EventKind>().notNull(),
    direction: text('direction').$type<EventDirection>().notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    /** As far as it is known; `from/to` when it lasted several days. */
    date: text('date').$type<ImpreciseDate>(),
    /** First and last possible day of `date`, for ordering and comparing. */
    firstDay: date('first_day'),
    lastDay: date('last_day'),
    /** GeoNames id; without one the place stands in `placeText`. */
    placeId: integer('place_id'),
    placeText: text('place_text').notNull().default(''),
    /** What it was held for, as the source says it: „в навечерието на празника на града“. */
    occasion: text('occasion').notNull().default(''),
    summary: jsonb('summary').$type<LocalText>().notNull(),
    fields: text('fields').array().$type<Field[]>().notNull().default([]),
    /** When it was marked as open to the citizens; null while it is the office's own. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    /** Since which day it is called off; such an event is no contact. */
    cancelledOn: date('cancelled_on'),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
  },
  (t) => [
    ...officeRules(t),
    // The list's order: read backwards: newest first, the undated last.
    // For the calendar: under row security an index answers to plain columns only.
    index('event_by_first_day')
      .on(t.officeId, t.firstDay, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('event_by_day').on(t.officeId, sql`coalesce(${t.firstDay} - '0001-01-01'::date, -1)`, t.id),
  ],
).enableRLS()

export const eventPartners = pgTable(
  'event_partner',
  { ...officeKey(), eventId: uuid('event_id').notNull(), organisationId: uuid('organisation_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'event_partner_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    foreignKey({ name: 'event_partner_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    uniqueIndex('event_partner_once').on(t.officeId, t.eventId, t.organisationId),
    index('event_partner_of').on(t.officeId, t.organisationId, t.eventId),
  ],
).enableRLS()

export const eventParticipants = pgTable(
  'event_participant',
  {
    ...officeKey(),
    eventId: uuid('event_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** The role they came in, which may differ from the post they hold now. */
    asRole: text('as_role'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'event_participant_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    foreignKey({ name: 'event_participant_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    uniqueIndex('event_participant_once').on(t.officeId, t.eventId, t.personId),
    index('event_participant_of').on(t.officeId, t.personId, t.eventId),
  ],
).enableRLS()
