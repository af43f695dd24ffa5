// What waits, as rows with their acts; the small forms of putting off and giving to somebody, as pages and as the dialogs of the day's page; the list of what was put off.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords, monthsAfter, nextDay } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Dot, Flag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState } from '#ui/tables.tsx'
import { DISMISSABLE, keyText, type Line, LONGEST_SNOOZE, snoozeName, SNOOZES, type Why } from './waiting.ts'

const joined = (parts: readonly Child[]): Child =>
  parts.map((part, index) => (
    <>
      {index > 0 ? ' · ' : null}
      {part}
    </>
  ))

const Reason = ({ why: { text, tone } }: { readonly why: Why }) =>
  tone === undefined ? <>{text}</> : <span class={tone === 'strong' ? 'strong' : `${tone} strong`}>{text}</span>

const langOf = ({ lang }: Line): string | undefined => (lang === undefined || lang === currentLanguage() ? undefined : lang)

const Hidden = ({ line, back }: { readonly line: Line; readonly back: string }) => (
  <>
    <HiddenVersion version={line.version} />
    <input type="hidden" name="back" value={back} />
  </>
)

const QuietButton = ({ action, line, back, text, letter }: { action: string; line: Line; back: string; text: string; letter: string }) => (
  <form method="post" action={action} data-act>
    <Hidden line={line} back={back} />
    <button class="quiet-act" data-key={letter} aria-keyshortcuts={letter}>
      {text}
      <span class="sr">: {line.what}</span>
    </button>
  </form>
)

const QuietLink = ({ href, line, text, letter, dialog }: { href: string; line: Line; text: string; letter: string; dialog: string }) => (
  <a class="quiet-act" href={href} data-key={letter} aria-keyshortcuts={letter} data-opens={dialog}>
    {text}
    <span class="sr">: {line.what}</span>
  </a>
)

/** The acts of a row: the main one as a button, the others quietly under it. */
const Acts = ({ line, back, primary }: { readonly line: Line; readonly back: string; readonly primary: boolean }) => {
  const row = keyText(line)
  return (
    <span class="do">
      <a class="ds-button" data-size="sm" data-variant={primary ? undefined : 'secondary'} href={line.action.href} data-key="A" aria-keyshortcuts="A">
        {line.action.text}
        <span class="sr">: {line.what}</span>
      </a>
      <span class="quiet-acts">
        {line.asleep ? (
          <QuietButton action={addresses.waitingWaking({ row })} line={line} back={back} text={m.today_wake()} letter="S" />
        ) : (
          <QuietLink href={addresses.waitingSnooze({ row }, { back })} line={line} text={m.today_snooze()} letter="S" dialog="snooze-dialog" />
        )}
        <QuietLink
          href={addresses.waitingAssignment({ row }, { back })}
          line={line}
          text={line.assignedName === null ? m.today_assign() : m.today_assign_again()}
          letter="T"
          dialog="assign-dialog"
        />
        {DISMISSABLE.has(line.kind) ? (
          <QuietButton action={addresses.waitingDismissal({ row })} line={line} back={back} text={m.today_dismiss()} letter="D" />
        ) : null}
      </span>
    </span>
  )
}

