// One letter as it will look or as it went, where it stands, and what can be done with it.
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { type Deed, DEEDS, isOver, mayDo, mayReword } from '#platform/mail/deciding.ts'
import type { QueuedMail } from '#platform/mail/outbox.table.ts'
import { errorOf, ErrorSummary, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History, type HistoryEntry } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { deedName, kindName } from './post.ts'
import { StateTag } from './post.pages.tsx'

export type LetterPageProps = {
  readonly shell: Shell
  readonly letter: QueuedMail
  /** The text as it arrives, the line by which more is refused included. */
  readonly text: string
  readonly from: string
  readonly messageId: string
  /** The page of the record it is about. */
  readonly about: string | null
  readonly languageName: string
  readonly history: readonly HistoryEntry[]
  readonly timeZone: string
  readonly now: Date
  /** Whether a mail server is set up. */
  readonly mayLeave: boolean
  /** What was typed into the form of other words and not taken, with what is wrong. */
  readonly rewording?: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | undefined
}

/** The officer's own words, as long as the letter has not gone. */
const Rewording = ({ letter, rewording }: Pick<LetterPageProps, 'letter' | 'rewording'>) => (
  <details class="langs-more" open={rewording !== undefined}>
    <summary>{letter.draft === null ? m.post_reword() : m.post_reword_again()}</summary>
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.letterWording({ id: letter.id })} novalidate>
      <input type="hidden" name="version" value={String(letter.version)} />
      <TextField
        name="subject"
        label={m.post_subject()}
        lang={letter.language}
        value={rewording === undefined ? letter.subject : typed(rewording.body, 'subject')}
        error={errorOf(rewording?.faults, 'subject')}
      />
      <TextArea
        name="text"
        label={m.post_text()}
        hint={m.post_text_hint()}
        lang={letter.language}
        rows={14}
        value={rewording === undefined ? letter.text : typed(rewording.body, 'text')}
        error={errorOf(rewording?.faults, 'text')}
      />
      <SubmitRow text={m.post_reword_save()} />
    </form>
  </details>
)

/** What the state means and what one does about it. */
function meaning(letter: QueuedMail, timeZone: string, now: Date, mayLeave: boolean): string {
  const said = letter.lastError ?? m.post_said_nothing()
  switch (letter.state) {
    case 'held':
      return isOver(letter, now) ? m.post_meaning_over({ when: momentInWords(letter.validUntil!, timeZone) }) : m.post_meaning_held()
    case 'waiting':
      if (!mayLeave) return m.post_no_server_text()
      return letter.attempts === 0
        ? m.post_meaning_waiting()
        : m.post_meaning_tried({ count: letter.attempts, when: momentInWords(letter.nextTryAt, timeZone), said })
    case 'handing-over':
      return m.post_meaning_handing_over()
    case 'sent':
      return letter.answer === null || letter.answer === '' ? m.post_meaning_arrived() : m.post_meaning_sent()
    case 'uncertain':
      return m.post_meaning_uncertain()
    case 'bounced':
      return letter.faultOf === 'letter' ? m.post_meaning_bounced_letter({ said }) : m.post_meaning_bounced({ said })
    case 'given-up':
      return m.post_meaning_given_up({ count: letter.attempts, said })
    case 'expired':
      return m.post_meaning_expired()
    case 'dropped':
      return m.post_meaning_dropped()
    case 'unsubscribed':
      return m.post_meaning_unsubscribed()
  }
}

