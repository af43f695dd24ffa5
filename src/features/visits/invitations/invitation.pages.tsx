// Invitations for calendars as a page of the dossier: what is sent as one, what would go out now and to whom, who has what and what they answered.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { Checkboxes, errorOf, ErrorSummary, FileField, Select, SubmitRow, TextArea } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { itemName } from '../programmes/programme.ts'
import { beginWords, dayWords } from '../programmes/times.ts'
import {
  ANSWERS,
  type Answer,
  answerName,
  type Letter,
  methodOf,
  nameOnPage,
  type Organizer,
  owedInWords,
  type Reason,
  reasonName,
  UNREACHED,
} from './invitation.ts'
import type { OwedLetters, Subject, Unreached, VisitInvitations } from './invitation.queries.ts'
import type { Invitee } from './invitation.table.ts'

/** A letter as it will look, one of each language and kind. */
export type Preview = { readonly key: string; readonly language: string; readonly languageName: string; readonly subject: string; readonly text: string }

export type InvitationsPageProps = {
  readonly shell: Shell
  readonly found: VisitInvitations
  readonly stamp: string
  readonly previews: readonly Preview[]
  /** To whom answers may go: the office's officers; the chosen one first. */
  readonly organizers: readonly (Organizer & { readonly id: string })[]
  readonly unreached: readonly Unreached[]
  readonly body?: FormBody
  readonly faults?: readonly FieldFault[]
  /** Whether a mail server is set up. */
  readonly mayLeave: boolean
}

/** Letters shown by name; of more only their number. */
const SHOWN = 60

const subjectName = (subject: Subject): string => (subject.item === null ? m.invitations_whole() : itemName(subject.item))
const subjectWhen = ({ item }: Subject, { programme: { visit } }: VisitInvitations): string =>
  item === null
    ? visit.firstDay === null
      ? ''
      : visit.firstDay === visit.lastDay || visit.lastDay === null
        ? dayInWords(visit.firstDay)
        : eventDateInWords(`${visit.firstDay}/${visit.lastDay}`)
    : [dayWords(item.day), beginWords(item)].join(', ')

export const InvitationsPage = (props: InvitationsPageProps) => {
  const { shell, found, faults = [], mayLeave } = props
  const { visit } = found.programme
  const mayWrite = shell.role === 'officer'
  const sent = found.subjects.filter(({ invitees }) => invitees.some(({ cancelledAt }) => cancelledAt === null))
  return (
    <OfficePage
      shell={shell}
      title={m.invitations_title()}
      nav="events"
      failed={faults.length > 0}
      crumbs={[
        { text: m.visits_title(), href: addresses.visits() },
        { text: textIn(found.title), href: addresses.visit({ id: visit.id }) },
        { text: m.invitations_title() },
      ]}
      lead={m.invitations_lead()}
      actions={
        <a class="ds-button" data-variant="secondary" href={addresses.programmeCalendar({ id: visit.id })} download>
          <Icon name="calendar" />
          {m.invitations_download()}
        </a>
      }
    >
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {mayWrite ? <Waiting {...props} /> : null}
        {mayLeave ? null : <p class="note">{m.post_no_server_text()}</p>}
        {sent.length === 0 ? null : <Sent found={found} subjects={sent} mayWrite={mayWrite} />}
        {mayWrite && sent.length > 0 ? <Answers id={visit.id} body={props.body ?? {}} faults={faults} /> : null}
        {mayWrite ? <Choice {...props} /> : null}
      </div>
    </OfficePage>
  )
}

// ---- what would go out now -----------------------------------------------------------------------------------------------

const readerOf = ({ wanted, having }: Letter) => (wanted ?? having)!

const REASON_GROUPS: readonly { readonly reasons: readonly Reason[]; readonly text: (inputs: { count: number }) => string }[] = [
  { reasons: ['new', 'back'], text: m.invitations_count_new },
  { reasons: ['time', 'place', 'part', 'words'], text: m.invitations_count_changed },
  { reasons: ['called-off', 'not-coming'], text: m.invitations_count_cancelled },
]

