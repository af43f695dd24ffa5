// The addresses of an item that is an event of its own: recording it so, and letting the event's people follow the item's.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { readForm, typedList } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { followItem, openItemEvent } from './item-event.actions.ts'
import { ItemOfEvent } from './item-event.pages.tsx'
import { partedFrom } from './item-event.queries.ts'

/** On the pages of an event and of its papers: whose item it is, and whose people have changed since. Nothing where it is none. */
export async function itemOfEvent(tx: OfficeTx, eventId: string, by: Reader, coming: boolean): Promise<Child> {
  const parted = await partedFrom(tx, eventId)
  return parted === null ? null : <ItemOfEvent eventId={eventId} parted={parted} coming={coming} mayWrite={by.role === 'officer'} />
}

export const itemEventRoutes = (): Routes =>
  new Routes()
    .post(addresses.programmeItemEvent, officers, async (c, by) => {
      const [id, item] = [c.req.param('id')!, c.req.param('item')!]
      const opened = await openItemEvent(c.get('here'), by, id, item)
      if (opened.ok) {
        const { count, others } = opened.value
        return goWithNotice(c, addresses.event({ id: opened.value.id }), {
          text: [
            m.programme_event_opened({ count }),
            ...(others.length === 0 ? [] : [m.programme_event_others({ count: others.length, names: others.join(', ') })]),
          ].join(' '),
          undo: addresses.activityUndo({ id: opened.value.activityId }),
        })
      }
      return opened.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.programmeItem({ id, item }), { text: opened.refusal.message, tone: 'late' })
    })
    .post(addresses.eventItemPeople, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const followed = await followItem(c.get('here'), by, id, { take: typedList(body, 'take'), leave: typedList(body, 'leave') })
      if (followed.ok)
        return goWithNotice(c, addresses.event({ id }), {
          text: m.programme_parted_followed({ count: followed.value.count }),
          undo: addresses.activityUndo({ id: followed.value.activityId }),
        })
      return followed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.event({ id }), { text: followed.refusal.message, tone: 'late' })
    })
