// Letters of a visit: their list in the preparation, the form that composes one, one in its languages side by side, and its editing.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName, languageChoices, languageName } from '#features/organisations/naming.ts'
import { roleName } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, isEmptyText, isStale, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Tag } from '#ui/badges.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import type { VisitWhole } from '../visit.queries.ts'
import { LetterFiles } from '../papers/paper.pages.tsx'
import type { LetterGap, Remarks } from './gaps.ts'
import { whenInLetter } from './letter-day.ts'
import { LETTER_KINDS, LETTER_LANGUAGES, letterKindName } from './letter.ts'
import { NO_ADDRESS } from './mailing.ts'
import type { Addressee, LetterRow } from './letter.queries.ts'

const SentTag = ({ letter }: { readonly letter: LetterRow }) =>
  letter.sentOn === null ? (
    <Tag tone="soon">{m.visits_letter_draft()}</Tag>
  ) : (
    <Tag tone="kept">
      {letter.mailedTo === ''
        ? m.visits_letter_sent({ day: dayInWords(letter.sentOn) })
        : m.visits_letter_sent_to({ day: dayInWords(letter.sentOn), to: letter.mailedTo })}
    </Tag>
  )

/** „Писма“ in the preparation. */
export const Letters = ({ visitId, rows, mayWrite }: { readonly visitId: string; readonly rows: readonly LetterRow[]; readonly mayWrite: boolean }) => (
  <Section
    id="letters"
    title={m.visits_letters_title()}
    count={rows.length === 0 ? null : rows.length}
    more={mayWrite ? { href: addresses.visitLetterNew({ id: visitId }), text: m.visits_letter_new() } : undefined}
  >
    {rows.length === 0 ? (
      <p class="sub">{m.visits_letters_none()}</p>
    ) : (
      <Table
        caption={m.visits_letters_title()}
        rows={rows}
        columns={[
          {
            head: m.visits_letter_field_subject(),
            cell: (one) => (
              <>
                <a class="plain strong" href={addresses.visitLetter({ id: visitId, letter: one.id })}>
                  {textIn(one.subject)}
                </a>
                <br />
                <span class="sub">{letterKindName(one.kind)}</span>
              </>
            ),
          },
          {
            head: m.visits_letter_field_to(),
            cell: (one) => [one.organisation, one.person].flatMap((named) => (named === null ? [] : [displayName(named)])).join(' · '),
          },
          { head: m.visits_field_languages(), cell: (one) => Object.keys(one.body.in).map(languageName).join(', ') },
          { head: m.visits_column_state(), cell: (one) => <SentTag letter={one} /> },
        ]}
      />
    )}
  </Section>
)

type Framed = { readonly shell: Shell; readonly visit: Pick<VisitWhole, 'event' | 'visit' | 'partners'> }

export const crumbsOf = ({ event }: Framed['visit'], last: string, href?: string) => [
  { text: m.visits_title(), href: addresses.visits() },
  { text: textIn(event.title), href: addresses.visit({ id: event.id }) },
  { text: m.visits_tab_preparation(), href: addresses.visitPreparation({ id: event.id }) },
  href === undefined ? { text: last } : { text: last, href },
]

export type NewLetterProps = Framed & {
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly people: readonly Addressee[]
}

export const NewLetterPage = ({ shell, visit, body, faults = [], people }: NewLetterProps) => {
  const { id } = visit.event
  return (
    <OfficePage
      shell={shell}
      title={m.visits_letter_new()}
      nav="events"
      failed={faults.length > 0}
      crumbs={crumbsOf(visit, m.visits_letter_new())}
      lead={m.visits_letter_new_lead()}
    >
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" action={addresses.visitLetters({ id })} novalidate>
        <Radios
          name="kind"
          label={m.visits_letter_field_kind()}
          value={typed(body, 'kind')}
          options={LETTER_KINDS.map((value) => ({ value, label: letterKindName(value) }))}
          error={errorOf(faults, 'kind')}
        />
        <Select
          name="organisation"
          label={m.visits_letter_field_to()}
          value={typed(body, 'organisation')}
          options={visit.partners.map((one) => ({ value: one.organisationId, label: displayName(one) }))}
          error={errorOf(faults, 'organisation')}
        />
        <Select
          name="person"
          label={m.visits_letter_field_person()}
          hint={m.visits_letter_hint_person()}
          optional
          empty={m.visits_letter_nobody()}
          value={typed(body, 'person')}
          options={people.map((one) => ({
            value: one.id,
            label: `${displayName(one)}, ${isEmptyText(one.role) ? roleName(one.post) : textIn(one.role)}`,
          }))}
          error={errorOf(faults, 'person')}
        />
        <Checkboxes
          name="languages"
          label={m.visits_letter_field_languages()}
          twoColumns
          options={languageChoices(LETTER_LANGUAGES)}
          values={typedList(body, 'languages')}
          error={errorOf(faults, 'languages')}
        />
        <SubmitRow text={m.visits_letter_compose()} cancel={addresses.visitPreparation({ id })} />
      </form>
    </OfficePage>
  )
}

