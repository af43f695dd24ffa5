// The tables of a visit: their list, one as a picture with the list of its seats, its form.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { delegateName } from '../delegations/delegate.ts'
import type { RankedDelegate } from '../delegations/delegate.queries.ts'
import { sideTitle } from '../delegations/delegate.pages.tsx'
import type { VisitWhole } from '../visit.queries.ts'
import { SeatingPicture } from './seating-picture.pages.tsx'
import type { SeatingRow } from './seating.queries.ts'
import { type Arranged, INTERPRETER_PLACES, isLegible, SEATING_FORMS, seatingFormName, seatKey, TABLE_SIZES } from './seating.ts'

/** The tables on the tab of the delegations. */
export const Seatings = ({ visitId, rows, mayWrite }: { readonly visitId: string; readonly rows: readonly SeatingRow[]; readonly mayWrite: boolean }) => (
  <Section
    id="seatings"
    title={m.visits_seatings_title()}
    count={rows.length === 0 ? null : rows.length}
    more={mayWrite ? { href: addresses.seatingNew({ id: visitId }), text: m.visits_seating_new() } : undefined}
  >
    {rows.length === 0 ? (
      <p class="sub">{m.visits_seatings_none()}</p>
    ) : (
      <ul>
        {rows.map((row) => (
          <li>
            <a href={addresses.seating({ id: visitId, seating: row.id })}>{row.title}</a>
            <span class="sub"> · {[seatingFormName(row.form), row.seats === null ? m.visits_seating_by_rules() : m.visits_seating_by_hand()].join(' · ')}</span>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const crumbsOf = ({ event }: Pick<VisitWhole, 'event'>, last: string) => [
  { text: m.visits_title(), href: addresses.visits() },
  { text: textIn(event.title), href: addresses.visit({ id: event.id }) },
  { text: m.visits_tab_delegations(), href: addresses.visitDelegations({ id: event.id }) },
  { text: last },
]

export type SeatingPageProps = {
  readonly shell: Shell
  readonly visit: Pick<VisitWhole, 'event'>
  readonly seating: SeatingRow
  readonly table: Arranged
  readonly delegates: readonly RankedDelegate[]
}

type Line = { readonly number: number; readonly id: string | null; readonly row: number; readonly at: number }

export const SeatingPage = ({ shell, visit, seating, table, delegates }: SeatingPageProps) => {
  const { id, direction } = visit.event
  const mayWrite = shell.role === 'officer'
  const byId = new Map(delegates.map((one) => [one.id, one]))
  const people = new Map(delegates.map((one) => [one.id, { name: delegateName(one), side: one.side }]))
  let number = 0
  const rows = table.seats.map((row, index): Line[] => row.map((seat, at) => ({ number: (number += 1), id: seat, row: index, at })))
  const lines = rows.flat()
  const called = ({ id: seat, number: place }: Line): string => {
    const who = seat === null ? undefined : people.get(seat)
    return `${place}. ${who?.name ?? m.visits_seating_empty()}`
  }
  const at = { id, seating: seating.id }
  return (
    <OfficePage
      shell={shell}
      title={seating.title}
      nav="events"
      crumbs={crumbsOf(visit, seating.title)}
      lead={[seatingFormName(seating.form), seating.seats === null ? m.visits_seating_by_rules() : m.visits_seating_by_hand()].join(' · ')}
      actions={
        <>
          {lines.length === 0 ? null : (
            <a class="ds-button" data-variant="secondary" href={addresses.seatingPlan(at)}>
              <Icon name="print" />
              {m.papers_seating_print()}
            </a>
          )}
          {mayWrite ? (
            <>
              {seating.seats === null ? null : (
                <form method="post" action={addresses.seatingOrder(at)}>
                  <HiddenVersion version={seating.version} />
                  <button class="ds-button" data-variant="secondary">
                    {m.visits_seating_reorder()}
                  </button>
                </form>
              )}
              <a class="ds-button" data-variant="secondary" href={addresses.seatingEdit(at)}>
                {m.visits_edit()}
              </a>
            </>
          ) : null}
        </>
      }
    >
      {lines.length === 0 ? (
        <p class="note">{m.visits_seating_nobody()}</p>
      ) : (
        <div class="stack-lg">
          {isLegible(seating.form, table.seats) ? null : (
            <div class="ds-alert no-print" data-color="warning" role="note">
              <p>{m.visits_seating_crowded({ count: lines.length })}</p>
              {mayWrite ? (
                <form class="row" method="post" action={addresses.seatingDivision(at)}>
                  <HiddenVersion version={seating.version} />
                  <label for="f-size">{m.visits_seating_divide_by()}</label>
                  <input
                    class="ds-input"
                    id="f-size"
                    name="size"
                    type="number"
                    min={TABLE_SIZES.least}
                    max={TABLE_SIZES.most}
                    value={TABLE_SIZES.usual}
                    required
                  />
                  <button class="ds-button" data-size="sm" data-variant="secondary">
                    {m.visits_seating_divide()}
                  </button>
                </form>
              ) : null}
            </div>
          )}
          <figure class="seating-frame" tabindex={0}>
            <SeatingPicture form={seating.form} table={table} people={people} title={m.visits_seating_picture({ title: seating.title })} />
            <figcaption class="sub">
              {m.visits_seating_legend()}
              {seating.form === 'facing' ? ` ${seating.guestsFaceDoor ? m.visits_seating_door_guests() : m.visits_seating_door_hosts()}` : ''}
            </figcaption>
          </figure>
          {table.behind.length === 0 ? null : (
            <ul>
              {table.behind.map(({ id: aide, serves }) => (
                <li>{m.visits_seating_sits_behind({ name: people.get(aide)?.name ?? '', serves: people.get(serves)?.name ?? '' })}</li>
              ))}
            </ul>
          )}
          <Section id="seats" title={m.visits_seating_list()} count={lines.length}>
            <table class="register">
              <caption class="sr">{m.visits_seating_list()}</caption>
              <thead>
                <tr>
                  <th scope="col">{m.visits_seating_column_seat()}</th>
                  <th scope="col">{m.visits_delegate_field_name()}</th>
                  <th scope="col">{m.visits_delegate_field_role()}</th>
                  <th scope="col">{m.visits_delegate_field_side()}</th>
                  {mayWrite ? (
                    <th scope="col" class="no-print">
                      {m.visits_seating_column_move()}
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) =>
                  row.map((line, index) => {
                    const one = line.id === null ? undefined : byId.get(line.id)
                    return (
                      <tr>
                        <td data-label={m.visits_seating_column_seat()}>{line.number}</td>
                        <th scope="row">{one === undefined ? <span class="sub">{m.visits_seating_empty()}</span> : delegateName(one)}</th>
                        <td data-label={m.visits_delegate_field_role()}>{one === undefined ? '' : textIn(one.role)}</td>
                        <td data-label={m.visits_delegate_field_side()}>{one === undefined ? '' : sideTitle(one.side, direction)}</td>
                        {mayWrite ? (
                          <td class="no-print">
                            <div class="row">
                              {index > 0 ? (
                                <Move
                                  at={at}
                                  version={seating.version}
                                  one={line}
                                  other={row[index - 1]!}
                                  text={m.visits_seating_before()}
                                  name={called(line)}
                                />
                              ) : null}
                              {index < row.length - 1 ? (
                                <Move
                                  at={at}
                                  version={seating.version}
                                  one={line}
                                  other={row[index + 1]!}
                                  text={m.visits_seating_after()}
                                  name={called(line)}
                                />
                              ) : null}
                            </div>
                          </td>
                        ) : null}
                      </tr>
                    )
                  }),
                )}
              </tbody>
            </table>
            {mayWrite && lines.length > 1 ? (
              <form class="row exchange no-print" method="post" action={addresses.seatingExchange(at)}>
                <HiddenVersion version={seating.version} />
                {(['one', 'other'] as const).map((name, index) => (
                  <label>
                    <span class="sr">{index === 0 ? m.visits_seating_exchange_one() : m.visits_seating_exchange_other()}</span>
                    <select class="ds-input" name={name}>
                      {lines.map((line, place) => (
                        <option value={seatKey(line)} selected={place === index}>
                          {called(line)}
                        </option>
                      ))}
                    </select>
                  </label>
                ))}
                <button class="ds-button" data-size="sm" data-variant="secondary">
                  {m.visits_seating_exchange()}
                </button>
              </form>
            ) : null}
          </Section>
        </div>
      )}
    </OfficePage>
  )
}

const Move = ({
  at,
  version,
  one,
  other,
  text,
  name,
}: {
  readonly at: { readonly id: string; readonly seating: string }
  readonly version: number
  readonly one: Line
  readonly other: Line
  readonly text: string
  readonly name: string
}) => (
  <form method="post" action={addresses.seatingExchange(at)}>
    <HiddenVersion version={version} />
    <input type="hidden" name="one" value={seatKey(one)} />
    <input type="hidden" name="other" value={seatKey(other)} />
    <button class="as-link">
      {text}
      <span class="sr">: {name}</span>
    </button>
  </form>
)

// ---- the form --------------------------------------------------------------------------------------------------------

export type SeatingFormProps = {
  readonly shell: Shell
  readonly visit: Pick<VisitWhole, 'event'>
  readonly seating: SeatingRow | null
  readonly version: number
  readonly body: FormBody
  /** Who may sit: those who come, in order of precedence. */
  readonly delegates: readonly RankedDelegate[]
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const SeatingFormPage = ({ shell, visit, seating, version, body, delegates, faults = [], conflict }: SeatingFormProps) => {
  const { id, direction } = visit.event
  const back = seating === null ? addresses.visitDelegations({ id }) : addresses.seating({ id, seating: seating.id })
  const title = seating === null ? m.visits_seating_new() : seating.title
  return (
    <OfficePage shell={shell} title={title} nav="events" failed={faults.length > 0 || conflict !== undefined} crumbs={crumbsOf(visit, title)}>
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={seating === null ? addresses.seatings({ id }) : addresses.seatingEdit({ id, seating: seating.id })} novalidate>
        {seating === null ? null : <HiddenVersion version={version} />}
        <TextField
          name="title"
          label={m.visits_seating_field_title()}
          hint={m.visits_seating_hint_title()}
          maxlength={200}
          value={typed(body, 'title')}
          error={errorOf(faults, 'title')}
        />
        <Radios
          name="form"
          label={m.visits_seating_field_form()}
          value={typed(body, 'form')}
          options={SEATING_FORMS.map((value) => ({ value, label: seatingFormName(value) }))}
          error={errorOf(faults, 'form')}
        />
        <Radios
          name="door"
          label={m.visits_seating_field_door()}
          hint={m.visits_seating_hint_door()}
          value={typed(body, 'door')}
          options={(['guests', 'hosts'] as const).map((value) => ({ value, label: sideTitle(value, direction) }))}
          error={errorOf(faults, 'door')}
        />
        <Radios
          name="interpreterPlace"
          label={m.visits_seating_field_interpreter()}
          value={typed(body, 'interpreterPlace')}
          options={INTERPRETER_PLACES.map((value) => ({ value, label: value === 'beside' ? m.visits_seating_beside() : m.visits_seating_behind() }))}
          error={errorOf(faults, 'interpreterPlace')}
        />
        {delegates.length === 0 ? null : (
          <>
            <input type="hidden" name="asked" value="yes" />
            <Checkboxes
              name="sits"
              label={m.visits_seating_field_sits()}
              optional
              twoColumns
              options={delegates.map((one) => ({ value: one.id, label: delegateName(one), hint: textIn(one.role) }))}
              values={typedList(body, 'sits')}
            />
          </>
        )}
        <SubmitRow cancel={back} />
      </form>
      {seating === null ? null : <Removal action={addresses.seatingRemoval({ id, seating: seating.id })} version={version} text={m.visits_seating_remove()} />}
    </OfficePage>
  )
}

export const bodyOfSeating = (row: SeatingRow, delegates: readonly RankedDelegate[]): FormBody => ({
  title: row.title,
  form: row.form,
  door: row.guestsFaceDoor ? 'guests' : 'hosts',
  interpreterPlace: row.interpreterPlace,
  sits: delegates.filter(({ id }) => !row.away.includes(id)).map(({ id }) => id),
})
