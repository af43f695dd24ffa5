// The page for whatever cannot be answered: what happened, what was kept, and where to go from here.
import { addresses } from '#addresses'
import { m } from '#messages'
import { BarePage } from './layout.tsx'
import type { BareShell } from './shell.ts'

/** `signedIn` says where the way out leads; left out, there is none to offer. */
export const RefusalPage = ({
  shell,
  title,
  text,
  signedIn,
}: {
  readonly shell: BareShell
  readonly title: string
  readonly text: string
  readonly signedIn?: boolean
}) => (
  <BarePage shell={shell} title={title} lead={text}>
    {signedIn === undefined ? null : (
      <p>
        <a class="ds-button" data-variant="secondary" href={signedIn ? addresses.today() : addresses.signIn()}>
          {signedIn ? m.ui_refusal_home() : m.ui_refusal_sign_in()}
        </a>
      </p>
    )}
  </BarePage>
)
