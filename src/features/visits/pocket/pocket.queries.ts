// Reads personal links and what they open: the programme, the delegate's own stay and journey, whom to call on which day.
import { and, asc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { languagesOf } from '#features/organisations/naming.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { arrangements } from '../arrangements/arrangement.table.ts'
import { lodgerOf } from '../delegations/delegate.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { inPrecedence } from '../delegations/delegate.queries.ts'
import { names, staysOf } from '../delegations/room.ts'
import { type Programme, type ProgrammeDelegate, programmeOf } from '../programmes/programme.queries.ts'
import { calledOffOn } from '../visit.queries.ts'
import { visits } from '../visit.table.ts'
import { type PocketLink, pocketLinks } from './pocket.table.ts'

/** What a hash leads to, before it is asked whether it opens. */
export type FoundLink = {
  readonly officeId: string
  readonly officeName: LocalText
  readonly timeZone: string
  readonly linkId: string
  readonly visitId: string
  readonly delegateId: string
  readonly spoken: readonly string[]
  /** As the office said; '': by the rule. */
  readonly writtenIn: string
  readonly side: 'hosts' | 'guests'
  readonly languages: readonly string[]
  readonly ownLanguage: string
  readonly theirLanguages: readonly string[]
  readonly direction: string
  readonly withdrawn: boolean
  readonly notComing: boolean
  /** Their entry is not in the delegation any more. */
  readonly removed: boolean
  readonly personId: string | null
  readonly cancelled: boolean
  readonly lastDay: string | null
}

/** The link this hash belongs to, whatever became of it; null when nobody ever made it, or its visit is no longer in the register. */
export async function linkByHash(tx: SystemTx, tokenHash: string): Promise<FoundLink | null> {
  const [row] = await tx
    .select({
      officeId: pocketLinks.officeId,
      officeName: offices.name,
      timeZone: offices.timeZone,
      linkId: pocketLinks.id,
      visitId: pocketLinks.visitId,
      delegateId: pocketLinks.delegateId,
      spoken: delegates.languages,
      writtenIn: delegates.writtenIn,
      side: delegates.side,
      languages: visits.languages,
      ownLanguage: sql<string>`${offices.languages}[1]`,
      direction: events.direction,
      withdrawnAt: pocketLinks.withdrawnAt,
      withdrawnOn: delegates.withdrawnOn,
      removedAt: delegates.deletedAt,
      personId: delegates.personId,
      cancelledOn: calledOffOn,
      lastDay: events.lastDay,
    })
    .from(pocketLinks)
    .innerJoin(offices, eq(offices.id, pocketLinks.officeId))
    .innerJoin(delegates, and(eq(delegates.officeId, pocketLinks.officeId), eq(delegates.id, pocketLinks.delegateId)))
    .innerJoin(visits, and(eq(visits.officeId, pocketLinks.officeId), eq(visits.id, pocketLinks.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt)))
    .where(eq(pocketLinks.tokenHash, tokenHash))
  if (row === undefined) return null
  const { withdrawnAt, withdrawnOn, removedAt, cancelledOn, ...rest } = row
  const partners = await tx
    .select({ nativeLanguage: organisations.nativeLanguage, country: organisations.country })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, row.officeId), eq(eventPartners.eventId, row.visitId)))
    .orderBy(asc(eventPartners.id))
  return {
    ...rest,
    theirLanguages: languagesOf(partners),
    withdrawn: withdrawnAt !== null,
    notComing: withdrawnOn !== null || removedAt !== null,
    removed: removedAt !== null,
    cancelled: cancelledOn !== null,
  }
}

/**
 * Who stood in the delegation twice stands there once after their records were merged: a link of the entry that was taken up opens the one that stays. Nothing
 * is moved, so a merge that is undone leaves everybody with their own link. The link itself when nobody took its entry up. At most a few statements.
 */
export async function standingLink(tx: OfficeTx, found: FoundLink): Promise<FoundLink> {
  if (!found.removed || found.personId === null) return found
  const person = await standingFor(tx, 'person', found.personId)
  const [stays] = await tx
    .select({ id: delegates.id, spoken: delegates.languages, writtenIn: delegates.writtenIn, withdrawnOn: delegates.withdrawnOn })
    .from(delegates)
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        eq(delegates.visitId, found.visitId),
        eq(delegates.side, found.side),
        eq(delegates.personId, person),
        isNull(delegates.deletedAt),
      ),
    )
  return stays === undefined
    ? found
    : { ...found, delegateId: stays.id, spoken: stays.spoken, writtenIn: stays.writtenIn, removed: false, notComing: stays.withdrawnOn !== null }
}

