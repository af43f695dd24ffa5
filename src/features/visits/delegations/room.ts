// Who sleeps in whose room: what one member's row says of another holds for both.
import { nameKey } from '#platform/names/name-key.ts'
import type { Room } from './delegate.ts'

/** A member as far as their stay goes; `called`: every spelling of their name, the one to print first. */
export type Lodger = { readonly id: string; readonly called: readonly string[]; readonly room: Room; readonly lodging: string; readonly roomWith: string }
/** `mates`: ids of the members they share it with; none where `roomWith` names nobody of the delegation. */
export type Stay = Pick<Lodger, 'room' | 'lodging' | 'roomWith'> & { readonly mates: readonly string[] }

/** Whether what was typed under „дели стаята с“ names them: „Ли На“, „г-жа Ли На“, 李娜. One word alone must be the whole of it. */
export const names = (typed: string, { called }: Pick<Lodger, 'called'>): boolean => keyNames(nameKey(typed), called.map(nameKey))

const keyNames = (key: string, keys: readonly string[]): boolean =>
  keys.some((own) => own !== '' && (own === key || (own.includes(' ') && ` ${key} `.includes(` ${own} `))))

/**
 * Where each of them sleeps: as their own row says; of whom it says nothing of a room, or of the same room not with whom, and whom somebody else's row names
 * as sharing it, as that row says. By id.
 */
export function staysOf(members: readonly Lodger[]): ReadonlyMap<string, Stay> {
  // Each name is read once: of three hundred members every one is held against every other.
  const keyed = members.map((one) => ({ one, keys: one.called.map(nameKey) }))
  const givers = members
    .filter(({ room, roomWith }) => room !== '' && room !== 'none' && roomWith.trim() !== '')
    .map((giver) => {
      const key = nameKey(giver.roomWith)
      return { giver, named: keyed.flatMap(({ one, keys }) => (one.id !== giver.id && keyNames(key, keys) ? [one] : [])) }
    })
  return new Map(
    members.map((one) => {
      const { id, room, lodging, roomWith } = one
      const own = givers.find(({ giver }) => giver.id === id)
      const other = givers.find(({ giver, named }) => named.some((mate) => mate.id === id) && (room === '' || (room === giver.room && roomWith.trim() === '')))
      if (own !== undefined || other === undefined) return [id, { room, lodging, roomWith, mates: own?.named.map((mate) => mate.id) ?? [] }]
      const mates = [other.giver, ...other.named.filter((mate) => mate.id !== id)]
      return [
        id,
        {
          room: other.giver.room,
          lodging: lodging.trim() === '' ? other.giver.lodging : lodging,
          roomWith:
            roomWith.trim() === ''
              ? mates
                  .map(({ called }) => called[0] ?? '')
                  .filter((name) => name !== '')
                  .join(', ')
              : roomWith,
          mates: mates.map((mate) => mate.id),
        },
      ]
    }),
  )
}
