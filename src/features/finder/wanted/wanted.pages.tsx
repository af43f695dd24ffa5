// The form of „partner wanted“, with the languages in which it is public beside it.
import { addresses } from '#addresses'
import { countryChoices, countryName, textLanguageName } from '#features/organisations/naming.ts'
import { fieldOptions, fieldsInWords } from '#features/partnerships/field.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayIn } from '#platform/clock.ts'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { currentLanguage, isSiteLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { asTyped, isStale, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, FieldGroup, fieldId, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import {
  isOver,
  MOST_COUNTRIES,
  publicLanguages,
  sizeInWords,
  SOUGHT_TYPES,
  soughtName,
  WANTED_TEXTS,
  type WantedProfile,
  type WantedText,
  wantedTextName,
} from './wanted.ts'
import { FinderTabs } from '../finder.pages.tsx'

export type WantedFormProps = {
  readonly shell: Shell
  /** The version the form carries, and the one that stands. 0: nobody wrote one yet. */
  readonly version: number
  readonly standing: number
  readonly profile: WantedProfile
  /** In which the office may write, and in which its site is read. */
  readonly languages: readonly string[]
  readonly siteLanguages: readonly SiteLanguage[]
  /** Whether whoever reads it has an address to write to. */
  readonly answerable: boolean
  readonly today: string
  readonly zone: string
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
  readonly recordId: string
}

export const bodyOfWanted = (profile: WantedProfile): FormBody => ({
  ...Object.fromEntries(WANTED_TEXTS.map((name) => [name, asTyped(profile[name]) as FormBody])),
  types: [...profile.types],
  fields: [...profile.fields],
  countries: [...profile.countries],
  sizeFrom: profile.sizeFrom === null ? '' : String(profile.sizeFrom),
  sizeTo: profile.sizeTo === null ? '' : String(profile.sizeTo),
  email: profile.email,
  phone: profile.phone,
  until: boxesOf(profile.until) as FormBody,
})

const hints: Readonly<Record<WantedText, () => string>> = {
  about: () => m.finder_wanted_about_hint(),
  offers: () => m.finder_wanted_offers_hint(),
  seeks: () => m.finder_wanted_seeks_hint(),
  regions: () => m.finder_wanted_regions_hint(),
  contact: () => m.finder_wanted_contact_hint(),
}

/** So many empty boxes stand ready for one country more. */
const EMPTY_BOXES = 3

const Countries = ({ chosen, error }: { readonly chosen: readonly string[]; readonly error: string | undefined }) => {
  const options = countryChoices()
  const boxes = [...chosen.filter((code) => code !== ''), ...Array.from({ length: EMPTY_BOXES }, () => '')].slice(0, MOST_COUNTRIES)
  return (
    <FieldGroup name="countries" label={m.finder_wanted_countries()} hint={m.finder_wanted_countries_hint()} error={error}>
      <div class="row">
        {boxes.map((code, index) => (
          <Select
            name={`countries.${index}`}
            label={m.finder_wanted_country_number({ number: index + 1 })}
            empty={m.finder_wanted_country_none()}
            options={options}
            value={code}
            optional
          />
        ))}
      </div>
    </FieldGroup>
  )
}

