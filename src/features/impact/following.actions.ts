// Numbers written down and self-assessments follow a partnership into the one that took it up; who made an assessment is forgotten with the person.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { hangingOnPartnership } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import { replaceInRecord } from '#platform/activity/erasing.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { ok } from '#platform/result.ts'
import { assessmentIdOf, assessmentPut, readAssessment } from './assessments/assessment.actions.ts'
import { impactAssessments } from './assessments/assessment.table.ts'
import { figurePut, readFigure } from './figures/figure.actions.ts'
import { impactFigures } from './figures/figure.table.ts'

type Table = typeof impactFigures | typeof impactAssessments
const idsOf = async (tx: OfficeTx, table: Table, partnershipId: string): Promise<string[]> =>
  (
    await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.officeId, tx.officeId), eq(table.partnershipId, partnershipId), isNull(table.deletedAt)))
      .orderBy(asc(table.id))
  ).map(({ id }) => id)

export const impactFollower: Follower = {
  columns: ['impact_figure partnership_id', 'impact_assessment partnership_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'organisation') return []
    const [figures, assessments] = [await hangingOnPartnership(tx, impactFigures, id), await hangingOnPartnership(tx, impactAssessments, id)]
    return [
      ...(figures === 0 ? [] : [m.impact_merging_figures({ count: figures })]),
      ...(assessments === 0 ? [] : [m.impact_merging_assessments({ count: assessments })]),
    ]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'partnership') return ok([])
    for (const id of await idsOf(tx, impactFigures, from)) {
      const before = await readFigure(tx, id)
      if (before === null || before.removed) continue
      const put = await figurePut('impact_figure.followed')(here, by, id, { ...before.state, partnershipId: to }, before.version)
      if (!put.ok) return put
    }
    for (const id of await idsOf(tx, impactAssessments, from)) {
      const before = await readAssessment(tx, id)
      if (before === null || before.removed) continue
      // Of a year both were looked at, the one that remains keeps its own; the other stays in the record of changes.
      const twice = (await assessmentIdOf(tx, to, before.state.year)) !== null
      const state = twice ? null : { ...before.state, partnershipId: to }
      const put = await assessmentPut(twice ? 'impact_assessment.removed' : 'impact_assessment.followed')(here, by, id, state, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}

/** Whether a line typed by hand names somebody: „Проба Служителова, главен експерт“. A single word must be all of it, or every Иван would be meant. */
export function namesSomebody(line: string, names: readonly string[]): boolean {
  const typed = ` ${nameKey(line)} `
  return names.map(nameKey).some((key) => key !== '' && (key.includes(' ') ? typed.includes(` ${key} `) : typed.trim() === key))
}

/**
 * When a person is erased whole: whoever made a self-assessment stands there as typed text, so the line that names them goes, here and in every state the
 * record of changes holds of it, and in those of removed ones.
 */
export const forgetAssessors: Forgetting = async (tx, _, _emails, names) => {
  if (names.length === 0) return
  const label = m.organisations_erased_person()
  const own = and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'impact_assessment'))
  const told = await tx
    .select({
      id: activities.thingId,
      was: sql<string | null>`${activities.before}->>'assessedBy'`,
      is: sql<string | null>`${activities.after}->>'assessedBy'`,
    })
    .from(activities)
    .where(own)
  const lines = await tx
    .select({ id: impactAssessments.id, assessedBy: impactAssessments.assessedBy })
    .from(impactAssessments)
    .where(eq(impactAssessments.officeId, tx.officeId))
  const meant = lines.filter(({ assessedBy }) => namesSomebody(assessedBy, names)).map(({ id }) => id)
  if (meant.length > 0)
    await tx
      .update(impactAssessments)
      .set({ assessedBy: label })
      .where(and(eq(impactAssessments.officeId, tx.officeId), inArray(impactAssessments.id, meant)))
  const inRecord = new Map(
    told.flatMap(({ id, was, is }) =>
      [was, is].flatMap((line) => (line !== null && namesSomebody(line, names) ? [[`${id} ${line}`, { id, line }] as const] : [])),
    ),
  )
  for (const { id, line } of inRecord.values()) await replaceInRecord(tx, 'impact_assessment', id, JSON.stringify(line), JSON.stringify(label))
}
