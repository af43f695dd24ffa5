// Writes gifts: enters, changes, prepares, hands over, moves, removes and puts back, each change kept in the activity record.
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { boundsOf } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { type KeptPartner, type KeptPerson, liveEvent, tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { earliest } from '#platform/dates.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import type { Money } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { EMPTY_TEXT, isEmptyText, revised, textIn } from '#platform/texts/local-text.ts'
import { giftNames, giftStateOf, type GiftValues, type HandingOver, isPlanned, type Preparation, type SideOfGift, type Whereabouts } from './gift.ts'
import { giftPartners, giftPeople, gifts } from './gift.table.ts'
import type { Point } from '#features/events/spots/point.ts'

type Row = typeof gifts.$inferSelect

/** A gift whole, as JSON: what the activity record keeps and undo puts back. */
export type GiftSnapshot = Pick<
  Row,
  | 'way'
  | 'what'
  | 'date'
  | 'plannedOn'
  | 'boughtOn'
  | 'preparedOn'
  | 'giverWords'
  | 'receiverWords'
  | 'valueBasis'
  | 'inventoryNumber'
  | 'owner'
  | 'declaredOn'
  | 'whereabouts'
  | 'placeId'
  | 'placeText'
  | 'note'
  | 'sources'
> & {
  readonly value: Money | null
  readonly point: Point | null
  readonly event: { readonly id: string; readonly title: string } | null
  readonly act: { readonly id: string; readonly title: string } | null
  readonly partners: readonly KeptPartner[]
  readonly givers: readonly KeptPerson[]
  readonly receivers: readonly KeptPerson[]
}
export type GiftStale = KeptStale<GiftSnapshot>

type Act = `gift.${string}`
const act = (name: Act): Act => name

const titled = (one: { readonly id: string; readonly title: Row['what'] } | undefined) =>
  one === undefined ? null : { id: one.id, title: textIn(one.title, one.title.source) }

export const giftRows = new KeptRows<Row, GiftSnapshot>({
  table: gifts,
  stateOf: async (row, tx) => {
    const { id } = row
    const partners = await tx
      .select({ organisationId: giftPartners.organisationId, name: organisations.name })
      .from(giftPartners)
      .innerJoin(organisations, and(eq(organisations.officeId, giftPartners.officeId), eq(organisations.id, giftPartners.organisationId)))
      .where(and(eq(giftPartners.officeId, tx.officeId), eq(giftPartners.giftId, id)))
      .orderBy(asc(giftPartners.id))
    const persons = await tx
      .select({ personId: giftPeople.personId, name: people.name, side: giftPeople.side })
      .from(giftPeople)
      .innerJoin(people, and(eq(people.officeId, giftPeople.officeId), eq(people.id, giftPeople.personId)))
      .where(and(eq(giftPeople.officeId, tx.officeId), eq(giftPeople.giftId, id)))
      .orderBy(asc(giftPeople.id))
    const [event] =
      row.eventId === null
        ? []
        : await tx
            .select({ id: events.id, title: events.title })
            .from(events)
            .where(and(eq(events.officeId, tx.officeId), eq(events.id, row.eventId)))
    const [told] =
      row.symbolicActId === null
        ? []
        : await tx
            .select({ id: symbolicActs.id, title: symbolicActs.title })
            .from(symbolicActs)
            .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, row.symbolicActId)))
    const ofSide = (side: SideOfGift): KeptPerson[] =>
      persons.filter((one) => one.side === side).map(({ personId, name }) => ({ personId, name: textIn(name, name.source), asRole: null }))
    const { way, what, date, plannedOn, boughtOn, preparedOn, giverWords, receiverWords, valueBasis, inventoryNumber, owner, declaredOn } = row
    const { whereabouts, placeId, placeText, note, sources } = row
    return {
      way,
      what,
      date,
      plannedOn,
      boughtOn,
      preparedOn,
      giverWords,
      receiverWords,
      valueBasis,
      inventoryNumber,
      owner,
      declaredOn,
      whereabouts,
      placeId,
      placeText,
      note,
      sources,
      value: row.valueCents === null || row.valueCurrency === null ? null : { cents: row.valueCents, currency: row.valueCurrency },
      point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
      event: titled(event),
      act: titled(told),
      partners: partners.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
      givers: ofSide('giver'),
      receivers: ofSide('receiver'),
    }
  },
  columnsOf: (state) => {
    // Partners and people have rows of their own.
    const { partners, givers, receivers, event, act: told, value, point, ...columns } = state
    void [partners, givers, receivers]
    const last = columns.whereabouts.at(-1)
    return {
      ...columns,
      ...boundsOf(columns.date),
      eventId: event?.id ?? null,
      symbolicActId: told?.id ?? null,
      valueCents: value?.cents ?? null,
      valueCurrency: value?.currency ?? null,
      fate: last?.fate ?? 'kept',
      keptAt: last?.where ?? '',
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
    }
  },
  label: ({ what }) => textIn(what, what.source),
  missing: () => m.gifts_missing(),
  along: async (tx, id, after) => {
    await indexNames(tx, 'gift', id, after === null ? [] : giftNames(after.what, after.inventoryNumber))
    if (after === null) return
    await tx.delete(giftPartners).where(and(eq(giftPartners.officeId, tx.officeId), eq(giftPartners.giftId, id)))
    await tx.delete(giftPeople).where(and(eq(giftPeople.officeId, tx.officeId), eq(giftPeople.giftId, id)))
    const { partners, givers, receivers } = after
    if (partners.length > 0)
      await tx.insert(giftPartners).values(partners.map(({ organisationId }) => ({ officeId: tx.officeId, id: newId(), giftId: id, organisationId })))
    const persons = [...givers.map((one) => ({ ...one, side: 'giver' as const })), ...receivers.map((one) => ({ ...one, side: 'receiver' as const }))]
    if (persons.length > 0)
      await tx.insert(giftPeople).values(persons.map(({ personId, side }) => ({ officeId: tx.officeId, id: newId(), giftId: id, personId, side })))
  },
})