const partNames: Readonly<Record<LetterGap['part'], () => string>> = {
  subject: m.visits_letter_gap_subject,
  occasion: m.visits_letter_gap_occasion,
  purpose: m.visits_letter_gap_purpose,
  signatory: m.visits_letter_gap_signatory,
}

type GapsProps = {
  readonly at: { readonly id: string; readonly letter: string }
  readonly remarks: Remarks
  readonly mayWrite: boolean
  /** Version of the letter, where a language may be composed anew from here. */
  readonly version?: number
}

const OldDay = ({ language, said, now }: Remarks['days'][number] & Pick<Remarks, 'now'>) => {
  const when = whenInLetter(currentLanguage(), now)
  const words = { language: languageName(language), said }
  return <>{when === '' ? m.visits_letter_gap_days_open(words) : m.visits_letter_gap_days({ ...words, when })}</>
}

/** Which days it says that are no longer so, what it says in one language and not in another, where to write it, and which translations the original has outrun; nothing where all agree. */
export const LetterGaps = ({ at, remarks: { gaps, stale, days, now, sent }, mayWrite, version }: GapsProps) => {
  const languages = [...new Set([...days, ...gaps].map(({ language }) => language).concat(stale))]
  const whereTo = ({ part, language }: LetterGap): string =>
    part === 'purpose'
      ? `${addresses.visitEdit({ id: at.id })}#${fieldId(`ourPurpose.${language}`)}`
      : `${addresses.visitLetterEdit(at)}#${fieldId(`${part}.${language}`)}`
  return languages.length === 0 ? null : (
    <div class="note no-print" id="gaps">
      <p>{sent ? m.visits_letter_gaps_sent() : m.visits_letter_gaps()}</p>
      <ul>
        {languages.map((language) => {
          const own = gaps.filter((gap) => gap.language === language)
          const old = days.find((one) => one.language === language)
          const anew = !sent && (old !== undefined || own.some(({ why }) => why === 'left-out'))
          return (
            <>
              {old === undefined ? null : (
                <li>
                  <OldDay {...old} now={now} />{' '}
                  {mayWrite && !sent && version === undefined ? <a href={`${addresses.visitLetter(at)}#gaps`}>{m.visits_letter_gap_days_look()}</a> : null}
                </li>
              )}
              {own.map((gap) => (
                <li>
                  {gap.why === 'left-out'
                    ? m.visits_letter_gap_left_out({ part: partNames[gap.part](), language: languageName(language) })
                    : m.visits_letter_gap_unwritten({ part: partNames[gap.part](), language: languageName(language) })}{' '}
                  {mayWrite ? <a href={whereTo(gap)}>{m.visits_letter_gap_write()}</a> : null}
                </li>
              ))}
              {stale.includes(language) ? (
                <li>
                  {m.visits_letter_gap_stale({ language: languageName(language) })}{' '}
                  {mayWrite ? <a href={`${addresses.visitLetterEdit(at)}#${fieldId(`body.${language}`)}`}>{m.visits_letter_gap_look()}</a> : null}
                </li>
              ) : null}
              {anew && mayWrite && version !== undefined ? (
                <li>
                  <form method="post" action={addresses.visitLetterAnew(at)}>
                    <HiddenVersion version={version} />
                    <button class="ds-button" data-variant="secondary" data-size="sm" name="language" value={language}>
                      {m.visits_letter_anew({ language: languageName(language) })}
                    </button>
                  </form>
                </li>
              ) : null}
            </>
          )
        })}
      </ul>
      {sent && mayWrite ? (
        <p>
          <a href={addresses.visitLetterNew({ id: at.id })}>{m.visits_letter_new()}</a>
        </p>
      ) : null}
    </div>
  )
}

export type LetterPageProps = Framed & {
  readonly letter: LetterRow
  readonly remarks: Remarks
  /** Where the mail stands by which it left; null: it left another way, or not yet. */
  readonly mailState: Child
}

