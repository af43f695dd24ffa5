// Coming in and the office's own settings, as pages.
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { OFFICE_TIME_ZONE } from '#platform/clock.ts'
import type { QueuedMail } from '#platform/mail/mail.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { PLACES_CREDIT } from '#features/places/place.ts'
import { Checkboxes, ErrorSummary, errorOf, Radios, Select, SubmitRow, TextField, type FieldError } from '#ui/fields.tsx'
import { BarePage, OfficePage } from '#ui/layout.tsx'
import type { BareShell, Shell } from '#ui/shell.ts'
import { ROLES, SHORTEST_PASSWORD, type Role } from './account.ts'
import type { Member } from './account.queries.ts'
import { LINK_MINUTES } from './session.ts'

const languageName = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
export const roleName = (role: Role): string => (role === 'officer' ? m.accounts_role_officer() : m.accounts_role_reader())

type Typed = Readonly<Record<string, string>>

export const SignInPage = (props: { shell: BareShell; next: string; errors?: readonly FieldError[]; typed?: Typed; withPassword?: boolean }) => (
  <BarePage shell={props.shell} title={m.accounts_sign_in_title()} lead={m.accounts_sign_in_lead()} failed={props.errors !== undefined}>
    <ErrorSummary errors={props.errors} />
    <form method="post" action={addresses.signIn()} class="form" novalidate>
      <input type="hidden" name="next" value={props.next} />
      <TextField
        name="email"
        label={m.accounts_email()}
        type="email"
        autocomplete="email"
        value={props.typed?.['email']}
        error={errorOf(props.errors, 'email')}
      />
      <SubmitRow text={m.accounts_send_link()} />
    </form>
    <details class="stack" open={props.withPassword}>
      <summary>{m.accounts_with_password()}</summary>
      <form method="post" action={addresses.signInPassword()} class="form" novalidate>
        <input type="hidden" name="next" value={props.next} />
        <TextField
          name="login"
          label={m.accounts_email()}
          type="email"
          autocomplete="username"
          value={props.typed?.['login']}
          error={errorOf(props.errors, 'login')}
        />
        <TextField name="password" label={m.accounts_password()} type="password" autocomplete="current-password" error={errorOf(props.errors, 'password')} />
        <SubmitRow text={m.accounts_enter()} />
      </form>
    </details>
  </BarePage>
)

export const LinkSentPage = ({ shell, byTerminal }: { shell: BareShell; byTerminal: boolean }) => (
  <BarePage shell={shell} title={m.accounts_sent_title()} lead={m.accounts_sent_lead({ minutes: LINK_MINUTES })}>
    {byTerminal ? <p class="sub">{m.accounts_sent_terminal()}</p> : null}
    <p>
      <a href={addresses.signIn()}>{m.accounts_again()}</a>
    </p>
  </BarePage>
)

export const LinkPage = ({ shell, token, next }: { shell: BareShell; token: string; next: string }) => (
  <BarePage shell={shell} title={m.accounts_link_title()} lead={m.accounts_link_lead()}>
    <form method="post" action={addresses.signInLink({ token })}>
      <input type="hidden" name="next" value={next} />
      <SubmitRow text={m.accounts_enter()} />
    </form>
  </BarePage>
)

export const WelcomePage = ({ shell, token }: { shell: BareShell; token: string }) => (
  <BarePage shell={shell} title={m.accounts_welcome_title()} lead={m.accounts_welcome_lead()} roomy>
    <div class="pair">
      <section class="stack">
        <h2>{m.accounts_welcome_demo_title()}</h2>
        <p>{m.accounts_welcome_demo_text()}</p>
        <form method="post" action={addresses.welcomeDemo({ token })}>
          <button class="ds-button">{m.accounts_welcome_demo_go()}</button>
        </form>
      </section>
      <section class="stack">
        <h2>{m.accounts_welcome_own_title()}</h2>
        <p>{m.accounts_welcome_own_text()}</p>
        <p>
          <a class="ds-button" data-variant="secondary" href={addresses.welcomeOffice({ token })}>
            {m.accounts_welcome_own_go()}
          </a>
        </p>
      </section>
    </div>
  </BarePage>
)

export type FoundTown = {
  readonly id: number
  readonly name: string
  readonly native: string
  readonly country: string
  readonly population: number
  readonly populationText: string
}

