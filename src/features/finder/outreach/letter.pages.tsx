// The pages of one letter to a town: drafting the first, changing its words, and letting it leave.
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkbox, errorOf, ErrorSummary, FieldGroup, HiddenVersion, Radios, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { Origin, townName } from '../shortlist/candidate.pages.tsx'
import type { JudgedTownView } from '../shortlist/candidate.queries.ts'
import type { ApproachView } from './approach.queries.ts'
import { LetterBeside, outreachCrumbs, type Reading, ReadingNote } from './approach.pages.tsx'
import { type Letter, wayName, WAYS, type Which, whichName } from './approach.ts'
import { ADDRESSED, type Addressed, type letterLanguageOf } from './letter.ts'

const addressedNames: Readonly<Record<Addressed, () => string>> = {
  unknown: () => m.finder_outreach_new_addressed_unknown(),
  he: () => m.finder_outreach_new_addressed_he(),
  she: () => m.finder_outreach_new_addressed_she(),
}

const languageHints: Readonly<Record<NewApproachProps['offered'], () => string>> = {
  own: () => m.finder_outreach_new_language_hint(),
  'one-of': () => m.finder_outreach_new_language_one_of(),
  none: () => m.finder_outreach_new_language_none(),
}

export type NewApproachProps = {
  readonly shell: Shell
  readonly candidate: JudgedTownView
  /** The country's own come first. */
  readonly languages: readonly string[]
  readonly offered: ReturnType<typeof letterLanguageOf>
  /** What to look at before one writes to that country; '' nothing. */
  readonly caution: string
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
}

export const NewApproachPage = ({ shell, candidate, languages, offered, caution, body, faults = [] }: NewApproachProps) => {
  const title = m.finder_outreach_new_title({ town: townName(candidate.place, candidate.placeId) })
  return (
    <OfficePage nav="finder" shell={shell} title={title} failed={faults.length > 0} crumbs={outreachCrumbs(title)} lead={m.finder_outreach_new_lead()}>
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {caution === '' ? null : <p class="note">{caution}</p>}
        <form class="form" method="post" action={addresses.finderOutreach()} novalidate>
          <input type="hidden" name="candidate" value={candidate.id} />
          <Select
            name="language"
            label={m.finder_outreach_field_language()}
            hint={languageHints[offered]()}
            value={typed(body, 'language')}
            error={errorOf(faults, 'language')}
            options={languages.map((value) => ({ value, label: languageName(value) }))}
          />
          <TextField
            name="mayor"
            label={m.finder_outreach_new_mayor()}
            hint={m.finder_outreach_new_mayor_hint()}
            optional
            maxlength={200}
            value={typed(body, 'mayor')}
            error={errorOf(faults, 'mayor')}
          />
          <Radios
            name="addressed"
            label={m.finder_outreach_new_addressed()}
            value={typed(body, 'addressed') || 'unknown'}
            error={errorOf(faults, 'addressed')}
            options={ADDRESSED.map((value) => ({ value, label: addressedNames[value]() }))}
          />
          <SubmitRow text={m.finder_outreach_new_do()} cancel={addresses.finderShortlist()} />
        </form>
        <Section id="origin" title={m.finder_outreach_origin_title()}>
          <Origin row={candidate} />
        </Section>
      </div>
    </OfficePage>
  )
}

