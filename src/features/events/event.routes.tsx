// The addresses of events: the list, one, its form, its removal.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Child } from 'hono/jsx'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { languageName, displayName } from '#features/organisations/naming.ts'
import { organisationById, placeMeant } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isImpreciseDate, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { revised, textIn } from '#platform/texts/local-text.ts'
import { oneMoreRow, partnersTyped } from '#ui/partners.tsx'
import { callOffEvent, changeEvent, createEvent, type EventState, removeEvent } from './event.actions.ts'
import { eventDateInWords, eventForm, type EventForm, type EventValues, isComing, isEventDirection, isEventKind, spanned, isAtDistance } from './event.ts'
import { bodyOfEvent, dateBoxes, EventFormPage, type EventFormProps } from './event-form.pages.tsx'
import { EventPage, EventsPage } from './event.pages.tsx'
import { eventFieldWords } from './field-words.ts'
import { eventById, eventFilterChoices, type EventFilters, eventList, eventSuggestions, type EventWhole } from './event.queries.ts'
import { meantPartners, meantPeople } from './partaking.queries.ts'
import { symbolicActsOfEvent } from './symbolic-act.queries.ts'

const SUGGESTED = 8

/** What a section may know of the event it stands with. `travel`: we go there, and bodily. */
export type ShownEvent = { readonly coming: boolean; readonly travel: boolean; readonly today: string; readonly now: Date }

export type EventRouteParts = {
  /** What later features show on an event's page, in the order in which it is shown. */
  readonly sections?: readonly ((tx: OfficeTx, id: string, by: Reader, event: ShownEvent) => Promise<Child>)[]
  /** Their buttons in its head. */
  readonly actions?: readonly ((tx: OfficeTx, event: EventWhole['event'], by: Reader) => Promise<Child>)[]
  /** In which languages its form offers its texts; the office's own alone, unless they know more. */
  readonly languages?: Languages
}

