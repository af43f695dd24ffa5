// The page of a meeting's papers: agenda, minutes, outcomes, history; and what an event's page says of them.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { partnerInLine } from '#features/organisations/naming.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ErrorSummary } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { AgendaSection, LeftSection, type NewItem } from './agenda/agenda.pages.tsx'
import type { Left } from './agenda/left.queries.ts'
import type { ItemRow, PapersBrief } from './meeting.queries.ts'

export type MeetingPageProps = {
  readonly shell: Shell
  readonly found: EventWhole
  readonly items: readonly ItemRow[]
  readonly left: Left
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  /** The office's own language. */
  readonly language: string
  readonly adding?: NewItem | undefined
}

export const MeetingPage = ({ shell, found, items, left, history, today, language, adding }: MeetingPageProps) => {
  const { event, partners, place } = found
  const { id } = event
  const mayWrite = shell.role === 'officer'
  const title = textIn(event.title)
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_page_title({ title })}
      nav="events"
      failed={(adding?.faults.length ?? 0) > 0}
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
    >
      <ErrorSummary errors={adding?.faults} />
      <div class="stack-lg">
        <AgendaSection eventId={id} items={items} today={today} mayWrite={mayWrite} language={language} adding={adding} />
        {mayWrite ? <LeftSection eventId={id} left={left} today={today} /> : null}
        <Section id="history" title={m.meetings_history()}>
          <History entries={history} older={addresses.history({ thing: 'event', id })} />
        </Section>
      </div>
    </OfficePage>
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
      </p>
    </Section>
  )
}
