// What was changed: who, when, each change as a sentence, with a button that brings the earlier back and a look at what stood there then.
import { m } from '#messages'
import { Icon } from './icons.tsx'

export type Change = {
  /** „Промени телефона: от „1“ на „2“.“ */
  readonly sentence: string
  /** True when a value is too long for the sentence: then both stand whole below it. */
  readonly cut: boolean
  readonly before: string
  readonly after: string
  readonly lang?: string
}

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
  /** Address of the record as it was then. */
  readonly asItWas?: string | undefined
}

/** Both values of a long text, whole. */
export const WholeChange = ({ before, after, lang }: Pick<Change, 'before' | 'after' | 'lang'>) => (
  <details class="whole">
    <summary>{m.ui_history_whole()}</summary>
    <dl class="changes">
      <dt>{m.ui_history_before()}</dt>
      <dd lang={lang}>{before === '' ? <span class="sub">{m.ui_history_empty()}</span> : <del>{before}</del>}</dd>
      <dt>{m.ui_history_after()}</dt>
      <dd lang={lang}>{after === '' ? <span class="sub">{m.ui_history_empty()}</span> : <ins>{after}</ins>}</dd>
    </dl>
  </details>
)

/** `older`: where the whole history is; shown when there are more lines than `most`. */
export const History = ({ entries, older, most = 12 }: { readonly entries: readonly HistoryEntry[]; readonly older?: string; readonly most?: number }) => (
  <>
    <ol class="history">
      {entries.slice(0, most).map(({ what, href, who, when, datetime, changes, undo, asItWas }) => (
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
            {asItWas === undefined ? null : (
              <>
                {' · '}
                <a href={asItWas}>
                  {m.ui_history_as_it_was()}
                  <span class="sr">
                    : {what}, {when}
                  </span>
                </a>
              </>
            )}
          </p>
          {changes.length > 0 ? (
            <ul class="sentences">
              {changes.map((change) => (
                <li>
                  {change.sentence}
                  {change.cut ? <WholeChange {...change} /> : null}
                </li>
              ))}
            </ul>
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
    {older === undefined || entries.length === 0 ? null : (
      <p class="small">
        <a href={older}>{entries.length > most ? m.ui_history_older() : m.ui_history_all()}</a>
      </p>
    )}
  </>
)
