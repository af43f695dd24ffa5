// The frame of a dossier: its head, its parts as tabs, and beside them what is missing and how far the visit has come.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf, dayInWords, daysBetween } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextArea } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Tabs } from '#ui/tables.tsx'
import { Missing } from './preparation/piece.pages.tsx'
import type { TaskForm } from './preparation/piece.pages.tsx'
import { mayStep, type VisitState, visitStateName } from './visit.ts'
import type { VisitLook } from './look.queries.ts'

const TONES: Readonly<Record<VisitState, TagTone>> = {
  planned: 'soon',
  confirmed: 'accent',
  held: 'neutral',
  reported: 'neutral',
  closed: 'kept',
  cancelled: 'outline',
  declined: 'outline',
}
export const StateTag = ({ state }: { readonly state: VisitState }) => <Tag tone={TONES[state]}>{visitStateName(state)}</Tag>

export const VISIT_TABS = ['programme', 'delegations', 'preparation', 'costs', 'documents', 'report'] as const
export type VisitTab = (typeof VISIT_TABS)[number]

/** „след 3 дни“, „утре“, „днес“; nothing once it is over or while the day is not known. */
function away({ event, state }: VisitLook, exact: boolean, today: string): string | null {
  if (!exact || event.firstDay === null || (state !== 'planned' && state !== 'confirmed')) return null
  const days = daysBetween(today, event.firstDay)
  if (days < 0) return event.lastDay !== null && event.lastDay >= today ? m.visits_going_on() : null
  return days === 0 ? m.visits_today() : days === 1 ? m.visits_tomorrow() : m.visits_in_days({ count: days })
}

/** What was typed into a refused form of a step, and why. */
export type StepShown = { readonly step: 'cancellation' | 'confirmation'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type VisitFrameProps = {
  readonly shell: Shell
  readonly look: VisitLook
  readonly tab: VisitTab
  /** YYYY-MM-DD */
  readonly today: string
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** What else stands in the head: papers to print, a calendar. */
  readonly actions?: Child
  readonly islands?: readonly string[]
  /** A refused line of what must be done, and a refused step. */
  readonly task?: TaskForm
  readonly step?: StepShown
  /** Below what is missing. */
  readonly beside?: Child
  /** Tables that need the whole width leave the aside out. */
  readonly wide?: boolean
  readonly children: Child
}

export const VisitFrame = (props: VisitFrameProps) => {
  const { shell, look, tab, today, faults = [], conflict, actions, islands, task, step, beside, wide, children } = props
  const { event, partners, place, state, counts } = look
  const { id } = event
  const title = reading(event.title)
  const when = event.date === null ? m.events_undated() : eventDateInWords(event.date)
  const distance = away(look, look.exact, today)
  const seen = [...look.pieces.filter(({ waived }) => !waived), ...look.tasks.map(({ doneOn }) => ({ done: doneOn !== null }))]
  const tabs: readonly { readonly key: VisitTab; readonly href: string; readonly text: string; readonly count?: number | string | undefined }[] = [
    { key: 'programme', href: addresses.visit({ id }), text: m.visits_tab_programme() },
    { key: 'delegations', href: addresses.visitDelegations({ id }), text: m.visits_tab_delegations(), count: counts.delegates || undefined },
    {
      key: 'preparation',
      href: addresses.visitPreparation({ id }),
      text: m.visits_tab_preparation(),
      count: seen.length === 0 ? undefined : m.visits_of({ done: seen.filter(({ done }) => done).length, all: seen.length }),
    },
    { key: 'costs', href: addresses.visitCosts({ id }), text: m.visits_tab_costs() },
    { key: 'documents', href: addresses.visitDocuments({ id }), text: m.visits_tab_documents(), count: counts.documents || undefined },
    { key: 'report', href: addresses.visitReport({ id }), text: m.visits_tab_report() },
  ]
  return (
    <OfficePage
      shell={shell}
      title={title.text}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined || (task?.faults.length ?? 0) > 0 || (step?.faults.length ?? 0) > 0}
      crumbs={[
        { text: m.visits_title(), href: addresses.visits() },
        {
          text: event.direction === 'outgoing' ? m.visits_crumb_outgoing() : event.direction === 'incoming' ? m.visits_crumb_incoming() : m.visits_crumb_none(),
          href: addresses.visits({ direction: event.direction }),
        },
      ]}
      heading={<span lang={title.language === currentLanguage() ? undefined : title.language}>{title.text}</span>}
      lead={
        <>
          <StateTag state={state} /> {[when, distance].filter((part) => part !== null).join(', ')}
          {place === '' ? null : ` · ${event.direction === 'outgoing' ? m.visits_we_travel({ place }) : place}`}
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
          <a class="ds-button" data-variant="secondary" href={addresses.event({ id })}>
            {m.visits_to_event()}
          </a>
          {actions}
          {shell.role === 'officer' ? <NextStep look={look} today={today} /> : null}
        </>
      }
      {...(islands === undefined ? {} : { islands })}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={[...faults, ...(task?.faults ?? []), ...(step?.faults ?? [])]} />
      <Tabs label={m.visits_tabs()} tabs={tabs.map(({ key, ...one }) => ({ ...one, current: key === tab }))} />
      {wide ? (
        <div class="stack-lg">{children}</div>
      ) : (
        <div class="cols">
          <div class="stack-lg">{children}</div>
          <aside class="stack-lg" aria-label={m.visits_aside()}>
            <Missing look={look} today={today} mayWrite={shell.role === 'officer'} task={task} />
            {beside}
            <Course look={look} today={today} mayWrite={shell.role === 'officer'} step={step} />
          </aside>
        </div>
      )}
    </OfficePage>
  )
}