const Waiting = ({ found, stamp, previews, unreached }: InvitationsPageProps) => {
  const { id } = found.programme.visit
  const lines = found.subjects.flatMap((subject) => subject.letters.map((letter) => ({ subject, letter })))
  const people = new Set(lines.map(({ letter }) => readerOf(letter).address)).size
  const chosen = found.subjects.filter(({ invitation }) => invitation !== null && invitation.deletedAt === null)
  const without = new Map(chosen.flatMap((subject) => subject.without.map((one) => [one.key, one] as const)))
  // Whoever has an old state and refuses is told below, by name.
  const refusing = [...new Set(found.subjects.flatMap(({ refused }) => refused.filter(({ having }) => having === null).map(({ wanted }) => wanted!.address)))]
  if (lines.length === 0 && chosen.length === 0 && unreached.length === 0) return null
  const counts = REASON_GROUPS.flatMap(({ reasons, text }) => {
    const count = lines.filter(({ letter }) => reasons.includes(letter.reason)).length
    return count === 0 ? [] : [text({ count })]
  })
  return (
    <Section id="waiting" title={m.invitations_waiting()} count={lines.length === 0 ? null : lines.length}>
      {lines.length === 0 ? (
        <p class="sub">{nothingToSend(unreached)}</p>
      ) : (
        <>
          <p class="strong">{m.invitations_will_get({ count: people })}</p>
          <p>
            {counts.join(', ')}
            {lines.length > people ? `. ${m.invitations_one_each()}` : ''}
          </p>
          <ul class="names invitation-lines">
            {lines.slice(0, SHOWN).map(({ subject, letter }) => (
              <li>
                {found.names.get(readerOf(letter).address) ?? readerOf(letter).name}: {subjectName(subject)}{' '}
                <Tag tone={methodOf(letter) === 'CANCEL' ? 'late' : letter.reason === 'new' || letter.reason === 'back' ? 'accent' : 'soon'}>
                  {reasonName(letter.reason)}
                </Tag>
              </li>
            ))}
          </ul>
          {lines.length > SHOWN ? <p class="sub">{m.invitations_and_more({ count: lines.length - SHOWN })}</p> : null}
          {previews.map(({ key, language, languageName, subject, text }) => (
            <details class="langs-more" key={key}>
              <summary>
                {m.invitations_preview({ language: languageName })}: <span lang={language}>{subject}</span>
              </summary>
              <div class="letter-text" lang={language}>
                {text}
              </div>
            </details>
          ))}
          <form class="row" method="post" action={addresses.invitationSending({ id })}>
            <input type="hidden" name="stamp" value={stamp} />
            <button class="ds-button">{m.invitations_send({ count: lines.length })}</button>
            <span class="sub">{m.invitations_send_hint()}</span>
          </form>
        </>
      )}
      <UnreachedPeople unreached={unreached} />
      {without.size === 0 ? null : (
        <p class="note">
          {m.invitations_without({ count: without.size })} {[...without.values()].slice(0, SHOWN).map(nameOnPage).join(', ')}.{' '}
          <a href={addresses.visitDelegations({ id })}>{m.invitations_to_delegations()}</a>
        </p>
      )}
      {refusing.length === 0 ? null : <p class="sub">{m.invitations_refusing({ addresses: refusing.join(', ') })}</p>}
    </Section>
  )
}

/** Nothing waits: because everybody has it, because the last letters are just leaving, or because some of them went astray. */
const nothingToSend = (unreached: readonly Unreached[]): string =>
  unreached.length === 0 ? m.invitations_all_sent() : unreached.every(({ why }) => why === 'under-way') ? m.invitations_leaving() : m.invitations_nothing_new()

const UNREACHED_TEXTS: Readonly<Record<Unreached['why'], { readonly text: () => string; readonly tone: string }>> = {
  lost: { text: m.invitations_unreached_lost, tone: 'late' },
  refusing: { text: m.invitations_unreached_refusing, tone: 'late' },
  unsure: { text: m.invitations_unreached_unsure, tone: 'soon' },
  'under-way': { text: m.invitations_unreached_under_way, tone: 'sub' },
}

/** Whose calendar does not say what is so, by the reason; a name leads to the letter. */
const UnreachedPeople = ({ unreached }: { readonly unreached: readonly Unreached[] }) => {
  const groups = UNREACHED.flatMap((why) => {
    const own = unreached.filter((one) => one.why === why)
    return own.length === 0 ? [] : [{ why, own }]
  })
  return groups.length === 0 ? null : (
    <ul class="unreached">
      {groups.map(({ why, own }) => (
        <li>
          <span class={UNREACHED_TEXTS[why].tone}>{UNREACHED_TEXTS[why].text()}</span>{' '}
          {own.slice(0, SHOWN).map(({ name, mailId }, index) => (
            <>
              {index > 0 ? ', ' : null}
              {mailId === null || why === 'refusing' ? name : <a href={addresses.letter({ id: mailId })}>{name}</a>}
            </>
          ))}
          {own.length > SHOWN ? ` ${m.invitations_and_more_people({ count: own.length - SHOWN })}` : ''}
        </li>
      ))}
    </ul>
  )
}

// ---- who has what ---------------------------------------------------------------------------------------------------------

const TONES = { accepted: 'kept', declined: 'late', tentative: 'soon', delegated: 'soon' } as const

