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
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { earliest } from '#platform/dates.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import type { Money } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { EMPTY_TEXT, isEmptyText, revised, textIn } from '#platform/texts/local-text.ts'
import { giftNames, giftStateOf, type GiftValues, type HandingOver, isPlanned, type Preparation, SIDES_OF_GIFT, type Whereabouts } from './gift.ts'
import { giftPartners, giftPeople, gifts } from './gift.table.ts'
import type { Point } from './point.ts'

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
type Kept = { readonly version: number; readonly removed: boolean; readonly state: GiftSnapshot; readonly updatedAt: Date }

export type GiftStale = Stale<{ readonly version: number; readonly state: GiftSnapshot; readonly updatedAt: Date }>
export type Written = { readonly id: string; readonly activityId: string; readonly label: string }

const label = (state: GiftSnapshot): string => textIn(state.what, state.what.source)

/** The thing as it stands in the table; the row stays locked to the end of the transaction. */
export async function standing(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(gifts)
    .where(and(eq(gifts.officeId, tx.officeId), eq(gifts.id, id)))
    .for('update')
  if (row === undefined) return null
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
  const [act] =
    row.symbolicActId === null
      ? []
      : await tx
          .select({ id: symbolicActs.id, title: symbolicActs.title })
          .from(symbolicActs)
          .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, row.symbolicActId)))
  const ofSide = (side: (typeof SIDES_OF_GIFT)[number]): KeptPerson[] =>
    persons.filter((one) => one.side === side).map(({ personId, name }) => ({ personId, name: textIn(name, name.source), asRole: null }))
  const titled = (one: { readonly id: string; readonly title: Row['what'] } | undefined) =>
    one === undefined ? null : { id: one.id, title: textIn(one.title, one.title.source) }
  const { way, what, date, plannedOn, boughtOn, preparedOn, giverWords, receiverWords, valueBasis, inventoryNumber, owner, declaredOn } = row
  const { whereabouts, placeId, placeText, note, sources } = row
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    state: {
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
      act: titled(act),
      partners: partners.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
      givers: ofSide('giver'),
      receivers: ofSide('receiver'),
    },
  }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: GiftSnapshot | null,
  act: `gift.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  const itself = and(eq(gifts.officeId, tx.officeId), eq(gifts.id, id))
  if (after === null) await tx.update(gifts).set({ deletedAt: now, updatedAt: now, version }).where(itself)
  else {
    const { partners, givers, receivers, event, act: told, value, point, ...columns } = after
    const last = after.whereabouts.at(-1)
    const row = {
      ...columns,
      ...boundsOf(after.date),
      eventId: event?.id ?? null,
      symbolicActId: told?.id ?? null,
      valueCents: value?.cents ?? null,
      valueCurrency: value?.currency ?? null,
      fate: last?.fate ?? ('kept' as const),
      keptAt: last?.where ?? '',
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      version,
      updatedAt: now,
      deletedAt: null,
    }
    if (before === null) await tx.insert(gifts).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx.update(gifts).set(row).where(itself)
      await tx.delete(giftPartners).where(and(eq(giftPartners.officeId, tx.officeId), eq(giftPartners.giftId, id)))
      await tx.delete(giftPeople).where(and(eq(giftPeople.officeId, tx.officeId), eq(giftPeople.giftId, id)))
    }
    if (partners.length > 0)
      await tx.insert(giftPartners).values(partners.map(({ organisationId }) => ({ officeId: tx.officeId, id: newId(), giftId: id, organisationId })))
    const persons = [...givers.map((one) => ({ ...one, side: 'giver' as const })), ...receivers.map((one) => ({ ...one, side: 'receiver' as const }))]
    if (persons.length > 0)
      await tx.insert(giftPeople).values(persons.map(({ personId, side }) => ({ officeId: tx.officeId, id: newId(), giftId: id, personId, side })))
  }
  await indexNames(tx, 'gift', id, after === null ? [] : giftNames(after.what, after.inventoryNumber))
  const words = label(after ?? before!.state)
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: words,
    before: before === null || before.removed ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId, label: words }
}

/** The act that is to tell of this gift; refuses one that is gone, or told by another gift already. */
async function freeAct(tx: OfficeTx, id: string | null, giftId: string): Promise<Result<GiftSnapshot['act']>> {
  if (id === null) return ok(null)
  // Locked, so that two who enter the same act at once do not both succeed.
  const [act] = isId(id)
    ? await tx
        .select({ id: symbolicActs.id, title: symbolicActs.title })
        .from(symbolicActs)
        .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, id), isNull(symbolicActs.deletedAt)))
        .for('update')
    : []
  if (act === undefined) return refuse('missing-act', m.gifts_act_gone())
  const [taken] = await tx
    .select({ what: gifts.what })
    .from(gifts)
    .where(and(eq(gifts.officeId, tx.officeId), eq(gifts.symbolicActId, id), isNull(gifts.deletedAt), ne(gifts.id, giftId)))
  return taken === undefined
    ? ok({ id: act.id, title: textIn(act.title, act.title.source) })
    : refuse('act-taken', m.gifts_act_taken({ what: textIn(taken.what) }))
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
  const act =
    values.symbolicActId === undefined || values.symbolicActId === before?.act?.id ? ok(before?.act ?? null) : await freeAct(tx, values.symbolicActId, id)
  if (!act.ok) return act
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
    act: act.value,
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
    return state.ok ? ok(await write(tx, here, by, id, null, state.value, 'gift.created')) : state
  })

const missing = (): Result<never> => refuse('missing', m.gifts_missing())

type Changed = Promise<Result<Written, Refusal | GiftStale>>

/** Reads, checks the version, lets `next` say the new state, writes. */
const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `gift.${string}`,
  next: (before: GiftSnapshot, tx: OfficeTx) => Result<GiftSnapshot | null> | Promise<Result<GiftSnapshot | null>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Changes a gift that still has the given version; a stale save is refused with what stands there now. */
export const changeGift = (here: Here, by: Officer, id: string, version: number, values: GiftValues): Changed =>
  changed(here, by, id, version, 'gift.changed', (before, tx) => stateWith(tx, here, id, before, values))

const stateOf = (snapshot: GiftSnapshot) => giftStateOf({ ...snapshot, fate: snapshot.whereabouts.at(-1)?.fate ?? 'kept' })

/** Says that a planned gift was bought, or stands ready with its card. What is ready was bought. */
export const prepareGift = (here: Here, by: Officer, id: string, version: number, step: Preparation): Changed =>
  changed(here, by, id, version, step === 'bought' ? 'gift.bought' : 'gift.prepared', (before) => {
    if (!isPlanned(stateOf(before))) return refuse('given', m.gifts_given_already())
    const today = here.clock.today()
    return ok(step === 'bought' ? { ...before, boughtOn: today } : { ...before, boughtOn: before.boughtOn ?? today, preparedOn: today })
  })

/** Turns a planned gift into a given one. Refuses a day still to come and receivers who are not in the register. */
export const handOverGift = (here: Here, by: Officer, id: string, version: number, { date, receivers, receiverWords }: HandingOver): Changed =>
  changed(here, by, id, version, 'gift.handed_over', async (before, tx) => {
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
  changed(here, by, id, version, 'gift.moved', (before) => {
    if (before.way === 'given') return refuse('theirs', m.gifts_move_theirs())
    if (line.since !== null && earliest(line.since) > here.clock.today()) return refuse('future', m.gifts_day_to_come(), 'since')
    const last = before.whereabouts.at(-1)
    if (last !== undefined && last.since !== null && line.since !== null && earliest(line.since) < earliest(last.since))
      return refuse('before', m.gifts_move_before({ where: last.where }), 'since')
    return ok({ ...before, whereabouts: [...before.whereabouts, line] })
  })

/** Takes a gift out of the register; undo brings it back. */
export const removeGift = (here: Here, by: Officer, id: string, version: number): Changed => changed(here, by, id, version, 'gift.removed', () => ok(null))

/** Puts a gift back to an earlier state; refuses when it has moved on since, or a partner or person of that time is gone. */
export const restoreGift: Restore = (here, by, id, to, version) => giftPut('gift.restored')(here, by, id, to, version)

/** Puts a gift into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const giftPut =
  (act: `gift.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await standing(tx, id)
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.state) }))
      // The snapshot is one this feature wrote.
      let after = to as GiftSnapshot | null
      if (after !== null) {
        const partners = await tiedPartners(
          tx,
          after.partners.map(({ organisationId }) => organisationId),
          before.state.partners,
        )
        if (!partners.ok) return partners
        const givers = await tiedPeople(tx, after.givers, before.state.givers)
        if (!givers.ok) return givers
        const receivers = await tiedPeople(tx, after.receivers, before.state.receivers)
        if (!receivers.ok) return receivers
        // Another gift may have taken the act meanwhile: then this one comes back without it.
        const told = await freeAct(tx, after.act?.id ?? null, id)
        after = { ...after, partners: partners.value.kept, givers: givers.value, receivers: receivers.value, act: told.ok ? told.value : null }
      }
      return ok(await write(tx, here, by, id, before, after, act))
    })
