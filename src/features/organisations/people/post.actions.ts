// Writes what people are in organisations: a post is taken, changed, confirmed, removed and put back.
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record, type Actor, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import { impreciseDate, type ImpreciseDate } from '#platform/dates.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, stale, type Refusal, type Result, type Stale } from '#platform/result.ts'
import { citation } from '#platform/texts/citation.ts'
import { localTextValue } from '#platform/texts/local-text.ts'
import { standingFor } from '../doubles/merging.queries.ts'
import { displayName } from '../naming.ts'
import type { Written } from '../organisation.actions.ts'
import { organisations } from '../organisation.table.ts'
import { people, posts, type Post } from './person.table.ts'
import { END_REASONS, inOrder, isPast, postWords, ROLE_CLASSES, withFacts, type EndReason, type PostFacts, type PostRecord } from './post.ts'

const postSnapshot = z.object({
  personId: z.uuid(),
  organisationId: z.uuid(),
  role: localTextValue,
  roleClass: z.enum(ROLE_CLASSES),
  fromDate: impreciseDate.nullable(),
  toDate: impreciseDate.nullable(),
  // Records from before reasons were asked for have none.
  endReason: z.enum(['', ...END_REASONS]).default(''),
  confirmedOn: z.string().nullable(),
  sources: z.array(citation),
})

type WholePost = PostRecord & { readonly personId: string }

/** Everything people wrote of a post, and nothing else: what is written, and as plain JSON what the activity record keeps. */
const recordOf = (row: WholePost): WholePost => postSnapshot.parse(row)
export const snapshotOfPost = (row: WholePost): Snapshot => postSnapshot.parse(row)

/** Gives a person a post. Refuses when the person or the organisation is not in the register. */
export const addPost = (here: Here, by: Officer, personId: string, facts: PostFacts): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const names = await namesOf(tx, personId, facts.organisationId)
    if (!names.ok) return names
    const now = here.clock.now()
    const [row] = await tx
      .insert(posts)
      .values({ officeId: tx.officeId, id: newId(), personId, ...withFacts(null, facts, now), createdAt: now, updatedAt: now })
      .returning()
    return ok(await recorded(tx, here, by, 'post.created', null, row!, names.value))
  })

/** Writes the facts over the post; with `toDate` it ends. Refuses when it was changed since `version`, and hands over what stands there now. */
export const changePost = (here: Here, by: Officer, id: string, version: number, facts: PostFacts): Promise<Result<Written, Refusal | Stale<Post>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const names = await namesOf(tx, before.personId, facts.organisationId)
    if (!names.ok) return names
    return ok(await written(tx, here, by, 'post.changed', before, { ...withFacts(before, facts, here.clock.now()), personId: before.personId }, names.value))
  })

/** Ends a post on a day of any precision; the person stays. Ending an ended one mends its end. Refuses when it was changed since `version`. */
export const endPost = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  end: { readonly toDate: ImpreciseDate; readonly reason: EndReason },
): Promise<Result<Written, Refusal | Stale<Post>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    if (!inOrder(before.fromDate, end.toDate)) return refuse('backwards', m.organisations_post_backwards(), 'toDate')
    return ok(await written(tx, here, by, 'post.ended', before, { ...before, toDate: end.toDate, endReason: end.reason }))
  })

/** Notes that somebody made sure today that the post still holds. */
export const confirmPost = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | Stale<Post>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    if (isPast(before, here.clock.today())) return refuse('ended', m.organisations_post_ended_already({ label: postWords(before) }))
    return ok(await written(tx, here, by, 'post.confirmed', before, { ...before, confirmedOn: here.clock.today() }))
  })

export const removePost = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | Stale<Post>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await removed(tx, here, by, before))
  })

/** Puts a post back to an earlier state, or takes back its creation. Refuses when its person or organisation is gone. */
export const restorePost: Restore = (here, by, id, to, version) => postPut('post.restored')(here, by, id, to, version)

/** Puts a post into the state of a snapshot, under the name of whatever brings that about. Those who were merged since are meant in the record that took them up. */
export const postPut =
  (act: `post.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await locked(tx, id, 'removed too')
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: postWords(before) }))
      if (to === null) return ok(await removed(tx, here, by, before))
      const earlier = postSnapshot.parse(to)
      const record = {
        ...earlier,
        personId: await standingFor(tx, 'person', earlier.personId),
        organisationId: await standingFor(tx, 'organisation', earlier.organisationId),
      }
      const names = await namesOf(tx, record.personId, record.organisationId)
      return names.ok ? ok(await written(tx, here, by, act, before, record, names.value)) : names
    })

const missing = () => refuse('missing', m.organisations_post_missing())

type Names = { readonly person: string; readonly organisation: string }

/** The two names a post stands between. The rows are kept from removal until the transaction ends. */
async function namesOf(tx: OfficeTx, personId: string, organisationId: string): Promise<Result<Names>> {
  const [person] = await tx
    .select({ name: people.name, nativeName: people.nativeName })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, personId), isNull(people.deletedAt)))
    .for('share')
  if (person === undefined) return refuse('missing', m.organisations_person_missing())
  const [organisation] = await tx
    .select({ name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, organisationId), isNull(organisations.deletedAt)))
    .for('share')
  if (organisation === undefined) return refuse('missing', m.organisations_missing(), 'organisation')
  return ok({ person: displayName(person), organisation: displayName(organisation) })
}

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<Post | null> {
  const [row] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.id, id), which === 'live' ? isNull(posts.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `post.${string}`, before: Post, next: WholePost, names?: Names): Promise<Written> {
  const [row] = await tx
    .update(posts)
    .set({ ...recordOf(next), version: before.version + 1, updatedAt: here.clock.now(), deletedAt: null })
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!, names)
}

async function removed(tx: OfficeTx, here: Here, by: Actor, before: Post): Promise<Written> {
  const now = here.clock.now()
  const [row] = await tx
    .update(posts)
    .set({ version: before.version + 1, updatedAt: now, deletedAt: now })
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.id, before.id)))
    .returning()
  return recorded(tx, here, by, 'post.removed', before, row!)
}

async function recorded(tx: OfficeTx, here: Here, by: Actor, act: `post.${string}`, before: Post | null, after: Post, known?: Names): Promise<Written> {
  const names = known ?? (await storedNames(tx, after))
  const snapshot = (row: Post | null) => (row === null || row.deletedAt !== null ? null : snapshotOfPost(row))
  const label = m.organisations_post_label({ person: names.person, role: postWords(after), organisation: names.organisation })
  const activityId = await record(tx, here, by, { act, id: after.id, label, before: snapshot(before), after: snapshot(after), version: after.version })
  return { id: after.id, activityId }
}

/** The same two names for a post that is being removed: whether their bearers are still there does not matter. */
async function storedNames(tx: OfficeTx, post: Post): Promise<Names> {
  const [row] = await tx
    .select({ person: people.name, organisation: organisations.name })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.id, post.id)))
  return { person: displayName({ name: row!.person }), organisation: displayName({ name: row!.organisation }) }
}
