// What happened, newest first: date at the left, a point on the line, words at the right; silence is a row of its own.
import type { Child } from 'hono/jsx'

/** act: past act · visit: ring · sign: document or renewal · now: today's end of the line. */
export type TimelinePoint = 'act' | 'visit' | 'sign' | 'now'

export type TimelineEntry =
  | {
      readonly kind: 'entry'
      /** Ready words: „24 септември 2018“, „около 2003“. */
      readonly when: string
      /** Machine form when there is one: 2018, 2018-09 or 2018-09-24. */
      readonly datetime?: string | undefined
      readonly point: TimelinePoint
      readonly title: Child
      readonly href?: string | undefined
      readonly body?: Child
      /** Source line, e.g. <>…</> with a link. */
      readonly source?: Child
      /** Buttons of the row. */
      readonly actions?: Child
      readonly id?: string
    }
  /** „Шест години без запис“. */
  | { readonly kind: 'gap'; readonly text: string }

export const Timeline = ({ entries }: { readonly entries: readonly TimelineEntry[] }) => (
  <ol class="timeline">
    {entries.map((entry) =>
      entry.kind === 'gap' ? (
        <li class="gap">
          <p>{entry.text}</p>
        </li>
      ) : (
        <li id={entry.id}>
          {entry.datetime ? <time datetime={entry.datetime}>{entry.when}</time> : <span class="when">{entry.when}</span>}
          <span class="pt" data-k={entry.point}></span>
          <div class="body">
            <h3>
              {entry.href ? (
                <a class="plain" href={entry.href}>
                  {entry.title}
                </a>
              ) : (
                entry.title
              )}
            </h3>
            {entry.body ? <div class="small">{entry.body}</div> : null}
            {entry.source ? <p class="src">{entry.source}</p> : null}
            {entry.actions ? <div class="row no-print">{entry.actions}</div> : null}
          </div>
        </li>
      ),
    )}
  </ol>
)
