// Who travels: as whom, by which order, with what advance, and when it was settled.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { roleClassOf } from '#features/visits/delegations/precedence.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { dateField, lineField } from '#platform/http/form-fields.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { centsField, HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { ORDERS, type WhichOrder } from '../trip.ts'

export type TravellerValues = {
  /** The person of the register they are. */
  readonly personId: string | null
  readonly name: string
  readonly post: string
  readonly byOrder: WhichOrder
  /** Their own first and last day, YYYY-MM-DD; null or left out: as the journey. */
  readonly joinsOn?: string | null
  readonly leavesOn?: string | null
}

const OF_A_PART = /кметств|(^|\s)на (с\.|село|район)/iu
/**
 * By which order somebody in this post goes: nobody sends themselves, so the mayor goes by the order of another. Mayors of villages and districts are sent by
 * the mayor of the municipality.
 */
export const orderByPost = (post: string): WhichOrder => (roleClassOf(post) === 'mayor' && !OF_A_PART.test(post) ? 'body' : 'usual')

/** A calendar day, or nothing. */
export const dayOrNone = dateField.transform((date, context): string | null => {
  if (date === null || /^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

export const travellerForm = z.object({
  person: suggestedField,
  name: lineField(300),
  post: lineField(300),
  byOrder: z.enum(ORDERS).default('usual'),
  joinsOn: dayOrNone,
  leavesOn: dayOrNone,
})

/** Those of the travellers who bear this name, in whatever letters it was typed. */
export function travellersCalled<One extends { readonly name: string }>(travellers: readonly One[], typed: string): One[] {
  const keys = new Set(nameKeys(typed))
  return travellers.filter(({ name }) => nameKeys(name).some((key) => keys.has(key)))
}

/** The advance: `none` says that none is paid. */
export const advanceForm = z.object({ advance: centsField, advanceOn: dayOrNone }).superRefine(({ advance, advanceOn }, context) => {
  if (advance !== null && advance > 0 && advanceOn === null)
    context.addIssue({ code: 'custom', path: ['advanceOn'], message: `m:${m.trips_advance_day_missing()}` })
  if ((advance === null || advance === 0) && advanceOn !== null)
    context.addIssue({ code: 'custom', path: ['advance'], message: `m:${m.trips_advance_missing()}` })
})

/** `accepted`: what was agreed on, in words, where a sum is not known. */
export const settlingForm = z.object({ settledOn: dayOrNone, settledNote: lineField(1000), accepted: lineField(1000) })

export const orderName = (which: WhichOrder): string => (which === 'usual' ? m.trips_order_usual() : m.trips_order_body())

export const tripTravellerFieldWords = (): FieldWords[] => {
  const day = (value: unknown): string => dayInWords(String(value))
  return [
    { name: 'name', label: m.trips_traveller_name(), show: String },
    { name: 'post', label: m.trips_traveller_post(), object: m.trips_object_post(), show: String },
    { name: 'byOrder', label: m.trips_traveller_order(), object: m.trips_object_by_order(), show: (value) => orderName(value as WhichOrder) },
    { name: 'joinsOn', label: m.trips_traveller_joins(), object: m.trips_object_joins(), show: day },
    { name: 'leavesOn', label: m.trips_traveller_leaves(), object: m.trips_object_leaves(), show: day },
    {
      name: 'advanceCents',
      label: m.trips_advance(),
      object: m.trips_object_advance(),
      show: (value) => moneyInWords({ cents: Number(value), currency: HOME_CURRENCY }),
    },
    { name: 'advanceOn', label: m.trips_advance_on(), object: m.trips_object_advance_on(), show: day },
    { name: 'settledOn', label: m.trips_settled_on(), object: m.trips_object_settled_on(), show: day },
    { name: 'settledNote', label: m.trips_settled_note(), object: m.trips_object_settled_note(), show: String },
    { name: 'accepted', label: m.trips_accepted(), object: m.trips_object_accepted(), show: String },
  ]
}
