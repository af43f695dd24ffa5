// The year's report in words of the language that is spoken: the same parts in the same order every year, for the paper and for the sheets.
import { directionName, EVENT_DIRECTIONS, eventDateInWords, eventKindName } from '#features/events/event.ts'
import type { EventRow } from '#features/events/event.queries.ts'
import { countedIn, type Share, shareDetails, shareInWords, sumOf } from '#features/commitments/shares/share.ts'
import type { PartnerShare } from '#features/commitments/shares/share.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { isEmptyText, reading } from '#platform/texts/local-text.ts'
import { meanOf, QUESTIONS, questionName } from '../assessments/assessment.ts'
import type { AssessmentRow } from '../assessments/assessment.table.ts'
import type { CountedPartner, QuietPartners } from '../counts/partner.queries.ts'
import type { Tally } from '../counts/count.ts'
import { AT_A_GLANCE, cellInWords, changeInWords, HALVES, meanInWords, measureName, measureRule, MEASURES, numberInWords, UNKNOWN } from '../measure.ts'
import { GROUPS, isKnown, yearlyGroup, type YearlyGroup, yearsUpTo } from '../yearly.ts'
import type { YearRow } from './year.table.ts'

/** Words that may be in another language than the report's. */
export type Worded = { readonly text: string; readonly language: string }
export type ReportTable = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

export type WordedReport = {
  readonly year: number
  readonly title: string
  readonly asOn: string
  readonly opening: Worded | null
  /** The few numbers that are read first, large. */
  readonly glance: readonly { readonly number: string; readonly name: string }[]
  readonly numbers: ReportTable & { readonly title: string }
  /** `quiet`: with whom nothing is written down for the year; '': there are none. */
  readonly partners: { readonly title: string; readonly tables: readonly ReportTable[]; readonly quiet: string; readonly hint: string }
  /** `blank`: of which groups nobody knows anything in these years; '': of each something. */
  readonly years: { readonly title: string; readonly groups: readonly YearlyGroup[]; readonly blank: string }
  readonly events: {
    readonly title: string
    readonly kinds: ReportTable
    readonly none: string
    readonly head: readonly string[]
    readonly rows: readonly (readonly [string, Worded, string, string])[]
  }
  readonly promises: ReportTable & { readonly title: string; readonly none: string; readonly rule: string }
  readonly assessments: ReportTable & {
    readonly title: string
    readonly none: string
    readonly remarks: readonly { readonly partner: string; readonly text: string; readonly by: string }[]
  }
  readonly how: { readonly title: string; readonly lead: string; readonly rows: readonly (readonly [string, string])[]; readonly more: readonly string[] }
}

export type ReportRead = {
  readonly year: number
  readonly tally: Tally
  /** Those with whom anything was counted or who were assessed in the year. */
  readonly partners: readonly CountedPartner[]
  /** The others. */
  readonly quiet: QuietPartners
  readonly record: YearRow | null
  /** Of the year and the one before. */
  readonly assessments: readonly AssessmentRow[]
  readonly shares: readonly PartnerShare[]
  /** The year's events, the first one first. */
  readonly events: readonly EventRow[]
  readonly withoutYear: number
}

function promisesOf(shares: readonly PartnerShare[]): string[][] {
  const lines = [...Map.groupBy(shares, ({ organisationId }) => organisationId).values()].map((own): readonly [string, Share] => [
    displayName(own[0]!),
    sumOf(own.map(({ share }) => share)),
  ])
  return lines.filter(([, share]) => countedIn(share) > 0).map(([name, share]) => [name, shareInWords(share), shareDetails(share)])
}

/** So many are named; of more it is said how many they are. */
export const MOST_QUIET = 40
const quietInWords = ({ named, all }: QuietPartners): string => {
  const names = named.map((one) => displayName(one)).join(m.impact_comma())
  return all === 0 ? '' : all > named.length ? m.impact_report_quiet_more({ names, count: all - named.length }) : m.impact_report_quiet({ names })
}

