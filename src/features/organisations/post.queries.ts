// Finds people by what they are and where: „кмет Дойран“, „Dojran mayor“.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { findByName } from '#platform/search/names.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { organisations } from './organisation.table.ts'
import { people, posts } from './person.table.ts'
import { isPast, roleName } from './post.ts'

/** The longest post and the longest name that are tried: each way to part the words asks the database again. */
const MOST_WORDS = 6
/** A post is called by one word or two, „заместник-кмет“; what is longer is found by the organisation alone. */
const POST_WORDS = [1, 2]
const MOST_POSTS = 200

/**
 * Ids of people whose post the words name together with its organisation, in either order; those who hold it to this day first.
 * For a question that no name answers: at most three queries for each way to part the words, four ways in all.
 */
export async function holdersCalled(tx: OfficeTx, query: string, today: string, limit: number): Promise<string[]> {
  const words = nameKey(query).split(' ')
  if (words.length < 2 || words.length > MOST_WORDS) return []
  const ways = POST_WORDS.flatMap((many) =>
    many >= words.length
      ? []
      : [
          { post: words.slice(0, many), organisation: words.slice(many) },
          { post: words.slice(-many), organisation: words.slice(0, -many) },
        ],
  )
  for (const { post: asked, organisation } of ways) {
    const found = await findByName(tx, organisation.join(' '), { things: ['organisation'], limit: 20 })
    if (found.length === 0) continue
    const held = await tx
      .select({ post: posts })
      .from(posts)
      .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
      .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
      .where(
        and(
          eq(posts.officeId, tx.officeId),
          isNull(posts.deletedAt),
          isNull(people.deletedAt),
          isNull(organisations.deletedAt),
          inArray(
            posts.organisationId,
            found.map(({ thingId }) => thingId),
          ),
        ),
      )
      .limit(MOST_POSTS)
    const called = held.filter(({ post }) => {
      const said = [...Object.values(post.role.in).map(({ text }) => text), ...LANGUAGES.map((locale) => roleName(post.roleClass, locale))]
      const own = said.flatMap((one) => nameKey(one).split(' '))
      return asked.every((word) => own.some((one) => one.startsWith(word)))
    })
    if (called.length > 0)
      return [...new Set(called.toSorted((a, b) => Number(isPast(a.post, today)) - Number(isPast(b.post, today))).map(({ post }) => post.personId))].slice(
        0,
        limit,
      )
  }
  return []
}
