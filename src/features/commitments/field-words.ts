// How the fields of a promise are called and shown in histories and in conflicts.
import { endsOf } from '#features/events/event.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { owedName, stateName, topicName, type CommitmentState, type CommitmentTopic, type EvidencePaper, type Side } from './commitment.ts'
import { askedInWords, type Move, moveInWords } from './moves/move.ts'

/** „до 31 декември 2026 г.“, a horizon by both its ends, „без срок“. */
export const dueWords = (due: ImpreciseDate | null): string => {
  const { from, until } = endsOf(due)
  return from === null
    ? m.commitments_without_day()
    : until === null
      ? dateInWords(from)
      : m.commitments_from_until({ from: dateInWords(from), until: dateInWords(until) })
}

/** Only the last one: those before it stand in the lines before. */
const movesWords = (value: unknown): string =>
  (value as readonly Move[])
    .slice(-1)
    .map((move) => `${dayInWords(move.on)}, ${moveInWords(move)} (${askedInWords(move.askedBy)}): ${move.why}`)
    .join('')
const papersWords = (value: unknown): string => (value as readonly EvidencePaper[]).map(({ title }) => title).join('; ')

export const commitmentFieldWords = (languageName: (language: string) => string): FieldWords[] => [
  { name: 'text', label: m.commitments_field_text(), languages: languageName },
  { name: 'owedBy', label: m.commitments_field_owed_by(), show: (value) => owedName(value as Side) },
  { name: 'partners', label: m.commitments_field_partners(), show: (value) => (value as readonly { name: string }[]).map(({ name }) => name).join(', ') },
  { name: 'due', label: m.commitments_field_due(), show: (value) => dueWords(String(value)) },
  { name: 'topic', label: m.commitments_field_topic(), show: (value) => topicName(value as CommitmentTopic) },
  { name: 'state', label: m.commitments_field_state(), show: (value) => stateName(value as CommitmentState) },
  { name: 'event', label: m.commitments_field_event(), show: (value) => (value as { title: string }).title },
  { name: 'person', label: m.commitments_field_person(), show: (value) => (value as { name: string }).name },
  {
    name: 'theirPerson',
    label: m.commitments_field_their_person(),
    object: m.commitments_object_their_person(),
    show: (value) => (value as { name: string }).name,
  },
  { name: 'moves', label: m.commitments_moves(), object: m.commitments_object_moves(), show: movesWords },
  { name: 'keptOn', label: m.commitments_field_kept_on(), show: (value) => dayInWords(String(value)) },
  { name: 'evidence', label: m.commitments_field_evidence(), show: String },
  { name: 'evidencePapers', label: m.commitments_field_papers(), object: m.commitments_object_papers(), show: papersWords },
  { name: 'droppedOn', label: m.commitments_field_dropped_on(), show: (value) => dayInWords(String(value)) },
  { name: 'dropReason', label: m.commitments_field_drop_reason(), show: String },
  { name: 'publishedAt', label: m.commitments_field_public(), show: () => m.commitments_public_yes() },
  { name: 'sources', label: m.commitments_field_sources(), show: (value) => (value as readonly Citation[]).map(({ title }) => title).join('; ') },
]
