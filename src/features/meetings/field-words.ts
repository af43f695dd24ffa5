// How the papers of a meeting and their points are called and shown in histories and in conflicts.
import { m } from '#messages'
import type { ActivityLine } from '#platform/activity/activity.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import type { Side } from '#features/commitments/commitment.ts'
import { type ItemState, itemStateName } from './meeting.ts'

const broughtWords: Readonly<Record<Side, () => string>> = { us: m.meetings_brought_us, them: m.meetings_brought_them, both: m.meetings_brought_both }

export const itemFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'title', label: m.meetings_field_title(), languages: languageName },
  { name: 'state', label: m.meetings_field_state(), show: (value) => itemStateName(value as ItemState), object: m.meetings_object_state() },
  { name: 'broughtBy', label: m.meetings_field_brought(), show: (value) => broughtWords[value as Side](), object: m.meetings_object_brought() },
  { name: 'person', label: m.meetings_field_person(), show: (value) => (value as { name: string }).name, object: m.meetings_object_person() },
  { name: 'minutesPlanned', label: m.meetings_field_length(), show: String, object: m.meetings_object_length() },
  { name: 'minutes', label: m.meetings_field_minutes(), languages: languageName },
]

export const meetingFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'minutes', label: m.meetings_field_minutes(), languages: languageName },
  {
    name: 'mentions',
    label: m.meetings_field_mentions(),
    show: (value) => (value as readonly { name: string }[]).map(({ name }) => name).join(', '),
    object: m.meetings_object_mentions(),
  },
  { name: 'withoutOutcome', label: m.meetings_field_without(), show: String, object: m.meetings_object_without() },
  { name: 'signsForUs', label: m.meetings_field_signs_us(), show: String, object: m.meetings_object_signs_us() },
  { name: 'signsForThem', label: m.meetings_field_signs_them(), show: String, object: m.meetings_object_signs_them() },
]

export const outcomeFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'text', label: m.meetings_field_decision(), languages: languageName },
  { name: 'publishedAt', label: m.meetings_field_public(), show: () => m.meetings_public_yes() },
]

/** Of a line of the papers' history, whichever of their things it is of. */
export const fieldsOfPapers = (thing: string, languageName: (language: string) => string): FieldWords[] =>
  thing === 'meeting_item' ? itemFieldWords(languageName) : thing === 'meeting_outcome' ? outcomeFieldWords(languageName) : meetingFieldWords(languageName)

/** What a line of the papers' history tells, with the point's own name where it is of one. */
export const whatHappened = ({ act, label }: Pick<ActivityLine, 'act' | 'label'>): string => {
  switch (act) {
    case 'meeting_item.created':
      return m.meetings_did_add_item({ title: label })
    case 'meeting_item.moved':
      return m.meetings_did_move_item({ title: label })
    case 'meeting_item.removed':
      return m.meetings_did_remove_item({ title: label })
    case 'meeting_item.restored':
      return m.meetings_did_restore_item({ title: label })
    case 'meeting_item.changed':
    case 'meeting_item.followed':
      return m.meetings_did_change_item({ title: label })
    case 'meeting_outcome.created':
      return m.meetings_did_add_outcome({ title: label })
    case 'meeting_outcome.removed':
      return m.meetings_did_remove_outcome({ title: label })
    case 'meeting_outcome.restored':
      return m.meetings_did_restore_outcome({ title: label })
    case 'meeting_outcome.changed':
      return m.meetings_did_change_outcome({ title: label })
    case 'meeting.followed':
      return m.meetings_did_follow()
    case 'meeting.restored':
      return m.meetings_did_restore()
    default:
      return m.meetings_did_change()
  }
}
