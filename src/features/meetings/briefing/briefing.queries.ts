// Reads what a briefing says of a partner, and of the meeting it is for.
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { openPromisesWith, type CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { portraitsOf } from '#features/documents/document.queries.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { exchangedWith, type Exchanged } from '#features/gifts/exchanged.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { peopleByIds, postsInOrganisation, postsOfPeople, type HeldPost } from '#features/organisations/people/person.queries.ts'
import type { Person } from '#features/organisations/people/person.table.ts'
import { isPast } from '#features/organisations/people/post.ts'
import type { MilestoneRow } from '#features/partnerships/milestones/milestone.table.ts'
import { milestonesOf, partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import { silenceRead } from '#features/partnerships/silence/contact.queries.ts'
import type { SilenceRead } from '#features/partnerships/silence/silence.ts'
import { byPrecedence } from '#features/visits/delegations/precedence.ts'
import { delegatesInOrder } from '#features/visits/delegations/delegate.queries.ts'
import { visits } from '#features/visits/visit.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isEmptyText, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { leftOf, type LeftMeeting } from '../agenda/left.queries.ts'
import { itemsOfMeeting, type ItemRow } from '../meeting.queries.ts'

/** Who sits opposite: those who come to the meeting first, then those who hold a post at the partner's. */
export type Opposite = {
  /** null: a member of the delegation who stands in no register. */
  readonly person: Person | null
  readonly name: string
  readonly post: HeldPost | null
  /** The role they come in, when they come. */
  readonly asRole: string | null
  readonly comes: boolean
  /** The document that is their photo. */
  readonly photo: string | null
}

export type PastEvent = { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate; readonly firstDay: string; readonly lastDay: string }

export type BriefingRead = {
  readonly organisation: Organisation
  readonly partnership: PartnershipView | null
  readonly silence: SilenceRead | null
  readonly milestones: readonly MilestoneRow[]
  /** Newest first. */
  readonly pastEvents: readonly PastEvent[]
  readonly people: readonly Opposite[]
  readonly promises: readonly CommitmentRow[]
  readonly left: readonly LeftMeeting[]
  readonly gifts: readonly Exchanged[]
  /** The agenda of the meeting it is for. */
  readonly agenda: readonly ItemRow[]
  /** What the visit is for, where its dossier says so. */
  readonly purpose: Readonly<Record<'ours' | 'objectives' | 'theirs' | 'theirObjectives', LocalText>> | null
}

const PAST_EVENTS = 12
const PROMISES = 60
const GIFTS = 3
const MOST_OPPOSITE = 20

/** Past events with the organisation whose day is known, the newest first and the very first of all at the end; without what was called off. One query. */
async function pastEventsOf(tx: OfficeTx, organisationId: string, today: string, except: string | null): Promise<PastEvent[]> {
  const where = and(
    eq(events.officeId, tx.officeId),
    isNull(events.deletedAt),
    isNull(events.cancelledOn),
    isNotNull(events.date),
    sql`${events.lastDay} <= ${today}::date`,
    except === null ? undefined : sql`${events.id} <> ${except}::uuid`,
    inArray(
      events.id,
      tx
        .select({ id: eventPartners.eventId })
        .from(eventPartners)
        .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.organisationId, organisationId))),
    ),
  )
  const columns = { id: events.id, title: events.title, date: events.date, firstDay: events.firstDay, lastDay: events.lastDay }
  const newest = await tx.select(columns).from(events).where(where).orderBy(desc(events.firstDay), desc(events.id)).limit(PAST_EVENTS)
  const first = await tx.select(columns).from(events).where(where).orderBy(asc(events.firstDay), asc(events.id)).limit(1)
  const seen = new Set<string>()
  return [...newest, ...first].flatMap(({ id, title, date, firstDay, lastDay }) => {
    if (date === null || firstDay === null || lastDay === null || seen.has(id)) return []
    seen.add(id)
    return [{ id, title, date, firstDay, lastDay }]
  })
}

