// Documents follow what they hang on into the record that took it up: an organisation, a person, a partnership of two that became one.
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import { ok } from '#platform/result.ts'
import { moveDocuments } from './document.actions.ts'
import { isDocumentThing } from './document.ts'
import { documentsOf } from './document.queries.ts'

export const documentFollower: Follower = {
  columns: ['document_place thing_id'],
  tell: async (tx, thing, id) => {
    const count = isDocumentThing(thing) ? (await documentsOf(tx, thing, id)).all : 0
    return count === 0 ? [] : [m.documents_merging({ count })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (!isDocumentThing(thing)) return ok([])
    const moved = await moveDocuments(here, tx, by, thing, from, to)
    return moved.ok ? ok([]) : moved
  },
}