export const eventRoutes = ({ sections = [], actions = [], languages = async (_tx, _id, _partners, ours) => ours }: EventRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.events, readers, async (c, by) => {
      const here = c.get('here')
      const q = (c.req.query('q') ?? '').trim().slice(0, 200)
      if (c.req.query('as') === 'json') {
        const items = await here.db.inOffice(by.officeId, (tx) => eventSuggestions(tx, q, SUGGESTED))
        return c.json({ items: items.map(({ id, title, date }) => ({ id, title: textIn(title), sub: date === null ? '' : eventDateInWords(date) })) })
      }
      const asked = filtersOf(c)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await here.db.inOffice(by.officeId, async (tx) => ({
        list: await eventList(tx, asked, turn, here.clock.today()),
        choices: await eventFilterChoices(tx),
      }))
      return c.html(<EventsPage shell={c.get('shell')} asked={asked} list={read.list} choices={read.choices} />)
    })
    .get(addresses.eventNew, officers, async (c, by) => {
      const asked = c.req.query('organisation') ?? ''
      const partner = await c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, asked))
      const partners = partner === null ? [] : [{ id: partner.id, text: displayName(partner) }]
      return formPage(c, by, languages, { event: null, sources: [], body: { ...prefilled(c), partners: [...partners, { id: '', text: '' }] } })
    })
    .post(addresses.events, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, languages, { event: null, sources: [], body: more })
      const read = await readValues(c, by, null, body)
      if (!read.ok) return formPage(c, by, languages, { event: null, sources: [], body, faults: read.faults }, 422)
      const made = await createEvent(c.get('here'), by, read.values)
      if (!made.ok) return formPage(c, by, languages, { event: null, sources: [], body, faults: [faultOf(made.refusal)] }, 422)
      return goWithNotice(c, addresses.event({ id: made.value.id }), { text: m.events_created(), undo: addresses.activityUndo({ id: made.value.activityId }) })
    })
    .get(addresses.event, readers, async (c, by) => {
      const here = c.get('here')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const found = await eventById(tx, c.req.param('id')!)
        if (found === null) return null
        const shown: Child[] = []
        for (const section of sections)
          shown.push(
            await section(tx, found.event.id, by, {
              coming: isComing(found.event, here.clock.today()),
              travel: found.event.direction === 'outgoing' && !isAtDistance(found.event.kind),
              today: here.clock.today(),
              now: here.clock.now(),
            }),
          )
        const buttons: Child[] = []
        for (const action of actions) buttons.push(await action(tx, found.event, by))
        return { found, shown, buttons, acts: await symbolicActsOfEvent(tx, found.event.id), lines: await historyOf(tx, 'event', found.event.id) }
      })
      if (read === null) return notFound(c)
      const history = historyInWords(read.lines, {
        what: whatHappened,
        fields: () => eventFieldWords(languageName),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      return c.html(
        <EventPage
          shell={c.get('shell')}
          found={read.found}
          acts={read.acts}
          history={history}
          today={here.clock.today()}
          sections={read.shown}
          actions={read.buttons}
        />,
      )
    })
    .get(addresses.eventEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, by, languages, { event: found.event, sources: found.event.sources, body: bodyOfEvent(found) })
    })
    .post(addresses.event, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const version = Number(typed(body, 'version'))
      const opened = { ...found.event, version: version || found.event.version }
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, languages, { event: opened, sources: found.event.sources, body: more })
      const read = await readValues(c, by, found, body)
      if (!read.ok) return formPage(c, by, languages, { event: opened, sources: found.event.sources, body, faults: read.faults }, 422)
      const changed = await changeEvent(c.get('here'), by, found.event.id, version, read.values)
      if (changed.ok)
        return goWithNotice(c, addresses.event({ id: found.event.id }), {
          text: m.events_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<{ version: number; state: EventState; updatedAt: Date }>(changed.refusal))
        return conflictPage(c, by, languages, found, changed.refusal.current, body, read.form, read.values)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, by, languages, { event: opened, sources: found.event.sources, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.eventCallingOff, officers, (c, by) => calledOff(c, by, c.get('here').clock.today(), m.events_called_off()))
    .post(addresses.eventResumption, officers, (c, by) => calledOff(c, by, null, m.events_resumed()))
    .post(addresses.eventRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeEvent(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.events(), {
          text: m.events_removed({ title: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.event({ id }), { text: removed.refusal.message, tone: 'late' })
    })

/** Calls an event off, or takes that back; a stale form is told so on the event's page. */
async function calledOff(c: Context, by: Officer, day: string | null, text: string): Promise<Response> {
  const id = c.req.param('id')!
  const done = await callOffEvent(c.get('here'), by, id, day, Number(typed(await readForm(c), 'version')))
  if (done.ok) return goWithNotice(c, addresses.event({ id }), { text, undo: addresses.activityUndo({ id: done.value.activityId }) })
  return done.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.event({ id }), { text: done.refusal.message, tone: 'late' })
}

/** What another page knows of the event to be: its kind, its direction, what it is for and when that is. */
function prefilled(c: Context): FormBody {
  const [kind = '', direction = '', occasion = '', day = ''] = ['kind', 'direction', 'occasion', 'day'].map((name) => c.req.query(name))
  return {
    kind: isEventKind(kind) ? kind : 'visit',
    direction: isEventDirection(direction) ? direction : 'incoming',
    occasion: occasion.slice(0, 500).replaceAll('\u0000', ''),
    ...(isImpreciseDate(day) ? { date: dateBoxes(day) } : {}),
  }
}

function filtersOf(c: Context): EventFilters {
  const [kind, direction, organisation, year, when] = ['kind', 'direction', 'organisation', 'year', 'when'].map((name) => c.req.query(name)) as (
    | string
    | undefined
  )[]
  const q = (c.req.query('q') ?? '').trim().slice(0, 200)
  return {
    kind: kind !== undefined && isEventKind(kind) ? kind : undefined,
    direction: direction !== undefined && isEventDirection(direction) ? direction : undefined,
    organisation: organisation === '' ? undefined : organisation,
    year: year !== undefined && /^[1-9]\d{3}$/.test(year) ? Number(year) : undefined,
    when: when === 'coming' || when === 'past' ? when : undefined,
    q: q === '' ? undefined : q,
  }
}

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<EventWhole | null> => c.get('here').db.inOffice(by.officeId, (tx) => eventById(tx, c.req.param('id')!))

/** In which languages the form of an event offers its texts (`eventId` null: of one to be, with these partners): later features know more of them than the office's own. */
type Languages = (tx: OfficeTx, eventId: string | null, partnerIds: readonly string[], ours: readonly string[]) => Promise<readonly string[]>

const formPage = async (
  c: Context,
  by: Officer,
  languages: Languages,
  props: Omit<EventFormProps, 'shell' | 'languages'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const ours = c.get('visitor')!.office.languages
  const offered = await c.get('here').db.inOffice(by.officeId, (tx) => languages(tx, props.event?.id ?? null, partnersTyped(props.body), ours))
  return c.html(<EventFormPage shell={c.get('shell')} languages={offered} {...props} />, status)
}

type Read = { readonly ok: true; readonly form: EventForm; readonly values: EventValues } | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** What the form says, with its partners, people and place found in the register. */
async function readValues(c: Context, by: Officer, before: EventWhole | null, body: FormBody): Promise<Read> {
  const read = checked(eventForm, body)
  if (!read.ok) return read
  const form = read.value
  const date = spanned(form.date, form.until)
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const partners = await meantPartners(tx, form.partners, 'partners', before?.partners)
    const people = await meantPeople(
      tx,
      form.participants.map(({ person }) => person),
      (index) => `participants.${index}.person`,
      before?.participants,
    )
    // The page calls a partner's town as the register does, which the gazetteer may not know.
    const placeKept = before !== null && before.event.placeId !== null && form.place.id === String(before.event.placeId) && form.place.text === before.place
    const placeId = placeKept ? before.event.placeId : ((await placeMeant(tx, form.place, null)).meant?.id ?? null)
    const faults = [...(date === null ? [{ name: 'until', message: m.events_until_before() }] : []), ...partners.faults, ...people.faults]
    if (date === null || faults.length > 0) return { ok: false, faults }
    const kept = (before?.event.sources ?? []).filter((_, index) => !form.dropSource.has(index))
    return {
      ok: true,
      form,
      values: {
        kind: form.kind,
        direction: form.direction,
        title: form.title,
        date: date.date,
        placeId: form.place.text === '' ? null : placeId,
        placeText: form.place.text,
        occasion: form.occasion,
        summary: form.summary,
        fields: form.fields,
        partners: partners.ids.filter((id) => id !== null),
        participants: people.ids.flatMap((personId, index) => (personId === null ? [] : [{ personId, asRole: form.participants[index]?.role ?? null }])),
        published: form.published,
        sources: withSource(kept, form.source),
      },
    }
  })
}