/** The act that is to tell of this gift; refuses one that is gone, or told by another gift already. */
async function freeAct(tx: OfficeTx, id: string | null, giftId: string): Promise<Result<GiftSnapshot['act']>> {
  if (id === null) return ok(null)
  // Locked, so that two who enter the same act at once do not both succeed.
  const [free] = isId(id)
    ? await tx
        .select({ id: symbolicActs.id, title: symbolicActs.title })
        .from(symbolicActs)
        .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, id), isNull(symbolicActs.deletedAt)))
        .for('update')
    : []
  if (free === undefined) return refuse('missing-act', m.gifts_act_gone())
  const [taken] = await tx
    .select({ what: gifts.what })
    .from(gifts)
    .where(and(eq(gifts.officeId, tx.officeId), eq(gifts.symbolicActId, id), isNull(gifts.deletedAt), ne(gifts.id, giftId)))
  return taken === undefined ? ok(titled(free)) : refuse('act-taken', m.gifts_act_taken({ what: textIn(taken.what) }))
}

/** Where it has been, with what a form says of the newest line. Both empty says nothing. */
function placedBy(before: readonly Whereabouts[], { keptAt, keptSince }: Pick<GiftValues, 'keptAt' | 'keptSince'>): Whereabouts[] {
  if (keptAt === undefined) return [...before]
  const last = before.at(-1)
  if (last === undefined) return keptAt === '' ? [] : [{ since: keptSince ?? null, fate: 'kept', where: keptAt, note: '' }]
  return [...before.slice(0, -1), { ...last, where: keptAt, since: keptSince === undefined ? last.since : keptSince }]
}

