// The one door to the database: office work runs in a transaction that sees one office only.
import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import { escapeLiteral, type Pool, type PoolClient } from 'pg'
import { newId } from '../ids.ts'
import { OFFICE_ROLE } from './office.table.ts'

type NoSchema = Record<string, never>
type Transaction = NodePgTransaction<NoSchema, ExtractTablesWithRelations<NoSchema>>

/**
 * A transaction of one office. `joined` is a door that stays inside this transaction (as a savepoint),
 * so that an action can call another feature's action; `changeId` marks everything written together, for undo.
 */
export type OfficeTx = Transaction & { readonly officeId: string; readonly changeId: string; readonly joined: Door }

/** A transaction outside any office: sign-in, installation, reference data. */
export type SystemTx = Transaction

export type Door = {
  /** Runs the work as the office's role. A returned refusal (`{ ok: false }`) rolls back, as a throw does. */
  inOffice<T>(officeId: string, work: (tx: OfficeTx) => Promise<T>): Promise<T>
  /** Runs the work as the owner of the database, past the office policies. Only for accounts, the installation and reference data. */
  asSystem<T>(work: (tx: SystemTx) => Promise<T>): Promise<T>
  /** The same two for work that only looks: PostgreSQL lets it write nothing, and what is kept while nothing changes stays kept. */
  readonly reading: Pick<Door, 'inOffice' | 'asSystem'>
}

class RolledBack extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('rolled back by a refusal')
    this.answer = answer
  }
}

const isRefused = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false

async function settled<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T
    throw error
  }
}

const keepOnlySuccess = <T>(answer: T): T => {
  if (isRefused(answer)) throw new RolledBack(answer)
  return answer
}

function officeTx(tx: Transaction, officeId: string, changeId: string, asSystem: Door['asSystem']): OfficeTx {
  const inOffice: Door['inOffice'] = (id, work) => {
    if (id !== officeId) throw new Error('a transaction belongs to one office')
    return settled(() => tx.transaction(async (inner) => keepOnlySuccess(await work(officeTx(inner, officeId, changeId, asSystem)))))
  }
  return Object.assign(tx, { officeId, changeId, joined: { inOffice, asSystem, reading: { inOffice, asSystem } } })
}

/** Goes in as the office's role; one round trip for both. They end with the transaction. */
const enter = (tx: Transaction, officeId: string) =>
  tx.execute(sql`select set_config('role', ${OFFICE_ROLE}, true), set_config('pobratim.office', ${officeId}, true)`)

/**
 * A door inside a system transaction that is already open: an office and its first records are made together or not at all.
 * Each step is a savepoint, and each piece of office work a change of its own.
 */
export function doorWithin(tx: SystemTx): Door {
  const asSystem: Door['asSystem'] = (work) => settled(() => tx.transaction(async (inner) => keepOnlySuccess(await work(inner))))
  const inOffice: Door['inOffice'] = (officeId, work) =>
    settled(() =>
      tx.transaction(async (inner) => {
        await enter(inner, officeId)
        const answer = keepOnlySuccess(await work(officeTx(inner, officeId, newId(), asSystem)))
        // A savepoint that is released leaves its settings behind.
        await inner.execute(sql`select set_config('role', 'none', true), set_config('pobratim.office', '', true)`)
        return answer
      }),
    )
  return { asSystem, inOffice, reading: { asSystem, inOffice } }
}

const dialect = new PgDialect()

const overClient = (client: PoolClient): Transaction => new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined, {}), undefined)
const goingIn = (officeId: string): string =>
  `select set_config('role', ${escapeLiteral(OFFICE_ROLE)}, true), set_config('pobratim.office', ${escapeLiteral(officeId)}, true)`

/** A transaction of the office's role on a connection of its own: it begins and goes in with one round trip, which is most of what a page with few questions costs. */
async function asOffice<T>(pool: Pool, officeId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client: PoolClient = await pool.connect()
  try {
    await client.query(`begin; ${goingIn(officeId)}`)
    const answer = await work(overClient(client))
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Connections that come back from work which could write nothing, while they come back. */
const onlyRead = new WeakSet<PoolClient>()
/** Whether the connection comes back from work that could write nothing. To be asked while it is released. */
export const couldOnlyRead = (client: PoolClient | undefined): boolean => client !== undefined && onlyRead.has(client)

/**
 * A transaction that can write nothing. What the work asks first goes out together with the beginning, before anybody knows that it went well; so nothing is given
 * back unless it did.
 */
async function looking<T>(pool: Pool, begin: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client: PoolClient = await pool.connect()
  let began = false
  try {
    const beginning = client.query(begin).then(() => {
      began = true
    })
    // Heard below; by then the work may have failed for the same reason.
    beginning.catch(() => {})
    const answer = await work(overClient(client))
    await beginning
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    if (began) onlyRead.add(client)
    client.release()
    onlyRead.delete(client)
  }
}

/** Opens the door over a pool whose user may `SET ROLE pobratim_office`. */
export function openDoor(pool: Pool): Door {
  const database: NodePgDatabase<NoSchema> = drizzle(pool)
  const asSystem: Door['asSystem'] = (work) => settled(() => database.transaction(async (tx) => keepOnlySuccess(await work(tx))))
  const within = async <T>(tx: Transaction, officeId: string, work: (tx: OfficeTx) => Promise<T>): Promise<T> =>
    keepOnlySuccess(await work(officeTx(tx, officeId, newId(), asSystem)))
  return {
    asSystem,
    inOffice: (officeId, work) => settled(() => asOffice(pool, officeId, (tx) => within(tx, officeId, work))),
    reading: {
      asSystem: (work) => settled(() => looking(pool, 'begin read only', async (tx) => keepOnlySuccess(await work(tx)))),
      inOffice: (officeId, work) => settled(() => looking(pool, `begin read only; ${goingIn(officeId)}`, (tx) => within(tx, officeId, work))),
    },
  }
}
