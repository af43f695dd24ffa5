// Where each partnership stands, computed from its milestones and contacts and kept for lists: a cache that is written with every change, never typed.
import { sql } from 'drizzle-orm'
import { boolean, date, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { partnerships } from '../partnership.table.ts'
import type { PartnershipType } from '../partnership.ts'
import type { Field } from '../field.ts'
import type { Stage } from '../stage.ts'

/** One row for each live partnership; `id` is the partnership's. Name, country and type are copied here so that a filtered page is one index scan. */
export const standings = pgTable(
  'partnership_standing',
  {
    ...officeKey(),
    organisationId: uuid('organisation_id').notNull(),
    /** The partner's place in the alphabet. */
    sortKey: text('sort_key').notNull(),
    country: text('country').notNull(),
    type: text('type').$type<PartnershipType>().notNull(),
    /** As the partnership has them, so that the list is narrowed without reading it. */
    fields: text('fields').array().$type<Field[]>().notNull().default([]),
    published: boolean('published').notNull().default(false),
    stage: text('stage').$type<Stage>().notNull(),
    since: text('since').$type<ImpreciseDate>(),
    /** The next day on which a planned step begins to count: from then on this row must be computed anew. */
    changesOn: date('changes_on', { mode: 'string' }),
    /** Last possible day, not after the day of computing, of the last two-way contact and of the last exchange; null: none is recorded. */
    /** The last two-way contact's date as it is recorded: „2025“ is not its last day. */
    lastContact: text('last_contact').$type<ImpreciseDate>(),
    lastContactDay: date('last_contact_day', { mode: 'string' }),
    lastExchangeDay: date('last_exchange_day', { mode: 'string' }),
    /** From which day on the silence is remarked, and from which the tie counts as asleep; null where silence means nothing (nothing begun, or ended). A lapse on record sleeps from its own day on. */
    quietFrom: date('quiet_from', { mode: 'string' }),
    sleepsFrom: date('sleeps_from', { mode: 'string' }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'partnership_standing_of', columns: [t.officeId, t.id], foreignColumns: [partnerships.officeId, partnerships.id] }).onDelete('cascade'),
    // The database itself carries a partner's new name or country over: organisations come before partnerships and know nothing of them.
    foreignKey({
      name: 'partnership_standing_named',
      columns: [t.officeId, t.organisationId, t.sortKey, t.country],
      foreignColumns: [organisations.officeId, organisations.id, organisations.sortKey, organisations.country],
    })
      .onUpdate('cascade')
      .onDelete('cascade'),
    index('partnership_standing_in_order').on(t.officeId, t.sortKey, t.id),
    index('partnership_standing_by_stage').on(t.officeId, t.stage, t.sortKey, t.id),
    index('partnership_standing_by_country').on(t.officeId, t.country, t.sortKey, t.id),
    index('partnership_standing_by_type').on(t.officeId, t.type, t.sortKey, t.id),
    // The list's other orders: who came to their stage last, and who has not been heard of for longest.
    index('partnership_standing_by_since').on(t.officeId, sql`coalesce(${t.since}, '')`, t.id),
    index('partnership_standing_by_contact').on(t.officeId, sql`coalesce(${t.lastContactDay}, '0001-01-01'::date)`, t.id),
    index('partnership_standing_by_sleep').on(t.officeId, t.sleepsFrom),
    index('partnership_standing_changes').on(t.officeId, t.changesOn),
  ],
).enableRLS()
