// The addresses of a journey's report: written, handed in, opened again.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { type Meant, meantPeople } from '#features/events/partaking.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Here } from '#platform/here.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import { registerTraveller } from '../travellers/traveller.actions.ts'
import { travellersCalled } from '../travellers/traveller.ts'
import { tripById, type TripWhole } from '../trip.queries.ts'
import { dropTakenOut, handInReport, type ReportStale, reopenReport, saveReport } from './report.actions.ts'
import { bodyOfReport, TripReportPage, type TripReportPageProps } from './report.pages.tsx'
import { droppingForm, type ReportForm, reportForm, type ReportValues, tripReportFieldWords } from './report.ts'

export const tripReportRoutes = (): Routes =>
  new Routes()
    .get(addresses.tripReport, readers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : page(c, found, {})
    })
    .post(addresses.tripReport, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const more = oneMoreRow(body)
      if (more !== null) return page(c, found, { version: versionOf(body), body: more, unsaved: true })
      const saved = await savedForm(c, by, found, body)
      return 'answer' in saved
        ? saved.answer
        : goWithNotice(c, addresses.tripReport({ id: found.trip.id }), { text: m.trips_report_saved(), undo: addresses.activityUndo({ id: saved.activityId }) })
    })
    .post(addresses.tripReportHandingIn, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      // The button belongs to the form: what stands in it is saved first, and stays saved when the report cannot be handed in yet.
      const saved = body['purpose'] === undefined ? null : await savedForm(c, by, found, body)
      if (saved !== null && 'answer' in saved) return saved.answer
      const handed = await handInReport(c.get('here'), by, id, versionOf(body) + (saved === null ? 0 : 1))
      if (handed.ok)
        return goWithNotice(c, addresses.tripReport({ id }), { text: m.trips_report_handed(), undo: addresses.activityUndo({ id: handed.value.activityId }) })
      if (handed.refusal.code === 'missing') return notFound(c)
      const why = handed.refusal.message
      return goWithNotice(
        c,
        addresses.tripReport({ id }),
        saved === null
          ? { text: why, tone: 'late' }
          : { text: m.trips_report_only_saved({ why }), tone: 'late', undo: addresses.activityUndo({ id: saved.activityId }) },
      )
    })
    .post(addresses.tripReportDropping, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(droppingForm, body)
      if (!form.ok) return goWithNotice(c, addresses.tripReport({ id }), { text: form.faults[0]!.message, tone: 'late' })
      const dropped = await dropTakenOut(c.get('here'), by, id, form.value.promises, form.value.reason)
      if (dropped.ok)
        return goWithNotice(c, addresses.tripReport({ id }), {
          text: m.trips_promise_dropped(),
          undo: addresses.activityUndo({ id: dropped.value.activityId }),
        })
      if (dropped.refusal.code === 'missing') return notFound(c)
      return goWithNotice(c, addresses.tripReport({ id }), { text: dropped.refusal.message, tone: 'late' })
    })
    .post(addresses.tripReportReopening, officers, async (c, by) => {
      const id = c.req.param('id')!
      const reopened = await reopenReport(c.get('here'), by, id, Number(typed(await readForm(c), 'version')) || 0)
      if (reopened.ok)
        return goWithNotice(c, addresses.tripReport({ id }), {
          text: m.trips_report_reopened(),
          undo: addresses.activityUndo({ id: reopened.value.activityId }),
        })
      if (reopened.refusal.code === 'missing') return notFound(c)
      return goWithNotice(c, addresses.tripReport({ id }), { text: reopened.refusal.message, tone: 'late' })
    })

type Current = ReportStale['current']
const versionOf = (body: FormBody): number => Number(typed(body, 'version')) || 0
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Reader): Promise<TripWhole | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => tripById(tx, c.req.param('id')!, c.get('here').clock.today()))

const personBox = (index: number): string => `recommendations.${index}.person`

