// Who sleeps in whose room: what one member's row says of another holds for both.
import { nameKey } from '#platform/names/name-key.ts'
import type { Room } from './delegate.ts'

/** A member as far as their stay goes; `called`: every spelling of their name, the one to print first. */
export type Lodger = { readonly id: string; readonly called: readonly string[]; readonly room: Room; readonly lodging: string; readonly roomWith: string }
export type Stay = Pick<Lodger, 'room' | 'lodging' | 'roomWith'>

/** Whether what was typed under „дели стаята с“ names them: „Ли На“, „г-жа Ли На“, 李娜. One word alone must be the whole of it. */
function names(typed: string, { called }: Lodger): boolean {
  const key = nameKey(typed)
  return called.some((name) => {
    const own = nameKey(name)
    return own !== '' && (own === key || (own.includes(' ') && ` ${key} `.includes(` ${own} `)))
  })
}

/**
 * Where each of them sleeps: as their own row says; of whom it says nothing, and whom somebody else's row names as sharing their room, as that row says.
 * By id.
 */
export function staysOf(members: readonly Lodger[]): ReadonlyMap<string, Stay> {
  const givers = members.filter(({ room, roomWith }) => room !== '' && room !== 'none' && roomWith.trim() !== '')
  return new Map(
    members.map((one) => {
      const { id, room, lodging, roomWith } = one
      const giver = room !== '' ? undefined : givers.find((other) => other.id !== id && names(other.roomWith, one))
      return [
        id,
        giver === undefined
          ? { room, lodging, roomWith }
          : {
              room: giver.room,
              lodging: lodging.trim() === '' ? giver.lodging : lodging,
              roomWith: roomWith.trim() === '' ? (giver.called[0] ?? '') : roomWith,
            },
      ]
    }),
  )
}