export const WaitingRows = ({
  lines,
  back,
  mayWrite,
  me,
  primary,
}: {
  readonly lines: readonly Line[]
  /** Where an act comes back to. */
  readonly back: string
  readonly mayWrite: boolean
  /** The reader's own account: „на мен“. */
  readonly me?: string
  /** The first row's main act is the page's primary one. */
  readonly primary?: boolean
}) => (
  <ul class="inbox waiting" data-keys="li">
    {lines.map((line, index) => (
      <li id={keyText(line)} data-version={String(line.version)} data-what={line.what} data-to={line.assignedTo ?? undefined}>
        <span class="mark">
          <Dot state={line.dot} />
        </span>
        <span>
          <a class="what plain" href={line.href} lang={langOf(line)}>
            {line.what}
          </a>
          {line.country === undefined ? null : (
            <>
              {' '}
              <Flag country={line.country} />
            </>
          )}
        </span>
        <span class="why">
          {joined([
            ...(line.asleep && line.snoozedUntil !== null
              ? [<span class="soon strong">{m.today_comes_back({ day: dayInWords(line.snoozedUntil) })}</span>]
              : []),
            ...line.why.map((why) => <Reason why={why} />),
            ...(line.assignedTo === null
              ? []
              : [<span class="strong">{line.assignedTo === me ? m.today_with_me() : m.today_with({ name: line.assignedName ?? '' })}</span>]),
          ])}
        </span>
        {mayWrite ? <Acts line={line} back={back} primary={primary === true && index === 0} /> : null}
      </li>
    ))}
  </ul>
)

// ---- the forms -------------------------------------------------------------------------------------------------------

