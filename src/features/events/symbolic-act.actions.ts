// Writes symbolic acts: records, changes, removes and puts back, each change kept in the activity record.
import { and, asc, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { EMPTY_TEXT, isEmptyText, revised, textIn } from '#platform/texts/local-text.ts'
import { boundsOf } from './event.ts'
import { events } from './event.table.ts'
import { type KeptPartner, liveEvent, tiedPartners } from './partaking.queries.ts'
import type { Point } from './spots/point.ts'
import type { SymbolicActValues } from './symbolic-act.ts'
import { symbolicActPartners, symbolicActs } from './symbolic-act.table.ts'

type Row = typeof symbolicActs.$inferSelect

/** An act whole, as JSON: what the activity record keeps and undo puts back. */
export type SymbolicActState = Pick<Row, 'kind' | 'title' | 'date' | 'placeText' | 'sources'> & {
  readonly publishedAt: string | null
  /** Left out of states kept before acts had a point. */
  readonly point?: Point | null
  readonly event: { readonly id: string; readonly title: string } | null
  readonly partners: readonly KeptPartner[]
}
type Standing = { readonly version: number; readonly removed: boolean; readonly state: SymbolicActState; readonly updatedAt: Date }

export type SymbolicActStale = Stale<{ readonly version: number; readonly state: SymbolicActState; readonly updatedAt: Date }>

const label = (state: SymbolicActState): string => textIn(state.title, state.title.source)

export async function standing(tx: OfficeTx, id: string): Promise<Standing | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(symbolicActs)
    .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, id)))
    .for('update')
  if (row === undefined) return null
  const partners = await tx
    .select({ organisationId: symbolicActPartners.organisationId, name: organisations.name })
    .from(symbolicActPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, symbolicActPartners.officeId), eq(organisations.id, symbolicActPartners.organisationId)))
    .where(and(eq(symbolicActPartners.officeId, tx.officeId), eq(symbolicActPartners.symbolicActId, id)))
    .orderBy(asc(symbolicActPartners.id))
  const [event] =
    row.eventId === null
      ? []
      : await tx
          .select({ id: events.id, title: events.title })
          .from(events)
          .where(and(eq(events.officeId, tx.officeId), eq(events.id, row.eventId)))
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    state: {
      kind: row.kind,
      title: row.title,
      date: row.date,
      placeText: row.placeText,
      point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
      sources: row.sources,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      event: event === undefined ? null : { id: event.id, title: textIn(event.title, event.title.source) },
      partners: partners.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
    },
  }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Standing | null,
  after: SymbolicActState | null,
  act: `symbolic_act.${string}`,
): Promise<{ id: string; activityId: string }> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (after === null) {
    await tx
      .update(symbolicActs)
      .set({ deletedAt: now, updatedAt: now, version })
      .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, id)))
  } else {
    const { partners, publishedAt, event, point = null, ...columns } = after
    const row = {
      ...columns,
      ...boundsOf(after.date),
      eventId: event?.id ?? null,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      version,
      updatedAt: now,
      deletedAt: null,
    }
    if (before === null) await tx.insert(symbolicActs).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx
        .update(symbolicActs)
        .set(row)
        .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, id)))
      await tx.delete(symbolicActPartners).where(and(eq(symbolicActPartners.officeId, tx.officeId), eq(symbolicActPartners.symbolicActId, id)))
    }
    if (partners.length > 0)
      await tx
        .insert(symbolicActPartners)
        .values(partners.map(({ organisationId }) => ({ officeId: tx.officeId, id: newId(), symbolicActId: id, organisationId })))
  }
  await indexNames(tx, 'symbolic_act', id, after === null ? [] : Object.values(after.title.in).map(({ text }) => text))
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: label(after ?? before!.state),
    before: before === null || before.removed ? null : ({ ...before.state } satisfies Snapshot),
    after: after === null ? null : ({ ...after } satisfies Snapshot),
    version,
  })
  return { id, activityId }
}

async function stateWith(tx: OfficeTx, here: Here, before: SymbolicActState | null, values: SymbolicActValues): Promise<Result<SymbolicActState>> {
  const at = here.clock.now()
  const partners = await tiedPartners(tx, values.partners, before?.partners)
  if (!partners.ok) return partners
  const title = revised(before?.title ?? EMPTY_TEXT, values.title, at)
  if (isEmptyText(title)) return refuse('no-title', m.events_act_title_missing(), 'title')
  const event = values.eventId === undefined || values.eventId === before?.event?.id ? ok(before?.event ?? null) : await liveEvent(tx, values.eventId)
  if (!event.ok) return event
  const published = values.published ?? (before !== null && before.publishedAt !== null)
  return ok({
    kind: values.kind,
    title,
    date: values.date,
    placeText: values.placeText ?? before?.placeText ?? '',
    point: values.point === undefined ? (before?.point ?? null) : values.point,
    sources: [...(values.sources ?? before?.sources ?? [])],
    publishedAt: published ? (before?.publishedAt ?? at.toISOString()) : null,
    event: event.value,
    partners: partners.value.kept,
  })
}

/** Records a new act. Refuses partners or an event that are not in the register, and an act without a title. */
export const createSymbolicAct = (here: Here, by: Officer, values: SymbolicActValues): Promise<Result<{ id: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const state = await stateWith(tx, here, null, values)
    return state.ok ? ok(await write(tx, here, by, newId(), null, state.value, 'symbolic_act.created')) : state
  })

const missing = (): Result<never> => refuse('missing', m.events_act_missing())

/** Changes an act that still has the given version; a stale save is refused with what stands there now. */
export const changeSymbolicAct = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: SymbolicActValues,
): Promise<Result<{ id: string; activityId: string }, Refusal | SymbolicActStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const state = await stateWith(tx, here, before.state, values)
    return state.ok ? ok(await write(tx, here, by, id, before, state.value, 'symbolic_act.changed')) : state
  })

/** Takes an act out of the register; undo brings it back. */
export const removeSymbolicAct = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<{ id: string; activityId: string; label: string }, Refusal | SymbolicActStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    return ok({ ...(await write(tx, here, by, id, before, null, 'symbolic_act.removed')), label: label(before.state) })
  })

/** Puts an act back to an earlier state; refuses when it has moved on since, or a partner of that time is gone. */
export const restoreSymbolicAct: Restore = (here, by, id, to, version) => symbolicActPut('symbolic_act.restored')(here, by, id, to, version)

/** Puts an act into a state, under the name of whatever brings that about. A partner merged since is meant in the one that took it up. */
export const symbolicActPut =
  (act: `symbolic_act.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await standing(tx, id)
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.state) }))
      // The snapshot is one this feature wrote.
      let after = to as SymbolicActState | null
      if (after !== null) {
        const partners = await tiedPartners(
          tx,
          after.partners.map(({ organisationId }) => organisationId),
          before.state.partners,
        )
        if (!partners.ok) return partners
        after = { ...after, partners: partners.value.kept }
      }
      return ok(await write(tx, here, by, id, before, after, act))
    })
