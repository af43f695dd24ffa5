// Pieces of a record's page and form: a fact, the button for a new one, the public mark, taking it out of the register.
import type { Child } from 'hono/jsx'
import { Checkbox, HiddenVersion } from './fields.tsx'
import { Icon } from './icons.tsx'

/** One row of `<dl class="facts2">`. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: Child }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

export const NewButton = ({ href, text }: { readonly href: string; readonly text: string }) => (
  <a class="ds-button" href={href}>
    <Icon name="plus" />
    {text}
  </a>
)

/** Posts `published` when ticked. */
export const PublicBox = ({ checked, label, hint }: { readonly checked: boolean; readonly label: string; readonly hint: string }) => (
  <div class="field">
    <Checkbox name="published" label={label} hint={hint} checked={checked} />
  </div>
)

/** Undo stands in the notice afterwards, so nobody is asked twice. */
export const Removal = ({
  action,
  version,
  text,
  hint,
}: {
  readonly action: string
  readonly version: number
  readonly text: string
  readonly hint?: string
}) => (
  <form class="removal" method="post" action={action}>
    <HiddenVersion version={version} />
    <button class="ds-button" data-variant="tertiary" data-color="danger">
      {text}
    </button>
    {hint === undefined ? null : <span class="sub">{hint}</span>}
  </form>
)
