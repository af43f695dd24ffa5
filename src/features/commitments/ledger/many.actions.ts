// Changes many promises at once: one transaction, one change of the journal, one undoing; set by set, so that a thousand take a moment.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { tiedPeople } from '#features/events/partaking.queries.ts'
import { m } from '#messages'
import { recordMany, type RestoreMany } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { type Chosen, hasTroubles, type ManyDone, type NotAll, notAll, type Outcome, sifted } from '#platform/many.ts'
import { ok, type Refusal, refuse, type Result } from '#platform/result.ts'
import { indexNamesOf } from '#platform/search/names.ts'
import { type CommitmentSnapshot, foundBy, type Kept, label, readAll, snapshotOf } from '../commitment.actions.ts'
import { commitments } from '../commitment.table.ts'
import { withdrawReminders } from '../reminders/reminder.actions.ts'
import type { ManyCommitmentsAct } from './many.ts'

type Row = Kept & { readonly id: string }

/** What would happen, without doing it. */
export const foreseeManyCommitments = async (tx: OfficeTx, chosen: readonly Chosen[], act: ManyCommitmentsAct): Promise<Outcome> =>
  (await siftedRows(tx, chosen, act)).outcome

async function siftedRows(tx: OfficeTx, chosen: readonly Chosen[], act: ManyCommitmentsAct): Promise<{ outcome: Outcome; fit: readonly Row[] }> {
  const found = await readAll(
    tx,
    chosen.map(({ id }) => id),
  )
  // In the order in which they stood in the list.
  const rows = chosen.flatMap(({ id }) => {
    const kept = found.get(id)
    return kept === undefined || kept.removed ? [] : [{ ...kept, id }]
  })
  return sifted(chosen, rows, {
    label: ({ state }) => label(state.text),
    isSame: ({ state }) => standsSo(act, state),
    changedMeanwhile: m.ui_many_meanwhile(),
    refusal: () => null,
  })
}

const standsSo = (act: ManyCommitmentsAct, { topic, person, publishedAt }: CommitmentSnapshot): boolean => {
  switch (act.kind) {
    case 'topic':
      return topic === act.topic
    case 'person':
      return act.personId !== undefined && (person?.id ?? null) === act.personId
    case 'publish':
      return publishedAt !== null
    case 'unpublish':
      return publishedAt === null
    case 'remove':
      return false
  }
}

type Changed = Partial<Pick<CommitmentSnapshot, 'topic' | 'person' | 'publishedAt'>>

async function changeOf(tx: OfficeTx, act: ManyCommitmentsAct, now: Date): Promise<Result<Changed>> {
  switch (act.kind) {
    case 'topic':
      return ok({ topic: act.topic })
    case 'person': {
      if (act.personId === null || act.personId === undefined) return ok({ person: null })
      const tied = await tiedPeople(tx, [{ personId: act.personId, asRole: null }])
      return tied.ok ? ok({ person: { id: tied.value[0]!.personId, name: tied.value[0]!.name } }) : refuse('person', tied.refusal.message, 'value')
    }
    case 'publish':
      return ok({ publishedAt: now.toISOString() })
    case 'unpublish':
      return ok({ publishedAt: null })
    case 'remove':
      return ok({})
  }
}

