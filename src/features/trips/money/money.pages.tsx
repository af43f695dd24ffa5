// The money of a journey as a page: what it is foreseen to cost and who pays, what was spent, and what is still to be settled with each who travelled.
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { MoneyField } from '#ui/money-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import { standingName } from '../rates/rate.ts'
import { hasOwnDays } from '../journeys/journey.ts'
import { TripPapers } from '../papers/order.pages.tsx'
import { ownDaysInWords, TripFrame } from '../trip.pages.tsx'
import type { Traveller, TripWhole } from '../trip.queries.ts'
import { endOf } from '../trip.ts'
import { type Cost, inEuro, PAYERS } from './budget.ts'
import { CostFields } from './cost.pages.tsx'
import type { Due } from './due.ts'
import { costKindName, payerName, sumInWords, typedSumInWords, unknownInWords } from './cost.ts'

const euro = (cents: number): string => moneyInWords({ cents, currency: HOME_CURRENCY })

/** A form of the page that was refused: `which` names it, with the traveller it is of. */
export type MoneyDoing = { readonly which: string; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type MoneyPageProps = {
  readonly shell: Shell
  readonly whole: TripWhole
  /** YYYY-MM-DD */
  readonly today: string
  readonly doing?: MoneyDoing
  readonly conflict?: ConflictPanelProps
}

export const MoneyPage = ({ shell, whole, today, doing, conflict }: MoneyPageProps) => {
  const { trip, budget, allowance, lodging, travellers, costs } = whole
  const { id } = trip
  const mayWrite = shell.role === 'officer'
  const unknown = budget.byPayer.us.unknown
  return (
    <TripFrame shell={shell} whole={whole} tab="money" faults={doing?.faults ?? []} conflict={conflict}>
      {unknown.length === 0 ? null : (
        <div class="note">
          <p>{m.trips_incomplete()}</p>
          <ul>
            {unknown.map((one) => (
              <li>{unknownInWords(one)}</li>
            ))}
          </ul>
          <p>
            <a href={addresses.settingsTrips()}>{m.trips_to_rates()}</a>
          </p>
        </div>
      )}
      <Section id="budget" title={m.trips_budget()}>
        <Table
          caption={m.trips_budget()}
          rows={budget.lines}
          columns={[
            {
              head: m.trips_cost_what(),
              cell: (line) =>
                line.costId === null || !mayWrite ? (
                  line.what
                ) : (
                  <a class="plain" href={addresses.tripCost({ id, cost: line.costId })}>
                    {line.what}
                  </a>
                ),
            },
            { head: m.trips_cost_kind(), cell: (line) => (line.kind === 'allowance' ? m.trips_kind_allowance() : costKindName(line.kind)) },
            { head: m.trips_cost_payer(), cell: (line) => payerName(line.payer) },
            {
              head: m.trips_cost_foreseen(),
              number: true,
              cell: ({ foreseen, kind, payer }) =>
                foreseen === null ? (
                  <span class="sub">{payer !== 'us' ? m.trips_not_priced() : kind === 'lodging' ? m.trips_foreseen_by_ceiling() : m.trips_not_foreseen()}</span>
                ) : payer !== 'us' && foreseen.cents === 0 && foreseen.unknown.length === 0 ? (
                  <span class="sub">{m.trips_not_priced()}</span>
                ) : (
                  sumInWords(foreseen)
                ),
            },
            { head: m.trips_cost_spent(), number: true, cell: ({ spent }) => (spent === null ? '' : sumInWords(spent)) },
          ]}
        />
        <dl class="facts2">
          {PAYERS.filter((payer) => payer === 'us' || budget.lines.some((line) => line.payer === payer)).map((payer) => (
            <>
              <dt>{m.trips_total_of({ payer: payerName(payer) })}</dt>
              <dd class="strong">
                {budget.byPayer[payer].cents === 0 && budget.byPayer[payer].unknown.length === 0 && payer !== 'us'
                  ? m.trips_not_priced()
                  : sumInWords(budget.byPayer[payer])}
                {budget.spentBy[payer].cents === 0 && budget.spentBy[payer].unknown.length === 0 ? null : (
                  <span class="sub"> · {m.trips_spent_so_far({ sum: sumInWords(budget.spentBy[payer]) })}</span>
                )}
              </dd>
            </>
          ))}
        </dl>
        <TripPapers id={id} paper="budget" text={m.trips_budget_pdf()} />
      </Section>
      <Section id="allowances" title={m.trips_allowance_of_one()}>
        <DueLines allowance={allowance} lodging={lodging} />
        {travellers.filter(hasOwnDays).map((one) => (
          <>
            <h3>{`${one.name}, ${ownDaysInWords(one)}`}</h3>
            <DueLines {...one.due} />
          </>
        ))}
      </Section>
      <Section id="costs" title={m.trips_costs()} count={costs.length === 0 ? null : costs.length}>
        {costs.length === 0 ? (
          <p class="sub">{m.trips_costs_none()}</p>
        ) : (
          <Table
            caption={m.trips_costs()}
            rows={costs}
            columns={[
              {
                head: m.trips_cost_what(),
                cell: (cost) => (
                  <>
                    {mayWrite ? <a href={addresses.tripCost({ id, cost: cost.id })}>{cost.what}</a> : cost.what}
                    <br />
                    <span class="sub">
                      {costKindName(cost.kind)} · {payerName(cost.payer)} · {forWhomInWords(cost, travellers)}
                    </span>
                    <OverCeiling cost={cost} />
                  </>
                ),
              },
              { head: m.trips_cost_foreseen(), number: true, cell: (cost) => (cost.foreseen === null ? '' : typedSumInWords(cost.foreseen)) },
              { head: m.trips_cost_spent(), number: true, cell: (cost) => (cost.spent === null ? '' : typedSumInWords(cost.spent)) },
              {
                head: m.trips_cost_paid_by(),
                cell: (cost) => (cost.spent === null ? '' : (travellers.find((one) => one.id === cost.paidBy)?.name ?? m.trips_from_account())),
              },
              { head: m.trips_cost_document(), cell: (cost) => cost.document },
            ]}
          />
        )}
        {mayWrite ? (
          <details class="langs-more" open={doing?.which === 'cost'}>
            <summary>{m.trips_add_cost()}</summary>
            <form class="form" method="post" action={addresses.tripCosts({ id })} novalidate>
              <CostFields
                body={doing?.which === 'cost' ? doing.body : { payer: 'us' }}
                faults={doing?.which === 'cost' ? doing.faults : []}
                travellers={travellers}
              />
              <SubmitRow text={m.trips_do_add_cost()} />
            </form>
          </details>
        ) : null}
      </Section>
      <Section id="accounts" title={m.trips_accounts()}>
        {travellers.length === 0 ? <p class="sub">{m.trips_travellers_none()}</p> : null}
        <div class="stack-lg">
          {travellers.map((traveller) => (
            <Account traveller={traveller} tripId={id} back={endOf(whole, traveller)} mayWrite={mayWrite} today={today} doing={doing} />
          ))}
        </div>
      </Section>
    </TripFrame>
  )
}

/** „за Иван и Мария“ or „за всички“. */
const forWhomInWords = ({ forWhom }: Cost, travellers: readonly Traveller[]): string =>
  forWhom.length === 0 ? m.trips_for_all() : m.trips_for_names({ names: travellers.flatMap(({ id, name }) => (forWhom.includes(id) ? [name] : [])).join(', ') })

/** The ceiling of the people and nights lodging is for, and whether it is above it. */
const OverCeiling = ({ cost: { most, payer, foreseen, spent, overCeiling, what } }: { readonly cost: TripWhole['costs'][number] }) => {
  if (most === null || payer !== 'us' || most.nights === 0) return null
  const dearest = Math.max(inEuro(foreseen, what).cents, inEuro(spent, what).cents)
  const over = most.sum.unknown.length > 0 ? 0 : dearest - most.sum.cents
  return (
    <div class="sub">
      {m.trips_ceiling_of({ nights: m.trips_nights({ count: most.nights }), people: m.trips_people({ count: most.people }), sum: sumInWords(most.sum) })}
      {over <= 0 ? null : <span class={overCeiling === '' ? 'late' : undefined}> · {m.trips_over_ceiling_by({ sum: euro(over) })}</span>}
    </div>
  )
}

/** What is due for days and nights, a line for each country and rate. */
const DueLines = ({ allowance, lodging }: Pick<Due, 'allowance' | 'lodging'>) => (
  <>
    {allowance.lines.length === 0 ? (
      <p class="sub">{m.trips_unknown_journey()}</p>
    ) : (
      <ul class="stack">
        {allowance.lines.map(({ country, days, rate, percent, sum, standing, source }) => (
          <li>
            {m.trips_allowance_line({
              country: countryName(country),
              days: m.trips_days({ count: days }),
              rate: rate === null ? m.trips_unknown() : euro(rate),
            })}
            {percent === 100 ? null : `, ${percent === null ? m.trips_percent_unknown() : m.trips_percent({ percent: String(percent).replace('.', ',') })}`}
            {sum === null ? null : <span class="strong"> = {euro(sum)}</span>}
            {standing === null ? null : (
              <>
                <br />
                <span class="sub">{standing === 'own' ? `${standingName(standing)}: ${source}` : `${source}: ${standingName(standing)}`}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    )}
    {lodging.lines.length === 0 ? null : (
      <ul class="stack">
        {lodging.lines.map(({ country, nights, ceiling, sum }) => (
          <li>
            {m.trips_lodging_line({
              country: countryName(country),
              nights: m.trips_nights({ count: nights }),
              ceiling: ceiling === null ? m.trips_unknown() : euro(ceiling),
            })}
            {sum === null ? null : <span class="strong"> = {euro(sum)}</span>}
          </li>
        ))}
      </ul>
    )}
  </>
)

/** „доплащат се 160,00 €“ */
const differenceInWords = ({ difference, unknown }: Traveller['settlement']): string =>
  unknown.length > 0
    ? m.trips_difference_unknown()
    : difference === 0
      ? m.trips_difference_none()
      : difference > 0
        ? m.trips_difference_pay({ sum: euro(difference) })
        : m.trips_difference_back({ sum: euro(-difference) })

const Account = ({
  traveller,
  tripId,
  back,
  mayWrite,
  today,
  doing,
}: {
  readonly traveller: Traveller
  readonly tripId: string
  /** Their last day; null: nobody knows. */
  readonly back: string | null
  readonly mayWrite: boolean
  readonly today: string
  readonly doing: MoneyDoing | undefined
}) => {
  const { settlement } = traveller
  const at = { id: tripId, traveller: traveller.id }
  const of = (which: string): MoneyDoing | undefined => (doing?.which === `${which} ${traveller.id}` ? doing : undefined)
  const [advancing, settling] = [of('advance'), of('settling')]
  const known = settlement.unknown.length === 0
  return (
    <div class="stack" id={`account-${traveller.id}`}>
      <h3>{traveller.name}</h3>
      <dl class="facts2">
        <dt>{m.trips_advance()}</dt>
        <dd>
          {traveller.advanceCents === null
            ? m.trips_advance_undecided()
            : traveller.advanceCents === 0
              ? m.trips_advance_none()
              : m.trips_advance_paid({ sum: euro(traveller.advanceCents), day: dayInWords(traveller.advanceOn ?? '') })}
        </dd>
        <dt>{m.trips_allowance_due()}</dt>
        <dd>{sumInWords(settlement.allowance)}</dd>
        <dt>{m.trips_expenses_due()}</dt>
        <dd>
          {sumInWords(settlement.expenses)}
          {settlement.unpaid === 0 ? null : <span class="late"> · {m.trips_over_ceiling_unpaid({ sum: euro(settlement.unpaid) })}</span>}
        </dd>
        <dt>{m.trips_difference()}</dt>
        <dd class="strong">
          {back !== null && back > today && known ? m.trips_difference_foreseen({ text: differenceInWords(settlement) }) : differenceInWords(settlement)}
        </dd>
        <dt>{m.trips_settled_on()}</dt>
        <dd>
          {traveller.settledOn === null ? m.trips_not_settled() : <span class="kept">{dayInWords(traveller.settledOn)}</span>}
          {traveller.settledNote === '' ? null : <span class="sub"> · {traveller.settledNote}</span>}
          {traveller.accepted === '' ? null : <span class="sub"> · {m.trips_accepted_as({ text: traveller.accepted })}</span>}
        </dd>
      </dl>
      <TripPapers id={tripId} paper={`account-${traveller.id}`} text={m.trips_account_pdf()} whose={traveller.name} />
      {mayWrite ? (
        <div class="pair no-print">
          <details class="langs-more" open={advancing !== undefined}>
            <summary>
              {m.trips_advance_title()}
              <span class="sr">: {traveller.name}</span>
            </summary>
            <form class="form" method="post" action={addresses.tripAdvance(at)} novalidate>
              <HiddenVersion version={traveller.version} />
              <MoneyField
                name="advance"
                label={m.trips_advance()}
                hint={m.trips_hint_advance()}
                optional
                body={advancing?.body ?? { advance: centsTyped(traveller.advanceCents) }}
                errors={advancing?.faults ?? []}
              />
              <DateOfAnyPrecision
                name="advanceOn"
                label={m.trips_advance_on()}
                hint={m.trips_hint_advance_on()}
                exact
                value={advancing === undefined ? boxesOf(traveller.advanceOn) : typedBoxes(advancing.body, 'advanceOn')}
                error={errorOf(advancing?.faults, 'advanceOn')}
              />
              <SubmitRow />
            </form>
          </details>
          <details class="langs-more" open={settling !== undefined}>
            <summary>
              {m.trips_settling_title()}
              <span class="sr">: {traveller.name}</span>
            </summary>
            <form class="form" method="post" action={addresses.tripSettling(at)} novalidate>
              <HiddenVersion version={traveller.version} />
              <DateOfAnyPrecision
                name="settledOn"
                label={m.trips_settled_on()}
                hint={m.trips_hint_settled()}
                exact
                optional
                value={
                  settling === undefined
                    ? boxesOf(traveller.settledOn ?? (back !== null && back > today ? null : today))
                    : typedBoxes(settling.body, 'settledOn')
                }
                error={errorOf(settling?.faults, 'settledOn')}
              />
              {known && traveller.accepted === '' ? null : (
                <TextField
                  name="accepted"
                  label={m.trips_accepted()}
                  hint={m.trips_hint_accepted()}
                  maxlength={1000}
                  value={settling === undefined ? traveller.accepted : typed(settling.body, 'accepted')}
                  error={errorOf(settling?.faults, 'accepted')}
                />
              )}
              <TextField
                name="settledNote"
                label={m.trips_settled_note()}
                hint={m.trips_hint_settled_note()}
                optional
                maxlength={1000}
                value={settling === undefined ? traveller.settledNote : typed(settling.body, 'settledNote')}
                error={errorOf(settling?.faults, 'settledNote')}
              />
              <SubmitRow />
            </form>
          </details>
        </div>
      ) : null}
    </div>
  )
}