async function stateWith(tx: OfficeTx, here: Here, id: string, before: GiftSnapshot | null, values: GiftValues): Promise<Result<GiftSnapshot>> {
  const at = here.clock.now()
  const what = revised(before?.what ?? EMPTY_TEXT, values.what, at)
  if (isEmptyText(what)) return refuse('no-words', m.gifts_what_missing(), 'what')
  const partners = await tiedPartners(tx, values.partners, before?.partners)
  if (!partners.ok) return partners
  const side = async (wanted: readonly string[] | undefined, already: readonly KeptPerson[], field: string): Promise<Result<KeptPerson[]>> => {
    const ids = wanted ?? already.map(({ personId }) => personId)
    const tied = await tiedPeople(
      tx,
      ids.map((personId) => ({ personId, asRole: null })),
      already,
    )
    return tied.ok ? tied : refuse(tied.refusal.code, tied.refusal.message, field)
  }
  const givers = await side(values.givers, before?.givers ?? [], 'givers')
  if (!givers.ok) return givers
  const receivers = await side(values.receivers, before?.receivers ?? [], 'receivers')
  if (!receivers.ok) return receivers
  const event = values.eventId === undefined || values.eventId === before?.event?.id ? ok(before?.event ?? null) : await liveEvent(tx, values.eventId)
  if (!event.ok) return event
  const told =
    values.symbolicActId === undefined || values.symbolicActId === before?.act?.id ? ok(before?.act ?? null) : await freeAct(tx, values.symbolicActId, id)
  if (!told.ok) return told
  if (values.way !== 'planned' && values.date !== null && earliest(values.date) > here.clock.today()) return refuse('future', m.gifts_day_to_come(), 'date')
  return ok({
    way: values.way === 'planned' ? 'given' : values.way,
    what,
    date: values.way === 'planned' ? null : values.date,
    // Entered as given, it was never planned; once handed over, it is still told since when it was.
    plannedOn:
      values.way === 'planned'
        ? (before?.plannedOn ?? here.clock.today())
        : values.way === 'given' && values.date !== null
          ? (before?.plannedOn ?? null)
          : null,
    boughtOn: before?.boughtOn ?? null,
    preparedOn: before?.preparedOn ?? null,
    giverWords: values.giverWords ?? before?.giverWords ?? '',
    receiverWords: values.receiverWords ?? before?.receiverWords ?? '',
    value: values.value === undefined ? (before?.value ?? null) : values.value,
    valueBasis: values.valueBasis ?? before?.valueBasis ?? 'unknown',
    inventoryNumber: values.inventoryNumber ?? before?.inventoryNumber ?? '',
    owner: values.owner ?? before?.owner ?? 'unknown',
    declaredOn: values.declaredOn === undefined ? (before?.declaredOn ?? null) : values.declaredOn,
    whereabouts: placedBy(before?.whereabouts ?? [], values),
    placeId: values.placeId === undefined ? (before?.placeId ?? null) : values.placeId,
    placeText: values.placeText ?? before?.placeText ?? '',
    point: values.point === undefined ? (before?.point ?? null) : values.point,
    note: values.note ?? before?.note ?? '',
    sources: [...(values.sources ?? before?.sources ?? [])],
    event: event.value,
    act: told.value,
    partners: partners.value.kept,
    givers: givers.value,
    receivers: receivers.value,
  })
}

/** Enters a gift. Refuses partners, people, an event or an act that are not in the register, a gift without words, and a day still to come. */
export const createGift = (here: Here, by: Officer, values: GiftValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const id = newId()
    const state = await stateWith(tx, here, id, null, values)
    return state.ok ? ok(await giftRows.write(tx, here, by, id, null, state.value, act('gift.created'))) : state
  })

type Changed = Promise<Result<Written, Refusal | GiftStale>>

/** Changes a gift that still has the given version; a stale save is refused with what stands there now. */
export const changeGift = (here: Here, by: Officer, id: string, version: number, values: GiftValues): Changed =>
  giftRows.change(here, by, id, version, act('gift.changed'), (before, tx) => stateWith(tx, here, id, before, values))

const stateOf = (snapshot: GiftSnapshot) => giftStateOf({ ...snapshot, fate: snapshot.whereabouts.at(-1)?.fate ?? 'kept' })

