// What counts as contact with a partner: visits, meetings, exchanges, letters and calls, each with its day and its direction.
import type { ImpreciseDate } from '#platform/dates.ts'

/** visit: one side came to the other · meeting: they met in any other way · exchange: pupils, artists, specialists · letter, call: at a distance. */
export const CONTACT_KINDS = ['visit', 'meeting', 'exchange', 'letter', 'call'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

/** incoming: from them to us · outgoing: from us to them · none: neither, or both at once. */
export type ContactDirection = 'incoming' | 'outgoing' | 'none'

/** One contact with one organisation; `id` is of the event it was told by. `firstDay` and `lastDay` bound the date; all three are null when nobody knows it. */
export type Contact = {
  readonly eventId: string
  readonly organisationId: string
  readonly kind: ContactKind
  readonly direction: ContactDirection
  readonly date: ImpreciseDate | null
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/** A letter we sent is a contact only once somebody answers. */
export const isTwoWay = ({ kind, direction }: Pick<Contact, 'kind' | 'direction'>): boolean => !(kind === 'letter' && direction === 'outgoing')

/** A contact whose days are known at least in bounds. */
export type Dated = Contact & { readonly date: ImpreciseDate; readonly firstDay: string; readonly lastDay: string }
