// What the pages of organisations and people share: the register's two views, the warning of a namesake, the boxes for other names.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { Checkbox, errorOf, Select, TextArea, TextField } from '#ui/fields.tsx'
import { Tabs } from '#ui/tables.tsx'
import { languageChoices } from './naming.ts'

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

type OtherNamesProps = {
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  /** Under the box for the name in its own script. */
  readonly hint: string
  /** The choice that leaves the language of that name open. */
  readonly noLanguage: string
  readonly rows: number
}

/** The name as its own people write it, in which language that is, and what else one is found by. */
export const OtherNames = ({ body, faults, hint, noLanguage, rows }: OtherNamesProps) => {
  const error = (name: string): string | undefined => errorOf(faults, name)
  return (
    <>
      <TextField
        name="nativeName"
        label={m.organisations_field_native_name()}
        hint={hint}
        optional
        value={typed(body, 'nativeName')}
        lang={typed(body, 'nativeLanguage') || 'und'}
        error={error('nativeName')}
      />
      <Select
        name="nativeLanguage"
        label={m.organisations_field_native_language()}
        optional
        value={typed(body, 'nativeLanguage')}
        empty={noLanguage}
        options={languageChoices()}
        error={error('nativeLanguage')}
      />
      <TextArea
        name="aliases"
        label={m.organisations_field_aliases()}
        hint={m.organisations_hint_aliases()}
        optional
        rows={rows}
        value={typed(body, 'aliases')}
        error={error('aliases')}
      />
    </>
  )
}
