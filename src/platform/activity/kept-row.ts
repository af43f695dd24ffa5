// The one way to write a row that stands for itself: locked, held against the version it was opened with, written, and kept in the activity record with before and after.
import { and, eq, getTableName, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import { m } from '#messages'
import type { OfficeTx } from '../database/door.ts'
import type { Here } from '../here.ts'
import { isId } from '../ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '../result.ts'
import { type Actor, record, type Restore } from './activity.ts'
import type { Snapshot } from './activity.table.ts'

type EditableTable = PgTable & Readonly<Record<Common, AnyPgColumn>>
type EditableRow = { readonly id: string; readonly version: number; readonly updatedAt: Date; readonly deletedAt: Date | null }

type Common = 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'
/** What a row says itself, without the columns that every such row has. */
export function ownColumns<Row extends Readonly<Record<Common, unknown>>>(row: Row): Omit<Row, Common> {
  const { officeId, id, version, createdAt, updatedAt, deletedAt, ...own } = row
  void [officeId, id, version, createdAt, updatedAt, deletedAt]
  return own
}

/** A moment as the activity record keeps it, in ISO 8601, and back. */
export const momentKept = (moment: Date | null): string | null => moment?.toISOString() ?? null
export const keptMoment = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** What stands in the table under an id; `removed`: nobody sees it. */
export type KeptRow<State> = { readonly version: number; readonly removed: boolean; readonly state: State; readonly updatedAt: Date }
export type KeptStale<State> = Stale<{ readonly version: number; readonly state: State; readonly updatedAt: Date }>
export type Written = { readonly id: string; readonly activityId: string; readonly label: string }
type Changed<State> = Promise<Result<Written, Refusal | KeptStale<State>>>

export type KeptRowParts<Row, State> = {
  readonly table: EditableTable
  /** The row as the activity record keeps it, with the names of whatever it points to. */
  readonly stateOf: (row: Row, tx: OfficeTx) => State | Promise<State>
  /** Its columns again. */
  readonly columnsOf: (state: State) => Readonly<Record<string, unknown>>
  readonly label: (state: State) => string
  /** Said when the row is gone. */
  readonly missing: () => string
  /** What else is written with it: rows that belong to it alone, names for the search. `after` null: it was removed. */
  readonly along?: (tx: OfficeTx, id: string, after: State | null) => Promise<void>
}

/** Reads, writes and puts back rows of one table. The acts' names come from the feature, in whose actions they stand. */
export class KeptRows<Row extends EditableRow, State extends object> {
  private readonly parts: KeptRowParts<Row, State>
  constructor(parts: KeptRowParts<Row, State>) {
    this.parts = parts
  }

  private itself(tx: OfficeTx, id: string): SQL | undefined {
    const { table } = this.parts
    return and(eq(table.officeId, tx.officeId), eq(table.id, id))
  }

  /** The row, locked to the end of the transaction; null: there never was one. */
  async read(tx: OfficeTx, id: string): Promise<KeptRow<State> | null> {
    if (!isId(id)) return null
    const [row] = (await tx
      .select()
      .from(this.parts.table as PgTable)
      .where(this.itself(tx, id))
      .for('update')) as unknown as Row[]
    if (row === undefined) return null
    return { version: row.version, removed: row.deletedAt !== null, updatedAt: row.updatedAt, state: await this.parts.stateOf(row, tx) }
  }

  /** Writes the row and the line of the record. `before` null: it is new; `after` null: it is removed. */
  async write(
    tx: OfficeTx,
    here: Here,
    by: Actor,
    id: string,
    before: KeptRow<State> | null,
    after: State | null,
    act: `${string}.${string}`,
  ): Promise<Written> {
    const { table, columnsOf, label } = this.parts
    const now = here.clock.now()
    const version = (before?.version ?? 0) + 1
    const set = after === null ? { deletedAt: now, updatedAt: now, version } : { ...columnsOf(after), deletedAt: null, updatedAt: now, version }
    if (before === null) await tx.insert(table as PgTable).values({ ...set, officeId: tx.officeId, id, createdAt: now } as never)
    else
      await tx
        .update(table as PgTable)
        .set(set as never)
        .where(this.itself(tx, id))
    await this.parts.along?.(tx, id, after)
    const words = label(after ?? before!.state)
    const activityId = await record(tx, here, by, {
      act,
      id,
      label: words,
      before: before === null || before.removed ? null : ({ ...before.state } as Snapshot),
      after: after === null ? null : ({ ...after } as Snapshot),
      version,
    })
    return { id, activityId, label: words }
  }

  /** Changes the row if it still has the version; `next` null removes it. A stale save is refused with what stands there now. */
  change(
    here: Here,
    by: Actor,
    id: string,
    version: number,
    act: `${string}.${string}`,
    next: (before: State, tx: OfficeTx) => Result<State | null> | Promise<Result<State | null>>,
  ): Changed<State> {
    return here.db.inOffice(by.officeId, async (tx): Changed<State> => {
      const before = await this.read(tx, id)
      if (before === null || before.removed) return refuse('missing', this.parts.missing())
      if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
      const after = await next(before.state, tx)
      return after.ok ? ok(await this.write(tx, here, by, id, before, after.value, act)) : after
    })
  }

  /**
   * Puts the row into a state it had; refuses when it has moved on since. `mended` may bring the old state up to what has happened elsewhere, `mayGo` refuses to
   * take away again what others have come to hold on to.
   */
  put(
    act: `${string}.${string}`,
    mended: (state: State, tx: OfficeTx, before: KeptRow<State>, id: string) => Promise<Result<State>> = async (state) => ok(state),
    mayGo: (tx: OfficeTx, before: KeptRow<State>, id: string) => Promise<Result<null>> = async () => ok(null),
  ): Restore {
    return (here, by, id, to, version) =>
      here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
        const before = await this.read(tx, id)
        if (before === null) return refuse('missing', this.parts.missing())
        if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: this.parts.label(before.state) }))
        // The snapshot is one the feature wrote.
        const state = to as State | null
        const after = state === null ? await mayGo(tx, before, id) : await mended(state, tx, before, id)
        return after.ok ? ok(await this.write(tx, here, by, id, before, after.value, act)) : after
      })
  }
}

