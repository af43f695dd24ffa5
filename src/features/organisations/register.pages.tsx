// What the pages of organisations and people share: the register's two views, the warning of a namesake.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { Checkbox } from '#ui/fields.tsx'
import { Tabs } from '#ui/tables.tsx'

export type RegisterTabs = { readonly organisations: number; readonly people: number }

export const RegisterViews = ({ counts, now }: { readonly counts: RegisterTabs; readonly now: 'organisations' | 'people' }) => (
  <Tabs
    label={m.organisations_views()}
    tabs={[
      { href: addresses.organisations(), text: m.organisations_tab_organisations(), count: counts.organisations, current: now === 'organisations' },
      { href: addresses.people(), text: m.organisations_tab_people(), count: counts.people, current: now === 'people' },
    ]}
  />
)

/** „Има вече такава“: what bears the same name, and the box that says both are meant. */
export const TwinWarning = ({ title, children }: { readonly title: string; readonly children: Child }) => (
  <section class="conflict" role="alert" aria-labelledby="twins-title" tabindex={-1} data-focus>
    <h2 id="twins-title">{title}</h2>
    <ul>{children}</ul>
    <p>{m.organisations_twins_text()}</p>
    <Checkbox name="keepTwin" label={m.organisations_twins_keep()} />
  </section>
)
