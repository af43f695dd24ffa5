// Writes the tables of a visit: sets, changes, exchanges seats, takes away and puts back, each change kept in the activity record.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { delegatesInOrder } from '../delegations/delegate.queries.ts'
import { readVisit } from '../visit.actions.ts'
import { seatedAt, type SeatingRow, sittersAt } from './seating.queries.ts'
import { atTables, MOST_SEATINGS, type SeatAt, type SeatingValues, swapped } from './seating.ts'
import { seatings } from './seating.table.ts'

/** A table whole, as JSON: what the activity record keeps and undo puts back. */
export type SeatingState = Omit<SeatingRow, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>
export type SeatingStale = KeptStale<SeatingState>

type Act = `seating.${string}`
const act = (name: Act): Act => name

const rows = new KeptRows<SeatingRow, SeatingState>({
  table: seatings,
  stateOf: ({ visitId, title, form, guestsFaceDoor, interpreterPlace, away, seats }) => ({
    visitId,
    title,
    form,
    guestsFaceDoor,
    interpreterPlace,
    away,
    seats,
  }),
  columnsOf: (state) => state,
  label: ({ title }) => title,
  missing: () => m.visits_seating_missing(),
})

/** Sets a table. Refuses a visit without a dossier. */
export const addSeating = (here: Here, by: Officer, visitId: string, { away, ...values }: SeatingValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(seatings)
      .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.visitId, visitId), isNull(seatings.deletedAt)))
    if ((there?.n ?? 0) >= MOST_SEATINGS) return refuse('too-many', m.visits_seating_too_many({ most: MOST_SEATINGS }))
    return ok(await rows.write(tx, here, by, newId(), null, { ...values, away: [...away], visitId, seats: null }, act('seating.created')))
  })

type Changed = Promise<Result<Written, Refusal | SeatingStale>>

/** Changes a table that still has the given version. An order made by hand for another form of table, or another side at the door, holds no longer. */
export const changeSeating = (here: Here, by: Officer, id: string, version: number, { away, ...values }: SeatingValues): Changed =>
  rows.change(here, by, id, version, act('seating.changed'), (before) =>
    ok({
      ...before,
      ...values,
      away: [...away],
      seats: values.form === before.form && values.guestsFaceDoor === before.guestsFaceDoor ? before.seats : null,
    }),
  )

/** Exchanges two seats; from then on the order is the office's own. Refuses a seat that is not there. */
export const exchangeSeats = (here: Here, by: Officer, id: string, version: number, one: SeatAt, other: SeatAt): Changed =>
  rows.change(here, by, id, version, act('seating.exchanged'), async (before, tx) => {
    const { seats } = seatedAt(before, await delegatesInOrder(tx, before.visitId))
    const next = swapped(seats, one, other)
    return next === null ? refuse('no-seat', m.visits_seating_no_seat()) : ok({ ...before, seats: next })
  })

/** Back to the order of precedence, whoever comes. */
export const reorderSeats = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('seating.reordered'), (before) => ok({ ...before, seats: null }))

/**
 * Divides who sits at a table among round ones of so many seats: the table itself becomes the first, the others are set beside it under its name and a number.
 * One change, undone together. Refuses more tables than a visit has.
 */
export const divideSeating = (here: Here, by: Officer, id: string, version: number, size: number): Changed =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | SeatingStale>> => {
    let tables: string[][] = []
    let all: readonly string[] = []
    let whole: SeatingState | null = null
    const awayFrom = (table: readonly string[]): string[] => all.filter((one) => !table.includes(one))
    const first = await rows.change(within(here, tx), by, id, version, act('seating.divided'), async (before) => {
      const delegates = await delegatesInOrder(tx, before.visitId)
      const [there] = await tx
        .select({ n: count() })
        .from(seatings)
        .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.visitId, before.visitId), isNull(seatings.deletedAt)))
      all = delegates.map((one) => one.id)
      whole = before
      tables = atTables(sittersAt(before, delegates), size)
      if ((there?.n ?? 0) + tables.length - 1 > MOST_SEATINGS) return refuse('too-many', m.visits_seating_too_many({ most: MOST_SEATINGS }))
      return ok({ ...before, title: tableName(before.title, 1), form: 'round', away: awayFrom(tables[0] ?? []), seats: null })
    })
    if (!first.ok) return first
    const before = whole!
    for (const [index, table] of tables.slice(1).entries()) {
      const next: SeatingState = { ...before, title: tableName(before.title, index + 2), form: 'round', away: awayFrom(table), seats: null }
      await rows.write(tx, here, by, newId(), null, next, act('seating.created'))
    }
    return first
  })

/** „Вечеря, маса 2“ */
const tableName = (title: string, number: number): string => `${title}, ${m.visits_seating_table({ number })}`

/** Takes a table away; undo brings it back. */
export const removeSeating = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('seating.removed'), () => ok(null))

/** Puts a table back to an earlier state; refuses when it has moved on since. */
export const restoreSeating: Restore = rows.put(act('seating.restored'))