const Form = ({ version, profile, languages, body, faults = [] }: WantedFormProps) => {
  const text = (name: WantedText, rows?: number) => (
    <LocalTextField
      name={name}
      label={wantedTextName(name)}
      hint={hints[name]()}
      texts={textBoxes(body, name, languages, profile[name])}
      errors={faults}
      multiline={rows !== undefined}
      {...(rows === undefined ? {} : { rows })}
      optional
    />
  )
  const people = (name: 'sizeFrom' | 'sizeTo', label: string) => (
    <TextField
      name={name}
      label={label}
      letters={10}
      inputmode="numeric"
      value={typed(body, name)}
      error={errorOf(faults, name)}
      optional
      unit={m.finder_wanted_people()}
    />
  )
  return (
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.finderWanted()} novalidate>
      <HiddenVersion version={version} />
      {text('about', 8)}
      {text('offers', 5)}
      <Checkboxes
        name="types"
        label={m.finder_wanted_types()}
        optional
        values={typedList(body, 'types')}
        options={SOUGHT_TYPES.map((value) => ({ value, label: soughtName(value) }))}
        error={errorOf(faults, 'types')}
      />
      <Checkboxes
        name="fields"
        label={m.finder_wanted_fields()}
        optional
        twoColumns
        values={typedList(body, 'fields')}
        options={fieldOptions(currentLanguage())}
        error={errorOf(faults, 'fields')}
      />
      <Countries chosen={typedList(body, 'countries')} error={errorOf(faults, 'countries')} />
      {text('regions')}
      <FieldGroup name="size" label={m.finder_wanted_size()}>
        <div class="row">
          {people('sizeFrom', m.finder_wanted_size_from())}
          {people('sizeTo', m.finder_wanted_size_to())}
        </div>
      </FieldGroup>
      {text('seeks', 5)}
      {text('contact', 2)}
      <TextField
        name="email"
        label={m.finder_wanted_email()}
        hint={m.finder_wanted_email_hint()}
        type="email"
        value={typed(body, 'email')}
        error={errorOf(faults, 'email')}
        optional
      />
      <TextField name="phone" label={m.finder_wanted_phone()} type="tel" value={typed(body, 'phone')} error={errorOf(faults, 'phone')} optional />
      <DateOfAnyPrecision
        exact
        name="until"
        label={m.finder_wanted_until()}
        hint={m.finder_wanted_until_hint()}
        value={typedBoxes(body, 'until')}
        error={errorOf(faults, 'until')}
        optional
      />
      <SubmitRow cancel={addresses.finder()} />
    </form>
  )
}

/** How far the profile is in a language: what is missing, what the original has outrun. */
function stateIn(profile: WantedProfile, language: string): string {
  const missing = WANTED_TEXTS.filter((name) => Object.keys(profile[name].in).length > 0 && profile[name].in[language] === undefined)
  if (profile.about.in[language] === undefined) return m.finder_wanted_state_none()
  const outrun = WANTED_TEXTS.filter((name) => isStale(profile[name], language))
  const said = [
    ...(missing.length === 0 ? [] : [m.finder_wanted_state_missing({ texts: missing.map(wantedTextName).join(', ') })]),
    ...(outrun.length === 0 ? [] : [m.finder_wanted_state_outrun({ texts: outrun.map(wantedTextName).join(', ') })]),
  ]
  return said.length === 0 ? m.finder_wanted_state_whole() : said.join(' ')
}

const Button = ({
  action,
  version,
  text,
  label,
  quiet,
}: {
  readonly action: string
  readonly version: number
  readonly text: string
  readonly label: string
  readonly quiet?: boolean
}) => (
  <form method="post" action={action}>
    <input type="hidden" name="version" value={String(version)} />
    <button class="ds-button" data-size="sm" data-variant={quiet === true ? 'secondary' : 'primary'} aria-label={label}>
      {text}
    </button>
  </form>
)

