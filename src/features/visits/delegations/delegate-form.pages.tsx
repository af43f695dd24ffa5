// The form of a member of a delegation, and the preview of a pasted list of names.
import { addresses } from '#addresses'
import { displayName, languageChoices, SPOKEN } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { isPaperLanguage, PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, Checkboxes, errorOf, ErrorSummary, HiddenVersion, Radios, remedyOf, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { clockAt } from '../programmes/zone-time.ts'
import type { VisitWhole } from '../visit.queries.ts'
import { DELEGATION_SIDES, delegateName, type KnownOfPerson, ROOMS, roomName, wordsOfPost } from './delegate.ts'
import { MomentFields, sideTitle } from './delegate.pages.tsx'
import type { DelegateRow } from './delegate.queries.ts'
import type { PastedName } from './pasting.ts'

type Framed = { readonly shell: Shell; readonly visit: Pick<VisitWhole, 'visit' | 'event'> }

const crumbsOf = ({ event }: Framed['visit'], last: string) => [
  { text: m.visits_title(), href: addresses.visits() },
  { text: textIn(event.title), href: addresses.visit({ id: event.id }) },
  { text: m.visits_tab_delegations(), href: addresses.visitDelegations({ id: event.id }) },
  { text: last },
]

export type DelegateFormProps = Framed & {
  /** null for a new one; otherwise what stands in the register now. */
  readonly delegate: DelegateRow | null
  readonly version: number
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const DelegateFormPage = ({ shell, visit, delegate, version, body, faults = [], conflict }: DelegateFormProps) => {
  const { id, direction } = visit.event
  const back = addresses.visitDelegations({ id })
  const error = (name: string): string | undefined => errorOf(faults, name)
  const { languages, hostZone } = visit.visit
  const title = delegate === null ? m.visits_delegate_new() : delegateName(delegate)
  const line = (name: string, label: string, hint?: string) => (
    <TextField name={name} label={label} hint={hint} optional maxlength={300} value={typed(body, name)} error={error(name)} />
  )
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={crumbsOf(visit, title)}
      islands={['delegate.js']}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        data-asks-before-leaving=""
        class="form"
        method="post"
        action={delegate === null ? addresses.visitDelegations({ id }) : addresses.delegateEdit({ id, delegate: delegate.id })}
        novalidate
      >
        {delegate === null ? null : <HiddenVersion version={version} />}
        <Radios
          name="side"
          label={m.visits_delegate_field_side()}
          value={typed(body, 'side')}
          options={DELEGATION_SIDES.toReversed().map((value) => ({ value, label: sideTitle(value, direction) }))}
          error={error('side')}
        />
        <div data-known={addresses.delegateKnown({ id })}>
          <TypeAhead
            name="person"
            label={m.visits_delegate_field_person()}
            hint={m.visits_delegate_hint_person()}
            optional
            source={addresses.people()}
            value={{ id: typed(body, 'person.id'), text: typed(body, 'person.text') }}
            error={error('person')}
          />
          <p class="sub" role="status" data-filled={m.visits_delegate_filled()}></p>
        </div>
        <LocalTextField
          name="name"
          label={m.visits_delegate_field_name()}
          hint={m.visits_delegate_hint_name()}
          optional
          texts={textBoxes(body, 'name', languages, delegate?.name)}
          errors={faults}
        />
        {line('nativeName', m.visits_delegate_field_native())}
        {line('title', m.visits_delegate_field_title(), m.visits_delegate_hint_title())}
        <LocalTextField
          name="role"
          label={m.visits_delegate_field_role()}
          optional
          texts={textBoxes(body, 'role', languages, delegate?.role)}
          errors={faults}
        />
        <TypeAhead
          name="organisation"
          label={m.visits_delegate_field_organisation()}
          optional
          source={addresses.organisations()}
          value={{ id: typed(body, 'organisation.id'), text: typed(body, 'organisation.text') }}
          error={error('organisation')}
          remedy={remedyOf(faults, 'organisation')}
        />
        {delegate?.personId === null || delegate === null ? (
          <div class="field">
            <Checkbox name="register" label={m.visits_delegate_register()} hint={m.visits_delegate_register_hint()} checked={typed(body, 'register') !== ''} />
          </div>
        ) : null}
        <div class="field">
          <Checkbox name="isHead" label={m.visits_delegate_field_head()} checked={typed(body, 'isHead') !== ''} />
          <Checkbox name="isInterpreter" label={m.visits_delegate_field_interpreter()} checked={typed(body, 'isInterpreter') !== ''} />
        </div>
        <TextField
          name="rank"
          label={m.visits_delegate_field_rank()}
          hint={m.visits_delegate_hint_rank()}
          optional
          letters={3}
          inputmode="numeric"
          value={typed(body, 'rank')}
          error={error('rank')}
        />
        <Checkboxes
          name="languages"
          label={m.visits_delegate_field_languages()}
          hint={m.visits_delegate_hint_languages()}
          optional
          twoColumns
          options={languageChoices([...new Set([...languages, ...(delegate?.languages ?? []), ...SPOKEN.slice(0, 16), 'zh'])])}
          values={typedList(body, 'languages')}
          error={error('languages')}
        />
        <Select
          name="writtenIn"
          label={m.visits_delegate_field_written_in()}
          hint={m.visits_delegate_hint_written_in()}
          optional
          value={typed(body, 'writtenIn')}
          options={[
            { value: '', label: m.visits_delegate_written_by_rule() },
            ...languageChoices([...new Set([...languages.filter(isPaperLanguage), ...PAPER_LANGUAGES])]),
          ]}
          error={error('writtenIn')}
        />
        <TextField
          name="email"
          type="email"
          label={m.visits_delegate_field_email()}
          optional
          maxlength={320}
          value={typed(body, 'email')}
          error={error('email')}
        />
        <TextField
          name="phone"
          type="tel"
          label={m.visits_delegate_field_phone()}
          optional
          maxlength={60}
          value={typed(body, 'phone')}
          error={error('phone')}
        />
        <MomentFields name="arrivesAt" label={m.visits_delegate_field_arrives_at()} body={body} faults={faults} zone={hostZone} />
        {line('arrival', m.visits_delegate_field_arrival(), m.visits_delegate_hint_arrival())}
        <MomentFields name="leavesAt" label={m.visits_delegate_field_leaves_at()} body={body} faults={faults} zone={hostZone} />
        {line('departure', m.visits_delegate_field_departure())}
        <Select
          name="room"
          label={m.visits_delegate_field_room()}
          optional
          value={typed(body, 'room')}
          options={ROOMS.map((value) => ({ value, label: value === '' ? m.visits_room_unknown() : roomName(value) }))}
          error={error('room')}
        />
        {line('lodging', m.visits_delegate_field_lodging())}
        {line('roomWith', m.visits_delegate_field_room_with())}
        <fieldset class="field special-data">
          <legend>{m.visits_delegate_special()}</legend>
          <div class="hint">{m.visits_delegate_special_hint()}</div>
          {line('diet', m.visits_delegate_field_diet(), m.visits_delegate_hint_diet())}
          {line('needs', m.visits_delegate_field_needs(), m.visits_delegate_hint_needs())}
        </fieldset>
        <SubmitRow cancel={back}>
          {delegate === null ? (
            <button class="ds-button" data-variant="secondary" name="another" value="yes">
              {m.visits_delegate_save_another()}
            </button>
          ) : null}
        </SubmitRow>
      </form>
      {delegate === null ? null : (
        <>
          <form class="removal" method="post" action={addresses.delegateWithdrawal({ id, delegate: delegate.id })}>
            <HiddenVersion version={version} />
            <button class="ds-button" data-variant="secondary" name="away" value={delegate.withdrawnOn === null ? 'yes' : ''}>
              {delegate.withdrawnOn === null ? m.visits_delegate_withdraw() : m.visits_delegate_return()}
            </button>
            <span class="sub">{m.visits_delegate_withdraw_hint()}</span>
          </form>
          <Removal
            action={addresses.delegateRemoval({ id, delegate: delegate.id })}
            version={version}
            text={m.visits_delegate_remove()}
            hint={m.visits_delegate_remove_hint()}
          />
        </>
      )}
    </OfficePage>
  )
}

const momentBoxes = (at: Date | null, zone: string): FormBody => {
  if (at === null) return { date: {}, time: '' }
  const clock = clockAt(at.getTime(), zone)
  const { day = '', month = '', year = '' } = boxesOf(clock.day)
  return { date: { day, month, year }, time: clock.time }
}

/** What the form shows for a member that is to be changed. */
export const bodyOfDelegate = (one: DelegateRow, person: { readonly name: LocalText; readonly nativeName: string | null } | null, zone: string): FormBody => ({
  side: one.side,
  person: one.personId === null || person === null ? { id: '', text: '' } : { id: one.personId, text: displayName(person) },
  organisation:
    one.organisationId === null || one.organisation === null ? { id: '', text: '' } : { id: one.organisationId, text: displayName(one.organisation) },
  name: asTyped(one.name),
  nativeName: one.nativeName,
  title: one.title,
  role: asTyped(one.role),
  rank: one.rank === null ? '' : String(one.rank),
  isHead: one.isHead ? 'yes' : '',
  isInterpreter: one.isInterpreter ? 'yes' : '',
  languages: [...one.languages],
  writtenIn: one.writtenIn,
  email: one.email,
  phone: one.phone,
  diet: one.diet,
  needs: one.needs,
  arrivesAt: momentBoxes(one.arrivesAt, zone),
  arrival: one.arrival,
  leavesAt: momentBoxes(one.leavesAt, zone),
  departure: one.departure,
  room: one.room,
  lodging: one.lodging,
  roomWith: one.roomWith,
})

/** What the register knows of somebody, by the names of the form's boxes: for the script that fills them when somebody is chosen. */
export const boxesOfKnown = ({ person, post }: KnownOfPerson): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(asTyped(person.name)).map(([language, text]) => [`name.${language}`, text])),
  ...(post === null ? {} : Object.fromEntries(Object.entries(wordsOfPost(post)).map(([language, text]) => [`role.${language}`, text]))),
  ...(post === null ? {} : { 'organisation.id': post.organisation.id, 'organisation.text': displayName(post.organisation) }),
  nativeName: person.nativeName ?? '',
  title: person.title ?? '',
  email: person.email ?? '',
  phone: person.phone ?? '',
})

