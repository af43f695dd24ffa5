// How the fields of a gift are called and shown in histories and in conflicts.
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { type Money, moneyInWords } from '#platform/money.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { basisName, type GiftWay, type Owner, ownerName, type ValueBasis, wayName, type Whereabouts, whereaboutsInWords } from './gift.ts'
import { type Point, pointTyped } from '#features/events/spots/point.ts'

const names = (value: unknown): string => (value as readonly { name: string }[]).map(({ name }) => name).join(', ')
const titled = (value: unknown): string => (value as { title: string }).title
const day = (value: unknown): string => dayInWords(String(value))

/** „витрина, ет. 2 (от 2019 г.)“ */
export const whereaboutsLine = (line: Whereabouts): string =>
  [whereaboutsInWords(line), line.since === null ? '' : m.gifts_since({ date: dateInWords(line.since) })].filter((part) => part !== '').join(', ')

export const giftFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'what', label: m.gifts_field_what(), languages: languageName },
  { name: 'way', label: m.gifts_field_way(), object: m.gifts_object_way(), show: (value) => wayName(value as GiftWay) },
  { name: 'date', label: m.gifts_field_date(), show: (value) => dateInWords(value as ImpreciseDate) },
  { name: 'plannedOn', label: m.gifts_field_planned_on(), object: m.gifts_object_planned(), show: day },
  { name: 'boughtOn', label: m.gifts_field_bought_on(), object: m.gifts_object_bought(), show: day },
  { name: 'preparedOn', label: m.gifts_field_prepared_on(), object: m.gifts_object_prepared(), show: day },
  { name: 'event', label: m.gifts_field_event(), show: titled },
  { name: 'partners', label: m.gifts_field_partners(), show: names },
  { name: 'givers', label: m.gifts_field_givers(), object: m.gifts_object_givers(), show: names },
  { name: 'giverWords', label: m.gifts_field_giver_words(), object: m.gifts_object_givers(), show: String },
  { name: 'receivers', label: m.gifts_field_receivers(), object: m.gifts_object_receivers(), show: names },
  { name: 'receiverWords', label: m.gifts_field_receiver_words(), object: m.gifts_object_receivers(), show: String },
  { name: 'value', label: m.gifts_field_value(), object: m.gifts_object_value(), show: (value) => moneyInWords(value as Money) },
  { name: 'valueBasis', label: m.gifts_field_basis(), object: m.gifts_object_basis(), show: (value) => basisName(value as ValueBasis) },
  { name: 'inventoryNumber', label: m.gifts_field_inventory(), object: m.gifts_object_inventory(), show: String },
  { name: 'owner', label: m.gifts_field_owner(), object: m.gifts_object_owner(), show: (value) => ownerName(value as Owner) },
  { name: 'declaredOn', label: m.gifts_field_declared(), object: m.gifts_object_declared(), show: day },
  {
    name: 'whereabouts',
    label: m.gifts_field_whereabouts(),
    object: m.gifts_object_whereabouts(),
    show: (value) => (value as readonly Whereabouts[]).map(whereaboutsLine).join('; '),
  },
  { name: 'placeText', label: m.gifts_field_place(), show: String },
  { name: 'point', label: m.gifts_field_point(), object: m.gifts_object_point(), show: (value) => pointTyped(value as Point) },
  { name: 'act', label: m.gifts_field_act(), object: m.gifts_object_act(), show: titled },
  { name: 'note', label: m.gifts_field_note(), show: String },
  { name: 'sources', label: m.gifts_field_sources(), show: (value) => (value as readonly Citation[]).map(({ title }) => title).join('; ') },
]
