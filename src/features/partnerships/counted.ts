// What counts as a partnership wherever citizens are told how many there are: on the home page, in the list of years, in the month's report.
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import type { PartnershipType } from './partnership.ts'
import type { Stage } from './stage.ts'

type Tie = { readonly type: PartnershipType; readonly kind: OrganisationKind }

/** Neither a bare contact nor a tie with a firm: those are named beside the partnerships, and counted by themselves. */
export const isPartnership = ({ type, kind }: Tie): boolean => type !== 'contact' && kind !== 'company'

/** Whether it counts on the day on which it is at this stage: begun by then, whether signed yet or not, and not ended. */
export const countsAt = (tie: Tie, stage: Stage): boolean => isPartnership(tie) && stage !== 'prospect' && stage !== 'ended'
