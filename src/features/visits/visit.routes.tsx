// The addresses of dossiers: the list, a new visit, one dossier with its parts, and its steps.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { isEventDirection, spanned } from '#features/events/event.ts'
import { meantPartners } from '#features/events/partaking.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisationById, placeMeant } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { within } from '#platform/here.ts'
import { isStaleRefusal, ok, type Refusal, type Result } from '#platform/result.ts'
import { revised } from '#platform/texts/local-text.ts'
import { oneMoreRow, partnersTyped } from '#ui/partners.tsx'
import { visitFieldWords } from './field-words.ts'
import { owedInWords } from './invitations/invitation.ts'
import { owedLetters } from './invitations/invitation.queries.ts'
import { type VisitLook, visitLook } from './look.queries.ts'
import type { OutcomeParts } from './outcomes/outcome.ts'
import { isPieceKind } from './preparation/piece.ts'
import { cancellationForm, confirmationForm } from './step.ts'
import { cancelVisit, confirmVisit, reopenVisit, resumeVisit } from './step.actions.ts'
import { changeVisit, openVisit, removeVisit, type VisitStale, waivePiece, type Written } from './visit.actions.ts'
import { newVisitForm, VISIT_STATES, visitForm, type VisitForm } from './visit.ts'
import { bodyOfVisit, NewVisitPage, VisitFormPage, type VisitFormProps } from './visit-form.pages.tsx'
import { VisitsPage } from './visit-list.pages.tsx'
import { VisitFrame, type VisitFrameProps, type VisitTab } from './visit.pages.tsx'
import { offeredLanguages, visitById, visitFilterChoices, type VisitFilters, visitList } from './visit.queries.ts'

/** What another part shows in a dossier. */
export type VisitSection = (tx: OfficeTx, look: VisitLook, by: Reader, today: string, now: Date) => Promise<Child>

/** What other parts and later features bring to a dossier: sections of its tabs, buttons of its head, what stands beside, and outcomes they know of. */
export type VisitParts = {
  readonly [Tab in VisitTab]?: readonly VisitSection[]
} & {
  readonly actions?: readonly VisitSection[]
  readonly beside?: readonly VisitSection[]
  /** Stands beside one tab alone, above what stands beside all. */
  readonly besideTab?: { readonly [Tab in VisitTab]?: readonly VisitSection[] }
  readonly outcomes?: OutcomeParts
}

type Shown = Partial<Pick<VisitFrameProps, 'faults' | 'conflict' | 'task' | 'step'>>
/** The own part of a tab, above what others bring to it. */
export type OwnPart = VisitSection

/** One tab of a dossier as a page; 404 when there is no such dossier. Other parts of the feature draw theirs with it too. */
export async function visitPage(
  c: Context,
  by: Reader,
  parts: VisitParts,
  tab: VisitTab,
  own: OwnPart | null,
  shown: Shown & { readonly wide?: boolean; readonly islands?: readonly string[] } = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const drawn = await here.db.inOffice(by.officeId, async (tx) => {
    const look = await visitLook(tx, c.req.param('id')!, today, parts.outcomes)
    if (look === null) return null
    const all = async (sections: readonly VisitSection[] = []): Promise<Child[]> => {
      const children: Child[] = []
      for (const section of sections) children.push(await section(tx, look, by, today, here.clock.now()))
      return children
    }
    const mine = own === null ? null : await own(tx, look, by, today, here.clock.now())
    const others = await all(parts[tab])
    return {
      look,
      mine,
      others,
      actions: await all(parts.actions),
      beside: shown.wide === true ? [] : [...(await all(parts.besideTab?.[tab])), ...(await all(parts.beside))],
    }
  })
  if (drawn === null) return notFound(c)
  return c.html(
    <VisitFrame shell={c.get('shell')} look={drawn.look} tab={tab} today={today} actions={drawn.actions} beside={drawn.beside} {...shown}>
      {drawn.mine}
      {drawn.others}
    </VisitFrame>,
    status,
  )
}

/** Where the answer to a small form leads: back to the dossier's tab, with the outcome and its undoing. */
export const steppedTo = (
  c: Context,
  href: string,
  done: Result<{ readonly activityId: string }>,
  text: string,
  then: { readonly text: string; readonly link: { readonly href: string; readonly text: string } } | null = null,
): Response | Promise<Response> =>
  done.ok
    ? goWithNotice(c, href, {
        text: then === null ? text : `${text} ${then.text}`,
        undo: addresses.activityUndo({ id: done.value.activityId }),
        ...(then === null ? {} : { link: then.link }),
      })
    : done.refusal.code === 'missing'
      ? notFound(c)
      : goWithNotice(c, href, { text: done.refusal.message, tone: 'late' })

