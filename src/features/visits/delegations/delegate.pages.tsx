// The delegations of a visit as a page: both sides in order of precedence, and what one does to a whole delegation.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { isEmptyText, textIn } from '#platform/texts/local-text.ts'
import { zoneName } from '#platform/zones.ts'
import { Flag, Tag } from '#ui/badges.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { NewButton } from '#ui/record.tsx'
import { EmptyState, Section, Table } from '#ui/tables.tsx'
import type { VisitLook } from '../look.queries.ts'
import { DELEGATION_SIDES, delegateName, type DelegationSide, lodgerOf, roomName, sideName } from './delegate.ts'
import { staysOf, type Stay as Stays } from './room.ts'
import type { DelegateRow } from './delegate.queries.ts'

/** Who is who depends on who travels. */
export const sideTitle = (side: DelegationSide, direction: string): string =>
  direction === 'outgoing'
    ? side === 'guests'
      ? m.visits_side_we_travel()
      : m.visits_side_they_host()
    : direction === 'incoming'
      ? side === 'guests'
        ? m.visits_side_they_come()
        : m.visits_side_we_host()
      : sideName(side)

/** Everything of somebody's way and stay that is known, in short. */
const Journey = ({ one, zone, ahead }: { readonly one: DelegateRow; readonly zone: string; readonly ahead: boolean }) => {
  const when = (at: Date | null, said: string) => [at === null ? '' : momentInWords(at, zone), said].filter((part) => part !== '').join(', ')
  const [comes, goes] = [when(one.arrivesAt, one.arrival), when(one.leavesAt, one.departure)]
  return (
    <>
      {comes === '' && ahead ? <span class="soon">{m.visits_delegate_no_arrival()}</span> : comes}
      {goes === '' ? null : <span class="sub"> – {goes}</span>}
    </>
  )
}

const Stay = ({ stay: { room, lodging, roomWith }, nights }: { readonly stay: Omit<Stays, 'mates'>; readonly nights: boolean }) => {
  const said = [roomName(room), lodging, roomWith === '' ? '' : m.visits_delegate_shares({ name: roomWith })].filter((part) => part !== '')
  return (
    <>
      {said.join(', ')}
      {room === '' && nights ? <span class="soon"> {m.visits_delegate_no_room()}</span> : null}
    </>
  )
}

const Member = ({ one, mayWrite }: { readonly one: DelegateRow; readonly mayWrite: boolean }) => {
  const nameless = isEmptyText(one.name)
  // The post stands in the next column.
  const name = nameless ? m.visits_delegate_no_name() : delegateName(one)
  const href = mayWrite
    ? addresses.delegateEdit({ id: one.visitId, delegate: one.id })
    : one.personId === null
      ? undefined
      : addresses.person({ id: one.personId })
  const shown = ['plain strong', nameless ? 'soon' : '', one.withdrawnOn === null ? '' : 'struck'].filter((part) => part !== '').join(' ')
  return (
    <>
      {href === undefined ? (
        <span class={shown}>{name}</span>
      ) : (
        <a class={shown} href={href}>
          {name}
        </a>
      )}
      {one.nativeName === '' || one.nativeName === name ? null : <span class="sub"> {one.nativeName}</span>}
      {one.isHead ? (
        <>
          {' '}
          <Tag tone="accent">{m.visits_tag_head()}</Tag>
        </>
      ) : null}
      {one.isInterpreter ? (
        <>
          {' '}
          <Tag>{m.visits_tag_interpreter()}</Tag>
        </>
      ) : null}
      {one.withdrawnOn === null ? null : (
        <>
          {' '}
          <Tag tone="outline">{m.visits_tag_away()}</Tag>
        </>
      )}
      {mayWrite && one.personId === null && !nameless ? (
        <form class="to-register no-print" method="post" action={addresses.delegateRegistration({ id: one.visitId, delegate: one.id })}>
          <HiddenVersion version={one.version} />
          <button class="as-link">
            {m.visits_delegate_to_register()}
            <span class="sr">: {name}</span>
          </button>
        </form>
      ) : null}
    </>
  )
}

export type DelegationsProps = {
  readonly look: VisitLook
  /** In order of precedence, side by side. */
  readonly delegates: readonly DelegateRow[]
  readonly mayWrite: boolean
  /** A refused form of how a delegation travels. */
  readonly journey?: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | undefined
  /** What other parts bring: tables to sit at. */
  readonly children?: Child
}

