// The page of a meeting's papers: agenda, minutes, outcomes, history; and what an event's page says of them.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { languageName, partnerInLine } from '#features/organisations/naming.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { isEmptyText, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { AgendaSection, LeftSection, type NewItem, Words } from './agenda/agenda.pages.tsx'
import type { Left } from './agenda/left.queries.ts'
import type { ItemRow, Outcomes, PapersBrief } from './meeting.queries.ts'
import { linksOf, type MinutesLinks, MinutesText, noMinutes } from './minutes/minutes.pages.tsx'
import { outcomeTexts } from './outcomes/translating.ts'
import { OutcomesSection, type OutcomeTyped } from './outcomes/outcome.pages.tsx'

/** Minutes on paper in a language, and which parts of them stand in another. */
export type PaperIn = { readonly language: string; readonly missing: readonly string[] }

export type MeetingPageProps = {
  readonly shell: Shell
  /** What other features say above the papers. */
  readonly notes?: Child
  readonly found: EventWhole
  readonly items: readonly ItemRow[]
  readonly left: Left
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  /** The office's own language. */
  readonly language: string
  readonly meeting: {
    readonly version: number
    readonly minutes: LocalText
    readonly withoutOutcome: string
    readonly signsForUs: string
    readonly signsForThem: string
  }
  /** Where names in the minutes lead. */
  readonly names: ReadonlyMap<string, string>
  readonly outcomes: Outcomes
  readonly adding?: NewItem | undefined
  /** What was typed into a form of the outcomes and refused. */
  readonly sent?: OutcomeTyped | undefined
  /** What was typed of who signs, and why it was not kept. */
  readonly signers?: { readonly signsForUs: string; readonly signsForThem: string } | undefined
  readonly signersFault?: string | undefined
  /** Languages in which the minutes can be printed, the office's own first. */
  readonly paperLanguages: readonly PaperIn[]
}

