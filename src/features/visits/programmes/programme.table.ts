// The programme of a visit as rows: its items, who takes part in them, and the parallel groups a delegation is divided into.
import { sql } from 'drizzle-orm'
import { date, doublePrecision, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { events } from '#features/events/event.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { visits } from '../visit.table.ts'
import type { Attendance, ItemKind, Part } from './programme.ts'
import type { Fold } from './zone-time.ts'

export const programmeItems = pgTable(
  'programme_item',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    /** The day on which it begins, in `zone`. */
    day: date('day').notNull(),
    /** The time of the clock at which it begins in `zone`, HH:MM; null: it takes the whole day. */
    time: text('time'),
    /** Which of two equal hours, in the night when clocks are put back. */
    fold: text('fold').$type<Fold>().notNull().default('first'),
    /** Minutes that pass until it ends; 0 for whole days. */
    minutes: integer('minutes').notNull(),
    /** The day on which it ends, in `endZone`; of whole days the last one. */
    lastDay: date('last_day').notNull(),
    /** IANA names: where it begins, and where it ends when one travels. */
    zone: text('zone').notNull(),
    endZone: text('end_zone').notNull(),
    /** The same as moments, computed with the rules of the zones known when it was written: for ordering, comparing and other calendars. */
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    note: jsonb('note').$type<LocalText>().notNull(),
    /** What people call the place: „Кметството“. */
    place: jsonb('place').$type<LocalText>().notNull(),
    address: text('address').notNull().default(''),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    room: text('room').notNull().default(''),
    /** Who is called when something goes wrong with it; the person of the register, if they are there. */
    contact: text('contact').notNull().default(''),
    contactPhone: text('contact_phone').notNull().default(''),
    contactPersonId: uuid('contact_person_id'),
    attendance: text('attendance').$type<Attendance>().notNull(),
    /** The event, visit or meeting of the register it is. */
    eventId: uuid('event_id'),
    /** When it was marked as open to the citizens; null while it is the office's own. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'programme_item_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    foreignKey({ name: 'programme_item_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    foreignKey({ name: 'programme_item_contact', columns: [t.officeId, t.contactPersonId], foreignColumns: [people.officeId, people.id] }),
    index('programme_item_of').on(t.officeId, t.visitId, t.startsAt, t.id),
    // What else there is on the days of a programme.
    index('programme_item_on').on(t.officeId, t.day),
    index('programme_item_event_of').on(t.officeId, t.eventId),
    index('programme_item_contact_of')
      .on(t.officeId, t.contactPersonId)
      .where(sql`${t.contactPersonId} is not null`),
  ],
).enableRLS()

/** People named at an item: members of the delegations, or people of the register who belong to none. */
export const programmeParticipants = pgTable(
  'programme_participant',
  {
    ...officeKey(),
    itemId: uuid('item_id').notNull(),
    delegateId: uuid('delegate_id'),
    personId: uuid('person_id'),
    part: text('part').$type<Part>().notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'programme_participant_item', columns: [t.officeId, t.itemId], foreignColumns: [programmeItems.officeId, programmeItems.id] }),
    foreignKey({ name: 'programme_participant_delegate', columns: [t.officeId, t.delegateId], foreignColumns: [delegates.officeId, delegates.id] }),
    foreignKey({ name: 'programme_participant_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    uniqueIndex('programme_participant_once').on(t.officeId, t.itemId, t.delegateId, t.personId),
    index('programme_participant_delegate_of').on(t.officeId, t.delegateId),
    index('programme_participant_person_of').on(t.officeId, t.personId),
  ],
).enableRLS()

export const programmeGroups = pgTable(
  'programme_group',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    position: integer('position').notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'programme_group_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    index('programme_group_of').on(t.officeId, t.visitId, t.position, t.id),
  ],
).enableRLS()

export const programmeGroupMembers = pgTable(
  'programme_group_member',
  { ...officeKey(), groupId: uuid('group_id').notNull(), delegateId: uuid('delegate_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'programme_group_member_group', columns: [t.officeId, t.groupId], foreignColumns: [programmeGroups.officeId, programmeGroups.id] }),
    foreignKey({ name: 'programme_group_member_delegate', columns: [t.officeId, t.delegateId], foreignColumns: [delegates.officeId, delegates.id] }),
    uniqueIndex('programme_group_member_once').on(t.officeId, t.groupId, t.delegateId),
    index('programme_group_member_of').on(t.officeId, t.delegateId),
  ],
).enableRLS()

/** Which groups an item is for. */
export const programmeItemGroups = pgTable(
  'programme_item_group',
  { ...officeKey(), itemId: uuid('item_id').notNull(), groupId: uuid('group_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'programme_item_group_item', columns: [t.officeId, t.itemId], foreignColumns: [programmeItems.officeId, programmeItems.id] }),
    foreignKey({ name: 'programme_item_group_group', columns: [t.officeId, t.groupId], foreignColumns: [programmeGroups.officeId, programmeGroups.id] }),
    uniqueIndex('programme_item_group_once').on(t.officeId, t.itemId, t.groupId),
    index('programme_item_group_of').on(t.officeId, t.groupId),
  ],
).enableRLS()
