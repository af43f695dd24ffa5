// What the pages of organisations, people and posts share: the register's two views, buttons, warnings.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { typed, type FormBody } from '#platform/http/form.ts'
import { isStale, type LocalText } from '#platform/texts/local-text.ts'
import { Checkbox, HiddenVersion } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import type { TextInLanguage } from '#ui/local-text-field.tsx'
import { Tabs } from '#ui/tables.tsx'
import { languageName } from './naming.ts'

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

export const NewButton = ({ href, text }: { readonly href: string; readonly text: string }) => (
  <a class="ds-button" href={href}>
    <Icon name="plus" />
    {text}
  </a>
)

export const Fact = ({ name, children }: { readonly name: string; readonly children: Child }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** The boxes of the source as typed. */
export const typedSource = (body: FormBody) => ({ title: typed(body, 'source.title'), url: typed(body, 'source.url'), date: typed(body, 'source.date') })

/** „Има вече такава“: what bears the same name, and the box that says both are meant. */
export const TwinWarning = ({ title, children }: { readonly title: string; readonly children: Child }) => (
  <section class="conflict" role="alert" aria-labelledby="twins-title" tabindex={-1} data-focus>
    <h2 id="twins-title">{title}</h2>
    <ul>{children}</ul>
    <p>{m.organisations_twins_text()}</p>
    <Checkbox name="keepTwin" label={m.organisations_twins_keep()} />
  </section>
)

/** Undo stands in the notice afterwards, so nobody is asked twice. */
export const Removal = ({ action, version, text }: { readonly action: string; readonly version: number; readonly text: string }) => (
  <form class="removal" method="post" action={action}>
    <HiddenVersion version={version} />
    <button class="ds-button" data-variant="tertiary" data-color="danger">
      {text}
    </button>
  </form>
)

/** A text's boxes, the office's own language first; `stored` tells which translations the original has outrun. */
export const textBoxes = (body: FormBody, name: string, languages: readonly string[], stored?: LocalText): TextInLanguage[] =>
  [...new Set([...languages, ...Object.keys(stored?.in ?? {})])].map((lang) => ({
    lang,
    name: languageName(lang),
    text: typed(body, `${name}.${lang}`),
    sourceChanged: stored !== undefined && isStale(stored, lang),
  }))