export function wordedReport(read: ReportRead, today: string): WordedReport {
  const { year, tally, partners, record, assessments } = read
  const before = String(year - 1)
  const names = new Map(partners.map((partner) => [partner.partnershipId, displayName(partner)]))
  const own = assessments.filter((one) => one.year === year)
  const lastYear = new Map(assessments.filter((one) => one.year === year - 1).map((one) => [one.partnershipId, meanOf(one.marks)]))
  const groups = GROUPS.map((group) => yearlyGroup(group, tally, yearsUpTo(year), null))
  const blank = groups.filter((group) => !isKnown(group)).map(({ title }) => title)
  const ordered = partners.flatMap(({ partnershipId }) => own.find((one) => one.partnershipId === partnershipId) ?? [])
  return {
    year,
    title: m.impact_report_title({ year: String(year) }),
    asOn: m.impact_report_as_on({ day: dayInWords(today) }),
    opening: record === null || isEmptyText(record.opening) ? null : reading(record.opening),
    glance: AT_A_GLANCE.map((measure) => ({ number: cellInWords(measure, tally.cell(measure, year, null)), name: measureName(measure) })),
    numbers: {
      title: m.impact_report_numbers(),
      head: [m.impact_what(), before, String(year), m.impact_change(), m.impact_lacking()],
      rows: MEASURES.map((measure) => {
        const [was, is] = [tally.cell(measure, year - 1, null), tally.cell(measure, year, null)]
        return [
          measureName(measure),
          cellInWords(measure, was),
          cellInWords(measure, is),
          changeInWords(measure, was, is),
          is.unknown === 0 ? '' : m.impact_records_all({ count: is.unknown }),
        ]
      }),
    },
    partners: {
      title: m.impact_report_partners(),
      quiet: quietInWords(read.quiet),
      hint: m.impact_together_hint(),
      tables: HALVES.map((measures) => ({
        head: [m.impact_partner(), ...measures.map(measureName)],
        rows: [...partners, null].map((partner) => [
          partner === null ? m.impact_together() : displayName(partner),
          ...measures.map((measure) => cellInWords(measure, tally.cell(measure, year, partner?.organisationId ?? null))),
        ]),
      })),
    },
    years: { title: m.impact_report_years(), groups, blank: blank.length === 0 ? '' : m.impact_report_blank({ names: blank.join(m.impact_comma()) }) },
    events: {
      title: m.impact_report_events(),
      kinds: {
        head: [m.impact_kind(), ...EVENT_DIRECTIONS.map((direction) => directionName(direction)), m.impact_all()],
        rows: tally
          .eventsByKind(year, null)
          .map(({ kind, by }) => [
            eventKindName(kind),
            ...EVENT_DIRECTIONS.map((direction) => numberInWords(by[direction])),
            numberInWords(by.incoming + by.outgoing + by.none),
          ]),
      },
      none: m.impact_report_no_events(),
      head: [m.impact_when(), m.impact_report_event(), m.impact_partner(), m.impact_kind()],
      rows: read.events.map((event) => [
        event.date === null ? '' : eventDateInWords(event.date),
        reading(event.title),
        event.partners.map((partner) => displayName(partner)).join(', '),
        `${eventKindName(event.kind)}, ${directionName(event.direction, event.kind)}`,
      ]),
    },
    promises: {
      title: m.impact_report_promises(),
      none: m.impact_report_no_promises(),
      head: [m.impact_partner(), m.impact_measure_promises(), m.impact_report_how_kept()],
      rows: promisesOf(read.shares),
      rule: m.commitments_share_rule(),
    },
    assessments: {
      title: m.impact_report_assessments(),
      none: m.impact_report_no_assessments(),
      head: [m.impact_partner(), ...QUESTIONS.map(questionName), m.impact_mark_mean_name(), before],
      rows: ordered.map((one) => [
        names.get(one.partnershipId) ?? '',
        ...QUESTIONS.map((question) => String(one.marks[question] ?? UNKNOWN)),
        meanInWords(meanOf(one.marks)),
        meanInWords(lastYear.get(one.partnershipId) ?? null),
      ]),
      remarks: ordered.map(({ partnershipId, remark, assessedBy, assessedOn }) => ({
        partner: names.get(partnershipId) ?? '',
        text: remark,
        by: m.impact_assessed({ who: assessedBy, day: dayInWords(assessedOn) }),
      })),
    },
    how: {
      title: m.impact_how_title(),
      lead: m.impact_how_lead(),
      rows: MEASURES.map((measure) => [measureName(measure), measureRule(measure)]),
      more: [
        m.impact_how_year(),
        m.impact_how_partners(),
        m.impact_how_money(),
        ...(read.withoutYear === 0 ? [] : [m.impact_without_year({ count: read.withoutYear })]),
      ],
    },
  }
}

/** „godishen-otchet-2026“ as people name it. */
export const reportFileName = (year: number): string => m.impact_report_file({ year: String(year) })
