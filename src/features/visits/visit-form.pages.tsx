// The forms of a dossier: a new visit, and request, answer, purpose, languages and clocks of one that is there.
import { addresses } from '#addresses'
import { directionName } from '#features/events/event.ts'
import { languageChoices, SPOKEN } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { zoneOptions } from '#platform/zones.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, PartnerBoxes } from '#ui/partners.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { VISIT_DIRECTIONS } from './visit.ts'
import type { VisitRecord } from './visit.queries.ts'

const RequestFields = ({ body, faults }: { readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <>
    <TextField
      name="requestedBy"
      label={m.visits_field_requested_by()}
      hint={m.visits_hint_requested_by()}
      optional
      maxlength={300}
      value={typed(body, 'requestedBy')}
      error={errorOf(faults, 'requestedBy')}
    />
    <DateOfAnyPrecision
      name="requestedOn"
      label={m.visits_field_requested_on()}
      hint={m.visits_hint_exact_day()}
      optional
      exact
      value={typedBoxes(body, 'requestedOn')}
      error={errorOf(faults, 'requestedOn')}
    />
    <TextArea
      name="request"
      label={m.visits_field_request()}
      hint={m.visits_hint_request()}
      optional
      value={typed(body, 'request')}
      error={errorOf(faults, 'request')}
    />
  </>
)

export type NewVisitProps = {
  readonly shell: Shell
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

export const NewVisitPage = ({ shell, body, faults = [], languages }: NewVisitProps) => (
  <OfficePage
    shell={shell}
    title={m.visits_new()}
    nav="events"
    failed={faults.length > 0}
    crumbs={[{ text: m.visits_title(), href: addresses.visits() }, { text: m.visits_new() }]}
    lead={m.visits_new_lead()}
  >
    <ErrorSummary errors={faults} />
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.visits()} novalidate>
      <EnterSaves />
      <Radios
        name="direction"
        label={m.events_field_direction()}
        value={typed(body, 'direction')}
        options={VISIT_DIRECTIONS.map((value) => ({ value, label: directionName(value, 'visit') }))}
        error={errorOf(faults, 'direction')}
      />
      <PartnerBoxes body={body} errors={faults} />
      <LocalTextField
        name="title"
        label={m.events_field_title()}
        hint={m.visits_hint_title()}
        optional
        texts={textBoxes(body, 'title', languages)}
        errors={faults}
      />
      <div class="dates">
        <DateOfAnyPrecision name="date" label={m.visits_field_from()} optional value={typedBoxes(body, 'date')} error={errorOf(faults, 'date')} />
        <DateOfAnyPrecision
          name="until"
          label={m.events_field_until()}
          hint={m.events_hint_until()}
          optional
          value={typedBoxes(body, 'until')}
          error={errorOf(faults, 'until')}
        />
      </div>
      <TypeAhead
        name="place"
        label={m.events_field_place()}
        hint={m.visits_hint_place()}
        optional
        source={addresses.places()}
        value={{ id: typed(body, 'place.id'), text: typed(body, 'place.text') }}
        error={errorOf(faults, 'place')}
      />
      <TextField
        name="occasion"
        label={m.events_field_occasion()}
        optional
        maxlength={500}
        value={typed(body, 'occasion')}
        error={errorOf(faults, 'occasion')}
      />
      <LocalTextField
        name="ourPurpose"
        label={m.visits_field_our_purpose()}
        optional
        multiline
        texts={textBoxes(body, 'ourPurpose', languages)}
        errors={faults}
      />
      <RequestFields body={body} faults={faults} />
      <SubmitRow text={m.visits_create()} cancel={addresses.visits()} />
    </form>
  </OfficePage>
)

export type VisitFormProps = {
  readonly shell: Shell
  readonly title: LocalText
  readonly visit: VisitRecord
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const VisitFormPage = ({ shell, title, visit, body, faults = [], conflict }: VisitFormProps) => {
  const back = addresses.visitPreparation({ id: visit.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  const both = (name: 'ourPurpose' | 'theirPurpose' | 'ourObjectives' | 'theirObjectives', label: string, hint?: string) => (
    <LocalTextField
      name={name}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      optional
      multiline
      texts={textBoxes(body, name, visit.languages, visit[name])}
      errors={faults}
    />
  )
  const zones = zoneOptions()
  return (
    <OfficePage
      shell={shell}
      title={m.visits_edit_title({ title: textIn(title) })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.visits_title(), href: addresses.visits() }, { text: textIn(title), href: back }, { text: m.visits_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={addresses.visitEdit({ id: visit.id })} novalidate>
        <HiddenVersion version={visit.version} />
        <RequestFields body={body} faults={faults} />
        <Radios
          name="answer"
          label={m.visits_field_answer()}
          hint={m.visits_hint_answer()}
          value={typed(body, 'answer')}
          options={[
            { value: '', label: m.visits_answer_none() },
            { value: 'accepted', label: m.visits_answer_accepted() },
            { value: 'declined', label: m.visits_answer_declined() },
          ]}
          error={error('answer')}
        />
        <DateOfAnyPrecision
          name="answeredOn"
          label={m.visits_field_answered_on()}
          hint={m.visits_hint_exact_day()}
          optional
          exact
          value={typedBoxes(body, 'answeredOn')}
          error={error('answeredOn')}
        />
        <TextArea name="answerNote" label={m.visits_field_answer_note()} optional rows={2} value={typed(body, 'answerNote')} error={error('answerNote')} />
        {both('ourPurpose', m.visits_field_our_purpose())}
        {both('theirPurpose', m.visits_field_their_purpose())}
        {both('ourObjectives', m.visits_field_our_objectives(), m.visits_hint_objectives())}
        {both('theirObjectives', m.visits_field_their_objectives(), m.visits_hint_objectives())}
        <Checkboxes
          name="languages"
          label={m.visits_field_languages()}
          hint={m.visits_hint_languages()}
          twoColumns
          options={languageChoices([...new Set([...visit.languages, ...SPOKEN.slice(0, 16), 'zh'])])}
          values={typedList(body, 'languages')}
          error={error('languages')}
        />
        <div class="dates">
          <Select name="hostZone" label={m.visits_field_host_zone()} value={typed(body, 'hostZone')} options={zones} error={error('hostZone')} />
          <Select name="guestZone" label={m.visits_field_guest_zone()} value={typed(body, 'guestZone')} options={zones} error={error('guestZone')} />
        </div>
        <SubmitRow cancel={back} />
      </form>
      <Removal action={addresses.visitRemoval({ id: visit.id })} version={visit.version} text={m.visits_remove()} hint={m.visits_remove_hint()} />
    </OfficePage>
  )
}

const boxes = (day: string | null): FormBody => {
  const { day: date = '', month = '', year = '' } = boxesOf(day)
  return { day: date, month, year }
}

/** What the form shows for a dossier that is to be changed. */
export const bodyOfVisit = (visit: VisitRecord): FormBody => ({
  requestedBy: visit.requestedBy,
  requestedOn: boxes(visit.requestedOn),
  request: visit.request,
  answer: visit.answer ?? '',
  answeredOn: boxes(visit.answeredOn),
  answerNote: visit.answerNote,
  ourPurpose: asTyped(visit.ourPurpose),
  theirPurpose: asTyped(visit.theirPurpose),
  ourObjectives: asTyped(visit.ourObjectives),
  theirObjectives: asTyped(visit.theirObjectives),
  languages: [...visit.languages],
  hostZone: visit.hostZone,
  guestZone: visit.guestZone,
})
