// The addresses of journeys: the list, opening one, its order and its way, who travels, signing, removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { roleClassOf } from '#features/visits/delegations/precedence.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { lineField, requiredDateField } from '#platform/http/form-fields.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import { tripFieldWords } from './field-words.ts'
import { tripForm } from './journeys/leg.ts'
import { meantLegs } from './journeys/leg.queries.ts'
import { orderDifferences, orderText } from './papers/order.ts'
import { mayorAtHome, officeOfOrder } from './papers/office.queries.ts'
import { callOffTrip, changeTrip, followEvent, openTrip, removeTrip, signOrder, stayThough, type TripStale, type TripValues } from './trip.actions.ts'
import { bodyOfTrip, TripFormPage, type TripFormProps } from './trip-form.pages.tsx'
import { NewTripPage, TripsPage } from './trip-list.pages.tsx'
import { TripPage, type TripPageProps } from './trip.pages.tsx'
import { journeysToOpen, tripById, tripList, type TripWhole } from './trip.queries.ts'
import { ORDER_ACTS, ORDERS, standingOrder, tripFiltersOf, type WhichOrder } from './trip.ts'

export type TripRouteParts = {
  /** What later features show on a journey's page, in the order in which it is shown. */
  readonly sections?: readonly ((tx: OfficeTx, id: string, by: Reader) => Promise<Child>)[]
}

/** So many visits to come are offered when one opens a journey. */
const MOST_TO_OPEN = 50

const orderForm = z.object({
  number: lineField(60).refine((text) => text !== '', { error: () => `m:${m.trips_order_number_missing()}` }),
  on: requiredDateField.transform((date, context): string => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return date
    context.addIssue({ code: 'custom', message: 'date' })
    return z.NEVER
  }),
  signer: lineField(200).refine((text) => text !== '', { error: () => `m:${m.trips_order_signer_missing()}` }),
  signerPost: lineField(200),
  does: z.enum(ORDER_ACTS).default('orders'),
})

