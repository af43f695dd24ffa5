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
import { accountRoutes, type AccountParts } from '#features/accounts/account.routes.tsx'
import { type Office, officesByHost, siteLanguagesOf } from '#features/accounts/account.queries.ts'
import type { Auth } from '#features/accounts/auth.actions.ts'
import { bringsSession, colorSchemeOf, recognise, type Visitor } from '#features/accounts/session.gate.ts'
import { calendarRoutes } from '#features/calendar/calendar.routes.tsx'
import { feedRoutes } from '#features/calendar/feed/feed.routes.tsx'
import { occasionRoutes } from '#features/calendar/occasions/occasion.routes.tsx'
import { rulesRoutes } from '#features/calendar/rules.routes.tsx'
import { halfYearRoutes } from '#features/commitments/half-years/half-year.routes.tsx'
import { ledgerRoutes } from '#features/commitments/ledger/ledger.routes.tsx'
import { reminderRoutes } from '#features/commitments/reminders/reminder.routes.tsx'
import { shareRoutes } from '#features/commitments/shares/share.routes.tsx'
import { commitmentRoutes } from '#features/commitments/commitment.routes.tsx'
import { eventRoutes } from '#features/events/event.routes.tsx'
import { symbolicActRoutes } from '#features/events/symbolic-act.routes.tsx'
import { digestRoutes } from '#features/digest/digest.routes.tsx'
import { editorRoutes } from '#features/digest/editor.routes.tsx'
import { agendaRoutes } from '#features/meetings/agenda/item.routes.tsx'
import { minutesRoutes } from '#features/meetings/minutes/minutes.routes.tsx'
import { outcomeRoutes } from '#features/meetings/outcomes/outcome.routes.tsx'
import { briefingRoutes } from '#features/meetings/briefing/briefing.routes.tsx'
import { meetingPaperRoutes } from '#features/meetings/papers/paper.routes.tsx'
import { summaryRoutes } from '#features/meetings/summary/summary.routes.tsx'
import { meetingRoutes } from '#features/meetings/meeting.routes.tsx'
import { documentRoutes, type DocumentRouteParts } from '#features/documents/document.routes.tsx'
import { crestApart } from '#features/documents/picture/apart.ts'
import { MOST_UPLOAD as MOST_DOCUMENTS } from '#features/documents/upload.ts'
import { issueRoutes } from '#features/digest/newsletter/issue.routes.tsx'
import { newsletterRefused } from '#features/digest/newsletter/subscriber.actions.ts'
import { newsletterRoutes } from '#features/digest/newsletter/newsletter.routes.tsx'
import { doubleRoutes } from '#features/organisations/doubles/double.routes.tsx'
import { mergingRoutes } from '#features/organisations/doubles/merging.routes.tsx'
import { letterheadRoutes } from '#features/accounts/letterhead/letterhead.routes.tsx'
import { siteLanguageRoutes } from '#features/accounts/site-languages/site-language.routes.tsx'
import { savedViewRoutes } from '#features/accounts/saved-view.routes.tsx'
import { manyOrganisationsRoutes, manyPeopleRoutes } from '#features/organisations/many.routes.tsx'
import { organisationRoutes } from '#features/organisations/organisation.routes.tsx'
import { personRoutes } from '#features/organisations/people/person.routes.tsx'
import { endingRoutes } from '#features/organisations/people/ending.routes.tsx'
import { keepingRoutes } from '#features/organisations/people/keeping.routes.tsx'
import { roundRoutes } from '#features/organisations/people/round.routes.tsx'
import { postRoutes } from '#features/organisations/people/post.routes.tsx'
import { MOST_BATCH_BYTES } from '#features/intake/batches/batch.ts'
import { batchRoutes } from '#features/intake/batches/batch.routes.tsx'
import { feedsRoutes } from '#features/intake/feeds/feed.routes.tsx'
import { triageRoutes } from '#features/intake/triage/triage.routes.tsx'
import { deskRoutes } from '#features/intake/desk.routes.tsx'
import { modelRoutes, type ModelParts } from '#features/intake/model/model.routes.tsx'
import { tripMoneyRoutes } from '#features/trips/money/money.routes.tsx'
import { tripPaperRoutes } from '#features/trips/papers/paper.routes.tsx'
import { tripReportRoutes } from '#features/trips/reports/report.routes.tsx'
import { tripSettingsRoutes } from '#features/trips/rules/settings.routes.tsx'
import { tripTravellerRoutes } from '#features/trips/travellers/traveller.routes.tsx'
import { tripRoutes } from '#features/trips/trip.routes.tsx'
import { giftLimitRoutes } from '#features/gifts/limits/limit.routes.tsx'
import { spotRoutes } from '#features/gifts/spots/spot.routes.tsx'
import { giftRoutes } from '#features/gifts/gift.routes.tsx'
import { rereadingRoutes } from '#features/intake/rereading.routes.tsx'
import { textRoutes } from '#features/intake/text.routes.tsx'
import { manyPartnershipsRoutes } from '#features/partnerships/register/many.routes.tsx'
import { dormancyRoutes } from '#features/partnerships/silence/dormancy.routes.tsx'
import { handoverRoutes } from '#features/partnerships/handover.routes.tsx'
import { milestoneRoutes } from '#features/partnerships/milestones/milestone.routes.tsx'
import { partnershipRoutes } from '#features/partnerships/partnership.routes.tsx'
import { procedureRoutes } from '#features/partnerships/procedures/procedure.routes.tsx'
import { readingRoutes } from '#features/partnerships/milestones/reading.routes.tsx'
import { registerRoutes } from '#features/partnerships/register/register.routes.tsx'
import { type PostRouteParts, postRoutes as letterRoutes } from '#features/post/post.routes.tsx'
import { unsubscribeRoutes } from '#features/post/unsubscribe.routes.tsx'
import { placeRoutes } from '#features/places/place.routes.tsx'
import { itemEventRoutes } from '#features/visits/programmes/item-event.routes.tsx'
import { planningRoutes } from '#features/visits/programmes/planning.routes.tsx'
import { invitationRoutes } from '#features/visits/invitations/invitation.routes.tsx'
import { pocketRoutes } from '#features/visits/pocket/pocket.routes.tsx'
import { programmeRoutes } from '#features/visits/programmes/programme.routes.tsx'
import { sheetRoutes } from '#features/sheets/import.routes.tsx'
import { exportRoutes } from '#features/sheets/export.routes.tsx'
import { arrangementRoutes } from '#features/visits/arrangements/arrangement.routes.tsx'
import { delegationRoutes } from '#features/visits/delegations/delegate.routes.tsx'
import { ceremonialRoutes } from '#features/visits/ceremonial/ceremonial.routes.tsx'
import { letterRoutes as visitLetterRoutes } from '#features/visits/invitations/letter.routes.tsx'
import { mailingRoutes } from '#features/visits/invitations/mailing.routes.tsx'
import { preparationRoutes } from '#features/visits/preparation/preparation.routes.tsx'
import { visitRulesRoutes } from '#features/visits/preparation/rules.routes.tsx'
import { taskRoutes } from '#features/visits/preparation/task.routes.tsx'
import { reportRoutes } from '#features/visits/report.routes.tsx'
import { seatingRoutes } from '#features/visits/seatings/seating.routes.tsx'
import { townRoutes } from '#features/visits/town.routes.tsx'
import { visitRoutes } from '#features/visits/visit.routes.tsx'
import { shellCounts } from '#features/today/today.queries.ts'
import { historyRoutes } from '#features/today/history.routes.tsx'
import { morningRoutes } from '#features/today/morning/morning.routes.tsx'
import { waitingRoutes } from '#features/today/inbox/waiting.routes.tsx'
import { todayRoutes } from '#features/today/today.routes.tsx'
import { paperRoutes } from '#features/visits/papers/paper.routes.tsx'
import { openDataRoutes } from '#features/website/open-data.routes.tsx'
import { siteCalendarRoutes } from '#features/website/calendar/calendar.routes.tsx'
import { lookRoutes } from '#features/website/look/look.routes.tsx'
import { siteNewsletterRoutes } from '#features/website/newsletter/newsletter.routes.tsx'
import { siteFeedRoutes } from '#features/website/feeds/feed.routes.tsx'
import { siteNewsRoutes } from '#features/website/news/news.routes.tsx'
import { siteRegisterRoutes } from '#features/website/register/register.routes.tsx'
import { siteSearchRoutes } from '#features/website/search/search.routes.tsx'
import { siteRoutes } from '#features/website/site.routes.tsx'
import { assessmentRoutes } from '#features/impact/assessments/assessment.routes.tsx'
import { citizensDigestRoutes } from '#features/digest/citizens.routes.tsx'
import { citizensImpactRoutes } from '#features/impact/citizens.routes.tsx'
import { figureRoutes } from '#features/impact/figures/figure.routes.tsx'
import { impactRoutes } from '#features/impact/impact.routes.tsx'
import { reportRoutes as impactReportRoutes } from '#features/impact/reports/report.routes.tsx'
import { statementRoutes } from '#features/website/statement/statement.routes.tsx'
import { m } from '#messages'
import type { WhileUnchanged } from '#platform/database/while-unchanged.ts'
import { explainDatabaseError } from '#platform/database/embedded/refusals.ts'
import { type Here, inZone } from '#platform/here.ts'
import { ALLOWANCES, Allowances, refusedFor } from '#platform/http/allowance.ts'
import { type Proxies, proxiesOf } from '#platform/http/asker.ts'
import '#platform/http/context.ts'
import { takeNotice } from '#platform/http/notice.ts'
import type { Outside } from '#platform/http/outside.ts'
import { hostOf, PublicAnswers } from '#platform/http/public-answers.ts'
import type { RouteEntry, Routes } from '#platform/http/routes.ts'
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
import {
  commitmentParts,
  eventParts,
  followers,
  giftParts,
  meetingParts,
  handoverParts,
  listsOfViews,
  milestoneParts,
  occasionParts,
  organisationParts,
  paperKeeping,
  partnershipParts,
  keepingParts,
  personParts,
  postParts,
  registerParts,
  summaryParts,
  symbolicActParts,
  visitParts,
  reminderParts,
} from './contributions.tsx'
import { siteFrame } from './site-frame.tsx'
import { assetPath } from '#ui/assets.ts'
import { RefusalPage } from '#ui/refusal.tsx'

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

