// The report of a visit on the office's paper: when, where, who was there, what for, the report itself and what came of it; in the language of whoever prints it.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, reading } from '#platform/texts/local-text.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { delegateName } from '../delegations/delegate.ts'
import type { RankedDelegate } from '../delegations/delegate.queries.ts'
import type { Outcomes } from '../outcomes/outcome.ts'
import type { VisitWhole } from '../visit.queries.ts'

export type ReportInput = VisitWhole & {
  readonly delegates: readonly RankedDelegate[]
  readonly outcomes: Outcomes
  readonly office: OfficeOnPaper
  readonly at: Date
}

type Fact = { readonly label: string; readonly text: readonly Worded[] }

export function reportPaper({ event, visit, partners, place, delegates, outcomes, office, at }: ReportInput): Paper {
  const language = currentLanguage()
  const word = (text: string): Worded => ({ text, language })
  const said = (text: LocalText): Worded[] => (isEmptyText(text) ? [] : [reading(text)])
  const came = (side: RankedDelegate['side']) => delegates.filter((one) => one.side === side && one.withdrawnOn === null)
  const inLine = (one: RankedDelegate): Worded => {
    const [name, role] = [delegateName(one), isEmptyText(one.role) ? '' : reading(one.role).text]
    return word(role === '' || role === name ? name : `${name}, ${role}`)
  }
  const away = delegates.filter(({ withdrawnOn }) => withdrawnOn !== null)
  const facts: readonly Fact[] = [
    { label: m.papers_report_when(), text: event.date === null ? [] : [word(eventDateInWords(event.date))] },
    { label: m.papers_report_where(), text: place === '' ? [] : [word(place)] },
    { label: m.papers_report_partners(), text: partners.map((one) => word(displayName(one))) },
    { label: m.visits_field_our_purpose(), text: said(visit.ourPurpose) },
    { label: m.papers_report_hosts(), text: came('hosts').map(inLine) },
    { label: m.papers_report_guests(), text: came('guests').map(inLine) },
    { label: m.papers_report_away(), text: away.length === 0 ? [] : [word(away.map(delegateName).join(', '))] },
    { label: m.visits_field_reported_on(), text: visit.reportedOn === null ? [] : [word(dayInWords(visit.reportedOn))] },
  ]
  const lines = outcomes.lines.length > 0 ? outcomes.lines.map(({ text }) => text) : [outcomes.reason || visit.closedWithout].filter((text) => text !== '')
  return {
    template: 'features/visits/papers/report.typ',
    title: m.papers_file_report(),
    language,
    at,
    data: {
      head: paperHead(office, [language]),
      heading: m.papers_file_report(),
      name: reading(event.title),
      facts: facts.filter(({ text }) => text.length > 0),
      parts: said(visit.report).map((text) => ({ title: m.visits_report_title(), text })),
      recommendations: { title: m.visits_outcomes_title(), rows: lines.map((text, index) => ({ number: index + 1, text, about: '' })) },
      signs: [{ name: m.papers_report_author(), post: '' }],
    },
    pictures: crestPicture(office),
  }
}
