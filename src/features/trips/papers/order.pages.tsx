// An order on its journey's page: signed or not, what is otherwise since it was signed, the papers of it, and signing the next one.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { Fact } from '#ui/record.tsx'
import { Section } from '#ui/tables.tsx'
import { orderName } from '../travellers/traveller.ts'
import { type Order, type OrderAct, orderChain, standingOrder, type WhichOrder } from '../trip.ts'
import type { TripWhole } from '../trip.queries.ts'
import type { OrderDifference, OrderText } from './order.ts'

export type OrderShown = {
  readonly which: WhichOrder
  /** As it was signed, or as it would be printed now. */
  readonly text: OrderText
  /** Who is likely to have signed; '' where nobody knows. */
  readonly signer: string
  /** What is otherwise since it was signed. */
  readonly differences: readonly OrderDifference[]
}

const actNames: Readonly<Record<OrderAct, () => string>> = {
  orders: () => '',
  amends: () => m.trips_order_amends(),
  replaces: () => m.trips_order_replaces(),
  revokes: () => m.trips_order_revokes(),
}

export type OrderSectionProps = {
  readonly whole: TripWhole
  readonly order: OrderShown
  readonly mayWrite: boolean
  /** YYYY-MM-DD */
  readonly today: string
  readonly doing: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | undefined
}

/** A paper of a journey as PDF and as a Word file; `whose`: of whom, where there are several of a kind. */
export const TripPapers = ({ id, paper, text, whose }: { readonly id: string; readonly paper: string; readonly text: string; readonly whose?: string }) => (
  <p class="row no-print">
    <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.tripPaper({ id, paper, format: 'pdf' })}>
      {text}
      {whose === undefined ? null : <span class="sr">: {whose}</span>}
    </a>
    <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.tripPaper({ id, paper, format: 'docx' })} download>
      {m.trips_order_word()}
      <span class="sr">: {whose === undefined ? text : `${text}, ${whose}`}</span>
    </a>
  </p>
)

export const OrderSection = ({ whole, order: { which, text, signer, differences }, mayWrite, today, doing }: OrderSectionProps) => {
  const { trip, rules, cancelledOn } = whole
  const { id } = trip
  const last = trip.orders[which]
  const standing = standingOrder(last)
  const paper = which === 'usual' ? 'order' : 'order-body'
  const chain = orderChain(last)
  const signing = (acts: readonly OrderAct[], title: string) =>
    mayWrite ? <Signing whole={whole} which={which} acts={acts} title={title} signer={signer} today={today} doing={doing} /> : null
  return (
    <Section id={`order-${which}`} title={orderName(which)}>
      {chain.length === 0 ? <p class="sub">{m.trips_order_unsigned()}</p> : null}
      {chain.length === 0 ? null : (
        <ul class="stack">
          {chain.map((one, index) => (
            <li>
              <Signed order={one} href={chain.length === 1 ? null : addresses.tripPaper({ id, paper: `${paper}-${index + 1}`, format: 'pdf' })} />
            </li>
          ))}
        </ul>
      )}
      {cancelledOn !== null && standing === null ? null : <TripPapers id={id} paper={paper} text={m.trips_order_pdf()} />}
      <p class="sub">
        {which === 'body' && rules.mayorOrderedBy === ''
          ? m.trips_body_unknown()
          : [
              m.trips_ordered_by({ who: which === 'usual' ? rules.orderedBy : rules.mayorOrderedBy }),
              rules.orderedBySource === '' ? '' : `${rules.orderedBySource}.`,
            ]
              .filter((part) => part !== '')
              .join(' ')}{' '}
        <a href={addresses.settingsTrips()}>{m.trips_to_rules()}</a>
      </p>
      <details class="langs-more">
        <summary>{m.trips_order_text()}</summary>
        <OrderSheet text={text} />
      </details>
      {standing === null || cancelledOn !== null || differences.length === 0 ? null : (
        <div class="note stack" id={`changed-${which}`}>
          <p class="strong">{m.trips_changed_since({ labels: differences.map(({ label }) => label.toLocaleLowerCase('bg')).join(', ') })}</p>
          <dl class="facts2" lang="bg">
            {differences.map(({ label, before, after }) => (
              <Fact name={label}>
                <del>{before.length === 0 ? '–' : before.join('; ')}</del>
                <br />
                <ins>{after.length === 0 ? '–' : after.join('; ')}</ins>
              </Fact>
            ))}
          </dl>
          <p>{m.trips_changed_how()}</p>
          <TripPapers id={id} paper={`${paper}-amends`} text={m.trips_amending_pdf()} />
          {signing(['amends', 'replaces'], m.trips_sign_next_title())}
        </div>
      )}
      {standing !== null && cancelledOn !== null ? (
        <div class="note stack">
          <p>{m.trips_revoke_needed({ number: standing.number, day: dayInWords(standing.on) })}</p>
          <TripPapers id={id} paper={`${paper}-revokes`} text={m.trips_revoking_pdf()} />
          {signing(['revokes'], m.trips_sign_revoking_title())}
        </div>
      ) : null}
      {standing === null && cancelledOn === null ? signing(['orders'], m.trips_sign_title()) : null}
      {last !== null && mayWrite ? (
        <form class="do no-print" method="post" action={addresses.tripOrder({ id, which })}>
          <HiddenVersion version={trip.version} />
          <button class="ds-button" data-size="sm" data-variant="tertiary" name="withdraw" value="yes">
            {m.trips_unsign()}
          </button>
        </form>
      ) : null}
    </Section>
  )
}

