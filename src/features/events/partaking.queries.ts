// Who a visit, an act or a promise may be tied to: partners and people that are in the register, or were there when they were tied.
import { and, desc, eq, isNull } from 'drizzle-orm'
import { addresses } from '#addresses'
import { allNames, type Suggested, displayName } from '#features/organisations/naming.ts'
import { holdStill, standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { organisationMeant } from '#features/organisations/organisation.queries.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { peopleNamed, personById } from '#features/organisations/people/person.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { isId } from '#platform/ids.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { eventParticipants, eventPartners, events } from './event.table.ts'
import { symbolicActPartners, symbolicActs } from './symbolic-act.table.ts'
import { eventSuggestions, type ParticipantRef, type PartnerRef, partnerRefs, personRefs } from './event.queries.ts'

/** How a partner is kept in the activity record: the id for putting it back, the name for reading. */
export type KeptPartner = { readonly organisationId: string; readonly name: string }
export type KeptPerson = { readonly personId: string; readonly name: string; readonly asRole: string | null }

const nameOf = (name: LocalText): string => textIn(name, name.source)

/** The organisations with their names, in the order given, each once. Refuses one that is not in the register, unless it is among `already`. */
export async function tiedPartners(
  tx: OfficeTx,
  ids: readonly string[],
  already: readonly KeptPartner[] = [],
): Promise<Result<{ kept: KeptPartner[]; names: LocalText[] }>> {
  const asked = [...new Set(ids)]
  await holdStill(tx, 'organisation', asked)
  const first = await partnerRefs(tx, asked)
  // Merged since: meant is the one that took it up.
  const wanted: string[] = []
  for (const id of asked) {
    const standing = first.get(id)?.live === false ? await standingFor(tx, 'organisation', id) : id
    if (!wanted.includes(standing)) wanted.push(standing)
  }
  const refs = wanted.every((id) => first.has(id)) ? first : await partnerRefs(tx, wanted)
  const kept: KeptPartner[] = []
  const names: LocalText[] = []
  for (const id of wanted) {
    const ref = refs.get(id)
    if (ref === undefined || (!ref.live && !already.some(({ organisationId }) => organisationId === id)))
      return refuse('missing-organisation', m.events_partner_gone(), 'partners')
    kept.push({ organisationId: id, name: nameOf(ref.name) })
    names.push(ref.name)
  }
  return ok({ kept, names })
}

/** The same for people; who is named twice counts once, as first named. */
export async function tiedPeople(
  tx: OfficeTx,
  wanted: readonly { readonly personId: string; readonly asRole: string | null }[],
  already: readonly { readonly personId: string }[] = [],
): Promise<Result<KeptPerson[]>> {
  const asked = wanted.map(({ personId }) => personId)
  await holdStill(tx, 'person', asked)
  const first = await personRefs(tx, asked)
  const standing = new Map<string, string>()
  // Merged since: meant is the record that took them up.
  for (const id of new Set(asked)) standing.set(id, first.get(id)?.live === false ? await standingFor(tx, 'person', id) : id)
  const each = [
    ...new Map(wanted.toReversed().map((one) => [standing.get(one.personId)!, { ...one, personId: standing.get(one.personId)! }])).values(),
  ].reverse()
  const refs = each.every(({ personId }) => first.has(personId))
    ? first
    : await personRefs(
        tx,
        each.map(({ personId }) => personId),
      )
  const kept: KeptPerson[] = []
  for (const { personId, asRole } of each) {
    const ref = refs.get(personId)
    if (ref === undefined || (!ref.live && !already.some((one) => one.personId === personId)))
      return refuse('missing-person', m.events_person_gone(), 'participants')
    kept.push({ personId, name: nameOf(ref.name), asRole: asRole === null || asRole.trim() === '' ? null : asRole.trim() })
  }
  return ok(kept)
}

/** The event an act or a promise is to be tied to; refuses one that is not in the register. */
export async function liveEvent(tx: OfficeTx, eventId: string | null): Promise<Result<{ id: string; title: string } | null>> {
  if (eventId === null) return ok(null)
  const [event] = isId(eventId)
    ? await tx
        .select({ id: events.id, title: events.title })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), isNull(events.deletedAt)))
    : []
  return event === undefined ? refuse('missing-event', m.events_event_gone(), 'event') : ok({ id: event.id, title: textIn(event.title, event.title.source) })
}

// ---- boxes of a form -------------------------------------------------------------------------------------------------

/** Whom the boxes of a form mean; each fault names its box. Empty boxes say nothing. */
export type Meant = { readonly ids: readonly (string | null)[]; readonly faults: readonly FieldFault[] }
type Attached = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }

const stillThere = (box: Suggested, attached: readonly Attached[]): string | undefined =>
  attached.find((one) => one.id === box.id && [...Object.values(one.name.in).map(({ text }) => text), displayName(one)].includes(box.text))?.id

const listed = (names: readonly string[]): string => [...new Set(names)].slice(0, 4).join(', ')

