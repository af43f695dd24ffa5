// What came of a meeting, on its page: promises as the ledger has them, decisions, or why there is neither; and the form of a decision.
import { addresses } from '#addresses'
import { owedName, standingInWords } from '#features/commitments/commitment.ts'
import { dueWords } from '#features/commitments/field-words.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextArea } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { PromiseCard } from '#ui/promise.tsx'
import { PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { DecisionRow, ItemRow, Outcomes } from '../meeting.queries.ts'

/** What was typed into one of the section's forms and refused. */
export type OutcomeTyped = { readonly which: 'decision' | 'without'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type OutcomesProps = {
  readonly eventId: string
  readonly outcomes: Outcomes
  readonly items: readonly ItemRow[]
  readonly meeting: { readonly version: number; readonly withoutOutcome: string }
  /** Whether the meeting is over, so that something is to be said. */
  readonly over: boolean
  readonly today: string
  readonly mayWrite: boolean
  /** The office's own language. */
  readonly language: string
  readonly sent?: OutcomeTyped | undefined
}

const ofItem = (items: readonly ItemRow[], itemId: string | null): string => {
  const item = items.find(({ id }) => id === itemId)
  return item === undefined ? '' : m.meetings_outcome_of({ title: textIn(item.title) })
}

const Decision = ({
  eventId,
  decision,
  items,
  mayWrite,
}: {
  readonly eventId: string
  readonly decision: DecisionRow
  readonly items: readonly ItemRow[]
  readonly mayWrite: boolean
}) => {
  const { text, language } = reading(decision.text)
  const lang = language === currentLanguage() ? undefined : language
  const of = ofItem(items, decision.itemId)
  return (
    <li id={`outcome-${decision.id}`} tabindex={-1}>
      <p>
        {mayWrite ? (
          <a class="plain" href={addresses.meetingDecision({ id: eventId, outcome: decision.id })} lang={lang}>
            {text}
          </a>
        ) : (
          <span lang={lang}>{text}</span>
        )}
      </p>
      <p class="meta">
        {[m.meetings_decision_number({ number: decision.number }), of, decision.published ? m.meetings_decision_public() : '']
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </li>
  )
}

export const OutcomesSection = ({ eventId, outcomes, items, meeting, over, today, mayWrite, language, sent }: OutcomesProps) => {
  const { promises, decisions } = outcomes
  const none = promises.length + decisions.length === 0
  return (
    <Section id="outcomes" title={m.meetings_outcomes()} count={none ? null : promises.length + decisions.length}>
      {none && meeting.withoutOutcome === '' ? (
        <p class={over && mayWrite ? 'note' : 'sub'}>{over && mayWrite ? m.meetings_outcomes_wanted() : m.meetings_outcomes_none()}</p>
      ) : null}
      {none && meeting.withoutOutcome !== '' ? (
        <p>
          <strong>{m.meetings_without()}</strong> {meeting.withoutOutcome}
        </p>
      ) : null}
      {promises.map((promise) => (
        <PromiseCard
          text={textIn(promise.text)}
          href={addresses.commitment({ id: promise.id })}
          standing={promise.standing}
          standingText={standingInWords(promise.standing, promise.due, today)}
          meta={[owedName(promise.owedBy), dueWords(promise.due), ...(promise.itemId === null ? [] : [ofItem(items, promise.itemId)])].filter(
            (part) => part !== '',
          )}
        />
      ))}
      {decisions.length === 0 ? null : (
        <>
          <h3>{m.meetings_decisions()}</h3>
          <ul class="decisions">
            {decisions.map((decision) => (
              <Decision eventId={eventId} decision={decision} items={items} mayWrite={mayWrite} />
            ))}
          </ul>
        </>
      )}
      {mayWrite ? (
        <div class="endings do">
          <p class="row">
            <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.commitmentNew({ event: eventId })}>
              <Icon name="plus" />
              {m.meetings_promise_add()}
            </a>
          </p>
          <DecisionAdding eventId={eventId} items={items} language={language} sent={sent?.which === 'decision' ? sent : undefined} />
          {none ? <WithoutOutcome eventId={eventId} meeting={meeting} sent={sent?.which === 'without' ? sent : undefined} /> : null}
        </div>
      ) : null}
    </Section>
  )
}

const DecisionAdding = ({
  eventId,
  items,
  language,
  sent,
}: {
  readonly eventId: string
  readonly items: readonly ItemRow[]
  readonly language: string
  readonly sent: OutcomeTyped | undefined
}) => (
  <details class="langs-more" open={sent !== undefined}>
    <summary>{m.meetings_decision_add()}</summary>
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.meetingOutcomes({ id: eventId })} novalidate>
      <input type="hidden" name="kind" value="decision" />
      <input type="hidden" name="language" value={language} />
      <TextArea
        name="text"
        label={m.meetings_field_decision()}
        rows={2}
        lang={language}
        value={typed(sent?.body ?? {}, 'text')}
        error={errorOf(sent?.faults, 'text')}
      />
      {items.length === 0 ? null : (
        <Select
          name="item"
          label={m.meetings_field_of_point()}
          optional
          empty={m.meetings_of_whole()}
          value={typed(sent?.body ?? {}, 'item')}
          options={items.map(({ id, title }) => ({ value: id, label: textIn(title) }))}
        />
      )}
      <SubmitRow text={m.meetings_decision_record()} />
    </form>
  </details>
)

const WithoutOutcome = ({
  eventId,
  meeting,
  sent,
}: {
  readonly eventId: string
  readonly meeting: OutcomesProps['meeting']
  readonly sent: OutcomeTyped | undefined
}) => (
  <details class="langs-more" open={sent !== undefined}>
    <summary>{m.meetings_without_title()}</summary>
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.meetingWithout({ id: eventId })} novalidate>
      <HiddenVersion version={meeting.version} />
      <TextArea
        name="reason"
        label={m.meetings_field_without()}
        hint={m.meetings_hint_without()}
        rows={2}
        value={sent === undefined ? meeting.withoutOutcome : typed(sent.body, 'reason')}
        error={errorOf(sent?.faults, 'reason')}
      />
      <SubmitRow text={m.ui_save()} />
    </form>
  </details>
)

