// The addresses of the agenda: its points, their order, their state, and what is taken up from earlier meetings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { meantPeople } from '#features/events/partaking.queries.ts'
import { eventById } from '#features/events/event.queries.ts'
import { languageName } from '#features/organisations/naming.ts'
import { writtenLanguages } from '#features/visits/visit.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed, typedList } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { revised } from '#platform/texts/local-text.ts'
import { fieldId } from '#ui/fields.tsx'
import { itemFieldWords } from '../field-words.ts'
import { isItemState } from '../meeting.ts'
import { itemsOfMeeting, type ItemRow } from '../meeting.queries.ts'
import { meetingPage, type MeetingRouteParts } from '../meeting.routes.tsx'
import { bodyOfItem, ItemFormPage, type ItemFormProps } from './agenda.pages.tsx'
import { addItem, changeItem, type ItemStale, moveItem, orderItems, removeItem, setItemState, takeUp } from './item.actions.ts'
import { itemForm, type ItemForm } from './item.ts'
import { leftFor } from './left.queries.ts'

export const agendaRoutes = (parts: MeetingRouteParts = {}): Routes =>
  new Routes()
    .post(addresses.meetingItems, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const read = checked(itemForm, body)
      if (!read.ok) return meetingPage(c, by, parts, { adding: { body, faults: read.faults } }, 422)
      const { title, broughtBy, minutesPlanned } = read.value
      const added = await addItem(c.get('here'), by, id, { title, broughtBy, minutesPlanned })
      if (!added.ok)
        return added.refusal.code === 'missing' ? notFound(c) : meetingPage(c, by, parts, { adding: { body, faults: [faultOf(added.refusal)] } }, 422)
      // To the box for the next one.
      const [language = 'bg'] = c.get('visitor')!.office.languages
      return goWithNotice(c, `${addresses.meeting({ id })}#${fieldId(`title.${language}`)}`, {
        text: m.meetings_item_added(),
        undo: addresses.activityUndo({ id: added.value.activityId }),
      })
    })
    .get(addresses.meetingItemEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, by, { event: found.event, item: found.item, body: bodyOfItem(found.item) })
    })
    .post(addresses.meetingItem, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...found.item, version: version || found.item.version }
      const read = checked(itemForm, body)
      if (!read.ok) return formPage(c, by, { event: found.event, item: opened, body, faults: read.faults }, 422)
      const { person: speaker } = found.item
      const person = await c
        .get('here')
        .db.inOffice(by.officeId, (tx) =>
          meantPeople(tx, [read.value.person], () => 'person', speaker === null ? [] : [{ ...speaker, personId: speaker.id, asRole: null }]),
        )
      if (person.faults.length > 0) return formPage(c, by, { event: found.event, item: opened, body, faults: person.faults }, 422)
      const { title, broughtBy, minutesPlanned } = read.value
      const values = { title, broughtBy, minutesPlanned, personId: person.ids[0] ?? null }
      const changed = await changeItem(c.get('here'), by, found.event.id, found.item.id, version, values)
      if (changed.ok)
        return goWithNotice(c, `${addresses.meeting({ id: found.event.id })}#${itemAnchor(found.item.id)}`, {
          text: m.meetings_item_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<ItemStale['current']>(changed.refusal)) return conflictPage(c, by, found, changed.refusal.current, body, read.value)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, by, { event: found.event, item: opened, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.meetingItemMove, officers, async (c, by) => {
      const { id, item } = ids(c)
      const step = typed(await readForm(c), 'step') === 'up' ? -1 : 1
      const moved = await moveItem(c.get('here'), by, id, item, step)
      if (!moved.ok) return refused(c, id, moved.refusal)
      const { activityId, label, number } = moved.value
      return goWithNotice(c, `${addresses.meeting({ id })}#${itemAnchor(item)}`, {
        text: m.meetings_item_moved({ title: label, number }),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
    .post(addresses.meetingItemState, officers, async (c, by) => {
      const { id, item } = ids(c)
      const body = await readForm(c)
      const state = typed(body, 'state')
      if (!isItemState(state)) return goWithNotice(c, addresses.meeting({ id }), { text: m.platform_form_choose(), tone: 'late' })
      const set = await setItemState(c.get('here'), by, id, item, Number(typed(body, 'version')), state)
      if (!set.ok) return refused(c, id, set.refusal)
      return goWithNotice(c, `${addresses.meeting({ id })}#${itemAnchor(item)}`, {
        text: m.meetings_item_saved(),
        undo: addresses.activityUndo({ id: set.value.activityId }),
      })
    })
    .post(addresses.meetingItemRemoval, officers, async (c, by) => {
      const { id, item } = ids(c)
      const removed = await removeItem(c.get('here'), by, id, item, Number(typed(await readForm(c), 'version')))
      if (!removed.ok) return refused(c, id, removed.refusal)
      return goWithNotice(c, addresses.meeting({ id }), {
        text: m.meetings_item_removed(),
        undo: addresses.activityUndo({ id: removed.value.activityId }),
      })
    })
    .post(addresses.meetingOrder, officers, async (c, by) => {
      const id = c.req.param('id')!
      const typedOrder = (await readForm(c))['order']
      const numbers =
        typeof typedOrder === 'object' && !Array.isArray(typedOrder) && !(typedOrder instanceof File)
          ? Object.fromEntries(Object.entries(typedOrder).flatMap(([item, number]) => (typeof number === 'string' ? [[item, number]] : [])))
          : {}
      const ordered = await orderItems(c.get('here'), by, id, numbers)
      if (!ordered.ok) return refused(c, id, ordered.refusal)
      const { activityId } = ordered.value
      return goWithNotice(
        c,
        `${addresses.meeting({ id })}#agenda`,
        activityId === null ? { text: m.meetings_order_same() } : { text: m.meetings_ordered(), undo: addresses.activityUndo({ id: activityId }) },
      )
    })
    .post(addresses.meetingLeft, officers, async (c, by) => {
      const id = c.req.param('id')!
      const here = c.get('here')
      const body = await readForm(c)
      const found = await here.db.inOffice(by.officeId, (tx) => eventById(tx, id))
      if (found === null) return notFound(c)
      const ticked = new Set(typedList(body, 'take'))
      const all = typed(body, 'which') === 'all'
      // Only what is offered can be taken, whatever the form says.
      const left = await here.db.inOffice(by.officeId, (tx) =>
        leftFor(tx, { id, firstDay: found.event.firstDay, organisationIds: found.partners.map(({ organisationId }) => organisationId) }, here.clock.today()),
      )
      const items = left.meetings.flatMap((meeting) => meeting.items.map((item) => item.id)).filter((item) => all || ticked.has(`item:${item}`))
      const promises = left.promises.map((promise) => promise.id).filter((promise) => all || ticked.has(`promise:${promise}`))
      const taken = await takeUp(here, by, id, { items, promises })
      if (!taken.ok) return refused(c, id, taken.refusal)
      return goWithNotice(c, `${addresses.meeting({ id })}#agenda`, {
        text: m.meetings_left_taken({ count: taken.value.length }),
        ...(taken.value[0] === undefined ? {} : { undo: addresses.activityUndo({ id: taken.value[0].activityId }) }),
      })
    })

const itemAnchor = (id: string): string => `item-${id}`
const ids = (c: Context): { id: string; item: string } => ({ id: c.req.param('id')!, item: c.req.param('item')! })
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

/** Back to the meeting with what stands in the way; what is not there has no page. */
const refused = (c: Context, id: string, refusal: Refusal): Response | Promise<Response> =>
  refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.meeting({ id }), { text: refusal.message, tone: 'late' })

type Found = { readonly event: ItemFormProps['event']; readonly item: ItemRow }

async function whole(c: Context, by: Officer): Promise<Found | null> {
  const { id, item } = ids(c)
  const here = c.get('here')
  return here.db.inOffice(by.officeId, async (tx) => {
    const found = await eventById(tx, id)
    const row = found === null ? undefined : (await itemsOfMeeting(tx, id, here.clock.today())).find((one) => one.id === item)
    return found === null || row === undefined ? null : { event: found.event, item: row }
  })
}

async function formPage(c: Context, by: Officer, props: Omit<ItemFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const ours = c.get('visitor')!.office.languages
  const languages = await c.get('here').db.inOffice(by.officeId, (tx) => writtenLanguages(tx, props.event.id, ours))
  return c.html(<ItemFormPage shell={c.get('shell')} languages={languages} {...props} />, status)
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, found: Found, current: ItemStale['current'], body: FormBody, form: ItemForm): Promise<Response> {
  const here = c.get('here')
  const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'meeting_item', found.item.id, 1))
  const { state } = current
  const yours = {
    ...state,
    title: revised(state.title, form.title, here.clock.now()),
    broughtBy: form.broughtBy,
    minutesPlanned: form.minutesPlanned,
    person: form.person.text === '' ? null : { name: form.person.text },
  }
  const rows = changesBetween({ ...state }, yours, itemFieldWords(languageName)).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows }
  return formPage(c, by, { event: found.event, item: { id: found.item.id, version: current.version, title: state.title }, body, conflict }, 409)
}
