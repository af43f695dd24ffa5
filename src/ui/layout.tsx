// The three frames a page can stand in: the office, the citizens' site, and the bare page of sign-in, first run and refusals.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { assetPath } from './assets.ts'
import { Icon, Mark, type IconName } from './icons.tsx'
import type { BareShell, ColorScheme, Locale, Notice, Shell, UnderWay } from './shell.ts'

const LOCALES: readonly Locale[] = ['bg', 'en']
const SCHEMES: readonly ColorScheme[] = ['auto', 'light', 'dark']
const languageName = (locale: Locale): string => (locale === 'bg' ? m.ui_language_bg() : m.ui_language_en())
const schemeName = (scheme: ColorScheme): string =>
  scheme === 'auto' ? m.ui_theme_auto() : scheme === 'light' ? m.ui_theme_light() : m.ui_theme_dark()

type DocumentProps = {
  readonly lang: string
  readonly colorScheme: ColorScheme
  readonly title: string
  readonly sheet: 'office.css' | 'site.css'
  readonly scripts?: readonly string[]
  readonly bodyClass?: string
  readonly head?: Child
  readonly children: Child
}

const Document = ({ lang, colorScheme, title, sheet, scripts = [], bodyClass, head, children }: DocumentProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang={lang} data-color-scheme={colorScheme} data-size="sm">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href={assetPath('mark.svg')} type="image/svg+xml" />
        {head}
        <link rel="stylesheet" href={assetPath(sheet)} />
        {scripts.map((name) => (
          <script type="module" src={assetPath(name)}></script>
        ))}
      </head>
      <body class={bodyClass}>
        <a class="ds-skip-link" href="#main">
          {m.ui_skip()}
        </a>
        {children}
      </body>
    </html>
  </>
)

// ---- the office ------------------------------------------------------------------------------------------------------

export type NavKey = 'today' | 'intake' | 'partnerships' | 'organisations' | 'events' | 'commitments' | 'activity' | 'settings'
type Entry = { key: NavKey | 'site'; icon: IconName; text: string; href: string; onPhone: boolean; count?: number | undefined; late?: boolean }

