// An issue's page: the letter as it will arrive, its words, the trial to oneself, the sending; then how far it is and what failed.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { tagOf } from '#platform/texts/language.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Facts } from '#ui/stats.tsx'
import { Section, Table } from '#ui/tables.tsx'
import type { DigestLanguage } from '../composing/tongue.ts'
import type { Publication } from '../publication.queries.ts'
import {
  allOf,
  type Audience,
  DELIVERY_STATES,
  deliveryName,
  type Failure,
  FAILURES_SHOWN,
  issueStandingName,
  leftOf,
  othersIn,
  type Progress,
  standingOf,
} from './issue.ts'
import type { Issue } from './issue.table.ts'
import { monthInWords } from './month-words.ts'
import { languageOfIssue } from './subscriber.ts'

export type IssuePageProps = {
  readonly shell: Shell
  readonly issue: Issue
  readonly publication: Publication
  readonly audience: Audience
  readonly earlier: readonly Issue[]
  readonly progress: Progress
  readonly failures: readonly Failure[]
  /** The letter as plain text, for whom it is not anybody's yet. */
  readonly text: string
  readonly officerEmail: string
  readonly perMinute: number
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps | undefined
  readonly history: readonly HistoryLine[]
  readonly timeZone: string
}

const inLanguages = (others: readonly { readonly language: DigestLanguage; readonly count: number }[]): string =>
  others.map(({ language, count }) => `${languageOfIssue(language)}: ${count}`).join(', ')

const Press = ({ to, version, text, tone }: { to: string; version: number; text: string; tone?: 'danger' }) => (
  <form method="post" action={to}>
    <HiddenVersion version={version} />
    <button class="ds-button" data-variant="secondary" data-color={tone}>
      {text}
    </button>
  </form>
)

const Words = ({ issue, body, faults }: Pick<IssuePageProps, 'issue' | 'body' | 'faults'>) => (
  <form class="form" method="post" action={addresses.newsletterIssue({ id: issue.id })} novalidate data-asks-before-leaving="">
    <input type="hidden" name="version" value={typed(body, 'version')} />
    <TextField
      name="subject"
      label={m.newsletter_field_subject()}
      value={typed(body, 'subject')}
      maxlength={150}
      lang={tagOf(issue.language)}
      error={errorOf(faults, 'subject')}
    />
    <TextArea
      name="preface"
      label={m.newsletter_field_preface()}
      hint={m.newsletter_field_preface_hint({ language: languageOfIssue(issue.language) })}
      value={typed(body, 'preface')}
      rows={3}
      lang={tagOf(issue.language)}
      optional
      error={errorOf(faults, 'preface')}
    />
    <SubmitRow />
  </form>
)

const Sending = ({ issue, audience, faults, body, perMinute }: Pick<IssuePageProps, 'issue' | 'audience' | 'faults' | 'body' | 'perMinute'>) => {
  const others = othersIn(audience)
  const all = audience.own + others
  return (
    <Section id="sending" title={m.newsletter_sending_title()}>
      <Facts
        facts={[
          { name: m.newsletter_sending_own({ language: languageOfIssue(issue.language) }), value: String(audience.own) },
          ...(others === 0 ? [] : [{ name: m.newsletter_sending_others(), value: inLanguages(audience.others) }]),
        ]}
      />
      {all === 0 ? (
        <p class="sub">{m.newsletter_nobody()}</p>
      ) : (
        <form class="form" method="post" action={addresses.newsletterIssueSending({ id: issue.id })} novalidate>
          <HiddenVersion version={issue.version} />
          {others === 0 ? null : (
            <Checkbox
              name="others"
              label={m.newsletter_sending_others_tick({ count: others })}
              hint={m.newsletter_sending_others_hint()}
              checked={typed(body, 'version') === '' || typed(body, 'others') !== '' || faults.length === 0}
            />
          )}
          <div id="f-read">
            <Checkbox name="read" label={m.newsletter_sending_read()} hint={m.newsletter_sending_read_hint()} />
          </div>
          {perMinute === 0 ? null : <p class="sub">{m.newsletter_sending_pace({ count: perMinute, minutes: Math.max(1, Math.ceil(all / perMinute)) })}</p>}
          <SubmitRow text={m.newsletter_sending_do({ count: all })} />
        </form>
      )}
    </Section>
  )
}

const Under = ({
  issue,
  progress,
  mayWrite,
  audience,
  timeZone,
}: Pick<IssuePageProps, 'issue' | 'progress' | 'audience' | 'timeZone'> & { mayWrite: boolean }) => {
  const standing = standingOf(issue)
  const others = othersIn(audience)
  const all = allOf(progress)
  return (
    <Section id="progress" title={m.newsletter_progress_title()}>
      <p>
        <progress max={all} value={all - leftOf(progress)} aria-label={m.newsletter_progress_title()}></progress>{' '}
        <b>{m.newsletter_progress({ sent: all - leftOf(progress), all })}</b>, {issueStandingName(standing)}
      </p>
      <Table
        caption={m.newsletter_progress_title()}
        rows={DELIVERY_STATES.filter((state) => progress[state] > 0)}
        columns={[
          { head: m.newsletter_stands(), cell: (state) => deliveryName(state) },
          { head: m.newsletter_letters(), number: true, cell: (state) => progress[state] },
        ]}
      />
      {issue.startedAt === null ? null : (
        <p class="sub">{m.newsletter_started({ who: issue.startedByName, when: momentInWords(issue.startedAt, timeZone) })}</p>
      )}
      {issue.finishedAt === null ? null : <p class="sub">{m.newsletter_finished({ when: momentInWords(issue.finishedAt, timeZone) })}</p>}
      {mayWrite ? (
        <div class="row">
          {standing === 'sending' ? (
            <Press to={addresses.newsletterIssueStop({ id: issue.id })} version={issue.version} text={m.newsletter_stop()} tone="danger" />
          ) : null}
          {standing === 'stopped' ? (
            <Press to={addresses.newsletterIssueGoingOn({ id: issue.id })} version={issue.version} text={m.newsletter_go_on()} />
          ) : null}
          {others > 0 && standing !== 'withdrawn' ? (
            <Press to={addresses.newsletterIssueWidening({ id: issue.id })} version={issue.version} text={m.newsletter_widen({ count: others })} />
          ) : null}
        </div>
      ) : null}
    </Section>
  )
}