/** The one step that comes next, where a button is enough for it. */
const NextStep = ({ look, today }: { readonly look: VisitLook; readonly today: string }) => {
  const { id } = look.event
  const begun = look.event.firstDay !== null && look.event.firstDay <= today
  switch (look.state) {
    case 'planned':
      return (
        <form method="post" action={addresses.visitConfirmation({ id })}>
          <HiddenVersion version={look.visit.version} />
          <button class="ds-button">{m.visits_confirm()}</button>
        </form>
      )
    case 'confirmed':
      return begun ? (
        <a class="ds-button" href={addresses.visitReport({ id })}>
          {m.visits_mark_held()}
        </a>
      ) : null
    case 'held':
      return (
        <a class="ds-button" href={addresses.visitReport({ id })}>
          {m.visits_write_report()}
        </a>
      )
    case 'reported':
      return (
        <a class="ds-button" href={`${addresses.visitReport({ id })}#closing`}>
          {m.visits_close()}
        </a>
      )
    default:
      return null
  }
}

/** How far it has come: each day that is there, in its order, and the way out of it. */
const Course = ({
  look,
  today,
  mayWrite,
  step,
}: {
  readonly look: VisitLook
  readonly today: string
  readonly mayWrite: boolean
  readonly step: StepShown | undefined
}) => {
  const { visit, event, state } = look
  const { id } = event
  const days: readonly (readonly [string, string | null, string?])[] = [
    [m.visits_field_requested_on(), visit.requestedOn],
    [visit.answer === 'declined' ? m.visits_declined_on() : m.visits_accepted_on(), visit.answer === null ? null : visit.answeredOn, visit.answerNote],
    [m.visits_field_confirmed_on(), visit.confirmedOn],
    [m.visits_field_held_on(), visit.heldOn],
    [m.visits_field_reported_on(), visit.reportedOn],
    [m.visits_field_closed_on(), visit.closedOn, visit.closedWithout],
    [m.visits_field_cancelled_on(), state === 'cancelled' ? (visit.cancelledOn ?? event.cancelledOn) : null, visit.cancelReason],
  ]
  const there = days.filter(([, on]) => on !== null)
  const cancelling = step?.step === 'cancellation' ? step : undefined
  return (
    <Section id="course" title={m.visits_course()}>
      {there.length === 0 ? <p class="sub">{m.visits_course_none()}</p> : null}
      <dl class="facts2">
        {there.map(([name, on, said]) => (
          <>
            <dt>{name}</dt>
            <dd>
              {dayInWords(on!)}
              {said ? <span class="sub"> · {said}</span> : null}
            </dd>
          </>
        ))}
      </dl>
      {!mayWrite ? null : (
        <div class="stack">
          {mayStep('cancellation', state) ? (
            <details class="langs-more no-print" open={cancelling !== undefined}>
              <summary>{m.visits_cancel_title()}</summary>
              <form class="form" method="post" action={addresses.visitCancellation({ id })} novalidate>
                <HiddenVersion version={look.visit.version} />
                <TextArea
                  name="cancelReason"
                  label={m.visits_field_cancel_reason()}
                  hint={m.visits_cancel_hint()}
                  rows={2}
                  value={typed(cancelling?.body ?? {}, 'cancelReason')}
                  error={errorOf(cancelling?.faults, 'cancelReason')}
                />
                <DateOfAnyPrecision
                  name="cancelledOn"
                  label={m.visits_field_cancelled_on()}
                  hint={m.visits_hint_exact_day()}
                  exact
                  value={cancelling === undefined ? boxesOf(today) : typedBoxes(cancelling.body, 'cancelledOn')}
                  error={errorOf(cancelling?.faults, 'cancelledOn')}
                />
                <SubmitRow text={m.visits_cancel()} />
              </form>
            </details>
          ) : null}
          {mayStep('resumption', state) ? (
            <form method="post" action={addresses.visitResumption({ id })}>
              <HiddenVersion version={look.visit.version} />
              <button class="ds-button" data-size="sm" data-variant="secondary">
                {m.visits_resume()}
              </button>
            </form>
          ) : null}
          {mayStep('reopening', state) ? (
            <form method="post" action={addresses.visitReopening({ id })}>
              <HiddenVersion version={look.visit.version} />
              <button class="ds-button" data-size="sm" data-variant="secondary">
                {m.visits_reopen()}
              </button>
            </form>
          ) : null}
        </div>
      )}
    </Section>
  )
}
