// Reads programmes: the whole of one with its people and groups in a fixed number of statements, one item, and what citizens may see.
import { languagesOf } from '#features/organisations/naming.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { isId } from '#platform/ids.ts'
import { FIRST_LANGUAGE } from '#platform/texts/language.ts'
import type { EventDirection } from '#features/events/event.ts'
import { m } from '#messages'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { inPrecedence } from '../delegations/delegate.queries.ts'
import type { Town } from '../town.ts'
import { townsAt } from '../town.queries.ts'
import { calledOffOn } from '../visit.queries.ts'
import { visits } from '../visit.table.ts'
import type { LinkedEvent } from './linked-events.ts'
import type { Attendance, ItemKind, ItemTime, Part } from './programme.ts'
import { programmeGroupMembers, programmeGroups, programmeItemGroups, programmeItems, programmeParticipants } from './programme.table.ts'

/** A town with its zone. */
export type ZoneTown = Town & { readonly zone: string }

/** The visit as its programme needs it. Days are YYYY-MM-DD and null while the event has none. */
export type ProgrammeVisit = {
  readonly id: string
  readonly version: number
  readonly title: LocalText
  readonly direction: EventDirection
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** Languages of the papers, our own first. */
  readonly languages: readonly string[]
  /** The office's own language, and the partners'. */
  readonly ownLanguage: string
  readonly theirLanguages: readonly string[]
  readonly hostZone: string
  readonly guestZone: string
  readonly cancelledOn: string | null
  readonly towns: readonly ZoneTown[]
}

/** Somebody named at an item. `name` as the register or the delegation has it now. */
export type NamedParticipant = {
  readonly delegateId: string | null
  readonly personId: string | null
  readonly part: Part
  readonly name: LocalText
  readonly nativeName: string | null
}

export type ProgrammeItem = ItemTime & {
  readonly id: string
  readonly version: number
  readonly updatedAt: Date
  readonly kind: ItemKind
  /** Beginning and end as moments, milliseconds since 1970. */
  readonly from: number
  readonly to: number
  readonly title: LocalText
  readonly note: LocalText
  readonly place: LocalText
  readonly address: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly room: string
  readonly contact: string
  readonly contactPhone: string
  readonly contactPersonId: string | null
  readonly attendance: Attendance
  readonly eventId: string | null
  /** The event of the register it is; null also when that was removed. */
  readonly event: LinkedEvent | null
  readonly published: boolean
  readonly removed: boolean
  readonly participants: readonly NamedParticipant[]
  /** Ids of the groups it is for. */
  readonly groups: readonly string[]
}

export type ProgrammeGroup = { readonly id: string; readonly version: number; readonly name: LocalText; readonly members: readonly string[] }

/** A member of a delegation, with what a programme must know. Moments in milliseconds since 1970. */
export type ProgrammeDelegate = {
  readonly id: string
  readonly side: 'hosts' | 'guests'
  readonly personId: string | null
  readonly name: LocalText
  readonly nativeName: string
  readonly title: string
  readonly role: LocalText
  readonly rank: number | null
  readonly isHead: boolean
  readonly isInterpreter: boolean
  readonly languages: readonly string[]
  /** The language the office chose to write to them in; '': by the rule of letter-language.ts. */
  readonly writtenIn: string
  readonly arrivesAt: number | null
  readonly leavesAt: number | null
  readonly withdrawn: boolean
}

export type Programme = {
  readonly visit: ProgrammeVisit
  /** In the order in which they begin. */
  readonly items: readonly ProgrammeItem[]
  readonly groups: readonly ProgrammeGroup[]
  /** In order of precedence; those who do not come too. */
  readonly delegates: readonly ProgrammeDelegate[]
}