// ---- one decision ----------------------------------------------------------------------------------------------------------

export type DecisionFormProps = {
  readonly shell: Shell
  readonly event: { readonly id: string; readonly title: LocalText }
  readonly decision: { readonly id: string; readonly version: number; readonly text: LocalText }
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
}

export const DecisionFormPage = ({ shell, event, decision, body, faults = [], conflict, languages }: DecisionFormProps) => (
  <OfficePage
    shell={shell}
    title={m.meetings_decision_title()}
    nav="events"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[
      { text: m.events_title(), href: addresses.events() },
      { text: textIn(event.title), href: addresses.event({ id: event.id }) },
      { text: m.meetings_title(), href: addresses.meeting({ id: event.id }) },
      { text: m.meetings_decision_title() },
    ]}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.meetingDecision({ id: event.id, outcome: decision.id })} novalidate>
      <HiddenVersion version={decision.version} />
      <LocalTextField name="text" label={m.meetings_field_decision()} multiline texts={textBoxes(body, 'text', languages, decision.text)} errors={faults} />
      <PublicBox checked={typed(body, 'published') !== ''} label={m.meetings_field_published()} hint={m.meetings_hint_published()} />
      <SubmitRow cancel={`${addresses.meeting({ id: event.id })}#outcomes`} />
    </form>
    <Removal action={addresses.meetingDecisionRemoval({ id: event.id, outcome: decision.id })} version={decision.version} text={m.meetings_decision_remove()} />
  </OfficePage>
)

export const bodyOfDecision = ({ text, published }: Pick<DecisionRow, 'text' | 'published'>): FormBody => ({
  text: asTyped(text),
  published: published ? 'yes' : '',
})
