// The addresses of gifts: the register, one, its form, its preparation, handing over, whereabouts and removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { eventById } from '#features/events/event.queries.ts'
import { meantEvent, meantPartners, meantPeople } from '#features/events/partaking.queries.ts'
import { symbolicActById } from '#features/events/symbolic-act.queries.ts'
import { pointOfAct } from '#features/events/symbolic-act.ts'
import { pointTyped } from '#features/events/spots/point.ts'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { organisationById, placeMeant } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import type { Written } from '#platform/activity/kept-row.ts'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { boxesOf, dateFromBoxes, dateInWords, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed, typedBoxes } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { isStaleRefusal, type Refusal, type Result } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { asTyped, EMPTY_TEXT, type LocalText, revised, textIn } from '#platform/texts/local-text.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import { exchangedWith, givenAlike, type Exchanged } from './exchanged.queries.ts'
import { giftFieldWords } from './field-words.ts'
import { changeGift, createGift, type GiftSnapshot, type GiftStale, handOverGift, moveGift, prepareGift, removeGift, tellOfGift } from './gift.actions.ts'
import { bodyOfGift, GiftFormPage, type GiftFormProps } from './gift-form.pages.tsx'
import { GiftsPage } from './gift-list.pages.tsx'
import { type Doing, GiftPage, type GiftPageProps } from './gift.pages.tsx'
import {
  FATES,
  type GiftForm,
  giftForm,
  giftStateName,
  type GiftValues,
  handingOverForm,
  isPlanned,
  preparationForm,
  WAYS_ASKED,
  whereaboutsForm,
} from './gift.ts'
import { giftById, giftOfAct, type GiftWhole } from './gift.queries.ts'
import { LimitRemark } from './limits/limit.pages.tsx'
import { giftLimitsOf } from './limits/limit.queries.ts'
import { verdictOn } from './limits/limit.ts'
import { giftFiltersOf } from './list.ts'
import { giftPartnerChoices, giftRegister } from './register.queries.ts'
import { actsOfSame, type SameThing } from './same-thing.queries.ts'
import { mapsOf, spotOfGift } from './spots/spot.queries.ts'
import { comesForMap, spotInForm, townTyped } from '#features/events/spots/spot.queries.ts'

export type GiftRouteParts = {
  /** What later features show on a gift's page, in the order in which it is shown. */
  readonly sections?: readonly ((tx: OfficeTx, id: string, by: Reader) => Promise<Child>)[]
}

/** So many earlier gifts stand beside the form. */
const EXCHANGED_SHOWN = 8

