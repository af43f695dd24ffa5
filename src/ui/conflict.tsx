// A stale save: what someone else saved meanwhile beside what was typed here. Nothing typed is lost; the form below keeps it.
import { m } from '#messages'

export type ConflictRow = { readonly field: string; readonly theirs: string; readonly yours: string }

export type ConflictPanelProps = {
  /** Who saved meanwhile; absent when not known. */
  readonly who?: string | undefined
  /** Ready words, e.g. „днес в 10:42“. */
  readonly when: string
  /** Only the fields that differ. */
  readonly rows: readonly ConflictRow[]
}

/** Stands above the form, which is filled with the typed text and carries the new version in HiddenVersion. */
export const ConflictPanel = ({ who, when, rows }: ConflictPanelProps) => (
  <section class="conflict" role="alert" aria-labelledby="conflict-title" tabindex={-1} id="conflict" data-focus>
    <h2 id="conflict-title">{m.ui_conflict_title()}</h2>
    <p>{who ? m.ui_conflict_text({ who, when }) : m.ui_conflict_same({ when })}</p>
    {rows.length > 0 ? (
      <table>
        <thead>
          <tr>
            <th scope="col">{m.ui_conflict_field()}</th>
            <th scope="col">{m.ui_conflict_theirs()}</th>
            <th scope="col">{m.ui_conflict_yours()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, theirs, yours }) => (
            <tr>
              <th scope="row">{field}</th>
              <td data-label={m.ui_conflict_theirs()}>{theirs === '' ? <span class="sub">{m.ui_conflict_empty()}</span> : theirs}</td>
              <td data-label={m.ui_conflict_yours()}>{yours === '' ? <span class="sub">{m.ui_conflict_empty()}</span> : yours}</td>
            </tr>
          ))}
        </tbody>
      </table>
    ) : null}
  </section>
)
