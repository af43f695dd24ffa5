// The report of a journey as a page: written as it grows, handed in with its recommendations, its summary looked at as the citizens see it.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf, dateInWords, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkbox, Checkboxes, errorOf, HiddenVersion, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { EnterSaves, OneMore, rowsIn } from '#ui/partners.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { TripFrame } from '../trip.pages.tsx'
import type { TripWhole } from '../trip.queries.ts'
import type { RecommendationRow } from './report.queries.ts'
import { lacking, partName, REPORT_PARTS, type ReportPart } from './report.ts'

export type TripReportPageProps = {
  readonly shell: Shell
  readonly whole: TripWhole
  /** Of the row the form was filled from; 0 while nobody has begun. */
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** What stands in the form came with the request and is kept nowhere yet. */
  readonly unsaved?: boolean
}

const hints: Readonly<Record<ReportPart, () => string>> = {
  purpose: () => m.trips_hint_purpose(),
  process: () => m.trips_hint_process(),
  insights: () => m.trips_hint_insights(),
}

/** The form's own id: the button that hands the report in stands after it and sends it along. */
const FORM = 'report-form'

export const TripReportPage = ({ shell, whole, version, body, faults = [], conflict, unsaved = false }: TripReportPageProps) => {
  const { trip, report, rules, event } = whole
  const { id } = trip
  const mayWrite = shell.role === 'officer'
  const handedIn = report?.reportedOn ?? null
  const unregistered = whole.travellers.flatMap(({ personId, name }) => (personId === null ? [name] : []))
  const why = report === null ? m.trips_report_empty() : lacking(report, rules.least)
  return (
    <TripFrame
      shell={shell}
      whole={whole}
      tab="report"
      faults={faults}
      conflict={conflict}
      actions={
        report === null ? null : (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.tripPaper({ id, paper: 'report', format: 'pdf' })}>
              {m.trips_report_pdf()}
            </a>
            <a class="ds-button" data-variant="secondary" href={addresses.tripPaper({ id, paper: 'report', format: 'docx' })} download>
              {m.trips_report_word()}
            </a>
          </>
        )
      }
    >
      {handedIn !== null || !mayWrite ? (
        <Told whole={whole} />
      ) : (
        <form data-asks-before-leaving={unsaved ? 'unsaved' : ''} class="form" id={FORM} method="post" action={addresses.tripReport({ id })} novalidate>
          <EnterSaves />
          <input type="hidden" name="version" value={String(version)} />
          {REPORT_PARTS.map((part) => (
            <TextArea name={part} label={partName(part)} hint={hints[part]()} optional rows={5} value={typed(body, part)} error={errorOf(faults, part)} />
          ))}
          <fieldset class="field" id="f-recommendations" tabindex={-1}>
            <legend>{m.trips_report_recommendations()}</legend>
            <div class="hint">{rules.least === 0 ? m.trips_hint_recommendations_any() : m.trips_hint_recommendations({ least: rules.least })}</div>
            {Array.from({ length: Math.max(rowsIn(body, 'recommendations'), rules.least, 1) }, (_, index) => (
              <div class="leg">
                <input type="hidden" name={`recommendations.${index}.id`} value={typed(body, `recommendations.${index}.id`)} />
                <TextArea
                  name={`recommendations.${index}.text`}
                  label={m.trips_recommendation_number({ number: index + 1 })}
                  optional
                  rows={2}
                  value={typed(body, `recommendations.${index}.text`)}
                  error={errorOf(faults, `recommendations.${index}.text`)}
                />
                <div class="ends">
                  <TypeAhead
                    name={`recommendations.${index}.person`}
                    label={m.trips_recommendation_person()}
                    optional
                    source={addresses.people()}
                    known={whole.travellers.map(({ name }) => name)}
                    value={{ id: typed(body, `recommendations.${index}.person.id`), text: typed(body, `recommendations.${index}.person.text`) }}
                    error={errorOf(faults, `recommendations.${index}.person`)}
                  />
                  <DateOfAnyPrecision
                    name={`recommendations.${index}.due`}
                    label={m.trips_recommendation_due()}
                    optional
                    value={typedBoxes(body, `recommendations.${index}.due`)}
                    error={errorOf(faults, `recommendations.${index}.due`)}
                  />
                </div>
                <Checkbox
                  name={`recommendations.${index}.forCitizens`}
                  label={m.trips_recommendation_public()}
                  checked={typed(body, `recommendations.${index}.forCitizens`) === 'yes'}
                />
                <Differs promise={report?.recommendations.find(({ id: own }) => own === typed(body, `recommendations.${index}.id`)) ?? null} />
              </div>
            ))}
            <div>
              <OneMore of="recommendations" text={m.trips_one_more_recommendation()} />
            </div>
          </fieldset>
          {unregistered.length === 0 ? null : (
            <Checkbox
              name="register"
              label={m.trips_register_travellers()}
              hint={m.trips_register_travellers_hint({ names: unregistered.join(', ') })}
              checked={typed(body, 'register') === 'yes'}
            />
          )}
          <SubmitRow text={m.trips_report_save()} cancel={addresses.trip({ id })} />
        </form>
      )}
      <Section id="handing-in" title={m.trips_handing_in()}>
        {handedIn !== null ? (
          <div class="stack">
            <p>
              <span class="kept strong">{m.trips_report_handed_in_on({ day: dayInWords(handedIn) })}</span>{' '}
              <a href={addresses.commitments({ event: id })}>{m.trips_to_promises()}</a>
            </p>
            {mayWrite ? (
              <form class="do no-print" method="post" action={addresses.tripReportReopening({ id })}>
                <HiddenVersion version={version} />
                <button class="ds-button" data-size="sm" data-variant="tertiary">
                  {m.trips_report_reopen()}
                </button>
              </form>
            ) : null}
          </div>
        ) : (
          <div class="stack">
            <p class={why === null ? 'sub' : 'note'}>{why ?? m.trips_report_ready()}</p>
            {mayWrite ? (
              <p class="do">
                <button class="ds-button" form={FORM} formaction={addresses.tripReportHandingIn({ id })} data-variant={why === null ? undefined : 'secondary'}>
                  {m.trips_hand_in()}
                </button>
              </p>
            ) : null}
          </div>
        )}
        <p class="sub">{m.trips_least_source({ source: rules.leastSource })}</p>
      </Section>
      {report === null || report.takenOut.length === 0 ? null : (
        <Section id="taken-out" title={m.trips_taken_out()} count={report.takenOut.length}>
          <p class="sub">{m.trips_taken_out_lead()}</p>
          {mayWrite ? (
            <form class="form no-print" method="post" action={addresses.tripReportDropping({ id })} novalidate>
              <Checkboxes
                name="promises"
                label={m.trips_taken_out_which()}
                values={report.takenOut.map(({ commitmentId }) => commitmentId!)}
                options={report.takenOut.map(({ text, commitmentId }) => ({ value: commitmentId!, label: text }))}
              />
              <TextField name="reason" label={m.trips_drop_reason()} maxlength={2000} value={m.trips_drop_reason_usual()} />
              <SubmitRow text={m.trips_drop_promise()} />
            </form>
          ) : (
            <ul class="stack">
              {report.takenOut.map(({ text, commitmentId }) => (
                <li>
                  <a href={addresses.commitment({ id: commitmentId! })}>{text}</a>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section id="summary" title={m.trips_summary()}>
        <p>{event.event.publishedAt === null ? m.trips_summary_not_public() : m.trips_summary_public()}</p>
        {mayWrite ? (
          <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.meetingSummary({ id })}>
            {m.trips_summary_write()}
          </a>
        ) : null}
      </Section>
    </TripFrame>
  )
}

/** The report for whoever only reads it. */
const Told = ({ whole: { report } }: { readonly whole: TripWhole }) =>
  report === null ? (
    <p class="sub">{m.trips_report_none()}</p>
  ) : (
    <>
      {REPORT_PARTS.map((part) => (
        <Section id={part} title={partName(part)}>
          {report[part] === '' ? <p class="sub">{m.trips_report_part_empty()}</p> : <p class="prose">{report[part]}</p>}
        </Section>
      ))}
      <Section id="recommendations" title={m.trips_report_recommendations()} count={report.recommendations.length}>
        <ol class="stack">
          {report.recommendations.map((one) => {
            const { text, person, due, commitmentId, publicSince } = one
            const about = [
              person === null ? '' : displayName(person),
              due === null ? '' : dateInWords(due),
              publicSince === null ? '' : m.trips_recommendation_is_public(),
            ].filter((part) => part !== '')
            return (
              <li>
                {commitmentId === null ? text : <a href={addresses.commitment({ id: commitmentId })}>{text}</a>}
                <span class="sub"> {about.join(' · ')}</span>
                <Differs promise={one} />
              </li>
            )
          })}
        </ol>
      </Section>
    </>
  )

/** That the promise says something else than its recommendation: somebody changed it there, or it was settled before the report was mended. */
const Differs = ({ promise: one }: { readonly promise: RecommendationRow | null }) => {
  if (one === null || one.promise === null) return null
  const said = textIn(one.promise.text, 'bg')
  return said === one.text ? null : (
    <p class="note">
      {one.promise.settled ? m.trips_promise_settled({ text: said }) : m.trips_promise_differs({ text: said })}{' '}
      <a href={addresses.commitment({ id: one.commitmentId! })}>{m.trips_to_promise()}</a>
    </p>
  )
}

/** What the form shows of a report that is being written. */
export const bodyOfReport = ({ report }: Pick<TripWhole, 'report'>): FormBody =>
  report === null
    ? {}
    : {
        purpose: report.purpose,
        process: report.process,
        insights: report.insights,
        recommendations: report.recommendations.map(({ id, text, person, due, publicSince }) => {
          const { day = '', month = '', year = '', about = '' } = boxesOf(due)
          return {
            id,
            text,
            person: person === null ? { id: '', text: '' } : { id: person.id, text: displayName(person) },
            due: { day, month, year, about },
            ...(publicSince === null ? {} : { forCitizens: 'yes' }),
          }
        }),
      }
