// How the fields of a journey are called and shown in histories and in conflicts.
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import type { Leg, Wall } from './journeys/journey.ts'
import { mealsName, payerName } from './money/cost.ts'
import type { HostMeals, Payer } from './money/budget.ts'
import { orderName } from './travellers/traveller.ts'
import { ORDERS, type Orders } from './trip.ts'

/** „24 септември 2026 г., 14:30 ч.“ */
export const wallInWords = ({ day, time }: Wall): string => (time === null ? dayInWords(day) : m.trips_day_and_hour({ day: dayInWords(day), time }))

const legInWords = (leg: Leg): string =>
  m.trips_leg_in_words({ from: leg.from.text, departs: wallInWords(leg.departs), to: leg.to.text, arrives: wallInWords(leg.arrives) })

export const tripFieldWords = (): FieldWords[] => [
  { name: 'task', label: m.trips_task(), object: m.trips_object_task(), show: String },
  { name: 'basis', label: m.trips_basis(), object: m.trips_object_basis(), show: String },
  { name: 'legs', label: m.trips_legs(), object: m.trips_object_legs(), show: (value) => (value as readonly Leg[]).map(legInWords).join('; ') },
  { name: 'lodgingBy', label: m.trips_lodging_by(), object: m.trips_object_lodging_by(), show: (value) => payerName(value as Payer) },
  { name: 'hostMeals', label: m.trips_host_meals(), object: m.trips_object_host_meals(), show: (value) => mealsName(value as HostMeals) },
  {
    name: 'orders',
    label: m.trips_orders(),
    object: m.trips_object_orders(),
    show: (value) =>
      ORDERS.flatMap((which) => {
        const order = (value as Orders)[which]
        return order === null
          ? []
          : [`${orderName(which)}: ${m.trips_order_in_words({ number: order.number, day: dayInWords(order.on), signer: order.signer })}`]
      }).join('; '),
  },
  { name: 'note', label: m.trips_note(), show: String },
  { name: 'cancelledOn', label: m.trips_cancelled_on(), object: m.trips_object_cancelled_on(), show: (value) => dayInWords(String(value)) },
  { name: 'cancelReason', label: m.trips_cancel_reason(), object: m.trips_object_cancel_reason(), show: String },
]