export type LetterPageProps = {
  readonly shell: Shell
  readonly approach: ApproachView
  readonly which: Which
  readonly letter: Letter
  readonly reading: Reading
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const LetterPage = ({ shell, approach, which, letter, reading, version, body, faults = [], conflict }: LetterPageProps) => {
  const back = addresses.finderApproach({ id: approach.id })
  const name = townName(approach.place, approach.placeId)
  const title = m.finder_outreach_letter_edit_title({ letter: whichName(which), town: name })
  const field = (one: string) => ({ name: one, value: typed(body, one), error: errorOf(faults, one) })
  const { language } = approach
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={title}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[...outreachCrumbs(name, back), { text: whichName(which) }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      {letter.sentOn === null ? <ReadingNote {...reading} /> : <p class="note">{m.finder_outreach_letter_sent()}</p>}
      {approach.finding === null || approach.finding.reasons.length === 0 ? null : (
        <Section id="reasons" title={m.finder_outreach_origin_title()}>
          <p class="sub">{m.finder_outreach_reasons_ours()}</p>
          <Origin row={approach} />
        </Section>
      )}
      <form class="form wide" method="post" action={addresses.finderApproachLetter({ id: approach.id, which })} novalidate>
        <HiddenVersion version={version} />
        <TextArea {...field('recipient')} label={m.finder_outreach_recipient()} hint={m.finder_outreach_recipient_hint()} optional rows={3} lang={language} />
        <TextArea {...field('address')} label={m.finder_outreach_address()} optional rows={3} lang={language} />
        <TextField {...field('email')} type="email" inputmode="email" label={m.finder_outreach_email()} optional maxlength={320} />
        <div class="pair">
          <TextField {...field('subject')} label={m.finder_outreach_subject()} maxlength={240} lang={language} />
          <TextField {...field('oursSubject')} label={m.finder_outreach_ours_subject()} optional maxlength={240} lang={letter.ours.language} />
        </div>
        <div class="pair">
          <TextArea {...field('body')} label={m.finder_outreach_body()} hint={m.finder_outreach_body_hint()} rows={22} lang={language} />
          <TextArea
            {...field('oursBody')}
            label={m.finder_outreach_ours_body()}
            hint={m.finder_outreach_ours_hint()}
            optional
            rows={22}
            lang={letter.ours.language}
          />
        </div>
        <TextArea {...field('signatory')} label={m.finder_outreach_signatory()} hint={m.finder_outreach_signatory_hint()} optional rows={2} lang={language} />
        <SubmitRow cancel={back} />
      </form>
    </OfficePage>
  )
}

export type SendingPageProps = {
  readonly shell: Shell
  readonly approach: ApproachView
  readonly which: Which
  readonly letter: Letter
  readonly reading: Reading
  readonly mayMail: boolean
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
}

export const SendingPage = ({ shell, approach, which, letter, reading, mayMail, body, faults = [] }: SendingPageProps) => {
  const at = { id: approach.id, which }
  const back = addresses.finderApproach({ id: approach.id })
  const name = townName(approach.place, approach.placeId)
  const title = m.finder_outreach_send_title({ letter: whichName(which), town: name })
  const consent = errorOf(faults, 'consent')
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={title}
      failed={faults.length > 0}
      crumbs={[...outreachCrumbs(name, back), { text: m.finder_outreach_letter_send() }]}
      lead={m.finder_outreach_send_lead()}
    >
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        <ReadingNote {...reading} />
        {letter.signatory === '' ? <p class="note">{m.finder_outreach_unsigned()}</p> : null}
        <Section
          id="preview"
          title={m.finder_outreach_preview()}
          more={{ href: addresses.finderApproachPaper({ ...at, paper: 'letter.pdf' }), text: m.finder_outreach_letter_pdf() }}
        >
          <LetterBeside letter={letter} language={approach.language} />
          <p>
            <a href={addresses.finderApproachLetter(at)}>{m.finder_outreach_letter_edit()}</a>
          </p>
        </Section>
        {mayMail ? null : <p class="note">{m.finder_outreach_send_no_server()}</p>}
        <form class={mayMail ? 'form leaving' : 'form'} method="post" action={addresses.finderApproachSending(at)} novalidate>
          <HiddenVersion version={approach.version} />
          <Radios
            name="way"
            label={m.finder_outreach_send_way()}
            value={typed(body, 'way')}
            error={errorOf(faults, 'way')}
            options={WAYS.filter((way) => mayMail || way !== 'email').map((value) => ({ value, label: wayName(value) }))}
          />
          {mayMail ? (
            <TextField
              name="to"
              type="email"
              inputmode="email"
              label={m.finder_outreach_send_to()}
              hint={m.finder_outreach_send_to_hint()}
              optional
              maxlength={320}
              value={typed(body, 'to')}
              error={errorOf(faults, 'to')}
            />
          ) : null}
          <DateOfAnyPrecision
            name="sentOn"
            label={m.finder_outreach_send_day()}
            hint={m.finder_outreach_send_day_hint()}
            optional
            exact
            value={typedBoxes(body, 'sentOn')}
            error={errorOf(faults, 'sentOn')}
          />
          <TextField
            name="through"
            label={m.finder_outreach_send_through()}
            hint={m.finder_outreach_send_through_hint()}
            optional
            maxlength={300}
            value={typed(body, 'through')}
            error={errorOf(faults, 'through')}
          />
          <FieldGroup name="consent" label={m.finder_outreach_send_before()} error={consent}>
            <Checkbox name="consent" label={m.finder_outreach_send_consent()} checked={typed(body, 'consent') !== ''} />
          </FieldGroup>
          <div class="submit">
            {mayMail ? <button class="ds-button by-mail">{m.finder_outreach_send_do()}</button> : null}
            <button class="ds-button by-hand">{m.finder_outreach_send_note()}</button>
            <a class="ds-button" data-variant="tertiary" href={back}>
              {m.ui_cancel()}
            </a>
          </div>
        </form>
      </div>
    </OfficePage>
  )
}
