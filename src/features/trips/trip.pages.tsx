// The papers of a journey as pages: their frame with what is missing, and the order with those who travel.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, fieldId, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { Fact, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table, Tabs } from '#ui/tables.tsx'
import { wallInWords } from './field-words.ts'
import { hasOwnDays, isDoubtful, type Leg, routeInWords } from './journeys/journey.ts'
import { mealsName, payerName } from './money/cost.ts'
import { OrderSection, type OrderShown } from './papers/order.pages.tsx'
import { notTravelling } from './dossier.ts'
import { TravellerFields } from './travellers/traveller.pages.tsx'
import { orderByPost } from './travellers/traveller.ts'
import { ORDERS, periodInWords, standingOrder, type TripPieceKind, tripPieceName, type TripState, tripStateName, type WhichOrder } from './trip.ts'
import type { Traveller, TripWhole } from './trip.queries.ts'

export const TRIP_TONES: Readonly<Record<TripState, TagTone>> = {
  prepared: 'soon',
  ordered: 'accent',
  travelling: 'plum',
  'to-report': 'late',
  accounted: 'kept',
  cancelled: 'neutral',
}

export type TripTab = 'order' | 'money' | 'report'

/** „5 дни, 4 нощувки, 98 часа от врата до врата“ */
export const lengthInWords = ({ journey }: Pick<TripWhole, 'journey'>): string =>
  journey === null
    ? m.trips_no_journey()
    : [
        m.trips_days({ count: journey.days.length }),
        journey.nights.length === 0 ? m.trips_no_nights() : m.trips_nights({ count: journey.nights.length }),
        ...(journey.minutes === null ? [] : [m.trips_hours({ count: Math.round(journey.minutes / 60) })]),
      ].join(', ')

/** „11–12 декември 2026 г.“; that nothing is left of them where the journey was moved since. */
export const ownDaysInWords = ({ due }: Traveller): string =>
  due.journey === null ? m.trips_own_none() : periodInWords(due.journey.departsOn, due.journey.returnsOn)

const periodOf = ({ journey }: Pick<TripWhole, 'journey'>): string =>
  journey === null ? m.trips_undated() : periodInWords(journey.departsOn, journey.returnsOn)

export type TripFrameProps = {
  readonly shell: Shell
  readonly whole: TripWhole
  readonly tab: TripTab
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps | undefined
  readonly actions?: Child
  readonly children: Child
}

export const TripFrame = ({ shell, whole, tab, faults = [], conflict, actions, children }: TripFrameProps) => {
  const { trip, event, state } = whole
  const { id } = trip
  const title = reading(event.event.title)
  const tabs: readonly { readonly key: TripTab; readonly href: string; readonly text: string }[] = [
    { key: 'order', href: addresses.trip({ id }), text: m.trips_tab_order() },
    { key: 'money', href: addresses.tripMoney({ id }), text: m.trips_tab_money() },
    { key: 'report', href: addresses.tripReport({ id }), text: m.trips_tab_report() },
  ]
  return (
    <OfficePage
      shell={shell}
      title={m.trips_page_title({ title: title.text })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.trips_title(), href: addresses.trips() },
        { text: title.text, href: addresses.trip({ id }) },
      ]}
      heading={<span lang={title.language === currentLanguage() ? undefined : title.language}>{title.text}</span>}
      lead={
        <>
          <Tag tone={TRIP_TONES[state]}>{tripStateName(state)}</Tag> {periodOf(whole)}
          {event.partners.length === 0 ? null : (
            <>
              {' · '}
              <PartnersInLine partners={event.partners.map(partnerInLine)} />
            </>
          )}
        </>
      }
      actions={
        <>
          <a class="ds-button" data-variant="secondary" href={whole.dossier === null ? addresses.event({ id }) : addresses.visit({ id })}>
            {whole.dossier === null ? m.trips_to_event() : m.trips_to_dossier()}
          </a>
          {actions}
        </>
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <Fate whole={whole} mayWrite={shell.role === 'officer'} />
      <Tabs label={m.trips_tabs()} tabs={tabs.map(({ key, ...one }) => ({ ...one, current: key === tab }))} />
      <div class="cols">
        <div class="stack-lg">{children}</div>
        <aside class="stack-lg" aria-label={m.trips_aside()}>
          <Pieces id={id} pieces={whole.pieces} travellers={whole.travellers} mayWrite={shell.role === 'officer'} />
          <Section id="about" title={m.trips_about()}>
            <dl class="facts2">
              <Fact name={m.trips_length()}>{lengthInWords(whole)}</Fact>
              <Fact name={m.trips_travellers()}>{whole.travellers.length === 0 ? m.trips_nobody() : whole.travellers.map(({ name }) => name).join(', ')}</Fact>
              <Fact name={m.trips_lodging_by()}>{payerName(trip.lodgingBy)}</Fact>
              <Fact name={m.trips_host_meals()}>{mealsName(trip.hostMeals)}</Fact>
            </dl>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}

