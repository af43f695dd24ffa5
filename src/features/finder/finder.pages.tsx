// The parts of the finder as tabs over each of its pages.
import { addresses } from '#addresses'
import { m } from '#messages'
import { EmptyState, Tabs } from '#ui/tables.tsx'

export type FinderPart = 'list' | 'shortlist' | 'outreach' | 'facts' | 'twinnings' | 'wanted'

export const FinderTabs = ({ part }: { readonly part: FinderPart }) => (
  <Tabs
    label={m.finder_title()}
    tabs={[
      { href: addresses.finder(), text: m.finder_tab_list(), current: part === 'list' },
      { href: addresses.finderShortlist(), text: m.finder_tab_shortlist(), current: part === 'shortlist' },
      { href: addresses.finderOutreach(), text: m.finder_tab_outreach(), current: part === 'outreach' },
      { href: addresses.finderFacts(), text: m.finder_tab_facts(), current: part === 'facts' },
      { href: addresses.finderTwinnings(), text: m.finder_tab_twinnings(), current: part === 'twinnings' },
      { href: addresses.finderWanted(), text: m.finder_tab_wanted(), current: part === 'wanted' },
    ]}
  />
)

/** What is said where nothing can be ranked: the list of towns is not built, or it lacks the office's own. */
export const NotReady = ({ kind }: { readonly kind: 'unmade' | 'homeless' }) =>
  kind === 'unmade' ? (
    <EmptyState title={m.finder_unmade_title()} text={m.finder_unmade_text()} />
  ) : (
    <EmptyState title={m.finder_homeless_title()} text={m.finder_homeless_text()} />
  )
