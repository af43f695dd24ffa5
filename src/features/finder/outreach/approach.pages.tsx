// Approaches to towns as pages: all of them by where they stand, and one with its letters, its answer, its country's procedure and its history.
import { addresses } from '#addresses'
import { countryName, languageName } from '#features/organisations/naming.ts'
import { type Procedure, sourcesOf, wordsIn } from '#features/partnerships/procedures/procedure.ts'
import { stateName as mailStateName } from '#features/post/post.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { Place, Tag, type TagTone } from '#ui/badges.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { EmptyState, Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import { Origin, townName } from '../shortlist/candidate.pages.tsx'
import {
  answerName,
  ANSWERS,
  type Dated,
  lastSent,
  type Letter,
  nextName,
  nextOf,
  silentFrom,
  STATES,
  type State,
  stateName,
  stateOf,
  wayName,
  type Which,
  whichName,
} from './approach.ts'
import type { ApproachLine, ApproachView, Counts, LetterMail } from './approach.queries.ts'
import { FinderTabs } from '../finder.pages.tsx'

export const STATE_TONES: Readonly<Record<State, TagTone>> = {
  drafted: 'outline',
  sent: 'soon',
  silent: 'late',
  answered: 'accent',
  declined: 'neutral',
  partner: 'kept',
}

/** „изпратено на …“, „отговор от …“: what happened last. */
export function latestInWords(approach: Dated & Pick<ApproachLine, 'first' | 'second' | 'becameOn'>): string {
  const { first, second, answeredOn, answer, declinedOn, becameOn } = approach
  if (becameOn !== null) return m.finder_outreach_became_on({ day: dayInWords(becameOn) })
  if (declinedOn !== null) return m.finder_outreach_declined_on({ day: dayInWords(declinedOn) })
  if (answeredOn !== null && answer !== null) return m.finder_outreach_answered_on({ day: dayInWords(answeredOn), answer: answerName(answer) })
  const letter = second !== null && second.sentOn !== null ? second : first
  if (letter.sentOn !== null && letter.way !== null) return sentInWords(letter.sentOn, letter.way)
  return m.finder_outreach_drafted_on({ day: dayInWords(first.draftedOn) })
}

const sentInWords = (sentOn: string, way: NonNullable<Letter['way']>): string => m.finder_outreach_sent_on({ day: dayInWords(sentOn), way: wayName(way) })

const crumbs = (name?: string, href?: string) => [
  { text: m.finder_title(), href: addresses.finder() },
  { text: m.finder_outreach_title(), href: addresses.finderOutreach() },
  ...(name === undefined ? [] : [href === undefined ? { text: name } : { text: name, href }]),
]
export { crumbs as outreachCrumbs }

// ---- all of them -------------------------------------------------------------------------------------------------------

export type OutreachPageProps = {
  readonly shell: Shell
  readonly today: string
  readonly weeks: number
  readonly state: State | null
  readonly counts: Counts
  readonly page: Page<ApproachLine>
}

export const OutreachPage = ({ shell, today, weeks, state, counts, page }: OutreachPageProps) => {
  const all = STATES.reduce((sum, one) => sum + counts[one], 0)
  const href = addresses.finderOutreach(state === null ? {} : { state })
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_outreach_title()}
      lead={m.finder_outreach_lead()}
      actions={
        <a class="ds-button" data-variant="secondary" href={addresses.finderShortlist()}>
          {m.finder_shortlist_title()}
        </a>
      }
    >
      <FinderTabs part="outreach" />
      {all === 0 ? (
        <EmptyState
          title={m.finder_outreach_empty_title()}
          text={m.finder_outreach_empty_text()}
          actions={
            <a class="ds-button" href={addresses.finderShortlist()}>
              {m.finder_shortlist_title()}
            </a>
          }
        />
      ) : (
        <>
          <Tabs
            label={m.finder_outreach_tabs()}
            tabs={[
              { href: addresses.finderOutreach(), text: m.finder_outreach_tab_all(), count: all, current: state === null },
              ...STATES.map((one) => ({
                href: addresses.finderOutreach({ state: one }),
                text: stateName(one),
                count: counts[one],
                current: state === one,
              })),
            ]}
          />
          {page.rows.length === 0 ? (
            <EmptyState title={m.finder_outreach_none_title()} text={m.finder_outreach_none_text()} />
          ) : (
            <Table
              caption={m.finder_outreach_title()}
              keys
              rows={page.rows}
              columns={[
                {
                  head: m.finder_outreach_column_town(),
                  cell: (row) => <Place name={townName(row.place, row.placeId)} country={row.place?.country} href={addresses.finderApproach({ id: row.id })} />,
                },
                {
                  head: m.finder_outreach_column_state(),
                  cell: (row) => {
                    const stands = stateOf(row, weeks, today)
                    return <Tag tone={STATE_TONES[stands]}>{stateName(stands)}</Tag>
                  },
                },
                { head: m.finder_outreach_column_dated(), cell: latestInWords },
                { head: m.finder_outreach_column_next(), cell: (row) => nextName(nextOf(stateOf(row, weeks, today), row)) },
              ]}
            />
          )}
          <Pager href={href} after={page.next ?? undefined} before={page.previous ?? undefined} text={m.finder_outreach_all({ count: all })} />
        </>
      )}
      <p class="sub no-print">
        <a href={addresses.settingsOutreach()}>{m.finder_outreach_rules_link()}</a>
      </p>
    </OfficePage>
  )
}