const AnswerTag = ({ invitee }: { readonly invitee: Invitee }): Child =>
  invitee.answer === null ? (
    <Tag tone="outline">{m.invitations_no_answer()}</Tag>
  ) : (
    <>
      <Tag tone={TONES[invitee.answer]}>{answerName(invitee.answer)}</Tag>
      {invitee.answeredSequence !== null && invitee.answeredSequence < invitee.sequence ? <span class="sub"> {m.invitations_before_change()}</span> : null}
    </>
  )

const countOf = (invitees: readonly Invitee[], answer: Answer | null): number => invitees.filter((one) => one.answer === answer).length

const Sent = ({ found, subjects, mayWrite }: { readonly found: VisitInvitations; readonly subjects: readonly Subject[]; readonly mayWrite: boolean }) => {
  const { id } = found.programme.visit
  return (
    <Section id="sent" title={m.invitations_sent()}>
      {subjects.map((subject) => {
        const own = subject.invitees.filter(({ cancelledAt }) => cancelledAt === null)
        const said = [
          ...ANSWERS.map((answer) => ({ count: countOf(own, answer), text: answerName(answer) })),
          { count: countOf(own, null), text: m.invitations_no_answer() },
        ].filter(({ count }) => count > 0)
        return (
          <details class="langs-more" id={`s-${subject.invitation!.id}`} open={subjects.length === 1 && own.length <= SHOWN}>
            <summary>
              <span class="strong">{subjectName(subject)}</span> <span class="sub">{subjectWhen(subject, found)}</span>
              {': '}
              {said.map(({ count, text }) => `${text} ${count}`).join(', ')}
            </summary>
            <ul class="invitation-people">
              {own.map((invitee) => {
                const name = found.names.get(invitee.address) ?? invitee.name
                const mail = invitee.mailId === null ? undefined : found.mails.get(invitee.mailId)
                return (
                  <li>
                    <span>
                      {name} <span class="sub">{invitee.address}</span>
                    </span>
                    <span>
                      <AnswerTag invitee={invitee} />
                      {mail === 'bounced' || mail === 'given-up' ? (
                        <>
                          {' '}
                          <a href={addresses.letter({ id: invitee.mailId! })}>
                            <Tag tone="late">{m.invitations_mail_returned()}</Tag>
                          </a>
                        </>
                      ) : mail === 'held' || mail === 'uncertain' ? (
                        <>
                          {' '}
                          <a href={addresses.letter({ id: invitee.mailId! })}>
                            <Tag tone="soon">{m.invitations_mail_waits()}</Tag>
                          </a>
                        </>
                      ) : null}
                      {invitee.comment === '' ? null : <span class="sub"> „{invitee.comment}“</span>}
                    </span>
                    {mayWrite ? (
                      <form class="row" method="post" action={addresses.invitationAnswer({ id, invitee: invitee.id })}>
                        <label>
                          <span class="sr">{m.invitations_answer_of({ name })}</span>
                          <select class="ds-input" name="answer">
                            <option value="">{m.invitations_no_answer()}</option>
                            {ANSWERS.map((answer) => (
                              <option value={answer} selected={invitee.answer === answer}>
                                {answerName(answer)}
                              </option>
                            ))}
                          </select>
                        </label>
                        <button class="ds-button" data-size="sm" data-variant="tertiary">
                          {m.invitations_answer_save()}
                          <span class="sr">: {name}</span>
                        </button>
                      </form>
                    ) : null}
                  </li>
                )
              })}
            </ul>
          </details>
        )
      })}
    </Section>
  )
}

