// Approaches to towns of the shortlist, and the office's own rule of how long one waits for an answer.
import { sql } from 'drizzle-orm'
import { date, foreignKey, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { finderCandidates } from '../shortlist/candidate.table.ts'
import type { Answer, Letter } from './approach.ts'

export const finderApproaches = pgTable(
  'finder_approach',
  {
    ...officeKey(),
    ...editable(),
    candidateId: uuid('candidate_id').notNull(),
    /** GeoNames id, as its candidate has it. */
    placeId: integer('place_id').notNull(),
    /** Of the letters (ISO 639-1). */
    language: text('language').notNull(),
    first: jsonb('first').$type<Letter>().notNull(),
    /** The letter that asks again; null: nobody wrote one. */
    second: jsonb('second').$type<Letter>(),
    answeredOn: date('answered_on'),
    answer: text('answer').$type<Answer>(),
    answerText: text('answer_text').notNull().default(''),
    /** Since when nobody pursues it, and why. */
    declinedOn: date('declined_on'),
    declinedWhy: text('declined_why').notNull().default(''),
    partnershipId: uuid('partnership_id'),
    becameOn: date('became_on'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'finder_approach_candidate', columns: [t.officeId, t.candidateId], foreignColumns: [finderCandidates.officeId, finderCandidates.id] }),
    foreignKey({ name: 'finder_approach_partnership', columns: [t.officeId, t.partnershipId], foreignColumns: [partnerships.officeId, partnerships.id] }),
    uniqueIndex('finder_approach_once_a_town')
      .on(t.officeId, t.placeId)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export type ApproachRow = typeof finderApproaches.$inferSelect

/** One row an office at most; `id` is the office's. */
export const outreachRules = pgTable(
  'outreach_rules',
  {
    ...officeKey(),
    ...editable(),
    /** So many weeks without an answer, and one asks again. */
    weeks: integer('weeks').notNull(),
    /** The day from which it holds. */
    since: date('since').notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
