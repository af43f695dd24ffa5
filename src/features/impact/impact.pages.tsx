// Impact as pages: of the whole office, of one partner, and the records behind a number.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { directionName, EVENT_DIRECTIONS, eventKindName } from '#features/events/event.ts'
import { displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Place } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Icon } from '#ui/icons.tsx'
import type { Shell } from '#ui/shell.ts'
import { Stats } from '#ui/stats.tsx'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { AssessmentsByYear } from './assessments/assessment.pages.tsx'
import type { AssessmentRow } from './assessments/assessment.table.ts'
import { meanOf } from './assessments/assessment.ts'
import { ChartBeside, NumbersTable } from './charts/chart.pages.tsx'
import type { CountedPartner } from './counts/partner.queries.ts'
import type { Tally } from './counts/count.ts'
import { figureAmount } from './figures/figure.ts'
import type { FigureRow } from './figures/figure.table.ts'
import {
  AT_A_GLANCE,
  type Cell,
  cellInWords,
  changeInWords,
  HALVES,
  isRecordable,
  meanInWords,
  type Measure,
  measureName,
  measureRule,
  MEASURES,
  numberInWords,
  UNKNOWN,
} from './measure.ts'
import { KeptReports, shownReport } from './reports/kept.pages.tsx'
import type { KeptReport } from './reports/kept.queries.ts'
import { GROUPS, isTold, yearlyGroup } from './yearly.ts'

/** Whose number it is; null: of all together. */
type Whose = Pick<CountedPartner, 'organisationId' | 'partnershipId'> | null

/** Where an officer writes down what nobody knows yet: at once with a partner; of all together the partner is still to be chosen. */
const whereToWrite = (measure: Measure, year: number, whose: Whose): string =>
  whose !== null && isRecordable(measure)
    ? addresses.impactFigureNew({ id: whose.partnershipId }, { year, measure })
    : addresses.impactRecords({ measure, year, partner: whose?.organisationId })

/** A number that opens the records it was counted from; where nothing is known an officer writes it down from there. */
const NumberLink = ({ measure, cell, year, whose, mayWrite }: { measure: Measure; cell: Cell; year: number; whose: Whose; mayWrite: boolean }) => {
  const words = cellInWords(measure, cell)
  const has = cell.unknown > 0 || cell.recorded > 0 || cell.of > 0 || (cell.amount ?? 0) > 0 || cell.sums.length > 0
  return has ? (
    <a
      href={addresses.impactRecords({ measure, year, partner: whose?.organisationId })}
      title={cell.unknown > 0 ? m.impact_untold({ count: cell.unknown }) : undefined}
      aria-label={words === UNKNOWN ? m.impact_unknown_of({ count: cell.unknown }) : undefined}
    >
      {words}
    </a>
  ) : words === UNKNOWN && mayWrite ? (
    <a class="sub" href={whereToWrite(measure, year, whose)} title={m.impact_unknown_write()} aria-label={m.impact_unknown_write()}>
      {UNKNOWN}
    </a>
  ) : words === UNKNOWN ? (
    <span class="sub">
      <span aria-hidden="true">{UNKNOWN}</span>
      <span class="sr">{m.impact_unknown()}</span>
    </span>
  ) : (
    <>{words}</>
  )
}

/** What is wider than a phone is moved sideways within itself, also by the keys. */
const Scrolled = ({ label, children }: { readonly label: string; readonly children: Child }) => (
  <div class="scrolls" tabindex={0} role="group" aria-label={label}>
    {children}
  </div>
)

/** How every number is counted: folded away, opened once and believed ever after. */
export const HowCounted = ({ withoutYear }: { readonly withoutYear: number }) => (
  <Section id="how" title={m.impact_how_title()}>
    <p class="prose">{m.impact_how_lead()}</p>
    <details class="langs-more">
      <summary>{m.impact_how_each()}</summary>
      <dl class="facts2">
        {MEASURES.map((measure) => (
          <>
            <dt>{measureName(measure)}</dt>
            <dd>{measureRule(measure)}</dd>
          </>
        ))}
      </dl>
      <p class="prose">{m.impact_how_year()}</p>
      <p class="prose">{m.impact_how_partners()}</p>
      <p class="prose">{m.impact_how_money()}</p>
    </details>
    {withoutYear === 0 ? null : <p class="sub">{m.impact_without_year({ count: withoutYear })}</p>}
  </Section>
)

