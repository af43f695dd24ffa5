// A day of the programme as a table one types in, its languages side by side.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { asTyped, isStale, textIn } from '#platform/texts/local-text.ts'
import { OWN_NAME, paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { Tag } from '#ui/badges.tsx'
import { ErrorSummary, fieldId, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EMPTY_ROWS, type DayRow } from './day-table.ts'
import { itemName } from './programme.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { beginWords, dayWords, type Towns } from './times.ts'

export type DayTableProps = {
  readonly shell: Shell
  readonly programme: Programme
  readonly day: string
  readonly towns: Towns
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  /** Rows somebody changed meanwhile: how they stand now (null: taken out), and what was typed. */
  readonly conflicts?: readonly { readonly item: ProgrammeItem | null; readonly typed: DayRow }[] | undefined
}

/** What the table shows of a day: its items, and empty rows below them. */
export function bodyOfDay({ items }: Programme, day: string): FormBody {
  const rows = items
    .filter((item) => item.day === day)
    .map((item) => ({
      id: item.id,
      version: String(item.version),
      time: item.time ?? '',
      minutes: item.time === null ? '' : String(item.minutes),
      title: asTyped(item.title),
      place: asTyped(item.place),
    }))
  return { rows: [...rows, ...Array.from({ length: EMPTY_ROWS }, () => ({ id: '', version: '0', time: '', minutes: '', title: {}, place: {} }))] }
}

export const DayTablePage = ({ shell, programme, day, body, faults = [], conflicts = [] }: DayTableProps) => {
  const { visit, items } = programme
  const id = visit.id
  const rows = Array.isArray(body['rows']) ? body['rows'] : []
  const byId = new Map(items.map((item) => [item.id, item]))
  return (
    <OfficePage
      shell={shell}
      title={m.programme_day_table_title({ day: dayWords(day) })}
      nav="events"
      failed={faults.length > 0 || conflicts.length > 0}
      crumbs={[
        { text: textIn(visit.title), href: addresses.visit({ id }) },
        { text: m.programme_title(), href: addresses.programme({ id }) },
        { text: dayWords(day) },
      ]}
      lead={m.programme_day_table_lead()}
    >
      <ErrorSummary errors={faults} />
      {conflicts.length === 0 ? null : (
        <section class="note" aria-labelledby="conflict-h">
          <h2 id="conflict-h">{m.programme_day_conflict()}</h2>
          <ul>
            {conflicts.map(({ item, typed: row }) => (
              <li>
                {item === null
                  ? m.programme_day_conflict_gone({ title: Object.values(row.title).find((text) => text !== '') ?? '' })
                  : m.programme_day_conflict_row({
                      title: itemName(item),
                      time: item.time === null ? m.programme_whole_day() : beginWords(item),
                      texts: Object.values(item.title.in)
                        .map(({ text }) => text)
                        .join(' / '),
                    })}
              </li>
            ))}
          </ul>
        </section>
      )}
      <form method="post" action={addresses.programmeDay({ id, day })} novalidate>
        <table class="day-table">
          <caption class="sr">{m.programme_caption({ day: dayWords(day) })}</caption>
          <thead>
            <tr>
              <th scope="col">{m.programme_field_time()}</th>
              <th scope="col">{m.programme_unit_minutes()}</th>
              {visit.languages.map((language) => (
                <th scope="col" lang={language}>
                  {OWN_NAME[paperLanguageOf(language)]}
                </th>
              ))}
              <th scope="col">{m.programme_field_place()}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((_, index) => (
              <Row index={index} body={body} faults={faults} languages={visit.languages} item={byId.get(typed(body, `rows.${index}.id`))} />
            ))}
          </tbody>
        </table>
        <SubmitRow cancel={addresses.programme({ id })} />
      </form>
    </OfficePage>
  )
}

const Cell = ({
  name,
  label,
  body,
  faults,
  lang,
}: {
  readonly name: string
  readonly label: string
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly lang?: string
}) => {
  const wrong = faults.find((fault) => fault.name === name || name.startsWith(`${fault.name}.`))
  return (
    <>
      <input
        class="ds-input"
        id={fieldId(name)}
        name={name}
        value={typed(body, name)}
        lang={lang}
        aria-label={label}
        aria-invalid={wrong === undefined ? undefined : 'true'}
        autocomplete="off"
      />
      {wrong === undefined ? null : <p class="ds-validation-message">{wrong.message}</p>}
    </>
  )
}

type RowProps = {
  readonly index: number
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly languages: readonly string[]
  readonly item: ProgrammeItem | undefined
}
const Row = ({ index, body, faults, languages, item }: RowProps) => {
  const at = `rows.${index}`
  const number = index + 1
  const [first = 'bg'] = languages
  return (
    <tr>
      <td data-label={m.programme_field_time()}>
        <input type="hidden" name={`${at}.id`} value={typed(body, `${at}.id`)} />
        <input type="hidden" name={`${at}.version`} value={typed(body, `${at}.version`)} />
        <Cell name={`${at}.time`} label={m.programme_row_label({ what: m.programme_field_time(), number })} body={body} faults={faults} />
      </td>
      <td data-label={m.programme_field_length()}>
        <Cell name={`${at}.minutes`} label={m.programme_row_label({ what: m.programme_field_length(), number })} body={body} faults={faults} />
      </td>
      {languages.map((language) => (
        <td data-label={OWN_NAME[paperLanguageOf(language)]}>
          <Cell
            name={`${at}.title.${language}`}
            label={m.programme_row_label({ what: OWN_NAME[paperLanguageOf(language)], number })}
            body={body}
            faults={faults}
            lang={language}
          />
          {item !== undefined && isStale(item.title, language) ? <Tag tone="soon">{m.ui_language_changed()}</Tag> : null}
        </td>
      ))}
      <td data-label={m.programme_field_place()}>
        <Cell
          name={`${at}.place.${first}`}
          label={m.programme_row_label({ what: m.programme_field_place(), number })}
          body={body}
          faults={faults}
          lang={first}
        />
      </td>
    </tr>
  )
}
