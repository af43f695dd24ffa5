// Evidence: the words a fact rests on and where they stand; and the five kinds of things a text can hold.
import type { Child } from 'hono/jsx'

/** org: organisation · who: person · event · state: statement on a relationship · promise. */
export type FindKind = 'org' | 'who' | 'event' | 'state' | 'promise'

export const Kind = ({ kind, children }: { readonly kind: FindKind; readonly children: Child }) => <span class={`kind k-${kind}`}>{children}</span>

export const Quote = ({
  text,
  lang,
  cite,
  kind,
}: {
  readonly text: string
  readonly lang?: string | undefined
  readonly cite?: Child
  readonly kind?: FindKind
}) => (
  <blockquote class={kind ? `quote k-${kind}` : 'quote'}>
    <span lang={lang}>{text}</span>
    {cite ? <cite>{cite}</cite> : null}
  </blockquote>
)

/** A source line under a fact. */
export const Source = ({
  title,
  href,
  when,
  note,
  lang,
}: {
  readonly title: string
  readonly href?: string | undefined
  readonly when?: string | undefined
  readonly note?: string | undefined
  readonly lang?: string | undefined
}) => (
  <>
    {href ? (
      <a href={href} lang={lang}>
        {title}
      </a>
    ) : (
      <span lang={lang}>{title}</span>
    )}
    {when ? `, ${when}` : null}
    {note ? ` · ${note}` : null}
  </>
)
