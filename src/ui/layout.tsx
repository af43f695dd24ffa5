// The three frames a page can stand in: the office, the citizens' site, and the bare page of sign-in, first run and refusals.
import { m } from '#messages'
import { tagOf } from '#platform/texts/language.ts'
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { assetPath } from './assets.ts'
import { Icon, Mark } from './icons.tsx'
import { LanguageSwitch, PhoneFoot, Rail, type NavKey } from './rail.tsx'
import type { BareShell, ColorScheme, Notice, Shell, UnderWay } from './shell.ts'

type DocumentProps = {
  readonly lang: string
  readonly colorScheme: ColorScheme
  readonly title: string
  /** Of the title, where that is another language than the page's (BCP 47). */
  readonly titleLang?: string | undefined
  readonly sheet: 'office.css' | 'site.css'
  /** More sheets after it, as addresses. */
  readonly moreSheets?: readonly string[] | undefined
  /** Address of a picture instead of our mark. */
  readonly icon?: { readonly href: string; readonly type: string } | undefined
  readonly scripts?: readonly string[]
  readonly bodyClass?: string
  readonly head?: Child
  readonly children: Child
}

const Document = ({ lang, colorScheme, title, titleLang, sheet, moreSheets = [], icon, scripts = [], bodyClass, head, children }: DocumentProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang={lang} data-color-scheme={colorScheme} data-size="sm">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title lang={titleLang}>{title}</title>
        {/* Before everything said to machines: nothing is painted until it is there. */}
        <link rel="stylesheet" href={assetPath(sheet)} />
        {moreSheets.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        {icon === undefined ? <link rel="icon" href={assetPath('mark.svg')} type="image/svg+xml" /> : <link rel="icon" href={icon.href} type={icon.type} />}
        {head}
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
  <p class="under-way" data-progress={underWay.href} data-text={underWay.text} data-afterwards={underWay.afterwards}>
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
  /** Seconds after which a browser without script asks for the page again: something is under way on it. */
  readonly refresh?: number | undefined
  readonly children?: Child
}

export const OfficePage = ({ shell, title, nav, failed, crumbs, heading, lead, actions, islands = [], bareHead, refresh, children }: OfficePageProps) => (
  <Document
    lang={shell.locale}
    colorScheme={shell.colorScheme}
    title={`${failed ? m.ui_title_error({ title }) : title} · ${m.ui_brand()}`}
    sheet="office.css"
    scripts={['office.js', ...islands]}
    head={
      refresh === undefined ? null : (
        <noscript>
          <meta http-equiv="refresh" content={String(refresh)} />
        </noscript>
      )
    }
  >
    <div class="office">
      <Rail shell={shell} now={nav} />
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
      <PhoneFoot shell={shell} />
    </div>
  </Document>
)

// ---- sign-in, first run, refusals --------------------------------------------------------------------------------------

export type BarePageProps = {
  readonly shell: BareShell
  /** The language of what it says, where that is another than the interface's (BCP 47). */
  readonly lang?: string
  readonly title: string
  readonly lead?: Child
  readonly failed?: boolean
  /** Wider sheet for the first run's choices. */
  readonly roomy?: boolean
  readonly islands?: readonly string[]
  readonly children?: Child
}

export const BarePage = ({ shell, lang, title, lead, failed, roomy, islands = [], children }: BarePageProps) => (
  <Document
    lang={lang ?? tagOf(shell.locale)}
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
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

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
  /** Where the title is in another language than the page: what people called an event, say. */
  readonly titleLang?: string | undefined
  readonly description: string
  /** The site's name in the head, e.g. „Троян по света“, and where it leads. */
  readonly siteName: string
  readonly homeHref: string
  readonly officeName: Child
  /** Absolute address of this page in this language. */
  readonly canonical: string
  /** Every language the page exists in, this one too; the first stands for everyone else (x-default). */
  readonly alternates: readonly Alternate[]
  /** Share picture, 1200 × 630, absolute address. */
  readonly image?: { readonly url: string; readonly alt: string }
  /** schema.org data. */
  readonly jsonLd?: unknown
  readonly nav?: readonly { readonly href: string; readonly text: string; readonly current?: boolean }[]
  /** The town's own crest beside the site's name and as the window's picture; without one our mark stands there. Sizes in CSS pixels. */
  readonly crest?: { readonly href: string; readonly width: number; readonly height: number } | undefined
  /** Further sheets: logical names of assets, and the address of the office's own colours and letters. */
  readonly sheets?: readonly string[] | undefined
  readonly look?: string | undefined
  readonly islands?: readonly string[] | undefined
  /** Not for search engines: finds, and what is shown before it is saved. */
  readonly unlisted?: boolean | undefined
  /** Calendars and feeds a reader's program may follow, absolute addresses. */
  readonly feeds?: readonly { readonly href: string; readonly type: string; readonly title: string }[] | undefined
  readonly foot?: Child
  readonly footLinks?: readonly { readonly href: string; readonly text: string }[]
  readonly children?: Child
}

/** More languages than this would push the head into a second line. */
const MOST_BESIDE = 3

/** The languages of a page, each by its own name: a few beside one another, many behind the one that is read; it opens without script. */
const Languages = ({ lang: own, alternates }: { readonly lang: string; readonly alternates: readonly Alternate[] }) => {
  const links = alternates.map(({ lang, href, name }) => (
    <a href={href} lang={lang} hreflang={lang} aria-current={lang === own ? 'true' : undefined}>
      {name}
    </a>
  ))
  return (
    <nav class="langs" aria-label={m.ui_language()}>
      {links.length <= MOST_BESIDE ? (
        links
      ) : (
        <details>
          <summary>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.5c-4.2 4-4.2 9 0 13c4.2-4 4.2-9 0-13" />
            </svg>
            <span class="ds-sr-only">{m.ui_language()}: </span>
            {alternates.find(({ lang }) => lang === own)?.name ?? own}
          </summary>
          <ul>
            {links.map((link) => (
              <li>{link}</li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  )
}

export const PublicPage = (props: PublicPageProps) => (
  <Document
    lang={props.lang}
    colorScheme="auto"
    titleLang={props.titleLang}
    title={props.title === props.siteName ? props.title : `${props.title} · ${props.siteName}`}
    sheet="site.css"
    moreSheets={[...(props.sheets ?? []).map(assetPath), ...(props.look === undefined ? [] : [props.look])]}
    icon={props.crest === undefined ? undefined : { href: props.crest.href, type: 'image/png' }}
    scripts={props.islands ?? []}
    bodyClass="site"
    head={
      <>
        <meta name="description" content={props.description} />
        {props.unlisted ? <meta name="robots" content="noindex" /> : null}
        <link rel="canonical" href={props.canonical} />
        {props.alternates.map(({ lang, href }) => (
          <link rel="alternate" hreflang={lang} href={href} />
        ))}
        {props.alternates[0] ? <link rel="alternate" hreflang="x-default" href={props.alternates[0].href} /> : null}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={props.siteName} />
        <meta property="og:title" lang={props.titleLang} content={props.title} />
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
        {(props.feeds ?? []).map(({ href, type, title }) => (
          <link rel="alternate" type={type} title={title} href={href} />
        ))}
        {props.jsonLd === undefined ? null : <script type="application/ld+json">{raw(safeJson(props.jsonLd))}</script>}
      </>
    }
  >
    <header class="top">
      <a class="brand" href={props.homeHref}>
        {props.crest === undefined ? <Mark /> : <img class="crest" src={props.crest.href} width={props.crest.width} height={props.crest.height} alt="" />}
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
      {props.alternates.length > 1 ? <Languages lang={props.lang} alternates={props.alternates} /> : null}
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
