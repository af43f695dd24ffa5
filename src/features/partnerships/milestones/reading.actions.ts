// Writes what other sources say of a milestone's day, and takes one of them for the office's own; each is a change of the milestone like any other.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { changeMilestone } from './milestone.actions.ts'
import type { MilestoneKind, MilestoneValues, Reading } from './milestone.ts'
import { milestones, type MilestoneRow } from './milestone.table.ts'
import type { Written } from '../partnership.actions.ts'
import { milestonesOf } from '../partnership.queries.ts'
import { agree, withOwn, withoutReading, withReading } from './reading.ts'

type Answer = Promise<Result<Written, Refusal | Stale<MilestoneRow>>>

const rewritten = (
  here: Here,
  by: Officer,
  id: string,
  version: number | null,
  next: (row: MilestoneRow) => Partial<Pick<MilestoneValues, 'date' | 'words' | 'sources' | 'readings'>> | null,
): Answer =>
  here.db.inOffice(by.officeId, async (tx): Answer => {
    const [row] = isId(id)
      ? await tx
          .select()
          .from(milestones)
          .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.id, id), isNull(milestones.deletedAt)))
          .for('update')
      : []
    if (row === undefined) return refuse('missing', m.partnerships_milestone_missing())
    if (version !== null && row.version !== version) return stale(m.platform_stale(), row)
    const values = next(row)
    if (values === null) return refuse('missing-reading', m.partnerships_reading_missing())
    return changeMilestone(within(here, tx), by, id, row.version, { kind: row.kind, side: row.side, date: row.date, ...values })
  })

/** Adds what another source says. It takes nothing away, so that a change made meanwhile does not stand in its way. */
export const addReading = (here: Here, by: Officer, id: string, reading: Reading): Answer => rewritten(here, by, id, null, (row) => withReading(row, reading))

/** The reading at this place becomes the office's own. Refuses when the milestone was changed since `version`. */
export const takeReading = (here: Here, by: Officer, id: string, version: number, place: number): Answer =>
  rewritten(here, by, id, version, (row) => withOwn(row, place))

/** Lets a reading go. Refuses when the milestone was changed since `version`. */
export const removeReading = (here: Here, by: Officer, id: string, version: number, place: number): Answer =>
  rewritten(here, by, id, version, (row) => withoutReading(row, place))

/**
 * „Побратимени от 2000 г.“ about a tie whose signing is recorded tells of no second signing: a year that may be the same is one more source, another one
 * stands beside it as what this source says. null: nothing is recorded that it could speak of.
 */
export const tellBeginning = (
  here: Here,
  by: Officer,
  partnershipId: string,
  told: { readonly kind: MilestoneKind; readonly date: ImpreciseDate },
  source: Citation,
): Promise<Awaited<Answer> | null> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Awaited<Answer> | null> => {
    const begun = (await milestonesOf(tx, partnershipId)).find(({ kind }) => kind === 'signing' || kind === told.kind)
    if (begun === undefined) return null
    const { kind, side, date } = begun
    return agree(date, told.date)
      ? changeMilestone(within(here, tx), by, begun.id, begun.version, { kind, side, date, sources: [...begun.sources, source] })
      : addReading(within(here, tx), by, begun.id, { date: told.date, words: '', sources: [source] })
  })
