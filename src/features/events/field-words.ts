// How the fields of events and symbolic acts are called and shown in histories and in conflicts.
import { fieldsInWords } from '#features/partnerships/field.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { directionName, eventDateInWords, eventKindName, type EventDirection, type EventKind } from './event.ts'
import { type Point, pointTyped } from './spots/point.ts'
import { symbolicActKindName, type SymbolicActKind } from './symbolic-act.ts'

const sourcesInWords = (value: unknown): string => (value as readonly Citation[]).map(({ title }) => title).join('; ')

export const eventFieldWords = (languageName: (language: string) => string): FieldWords[] => {
  const names = (value: unknown): string =>
    (value as readonly { name: string; asRole?: string | null }[]).map(({ name, asRole }) => (asRole ? `${name} (${asRole})` : name)).join(', ')
  const text = (value: unknown): string => String(value)
  return [
    { name: 'title', label: m.events_field_title(), languages: languageName },
    { name: 'kind', label: m.events_field_kind(), show: (value) => eventKindName(value as EventKind) },
    { name: 'direction', label: m.events_field_direction(), show: (value) => directionName(value as EventDirection) },
    { name: 'date', label: m.events_field_date(), show: (value) => eventDateInWords(text(value)) },
    { name: 'placeText', label: m.events_field_place(), show: text },
    { name: 'occasion', label: m.events_field_occasion(), show: text },
    { name: 'summary', label: m.events_field_summary(), languages: languageName },
    { name: 'fields', label: m.events_field_fields(), show: fieldsInWords },
    { name: 'partners', label: m.events_field_partners(), show: names },
    { name: 'participants', label: m.events_field_participants(), show: names },
    { name: 'cancelledOn', label: m.events_field_cancelled(), object: m.events_object_cancelled(), show: (value) => dayInWords(text(value)) },
    { name: 'publishedAt', label: m.events_field_public(), show: () => m.events_public_yes() },
    { name: 'sources', label: m.events_field_sources(), show: sourcesInWords },
  ]
}

export const symbolicActFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'title', label: m.events_act_field_title(), languages: languageName },
  { name: 'kind', label: m.events_act_field_kind(), show: (value) => symbolicActKindName(value as SymbolicActKind) },
  { name: 'date', label: m.events_field_date(), show: (value) => dateInWords(String(value)) },
  { name: 'placeText', label: m.events_field_place(), show: String },
  { name: 'point', label: m.events_act_field_point(), object: m.events_act_object_point(), show: (value) => pointTyped(value as Point) },
  { name: 'event', label: m.events_act_field_event(), show: (value) => (value as { title: string }).title },
  { name: 'partners', label: m.events_field_partners(), show: (value) => (value as readonly { name: string }[]).map(({ name }) => name).join(', ') },
  { name: 'publishedAt', label: m.events_field_public(), show: () => m.events_public_yes() },
  { name: 'sources', label: m.events_field_sources(), show: sourcesInWords },
]
