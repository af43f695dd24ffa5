// The lists that stand side by side under „Събития“: what happened and will happen, the dossiers of visits, the gifts and symbols, our journeys.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Tabs } from './tables.tsx'

export const EventTabs = ({ now }: { readonly now: 'events' | 'visits' | 'gifts' | 'trips' }) => (
  <Tabs
    label={m.ui_event_tabs()}
    tabs={[
      { href: addresses.events(), text: m.ui_event_tabs_events(), current: now === 'events' },
      { href: addresses.visits(), text: m.ui_event_tabs_visits(), current: now === 'visits' },
      { href: addresses.gifts(), text: m.ui_event_tabs_gifts(), current: now === 'gifts' },
      { href: addresses.trips(), text: m.ui_event_tabs_trips(), current: now === 'trips' },
    ]}
  />
)