export const LetterPage = ({ shell, letter, text, from, messageId, about, languageName, history, timeZone, now, mayLeave, rewording }: LetterPageProps) => {
  const deeds = (Object.keys(DEEDS) as Deed[]).filter((deed) => mayDo(deed, letter, now) && (deed !== 'nevertheless' || isOver(letter, now)))
  const when = (moment: Date): string => momentInWords(moment, timeZone)
  return (
    <OfficePage
      shell={shell}
      title={letter.subject === '' ? kindName(letter.kind) : letter.subject}
      nav="settings"
      crumbs={[
        { text: m.post_title(), href: addresses.letters() },
        { text: kindName(letter.kind), href: addresses.letters({ kind: letter.kind, view: 'sent' }) },
      ]}
      lead={<StateTag state={letter.state} />}
      failed={rewording !== undefined}
    >
      <ErrorSummary errors={rewording?.faults} />
      <div
        class={letter.state === 'held' || letter.state === 'uncertain' || letter.state === 'bounced' || letter.state === 'given-up' ? 'note stack' : 'stack'}
      >
        <p>{meaning(letter, timeZone, now, mayLeave)}</p>
        {letter.state === 'held' && letter.remark !== '' ? <p class="strong">{letter.remark}</p> : null}
        {deeds.length === 0 ? null : (
          <form class="row" method="post" action={addresses.letterDeeds()}>
            <input type="hidden" name="chosen" value={letter.id} />
            <input type="hidden" name="back" value={letter.id} />
            {deeds.map((deed, index) => (
              <button
                class="ds-button"
                // Of an unclear letter nobody but a person can know which is right; one that is itself at fault fails again as it is.
                data-variant={index === 0 && deed !== 'drop' && letter.state !== 'uncertain' && letter.faultOf === null ? undefined : 'secondary'}
                data-color={deed === 'drop' ? 'danger' : undefined}
                name="deed"
                value={deed}
              >
                {deedName(deed)}
              </button>
            ))}
          </form>
        )}
      </div>
      <div class="cols">
        <div class="stack-lg">
          <Section id="letter" title={letter.state === 'held' || letter.state === 'waiting' ? m.post_preview() : m.post_letter()}>
            <dl class="facts2">
              <Fact name={m.post_from()}>{from}</Fact>
              {letter.replyTo === null ? null : (
                <Fact name={m.post_reply_to()}>
                  {letter.replyTo.name} &lt;{letter.replyTo.address}&gt;
                </Fact>
              )}
              <Fact name={m.post_column_to()}>{letter.toName === '' ? letter.to : `${letter.toName} <${letter.to}>`}</Fact>
              <Fact name={m.post_subject()}>
                <span lang={letter.language}>{letter.subject}</span>
              </Fact>
              {letter.attachments.length === 0 ? null : <Fact name={m.post_attachments()}>{letter.attachments.map(({ name }) => name).join(', ')}</Fact>}
              {letter.calendar === null ? null : (
                <Fact name={m.post_calendar()}>
                  {letter.calendar.method === 'CANCEL'
                    ? m.post_calendar_cancel()
                    : letter.calendar.method === 'REQUEST'
                      ? m.post_calendar_request()
                      : m.post_calendar_publish()}
                </Fact>
              )}
            </dl>
            {letter.emptiedAt === null && letter.state !== 'unsubscribed' ? (
              <div class="letter-text" lang={letter.language}>
                {text}
              </div>
            ) : (
              <p class="sub">{letter.state === 'unsubscribed' ? m.post_never_written() : m.post_emptied()}</p>
            )}
          </Section>
          {mayReword(letter) || rewording !== undefined ? <Rewording letter={letter} rewording={rewording} /> : null}
          {history.length === 0 ? null : (
            <Section id="history" title={m.post_history()}>
              <History entries={history} />
            </Section>
          )}
        </div>
        <aside class="stack" aria-label={m.post_about()}>
          <Section id="about" title={m.post_about()}>
            <dl class="facts2">
              <Fact name={m.post_column_kind()}>{kindName(letter.kind)}</Fact>
              <Fact name={m.post_language()}>{languageName}</Fact>
              <Fact name={m.post_created()}>{when(letter.createdAt)}</Fact>
              {letter.sentAt === null ? null : <Fact name={m.post_sent()}>{when(letter.sentAt)}</Fact>}
              {letter.validUntil === null ? null : <Fact name={m.post_valid_until()}>{when(letter.validUntil)}</Fact>}
              {letter.attempts === 0 ? null : <Fact name={m.post_attempts()}>{String(letter.attempts)}</Fact>}
              {letter.answer === null || letter.answer === '' ? null : <Fact name={m.post_answer()}>{letter.answer}</Fact>}
              <Fact name={m.post_message_id()}>{messageId}</Fact>
              {about === null ? null : (
                <Fact name={m.post_record()}>
                  <a href={about}>{m.post_record_open()}</a>
                </Fact>
              )}
            </dl>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}
