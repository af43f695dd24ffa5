// What is arranged for a visit: of which kind, who answers for it, who pays.
import { m } from '#messages'

export const ARRANGEMENT_KINDS = [
  'interpreter',
  'rooms',
  'transport',
  'meal',
  'venue',
  'contact',
  'gift',
  'flags',
  'press',
  'insurance',
  'photo',
  'other',
] as const
export type ArrangementKind = (typeof ARRANGEMENT_KINDS)[number]

const kindNames: Readonly<Record<ArrangementKind, () => string>> = {
  interpreter: () => m.visits_arrangement_interpreter(),
  rooms: () => m.visits_arrangement_rooms(),
  transport: () => m.visits_arrangement_transport(),
  meal: () => m.visits_arrangement_meal(),
  venue: () => m.visits_arrangement_venue(),
  contact: () => m.visits_arrangement_contact(),
  gift: () => m.visits_arrangement_gift(),
  flags: () => m.visits_arrangement_flags(),
  press: () => m.visits_arrangement_press(),
  insurance: () => m.visits_arrangement_insurance(),
  photo: () => m.visits_arrangement_photo(),
  other: () => m.visits_arrangement_other(),
}
export const arrangementKindName = (kind: ArrangementKind): string => kindNames[kind]()

/** Kinds that cost nothing by themselves: nobody is asked who pays for them. */
export const FREE_KINDS: readonly ArrangementKind[] = ['contact', 'flags', 'press', 'photo']

/** '': nobody has said yet. us, them: the two offices; themselves: each of the guests their own; other: somebody else, a ministry or a project. */
export const PAYERS = ['', 'us', 'them', 'themselves', 'other'] as const
export type Payer = (typeof PAYERS)[number]

const payerNames: Readonly<Record<Payer, () => string>> = {
  '': () => m.visits_payer_unknown(),
  us: () => m.visits_payer_us(),
  them: () => m.visits_payer_them(),
  themselves: () => m.visits_payer_themselves(),
  other: () => m.visits_payer_other(),
}
export const payerName = (payer: Payer): string => payerNames[payer]()
