// The addresses of a journey's money: the budget, its costs, advances and accounts.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, type FieldWords } from '#platform/activity/changes.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { KeptStale, Written } from '#platform/activity/kept-row.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal, type Result } from '#platform/result.ts'
import { payAdvance, settleTraveller, type TravellerState } from '../travellers/traveller.actions.ts'
import { advanceForm, settlingForm, tripTravellerFieldWords } from '../travellers/traveller.ts'
import { tripById, type TripWhole } from '../trip.queries.ts'
import { addCost, changeCost, type CostState, removeCost } from './cost.actions.ts'
import { costForm, costValuesOf, tripCostFieldWords } from './cost.ts'
import { bodyOfCost, CostPage, type CostPageProps } from './cost.pages.tsx'
import { type MoneyDoing, MoneyPage, type MoneyPageProps } from './money.pages.tsx'

export const tripMoneyRoutes = (): Routes =>
  new Routes()
    .get(addresses.tripMoney, readers, (c, by) => moneyPage(c, by, {}))
    .post(addresses.tripCosts, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const refused = (faults: readonly FieldFault[]) => moneyPage(c, by, { doing: { which: 'cost', body, faults } }, 422)
      const form = checked(costForm, body)
      if (!form.ok) return refused(form.faults)
      const added = await addCost(c.get('here'), by, id, costValuesOf(form.value))
      if (added.ok) return onwards(c, added.value, m.trips_cost_added())
      return added.refusal.code === 'missing' ? notFound(c) : refused([faultOf(added.refusal)])
    })
    .get(addresses.tripCost, officers, async (c, by) => {
      const found = await costAsked(c, by)
      return found === null ? notFound(c) : c.html(<CostPage shell={c.get('shell')} {...found} body={bodyOfCost(found.cost)} />)
    })
    .post(addresses.tripCost, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await costAsked(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const page = (props: Partial<CostPageProps>, status: 409 | 422, at = version || found.cost.version) =>
        c.html(<CostPage shell={c.get('shell')} whole={found.whole} cost={{ ...found.cost, version: at }} body={body} {...props} />, status)
      const form = checked(costForm, body)
      if (!form.ok) return page({ faults: form.faults }, 422)
      const values = costValuesOf(form.value)
      const changed = await changeCost(c.get('here'), by, found.cost.id, version, values)
      if (changed.ok) return onwards(c, changed.value, m.trips_saved())
      if (!isStaleRefusal<KeptStale<CostState>['current']>(changed.refusal))
        return changed.refusal.code === 'missing' ? notFound(c) : page({ faults: [faultOf(changed.refusal)] }, 422)
      const { current } = changed.refusal
      const nameOf = (one: string | null): string | null => found.whole.travellers.find(({ id }) => id === one)?.name ?? null
      const named = { paidByName: nameOf(values.paidBy), forWhomNames: (values.forWhom ?? []).flatMap((one) => nameOf(one) ?? []) }
      const conflict = await conflictOf(c, by, 'trip_cost', found.cost.id, current, { ...current.state, ...values, ...named }, tripCostFieldWords())
      return page({ conflict }, 409, current.version)
    })
    .post(addresses.tripCostRemoval, officers, async (c, by) => {
      const found = await costAsked(c, by)
      if (found === null) return notFound(c)
      const removed = await removeCost(c.get('here'), by, found.cost.id, Number(typed(await readForm(c), 'version')))
      if (removed.ok) return onwards(c, removed.value, m.trips_cost_removed({ what: removed.value.label }))
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.tripMoney({ id: found.whole.trip.id }), { text: removed.refusal.message, tone: 'late' })
    })
    .post(addresses.tripAdvance, officers, async (c, by) => {
      const travellerId = c.req.param('traveller')!
      const body = await readForm(c)
      if (!(await travels(c, by, travellerId))) return notFound(c)
      const doing = { which: `advance ${travellerId}`, body }
      const form = checked(advanceForm, body)
      if (!form.ok) return moneyPage(c, by, { doing: { ...doing, faults: form.faults } }, 422)
      const { advance, advanceOn } = form.value
      const paid = await payAdvance(c.get('here'), by, travellerId, Number(typed(body, 'version')), { cents: advance, on: advanceOn })
      return done(c, by, paid, m.trips_saved(), { ...doing, faults: [] }, { advanceCents: advance, advanceOn })
    })
    .post(addresses.tripSettling, officers, async (c, by) => {
      const travellerId = c.req.param('traveller')!
      const body = await readForm(c)
      if (!(await travels(c, by, travellerId))) return notFound(c)
      const doing = { which: `settling ${travellerId}`, body }
      const form = checked(settlingForm, body)
      if (!form.ok) return moneyPage(c, by, { doing: { ...doing, faults: form.faults } }, 422)
      const { settledOn, settledNote, accepted } = form.value
      const settled = await settleTraveller(c.get('here'), by, travellerId, Number(typed(body, 'version')), { on: settledOn, note: settledNote, accepted })
      return done(c, by, settled, m.trips_saved(), { ...doing, faults: [] }, { settledOn, settledNote, accepted })
    })

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Reader): Promise<TripWhole | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => tripById(tx, c.req.param('id')!, c.get('here').clock.today()))
const onwards = (c: Context, { activityId }: Written, text: string): Response =>
  goWithNotice(c, addresses.tripMoney({ id: c.req.param('id')! }), { text, undo: addresses.activityUndo({ id: activityId }) })
