// Every feature's routes, in the features' order, each with what the app and later features bring to it.
import { accountRoutes, type AccountParts } from '#features/accounts/account.routes.tsx'
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
import { comparisonRoutes } from '#features/finder/comparison/comparison.routes.tsx'
import { finderRoutes } from '#features/finder/candidates/candidate.routes.tsx'
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
import { batchRoutes } from '#features/intake/batches/batch.routes.tsx'
import { feedsRoutes } from '#features/intake/feeds/feed.routes.tsx'
import { triageRoutes } from '#features/intake/triage/triage.routes.tsx'
import { deskRoutes } from '#features/intake/desk.routes.tsx'
import { modelRoutes } from '#features/intake/model/model.routes.tsx'
import { tripMoneyRoutes } from '#features/trips/money/money.routes.tsx'
import { tripPaperRoutes } from '#features/trips/papers/paper.routes.tsx'
import { tripReportRoutes } from '#features/trips/reports/report.routes.tsx'
import { tripSettingsRoutes } from '#features/trips/rules/settings.routes.tsx'
import { tripTravellerRoutes } from '#features/trips/travellers/traveller.routes.tsx'
import { tripRoutes } from '#features/trips/trip.routes.tsx'
import { giftLimitRoutes } from '#features/gifts/limits/limit.routes.tsx'
import { spotRoutes } from '#features/gifts/spots/spot.routes.tsx'
import { giftRoutes } from '#features/gifts/gift.routes.tsx'
import { candidateRoutes } from '#features/finder/shortlist/candidate.routes.tsx'
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
import { postRoutes as letterRoutes } from '#features/post/post.routes.tsx'
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
import { partnerName } from '#features/website/site.ts'
import { assessmentRoutes } from '#features/impact/assessments/assessment.routes.tsx'
import { citizensDigestRoutes } from '#features/digest/citizens.routes.tsx'
import { citizensImpactRoutes } from '#features/impact/citizens.routes.tsx'
import { figureRoutes } from '#features/impact/figures/figure.routes.tsx'
import { impactRoutes } from '#features/impact/impact.routes.tsx'
import { reportRoutes as impactReportRoutes } from '#features/impact/reports/report.routes.tsx'
import { settingsLack } from '#features/website/statement/statement.queries.ts'
import { statementRoutes } from '#features/website/statement/statement.routes.tsx'
import type { RouteEntry, Routes } from '#platform/http/routes.ts'
import {
  commitmentParts,
  handoverParts,
  listsOfViews,
  milestoneParts,
  organisationParts,
  paperKeeping,
  partnershipParts,
  keepingParts,
  personParts,
  postParts,
  registerParts,
  reminderParts,
} from './contributions.tsx'
import { eventParts, giftParts, meetingParts, occasionParts, summaryParts, symbolicActParts, visitParts } from './event-contributions.tsx'
import { followers } from './followers.ts'
import { siteFrame, sitePreview } from './site-frame.tsx'
import type { AppParts } from './app.tsx'

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
    accountRoutes({ ...parts, settingsLack }),
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
    finderRoutes(),
    candidateRoutes(),
    comparisonRoutes({ files: parts.files }),
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
    digestRoutes({ files: parts.files, preview: sitePreview }),
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
    citizensImpactRoutes(siteFrame, partnerName),
    siteRoutes(parts.files),
  ]
  // Last of all: `/:lang` would hear other features' addresses of one word.
  return [...features, ...site].flatMap((routes) => routes.entries)
}
