// Ends posts and hands them over: the person stays, the successor begins on the same day, all in one change.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result, type Stale } from '#platform/result.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import type { Written } from '../organisation.actions.ts'
import { createPerson } from './person.actions.ts'
import { posts, type Post } from './person.table.ts'
import { addPost, confirmPost, endPost } from './post.actions.ts'
import type { EndReason } from './post.ts'

/** Someone of the register, or somebody new by their names. */
export type TakesOver = { readonly personId: string } | { readonly name: LocalTextForm }

export type Ending = { readonly toDate: ImpreciseDate; readonly reason: EndReason; readonly successor: TakesOver | null }

/** Ends one post; its successor takes the same post from that day. */
export const endPostWith = (here: Here, by: Officer, id: string, version: number, ending: Ending): Promise<Result<Written, Refusal | Stale<Post>>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | Stale<Post>>> => {
    const inside = within(here, tx)
    const ended = await endPost(inside, by, id, version, ending)
    if (!ended.ok || ending.successor === null) return ended
    const [post] = await tx
      .select()
      .from(posts)
      .where(and(eq(posts.officeId, tx.officeId), eq(posts.id, id)))
    const taken = await takenOver(tx, inside, by, post!, ending)
    return taken.ok ? ended : taken
  })

async function takenOver(tx: OfficeTx, here: Here, by: Officer, post: Post, { toDate, successor }: Ending): Promise<Result<unknown>> {
  if (successor === null) return ok(null)
  if ('personId' in successor && successor.personId === post.personId) return refuse('self', m.organisations_ending_self(), 'successor')
  const made = 'personId' in successor ? null : await createPerson(here, by, { name: successor.name })
  if (made !== null && !made.ok) return made
  const personId = 'personId' in successor ? successor.personId : made!.value.id
  // Entered already, by a colleague or from a news item: nobody holds one post twice.
  const [held] = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.officeId, tx.officeId),
        eq(posts.personId, personId),
        eq(posts.organisationId, post.organisationId),
        eq(posts.roleClass, post.roleClass),
        isNull(posts.toDate),
        isNull(posts.deletedAt),
      ),
    )
  if (held !== undefined) return ok(null)
  return addPost(here, by, personId, {
    organisationId: post.organisationId,
    role: Object.fromEntries(Object.entries(post.role.in).map(([language, { text }]) => [language, text])),
    roleClass: post.roleClass,
    fromDate: toDate,
    confirmedOn: here.clock.today(),
  })
}

export type AfterElections = { readonly id: string; readonly version: number } & (
  | { readonly outcome: 'ends'; readonly ending: Ending }
  | { readonly outcome: 'stays' }
)

/** `postId`: the post at which it failed. */
export type ElectionsRefusal = Refusal & { readonly postId?: string }

/** Writes how an election went for many posts at once: all of it or nothing, undone together. */
export const writeElections = (here: Here, by: Officer, rows: readonly AfterElections[]): Promise<Result<{ readonly activityId: string }, ElectionsRefusal>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly activityId: string }, ElectionsRefusal>> => {
    let last: string | null = null
    for (const row of rows) {
      const done =
        row.outcome === 'ends'
          ? await endPostWith(within(here, tx), by, row.id, row.version, row.ending)
          : await confirmPost(within(here, tx), by, row.id, row.version)
      if (!done.ok) {
        const { code, message, field } = done.refusal
        return { ok: false, refusal: { code, message, postId: row.id, ...(field === undefined ? {} : { field }) } }
      }
      last = done.value.activityId
    }
    return last === null ? refuse('nothing', m.organisations_elections_choose()) : ok({ activityId: last })
  })

/** Confirms many posts at once, as after a partner's answer: all or none. */
export const confirmPosts = (
  here: Here,
  by: Officer,
  confirmed: readonly { readonly id: string; readonly version: number }[],
): Promise<Result<{ readonly activityId: string }, ElectionsRefusal>> =>
  writeElections(
    here,
    by,
    confirmed.map(({ id, version }) => ({ id, version, outcome: 'stays' as const })),
  )