// ---- a pasted list -----------------------------------------------------------------------------------------------------

/** A line of the list with whom of the register it may be, and whether that name stands in the delegation already. */
export type PastedRow = PastedName & {
  readonly take: boolean
  readonly known: readonly { readonly id: string; readonly text: string }[]
  readonly there: boolean
  readonly person: string
}

export type PastingProps = Framed & {
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  /** The rows to be looked at; null before the list is read. */
  readonly rows: readonly PastedRow[] | null
  readonly organisation: { readonly id: string; readonly text: string } | null
}

export const PastingPage = ({ shell, visit, body, faults = [], rows, organisation }: PastingProps) => {
  const { id, direction } = visit.event
  return (
    <OfficePage
      shell={shell}
      title={m.visits_pasting()}
      nav="events"
      failed={faults.length > 0}
      crumbs={crumbsOf(visit, m.visits_pasting())}
      lead={m.visits_pasting_lead()}
    >
      <ErrorSummary errors={faults} />
      {rows === null ? (
        <form data-asks-before-leaving="" class="form" method="post" action={addresses.delegatePasting({ id })} novalidate>
          <Radios
            name="side"
            label={m.visits_delegate_field_side()}
            value={typed(body, 'side')}
            options={DELEGATION_SIDES.toReversed().map((value) => ({ value, label: sideTitle(value, direction) }))}
            error={errorOf(faults, 'side')}
          />
          <TypeAhead
            name="organisation"
            label={m.visits_delegate_field_organisation()}
            hint={m.visits_pasting_hint_organisation()}
            optional
            source={addresses.organisations()}
            value={{ id: typed(body, 'organisation.id'), text: typed(body, 'organisation.text') }}
            error={errorOf(faults, 'organisation')}
            remedy={remedyOf(faults, 'organisation')}
          />
          <TextArea
            name="names"
            label={m.visits_pasting_names()}
            hint={m.visits_pasting_hint()}
            rows={12}
            value={typed(body, 'names')}
            error={errorOf(faults, 'names')}
            autofocus
          />
          <SubmitRow text={m.visits_pasting_preview()} cancel={addresses.visitDelegations({ id })} />
        </form>
      ) : (
        <form data-asks-before-leaving="" class="form-wide stack" method="post" action={addresses.delegatePasted({ id })} novalidate>
          <input type="hidden" name="side" value={typed(body, 'side')} />
          <input type="hidden" name="organisationId" value={organisation?.id ?? ''} />
          <p>
            {m.visits_pasting_found({ count: rows.length })}
            {organisation === null ? null : ` ${m.visits_pasting_of({ organisation: organisation.text })}`}
          </p>
          <table class="register pasted">
            <caption class="sr">{m.visits_pasting()}</caption>
            <thead>
              <tr>
                <th scope="col">{m.visits_pasting_take()}</th>
                <th scope="col">{m.visits_delegate_field_title()}</th>
                <th scope="col">{m.visits_delegate_field_name()}</th>
                <th scope="col">{m.visits_delegate_field_role()}</th>
                <th scope="col">{m.visits_pasting_known()}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr>
                  <td data-label={m.visits_pasting_take()}>
                    <input
                      class="ds-input"
                      type="checkbox"
                      name={`rows.${index}.take`}
                      value="yes"
                      checked={row.take}
                      aria-label={m.visits_pasting_take_one({ name: row.name })}
                    />
                    <input type="hidden" name={`rows.${index}.email`} value={row.email} />
                    <input type="hidden" name={`rows.${index}.phone`} value={row.phone} />
                  </td>
                  <td data-label={m.visits_delegate_field_title()}>
                    <input
                      class="ds-input short"
                      name={`rows.${index}.title`}
                      value={row.title}
                      maxlength={100}
                      aria-label={`${m.visits_delegate_field_title()}: ${row.name}`}
                    />
                  </td>
                  <th scope="row">
                    <input
                      class="ds-input"
                      name={`rows.${index}.name`}
                      value={row.name}
                      maxlength={300}
                      aria-label={`${m.visits_delegate_field_name()} ${index + 1}`}
                    />
                    {row.there ? <span class="soon"> {m.visits_pasting_there()}</span> : null}
                  </th>
                  <td data-label={m.visits_delegate_field_role()}>
                    <input
                      class="ds-input"
                      name={`rows.${index}.role`}
                      value={row.role}
                      maxlength={300}
                      aria-label={`${m.visits_delegate_field_role()}: ${row.name}`}
                    />
                    {[row.email, row.phone].filter((part) => part !== '').length === 0 ? null : (
                      <span class="sub"> {[row.email, row.phone].filter((part) => part !== '').join(' · ')}</span>
                    )}
                  </td>
                  <td data-label={m.visits_pasting_known()}>
                    {row.known.length === 0 ? (
                      <input type="hidden" name={`rows.${index}.person`} value="" />
                    ) : (
                      <select class="ds-input" name={`rows.${index}.person`} aria-label={`${m.visits_pasting_known()}: ${row.name}`}>
                        <option value="">{m.visits_pasting_new()}</option>
                        {row.known.map((one) => (
                          <option value={one.id} selected={one.id === row.person}>
                            {one.text}
                          </option>
                        ))}
                      </select>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <SubmitRow text={m.visits_pasting_do()} cancel={addresses.visitDelegations({ id })} />
        </form>
      )}
    </OfficePage>
  )
}
