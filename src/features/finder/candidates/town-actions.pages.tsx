// What can be done with a town of the list: compare, keep, pin, leave out.
import { m } from '#messages'
import type { Town } from './candidate.queries.ts'

export type TownActionProps = {
  readonly town: Pick<Town, 'id' | 'name'>
  readonly standing: { readonly pinned: boolean; readonly shortlisted: boolean } | null
  readonly finding: string
  /** Where one comes back to. */
  readonly back: string
  readonly officer: boolean
}

export const TownActions = ({ town }: TownActionProps) => (
  <div class="doing">
    <label class="cmp">
      <input class="ds-input" type="checkbox" name="place" value={String(town.id)} form="comparing" /> {m.finder_compare()}
      <span class="sr"> {town.name}</span>
    </label>
  </div>
)
