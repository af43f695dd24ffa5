// An item of a programme as an event of its own (a meeting with agenda and minutes): what the event takes from it, who takes part, and where the two have parted since. Pure.
import type { EventKind, Participation } from '#features/events/event.ts'
import { displayName } from '#features/organisations/naming.ts'
import { isEmptyText, textIn } from '#platform/texts/local-text.ts'
import { presenceIn } from './presence.ts'
import type { ItemKind, ItemTime } from './programme.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { DAY_MINUTES } from './zone-time.ts'

/** What an item becomes; null where nobody would look for it in the register: a break, a journey, free time. */
export const eventKindOfItem = (kind: ItemKind): EventKind | null =>
  kind === 'break' || kind === 'free' || kind === 'travel' ? null : kind === 'ceremony' ? 'ceremony' : 'meeting'

/** The day of the event, by the clock of the item; an evening that goes on past midnight is of its own day. */
export const dateOfItem = ({ day, lastDay, time, minutes }: ItemTime): string =>
  day === lastDay || (time !== null && minutes < DAY_MINUTES) ? day : `${day}/${lastDay}`

/** `people` are in the register; `others`, by name, only in a delegation, so they cannot be participants of an event. */
export type AtItems = { readonly people: readonly Participation[]; readonly others: readonly string[] }

/** Who takes part in the items, each once, in the order of the delegations, with what they come as. */
export function peopleAt({ delegates, groups }: Programme, items: readonly ProgrammeItem[]): AtItems {
  const presence = presenceIn(delegates, groups)
  const keys = new Set(items.flatMap((item) => [...presence(item).keys()]))
  const there = delegates.filter(({ id }) => keys.has(id))
  const inDelegation = new Set(delegates.map(({ id }) => id))
  const named = [...keys].filter((key) => !inDelegation.has(key))
  return {
    people: [
      ...there.flatMap(({ personId, role }) => (personId === null ? [] : [{ personId, asRole: isEmptyText(role) ? null : textIn(role, role.source) }])),
      ...named.map((personId) => ({ personId, asRole: null })),
    ],
    others: there.flatMap(({ personId, name, nativeName, role }) =>
      personId === null ? [displayName({ name, nativeName: nativeName || null }) || textIn(role)] : [],
    ),
  }
}

/** `missing`: at the item, not at the event; `gone`: once at the item or in the delegations, still at the event, at the item no more. Ids of people. */
export type Parting = { readonly missing: readonly string[]; readonly gone: readonly string[] }

/** `once`: everybody who was ever at the items or in the delegations. Whoever else stands at the event was put there by the office and is its own matter. */
export function partingOf(now: readonly Participation[], participants: readonly Participation[], once: ReadonlySet<string>): Parting {
  const [here, there] = [new Set(now.map(({ personId }) => personId)), new Set(participants.map(({ personId }) => personId))]
  return {
    missing: now.map(({ personId }) => personId).filter((id) => !there.has(id)),
    gone: participants.map(({ personId }) => personId).filter((id) => !here.has(id) && once.has(id)),
  }
}