export const MeetingPage = (props: MeetingPageProps) => {
  const { shell, found, items, left, history, today, language, meeting, names, outcomes, adding, sent } = props
  const { event, partners, place } = found
  const { id } = event
  const mayWrite = shell.role === 'officer'
  const title = textIn(event.title)
  const over = event.lastDay !== null && event.lastDay < today
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_page_title({ title })}
      nav="events"
      failed={(adding ?? sent)?.faults.length !== undefined || props.signersFault !== undefined}
      crumbs={[{ text: m.events_title(), href: addresses.events() }, { text: title, href: addresses.event({ id }) }, { text: m.meetings_title() }]}
      heading={m.meetings_title()}
      lead={
        <>
          <a href={addresses.event({ id })}>{title}</a>
          {[event.date === null ? m.events_undated() : eventDateInWords(event.date), place].filter((part) => part !== '').map((part) => ` · ${part}`)}
          {partners.length === 0 ? null : (
            <>
              {' · '}
              <PartnersInLine partners={partners.map(partnerInLine)} />
            </>
          )}
        </>
      }
      actions={
        <>
          {partners.length === 0 ? null : (
            <a class="ds-button" data-variant="secondary" href={addresses.eventBriefing({ id })}>
              {m.meetings_briefing()}
            </a>
          )}
          {mayWrite ? (
            <a class="ds-button" href={addresses.meetingMinutes({ id })}>
              {noMinutes(meeting.minutes, items) ? m.meetings_minutes_write() : m.meetings_minutes_go_on()}
            </a>
          ) : null}
        </>
      }
    >
      <ErrorSummary errors={adding?.faults ?? sent?.faults ?? (props.signersFault === undefined ? [] : [{ name: '', message: props.signersFault }])} />
      <div class="stack-lg meeting">
        {props.notes}
        <AgendaSection eventId={id} items={items} today={today} mayWrite={mayWrite} language={language} adding={adding} />
        {mayWrite && !over ? <LeftSection eventId={id} left={left} today={today} /> : null}
        <MinutesSection items={items} general={meeting.minutes} links={linksOf(names, outcomes)} />
        <OutcomesSection
          eventId={id}
          outcomes={outcomes}
          items={items}
          meeting={meeting}
          over={over && event.cancelledOn === null}
          today={today}
          mayWrite={mayWrite}
          language={language}
          sent={sent}
        />
        <SheetsSection
          eventId={id}
          event={event}
          languages={props.paperLanguages}
          untold={outcomeTexts(
            outcomes,
            props.paperLanguages.map(({ language: one }) => one),
          ).some(({ lacks }) => lacks.length > 0)}
          meeting={meeting}
          signers={props.signers}
          mayWrite={mayWrite}
        />
        {history.length === 0 ? null : (
          <Section id="history" title={m.meetings_history()}>
            <History entries={history} older={addresses.history({ thing: 'event', id })} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

/** The minutes as they are read, point by point; what nobody wrote on is left out. */
const MinutesSection = ({ items, general, links }: { readonly items: readonly ItemRow[]; readonly general: LocalText; readonly links: MinutesLinks }) => {
  const noted = items.flatMap((item, index) => (isEmptyText(item.minutes) ? [] : [{ item, number: index + 1 }]))
  const none = noMinutes(general, items)
  return (
    <Section id="minutes" title={m.meetings_minutes()}>
      {none ? <p class="sub">{m.meetings_minutes_none()}</p> : null}
      {noted.map(({ item, number }) => (
        <>
          <h3>
            {number}. <Words text={item.title} />
          </h3>
          <MinutesText text={item.minutes} links={links} />
        </>
      ))}
      {isEmptyText(general) ? null : (
        <>
          {noted.length === 0 ? null : <h3>{m.meetings_minutes_general()}</h3>}
          <MinutesText text={general} links={links} />
        </>
      )}
    </Section>
  )
}

/** What leaves the office: the minutes on paper with who signs them, and the summary for the citizens. */
const SheetsSection = ({
  eventId,
  event,
  languages,
  untold,
  meeting,
  signers,
  mayWrite,
}: {
  readonly eventId: string
  readonly event: { readonly publishedAt: Date | null; readonly summary: LocalText }
  readonly languages: readonly PaperIn[]
  /** A promise or a decision lacks one of the languages. */
  readonly untold: boolean
  readonly meeting: MeetingPageProps['meeting']
  readonly signers: MeetingPageProps['signers']
  readonly mayWrite: boolean
}) => {
  const { signsForUs, signsForThem } = signers ?? meeting
  return (
    <Section id="papers" title={m.meetings_papers()}>
      <ul class="papers">
        {languages.map(({ language, missing }) => (
          <li>
            {languageName(language)}: <a href={addresses.meetingPaper({ id: eventId, language, format: 'pdf' })}>PDF</a>
            {' · '}
            <a href={addresses.meetingPaper({ id: eventId, language, format: 'docx' })}>Word</a>
            {missing.length === 0 ? null : <span class="sub"> {m.meetings_paper_untranslated({ parts: missing.join(', ') })}</span>}
          </li>
        ))}
      </ul>
      {mayWrite && untold ? (
        <p>
          <a href={`${addresses.meetingMinutes({ id: eventId })}#outcome-texts`}>{m.meetings_outcome_translate()}</a>
        </p>
      ) : null}
      {mayWrite ? (
        <details class="langs-more do" open={signers !== undefined}>
          <summary>
            {m.meetings_signers()}
            {meeting.signsForUs === '' && meeting.signsForThem === '' ? null : (
              <span class="sub"> · {[meeting.signsForUs, meeting.signsForThem].filter((who) => who !== '').join('; ')}</span>
            )}
          </summary>
          <form class="form" method="post" action={addresses.meetingSigners({ id: eventId })} novalidate>
            <HiddenVersion version={meeting.version} />
            <TextField name="signsForUs" label={m.meetings_field_signs_us()} hint={m.meetings_hint_signs()} optional value={signsForUs} />
            <TextField name="signsForThem" label={m.meetings_field_signs_them()} optional value={signsForThem} />
            <SubmitRow text={m.ui_save()} />
          </form>
        </details>
      ) : null}
      <p>
        {event.publishedAt === null || isEmptyText(event.summary) ? m.meetings_summary_not_now() : m.meetings_summary_is_now()}{' '}
        {mayWrite ? <a href={addresses.meetingSummary({ id: eventId })}>{m.meetings_summary_write()}</a> : null}
      </p>
    </Section>
  )
}

/** „Дневен ред и протокол“ on the event's own page. */
export const PapersSection = ({ id, brief, mayWrite }: { readonly id: string; readonly brief: PapersBrief; readonly mayWrite: boolean }): Child => {
  const { points, discussed, leftOver, hasMinutes } = brief
  const told = [
    points === 0 ? m.meetings_brief_no_points() : m.meetings_brief_points({ count: points }),
    ...(discussed === 0 ? [] : [m.meetings_brief_discussed({ count: discussed })]),
    ...(leftOver === 0 ? [] : [m.meetings_brief_left({ count: leftOver })]),
    hasMinutes ? m.meetings_brief_minutes() : m.meetings_brief_no_minutes(),
  ]
  return (
    <Section id="papers" title={m.meetings_title()}>
      <p>{told.join(', ')}.</p>
      <p>
        <a href={addresses.meeting({ id })}>{mayWrite ? (points === 0 ? m.meetings_open_first() : m.meetings_open()) : m.meetings_open_reader()}</a>
        {' · '}
        <a href={addresses.eventBriefing({ id })}>{m.meetings_briefing()}</a>
      </p>
    </Section>
  )
}