export const FindTownPage = (props: { shell: BareShell; token: string; query: string; towns: readonly FoundTown[]; loadingPercent: number | null }) => (
  <BarePage shell={props.shell} title={m.accounts_welcome_find_title()} lead={m.accounts_welcome_find_lead()} roomy>
    <form method="get" action={addresses.welcomeOffice({ token: props.token })} class="form" role="search">
      <TextField name="q" label={m.accounts_welcome_find_label()} value={props.query} autofocus={props.query === ''} />
      <SubmitRow text={m.accounts_welcome_find_go()} />
    </form>
    {props.query !== '' && props.towns.length === 0 ? <p role="status">{m.accounts_welcome_find_none()}</p> : null}
    {props.loadingPercent === null ? null : (
      <p class="sub" role="status">
        {m.accounts_welcome_find_loading({ percent: Math.round(props.loadingPercent) })}
      </p>
    )}
    {props.towns.length === 0 ? null : (
      <section class="stack">
        <h2>{m.accounts_welcome_found()}</h2>
        <ul class="inbox">
          {props.towns.map((town) => (
            <li>
              <span class="mark" aria-hidden="true"></span>
              <a class="what" href={addresses.welcomeOffice({ token: props.token }, { place: town.id })}>
                {town.name}
              </a>
              <span class="why">
                {[
                  town.native === town.name ? '' : town.native,
                  town.country,
                  town.population > 0 ? m.accounts_welcome_inhabitants({ count: town.population, shown: town.populationText }) : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    )}
  </BarePage>
)

/** Languages an office may write in for its citizens and partners, the interface's first. */
export const OFFERED_LANGUAGES = ['bg', 'en', 'mk', 'sr', 'it', 'fr', 'de', 'zh', 'ro', 'tr', 'el'] as const

export const OfficeFormPage = (props: {
  shell: BareShell
  token: string
  placeId: number
  placeName: string
  typed: Typed
  languages: readonly string[]
  errors?: readonly FieldError[]
}) => (
  <BarePage shell={props.shell} title={m.accounts_office_title()} roomy failed={props.errors !== undefined}>
    <ErrorSummary errors={props.errors} />
    <form method="post" action={addresses.welcomeOffice({ token: props.token })} class="form" novalidate>
      <input type="hidden" name="placeId" value={String(props.placeId)} />
      <p>
        {m.accounts_office_place()}: <strong>{props.placeName}</strong> ·{' '}
        <a href={addresses.welcomeOffice({ token: props.token })}>{m.accounts_office_other_place()}</a>
      </p>
      <TextField name="officeNameBg" label={m.accounts_office_name_bg()} value={props.typed['officeNameBg']} error={errorOf(props.errors, 'officeNameBg')} />
      <TextField
        name="officeNameEn"
        label={m.accounts_office_name_en()}
        value={props.typed['officeNameEn']}
        error={errorOf(props.errors, 'officeNameEn')}
        optional
        lang="en"
      />
      <Checkboxes
        name="languages"
        label={m.accounts_office_languages()}
        hint={m.accounts_office_languages_hint()}
        options={OFFERED_LANGUAGES.map((code) => ({ value: code, label: languageName(code), lang: code }))}
        values={props.languages}
        error={errorOf(props.errors, 'languages')}
        twoColumns
      />
      <h2>{m.accounts_office_you()}</h2>
      <TextField name="name" label={m.accounts_name()} autocomplete="name" value={props.typed['name']} error={errorOf(props.errors, 'name')} />
      <TextField
        name="email"
        label={m.accounts_email()}
        type="email"
        autocomplete="email"
        value={props.typed['email']}
        error={errorOf(props.errors, 'email')}
      />
      <TextField
        name="password"
        label={m.accounts_password()}
        type="password"
        autocomplete="new-password"
        hint={m.accounts_office_password_hint({ least: SHORTEST_PASSWORD })}
        error={errorOf(props.errors, 'password')}
        optional
      />
      <SubmitRow text={m.accounts_office_go()} />
    </form>
  </BarePage>
)

export type SettingsProps = {
  readonly shell: Shell
  readonly me: { readonly name: string; readonly email: string; readonly language: string }
  readonly members: readonly Member[]
  /** What a page of the settings still lacks, in ready words, by its address. */
  readonly lacking: ReadonlyMap<string, string>
  readonly errors?: readonly FieldError[]
  readonly typed?: Typed
}

export const SettingsPage = ({ shell, me, members, lacking, errors, typed = {} }: SettingsProps) => (
  <OfficePage shell={shell} title={m.accounts_settings_title()} nav="settings" failed={errors !== undefined}>
    <ErrorSummary errors={errors} />
    <div class="cols even">
      <section class="sect stack-lg">
        <header>
          <h2>{m.accounts_settings_me()}</h2>
        </header>
        <form method="post" action={addresses.settingsMe()} class="form" novalidate>
          <TextField name="myName" label={m.accounts_name()} value={typed['myName'] ?? me.name} error={errorOf(errors, 'myName')} autocomplete="name" />
          <Select
            name="language"
            label={m.accounts_settings_language()}
            value={me.language}
            options={LANGUAGES.map((code) => ({ value: code, label: languageName(code), lang: code }))}
          />
          <SubmitRow text={m.accounts_settings_save()} />
        </form>
        <p>
          <a href={addresses.settingsMorning()}>{m.accounts_settings_morning()}</a>
        </p>
        <form method="post" action={addresses.settingsPassword()} class="form" novalidate>
          <TextField
            name="password"
            label={m.accounts_settings_password()}
            type="password"
            autocomplete="new-password"
            hint={m.accounts_settings_password_hint({ least: SHORTEST_PASSWORD })}
            error={errorOf(errors, 'password')}
          />
          <SubmitRow text={m.accounts_settings_password_go()} />
        </form>
      </section>
      <section class="sect stack-lg">
        <header>
          <h2>{m.accounts_settings_people()}</h2>
        </header>
        <ul class="inbox">
          {members.map((member) => (
            <li>
              <span class="mark" aria-hidden="true"></span>
              <span class="what">{member.name}</span>
              <span class="why">
                {member.email} · {roleName(member.role)}
              </span>
              {shell.role === 'officer' ? (
                <span class="do">
                  <form method="post" action={addresses.settingsPerson({ id: member.id })}>
                    <input type="hidden" name="role" value={member.role === 'officer' ? 'reader' : 'officer'} />
                    <button
                      class="ds-button"
                      data-size="sm"
                      data-variant="tertiary"
                      aria-label={`${member.role === 'officer' ? m.accounts_make_reader() : m.accounts_make_officer()}: ${member.name}`}
                    >
                      {member.role === 'officer' ? m.accounts_make_reader() : m.accounts_make_officer()}
                    </button>
                  </form>
                  <form method="post" action={addresses.settingsPersonRemoval({ id: member.id })}>
                    <button class="ds-button" data-size="sm" data-variant="secondary" aria-label={`${m.accounts_settings_remove()}: ${member.name}`}>
                      {m.accounts_settings_remove()}
                    </button>
                  </form>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {shell.role === 'officer' ? (
          <form method="post" action={addresses.settingsPeople()} class="form" novalidate>
            <h3>{m.accounts_settings_invite()}</h3>
            <TextField name="name" label={m.accounts_name()} value={typed['name']} error={errorOf(errors, 'name')} />
            <TextField name="email" label={m.accounts_email()} type="email" value={typed['email']} error={errorOf(errors, 'email')} />
            <Radios
              name="role"
              label={m.accounts_settings_role()}
              value={typed['role'] ?? 'officer'}
              options={ROLES.map((role) => ({
                value: role,
                label: roleName(role),
                hint: role === 'officer' ? m.accounts_role_officer_hint() : m.accounts_role_reader_hint(),
              }))}
            />
            <SubmitRow text={m.accounts_settings_invite()} />
          </form>
        ) : null}
        <h3>{m.accounts_settings_rules()}</h3>
        <ul class="stack">
          {[
            [addresses.settingsLetterhead(), m.accounts_letterhead_title()],
            [addresses.settingsLanguages(), m.accounts_site_languages()],
            [addresses.settingsSite(), m.website_look_title()],
            [addresses.settingsAccessibility(), m.website_statement_title()],
            [addresses.visitRules(), m.visits_rules_title()],
            [addresses.newsletter(), m.accounts_settings_newsletter()],
            [addresses.settingsReminders(), m.accounts_settings_reminders()],
            [addresses.calendarRules(), m.accounts_settings_calendar()],
            [addresses.settingsDormancy(), m.accounts_settings_dormancy()],
            [addresses.settingsTrips(), m.accounts_settings_trips()],
            [addresses.settingsGifts(), m.accounts_settings_gifts()],
            [addresses.settingsFeeds(), m.accounts_settings_feeds()],
            [addresses.letters(), m.accounts_settings_post()],
          ].map(([href = '', text]) => (
            <li>
              <a href={href}>{text}</a>
              {lacking.has(href) ? <span class="soon"> · {lacking.get(href)}</span> : null}
            </li>
          ))}
        </ul>
        <p class="sub">
          {m.accounts_settings_credit()} <a href={PLACES_CREDIT.url}>{PLACES_CREDIT.title}</a>, <a href={PLACES_CREDIT.licenceUrl}>{PLACES_CREDIT.licence}</a>
        </p>
      </section>
    </div>
  </OfficePage>
)

export const DevPage = ({ shell, offices, mails }: { shell: BareShell; offices: readonly { id: string; name: string }[]; mails: readonly QueuedMail[] }) => (
  <BarePage shell={shell} title={m.accounts_dev_title()} lead={m.accounts_dev_lead()} roomy>
    <h2>{m.accounts_dev_as()}</h2>
    {offices.length === 0 ? <p>{m.accounts_dev_no_office()}</p> : null}
    {offices.map((office) => (
      <form method="post" action={addresses.devSignIn()} class="row">
        <input type="hidden" name="office" value={office.id} />
        {ROLES.map((role) => (
          <button class="ds-button" data-variant="secondary" name="role" value={role}>
            {office.name}: {roleName(role)}
          </button>
        ))}
      </form>
    ))}
    <h2>{m.accounts_dev_mails()}</h2>
    {mails.length === 0 ? <p>{m.accounts_dev_no_mails()}</p> : null}
    {mails.map((mail) => (
      <article class="stack">
        <h3>{mail.subject}</h3>
        <p class="sub">
          {mail.to} · {momentInWords(mail.createdAt, OFFICE_TIME_ZONE)} · {mail.sentAt === null ? m.accounts_dev_waiting() : m.accounts_dev_sent()}{' '}
          {mail.lastError}
        </p>
        <pre class="quote">{mail.text}</pre>
      </article>
    ))}
  </BarePage>
)