export const giftRoutes = ({ sections = [] }: GiftRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.gifts, readers, async (c, by) => {
      const asked = giftFiltersOf((name) => c.req.query(name))
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await giftRegister(tx, asked, turn),
        partners: await giftPartnerChoices(tx),
        event: asked.event === undefined ? null : await eventById(tx, asked.event),
        maps: c.req.query('view') === 'map' ? await mapsOf(tx, asked) : null,
      }))
      return c.html(
        <GiftsPage shell={c.get('shell')} asked={asked} page={read.page} maps={read.maps} partners={read.partners} event={read.event?.event ?? null} />,
      )
    })
    .get(addresses.giftNew, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        event: await eventById(tx, c.req.query('event') ?? ''),
        organisation: await organisationById(tx, c.req.query('organisation') ?? ''),
        act: await symbolicActById(tx, c.req.query('act') ?? ''),
      }))
      const { act } = read
      const from = act?.event ?? (read.event === null ? null : read.event.event)
      const partners = [
        ...(act?.partners ?? read.event?.partners ?? []).map((one) => ({ id: one.organisationId, text: displayName(one) })),
        ...(read.organisation === null ? [] : [{ id: read.organisation.id, text: displayName(read.organisation) }]),
      ]
      const today = c.get('here').clock.today()
      const way = WAYS_ASKED.find((one) => one === c.req.query('way')) ?? ''
      // What the visit's own day says is not asked for again.
      const day = read.event === null ? null : read.event.event.firstDay
      const begun = way !== 'planned' && day !== null && day <= today ? boxesOf(read.event!.event.date?.split('/')[0] ?? null) : {}
      return formPage(c, by, {
        gift: null,
        sources: [],
        body: {
          way: act !== null && (act.act.kind === 'tree_planting' || act.act.kind === 'monument') ? 'placed' : way,
          what: act === null ? {} : asTyped(act.act.title),
          date: asBoxes(act === null ? begun : boxesOf(act.act.date)),
          event: from === null ? { id: '', text: '' } : { id: from.id, text: textIn(from.title) },
          partners: [...partners, { id: '', text: '' }],
          place: { id: '', text: act?.act.placeText ?? '' },
          point: act === null ? '' : pointTyped(pointOfAct(act.act)),
          act: act?.act.id ?? '',
        },
      })
    })
    .post(addresses.gifts, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, by, { gift: null, sources: [], body: more })
      if (comesForMap(body)) return formPage(c, by, { gift: null, sources: [], body })
      const read = await readValues(c, by, null, body)
      if (!read.ok) return formPage(c, by, { gift: null, sources: [], body, faults: read.faults }, 422)
      const alike = await alikeTo(c, by, read, null)
      if (alike.length > 0) return formPage(c, by, { gift: null, sources: [], body, alike, faults: [{ name: 'again', message: m.gifts_alike_fault() }] }, 422)
      const same = await toldAlready(c, by, read)
      if (same.length > 0) return formPage(c, by, { gift: null, sources: [], body, same, faults: [{ name: 'same', message: m.gifts_same_fault() }] }, 422)
      const made = await createGift(c.get('here'), by, read.values)
      if (!made.ok) return formPage(c, by, { gift: null, sources: [], body, faults: [faultOf(made.refusal)] }, 422)
      return arrived(c, made.value, m.gifts_created())
    })
    .get(addresses.gift, readers, async (c, by) => giftPage(c, by, {}, 200, sections))
    .get(addresses.giftEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, by, { gift: found.gift, sources: found.gift.sources, body: bodyOfGift(found) }, 200, found)
    })
    .post(addresses.gift, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const again = (props: Partial<FormProps>, status: 200 | 409 | 422): Promise<Response> =>
        formPage(c, by, { gift: { ...found.gift, version: version || found.gift.version }, sources: found.gift.sources, body, ...props }, status, found)
      const more = oneMoreRow(body)
      if (more !== null) return again({ body: more }, 200)
      if (comesForMap(body)) return again({}, 200)
      const read = await readValues(c, by, found, body)
      if (!read.ok) return again({ faults: read.faults }, 422)
      const alike = await alikeTo(c, by, read, found)
      if (alike.length > 0) return again({ alike, faults: [{ name: 'again', message: m.gifts_alike_fault() }] }, 422)
      const changed = await changeGift(c.get('here'), by, found.gift.id, version, read.values)
      if (changed.ok) return arrived(c, changed.value, m.gifts_saved())
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, read)
      return changed.refusal.code === 'missing' ? notFound(c) : again({ faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.giftPreparation, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(preparationForm, body)
      if (!form.ok) return giftPage(c, by, {}, 422, sections)
      const prepared = await prepareGift(c.get('here'), by, id, Number(typed(body, 'version')), form.value.step)
      if (prepared.ok) return arrived(c, prepared.value, form.value.step === 'bought' ? m.gifts_bought() : m.gifts_prepared())
      return prepared.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.gift({ id }), { text: prepared.refusal.message, tone: 'late' })
    })
    .post(addresses.giftHandingOver, officers, async (c, by) => {
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return giftPage(c, by, { doing: { which: 'handing-over', body: more, faults: [] } }, 200, sections)
      const refused = (faults: readonly FieldFault[]): Promise<Response> => giftPage(c, by, { doing: { which: 'handing-over', body, faults } }, 422, sections)
      const form = checked(handingOverForm, body)
      if (!form.ok) return refused(form.faults)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const people = await c
        .get('here')
        .db.inOffice(by.officeId, (tx) => meantPeople(tx, form.value.receivers, (index) => `receivers.${index}`, refsOf(found.row.receivers)))
      if (people.faults.length > 0) return refused(people.faults)
      const given = await handOverGift(c.get('here'), by, found.gift.id, Number(typed(body, 'version')), {
        date: form.value.date,
        receivers: people.ids.filter((id) => id !== null),
        receiverWords: form.value.receiverWords,
      })
      return done(c, by, given, m.gifts_handed_over(), { which: 'handing-over', body, faults: [] }, sections)
    })
    .post(addresses.giftWhereabouts, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(whereaboutsForm, body)
      if (!form.ok) return giftPage(c, by, { doing: { which: 'whereabouts', body, faults: form.faults } }, 422, sections)
      const moved = await moveGift(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version')), form.value)
      return done(c, by, moved, m.gifts_moved(), { which: 'whereabouts', body, faults: [] }, sections)
    })
    .post(addresses.giftAct, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const told = await tellOfGift(c.get('here'), by, id, Number(typed(body, 'version')), typed(body, 'act'))
      if (told.ok) return arrived(c, told.value, m.gifts_told())
      return told.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.gift({ id }), { text: told.refusal.message, tone: 'late' })
    })
    .post(addresses.giftRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeGift(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.gifts(), {
          text: m.gifts_removed({ what: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.gift({ id }), { text: removed.refusal.message, tone: 'late' })
    })

type Current = GiftStale['current']
type FormProps = Omit<GiftFormProps, 'shell' | 'languages' | 'exchanged' | 'act' | 'spot'>

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<GiftWhole | null> => c.get('here').db.inOffice(by.officeId, (tx) => giftById(tx, c.req.param('id')!))
const asBoxes = ({ day = '', month = '', year = '', about = '' }: ReturnType<typeof boxesOf>): FormBody => ({ day, month, year, about })
const refsOf = (persons: GiftWhole['row']['givers']) => persons.map((one) => ({ ...one, asRole: null }))
const arrived = (c: Context, { id, activityId }: Written, text: string): Response =>
  goWithNotice(c, addresses.gift({ id }), { text, undo: addresses.activityUndo({ id: activityId }) })

/** The form with what was exchanged with the partners it names, and with its map after whatever was pressed on it. */
async function formPage(c: Context, by: Officer, props: FormProps, status: 200 | 409 | 422 = 200, found: GiftWhole | null = null): Promise<Response> {
  const partners = props.body['partners']
  const ids = (Array.isArray(partners) ? partners : []).flatMap((one) => (typeof one === 'object' && !Array.isArray(one) ? [typed(one as FormBody, 'id')] : []))
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const act = typed(props.body, 'act') === '' ? null : await symbolicActById(tx, typed(props.body, 'act'))
    const { homeId, languages } = { homeId: c.get('visitor')!.office.placeId, languages: c.get('visitor')!.office.languages }
    const what = languages.map((language) => typed(props.body, `what.${language}`)).find((text) => text !== '') ?? m.gifts_new()
    const spot = await spotInForm(tx, props.body, { town: townTyped(props.body, 'place'), homeId, open: typed(props.body, 'way') === 'placed', name: what })
    const organisations = [...new Set(ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)))]
    return {
      spot,
      act: act === null ? null : { id: act.act.id, title: act.act.title },
      exchanged:
        organisations.length === 0
          ? []
          : await exchangedWith(tx, { organisations }, { limit: EXCHANGED_SHOWN, withPlanned: true, ...(found === null ? {} : { except: found.gift.id }) }),
    }
  })
  return c.html(
    <GiftFormPage
      shell={c.get('shell')}
      languages={c.get('visitor')!.office.languages}
      exchanged={read.exchanged}
      act={found?.act ?? read.act}
      {...props}
      body={read.spot.body}
      faults={[...(props.faults ?? []), ...read.spot.faults]}
      spot={read.spot.shown}
    />,
    status === 200 && read.spot.faults.length > 0 ? 422 : status,
  )
}

