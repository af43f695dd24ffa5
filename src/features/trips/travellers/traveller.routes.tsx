// The addresses of those who travel: added, changed, taken off.
import { addresses } from '#addresses'
import { officers } from '#features/accounts/session.gate.ts'
import { meantPeople } from '#features/events/partaking.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { personById } from '#features/organisations/people/person.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { boxesOf, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { tripPage, type TripRouteParts } from '../trip.routes.tsx'
import { tripById } from '../trip.queries.ts'
import { addTraveller, changeTraveller, keepOwnDays, removeTraveller, type TravellerStale } from './traveller.actions.ts'
import { TravellerPage } from './traveller.pages.tsx'
import { travellerForm, type TravellerValues, tripTravellerFieldWords } from './traveller.ts'

type Read = { readonly ok: true; readonly values: TravellerValues } | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** What the form says, with the person found in the register; `already` counts though removed since. */
async function readValues(tx: OfficeTx, body: FormBody, already: string | null): Promise<Read> {
  const form = checked(travellerForm, body)
  if (!form.ok) return form
  const { person, name, post, byOrder, joinsOn, leavesOn } = form.value
  const known = already === null ? null : await personById(tx, already)
  const meant = await meantPeople(
    tx,
    [person],
    () => 'person',
    known === null
      ? []
      : [{ personId: known.id, name: known.name, nativeName: known.nativeName, title: known.title, asRole: null, live: known.deletedAt === null }],
  )
  if (meant.faults.length > 0) return { ok: false, faults: meant.faults }
  const personId = meant.ids[0] ?? null
  if (personId === null && name === '') return { ok: false, faults: [{ name: 'name', message: m.trips_traveller_nameless() }] }
  return { ok: true, values: { personId, name, post, byOrder, joinsOn, leavesOn } }
}

/** A day as the form's three boxes. */
function dayBoxes(on: string | null): FormBody {
  const { day = '', month = '', year = '' } = boxesOf(on)
  return { day, month, year }
}

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

export const tripTravellerRoutes = ({ sections = [] }: TripRouteParts = {}): Routes =>
  new Routes()
    .post(addresses.tripTravellers, officers, async (c, by) => {
      const id = c.req.param('id')!
      const here = c.get('here')
      const body = await readForm(c)
      const refused = (faults: readonly FieldFault[]) => tripPage(c, by, { doing: { which: 'traveller', body, faults } }, 422, sections)
      const read = await here.db.inOffice(by.officeId, (tx) => readValues(tx, body, null))
      if (!read.ok) return refused(read.faults)
      const added = await addTraveller(here, by, id, read.values)
      if (added.ok)
        return goWithNotice(c, addresses.trip({ id }), {
          text: m.trips_traveller_added({ name: added.value.label }),
          undo: addresses.activityUndo({ id: added.value.activityId }),
        })
      return added.refusal.code === 'missing' ? notFound(c) : refused([faultOf(added.refusal)])
    })
    .get(addresses.tripTraveller, officers, async (c, by) => {
      const here = c.get('here')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const whole = await tripById(tx, c.req.param('id')!, here.clock.today())
        const traveller = whole?.travellers.find(({ id }) => id === c.req.param('traveller'))
        if (whole === null || traveller === undefined) return null
        return { whole, traveller, person: traveller.personId === null ? null : await personById(tx, traveller.personId) }
      })
      if (read === null) return notFound(c)
      const { whole, traveller, person } = read
      const body: FormBody = {
        person: person === null ? { id: '', text: '' } : { id: person.id, text: displayName(person) },
        name: traveller.name,
        post: traveller.post,
        byOrder: traveller.byOrder,
        joinsOn: dayBoxes(traveller.joinsOn),
        leavesOn: dayBoxes(traveller.leavesOn),
      }
      return c.html(
        <TravellerPage
          shell={c.get('shell')}
          tripId={whole.trip.id}
          tripTitle={textIn(whole.event.event.title)}
          traveller={traveller}
          rules={whole.rules}
          body={body}
        />,
      )
    })
    .post(addresses.tripTraveller, officers, async (c, by) => {
      const [id, travellerId] = [c.req.param('id')!, c.req.param('traveller')!]
      const here = c.get('here')
      const body = await readForm(c)
      const whole = await here.db.inOffice(by.officeId, (tx) => tripById(tx, id, here.clock.today()))
      const traveller = whole?.travellers.find((one) => one.id === travellerId)
      if (whole === null || traveller === undefined) return notFound(c)
      const version = Number(typed(body, 'version'))
      const page = (props: object, status: 409 | 422, at = version || traveller.version) =>
        c.html(
          <TravellerPage
            shell={c.get('shell')}
            tripId={id}
            tripTitle={textIn(whole.event.event.title)}
            traveller={{ ...traveller, version: at }}
            rules={whole.rules}
            body={body}
            {...props}
          />,
          status,
        )
      const read = await here.db.inOffice(by.officeId, (tx) => readValues(tx, body, traveller.personId))
      if (!read.ok) return page({ faults: read.faults }, 422)
      const changed = await changeTraveller(here, by, travellerId, version, read.values)
      if (changed.ok) return goWithNotice(c, addresses.trip({ id }), { text: m.trips_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      if (!isStaleRefusal<TravellerStale['current']>(changed.refusal))
        return changed.refusal.code === 'missing' ? notFound(c) : page({ faults: [faultOf(changed.refusal)] }, 422)
      const { current } = changed.refusal
      const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'trip_traveller', travellerId, 1))
      const rows = changesBetween({ ...current.state }, { ...current.state, ...read.values }, tripTravellerFieldWords())
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return page({ conflict }, 409, current.version)
    })
    .post(addresses.tripTravellerDays, officers, async (c, by) => {
      const id = c.req.param('id')!
      const kept = await keepOwnDays(c.get('here'), by, c.req.param('traveller')!, Number(typed(await readForm(c), 'version')))
      if (kept.ok) return goWithNotice(c, addresses.trip({ id }), { text: m.trips_own_stayed(), undo: addresses.activityUndo({ id: kept.value.activityId }) })
      return kept.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.trip({ id }), { text: kept.refusal.message, tone: 'late' })
    })
    .post(addresses.tripTravellerRemoval, officers, async (c, by) => {
      const [id, travellerId] = [c.req.param('id')!, c.req.param('traveller')!]
      const removed = await removeTraveller(c.get('here'), by, travellerId, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.trip({ id }), {
          text: m.trips_traveller_removed({ name: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.trip({ id }), { text: removed.refusal.message, tone: 'late' })
    })