const Answers = ({ id, body, faults }: { readonly id: string; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <Section id="answers" title={m.invitations_answers()}>
    <p class="prose">{m.invitations_answers_text()}</p>
    <form class="form" method="post" action={addresses.invitationAnswers({ id })} enctype="multipart/form-data" novalidate>
      <FileField
        name="files"
        label={m.invitations_files()}
        hint={m.invitations_files_hint()}
        accept=".ics,.eml,text/calendar,message/rfc822"
        multiple
        optional
        error={errorOf(faults, 'files')}
      />
      <TextArea name="text" label={m.invitations_text()} rows={3} optional value={typed(body, 'text')} error={errorOf(faults, 'text')} />
      <SubmitRow text={m.invitations_take()} />
    </form>
  </Section>
)

// ---- what is sent as one -------------------------------------------------------------------------------------------------

const Choice = ({ found, organizers }: InvitationsPageProps) => {
  const { visit } = found.programme
  const [whole, ...rest] = found.subjects
  const items = rest.filter(({ item }) => !item!.removed)
  const days = [...new Set(items.map(({ item }) => item!.day))]
  const isChosen = ({ invitation }: Subject): boolean => invitation !== null && invitation.deletedAt === null
  const anybody = found.subjects.some(({ invitees }) => invitees.length > 0)
  const reach = ({ wanted }: Subject): string => (wanted.length === 0 ? m.invitations_reach_nobody() : m.invitations_reach({ count: wanted.length }))
  const every = items.filter(({ quiet }) => quiet === null)
  const lettersOfEvery = every.reduce((sum, { wanted }) => sum + wanted.length, 0)
  // What is usual stands ticked until somebody has chosen.
  const untouched = found.subjects.every(({ invitation }) => invitation === null)
  const organizer = found.subjects.find(({ invitation }) => invitation !== null)?.invitation?.organizer
  return (
    <Section id="choice" title={m.invitations_choice()}>
      <form class="form" method="post" action={addresses.invitationChoice({ id: visit.id })} novalidate>
        {whole!.quiet === 'undated' ? (
          <p class="sub">{m.invitations_undated()}</p>
        ) : (
          <Checkboxes
            name="whole"
            label={m.invitations_choice_whole()}
            options={[
              { value: 'yes', label: m.invitations_whole(), hint: [subjectWhen(whole!, found), reach(whole!), m.invitations_whole_hint()].join(' · ') },
            ]}
            values={untouched || isChosen(whole!) ? ['yes'] : []}
          />
        )}
        {items.length === 0 ? <p class="sub">{m.invitations_no_items()}</p> : null}
        <details class="langs-more" open={items.some(isChosen)} hidden={items.length === 0}>
          <summary>{m.invitations_choice_items()}</summary>
          <p class="sub">{m.invitations_choice_items_hint({ count: lettersOfEvery })}</p>
          {days.map((day, index) => {
            const own = items.filter(({ item }) => item!.day === day)
            return (
              <Checkboxes
                // A list of its own for each day: fields of one name would share their ids.
                name={`items.${index}`}
                label={dayWords(day)}
                options={own.map((subject) => ({
                  value: subject.item!.id,
                  label: [beginWords(subject.item!), itemName(subject.item!)].join(' · '),
                  hint: subject.quiet === 'over' ? m.invitations_over() : reach(subject),
                }))}
                values={own.filter(isChosen).map(({ item }) => item!.id)}
              />
            )
          })}
          {every.length === 0 ? null : (
            <p>
              <button class="ds-button" data-size="sm" data-variant="tertiary" name="every" value="1">
                {m.invitations_choose_every({ count: lettersOfEvery })}
              </button>
            </p>
          )}
        </details>
        {anybody && organizer !== undefined ? (
          <p class="sub">{m.invitations_organizer_stays({ name: organizer.name, address: organizer.address })}</p>
        ) : (
          <Select
            name="organizer"
            label={m.invitations_organizer()}
            hint={m.invitations_organizer_hint()}
            value={organizers.find(({ address }) => address === organizer?.address)?.id ?? organizers[0]?.id ?? ''}
            options={organizers.map(({ id, name, address }) => ({ value: id, label: `${name} (${address})` }))}
          />
        )}
        <div class="row">
          <button class="ds-button" data-variant="secondary">
            {m.invitations_choose()}
          </button>
        </div>
      </form>
    </Section>
  )
}

type BesideProps = {
  readonly id: string
  readonly counts: { readonly invited: number; readonly accepted: number; readonly declined: number }
  /** Letters that wait; null where nothing is chosen to be sent. */
  readonly owed: OwedLetters | null
}

/** In the dossier, beside the programme: how many have it, what they said, and which letters wait for them. */
export const InvitationsBeside = ({ id, counts, owed }: BesideProps) => {
  const waits = owed !== null && owed.letters > 0
  return (
    <Section id="invitations" title={m.invitations_title()}>
      <p>
        {counts.invited === 0
          ? m.invitations_beside_none()
          : m.invitations_beside({ count: counts.invited, accepted: counts.accepted, declined: counts.declined })}
      </p>
      {waits ? <p class={counts.invited > 0 ? 'late' : 'soon'}>{owedInWords(owed)}</p> : null}
      <p>
        <a href={addresses.invitations({ id })}>
          {waits ? m.invitations_owed_go() : counts.invited === 0 ? m.invitations_beside_begin() : m.invitations_beside_open()}
        </a>
      </p>
    </Section>
  )
}

/** On the page of the event: the same letters, where it was called off or moved. */
export const OwedNote = ({ id, owed }: { readonly id: string; readonly owed: OwedLetters }) => (
  <p class="note">
    {owedInWords(owed)} <a href={addresses.invitations({ id })}>{m.invitations_owed_go()}</a>
  </p>
)