const Signed = ({ order: { number, on, signer, does = 'orders' }, href }: { readonly order: Order; readonly href: string | null }) => {
  const words = m.trips_order_in_words({ number, day: dayInWords(on), signer })
  return (
    <>
      <span class={does === 'revokes' ? 'strong' : 'kept strong'}>{href === null ? words : <a href={href}>{words}</a>}</span>
      {does === 'orders' ? null : <span class="sub"> · {actNames[does]()}</span>}
    </>
  )
}

const Signing = ({
  whole: { trip, rules },
  which,
  acts,
  title,
  signer,
  today,
  doing,
}: Pick<OrderSectionProps, 'whole' | 'today' | 'doing'> & {
  readonly which: WhichOrder
  readonly acts: readonly OrderAct[]
  readonly title: string
  readonly signer: string
}) => (
  <details class="langs-more" open={doing !== undefined}>
    <summary>{title}</summary>
    <form class="form" method="post" action={addresses.tripOrder({ id: trip.id, which })} novalidate>
      <HiddenVersion version={trip.version} />
      {acts.length === 1 ? (
        <input type="hidden" name="does" value={acts[0]} />
      ) : (
        <Radios
          name="does"
          label={m.trips_order_does()}
          value={typed(doing?.body ?? {}, 'does') || acts[0]!}
          options={acts.map((value) => ({ value, label: actNames[value]() }))}
          error={errorOf(doing?.faults, 'does')}
        />
      )}
      <TextField
        name="number"
        label={m.trips_order_number()}
        letters={16}
        maxlength={60}
        value={typed(doing?.body ?? {}, 'number')}
        error={errorOf(doing?.faults, 'number')}
      />
      <DateOfAnyPrecision
        name="on"
        label={m.trips_order_on()}
        exact
        value={doing === undefined ? boxesOf(today) : typedBoxes(doing.body, 'on')}
        error={errorOf(doing?.faults, 'on')}
      />
      <TextField
        name="signer"
        label={m.trips_order_signer()}
        maxlength={200}
        value={doing === undefined ? signer : typed(doing.body, 'signer')}
        error={errorOf(doing?.faults, 'signer')}
      />
      <TextField
        name="signerPost"
        label={m.trips_order_signer_post()}
        optional
        maxlength={200}
        value={doing === undefined ? (which === 'usual' ? rules.orderedBy : rules.mayorOrderedBy) : typed(doing.body, 'signerPost')}
        error={errorOf(doing?.faults, 'signerPost')}
      />
      <SubmitRow text={m.trips_sign()} />
    </form>
  </details>
)

/** The order as it will be printed, in Bulgarian whatever the page speaks. */
const OrderSheet = ({ text }: { readonly text: OrderText }) => (
  <div class="order-sheet" lang="bg">
    <p class="strong">{text.office}</p>
    <p class="center">
      <span class="strong">{text.heading}</span>
      <br />
      {text.number}
      <br />
      {text.town}
    </p>
    <p>{text.basis}</p>
    <p class="center strong">{text.verb}</p>
    {text.who.map(({ name, post }) => (
      <p>{post === '' ? name : `${name}, ${post}`}</p>
    ))}
    <dl class="facts2">
      {text.lines.map(({ label, text: lines }) => (
        <Fact name={label}>
          {lines.map((line, index) => (
            <>
              {index === 0 ? null : <br />}
              {line}
            </>
          ))}
        </Fact>
      ))}
    </dl>
    {text.closing.map((line) => (
      <p>{line}</p>
    ))}
    <p class="sign">{[text.signer.post, text.signer.name].filter((part) => part !== '').join(': ')}</p>
  </div>
)
