// Somebody who travels as a form.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import type { TripRules } from '../rules/rules.ts'
import { ORDERS } from '../trip.ts'
import type { TravellerRecord } from '../trip.queries.ts'
import { orderName } from './traveller.ts'

export const TravellerFields = ({ body, faults, rules }: { readonly body: FormBody; readonly faults: readonly FieldFault[]; readonly rules: TripRules }) => (
  <>
    <TypeAhead
      name="person"
      label={m.trips_traveller_person()}
      hint={m.trips_hint_traveller_person()}
      optional
      source={addresses.people()}
      value={{ id: typed(body, 'person.id'), text: typed(body, 'person.text') }}
      error={errorOf(faults, 'person')}
    />
    <TextField
      name="name"
      label={m.trips_traveller_name()}
      hint={m.trips_hint_traveller_name()}
      optional
      maxlength={300}
      value={typed(body, 'name')}
      error={errorOf(faults, 'name')}
    />
    <TextField name="post" label={m.trips_traveller_post()} optional maxlength={300} value={typed(body, 'post')} error={errorOf(faults, 'post')} />
    <Radios
      name="byOrder"
      label={m.trips_traveller_order()}
      value={typed(body, 'byOrder') || 'usual'}
      options={ORDERS.map((value) => ({
        value,
        label: orderName(value),
        hint: value === 'usual' ? rules.orderedBy : rules.mayorOrderedBy === '' ? m.trips_hint_body_unknown() : rules.mayorOrderedBy,
      }))}
      error={errorOf(faults, 'byOrder')}
    />
    <DateOfAnyPrecision
      name="joinsOn"
      label={m.trips_traveller_joins()}
      hint={m.trips_hint_joins()}
      exact
      optional
      value={typedBoxes(body, 'joinsOn')}
      error={errorOf(faults, 'joinsOn')}
    />
    <DateOfAnyPrecision
      name="leavesOn"
      label={m.trips_traveller_leaves()}
      hint={m.trips_hint_leaves()}
      exact
      optional
      value={typedBoxes(body, 'leavesOn')}
      error={errorOf(faults, 'leavesOn')}
    />
  </>
)

export type TravellerPageProps = {
  readonly shell: Shell
  readonly tripId: string
  readonly tripTitle: string
  readonly traveller: TravellerRecord
  readonly rules: TripRules
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const TravellerPage = ({ shell, tripId, tripTitle, traveller, rules, body, faults = [], conflict }: TravellerPageProps) => (
  <OfficePage
    shell={shell}
    title={traveller.name}
    nav="events"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.trips_title(), href: addresses.trips() }, { text: tripTitle, href: addresses.trip({ id: tripId }) }, { text: traveller.name }]}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.tripTraveller({ id: tripId, traveller: traveller.id })} novalidate>
      <HiddenVersion version={traveller.version} />
      <TravellerFields body={body} faults={faults} rules={rules} />
      <SubmitRow cancel={addresses.trip({ id: tripId })} />
    </form>
    <Removal action={addresses.tripTravellerRemoval({ id: tripId, traveller: traveller.id })} version={traveller.version} text={m.trips_remove_traveller()} />
  </OfficePage>
)