/** The entries of a visit that were taken up by this one, and itself: whose links lead to it. One statement. */
export async function entriesOf(tx: OfficeTx, visitId: string, delegateId: string): Promise<string[]> {
  const taken = await tx
    .select({ id: delegates.id })
    .from(delegates)
    .innerJoin(people, and(eq(people.officeId, delegates.officeId), eq(people.id, delegates.personId)))
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        eq(delegates.visitId, visitId),
        isNotNull(delegates.deletedAt),
        sql`${people.mergedIntoId} = (select stays.person_id from ${delegates} stays where stays.office_id = ${tx.officeId} and stays.id = ${delegateId})`,
      ),
    )
  return [delegateId, ...taken.map(({ id }) => id)]
}

/** Whom to call: on a day, or all the time (`day` null). */
export type DayContact = { readonly day: string | null; readonly name: string; readonly phone: string; readonly note: string }

/** A delegate's own stay and journey; of nobody else's anything but whose room they share. Moments in milliseconds since 1970. */
export type OwnStay = {
  readonly name: LocalText
  readonly nativeName: string
  readonly lodging: string
  readonly room: '' | 'single' | 'double' | 'suite' | 'none'
  /** With whom of the delegations; else, as the office typed it, `roomWith`. */
  readonly mates: readonly { readonly name: LocalText; readonly nativeName: string }[]
  readonly roomWith: string
  readonly arrivesAt: number | null
  readonly arrival: string
  readonly leavesAt: number | null
  readonly departure: string
}

export type Pocket = { readonly programme: Programme; readonly stay: OwnStay; readonly contacts: readonly DayContact[] }

type Sleeping = Pick<OwnStay, 'room' | 'lodging' | 'roomWith'>
const UNSAID: Sleeping = { room: '', lodging: '', roomWith: '' }

/** Where one of them sleeps and with whom, whichever of the two rows says it. Who does not come any more shares no room. */
function sharedStay(delegations: Programme['delegates'], rows: readonly (Sleeping & { readonly id: string })[], id: string): Sleeping & Pick<OwnStay, 'mates'> {
  const said = new Map(rows.map((row) => [row.id, row]))
  const lodger = (one: ProgrammeDelegate) => lodgerOf({ ...one, ...(said.get(one.id) ?? UNSAID), id: one.id })
  const stay = staysOf(delegations.filter((one) => one.id === id || !one.withdrawn).map(lodger)).get(id)
  if (stay === undefined) return { ...UNSAID, mates: [] }
  const { mates, room, lodging, roomWith } = stay
  const gone = delegations.some((one) => one.withdrawn && names(roomWith, lodger(one)))
  return { room, lodging, roomWith: gone ? '' : roomWith, mates: delegations.filter((one) => mates.includes(one.id)) }
}

/** Everything one delegate's page shows; null when the visit or the delegate is gone. A fixed number of statements. */
export async function pocketOf(tx: OfficeTx, visitId: string, delegateId: string): Promise<Pocket | null> {
  const programme = await programmeOf(tx, visitId)
  if (programme === null) return null
  // One's own row, and those of others only as far as they say whose room they share.
  const rows = await tx
    .select({
      id: delegates.id,
      room: delegates.room,
      lodging: delegates.lodging,
      roomWith: delegates.roomWith,
      arrivesAt: delegates.arrivesAt,
      arrival: delegates.arrival,
      leavesAt: delegates.leavesAt,
      departure: delegates.departure,
    })
    .from(delegates)
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        eq(delegates.visitId, visitId),
        isNull(delegates.deletedAt),
        or(eq(delegates.id, delegateId), and(ne(delegates.roomWith, ''), isNull(delegates.withdrawnOn))),
      ),
    )
    .orderBy(asc(delegates.id))
  const own = rows.find(({ id }) => id === delegateId)
  const me = programme.delegates.find(({ id }) => id === delegateId)
  if (own === undefined || me === undefined) return null
  return {
    programme,
    stay: {
      ...own,
      ...sharedStay(programme.delegates, rows, delegateId),
      name: me.name,
      nativeName: me.nativeName,
      arrivesAt: own.arrivesAt?.getTime() ?? null,
      leavesAt: own.leavesAt?.getTime() ?? null,
    },
    contacts: await contactsOf(tx, visitId),
  }
}