const entries = (shell: Shell): Entry[][] => [
  [
    { key: 'today', icon: 'today', text: m.ui_nav_today(), href: addresses.today(), onPhone: true, count: shell.counts.today },
    { key: 'intake', icon: 'text', text: m.ui_nav_intake(), href: addresses.intake(), onPhone: false, count: shell.counts.intake },
    { key: 'partnerships', icon: 'partners', text: m.ui_nav_partnerships(), href: addresses.partnerships(), onPhone: true },
    { key: 'organisations', icon: 'people', text: m.ui_nav_organisations(), href: addresses.organisations(), onPhone: false },
    { key: 'events', icon: 'events', text: m.ui_nav_events(), href: addresses.events(), onPhone: true },
    { key: 'commitments', icon: 'promises', text: m.ui_nav_commitments(), href: addresses.commitments(), onPhone: true, count: shell.counts.overdue, late: true },
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

const Preference = ({ field, value, text, current, back, lang }: { field: 'locale' | 'colorScheme'; value: string; text: string; current: boolean; back: string; lang?: string }) =>
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

const LanguageSwitch = ({ locale, back }: { locale: Locale; back: string }) => (
  <span class="row" role="group" aria-label={m.ui_language()}>
    {LOCALES.map((one) => (
      <Preference field="locale" value={one} text={languageName(one)} current={one === locale} back={back} lang={one} />
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

/** The outcome of the last action; a refusal is spoken at once, the rest politely. */
export const Flash = ({ notice }: { notice: Notice }) => (
  <div class="flash" data-tone={notice.tone ?? 'done'} role={notice.tone === 'late' ? 'alert' : 'status'}>
    <p>{notice.text}</p>
    {notice.link ? <a href={notice.link.href}>{notice.link.text}</a> : null}
    {notice.undo ? (
      <form method="post" action={notice.undo}>
        <button class="ds-button" data-size="sm" data-variant="secondary">
          <Icon name="undo" />
          {m.ui_undo()}
        </button>
      </form>
    ) : null}
  </div>
)

export const Progress = ({ underWay }: { underWay: UnderWay }) => (
  <p class="under-way" data-progress={underWay.href}>
    <span id="under-way">
      {underWay.text}
      {underWay.percent === undefined ? null : ` ${Math.round(underWay.percent)} %`}
    </span>
    <progress aria-labelledby="under-way" max="100" value={underWay.percent === undefined ? undefined : Math.round(underWay.percent)}></progress>
  </p>
)

export type Crumb = { readonly text: string; readonly href?: string }

export const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => (
  <nav class="crumbs" aria-label={m.ui_crumbs()}>
    {crumbs.map((crumb, index) => (
      <>
        {index > 0 ? ' / ' : null}
        {crumb.href ? <a href={crumb.href}>{crumb.text}</a> : crumb.text}
      </>
    ))}
  </nav>
)

export type OfficePageProps = {
  readonly shell: Shell
  /** The page's name, plain text: in the window's title, and as h1 unless `heading` draws it richer. */
  readonly title: string
  readonly nav?: NavKey
  /** True when a form on the page came back with errors: the window's title says so. */
  readonly failed?: boolean
  readonly crumbs?: readonly Crumb[]
  /** What stands inside h1 instead of the title, e.g. <Place …/>. */
  readonly heading?: Child
  readonly lead?: Child
  /** Buttons and links at the right of the head; one primary. */
  readonly actions?: Child
  /** Logical names of this page's islands, e.g. ['desk.js']. */
  readonly islands?: readonly string[]
  /** Leaves out the head: the page draws its own h1. */
  readonly bareHead?: boolean
  readonly children?: Child
}

export const OfficePage = ({ shell, title, nav, failed, crumbs, heading, lead, actions, islands = [], bareHead, children }: OfficePageProps) => (
  <Document
    lang={shell.locale}
    colorScheme={shell.colorScheme}
    title={`${failed ? m.ui_title_error({ title }) : title} · ${m.ui_brand()}`}
    sheet="office.css"
    scripts={['office.js', ...islands]}
  >
    <div class="office">
      <header class="rail">
        <a class="brand" href={addresses.today()}>
          <Mark />
          <span>
            {m.ui_brand()}
            <small>{shell.officeName}</small>
          </span>
        </a>
        <QuickSearch shell={shell} />
        <Nav shell={shell} now={nav} />
        <div class="rail-foot">
          <Person shell={shell} />
        </div>
      </header>
      <main class="main" id="main" tabindex={-1}>
        {shell.underWay ? <Progress underWay={shell.underWay} /> : null}
        {shell.notice ? <Flash notice={shell.notice} /> : null}
        {crumbs && crumbs.length > 0 ? <Crumbs crumbs={crumbs} /> : null}
        {bareHead ? null : (
          <div class="page-head">
            <div>
              <h1>{heading ?? title}</h1>
              {lead ? <div class="lead">{lead}</div> : null}
            </div>
            {actions ? <div class="actions">{actions}</div> : null}
          </div>
        )}
        {children}
      </main>
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
    </div>
  </Document>
)

// ---- sign-in, first run, refusals --------------------------------------------------------------------------------------

export type BarePageProps = {
  readonly shell: BareShell
  readonly title: string
  readonly lead?: Child
  readonly failed?: boolean
  /** Wider sheet for the first run's choices. */
  readonly roomy?: boolean
  readonly islands?: readonly string[]
  readonly children?: Child
}

export const BarePage = ({ shell, title, lead, failed, roomy, islands = [], children }: BarePageProps) => (
  <Document
    lang={shell.locale}
    colorScheme={shell.colorScheme}
    title={`${failed ? m.ui_title_error({ title }) : title} · ${m.ui_brand()}`}
    sheet="office.css"
    scripts={islands}
    bodyClass="bare"
    head={<meta name="robots" content="noindex" />}
  >
    <main id="main" class={roomy ? 'roomy' : undefined} tabindex={-1}>
      <div class="glaze" aria-hidden="true"></div>
      <div class="inner">
        <p class="brand">
          <Mark />
          <span>
            {m.ui_brand()}
            {shell.officeName ? <small>{shell.officeName}</small> : null}
          </span>
        </p>
        {shell.notice ? <Flash notice={shell.notice} /> : null}
        <h1>{title}</h1>
        {lead ? <div class="lead">{lead}</div> : null}
        {children}
      </div>
    </main>
    <footer>{shell.currentPath === undefined ? null : <LanguageSwitch locale={shell.locale} back={shell.currentPath} />}</footer>
  </Document>
)

// ---- the citizens' site --------------------------------------------------------------------------------------------------

/** JSON that may stand in a script element: nothing in it can close the element or start a comment. */
export const safeJson = (value: unknown): string =>
  JSON.stringify(value).replace(/</g, '\\u003c').replace(/>/g, '\\u003e').replace(/&/g, '\\u0026').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')

export type Alternate = {
  /** BCP 47, e.g. 'bg'. */
  readonly lang: string
  /** The language's own name, e.g. „Български“. */
  readonly name: string
  /** Absolute address: search engines ask for it. */
  readonly href: string
}

export type PublicPageProps = {
  readonly lang: string
  readonly title: string
  readonly description: string
  /** The site's name in the head, e.g. „Троян по света“, and where it leads. */
  readonly siteName: string
  readonly homeHref: string
  readonly officeName: string
  /** Absolute address of this page in this language. */
  readonly canonical: string
  /** Every language the page exists in, this one too; the first stands for everyone else (x-default). */
  readonly alternates: readonly Alternate[]
  /** Share picture, 1200 × 630, absolute address. */
  readonly image?: { readonly url: string; readonly alt: string }
  /** schema.org data. */
  readonly jsonLd?: unknown
  readonly nav?: readonly { readonly href: string; readonly text: string; readonly current?: boolean }[]
  readonly foot?: Child
  readonly footLinks?: readonly { readonly href: string; readonly text: string }[]
  readonly children?: Child
}

export const PublicPage = (props: PublicPageProps) => (
  <Document
    lang={props.lang}
    colorScheme="auto"
    title={props.title === props.siteName ? props.title : `${props.title} · ${props.siteName}`}
    sheet="site.css"
    bodyClass="site"
    head={
      <>
        <meta name="description" content={props.description} />
        <link rel="canonical" href={props.canonical} />
        {props.alternates.map(({ lang, href }) => (
          <link rel="alternate" hreflang={lang} href={href} />
        ))}
        {props.alternates[0] ? <link rel="alternate" hreflang="x-default" href={props.alternates[0].href} /> : null}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={props.siteName} />
        <meta property="og:title" content={props.title} />
        <meta property="og:description" content={props.description} />
        <meta property="og:url" content={props.canonical} />
        <meta property="og:locale" content={props.lang} />
        {props.image ? (
          <>
            <meta property="og:image" content={props.image.url} />
            <meta property="og:image:width" content="1200" />
            <meta property="og:image:height" content="630" />
            <meta property="og:image:alt" content={props.image.alt} />
            <meta name="twitter:card" content="summary_large_image" />
          </>
        ) : null}
        {props.jsonLd === undefined ? null : <script type="application/ld+json">{raw(safeJson(props.jsonLd))}</script>}
      </>
    }
  >
    <header class="top">
      <a class="brand" href={props.homeHref}>
        <Mark />
        <span>{props.siteName}</span>
      </a>
      {props.nav && props.nav.length > 0 ? (
        <nav aria-label={m.ui_nav_main()}>
          {props.nav.map(({ href, text, current }) => (
            <a href={href} aria-current={current ? 'page' : undefined}>
              {text}
            </a>
          ))}
        </nav>
      ) : null}
      {props.alternates.length > 1 ? (
        <nav class="langs" aria-label={m.ui_language()}>
          {props.alternates.map(({ lang, href, name }) => (
            <a href={href} lang={lang} hreflang={lang} aria-current={lang === props.lang ? 'true' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      ) : null}
    </header>
    <div class="glaze" aria-hidden="true"></div>
    <main id="main" tabindex={-1}>
      {props.children}
    </main>
    <footer class="foot">
      <div>
        <p class="strong">{props.officeName}</p>
        <p>{m.ui_site_foot()}</p>
        <p class="small">{m.ui_credit_places()}</p>
        {props.foot}
      </div>
      {props.footLinks && props.footLinks.length > 0 ? (
        <nav aria-label={m.ui_site_nav_foot()}>
          {props.footLinks.map(({ href, text }) => (
            <a href={href}>{text}</a>
          ))}
        </nav>
      ) : null}
    </footer>
  </Document>
)
