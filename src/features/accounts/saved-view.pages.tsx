// The form of a saved view: its name, whether the office sees it, whether the list opens with it.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import type { ListOfViews, ViewedList } from './saved-view.ts'
import type { SavedView } from './saved-view.table.ts'

export type SavedViewPageProps = {
  readonly shell: Shell
  readonly list: ViewedList
  readonly of: ListOfViews
  readonly query: string
  /** What stays of the list's address whichever view is opened. */
  readonly keep: string
  /** null for a new one. */
  readonly view: SavedView | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps | undefined
}

/** The list with a view and all that stays around it. */
export const listHref = ({ href }: ListOfViews, { query, keep }: Pick<SavedViewPageProps, 'query' | 'keep'>): string =>
  `${href}?${[keep, query].filter((part) => part !== '').join('&')}`
/** The same goes along to the forms of a view and back. */
export const around = ({ keep }: Pick<SavedViewPageProps, 'keep'>): { readonly keep?: string } => (keep === '' ? {} : { keep })

export const SavedViewPage = ({ shell, list, of, query, keep, view, body, faults = [], conflict }: SavedViewPageProps) => {
  const back = listHref(of, { query, keep })
  return (
    <OfficePage
      shell={shell}
      title={view === null ? m.accounts_view_new() : view.name}
      nav={of.nav}
      crumbs={[{ text: of.title(), href: back }]}
      failed={faults.length > 0 || conflict !== undefined}
      lead={m.accounts_view_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        class="form"
        method="post"
        action={view === null ? addresses.savedViews(around({ keep })) : addresses.savedView({ id: view.id }, around({ keep }))}
        novalidate
      >
        {view === null ? (
          <>
            <input type="hidden" name="list" value={list} />
            <input type="hidden" name="query" value={query} />
          </>
        ) : (
          <HiddenVersion version={view.version} />
        )}
        <TextField
          name="name"
          label={m.accounts_view_name()}
          hint={m.accounts_view_name_hint()}
          value={typed(body, 'name')}
          error={errorOf(faults, 'name')}
          autofocus
        />
        {of.neverFirst ? null : (
          <Checkbox name="first" label={m.accounts_view_first()} hint={m.accounts_view_first_hint()} checked={typed(body, 'first') !== ''} />
        )}
        {shell.role === 'officer' ? (
          <Checkbox name="shared" label={m.accounts_view_shared()} hint={m.accounts_view_shared_hint()} checked={typed(body, 'shared') !== ''} />
        ) : null}
        <SubmitRow text={view === null ? m.accounts_view_save() : m.ui_save()} cancel={back} />
      </form>
      {view === null ? null : (
        <Removal action={addresses.savedViewRemoval({ id: view.id }, around({ keep }))} version={view.version} text={m.accounts_view_remove()} />
      )}
    </OfficePage>
  )
}
