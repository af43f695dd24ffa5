// Events and symbolic acts follow their partners and their people into the record that took them up; who stood in one twice stands there once.
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { eventPut, standing as eventStanding } from './event.actions.ts'
import { eventParticipants, eventPartners, events } from './event.table.ts'
import type { KeptPartner, KeptPerson } from './partaking.queries.ts'
import { standing as actStanding, symbolicActPut } from './symbolic-act.actions.ts'
import { symbolicActPartners, symbolicActs } from './symbolic-act.table.ts'

/** In the place where the first of the two stood. */
export const partnersMoved = (partners: readonly KeptPartner[], from: string, to: string): KeptPartner[] => [
  ...new Map(
    partners.map((one) => (one.organisationId === from ? { ...one, organisationId: to } : one)).map((one) => [one.organisationId, one] as const),
  ).values(),
]

const peopleMoved = (people: readonly KeptPerson[], from: string, to: string): KeptPerson[] => {
  const moved = people.map((one) => (one.personId === from ? { ...one, personId: to } : one))
  return [...Map.groupBy(moved, ({ personId }) => personId).values()].map(([first, ...again]) => ({
    ...first!,
    asRole: first!.asRole ?? again.map(({ asRole }) => asRole).find((role) => role !== null) ?? null,
  }))
}

const eventsWithPartner = async (tx: OfficeTx, id: string): Promise<string[]> =>
  (
    await tx
      .select({ id: events.id })
      .from(eventPartners)
      .innerJoin(events, and(eq(events.officeId, eventPartners.officeId), eq(events.id, eventPartners.eventId), isNull(events.deletedAt)))
      .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.organisationId, id)))
      .orderBy(asc(events.id))
  ).map((row) => row.id)

const eventsWithPerson = async (tx: OfficeTx, id: string): Promise<string[]> =>
  (
    await tx
      .select({ id: events.id })
      .from(eventParticipants)
      .innerJoin(events, and(eq(events.officeId, eventParticipants.officeId), eq(events.id, eventParticipants.eventId), isNull(events.deletedAt)))
      .where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.personId, id)))
      .orderBy(asc(events.id))
  ).map((row) => row.id)

const actsWithPartner = async (tx: OfficeTx, id: string): Promise<string[]> =>
  (
    await tx
      .select({ id: symbolicActs.id })
      .from(symbolicActPartners)
      .innerJoin(
        symbolicActs,
        and(eq(symbolicActs.officeId, symbolicActPartners.officeId), eq(symbolicActs.id, symbolicActPartners.symbolicActId), isNull(symbolicActs.deletedAt)),
      )
      .where(and(eq(symbolicActPartners.officeId, tx.officeId), eq(symbolicActPartners.organisationId, id)))
      .orderBy(asc(symbolicActs.id))
  ).map((row) => row.id)

const countOf = (thing: string) => (thing === 'organisation' ? eventsWithPartner : thing === 'person' ? eventsWithPerson : null)

export const eventFollower: Follower = {
  // What an event tells of contacts is written anew with it.
  columns: ['event_partner organisation_id', 'event_participant person_id', 'partner_contact organisation_id'],
  tell: async (tx, thing, id) => {
    const found = await countOf(thing)?.(tx, id)
    return found === undefined || found.length === 0 ? [] : [m.events_merging_events({ count: found.length })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    for (const id of (await countOf(thing)?.(tx, from)) ?? []) {
      const before = await eventStanding(tx, id)
      if (before === null || before.removed) continue
      const { partners, participants } = before.state
      const state =
        thing === 'organisation'
          ? { ...before.state, partners: partnersMoved(partners, from, to) }
          : { ...before.state, participants: peopleMoved(participants, from, to) }
      const put = await eventPut('event.followed')(here, by, id, { ...state }, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}

export const symbolicActFollower: Follower = {
  columns: ['symbolic_act_partner organisation_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'organisation') return []
    const [row] = await tx
      .select({ n: count() })
      .from(symbolicActPartners)
      .innerJoin(
        symbolicActs,
        and(eq(symbolicActs.officeId, symbolicActPartners.officeId), eq(symbolicActs.id, symbolicActPartners.symbolicActId), isNull(symbolicActs.deletedAt)),
      )
      .where(and(eq(symbolicActPartners.officeId, tx.officeId), eq(symbolicActPartners.organisationId, id)))
    return row === undefined || row.n === 0 ? [] : [m.events_merging_acts({ count: row.n })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'organisation') return ok([])
    for (const id of await actsWithPartner(tx, from)) {
      const before = await actStanding(tx, id)
      if (before === null || before.removed) continue
      const state = { ...before.state, partners: partnersMoved(before.state.partners, from, to) }
      const put = await symbolicActPut('symbolic_act.followed')(here, by, id, state, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}