const travels = async (c: Context, by: Officer, id: string): Promise<boolean> => (await whole(c, by))?.travellers.some((one) => one.id === id) ?? false

async function costAsked(c: Context, by: Officer) {
  const found = await whole(c, by)
  const cost = found?.costs.find(({ id }) => id === c.req.param('cost'))
  return found === null || cost === undefined ? null : { whole: found, cost }
}

/** The page; a form of it refused for its own faults keeps the version it was opened with. */
async function moneyPage(c: Context, by: Reader, props: Pick<MoneyPageProps, 'doing' | 'conflict'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const found = await whole(c, by)
  if (found === null) return notFound(c)
  const opened = props.doing !== undefined && status === 422 ? Number(typed(props.doing.body, 'version')) : 0
  const own = props.doing?.which.split(' ')[1]
  const travellers = found.travellers.map((one) => (opened > 0 && one.id === own ? { ...one, version: opened } : one))
  return c.html(<MoneyPage shell={c.get('shell')} whole={{ ...found, travellers }} today={c.get('here').clock.today()} {...props} />, status)
}

async function conflictOf<State extends object>(
  c: Context,
  by: Officer,
  thing: string,
  id: string,
  current: KeptStale<State>['current'],
  yours: object,
  words: readonly FieldWords[],
) {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, thing, id, 1))
  return {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: changesBetween({ ...current.state } as Snapshot, { ...yours } as Snapshot, words).map(({ field, before, after }) => ({
      field,
      theirs: before,
      yours: after,
    })),
  }
}

/** After an advance or a settling: onwards, or back to the page with what was typed beside what stands there now. */
async function done(
  c: Context,
  by: Officer,
  outcome: Result<Written, Refusal | KeptStale<TravellerState>>,
  text: string,
  doing: MoneyDoing,
  yours: Partial<TravellerState>,
): Promise<Response> {
  if (outcome.ok) return onwards(c, outcome.value, text)
  if (outcome.refusal.code === 'missing') return notFound(c)
  if (!isStaleRefusal<KeptStale<TravellerState>['current']>(outcome.refusal))
    return moneyPage(c, by, { doing: { ...doing, faults: [faultOf(outcome.refusal)] } }, 422)
  const { current } = outcome.refusal
  const conflict = await conflictOf(c, by, 'trip_traveller', c.req.param('traveller')!, current, { ...current.state, ...yours }, tripTravellerFieldWords())
  return moneyPage(c, by, { doing, conflict }, 409)
}
