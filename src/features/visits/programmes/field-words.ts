// How the fields of a programme's item and of a group are called and shown in histories and in conflicts.
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { attendanceName, type Attendance, itemKindName, type ItemKind, lengthInWords, type Participant, partName } from './programme.ts'

/** The visit it is of never changes, whom to call is told by name, and the longitude with the latitude. */
export const UNTOLD_ITEM_FIELDS: readonly string[] = ['visitId', 'contactPersonId', 'longitude']

/** `names` calls people, groups and events by their ids; an id it does not know is counted only. */
export const programmeItemFieldWords = (languageName: (language: string) => string, names: ReadonlyMap<string, string> = new Map()): FieldWords[] => [
  { name: 'day', label: m.programme_field_day(), show: (value) => dayInWords(String(value), { weekday: true }), object: m.programme_object_day() },
  { name: 'time', label: m.programme_field_time(), show: String, object: m.programme_object_time() },
  {
    name: 'fold',
    label: m.programme_field_fold(),
    show: (value) => (value === 'second' ? m.programme_fold_second() : ''),
    object: m.programme_object_fold(),
  },
  {
    name: 'minutes',
    label: m.programme_field_length(),
    show: (value) => (value === 0 ? '' : lengthInWords(Number(value))),
    object: m.programme_object_length(),
  },
  {
    name: 'lastDay',
    label: m.programme_field_last_day(),
    // Where there is an hour, the last day follows from it.
    show: (value, { day, time }) => (time !== null || value === day ? '' : dayInWords(String(value), { weekday: true })),
    object: m.programme_object_last_day(),
  },
  { name: 'zone', label: m.programme_field_zone(), show: String, object: m.programme_object_zone() },
  { name: 'endZone', label: m.programme_field_end_zone(), show: String, object: m.programme_object_end_zone() },
  { name: 'kind', label: m.programme_field_kind(), show: (value) => itemKindName(value as ItemKind) },
  { name: 'title', label: m.programme_field_title(), languages: languageName },
  { name: 'note', label: m.programme_field_note(), languages: languageName },
  { name: 'place', label: m.programme_field_place(), languages: languageName, object: m.programme_object_place() },
  { name: 'address', label: m.programme_field_address(), show: String, object: m.programme_object_address() },
  {
    name: 'latitude',
    label: m.programme_field_coordinates(),
    show: (latitude, { longitude }) => `${String(latitude)}, ${String(longitude)}`,
    object: m.programme_object_coordinates(),
  },
  { name: 'room', label: m.programme_field_room(), show: String, object: m.programme_object_room() },
  { name: 'contact', label: m.programme_field_contact(), show: String, object: m.programme_object_contact() },
  { name: 'contactPhone', label: m.programme_field_contact_phone(), show: String, object: m.programme_object_contact_phone() },
  { name: 'attendance', label: m.programme_field_attendance(), show: (value) => attendanceName(value as Attendance), object: m.programme_object_attendance() },
  { name: 'groups', label: m.programme_field_groups(), show: (value) => called(value as readonly string[], names), object: m.programme_object_groups() },
  {
    name: 'participants',
    label: m.programme_field_participants(),
    show: (value) => participantsInWords(value as readonly Participant[], names),
  },
  {
    name: 'eventId',
    label: m.programme_field_event(),
    show: (value) => names.get(String(value)) ?? m.programme_event_some(),
    object: m.programme_object_event(),
  },
  { name: 'publishedAt', label: m.programme_field_public(), show: () => m.programme_public_yes() },
]

/** Names where they are known; otherwise how many: an id is nothing to read. */
const called = (ids: readonly string[], names: ReadonlyMap<string, string>): string =>
  ids.length === 0 ? '' : ids.every((id) => names.has(id)) ? ids.map((id) => names.get(id)!).join(', ') : m.programme_people_count({ count: ids.length })

/** „Ана Примерова, Лу Проба (води)“; where a name is not known, how many, and what of them do more than take part. */
function participantsInWords(participants: readonly Participant[], names: ReadonlyMap<string, string>): string {
  const ids = participants.map(({ delegateId, personId }) => delegateId ?? personId ?? '')
  const parts = participants.map(({ part }) => (part === 'takes' ? '' : partName(part)))
  if (ids.every((id) => names.has(id))) return ids.map((id, index) => (parts[index] === '' ? names.get(id)! : `${names.get(id)!} (${parts[index]})`)).join(', ')
  const more = parts.filter((part) => part !== '')
  return more.length === 0 ? called(ids, names) : `${called(ids, names)} (${more.join(', ')})`
}

export const programmeGroupFieldWords = (languageName: (language: string) => string, names: ReadonlyMap<string, string> = new Map()): FieldWords[] => [
  { name: 'name', label: m.programme_field_group_name(), languages: languageName },
  { name: 'members', label: m.programme_field_members(), show: (value) => called(value as readonly string[], names), object: m.programme_object_members() },
]
