// The office's letterhead: the form of what its papers begin with, and for readers what stands there.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { isEmptyText, textIn, type LocalText } from '#platform/texts/local-text.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, errorOf, ErrorSummary, FileField, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { Crest, Letterhead } from './letterhead.ts'

export type LetterheadProps = {
  readonly shell: Shell
  readonly letterhead: Letterhead
  /** The office's own, its first among them; papers may be in others too. */
  readonly languages: readonly string[]
  readonly version: number
  /** What was typed; absent when the form is opened. */
  readonly body?: FormBody
  readonly faults: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const LetterheadPage = (props: LetterheadProps) => {
  const { shell, letterhead, faults, conflict, history } = props
  return (
    <OfficePage
      shell={shell}
      title={m.accounts_letterhead_title()}
      nav="settings"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.accounts_letterhead_title() }]}
      lead={m.accounts_letterhead_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {shell.role === 'officer' ? <Form {...props} /> : <Read letterhead={letterhead} />}
        {history.length === 0 ? null : (
          <Section id="history" title={m.accounts_letterhead_history()}>
            <History entries={history} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

const CrestPicture = ({ crest, text }: { crest: Crest; text: LocalText }) => (
  <img
    class="crest"
    src={`${addresses.settingsCrest()}?of=${crest.hash.slice(0, 12)}`}
    width={Math.round((crest.width / crest.height) * 96)}
    height={96}
    alt={isEmptyText(text) ? m.accounts_letterhead_crest() : textIn(text)}
  />
)

const Form = ({ letterhead, languages, version, body, faults }: LetterheadProps) => {
  const offered = [...new Set([...languages, ...PAPER_LANGUAGES])]
  const boxes = (name: 'name' | 'address' | 'crestText') => textBoxes(body ?? {}, name, offered, letterhead[name])
  const line = (name: 'phone' | 'email' | 'web') => (body === undefined ? letterhead[name] : typed(body, name))
  const { crest } = letterhead
  return (
    <form class="form" method="post" action={addresses.settingsLetterhead()} enctype="multipart/form-data" novalidate>
      <HiddenVersion version={version} />
      <LocalTextField name="name" label={m.accounts_letterhead_name()} hint={m.accounts_letterhead_name_hint()} texts={boxes('name')} errors={faults} />
      <LocalTextField
        name="address"
        label={m.accounts_letterhead_address()}
        hint={m.accounts_letterhead_address_hint()}
        texts={boxes('address')}
        errors={faults}
        optional
      />
      <TextField
        name="phone"
        label={m.accounts_letterhead_phone()}
        hint={m.accounts_letterhead_phone_hint()}
        type="tel"
        value={line('phone')}
        error={errorOf(faults, 'phone')}
        optional
      />
      <TextField name="email" label={m.accounts_letterhead_email()} type="email" value={line('email')} error={errorOf(faults, 'email')} optional />
      <TextField
        name="web"
        label={m.accounts_letterhead_web()}
        hint={m.accounts_letterhead_web_hint()}
        inputmode="url"
        value={line('web')}
        error={errorOf(faults, 'web')}
        optional
      />
      {crest === null ? null : (
        <figure class="stack">
          <CrestPicture crest={crest} text={letterhead.crestText} />
          <figcaption class="sub">{m.accounts_letterhead_crest_now()}</figcaption>
        </figure>
      )}
      <FileField
        name="crest"
        label={m.accounts_letterhead_crest()}
        hint={m.accounts_letterhead_crest_hint()}
        accept=".png,.jpg,.jpeg,.webp,.gif"
        error={errorOf(faults, 'crest')}
        optional
      />
      {crest === null ? null : (
        <Checkbox
          name="noCrest"
          label={m.accounts_letterhead_crest_none()}
          hint={m.accounts_letterhead_crest_none_hint()}
          checked={body !== undefined && typed(body, 'noCrest') === 'yes'}
        />
      )}
      <LocalTextField
        name="crestText"
        label={m.accounts_letterhead_crest_text()}
        hint={m.accounts_letterhead_crest_text_hint()}
        texts={boxes('crestText')}
        errors={faults}
        optional
      />
      <SubmitRow cancel={addresses.settings()} />
    </form>
  )
}

const Read = ({ letterhead: { name, address, phone, email, web, crest, crestText } }: { letterhead: Letterhead }) => {
  const rows: readonly (readonly [string, string])[] = [
    [m.accounts_letterhead_name(), textIn(name)],
    [m.accounts_letterhead_address(), textIn(address)],
    [m.accounts_letterhead_phone(), phone],
    [m.accounts_letterhead_email(), email],
    [m.accounts_letterhead_web(), web],
  ]
  return (
    <>
      {crest === null ? null : <CrestPicture crest={crest} text={crestText} />}
      <dl class="facts2">
        {rows.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value === '' ? <span class="sub">{m.accounts_letterhead_unknown()}</span> : value}</dd>
          </>
        ))}
      </dl>
    </>
  )
}
