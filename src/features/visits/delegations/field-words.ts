// How the fields of a member of a delegation are called and shown in histories and in conflicts.
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { roomName, sideName, type DelegationSide, type Room } from './delegate.ts'

const yes = (value: unknown): string => (value === true ? m.visits_yes() : '')

/** `zone`: by which clock moments are told. */
type Telling = { readonly organisation: (id: string) => string; readonly zone: string }

/** Fields a history does not tell: readers see histories too, and special data (GDPR, art. 9) is for those who need it; who of the register it is, the name says. */
export const UNTOLD_DELEGATE_FIELDS: readonly string[] = ['visitId', 'personId', 'diet', 'needs']

export const delegateFieldWords = ({ organisation, zone }: Telling): FieldWords[] => [
  { name: 'name', label: m.visits_delegate_field_name(), languages: languageName },
  { name: 'nativeName', label: m.visits_delegate_field_native(), show: String },
  { name: 'title', label: m.visits_delegate_field_title(), show: String },
  { name: 'role', label: m.visits_delegate_field_role(), languages: languageName },
  { name: 'organisationId', label: m.visits_delegate_field_organisation(), show: (value) => organisation(String(value)) },
  { name: 'side', label: m.visits_delegate_field_side(), show: (value) => sideName(value as DelegationSide) },
  { name: 'rank', label: m.visits_delegate_field_rank(), object: m.visits_delegate_object_rank(), show: String },
  { name: 'isHead', label: m.visits_delegate_field_head(), object: m.visits_delegate_object_head(), show: yes },
  { name: 'isInterpreter', label: m.visits_delegate_field_interpreter(), object: m.visits_delegate_object_interpreter(), show: yes },
  { name: 'languages', label: m.visits_delegate_field_languages(), show: (value) => (value as readonly string[]).map(languageName).join(', ') },
  {
    name: 'writtenIn',
    label: m.visits_delegate_field_written_in(),
    object: m.visits_delegate_object_written_in(),
    show: (value) => (value === '' ? '' : languageName(String(value))),
  },
  { name: 'email', label: m.visits_delegate_field_email(), show: String },
  { name: 'phone', label: m.visits_delegate_field_phone(), show: String },
  {
    name: 'arrivesAt',
    label: m.visits_delegate_field_arrives_at(),
    object: m.visits_delegate_object_arrives_at(),
    show: (value) => momentInWords(new Date(String(value)), zone),
  },
  { name: 'arrival', label: m.visits_delegate_field_arrival(), object: m.visits_delegate_object_arrival(), show: String },
  {
    name: 'leavesAt',
    label: m.visits_delegate_field_leaves_at(),
    object: m.visits_delegate_object_leaves_at(),
    show: (value) => momentInWords(new Date(String(value)), zone),
  },
  { name: 'departure', label: m.visits_delegate_field_departure(), object: m.visits_delegate_object_departure(), show: String },
  { name: 'room', label: m.visits_delegate_field_room(), object: m.visits_delegate_object_room(), show: (value) => roomName(value as Room) },
  { name: 'lodging', label: m.visits_delegate_field_lodging(), object: m.visits_delegate_object_lodging(), show: String },
  { name: 'roomWith', label: m.visits_delegate_field_room_with(), object: m.visits_delegate_object_room_with(), show: String },
  {
    name: 'withdrawnOn',
    label: m.visits_delegate_field_withdrawn_on(),
    object: m.visits_delegate_object_withdrawn_on(),
    show: (value) => dayInWords(String(value)),
  },
]

/** What two officers who changed the same member see beside each other: everything, for whoever opened the form saw it all. Never for a history. */
export const delegateConflictWords = ({ person, ...telling }: Telling & { readonly person: (id: string) => string }): FieldWords[] => [
  { name: 'personId', label: m.visits_delegate_field_person(), show: (value) => person(String(value)) },
  ...delegateFieldWords(telling),
  { name: 'diet', label: m.visits_delegate_field_diet(), show: String },
  { name: 'needs', label: m.visits_delegate_field_needs(), show: String },
]
