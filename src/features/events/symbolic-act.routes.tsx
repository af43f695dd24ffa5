// The addresses of symbolic acts: one, its form, its removal.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Child } from 'hono/jsx'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { languageName, displayName } from '#features/organisations/naming.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { revised } from '#platform/texts/local-text.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import { eventById } from './event.queries.ts'
import { symbolicActFieldWords } from './field-words.ts'
import { meantEvent, meantPartners } from './partaking.queries.ts'
import { changeSymbolicAct, createSymbolicAct, removeSymbolicAct, type SymbolicActState } from './symbolic-act.actions.ts'
import { comesForMap, spotInForm } from './spots/spot.queries.ts'
import { bodyOfSymbolicAct, SymbolicActFormPage, type SymbolicActFormProps, SymbolicActPage } from './symbolic-act.pages.tsx'
import { symbolicActById, type SymbolicActWhole } from './symbolic-act.queries.ts'
import { isSymbolicActKind, PLACED_ACTS, SYMBOLIC_ACT_KINDS, symbolicActForm, type SymbolicActForm, type SymbolicActValues } from './symbolic-act.ts'

export type SymbolicActRouteParts = {
  /** What later features show on an act's page, in the order in which it is shown. */
  readonly sections?: readonly ((tx: OfficeTx, id: string, by: Reader) => Promise<Child>)[]
}

