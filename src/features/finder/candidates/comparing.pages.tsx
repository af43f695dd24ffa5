// From the list to the comparison: the form that the boxes beside the towns belong to, and its button.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type Asked, queryFor } from './candidate.ts'

/** The boxes stand anywhere on the page with `form="comparing"`; what the list is asked goes along. */
export const Comparing = ({ asked }: { readonly asked: Asked }) => (
  <form id="comparing" class="comparing" method="get" action={addresses.finderComparison()} aria-label={m.finder_comparison_choosing()}>
    {Object.entries(queryFor(asked)).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class="ds-button" data-size="sm" data-variant="secondary">
      {m.finder_comparison_compare()}
    </button>
    <span class="sub">{m.finder_comparison_compare_hint()}</span>
  </form>
)

/** The same button after the last town, for whoever reads from above. */
export const ComparingBelow = () => (
  <p class="comparing">
    <button class="ds-button" data-size="sm" data-variant="secondary" form="comparing">
      {m.finder_comparison_compare()}
    </button>
  </p>
)
