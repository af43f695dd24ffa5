// Who is meant by a name typed at an item: members of the delegations first, then the people of the register; and what to offer while one types.
import { meantPeople } from '#features/events/partaking.queries.ts'
import { displayName, type Suggested } from '#features/organisations/naming.ts'
import { personChoices } from '#features/organisations/people/person.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { isId } from '#platform/ids.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { ProgrammeDelegate } from './programme.queries.ts'

/** As the boxes send it: `d:` and the id of a delegate, `p:` and that of a person. */
export type Choice = { readonly id: string; readonly title: string; readonly sub: string }
export type Somebody = { readonly delegateId: string | null; readonly personId: string | null }

const MOST_OFFERED = 8

/** A member of a delegation as a box names them: without title, else by their post. */
const nameInBox = ({ name, nativeName, role }: Pick<ProgrammeDelegate, 'name' | 'nativeName' | 'role'>): string =>
  displayName({ name, nativeName: nativeName || null }) || textIn(role)

const spellings = ({ name, nativeName, role }: Pick<ProgrammeDelegate, 'name' | 'nativeName' | 'role'>): string[] =>
  [...Object.values(name.in).map(({ text }) => text), nativeName, ...Object.values(role.in).map(({ text }) => text)].filter((one) => one !== '')

/** What to offer for what is typed: delegates any of whose names has a word that begins so, then the register. */
export async function peopleChoices(tx: OfficeTx, delegates: readonly ProgrammeDelegate[], q: string): Promise<Choice[]> {
  const typed = q.trim().toLowerCase()
  if (typed === '') return []
  const begins = (text: string): boolean =>
    text.toLowerCase().startsWith(typed) ||
    text
      .toLowerCase()
      .split(/[\s-]+/)
      .some((word) => word.startsWith(typed))
  const own = delegates
    .filter((one) => !one.withdrawn && spellings(one).some(begins))
    .slice(0, MOST_OFFERED)
    .map((one) => ({
      id: `d:${one.id}`,
      title: nameInBox(one),
      sub: [textIn(one.role), one.side === 'hosts' ? m.programme_attendance_hosts() : m.programme_attendance_guests()].filter((part) => part !== '').join(', '),
    }))
  const known = new Set(delegates.map(({ personId }) => personId))
  const others = own.length >= MOST_OFFERED ? [] : await personChoices(tx, q, MOST_OFFERED)
  return [...own, ...others.filter(({ id }) => !known.has(id)).map(({ id, title, sub }) => ({ id: `p:${id}`, title, sub: sub ?? '' }))].slice(0, MOST_OFFERED)
}

/** Who the boxes mean; null at an empty box. A name nobody bears, or several bear, is a fault in words. */
export async function meantSomebody(
  tx: OfficeTx,
  delegates: readonly ProgrammeDelegate[],
  boxes: readonly Suggested[],
  nameAt: (index: number) => string,
): Promise<{ readonly meant: readonly (Somebody | null)[]; readonly faults: readonly FieldFault[] }> {
  const meant: (Somebody | null)[] = []
  const faults: FieldFault[] = []
  for (const [index, box] of boxes.entries()) {
    if (box.text === '') {
      meant.push(null)
      continue
    }
    const keys = new Set(nameKeys(box.text))
    const bears = (one: ProgrammeDelegate): boolean => spellings(one).some((name) => nameKeys(name).some((key) => keys.has(key)))
    const [kind, id = ''] = box.id.split(':')
    const chosen = kind === 'd' ? delegates.find((one) => one.id === id && (bears(one) || nameInBox(one) === box.text)) : undefined
    const named = chosen === undefined ? delegates.filter((one) => !one.withdrawn && bears(one)) : [chosen]
    if (named.length === 1) {
      meant.push({ delegateId: named[0]!.id, personId: null })
      continue
    }
    if (named.length > 1) {
      meant.push(null)
      faults.push({ name: nameAt(index), message: m.programme_several_of_name({ typed: box.text }) })
      continue
    }
    const found = await meantPeople(tx, [{ text: box.text, id: kind === 'p' && isId(id) ? id : '' }], () => nameAt(index))
    faults.push(...found.faults)
    const personId = found.ids[0] ?? null
    meant.push(personId === null ? null : { delegateId: null, personId })
  }
  return { meant, faults }
}