export const symbolicActRoutes = ({ sections = [] }: SymbolicActRouteParts = {}): Routes =>
  new Routes()
    // They stand in the register of gifts; who kept the address of their own list is led there.
    .get(addresses.symbolicActs, readers, (c) => {
      const [kind = '', organisation = '', q = ''] = ['kind', 'organisation', 'q'].map((name) => c.req.query(name))
      return c.redirect(addresses.gifts({ kind: isSymbolicActKind(kind) ? kind : undefined, organisation, q }), 302)
    })
    .get(addresses.symbolicActNew, officers, async (c, by) => {
      const { from, partner } = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        from: await eventById(tx, c.req.query('event') ?? ''),
        partner: await organisationById(tx, c.req.query('organisation') ?? ''),
      }))
      const kind = SYMBOLIC_ACT_KINDS.find((one) => one === c.req.query('kind')) ?? 'tree_planting'
      const partners = partner === null ? [] : [{ id: partner.id, text: displayName(partner) }]
      const body: FormBody = { kind, partners: [...partners, { id: '', text: '' }] }
      if (from === null) return formPage(c, by, { act: null, sources: [], body })
      // What is known from the event is not asked for again.
      const known = bodyOfSymbolicAct({
        act: {
          ...from.event,
          kind: 'tree_planting',
          title: { source: from.event.title.source, in: {} },
          placeText: from.place,
          lat: null,
          lon: null,
          eventId: from.event.id,
          publishedAt: null,
        },
        event: { id: from.event.id, title: from.event.title },
        partners: from.partners,
      })
      return formPage(c, by, { act: null, sources: [], body: known })
    })
    .post(addresses.symbolicActs, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, { act: null, sources: [], body: more })
      if (comesForMap(body)) return formPage(c, by, { act: null, sources: [], body })
      const read = await readValues(c, by, null, body)
      if (!read.ok) return formPage(c, by, { act: null, sources: [], body, faults: read.faults }, 422)
      const made = await createSymbolicAct(c.get('here'), by, read.values)
      if (!made.ok) return formPage(c, by, { act: null, sources: [], body, faults: [faultOf(made.refusal)] }, 422)
      return goWithNotice(c, addresses.symbolicAct({ id: made.value.id }), {
        text: m.events_act_created(),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.symbolicAct, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const found = await symbolicActById(tx, c.req.param('id')!)
        if (found === null) return null
        const shown: Child[] = []
        for (const section of sections) shown.push(await section(tx, found.act.id, by))
        return { found, shown, lines: await historyOf(tx, 'symbolic_act', found.act.id) }
      })
      if (read === null) return notFound(c)
      const history = historyInWords(read.lines, {
        what: whatHappened,
        fields: () => symbolicActFieldWords(languageName),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      return c.html(<SymbolicActPage shell={c.get('shell')} found={read.found} history={history} sections={read.shown} />)
    })
    .get(addresses.symbolicActEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, by, { act: found.act, sources: found.act.sources, body: bodyOfSymbolicAct(found) })
    })
    .post(addresses.symbolicAct, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...found.act, version: version || found.act.version }
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, { act: opened, sources: found.act.sources, body: more })
      if (comesForMap(body)) return formPage(c, by, { act: opened, sources: found.act.sources, body })
      const read = await readValues(c, by, found, body)
      if (!read.ok) return formPage(c, by, { act: opened, sources: found.act.sources, body, faults: read.faults }, 422)
      const changed = await changeSymbolicAct(c.get('here'), by, found.act.id, version, read.values)
      if (changed.ok)
        return goWithNotice(c, addresses.symbolicAct({ id: found.act.id }), {
          text: m.events_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, read.form)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, by, { act: opened, sources: found.act.sources, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.symbolicActRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeSymbolicAct(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.gifts(), {
          text: m.events_removed({ title: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.symbolicAct({ id }), { text: removed.refusal.message, tone: 'late' })
    })

type Current = { readonly version: number; readonly state: SymbolicActState; readonly updatedAt: Date }

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<SymbolicActWhole | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => symbolicActById(tx, c.req.param('id')!))

/** The form with its map after whatever was pressed on it. */
async function formPage(
  c: Context,
  by: Officer,
  props: Omit<SymbolicActFormProps, 'shell' | 'languages' | 'spot'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { languages, placeId: homeId } = c.get('visitor')!.office
  const { body } = props
  const name = languages.map((language) => typed(body, `title.${language}`)).find((text) => text !== '') ?? m.events_act_new()
  const open = PLACED_ACTS.some((kind) => kind === typed(body, 'kind'))
  const spot = await c
    .get('here')
    .db.inOffice(by.officeId, (tx) => spotInForm(tx, body, { town: { id: '', text: typed(body, 'placeText') }, homeId, open, name }))
  const faults = [...(props.faults ?? []), ...spot.faults]
  return c.html(
    <SymbolicActFormPage shell={c.get('shell')} languages={languages} {...props} body={spot.body} faults={faults} spot={spot.shown} />,
    status === 200 && spot.faults.length > 0 ? 422 : status,
  )
}

type Read =
  | { readonly ok: true; readonly form: SymbolicActForm; readonly values: SymbolicActValues }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

async function readValues(c: Context, by: Officer, before: SymbolicActWhole | null, body: FormBody): Promise<Read> {
  const read = checked(symbolicActForm, body)
  if (!read.ok) return read
  const form = read.value
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const partners = await meantPartners(tx, form.partners, 'partners', before?.partners)
    const event = await meantEvent(tx, form.event, 'event')
    const faults = [...partners.faults, ...event.faults]
    if (faults.length > 0) return { ok: false, faults }
    const kept = (before?.act.sources ?? []).filter((_, index) => !form.dropSource.has(index))
    return {
      ok: true,
      form,
      values: {
        kind: form.kind,
        title: form.title,
        date: form.date,
        // An event that was removed stands in no box, and comes back with its acts.
        ...(form.event.text === '' && before?.event === null && before.act.eventId !== null ? {} : { eventId: event.ids[0] ?? null }),
        placeText: form.placeText,
        point: form.point,
        partners: partners.ids.filter((id) => id !== null),
        published: form.published,
        sources: withSource(kept, form.source),
      },
    }
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, found: SymbolicActWhole, current: Current, body: FormBody, form: SymbolicActForm): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'symbolic_act', found.act.id, 1))
  const { state } = current
  const yours = {
    kind: form.kind,
    title: revised(state.title, form.title, c.get('here').clock.now()),
    date: form.date,
    placeText: form.placeText,
    point: form.point,
    event: form.event.text === '' ? null : { title: form.event.text },
    partners: form.partners.filter(({ text }) => text !== '').map(({ text }) => ({ name: text })),
    publishedAt: form.published ? (state.publishedAt ?? '') : null,
    sources: withSource(
      state.sources.filter((_, index) => !form.dropSource.has(index)),
      form.source,
    ),
  }
  const rows = changesBetween({ ...state }, yours, symbolicActFieldWords(languageName)).map(({ field, before, after }) => ({
    field,
    theirs: before,
    yours: after,
  }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(c, by, { act: { id: found.act.id, version: current.version, title: state.title }, sources: state.sources, body, conflict }, 409)
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'symbolic_act.created':
      return m.events_did_create()
    case 'symbolic_act.removed':
      return m.events_did_remove()
    case 'symbolic_act.restored':
      return m.events_did_restore()
    default:
      return m.events_did_change()
  }
}
