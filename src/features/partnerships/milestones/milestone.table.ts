// The dated steps of a partnership, as they are kept.
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { ImpreciseDate } from '#platform/dates.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { MilestoneKind, Reading, Side } from './milestone.ts'
import type { PartnershipType } from '../partnership.ts'
import { partnerships } from '../partnership.table.ts'

export const milestones = pgTable(
  'milestone',
  {
    ...officeKey(),
    partnershipId: uuid('partnership_id').notNull(),
    kind: text('kind').$type<MilestoneKind>().notNull(),
    side: text('side').$type<Side>().notNull(),
    /** Of any precision (platform/dates.ts); the two days below are its bounds, for sorting and asking. */
    date: text('date').$type<ImpreciseDate>().notNull(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    note: jsonb('note').$type<LocalText>().notNull(),
    /** As the document itself writes it: „№ 742“, „1080/13.10.2022“. */
    documentNumber: text('document_number'),
    /** Who decided, where the kind and the side do not say it; '' when they do. */
    body: text('body').notNull().default(''),
    /** Until when what was signed holds; null: without a term, or nobody knows. */
    until: text('until').$type<ImpreciseDate>(),
    /** Last possible day of `until`: the agreement has ended after it. */
    untilDay: date('until_day', { mode: 'string' }),
    /** The words in which the office's own source gives the day („20 години“); '' when it gives the date itself. */
    words: text('words').notNull().default(''),
    /** What other sources say of the day; the office's own is `date`. */
    readings: jsonb('readings').$type<Reading[]>().notNull().default([]),
    /** Of a change of type: what the tie was called before, and from then on. */
    fromType: text('from_type').$type<PartnershipType>(),
    toType: text('to_type').$type<PartnershipType>(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ columns: [t.officeId, t.partnershipId], foreignColumns: [partnerships.officeId, partnerships.id] }),
    index('milestone_by_partnership')
      .on(t.officeId, t.partnershipId, t.firstDay)
      .where(sql`${t.deletedAt} is null`),
    // The signings and endings of a whole office: anniversaries of ten thousand partners.
    index('milestone_by_kind')
      .on(t.officeId, t.kind, t.firstDay)
      .where(sql`${t.deletedAt} is null`),
    // For the calendar: what stands on the days of a month.
    index('milestone_by_day')
      .on(t.officeId, t.firstDay, t.id)
      .where(sql`${t.deletedAt} is null`),
    // A paper is looked for by its number.
    index('milestone_by_number')
      .on(t.officeId, sql`${t.documentNumber} collate "C"`)
      .where(sql`${t.deletedAt} is null and ${t.documentNumber} is not null`),
    index('milestone_by_term')
      .on(t.officeId, t.untilDay)
      .where(sql`${t.deletedAt} is null and ${t.untilDay} is not null`),
  ],
).enableRLS()

export type MilestoneRow = typeof milestones.$inferSelect