/** That its event was moved or called off, or that it was called off itself; with what may be done about it. */
const Fate = ({ whole, mayWrite }: { readonly whole: TripWhole; readonly mayWrite: boolean }) => {
  const { trip, event, moved, cancelledOn, state } = whole
  const { id } = trip
  if (cancelledOn !== null)
    return (
      <div class="note" id="fate">
        <p>
          {trip.cancelledOn === null
            ? m.trips_event_cancelled_on({ day: dayInWords(event.event.cancelledOn!) })
            : m.trips_cancelled_since({ day: dayInWords(trip.cancelledOn), reason: trip.cancelReason })}
        </p>
        {trip.cancelledOn === null || !mayWrite ? null : (
          <form class="do no-print" method="post" action={addresses.tripCallingOff({ id })}>
            <HiddenVersion version={trip.version} />
            <button class="ds-button" data-size="sm" data-variant="secondary" name="resumes" value="yes">
              {m.trips_resume()}
            </button>
          </form>
        )}
      </div>
    )
  if (moved === null || state === 'accounted') return null
  const signed = ORDERS.map((which) => standingOrder(trip.orders[which])).find((order) => order !== null)
  return (
    <div class="note" id="fate">
      <p>{m.trips_event_moved({ from: eventDateInWords(moved.from), to: moved.to === null ? m.trips_undated() : eventDateInWords(moved.to) })}</p>
      {moved.days === null ? <p>{m.trips_moved_no_day()}</p> : null}
      {moved.longer === 0 ? null : <p>{moved.longer > 0 ? m.trips_event_longer() : m.trips_event_shorter()}</p>}
      {signed == null ? null : <p>{m.trips_moved_ordered({ number: signed.number, day: dayInWords(signed.on) })}</p>}
      {mayWrite ? (
        <form class="row no-print" method="post" action={addresses.tripFollowing({ id })}>
          <HiddenVersion version={trip.version} />
          {signed == null ? null : <input type="hidden" name="amending" value="yes" />}
          {moved.days === null || trip.legs.length === 0 ? null : (
            <button class="ds-button" data-size="sm">
              {signed != null
                ? m.trips_move_along_amending()
                : moved.days < 0
                  ? m.trips_move_earlier({ count: -moved.days })
                  : m.trips_move_later({ count: moved.days })}
            </button>
          )}
          <button class="ds-button" data-size="sm" data-variant="secondary" name="stays" value="yes">
            {m.trips_stays()}
          </button>
        </form>
      ) : null}
    </div>
  )
}

/** Where what is missing is entered. */
function placeOfPiece(kind: TripPieceKind, id: string): string {
  switch (kind) {
    case 'task':
    case 'legs':
      return `${addresses.tripEdit({ id })}#f-${kind}`
    case 'travellers':
    case 'days':
      return `${addresses.trip({ id })}#travellers`
    case 'order':
      return `${addresses.trip({ id })}#orders`
    case 'rates':
    case 'insurance':
      return addresses.tripMoney({ id })
    case 'advance':
    case 'account':
      return `${addresses.tripMoney({ id })}#accounts`
    case 'report':
      return addresses.tripReport({ id })
    case 'summary':
      return addresses.meetingSummary({ id })
  }
}

const PieceName = ({ words, href, late }: { readonly words: string; readonly href: string | null; readonly late: boolean }) => (
  <span class={late ? 'late strong' : undefined}>{href === null ? words : <a href={href}>{words}</a>}</span>
)

