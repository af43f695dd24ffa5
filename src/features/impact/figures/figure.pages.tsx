// One number the office wrote down: the form for it, and what is known of it.
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, CURRENCIES, HOME_CURRENCY } from '#platform/money.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact, PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { isMoney, measureName, RECORDABLE } from '../measure.ts'
import { figureAmount } from './figure.ts'
import type { EventChoice } from './figure.queries.ts'
import type { FigureRow } from './figure.table.ts'

export type FigurePageProps = {
  readonly shell: Shell
  readonly partnershipId: string
  readonly partner: string
  /** null: it is still to be written down. */
  readonly figure: FigureRow | null
  readonly events: readonly EventChoice[]
  /** What the records count already for the asked measure and year, „поне 12“; null where nothing is asked yet. */
  readonly counted: string | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history?: readonly HistoryLine[]
}

const eventOption = ({ id, title, date }: EventChoice) => ({
  value: id,
  label: date === null ? textIn(title) : `${textIn(title)}, ${eventDateInWords(date)}`,
})

export const FigurePage = ({ shell, partnershipId, partner, figure, events, counted, body, faults = [], conflict, history = [] }: FigurePageProps) => {
  const back = addresses.partnershipImpact({ id: partnershipId }, { year: typed(body, 'year') || undefined })
  const title = figure === null ? m.impact_figure_new_title({ partner }) : `${measureName(figure.measure)}, ${figure.year}`
  const mayWrite = shell.role === 'officer'
  const currencies = [...new Set<string>([...CURRENCIES, typed(body, 'currency') || HOME_CURRENCY])]
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="impact"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.impact_title(), href: addresses.impact() },
        { text: partner, href: back },
      ]}
      lead={figure === null ? m.impact_figure_lead() : `${partner}: ${figureAmount(figure)}`}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      {mayWrite ? (
        <form
          class="form"
          method="post"
          action={figure === null ? addresses.impactFigureNew({ id: partnershipId }) : addresses.impactFigure({ id: figure.id })}
          novalidate
        >
          {figure === null ? <input type="hidden" name="from" value={typed(body, 'from')} /> : <HiddenVersion version={figure.version} />}
          <Select
            name="measure"
            label={m.impact_figure_measure()}
            hint={counted === null ? undefined : m.impact_figure_counted({ amount: counted })}
            value={typed(body, 'measure')}
            options={RECORDABLE.map((value) => ({ value, label: measureName(value) }))}
            error={errorOf(faults, 'measure')}
          />
          <TextField name="year" label={m.impact_year()} letters={4} inputmode="numeric" value={typed(body, 'year')} error={errorOf(faults, 'year')} />
          <TextField
            name="amount"
            label={m.impact_figure_amount()}
            hint={m.impact_figure_amount_hint()}
            letters={12}
            inputmode="decimal"
            value={typed(body, 'amount')}
            error={errorOf(faults, 'amount')}
          />
          <Select
            name="currency"
            label={m.impact_figure_currency()}
            hint={m.impact_figure_currency_hint()}
            value={typed(body, 'currency') || HOME_CURRENCY}
            options={currencies.map((value) => ({ value, label: value }))}
            error={errorOf(faults, 'currency')}
          />
          <Select
            name="event"
            label={m.impact_figure_event()}
            hint={m.impact_figure_event_hint()}
            optional
            empty={m.impact_figure_event_none()}
            value={typed(body, 'event')}
            options={events.map(eventOption)}
            error={errorOf(faults, 'event')}
          />
          <DateOfAnyPrecision
            name="asOf"
            label={m.impact_figure_as_of()}
            hint={m.impact_figure_as_of_hint()}
            exact
            value={typedBoxes(body, 'asOf')}
            error={errorOf(faults, 'asOf')}
          />
          <TextField
            name="source"
            label={m.impact_figure_source()}
            hint={m.impact_figure_source_hint()}
            maxlength={500}
            value={typed(body, 'source')}
            error={errorOf(faults, 'source')}
          />
          <TextField
            name="sourceUrl"
            label={m.impact_figure_url()}
            type="url"
            optional
            maxlength={2000}
            value={typed(body, 'sourceUrl')}
            error={errorOf(faults, 'sourceUrl')}
          />
          <TextArea
            name="note"
            label={m.impact_figure_note()}
            hint={m.impact_figure_note_hint()}
            optional
            rows={2}
            value={typed(body, 'note')}
            error={errorOf(faults, 'note')}
          />
          <PublicBox checked={typed(body, 'published') !== ''} label={m.impact_figure_public_box()} hint={m.impact_figure_public_hint()} />
          <SubmitRow cancel={back} />
        </form>
      ) : figure === null ? null : (
        <dl class="facts2">
          <Fact name={m.impact_figure_amount()}>{figureAmount(figure)}</Fact>
          <Fact name={m.impact_figure_as_of()}>{dayInWords(figure.asOf)}</Fact>
          <Fact name={m.impact_figure_source()}>{figure.sourceUrl === null ? figure.source : <a href={figure.sourceUrl}>{figure.source}</a>}</Fact>
          {figure.note === '' ? null : <Fact name={m.impact_figure_note()}>{figure.note}</Fact>}
        </dl>
      )}
      {figure === null ? null : (
        <>
          {mayWrite ? <Removal action={addresses.impactFigureRemoval({ id: figure.id })} version={figure.version} text={m.impact_figure_remove()} /> : null}
          <Section id="history" title={m.impact_history()}>
            <History entries={history} older={addresses.history({ thing: 'impact_figure', id: figure.id })} />
          </Section>
        </>
      )}
    </OfficePage>
  )
}

export const bodyOfFigure = (row: FigureRow, boxes: FormBody): FormBody => ({
  measure: row.measure,
  year: String(row.year),
  amount: isMoney(row.measure) ? centsTyped(row.amount) : String(row.amount),
  currency: row.currency ?? HOME_CURRENCY,
  event: row.eventId ?? '',
  asOf: boxes,
  source: row.source,
  sourceUrl: row.sourceUrl ?? '',
  note: row.note,
  ...(row.publishedAt === null ? {} : { published: 'on' }),
})
