// What a text says about the tie with a partner, and what that becomes in the register: a kind of partnership and a dated step.
import type { MilestoneKind, Side } from '#features/partnerships/milestones/milestone.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'

export const RELATION_STATUSES = [
  'twinned',
  'twinning_decided',
  'twinning_proposed',
  'agreement',
  'renewed',
  'long_standing',
  'existing',
  'new_contact',
] as const
export type RelationStatus = (typeof RELATION_STATUSES)[number]

const names: Readonly<Record<RelationStatus, () => string>> = {
  twinned: m.intake_relation_twinned,
  twinning_decided: m.intake_relation_twinning_decided,
  twinning_proposed: m.intake_relation_twinning_proposed,
  agreement: m.intake_relation_agreement,
  renewed: m.intake_relation_renewed,
  long_standing: m.intake_relation_long_standing,
  existing: m.intake_relation_existing,
  new_contact: m.intake_relation_new_contact,
}
export const relationName = (status: RelationStatus): string => names[status]()

/** What a status makes of a partnership; `step` is the kind of milestone, null when a statement marks no step. */
type Meaning = { readonly type: PartnershipType; readonly step: MilestoneKind | null }
const meanings: Readonly<Record<RelationStatus, Meaning>> = {
  twinned: { type: 'twinning', step: 'signing' },
  twinning_decided: { type: 'contact', step: 'council_decision' },
  twinning_proposed: { type: 'contact', step: 'intent' },
  agreement: { type: 'friendship', step: 'signing' },
  // That it is old or alive again says nothing of what was signed: the officer raises the type.
  renewed: { type: 'contact', step: 'revival' },
  long_standing: { type: 'contact', step: 'first_contact' },
  existing: { type: 'contact', step: 'first_contact' },
  new_contact: { type: 'contact', step: 'first_contact' },
}

/** Statements about how long something has held; the others tell of a step taken now. */
export const isLasting = (status: RelationStatus): boolean => status === 'twinned' || status === 'long_standing' || status === 'existing'

/**
 * The step a statement becomes; null without a date, since a milestone must stand somewhere in time.
 * A decision whose words name no council is only an intent.
 */
export function stepOf(
  relation: { readonly status: RelationStatus; readonly date: ImpreciseDate | null },
  quote: string,
): { readonly kind: MilestoneKind; readonly side: Side; readonly date: ImpreciseDate } | null {
  const { step } = meanings[relation.status]
  if (step === null || relation.date === null) return null
  const kind = step === 'council_decision' && !COUNCIL.test(quote) ? 'intent' : step
  return { kind, side: kind === 'council_decision' ? 'us' : 'both', date: relation.date }
}
const COUNCIL = /съвет|савет|собрание|скупштин|council|consiglio|conseil|gemeinderat|stadtrat|议会|人大/iu

export const stepKindOf = (status: RelationStatus): MilestoneKind | null => meanings[status].step

const RANK: readonly PartnershipType[] = ['contact', 'project', 'friendship', 'twinning', 'honorary']
/** The closest tie of those stated; a mere contact when nothing is said. */
export const typeOf = (statuses: readonly RelationStatus[]): PartnershipType =>
  statuses.map((status) => meanings[status].type).reduce((best, type) => (RANK.indexOf(type) > RANK.indexOf(best) ? type : best), 'contact' as PartnershipType)

/** Whether the statement itself says that the tie is closer than the one recorded: a signed paper, not an intention. */
export const raises = (recorded: PartnershipType, statuses: readonly RelationStatus[]): PartnershipType | null => {
  const signed = typeOf(statuses.filter((status) => status === 'twinned' || status === 'agreement'))
  return (recorded === 'contact' || recorded === 'friendship') && RANK.indexOf(signed) > RANK.indexOf(recorded) ? signed : null
}
