// Enters many organisations, people or posts at once: a whole list in a few statements, each record with its own line in the activity record.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { recordMany } from '#platform/activity/activity.ts'
import { insertedMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, type Result } from '#platform/result.ts'
import { indexNamesOf } from '#platform/search/names.ts'
import { allNames, displayName } from './naming.ts'
import { namesToFind } from './organisation.queries.ts'
import { snapshotOfOrganisation } from './organisation.actions.ts'
import { withFacts, type OrganisationFacts } from './organisation.ts'
import { organisations, type Organisation } from './organisation.table.ts'
import { snapshotOfPerson } from './people/person.actions.ts'
import { withFacts as withPersonFacts, type PersonFacts } from './people/person.ts'
import { people, posts, type Person, type Post } from './people/person.table.ts'
import { snapshotOfPost } from './people/post.actions.ts'
import { postWords, withFacts as withPostFacts, type PostFacts } from './people/post.ts'

/** Enters organisations in the given order; twins are the caller's question. */
export const enterOrganisations = (here: Here, by: Officer, list: readonly OrganisationFacts[]): Promise<Result<readonly Organisation[]>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const rows = list.map((facts) => ({ officeId: tx.officeId, id: newId(), ...withFacts(null, facts, now), createdAt: now, updatedAt: now }))
    const made = await insertedMany(tx, organisations, rows)
    const names = await namesToFind(tx, made)
    await indexNamesOf(
      tx,
      'organisation',
      made.map(({ id }) => ({ id, names: names.get(id)! })),
    )
    await recordMany(
      tx,
      here,
      by,
      made.map((row) => ({
        act: 'organisation.created',
        id: row.id,
        label: displayName(row),
        before: null,
        after: snapshotOfOrganisation(row),
        version: row.version,
      })),
    )
    return ok(made)
  })

/** Enters people in the given order. */
export const enterPeople = (here: Here, by: Officer, list: readonly PersonFacts[]): Promise<Result<readonly Person[]>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const rows = list.map((facts) => ({ officeId: tx.officeId, id: newId(), ...withPersonFacts(null, facts, now), createdAt: now, updatedAt: now }))
    const made = await insertedMany(tx, people, rows)
    await indexNamesOf(
      tx,
      'person',
      made.map((row) => ({ id: row.id, names: allNames(row) })),
    )
    await recordMany(
      tx,
      here,
      by,
      made.map((row) => ({ act: 'person.created', id: row.id, label: displayName(row), before: null, after: snapshotOfPerson(row), version: row.version })),
    )
    return ok(made)
  })

/** A post with both its ends, which the caller has just read or made in the same transaction. */
export type EnteredPost = { readonly person: Person; readonly organisation: Organisation; readonly facts: Omit<PostFacts, 'organisationId'> }

export const enterPosts = (here: Here, by: Officer, list: readonly EnteredPost[]): Promise<Result<readonly Post[]>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const rows = list.map(({ person, organisation, facts }) => ({
      officeId: tx.officeId,
      id: newId(),
      personId: person.id,
      ...withPostFacts(null, { ...facts, organisationId: organisation.id }, now),
      createdAt: now,
      updatedAt: now,
    }))
    const made = await insertedMany(tx, posts, rows)
    await recordMany(
      tx,
      here,
      by,
      made.map((row, index) => ({
        act: 'post.created',
        id: row.id,
        label: m.organisations_post_label({
          person: displayName(list[index]!.person),
          role: postWords(row),
          organisation: displayName(list[index]!.organisation),
        }),
        before: null,
        after: snapshotOfPost(row),
        version: row.version,
      })),
    )
    return ok(made)
  })
