// The addresses of the numbers an office writes down: a new one, one as it stands, taking it away.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { boxesOf, momentInWords } from '#platform/dates.ts'
import { checked, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { countedPartner } from '../counts/partner.queries.ts'
import { readTally } from '../impact.queries.ts'
import { cellInWords, isRecordable } from '../measure.ts'
import { addFigure, changeFigure, type FigureStale, removeFigure } from './figure.actions.ts'
import { figureFieldWords, figureForm, type FigureValues } from './figure.ts'
import { bodyOfFigure, FigurePage, type FigurePageProps } from './figure.pages.tsx'
import { eventChoices, figureById } from './figure.queries.ts'
import type { FigureRow } from './figure.table.ts'

const whatHappened = ({ act }: ActivityLine): string =>
  act === 'impact_figure.created'
    ? m.impact_did_create()
    : act === 'impact_figure.removed'
      ? m.impact_did_remove()
      : act === 'impact_figure.restored'
        ? m.impact_did_restore()
        : m.impact_did_change()

const boxes = (day: string): FormBody => {
  const { day: of = '', month = '', year = '' } = boxesOf(day)
  return { day: of, month, year }
}

type Given = Pick<FigurePageProps, 'body'> & Partial<Pick<FigurePageProps, 'faults' | 'conflict'>> & { readonly version?: number }

/** The form, of an entry or of a new one; null: there is no such partnership. */
async function page(c: Context, by: Reader, partnershipId: string, figure: FigureRow | null, given: Given, status: 200 | 409 | 422 = 200): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const zone = c.get('visitor')!.office.timeZone
  const [measure, year] = [typed(given.body, 'measure'), Number(typed(given.body, 'year'))]
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const partner = await countedPartner(tx, { partnershipId })
    if (partner === null) return null
    const { organisationId } = partner
    // Of one event the number is its own, whatever else the year holds.
    const asked = figure === null && typed(given.body, 'event') === '' && isRecordable(measure) && Number.isInteger(year)
    const tally = asked ? await readTally(tx, { open: false, organisationId, years: { from: year, until: year }, zone }, today) : null
    return {
      partner,
      events: await eventChoices(tx, organisationId, today),
      counted: tally !== null && isRecordable(measure) ? cellInWords(measure, tally.besideEntry(measure, year, organisationId)) : null,
      lines: figure === null ? [] : await historyOf(tx, 'impact_figure', figure.id),
    }
  })
  if (read === null) return notFound(c)
  const shown = figure === null ? null : { ...figure, version: given.version ?? figure.version }
  return c.html(
    <FigurePage
      shell={c.get('shell')}
      partnershipId={partnershipId}
      partner={displayName(read.partner)}
      figure={shown}
      events={read.events}
      counted={read.counted}
      body={given.body}
      {...(given.faults === undefined ? {} : { faults: given.faults })}
      {...(given.conflict === undefined ? {} : { conflict: given.conflict })}
      history={historyInWords(read.lines, { what: whatHappened, fields: () => figureFieldWords(), timeZone: zone, undo: by.role === 'officer' })}
    />,
    status,
  )
}

/** What was typed, as the activity record would keep it: to be held against what another saved. */
const typedState = ({ eventId, published, ...values }: FigureValues, current: FigureStale['current']['state'], events: ReadonlyMap<string, string>) => ({
  ...current,
  ...values,
  event: eventId === null ? null : { id: eventId, title: events.get(eventId) ?? '' },
  publishedAt: published ? (current.publishedAt ?? 'now') : null,
})

/** Whoever came from the records of a number goes back there, to the next that lacks one. */
async function backTo(c: Context, by: Reader, partnershipId: string, { year, measure }: FigureValues, body: FormBody): Promise<string> {
  const from = typed(body, 'from') === 'records'
  const partner = from ? await c.get('here').db.inOffice(by.officeId, (tx) => countedPartner(tx, { partnershipId })) : null
  return partner === null
    ? `${addresses.partnershipImpact({ id: partnershipId }, { year })}#figures`
    : addresses.impactRecords({ measure, year, partner: partner.organisationId })
}

