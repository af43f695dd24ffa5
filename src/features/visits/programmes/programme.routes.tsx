// The addresses of a programme: the page, its items with their forms, moving, doubling, removal; whoever moves is told in words what came of it.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { meantEvent } from '#features/events/partaking.queries.ts'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { revised, textIn } from '#platform/texts/local-text.ts'
import { oneMoreRow } from '#ui/partners.tsx'
import { isOutsideVisit } from '../arrangements/arrangement.ts'
import { arrangementsOf } from '../arrangements/arrangement.queries.ts'
import { type VisitParts, visitPage, type VisitSection } from '../visit.routes.tsx'
import { programmeItemFieldWords } from './field-words.ts'
import { bodyOfItem, ItemFormPage, type ItemFormProps } from './item-form.pages.tsx'
import { actInWords, ItemPage } from './item.pages.tsx'
import { addProgrammeItem, changeProgrammeItem, type ItemSnapshot, type ItemStale, moveProgrammeItem, removeProgrammeItem } from './item.actions.ts'
import { moveForm, movedTime, type Moved } from './moving.ts'
import { meantSomebody, peopleChoices } from './naming.queries.ts'
import { daysOfProgramme } from './board.ts'
import { warningsIn } from './elsewhere.queries.ts'
import { itemForm, itemName, type ItemForm, type ItemValues, timeOfForm } from './programme.ts'
import { ProgrammeSheet } from './programme.pages.tsx'
import { PROGRAMME_VIEWS, type ProgrammeSheetProps, type ProgrammeView } from './programme-look.ts'
import { ProgrammeChecks, ProgrammeOutside } from './warning.pages.tsx'
import { type Programme, type ProgrammeItem, programmeItem, programmeOf, programmeVisit } from './programme.queries.ts'
import { townNames } from './zone-name.ts'
import { doubleItem, insertItem, shiftFollowing, swapItems } from './several.actions.ts'
import { type MoveKind, moveInWords } from './saying.ts'
import type { Warning } from './warning.ts'
import { clockAt } from './zone-time.ts'
import { peopleOf } from './warning-words.ts'

type Seen = { readonly programme: Programme; readonly warnings: readonly Warning[]; readonly elsewhen: readonly string[] }

/** A page is drawn in one transaction: what two of its parts show is read and looked through once. */
const seen = new WeakMap<OfficeTx, Promise<Seen | null>>()
function seenIn(tx: OfficeTx, visitId: string): Promise<Seen | null> {
  const known = seen.get(tx) ?? seeing(tx, visitId)
  seen.set(tx, known)
  return known
}

async function seeing(tx: OfficeTx, visitId: string): Promise<Seen | null> {
  const programme = await programmeOf(tx, visitId)
  if (programme === null) return null
  const away = (await arrangementsOf(tx, visitId)).filter((one) => isOutsideVisit(one, programme.visit))
  return { programme, warnings: await warningsIn(tx, programme), elsewhen: away.map(({ what, day }) => `${what}, ${dayInWords(day!)}`) }
}

const sheetOf = ({ programme, warnings, elsewhen }: Seen, by: Reader, view: ProgrammeView, today: string): ProgrammeSheetProps => ({
  today,
  programme,
  warnings,
  elsewhen,
  towns: townNames(programme.visit.towns),
  view,
  mayWrite: by.role === 'officer',
})

const sheet =
  (view: ProgrammeView): VisitSection =>
  async (tx, look, by, today) => {
    const found = await seenIn(tx, look.event.id)
    return found === null ? null : <ProgrammeSheet {...sheetOf(found, by, view, today)} />
  }

const checks: VisitSection = async (tx, look, by, today) => {
  const found = await seenIn(tx, look.event.id)
  return found === null ? null : <ProgrammeChecks {...sheetOf(found, by, 'list', today)} />
}

/** On an event's page: its dossier's programme was left behind on other days. Nothing where it was not. */
export async function programmeOutside(tx: OfficeTx, eventId: string, by: Reader, today: string): Promise<Child> {
  const found = await seenIn(tx, eventId)
  return found === null ? null : <ProgrammeOutside {...sheetOf(found, by, 'list', today)} />
}

