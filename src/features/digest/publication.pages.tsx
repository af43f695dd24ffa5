// What is to be done with a report: check it, publish it now or at an hour with a reason, call that off, withdraw it; and what was published so far.
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { errorOf, Field, fieldId, HiddenVersion, Radios, TextField } from '#ui/fields.tsx'
import { Section, Table } from '#ui/tables.tsx'
import { hasUnpublished, stateOf } from './digest.ts'
import type { EditionRow, PublicationLine } from './digest.queries.ts'
import { allOf, leftOf, standingOf } from './newsletter/issue.ts'
import type { Carried } from './newsletter/issue.queries.ts'

export type PublishingProps = {
  readonly edition: EditionRow
  readonly publications: readonly PublicationLine[]
  readonly timeZone: string
  readonly now: Date
  readonly mayWrite: boolean
  /** Whether the citizens' site is read in the edition's language. */
  readonly offered: boolean
  readonly form?: {
    readonly which: 'publication' | 'withdrawal' | 'languages'
    readonly body: FormBody
    readonly faults: readonly FieldFault[]
    readonly asksFold?: boolean
  }
}

/** Free words; the usual ones are offered while one types. */
const Reason = ({
  name,
  label,
  hint,
  choices,
  value,
  error,
}: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly choices: readonly string[]
  readonly value: string
  readonly error: string | undefined
}) => {
  const id = fieldId(name)
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        class="ds-input"
        id={id}
        name={name}
        list={`${id}-choices`}
        maxlength={500}
        value={value}
        autocomplete="off"
        aria-required="true"
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={`${id}-hint`}
      />
      <datalist id={`${id}-choices`}>
        {choices.map((choice) => (
          <option value={choice}></option>
        ))}
      </datalist>
    </Field>
  )
}

/** The day and the hour on the office's clock, for the boxes of a scheduled publication that is to be moved. */
const clockOf = (moment: Date | null, timeZone: string): { readonly day: string; readonly time: string } => {
  if (moment === null) return { day: '', time: '' }
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
  const [day = '', time = ''] = parts.split(', ')
  return { day, time }
}

const PublishForm = ({ edition, form, timeZone }: PublishingProps) => {
  const { id, version, scheduledFor, scheduledReason } = edition
  const own = form?.which === 'publication' ? form : undefined
  const body = own?.body ?? {}
  const kept = clockOf(scheduledFor, timeZone)
  const asked = own?.asksFold === true
  return (
    <form class="form" method="post" action={addresses.digestEditionPublication({ id })} novalidate>
      <HiddenVersion version={version} />
      <Reason
        name="reason"
        label={m.digest_field_reason()}
        hint={m.digest_hint_reason()}
        choices={[m.digest_reason_month(), m.digest_reason_mayor(), m.digest_reason_mended(), m.digest_reason_translation()]}
        value={own === undefined ? (scheduledReason ?? '') : typed(body, 'reason')}
        error={errorOf(own?.faults, 'reason')}
      />
      <Radios
        name="when"
        label={m.digest_field_when()}
        value={own === undefined ? (scheduledFor === null ? 'now' : 'later') : typed(body, 'when')}
        options={[
          { value: 'now', label: m.digest_when_now() },
          { value: 'later', label: m.digest_when_later() },
        ]}
        error={errorOf(own?.faults, 'when')}
      />
      <input type="hidden" name="kept" value={`${kept.day} ${kept.time}`} />
      <div class="row digest-when">
        <TextField
          name="day"
          type="date"
          label={m.digest_field_day()}
          hint={m.digest_hint_day()}
          optional
          value={own === undefined ? kept.day : typed(body, 'day')}
          error={errorOf(own?.faults, 'day')}
        />
        <TextField
          name="time"
          label={m.digest_field_time()}
          optional
          letters={5}
          hint={m.digest_hint_time()}
          value={own === undefined ? kept.time : typed(body, 'time')}
          error={errorOf(own?.faults, 'time')}
        />
      </div>
      {asked ? (
        <Radios
          name="fold"
          label={m.digest_field_fold()}
          value={typed(body, 'fold')}
          options={[
            { value: 'first', label: m.digest_fold_first() },
            { value: 'second', label: m.digest_fold_second() },
          ]}
          error={errorOf(own?.faults, 'fold')}
        />
      ) : null}
      <div class="submit">
        <button class="ds-button">{scheduledFor === null ? m.digest_publish() : m.digest_reschedule()}</button>
      </div>
    </form>
  )
}

const Withdrawal = ({ edition, form }: PublishingProps) => {
  const own = form?.which === 'withdrawal' ? form : undefined
  return (
    <details open={own !== undefined}>
      <summary>{m.digest_withdraw_open()}</summary>
      <form class="form" method="post" action={addresses.digestEditionWithdrawal({ id: edition.id })} novalidate>
        <HiddenVersion version={edition.version} />
        <Reason
          name="withdrawing"
          label={m.digest_field_withdraw_reason()}
          hint={m.digest_hint_withdraw()}
          choices={[m.digest_reason_wrong(), m.digest_reason_agreed()]}
          value={own === undefined ? '' : typed(own.body, 'withdrawing')}
          error={errorOf(own?.faults, 'withdrawing')}
        />
        <div class="submit">
          <button class="ds-button" data-variant="secondary" data-color="danger">
            {m.digest_withdraw()}
          </button>
        </div>
      </form>
    </details>
  )
}

