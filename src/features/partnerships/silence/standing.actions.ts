// Keeps the table of standings true: computed anew with every change of a partnership, its steps, its contacts or the limits, in the same transaction.
import { and, eq, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { partnerships } from '../partnership.table.ts'
import { limitsOf, partnershipIdsAfter, standables } from './standing.queries.ts'
import { standingOn } from './standing.ts'
import { standings } from './standing.table.ts'

/** How many partnerships are read and written at a time. */
const AT_ONCE = 1000

type Which = { readonly partnershipIds: readonly string[] } | { readonly organisationIds: readonly string[] }

/**
 * Computes the standings of these partnerships anew; those removed meanwhile lose their row. To be called last, after everything else of the change is
 * written: the partnerships stay locked to the end of the transaction, so that of two changes made at once the later one sees the earlier.
 */
export async function refreshStandings(tx: OfficeTx, today: string, which: Which): Promise<void> {
  const ids = 'partnershipIds' in which ? which.partnershipIds : which.organisationIds
  if (ids.length === 0) return
  const locked = await tx
    .select({ id: partnerships.id, deletedAt: partnerships.deletedAt })
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), inArray('partnershipIds' in which ? partnerships.id : partnerships.organisationId, [...ids])))
    .orderBy(partnerships.id)
    // Not stronger: whoever adds a step to one of them only asks that it stays.
    .for('no key update')
  const gone = locked.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id)
  if (gone.length > 0) await tx.delete(standings).where(and(eq(standings.officeId, tx.officeId), inArray(standings.id, gone)))
  await write(
    tx,
    today,
    locked.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id),
  )
}

/** Computes every standing of the office anew, in chunks. */
export async function rebuildStandings(tx: OfficeTx, today: string): Promise<void> {
  await tx.delete(standings).where(
    and(
      eq(standings.officeId, tx.officeId),
      notExists(
        tx
          .select({ one: sql`1` })
          .from(partnerships)
          .where(and(eq(partnerships.officeId, standings.officeId), eq(partnerships.id, standings.id), isNull(partnerships.deletedAt))),
      ),
    ),
  )
  let after: string | null = null
  do {
    const ids: string[] = await partnershipIdsAfter(tx, after, AT_ONCE)
    await refreshStandings(tx, today, { partnershipIds: ids })
    after = ids.at(-1) ?? null
  } while (after !== null)
}

async function write(tx: OfficeTx, today: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const limits = await limitsOf(tx)
  const rows = (await standables(tx, ids, today)).map(({ id, organisationId, sortKey, country, fields, published, ...facts }) => ({
    officeId: tx.officeId,
    id,
    organisationId,
    sortKey,
    country,
    fields,
    published,
    type: facts.type,
    ...standingOn(facts, limits, today),
  }))
  if (rows.length === 0) return
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(standings)
    .values(rows)
    .onConflictDoUpdate({
      target: [standings.officeId, standings.id],
      set: {
        organisationId: excluded('organisation_id'),
        sortKey: excluded('sort_key'),
        country: excluded('country'),
        type: excluded('type'),
        fields: excluded('fields'),
        published: excluded('published'),
        stage: excluded('stage'),
        since: excluded('since'),
        changesOn: excluded('changes_on'),
        lastContact: excluded('last_contact'),
        lastContactDay: excluded('last_contact_day'),
        lastExchangeDay: excluded('last_exchange_day'),
        quietFrom: excluded('quiet_from'),
        sleepsFrom: excluded('sleeps_from'),
      },
    })
}
