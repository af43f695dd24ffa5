// The form of a journey: its task, its ground, the way there and back, and what the host gives.
import { addresses } from '#addresses'
import { countryChoices } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { EMPTY_TEXT, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { EnterSaves, OneMore, rowsIn } from '#ui/partners.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import type { Leg } from './journeys/journey.ts'
import { MEALS, PAYERS } from './money/budget.ts'
import { mealsName, payerName } from './money/cost.ts'
import type { TripWhole } from './trip.queries.ts'

export type TripFormProps = {
  readonly shell: Shell
  readonly trip: { readonly id: string; readonly version: number; readonly title: string }
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const TripFormPage = ({ shell, trip, body, faults = [], conflict }: TripFormProps) => {
  const back = addresses.trip({ id: trip.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={m.trips_edit_title({ title: trip.title })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.trips_title(), href: addresses.trips() }, { text: trip.title, href: back }, { text: m.trips_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={back} novalidate>
        <EnterSaves />
        <HiddenVersion version={trip.version} />
        <TextArea name="task" label={m.trips_task()} hint={m.trips_hint_task()} optional rows={2} value={typed(body, 'task')} error={error('task')} />
        <TextField
          name="basis"
          label={m.trips_basis()}
          hint={m.trips_hint_basis()}
          optional
          maxlength={1000}
          value={typed(body, 'basis')}
          error={error('basis')}
        />
        <fieldset class="field" id="f-legs" tabindex={-1}>
          <legend>{m.trips_legs()}</legend>
          <div class="hint">{m.trips_hint_legs()}</div>
          {error('legs') === undefined ? null : <p class="ds-validation-message">{error('legs')}</p>}
          {Array.from({ length: Math.max(rowsIn(body, 'legs'), 2) }, (_, index) => (
            <LegFields index={index} body={body} faults={faults} />
          ))}
          <div>
            <OneMore of="legs" text={m.trips_one_more_leg()} />
          </div>
        </fieldset>
        <Radios
          name="lodgingBy"
          label={m.trips_lodging_by()}
          value={typed(body, 'lodgingBy')}
          options={PAYERS.map((value) => ({ value, label: payerName(value) }))}
          error={error('lodgingBy')}
        />
        <Radios
          name="hostMeals"
          label={m.trips_host_meals()}
          hint={m.trips_hint_host_meals()}
          value={typed(body, 'hostMeals')}
          options={MEALS.map((value) => ({ value, label: mealsName(value) }))}
          error={error('hostMeals')}
        />
        <TextArea name="note" label={m.trips_note()} optional rows={2} value={typed(body, 'note')} error={error('note')} />
        <SubmitRow cancel={back} />
      </form>
    </OfficePage>
  )
}

const LegFields = ({ index, body, faults }: { readonly index: number; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => {
  const at = `legs.${index}`
  const error = (field: string): string | undefined => errorOf(faults, `${at}.${field}`)
  const end = (name: 'departs' | 'arrives', label: string) => (
    <div class="when">
      <TextField name={`${at}.${name}`} label={label} type="date" optional value={typed(body, `${at}.${name}`)} error={error(name)} />
      <TextField
        name={`${at}.${name}Time`}
        label={m.trips_leg_hour()}
        optional
        letters={5}
        inputmode="numeric"
        value={typed(body, `${at}.${name}Time`)}
        error={error(`${name}Time`)}
      />
    </div>
  )
  return (
    <div class="leg">
      <p class="strong">{m.trips_leg_number({ number: index + 1 })}</p>
      <div class="ends">
        <div class="stack">
          <TypeAhead
            name={`${at}.from`}
            label={m.trips_leg_from()}
            {...(index === 0 ? {} : { hint: m.trips_hint_leg_from() })}
            optional
            source={addresses.towns()}
            value={{ id: typed(body, `${at}.from.id`), text: typed(body, `${at}.from.text`) }}
            error={error('from')}
          />
          {end('departs', m.trips_leg_departs())}
        </div>
        <div class="stack">
          <TypeAhead
            name={`${at}.to`}
            label={m.trips_leg_to()}
            optional
            source={addresses.towns()}
            value={{ id: typed(body, `${at}.to.id`), text: typed(body, `${at}.to.text`) }}
            error={error('to')}
          />
          {end('arrives', m.trips_leg_arrives())}
        </div>
      </div>
      <div class="ends">
        <TextField
          name={`${at}.transport`}
          label={m.trips_transport()}
          optional
          maxlength={200}
          value={typed(body, `${at}.transport`)}
          error={error('transport')}
        />
        <Select
          name={`${at}.country`}
          label={m.trips_leg_country()}
          hint={m.trips_hint_leg_country()}
          optional
          empty={m.trips_leg_country_by_place()}
          value={typed(body, `${at}.country`)}
          options={countryChoices()}
          error={error('country')}
        />
      </div>
    </div>
  )
}

/** What the form shows for a journey that is to be changed. */
export const bodyOfTrip = ({ trip, dossier }: Pick<TripWhole, 'trip' | 'dossier'>): FormBody => ({
  // The dossier may have got its purpose after the journey was opened.
  task: trip.task === '' ? textIn(dossier?.purpose ?? EMPTY_TEXT, 'bg') : trip.task,
  basis: trip.basis,
  legs: trip.legs.map((leg: Leg) => ({
    from: { id: leg.from.placeId === null ? '' : String(leg.from.placeId), text: leg.from.text },
    to: { id: leg.to.placeId === null ? '' : String(leg.to.placeId), text: leg.to.text },
    departs: leg.departs.day,
    departsTime: leg.departs.time ?? '',
    arrives: leg.arrives.day,
    arrivesTime: leg.arrives.time ?? '',
    transport: leg.transport,
    country: leg.to.placeId === null ? leg.to.country : '',
  })),
  lodgingBy: trip.lodgingBy,
  hostMeals: trip.hostMeals,
  note: trip.note,
})
