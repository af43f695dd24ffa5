// By what the register of gifts is narrowed, as it stands in its address.
import { isSymbolicActKind } from '#features/events/symbolic-act.ts'
import { isGiftState, isGiftWay, isOwner } from './gift.ts'
import type { GiftFilters } from './register.queries.ts'

/** What the register is narrowed to, out of its address; what cannot be meant is left out. */
export function giftFiltersOf(query: (name: string) => string | undefined): GiftFilters {
  const asked = (name: string): string | undefined => {
    const value = (query(name) ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
    return value === '' ? undefined : value
  }
  const [way, state, owner, kind, year] = ['way', 'state', 'owner', 'kind', 'year'].map(asked)
  return {
    way: way !== undefined && (isGiftWay(way) || way === 'act') ? way : undefined,
    state: state !== undefined && isGiftState(state) ? state : undefined,
    owner: owner !== undefined && isOwner(owner) ? owner : undefined,
    kind: kind !== undefined && isSymbolicActKind(kind) ? kind : undefined,
    organisation: asked('organisation'),
    event: asked('event'),
    person: asked('person'),
    year: year !== undefined && /^[1-9]\d{3}$/.test(year) ? Number(year) : undefined,
    q: asked('q'),
  }
}