const Languages = ({ shell, standing, profile, siteLanguages, zone }: WantedFormProps) => {
  const shown = [...new Set([...siteLanguages, ...publicLanguages(profile)])]
  return (
    <Section id="languages" title={m.finder_wanted_public_in()}>
      <p class="sub">{m.finder_wanted_public_hint()}</p>
      <Table
        caption={m.finder_wanted_public_in()}
        rows={shown.map((language) => ({ language, name: textLanguageName(language), since: profile.publishedIn[language] }))}
        columns={[
          { head: m.finder_wanted_language(), cell: ({ name }) => name },
          {
            head: m.finder_wanted_state(),
            cell: ({ language }) => [stateIn(profile, language), ...(siteLanguages.includes(language) ? [] : [m.finder_wanted_state_unread()])].join(' '),
          },
          {
            head: m.finder_wanted_public(),
            cell: ({ since }) =>
              since === undefined ? m.finder_wanted_public_not() : m.finder_wanted_public_since({ day: dayInWords(dayIn(new Date(since), zone)) }),
          },
          {
            head: m.finder_wanted_deed(),
            cell: ({ language, name, since }) => (
              <div class="row">
                <a href={addresses.finderWantedPreview({ language })} aria-label={m.finder_wanted_preview_in({ language: name })}>
                  {m.finder_wanted_preview()}
                </a>
                {shell.role !== 'officer' ? null : since !== undefined ? (
                  <Button
                    quiet
                    action={addresses.finderWantedWithdrawal({ language })}
                    version={standing}
                    text={m.finder_wanted_withdraw()}
                    label={m.finder_wanted_withdraw_in({ language: name })}
                  />
                ) : profile.about.in[language] === undefined ? null : (
                  <Button
                    action={addresses.finderWantedPublication({ language })}
                    version={standing}
                    text={m.finder_wanted_publish()}
                    label={m.finder_wanted_publish_in({ language: name })}
                  />
                )}
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** For whoever may only read. */
const Written = ({ profile }: { readonly profile: WantedProfile }) => {
  const rows: readonly (readonly [string, string])[] = [
    [wantedTextName('about'), textIn(profile.about)],
    [wantedTextName('offers'), textIn(profile.offers)],
    [m.finder_wanted_types(), profile.types.map(soughtName).join(', ')],
    [m.finder_wanted_fields(), fieldsInWords(profile.fields)],
    [m.finder_wanted_countries(), profile.countries.map((code) => countryName(code)).join(', ')],
    [wantedTextName('regions'), textIn(profile.regions)],
    [m.finder_wanted_size(), sizeInWords(profile) ?? ''],
    [wantedTextName('seeks'), textIn(profile.seeks)],
    [wantedTextName('contact'), [textIn(profile.contact), profile.email, profile.phone].filter((one) => one !== '').join(', ')],
    [m.finder_wanted_until(), profile.until === null ? '' : dayInWords(profile.until)],
  ]
  return (
    <dl class="facts2">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  )
}

export const WantedFormPage = (props: WantedFormProps) => {
  const { shell, standing, profile, siteLanguages, answerable, today, faults = [], conflict, history, recordId } = props
  const open = publicLanguages(profile)
  const over = isOver(profile, today)
  const seen = siteLanguages.find((language) => language === shell.locale) ?? siteLanguages[0]
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_wanted_title()}
      failed={faults.length > 0 || conflict !== undefined}
      lead={m.finder_wanted_lead()}
      actions={
        open.length === 0 || over || seen === undefined || !isSiteLanguage(seen) ? undefined : (
          <a class="ds-button" data-variant="secondary" href={addresses.siteWanted({ lang: seen })}>
            {m.finder_wanted_see()}
          </a>
        )
      }
    >
      <FinderTabs part="wanted" />
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {open.length > 0 && over ? <p class="note">{m.finder_wanted_over_note({ day: dayInWords(profile.until!) })}</p> : null}
        {standing > 0 && !answerable ? (
          <p class="note">
            {shell.role === 'officer' ? <a href={`#${fieldId('contact')}`}>{m.finder_wanted_unreachable()}</a> : m.finder_wanted_unreachable()}
          </p>
        ) : null}
        {standing === 0 ? null : <Languages {...props} />}
        {shell.role === 'officer' ? <Form {...props} /> : standing === 0 ? <p>{m.finder_wanted_none()}</p> : <Written profile={profile} />}
        {history.length === 0 ? null : (
          <Section id="history" title={m.finder_wanted_history()}>
            <History entries={history} older={addresses.history({ thing: 'wanted_profile', id: recordId })} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

/** What stands above the page before it is public: the officer's words, in the officer's language. */
export const previewBand = (isPublic: boolean) => ({
  text: isPublic ? m.finder_wanted_preview_public() : m.finder_wanted_preview_note(),
  back: { href: addresses.finderWanted(), text: m.finder_wanted_preview_back() },
})