export const tripRoutes = ({ sections = [] }: TripRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.trips, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const asked = tripFiltersOf((name) => c.req.query(name))
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await here.db.inOffice(by.officeId, async (tx) => ({ page: await tripList(tx, asked, turn, today), open: await journeysToOpen(tx, today) }))
      return c.html(<TripsPage shell={c.get('shell')} asked={asked} page={read.page} open={read.open} />)
    })
    .post(addresses.tripOpening, officers, async (c, by) => {
      const id = c.req.param('id')!
      const opened = await openTrip(c.get('here'), by, id)
      if (opened.ok) return goWithNotice(c, addresses.trip({ id }), { text: m.trips_opened(), undo: addresses.activityUndo({ id: opened.value.activityId }) })
      if (opened.refusal.code === 'missing') return notFound(c)
      return goWithNotice(c, opened.refusal.code === 'open-already' ? addresses.trip({ id }) : addresses.event({ id }), {
        text: opened.refusal.message,
        tone: 'late',
      })
    })
    .get(addresses.tripNew, officers, async (c, by) => {
      const here = c.get('here')
      const open = await here.db.inOffice(by.officeId, (tx) => journeysToOpen(tx, here.clock.today(), MOST_TO_OPEN))
      return c.html(<NewTripPage shell={c.get('shell')} open={open} />)
    })
    .get(addresses.trip, readers, async (c, by) => tripPage(c, by, {}, 200, sections))
    .get(addresses.tripEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, found, { body: bodyOfTrip(found) })
    })
    .post(addresses.trip, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...found, trip: { ...found.trip, version: version || found.trip.version } }
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, opened, { body: more })
      const form = checked(tripForm, body)
      if (!form.ok) return formPage(c, opened, { body, faults: form.faults }, 422)
      const { legs, faults } = await c.get('here').db.inOffice(by.officeId, (tx) => meantLegs(tx, form.value.legs, found.trip.legs))
      if (faults.length > 0) return formPage(c, opened, { body, faults }, 422)
      const values = { ...form.value, legs }
      const changed = await changeTrip(c.get('here'), by, found.trip.id, version, values)
      if (changed.ok)
        return goWithNotice(c, addresses.trip({ id: found.trip.id }), {
          text: savedInWords(found, await whole(c, by)),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, values)
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, opened, { body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.tripOrder, officers, async (c, by) => {
      const id = c.req.param('id')!
      const which = ORDERS.find((one) => one === c.req.param('which'))
      if (which === undefined) return notFound(c)
      const body = await readForm(c)
      const version = Number(typed(body, 'version'))
      if (typed(body, 'withdraw') !== '') {
        const withdrawn = await signOrder(c.get('here'), by, id, version, which, null)
        if (withdrawn.ok)
          return goWithNotice(c, addresses.trip({ id }), { text: m.trips_order_withdrawn(), undo: addresses.activityUndo({ id: withdrawn.value.activityId }) })
        return withdrawn.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.trip({ id }), { text: withdrawn.refusal.message, tone: 'late' })
      }
      const form = checked(orderForm, body)
      if (!form.ok) return tripPage(c, by, { doing: { which, body, faults: form.faults } }, 422, sections)
      const { does, ...signing } = form.value
      const signed = await signOrder(c.get('here'), by, id, version, which, signing, does)
      if (signed.ok)
        return goWithNotice(c, addresses.trip({ id }), { text: m.trips_order_signed(), undo: addresses.activityUndo({ id: signed.value.activityId }) })
      if (signed.refusal.code === 'missing') return notFound(c)
      if (!isStaleRefusal<Current>(signed.refusal)) return tripPage(c, by, { doing: { which, body, faults: [faultOf(signed.refusal)] } }, 422, sections)
      const { current } = signed.refusal
      const rows = changesBetween({ orders: current.state.orders }, { orders: { ...current.state.orders, [which]: signing } }, tripFieldWords())
      const conflict = await conflictOf(c, by, id, current.updatedAt, rows)
      return tripPage(c, by, { doing: { which, body, faults: [] }, conflict }, 409, sections)
    })
    .post(addresses.tripFollowing, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const [here, version] = [c.get('here'), Number(typed(body, 'version'))]
      const stays = typed(body, 'stays') !== ''
      const done = await (stays ? stayThough(here, by, id, version) : followEvent(here, by, id, version, typed(body, 'amending') !== ''))
      return onwards(c, id, done, stays ? m.trips_stayed() : m.trips_moved_along())
    })
    .post(addresses.tripCallingOff, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const resumes = typed(body, 'resumes') !== ''
      const done = await callOffTrip(c.get('here'), by, id, Number(typed(body, 'version')), resumes ? null : typed(body, 'reason').slice(0, 1000))
      if (!done.ok && done.refusal.code === 'no-reason')
        return tripPage(c, by, { doing: { which: 'calling-off', body, faults: [faultOf(done.refusal)] } }, 422, sections)
      return onwards(c, id, done, resumes ? m.trips_resumed() : m.trips_called_off())
    })
    .post(addresses.tripRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeTrip(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.trips(), {
          text: m.trips_removed({ title: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.trip({ id }), { text: removed.refusal.message, tone: 'late' })
    })

/** That it is saved, and what became of the own days of those who travel. */
function savedInWords(before: TripWhole, after: TripWhole | null): string {
  if (after?.travellers.some(({ doubtful }) => doubtful)) return m.trips_saved_doubtful()
  const days = ({ travellers }: TripWhole): string => travellers.map(({ joinsOn, leavesOn }) => `${joinsOn} ${leavesOn}`).join()
  return after !== null && days(before) !== days(after) ? m.trips_saved_moved() : m.trips_saved()
}

/** Back to the journey, with what was done or why it was not. */
function onwards(c: Context, id: string, done: Awaited<ReturnType<typeof callOffTrip>>, text: string): Response | Promise<Response> {
  if (done.ok) return goWithNotice(c, addresses.trip({ id }), { text, undo: addresses.activityUndo({ id: done.value.activityId }) })
  return done.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.trip({ id }), { text: done.refusal.message, tone: 'late' })
}

type Current = TripStale['current']

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<TripWhole | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => tripById(tx, c.req.param('id')!, c.get('here').clock.today()))
const titleOf = ({ event }: TripWhole): string => textIn(event.event.title)
const formPage = (c: Context, found: TripWhole, props: Omit<TripFormProps, 'shell' | 'trip'>, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(<TripFormPage shell={c.get('shell')} trip={{ id: found.trip.id, version: found.trip.version, title: titleOf(found) }} {...props} />, status)

/** The journey's own page; a refused form of it keeps what was typed. Also for the routes of those who travel. */
export async function tripPage(
  c: Context,
  by: Reader,
  props: Pick<TripPageProps, 'doing' | 'conflict'>,
  status: 200 | 409 | 422,
  sections: NonNullable<TripRouteParts['sections']>,
): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await tripById(tx, c.req.param('id')!, today)
    if (found === null) return null
    const shown: Child[] = []
    for (const section of sections) shown.push(await section(tx, found.trip.id, by))
    return { found, shown, office: await officeOfOrder(tx), mayor: await mayorAtHome(tx), lines: await historyOf(tx, 'trip', found.trip.id) }
  })
  if (read === null) return notFound(c)
  const history = historyInWords(read.lines, {
    what: whatHappened,
    fields: () => tripFieldWords(),
    timeZone: zoneOf(c),
    undo: by.role === 'officer',
  })
  // A form refused for its own faults keeps the version it was opened with.
  const opened = props.doing !== undefined && status === 422 ? Number(typed(props.doing.body, 'version')) : 0
  const found = opened > 0 ? { ...read.found, trip: { ...read.found.trip, version: opened } } : read.found
  const shown: readonly WhichOrder[] = ORDERS.filter((which) => found.needed.includes(which) || found.trip.orders[which] !== null)
  return c.html(
    <TripPage
      shell={c.get('shell')}
      whole={found}
      orders={shown.map((which) => ({ ...orderShown(found, which, read.office), signer: usualSigner(found, which, read.mayor) }))}
      history={history}
      today={today}
      sections={read.shown}
      {...props}
    />,
    status,
  )
}

