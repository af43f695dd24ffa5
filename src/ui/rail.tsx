// The office's rail: search, the entries with what waits beside them, who is signed in, language, appearance, sign-out.
import { addresses } from '#addresses'
import { m } from '#messages'
import { LANGUAGES, SITE_LANGUAGE_NAMES } from '#platform/texts/language.ts'
import { Icon, Mark, type IconName } from './icons.tsx'
import type { ColorScheme, Locale, Shell } from './shell.ts'

const SCHEMES: readonly ColorScheme[] = ['auto', 'light', 'dark']
const schemeName = (scheme: ColorScheme): string => (scheme === 'auto' ? m.ui_theme_auto() : scheme === 'light' ? m.ui_theme_light() : m.ui_theme_dark())

export type NavKey =
  | 'today'
  | 'intake'
  | 'partnerships'
  | 'organisations'
  | 'events'
  | 'commitments'
  | 'documents'
  | 'calendar'
  | 'impact'
  | 'finder'
  | 'digests'
  | 'activity'
  | 'settings'
type Entry = { key: NavKey | 'site'; icon: IconName; text: string; href: string; onPhone: boolean; count?: number | undefined; late?: boolean }

const entries = (shell: Shell): Entry[][] => [
  [
    { key: 'today', icon: 'today', text: m.ui_nav_today(), href: addresses.today(), onPhone: true, count: shell.counts.today },
    { key: 'intake', icon: 'text', text: m.ui_nav_intake(), href: addresses.intake(), onPhone: false, count: shell.counts.intake },
    { key: 'partnerships', icon: 'partners', text: m.ui_nav_partnerships(), href: addresses.partnerships(), onPhone: true },
    { key: 'organisations', icon: 'people', text: m.ui_nav_organisations(), href: addresses.organisations(), onPhone: false },
    { key: 'events', icon: 'events', text: m.ui_nav_events(), href: addresses.events(), onPhone: true },
    {
      key: 'commitments',
      icon: 'promises',
      text: m.ui_nav_commitments(),
      href: addresses.commitments(),
      onPhone: true,
      count: shell.counts.overdue,
      late: true,
    },
    { key: 'calendar', icon: 'calendar', text: m.ui_nav_calendar(), href: addresses.calendar(), onPhone: false },
    { key: 'digests', icon: 'digest', text: m.ui_nav_digests(), href: addresses.digests(), onPhone: false },
    { key: 'documents', icon: 'documents', text: m.ui_nav_documents(), href: addresses.documents(), onPhone: false },
    { key: 'impact', icon: 'impact', text: m.ui_nav_impact(), href: addresses.impact(), onPhone: false },
    { key: 'finder', icon: 'finder', text: m.ui_nav_finder(), href: addresses.finder(), onPhone: false },
  ],
  [
    { key: 'activity', icon: 'history', text: m.ui_nav_activity(), href: addresses.activity(), onPhone: false },
    { key: 'settings', icon: 'settings', text: m.ui_nav_settings(), href: addresses.settings(), onPhone: false },
    ...(shell.publicPath ? [{ key: 'site', icon: 'site', text: m.ui_nav_site(), href: shell.publicPath, onPhone: false } as const] : []),
  ],
]

const NavEntry = ({ entry, current }: { entry: Entry; current: boolean }) => (
  <li class={entry.onPhone ? undefined : 'not-small'}>
    <a href={entry.href} aria-current={current ? 'page' : undefined}>
      <Icon name={entry.icon} />
      {entry.text}
      {entry.count ? (
        <>
          {' '}
          <span class={entry.late ? 'n late' : 'n'}>
            {entry.count}
            <span class="sr"> {entry.late ? m.ui_overdue() : m.ui_waiting()}</span>
          </span>
        </>
      ) : null}
    </a>
  </li>
)

const Nav = ({ shell, now }: { shell: Shell; now: NavKey | undefined }) => {
  const [first = [], second = []] = entries(shell)
  const hidden = [...first, ...second].some((entry) => !entry.onPhone && entry.key === now)
  return (
    <nav class="nav" aria-label={m.ui_nav_main()}>
      <ul>
        {first.map((entry) => (
          <NavEntry entry={entry} current={entry.key === now} />
        ))}
      </ul>
      <ul>
        {second.map((entry) => (
          <NavEntry entry={entry} current={entry.key === now} />
        ))}
        <li class="only-small">
          <a href="#more" aria-current={hidden ? 'true' : undefined}>
            <Icon name="more" />
            {m.ui_nav_more()}
          </a>
        </li>
      </ul>
    </nav>
  )
}

