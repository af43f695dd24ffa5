// How the fields of a dossier and of its delegations are called and shown in histories and in conflicts.
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { ceremonialFieldWords } from './ceremonial/ceremonial.ts'
import { isPieceKind, pieceName } from './preparation/piece.ts'

const day = (value: unknown): string => dayInWords(String(value))
const languages = (value: unknown): string => (value as readonly string[]).map(languageName).join(', ')

export const visitFieldWords = (): FieldWords[] => [
  { name: 'requestedOn', label: m.visits_field_requested_on(), object: m.visits_object_requested_on(), show: day },
  { name: 'requestedBy', label: m.visits_field_requested_by(), object: m.visits_object_requested_by(), show: String },
  { name: 'request', label: m.visits_field_request(), object: m.visits_object_request(), show: String },
  { name: 'answeredOn', label: m.visits_field_answered_on(), object: m.visits_object_answered_on(), show: day },
  {
    name: 'answer',
    label: m.visits_field_answer(),
    object: m.visits_object_answer(),
    show: (value) => (value === 'accepted' ? m.visits_answer_accepted() : m.visits_answer_declined()),
  },
  { name: 'answerNote', label: m.visits_field_answer_note(), object: m.visits_object_answer_note(), show: String },
  { name: 'ourPurpose', label: m.visits_field_our_purpose(), object: m.visits_object_our_purpose(), languages: languageName },
  { name: 'theirPurpose', label: m.visits_field_their_purpose(), object: m.visits_object_their_purpose(), languages: languageName },
  { name: 'ourObjectives', label: m.visits_field_our_objectives(), object: m.visits_object_our_objectives(), languages: languageName },
  { name: 'theirObjectives', label: m.visits_field_their_objectives(), object: m.visits_object_their_objectives(), languages: languageName },
  { name: 'languages', label: m.visits_field_languages(), show: languages },
  { name: 'hostZone', label: m.visits_field_host_zone(), object: m.visits_object_host_zone(), show: String },
  { name: 'guestZone', label: m.visits_field_guest_zone(), object: m.visits_object_guest_zone(), show: String },
  { name: 'confirmedOn', label: m.visits_field_confirmed_on(), object: m.visits_object_confirmed_on(), show: day },
  { name: 'heldOn', label: m.visits_field_held_on(), object: m.visits_object_held_on(), show: day },
  { name: 'report', label: m.visits_field_report(), object: m.visits_object_report(), languages: languageName },
  { name: 'reportedOn', label: m.visits_field_reported_on(), object: m.visits_object_reported_on(), show: day },
  { name: 'closedOn', label: m.visits_field_closed_on(), object: m.visits_object_closed_on(), show: day },
  { name: 'closedWithout', label: m.visits_field_closed_without(), object: m.visits_object_closed_without(), show: String },
  { name: 'cancelledOn', label: m.visits_field_cancelled_on(), object: m.visits_object_cancelled_on(), show: day },
  {
    name: 'waived',
    label: m.visits_field_waived(),
    object: m.visits_object_waived(),
    show: (value) => (value as readonly string[]).filter(isPieceKind).map(pieceName).join(', '),
  },
  ...ceremonialFieldWords(),
  { name: 'cancelReason', label: m.visits_field_cancel_reason(), object: m.visits_object_cancel_reason(), show: String },
]