/** The gift's own page; a refused form of it keeps what was typed. */
async function giftPage(
  c: Context,
  by: Reader,
  props: Pick<GiftPageProps, 'doing' | 'conflict'>,
  status: 200 | 409 | 422,
  sections: NonNullable<GiftRouteParts['sections']>,
): Promise<Response> {
  const here = c.get('here')
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await giftById(tx, c.req.param('id')!)
    if (found === null) return null
    const shown: Child[] = []
    for (const section of sections) shown.push(await section(tx, found.gift.id, by))
    const { row, gift } = found
    const alike = gift.way === 'given' && isPlanned(row.state) ? await givenAlike(tx, likeOf(gift.what, row, gift.id)) : []
    const limits = gift.way === 'received' ? await giftLimitsOf(tx) : []
    const spot = await spotOfGift(tx, found)
    const told = { what: gift.what, date: gift.date, organisations: row.partners.map(({ organisationId }) => organisationId) }
    const acts = gift.way === 'placed' && found.act === null ? await actsOfSame(tx, told) : []
    const same = acts.map((act): SameThing => ({ giftId: gift.id, version: gift.version, actId: act.id, what: act.what, date: act.date }))
    return { found, shown, alike, limits, spot, same, lines: await historyOf(tx, 'gift', gift.id) }
  })
  if (read === null) return notFound(c)
  const history = historyInWords(read.lines, {
    what: whatHappened,
    fields: () => giftFieldWords(languageName),
    timeZone: zoneOf(c),
    undo: by.role === 'officer',
  })
  // A form refused for its own faults keeps the version it was opened with.
  const opened = props.doing !== undefined && status !== 409 ? Number(typed(props.doing.body, 'version')) : 0
  const found = opened > 0 ? { ...read.found, gift: { ...read.found.gift, version: opened } } : read.found
  return c.html(
    <GiftPage
      shell={c.get('shell')}
      found={found}
      alike={read.alike}
      history={history}
      today={here.clock.today()}
      sections={read.shown}
      spot={read.spot === null ? undefined : { ...read.spot, mayWrite: by.role === 'officer' }}
      same={read.same}
      limit={<LimitRemark verdict={verdictOn({ ...read.found.gift, value: read.found.row.value }, read.limits)} />}
      {...props}
    />,
    status,
  )
}