/** Who is to see to each recommendation: somebody of the register, or one of those who travel; with `register` they are entered there where need be. */
async function seersTo(here: Here, by: Officer, found: TripWhole, rows: ReportForm['recommendations'], register: boolean): Promise<Meant> {
  const boxes = rows.map(({ person }) => person)
  const attached = (found.report?.recommendations ?? []).flatMap(({ person }) =>
    person === null ? [] : [{ personId: person.id, name: person.name, nativeName: person.nativeName, title: null, asRole: null, live: person.live }],
  )
  const meant = await here.db.inOffice(by.officeId, (tx) => meantPeople(tx, boxes, personBox, attached))
  const ids = [...meant.ids]
  const faults: FieldFault[] = []
  const entered = new Map<string, string>()
  for (const fault of meant.faults) {
    const index = rows.findIndex((_, at) => personBox(at) === fault.name)
    const [traveller, ...others] = travellersCalled(found.travellers, boxes[index]?.text ?? '')
    if (traveller === undefined || others.length > 0) faults.push(fault)
    else {
      const personId = traveller.personId ?? entered.get(traveller.id)
      if (personId !== undefined) ids[index] = personId
      else if (!register) faults.push({ ...fault, message: m.trips_travels_unregistered({ name: traveller.name }) })
      else {
        const done = await registerTraveller(here, by, traveller.id, traveller.version)
        if (!done.ok) faults.push({ ...fault, message: done.refusal.message })
        else {
          entered.set(traveller.id, done.value)
          ids[index] = done.value
        }
      }
    }
  }
  return { ids, faults }
}

/** Saves what stands in the form; `answer`: the page that says why it was not. */
async function savedForm(
  c: Context,
  by: Officer,
  found: TripWhole,
  body: FormBody,
): Promise<{ readonly activityId: string } | { readonly answer: Response | Promise<Response> }> {
  const here = c.get('here')
  const version = versionOf(body)
  const refused = (faults: readonly FieldFault[]) => ({ answer: page(c, found, { version, body, faults }, 422) })
  const form = checked(reportForm, body)
  if (!form.ok) return refused(form.faults)
  const rows = form.value.recommendations
  const known = found.report?.recommendations ?? []
  const { ids, faults } = await seersTo(here, by, found, rows, form.value.register)
  const values: ReportValues = {
    purpose: form.value.purpose,
    process: form.value.process,
    insights: form.value.insights,
    recommendations: rows.flatMap(({ id: was, text, due, forCitizens }, index) => {
      // Until it is clear whom the box means, whoever stood there stays.
      const unclear = faults.some(({ name }) => name === personBox(index))
      const personId = unclear ? (known.find(({ id }) => id === was)?.person?.id ?? null) : (ids[index] ?? null)
      return text === '' ? [] : [{ id: was, text, due, forCitizens, personId }]
    }),
  }
  const saved = await saveReport(here, by, found.trip.id, version, values)
  if (saved.ok && faults.length === 0) return saved.value
  if (saved.ok) {
    const now = (await whole(c, by)) ?? found
    const told = faults.map(({ name, message }) => ({ name, message: `${message}. ${m.trips_report_rest_saved()}` }))
    return { answer: page(c, now, { version: now.report?.version ?? version, body, faults: told }, 422) }
  }
  if (!isStaleRefusal<Current>(saved.refusal)) return saved.refusal.code === 'missing' ? { answer: notFound(c) } : refused([faultOf(saved.refusal)])
  return { answer: conflictPage(c, by, found, saved.refusal.current, body, values) }
}

const page = (
  c: Context,
  found: TripWhole,
  props: Partial<Omit<TripReportPageProps, 'shell' | 'whole'>>,
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> =>
  c.html(<TripReportPage shell={c.get('shell')} whole={found} version={found.report?.version ?? 0} body={bodyOfReport(found)} {...props} />, status)

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, found: TripWhole, current: Current, body: FormBody, values: ReportValues): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'trip_report', found.trip.id, 1))
  const yours = { ...current.state, ...values, recommendations: values.recommendations.map(({ text, due }) => ({ text, due, person: null })) }
  const theirs = { ...current.state, recommendations: current.state.recommendations.map(({ text, due }) => ({ text, due, person: null })) }
  const conflict = {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: changesBetween(theirs, yours, tripReportFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
  return page(c, found, { version: current.version, body, conflict }, 409)
}
