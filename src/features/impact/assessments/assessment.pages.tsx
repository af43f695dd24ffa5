// The yearly self-assessment as a form, and year on year on a partner's page.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { ChartBeside } from '../charts/chart.pages.tsx'
import { meanInWords, UNKNOWN } from '../measure.ts'
import { type Marks, MARKS, meanOf, QUESTIONS, questionName, scaleInWords } from './assessment.ts'
import type { AssessmentRow } from './assessment.table.ts'

/** So many years stand beside each other. */
const YEARS = 5

export const AssessmentsByYear = ({
  partnershipId,
  rows,
  year,
  mayWrite,
}: {
  readonly partnershipId: string
  /** Newest first. */
  readonly rows: readonly AssessmentRow[]
  readonly year: number
  readonly mayWrite: boolean
}) => {
  const shown = rows.filter((row) => row.year <= year).slice(0, YEARS)
  const inOrder = shown.toReversed()
  const title = m.impact_assessments_title()
  const last = shown[0]
  return (
    <Section id="assessments" title={title}>
      {shown.length === 0 ? (
        <p class="sub">{mayWrite ? m.impact_assessments_none() : m.impact_assessments_none_reader()}</p>
      ) : (
        <>
          <ChartBeside
            title={title}
            shape={{
              kind: 'line',
              most: 5,
              years: inOrder.map((row) => String(row.year)),
              series: [{ name: m.impact_mark_mean_name(), values: inOrder.map((row) => meanOf(row.marks)) }],
            }}
            table={{
              caption: title,
              head: [
                m.impact_question(),
                ...inOrder.map((row) => <a href={addresses.impactAssessment({ id: partnershipId, year: String(row.year) })}>{row.year}</a>),
              ],
              rows: [
                ...QUESTIONS.map((question) => ({ name: questionName(question), cells: inOrder.map((row) => row.marks[question] ?? UNKNOWN) })),
                { name: m.impact_mark_mean_name(), cells: inOrder.map((row) => meanInWords(meanOf(row.marks))), sum: true },
              ],
            }}
          />
          {last === undefined || last.remark === '' ? null : <p class="prose">{last.remark}</p>}
          {last === undefined ? null : <p class="sub">{m.impact_assessed({ who: last.assessedBy, day: dayInWords(last.assessedOn) })}</p>}
        </>
      )}
    </Section>
  )
}

export type AssessmentPageProps = {
  readonly shell: Shell
  readonly partnershipId: string
  readonly partner: string
  readonly year: number
  /** 0 while nobody has made it. */
  readonly version: number
  /** What the year before said, for comparison. */
  readonly before: Marks | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const AssessmentPage = ({ shell, partnershipId, partner, year, version, before, body, faults = [], conflict }: AssessmentPageProps) => {
  const back = addresses.partnershipImpact({ id: partnershipId }, { year })
  const names = { id: partnershipId, year: String(year) }
  const title = m.impact_assessment_title({ partner, year: String(year) })
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="impact"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.impact_title(), href: addresses.impact({ year }) },
        { text: partner, href: back },
      ]}
      lead={m.impact_assessment_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form assessment" method="post" action={addresses.impactAssessment(names)} novalidate>
        <HiddenVersion version={version} />
        {QUESTIONS.map((question) => (
          <Radios
            name={question}
            label={questionName(question)}
            hint={
              before?.[question] === undefined
                ? scaleInWords(question)
                : `${scaleInWords(question)} ${m.impact_mark_before({ year: String(year - 1), mark: String(before[question]) })}`
            }
            value={typed(body, question)}
            error={errorOf(faults, question)}
            options={[...MARKS.map((mark) => ({ value: String(mark), label: String(mark) })), { value: '', label: m.impact_mark_none() }]}
          />
        ))}
        <TextArea
          name="remark"
          label={m.impact_assessment_remark()}
          hint={m.impact_assessment_remark_hint()}
          optional
          rows={4}
          value={typed(body, 'remark')}
          error={errorOf(faults, 'remark')}
        />
        <TextField name="assessedBy" label={m.impact_assessment_by()} maxlength={300} value={typed(body, 'assessedBy')} error={errorOf(faults, 'assessedBy')} />
        <DateOfAnyPrecision
          name="assessedOn"
          label={m.impact_assessment_on()}
          hint={m.impact_assessment_on_hint()}
          exact
          value={typedBoxes(body, 'assessedOn')}
          error={errorOf(faults, 'assessedOn')}
        />
        {mayWrite ? <SubmitRow cancel={back} /> : null}
      </form>
      {mayWrite && version > 0 ? <Removal action={addresses.impactAssessmentRemoval(names)} version={version} text={m.impact_assessment_remove()} /> : null}
    </OfficePage>
  )
}

export const bodyOfAssessment = (row: Pick<AssessmentRow, 'marks' | 'remark' | 'assessedBy' | 'assessedOn'>): FormBody => ({
  ...Object.fromEntries(QUESTIONS.map((question) => [question, String(row.marks[question] ?? '')])),
  remark: row.remark,
  assessedBy: row.assessedBy,
  assessedOn: bodyOfDay(row.assessedOn),
})

/** A day as the three boxes of a date. */
export const bodyOfDay = (date: string): FormBody => {
  const { day = '', month = '', year = '' } = boxesOf(date)
  return { day, month, year }
}