const Checked = ({ edition, timeZone, mayWrite }: PublishingProps) =>
  edition.checkedAt === null ? (
    mayWrite ? (
      <form class="row" method="post" action={addresses.digestEditionCheck({ id: edition.id })}>
        <HiddenVersion version={edition.version} />
        <button class="ds-button" data-variant={edition.scheduledFor === null ? undefined : 'secondary'}>
          {m.digest_check()}
        </button>
        <span class="sub">{m.digest_check_hint()}</span>
      </form>
    ) : (
      <p class="sub">{m.digest_unchecked()}</p>
    )
  ) : (
    <p>{m.digest_checked_by({ who: edition.checkedByName ?? '', when: momentInWords(edition.checkedAt, timeZone) })}</p>
  )

const Scheduled = ({ edition, timeZone, now, mayWrite }: PublishingProps) => {
  const { id, version, scheduledFor, scheduledByName, scheduledReason, checkedAt } = edition
  if (scheduledFor === null) return null
  return (
    <div class="note">
      <p>
        {m.digest_scheduled({ when: momentInWords(scheduledFor, timeZone), who: scheduledByName ?? '', reason: scheduledReason ?? '' })}{' '}
        {scheduledFor <= now ? m.digest_scheduled_late() : checkedAt === null ? m.digest_scheduled_edited() : m.digest_scheduled_same()}
      </p>
      {mayWrite ? (
        <form method="post" action={addresses.digestEditionUnscheduling({ id })}>
          <HiddenVersion version={version} />
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.digest_unschedule()}
          </button>
        </form>
      ) : null}
    </div>
  )
}

const Publications = ({ publications, timeZone }: PublishingProps) =>
  publications.length === 0 ? (
    <p class="sub">{m.digest_publications_none()}</p>
  ) : (
    <Table
      caption={m.digest_publications()}
      rows={publications}
      columns={[
        { head: m.digest_field_published(), cell: ({ publishedAt }) => momentInWords(publishedAt, timeZone) },
        { head: m.digest_field_who(), cell: ({ publishedByName }) => publishedByName },
        { head: m.digest_field_reason(), cell: ({ reason }) => reason },
        {
          head: m.digest_field_withdrawn(),
          cell: ({ withdrawnAt, withdrawReason }) =>
            withdrawnAt === null ? '' : m.digest_withdrawn_line({ when: momentInWords(withdrawnAt, timeZone), reason: withdrawReason ?? '' }),
        },
      ]}
    />
  )

function carriedInWords({ issue, progress }: Carried): string {
  if (issue === null || progress === null) return m.digest_newsletter_none()
  const [sent, all] = [allOf(progress) - leftOf(progress), allOf(progress)]
  switch (standingOf(issue)) {
    case 'draft':
      return m.digest_newsletter_draft()
    case 'sending':
      return m.digest_newsletter_sending({ sent, all })
    case 'stopped':
      return m.digest_newsletter_stopped({ sent, all })
    case 'done':
      return m.digest_newsletter_sent({ count: progress.sent })
    case 'withdrawn':
      return m.digest_newsletter_withdrawn({ count: progress.sent })
  }
}

/** What subscribers got of the text, and the next step; nothing while no citizen has read it. */
export const NewsletterOfEdition = ({ carried, mayWrite, timeZone }: { readonly carried: Carried; readonly mayWrite: boolean; readonly timeZone: string }) => {
  const { publicationId, issue, earlier } = carried
  if (publicationId === null && earlier === null) return null
  return (
    <Section id="newsletter" title={m.newsletter_title()} more={{ href: addresses.newsletter(), text: m.digest_newsletter_all() }}>
      <div class="stack">
        {publicationId === null ? null : <p>{carriedInWords(carried)}</p>}
        {earlier?.startedAt == null ? null : (
          <p class={publicationId === null ? undefined : 'note'}>
            {m.digest_newsletter_earlier({ when: momentInWords(earlier.startedAt, timeZone) })}{' '}
            <a href={addresses.newsletterIssue({ id: earlier.id })}>{m.newsletter_earlier_see()}</a>
          </p>
        )}
        {issue !== null ? (
          <p>
            <a class="ds-button" data-variant="secondary" href={addresses.newsletterIssue({ id: issue.id })}>
              {standingOf(issue) === 'draft' && mayWrite ? m.digest_newsletter_go_on() : m.digest_newsletter_open()}
            </a>
          </p>
        ) : publicationId !== null && mayWrite ? (
          <form method="post" action={addresses.newsletterIssues()}>
            <input type="hidden" name="publication" value={publicationId} />
            <button class="ds-button" data-variant="secondary">
              {m.digest_newsletter_prepare()}
            </button>
          </form>
        ) : null}
      </div>
    </Section>
  )
}

/** Checking, publishing, withdrawing; and every publication with its reason. */
export const Publishing = (props: PublishingProps) => {
  const { edition, mayWrite, offered } = props
  const state = stateOf(edition)
  // Words nobody has read are never offered for publication; a scheduled hour may be moved all the same.
  const mayPublish = (edition.checkedAt !== null && (state !== 'published' || hasUnpublished(edition))) || edition.scheduledFor !== null
  return (
    <Section id="publishing" title={m.digest_publishing()}>
      <div class="stack">
        {offered ? null : (
          <p class="note">
            {m.digest_not_offered({ language: languageName(edition.language) })} <a href={addresses.settingsLanguages()}>{m.digest_not_offered_choose()}</a>
          </p>
        )}
        <Checked {...props} />
        <Scheduled {...props} />
        {state === 'published' ? (
          <p>
            <a href={addresses.siteDigest({ lang: edition.language, month: edition.month })}>{m.digest_published_page()}</a>
          </p>
        ) : null}
        {mayWrite && mayPublish ? <PublishForm {...props} /> : null}
        {mayWrite && state === 'published' ? <Withdrawal {...props} /> : null}
        <h3>{m.digest_publications()}</h3>
        <Publications {...props} />
      </div>
    </Section>
  )
}