type YearsProps = { readonly tally: Tally; readonly years: readonly number[]; readonly whose: Whose; readonly mayWrite: boolean }

/** What nobody knows in any of the years is named in one line: tables of dashes tell nothing. */
const Yearly = ({ tally, years, whose, mayWrite }: YearsProps) => {
  const groups = GROUPS.map((group) => yearlyGroup(group, tally, years, whose?.organisationId ?? null))
  const blank = groups.filter((group) => !isTold(group))
  return (
    <>
      {groups.filter(isTold).map(({ id, title, heads, shape, rows }) => (
        <Section id={id} title={title}>
          <ChartBeside
            shape={shape}
            title={title}
            table={{
              caption: title,
              head: heads,
              rows: rows.map(({ year, cells }) => ({
                name: String(year),
                cells: cells.map(({ measure, cell }) => <NumberLink measure={measure} cell={cell} year={year} whose={whose} mayWrite={mayWrite} />),
              })),
            }}
          />
        </Section>
      ))}
      {blank.length === 0 ? null : <p class="sub">{m.impact_blank({ names: blank.map(({ title }) => title).join(', ') })}</p>}
    </>
  )
}

const KindsOfEvents = ({ tally, year, partner }: { readonly tally: Tally; readonly year: number; readonly partner: string | null }) => {
  const rows = tally.eventsByKind(year, partner)
  return rows.length === 0 ? null : (
    <Section id="kinds" title={m.impact_kinds_title({ year: String(year) })}>
      <NumbersTable
        caption={m.impact_kinds_title({ year: String(year) })}
        head={[m.impact_kind(), ...EVENT_DIRECTIONS.map((direction) => directionName(direction)), m.impact_all()]}
        rows={rows.map(({ kind, by }) => ({
          name: eventKindName(kind),
          cells: [...EVENT_DIRECTIONS.map((direction) => by[direction]), by.incoming + by.outgoing + by.none].map(numberInWords),
        }))}
      />
    </Section>
  )
}

/** This year beside the one before, measure by measure. */
const YearOnYear = ({ tally, year, whose, mayWrite }: Omit<YearsProps, 'years'> & { readonly year: number }) => (
  <Section id="compared" title={m.impact_compared({ year: String(year), before: String(year - 1) })}>
    <Scrolled label={m.impact_compared({ year: String(year), before: String(year - 1) })}>
      <NumbersTable
        caption={m.impact_compared({ year: String(year), before: String(year - 1) })}
        head={[m.impact_what(), String(year - 1), String(year), m.impact_change(), m.impact_lacking()]}
        rows={MEASURES.map((measure) => {
          const [before, now] = [year - 1, year].map((one) => tally.cell(measure, one, whose?.organisationId ?? null)) as [Cell, Cell]
          return {
            name: measureName(measure),
            cells: [
              <NumberLink measure={measure} cell={before} year={year - 1} whose={whose} mayWrite={mayWrite} />,
              <NumberLink measure={measure} cell={now} year={year} whose={whose} mayWrite={mayWrite} />,
              changeInWords(measure, before, now),
              now.unknown === 0 ? (
                ''
              ) : (
                <a href={addresses.impactRecords({ measure, year, partner: whose?.organisationId })}>{m.impact_records_all({ count: now.unknown })}</a>
              ),
            ],
          }
        })}
      />
    </Scrolled>
  </Section>
)

const yearFilter = (choices: readonly number[], year: number) => ({
  kind: 'select' as const,
  name: 'year',
  label: m.impact_year(),
  value: String(year),
  options: [...new Set([...choices, year])].map((one) => ({ value: String(one), label: String(one) })),
})

export type ImpactPageProps = {
  readonly shell: Shell
  readonly tally: Tally
  /** In their alphabet, a page of them. */
  readonly partners: Page<CountedPartner>
  /** Of those partners. */
  readonly assessments: readonly AssessmentRow[]
  readonly year: number
  /** Newest first. */
  readonly choices: readonly number[]
  /** The first one first. */
  readonly years: readonly number[]
  /** Of which measure all partners stand beside all years. */
  readonly measure: Measure
  readonly withoutYear: number
  readonly published: boolean
  /** The reports of the year that are kept, by language, the newest version first. */
  readonly kept: readonly KeptReport[]
}