async function peopleOpposite(tx: OfficeTx, organisationId: string, event: EventWhole | null, today: string): Promise<Opposite[]> {
  const held = (await postsInOrganisation(tx, organisationId)).filter(({ post }) => !isPast(post, today))
  const travelling =
    event === null
      ? []
      : (await delegatesInOrder(tx, event.event.id)).filter((one) => one.organisationId === organisationId && one.withdrawnOn === null).slice(0, MOST_OPPOSITE)
  const came = [
    ...travelling.flatMap(({ personId, role }) => (personId === null ? [] : [{ personId, asRole: isEmptyText(role) ? null : textIn(role) }])),
    ...(event?.participants ?? []).map(({ personId, asRole }) => ({ personId, asRole })),
  ]
  const ids = [...new Set([...came.map(({ personId }) => personId), ...held.map(({ person }) => person.id)])]
  const people = await peopleByIds(tx, ids)
  const posts = await postsOfPeople(tx, ids)
  const photos = await portraitsOf(tx, ids)
  const known = ids.flatMap((id): Opposite[] => {
    const person = people.get(id)
    if (person === undefined || person.deletedAt !== null) return []
    const post = (posts.get(id) ?? []).find((one) => one.post.organisationId === organisationId && !isPast(one.post, today)) ?? null
    const comes = came.find(({ personId }) => personId === id)
    // Our own people sit on this side of the table.
    if (comes !== undefined && post === null && !travelling.some(({ personId }) => personId === id)) return []
    return [
      {
        person,
        name: withTitle(person.title, displayName(person)),
        post,
        asRole: comes?.asRole ?? null,
        comes: comes !== undefined,
        photo: photos.get(id) ?? null,
      },
    ]
  })
  // In the order of the delegation, whether they stand in the register or not.
  const guests = travelling.flatMap((guest): Opposite[] =>
    guest.personId !== null
      ? known.filter(({ person }) => person?.id === guest.personId)
      : [
          {
            person: null,
            name: withTitle(guest.title === '' ? null : guest.title, displayName({ name: guest.name, nativeName: guest.nativeName })),
            post: null,
            asRole: isEmptyText(guest.role) ? null : textIn(guest.role),
            comes: true,
            photo: null,
          },
        ],
  )
  // Whoever comes stands before whoever only holds a post; a mayor must not drop off the sheet for having been entered first.
  const coming = new Set([...guests, ...known.filter(({ comes }) => comes)])
  const others = byPrecedence(
    known
      .filter(({ comes }) => !comes)
      .map((one) => ({
        ...one,
        id: one.person?.id ?? '',
        isHead: false,
        isInterpreter: false,
        rank: null,
        roleClass: one.post?.post.roleClass ?? ('other' as const),
      })),
  )
  return [...coming, ...others]
}

/** Everything a briefing on an organisation needs; `event`: the meeting it is for. A fixed number of queries. null: no such organisation. */
export async function briefingRead(tx: OfficeTx, organisationId: string, event: EventWhole | null, today: string): Promise<BriefingRead | null> {
  const organisation = (await organisationsByIds(tx, [organisationId])).get(organisationId)
  if (organisation === undefined || organisation.deletedAt !== null) return null
  const [partnership = null] = await partnershipsOf(tx, [organisationId])
  const eventId = event?.event.id ?? null
  const [dossier] =
    eventId === null
      ? []
      : await tx
          .select({ ours: visits.ourPurpose, objectives: visits.ourObjectives, theirs: visits.theirPurpose, theirObjectives: visits.theirObjectives })
          .from(visits)
          .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, eventId), isNull(visits.deletedAt)))
  return {
    organisation,
    partnership,
    silence: partnership === null ? null : await silenceRead(tx, partnership, today),
    milestones: partnership === null ? [] : await milestonesOf(tx, partnership.id),
    pastEvents: await pastEventsOf(tx, organisationId, today, eventId),
    people: await peopleOpposite(tx, organisationId, event, today),
    promises: await openPromisesWith(tx, [organisationId], today, PROMISES),
    left: await leftOf(tx, [organisationId], { except: eventId, before: event?.event.firstDay ?? null, today }),
    gifts: await exchangedWith(tx, { organisations: [organisationId] }, { limit: GIFTS, withPlaced: true }),
    agenda: eventId === null ? [] : await itemsOfMeeting(tx, eventId, today),
    purpose: dossier ?? null,
  }
}