export const Delegations = ({ look, delegates, mayWrite, journey, children }: DelegationsProps) => {
  const { id, direction } = look.event
  const ahead = look.state === 'planned' || look.state === 'confirmed'
  const nights = ahead && look.event.firstDay !== look.event.lastDay
  const stays = staysOf(delegates.filter(({ withdrawnOn }) => withdrawnOn === null).map(lodgerOf))
  const adding = (side: DelegationSide) => (mayWrite ? { href: addresses.delegateNew({ id }, { side }), text: m.visits_delegate_new() } : undefined)
  if (delegates.length === 0)
    return (
      <>
        <EmptyState
          title={m.visits_delegates_empty_title()}
          text={m.visits_delegates_empty_text()}
          actions={
            mayWrite ? (
              <>
                <NewButton href={addresses.delegateNew({ id }, { side: 'guests' })} text={m.visits_delegate_new()} />
                <a class="ds-button" data-variant="secondary" href={addresses.delegatePasting({ id })}>
                  {m.visits_pasting()}
                </a>
              </>
            ) : null
          }
        />
        {children}
      </>
    )
  return (
    <>
      {mayWrite ? (
        <p class="row no-print">
          <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.delegatePasting({ id })}>
            {m.visits_pasting()}
          </a>
        </p>
      ) : null}
      {DELEGATION_SIDES.toReversed().map((side) => {
        const own = delegates.filter((one) => one.side === side)
        const coming = own.filter(({ withdrawnOn }) => withdrawnOn === null).length
        return (
          <Section
            id={side}
            title={sideTitle(side, direction)}
            count={own.length === 0 ? null : m.visits_delegates_count({ count: coming })}
            more={adding(side)}
          >
            {own.length === 0 ? (
              <p class="sub">{m.visits_delegates_none()}</p>
            ) : (
              <Table
                caption={sideTitle(side, direction)}
                keys
                rows={own}
                rowId={(one) => `d-${one.id}`}
                columns={[
                  { head: m.visits_delegate_field_name(), cell: (one) => <Member one={one} mayWrite={mayWrite} /> },
                  {
                    head: m.visits_delegate_column_role(),
                    cell: (one) => (
                      <>
                        {textIn(one.role)}
                        {one.organisation === null ? null : (
                          <span class="sub">
                            <Flag country={one.organisation.country} /> {displayName(one.organisation)}
                          </span>
                        )}
                      </>
                    ),
                  },
                  { head: m.visits_delegate_field_languages(), cell: (one) => one.languages.map(languageName).join(', ') },
                  ...(side === 'guests'
                    ? [
                        {
                          head: m.visits_delegate_column_journey(),
                          cell: (one: DelegateRow) => <Journey one={one} zone={look.visit.hostZone} ahead={ahead} />,
                        },
                        {
                          head: m.visits_delegate_field_room(),
                          cell: (one: DelegateRow) => <Stay stay={stays.get(one.id) ?? one} nights={nights && one.withdrawnOn === null} />,
                        },
                      ]
                    : []),
                  // Special data (GDPR, art. 9): for those who arrange the meals and the rooms.
                  ...(mayWrite && own.some(({ diet, needs }) => diet !== '' || needs !== '')
                    ? [
                        {
                          head: m.visits_delegate_column_needs(),
                          cell: (one: DelegateRow) => [one.diet, one.needs].filter((part) => part !== '').join('; '),
                        },
                      ]
                    : []),
                ]}
              />
            )}
          </Section>
        )
      })}
      {mayWrite ? <SpecialDataNote look={look} kept={delegates.some(({ diet, needs }) => diet !== '' || needs !== '')} /> : null}
      {mayWrite ? <JourneyForAll look={look} journey={journey} /> : null}
      {children}
    </>
  )
}

/** Until when what they eat and need is kept, or since when it is not any more. */
const SpecialDataNote = ({ look, kept }: { readonly look: VisitLook; readonly kept: boolean }) => {
  const erasedOn = look.visit.specialErasedOn
  if (!kept && erasedOn === null) return null
  return (
    <p class="sub no-print">
      {kept ? m.visits_special_kept() : m.visits_special_erased({ day: dayInWords(erasedOn!) })} <a href={addresses.visitRules()}>{m.visits_rules_title()}</a>
    </p>
  )
}

/** „Пристигат заедно“: said once for everybody of whom it is not known yet. */
const JourneyForAll = ({ look, journey }: Pick<DelegationsProps, 'look' | 'journey'>) => {
  const body = journey?.body ?? { side: 'guests' }
  const error = (name: string) => errorOf(journey?.faults, name)
  return (
    <details class="langs-more no-print" open={journey !== undefined}>
      <summary>{m.visits_journey_title()}</summary>
      <form class="form" method="post" action={addresses.delegateJourney({ id: look.event.id })} novalidate>
        <p class="sub">{m.visits_journey_hint()}</p>
        <Select
          name="side"
          label={m.visits_delegate_field_side()}
          value={typed(body, 'side')}
          options={DELEGATION_SIDES.toReversed().map((value) => ({ value, label: sideTitle(value, look.event.direction) }))}
          error={error('side')}
        />
        <MomentFields name="arrivesAt" label={m.visits_delegate_field_arrives_at()} body={body} faults={journey?.faults ?? []} zone={look.visit.hostZone} />
        <TextField
          name="arrival"
          label={m.visits_delegate_field_arrival()}
          hint={m.visits_delegate_hint_arrival()}
          optional
          maxlength={300}
          value={typed(body, 'arrival')}
          error={error('arrival')}
        />
        <MomentFields name="leavesAt" label={m.visits_delegate_field_leaves_at()} body={body} faults={journey?.faults ?? []} zone={look.visit.hostZone} />
        <TextField
          name="departure"
          label={m.visits_delegate_field_departure()}
          optional
          maxlength={300}
          value={typed(body, 'departure')}
          error={error('departure')}
        />
        <TextField name="lodging" label={m.visits_delegate_field_lodging()} optional maxlength={300} value={typed(body, 'lodging')} error={error('lodging')} />
        <SubmitRow text={m.visits_journey_do()} />
      </form>
    </details>
  )
}

/** A day and a time of the clock at the place of the visit. */
export const MomentFields = ({
  name,
  label,
  body,
  faults,
  zone,
}: {
  readonly name: string
  readonly label: string
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly zone: string
}) => (
  <div class="dates">
    <DateOfAnyPrecision
      name={`${name}.date`}
      label={label}
      hint={m.visits_hint_exact_day()}
      optional
      exact
      value={typedBoxes(body, `${name}.date`)}
      error={errorOf(faults, `${name}.date`)}
    />
    <TextField
      name={`${name}.time`}
      label={
        <>
          <span class="sr">{label}: </span>
          {m.visits_delegate_field_time()}
        </>
      }
      hint={m.visits_delegate_hint_time({ zone: zoneName(zone) })}
      optional
      letters={5}
      value={typed(body, `${name}.time`)}
      error={errorOf(faults, `${name}.time`)}
    />
  </div>
)
