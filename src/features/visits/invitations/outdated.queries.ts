// Reads which visits people have in their calendars otherwise than they are: changed or called off after the invitations went out, and not sent again.
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { programmeGroups, programmeItems, programmeParticipants } from '../programmes/programme.table.ts'
import { visits } from '../visit.table.ts'
import { type Reason, REASONS } from './invitation.ts'
import { invitationsOf } from './invitation.queries.ts'
import { invitations, invitees } from './invitation.table.ts'

export type OutdatedInvitations = {
  readonly visitId: string
  readonly title: LocalText
  /** YYYY-MM-DD */
  readonly firstDay: string
  /** How many people have something that is no longer so, and in what it differs. */
  readonly people: number
  readonly reasons: readonly Reason[]
}

/** So many visits are told of, the nearest first. */
const MOST = 10

/**
 * Coming visits whose invitations are to be sent again, the nearest first. One statement finds those of which anything was written since somebody's last letter;
 * what really differs for whom is then reckoned out as on the page of the invitations, which costs some statements a visit, until enough are found.
 */
export async function outdatedInvitations(tx: OfficeTx, today: string): Promise<OutdatedInvitations[]> {
  const rows = await tx
    .select({ id: visits.id, title: events.title, firstDay: events.firstDay })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt)))
    .where(and(eq(visits.officeId, tx.officeId), isNull(visits.deletedAt), gte(events.lastDay, today), writtenSinceSent))
    .orderBy(asc(events.firstDay), asc(visits.id))
  const found: OutdatedInvitations[] = []
  for (const { id, title, firstDay } of rows) {
    if (found.length === MOST) break
    const whole = await invitationsOf(tx, id, new Date(`${today}T00:00:00Z`), today, 'chosen')
    const letters = (whole?.subjects ?? []).flatMap((subject) => subject.letters).filter(({ having }) => having !== null)
    if (letters.length > 0 && firstDay !== null)
      found.push({
        visitId: id,
        title,
        firstDay,
        people: new Set(letters.map(({ having }) => having!.address)).size,
        reasons: REASONS.filter((reason) => letters.some((one) => one.reason === reason)),
      })
  }
  return found
}

/** Of the visit at hand, whatever concerns all its invitations. */
const writtenOfVisit = sql`greatest(${visits.updatedAt}, ${events.updatedAt}, ${invitations.turnedAt},
  (select max(${programmeGroups.updatedAt}) from ${programmeGroups} where ${programmeGroups.officeId} = ${visits.officeId} and ${programmeGroups.visitId} = ${visits.id}),
  (select max(${delegates.updatedAt}) from ${delegates} where ${delegates.officeId} = ${visits.officeId} and ${delegates.visitId} = ${visits.id}),
  (select max(${people.updatedAt}) from ${people} where ${people.officeId} = ${visits.officeId} and ${people.id} in (
    select ${delegates.personId} from ${delegates} where ${delegates.officeId} = ${visits.officeId} and ${delegates.visitId} = ${visits.id}
    union all select ${programmeParticipants.personId} from ${programmeParticipants}
      join ${programmeItems} on ${programmeItems.officeId} = ${programmeParticipants.officeId} and ${programmeItems.id} = ${programmeParticipants.itemId}
      where ${programmeItems.officeId} = ${visits.officeId} and ${programmeItems.visitId} = ${visits.id})))`

/** An invitation to one item is about that item alone. */
const writtenOfItems = sql`(select max(${programmeItems.updatedAt}) from ${programmeItems}
  where ${programmeItems.officeId} = ${visits.officeId} and ${programmeItems.visitId} = ${visits.id}
    and (${invitations.itemId} is null or ${programmeItems.id} = ${invitations.itemId}))`

const writtenSinceSent = sql`exists (
  select from ${invitations} join ${invitees} on ${invitees.officeId} = ${invitations.officeId} and ${invitees.invitationId} = ${invitations.id}
  where ${invitations.officeId} = ${visits.officeId} and ${invitations.visitId} = ${visits.id} and ${invitees.cancelledAt} is null
    and greatest(${writtenOfVisit}, ${writtenOfItems}) >= ${invitees.sentAt})`
