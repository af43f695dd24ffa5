// A request's whole journey on one screen: limits, who looks, in which language, the feature's answer, and every kind of refusal.
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { timing } from 'hono/timing'
import { addresses } from '#addresses'
import { type AccountParts } from '#features/accounts/account.routes.tsx'
import { type Office, officesByHost, siteLanguagesOf } from '#features/accounts/account.queries.ts'
import type { Auth } from '#features/accounts/auth.actions.ts'
import { bringsSession, colorSchemeOf, recognise, type Visitor } from '#features/accounts/session.gate.ts'
import { type DocumentRouteParts } from '#features/documents/document.routes.tsx'
import { MOST_UPLOAD as MOST_DOCUMENTS } from '#features/documents/upload.ts'
import { MOST_BATCH_BYTES } from '#features/intake/batches/batch.ts'
import type { TwinningParts } from '#features/finder/twinnings/twinning.routes.tsx'
import { type ModelParts } from '#features/intake/model/model.routes.tsx'
import { type PostRouteParts } from '#features/post/post.routes.tsx'
import { shellCounts } from '#features/today/today.queries.ts'
import { m } from '#messages'
import type { WhileUnchanged } from '#platform/database/while-unchanged.ts'
import { explainDatabaseError } from '#platform/database/embedded/refusals.ts'
import { type Here, inZone } from '#platform/here.ts'
import { ALLOWANCES, Allowances, refusedFor } from '#platform/http/allowance.ts'
import { type Proxies, proxiesOf } from '#platform/http/asker.ts'
import { takeNotice } from '#platform/http/notice.ts'
import type { Outside } from '#platform/http/outside.ts'
import { hostOf, PublicAnswers } from '#platform/http/public-answers.ts'
import type { RouteEntry } from '#platform/http/routes.ts'
import { isId, newId } from '#platform/ids.ts'
import { type Log, withoutKeys } from '#platform/log.ts'
import {
  currentLanguage,
  FIRST_LANGUAGE,
  isLanguage,
  isSiteLanguage,
  LANGUAGES,
  preferredLanguage,
  type SiteLanguage,
  speakingIn,
} from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { Shell } from '#ui/shell.ts'
import { assetPath } from '#ui/assets.ts'
import { RefusalPage } from '#ui/refusal.tsx'
import { allRoutes } from './routes.tsx'

export type AppParts = AccountParts &
  DocumentRouteParts & {
    readonly here: Here
    /** What holds while nothing in the database changes. */
    readonly unchanged: WhileUnchanged
    readonly auth: Auth
    readonly log: Log
    /** The address people type, without a slash at the end. */
    readonly baseUrl: string
    /** Folder of the built sheets, scripts and letters; absent in tests. */
    readonly assets?: string
    /** Signs sessions, links and what stands under letters. */
    readonly secret: string
    /** Who sends letters (MAIL_FROM); absent while no mail server is set up. */
    readonly mailFrom?: string
    /** Has the postman go his round now; absent in tests, which send themselves. */
    readonly wakePost?: () => void
    /** Has the background work look for imports now instead of at its next round; absent in tests, which do the work themselves. */
    readonly wakeImports?: () => void
    /** The same for texts that are to be read again. */
    readonly wakeRereading?: () => void
    /** The language model, when the settings name one. */
    readonly model?: ModelParts
    /** The same for batches and watched feeds. */
    readonly wakeBatches?: () => void
    readonly wakeFeeds?: () => void
    /** The mailbox letters come back to, and a look into it at once. */
    readonly returns?: PostRouteParts['returns']
    /** How many letters of the newsletter leave in a minute (0: without limit), and a round of its sending at once. */
    readonly newsletterPerMinute?: number
    readonly wakeNewsletter?: () => void
    /** Whose word on who asks is believed; absent: nobody’s. */
    readonly proxies?: Proxies
    /** How servers outside are asked, and how many minutes lie between two looks at a feed. */
    readonly outside?: Outside
    readonly feedMinutes?: number
    /** The service the world's twinnings are loaded from, and how the background work is woken; absent: nobody can ask for them. */
    readonly twinnings?: TwinningParts
    /** Answers whether the whole is well, for supervisors. */
    readonly health: () => Promise<{ readonly ok: boolean; readonly database: string }>
  }

/** Uploads are bounded by what the intake takes, everything else by what a form can reasonably hold. */
const MOST_UPLOAD = 25 * 1024 * 1024
/** A table: what the sheets take and the words around it. */
const MOST_TABLE = 51 * 1024 * 1024
const MOST_BATCH = MOST_BATCH_BYTES + 4 * 1024 * 1024
const MOST_FORM = 4 * 1024 * 1024

/** Nobody’s word is believed. */
const noProxies = ((): Proxies => {
  const none = proxiesOf('')
  if (!none.ok) throw new Error(none.refusal.message)
  return none.value
})()

const ID_NAMES = ['id', 'post', 'milestone', 'draft', 'item', 'group', 'delegate'] as const