// ---- one of them -------------------------------------------------------------------------------------------------------

/** Whether somebody who speaks it has read the wording of a language. `instead`: it stands for the country's own, in which there is none; `caution`: what else to look at. */
export type Reading = {
  readonly language: string
  readonly written: string
  readonly readBy: string | null
  readonly readOn: string | null
  readonly instead: boolean
  readonly caution: string
}

export const ReadingNote = ({ language, written, readBy, readOn, instead, caution }: Reading) => (
  <div class="note stack">
    <p>
      {readBy === null || readOn === null
        ? m.finder_outreach_not_read({ language: languageName(language), day: dayInWords(written) })
        : m.finder_outreach_read_by({ language: languageName(language), who: readBy, day: dayInWords(readOn) })}
    </p>
    {instead ? <p>{m.finder_outreach_instead()}</p> : null}
    {caution === '' ? null : <p>{caution}</p>}
  </div>
)

/** The letter as it leaves, with what it says in the office's language beside it. */
export const LetterBeside = ({ letter, language }: { readonly letter: Letter; readonly language: string }) => (
  <div class="pair">
    <div class="stack" lang={language}>
      {[letter.recipient, letter.address].map((lines) => (lines === '' ? null : <p class="prose said">{lines}</p>))}
      <p class="strong">{letter.subject}</p>
      <p class="prose said">{letter.body}</p>
      {letter.signatory === '' ? null : <p class="prose said">{letter.signatory}</p>}
    </div>
    <div class="stack" lang={letter.ours.language}>
      <p class="sub" lang={undefined}>
        {m.finder_outreach_ours_body()}
      </p>
      <p class="strong">{letter.ours.subject}</p>
      <p class="prose said">{letter.ours.body}</p>
    </div>
  </div>
)

const Mailed = ({ mail }: { readonly mail: LetterMail }) => (
  <p>
    <Tag tone={mail.state === 'sent' ? 'kept' : ['bounced', 'given-up'].includes(mail.state) ? 'late' : 'soon'}>{mailStateName(mail.state)}</Tag>{' '}
    {m.finder_outreach_letter_went({ to: mail.to })} {mail.said === '' ? null : <span class="sub">{mail.said}</span>}{' '}
    <a href={addresses.letter({ id: mail.id })}>{m.finder_outreach_letter_in_post()}</a>
  </p>
)

