// Makes an item of a programme an event of its own with the item's people, and later lets the event's participants follow the item's, as far as somebody says so.
import type { Officer } from '#features/accounts/account.ts'
import { createEvent, eventPut, standing as eventStanding } from '#features/events/event.actions.ts'
import { eventById } from '#features/events/event.queries.ts'
import { m } from '#messages'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { asTyped, textIn } from '#platform/texts/local-text.ts'
import { dateOfItem, eventKindOfItem, peopleAt } from './item-event.ts'
import { livePeople, partedFrom } from './item-event.queries.ts'
import { readItems, writeItems } from './item.actions.ts'
import { programmeOf } from './programme.queries.ts'

/** `others`: who takes part and stands in no register, by name. */
export type OpenedEvent = { readonly id: string; readonly activityId: string; readonly count: number; readonly others: readonly string[] }

/** Records the item as an event of the register: its kind, title, day and place, the visit's partners, and everybody who takes part. Refuses one that is an event already, and breaks, journeys and free time. */
export const openItemEvent = (here: Here, by: Officer, visitId: string, itemId: string): Promise<Result<OpenedEvent>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<OpenedEvent>> => {
    const programme = await programmeOf(tx, visitId)
    const visit = await eventById(tx, visitId)
    const item = programme?.items.find(({ id }) => id === itemId)
    if (programme === null || visit === null || item === undefined) return refuse('missing', m.programme_item_missing())
    const kind = eventKindOfItem(item.kind)
    if (kind === null) return refuse('kind', m.programme_event_no_kind())
    const [before] = await readItems(tx, [itemId])
    if (before === undefined || before.removed || before.version !== item.version || item.event !== null)
      return refuse('so-already', m.programme_event_already())
    const { people, others } = peopleAt(programme, [item])
    const live = await livePeople(
      tx,
      people.map(({ personId }) => personId),
    )
    const participants = people.filter(({ personId }) => live.has(personId))
    const made = await createEvent(within(here, tx), by, {
      kind,
      direction: visit.event.direction,
      title: asTyped(item.title),
      date: dateOfItem(item),
      placeText: [textIn(item.place), item.room].filter((part) => part !== '').join(', '),
      fields: visit.event.fields,
      partners: visit.partners.flatMap(({ organisationId, live: there }) => (there ? [organisationId] : [])),
      participants,
    })
    if (!made.ok) return made
    await writeItems(tx, here, by, [{ id: itemId, before, after: { ...before.state, eventId: made.value.id }, act: 'programme_item.changed' }])
    return ok({ ...made.value, count: participants.length, others })
  })

/** What somebody ticked of where an event and its items parted: people to take in, people to leave out. */
export type Following = { readonly take: readonly string[]; readonly leave: readonly string[] }

/** Lets the participants of an event follow the items it is, for the people who were ticked; others, and whoever was ticked and has come or gone since, stay as they are. */
export const followItem = (here: Here, by: Officer, eventId: string, { take, leave }: Following): Promise<Result<{ activityId: string; count: number }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ activityId: string; count: number }>> => {
    const before = await eventStanding(tx, eventId)
    if (before === null || before.removed) return refuse('missing', m.programme_parted_none())
    const parted = await partedFrom(tx, eventId)
    const asked = { take: new Set(take), leave: new Set(leave) }
    const coming = parted?.now.filter(({ personId }) => asked.take.has(personId) && parted.parting.missing.includes(personId)) ?? []
    const going = new Set(parted?.parting.gone.filter((id) => asked.leave.has(id)))
    if (coming.length + going.size === 0) return refuse('nothing', m.programme_parted_none())
    const participants = [
      ...before.state.participants.filter(({ personId }) => !going.has(personId)),
      ...coming.map(({ personId, asRole }) => ({ personId, asRole, name: '' })),
    ]
    const put = await eventPut('event.changed')(within(here, tx), by, eventId, { ...before.state, participants }, before.version)
    // What `eventPut` answers when it wrote.
    return put.ok ? ok({ activityId: (put.value as { activityId: string }).activityId, count: coming.length + going.size }) : put
  })
