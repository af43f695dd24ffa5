// Around a list: the views somebody saved as tabs above it, and the keys that work in it.
import { m } from '#messages'
import { Icon } from './icons.tsx'

export type SavedViewLink = {
  readonly text: string
  readonly href: string
  readonly current: boolean
  /** Where one's own view is renamed or removed. */
  readonly edit?: string | undefined
  /** The colleague whose view it is. */
  readonly by?: string | undefined
  /** The view this list opens with. */
  readonly first?: boolean
}

export type SavedViewsProps = {
  readonly all: { readonly href: string; readonly current: boolean }
  readonly views: readonly SavedViewLink[]
  /** Form that keeps the present view; absent where there is nothing to keep. */
  readonly save?: string | undefined
}

/** The tabs above a list; nothing where nobody saved any. */
export const SavedViews = ({ all, views }: SavedViewsProps) => {
  const now = views.find(({ current, edit }) => current && edit !== undefined)
  return views.length === 0 ? null : (
    <nav class="tabs saved" aria-label={m.ui_views()}>
      <a href={all.href} aria-current={all.current ? 'page' : undefined}>
        {m.ui_views_all()}
      </a>
      {views.map(({ text, href, current, by, first }) => (
        <a href={href} aria-current={current ? 'page' : undefined}>
          {text}
          {by === undefined ? null : <span class="num"> {by}</span>}
          {first ? <span class="num"> {m.ui_views_first()}</span> : null}
        </a>
      ))}
      {now === undefined ? null : (
        <a class="push" href={now.edit}>
          <Icon name="edit" />
          {m.ui_views_edit()}
        </a>
      )}
    </nav>
  )
}

/** Stands beside the filters: keeps what is being looked at. */
export const SaveView = ({ save }: Pick<SavedViewsProps, 'save'>) =>
  save === undefined ? null : (
    <a class="ds-button" data-variant="tertiary" href={save}>
      {m.ui_views_save()}
    </a>
  )

export type ListKey = { readonly key: string; readonly text: string }

/** „Клавиши“: opened by a press of ? or by hand. `own` come before those every list has. */
export const KeysHelp = ({ own = [], writing }: { readonly own?: readonly ListKey[]; readonly writing: boolean }) => (
  <details class="keys list-keys" data-keys-help>
    <summary>{m.ui_keys()}</summary>
    <dl>
      {[
        ...own,
        { key: 'J · K', text: m.ui_keys_walk() },
        { key: 'Enter', text: m.ui_keys_open() },
        ...(writing
          ? [
              { key: 'X', text: m.ui_keys_choose() },
              { key: 'E', text: m.ui_keys_edit() },
              { key: 'Esc', text: m.ui_keys_leave() },
            ]
          : []),
        { key: '/', text: m.ui_keys_search() },
        { key: '?', text: m.ui_keys_help() },
      ].map(({ key, text }) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </details>
)
