// Occasions as rows: town days, festivals, elections, deadlines, with the rule by which each comes round; and the office's own rules for anniversaries.
import { sql } from 'drizzle-orm'
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { OccasionKind, Repeats } from './occasion.ts'

export const occasions = pgTable(
  'occasion',
  {
    ...officeKey(),
    ...editable(),
    /** Whose it is; null: our own town's. */
    organisationId: uuid('organisation_id'),
    kind: text('kind').$type<OccasionKind>().notNull(),
    name: jsonb('name').$type<LocalText>().notNull(),
    repeats: text('repeats').$type<Repeats>().notNull(),
    /** Of a fixed day of the year, and the month of a weekday; 1–12. */
    month: integer('month'),
    day: integer('day'),
    /** 1 Monday … 7 Sunday. */
    weekday: integer('weekday'),
    /** The first to the fourth such weekday of the month, -1 the last. */
    nth: integer('nth'),
    /** Days after Easter Sunday, negative before it. */
    shift: integer('shift'),
    /** Of what happens once, as far as it is known; the two days below are its bounds. */
    date: text('date').$type<ImpreciseDate>(),
    firstDay: date('first_day', { mode: 'string' }),
    lastDay: date('last_day', { mode: 'string' }),
    /** How many days it lasts. */
    days: integer('days').notNull().default(1),
    /** A time of risk for the tie: people change, work stands still. */
    risk: boolean('risk').notNull().default(false),
    notes: jsonb('notes').$type<LocalText>().notNull(),
    /** When it was marked as open to the citizens; null while it is the office's own. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'occasion_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    index('occasion_of').on(t.officeId, t.organisationId),
    // Which come round in these months, near this Easter, on these days: plain comparisons, so that row security lets the index serve.
    index('occasion_by_rule')
      .on(t.officeId, t.repeats, t.month, t.day)
      .where(sql`${t.deletedAt} is null`),
    index('occasion_by_day')
      .on(t.officeId, t.firstDay)
      .where(sql`${t.deletedAt} is null and ${t.firstDay} is not null`),
  ],
).enableRLS()

export type OccasionRow = typeof occasions.$inferSelect

/** The office's own rules, one row at most; without it the usual ones hold (rules.ts). Its id is the office's. */
export const calendarRules = pgTable(
  'calendar_rules',
  {
    ...officeKey(),
    ...editable(),
    /** Anniversaries are told every so many years. */
    everyYears: integer('every_years').notNull(),
    /** So many months before an agreement ends its renewal is brought up. */
    alarmMonths: integer('alarm_months').notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
