// „Отчет“ of a dossier: that the visit took place and who was there, what came of it, what the citizens may read, and its closing.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, reading, textIn } from '#platform/texts/local-text.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, HiddenVersion, SubmitRow, TextArea } from '#ui/fields.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { PublicBox } from '#ui/record.tsx'
import { Section } from '#ui/tables.tsx'
import type { DelegateRow } from './delegations/delegate.queries.ts'
import { delegateName } from './delegations/delegate.ts'
import type { VisitLook } from './look.queries.ts'
import type { Outcomes } from './outcomes/outcome.ts'
import { stepRefusal } from './visit.ts'

/** Which of the tab's forms was refused, with what was typed. */
export type ReportShown = { readonly which: 'holding' | 'report' | 'closing'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type ReportProps = {
  readonly look: VisitLook
  readonly delegates: readonly DelegateRow[]
  readonly outcomes: Outcomes
  /** YYYY-MM-DD */
  readonly today: string
  readonly mayWrite: boolean
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  readonly shown?: ReportShown | undefined
  /** How the citizens see the event; null while they see nothing. */
  readonly preview: Child
}

const expected = ({ withdrawnOn }: DelegateRow): boolean => withdrawnOn === null

export const ReportParts = (props: ReportProps) => {
  const { look } = props
  const ahead = look.state === 'planned' || look.state === 'confirmed'
  if (look.state === 'cancelled' || look.state === 'declined')
    return (
      <Section id="held" title={m.visits_report_title()}>
        <p class="sub">{m.visits_report_not_held()}</p>
      </Section>
    )
  return (
    <>
      {ahead ? <Holding {...props} /> : <Held {...props} />}
      {ahead ? null : <Outcomes {...props} />}
      {ahead ? null : <Report {...props} />}
      {look.state === 'reported' ? <Closing {...props} /> : null}
    </>
  )
}

const Holding = ({ look, delegates, today, mayWrite, shown }: ReportProps) => {
  const refused = shown?.which === 'holding' ? shown : undefined
  const first = stepRefusal('holding', look.state)
  const begun = look.event.firstDay !== null && look.event.firstDay <= today
  const lastDay = look.exact && look.event.lastDay !== null && look.event.lastDay <= today ? look.event.lastDay : today
  const members = delegates.filter(expected)
  return (
    <Section id="held" title={m.visits_held_title()}>
      {first !== null || !begun || !mayWrite ? (
        <p class="sub">{first ?? (begun ? m.visits_held_officers() : m.visits_held_later())}</p>
      ) : (
        <form class="form" method="post" action={addresses.visitHolding({ id: look.event.id })} novalidate>
          <HiddenVersion version={look.visit.version} />
          <DateOfAnyPrecision
            name="heldOn"
            label={m.visits_field_held_on()}
            hint={m.visits_held_hint()}
            exact
            value={refused === undefined ? boxesOf(lastDay) : typedBoxes(refused.body, 'heldOn')}
            error={errorOf(refused?.faults, 'heldOn')}
          />
          {members.length === 0 ? null : (
            <>
              <input type="hidden" name="asked" value="yes" />
              <Checkboxes
                name="came"
                label={m.visits_held_who()}
                hint={m.visits_held_who_hint()}
                optional
                twoColumns
                options={members.map((one) => ({ value: one.id, label: delegateName(one), hint: textIn(one.role) }))}
                values={refused === undefined ? members.map(({ id }) => id) : typedList(refused.body, 'came')}
              />
            </>
          )}
          <SubmitRow text={m.visits_mark_held()} />
        </form>
      )}
    </Section>
  )
}

const Held = ({ look, delegates }: ReportProps) => {
  const [came, away] = [delegates.filter(expected), delegates.filter((one) => !expected(one))]
  return (
    <Section id="held" title={m.visits_held_title()} count={came.length === 0 ? null : came.length}>
      <p>{m.visits_held_since({ day: dayInWords(look.visit.heldOn ?? '') })}</p>
      {came.length === 0 ? null : <p>{m.visits_held_came({ names: came.map(delegateName).join(', ') })}</p>}
      {away.length === 0 ? null : <p class="sub">{m.visits_held_away({ names: away.map(delegateName).join(', ') })}</p>}
    </Section>
  )
}

const Outcomes = ({ look, outcomes, mayWrite }: ReportProps) => (
  <Section
    id="outcomes"
    title={m.visits_outcomes_title()}
    count={outcomes.all === 0 ? null : outcomes.all}
    more={mayWrite ? { href: addresses.commitmentNew({ event: look.event.id }), text: m.visits_outcomes_new() } : undefined}
  >
    {outcomes.all === 0 ? (
      <p class="sub">{outcomes.reason === '' ? m.visits_outcomes_none() : m.visits_outcomes_reason({ reason: outcomes.reason })}</p>
    ) : (
      <ul>
        {outcomes.lines.map(({ text, href }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

const Report = ({ look, mayWrite, languages, shown, preview }: ReportProps) => {
  const refused = shown?.which === 'report' ? shown : undefined
  const { visit, event, state } = look
  const report = reading(visit.report)
  const body: FormBody = refused?.body ?? { published: event.publishedAt === null ? '' : 'yes' }
  const writes = mayWrite && state !== 'closed'
  return (
    <>
      <Section id="report" title={m.visits_report_title()}>
        {writes ? (
          <form data-asks-before-leaving="" class="form" method="post" action={addresses.visitReport({ id: event.id })} novalidate>
            <HiddenVersion version={visit.version} />
            <input type="hidden" name="eventVersion" value={refused === undefined ? String(event.version) : typed(refused.body, 'eventVersion')} />
            <LocalTextField
              name="report"
              label={m.visits_field_report()}
              hint={m.visits_hint_report()}
              multiline
              texts={textBoxes(body, 'report', visit.languages, visit.report)}
              errors={refused?.faults}
            />
            <LocalTextField
              name="summary"
              label={m.visits_field_summary()}
              hint={m.visits_hint_summary()}
              optional
              multiline
              texts={textBoxes(body, 'summary', languages, event.summary)}
              errors={refused?.faults}
            />
            <PublicBox checked={typed(body, 'published') !== ''} label={m.visits_field_published()} hint={m.visits_hint_published()} />
            <SubmitRow text={m.ui_save()}>
              {state === 'held' ? (
                <button class="ds-button" data-variant="secondary" name="finished" value="yes">
                  {m.visits_report_finish()}
                </button>
              ) : null}
            </SubmitRow>
          </form>
        ) : isEmptyText(visit.report) ? (
          <p class="sub">{m.visits_report_none()}</p>
        ) : (
          <p class="prose said" lang={report.language === currentLanguage() ? undefined : report.language}>
            {report.text}
          </p>
        )}
        {isEmptyText(visit.report) ? null : (
          <p class="no-print">
            <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.visitReportPaper({ id: event.id })}>
              {m.visits_report_pdf()}
            </a>
          </p>
        )}
      </Section>
      <Section id="preview" title={m.visits_preview_title()}>
        {preview}
      </Section>
    </>
  )
}

const Closing = ({ look, outcomes, mayWrite, shown }: ReportProps) => {
  const refused = shown?.which === 'closing' ? shown : undefined
  return (
    <Section id="closing" title={m.visits_closing_title()}>
      {mayWrite ? (
        <form class="form" method="post" action={addresses.visitClosing({ id: look.event.id })} novalidate>
          <HiddenVersion version={look.visit.version} />
          {outcomes.all > 0 ? (
            <p>{m.visits_closing_ready({ count: outcomes.all })}</p>
          ) : (
            <>
              <p class="note">{m.visits_closing_no_outcomes()}</p>
              <TextArea
                name="closedWithout"
                label={m.visits_field_closed_without()}
                rows={2}
                value={refused === undefined ? outcomes.reason : typed(refused.body, 'closedWithout')}
                error={errorOf(refused?.faults, 'closedWithout')}
              />
            </>
          )}
          <SubmitRow text={m.visits_close()} />
        </form>
      ) : (
        <p class="sub">{m.visits_closing_officers()}</p>
      )}
    </Section>
  )
}
