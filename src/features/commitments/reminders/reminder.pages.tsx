// The office's reminders as a page of its settings: to whom and when, which partners without looking first, and what would go out next.
import { addresses } from '#addresses'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { stateName } from '#features/post/post.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, Checkboxes, errorOf, ErrorSummary, FieldGroup, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { LetterLanguage } from './courtesy.ts'
import type { PlannedLetter } from './planning.ts'
import type { LetterOfPromise, ReminderPartner } from './reminder.queries.ts'
import { type ReminderRules, scheduleInWords } from './reminder.ts'

/** A letter that would go out on `day`, with its words. */
export type ForeseenLetter = { readonly letter: PlannedLetter; readonly name: string; readonly subject: string; readonly text: string }

/** Promises and matters nobody can be reminded of, and why. */
export type Unreached = { readonly us: number; readonly them: number; readonly matters: number; readonly refused: number }

export type RemindersPageProps = {
  readonly shell: Shell
  /** Of the row the form was filled from; 0 while nobody decided anything. */
  readonly version: number
  readonly rules: ReminderRules
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly colleagues: readonly { readonly id: string; readonly name: string; readonly email: string }[]
  readonly partners: readonly ReminderPartner[]
  /** The next day on which letters are written, YYYY-MM-DD, and those as things stand now. */
  readonly day: string
  readonly letters: readonly ForeseenLetter[]
  readonly unreached: Unreached
  readonly history: readonly HistoryLine[]
}

export const bodyOfReminders = (rules: ReminderRules, standInId: string | null, trusted: ReadonlySet<string>): FormBody => {
  const schedule = ({ on, daysBefore, onDay, weeksApart, mostAfter }: ReminderRules['ours']): FormBody => ({
    on: on ? 'yes' : '',
    daysBefore: String(daysBefore),
    onDay: onDay ? 'yes' : '',
    weeksApart: String(weeksApart),
    mostAfter: String(mostAfter),
  })
  return { ours: schedule(rules.ours), theirs: schedule(rules.theirs), hour: String(rules.hour), standIn: standInId ?? '', trusted: [...trusted] }
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))

