// The form of an event.
import { addresses } from '#addresses'
import { fieldOptions } from '#features/partnerships/field.ts'
import { m } from '#messages'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, OneMore, PartnerBoxes, rowsToShow } from '#ui/partners.tsx'
import { PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { directionHint, directionName, endsOf, EVENT_DIRECTIONS, EVENT_KINDS, eventKindName } from './event.ts'
import type { EventWhole } from './event.queries.ts'

export type EventFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly event: {
    readonly id: string
    readonly version: number
    readonly title: LocalText
    readonly summary: LocalText
    readonly cancelledOn: string | null
  } | null
  readonly sources: readonly Citation[]
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

export const EventFormPage = ({ shell, event, sources, body, faults = [], conflict, languages }: EventFormProps) => {
  const name = event === null ? '' : textIn(event.title)
  const back = event === null ? addresses.events() : addresses.event({ id: event.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  const kind = EVENT_KINDS.find((one) => one === typed(body, 'kind'))
  return (
    <OfficePage
      shell={shell}
      title={event === null ? m.events_new_title() : m.events_edit_title({ title: name })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.events_title(), href: addresses.events() },
        ...(event === null ? [] : [{ text: name, href: back }]),
        { text: event === null ? m.events_new() : m.events_edit() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={back} novalidate>
        <EnterSaves />
        {event === null ? null : <HiddenVersion version={event.version} />}
        <Select
          name="kind"
          label={m.events_field_kind()}
          value={typed(body, 'kind')}
          options={EVENT_KINDS.map((value) => ({ value, label: eventKindName(value) }))}
          error={error('kind')}
        />
        <Radios
          name="direction"
          label={m.events_field_direction()}
          value={typed(body, 'direction')}
          options={EVENT_DIRECTIONS.map((value) => ({ value, label: directionName(value, kind), hint: directionHint(value) }))}
          error={error('direction')}
        />
        <PartnerBoxes body={body} errors={faults} />
        <LocalTextField
          name="title"
          label={m.events_field_title()}
          hint={m.events_hint_title()}
          optional
          texts={textBoxes(body, 'title', languages, event?.title)}
          errors={faults}
        />
        <div class="dates">
          <DateOfAnyPrecision name="date" label={m.events_field_date()} optional value={typedBoxes(body, 'date')} error={error('date')} />
          <DateOfAnyPrecision
            name="until"
            label={m.events_field_until()}
            hint={m.events_hint_until()}
            optional
            value={typedBoxes(body, 'until')}
            error={error('until')}
          />
        </div>
        <TypeAhead
          name="place"
          label={m.events_field_place()}
          hint={m.events_hint_place()}
          optional
          source={addresses.places()}
          value={{ id: typed(body, 'place.id'), text: typed(body, 'place.text') }}
          error={error('place')}
        />
        <TextField
          name="occasion"
          label={m.events_field_occasion()}
          hint={m.events_hint_occasion()}
          optional
          value={typed(body, 'occasion')}
          maxlength={500}
          error={error('occasion')}
        />
        <ParticipantBoxes body={body} faults={faults} />
        <LocalTextField
          name="summary"
          label={m.events_field_summary()}
          optional
          multiline
          texts={textBoxes(body, 'summary', languages, event?.summary)}
          errors={faults}
        />
        <Checkboxes
          name="fields"
          label={m.events_field_fields()}
          optional
          twoColumns
          options={fieldOptions(currentLanguage())}
          values={typedList(body, 'fields')}
          error={error('fields')}
        />
        <SourceFields sources={sources} body={body} errors={faults} />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.events_field_published()} hint={m.events_hint_published()} />
        <SubmitRow cancel={back} />
      </form>
      {event === null || event.cancelledOn !== null ? null : (
        <Removal action={addresses.eventCallingOff({ id: event.id })} version={event.version} text={m.events_call_off()} hint={m.events_call_off_hint()} />
      )}
      {event === null ? null : <Removal action={addresses.eventRemoval({ id: event.id })} version={event.version} text={m.events_remove()} />}
    </OfficePage>
  )
}

const ParticipantBoxes = ({ body, faults }: { readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <fieldset class="field" id={fieldId('participants')} tabindex={-1}>
    <legend>
      {m.events_field_participants()} <span class="opt">({m.ui_optional()})</span>
    </legend>
    <div class="hint">{m.events_hint_participants()}</div>
    <div class="boxes">
      {rowsToShow(body, 'participants').map((index) => (
        <div class="pair-fields">
          <TypeAhead
            name={`participants.${index}.person`}
            label={m.events_participant_number({ number: index + 1 })}
            optional
            source={addresses.people()}
            value={{ id: typed(body, `participants.${index}.person.id`), text: typed(body, `participants.${index}.person.text`) }}
            error={errorOf(faults, `participants.${index}.person`) ?? (index === 0 ? errorOf(faults, 'participants') : undefined)}
          />
          <TextField
            name={`participants.${index}.role`}
            label={m.events_field_as_role()}
            optional
            value={typed(body, `participants.${index}.role`)}
            maxlength={300}
            error={errorOf(faults, `participants.${index}.role`)}
          />
        </div>
      ))}
      <div>
        <OneMore of="participants" text={m.events_more_participants()} />
      </div>
    </div>
  </fieldset>
)

/** What the form shows for an event that is to be changed. */
export const bodyOfEvent = ({ event, partners, participants, place }: EventWhole): FormBody => {
  const { from, until } = endsOf(event.date)
  const box = (name: LocalText): string => textIn(name)
  return {
    kind: event.kind,
    direction: event.direction,
    title: asTyped(event.title),
    date: dateBoxes(from),
    until: dateBoxes(until),
    place: { id: event.placeId === null ? '' : String(event.placeId), text: place },
    occasion: event.occasion,
    summary: asTyped(event.summary),
    fields: [...event.fields],
    partners: [...partners.map(({ organisationId, name }) => ({ id: organisationId, text: box(name) })), { id: '', text: '' }],
    participants: [
      ...participants.map(({ personId, name, asRole }) => ({ person: { id: personId, text: box(name) }, role: asRole ?? '' })),
      { person: { id: '', text: '' }, role: '' },
    ],
    published: event.publishedAt === null ? '' : 'yes',
  }
}

/** The boxes of one date, as a form would send them. */
export const dateBoxes = (date: Parameters<typeof boxesOf>[0]): { day: string; month: string; year: string; about: string; until: string } => {
  const { day = '', month = '', year = '', about = '', until = '' } = boxesOf(date)
  return { day, month, year, about, until }
}
