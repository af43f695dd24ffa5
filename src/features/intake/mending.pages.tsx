// Mending a draft: a form with the boxes of its kind, on the card or on a page of its own.
import { addresses } from '#addresses'
import { COMMITMENT_STATES, COMMITMENT_TOPICS, owedName, stateName, topicName } from '#features/commitments/commitment.ts'
import { directionName, endsOf, EVENT_DIRECTIONS, EVENT_KINDS, eventKindName } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS, symbolicActKindName } from '#features/events/symbolic-act.ts'
import { countryChoices } from '#features/organisations/naming.ts'
import { kindName, ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { ROLE_CLASSES, roleName } from '#features/organisations/people/post.ts'
import { fieldOptions } from '#features/partnerships/field.ts'
import { SIDES } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { boxesOf, type DateBoxes } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type ConflictRow, ConflictPanel } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, type FieldError, HiddenVersion, Radios, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Quote } from '#ui/quote.tsx'
import type { Shell } from '#ui/shell.ts'
import { anchorOf, type Draft, draftKindName, findKindOf, HOME_REF } from './draft.ts'
import { quoteOf } from './marks.ts'
import { RELATION_STATUSES, relationName } from './relation.ts'
import type { IntakeText } from './text.table.ts'
import { type Names, titleOf } from './wording.ts'

/** What stands in the boxes: from the draft, or as typed when the form came back. */
export type MendTyped = {
  readonly one: (name: string) => string
  readonly many: (name: string) => readonly string[]
  readonly date: (name: string) => DateBoxes
}

export function typedFrom(draft: Draft): MendTyped {
  const { data } = draft
  const flat: Record<string, string> = {}
  for (const [key, value] of Object.entries(data)) if (typeof value === 'string' || typeof value === 'number') flat[key] = String(value)
  if (draft.kind === 'organisation') Object.assign(flat, { nameBg: draft.data.name['bg'] ?? '', nameEn: draft.data.name['en'] ?? '' })
  const ends = endsOf(draft.kind === 'commitment' ? draft.data.due : 'date' in draft.data ? draft.data.date : null)
  return {
    one: (name) => flat[name] ?? '',
    many: (name) => {
      const value: unknown = Object.entries(data).find(([key]) => key === name)?.[1]
      return Array.isArray(value) ? value.map(String) : []
    },
    date: (name) => boxesOf(name === 'until' ? ends.until : ends.from),
  }
}

export type MendProps = {
  readonly textId: string
  readonly draft: Draft
  readonly typed: MendTyped
  readonly names: Names
  /** The text's organisations, people and events, of which some are chosen. */
  readonly choices: { readonly organisations: readonly Choice[]; readonly people: readonly Choice[]; readonly events: readonly Choice[] }
  readonly homeName: string
  readonly errors?: readonly FieldError[] | undefined
  readonly conflict?: { readonly who: string | undefined; readonly when: string; readonly rows: readonly ConflictRow[] } | undefined
}
export type Choice = { readonly value: string; readonly label: string }

const options = <Value extends string>(values: readonly Value[], label: (value: Value) => string): Choice[] =>
  values.map((value) => ({ value, label: label(value) }))