const Preference = ({
  field,
  value,
  text,
  current,
  back,
  lang,
}: {
  field: 'locale' | 'colorScheme'
  value: string
  text: string
  current: boolean
  back: string
  lang?: string
}) =>
  current ? (
    <span aria-current="true" lang={lang}>
      {text}
    </span>
  ) : (
    <form method="post" action={field === 'locale' ? addresses.language() : addresses.colorScheme()}>
      <input type="hidden" name="next" value={back} />
      <button class="as-link" name={field} value={value} lang={lang}>
        {text}
      </button>
    </form>
  )

export const LanguageSwitch = ({ locale, back }: { locale: Locale; back: string }) => (
  <span class="row" role="group" aria-label={m.ui_language()}>
    {LANGUAGES.map((one) => (
      <Preference field="locale" value={one} text={SITE_LANGUAGE_NAMES[one]} current={one === locale} back={back} lang={one} />
    ))}
  </span>
)

const Person = ({ shell }: { shell: Shell }) => (
  <>
    <span>
      <span class="who">{shell.personName}</span>
      {shell.role === 'reader' ? ` · ${m.ui_role_reader()}` : null}
    </span>
    <LanguageSwitch locale={shell.locale} back={shell.currentPath} />
    <span class="row" role="group" aria-label={m.ui_theme()}>
      {SCHEMES.map((one) => (
        <Preference field="colorScheme" value={one} text={schemeName(one)} current={one === shell.colorScheme} back={shell.currentPath} />
      ))}
    </span>
    <form method="post" action={addresses.signOut()}>
      <button class="as-link">{m.ui_sign_out()}</button>
    </form>
  </>
)

/** Ctrl+K without script: an ordinary search form. The island reads its texts and pages from here. */
const QuickSearch = ({ shell }: { shell: Shell }) => {
  const pages = entries(shell)
    .flat()
    .map(({ text, href }) => ({ title: text, href }))
  return (
    <form
      class="quick"
      role="search"
      action={addresses.search()}
      data-command={JSON.stringify({
        title: m.ui_command_title(),
        label: m.ui_search_label(),
        pagesTitle: m.ui_command_pages(),
        nothing: m.ui_command_nothing(),
        failed: m.ui_command_failed(),
        // The island counts; these two carry the language's forms.
        foundOne: m.ui_command_found({ count: 1 }),
        foundMany: m.ui_command_found({ count: 99 }).replace('99', '{n}'),
        move: m.ui_command_move(),
        open: m.ui_command_open(),
        close: m.ui_command_close(),
        pages,
      })}
    >
      <Icon name="search" />
      <label class="sr" for="quick">
        {m.ui_search_label()}
      </label>
      <input class="ds-input" id="quick" name="q" type="search" placeholder={m.ui_search_placeholder()} aria-keyshortcuts="Control+K" autocomplete="off" />
      <kbd aria-hidden="true">Ctrl K</kbd>
      <button class="sr">{m.ui_search_go()}</button>
    </form>
  )
}

export const Rail = ({ shell, now }: { readonly shell: Shell; readonly now: NavKey | undefined }) => (
  <header class="rail">
    <a class="brand" href={addresses.today()}>
      <Mark />
      <span>
        {m.ui_brand()}
        <small>{shell.officeName}</small>
      </span>
    </a>
    <QuickSearch shell={shell} />
    <Nav shell={shell} now={now} />
    <div class="rail-foot">
      <Person shell={shell} />
    </div>
  </header>
)

/** On a phone the rest of the rail stands at the foot of the page, where „Още“ leads. */
export const PhoneFoot = ({ shell }: { readonly shell: Shell }) => (
  <footer class="rail-foot as-phone-foot" id="more">
    <div class="nav2">
      {entries(shell)
        .flat()
        .filter((entry) => !entry.onPhone)
        .map((entry) => (
          <a href={entry.href}>{entry.text}</a>
        ))}
    </div>
    <Person shell={shell} />
  </footer>
)