/** Every feature's routes, in the features' order; the permission and fuzz tests walk the same list. */
export const allRoutes = (
  parts: AccountParts &
    DocumentRouteParts &
    Pick<
      AppParts,
      | 'secret'
      | 'mailFrom'
      | 'wakePost'
      | 'returns'
      | 'wakeImports'
      | 'wakeRereading'
      | 'model'
      | 'wakeBatches'
      | 'wakeFeeds'
      | 'outside'
      | 'feedMinutes'
      | 'newsletterPerMinute'
      | 'wakeNewsletter'
    >,
): RouteEntry[] => {
  const features: Routes[] = [
    accountRoutes(parts),
    siteLanguageRoutes(),
    letterheadRoutes({ files: parts.files, drawCrest: crestApart }),
    savedViewRoutes(listsOfViews),
    letterRoutes({
      mailFrom: parts.mailFrom ?? null,
      ...(parts.returns === undefined ? {} : { returns: parts.returns }),
      ...(parts.wakePost === undefined ? {} : { wakePost: parts.wakePost }),
      ...postParts,
    }),
    unsubscribeRoutes(parts.secret, [newsletterRefused]),
    placeRoutes(parts.placesPercent),
    // Before the register itself: `/organisations/:id` would hear their addresses.
    doubleRoutes(),
    mergingRoutes(followers),
    organisationRoutes(organisationParts),
    manyOrganisationsRoutes(organisationParts),
    personRoutes(personParts),
    manyPeopleRoutes(),
    postRoutes(),
    registerRoutes(registerParts),
    manyPartnershipsRoutes(partnershipParts),
    keepingRoutes(keepingParts),
    endingRoutes(),
    roundRoutes(),
    partnershipRoutes(partnershipParts),
    milestoneRoutes(milestoneParts),
    readingRoutes(),
    procedureRoutes(),
    dormancyRoutes(),
    handoverRoutes(handoverParts),
    eventRoutes(eventParts),
    symbolicActRoutes(symbolicActParts),
    ledgerRoutes(),
    shareRoutes(),
    reminderRoutes(reminderParts),
    halfYearRoutes({ files: parts.files, keeping: paperKeeping(parts.files) }),
    commitmentRoutes(commitmentParts),
    giftRoutes(giftParts),
    spotRoutes(),
    visitRulesRoutes(),
    townRoutes(),
    visitRoutes(visitParts),
    taskRoutes(visitParts),
    delegationRoutes(visitParts),
    arrangementRoutes(visitParts),
    seatingRoutes(),
    preparationRoutes(visitParts),
    visitLetterRoutes(),
    mailingRoutes({ files: parts.files, mailFrom: parts.mailFrom ?? null, ...(parts.wakePost === undefined ? {} : { wakePost: parts.wakePost }) }),
    ceremonialRoutes(visitParts),
    reportRoutes(visitParts),
    giftLimitRoutes(),
    tripRoutes(),
    tripTravellerRoutes(),
    tripMoneyRoutes(),
    tripReportRoutes(),
    tripPaperRoutes({ files: parts.files }),
    tripSettingsRoutes(),
    documentRoutes({ files: parts.files, wake: parts.wake }),
    meetingRoutes(meetingParts),
    agendaRoutes(meetingParts),
    minutesRoutes(),
    outcomeRoutes(meetingParts),
    summaryRoutes(summaryParts),
    meetingPaperRoutes({ files: parts.files }),
    briefingRoutes({ files: parts.files }),
    programmeRoutes(visitParts),
    planningRoutes(),
    itemEventRoutes(),
    invitationRoutes({ mailFrom: parts.mailFrom ?? null, ...(parts.wakePost === undefined ? {} : { wakePost: parts.wakePost }) }),
    pocketRoutes({ secret: parts.secret }),
    paperRoutes({ files: parts.files, outcomes: visitParts.outcomes }),
    sheetRoutes(parts.wakeImports),
    exportRoutes(),
    calendarRoutes(),
    occasionRoutes(occasionParts),
    rulesRoutes(),
    feedRoutes(),
    textRoutes(),
    deskRoutes(parts.model),
    modelRoutes(parts.model),
    batchRoutes(parts.files, parts.wakeBatches),
    triageRoutes(),
    feedsRoutes(parts.outside ?? { userAgent: 'Pobratim', privateToo: false }, parts.feedMinutes ?? 60, parts.wakeFeeds),
    rereadingRoutes(parts.wakeRereading),
    digestRoutes({ files: parts.files }),
    editorRoutes(),
    impactRoutes(),
    figureRoutes(),
    assessmentRoutes(),
    impactReportRoutes({ files: parts.files }),
    newsletterRoutes({ secret: parts.secret }),
    issueRoutes({
      secret: parts.secret,
      perMinute: parts.newsletterPerMinute ?? 0,
      ...(parts.wakeNewsletter === undefined ? {} : { wakeNewsletter: parts.wakeNewsletter }),
      ...(parts.wakePost === undefined ? {} : { wakePost: parts.wakePost }),
    }),
    todayRoutes(),
    waitingRoutes(),
    morningRoutes(),
    historyRoutes(),
  ]
  const site: Routes[] = [
    lookRoutes({ files: parts.files }),
    statementRoutes(),
    openDataRoutes(),
    siteRegisterRoutes(),
    siteCalendarRoutes(),
    siteNewsRoutes(),
    siteFeedRoutes(),
    siteNewsletterRoutes({ secret: parts.secret, ...(parts.wakePost === undefined ? {} : { wakePost: parts.wakePost }) }),
    siteSearchRoutes(),
    citizensDigestRoutes(siteFrame),
    citizensImpactRoutes(siteFrame),
    siteRoutes(parts.files),
  ]
  // Last of all: `/:lang` would hear other features' addresses of one word.
  return [...features, ...site].flatMap((routes) => routes.entries)
}

/** The language of a page: the address's on the citizens' site, else the person's choice, the account's, the browser's, the first one. */
function languageOf(c: Context, visitor: Visitor | null): SiteLanguage {
  const inAddress = /^\/([a-z]{2})(?:\/|$)/.exec(c.req.path)?.[1]
  if (isSiteLanguage(inAddress)) return inAddress
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
  if (parts.assets !== undefined) {
    app.use(
      '/assets/*',
      serveStatic({
        root: parts.assets,
        rewriteRequestPath: (path) => path.replace(/^\/assets/, ''),
        precompressed: true,
        onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
      }),
    )
  }
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
    (await parts.unchanged.holding('offices', () => parts.here.db.asSystem(officesByHost)))(host)
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
        return refusal(c, 503, m.app_database_title(), explained.message)
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