/** After a step that changes what is in people's calendars: the letters that wait, and where they are sent. */
async function owedAfter(c: Context, by: Officer): Promise<Parameters<typeof steppedTo>[4]> {
  const { db, clock } = c.get('here')
  const id = c.req.param('id')!
  const owed = await db.inOffice(by.officeId, (tx) => owedLetters(tx, id, clock.now(), clock.today()))
  return owed.letters === 0 ? null : { text: owedInWords(owed), link: { href: addresses.invitations({ id }), text: m.invitations_owed_go() } }
}

const back = (c: Context): string => {
  const from = new URL(c.req.header('referer') ?? 'http://nowhere/', 'http://nowhere').pathname
  const id = c.req.param('id')!
  return from.startsWith(`${addresses.visit({ id })}/`) ? from : addresses.visit({ id })
}

const versionIn = (body: FormBody): number => Number(typed(body, 'version'))

export const visitRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .get(addresses.visits, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const asked = filtersOf(c)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await here.db.inOffice(by.officeId, async (tx) => ({
        list: await visitList(tx, asked, turn, today, parts.outcomes),
        choices: await visitFilterChoices(tx),
      }))
      return c.html(<VisitsPage shell={c.get('shell')} asked={asked} list={read.list} today={today} choices={read.choices} />)
    })
    .get(addresses.visitNew, officers, async (c, by) => {
      const partner = await c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, c.req.query('organisation') ?? ''))
      const partners = partner === null ? [] : [{ id: partner.id, text: displayName(partner) }]
      const direction = c.req.query('direction') === 'outgoing' ? 'outgoing' : 'incoming'
      return newPage(c, by, { direction, partners: [...partners, { id: '', text: '' }] })
    })
    .post(addresses.visits, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return newPage(c, by, more)
      const form = checked(newVisitForm, body)
      if (!form.ok) return newPage(c, by, body, form.faults)
      const made = await createVisit(c, by, form.value)
      if (!made.ok) return newPage(c, by, body, 'faults' in made ? made.faults : [faultOf(made.refusal)])
      return goWithNotice(c, addresses.visit({ id: made.value.id }), { text: m.visits_created(), undo: addresses.activityUndo({ id: made.value.activityId }) })
    })
    .post(addresses.eventDossier, officers, async (c, by) => {
      const id = c.req.param('id')!
      const opened = await openVisit(c.get('here'), by, id)
      if (opened.ok) return goWithNotice(c, addresses.visit({ id }), { text: m.visits_opened(), undo: addresses.activityUndo({ id: opened.value.activityId }) })
      // Opened in another tab meanwhile: there it is.
      return opened.refusal.code === 'open-already' ? c.redirect(addresses.visit({ id }), 303) : notFound(c)
    })
    .get(addresses.visit, readers, (c, by) => visitPage(c, by, parts, 'programme', null))
    .get(addresses.visitDocuments, readers, (c, by) => visitPage(c, by, parts, 'documents', null))
    .get(addresses.visitEdit, officers, async (c, by) => {
      const found = await c.get('here').db.inOffice(by.officeId, (tx) => visitById(tx, c.req.param('id')!))
      return found === null ? notFound(c) : formPage(c, { title: found.event.title, visit: found.visit, body: bodyOfVisit(found.visit) })
    })
    .post(addresses.visitEdit, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await c.get('here').db.inOffice(by.officeId, (tx) => visitById(tx, c.req.param('id')!))
      if (found === null) return notFound(c)
      const { id, title } = found.event
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const visit = { ...found.visit, version: versionIn(body) || found.visit.version }
      const form = checked(visitForm, body)
      if (!form.ok) return formPage(c, { title, visit, body, faults: form.faults }, 422)
      const { answer, ...values } = form.value
      const changed = await changeVisit(c.get('here'), by, id, versionIn(body), { ...values, answer: answer === '' ? null : answer })
      if (changed.ok) return steppedTo(c, addresses.visitPreparation({ id }), changed, m.visits_saved())
      if (isStaleRefusal<VisitStale['current']>(changed.refusal))
        return formPage(
          c,
          {
            title,
            visit: { ...visit, version: changed.refusal.current.version },
            body,
            conflict: await conflictOf(c, by, id, changed.refusal.current, form.value),
          },
          409,
        )
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, { title, visit, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.visitRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeVisit(c.get('here'), by, id, versionIn(await readForm(c)))
      return steppedTo(c, removed.ok ? addresses.event({ id }) : addresses.visit({ id }), removed, m.visits_removed())
    })
    .post(addresses.visitPieceWaiver, officers, async (c, by) => {
      const [id, piece] = [c.req.param('id')!, c.req.param('piece')!]
      const body = await readForm(c)
      if (!isPieceKind(piece)) return notFound(c)
      const waived = typed(body, 'waived') !== ''
      const done = await waivePiece(c.get('here'), by, id, versionIn(body), piece, waived)
      return steppedTo(c, back(c), done, waived ? m.visits_waived_done() : m.visits_unwaived_done())
    })
    .post(addresses.visitConfirmation, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(confirmationForm, body)
      const day = form.ok && form.value.confirmedOn !== null ? form.value.confirmedOn : c.get('here').clock.today()
      return steppedTo(c, back(c), await confirmVisit(c.get('here'), by, c.req.param('id')!, versionIn(body), day), m.visits_confirmed())
    })
    .post(addresses.visitCancellation, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(cancellationForm, body)
      const id = c.req.param('id')!
      const refused = (faults: readonly FieldFault[]) => visitPage(c, by, parts, 'programme', null, { step: { step: 'cancellation', body, faults } }, 422)
      if (!form.ok) return refused(form.faults)
      const done = await cancelVisit(c.get('here'), by, id, versionIn(body), form.value)
      if (!done.ok && done.refusal.field !== undefined) return refused([faultOf(done.refusal)])
      return steppedTo(c, addresses.visit({ id }), done, m.visits_cancelled(), await owedAfter(c, by))
    })
    .post(addresses.visitResumption, officers, async (c, by) =>
      steppedTo(c, back(c), await resumeVisit(c.get('here'), by, c.req.param('id')!, versionIn(await readForm(c))), m.visits_resumed(), await owedAfter(c, by)),
    )
    .post(addresses.visitReopening, officers, async (c, by) =>
      steppedTo(c, back(c), await reopenVisit(c.get('here'), by, c.req.param('id')!, versionIn(await readForm(c))), m.visits_reopened()),
    )

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

