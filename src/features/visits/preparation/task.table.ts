// What else must be done for a visit, in the office's own words, as rows.
import { date, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { visits } from '../visit.table.ts'

export const visitTasks = pgTable(
  'visit_task',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    text: text('text').notNull(),
    due: date('due'),
    doneOn: date('done_on'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'visit_task_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    index('visit_task_of').on(t.officeId, t.visitId, t.id),
  ],
).enableRLS()