type Current = { readonly version: number; readonly state: EventState; readonly updatedAt: Date }

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(
  c: Context,
  by: Officer,
  languages: Languages,
  found: EventWhole,
  current: Current,
  body: FormBody,
  form: EventForm,
  values: EventValues,
): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'event', found.event.id, 1))
  const now = c.get('here').clock.now()
  const { state } = current
  const yours = {
    ...values,
    title: revised(state.title, form.title, now),
    summary: revised(state.summary, form.summary, now),
    partners: form.partners.filter(({ text }) => text !== '').map(({ text }) => ({ name: text })),
    participants: form.participants.filter(({ person }) => person.text !== '').map(({ person, role }) => ({ name: person.text, asRole: role })),
    publishedAt: form.published ? (state.publishedAt ?? '') : null,
  }
  const rows = changesBetween({ ...state }, yours, eventFieldWords(languageName)).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(
    c,
    by,
    languages,
    {
      event: { id: found.event.id, version: current.version, title: state.title, summary: state.summary, cancelledOn: state.cancelledOn ?? null },
      sources: state.sources,
      body,
      conflict,
    },
    409,
  )
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'event.created':
      return m.events_did_create()
    case 'event.cancelled':
      return m.events_did_cancel()
    case 'event.resumed':
      return m.events_did_resume()
    case 'event.removed':
      return m.events_did_remove()
    case 'event.restored':
      return m.events_did_restore()
    default:
      return m.events_did_change()
  }
}