/** One id for each box, null for an empty or unclear one; `attached` are those tied already, who count though removed since. `name` is the boxes' name in the form. */
export async function meantPartners(tx: OfficeTx, boxes: readonly Suggested[], name: string, attached: readonly PartnerRef[] = []): Promise<Meant> {
  const known = attached.map((ref) => ({ id: ref.organisationId, name: ref.name, nativeName: ref.nativeName }))
  const ids: (string | null)[] = []
  const faults: FieldFault[] = []
  for (const [index, box] of boxes.entries()) {
    const kept = box.text === '' ? undefined : stillThere(box, known)
    if (box.text === '' || kept !== undefined) {
      ids.push(kept ?? null)
      continue
    }
    const { meant, candidates } = await organisationMeant(tx, box)
    ids.push(meant?.id ?? null)
    if (meant === null)
      faults.push({
        name: `${name}.${index}`,
        message: unclear(
          box.text,
          candidates.map((one) => displayName(one)),
        ),
        // Names that only come near are no reason not to add it; one that is borne already is.
        ...(candidates.some((one) => isNamed(one, box.text))
          ? {}
          : { remedy: { href: addresses.organisationNew({ name: box.text }), text: m.events_box_add_partner({ typed: box.text }) } }),
      })
  }
  return { ids, faults }
}

const isNamed = (one: Parameters<typeof allNames>[0], typed: string): boolean => {
  const keys = new Set(nameKeys(typed))
  return allNames(one).some((name) => nameKeys(name).some((key) => keys.has(key)))
}

const unclear = (typed: string, candidates: readonly string[]): string =>
  candidates.length === 0 ? m.events_box_unknown({ typed }) : m.events_box_several({ typed, names: listed(candidates) })

/** The same for people. */
export async function meantPeople(
  tx: OfficeTx,
  boxes: readonly Suggested[],
  nameAt: (index: number) => string,
  attached: readonly ParticipantRef[] = [],
): Promise<Meant> {
  const known = attached.map((ref) => ({ id: ref.personId, name: ref.name, nativeName: ref.nativeName }))
  const ids: (string | null)[] = []
  const faults: FieldFault[] = []
  for (const [index, box] of boxes.entries()) {
    const kept = box.text === '' ? undefined : stillThere(box, known)
    if (box.text === '' || kept !== undefined) {
      ids.push(kept ?? null)
      continue
    }
    const chosen = box.id === '' ? null : await personById(tx, box.id)
    const keys = new Set(nameKeys(box.text))
    const named =
      chosen !== null && [...allNames(chosen), withTitle(chosen.title, displayName(chosen))].some((one) => nameKeys(one).some((key) => keys.has(key)))
    const candidates = named ? [] : await peopleNamed(tx, [box.text])
    const meant = named ? chosen : candidates.length === 1 ? candidates[0]!.person : null
    ids.push(meant?.id ?? null)
    if (meant === null)
      faults.push({
        name: nameAt(index),
        message: unclear(
          box.text,
          candidates.map(({ person }) => displayName(person)),
        ),
      })
  }
  return { ids, faults }
}

/** And for the event an act or a promise comes from. */
export async function meantEvent(tx: OfficeTx, box: Suggested, name: string): Promise<Meant> {
  if (box.text === '') return { ids: [null], faults: [] }
  const typed = new Set(nameKeys(box.text))
  const names = (title: LocalText): boolean => Object.values(title.in).some(({ text }) => nameKeys(text).some((key) => typed.has(key)))
  const taken = isId(box.id)
    ? await tx
        .select({ id: events.id, title: events.title })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), eq(events.id, box.id), isNull(events.deletedAt)))
    : []
  if (taken[0] !== undefined && names(taken[0].title)) return { ids: [taken[0].id], faults: [] }
  const found = await eventSuggestions(tx, box.text, 10)
  const same = found.filter(({ title }) => names(title))
  const meant = same.length === 1 ? same[0] : undefined
  return meant === undefined
    ? {
        ids: [null],
        faults: [{ name, message: found.length === 0 ? m.events_box_event_unknown({ typed: box.text }) : m.events_box_event_several({ typed: box.text }) }],
      }
    : { ids: [meant.id], faults: [] }
}

// ---- what still points to an organisation or a person ------------------------------------------------------------------

/** The newest event or symbolic act an organisation is a partner in, in words; for whoever would remove the organisation. */
export async function eventsWith(tx: OfficeTx, organisationId: string): Promise<string | null> {
  const [event] = await tx
    .select({ title: events.title })
    .from(eventPartners)
    .innerJoin(events, and(eq(events.officeId, eventPartners.officeId), eq(events.id, eventPartners.eventId), isNull(events.deletedAt)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.organisationId, organisationId)))
    .orderBy(desc(events.id))
    .limit(1)
  if (event !== undefined) return m.events_holds({ title: textIn(event.title) })
  const [act] = await tx
    .select({ title: symbolicActs.title })
    .from(symbolicActPartners)
    .innerJoin(
      symbolicActs,
      and(eq(symbolicActs.officeId, symbolicActPartners.officeId), eq(symbolicActs.id, symbolicActPartners.symbolicActId), isNull(symbolicActs.deletedAt)),
    )
    .where(and(eq(symbolicActPartners.officeId, tx.officeId), eq(symbolicActPartners.organisationId, organisationId)))
    .orderBy(desc(symbolicActs.id))
    .limit(1)
  return act === undefined ? null : m.events_act_holds({ title: textIn(act.title) })
}

/** The newest event a person took part in. */
export async function eventsAttendedBy(tx: OfficeTx, personId: string): Promise<string | null> {
  const [event] = await tx
    .select({ title: events.title })
    .from(eventParticipants)
    .innerJoin(events, and(eq(events.officeId, eventParticipants.officeId), eq(events.id, eventParticipants.eventId), isNull(events.deletedAt)))
    .where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.personId, personId)))
    .orderBy(desc(events.id))
    .limit(1)
  return event === undefined ? null : m.events_holds({ title: textIn(event.title) })
}
