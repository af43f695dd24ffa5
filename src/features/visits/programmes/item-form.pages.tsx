// The form of a programme's item: what, when by which clock, where, for whom.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { asTyped, isStale, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { OWN_NAME, paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { zoneName } from '#platform/zones.ts'
import { Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, Checkboxes, errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, OneMore, rowsToShow } from '#ui/partners.tsx'
import { PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { ATTENDANCES, attendanceName, ITEM_KINDS, itemKindName, itemName, PARTS, partName } from './programme.ts'
import type { Programme, ProgrammeItem, ProgrammeVisit } from './programme.queries.ts'
import { type Towns, townOf } from './times.ts'

export type ItemFormProps = {
  readonly shell: Shell
  readonly programme: Pick<Programme, 'visit' | 'groups'>
  readonly towns: Towns
  /** null for a new one; otherwise what stands in the programme now. */
  readonly item: {
    readonly id: string
    readonly version: number
    readonly title: LocalText
    readonly note: LocalText
    readonly place: LocalText
    readonly kind: ProgrammeItem['kind']
  } | null
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The hour comes twice that night: which one is meant must be said. */
  readonly doubled?: boolean | undefined
}

export const ItemFormPage = ({ shell, programme, towns, item, body, faults = [], conflict, doubled }: ItemFormProps) => {
  const { visit, groups } = programme
  const id = visit.id
  const back = item === null ? addresses.programme({ id }) : addresses.programmeItem({ id, item: item.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  const whole = typed(body, 'wholeDay') !== ''
  return (
    <OfficePage
      shell={shell}
      title={item === null ? m.programme_new_title() : m.programme_edit_title({ title: itemName(item) })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: textIn(visit.title), href: addresses.visit({ id }) },
        { text: m.programme_title(), href: addresses.programme({ id }) },
        { text: item === null ? m.programme_new() : m.programme_edit() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={item === null ? addresses.programme({ id }) : back} novalidate>
        <EnterSaves />
        {item === null ? null : <HiddenVersion version={item.version} />}
        <TitleBoxes visit={visit} body={body} title={item?.title} faults={faults} />
        <Select
          name="kind"
          label={m.programme_field_kind()}
          value={typed(body, 'kind')}
          options={ITEM_KINDS.map((value) => ({ value, label: itemKindName(value) }))}
          error={error('kind')}
        />
        <fieldset class="field when" id={fieldId('when')}>
          <legend>{m.programme_when()}</legend>
          <div class="dates">
            <TextField name="day" type="date" label={m.programme_field_day()} value={typed(body, 'day')} error={error('day')} />
            <TextField
              name="time"
              label={m.programme_field_time()}
              hint={m.programme_hint_time()}
              letters={6}
              value={typed(body, 'time')}
              error={error('time')}
            />
            <TextField
              name="minutes"
              label={m.programme_field_length()}
              letters={4}
              inputmode="numeric"
              unit={m.programme_unit_minutes()}
              optional
              value={typed(body, 'minutes')}
              error={error('minutes')}
            />
            <TextField
              name="end"
              label={m.programme_field_end()}
              hint={m.programme_hint_end()}
              letters={6}
              optional
              value={typed(body, 'end')}
              error={error('end')}
            />
          </div>
          {doubled === true ? (
            <Radios
              name="fold"
              label={m.programme_field_fold()}
              value={typed(body, 'fold')}
              options={[
                { value: 'first', label: m.programme_fold_first() },
                { value: 'second', label: m.programme_fold_second() },
              ]}
              error={error('fold')}
            />
          ) : typed(body, 'fold') === '' ? null : (
            <input type="hidden" name="fold" value={typed(body, 'fold')} />
          )}
          {doubled === true ? <input type="hidden" name="foldAsked" value="yes" /> : null}
          <details
            class="langs-more"
            open={whole || typed(body, 'lastDay') !== '' || hasZones(body, visit) || ['zone', 'endZone', 'lastDay'].some((name) => error(name) !== undefined)}
          >
            <summary>{m.programme_when_more()}</summary>
            <div class="stack">
              <Checkbox name="wholeDay" label={m.programme_field_whole_day()} checked={whole} />
              <TextField
                name="lastDay"
                type="date"
                label={m.programme_field_last_day()}
                hint={m.programme_hint_last_day()}
                optional
                value={typed(body, 'lastDay')}
                error={error('lastDay')}
              />
              <ZoneField name="zone" label={m.programme_field_zone()} visit={visit} towns={towns} value={typed(body, 'zone')} error={error('zone')} />
              <ZoneField
                name="endZone"
                label={m.programme_field_end_zone()}
                hint={m.programme_hint_end_zone()}
                visit={visit}
                towns={towns}
                value={typed(body, 'endZone')}
                error={error('endZone')}
              />
            </div>
          </details>
        </fieldset>
        {item === null ? (
          <Checkbox name="shift" label={m.programme_field_shift()} hint={m.programme_hint_shift()} checked={typed(body, 'shift') !== ''} />
        ) : null}
        <LocalTextField
          name="place"
          label={m.programme_field_place()}
          hint={m.programme_hint_place()}
          optional
          texts={textBoxes(body, 'place', visit.languages, item?.place)}
          errors={faults}
        />
        <TextField name="room" label={m.programme_field_room()} optional maxlength={120} value={typed(body, 'room')} error={error('room')} />
        <details class="langs-more" open={typed(body, 'address') !== '' || typed(body, 'coordinates') !== '' || error('coordinates') !== undefined}>
          <summary>{m.programme_map_more()}</summary>
          <div class="stack">
            <TextField name="address" label={m.programme_field_address()} optional maxlength={300} value={typed(body, 'address')} error={error('address')} />
            <TextField
              name="coordinates"
              label={m.programme_field_coordinates()}
              hint={m.programme_hint_coordinates()}
              optional
              value={typed(body, 'coordinates')}
              error={error('coordinates')}
            />
          </div>
        </details>
        <Radios
          name="attendance"
          label={m.programme_field_attendance()}
          value={typed(body, 'attendance')}
          options={ATTENDANCES.map((value) => ({ value, label: attendanceName(value) }))}
          error={error('attendance')}
        />
        {groups.length === 0 ? null : (
          <Checkboxes
            name="groups"
            label={m.programme_field_groups()}
            hint={m.programme_hint_groups()}
            optional
            twoColumns
            options={groups.map((group) => ({ value: group.id, label: textIn(group.name) }))}
            values={typedList(body, 'groups')}
            error={error('groups')}
          />
        )}
        <PeopleBoxes visitId={id} body={body} faults={faults} />
        <div class="dates">
          <TypeAhead
            name="contact"
            label={m.programme_field_contact()}
            hint={m.programme_hint_contact()}
            optional
            source={addresses.programmePeople({ id })}
            value={{ id: typed(body, 'contact.id'), text: typed(body, 'contact.text') }}
            error={error('contact')}
          />
          <TextField
            name="contactPhone"
            type="tel"
            label={m.programme_field_contact_phone()}
            optional
            maxlength={60}
            value={typed(body, 'contactPhone')}
            error={error('contactPhone')}
          />
        </div>
        <LocalTextField
          name="note"
          label={m.programme_field_note()}
          hint={m.programme_hint_note()}
          optional
          multiline
          texts={textBoxes(body, 'note', visit.languages, item?.note)}
          errors={faults}
        />
        <TypeAhead
          name="event"
          label={m.programme_field_event()}
          hint={m.programme_hint_event()}
          optional
          source={addresses.events()}
          value={{ id: typed(body, 'event.id'), text: typed(body, 'event.text') }}
          error={error('event')}
        />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.programme_field_published()} hint={m.programme_hint_published()} />
        <SubmitRow cancel={back} />
      </form>
      {item === null ? null : <Removal action={addresses.programmeItemRemoval({ id, item: item.id })} version={item.version} text={m.programme_remove()} />}
    </OfficePage>
  )
}

const hasZones = (body: FormBody, { hostZone }: ProgrammeVisit): boolean => {
  const [zone, endZone] = [typed(body, 'zone'), typed(body, 'endZone')]
  return (zone !== '' && zone !== hostZone) || (endZone !== '' && endZone !== (zone || hostZone))
}

/** The languages of the visit's papers side by side: whoever writes one sees the others. */
const TitleBoxes = ({
  visit,
  body,
  title,
  faults,
}: {
  readonly visit: ProgrammeVisit
  readonly body: FormBody
  readonly title: LocalText | undefined
  readonly faults: readonly FieldFault[]
}) => (
  <fieldset class="field" id={fieldId('title')} tabindex={-1}>
    <legend>{m.programme_field_title()}</legend>
    {errorOf(faults, 'title') === undefined ? null : <p class="ds-validation-message">{errorOf(faults, 'title')}</p>}
    <div class="side-by-side">
      {textBoxes(body, 'title', visit.languages, title).map(({ lang, text, sourceChanged }, index) => (
        <TextField
          name={`title.${lang}`}
          label={OWN_NAME[paperLanguageOf(lang)]}
          labelLang={lang}
          hint={sourceChanged === true && title !== undefined && isStale(title, lang) ? <Tag tone="soon">{m.ui_language_changed()}</Tag> : undefined}
          optional={index > 0}
          lang={lang}
          maxlength={400}
          value={text}
          error={errorOf(faults, `title.${lang}`)}
        />
      ))}
    </div>
  </fieldset>
)

/** The visit's own zones by their towns; any other by its name. */
const ZoneField = ({
  name,
  label,
  hint,
  visit,
  towns,
  value,
  error,
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly visit: ProgrammeVisit
  readonly towns: Towns
  readonly value: string
  readonly error: string | undefined
}) => {
  const own = [...new Set([visit.hostZone, visit.guestZone, ...(value === '' ? [] : [value])])]
  return (
    <Select
      name={name}
      label={label}
      hint={hint}
      optional
      value={value}
      empty={name === 'zone' ? townOf(visit.hostZone, towns) : m.programme_zone_same()}
      options={[
        ...own.filter((zone) => name !== 'zone' || zone !== visit.hostZone).map((zone) => ({ value: zone, label: `${townOf(zone, towns)} (${zone})` })),
        ...COMMON_ZONES.filter((zone) => !own.includes(zone)).map((zone) => ({ value: zone, label: `${zoneName(zone)} (${zone})` })),
      ]}
      error={error}
    />
  )
}

/** Where flights are changed; the towns of the visit stand above them. */
const COMMON_ZONES = [
  'Europe/Sofia',
  'Europe/Skopje',
  'Europe/Belgrade',
  'Europe/Podgorica',
  'Europe/Istanbul',
  'Europe/Vienna',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Rome',
  'Europe/London',
  'Europe/Warsaw',
  'Europe/Kyiv',
  'Asia/Dubai',
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Tokyo',
  'America/New_York',
]

const PeopleBoxes = ({ visitId, body, faults }: { readonly visitId: string; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <fieldset class="field" id={fieldId('participants')} tabindex={-1}>
    <legend>
      {m.programme_field_participants()} <span class="opt">({m.ui_optional()})</span>
    </legend>
    <div class="hint">{m.programme_hint_participants()}</div>
    {errorOf(faults, 'participants') === undefined ? null : <p class="ds-validation-message">{errorOf(faults, 'participants')}</p>}
    <div class="boxes">
      {rowsToShow(body, 'participants').map((index) => (
        <div class="pair-fields">
          <TypeAhead
            name={`participants.${index}.who`}
            label={m.programme_person_number({ number: index + 1 })}
            optional
            source={addresses.programmePeople({ id: visitId })}
            value={{ id: typed(body, `participants.${index}.who.id`), text: typed(body, `participants.${index}.who.text`) }}
            error={errorOf(faults, `participants.${index}.who`)}
          />
          <Select
            name={`participants.${index}.part`}
            label={m.programme_part()}
            value={typed(body, `participants.${index}.part`) || 'takes'}
            options={PARTS.map((value) => ({ value, label: partName(value) }))}
          />
        </div>
      ))}
      <div>
        <OneMore of="participants" text={m.programme_more_people()} />
      </div>
    </div>
  </fieldset>
)

/** What the form shows for an item that is to be changed. */
export const bodyOfItem = (item: ProgrammeItem, called: ReadonlyMap<string, string>): FormBody => ({
  kind: item.kind,
  day: item.day,
  wholeDay: item.time === null ? 'yes' : '',
  time: item.time ?? '',
  minutes: item.time === null ? '' : String(item.minutes),
  end: '',
  lastDay: item.time === null && item.lastDay !== item.day ? item.lastDay : '',
  zone: item.zone,
  endZone: item.endZone === item.zone ? '' : item.endZone,
  fold: item.fold,
  title: asTyped(item.title),
  note: asTyped(item.note),
  place: asTyped(item.place),
  address: item.address,
  coordinates: item.latitude === null || item.longitude === null ? '' : `${item.latitude}, ${item.longitude}`,
  room: item.room,
  contact: { text: item.contact, id: item.contactPersonId === null ? '' : `p:${item.contactPersonId}` },
  contactPhone: item.contactPhone,
  attendance: item.attendance,
  groups: [...item.groups],
  participants: [
    ...item.participants.map((one) => ({
      who: {
        id: one.delegateId === null ? `p:${one.personId}` : `d:${one.delegateId}`,
        text: called.get(one.delegateId ?? one.personId ?? '') ?? displayName(one),
      },
      part: one.part,
    })),
    { who: { id: '', text: '' }, part: 'takes' },
  ],
  event: { id: item.event?.id ?? '', text: item.event === null ? '' : textIn(item.event.title) },
  published: item.published ? 'yes' : '',
})
