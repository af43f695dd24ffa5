// What can be done with a town of the list: compare, take along, pin, leave out with a reason.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Deed } from '../shortlist/candidate.ts'
import type { Town } from './town.queries.ts'

export type TownActionProps = {
  readonly town: Pick<Town, 'id' | 'name'>
  /** What the office said of it; null: nothing. */
  readonly judged: { readonly pinned: boolean; readonly shortlisted: boolean } | null
  /** How it was found, as it is kept with the town. */
  readonly finding: string
  /** Where one comes back to. */
  readonly back: string
  readonly officer: boolean
}

export const TownActions = ({ town, judged, finding, back, officer }: TownActionProps) => {
  const deed = (which: Deed, text: string) => (
    <button class="ds-button" data-variant="tertiary" data-size="sm" name="deed" value={which}>
      {text}
      <span class="sr"> {town.name}</span>
    </button>
  )
  return (
    <div class="doing">
      <label class="cmp">
        <input class="ds-input" type="checkbox" name="place" value={String(town.id)} form="comparing" /> {m.finder_compare()}
        <span class="sr"> {town.name}</span>
      </label>
      {officer ? (
        <form method="post" action={addresses.finderShortlist()}>
          <input type="hidden" name="place" value={String(town.id)} />
          <input type="hidden" name="finding" value={finding} />
          <input type="hidden" name="back" value={`${back}#town-${town.id}`} />
          {judged?.shortlisted ? <span class="so">{m.finder_shortlisted()}</span> : deed('shortlist', m.finder_shortlist_do_shortlist())}
          {judged?.pinned ? deed('unpin', m.finder_shortlist_do_unpin()) : deed('pin', m.finder_shortlist_do_pin())}
          <details class="out">
            <summary>{m.finder_shortlist_do_exclude()}</summary>
            <label>
              {m.finder_shortlist_field_why()}
              <input class="ds-input" name="why" maxlength={1000} autocomplete="off" />
            </label>
            {deed('exclude', m.finder_shortlist_do_exclude())}
          </details>
        </form>
      ) : judged?.shortlisted ? (
        <span class="so">{m.finder_shortlisted()}</span>
      ) : null}
    </div>
  )
}
