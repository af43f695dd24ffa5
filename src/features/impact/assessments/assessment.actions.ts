// Writes the yearly self-assessment of a partnership: makes, changes, removes and puts back, each change kept in the activity record.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { displayName } from '#features/organisations/naming.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { assessmentLabel, type AssessmentValues, type Marks, QUESTIONS } from './assessment.ts'
import { type AssessmentRow, impactAssessments } from './assessment.table.ts'

/** A self-assessment as the activity record keeps it: each mark under its question. */
export type AssessmentSnapshot = Marks & {
  readonly partnershipId: string
  readonly partner: string
  readonly year: number
  readonly remark: string
  readonly assessedBy: string
  readonly assessedOn: string
}
export type AssessmentStale = KeptStale<AssessmentSnapshot>

type Act = `impact_assessment.${string}`
const act = (name: Act): Act => name

const marksIn = (state: AssessmentSnapshot): Marks =>
  Object.fromEntries(QUESTIONS.flatMap((question) => (state[question] === undefined ? [] : [[question, state[question]]])))

const partnerName = async (tx: OfficeTx, partnershipId: string): Promise<string> => {
  const partnership = await partnershipById(tx, partnershipId)
  return partnership === null ? '' : displayName(partnership.partner)
}

const rows = new KeptRows<AssessmentRow, AssessmentSnapshot>({
  table: impactAssessments,
  stateOf: async ({ partnershipId, year, marks, remark, assessedBy, assessedOn }, tx) => ({
    partnershipId,
    partner: await partnerName(tx, partnershipId),
    year,
    ...marks,
    remark,
    assessedBy,
    assessedOn,
  }),
  columnsOf: (state) => {
    const { partnershipId, year, remark, assessedBy, assessedOn } = state
    return { partnershipId, year, marks: marksIn(state), remark, assessedBy, assessedOn }
  },
  label: assessmentLabel,
  missing: () => m.impact_assessment_missing(),
})

/** A self-assessment locked to the end of the transaction; null: there never was one. */
export const readAssessment = (tx: OfficeTx, id: string) => rows.read(tx, id)

/** The live one of a partnership and year; null: nobody has made it. */
export async function assessmentIdOf(tx: OfficeTx, partnershipId: string, year: number): Promise<string | null> {
  const [there] = await tx
    .select({ id: impactAssessments.id })
    .from(impactAssessments)
    .where(
      and(
        eq(impactAssessments.officeId, tx.officeId),
        eq(impactAssessments.partnershipId, partnershipId),
        eq(impactAssessments.year, year),
        isNull(impactAssessments.deletedAt),
      ),
    )
  return there?.id ?? null
}

/** Two who make the same one at once wait for each other here: there is no row yet they could wait for. */
const alone = (tx: OfficeTx, partnershipId: string, year: number) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`impact_assessment ${partnershipId} ${year}`}, 0))`)

const stateWith = (partnershipId: string, partner: string, year: number, { marks, ...values }: AssessmentValues): AssessmentSnapshot => ({
  partnershipId,
  partner,
  year,
  ...marks,
  ...values,
})

/**
 * Saves the self-assessment of a partnership for a year: there is one at most. `version` is the one it was opened with, 0 while nobody had made it; a stale save
 * is refused with what stands there now. Refuses a year or a day still to come.
 */
export const saveAssessment = (
  here: Here,
  by: Officer,
  partnershipId: string,
  year: number,
  version: number,
  values: AssessmentValues,
): Promise<Result<Written, Refusal | AssessmentStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | AssessmentStale>> => {
    const partner = await partnerName(tx, partnershipId)
    if (partner === '') return refuse('missing', m.impact_partnership_missing())
    const today = here.clock.today()
    if (year > Number(today.slice(0, 4))) return refuse('future', m.impact_year_to_come())
    if (values.assessedOn > today) return refuse('future', m.impact_figure_to_come(), 'assessedOn')
    await alone(tx, partnershipId, year)
    const id = await assessmentIdOf(tx, partnershipId, year)
    const before = id === null ? null : await rows.read(tx, id)
    if (before === null && version > 0) return refuse('gone', m.impact_assessment_gone())
    if (before !== null && before.version !== version)
      return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const name = before === null ? act('impact_assessment.created') : act('impact_assessment.changed')
    return ok(await rows.write(tx, here, by, id ?? newId(), before, stateWith(partnershipId, partner, year, values), name))
  })

/** Takes a self-assessment away; undo brings it back. */
export const removeAssessment = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | AssessmentStale>> =>
  rows.change(here, by, id, version, act('impact_assessment.removed'), () => ok(null))

/**
 * Puts a self-assessment into a state; refuses where another of the same year has come since. Where a whole merging is undone it may come back before its
 * partnership does; it is seen with it.
 */
export const assessmentPut = (name: Act): Restore =>
  rows.put(name, async (state, tx, _, id) => {
    const partner = (await partnerName(tx, state.partnershipId)) || state.partner
    await alone(tx, state.partnershipId, state.year)
    const there = await assessmentIdOf(tx, state.partnershipId, state.year)
    return there !== null && there !== id ? refuse('twice', m.impact_assessment_twice({ partner, year: String(state.year) })) : ok({ ...state, partner })
  })

/** Puts a self-assessment back to an earlier state. */
export const restoreAssessment: Restore = (here, by, id, to, version) => assessmentPut('impact_assessment.restored')(here, by, id, to, version)