/** The visit of a programme; null when there is no dossier, or its event was removed. Six statements. */
export async function programmeVisit(tx: OfficeTx, visitId: string): Promise<ProgrammeVisit | null> {
  if (!isId(visitId)) return null
  const [row] = await tx
    .select({
      id: visits.id,
      version: visits.version,
      title: events.title,
      direction: events.direction,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      languages: visits.languages,
      hostZone: visits.hostZone,
      guestZone: visits.guestZone,
      cancelledOn: calledOffOn,
    })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, visitId), isNull(visits.deletedAt), isNull(events.deletedAt)))
  if (row === undefined) return null
  const partners = await tx
    .select({
      kind: organisations.kind,
      name: organisations.name,
      nativeName: organisations.nativeName,
      nativeLanguage: organisations.nativeLanguage,
      country: organisations.country,
      placeId: organisations.placeId,
    })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, visitId)))
    .orderBy(asc(eventPartners.id))
  const [office] = await tx.select({ zone: offices.timeZone, languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
  const towns = await townsAt(
    tx,
    partners.map(({ placeId }) => placeId),
  )
  const theirs = partners.flatMap(({ placeId, kind, name, nativeName, nativeLanguage }): ZoneTown[] => {
    const town = placeId === null ? undefined : towns.at.get(placeId)
    if (town !== undefined && town.place !== null) return [{ ...town, zone: town.place.timeZone }]
    // A municipality whose place nobody said lives by the other of the visit's two clocks.
    const other = [row.guestZone, row.hostZone].find((zone) => zone !== office!.zone)
    return kind === 'municipality' && other !== undefined ? [{ named: { name, nativeName, nativeLanguage }, place: null, zone: other }] : []
  })
  const own: ZoneTown = { ...towns.home, zone: office!.zone }
  // Where both live by one clock, a town's name beside the hour would say nothing.
  return {
    ...row,
    ownLanguage: office!.languages[0] ?? FIRST_LANGUAGE,
    theirLanguages: languagesOf(partners),
    towns: [own, ...theirs],
  }
}

const itemColumns = {
  id: programmeItems.id,
  version: programmeItems.version,
  updatedAt: programmeItems.updatedAt,
  kind: programmeItems.kind,
  day: programmeItems.day,
  time: programmeItems.time,
  fold: programmeItems.fold,
  minutes: programmeItems.minutes,
  lastDay: programmeItems.lastDay,
  zone: programmeItems.zone,
  endZone: programmeItems.endZone,
  startsAt: programmeItems.startsAt,
  endsAt: programmeItems.endsAt,
  title: programmeItems.title,
  note: programmeItems.note,
  place: programmeItems.place,
  address: programmeItems.address,
  latitude: programmeItems.latitude,
  longitude: programmeItems.longitude,
  room: programmeItems.room,
  contact: programmeItems.contact,
  contactPhone: programmeItems.contactPhone,
  contactPersonId: programmeItems.contactPersonId,
  attendance: programmeItems.attendance,
  eventId: programmeItems.eventId,
  event: { id: events.id, title: events.title, date: events.date, cancelledOn: events.cancelledOn },
  publishedAt: programmeItems.publishedAt,
  deletedAt: programmeItems.deletedAt,
}

/** Items with their people and groups: three statements, however many there are. */
async function itemsWhere(tx: OfficeTx, visitId: string, options: { itemId?: string; removed?: boolean }): Promise<ProgrammeItem[]> {
  const rows = await tx
    .select(itemColumns)
    .from(programmeItems)
    .leftJoin(events, and(eq(events.officeId, programmeItems.officeId), eq(events.id, programmeItems.eventId), isNull(events.deletedAt)))
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        eq(programmeItems.visitId, visitId),
        options.itemId === undefined ? undefined : eq(programmeItems.id, options.itemId),
        options.removed === true ? undefined : isNull(programmeItems.deletedAt),
      ),
    )
    // Whole days stand above the hours of their first day.
    .orderBy(asc(programmeItems.startsAt), sql`${programmeItems.time} is not null`, asc(programmeItems.id))
  const ids = rows.map(({ id }) => id)
  const named = ids.length === 0 ? [] : await participantsOf(tx, ids)
  const groups =
    ids.length === 0
      ? []
      : await tx
          .select({ itemId: programmeItemGroups.itemId, groupId: programmeItemGroups.groupId })
          .from(programmeItemGroups)
          .innerJoin(
            programmeGroups,
            and(
              eq(programmeGroups.officeId, programmeItemGroups.officeId),
              eq(programmeGroups.id, programmeItemGroups.groupId),
              isNull(programmeGroups.deletedAt),
            ),
          )
          .where(and(eq(programmeItemGroups.officeId, tx.officeId), inArray(programmeItemGroups.itemId, ids)))
          .orderBy(asc(programmeGroups.position), asc(programmeGroups.id))
  const namedAt = Map.groupBy(named, ({ itemId }) => itemId)
  const groupsOf = Map.groupBy(groups, ({ itemId }) => itemId)
  return rows.map(({ startsAt, endsAt, publishedAt, deletedAt, ...row }) => ({
    ...row,
    from: startsAt.getTime(),
    to: endsAt.getTime(),
    published: publishedAt !== null,
    removed: deletedAt !== null,
    participants: (namedAt.get(row.id) ?? []).map(({ delegateId, personId, part, name, nativeName }) => ({ delegateId, personId, part, name, nativeName })),
    groups: (groupsOf.get(row.id) ?? []).map(({ groupId }) => groupId),
  }))
}