/** Does it to all that were chosen; where some cannot be changed, to none (`not-all`), unless the officer said that the rest shall be changed nevertheless. */
export const changeManyCommitments = (
  here: Here,
  by: Officer,
  chosen: readonly Chosen[],
  act: ManyCommitmentsAct,
  options: { readonly rest: boolean },
): Promise<Result<ManyDone, Refusal | NotAll>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<ManyDone, Refusal | NotAll>> => {
    const { outcome, fit } = await siftedRows(tx, chosen, act)
    if (hasTroubles(outcome) && !options.rest) return notAll(m.ui_many_nothing_done(), outcome)
    if (fit.length === 0) return hasTroubles(outcome) ? refuse('nothing', m.ui_many_nothing()) : ok({ outcome, activityId: null })
    const now = here.clock.now()
    const change = await changeOf(tx, act, now)
    if (!change.ok) return change
    const { topic, person, publishedAt } = change.value
    await tx
      .update(commitments)
      .set({
        ...(topic === undefined ? {} : { topic }),
        ...(person === undefined ? {} : { personId: person?.id ?? null }),
        ...(publishedAt === undefined ? {} : { publishedAt: publishedAt === null ? null : new Date(publishedAt) }),
        ...(act.kind === 'remove' ? { deletedAt: now } : {}),
        version: sql`${commitments.version} + 1`,
        updatedAt: now,
      })
      .where(
        and(
          eq(commitments.officeId, tx.officeId),
          anyOf(
            commitments.id,
            fit.map(({ id }) => id),
          ),
        ),
      )
    if (act.kind === 'remove')
      await indexNamesOf(
        tx,
        'commitment',
        fit.map(({ id }) => ({ id, names: [] })),
      )
    if (act.kind === 'remove' || act.kind === 'person')
      await withdrawReminders(
        tx,
        here,
        fit.map(({ id }) => id),
      )
    const activityId = await recordMany(
      tx,
      here,
      by,
      fit.map(({ id, version, state }) => ({
        act: act.kind === 'remove' ? 'commitment.removed' : 'commitment.changed',
        id,
        label: label(state.text),
        before: { ...state },
        after: act.kind === 'remove' ? null : { ...state, ...change.value },
        version: version + 1,
      })),
    )
    return ok({ outcome, activityId })
  })

/** Puts many promises back to what they were when only the values above were changed on them; all others go one by one. */
export const restoreManyCommitments: RestoreMany = (here, by, things) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const asked = new Map(things.map(({ id, to, version }) => [id, { to: snapshotOf(to), version }]))
    const found = await readAll(tx, [...asked.keys()])
    const fits = [...asked].every(([id, { to, version }]) => {
      const kept = found.get(id)
      return kept !== undefined && kept.version === version && JSON.stringify(rest(kept.state)) === JSON.stringify(rest(to))
    })
    if (!fits) return false
    const wanted = [...asked.values()].flatMap(({ to }) => (to.person === null ? [] : [{ personId: to.person.id, asRole: null }]))
    const known = [...found.values()].flatMap(({ state }) => (state.person === null ? [] : [{ personId: state.person.id }]))
    const people = await tiedPeople(tx, wanted, known)
    // Somebody is gone or was merged: the single restorer knows who stands for them.
    if (!people.ok || people.value.some(({ personId }) => !wanted.some((one) => one.personId === personId))) return false
    const now = here.clock.now()
    const relation = rowsAsRelation(
      tx,
      commitments,
      [...asked].map(([id, { to }]) => ({
        id,
        topic: to.topic,
        personId: to.person?.id ?? null,
        publishedAt: to.publishedAt === null ? null : new Date(to.publishedAt),
      })),
    )
    await tx
      .update(commitments)
      .set({ ...relation.values, version: sql`${commitments.version} + 1`, updatedAt: now, deletedAt: null })
      .from(relation.from)
      .where(relation.where)
    await indexNamesOf(
      tx,
      'commitment',
      [...asked].filter(([id]) => found.get(id)!.removed).map(([id, { to }]) => ({ id, names: foundBy(to.text) })),
    )
    await recordMany(
      tx,
      here,
      by,
      [...asked].map(([id, { to, version }]) => ({
        act: 'commitment.restored',
        id,
        label: label(to.text),
        before: found.get(id)!.removed ? null : { ...found.get(id)!.state },
        after: { ...to },
        version: version + 1,
      })),
    )
    return true
  })

/** Everything of a promise but what is changed on many at once. */
const rest = ({ topic: _t, person: _p, publishedAt: _s, ...state }: CommitmentSnapshot): unknown => sorted(state)

/** A state comes back from the database with its fields in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
