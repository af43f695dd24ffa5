// How the fields of a programme's item and of a group are called and shown in histories and in conflicts.
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { attendanceName, type Attendance, itemKindName, type ItemKind, lengthInWords } from './programme.ts'

/** `names` calls people and groups by their ids; an id it does not know is counted only. */
export const programmeItemFieldWords = (languageName: (language: string) => string, names: ReadonlyMap<string, string> = new Map()): FieldWords[] => [
  { name: 'day', label: m.programme_field_day(), show: (value) => dayInWords(String(value), { weekday: true }), object: m.programme_object_day() },
  { name: 'time', label: m.programme_field_time(), show: String, object: m.programme_object_time() },
  {
    name: 'minutes',
    label: m.programme_field_length(),
    show: (value) => (value === 0 ? '' : lengthInWords(Number(value))),
    object: m.programme_object_length(),
  },
  { name: 'zone', label: m.programme_field_zone(), show: String, object: m.programme_object_zone() },
  { name: 'endZone', label: m.programme_field_end_zone(), show: String, object: m.programme_object_end_zone() },
  { name: 'kind', label: m.programme_field_kind(), show: (value) => itemKindName(value as ItemKind) },
  { name: 'title', label: m.programme_field_title(), languages: languageName },
  { name: 'note', label: m.programme_field_note(), languages: languageName },
  { name: 'place', label: m.programme_field_place(), languages: languageName, object: m.programme_object_place() },
  { name: 'address', label: m.programme_field_address(), show: String, object: m.programme_object_address() },
  { name: 'room', label: m.programme_field_room(), show: String, object: m.programme_object_room() },
  { name: 'contact', label: m.programme_field_contact(), show: String, object: m.programme_object_contact() },
  { name: 'contactPhone', label: m.programme_field_contact_phone(), show: String, object: m.programme_object_contact_phone() },
  { name: 'attendance', label: m.programme_field_attendance(), show: (value) => attendanceName(value as Attendance), object: m.programme_object_attendance() },
  { name: 'groups', label: m.programme_field_groups(), show: (value) => called(value as readonly string[], names), object: m.programme_object_groups() },
  {
    name: 'participants',
    label: m.programme_field_participants(),
    show: (value) =>
      called(
        (value as readonly { delegateId: string | null; personId: string | null }[]).map(({ delegateId, personId }) => delegateId ?? personId ?? ''),
        names,
      ),
  },
  { name: 'publishedAt', label: m.programme_field_public(), show: () => m.programme_public_yes() },
]

/** Names where they are known; otherwise how many: an id is nothing to read. */
const called = (ids: readonly string[], names: ReadonlyMap<string, string>): string =>
  ids.length === 0 ? '' : ids.every((id) => names.has(id)) ? ids.map((id) => names.get(id)!).join(', ') : m.programme_people_count({ count: ids.length })

export const programmeGroupFieldWords = (languageName: (language: string) => string, names: ReadonlyMap<string, string> = new Map()): FieldWords[] => [
  { name: 'name', label: m.programme_field_group_name(), languages: languageName },
  { name: 'members', label: m.programme_field_members(), show: (value) => called(value as readonly string[], names), object: m.programme_object_members() },
]
