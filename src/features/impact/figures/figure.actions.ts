// Writes what the office notes where no record tells it: adds, changes, removes and puts back, each change kept in the activity record.
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { events, eventPartners } from '#features/events/event.table.ts'
import { displayName } from '#features/organisations/naming.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { isMoney, type Recordable } from '../measure.ts'
import { yearOf } from '../counts/count.ts'
import { figureAmount, figureLabel, type FigureValues } from './figure.ts'
import { type FigureRow, impactFigures } from './figure.table.ts'

/** An entry as the activity record keeps it. */
export type FigureSnapshot = {
  readonly partnershipId: string
  readonly partner: string
  readonly year: number
  readonly measure: Recordable
  readonly amount: number
  readonly currency: string | null
  readonly event: { readonly id: string; readonly title: string } | null
  readonly asOf: string
  readonly source: string
  readonly sourceUrl: string | null
  readonly note: string
  readonly publishedAt: string | null
}
export type FigureStale = KeptStale<FigureSnapshot>

type Act = `impact_figure.${string}`
const act = (name: Act): Act => name

const partnerName = async (tx: OfficeTx, partnershipId: string): Promise<string> => {
  const partnership = await partnershipById(tx, partnershipId)
  return partnership === null ? '' : displayName(partnership.partner)
}

async function titleOf(tx: OfficeTx, eventId: string): Promise<string> {
  const [event] = await tx
    .select({ title: events.title })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId)))
  return event === undefined ? '' : textIn(event.title)
}

const rows = new KeptRows<FigureRow, FigureSnapshot>({
  table: impactFigures,
  stateOf: async (row, tx) => {
    const { partnershipId, year, measure, amount, currency, eventId, asOf, source, sourceUrl, note, publishedAt } = row
    return {
      partnershipId,
      partner: await partnerName(tx, partnershipId),
      year,
      measure,
      amount,
      currency,
      event: eventId === null ? null : { id: eventId, title: await titleOf(tx, eventId) },
      asOf,
      source,
      sourceUrl,
      note,
      publishedAt: publishedAt?.toISOString() ?? null,
    }
  },
  columnsOf: ({ partner, event, publishedAt, ...columns }) => {
    void partner
    return { ...columns, eventId: event?.id ?? null, publishedAt: publishedAt === null ? null : new Date(publishedAt) }
  },
  label: figureLabel,
  missing: () => m.impact_figure_missing(),
})

/** An entry locked to the end of the transaction; null: there never was one. */
export const readFigure = (tx: OfficeTx, id: string) => rows.read(tx, id)

/** The event of an entry: live, with this partner, and of its year. */
async function eventOf(tx: OfficeTx, organisationId: string, year: number, eventId: string | null): Promise<Result<FigureSnapshot['event']>> {
  if (eventId === null) return ok(null)
  const [event] = await tx
    .select({ id: events.id, title: events.title, date: events.date, firstDay: events.firstDay, lastDay: events.lastDay })
    .from(events)
    .innerJoin(eventPartners, and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id)))
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), isNull(events.deletedAt), eq(eventPartners.organisationId, organisationId)))
  if (event === undefined) return refuse('event', m.impact_figure_event_missing(), 'event')
  const own = yearOf(event)
  return own === year ? ok({ id: event.id, title: textIn(event.title) }) : refuse('year', m.impact_figure_event_year({ year: String(own ?? '—') }), 'event')
}

/**
 * Of an event one number of a measure is enough, whoever of its partners it is written down with: two would be counted twice. Sums may be several, for several
 * may pay.
 */
async function once(tx: OfficeTx, id: string | null, eventId: string, measure: Recordable): Promise<Result<null>> {
  if (isMoney(measure)) return ok(null)
  // Two who write it down at once wait for each other here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`impact_figure ${eventId} ${measure}`}, 0))`)
  const [there] = await tx
    .select({ amount: impactFigures.amount, currency: impactFigures.currency })
    .from(impactFigures)
    .where(
      and(
        eq(impactFigures.officeId, tx.officeId),
        eq(impactFigures.eventId, eventId),
        eq(impactFigures.measure, measure),
        isNull(impactFigures.deletedAt),
        id === null ? undefined : ne(impactFigures.id, id),
      ),
    )
    .limit(1)
  return there === undefined ? ok(null) : refuse('twice', m.impact_figure_event_twice({ amount: figureAmount(there) }), 'event')
}

async function stateWith(
  tx: OfficeTx,
  here: Here,
  id: string | null,
  before: FigureSnapshot | null,
  partnershipId: string,
  { eventId, published, ...values }: FigureValues,
): Promise<Result<FigureSnapshot>> {
  const partnership = await partnershipById(tx, partnershipId)
  if (partnership === null) return refuse('missing', m.impact_partnership_missing())
  const year = Number(here.clock.today().slice(0, 4))
  if (values.year > year) return refuse('future', m.impact_year_to_come(), 'year')
  if (values.asOf > here.clock.today()) return refuse('future', m.impact_figure_to_come(), 'asOf')
  const same = eventId === (before?.event?.id ?? null) && values.year === before?.year
  const event = same ? ok(before?.event ?? null) : await eventOf(tx, partnership.partner.id, values.year, eventId)
  if (!event.ok) return event
  const alone = event.value === null ? ok(null) : await once(tx, id, event.value.id, values.measure)
  if (!alone.ok) return alone
  return ok({
    partnershipId,
    partner: displayName(partnership.partner),
    ...values,
    event: event.value,
    publishedAt: published ? (before?.publishedAt ?? here.clock.now().toISOString()) : null,
  })
}

/** Writes a number down. Refuses a partnership that is not there, a year or a day still to come, an event that was not with this partner, and a second number of one event. */
export const addFigure = (here: Here, by: Officer, partnershipId: string, values: FigureValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const state = await stateWith(tx, here, null, null, partnershipId, values)
    return state.ok ? ok(await rows.write(tx, here, by, newId(), null, state.value, act('impact_figure.created'))) : state
  })

type Changed = Promise<Result<Written, Refusal | FigureStale>>

/** Changes an entry that still has the given version; a stale save is refused with what stands there now. */
export const changeFigure = (here: Here, by: Officer, id: string, version: number, values: FigureValues): Changed =>
  rows.change(here, by, id, version, act('impact_figure.changed'), (before, tx) => stateWith(tx, here, id, before, before.partnershipId, values))

/** Takes an entry away; undo brings it back. */
export const removeFigure = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('impact_figure.removed'), () => ok(null))

/**
 * Puts an entry into a state, under the name of whatever brings that about. Where a whole merging is undone the entry may come back before its partnership
 * does; it is seen with it.
 */
export const figurePut = (name: Act): Restore =>
  rows.put(name, async (state, tx) => ok({ ...state, partner: (await partnerName(tx, state.partnershipId)) || state.partner }))

/** Puts an entry back to an earlier state; refuses when it has moved on since. */
export const restoreFigure: Restore = (here, by, id, to, version) => figurePut('impact_figure.restored')(here, by, id, to, version)