/** „Какво липсва“: done pieces at the end, quietly. */
const Pieces = ({ id, pieces, travellers, mayWrite }: Pick<TripWhole, 'pieces' | 'travellers'> & { readonly id: string; readonly mayWrite: boolean }) => {
  const open = pieces.filter(({ done }) => !done)
  return (
    <Section id="missing" title={m.trips_missing_title()} count={open.length === 0 ? null : open.length}>
      {open.length === 0 ? <p class="kept">{m.trips_nothing_missing()}</p> : null}
      <ul class="stack">
        {open.map(({ kind, due, late, who }) => (
          <li>
            <PieceName
              words={kind === 'account' && who !== undefined ? m.trips_piece_account_of() : tripPieceName(kind)}
              href={mayWrite ? placeOfPiece(kind, id) : null}
              late={late}
            />
            {due === null ? null : (
              <span class={late ? 'late' : 'sub'}> · {late ? m.trips_was_due({ day: dayInWords(due) }) : m.trips_due({ day: dayInWords(due) })}</span>
            )}
            {who === undefined ? null : <span class="sub"> · {travellers.flatMap(({ id, name }) => (who.includes(id) ? [name] : [])).join(', ')}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

// ---- the order ---------------------------------------------------------------------------------------------------------

/** A form of the page that was refused: what was typed stays in it. */
export type TripDoing =
  | { readonly which: 'traveller' | 'calling-off'; readonly body: FormBody; readonly faults: readonly FieldFault[] }
  | { readonly which: WhichOrder; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type TripPageProps = {
  readonly shell: Shell
  readonly whole: TripWhole
  readonly orders: readonly OrderShown[]
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly doing?: TripDoing
  readonly conflict?: ConflictPanelProps
  readonly sections?: Child
}

export const TripPage = ({ shell, whole, orders, history, today, doing, conflict, sections }: TripPageProps) => {
  const { trip } = whole
  const { id } = trip
  const mayWrite = shell.role === 'officer'
  return (
    <TripFrame
      shell={shell}
      whole={whole}
      tab="order"
      faults={doing?.faults ?? []}
      conflict={conflict}
      actions={
        mayWrite ? (
          <a class="ds-button" href={addresses.tripEdit({ id })}>
            {m.trips_edit()}
          </a>
        ) : null
      }
    >
      <Section id="travellers" title={m.trips_travellers()} count={whole.travellers.length === 0 ? null : whole.travellers.length}>
        {whole.travellers.length === 0 ? (
          <p class="sub">{m.trips_travellers_none()}</p>
        ) : (
          <ul class="stack">
            {whole.travellers.map((one) => (
              <li>
                <span class="strong">{one.name}</span>
                {one.post === '' ? null : <span class="sub"> · {one.post}</span>}
                {hasOwnDays(one) ? <span class="sub"> · {ownDaysInWords(one)}</span> : null}
                {one.byOrder === 'body' ? <span class="sub"> · {m.trips_by_body()}</span> : null}
                {one.withdrawnOn === null ? null : <span class="late"> · {m.trips_withdrawn({ day: dayInWords(one.withdrawnOn) })}</span>}
                {mayWrite ? (
                  <>
                    {' '}
                    <a href={addresses.tripTraveller({ id, traveller: one.id })}>
                      {m.trips_change()}
                      <span class="sr">: {one.name}</span>
                    </a>
                  </>
                ) : null}
                {one.doubtful ? <OwnDaysDoubtful whole={whole} one={one} mayWrite={mayWrite} /> : null}
              </li>
            ))}
          </ul>
        )}
        <Unordered whole={whole} mayWrite={mayWrite} />
        {mayWrite ? (
          <details class="langs-more" open={doing?.which === 'traveller' || whole.travellers.length === 0}>
            <summary>{m.trips_add_traveller()}</summary>
            <form class="form" method="post" action={addresses.tripTravellers({ id })} novalidate>
              <TravellerFields
                body={doing?.which === 'traveller' ? doing.body : {}}
                faults={doing?.which === 'traveller' ? doing.faults : []}
                rules={whole.rules}
              />
              <SubmitRow text={m.trips_do_add_traveller()} />
            </form>
          </details>
        ) : null}
      </Section>
      <Section id="legs" title={m.trips_legs()} count={trip.legs.length === 0 ? null : trip.legs.length}>
        {trip.legs.length === 0 ? (
          <p class="sub">{m.trips_legs_none()}</p>
        ) : (
          <>
            <p>{routeInWords(trip.legs)}</p>
            <Table
              caption={m.trips_legs()}
              rows={trip.legs}
              columns={[
                { head: m.trips_leg_from(), cell: (leg: Leg) => `${leg.from.text}, ${wallInWords(leg.departs)}` },
                { head: m.trips_leg_to(), cell: (leg: Leg) => `${leg.to.text}, ${wallInWords(leg.arrives)}` },
                { head: m.trips_transport(), cell: (leg: Leg) => leg.transport },
              ]}
            />
          </>
        )}
      </Section>
      <div class="stack-lg" id="orders">
        {orders.map((order) => (
          <OrderSection whole={whole} order={order} mayWrite={mayWrite} today={today} doing={doing?.which === order.which ? doing : undefined} />
        ))}
      </div>
      {trip.note === '' ? null : (
        <Section id="note" title={m.trips_note()}>
          <p class="prose">{trip.note}</p>
        </Section>
      )}
      {sections}
      <Section id="history" title={m.trips_history()}>
        <History entries={history} older={addresses.history({ thing: 'trip', id })} />
      </Section>
      {mayWrite && whole.cancelledOn === null && whole.state !== 'accounted' && whole.state !== 'to-report' ? (
        <details class="langs-more no-print" open={doing?.which === 'calling-off'}>
          <summary>{m.trips_call_off_title()}</summary>
          <form class="form" method="post" action={addresses.tripCallingOff({ id })} novalidate>
            <HiddenVersion version={trip.version} />
            <TextField
              name="reason"
              label={m.trips_cancel_reason()}
              hint={m.trips_hint_call_off()}
              maxlength={1000}
              value={typed(doing?.which === 'calling-off' ? doing.body : {}, 'reason')}
              error={errorOf(doing?.which === 'calling-off' ? doing.faults : [], 'reason')}
            />
            <SubmitRow text={m.trips_call_off()} />
          </form>
        </details>
      ) : null}
      {mayWrite ? <Removal action={addresses.tripRemoval({ id })} version={trip.version} text={m.trips_remove()} hint={m.trips_remove_hint()} /> : null}
    </TripFrame>
  )
}

/** That somebody's own days were said of other days of the journey, and that they stay. */
const OwnDaysDoubtful = ({ whole, one, mayWrite }: { readonly whole: TripWhole; readonly one: Traveller; readonly mayWrite: boolean }) => {
  const { id } = whole.trip
  const [from, until] = one.within?.split('/') ?? []
  // Days outside of the journey cannot stay.
  const mayStay = mayWrite && whole.journey !== null && !isDoubtful(whole.journey, { ...one, within: null })
  return (
    <div class="note">
      <p>
        {mayStay && from !== undefined && until !== undefined
          ? m.trips_own_doubtful({ was: periodInWords(from, until), is: periodOf(whole) })
          : m.trips_own_outside_now({ is: periodOf(whole) })}
      </p>
      {mayWrite ? (
        <form class="row no-print" method="post" action={addresses.tripTravellerDays({ id, traveller: one.id })}>
          <HiddenVersion version={one.version} />
          {mayStay ? (
            <button class="ds-button" data-size="sm" data-variant="secondary">
              {m.trips_own_stay()}
              <span class="sr">: {one.name}</span>
            </button>
          ) : null}
          <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.tripTraveller({ id, traveller: one.id })}>
            {m.trips_own_change()}
            <span class="sr">: {one.name}</span>
          </a>
        </form>
      ) : null}
    </div>
  )
}

/** Who travels by an order they would give themselves, and who of the dossier's delegation does not travel. */
const Unordered = ({ whole: { trip, travellers, dossier, cancelledOn }, mayWrite }: { readonly whole: TripWhole; readonly mayWrite: boolean }) => {
  const themselves = travellers.filter(({ byOrder, post }) => byOrder === 'usual' && orderByPost(post) === 'body')
  const others = notTravelling(dossier, travellers)
  if (cancelledOn !== null || (themselves.length === 0 && others.length === 0)) return null
  return (
    <div class="note stack">
      {themselves.map(({ id, name }) => (
        <p>
          {m.trips_mayor_usual({ name })}{' '}
          {mayWrite ? <a href={`${addresses.tripTraveller({ id: trip.id, traveller: id })}#${fieldId('byOrder')}`}>{m.trips_mayor_move()}</a> : null}
        </p>
      ))}
      {others.length === 0 ? null : (
        <p>
          {m.trips_not_travelling({ names: others.map(({ name }) => name).join(', ') })}{' '}
          <a href={addresses.visitDelegations({ id: trip.id })}>{m.trips_to_delegation()}</a>
        </p>
      )}
    </div>
  )
}

/** „Командировка“ on the page of an event and in the dossier of a visit: where it stands, or the way to open it. */
export const TripSection = ({
  eventId,
  brief,
  mayWrite,
}: {
  readonly eventId: string
  readonly brief: { readonly state: TripState; readonly travellers: number } | null
  readonly mayWrite: boolean
}) =>
  brief === null && !mayWrite ? null : (
    <Section id="trip" title={m.trips_section()} more={brief === null ? undefined : { href: addresses.trip({ id: eventId }), text: m.trips_section_open() }}>
      {brief === null ? (
        <form class="do" method="post" action={addresses.tripOpening({ id: eventId })}>
          <p class="sub">{m.trips_section_none()}</p>
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.trips_open()}
          </button>
        </form>
      ) : (
        <p>
          <Tag tone={TRIP_TONES[brief.state]}>{tripStateName(brief.state)}</Tag> {m.trips_travellers_count({ count: brief.travellers })}
        </p>
      )}
    </Section>
  )
