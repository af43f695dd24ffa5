// What the demonstration shows of the partner search: one town as the finder finds it for Troyan on that day; the letter to it nobody sent.
import { askedOf } from '#features/finder/candidates/candidate.ts'
import { findingOf, foundCandidates } from '#features/finder/candidates/candidate.queries.ts'
import type { Finding } from '#features/finder/finder.ts'
import type { Here } from '#platform/here.ts'

/** GeoNames id of Sulmona. */
export const APPROACHED = 3166034

/** Towns of Italy as an officer asks for them first: by likeness, with nothing moved. */
const ASKED = askedOf(new URLSearchParams({ country: 'IT' }))

/**
 * The town as it stands in the list of the page, with the twinnings and the tags that the office has by then; nothing of it is made up. null while the list of
 * places is not made, or where the town is not on the first page of that list.
 */
export async function findingOfApproached(here: Here, office: { readonly id: string; readonly placeId: number }): Promise<Finding | null> {
  const found = await foundCandidates(here, office, ASKED)
  const candidate = found.kind === 'found' ? found.candidates.find(({ id }) => id === APPROACHED) : undefined
  return found.kind !== 'found' || candidate === undefined ? null : findingOf(ASKED, found, candidate, null, here.clock.today())
}