/** The contacts of a visit, those of all days first. */
export async function contactsOf(tx: OfficeTx, visitId: string): Promise<DayContact[]> {
  const rows = await tx
    .select({
      day: arrangements.day,
      what: arrangements.what,
      responsible: arrangements.responsible,
      provider: arrangements.provider,
      phone: arrangements.phone,
    })
    .from(arrangements)
    .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.visitId, visitId), eq(arrangements.kind, 'contact'), isNull(arrangements.deletedAt)))
    .orderBy(sql`${arrangements.day} nulls first`, asc(arrangements.id))
  return rows.map(({ day, what, responsible, provider, phone }) => {
    const name = provider || responsible || what
    return { day, name, phone, note: what === name ? '' : what }
  })
}

/** A delegate on the officer's page of links. */
export type LinkRow = {
  readonly delegateId: string
  readonly side: 'hosts' | 'guests'
  readonly name: LocalText
  readonly nativeName: string
  readonly role: LocalText
  readonly email: string
  readonly languages: readonly string[]
  readonly writtenIn: string
  readonly notComing: boolean
  /** The link that opens now. */
  readonly link: Pick<PocketLink, 'id' | 'tokenHash' | 'madeAt' | 'madeBy' | 'mailedAt'> | null
}

/** The delegates of a visit with the links that open, in order of precedence; at who was merged, the link of the entry that was taken up. Three statements. */
export async function pocketLinksOf(tx: OfficeTx, visitId: string): Promise<LinkRow[]> {
  const rows = await tx
    .select({
      id: delegates.id,
      side: delegates.side,
      organisationId: delegates.organisationId,
      rank: delegates.rank,
      isHead: delegates.isHead,
      isInterpreter: delegates.isInterpreter,
      name: delegates.name,
      nativeName: delegates.nativeName,
      title: delegates.title,
      role: delegates.role,
      email: delegates.email,
      languages: delegates.languages,
      writtenIn: delegates.writtenIn,
      withdrawnOn: delegates.withdrawnOn,
      personId: delegates.personId,
      linkId: pocketLinks.id,
      tokenHash: pocketLinks.tokenHash,
      madeAt: pocketLinks.madeAt,
      madeBy: pocketLinks.madeBy,
      mailedAt: pocketLinks.mailedAt,
    })
    .from(delegates)
    .leftJoin(pocketLinks, and(eq(pocketLinks.officeId, delegates.officeId), eq(pocketLinks.delegateId, delegates.id), isNull(pocketLinks.withdrawnAt)))
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), isNull(delegates.deletedAt)))
    .orderBy(asc(delegates.id))
  const taken = new Map((await linksTakenUp(tx, visitId)).map(({ person, ...link }) => [person, link]))
  return (await inPrecedence(tx, rows)).map(
    ({ id, side, name, nativeName, role, email, languages, writtenIn, withdrawnOn, personId, linkId, tokenHash, madeAt, madeBy, mailedAt }) => ({
      delegateId: id,
      side,
      name,
      nativeName,
      role,
      email,
      languages,
      writtenIn,
      notComing: withdrawnOn !== null,
      link: linkId === null ? (taken.get(personId) ?? null) : { id: linkId, tokenHash: tokenHash!, madeAt: madeAt!, madeBy: madeBy!, mailedAt },
    }),
  )
}

/** Open links of entries that were taken up, by the person who stands for them now. */
const linksTakenUp = (tx: OfficeTx, visitId: string) =>
  tx
    .select({
      person: people.mergedIntoId,
      id: pocketLinks.id,
      tokenHash: pocketLinks.tokenHash,
      madeAt: pocketLinks.madeAt,
      madeBy: pocketLinks.madeBy,
      mailedAt: pocketLinks.mailedAt,
    })
    .from(pocketLinks)
    .innerJoin(delegates, and(eq(delegates.officeId, pocketLinks.officeId), eq(delegates.id, pocketLinks.delegateId), isNotNull(delegates.deletedAt)))
    .innerJoin(people, and(eq(people.officeId, delegates.officeId), eq(people.id, delegates.personId), isNotNull(people.mergedIntoId)))
    .where(and(eq(pocketLinks.officeId, tx.officeId), eq(pocketLinks.visitId, visitId), isNull(pocketLinks.withdrawnAt)))
    .orderBy(asc(pocketLinks.id))
