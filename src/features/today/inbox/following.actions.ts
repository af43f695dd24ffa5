// What was said of a silent partnership goes along when another takes it up: put off stays put off, given stays given.
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { ok } from '#platform/result.ts'
import { moveNotes } from './waiting.actions.ts'

export const waitingFollower: Follower = {
  columns: ['waiting_note thing_id'],
  // Nobody chooses a record by what was put off.
  tell: async () => [],
  follow: async (here, tx, by, { from, to }) => {
    await moveNotes(here, tx, by, from, to)
    return ok([])
  },
}
