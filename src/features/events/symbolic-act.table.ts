// Symbolic acts as rows: the planted tree, the gift, the award, the monument, with those it was done with.
import { sql } from 'drizzle-orm'
import { date, doublePrecision, foreignKey, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { events } from './event.table.ts'
import type { SymbolicActKind } from './symbolic-act.ts'

export const symbolicActs = pgTable(
  'symbolic_act',
  {
    ...officeKey(),
    ...editable(),
    kind: text('kind').$type<SymbolicActKind>().notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    date: text('date').$type<ImpreciseDate>(),
    firstDay: date('first_day'),
    lastDay: date('last_day'),
    /** The event during which it was done. */
    eventId: uuid('event_id'),
    placeText: text('place_text').notNull().default(''),
    /** Where on the map what it left behind stands, in degrees; null while nobody has said. */
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'symbolic_act_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    index('symbolic_act_by_day').on(t.officeId, sql`coalesce(${t.firstDay} - '0001-01-01'::date, -1)`, t.id),
    index('symbolic_act_of_event').on(t.officeId, t.eventId),
  ],
).enableRLS()

export const symbolicActPartners = pgTable(
  'symbolic_act_partner',
  { ...officeKey(), symbolicActId: uuid('symbolic_act_id').notNull(), organisationId: uuid('organisation_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'symbolic_act_partner_act', columns: [t.officeId, t.symbolicActId], foreignColumns: [symbolicActs.officeId, symbolicActs.id] }),
    foreignKey({
      name: 'symbolic_act_partner_organisation',
      columns: [t.officeId, t.organisationId],
      foreignColumns: [organisations.officeId, organisations.id],
    }),
    uniqueIndex('symbolic_act_partner_once').on(t.officeId, t.symbolicActId, t.organisationId),
    index('symbolic_act_partner_of').on(t.officeId, t.organisationId, t.symbolicActId),
  ],
).enableRLS()