/** What the programme brings to the dossier's first tab. */
export const programmeParts: VisitParts = { programme: [sheet('list')], besideTab: { programme: [checks] } }

export const programmeRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .get(addresses.programme, readers, async (c, by) => {
      const view = viewOf(c.req.query('view'))
      const rest = { ...parts, programme: [] }
      return view === 'list'
        ? visitPage(c, by, rest, 'programme', sheet(view))
        : visitPage(c, by, rest, 'programme', sheet(view), { wide: true, islands: by.role === 'officer' ? ['programme.js'] : [] })
    })
    .get(addresses.programmeNew, officers, async (c, by) => {
      const programme = await read(c, by)
      return programme === null ? notFound(c) : formPage(c, programme, { item: null, body: newBody(programme, c.req.query('day'), c.req.query('after')) })
    })
    .get(addresses.programmePeople, readers, async (c, by) => {
      const programme = await read(c, by)
      if (programme === null) return notFound(c)
      const q = (c.req.query('q') ?? '').slice(0, 100)
      return c.json({ items: await c.get('here').db.inOffice(by.officeId, (tx) => peopleChoices(tx, programme.delegates, q)) })
    })
    .post(addresses.programme, officers, async (c, by) => {
      const programme = await read(c, by)
      if (programme === null) return notFound(c)
      const body = await readForm(c)
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, programme, { item: null, body: more })
      const values = await readValues(c, by, programme, null, body)
      if (!values.ok) return formPage(c, programme, { item: null, body, faults: values.faults, doubled: values.doubled }, 422)
      const add = typed(body, 'shift') === '' ? addProgrammeItem : insertItem
      const added = await add(c.get('here'), by, programme.visit.id, values.values)
      if (!added.ok) return formPage(c, programme, { item: null, body, faults: [faultOf(added.refusal)] }, 422)
      return told(c, by, programme.visit.id, added.value.id, added.value.activityId, 'list', () => m.programme_added())
    })
    .get(addresses.programmeItem, readers, async (c, by) => {
      const found = await readItem(c, by)
      if (found === null) return notFound(c)
      const { programme, item } = found
      const { lines, warnings } = await c
        .get('here')
        .db.inOffice(by.officeId, async (tx) => ({ lines: await historyOf(tx, 'programme_item', item.id), warnings: await warningsIn(tx, programme) }))
      const history = historyInWords(lines, {
        what: actInWords,
        fields: () => programmeItemFieldWords(languageName, namesOf(programme)),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      return c.html(
        <ItemPage shell={c.get('shell')} programme={programme} item={item} warnings={warnings} towns={townNames(programme.visit.towns)} history={history} />,
      )
    })
    .get(addresses.programmeItemEdit, officers, async (c, by) => {
      const found = await readItem(c, by)
      return found === null ? notFound(c) : formPage(c, found.programme, { item: found.item, body: bodyOfItem(found.item, peopleOf(found.programme)) })
    })
    .post(addresses.programmeItem, officers, async (c, by) => {
      const found = await readItem(c, by)
      if (found === null) return notFound(c)
      const { programme, item } = found
      const body = await readForm(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...item, version: version || item.version }
      const more = oneMoreRow(body)
      if (more !== null) return formPage(c, programme, { item: opened, body: more })
      const values = await readValues(c, by, programme, item, body)
      if (!values.ok) return formPage(c, programme, { item: opened, body, faults: values.faults, doubled: values.doubled }, 422)
      const changed = await changeProgrammeItem(c.get('here'), by, programme.visit.id, item.id, version, values.values)
      if (changed.ok) return told(c, by, programme.visit.id, item.id, changed.value.activityId, 'list', () => m.programme_saved())
      if (isStaleRefusal<Current>(changed.refusal)) return conflictPage(c, by, programme, item, changed.refusal.current, body, values)
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, programme, { item: opened, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.programmeItemMoving, officers, (c, by) => moving(c, by))
    .post(addresses.programmeItemRemoval, officers, async (c, by) => {
      const body = await readForm(c)
      const id = c.req.param('id')!
      const view = viewOf(typed(body, 'view'))
      const removed = await removeProgrammeItem(c.get('here'), by, id, c.req.param('item')!, Number(typed(body, 'version')))
      if (removed.ok)
        return goWithNotice(c, pageOf(id, view), {
          text: m.programme_removed({ title: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, pageOf(id, view, c.req.param('item')), { text: removed.refusal.message, tone: 'late' })
    })
    .post(addresses.programmeItemDouble, officers, async (c, by) => {
      const id = c.req.param('id')!
      const doubled = await doubleItem(c.get('here'), by, id, c.req.param('item')!)
      if (doubled.ok) return told(c, by, id, doubled.value.itemId, doubled.value.activityId, 'list', () => m.programme_doubled())
      return ['missing', 'no-visit'].includes(doubled.refusal.code)
        ? notFound(c)
        : goWithNotice(c, pageOf(id, 'list'), { text: doubled.refusal.message, tone: 'late' })
    })
    .post(addresses.programmeItemShifting, officers, async (c, by) => {
      const id = c.req.param('id')!
      const item = c.req.param('item')!
      const body = await readForm(c)
      const minutes = Number(typed(body, 'minutes')) * (typed(body, 'towards') === 'earlier' ? -1 : 1)
      const shifted = await shiftFollowing(c.get('here'), by, id, item, Number.isInteger(minutes) ? minutes : 0, typed(body, 'withIt') !== '')
      if (shifted.ok)
        return goWithNotice(c, pageOf(id, 'list', item), {
          text: m.programme_shifted({ count: shifted.value.count }),
          undo: addresses.activityUndo({ id: shifted.value.activityId }),
        })
      return ['missing', 'no-visit'].includes(shifted.refusal.code)
        ? notFound(c)
        : goWithNotice(c, addresses.programmeItem({ id, item }), { text: shifted.refusal.message, tone: 'late' })
    })

type Current = ItemStale['current']

const viewOf = (asked: string | undefined): ProgrammeView => PROGRAMME_VIEWS.find((one) => one === asked) ?? 'list'
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

/** The programme's page at one of its items. */
export const pageOf = (id: string, view: ProgrammeView, item?: string): string =>
  `${addresses.programme({ id }, view === 'list' ? {} : { view })}${item === undefined ? '' : `#i-${item}`}`

const read = (c: Context, by: Reader): Promise<Programme | null> => c.get('here').db.inOffice(by.officeId, (tx) => programmeOf(tx, c.req.param('id')!))

async function readItem(c: Context, by: Reader): Promise<{ programme: Programme; item: ProgrammeItem } | null> {
  const programme = await read(c, by)
  const item = programme?.items.find(({ id }) => id === c.req.param('item'))
  return programme === null || item === undefined ? null : { programme, item }
}

/** How the people, groups and events of a programme are called in histories. */
export const namesOf = (programme: Programme): ReadonlyMap<string, string> =>
  new Map([
    ...peopleOf(programme),
    ...programme.groups.map(({ id, name }) => [id, name.in[name.source]?.text ?? ''] as const),
    ...programme.items.flatMap(({ event }) => (event === null ? [] : [[event.id, textIn(event.title)] as const])),
  ])

const formPage = (
  c: Context,
  programme: Programme,
  props: Pick<ItemFormProps, 'item' | 'body' | 'faults' | 'conflict' | 'doubled'>,
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> =>
  c.html(<ItemFormPage shell={c.get('shell')} programme={programme} towns={townNames(programme.visit.towns)} {...props} />, status)

/** A new item begins where the last of the day ends, or at nine on the first day; put between two, where the first of them ends, and moves the rest. */
function newBody(programme: Programme, day: string | undefined, after: string | undefined): FormBody {
  const before = programme.items.find(({ id, time }) => id === after && time !== null)
  const days = daysOfProgramme(programme)
  const asked =
    day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : (days.find((one) => programme.items.some((item) => item.day === one)) ?? days[0] ?? '')
  const last = before ?? programme.items.findLast((item) => item.day === asked && item.time !== null)
  const end = last === undefined ? { day: asked, time: '09:00' } : clockAt(last.to, last.endZone)
  return {
    kind: 'item',
    day: before === undefined ? asked : end.day,
    // After an evening that goes on past midnight nobody can guess.
    time: before === undefined && end.day !== asked ? '' : end.time,
    minutes: before === undefined ? '60' : '15',
    shift: before === undefined ? '' : 'yes',
    zone: last?.endZone ?? programme.visit.hostZone,
    attendance: 'all',
  }
}

type ReadValues =
  /** `called`: people and events by their ids, as they were typed. */
  | { readonly ok: true; readonly values: ItemValues; readonly called: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly faults: readonly FieldFault[]; readonly doubled?: boolean }

/** What the form says, with its people and its event found. `before`: what stands there, so that a doubled hour is asked about once. */
async function readValues(c: Context, by: Officer, programme: Programme, before: ProgrammeItem | null, body: FormBody): Promise<ReadValues> {
  const form = checked(itemForm, body)
  if (!form.ok) return form
  const read = form.value
  const zone = read.zone === '' ? programme.visit.hostZone : read.zone
  const asStands = before !== null && before.day === read.day && before.time === read.time && before.zone === zone
  const when = timeOfForm(read, { host: programme.visit.hostZone }, typed(body, 'foldAsked') === '' && !asStands)
  if (!when.ok) return { ok: false, faults: [{ name: when.field, message: when.message }], doubled: when.doubled === true }
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<ReadValues> => {
    const people = await meantSomebody(
      tx,
      programme.delegates,
      read.participants.map(({ who }) => who),
      (index) => `participants.${index}.who`,
    )
    const event = await meantEvent(tx, read.event, 'event')
    const contact = await contactOf(read)
    const faults = [...people.faults, ...event.faults]
    if (faults.length > 0) return { ok: false, faults }
    const participants = people.meant.flatMap((one, index) => (one === null ? [] : [{ ...one, part: read.participants[index]!.part }]))
    const { title, note, place, address, room, contactPhone, kind, attendance, groups, published } = read
    const called = people.meant.map((one, index) => [one?.delegateId ?? one?.personId ?? '', read.participants[index]!.who.text] as const)
    return {
      ok: true,
      called: new Map([...called, [event.ids[0] ?? '', read.event.text]]),
      values: {
        kind,
        when: when.when,
        title,
        note,
        place,
        address,
        room,
        contactPhone,
        attendance,
        groups,
        published,
        participants,
        eventId: event.ids[0] ?? null,
        latitude: read.coordinates?.latitude ?? null,
        longitude: read.coordinates?.longitude ?? null,
        ...contact,
      },
    }

    /** Whoever is called need not be in the register: a driver's name is enough. */
    async function contactOf({ contact: box }: ItemForm): Promise<{ contact: string; contactPersonId: string | null }> {
      if (box.text === '') return { contact: '', contactPersonId: null }
      const { meant, faults: unclear } = await meantSomebody(tx, programme.delegates, [box], () => 'contact')
      if (unclear.length > 0) return { contact: box.text, contactPersonId: null }
      const somebody = meant[0]
      const delegate = programme.delegates.find(({ id }) => id === somebody?.delegateId)
      return { contact: box.text, contactPersonId: somebody?.personId ?? delegate?.personId ?? null }
    }
  })
}

/** Back on the page with what was done in words, and with what the item clashes with now. */
async function told(c: Context, by: Reader, visitId: string, itemId: string, activityId: string, view: ProgrammeView, words: () => string): Promise<Response> {
  const text = await spoken(c, by, visitId, itemId, words)
  return goWithNotice(c, pageOf(visitId, view, itemId), { text, undo: addresses.activityUndo({ id: activityId }) })
}

async function spoken(c: Context, by: Reader, visitId: string, itemId: string, words: () => string, what?: MoveKind, moved?: Moved): Promise<string> {
  return c.get('here').db.inOffice(by.officeId, async (tx) => {
    const programme = await programmeOf(tx, visitId)
    const item = programme?.items.find(({ id }) => id === itemId)
    if (programme === null || item === undefined) return words()
    const said = moveInWords(programme, await warningsIn(tx, programme), item, what ?? 'stands', moved)
    return what === undefined ? `${words()} ${said}` : said
  })
}

/** One step of the keys, the hand or the presses. */
async function moving(c: Context, by: Officer): Promise<Response> {
  const here = c.get('here')
  const [id, itemId] = [c.req.param('id')!, c.req.param('item')!]
  const body = await readForm(c)
  const asked = typed(body, 'view')
  const view = viewOf(asked)
  const back = asked === 'item' ? addresses.programmeItem({ id, item: itemId }) : pageOf(id, view, itemId)
  const form = checked(moveForm, body)
  if (!form.ok) return goWithNotice(c, back, { text: m.programme_move_unclear(), tone: 'late' })
  const move = form.value
  const version = Number(typed(body, 'version'))
  if (move.order !== undefined) {
    const swapped = await swapItems(here, by, id, itemId, version, move.order)
    if (swapped.ok) {
      const text = await spoken(c, by, id, itemId, () => '', 'time')
      return goWithNotice(c, back, { text, undo: addresses.activityUndo({ id: swapped.value.activityId }) })
    }
    if (['missing', 'no-visit'].includes(swapped.refusal.code)) return notFound(c)
    const text = swapped.refusal.code === 'stale' ? await overtaken(c, by, id, itemId) : swapped.refusal.message
    return goWithNotice(c, back, { text, tone: 'late' })
  }
  const zone = move.clock === 'host' ? (await here.db.inOffice(by.officeId, (tx) => programmeVisit(tx, id)))?.hostZone : undefined
  let told: Moved | undefined
  const moved = await moveProgrammeItem(here, by, id, itemId, version, (before) => {
    if (move.group !== undefined && move.group !== '')
      return { ok: true, value: { ...before, ...(isId(move.group) ? { attendance: 'some', groups: [move.group] } : { attendance: 'all', groups: [] }) } }
    told = movedTime(before, move, zone) ?? undefined
    return told === undefined ? { ok: false, refusal: { code: 'unclear', message: m.programme_move_unclear() } } : { ok: true, value: told.when }
  })
  if (moved.ok) {
    const what: MoveKind = move.group !== undefined && move.group !== '' ? 'group' : move.longer !== null ? 'length' : 'time'
    const text = await spoken(c, by, id, itemId, () => '', what, told)
    return goWithNotice(c, back, { text, undo: addresses.activityUndo({ id: moved.value.activityId }) })
  }
  if (moved.refusal.code === 'missing') return notFound(c)
  if (isStaleRefusal<Current>(moved.refusal)) return goWithNotice(c, back, { text: await overtaken(c, by, id, itemId), tone: 'late' })
  return goWithNotice(c, back, { text: moved.refusal.message, tone: 'late' })
}

/** Somebody else was quicker: who, and where the item stands now. Nothing of theirs is overwritten. */
async function overtaken(c: Context, by: Reader, visitId: string, itemId: string): Promise<string> {
  return c.get('here').db.inOffice(by.officeId, async (tx) => {
    const [last] = await historyOf(tx, 'programme_item', itemId, 1)
    const item = await programmeItem(tx, visitId, itemId)
    const said = { name: last?.personName ?? '', title: item === null ? '' : itemName(item), time: item?.time ?? m.programme_whole_day() }
    return m.programme_overtaken(said)
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(
  c: Context,
  by: Officer,
  programme: Programme,
  item: ProgrammeItem,
  current: Current,
  body: FormBody,
  { values, called }: ReadValues & { readonly ok: true },
): Promise<Response> {
  const here = c.get('here')
  const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'programme_item', item.id, 1))
  const { state } = current
  const now = here.clock.now()
  const yours: Partial<Record<keyof ItemSnapshot, unknown>> = {
    ...state,
    ...values.when,
    kind: values.kind,
    title: revised(state.title, values.title, now),
    note: revised(state.note, values.note ?? {}, now),
    place: revised(state.place, values.place ?? {}, now),
    address: values.address,
    room: values.room,
    contact: values.contact,
    contactPhone: values.contactPhone,
    attendance: values.attendance,
    groups: values.groups,
    participants: values.participants,
    eventId: values.eventId,
    latitude: values.latitude,
    longitude: values.longitude,
    publishedAt: values.published === true ? (state.publishedAt ?? '') : null,
  }
  const rows = changesBetween({ ...state }, yours, programmeItemFieldWords(languageName, new Map([...called, ...namesOf(programme)]))).map(
    ({ field, before, after }) => ({
      field,
      theirs: before,
      yours: after,
    }),
  )
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)), rows }
  return formPage(c, programme, { item: { ...item, version: current.version, title: state.title }, body, conflict }, 409)
}
