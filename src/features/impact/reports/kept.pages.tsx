// The annual report of a year as papers: made anew in each language, and those that are kept, of which the newest is shown to the council.
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { Section, Table } from '#ui/tables.tsx'
import type { KeptReport } from './kept.queries.ts'

export type KeptReportsProps = {
  readonly year: number
  /** By language, the newest version first. */
  readonly kept: readonly KeptReport[]
  readonly mayKeep: boolean
}

/** The version shown to the council in a language, else in any; undefined: none is kept. */
export const shownReport = (kept: readonly KeptReport[], language: string): KeptReport | undefined => kept.find((one) => one.language === language) ?? kept[0]

export const KeptReports = ({ year, kept, mayKeep }: KeptReportsProps) => {
  const title = m.impact_kept_title({ year: String(year) })
  const newest = new Set([...Map.groupBy(kept, ({ language }) => language).values()].map(([first]) => first!.documentId))
  return (
    <Section id="kept-reports" title={title}>
      <p class="sub">{mayKeep ? m.impact_kept_lead() : m.impact_kept_lead_reader()}</p>
      <ul class="report-papers no-print">
        {LANGUAGES.map((language) => (
          <li class="row">
            <span>{languageName(language)}</span>
            <a href={addresses.impactReport({ year, language })} aria-label={m.impact_kept_open_in({ language: languageName(language) })}>
              {m.impact_kept_open()}
            </a>
            <a href={addresses.impactSheet({ year, language })} aria-label={m.impact_kept_sheet_in({ language: languageName(language) })}>
              {m.impact_report_sheet()}
            </a>
            {mayKeep ? (
              <form method="post" action={addresses.impactReportKeeping()}>
                <input type="hidden" name="year" value={year} />
                <input type="hidden" name="language" value={language} />
                <button class="ds-button" data-variant="secondary" aria-label={m.impact_kept_keep_in({ language: languageName(language) })}>
                  {m.impact_kept_keep()}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {kept.length === 0 ? (
        <p class="sub">{m.impact_kept_none()}</p>
      ) : (
        <Table
          caption={title}
          rows={kept}
          columns={[
            {
              head: m.impact_kept_report(),
              cell: ({ documentId, language, number }) => (
                <a href={addresses.document({ id: documentId })}>{m.impact_kept_version({ number: String(number), language: languageName(language) })}</a>
              ),
            },
            { head: m.impact_kept_as_on(), cell: ({ asOn }) => dayInWords(asOn) },
            { head: m.impact_kept_use(), cell: ({ documentId }) => (newest.has(documentId) ? m.impact_kept_shown() : m.impact_kept_earlier()) },
          ]}
        />
      )}
    </Section>
  )
}
