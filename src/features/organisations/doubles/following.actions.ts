// Posts follow their person, or their organisation, into the record that took it up; one post written twice becomes one.
import { and, asc, count, eq, isNull, or } from 'drizzle-orm'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { earliest, latest, type ImpreciseDate } from '#platform/dates.ts'
import { isEmptyText } from '#platform/texts/local-text.ts'
import { ok } from '#platform/result.ts'
import { unitedState, type Follower, type Move } from './merging.ts'
import { posts, type Post } from '../people/person.table.ts'
import { postPut, snapshotOfPost } from '../people/post.actions.ts'

const columnOf = { organisation: posts.organisationId, person: posts.personId } as const
const isDoubling = (thing: string): thing is keyof typeof columnOf => thing === 'organisation' || thing === 'person'

const liveOf = (tx: OfficeTx, thing: keyof typeof columnOf, ids: readonly string[]): Promise<Post[]> =>
  tx
    .select()
    .from(posts)
    .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), or(...ids.map((id) => eq(columnOf[thing], id)))))
    .orderBy(asc(posts.id))

/** Two dates that may mean one day, or of which one is not known. */
const agree = (a: ImpreciseDate | null, b: ImpreciseDate | null): boolean => a === null || b === null || (earliest(a) <= latest(b) && earliest(b) <= latest(a))

/** The same post of the same person, written down twice: nothing that one says does the other deny. */
const isSamePost = (a: Post, b: Post): boolean =>
  a.personId === b.personId &&
  a.organisationId === b.organisationId &&
  a.roleClass === b.roleClass &&
  // Who left and came again held it twice: an end on one side only tells nothing.
  (a.toDate === null) === (b.toDate === null) &&
  agree(a.fromDate, b.fromDate) &&
  agree(a.toDate, b.toDate) &&
  (isEmptyText(a.role) || isEmptyText(b.role) || Object.entries(a.role.in).some(([language, { text }]) => b.role.in[language]?.text === text))

export const postFollower: Follower = {
  columns: ['post organisation_id', 'post person_id'],
  tell: async (tx, thing, id) => {
    if (!isDoubling(thing)) return []
    const [row] = await tx
      .select({ n: count() })
      .from(posts)
      .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), eq(columnOf[thing], id)))
    return row === undefined || row.n === 0 ? [] : [m.organisations_merging_posts({ count: row.n })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (!isDoubling(thing)) return ok([])
    const all = await liveOf(tx, thing, [from, to])
    const column = thing === 'organisation' ? 'organisationId' : 'personId'
    const there = all.filter((post) => post[column] === to)
    const moves: Move[] = []
    for (const post of all.filter((one) => one[column] === from)) {
      const moved: Post = { ...post, [column]: to }
      const twin = there.find((one) => isSamePost(one, moved))
      if (twin === undefined) {
        const put = await postPut('post.followed')(here, by, post.id, snapshotOfPost(moved), post.version)
        if (!put.ok) return put
        there.push({ ...moved, version: post.version + 1 })
        continue
      }
      const state = unitedState(snapshotOfPost(twin), snapshotOfPost(moved))
      const confirmed = [twin.confirmedOn, moved.confirmedOn].filter((day) => day !== null).sort()
      const united: Snapshot = { ...state, confirmedOn: confirmed.at(-1) ?? null }
      const put = await postPut('post.united')(here, by, twin.id, united, twin.version)
      if (!put.ok) return put
      twin.version += 1
      const gone = await postPut('post.removed')(here, by, post.id, null, post.version)
      if (!gone.ok) return gone
      moves.push({ thing: 'post', from: post.id, to: twin.id })
    }
    return ok(moves)
  },
}
