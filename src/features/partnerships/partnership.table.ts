// The tie of our office with one organisation, as it is kept.
import { sql } from 'drizzle-orm'
import { foreignKey, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import type { Field } from './field.ts'
import type { PartnershipType } from './partnership.ts'

export const partnerships = pgTable(
  'partnership',
  {
    ...officeKey(),
    organisationId: uuid('organisation_id').notNull(),
    type: text('type').$type<PartnershipType>().notNull(),
    /** How the partner stands in the address of its page for the citizens. */
    slug: text('slug').notNull(),
    fields: text('fields').array().$type<Field[]>().notNull().default([]),
    /** How it began. For the office only. */
    origin: jsonb('origin').$type<LocalText>().notNull(),
    /** Why this town and no other. For the office only. */
    why: jsonb('why').$type<LocalText>().notNull().default(EMPTY_TEXT),
    /** What works with this partner, and what to avoid: for whoever takes the desk over. For the office only. */
    works: jsonb('works').$type<LocalText>().notNull().default(EMPTY_TEXT),
    avoid: jsonb('avoid').$type<LocalText>().notNull().default(EMPTY_TEXT),
    /** The organisation that introduced the two sides: an embassy, another town. */
    introducedById: uuid('introduced_by_id'),
    /** What the partnership is about; shown to the citizens once it is public. */
    summary: jsonb('summary').$type<LocalText>().notNull(),
    /** Since when the citizens may see it; null: they may not. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    foreignKey({ columns: [t.officeId, t.introducedById], foreignColumns: [organisations.officeId, organisations.id] }),
    uniqueIndex('partnership_one_for_organisation')
      .on(t.officeId, t.organisationId)
      .where(sql`${t.deletedAt} is null`),
    uniqueIndex('partnership_slug')
      .on(t.officeId, t.slug)
      .where(sql`${t.deletedAt} is null`),
    index('partnership_public')
      .on(t.officeId, t.publishedAt)
      .where(sql`${t.deletedAt} is null and ${t.publishedAt} is not null`),
  ],
).enableRLS()

export type PartnershipRow = typeof partnerships.$inferSelect
