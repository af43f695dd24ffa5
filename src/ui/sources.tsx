// Where a record is from: its sources as a list or in a line, with links and dates, and the boxes that add one or let one go.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords, isImpreciseDate } from '#platform/dates.ts'
import { type FormBody, typed } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { Checkboxes, errorOf, TextField, type FieldError } from './fields.tsx'
import { Source } from './quote.tsx'

const whenOf = ({ date }: Citation): string | undefined => (date === null ? undefined : isImpreciseDate(date) ? dateInWords(date) : date)

export const Sources = ({ sources }: { readonly sources: readonly Citation[] }) =>
  sources.length === 0 ? (
    <p class="sub">{m.ui_sources_none()}</p>
  ) : (
    <ul>
      {sources.map((source) => (
        <li class="src">
          <Source title={source.title} href={source.url ?? undefined} when={whenOf(source)} />
          {source.says === undefined ? null : (
            <>
              {' · '}
              <span class="says">{m.ui_source_says({ words: source.says })}</span>
            </>
          )}
          {source.quote === null ? null : (
            <>
              {' '}
              <q>{source.quote}</q>
            </>
          )}
        </li>
      ))}
    </ul>
  )

/** The sources of an entry one after another; an office's own text is opened in the intake. */
export const SourcesInline = ({ sources }: { readonly sources: readonly Citation[] }) => (
  <>
    {sources.map((source, index) => (
      <>
        {index > 0 ? '; ' : null}
        <Source
          title={source.title}
          href={source.url ?? (source.textId === null ? undefined : addresses.intakeText({ id: source.textId }))}
          when={whenOf(source)}
        />
      </>
    ))}
  </>
)

export type SourceFieldsProps = {
  /** Those the record has: a ticked one is let go. Posts `dropSource` with its place in the list. */
  readonly sources: readonly Citation[]
  /** The form: what stands in `source.title`, `source.url`, `source.date`. */
  readonly body: FormBody
  readonly errors?: readonly FieldError[] | undefined
}

export const SourceFields = ({ sources, body, errors }: SourceFieldsProps) => {
  const [title, url, date] = ['source.title', 'source.url', 'source.date'].map((name) => typed(body, name)) as [string, string, string]
  return (
    <>
      {sources.length === 0 ? null : (
        <Checkboxes
          name="dropSource"
          label={m.ui_sources_drop()}
          optional
          options={sources.map((source, index) => ({ value: String(index), label: source.title, hint: whenOf(source) }))}
        />
      )}
      <details class="langs-more" open={title !== '' || url !== '' || errors?.some(({ name }) => name.startsWith('source'))}>
        <summary>{m.ui_sources_add()}</summary>
        <div>
          <TextField
            name="source.title"
            label={m.ui_sources_title()}
            hint={m.ui_sources_title_hint()}
            optional
            value={title}
            error={errorOf(errors, 'source.title')}
          />
          <TextField name="source.url" label={m.ui_sources_url()} optional type="url" inputmode="url" value={url} error={errorOf(errors, 'source.url')} />
          <TextField
            name="source.date"
            label={m.ui_sources_date()}
            hint={m.ui_sources_date_hint()}
            optional
            letters={10}
            value={date}
            error={errorOf(errors, 'source.date')}
          />
        </div>
      </details>
    </>
  )
}
