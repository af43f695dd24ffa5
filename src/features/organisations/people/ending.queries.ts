// Finds whom an officer means by the name of a successor.
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { NEW_PERSON } from './ending.ts'
import { allNames, displayName, type Suggested } from '../naming.ts'
import { peopleNamed, personById } from './person.queries.ts'
import { withTitle } from './person.ts'
import type { PersonWithPosts } from './person.table.ts'

/** Somebody of the register, or a name to be entered. */
export type Successor = { readonly personId: string } | { readonly name: string }

export type SuccessorMeant = { readonly meant: Successor | null; readonly candidates: readonly PersonWithPosts[] }

/** `choice`: an id among those of the same name, or „another person“. Nothing typed means nobody. */
export async function successorMeant(tx: OfficeTx, box: Suggested, choice: string): Promise<SuccessorMeant> {
  if (box.text === '') return { meant: null, candidates: [] }
  if (choice === NEW_PERSON) return { meant: { name: box.text }, candidates: [] }
  const keys = new Set(nameKeys(box.text))
  const id = choice === '' ? box.id : choice
  const chosen = id === '' ? null : await personById(tx, id)
  // Whoever chose a suggestion and then typed another name means the name.
  if (chosen !== null && [...allNames(chosen), withTitle(chosen.title, displayName(chosen))].some((name) => nameKeys(name).some((key) => keys.has(key))))
    return { meant: { personId: chosen.id }, candidates: [] }
  const candidates = await peopleNamed(tx, [box.text])
  return candidates.length === 0 ? { meant: { name: box.text }, candidates: [] } : { meant: null, candidates }
}
