// The month's reports as rows: a month, its editions language by language, what was published and why, and what is being typed.
import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Block, LeftOut } from './composing/composing.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import type { PublishedBlock, TypedBlock, WorkingBlock } from './digest.ts'

export const digests = pgTable(
  'digest',
  {
    ...officeKey(),
    ...editable(),
    /** YYYY-MM */
    month: text('month').notNull(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('digest_of_month')
      .on(t.officeId, t.month)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export const digestEditions = pgTable(
  'digest_edition',
  {
    ...officeKey(),
    ...editable(),
    digestId: uuid('digest_id').notNull(),
    language: text('language').$type<DigestLanguage>().notNull(),
    /** The text as it stands now; sentences a person wrote or changed say so. */
    blocks: jsonb('blocks').$type<WorkingBlock[]>().notNull(),
    /** What the register said last: against it is seen what a person changed, and what the register changed since. */
    composed: jsonb('composed').$type<Block[]>().notNull(),
    /** What the records hold and this language did not say then. */
    leftOut: jsonb('left_out').$type<LeftOut[]>().notNull().default([]),
    composedAt: timestamp('composed_at', { withTimezone: true }).notNull(),
    /** When the text last became another. */
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull(),
    /** Since when the register says something else than `composed`; null: it says the same. Written by the comparing (digest.jobs.ts). */
    sourceChangedAt: timestamp('source_changed_at', { withTimezone: true }),
    checkedAt: timestamp('checked_at', { withTimezone: true }),
    /** The account of whoever checked it, and their name then. */
    checkedById: text('checked_by_id'),
    checkedByName: text('checked_by_name'),
    scheduledFor: timestamp('scheduled_for', { withTimezone: true }),
    scheduledReason: text('scheduled_reason'),
    scheduledById: text('scheduled_by_id'),
    scheduledByName: text('scheduled_by_name'),
    /** The text as it was checked when its publication was scheduled: this is what is published, whatever is typed meanwhile. */
    scheduledBlocks: jsonb('scheduled_blocks').$type<WorkingBlock[]>(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    withdrawReason: text('withdraw_reason'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'digest_edition_digest', columns: [t.officeId, t.digestId], foreignColumns: [digests.officeId, digests.id] }),
    uniqueIndex('digest_edition_of_language')
      .on(t.officeId, t.digestId, t.language)
      .where(sql`${t.deletedAt} is null`),
    // What waits to be published at an hour.
    index('digest_edition_scheduled')
      .on(t.scheduledFor)
      .where(sql`${t.scheduledFor} is not null and ${t.deletedAt} is null`),
  ],
).enableRLS()

/** How far the reports of an office were held against its register: one row at most, under the office's id. */
export const digestComparings = pgTable(
  'digest_comparing',
  {
    ...officeKey(),
    /** Where the register stood when the newest months were compared, and when the older ones were; '': never yet. */
    newest: text('newest').notNull().default(''),
    older: text('older').notNull().default(''),
  },
  (t) => [...officeRules(t)],
).enableRLS()

/** The text as it was published: what citizens and subscribers see. Later changes of the working text do not touch it. */
export const digestPublications = pgTable(
  'digest_publication',
  {
    ...officeKey(),
    editionId: uuid('edition_id').notNull(),
    digestId: uuid('digest_id').notNull(),
    month: text('month').notNull(),
    language: text('language').$type<DigestLanguage>().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
    publishedById: text('published_by_id').notNull(),
    publishedByName: text('published_by_name').notNull(),
    reason: text('reason').notNull(),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    withdrawReason: text('withdraw_reason'),
    title: text('title').notNull(),
    lead: text('lead').notNull(),
    blocks: jsonb('blocks').$type<PublishedBlock[]>().notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'digest_publication_edition', columns: [t.officeId, t.editionId], foreignColumns: [digestEditions.officeId, digestEditions.id] }),
    foreignKey({ name: 'digest_publication_digest', columns: [t.officeId, t.digestId], foreignColumns: [digests.officeId, digests.id] }),
    index('digest_publication_of').on(t.officeId, t.editionId, t.publishedAt),
    index('digest_publication_digest_of').on(t.officeId, t.digestId),
    // What citizens see, newest month first.
    index('digest_publication_seen')
      .on(t.officeId, t.language, t.month, t.publishedAt)
      .where(sql`${t.withdrawnAt} is null`),
  ],
).enableRLS()

/** An edition as it is being typed: one's own, one for each window, gone once it is saved. */
export const digestDrafts = pgTable(
  'digest_draft',
  {
    ...officeKey(),
    editionId: uuid('edition_id').notNull(),
    /** The account that types. */
    accountId: text('account_id').notNull(),
    blocks: jsonb('blocks').$type<TypedBlock[]>().notNull(),
    /** Of the text it was begun with. */
    wasVersion: integer('was_version').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    discardedAt: timestamp('discarded_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'digest_draft_edition', columns: [t.officeId, t.editionId], foreignColumns: [digestEditions.officeId, digestEditions.id] }),
    index('digest_draft_of').on(t.officeId, t.editionId, t.accountId),
  ],
).enableRLS()
