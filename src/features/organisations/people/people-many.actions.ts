// Changes many people at once: a language they can be spoken to in, or that their posts were made sure of today. One change, one undoing.
import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Change, recordMany, type RestoreMany } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { type Chosen, hasTroubles, type ManyDone, type NotAll, notAll, type Outcome, sifted } from '#platform/many.ts'
import { ok, type Refusal, refuse, type Result } from '#platform/result.ts'
import { indexNamesOf } from '#platform/search/names.ts'
import type { ManyPeopleAct } from '../many.ts'
import { allNames, displayName } from '../naming.ts'
import { personRecord, snapshotOfPerson } from './person.actions.ts'
import { postsOfPeople } from './person.queries.ts'
import { type HeldPost, people, type Person, posts } from './person.table.ts'
import { snapshotOfPost } from './post.actions.ts'
import { isPast, postWords } from './post.ts'

/** What would happen, without doing it. */
export const foreseeManyPeople = async (tx: OfficeTx, chosen: readonly Chosen[], act: ManyPeopleAct, today: string): Promise<Outcome> =>
  (await siftedRows(tx, chosen, act, today, false)).outcome

/** Does it to all that were chosen; where some cannot be changed, to none (`not-all`), unless the officer said that the rest shall be changed nevertheless. */
export const changeManyPeople = (
  here: Here,
  by: Officer,
  chosen: readonly Chosen[],
  act: ManyPeopleAct,
  options: { readonly rest: boolean },
): Promise<Result<ManyDone, Refusal | NotAll>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<ManyDone, Refusal | NotAll>> => {
    const today = here.clock.today()
    const { outcome, fit, waiting } = await siftedRows(tx, chosen, act, today, true)
    if (hasTroubles(outcome) && !options.rest) return notAll(m.ui_many_nothing_done(), outcome)
    if (fit.length === 0) return hasTroubles(outcome) ? refuse('nothing', m.ui_many_nothing()) : ok({ outcome, activityId: null })
    const changes = act.kind === 'confirm' ? await confirmed(tx, here, fit, waiting) : await spoken(tx, here, fit, act.language)
    return ok({ outcome, activityId: await recordMany(tx, here, by, changes) })
  })

async function spoken(tx: OfficeTx, here: Here, fit: readonly Person[], language: string): Promise<Change[]> {
  const rows = await tx
    .update(people)
    .set({ languages: sql`array_append(${people.languages}, ${language}::text)`, version: sql`${people.version} + 1`, updatedAt: here.clock.now() })
    .where(
      and(
        eq(people.officeId, tx.officeId),
        anyOf(
          people.id,
          fit.map(({ id }) => id),
        ),
      ),
    )
    .returning()
  const after = new Map(rows.map((row) => [row.id, row]))
  return fit.map((row) => ({
    act: 'person.changed',
    id: row.id,
    label: displayName(row),
    before: snapshotOfPerson(row),
    after: snapshotOfPerson(after.get(row.id)!),
    version: row.version + 1,
  }))
}

async function confirmed(tx: OfficeTx, here: Here, fit: readonly Person[], waiting: ReadonlyMap<string, readonly HeldPost[]>): Promise<Change[]> {
  const held = fit.flatMap((person) => (waiting.get(person.id) ?? []).map(({ post, organisation }) => ({ person, post, organisation })))
  const rows = await tx
    .update(posts)
    .set({ confirmedOn: here.clock.today(), version: sql`${posts.version} + 1`, updatedAt: here.clock.now() })
    .where(
      and(
        eq(posts.officeId, tx.officeId),
        anyOf(
          posts.id,
          held.map(({ post }) => post.id),
        ),
      ),
    )
    .returning()
  const after = new Map(rows.map((row) => [row.id, row]))
  return held.map(({ person, post, organisation }) => ({
    act: 'post.confirmed',
    id: post.id,
    label: m.organisations_post_label({ person: displayName(person), role: postWords(post), organisation: displayName(organisation) }),
    before: snapshotOfPost(post),
    after: snapshotOfPost(after.get(post.id)!),
    version: after.get(post.id)!.version,
  }))
}

/** `waiting`: each person's present posts that nobody made sure of today yet. */
async function siftedRows(tx: OfficeTx, chosen: readonly Chosen[], act: ManyPeopleAct, today: string, lock: boolean) {
  const asked = tx
    .select()
    .from(people)
    .where(
      and(
        eq(people.officeId, tx.officeId),
        anyOf(
          people.id,
          chosen.map(({ id }) => id),
        ),
        isNull(people.deletedAt),
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
  const rows = lock ? await asked.for('update') : await asked
  const present = new Map<string, HeldPost[]>()
  if (act.kind === 'confirm') {
    const ids = rows.map(({ id }) => id)
    // The posts are kept as they are until the transaction ends: between reading and writing nobody may end one.
    if (lock)
      await tx
        .select({ id: posts.id })
        .from(posts)
        .where(and(eq(posts.officeId, tx.officeId), anyOf(posts.personId, ids)))
        .orderBy(posts.id)
        .for('update')
    for (const [id, held] of await postsOfPeople(tx, ids)) {
      const now = held.filter(({ post }) => !isPast(post, today))
      if (now.length > 0) present.set(id, now)
    }
  }
  const waiting = new Map([...present].map(([id, held]) => [id, held.filter(({ post }) => post.confirmedOn !== today)]))
  const { outcome, fit } = sifted(chosen, rows, {
    label: displayName,
    isSame: (row) => (act.kind === 'confirm' ? waiting.get(row.id)?.length === 0 : row.languages.includes(act.language)),
    changedMeanwhile: m.ui_many_meanwhile(),
    refusal: (row) => {
      if (act.kind === 'confirm') return present.has(row.id) ? null : m.organisations_many_no_post()
      return row.erasedAt === null ? null : m.organisations_many_erased()
    },
  })
  return { outcome, fit, waiting }
}

/** Puts many back to a state they had; those that were changed, merged or erased since go one by one. */
export const restoreManyPeople: RestoreMany = (here, by, things) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const asked = new Map(things.map(({ id, to, version }) => [id, { to: personRecord(to), version }]))
    const rows = await tx
      .select()
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), anyOf(people.id, [...asked.keys()])))
      .for('update')
    if (rows.length !== things.length || !rows.every((row) => row.version === asked.get(row.id)!.version && row.mergedIntoId === null && row.erasedAt === null))
      return false
    const relation = rowsAsRelation(
      tx,
      people,
      [...asked].map(([id, { to }]) => ({ ...to, id })),
    )
    const after = new Map(
      (
        await tx
          .update(people)
          .set({ ...relation.values, version: sql`${people.version} + 1`, updatedAt: here.clock.now(), deletedAt: null })
          .from(relation.from)
          .where(relation.where)
          .returning(getTableColumns(people))
      ).map((row) => [row.id, row]),
    )
    const found = rows.map((row) => ({ row, names: allNames(after.get(row.id)!) }))
    await indexNamesOf(
      tx,
      'person',
      found
        .filter(({ row, names }) => row.deletedAt !== null || names.join('\n') !== allNames(row).join('\n'))
        .map(({ row, names }) => ({ id: row.id, names })),
    )
    await recordMany(
      tx,
      here,
      by,
      rows.map((row) => ({
        act: 'person.restored',
        id: row.id,
        label: displayName(after.get(row.id)!),
        before: row.deletedAt === null ? snapshotOfPerson(row) : null,
        after: snapshotOfPerson(after.get(row.id)!),
        version: row.version + 1,
      })),
    )
    return true
  })