type FormProps = {
  readonly shell: Shell
  readonly line: Line
  readonly back: string
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

const About = ({ line }: { readonly line: Line }) => (
  <p class="note">
    <span class="strong" lang={langOf(line)}>
      {line.what}
    </span>
    <br />
    {joined(line.why.map((why) => <Reason why={why} />))}
  </p>
)

const crumbs = (text: string) => [{ text: m.today_title(), href: addresses.today() }, { text }]

export const SnoozePage = ({ shell, line, back, body, today, faults = [], conflict }: FormProps & { readonly today: string }) => (
  <OfficePage shell={shell} title={m.today_snooze_title()} nav="today" failed={faults.length > 0} crumbs={crumbs(m.today_snooze_title())}>
    <ErrorSummary errors={faults} />
    {conflict ? <ConflictPanel {...conflict} /> : null}
    <About line={line} />
    <form class="form" method="post" action={addresses.waitingSnooze({ row: keyText(line) })} novalidate>
      <Hidden line={line} back={back} />
      <Radios
        name="until"
        label={m.today_snooze_until()}
        hint={m.today_snooze_hint()}
        value={typed(body, 'until') || 'tomorrow'}
        options={SNOOZES.map((value) => ({ value, label: snoozeName(value, today) }))}
        error={errorOf(faults, 'until')}
      />
      <TextField name="day" type="date" label={m.today_snooze_which_day()} optional value={typed(body, 'day')} error={errorOf(faults, 'day')} />
      <SubmitRow text={m.today_snooze()} cancel={back} />
    </form>
  </OfficePage>
)

type Person = { readonly id: string; readonly name: string }

const nameOf = ({ id, name }: Person, me: string): string => (id === me ? m.today_assign_me({ name }) : name)

export const AssignPage = ({
  shell,
  line,
  back,
  body,
  officers,
  me,
  faults = [],
  conflict,
}: FormProps & { readonly officers: readonly Person[]; readonly me: string }) => (
  <OfficePage shell={shell} title={m.today_assign_title()} nav="today" failed={faults.length > 0} crumbs={crumbs(m.today_assign_title())}>
    <ErrorSummary errors={faults} />
    {conflict ? <ConflictPanel {...conflict} /> : null}
    <About line={line} />
    <form class="form" method="post" action={addresses.waitingAssignment({ row: keyText(line) })} novalidate>
      <Hidden line={line} back={back} />
      <Radios
        name="to"
        label={m.today_assign_to()}
        value={'to' in body ? typed(body, 'to') : (line.assignedTo ?? me)}
        options={[...officers.map((one) => ({ value: one.id, label: nameOf(one, me) })), { value: '', label: m.today_assign_nobody() }]}
        error={errorOf(faults, 'to')}
      />
      <SubmitRow text={m.today_assign()} cancel={back} />
    </form>
  </OfficePage>
)

/** The same two forms as dialogs of the day's page; the island fills in which row is meant. Without script they stay closed. */
export const WaitingDialogs = ({
  officers,
  me,
  today,
  back,
}: {
  readonly officers: readonly Person[]
  readonly me: string
  readonly today: string
  readonly back: string
}) => (
  <>
    <dialog class="ds-dialog pick" id="snooze-dialog" aria-labelledby="snooze-h">
      <form method="post" data-act>
        <h2 id="snooze-h">{m.today_snooze_title()}</h2>
        <p class="sub" data-what></p>
        <HiddenVersion version={0} />
        <input type="hidden" name="back" value={back} />
        <div class="choices">
          {SNOOZES.filter((choice) => choice !== 'day').map((choice, index) => (
            <Choice name="until" value={choice} number={index + 1} text={snoozeName(choice, today)} />
          ))}
        </div>
        <p class="row">
          <label>
            {m.today_snooze_which_day()} <input class="ds-input" type="date" name="day" min={nextDay(today)} max={monthsAfter(today, LONGEST_SNOOZE)} />
          </label>
          <button class="ds-button" data-size="sm" data-variant="secondary" name="until" value="day">
            {m.today_snooze()}
          </button>
        </p>
        <p class="sub">{m.today_snooze_hint()}</p>
        <Shut />
      </form>
    </dialog>
    <dialog class="ds-dialog pick" id="assign-dialog" aria-labelledby="assign-h">
      <form method="post" data-act>
        <h2 id="assign-h">{m.today_assign_title()}</h2>
        <p class="sub" data-what></p>
        <HiddenVersion version={0} />
        <input type="hidden" name="back" value={back} />
        <div class="choices">
          {[...officers.filter(({ id }) => id === me), ...officers.filter(({ id }) => id !== me)].map((one, index) => (
            <Choice name="to" value={one.id} number={index + 1} text={nameOf(one, me)} />
          ))}
          <Choice name="to" value="" number={0} text={m.today_assign_nobody()} />
        </div>
        <Shut />
      </form>
    </dialog>
  </>
)

const Choice = ({ name, value, number, text }: { readonly name: string; readonly value: string; readonly number: number; readonly text: string }) => (
  <button class="ds-button" data-variant="secondary" name={name} value={value} data-choice={number > 9 ? undefined : String(number)}>
    {number > 9 ? null : <kbd aria-hidden="true">{number}</kbd>}
    <span>{text}</span>
  </button>
)

const Shut = () => (
  <p>
    <button class="ds-button" data-size="sm" data-variant="tertiary" type="button" data-shut>
      {m.ui_cancel()}
    </button>
  </p>
)

// ---- other pages -----------------------------------------------------------------------------------------------------

export const SnoozedPage = ({ shell, lines, mayWrite }: { readonly shell: Shell; readonly lines: readonly Line[]; readonly mayWrite: boolean }) => (
  <OfficePage
    shell={shell}
    title={m.today_snoozed_title()}
    nav="today"
    crumbs={crumbs(m.today_snoozed_title())}
    lead={m.today_snoozed_lead()}
    islands={['waiting.js']}
  >
    {lines.length === 0 ? (
      <EmptyState title={m.today_snoozed_none()} text={m.today_snoozed_none_text()} actions={<a href={addresses.today()}>{m.today_back()}</a>} />
    ) : (
      <div class="read-wide">
        <WaitingRows lines={lines} back={addresses.waitingSnoozed()} mayWrite={mayWrite} />
      </div>
    )}
  </OfficePage>
)

export const GonePage = ({ shell }: { readonly shell: Shell }) => (
  <OfficePage shell={shell} title={m.today_waiting_gone()} nav="today" crumbs={crumbs(m.today_waiting_gone())}>
    <EmptyState
      title={m.today_gone_title()}
      text={m.today_gone_text()}
      actions={
        <a class="ds-button" href={addresses.today()}>
          {m.today_back()}
        </a>
      }
    />
  </OfficePage>
)