const OneLetter = ({ approach, which, mayWrite, state }: { approach: ApproachView; which: Which; mayWrite: boolean; state: State }) => {
  const letter = approach[which]
  if (letter === null) return null
  // What asks again has nothing to ask once they answered.
  const mayLeave = state !== 'declined' && state !== 'partner' && !(which === 'second' && approach.answeredOn !== null)
  const at = { id: approach.id, which }
  const mail = approach.mails[which]
  return (
    <Section id={which} title={whichName(which)}>
      <div class="stack">
        <p>
          {letter.sentOn === null || letter.way === null ? m.finder_outreach_letter_unsent() : sentInWords(letter.sentOn, letter.way)}{' '}
          {letter.through === '' ? null : <span class="sub">{letter.through}</span>}
        </p>
        {mail === null ? null : <Mailed mail={mail} />}
        <LetterBeside letter={letter} language={approach.language} />
        <div class="row no-print">
          {mayWrite && mayLeave ? (
            <a class="ds-button" data-size="sm" data-variant={letter.sentOn === null ? undefined : 'secondary'} href={addresses.finderApproachSending(at)}>
              {letter.sentOn === null ? m.finder_outreach_letter_send() : m.finder_outreach_letter_send_again()}
            </a>
          ) : null}
          {mayWrite ? (
            <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.finderApproachLetter(at)}>
              {m.finder_outreach_letter_edit()}
            </a>
          ) : null}
          <a href={addresses.finderApproachPaper({ ...at, paper: 'letter.pdf' })}>{m.finder_outreach_letter_pdf()}</a>
          <a href={addresses.finderApproachPaper({ ...at, paper: 'letter.docx' })}>{m.finder_outreach_letter_word()}</a>
        </div>
      </div>
    </Section>
  )
}

/** What the country of the town asks of its municipality before a partnership. */
const CountryProcedure = ({ country, procedure }: { readonly country: string; readonly procedure: Procedure }) => (
  <Section
    id="procedure"
    title={m.finder_outreach_procedure_title()}
    more={{ href: procedure.country === null ? addresses.procedures() : addresses.procedure({ country: procedure.country }), text: countryName(country) }}
  >
    <div class="stack">
      {procedure.country === null ? <p class="sub">{m.finder_outreach_procedure_general()}</p> : null}
      <ol class="stack">
        {procedure.steps.map((step, index) => (
          <li>
            <span class="strong">{`${index + 1}. ${wordsIn(step.title)}.`}</span> {wordsIn(step.text)}
            <Sources sources={sourcesOf(step.sources).map((one) => ({ title: one.title, url: one.url, date: one.date, textId: null, quote: null }))} />
          </li>
        ))}
      </ol>
      {procedure.remarks.map(({ text }) => (
        <p>{wordsIn(text)}</p>
      ))}
      {procedure.unknown.map((text) => (
        <p>
          {m.finder_outreach_procedure_none()} {wordsIn(text)}
        </p>
      ))}
      <p class="sub">{m.finder_outreach_procedure_checked({ day: dateInWords(procedure.checkedOn) })}</p>
    </div>
  </Section>
)

export type ApproachPageProps = {
  readonly shell: Shell
  readonly approach: ApproachView
  readonly today: string
  readonly weeks: number
  readonly reading: Reading
  readonly procedure: Procedure | null
  /** What it has become. */
  readonly partnership: { readonly id: string; readonly name: string } | null
  readonly history: readonly HistoryLine[]
  readonly answer: { readonly body: FormBody; readonly faults: readonly FieldFault[] }
}

