// The two halves of the month's telling, side by side above both: the reviews, and the newsletter that carries them.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Tabs } from '#ui/tables.tsx'

export const DigestTabs = ({ current }: { readonly current: 'digests' | 'newsletter' }) => (
  <Tabs
    label={m.digest_tabs()}
    tabs={[
      { href: addresses.digests(), text: m.digest_tab_reviews(), current: current === 'digests' },
      { href: addresses.newsletter(), text: m.digest_tab_newsletter(), current: current === 'newsletter' },
    ]}
  />
)
