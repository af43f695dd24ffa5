// One promise as a page: what became of it, how it is kept, moved or dropped, and what there is to know about it.
import { partnerInLine, displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextArea } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { Fact } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { type EvidencePaper, isSettled, owedName, standingInWords, stateName, topicName, type Standing } from './commitment.ts'
import type { Answering, CommitmentWhole } from './commitment.queries.ts'
import { dueWords } from './field-words.ts'
import { MoveForm, MovesSection } from './moves/move.pages.tsx'
import { LettersSection } from './reminders/reminder.pages.tsx'
import type { LetterOfPromise } from './reminders/reminder.queries.ts'

const TONES: Readonly<Record<Standing, TagTone>> = { kept: 'kept', dropped: 'outline', overdue: 'late', 'due-soon': 'soon', open: 'neutral' }

/** What was typed to end or move the promise and must not be lost; `which` says in which form. */
export type Ending = { readonly which: 'fulfilment' | 'dropping' | 'moving'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type CommitmentPageProps = {
  readonly shell: Shell
  readonly found: CommitmentWhole
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly ending?: Ending
  /** Which form stands open for whoever came to fill it in. */
  readonly opens?: Ending['which']
  readonly conflict?: ConflictPanelProps
  /** Documents that may show that it was kept. */
  readonly papers?: readonly EvidencePaper[]
  /** Where the documents that showed it are; those removed since have no place. */
  readonly placesOfPapers?: ReadonlyMap<string, PlacedPaper>
  /** The letters that reminded of it. */
  readonly letters?: readonly LetterOfPromise[]
  /** What later features show about the promise, above its sources. */
  readonly sections?: Child
}

export type PlacedPaper = { readonly title: string; readonly href: string }

export const CommitmentPage = ({
  shell,
  found,
  history,
  today,
  ending,
  opens,
  conflict,
  papers = [],
  placesOfPapers,
  letters = [],
  sections,
}: CommitmentPageProps) => {
  const { commitment, standing, event, person, theirPerson, partners } = found
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
              <Settled found={found} mayWrite={mayWrite} placesOfPapers={placesOfPapers} />
            ) : mayWrite ? (
              <EndForms commitment={commitment} today={today} ending={ending} opens={opens} papers={papers} />
            ) : (
              <p class="sub">{m.commitments_end_none()}</p>
            )}
          </Section>
          <MovesSection moves={commitment.moves} />
          {sections}
          <LettersSection letters={letters} />
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
                  <Answerer person={person} />
                </Fact>
              )}
              {theirPerson === null ? null : (
                <Fact name={m.commitments_field_their_person()}>
                  <Answerer person={theirPerson} />
                  {theirPerson.email === null ? <span class="sub"> {m.commitments_their_person_no_email()}</span> : null}
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

const Answerer = ({ person }: { readonly person: Answering }) =>
  person.live ? <a href={addresses.person({ id: person.id })}>{displayName(person)}</a> : <>{displayName(person)}</>

/** How it ended, and the way back. */
const Settled = ({
  found: { commitment },
  mayWrite,
  placesOfPapers,
}: {
  readonly found: CommitmentWhole
  readonly mayWrite: boolean
  readonly placesOfPapers: CommitmentPageProps['placesOfPapers']
}) => (
  <div class="stack">
    <p>
      <span class={commitment.keptOn === null ? 'strong' : 'kept strong'}>
        {commitment.keptOn === null
          ? m.commitments_dropped_on({ day: dayInWords(commitment.droppedOn ?? '') })
          : m.commitments_kept_on({ day: dayInWords(commitment.keptOn) })}
      </span>
    </p>
    {commitment.keptOn === null ? <p class="prose">{commitment.dropReason}</p> : null}
    {commitment.keptOn !== null && commitment.evidence !== null && commitment.evidence !== '' ? (
      <p class="prose">
        <Linked text={commitment.evidence} />
      </p>
    ) : null}
    {commitment.evidencePapers.length === 0 ? null : (
      <ul class="names">
        {commitment.evidencePapers.map(({ id, title }) => {
          const placed = placesOfPapers?.get(id)
          return (
            <li>
              {placed === undefined ? (
                <>
                  {title} <span class="sub">{m.commitments_paper_gone()}</span>
                </>
              ) : (
                <a href={placed.href}>{placed.title}</a>
              )}
            </li>
          )
        })}
      </ul>
    )}
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
  commitment: { id, version, due, moves },
  today,
  ending,
  opens,
  papers,
}: {
  readonly commitment: CommitmentWhole['commitment']
  readonly today: string
  readonly ending: Ending | undefined
  readonly opens: Ending['which'] | undefined
  readonly papers: readonly EvidencePaper[]
}) => {
  const of = (which: Ending['which']) => (ending?.which === which ? ending : undefined)
  const [kept, dropped] = [of('fulfilment'), of('dropping')]
  const day = (mine: Ending | undefined, name: string) => (mine === undefined ? boxesOf(today) : typedBoxes(mine.body, name))
  return (
    <div class="endings">
      <details class="langs-more" open={kept !== undefined || opens === 'fulfilment'}>
        <summary>{m.commitments_keep_title()}</summary>
        <form class="form" method="post" action={addresses.commitmentFulfilment({ id })} novalidate>
          <HiddenVersion version={version} />
          <TextArea
            name="evidence"
            autofocus={opens === 'fulfilment'}
            label={m.commitments_field_evidence()}
            hint={m.commitments_hint_evidence()}
            rows={2}
            value={typed(kept?.body ?? {}, 'evidence')}
            error={errorOf(kept?.faults, 'evidence')}
            optional={papers.length > 0}
          />
          {papers.length === 0 ? (
            <p class="sub">{m.commitments_papers_none()}</p>
          ) : (
            <Checkboxes
              name="papers"
              label={m.commitments_field_papers()}
              hint={m.commitments_hint_papers()}
              optional
              options={papers.map((paper) => ({ value: paper.id, label: paper.title }))}
              values={typedList(kept?.body ?? {}, 'papers')}
            />
          )}
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
      {due === null && moves.length === 0 ? null : <MoveForm id={id} version={version} today={today} hasDay={due !== null} refused={of('moving')} />}
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