const MendFields = ({ draft, typed, choices, homeName, errors }: Pick<MendProps, 'draft' | 'typed' | 'choices' | 'homeName' | 'errors'>) => {
  const wrong = (name: string): string | undefined => errorOf(errors, name)
  const partners =
    choices.organisations.length === 0 ? null : (
      <Checkboxes
        name="partners"
        label={m.intake_form_partners()}
        optional={draft.kind !== 'relation' && draft.kind !== 'fields'}
        options={choices.organisations}
        values={typed.many('partners')}
        error={wrong('partners')}
      />
    )
  const date = (label: string) => <DateOfAnyPrecision name="date" label={label} optional value={typed.date('date')} error={wrong('date')} />
  const until = (label: string) => (
    <details class="langs-more" open={Boolean(typed.date('until').year) || wrong('until') !== undefined}>
      <summary>{label}</summary>
      <div>
        <DateOfAnyPrecision name="until" label={label} hint={m.intake_form_until_hint()} optional value={typed.date('until')} error={wrong('until')} />
      </div>
    </details>
  )
  const event =
    choices.events.length === 0 ? null : (
      <Select
        name="event"
        label={m.intake_form_event()}
        optional
        empty={m.intake_form_no_event()}
        options={choices.events}
        value={typed.one('event')}
        error={wrong('event')}
      />
    )
  switch (draft.kind) {
    case 'organisation':
      return (
        <>
          <TextField name="nameBg" label={m.intake_form_name_bg()} lang="bg" value={typed.one('nameBg')} error={wrong('nameBg')} />
          <TextField name="nameEn" label={m.intake_form_name_en()} lang="en" optional value={typed.one('nameEn')} error={wrong('nameEn')} />
          <TextField name="nativeName" label={m.intake_form_native()} optional value={typed.one('nativeName')} error={wrong('nativeName')} />
          <Select name="kind" label={m.intake_form_kind()} options={options(ORGANISATION_KINDS, kindName)} value={typed.one('kind')} error={wrong('kind')} />
          <Select
            name="country"
            label={m.intake_form_country()}
            options={countryChoices()}
            value={typed.one('country')}
            error={wrong('country')}
            empty={m.intake_form_choose()}
          />
        </>
      )
    case 'person':
      return (
        <>
          <TextField name="name" label={m.intake_form_person()} hint={m.intake_form_person_hint()} value={typed.one('name')} error={wrong('name')} />
          <Select
            name="roleClass"
            label={m.intake_form_role_class()}
            options={options(ROLE_CLASSES, roleName)}
            value={typed.one('roleClass')}
            error={wrong('roleClass')}
          />
          <TextField name="role" label={m.intake_form_role()} hint={m.intake_form_role_hint()} optional value={typed.one('role')} error={wrong('role')} />
          <Select
            name="of"
            label={m.intake_form_of()}
            optional
            empty={m.intake_form_of_nobody()}
            options={[{ value: HOME_REF, label: homeName }, ...choices.organisations]}
            value={typed.one('of')}
            error={wrong('of')}
          />
        </>
      )
    case 'event':
      return (
        <>
          <Select
            name="kind"
            label={m.intake_form_event_kind()}
            options={options(EVENT_KINDS, eventKindName)}
            value={typed.one('kind')}
            error={wrong('kind')}
          />
          <Radios
            name="direction"
            label={m.intake_form_direction()}
            options={options(EVENT_DIRECTIONS, directionName)}
            value={typed.one('direction')}
            error={wrong('direction')}
          />
          <TextField name="title" label={m.intake_form_title()} hint={m.intake_form_title_hint()} optional value={typed.one('title')} error={wrong('title')} />
          {date(m.intake_form_when())}
          {until(m.intake_form_until())}
          <TextField name="place" label={m.intake_form_place()} optional value={typed.one('place')} error={wrong('place')} />
          <TextField
            name="occasion"
            label={m.events_field_occasion()}
            hint={m.events_hint_occasion()}
            optional
            value={typed.one('occasion')}
            error={wrong('occasion')}
          />
          {partners}
          {choices.people.length === 0 ? null : (
            <Checkboxes
              name="participants"
              label={m.intake_form_participants()}
              optional
              options={choices.people}
              values={typed.many('participants')}
              error={wrong('participants')}
            />
          )}
        </>
      )
    case 'relation':
      return (
        <>
          <Radios
            name="status"
            label={m.intake_form_status()}
            options={options(RELATION_STATUSES, relationName)}
            value={typed.one('status')}
            error={wrong('status')}
          />
          {partners}
          <DateOfAnyPrecision
            name="date"
            label={m.intake_form_step()}
            hint={m.intake_form_step_hint()}
            optional
            value={typed.date('date')}
            error={wrong('date')}
          />
          <TextField name="years" label={m.intake_form_years()} optional letters={4} inputmode="numeric" value={typed.one('years')} error={wrong('years')} />
        </>
      )
    case 'commitment':
      return (
        <>
          <Radios name="owedBy" label={m.intake_form_owed()} options={options(SIDES, owedName)} value={typed.one('owedBy')} error={wrong('owedBy')} />
          <TextArea name="text" label={m.intake_form_promise()} value={typed.one('text')} error={wrong('text')} />
          <Select
            name="topic"
            label={m.intake_form_topic()}
            options={options(COMMITMENT_TOPICS, topicName)}
            value={typed.one('topic')}
            error={wrong('topic')}
          />
          <Select
            name="state"
            label={m.intake_form_state()}
            options={options(COMMITMENT_STATES, stateName)}
            value={typed.one('state')}
            error={wrong('state')}
          />
          {date(m.intake_form_due())}
          {until(m.intake_form_due_until())}
          {partners}
          {event}
        </>
      )
    case 'symbolic_act':
      return (
        <>
          <Select
            name="kind"
            label={m.intake_form_act_kind()}
            options={options(SYMBOLIC_ACT_KINDS, symbolicActKindName)}
            value={typed.one('kind')}
            error={wrong('kind')}
          />
          <TextField name="title" label={m.intake_form_act_title()} value={typed.one('title')} error={wrong('title')} />
          {date(m.intake_form_when())}
          {partners}
          {event}
        </>
      )
    case 'fields':
      return (
        <>
          <Checkboxes
            name="fields"
            label={m.intake_form_fields()}
            twoColumns
            options={fieldOptions(currentLanguage())}
            values={typed.many('fields')}
            error={wrong('fields')}
          />
          {partners}
        </>
      )
  }
}

/** Stands on the card in its place, and on a page of its own without script. */
export const MendForm = (props: MendProps) => (
  <div class="mend">
    <ErrorSummary errors={props.errors} />
    {props.conflict === undefined ? null : <ConflictPanel {...props.conflict} />}
    <form class="form" method="post" action={addresses.intakeDraft({ id: props.textId, draft: props.draft.id })} novalidate>
      <HiddenVersion version={props.draft.version} />
      <MendFields {...props} />
      <SubmitRow text={m.intake_mend_save()} cancel={`${addresses.intakeText({ id: props.textId })}#${anchorOf(props.draft)}`} />
    </form>
  </div>
)

export const MendPage = ({ shell, text, ...props }: MendProps & { readonly shell: Shell; readonly text: IntakeText }) => (
  <OfficePage
    shell={shell}
    title={m.intake_mend_title({ kind: draftKindName(props.draft.kind), number: props.draft.position })}
    nav="intake"
    failed={props.errors !== undefined || props.conflict !== undefined}
    crumbs={[
      { text: m.intake_title(), href: addresses.intake() },
      { text: text.title, href: `${addresses.intakeText({ id: text.id })}#${anchorOf(props.draft)}` },
    ]}
    lead={titleOf(props.draft, props.names)}
  >
    <div class="cols">
      <MendForm {...props} />
      <aside>
        {props.draft.spans.length === 0 ? null : (
          <Quote kind={findKindOf[props.draft.kind]} lang={text.language ?? undefined} text={`„${quoteOf(text.body, props.draft.spans)}“`} />
        )}
      </aside>
    </div>
  </OfficePage>
)
