// Changes many organisations at once: one transaction, one change of the journal, one undoing.
import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import { recordMany, type RestoreMany } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { type Chosen, hasTroubles, type ManyDone, type NotAll, notAll, type Outcome, sifted } from '#platform/many.ts'
import { ok, type Refusal, refuse, type Result } from '#platform/result.ts'
import { forgetNames, indexNamesOf } from '#platform/search/names.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { ManyOrganisationsAct } from './many.ts'
import { countryName, displayName } from './naming.ts'
import { namesToFind } from './organisation.queries.ts'
import { heldOrganisations, type Holder, organisationRecord, snapshotOfOrganisation } from './organisation.actions.ts'
import { liesInItsCountry, type OrganisationKind } from './organisation.ts'
import { organisations, type Organisation } from './organisation.table.ts'

/** Why an organisation of this kind and country cannot lie in the town; null: it can, or nobody knows where it lies. */
export const liesElsewhere = (kind: OrganisationKind, country: string, town: Place | undefined): string | null =>
  town === undefined || town.country === country || !liesInItsCountry(kind)
    ? null
    : m.organisations_place_elsewhere({ place: nameFor(town, currentLanguage()), country: countryName(town.country) })

/** What would happen, without doing it. */
export const foreseeManyOrganisations = async (
  tx: OfficeTx,
  chosen: readonly Chosen[],
  act: ManyOrganisationsAct,
  holders: readonly Holder[] = [],
): Promise<Outcome> => (await siftedRows(tx, chosen, act, holders, false)).outcome

/** Does it to all that were chosen; where some cannot be changed, to none (`not-all`), unless the officer said that the rest shall be changed nevertheless. */
export const changeManyOrganisations = (
  here: Here,
  by: Officer,
  chosen: readonly Chosen[],
  act: ManyOrganisationsAct,
  options: { readonly rest: boolean; readonly holders?: readonly Holder[] },
): Promise<Result<ManyDone, Refusal | NotAll>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<ManyDone, Refusal | NotAll>> => {
    if (act.kind === 'country' && act.to === null) return refuse('which', m.organisations_country_missing(), 'value')
    const { outcome, fit } = await siftedRows(tx, chosen, act, options.holders ?? [], true)
    if (hasTroubles(outcome) && !options.rest) return notAll(m.ui_many_nothing_done(), outcome)
    if (fit.length === 0) return hasTroubles(outcome) ? refuse('nothing', m.ui_many_nothing()) : ok({ outcome, activityId: null })
    const now = here.clock.now()
    const ids = fit.map(({ id }) => id)
    const change = act.kind === 'kind' ? { kind: act.to } : act.kind === 'country' ? { country: act.to! } : { deletedAt: now }
    const after = new Map(
      (
        await tx
          .update(organisations)
          .set({ ...change, version: sql`${organisations.version} + 1`, updatedAt: now })
          .where(and(eq(organisations.officeId, tx.officeId), anyOf(organisations.id, ids)))
          .returning()
      ).map((row) => [row.id, row]),
    )
    if (act.kind === 'remove') await forgetNames(tx, 'organisation', ids)
    // An embassy is not found by the names of its town, a municipality is.
    if (act.kind === 'kind') await reindexed(tx, fit, after)
    const activityId = await recordMany(
      tx,
      here,
      by,
      fit.map((row) => ({
        act: act.kind === 'remove' ? 'organisation.removed' : 'organisation.changed',
        id: row.id,
        label: displayName(row),
        before: snapshotOfOrganisation(row),
        after: act.kind === 'remove' ? null : snapshotOfOrganisation(after.get(row.id)!),
        version: row.version + 1,
      })),
    )
    return ok({ outcome, activityId })
  })

/** Makes the search true of those that are now found by other names, or were not in the register before. */
async function reindexed(tx: OfficeTx, before: readonly Organisation[], after: ReadonlyMap<string, Organisation>): Promise<void> {
  const [were, are] = [await namesToFind(tx, before), await namesToFind(tx, [...after.values()])]
  const changed = before.filter(({ id, deletedAt }) => deletedAt !== null || are.get(id)!.join('\n') !== were.get(id)!.join('\n'))
  await indexNamesOf(
    tx,
    'organisation',
    changed.map(({ id }) => ({ id, names: are.get(id)! })),
  )
}

const standsSo = (act: ManyOrganisationsAct, row: Organisation): boolean =>
  act.kind === 'kind' ? row.kind === act.to : act.kind === 'country' ? row.country === act.to : false

async function siftedRows(tx: OfficeTx, chosen: readonly Chosen[], act: ManyOrganisationsAct, holders: readonly Holder[], lock: boolean) {
  const ids = chosen.map(({ id }) => id)
  const asked = tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), anyOf(organisations.id, ids), isNull(organisations.deletedAt)))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
  const rows = lock ? await asked.for('update') : await asked
  const held =
    act.kind === 'remove'
      ? await heldOrganisations(
          tx,
          rows.map(({ id }) => id),
          holders,
        )
      : new Map<string, string>()
  const towns = new Map((await placesByIds(tx, act.kind === 'remove' ? [] : rows.flatMap(({ placeId }) => placeId ?? []))).map((town) => [town.id, town]))
  return sifted(chosen, rows, {
    label: displayName,
    isSame: (row) => standsSo(act, row),
    changedMeanwhile: m.ui_many_meanwhile(),
    refusal: (row) => {
      const what = held.get(row.id)
      if (what !== undefined) return m.organisations_held({ name: displayName(row), what })
      const town = row.placeId === null ? undefined : towns.get(row.placeId)
      if (act.kind === 'kind') return liesElsewhere(act.to, row.country, town)
      return act.kind === 'country' && act.to !== null ? liesElsewhere(row.kind, act.to, town) : null
    },
  })
}

/** Puts many back to a state they had; those that were changed, merged or erased since go one by one. */
export const restoreManyOrganisations: RestoreMany = (here, by, things) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const asked = new Map(things.map(({ id, to, version }) => [id, { to: organisationRecord(to), version }]))
    const rows = await tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), anyOf(organisations.id, [...asked.keys()])))
      .for('update')
    if (rows.length !== things.length || !rows.every((row) => row.version === asked.get(row.id)!.version && row.mergedIntoId === null)) return false
    const relation = rowsAsRelation(
      tx,
      organisations,
      [...asked].map(([id, { to }]) => ({ ...to, id })),
    )
    const after = new Map(
      (
        await tx
          .update(organisations)
          .set({ ...relation.values, version: sql`${organisations.version} + 1`, updatedAt: here.clock.now(), deletedAt: null })
          .from(relation.from)
          .where(relation.where)
          .returning(getTableColumns(organisations))
      ).map((row) => [row.id, row]),
    )
    await reindexed(tx, rows, after)
    await recordMany(
      tx,
      here,
      by,
      rows.map((row) => ({
        act: 'organisation.restored',
        id: row.id,
        label: displayName(after.get(row.id)!),
        before: row.deletedAt === null ? snapshotOfOrganisation(row) : null,
        after: snapshotOfOrganisation(after.get(row.id)!),
        version: row.version + 1,
      })),
    )
    return true
  })
