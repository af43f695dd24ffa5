// Beginning a programme from an earlier visit's or from a usual one: which, from which day on, with what of it.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Checkboxes, errorOf, ErrorSummary, fieldId, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { itemName } from './programme.ts'
import type { Programme } from './programme.queries.ts'
import { dayWords } from './times.ts'

export type TemplatePageProps = {
  readonly shell: Shell
  readonly programme: Programme
  readonly earlier: readonly { readonly id: string; readonly title: string; readonly firstDay: string | null; readonly items: number }[]
  readonly usual: readonly { readonly id: string; readonly title: string }[]
  /** What was chosen in the first step; '' until then. */
  readonly from: string
  /** The earlier visit, when one was chosen. */
  readonly chosen: Programme | null
  readonly body?: FormBody
  readonly faults?: readonly FieldFault[]
}

export const TemplatePage = ({ shell, programme, earlier, usual, from, chosen, body, faults = [] }: TemplatePageProps) => {
  const { visit } = programme
  const id = visit.id
  return (
    <OfficePage
      shell={shell}
      title={m.programme_from_template()}
      nav="events"
      failed={faults.length > 0}
      crumbs={[
        { text: textIn(visit.title), href: addresses.visit({ id }) },
        { text: m.programme_title(), href: addresses.programme({ id }) },
        { text: m.programme_from_template() },
      ]}
      lead={m.programme_template_lead()}
    >
      <ErrorSummary errors={faults} />
      <form class="form" action={addresses.programmeTemplate({ id })}>
        <div class="field">
          <label for={fieldId('from')}>{m.programme_template_from()}</label>
          <select class="ds-input" id={fieldId('from')} name="from">
            {earlier.length === 0 ? null : (
              <optgroup label={m.programme_template_earlier()}>
                {earlier.map((one) => (
                  <option value={one.id} selected={one.id === from}>
                    {one.title}
                    {one.firstDay === null ? '' : `, ${dayInWords(one.firstDay)}`} ({m.programme_items_count({ count: one.items })})
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label={m.programme_template_usual()}>
              {usual.map((one) => (
                <option value={one.id} selected={one.id === from}>
                  {one.title}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
        <div class="submit">
          <button class="ds-button" data-variant={from === '' ? undefined : 'secondary'}>
            {from === '' ? m.programme_template_next() : m.programme_template_other()}
          </button>
        </div>
      </form>
      {from === '' ? null : (
        <form class="form" method="post" action={addresses.programmeTemplate({ id })} novalidate>
          <input type="hidden" name="from" value={from} />
          <TextField
            name="first"
            type="date"
            label={m.programme_template_first()}
            value={body === undefined ? (visit.firstDay ?? '') : typed(body, 'first')}
            error={errorOf(faults, 'first')}
          />
          {chosen === null ? null : <Choices chosen={chosen} body={body} faults={faults} />}
          <SubmitRow text={m.programme_template_go()} cancel={addresses.programme({ id })} />
        </form>
      )}
    </OfficePage>
  )
}

const Choices = ({ chosen, body, faults }: { readonly chosen: Programme; readonly body: FormBody | undefined; readonly faults: readonly FieldFault[] }) => {
  const days = [...new Set(chosen.items.map(({ day }) => day))].sort()
  const ofDay = (day: string): string =>
    chosen.items
      .filter((item) => item.day === day)
      .map((item) => itemName(item))
      .join(', ')
  return (
    <>
      <Checkboxes
        name="days"
        label={m.programme_template_days()}
        options={days.map((day) => ({ value: day, label: dayWords(day), hint: ofDay(day) }))}
        values={body === undefined ? days : typedList(body, 'days')}
        error={errorOf(faults, 'days')}
      />
      <Checkboxes
        name="parts"
        label={m.programme_template_parts()}
        optional
        options={[
          { value: 'place', label: m.programme_template_part_place() },
          { value: 'note', label: m.programme_template_part_note() },
          { value: 'contact', label: m.programme_template_part_contact() },
        ]}
        values={body === undefined ? ['place'] : typedList(body, 'parts')}
      />
      <Radios
        name="people"
        label={m.programme_template_people()}
        value={body === undefined ? 'none' : typed(body, 'people')}
        options={[
          { value: 'none', label: m.programme_template_people_none() },
          { value: 'roles', label: m.programme_template_people_roles(), hint: m.programme_template_people_roles_hint() },
        ]}
      />
    </>
  )
}