/**
 * Rules an office may have of its own: one row at most, under the office's id. Without it, or once it was taken back, the usual ones hold, and their version
 * is 0.
 */
export class KeptRules<Row extends EditableRow, State extends object> {
  private readonly rows: KeptRows<Row, State>
  private readonly table: EditableTable
  private readonly usual: () => State
  constructor({ usual, ...parts }: Omit<KeptRowParts<Row, State>, 'missing'> & { readonly usual: () => State }) {
    this.rows = new KeptRows({ ...parts, missing: () => m.platform_undo_missing() })
    this.table = parts.table
    this.usual = usual
  }

  /** Saves the rules when nobody saved since `version`; a stale save is refused with what holds now. */
  change(here: Here, by: Actor, version: number, act: `${string}.${string}`, next: State): Changed<State> {
    return here.db.inOffice(by.officeId, async (tx): Changed<State> => {
      // Two who change them for the first time at once: there is no row yet that one could wait for.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${getTableName(this.table)} ${tx.officeId}`}, 0))`)
      const before = await this.rows.read(tx, tx.officeId)
      const own = before === null || before.removed ? null : before
      if ((own?.version ?? 0) !== version)
        return stale(m.platform_stale(), {
          version: own?.version ?? 0,
          state: own?.state ?? this.usual(),
          updatedAt: before?.updatedAt ?? here.clock.now(),
        })
      return ok(await this.rows.write(tx, here, by, tx.officeId, before, next, act))
    })
  }

  /** Puts back what held, the usual ones if there were no others. `mended` brings old rules up to what there is now. */
  put(act: `${string}.${string}`, mended: (state: State) => State = (state) => state): Restore {
    return this.rows.put(act, async (state) => ok(mended(state)))
  }
}