/** Who will have signed, where the usual order is the mayor's and the register knows one mayor; '' where it is a person's to say. */
const usualSigner = ({ rules }: TripWhole, which: WhichOrder, mayor: string): string =>
  which === 'usual' && roleClassOf(rules.orderedBy) === 'mayor' ? mayor : ''

/** An order for its page: as it was signed, and what is otherwise by now. */
function orderShown(
  found: TripWhole,
  which: WhichOrder,
  office: { readonly name: string; readonly town: string },
): Omit<TripPageProps['orders'][number], 'signer'> {
  const order = standingOrder(found.trip.orders[which])
  const now = orderText(found, which, office, order)
  return { which, text: order?.kept?.paper ?? now, differences: order?.kept === undefined ? [] : orderDifferences(order.kept.whole, now) }
}

async function conflictOf(c: Context, by: Officer, id: string, updatedAt: Date, rows: readonly { field: string; before: string; after: string }[]) {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'trip', id, 1))
  return {
    who: last?.personName,
    when: momentInWords(last?.at ?? updatedAt, zoneOf(c)),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, found: TripWhole, current: Current, body: FormBody, values: TripValues): Promise<Response> {
  const rows = changesBetween({ ...current.state }, { ...current.state, ...values }, tripFieldWords())
  const conflict = await conflictOf(c, by, found.trip.id, current.updatedAt, rows)
  return formPage(c, { ...found, trip: { ...found.trip, version: current.version } }, { body, conflict }, 409)
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'trip.opened':
      return m.trips_did_open()
    case 'trip.ordered':
      return m.trips_did_order()
    case 'trip.unordered':
      return m.trips_did_unorder()
    case 'trip.moved':
      return m.trips_did_move()
    case 'trip.stayed':
      return m.trips_did_stay()
    case 'trip.cancelled':
      return m.trips_did_cancel()
    case 'trip.resumed':
      return m.trips_did_resume()
    case 'trip.removed':
      return m.trips_did_remove()
    case 'trip.restored':
      return m.trips_did_restore()
    default:
      return m.trips_did_change()
  }
}
