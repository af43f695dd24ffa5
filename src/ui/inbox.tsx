// The list of what waits: a mark, what it is, why it is here, and one thing to do about it.
import type { Child } from 'hono/jsx'
import { Dot, type DotState } from './badges.tsx'

export type InboxItem = {
  readonly state: DotState
  readonly what: string
  readonly href: string
  readonly why: Child
  /** One button or link, data-size="sm". */
  readonly action?: Child
  readonly id?: string
}

export const Inbox = ({ items, keys }: { readonly items: readonly InboxItem[]; readonly keys?: boolean }) => (
  <ul class="inbox" data-keys={keys ? 'li' : undefined}>
    {items.map(({ state, what, href, why, action, id }) => (
      <li id={id}>
        <span class="mark">
          <Dot state={state} />
        </span>
        <a class="what plain" href={href}>
          {what}
        </a>
        <span class="why">{why}</span>
        {action ? <span class="do">{action}</span> : null}
      </li>
    ))}
  </ul>
)
