// Reads who is meant to answer for a promise: somebody of the register, or of the delegations of this very visit.
import { meantPeople } from '#features/events/partaking.queries.ts'
import { displayName, type Suggested } from '#features/organisations/naming.ts'
import { delegatesOf } from '#features/visits/delegations/delegate.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { joinedKey, nameKeys } from '#platform/names/name-key.ts'
import { isEmptyText } from '#platform/texts/local-text.ts'

/** A member of a delegation who stands in no register of people. */
export type Unregistered = { readonly id: string; readonly version: number; readonly name: string; readonly names: readonly string[] }

/** Those of the visit's delegations who come and have a name but no record. One query. */
export const unregisteredAt = async (tx: OfficeTx, eventId: string): Promise<Unregistered[]> =>
  (await delegatesOf(tx, eventId))
    .filter(({ personId, withdrawnOn, name }) => personId === null && withdrawnOn === null && !isEmptyText(name))
    .map(({ id, version, name, nativeName }) => ({
      id,
      version,
      name: displayName({ name, nativeName: nativeName || null }),
      names: [...Object.values(name.in).map(({ text }) => text), nativeName].filter((one) => one !== ''),
    }))

/** Who answers: a person's id, or a member of a delegation who is to be entered first. Neither: nobody was named, or `faults` say why not. */
export type Answering = { readonly personId: string | null; readonly toRegister: Unregistered | null; readonly faults: readonly FieldFault[] }

/** `register`: whoever is of the delegation alone may be entered now. */
export async function answeringFor(tx: OfficeTx, eventId: string, box: Suggested, register: boolean): Promise<Answering> {
  const { ids, faults } = await meantPeople(tx, [box], () => 'person')
  if (faults.length === 0) return { personId: ids[0] ?? null, toRegister: null, faults }
  const typed = new Set(nameKeys(box.text))
  const rows = (await delegatesOf(tx, eventId)).map((one) => ({ ...one, names: [...Object.values(one.name.in).map(({ text }) => text), one.nativeName] }))
  const whole = rows.filter(({ names }) => names.flatMap(nameKeys).some((key) => typed.has(key)))
  // By the first name alone only where nobody else of the delegations has it.
  const first = joinedKey(box.text)
  const members = whole.length > 0 ? whole : rows.filter(({ names }) => names.some((one) => one !== '' && joinedKey(one.split(' ')[0] ?? '') === first))
  const [only, ...others] = members
  if (only === undefined || others.length > 0) return { personId: null, toRegister: null, faults }
  if (only.personId !== null) return { personId: only.personId, toRegister: null, faults: [] }
  const one = (await unregisteredAt(tx, eventId)).find(({ id }) => id === only.id) ?? null
  if (one === null) return { personId: null, toRegister: null, faults }
  return register
    ? { personId: null, toRegister: one, faults: [] }
    : { personId: null, toRegister: null, faults: [{ name: 'person', message: m.meetings_answers_unregistered({ name: one.name }) }] }
}
