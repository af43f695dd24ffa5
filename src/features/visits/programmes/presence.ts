// Who takes part in an item of a programme: both delegations, one side, groups and people named; and by which of these somebody does.
import type { Attendance, Part } from './programme.ts'

type Item = {
  readonly attendance: Attendance
  readonly groups: readonly string[]
  readonly participants: readonly { readonly delegateId: string | null; readonly personId: string | null; readonly part: Part }[]
}
type Delegate = { readonly id: string; readonly side: 'hosts' | 'guests'; readonly personId: string | null; readonly withdrawn: boolean }
type Group = { readonly id: string; readonly members: readonly string[] }

/** By what somebody takes part: as one of a side, by a group (its id), or named. */
export type Ground = { readonly by: 'side' } | { readonly by: 'group'; readonly group: string } | { readonly by: 'name'; readonly part: Part }

/** Somebody's key → why they take part. A delegate goes by their own id, a person of the register who is in no delegation by that of the register. */
export type Presence = ReadonlyMap<string, Ground>

/** Answers who takes part in any item of one programme. Those who do not come take part in nothing. */
export function presenceIn(delegates: readonly Delegate[], groups: readonly Group[]): (item: Item) => Presence {
  const coming = delegates.filter(({ withdrawn }) => !withdrawn)
  const byId = new Map(coming.map((one) => [one.id, one]))
  const byPerson = new Map(coming.flatMap((one) => (one.personId === null ? [] : [[one.personId, one.id] as const])))
  const membersOf = new Map(groups.map(({ id, members }) => [id, members]))
  return (item) => {
    const present = new Map<string, Ground>()
    for (const { id, side } of coming) if (item.attendance === 'all' || item.attendance === side) present.set(id, { by: 'side' })
    for (const group of item.groups) for (const member of membersOf.get(group) ?? []) if (byId.has(member)) present.set(member, { by: 'group', group })
    for (const { delegateId, personId, part } of item.participants) {
      const key = delegateId === null ? (byPerson.get(personId ?? '') ?? personId) : byId.has(delegateId) ? delegateId : null
      if (key !== null) present.set(key, { by: 'name', part })
    }
    return present
  }
}
