// Changes many partnerships at once: one transaction, one change of the journal, one undoing. Set by set, so that a thousand take a moment.
import { and, eq, getTableColumns, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { displayName } from '#features/organisations/naming.ts'
import { heldOf, type Holder } from '#features/organisations/organisation.actions.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { type Actor, recordMany, type RestoreMany } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { type Chosen, hasTroubles, type ManyDone, type NotAll, notAll, type Outcome, sifted } from '#platform/many.ts'
import { ok, type Refusal, refuse, type Result } from '#platform/result.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ManyPartnershipsAct } from './many.ts'
import { oneAtATime } from '../partnership.actions.ts'
import { partnershipSnapshot, snapshotOfPartnership } from '../partnership.ts'
import { partnerships, type PartnershipRow } from '../partnership.table.ts'
import { refreshStandings } from '../silence/standing.actions.ts'

type Row = PartnershipRow & { readonly partner: LocalText }

/** What would happen, without doing it. */
export const foreseeManyPartnerships = async (
  tx: OfficeTx,
  chosen: readonly Chosen[],
  act: ManyPartnershipsAct,
  holders: readonly Holder[] = [],
): Promise<Outcome> => (await siftedRows(tx, chosen, act, holders, false)).outcome

/**
 * Does it to all that were chosen. Where some cannot be changed nothing is done (`not-all`, with all of it told), unless the officer said that the rest
 * shall be changed nevertheless.
 */
export const changeManyPartnerships = (
  here: Here,
  by: Officer,
  chosen: readonly Chosen[],
  act: ManyPartnershipsAct,
  options: { readonly rest: boolean; readonly holders?: readonly Holder[] },
): Promise<Result<ManyDone, Refusal | NotAll>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<ManyDone, Refusal | NotAll>> => {
    const { outcome, fit } = await siftedRows(tx, chosen, act, options.holders ?? [], true)
    if (hasTroubles(outcome) && !options.rest) return notAll(m.ui_many_nothing_done(), outcome)
    if (fit.length === 0) return hasTroubles(outcome) ? refuse('nothing', m.ui_many_nothing()) : ok({ outcome, activityId: null })
    const now = here.clock.now()
    const ids = fit.map(({ id }) => id)
    const after = await tx
      .update(partnerships)
      .set({ ...changeOf(act, now), version: sql`${partnerships.version} + 1`, updatedAt: now })
      .where(and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.id, ids)))
      .returning()
    await refreshStandings(tx, here.clock.today(), { partnershipIds: ids })
    return ok({ outcome, activityId: await told(tx, here, by, act, fit, after) })
  })

const changeOf = (act: ManyPartnershipsAct, now: Date): { fields?: SQL; publishedAt?: Date | null; deletedAt?: Date } => {
  switch (act.kind) {
    case 'field-add':
      return { fields: sql`array_append(${partnerships.fields}, ${act.field}::text)` }
    case 'field-remove':
      return { fields: sql`array_remove(${partnerships.fields}, ${act.field}::text)` }
    case 'publish':
      return { publishedAt: now }
    case 'unpublish':
      return { publishedAt: null }
    case 'remove':
      return { deletedAt: now }
  }
}

const standsSo = (act: ManyPartnershipsAct, { fields, publishedAt }: PartnershipRow): boolean => {
  switch (act.kind) {
    case 'field-add':
      return fields.includes(act.field)
    case 'field-remove':
      return !fields.includes(act.field)
    case 'publish':
      return publishedAt !== null
    case 'unpublish':
      return publishedAt === null
    case 'remove':
      return false
  }
}

