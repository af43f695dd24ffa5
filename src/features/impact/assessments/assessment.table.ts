// How the office itself sees a partnership once a year, as rows: marks from 1 to 5, a remark, who and when.
import { sql } from 'drizzle-orm'
import { date, foreignKey, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Marks } from './assessment.ts'

export const impactAssessments = pgTable(
  'impact_assessment',
  {
    ...officeKey(),
    ...editable(),
    partnershipId: uuid('partnership_id').notNull(),
    year: integer('year').notNull(),
    /** Question → 1 to 5; a question nobody could answer is left out. */
    marks: jsonb('marks').$type<Marks>().notNull(),
    remark: text('remark').notNull().default(''),
    /** Who made it, as the report names them. */
    assessedBy: text('assessed_by').notNull(),
    assessedOn: date('assessed_on').notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'impact_assessment_partnership', columns: [t.officeId, t.partnershipId], foreignColumns: [partnerships.officeId, partnerships.id] }),
    uniqueIndex('impact_assessment_once_a_year')
      .on(t.officeId, t.partnershipId, t.year)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export type AssessmentRow = typeof impactAssessments.$inferSelect