function filtersOf(c: Context): VisitFilters {
  const asked = (name: string): string | undefined => {
    const value = (c.req.query(name) ?? '').trim().slice(0, 200)
    return value === '' ? undefined : value
  }
  const [state, direction, missing, year] = [asked('state'), asked('direction'), asked('missing'), asked('year')]
  return {
    state: state === 'open' ? state : VISIT_STATES.find((one) => one === state),
    direction: direction !== undefined && isEventDirection(direction) ? direction : undefined,
    organisation: asked('organisation'),
    year: year !== undefined && /^[1-9]\d{3}$/.test(year) ? Number(year) : undefined,
    missing: missing === 'any' ? missing : missing !== undefined && isPieceKind(missing) ? missing : undefined,
    q: asked('q'),
  }
}

async function newPage(c: Context, by: Officer, body: FormBody, faults: readonly FieldFault[] = []): Promise<Response> {
  const languages = await c.get('here').db.inOffice(by.officeId, (tx) => offeredLanguages(tx, null, partnersTyped(body), c.get('visitor')!.office.languages))
  return c.html(<NewVisitPage shell={c.get('shell')} languages={languages} body={body} faults={faults} />, faults.length > 0 ? 422 : 200)
}

const formPage = (c: Context, props: Omit<VisitFormProps, 'shell'>, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(<VisitFormPage shell={c.get('shell')} {...props} />, status)

type Created = Result<Written> | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** Event and dossier in one change. */
async function createVisit(c: Context, by: Officer, form: ReturnType<typeof newVisitForm.parse>): Promise<Created> {
  const date = spanned(form.date, form.until)
  const here = c.get('here')
  return here.db.inOffice(by.officeId, async (tx): Promise<Created> => {
    const partners = await meantPartners(tx, form.partners, 'partners')
    const place = await placeMeant(tx, form.place, null)
    const ids = partners.ids.filter((id) => id !== null)
    const faults = [
      ...(date === null ? [{ name: 'until', message: m.events_until_before() }] : []),
      ...partners.faults,
      ...(ids.length === 0 && partners.faults.length === 0 ? [{ name: 'partners', message: m.visits_partner_missing() }] : []),
    ]
    if (date === null || faults.length > 0) return { ok: false, faults }
    const inside = within(here, tx)
    const event = await createEvent(inside, by, {
      kind: 'visit',
      direction: form.direction,
      title: form.title,
      date: date.date,
      placeId: form.place.text === '' ? null : (place.meant?.id ?? null),
      placeText: form.place.text,
      occasion: form.occasion,
      partners: ids,
    })
    if (!event.ok) return event
    const opened = await openVisit(inside, by, event.value.id)
    if (!opened.ok) return opened
    const { requestedOn, requestedBy, request, ourPurpose } = form
    const said = await changeVisit(inside, by, event.value.id, 1, { requestedOn, requestedBy, request, ourPurpose })
    return said.ok ? ok(said.value) : said
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form. */
async function conflictOf(c: Context, by: Officer, id: string, current: VisitStale['current'], form: VisitForm) {
  const here = c.get('here')
  const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'visit', id, 1))
  const at = here.clock.now()
  const { state } = current
  const texts = { ourPurpose: form.ourPurpose, theirPurpose: form.theirPurpose, ourObjectives: form.ourObjectives, theirObjectives: form.theirObjectives }
  const yours = {
    ...state,
    ...form,
    answer: form.answer === '' ? null : form.answer,
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, revised(state[name as keyof typeof texts], text, at)])),
  }
  const rows = changesBetween({ ...state }, yours, visitFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  return { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows }
}