const ScheduleFields = ({ name, body, faults }: { readonly name: 'ours' | 'theirs'; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => {
  const number = (field: 'daysBefore' | 'weeksApart' | 'mostAfter', label: string, hint: string) => (
    <TextField
      name={`${name}.${field}`}
      label={label}
      hint={hint}
      letters={3}
      inputmode="numeric"
      value={typed(body, `${name}.${field}`)}
      error={errorOf(faults, `${name}.${field}`)}
    />
  )
  return (
    <>
      <Checkbox
        name={`${name}.on`}
        label={name === 'ours' ? m.commitments_reminders_ours_on() : m.commitments_reminders_theirs_on()}
        hint={name === 'ours' ? m.commitments_reminders_ours_hint() : m.commitments_reminders_theirs_hint()}
        checked={typed(body, `${name}.on`) !== ''}
      />
      <div class="pair">
        {number('daysBefore', m.commitments_reminders_days_before(), m.commitments_reminders_days_before_hint())}
        {number('weeksApart', m.commitments_reminders_weeks_apart(), m.commitments_reminders_weeks_apart_hint())}
      </div>
      <div class="pair">
        {number('mostAfter', m.commitments_reminders_most_after(), m.commitments_reminders_most_after_hint())}
        <div class="field">
          <Checkbox name={`${name}.onDay`} label={m.commitments_reminders_also_on_day()} checked={typed(body, `${name}.onDay`) !== ''} />
        </div>
      </div>
    </>
  )
}

export const RemindersPage = (props: RemindersPageProps) => {
  const { shell, version, rules, body, faults = [], conflict, colleagues, partners, history } = props
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.commitments_reminders_title()}
      nav="settings"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.ui_nav_settings(), href: addresses.settings() }]}
      lead={m.commitments_reminders_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {mayWrite ? (
          <form class="form" method="post" action={addresses.settingsReminders()} novalidate>
            <HiddenVersion version={version} />
            <FieldGroup name="ours" label={m.commitments_reminders_ours()}>
              <ScheduleFields name="ours" body={body} faults={faults} />
            </FieldGroup>
            <FieldGroup name="theirs" label={m.commitments_reminders_theirs()}>
              <ScheduleFields name="theirs" body={body} faults={faults} />
            </FieldGroup>
            {partners.length === 0 ? null : (
              <Checkboxes
                name="trusted"
                label={m.commitments_reminders_trusted()}
                hint={m.commitments_reminders_trusted_hint()}
                optional
                options={partners.map((one) => ({ value: one.id, label: displayName(one) }))}
                values={typedList(body, 'trusted')}
                twoColumns
              />
            )}
            <div class="pair">
              <Select
                name="standIn"
                label={m.commitments_reminders_stand_in()}
                hint={m.commitments_reminders_stand_in_hint()}
                optional
                value={typed(body, 'standIn')}
                empty={m.commitments_reminders_nobody()}
                options={colleagues.map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))}
                error={errorOf(faults, 'standIn')}
              />
              <Select
                name="hour"
                label={m.commitments_reminders_hour()}
                hint={m.commitments_reminders_hour_hint()}
                value={typed(body, 'hour')}
                options={HOURS}
              />
            </div>
            <SubmitRow cancel={addresses.settings()} />
          </form>
        ) : (
          <>
            <dl class="facts">
              <dt>{m.commitments_reminders_ours()}</dt>
              <dd>{scheduleInWords(rules.ours)}</dd>
              <dt>{m.commitments_reminders_theirs()}</dt>
              <dd>{scheduleInWords(rules.theirs)}</dd>
            </dl>
            <p class="sub">{m.commitments_reminders_reader()}</p>
          </>
        )}
        <Foreseen {...props} />
        {history.length === 0 ? null : (
          <Section id="history" title={m.commitments_reminders_history()}>
            <History entries={history} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

const languageOf = (language: LetterLanguage): string => languageName(language === 'sr-Latn' ? 'sr' : language)

/** What would go out next as things stand now: who gets how many promises, and the very letter. */
const Foreseen = ({ day, letters, unreached }: RemindersPageProps) => (
  <Section
    id="foreseen"
    title={m.commitments_reminders_foreseen({ day: dayInWords(day, { weekday: true }) })}
    count={letters.length === 0 ? null : letters.length}
  >
    {letters.length === 0 ? (
      <p class="sub">{m.commitments_reminders_none()}</p>
    ) : (
      <ul class="letters">
        {letters.map(({ letter, name, subject, text }) => (
          <li>
            <p>
              <strong>{name === '' ? letter.address : name}</strong>
              {name === '' ? '' : `, ${letter.address}`}
            </p>
            <p class="sub">
              {[
                languageOf(letter.language),
                ...(letter.promises.length === 0 ? [] : [m.commitments_reminders_count({ count: letter.promises.length })]),
                ...(letter.who === 'us' && letter.matters.length > 0 ? [m.commitments_reminders_matters({ count: letter.matters.length })] : []),
                letter.held ? m.commitments_reminders_held() : m.commitments_reminders_at_once(),
              ].join(' · ')}
            </p>
            {letter.who === 'them'
              ? letter.untranslated.map(({ id, text: promise }) => (
                  <p class="note">
                    {m.commitments_reminders_untranslated({ language: languageOf(letter.language) })}{' '}
                    <a href={addresses.commitmentEdit({ id })}>{textIn(promise)}</a>
                  </p>
                ))
              : null}
            <details>
              <summary>{m.commitments_reminders_letter({ subject })}</summary>
              <pre class="letter" lang={letter.language}>
                {text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    )}
    {unreached.us > 0 ? <p class="note">{m.commitments_reminders_unreached_us({ count: unreached.us })}</p> : null}
    {unreached.them > 0 ? <p class="note">{m.commitments_reminders_unreached_them({ count: unreached.them })}</p> : null}
    {unreached.matters > 0 ? <p class="note">{m.commitments_reminders_unreached_matters({ count: unreached.matters })}</p> : null}
    {unreached.refused > 0 ? <p class="note">{m.commitments_reminders_refused({ count: unreached.refused })}</p> : null}
  </Section>
)

/** On a promise's page: who was reminded of it, when, and what became of the letter; nothing where nobody was. */
export const LettersSection = ({ letters }: { readonly letters: readonly LetterOfPromise[] }) =>
  letters.length === 0 ? null : (
    <Section id="letters" title={m.commitments_reminders_written()} count={letters.length}>
      <ul class="letters">
        {letters.map(({ mailId, who, writtenOn, to, toName, state }) => (
          <li>
            <p>
              <a href={addresses.letter({ id: mailId })}>{dayInWords(writtenOn)}</a>, {toName === '' ? to : `${toName}, ${to}`}
            </p>
            <p class="sub">{[who === 'us' ? m.commitments_reminders_to_us() : m.commitments_reminders_to_them(), stateName(state)].join(' · ')}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