const likeOf = (what: LocalText, row: GiftWhole['row'], except: string) => ({
  what,
  organisations: row.partners.map(({ organisationId }) => organisationId),
  people: row.receivers.map(({ personId }) => personId),
  except,
})

/** After one of the page's own forms: onwards, or back to the page with what was typed beside what stands there now. */
async function done(
  c: Context,
  by: Officer,
  outcome: Result<Written, Refusal | GiftStale>,
  text: string,
  doing: Doing,
  sections: NonNullable<GiftRouteParts['sections']>,
): Promise<Response> {
  if (outcome.ok) return arrived(c, outcome.value, text)
  if (outcome.refusal.code === 'missing') return notFound(c)
  if (!isStaleRefusal<Current>(outcome.refusal)) return giftPage(c, by, { doing: { ...doing, faults: [faultOf(outcome.refusal)] } }, 422, sections)
  const { state, updatedAt } = outcome.refusal.current
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'gift', c.req.param('id')!, 1))
  const day = (name: string): string => {
    const read = dateFromBoxes(typedBoxes(doing.body, name))
    return 'date' in read && read.date !== null ? dateInWords(read.date) : ''
  }
  const line = state.whereabouts.at(-1)
  const fate = FATES.find((one) => one === typed(doing.body, 'fate'))
  const rows =
    doing.which === 'handing-over'
      ? [{ field: m.gifts_field_handed_on(), theirs: state.date === null ? '' : dateInWords(state.date), yours: day('date') }]
      : [
          { field: m.gifts_field_fate(), theirs: line === undefined ? '' : giftStateName(line.fate), yours: fate === undefined ? '' : giftStateName(fate) },
          { field: m.gifts_field_where(), theirs: line?.where ?? '', yours: typed(doing.body, 'where') },
          { field: m.gifts_field_since(), theirs: line === undefined || line.since === null ? '' : dateInWords(line.since), yours: day('since') },
        ]
  return giftPage(c, by, { doing, conflict: { who: last?.personName, when: momentInWords(last?.at ?? updatedAt, zoneOf(c)), rows } }, 409, sections)
}

type ReadOk = { readonly ok: true; readonly form: GiftForm; readonly values: GiftValues }
type Read = ReadOk | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** What the form says, with its partners, event, people and place found in the register. */
async function readValues(c: Context, by: Officer, before: GiftWhole | null, body: FormBody): Promise<Read> {
  const read = checked(giftForm, body)
  if (!read.ok) return read
  const form = read.value
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const partners = await meantPartners(tx, form.partners, 'partners', before?.row.partners)
    const event = await meantEvent(tx, form.event, 'event')
    const givers = await meantPeople(tx, form.givers, (index) => `givers.${index}`, refsOf(before?.row.givers ?? []))
    const receivers = await meantPeople(tx, form.receivers, (index) => `receivers.${index}`, refsOf(before?.row.receivers ?? []))
    const placeKept =
      before !== null && before.gift.placeId !== null && form.place.id === String(before.gift.placeId) && form.place.text === before.gift.placeText
    const placeId = placeKept ? before.gift.placeId : ((await placeMeant(tx, form.place, null)).meant?.id ?? null)
    const meant = form.act !== '' ? form.act : form.way === 'placed' && isId(form.same) ? form.same : ''
    const act = before !== null || meant === '' ? null : await symbolicActById(tx, meant)
    const taken = act === null ? null : await giftOfAct(tx, act.act.id)
    const faults = [
      ...partners.faults,
      ...event.faults,
      ...givers.faults,
      ...receivers.faults,
      ...(taken === null ? [] : [{ name: '', message: m.gifts_act_taken({ what: textIn(taken.what) }) }]),
    ]
    if (faults.length > 0) return { ok: false, faults }
    const known = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null)
    const kept = (before?.gift.sources ?? []).filter((_, index) => !form.dropSource.has(index))
    return {
      ok: true,
      form,
      values: {
        way: form.way,
        what: form.what,
        date: form.date,
        // An event that was removed stands in no box, and comes back with its gifts.
        ...(form.event.text === '' && before?.row.event === null && before.gift.eventId !== null ? {} : { eventId: event.ids[0] ?? null }),
        ...(before === null ? { symbolicActId: act?.act.id ?? null } : {}),
        partners: known(partners.ids),
        givers: known(givers.ids),
        receivers: known(receivers.ids),
        giverWords: form.giverWords,
        receiverWords: form.receiverWords,
        value: form.value === null ? null : { cents: form.value, currency: form.currency },
        valueBasis: form.valueBasis,
        inventoryNumber: form.inventoryNumber,
        owner: form.owner,
        declaredOn: form.declaredOn,
        keptAt: form.keptAt,
        keptSince: form.keptSince,
        placeId: form.place.text === '' ? null : placeId,
        placeText: form.place.text,
        point: form.point,
        note: form.note,
        sources: withSource(kept, form.source),
      },
    }
  })
}