async function siftedRows(tx: OfficeTx, chosen: readonly Chosen[], act: ManyPartnershipsAct, holders: readonly Holder[], lock: boolean) {
  const ids = chosen.map(({ id }) => id)
  const rows: Row[] = []
  if (ids.length > 0) {
    const asked = tx
      .select({ row: partnerships, partner: organisations.name })
      .from(partnerships)
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.id, ids), isNull(partnerships.deletedAt)))
      .orderBy(organisations.sortKey, partnerships.id)
    for (const { row, partner } of lock ? await asked.for('update', { of: partnerships }) : await asked) rows.push({ ...row, partner })
  }
  const held = act.kind === 'remove' ? await heldOf(tx, ids, holders) : new Map<string, string>()
  return sifted(chosen, rows, {
    label: ({ partner }) => displayName({ name: partner }),
    isSame: (row) => standsSo(act, row),
    changedMeanwhile: m.ui_many_meanwhile(),
    refusal: ({ id }) => (held.has(id) ? m.partnerships_held({ what: held.get(id)! }) : null),
  })
}

function told(tx: OfficeTx, here: Here, by: Actor, act: ManyPartnershipsAct, before: readonly Row[], after: readonly PartnershipRow[]): Promise<string | null> {
  const now = new Map(after.map((row) => [row.id, row]))
  return recordMany(
    tx,
    here,
    by,
    before.map(({ partner, ...row }) => ({
      act: act.kind === 'remove' ? 'partnership.removed' : 'partnership.changed',
      id: row.id,
      label: displayName({ name: partner }),
      before: snapshotOfPartnership(row),
      after: act.kind === 'remove' ? null : snapshotOfPartnership(now.get(row.id)!),
      version: row.version + 1,
    })),
  )
}

/** Puts many partnerships back to a state they had; those that would take another's partner or address by now go one by one. */
export const restoreManyPartnerships: RestoreMany = (here, by, things) =>
  here.db.inOffice(by.officeId, async (tx) => {
    await oneAtATime(tx)
    const asked = new Map(things.map(({ id, to, version }) => [id, { to: partnershipSnapshot.parse(to), version }]))
    const rows = await tx
      .select({ row: partnerships, partner: organisations.name, partnerGone: organisations.deletedAt })
      .from(partnerships)
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.id, [...asked.keys()])))
      .for('update', { of: partnerships })
    const fits = rows.every(({ row, partnerGone }) => {
      const { to, version } = asked.get(row.id)!
      return row.version === version && row.organisationId === to.organisationId && row.slug === to.slug && partnerGone === null
    })
    if (!fits || rows.length !== things.length) return false
    const gone = rows.filter(({ row }) => row.deletedAt !== null)
    const inTheWay =
      gone.length === 0
        ? []
        : await tx
            .select({ id: partnerships.id })
            .from(partnerships)
            .where(
              and(
                eq(partnerships.officeId, tx.officeId),
                isNull(partnerships.deletedAt),
                or(
                  anyOf(
                    partnerships.organisationId,
                    gone.map(({ row }) => row.organisationId),
                  ),
                  inArray(
                    partnerships.slug,
                    gone.map(({ row }) => row.slug),
                  ),
                ),
              ),
            )
            .limit(1)
    if (inTheWay.length > 0) return false
    const relation = rowsAsRelation(
      tx,
      partnerships,
      [...asked].map(([id, { to }]) => ({ ...to, publishedAt: to.publishedAt === null ? null : new Date(to.publishedAt), id })),
    )
    const after = await tx
      .update(partnerships)
      .set({ ...relation.values, version: sql`${partnerships.version} + 1`, updatedAt: here.clock.now(), deletedAt: null })
      .from(relation.from)
      .where(relation.where)
      .returning(getTableColumns(partnerships))
    await refreshStandings(tx, here.clock.today(), { partnershipIds: [...asked.keys()] })
    const now = new Map(after.map((row) => [row.id, row]))
    await recordMany(
      tx,
      here,
      by,
      rows.map(({ row, partner }) => ({
        act: 'partnership.restored',
        id: row.id,
        label: displayName({ name: partner }),
        before: row.deletedAt === null ? snapshotOfPartnership(row) : null,
        after: snapshotOfPartnership(now.get(row.id)!),
        version: row.version + 1,
      })),
    )
    return true
  })
