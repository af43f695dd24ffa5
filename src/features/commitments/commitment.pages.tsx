// Promises as pages: the ledger, one promise with its end, its form.
import { partnerInLine, displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { endsOf } from '#features/events/event.ts'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextArea } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, PartnerBoxes, PartnersInLine } from '#ui/partners.tsx'
import { Fact, PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields, Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { COMMITMENT_STATES, COMMITMENT_TOPICS, isSettled, owedName, SIDES, standingInWords, stateName, topicName, type Standing } from './commitment.ts'
import type { CommitmentWhole } from './commitment.queries.ts'
import { dueWords } from './field-words.ts'

// ---- one promise -----------------------------------------------------------------------------------------------------

const TONES: Readonly<Record<Standing, TagTone>> = { kept: 'kept', dropped: 'outline', overdue: 'late', 'due-soon': 'soon', open: 'neutral' }

/** What was typed to end the promise and must not be lost; `which` says in which form. */
export type Ending = { readonly which: 'fulfilment' | 'dropping'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type CommitmentPageProps = {
  readonly shell: Shell
  readonly found: CommitmentWhole
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly ending?: Ending
  readonly conflict?: ConflictPanelProps
  /** What later features show about the promise, above its sources. */
  readonly sections?: Child
}

export const CommitmentPage = ({ shell, found, history, today, ending, conflict, sections }: CommitmentPageProps) => {
  const { commitment, standing, event, person, partners } = found
  const { id } = commitment
  const text = reading(commitment.text)
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={text.text}
      nav="commitments"
      failed={(ending?.faults.length ?? 0) > 0 || conflict !== undefined}
      crumbs={[
        { text: m.commitments_title(), href: addresses.commitments() },
        { text: owedName(commitment.owedBy), href: addresses.commitments({ side: commitment.owedBy }) },
      ]}
      heading={<span lang={text.language === currentLanguage() ? undefined : text.language}>{text.text}</span>}
      lead={
        <>
          <Tag tone={TONES[standing]}>{standingInWords(standing, commitment.due, today)}</Tag>{' '}
          {[owedName(commitment.owedBy), dueWords(commitment.due)].join(' · ')}
        </>
      }
      actions={
        mayWrite ? (
          <a class="ds-button" data-variant="secondary" href={addresses.commitmentEdit({ id })}>
            {m.commitments_edit()}
          </a>
        ) : null
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={ending?.faults} />
      <div class="cols">
        <div class="stack-lg">
          <Section id="end" title={isSettled(standing) ? m.commitments_end_done() : m.commitments_end()}>
            {isSettled(standing) ? (
              <Settled found={found} mayWrite={mayWrite} />
            ) : mayWrite ? (
              <EndForms id={id} version={commitment.version} today={today} ending={ending} />
            ) : (
              <p class="sub">{m.commitments_end_none()}</p>
            )}
          </Section>
          {sections}
          <Section id="sources" title={m.commitments_field_sources()} count={commitment.sources.length === 0 ? null : commitment.sources.length}>
            <Sources sources={commitment.sources} />
          </Section>
          <Section id="history" title={m.commitments_history()}>
            <History entries={history} older={addresses.history({ thing: 'commitment', id })} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.commitments_about()}>
          <Section id="about" title={m.commitments_about()}>
            <dl class="facts2">
              <Fact name={m.commitments_field_owed_by()}>{owedName(commitment.owedBy)}</Fact>
              {partners.length === 0 ? null : (
                <Fact name={m.commitments_field_partners()}>
                  <PartnersInLine partners={partners.map(partnerInLine)} />
                </Fact>
              )}
              <Fact name={m.commitments_field_due()}>{dueWords(commitment.due)}</Fact>
              <Fact name={m.commitments_field_topic()}>{topicName(commitment.topic)}</Fact>
              <Fact name={m.commitments_field_state()}>{stateName(commitment.state)}</Fact>
              {event === null ? null : (
                <Fact name={m.commitments_field_event()}>
                  <a href={addresses.event({ id: event.id })}>{textIn(event.title)}</a>
                </Fact>
              )}
              {person === null ? null : (
                <Fact name={m.commitments_field_person()}>
                  {person.live ? <a href={addresses.person({ id: person.id })}>{displayName(person)}</a> : displayName(person)}
                </Fact>
              )}
              <Fact name={m.commitments_field_public()}>{commitment.publishedAt === null ? m.commitments_public_no() : m.commitments_public_yes()}</Fact>
            </dl>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}

/** How it ended, and the way back. */
const Settled = ({ found: { commitment }, mayWrite }: { readonly found: CommitmentWhole; readonly mayWrite: boolean }) => (
  <div class="stack">
    <p>
      <span class={commitment.keptOn === null ? 'strong' : 'kept strong'}>
        {commitment.keptOn === null
          ? m.commitments_dropped_on({ day: dayInWords(commitment.droppedOn ?? '') })
          : m.commitments_kept_on({ day: dayInWords(commitment.keptOn) })}
      </span>
    </p>
    <p class="prose">{commitment.keptOn === null ? commitment.dropReason : <Linked text={commitment.evidence ?? ''} />}</p>
    {mayWrite ? (
      <form class="do" method="post" action={addresses.commitmentReopening({ id: commitment.id })}>
        <HiddenVersion version={commitment.version} />
        <button class="ds-button" data-size="sm" data-variant="secondary">
          <Icon name="undo" />
          {m.commitments_reopen()}
        </button>
      </form>
    ) : null}
  </div>
)

/** Evidence is often the address of a page: it can be followed. */
const Linked = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/(https?:\/\/[^\s<>"„“]+)/).map((part, index) =>
      index % 2 === 1 ? (
        <a href={part} rel="noreferrer">
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </>
)

const EndForms = ({
  id,
  version,
  today,
  ending,
}: {
  readonly id: string
  readonly version: number
  readonly today: string
  readonly ending: Ending | undefined
}) => {
  const of = (which: Ending['which']) => (ending?.which === which ? ending : undefined)
  const [kept, dropped] = [of('fulfilment'), of('dropping')]
  const day = (mine: Ending | undefined, name: string) => (mine === undefined ? boxesOf(today) : typedBoxes(mine.body, name))
  return (
    <div class="endings">
      <details class="langs-more" open={kept !== undefined}>
        <summary>{m.commitments_keep_title()}</summary>
        <form class="form" method="post" action={addresses.commitmentFulfilment({ id })} novalidate>
          <HiddenVersion version={version} />
          <TextArea
            name="evidence"
            label={m.commitments_field_evidence()}
            hint={m.commitments_hint_evidence()}
            rows={2}
            value={typed(kept?.body ?? {}, 'evidence')}
            error={errorOf(kept?.faults, 'evidence')}
          />
          <DateOfAnyPrecision
            name="keptOn"
            label={m.commitments_field_kept_on()}
            hint={m.commitments_hint_exact_day()}
            exact
            value={day(kept, 'keptOn')}
            error={errorOf(kept?.faults, 'keptOn')}
          />
          <SubmitRow text={m.commitments_keep()} />
        </form>
      </details>
      <details class="langs-more" open={dropped !== undefined}>
        <summary>{m.commitments_drop_title()}</summary>
        <form class="form" method="post" action={addresses.commitmentDropping({ id })} novalidate>
          <HiddenVersion version={version} />
          <TextArea
            name="dropReason"
            label={m.commitments_field_drop_reason()}
            hint={m.commitments_hint_drop_reason()}
            rows={2}
            value={typed(dropped?.body ?? {}, 'dropReason')}
            error={errorOf(dropped?.faults, 'dropReason')}
          />
          <DateOfAnyPrecision
            name="droppedOn"
            label={m.commitments_field_dropped_on()}
            hint={m.commitments_hint_exact_day()}
            exact
            value={day(dropped, 'droppedOn')}
            error={errorOf(dropped?.faults, 'droppedOn')}
          />
          <SubmitRow text={m.commitments_drop()} />
        </form>
      </details>
    </div>
  )
}

// ---- the form --------------------------------------------------------------------------------------------------------

export type CommitmentFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly commitment: { readonly id: string; readonly version: number; readonly text: LocalText } | null
  readonly sources: readonly Citation[]
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

export const CommitmentFormPage = ({ shell, commitment, sources, body, faults = [], conflict, languages }: CommitmentFormProps) => {
  const back = commitment === null ? addresses.commitments() : addresses.commitment({ id: commitment.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={commitment === null ? m.commitments_new_title() : m.commitments_edit_title()}
      nav="commitments"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.commitments_title(), href: addresses.commitments() }, { text: commitment === null ? m.commitments_new() : m.commitments_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={back} novalidate>
        <EnterSaves />
        {commitment === null ? null : <HiddenVersion version={commitment.version} />}
        <LocalTextField
          name="text"
          label={m.commitments_field_text()}
          hint={m.commitments_hint_text()}
          multiline
          texts={textBoxes(body, 'text', languages, commitment?.text)}
          errors={faults}
        />
        <Radios
          name="owedBy"
          label={m.commitments_field_owed_by()}
          value={typed(body, 'owedBy')}
          options={SIDES.map((value) => ({ value, label: owedName(value) }))}
          error={error('owedBy')}
        />
        <PartnerBoxes body={body} errors={faults} />
        <div class="dates">
          <DateOfAnyPrecision
            name="due"
            label={m.commitments_field_due()}
            hint={m.commitments_hint_due()}
            optional
            value={typedBoxes(body, 'due')}
            error={error('due')}
          />
          <DateOfAnyPrecision
            name="since"
            label={m.commitments_field_since()}
            hint={m.commitments_hint_since()}
            optional
            value={typedBoxes(body, 'since')}
            error={error('since')}
          />
        </div>
        <Select
          name="topic"
          label={m.commitments_field_topic()}
          value={typed(body, 'topic')}
          options={COMMITMENT_TOPICS.map((value) => ({ value, label: topicName(value) }))}
          error={error('topic')}
        />
        <Radios
          name="state"
          label={m.commitments_field_state()}
          value={typed(body, 'state')}
          options={COMMITMENT_STATES.map((value) => ({ value, label: stateName(value) }))}
          error={error('state')}
        />
        <TypeAhead
          name="event"
          label={m.commitments_field_event()}
          hint={m.commitments_hint_event()}
          optional
          source={addresses.events()}
          value={{ id: typed(body, 'event.id'), text: typed(body, 'event.text') }}
          error={error('event')}
        />
        <TypeAhead
          name="person"
          label={m.commitments_field_person()}
          hint={m.commitments_hint_person()}
          optional
          source={addresses.people()}
          value={{ id: typed(body, 'person.id'), text: typed(body, 'person.text') }}
          error={error('person')}
        />
        <SourceFields sources={sources} body={body} errors={faults} />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.commitments_field_published()} hint={m.commitments_hint_published()} />
        <SubmitRow cancel={back} />
      </form>
      {commitment === null ? null : (
        <Removal action={addresses.commitmentRemoval({ id: commitment.id })} version={commitment.version} text={m.commitments_remove()} />
      )}
    </OfficePage>
  )
}

const boxes = (date: ImpreciseDate | null): { day: string; month: string; year: string; about: string } => {
  const { day = '', month = '', year = '', about = '' } = boxesOf(date)
  return { day, month, year, about }
}

/** What the form shows for a promise that is to be changed. */
export const bodyOfCommitment = ({ commitment, event, person, partners }: Pick<CommitmentWhole, 'commitment' | 'event' | 'person' | 'partners'>): FormBody => {
  const { from, until } = endsOf(commitment.due)
  return {
    text: asTyped(commitment.text),
    owedBy: commitment.owedBy,
    partners: [...partners.map((one) => ({ id: one.organisationId, text: displayName(one) })), { id: '', text: '' }],
    due: boxes(until ?? from),
    since: boxes(until === null ? null : from),
    topic: commitment.topic,
    state: commitment.state,
    event: event === null ? { id: '', text: '' } : { id: event.id, text: textIn(event.title) },
    person: person === null ? { id: '', text: '' } : { id: person.id, text: displayName(person) },
    published: commitment.publishedAt === null ? '' : 'yes',
  }
}
