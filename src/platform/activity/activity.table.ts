// Every change: who, when, to what, before and after.
import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '../database/office.table.ts'

export const activities = pgTable(
  'activity',
  {
    ...officeKey(),
    /** What was written together carries one change id: it is shown and undone together. */
    changeId: uuid('change_id').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** Who, as they were named then; the account may be gone later. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** Such as `organisation.created`: thing, dot, what happened to it. */
    act: text('act').notNull(),
    thing: text('thing').notNull(),
    thingId: uuid('thing_id').notNull(),
    /** The thing's name at that moment, for reading the journal. */
    label: text('label').notNull(),
    /** The whole thing with its parts; null before a creation and after a removal. */
    before: jsonb('before').$type<Snapshot | null>(),
    after: jsonb('after').$type<Snapshot | null>(),
    /** The version the thing had after this change; undo is refused when it has moved on. */
    versionAfter: integer('version_after').notNull(),
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    ...officeRules(t),
    index('activity_by_thing').on(t.officeId, t.thing, t.thingId, t.id),
    index('activity_by_change').on(t.officeId, t.changeId),
    index('activity_by_day').on(t.officeId, t.at),
  ],
).enableRLS()

/** A thing as JSON, in the shape its own feature wrote and can restore. */
export type Snapshot = Readonly<Record<string, unknown>>
