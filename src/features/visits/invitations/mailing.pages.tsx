// The page from which a letter leaves by e-mail: to whom, what is still missing in it, and how it reads.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { stateName } from '#features/post/post.ts'
import { m } from '#messages'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { VisitWhole } from '../visit.queries.ts'
import type { Remarks } from './gaps.ts'
import { attachedLayout, attachedName, cameBack } from './mailing.ts'
import { crumbsOf, LetterGaps } from './letter.pages.tsx'
import type { Addressee, LetterMail, LetterRow } from './letter.queries.ts'

const FORM = 'mail-form'

/** Where the mail that brought the letter stands: it waits, it left, it came back; also when the post keeps it no more. */
export const MailState = ({ mail, timeZone }: { readonly mail: LetterMail; readonly timeZone: string }) => {
  const when = mail.at === null ? '' : momentInWords(mail.at, timeZone)
  const inPost = mail.id === null ? null : <a href={addresses.letter({ id: mail.id })}>{m.visits_letter_mail_in_post()}</a>
  return cameBack(mail) ? (
    <div class="note" role="status">
      <p>
        <Tag tone="late">{stateName(mail.state)}</Tag> {m.visits_letter_mail_returned({ to: mail.to })}
        {when === '' ? null : <span class="sub"> {when}</span>}
        {mail.said === '' ? null : (
          <span class="sub">
            {when === '' ? ' ' : ' · '}
            {mail.said}
          </span>
        )}
      </p>
      {inPost === null ? null : <p>{inPost}</p>}
    </div>
  ) : (
    <p>
      <Tag tone={mail.state === 'sent' ? 'kept' : 'soon'}>{stateName(mail.state)}</Tag>{' '}
      {when === '' || mail.state !== 'sent' ? m.visits_letter_mail_went_to({ to: mail.to }) : m.visits_letter_mail_went_to_on({ to: mail.to, when })} {inPost}
    </p>
  )
}

export type LetterMailProps = {
  readonly shell: Shell
  readonly visit: Pick<VisitWhole, 'event' | 'visit' | 'partners'>
  readonly letter: LetterRow
  /** Whoever holds a post there and whose address we have. */
  readonly known: readonly (Addressee & { readonly email: string })[]
  /** null: it did not leave by e-mail yet. */
  readonly mail: LetterMail | null
  readonly timeZone: string
  readonly words: { readonly subject: string; readonly text: string }
  readonly remarks: Remarks
  readonly mayLeave: boolean
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
}

export const LetterMailPage = ({ shell, visit, letter, known, mail, timeZone, words, remarks, mayLeave, body, faults = [] }: LetterMailProps) => {
  const at = { id: visit.event.id, letter: letter.id }
  return (
    <OfficePage
      shell={shell}
      title={m.visits_letter_mail()}
      nav="events"
      failed={faults.length > 0}
      crumbs={[...crumbsOf(visit, textIn(letter.subject), addresses.visitLetter(at)), { text: m.visits_letter_mail() }]}
      lead={m.visits_letter_mail_lead()}
    >
      <div class="stack-lg">
        <ErrorSummary errors={faults} />
        {mayLeave ? null : <p class="note">{m.visits_letter_mail_no_server()}</p>}
        {letter.sentOn === null || !remarks.sent ? null : (
          <p class="note">
            {letter.mailedTo === ''
              ? m.visits_letter_mail_sent_before({ day: dayInWords(letter.sentOn) })
              : m.visits_letter_mail_sent_before_to({ day: dayInWords(letter.sentOn), to: letter.mailedTo })}
          </p>
        )}
        {mail === null ? null : <MailState mail={mail} timeZone={timeZone} />}
        <LetterGaps at={at} remarks={remarks} mayWrite />
        <form class="form" id={FORM} method="post" action={addresses.visitLetterMail(at)} novalidate>
          <HiddenVersion version={letter.version} />
          <TextField
            name="to"
            type="email"
            inputmode="email"
            label={m.visits_letter_mail_to()}
            hint={
              known.length === 0
                ? m.visits_letter_mail_to_unknown()
                : m.visits_letter_mail_to_known({ list: known.map((one) => `${displayName(one)} – ${one.email}`).join('; ') })
            }
            maxlength={320}
            value={typed(body, 'to')}
            error={errorOf(faults, 'to')}
          />
          {mayLeave ? <SubmitRow text={m.visits_letter_mail_send()} cancel={addresses.visitLetter(at)} /> : null}
        </form>
        <Section id="preview" title={m.visits_letter_mail_preview()}>
          <div class="stack">
            <p>
              {/* Of the form above: the address that was typed goes along and comes back. */}
              <button class="ds-button" data-variant="secondary" data-size="sm" form={FORM} name="edit" value="yes">
                {m.visits_letter_mail_edit()}
              </button>
            </p>
            <p class="strong">{words.subject}</p>
            <p class="prose said">{words.text}</p>
            <p class="row">
              {m.visits_letter_mail_attached()}{' '}
              <a href={addresses.visitLetterPaper({ ...at, paper: `${attachedLayout(letter)}.pdf` })}>{attachedName(words.subject)}</a>
            </p>
          </div>
        </Section>
      </div>
    </OfficePage>
  )
}
