// The form of a promise: what is promised, by whom, until when, who answers for it on either side.
import { addresses } from '#addresses'
import { endsOf } from '#features/events/event.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf, type ImpreciseDate } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextArea } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, PartnerBoxes } from '#ui/partners.tsx'
import { PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { COMMITMENT_STATES, COMMITMENT_TOPICS, owedName, SIDES, stateName, topicName } from './commitment.ts'
import type { CommitmentWhole } from './commitment.queries.ts'
import { askedOptions } from './moves/move.pages.tsx'

export type CommitmentFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly commitment: { readonly id: string; readonly version: number; readonly text: LocalText } | null
  readonly sources: readonly Citation[]
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  /** The day was changed: the form asks whether a mistake is mended or another day was agreed. */
  readonly asksAboutDay?: boolean
  /** People with a post at the partners, for choosing who answers there. */
  readonly theirPeople?: readonly string[]
}

export const CommitmentFormPage = ({
  shell,
  commitment,
  sources,
  body,
  faults = [],
  conflict,
  languages,
  asksAboutDay = false,
  theirPeople = [],
}: CommitmentFormProps) => {
  const back = commitment === null ? addresses.commitments() : addresses.commitment({ id: commitment.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={commitment === null ? m.commitments_new_title() : m.commitments_edit_title()}
      nav="commitments"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.commitments_title(), href: addresses.commitments() }, { text: commitment === null ? m.commitments_new() : m.commitments_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={back} novalidate>
        <EnterSaves />
        {commitment === null ? null : <HiddenVersion version={commitment.version} />}
        <LocalTextField
          name="text"
          label={m.commitments_field_text()}
          hint={m.commitments_hint_text()}
          multiline
          texts={textBoxes(body, 'text', languages, commitment?.text)}
          errors={faults}
        />
        <Radios
          name="owedBy"
          label={m.commitments_field_owed_by()}
          value={typed(body, 'owedBy')}
          options={SIDES.map((value) => ({ value, label: owedName(value) }))}
          error={error('owedBy')}
        />
        <PartnerBoxes body={body} errors={faults} />
        <div class="dates">
          <DateOfAnyPrecision
            name="due"
            label={m.commitments_field_due()}
            hint={m.commitments_hint_due()}
            optional
            value={typedBoxes(body, 'due')}
            error={error('due')}
          />
          <DateOfAnyPrecision
            name="since"
            label={m.commitments_field_since()}
            hint={m.commitments_hint_since()}
            optional
            value={typedBoxes(body, 'since')}
            error={error('since')}
          />
        </div>
        {asksAboutDay ? <AboutDay body={body} faults={faults} /> : null}
        <Select
          name="topic"
          label={m.commitments_field_topic()}
          value={typed(body, 'topic')}
          options={COMMITMENT_TOPICS.map((value) => ({ value, label: topicName(value) }))}
          error={error('topic')}
        />
        <Radios
          name="state"
          label={m.commitments_field_state()}
          value={typed(body, 'state')}
          options={COMMITMENT_STATES.map((value) => ({ value, label: stateName(value) }))}
          error={error('state')}
        />
        <TypeAhead
          name="event"
          label={m.commitments_field_event()}
          hint={m.commitments_hint_event()}
          optional
          source={addresses.events()}
          value={{ id: typed(body, 'event.id'), text: typed(body, 'event.text') }}
          error={error('event')}
        />
        <TypeAhead
          name="person"
          label={m.commitments_field_person()}
          hint={m.commitments_hint_person()}
          optional
          source={addresses.people()}
          value={{ id: typed(body, 'person.id'), text: typed(body, 'person.text') }}
          error={error('person')}
        />
        <TypeAhead
          name="theirPerson"
          label={m.commitments_field_their_person()}
          hint={
            theirPeople.length === 0
              ? m.commitments_hint_their_person()
              : `${m.commitments_hint_their_person()} ${m.commitments_hint_their_people({ names: theirPeople.join(', ') })}`
          }
          optional
          source={addresses.people()}
          known={theirPeople}
          value={{ id: typed(body, 'theirPerson.id'), text: typed(body, 'theirPerson.text') }}
          error={error('theirPerson')}
        />
        <SourceFields sources={sources} body={body} errors={faults} />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.commitments_field_published()} hint={m.commitments_hint_published()} />
        <SubmitRow cancel={back} />
      </form>
      {commitment === null ? null : (
        <Removal action={addresses.commitmentRemoval({ id: commitment.id })} version={commitment.version} text={m.commitments_remove()} />
      )}
    </OfficePage>
  )
}

/** The day in the boxes is another than the register's: is a mistake mended, or was another day agreed? */
const AboutDay = ({ body, faults }: { readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <>
    <Radios
      name="dueChange"
      label={m.commitments_day_changed()}
      hint={m.commitments_day_changed_hint()}
      value={typed(body, 'dueChange')}
      options={[
        { value: 'mistake', label: m.commitments_day_mistake() },
        { value: 'move', label: m.commitments_day_move(), hint: m.commitments_day_move_hint() },
      ]}
      error={errorOf(faults, 'dueChange')}
    />
    <Radios
      name="moveAskedBy"
      label={m.commitments_move_asked()}
      optional
      value={typed(body, 'moveAskedBy')}
      options={askedOptions()}
      error={errorOf(faults, 'moveAskedBy')}
    />
    <TextArea name="moveWhy" label={m.commitments_move_why()} optional rows={2} value={typed(body, 'moveWhy')} error={errorOf(faults, 'moveWhy')} />
  </>
)

const boxes = (date: ImpreciseDate | null): { day: string; month: string; year: string; about: string } => {
  const { day = '', month = '', year = '', about = '' } = boxesOf(date)
  return { day, month, year, about }
}

/** What the form shows for a promise that is to be changed. */
export const bodyOfCommitment = ({
  commitment,
  event,
  person,
  theirPerson,
  partners,
}: Pick<CommitmentWhole, 'commitment' | 'event' | 'person' | 'theirPerson' | 'partners'>): FormBody => {
  const { from, until } = endsOf(commitment.due)
  return {
    text: asTyped(commitment.text),
    owedBy: commitment.owedBy,
    partners: [...partners.map((one) => ({ id: one.organisationId, text: displayName(one) })), { id: '', text: '' }],
    due: boxes(until ?? from),
    since: boxes(until === null ? null : from),
    topic: commitment.topic,
    state: commitment.state,
    event: event === null ? { id: '', text: '' } : { id: event.id, text: textIn(event.title) },
    person: person === null ? { id: '', text: '' } : { id: person.id, text: displayName(person) },
    theirPerson: theirPerson === null ? { id: '', text: '' } : { id: theirPerson.id, text: displayName(theirPerson) },
    published: commitment.publishedAt === null ? '' : 'yes',
  }
}
