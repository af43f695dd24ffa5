// Finds people by what they are and where: „кмет Дойран“, „Dojran mayor“.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { findByName } from '#platform/search/names.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { organisations } from '../organisation.table.ts'
import { people, posts } from './person.table.ts'
import { isPast, ROLE_CLASSES, type RoleClass, roleName } from './post.ts'

/** The longest post and the longest name that are tried: each way to part the words asks the database again. */
const MOST_WORDS = 6
/** A post is called by one word or two, „заместник-кмет“; what is longer is found by the organisation alone. */
const POST_WORDS = [1, 2]
const MOST_POSTS = 200

const namesOfRole = (roleClass: RoleClass): string[] => LANGUAGES.map((locale) => roleName(roleClass, locale))
/** Every asked word, as in a key, begins a word of what is said. */
const names = (asked: readonly string[], said: readonly string[]): boolean => {
  const own = said.flatMap((one) => nameKey(one).split(' '))
  return asked.every((word) => own.some((one) => one.startsWith(word)))
}

/**
 * Ids of people whose post the words name together with its organisation, in either order; those who hold it to this day first.
 * For a question that no name answers: at most four queries for each way to part the words, four ways in all.
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
    // A slip in the town's name is looked for only beside a post we know: it costs more than all the rest.
    const known = ROLE_CLASSES.some((roleClass) => names(asked, namesOfRole(roleClass)))
    const found = await findByName(tx, organisation.join(' '), { things: ['organisation'], limit: 20, forgiving: known })
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
    const called = held.filter(({ post }) => names(asked, [...Object.values(post.role.in).map(({ text }) => text), ...namesOfRole(post.roleClass)]))
    if (called.length > 0)
      return [...new Set(called.toSorted((a, b) => Number(isPast(a.post, today)) - Number(isPast(b.post, today))).map(({ post }) => post.personId))].slice(
        0,
        limit,
      )
  }
  return []
}