async function participantsOf(tx: OfficeTx, itemIds: readonly string[]): Promise<(NamedParticipant & { readonly itemId: string })[]> {
  const rows = await tx
    .select({
      itemId: programmeParticipants.itemId,
      delegateId: programmeParticipants.delegateId,
      personId: programmeParticipants.personId,
      part: programmeParticipants.part,
      delegateName: delegates.name,
      delegateNative: delegates.nativeName,
      personName: people.name,
      personNative: people.nativeName,
    })
    .from(programmeParticipants)
    .leftJoin(delegates, and(eq(delegates.officeId, programmeParticipants.officeId), eq(delegates.id, programmeParticipants.delegateId)))
    .leftJoin(people, and(eq(people.officeId, programmeParticipants.officeId), eq(people.id, programmeParticipants.personId)))
    .where(and(eq(programmeParticipants.officeId, tx.officeId), inArray(programmeParticipants.itemId, [...itemIds]), isNull(delegates.deletedAt)))
    .orderBy(asc(programmeParticipants.id))
  return rows.map(({ delegateName, delegateNative, personName, personNative, ...row }) => ({
    ...row,
    name: (delegateName ?? personName)!,
    nativeName: (delegateName === null ? personNative : delegateNative) || null,
  }))
}

/** The programme whole; null when there is no such dossier. Eleven statements, however long it is. `removed`: items taken out stand in it too, marked. */
export async function programmeOf(tx: OfficeTx, visitId: string, options: { readonly removed?: boolean } = {}): Promise<Programme | null> {
  const visit = await programmeVisit(tx, visitId)
  if (visit === null) return null
  return {
    visit,
    items: await itemsWhere(tx, visitId, options),
    groups: await groupsOf(tx, visitId),
    delegates: await delegatesOf(tx, visitId),
  }
}

/** One item of a visit; null when the visit has none of this id. */
export async function programmeItem(tx: OfficeTx, visitId: string, itemId: string): Promise<ProgrammeItem | null> {
  if (!isId(visitId) || !isId(itemId)) return null
  const [item] = await itemsWhere(tx, visitId, { itemId })
  return item ?? null
}