const Failures = ({ failures, timeZone }: Pick<IssuePageProps, 'failures' | 'timeZone'>) =>
  failures.length === 0 ? null : (
    <Section id="failures" title={m.newsletter_failures()} count={failures.length}>
      <p class="sub">{m.newsletter_failures_lead()}</p>
      <Table
        caption={m.newsletter_failures()}
        rows={failures}
        columns={[
          {
            head: m.newsletter_address(),
            cell: (one) =>
              one.mailId === null ? (
                (one.address ?? m.newsletter_erased_name())
              ) : (
                <a href={addresses.letter({ id: one.mailId })}>{one.address ?? m.newsletter_erased_name()}</a>
              ),
          },
          { head: m.newsletter_stands(), cell: (one) => deliveryName(one.state) },
          { head: m.newsletter_when(), cell: (one) => (one.settledAt === null ? '' : momentInWords(one.settledAt, timeZone)) },
        ]}
      />
      {failures.length < FAILURES_SHOWN ? null : <p class="sub">{m.newsletter_failures_more({ most: FAILURES_SHOWN })}</p>}
    </Section>
  )

export const IssuePage = (props: IssuePageProps) => {
  const { shell, issue, publication, faults, conflict, timeZone } = props
  const mayWrite = shell.role === 'officer'
  const standing = standingOf(issue)
  const draft = standing === 'draft'
  return (
    <OfficePage
      shell={shell}
      title={issue.subject}
      nav="digests"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.digest_title(), href: addresses.digests() },
        { text: m.newsletter_title(), href: addresses.newsletter() },
      ]}
      heading={<span lang={tagOf(issue.language)}>{issue.subject}</span>}
      lead={
        <>
          {`${monthInWords(issue.month, shell.locale)}, ${languageOfIssue(issue.language)} · ${issueStandingName(standing)} · `}
          <a href={addresses.digestEdition({ id: publication.editionId })}>{m.digest_back()}</a>
          {draft && mayWrite && publication.withdrawnAt === null ? (
            <>
              {' '}
              · <a href="#sending">{m.newsletter_sending_title()}</a>
            </>
          ) : null}
        </>
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      {publication.withdrawnAt === null ? null : <p class="note">{m.newsletter_withdrawn_note({ when: momentInWords(publication.withdrawnAt, timeZone) })}</p>}
      {props.earlier.length === 0 || !draft ? null : (
        <p class="note">
          {m.newsletter_earlier({ when: momentInWords(props.earlier[0]!.startedAt!, timeZone) })}{' '}
          <a href={addresses.newsletterIssue({ id: props.earlier[0]!.id })}>{m.newsletter_earlier_see()}</a>
        </p>
      )}
      <div class="cols">
        <div class="stack-lg">
          {draft ? null : <Under {...props} mayWrite={mayWrite} />}
          <Failures {...props} />
          <Section id="letter" title={m.newsletter_letter()}>
            <p>
              <a href={addresses.newsletterIssueLetter({ id: issue.id })} target="_blank" rel="noopener">
                {m.newsletter_letter_html()}
              </a>
            </p>
            <pre class="quote morning-sample" lang={tagOf(issue.language)} tabindex={0} role="region" aria-label={m.newsletter_letter_text()}>
              {props.text}
            </pre>
          </Section>
        </div>
        <aside class="stack-lg">
          {draft && mayWrite ? (
            <>
              <Section id="words" title={m.newsletter_words()}>
                <Words {...props} />
              </Section>
              <Section id="trial" title={m.newsletter_trial_title()}>
                <p>{issue.triedAt === null ? m.newsletter_trial_none() : m.newsletter_trial_done({ when: momentInWords(issue.triedAt, timeZone) })}</p>
                <form method="post" action={addresses.newsletterIssueTrial({ id: issue.id })}>
                  <button class="ds-button" data-variant="secondary">
                    {m.newsletter_trial_do({ email: props.officerEmail })}
                  </button>
                </form>
              </Section>
              {publication.withdrawnAt === null ? <Sending {...props} /> : null}
              <Press to={addresses.newsletterIssueRemoval({ id: issue.id })} version={issue.version} text={m.newsletter_remove()} tone="danger" />
            </>
          ) : null}
          {props.history.length === 0 ? null : (
            <Section id="history" title={m.newsletter_history()}>
              <History entries={props.history} />
            </Section>
          )}
        </aside>
      </div>
    </OfficePage>
  )
}