const PartnerName = ({ partner, year }: { readonly partner: CountedPartner; readonly year: number }) => (
  <Place name={displayName(partner)} country={partner.country} href={addresses.partnershipImpact({ id: partner.partnershipId }, { year })} />
)

const Mean = ({ mean }: { readonly mean: number | null }) =>
  mean === null ? <span class="sub">{UNKNOWN}</span> : <>{m.impact_mark_mean({ mean: meanInWords(mean) })}</>

export const ImpactPage = ({ shell, tally, partners: page, assessments, year, choices, years, measure, withoutYear, published, kept }: ImpactPageProps) => {
  const { rows: partners, next, previous } = page
  const turns = <Pager href={addresses.impact({ year, measure })} after={next ?? undefined} before={previous ?? undefined} />
  const mayWrite = shell.role === 'officer'
  const shown = mayWrite ? undefined : shownReport(kept, currentLanguage())
  const marks = new Map(assessments.filter((one) => one.year === year).map((one) => [one.partnershipId, meanOf(one.marks)]))
  const numbered = (which: Measure, of: number, partner: CountedPartner | null): Child => (
    <NumberLink measure={which} cell={tally.cell(which, of, partner?.organisationId ?? null)} year={of} whose={partner} mayWrite={mayWrite} />
  )
  return (
    <OfficePage
      shell={shell}
      title={m.impact_title()}
      nav="impact"
      lead={m.impact_lead()}
      actions={
        <>
          {/* Whoever only reads is shown what was kept for the council; the numbers as they stand today are on the page. */}
          <a
            class="ds-button"
            href={shown === undefined ? addresses.impactReport({ year, language: currentLanguage() }) : addresses.documentFile({ id: shown.documentId })}
          >
            <Icon name="print" />
            {shown === undefined ? m.impact_report_pdf({ year: String(year) }) : m.impact_report_pdf_kept({ year: String(year), day: dayInWords(shown.asOn) })}
          </a>
          <a class="ds-button" data-variant="secondary" href="#kept-reports">
            {m.impact_kept_more()}
          </a>
          {mayWrite ? (
            <a class="ds-button" data-variant="tertiary" href={addresses.impactYear({ year: String(year) })}>
              {published ? m.impact_year_edit_public() : m.impact_year_edit()}
            </a>
          ) : null}
        </>
      }
    >
      {partners.length === 0 && previous === null ? (
        <EmptyState
          title={m.impact_empty_title()}
          text={m.impact_empty_text()}
          actions={
            <a class="ds-button" href={addresses.partnerships()}>
              {m.ui_nav_partnerships()}
            </a>
          }
        />
      ) : (
        <>
          <Filters
            action={addresses.impact()}
            filters={[
              yearFilter(choices, year),
              {
                kind: 'select',
                name: 'measure',
                label: m.impact_over_years_filter(),
                value: measure,
                options: MEASURES.map((value) => ({ value, label: measureName(value) })),
              },
            ]}
          />
          <div class="stack-lg">
            <Stats
              label={m.impact_glance({ year: String(year) })}
              stats={AT_A_GLANCE.map((one) => ({
                value: cellInWords(one, tally.cell(one, year, null)),
                label: measureName(one),
                href: addresses.impactRecords({ measure: one, year }),
              }))}
            />
            <YearOnYear tally={tally} year={year} whose={null} mayWrite={mayWrite} />
            <Section id="partners" title={m.impact_partners_title({ year: String(year) })}>
              {HALVES.map((measures, at) => (
                <Scrolled label={m.impact_partners_part({ year: String(year), names: measures.map(measureName).join(', ') })}>
                  <NumbersTable
                    caption={m.impact_partners_part({ year: String(year), names: measures.map(measureName).join(', ') })}
                    head={[m.impact_partner(), ...measures.map(measureName), ...(at === 0 ? [m.impact_assessment()] : [])]}
                    rows={[...partners, null].map((partner) => ({
                      name: partner === null ? m.impact_together() : <PartnerName partner={partner} year={year} />,
                      sum: partner === null,
                      cells: [
                        ...measures.map((one) => numbered(one, year, partner)),
                        ...(at === 0 ? [partner === null ? '' : <Mean mean={marks.get(partner.partnershipId) ?? null} />] : []),
                      ],
                    }))}
                  />
                </Scrolled>
              ))}
              <p class="sub">{m.impact_together_hint()}</p>
              {turns}
            </Section>
            <Section id="over-years" title={m.impact_over_years({ measure: measureName(measure) })}>
              <Scrolled label={m.impact_over_years({ measure: measureName(measure) })}>
                <NumbersTable
                  caption={m.impact_over_years({ measure: measureName(measure) })}
                  head={[m.impact_partner(), ...years.map(String)]}
                  rows={[...partners, null].map((partner) => ({
                    name: partner === null ? m.impact_together() : <PartnerName partner={partner} year={year} />,
                    sum: partner === null,
                    cells: years.map((one) => numbered(measure, one, partner)),
                  }))}
                />
              </Scrolled>
              {turns}
            </Section>
            <KindsOfEvents tally={tally} year={year} partner={null} />
            <Yearly tally={tally} years={years} whose={null} mayWrite={mayWrite} />
            <KeptReports year={year} kept={kept} mayKeep={mayWrite} />
            <HowCounted withoutYear={withoutYear} />
          </div>
        </>
      )}
    </OfficePage>
  )
}