/** Says that a planned gift was bought, or stands ready with its card. What is ready was bought. */
export const prepareGift = (here: Here, by: Officer, id: string, version: number, step: Preparation): Changed =>
  giftRows.change(here, by, id, version, act(step === 'bought' ? 'gift.bought' : 'gift.prepared'), (before) => {
    if (!isPlanned(stateOf(before))) return refuse('given', m.gifts_given_already())
    const today = here.clock.today()
    return ok(step === 'bought' ? { ...before, boughtOn: today } : { ...before, boughtOn: before.boughtOn ?? today, preparedOn: today })
  })

/** Turns a planned gift into a given one. Refuses a day still to come and receivers who are not in the register. */
export const handOverGift = (here: Here, by: Officer, id: string, version: number, { date, receivers, receiverWords }: HandingOver): Changed =>
  giftRows.change(here, by, id, version, act('gift.handed_over'), async (before, tx) => {
    if (!isPlanned(stateOf(before))) return refuse('given', m.gifts_given_already())
    if (earliest(date) > here.clock.today()) return refuse('future', m.gifts_day_to_come(), 'date')
    const tied = await tiedPeople(
      tx,
      receivers.map((personId) => ({ personId, asRole: null })),
      before.receivers,
    )
    return tied.ok ? ok({ ...before, date, receivers: tied.value, receiverWords }) : refuse(tied.refusal.code, tied.refusal.message, 'receivers')
  })

/** Says where a thing is from a day on, or what became of it; what was said before stays as its history. */
export const moveGift = (here: Here, by: Officer, id: string, version: number, line: Whereabouts): Changed =>
  giftRows.change(here, by, id, version, act('gift.moved'), (before) => {
    if (before.way === 'given') return refuse('theirs', m.gifts_move_theirs())
    if (line.since !== null && earliest(line.since) > here.clock.today()) return refuse('future', m.gifts_day_to_come(), 'since')
    const last = before.whereabouts.at(-1)
    if (last !== undefined && last.since !== null && line.since !== null && earliest(line.since) < earliest(last.since))
      return refuse('before', m.gifts_move_before({ where: last.where }), 'since')
    return ok({ ...before, whereabouts: [...before.whereabouts, line] })
  })

/** Says where on the map a thing stands, or that the office does not know. */
export const pointGift = (here: Here, by: Officer, id: string, version: number, point: Point | null): Changed =>
  giftRows.change(here, by, id, version, act('gift.changed'), (before) => ok({ ...before, point }))

/** Says that an act tells of this gift: from then on the two stand as one line, on one point. Refuses a gift of which another act tells, and an act another gift tells of. */
export const tellOfGift = (here: Here, by: Officer, id: string, version: number, actId: string): Changed =>
  giftRows.change(here, by, id, version, act('gift.told'), async (before, tx) => {
    if (before.act !== null) return refuse('told', m.gifts_told_already({ title: before.act.title }))
    const told = await freeAct(tx, actId, id)
    return told.ok ? ok({ ...before, act: told.value }) : told
  })

/** Takes a gift out of the register; undo brings it back. */
export const removeGift = (here: Here, by: Officer, id: string, version: number): Changed =>
  giftRows.change(here, by, id, version, act('gift.removed'), () => ok(null))

/** Puts a gift into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up; refuses when a partner or person of that time is gone. */
export const giftPut =
  (name: Act): Restore =>
  (here, by, id, to, version) =>
    giftRows.put(name, async (state, tx, before): Promise<Result<GiftSnapshot>> => {
      const partners = await tiedPartners(
        tx,
        state.partners.map(({ organisationId }) => organisationId),
        before.state.partners,
      )
      if (!partners.ok) return partners
      const givers = await tiedPeople(tx, state.givers, before.state.givers)
      if (!givers.ok) return givers
      const receivers = await tiedPeople(tx, state.receivers, before.state.receivers)
      if (!receivers.ok) return receivers
      // Another gift may have taken the act meanwhile: then this one comes back without it.
      const told = await freeAct(tx, state.act?.id ?? null, id)
      return ok({ ...state, partners: partners.value.kept, givers: givers.value, receivers: receivers.value, act: told.ok ? told.value : null })
    })(here, by, id, to, version)

/** Puts a gift back to an earlier state; refuses when it has moved on since. */
export const restoreGift: Restore = giftPut('gift.restored')
