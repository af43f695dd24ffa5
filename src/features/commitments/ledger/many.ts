// What can be done with many promises at once: another topic or person who answers, shown to the citizens or not, taken out of the register.
import { m } from '#messages'
import { isId } from '#platform/ids.ts'
import { COMMITMENT_TOPICS, type CommitmentTopic, topicName } from '../commitment.ts'

export type ManyCommitmentsAct =
  | { readonly kind: 'topic'; readonly topic: CommitmentTopic }
  /** `personId` undefined: still to be chosen; null: nobody. */
  | { readonly kind: 'person'; readonly personId: string | null | undefined }
  | { readonly kind: 'publish' | 'unpublish' | 'remove' }

export const NOBODY = 'nobody'

/** As it is posted: `topic:visit`, `person`, `publish`. */
export function readManyAct(text: string): ManyCommitmentsAct | null {
  const [kind = '', value = ''] = text.split(':')
  if (kind === 'topic') {
    const topic = COMMITMENT_TOPICS.find((one) => one === value)
    return topic === undefined ? null : { kind, topic }
  }
  if (value !== '') return null
  if (kind === 'person') return { kind, personId: undefined }
  return kind === 'publish' || kind === 'unpublish' || kind === 'remove' ? { kind } : null
}

/** The act with the person that was chosen; null: no person at all. */
export const withPerson = (value: string): ManyCommitmentsAct | null =>
  value === NOBODY ? { kind: 'person', personId: null } : isId(value) ? { kind: 'person', personId: value } : null

export const manyActs = () => [
  { label: m.commitments_many_topic(), acts: COMMITMENT_TOPICS.map((topic) => ({ value: `topic:${topic}`, label: topicName(topic) })) },
  { label: m.commitments_field_person(), acts: [{ value: 'person', label: m.commitments_many_person() }] },
  {
    label: m.commitments_field_public(),
    acts: [
      { value: 'publish', label: m.commitments_many_publish() },
      { value: 'unpublish', label: m.commitments_many_unpublish() },
    ],
  },
  { label: m.commitments_many_register(), acts: [{ value: 'remove', label: m.commitments_many_remove() }] },
]

/** The head of the page before it is done. */
export function manyTitle(act: ManyCommitmentsAct): string {
  switch (act.kind) {
    case 'topic':
      return m.commitments_many_title_topic({ topic: topicName(act.topic) })
    case 'person':
      return m.commitments_many_title_person()
    case 'publish':
      return m.commitments_many_title_publish()
    case 'unpublish':
      return m.commitments_many_title_unpublish()
    case 'remove':
      return m.commitments_many_title_remove()
  }
}