export type PartnerImpactPageProps = {
  readonly shell: Shell
  readonly partner: CountedPartner
  readonly tally: Tally
  readonly year: number
  readonly choices: readonly number[]
  readonly years: readonly number[]
  readonly figures: readonly FigureRow[]
  readonly assessments: readonly AssessmentRow[]
  readonly withoutYear: number
}

export const PartnerImpactPage = ({ shell, partner, tally, year, choices, years, figures, assessments, withoutYear }: PartnerImpactPageProps) => {
  const mayWrite = shell.role === 'officer'
  const name = displayName(partner)
  return (
    <OfficePage
      shell={shell}
      title={m.impact_of({ partner: name })}
      nav="impact"
      crumbs={[
        { text: m.impact_title(), href: addresses.impact({ year }) },
        { text: name, href: addresses.partnership({ id: partner.partnershipId }) },
      ]}
      heading={<Place name={name} native={nativeOf(partner)} country={partner.country} />}
      lead={m.impact_of_lead()}
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" href={addresses.impactAssessment({ id: partner.partnershipId, year: String(year) })}>
              {assessments.some((one) => one.year === year) ? m.impact_assess_edit({ year: String(year) }) : m.impact_assess({ year: String(year) })}
            </a>
            <a class="ds-button" data-variant="secondary" href={addresses.impactFigureNew({ id: partner.partnershipId }, { year })}>
              <Icon name="plus" />
              {m.impact_figure_new()}
            </a>
          </>
        ) : null
      }
    >
      <Filters action={addresses.partnershipImpact({ id: partner.partnershipId })} filters={[yearFilter(choices, year)]} />
      <div class="stack-lg">
        <YearOnYear tally={tally} year={year} whose={partner} mayWrite={mayWrite} />
        <AssessmentsByYear partnershipId={partner.partnershipId} rows={assessments} year={year} mayWrite={mayWrite} />
        <KindsOfEvents tally={tally} year={year} partner={partner.organisationId} />
        <Yearly tally={tally} years={years} whose={partner} mayWrite={mayWrite} />
        <Section id="figures" title={m.impact_figures_title()} count={figures.length === 0 ? null : figures.length}>
          {figures.length === 0 ? (
            <p class="sub">{m.impact_figures_none()}</p>
          ) : (
            <Table
              caption={m.impact_figures_title()}
              rows={figures}
              columns={[
                {
                  head: m.impact_what(),
                  cell: (row) => (
                    <a href={addresses.impactFigure({ id: row.id })}>
                      {measureName(row.measure)}, {row.year}
                    </a>
                  ),
                },
                { head: m.impact_figure_amount(), number: true, cell: (row) => figureAmount(row) },
                { head: m.impact_figure_as_of(), cell: (row) => dayInWords(row.asOf) },
                { head: m.impact_figure_source(), cell: (row) => (row.sourceUrl === null ? row.source : <a href={row.sourceUrl}>{row.source}</a>) },
                { head: m.impact_figure_note(), cell: (row) => row.note },
                { head: m.impact_figure_public(), cell: (row) => (row.publishedAt === null ? m.impact_no() : m.impact_yes()) },
              ]}
            />
          )}
        </Section>
        <HowCounted withoutYear={withoutYear} />
      </div>
    </OfficePage>
  )
}