/** The citizens' pages begin with their language. */
const languageInAddress = (path: string): SiteLanguage | null => {
  const word = /^\/([a-z]{2})(?:\/|$)/.exec(path)?.[1]
  return isSiteLanguage(word) ? word : null
}

/** The language of a page: the address's on the citizens' site, else the person's choice, the account's, the browser's, the first one. */
function languageOf(c: Context, visitor: Visitor | null): SiteLanguage {
  const inAddress = languageInAddress(c.req.path)
  if (inAddress !== null) return inAddress
  const chosen = getCookie(c, 'language')
  if (isLanguage(chosen)) return chosen
  return visitor?.reader.language ?? preferredLanguage(c.req.header('accept-language'), LANGUAGES) ?? FIRST_LANGUAGE
}

export function buildApp(parts: AppParts): { app: Hono; routes: readonly RouteEntry[] } {
  const app = new Hono()
  const routes = allRoutes(parts)

  const makeShell = async (c: Context, visitor: Visitor): Promise<Shell> => {
    const url = new URL(c.req.url)
    const notice = c.req.method === 'GET' && c.req.query('as') === undefined ? takeNotice(c) : undefined
    const percent = parts.placesPercent()
    // Suggestions while one types show no rail.
    const counts =
      c.req.query('as') === undefined ? await parts.here.db.inOffice(visitor.office.id, (tx) => shellCounts(tx, parts.here.clock.today(), visitor.reader)) : {}
    return {
      officeName: textIn(visitor.office.name),
      personName: visitor.reader.name,
      role: visitor.reader.role,
      locale: currentLanguage(),
      colorScheme: colorSchemeOf(c),
      currentPath: url.pathname + url.search,
      counts,
      publicPath: `/${currentLanguage()}`,
      ...(notice === undefined ? {} : { notice }),
      ...(percent === null ? {} : { underWay: { text: m.app_places_loading(), percent, href: '/places/progress' } }),
    }
  }

  const refusal = (c: Context, status: 400 | 403 | 404 | 413 | 429 | 500 | 503, title: string, text: string): Response | Promise<Response> => {
    c.status(status)
    if (c.req.query('as') === 'json') return c.json({ error: text })
    return c.html(
      <RefusalPage
        shell={{ locale: currentLanguage(), colorScheme: colorSchemeOf(c) }}
        title={title}
        text={text}
        // Whoever asks too much is offered nothing more to ask for.
        {...(status === 429 ? {} : { signedIn: c.get('visitor') !== null })}
      />,
    )
  }

  // Sheets, scripts and letters are no pages: what only a page obeys would be half a kilobyte more with each of them.
  if (parts.assets !== undefined) {
    app.use(
      '/assets/*',
      serveStatic({
        root: parts.assets,
        rewriteRequestPath: (path) => path.replace(/^\/assets/, ''),
        precompressed: true,
        onFound: (_, c) => {
          c.header('Cache-Control', 'public, max-age=31536000, immutable')
          c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
          c.header('Cross-Origin-Resource-Policy', 'same-origin')
          c.header('X-Content-Type-Options', 'nosniff')
        },
      }),
    )
  }
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Custom properties on elements (bar widths, the ladder's columns) are attributes.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      // A file that is handed out brings a stricter policy of its own.
      overwrite: false,
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      // Over plain http on the town hall's own network HSTS would lock people out.
      strictTransportSecurity: parts.baseUrl.startsWith('https:'),
    }),
  )
  app.get('/health', async (c) => {
    const health = await parts.health()
    return c.json(health, health.ok ? 200 : 503)
  })
  // The pocket programme's worker watches over /p/ alone, so it comes from there, under a name that stays.
  if (parts.assets !== undefined)
    app.get(
      addresses.pocketWorker.pattern,
      serveStatic({
        root: parts.assets,
        rewriteRequestPath: () => assetPath('worker.js').replace(/^\/assets/, ''),
        onFound: (_, c) => c.header('Cache-Control', 'no-cache'),
      }),
    )
  // The benches, and whoever develops, are told how long an answer took here.
  if (parts.dev) app.use(timing())
  const officeOfHost = async (host: string): Promise<Office | null> =>
    (await parts.unchanged.holding('offices', () => parts.here.db.reading.asSystem(officesByHost)))(host)
  // Citizens' pages that are ready go out before anybody is recognised or counted.
  const publicAnswers = new PublicAnswers({ unchanged: parts.unchanged, clock: parts.here.clock, office: officeOfHost })
  app.use(publicAnswers.before)
  app.use(compress())
  const taken = new Allowances()
  const proxies = parts.proxies ?? noProxies
  const tooMany = (c: Context, seconds: number): Response | Promise<Response> => {
    c.header('Retry-After', String(seconds))
    c.header('Cache-Control', 'private, no-store')
    return speakingIn(languageOf(c, c.get('visitor')), () => refusal(c, 429, m.app_too_many_title(), m.app_too_many_text({ seconds })))
  }
  // Whoever presses „unsubscribe“ in a mail program is asked for by its servers, many from one address.
  const strangers = (c: Context): Promise<Response | null> =>
    c.req.method === 'POST' && !c.req.path.startsWith('/unsubscribe/') ? refusedFor(c, 'form', ALLOWANCES.forms) : refusedFor(c, 'page', ALLOWANCES.pages)
  app.use(async (c, next) => {
    c.set('here', parts.here)
    c.set('log', parts.log)
    c.set('unchanged', parts.unchanged)
    c.set('auth', parts.auth)
    c.set('baseUrl', parts.baseUrl)
    c.set('officeOfHost', officeOfHost)
    c.set('makeShell', makeShell)
    c.set('forbidden', (inner) => refusal(inner, 403, m.app_forbidden_title(), m.app_forbidden_text()))
    c.set('allowances', { taken, proxies })
    c.set('tooMany', tooMany)
    c.set('visitor', null)
    // Strangers are counted before anything is done for them; an invented session only costs the look that finds it out.
    const visitor = bringsSession(c) ? await recognise(c) : null
    if (visitor === null) {
      const refused = await strangers(c)
      if (refused !== null) return refused
    }
    c.set('visitor', visitor)
    // Days are those of the visitor's own town.
    if (visitor !== null) c.set('here', inZone(parts.here, visitor.office.timeZone))
    await speakingIn(languageOf(c, visitor), async () => {
      c.set('bareShell', { locale: currentLanguage(), colorScheme: colorSchemeOf(c), currentPath: c.req.path })
      if (!c.req.path.startsWith('/assets/')) c.header('Cache-Control', 'private, no-cache')
      await next()
    })
  })
  app.use(async (c, next) => {
    // Who asks for a page brings nothing; to look whether he does costs a twentieth of the page.
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    // Documents are counted while they flow to the disk, file by file; here only a length that says too much by itself is turned away.
    const flowing = c.req.method !== 'POST' ? undefined : { [addresses.documents()]: MOST_DOCUMENTS, [addresses.intakeBatches()]: MOST_BATCH }[c.req.path]
    if (flowing !== undefined && Number(c.req.header('content-length') ?? 0) <= flowing) return next()
    const most =
      flowing !== undefined
        ? flowing
        : c.req.path.startsWith('/intake') || c.req.path === addresses.letterReturned()
          ? MOST_UPLOAD
          : c.req.path === addresses.sheets()
            ? MOST_TABLE
            : MOST_FORM
    return bodyLimit({ maxSize: most, onError: (inner) => refusal(inner, 413, m.app_too_large_title(), m.app_too_large_text({ most: most / 1024 / 1024 })) })(
      c,
      next,
    )
  })
  // Another site's form must not act in the officer's name.
  const ownForms = csrf({ origin: (origin, c) => origin === new URL(c.req.url).origin || origin === parts.baseUrl })
  // A mail program unsubscribes its reader without a page of ours (RFC 8058); the address itself is the proof.
  app.use((c, next) => (c.req.path.startsWith('/unsubscribe/') ? next() : ownForms(c, next)))

  app.get('/', async (c, next) => {
    if (c.get('visitor') !== null) return next()
    const office = await officeOfHost(hostOf(c))
    if (office !== null) {
      const offered = siteLanguagesOf(office)
      const lang = offered.find((one) => one === getCookie(c, 'language')) ?? preferredLanguage(c.req.header('accept-language'), offered) ?? offered[0]!
      c.header('Vary', 'Accept-Language, Cookie')
      return c.redirect(addresses.site({ lang }), 302)
    }
    return c.html(<RefusalPage shell={c.get('bareShell')} title={m.app_not_set_up_title()} text={m.app_not_set_up_text()} />)
  })
  for (const route of routes) {
    app.on(route.method, route.pattern, (c, next) => {
      for (const name of ID_NAMES) {
        const value = c.req.param(name)
        // Perhaps a later pattern means this word („/partnerships/new“); if none does, the page is missing.
        if (value !== undefined && !isId(value)) return next()
      }
      return route.answer(c)
    })
  }
  app.notFound((c) => refusal(c, 404, m.app_missing_title(), m.app_missing_text()))
  app.onError((error, c) => {
    const speak = () => {
      const explained = explainDatabaseError(error)
      const path = withoutKeys(c.req.path)
      if (explained !== null) {
        parts.log.error(`${c.req.method} ${path}: ${explained.code}`, error)
        // What is the matter with the server is for those who can mend it.
        return refusal(c, 503, m.app_database_title(), languageInAddress(c.req.path) !== null ? m.app_database_citizens() : explained.message)
      }
      if ('status' in error && error.status === 403) return refusal(c, 403, m.app_foreign_title(), m.app_foreign_text())
      const reference = newId().slice(-8)
      parts.log.error(`${c.req.method} ${path} [${reference}]`, error)
      return refusal(c, 500, m.app_unexpected_title(), m.app_unexpected_text({ reference }))
    }
    // Hono calls this outside the language of the request.
    return speakingIn(languageOf(c, c.get('visitor') ?? null), speak)
  })
  return { app, routes }
}
