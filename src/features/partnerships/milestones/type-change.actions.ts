// Writes a partnership whose type changes from a day on: the new name and the dated step in one change, undone together.
import type { Officer } from '#features/accounts/account.ts'
import { type Here, within } from '#platform/here.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Refusal, Result, Stale } from '#platform/result.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { addMilestone } from './milestone.actions.ts'
import { changePartnership, type Written } from '../partnership.actions.ts'
import type { PartnershipRow } from '../partnership.table.ts'
import type { PartnershipType, PartnershipValues } from '../partnership.ts'

export type TypeChange = {
  readonly fromType: PartnershipType
  readonly date: ImpreciseDate
  readonly documentNumber: string | null
  readonly sources: readonly Citation[]
  /** As the partnership itself is shown. */
  readonly published: boolean
}

/** Refuses as `changePartnership` does; then neither is written. */
export const changePartnershipAndType = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: PartnershipValues,
  { fromType, ...change }: TypeChange,
): Promise<Result<Written, Refusal | Stale<PartnershipRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const inside = within(here, tx)
    const changed = await changePartnership(inside, by, id, version, values)
    if (!changed.ok) return changed
    const added = await addMilestone(inside, by, id, { kind: 'type_change', side: 'both', ...change, fromType, toType: values.type })
    // The first write must not stand without the second: the transaction has the last word.
    if (!added.ok) throw new Error(added.refusal.message)
    return changed
  })
