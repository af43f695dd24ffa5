// What was changed: who, when, and each field before and after, with a button that brings the earlier back.
import { m } from '#messages'
import { Icon } from './icons.tsx'

export type Change = { readonly field: string; readonly before: string; readonly after: string; readonly lang?: string }

export type HistoryEntry = {
  /** What happened, e.g. „Променен е срокът“. */
  readonly what: string
  readonly href?: string | undefined
  readonly who: string
  /** Ready words and machine form (ISO 8601). */
  readonly when: string
  readonly datetime: string
  readonly changes: readonly Change[]
  /** Address that takes this change back; absent when it cannot be. */
  readonly undo?: string | undefined
}

export const History = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => (
  <ol class="history">
    {entries.map(({ what, href, who, when, datetime, changes, undo }) => (
      <li>
        <p>
          {href ? (
            <a class="plain strong" href={href}>
              {what}
            </a>
          ) : (
            <span class="strong">{what}</span>
          )}
        </p>
        <p class="who">
          {who}, <time datetime={datetime}>{when}</time>
        </p>
        {changes.length > 0 ? (
          <dl class="changes">
            {changes.map(({ field, before, after, lang }) => (
              <>
                <dt>{field}</dt>
                <dd lang={lang}>
                  {before === '' ? null : (
                    <>
                      <del>{before}</del>
                      <span class="to">
                        <span aria-hidden="true">→</span>
                        <span class="sr"> {m.ui_history_became()} </span>
                      </span>
                    </>
                  )}
                  {after === '' ? <ins class="sub">{m.ui_history_empty()}</ins> : <ins>{after}</ins>}
                </dd>
              </>
            ))}
          </dl>
        ) : null}
        {undo ? (
          <form method="post" action={undo}>
            <button class="ds-button" data-size="sm" data-variant="tertiary">
              <Icon name="undo" />
              {m.ui_history_undo()}
              <span class="sr">: {what}</span>
            </button>
          </form>
        ) : null}
      </li>
    ))}
  </ol>
)