/** The parallel groups with the ids of their members who come. */
export async function groupsOf(tx: OfficeTx, visitId: string): Promise<ProgrammeGroup[]> {
  const rows = await tx
    .select({ id: programmeGroups.id, version: programmeGroups.version, name: programmeGroups.name })
    .from(programmeGroups)
    .where(and(eq(programmeGroups.officeId, tx.officeId), eq(programmeGroups.visitId, visitId), isNull(programmeGroups.deletedAt)))
    .orderBy(asc(programmeGroups.position), asc(programmeGroups.id))
  if (rows.length === 0) return []
  const members = await tx
    .select({ groupId: programmeGroupMembers.groupId, delegateId: programmeGroupMembers.delegateId })
    .from(programmeGroupMembers)
    .innerJoin(
      delegates,
      and(eq(delegates.officeId, programmeGroupMembers.officeId), eq(delegates.id, programmeGroupMembers.delegateId), isNull(delegates.deletedAt)),
    )
    .where(
      and(
        eq(programmeGroupMembers.officeId, tx.officeId),
        inArray(
          programmeGroupMembers.groupId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(programmeGroupMembers.id))
  const of = Map.groupBy(members, ({ groupId }) => groupId)
  return rows.map((row) => ({ ...row, members: (of.get(row.id) ?? []).map(({ delegateId }) => delegateId) }))
}

async function delegatesOf(tx: OfficeTx, visitId: string): Promise<ProgrammeDelegate[]> {
  const rows = await tx
    .select({
      id: delegates.id,
      side: delegates.side,
      personId: delegates.personId,
      organisationId: delegates.organisationId,
      name: delegates.name,
      nativeName: delegates.nativeName,
      title: delegates.title,
      role: delegates.role,
      rank: delegates.rank,
      isHead: delegates.isHead,
      isInterpreter: delegates.isInterpreter,
      languages: delegates.languages,
      writtenIn: delegates.writtenIn,
      arrivesAt: delegates.arrivesAt,
      leavesAt: delegates.leavesAt,
      withdrawnOn: delegates.withdrawnOn,
    })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), isNull(delegates.deletedAt)))
    .orderBy(asc(delegates.id))
  return (await inPrecedence(tx, rows)).map(({ arrivesAt, leavesAt, withdrawnOn, organisationId, roleClass, ...row }) => {
    void [organisationId, roleClass]
    return { ...row, arrivesAt: arrivesAt?.getTime() ?? null, leavesAt: leavesAt?.getTime() ?? null, withdrawn: withdrawnOn !== null }
  })
}

/** What citizens may see of a programme: its public items, named column by column. No people, no telephone, no room of anybody. */
export type PublicItem = Pick<
  ProgrammeItem,
  'id' | 'kind' | 'day' | 'time' | 'minutes' | 'lastDay' | 'zone' | 'endZone' | 'title' | 'place' | 'address' | 'latitude' | 'longitude'
> & { readonly visitId: string }

/** Of each of the visits, in the order in which it happens. One query. */
export const publicProgrammesOf = (tx: OfficeTx, visitIds: readonly string[]): Promise<PublicItem[]> =>
  tx
    .select({
      visitId: programmeItems.visitId,
      id: programmeItems.id,
      kind: programmeItems.kind,
      day: programmeItems.day,
      time: programmeItems.time,
      minutes: programmeItems.minutes,
      lastDay: programmeItems.lastDay,
      zone: programmeItems.zone,
      endZone: programmeItems.endZone,
      title: programmeItems.title,
      place: programmeItems.place,
      address: programmeItems.address,
      latitude: programmeItems.latitude,
      longitude: programmeItems.longitude,
    })
    .from(programmeItems)
    .innerJoin(visits, and(eq(visits.officeId, programmeItems.officeId), eq(visits.id, programmeItems.visitId), isNull(visits.deletedAt)))
    .innerJoin(
      events,
      and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt), isNotNull(events.publishedAt), isNull(calledOffOn)),
    )
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        anyOf(programmeItems.visitId, visitIds),
        isNotNull(programmeItems.publishedAt),
        isNull(programmeItems.deletedAt),
      ),
    )
    .orderBy(asc(programmeItems.startsAt), asc(programmeItems.id))

/** The newest visit in whose programme a person is named, in words; for whoever would remove the person. */
export async function programmesWithPerson(tx: OfficeTx, personId: string): Promise<string | null> {
  const [item] = await tx
    .select({ title: events.title })
    .from(programmeParticipants)
    .innerJoin(
      programmeItems,
      and(eq(programmeItems.officeId, programmeParticipants.officeId), eq(programmeItems.id, programmeParticipants.itemId), isNull(programmeItems.deletedAt)),
    )
    .innerJoin(events, and(eq(events.officeId, programmeItems.officeId), eq(events.id, programmeItems.visitId), isNull(events.deletedAt)))
    .where(and(eq(programmeParticipants.officeId, tx.officeId), eq(programmeParticipants.personId, personId)))
    .orderBy(desc(programmeItems.id))
    .limit(1)
  return item === undefined ? null : m.programme_holds({ title: textIn(item.title) })
}