export const LetterPage = ({ shell, visit, letter, remarks, mailState }: LetterPageProps) => {
  const at = { id: visit.event.id, letter: letter.id }
  const mayWrite = shell.role === 'officer'
  const title = textIn(letter.subject)
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="events"
      crumbs={crumbsOf(visit, letterKindName(letter.kind))}
      lead={
        <>
          <SentTag letter={letter} /> {[letter.organisation, letter.person].flatMap((named) => (named === null ? [] : [displayName(named)])).join(' · ')}
          {letter.number === '' ? null : ` · № ${letter.number}`}
        </>
      }
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.visitLetterEdit(at)}>
              {m.visits_edit()}
            </a>
            <a class="ds-button" data-variant={letter.sentOn === null ? undefined : 'secondary'} href={addresses.visitLetterMail(at)}>
              {m.visits_letter_mail()}
            </a>
            <form method="post" action={addresses.visitLetterSending(at)}>
              <HiddenVersion version={letter.version} />
              <button class="ds-button" data-variant="secondary" name="sent" value={letter.sentOn === null ? 'yes' : ''}>
                {letter.sentOn === null ? m.visits_letter_mark_sent() : m.visits_letter_mark_unsent()}
              </button>
            </form>
          </>
        ) : null
      }
    >
      <div class="stack">
        {mailState}
        <LetterGaps at={at} remarks={remarks} mayWrite={mayWrite} version={letter.version} />
        <p class="row no-print">
          <LetterFiles {...at} title={title} several={Object.keys(letter.body.in).length > 1} />
        </p>
        <div class="letters">
          {Object.keys(letter.body.in).map((language) => (
            <article lang={language} aria-label={languageName(language)}>
              <p class="sub no-print" lang={shell.locale}>
                {languageName(language)}
                {isStale(letter.body, language) ? <span class="soon"> · {m.visits_letter_stale()}</span> : null}
              </p>
              <h2>{letter.subject.in[language]?.text ?? ''}</h2>
              <p class="prose said">{letter.body.in[language]!.text}</p>
              {letter.signed[language] === '' ? null : <p class="prose said signed">{letter.signed[language]}</p>}
            </article>
          ))}
        </div>
      </div>
    </OfficePage>
  )
}

export type LetterFormProps = Framed & {
  readonly letter: LetterRow
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

/** Where one goes on from the text: to the mailing page with the address that was typed there, if one came from it; else to the letter. */
export const afterEditing = (at: { readonly id: string; readonly letter: string }, mail: string): string =>
  mail === '' ? addresses.visitLetter(at) : addresses.visitLetterMail(at, { to: mail === NO_ADDRESS ? undefined : mail })

export const LetterFormPage = ({ shell, visit, letter, version, body, faults = [], conflict }: LetterFormProps) => {
  const at = { id: visit.event.id, letter: letter.id }
  // Each language it was composed in stands open; another box would only be in the way.
  const own = Object.keys(letter.body.in)
  const languages = own.length > 1 ? own : [...new Set([...own, ...visit.visit.languages])]
  const texts = (name: 'subject' | 'body' | 'signatory' | 'occasion', label: string, multiline: boolean, hint?: string) => (
    <LocalTextField
      name={name}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      optional={name === 'signatory' || name === 'occasion'}
      multiline={multiline}
      // A letter that leaves in two languages is read in both before it does.
      open={Object.keys(letter.body.in).length > 1}
      texts={textBoxes(body, name, languages, letter[name])}
      errors={faults}
    />
  )
  return (
    <OfficePage
      shell={shell}
      title={textIn(letter.subject)}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[...crumbsOf(visit, letterKindName(letter.kind)), { text: m.visits_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form letter-form" method="post" action={addresses.visitLetterEdit(at)} novalidate>
        <HiddenVersion version={version} />
        {typed(body, 'mail') === '' ? null : <input type="hidden" name="mail" value={typed(body, 'mail')} />}
        {texts('subject', m.visits_letter_field_subject(), false)}
        {texts('body', m.visits_letter_field_body(), true, m.visits_letter_hint_body())}
        {texts('signatory', m.visits_letter_field_signatory(), true, m.visits_letter_hint_signatory())}
        {texts('occasion', m.visits_letter_field_occasion(), false, m.visits_letter_hint_occasion())}
        <TextField
          name="number"
          label={m.visits_letter_field_number()}
          hint={m.visits_letter_hint_number()}
          optional
          maxlength={100}
          value={typed(body, 'number')}
          error={errorOf(faults, 'number')}
        />
        <DateOfAnyPrecision
          name="sentOn"
          label={m.visits_letter_field_sent_on()}
          hint={m.visits_hint_exact_day()}
          optional
          exact
          value={typedBoxes(body, 'sentOn')}
          error={errorOf(faults, 'sentOn')}
        />
        <SubmitRow cancel={afterEditing(at, typed(body, 'mail'))} />
      </form>
      <Removal action={addresses.visitLetterRemoval(at)} version={version} text={m.visits_letter_remove()} />
    </OfficePage>
  )
}

export const bodyOfLetter = (letter: LetterRow): FormBody => {
  const { day = '', month = '', year = '' } = boxesOf(letter.sentOn)
  return {
    subject: asTyped(letter.subject),
    body: asTyped(letter.body),
    signatory: asTyped(letter.signatory),
    occasion: asTyped(letter.occasion),
    number: letter.number,
    sentOn: { day, month, year },
  }
}