export const ApproachPage = ({ shell, approach, today, weeks, reading, procedure, partnership, history, answer }: ApproachPageProps) => {
  const { id, version, place, placeId } = approach
  const mayWrite = shell.role === 'officer'
  const state = stateOf(approach, weeks, today)
  const next = nextOf(state, approach)
  const closed = state === 'declined'
  const sentOn = lastSent(approach)
  // What left cannot be shown to anybody before it leaves.
  const unsent = state === 'drafted' || next === 'send-second'
  const name = townName(place, placeId)
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={name}
      heading={<Place name={name} country={place?.country} native={place === null ? undefined : { name: place.name, lang: 'und' }} />}
      crumbs={crumbs(name)}
      failed={answer.faults.length > 0}
      lead={
        <>
          <Tag tone={STATE_TONES[state]}>{stateName(state)}</Tag> {nextName(next)}
        </>
      }
      actions={
        mayWrite && !closed && partnership === null ? (
          <a class="ds-button" data-variant={next === 'partnership' ? undefined : 'secondary'} href={addresses.finderApproachPartnership({ id })}>
            {m.finder_outreach_partner_do()}
          </a>
        ) : null
      }
    >
      <div class="stack-lg">
        <ErrorSummary errors={answer.faults} />
        <dl class="facts2">
          {place === null ? null : <Fact name={m.finder_outreach_field_language()}>{languageName(approach.language)}</Fact>}
          <Fact name={m.finder_outreach_column_dated()}>{latestInWords(approach)}</Fact>
          {state === 'sent' && sentOn !== null ? (
            <Fact name={m.finder_outreach_letter_second()}>{m.finder_outreach_silent_on({ day: dayInWords(silentFrom(sentOn, weeks)) })}</Fact>
          ) : null}
          {approach.answerText === '' ? null : (
            <Fact name={m.finder_outreach_field_text()}>
              <span class="prose said">{approach.answerText}</span>
            </Fact>
          )}
          {approach.declinedWhy === '' ? null : <Fact name={m.finder_outreach_field_why()}>{approach.declinedWhy}</Fact>}
          {partnership === null ? null : (
            <Fact name={m.finder_outreach_field_partnership()}>
              <a href={addresses.partnership({ id: partnership.id })}>{partnership.name}</a>
            </Fact>
          )}
        </dl>
        {mayWrite && next === 'nudge' ? (
          <form method="post" action={addresses.finderApproachNudge({ id })}>
            <HiddenVersion version={version} />
            <button class="ds-button">{m.finder_outreach_nudge_do()}</button>
          </form>
        ) : null}
        {unsent ? <ReadingNote {...reading} /> : null}
        <OneLetter approach={approach} which="second" mayWrite={mayWrite} state={state} />
        <OneLetter approach={approach} which="first" mayWrite={mayWrite} state={state} />
        {mayWrite && sentOn !== null && partnership === null ? <AnswerForm approach={approach} {...answer} /> : null}
        <Section id="origin" title={m.finder_outreach_origin_title()}>
          <Origin row={approach} />
          {approach.finding === null || approach.finding.reasons.length === 0 ? null : <p class="sub">{m.finder_outreach_reasons_ours()}</p>}
          {approach.note === '' ? null : <p class="prose said">{approach.note}</p>}
        </Section>
        {procedure === null || place === null ? null : <CountryProcedure country={place.country} procedure={procedure} />}
        {mayWrite && partnership === null ? <Closing approach={approach} closed={closed} /> : null}
        {history.length === 0 ? null : (
          <Section id="history" title={m.finder_outreach_history()}>
            <History entries={history} older={addresses.history({ thing: 'finder_approach', id })} />
          </Section>
        )}
        {mayWrite && partnership === null ? (
          <Removal
            action={addresses.finderApproachRemoval({ id })}
            version={version}
            text={m.finder_outreach_removal()}
            hint={m.finder_outreach_removal_hint()}
          />
        ) : null}
      </div>
    </OfficePage>
  )
}

const AnswerForm = ({ approach, body, faults }: { approach: ApproachView; body: FormBody; faults: readonly FieldFault[] }) => (
  <Section id="answer" title={m.finder_outreach_answer_title()}>
    <form class="form" method="post" action={addresses.finderApproachAnswer({ id: approach.id })} novalidate>
      <HiddenVersion version={approach.version} />
      <Radios
        name="answer"
        label={m.finder_outreach_field_answer()}
        value={typed(body, 'answer')}
        error={errorOf(faults, 'answer')}
        options={ANSWERS.map((value) => ({ value, label: answerName(value) }))}
      />
      <DateOfAnyPrecision
        name="answeredOn"
        label={m.finder_outreach_field_answered()}
        hint={m.finder_outreach_answer_day_hint()}
        exact
        value={typedBoxes(body, 'answeredOn')}
        error={errorOf(faults, 'answeredOn')}
      />
      <TextArea
        name="answerText"
        label={m.finder_outreach_field_text()}
        hint={m.finder_outreach_answer_text_hint()}
        optional
        rows={5}
        value={typed(body, 'answerText')}
        error={errorOf(faults, 'answerText')}
      />
      <SubmitRow text={m.finder_outreach_answer_save()} />
    </form>
  </Section>
)

const Closing = ({ approach: { id, version }, closed }: { approach: ApproachView; closed: boolean }) =>
  closed ? (
    <form method="post" action={addresses.finderApproachReopening({ id })}>
      <HiddenVersion version={version} />
      <button class="ds-button" data-variant="secondary">
        {m.finder_outreach_reopen_do()}
      </button>
    </form>
  ) : (
    <details>
      <summary>{m.finder_outreach_decline_title()}</summary>
      <form class="form" method="post" action={addresses.finderApproachDeclining({ id })}>
        <HiddenVersion version={version} />
        <TextField name="why" label={m.finder_outreach_field_why()} optional maxlength={1000} />
        <SubmitRow text={m.finder_outreach_decline_do()} />
      </form>
    </details>
  )