export const figureRoutes = (): Routes =>
  new Routes()
    .get(addresses.impactFigureNew, officers, (c, by) => {
      const today = c.get('here').clock.today()
      const asked = c.req.query('year') ?? ''
      const measure = c.req.query('measure') ?? ''
      const year = /^\d{4}$/.test(asked) ? asked : today.slice(0, 4)
      const body = {
        measure: isRecordable(measure) ? measure : '',
        year,
        event: c.req.query('event') ?? '',
        from: c.req.query('from') ?? '',
        asOf: boxes(today),
      }
      return page(c, by, c.req.param('id')!, null, { body })
    })
    .post(addresses.impactFigureNew, officers, async (c, by) => {
      const partnershipId = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(figureForm, body)
      if (!form.ok) return page(c, by, partnershipId, null, { body, faults: form.faults }, 422)
      const made = await addFigure(c.get('here'), by, partnershipId, form.value)
      if (made.ok)
        return goWithNotice(c, await backTo(c, by, partnershipId, form.value, body), {
          text: m.impact_figure_added(),
          undo: addresses.activityUndo({ id: made.value.activityId }),
        })
      if (made.refusal.code === 'missing') return notFound(c)
      return page(c, by, partnershipId, null, { body, faults: [{ name: made.refusal.field ?? '', message: made.refusal.message }] }, 422)
    })
    .get(addresses.impactFigure, readers, async (c, by) => {
      const figure = await c.get('here').db.inOffice(by.officeId, (tx) => figureById(tx, c.req.param('id')!))
      return figure === null ? notFound(c) : page(c, by, figure.partnershipId, figure, { body: bodyOfFigure(figure, boxes(figure.asOf)) })
    })
    .post(addresses.impactFigure, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const body = await readForm(c)
      const figure = await here.db.inOffice(by.officeId, (tx) => figureById(tx, id))
      if (figure === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const form = checked(figureForm, body)
      if (!form.ok) return page(c, by, figure.partnershipId, figure, { body, faults: form.faults, version: version || figure.version }, 422)
      const changed = await changeFigure(here, by, id, version, form.value)
      if (changed.ok)
        return goWithNotice(c, `${addresses.partnershipImpact({ id: figure.partnershipId }, { year: form.value.year })}#figures`, {
          text: m.impact_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<FigureStale['current']>(changed.refusal)) {
        const { code, field, message } = changed.refusal
        return code === 'missing' ? notFound(c) : page(c, by, figure.partnershipId, figure, { body, faults: [{ name: field ?? '', message }], version }, 422)
      }
      const { current } = changed.refusal
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const partner = await countedPartner(tx, { partnershipId: figure.partnershipId })
        return {
          last: (await historyOf(tx, 'impact_figure', id, 1))[0],
          events: partner === null ? [] : await eventChoices(tx, partner.organisationId, here.clock.today()),
        }
      })
      const titles = new Map(read.events.map((event) => [event.id, displayName({ name: event.title })]))
      const rows = changesBetween({ ...current.state }, { ...typedState(form.value, current.state, titles) }, figureFieldWords())
      const conflict = {
        who: read.last?.personName,
        when: momentInWords(read.last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return page(c, by, figure.partnershipId, figure, { body, conflict, version: current.version }, 409)
    })
    .post(addresses.impactFigureRemoval, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const figure = await here.db.inOffice(by.officeId, (tx) => figureById(tx, id))
      if (figure === null) return notFound(c)
      const removed = await removeFigure(here, by, id, Number(typed(await readForm(c), 'version')))
      const back = addresses.partnershipImpact({ id: figure.partnershipId }, { year: figure.year })
      if (removed.ok) return goWithNotice(c, back, { text: m.impact_figure_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.impactFigure({ id }), { text: removed.refusal.message, tone: 'late' })
    })