/** Acts that may tell of the very thing that is entered as placed, unless the officer has said which does, or that none. */
async function toldAlready(c: Context, by: Officer, { form, values }: ReadOk): Promise<NonNullable<GiftFormProps['same']>> {
  if (form.way !== 'placed' || form.same !== '' || form.act !== '') return []
  const what = revised(EMPTY_TEXT, values.what, c.get('here').clock.now())
  return c.get('here').db.inOffice(by.officeId, (tx) => actsOfSame(tx, { what, date: values.date, organisations: values.partners }))
}

/** What was given alike to the same partners and people, unless the officer has said that it is meant. */
async function alikeTo(c: Context, by: Officer, { form, values }: ReadOk, before: GiftWhole | null): Promise<Exchanged[]> {
  if (form.again || (values.way !== 'given' && values.way !== 'planned')) return []
  const what = revised(EMPTY_TEXT, values.what, c.get('here').clock.now())
  // Whoever corrects another field of a gift has been asked already.
  if (before !== null && before.gift.way === 'given' && textIn(before.gift.what) === textIn(what)) return []
  return c.get('here').db.inOffice(by.officeId, (tx) =>
    givenAlike(tx, {
      what,
      organisations: values.partners,
      people: values.receivers ?? [],
      ...(before === null ? {} : { except: before.gift.id }),
    }),
  )
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, found: GiftWhole, current: Current, body: FormBody, { form, values }: ReadOk): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'gift', found.gift.id, 1))
  const { state } = current
  const named = (list: readonly { readonly text: string }[]) => list.filter(({ text }) => text !== '').map(({ text }) => ({ name: text }))
  const line = state.whereabouts.at(-1)
  const yours: Partial<Record<keyof GiftSnapshot, unknown>> = {
    ...state,
    way: form.way === 'planned' ? 'given' : form.way,
    what: revised(state.what, form.what, c.get('here').clock.now()),
    date: form.way === 'planned' ? null : form.date,
    event: form.event.text === '' ? null : { title: form.event.text },
    partners: named(form.partners),
    givers: named(form.givers),
    receivers: named(form.receivers),
    giverWords: form.giverWords,
    receiverWords: form.receiverWords,
    value: values.value,
    valueBasis: form.valueBasis,
    inventoryNumber: form.inventoryNumber,
    owner: form.owner,
    declaredOn: form.declaredOn,
    whereabouts:
      line === undefined && form.keptAt === ''
        ? []
        : [...state.whereabouts.slice(0, -1), { ...(line ?? { fate: 'kept', note: '' }), where: form.keptAt, since: form.keptSince }],
    placeText: form.place.text,
    point: form.point,
    note: form.note,
    sources: withSource(
      state.sources.filter((_, index) => !form.dropSource.has(index)),
      form.source,
    ),
  }
  const rows = changesBetween({ ...state }, yours, giftFieldWords(languageName)).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(c, by, { gift: { id: found.gift.id, version: current.version, what: state.what }, sources: state.sources, body, conflict }, 409, found)
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'gift.created':
      return m.gifts_did_create()
    case 'gift.bought':
      return m.gifts_did_buy()
    case 'gift.prepared':
      return m.gifts_did_prepare()
    case 'gift.handed_over':
      return m.gifts_did_hand_over()
    case 'gift.told':
      return m.gifts_did_tell()
    case 'gift.moved':
      return m.gifts_did_move()
    case 'gift.removed':
      return m.gifts_did_remove()
    case 'gift.restored':
      return m.gifts_did_restore()
    default:
      return m.gifts_did_change()
  }
}
