// Every web address of Pobratim as a typed function; `.pattern` is what a route listens to.

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type Query = Readonly<Record<string, string | number | undefined>>

/** Builds a path from its pattern; absent query values are left out, all others are encoded. */
export type Address<Path extends string = string> = {
  readonly pattern: Path
} & ([Names<Path>] extends [never] ? (query?: Query) => string : (names: Readonly<Record<Names<Path>, string>>, query?: Query) => string)

function address<const Path extends string>(pattern: Path): Address<Path> {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const build = (first?: Query, second?: Query): string => {
    const values = names.length > 0 ? (first as Record<string, string>) : {}
    const query = names.length > 0 ? second : first
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(key, String(value))
    return search.size > 0 ? `${path}?${search}` : path
  }
  return Object.assign(build, { pattern }) as unknown as Address<Path>
}

export const addresses = {
  // the office
  today: address('/'),
  search: address('/search'),
  settingsMorning: address('/settings/morning'),
  waitingSnoozed: address('/waiting/snoozed'),
  waitingSnooze: address('/waiting/:row/snooze'),
  waitingWaking: address('/waiting/:row/waking'),
  waitingAssignment: address('/waiting/:row/assignment'),
  waitingDismissal: address('/waiting/:row/dismissal'),
  settings: address('/settings'),
  settingsPeople: address('/settings/people'),
  settingsPerson: address('/settings/people/:id'),
  settingsPersonRemoval: address('/settings/people/:id/removal'),
  settingsMe: address('/settings/me'),
  settingsPassword: address('/settings/me/password'),
  activity: address('/activity'),
  activityUndo: address('/activity/:id/undo'),
  history: address('/history/:thing/:id'),
  historyVersion: address('/history/:thing/:id/:line'),
  historyRestoration: address('/history/:thing/:id/:line/restoration'),

  // coming in
  welcome: address('/welcome/:token'),
  welcomeDemo: address('/welcome/:token/demo'),
  welcomeOffice: address('/welcome/:token/office'),
  signIn: address('/sign-in'),
  signInSent: address('/sign-in/sent'),
  signInLink: address('/sign-in/link/:token'),
  signInPassword: address('/sign-in/password'),
  signOut: address('/sign-out'),
  language: address('/language'),
  colorScheme: address('/color-scheme'),
  dev: address('/dev'),
  devSignIn: address('/dev/sign-in'),
  health: address('/health'),

  // post: letters that wait, left or came back
  letters: address('/post'),
  letterDeeds: address('/post/deeds'),
  letterTrial: address('/post/trial'),
  letterReturned: address('/post/returned'),
  letterAddresses: address('/post/addresses'),
  letterAddressMending: address('/post/addresses/:id/mending'),
  letter: address('/post/:id'),
  unsubscribe: address('/unsubscribe/:token'),

  // places
  places: address('/places'),
  placesProgress: address('/places/progress'),

  // organisations and people
  organisations: address('/organisations'),
  organisationNew: address('/organisations/new'),
  organisation: address('/organisations/:id'),
  organisationEdit: address('/organisations/:id/edit'),
  organisationRemoval: address('/organisations/:id/removal'),
  people: address('/people'),
  personNew: address('/people/new'),
  person: address('/people/:id'),
  personEdit: address('/people/:id/edit'),
  personRemoval: address('/people/:id/removal'),
  posts: address('/people/:id/posts'),
  post: address('/people/:id/posts/:post'),
  postRemoval: address('/people/:id/posts/:post/removal'),
  postConfirmation: address('/people/:id/posts/:post/confirmation'),

  // people: the yearly round, personal data
  peopleRound: address('/people/round'),
  peopleRetention: address('/people/retention'),
  personKeeping: address('/people/:id/keeping'),
  personErasure: address('/people/:id/erasure'),
  postEnding: address('/people/:id/posts/:post/ending'),
  elections: address('/organisations/:id/elections'),
  organisationConfirmation: address('/organisations/:id/confirmation'),
  roundLetter: address('/organisations/:id/round-letter'),

  // doubles and merging
  organisationDoubles: address('/organisations/doubles'),
  organisationDifferences: address('/organisations/differences'),
  organisationMerging: address('/organisations/merging'),
  organisationMerged: address('/organisations/:id/merged'),
  personDoubles: address('/people/doubles'),
  personDifferences: address('/people/differences'),
  personMerging: address('/people/merging'),
  personMerged: address('/people/:id/merged'),

  // saved views
  savedViews: address('/views'),
  savedViewNew: address('/views/new'),
  savedView: address('/views/:id'),
  savedViewRemoval: address('/views/:id/removal'),

  // organisations and people: one cell, many at once
  organisationsMany: address('/organisations/many'),
  organisationsManyDoing: address('/organisations/many/doing'),
  organisationCell: address('/organisations/:id/cells/:cell'),
  peopleMany: address('/people/many'),
  peopleManyDoing: address('/people/many/doing'),
  personCell: address('/people/:id/cells/:cell'),

  // partnerships
  partnerships: address('/partnerships'),
  partnershipNew: address('/partnerships/new'),
  partnership: address('/partnerships/:id'),
  partnershipEdit: address('/partnerships/:id/edit'),
  partnershipRemoval: address('/partnerships/:id/removal'),
  milestones: address('/partnerships/:id/milestones'),
  milestoneNew: address('/partnerships/:id/milestones/new'),
  milestone: address('/partnerships/:id/milestones/:milestone'),
  milestoneRemoval: address('/partnerships/:id/milestones/:milestone/removal'),

  // partnerships: readings of a date, procedures
  milestoneReadings: address('/partnerships/:id/milestones/:milestone/readings'),
  milestoneReadingNew: address('/partnerships/:id/milestones/:milestone/readings/new'),
  milestoneReadingOwn: address('/partnerships/:id/milestones/:milestone/readings/:reading/own'),
  milestoneReadingRemoval: address('/partnerships/:id/milestones/:milestone/readings/:reading/removal'),
  procedures: address('/procedures'),
  procedure: address('/procedures/:country'),

  // partnerships: handover, dormancy
  partnershipHandover: address('/partnerships/:id/handover'),
  settingsDormancy: address('/settings/dormancy'),

  // partnerships: one cell, many at once
  partnershipsMany: address('/partnerships/many'),
  partnershipsManyDoing: address('/partnerships/many/doing'),
  partnershipCell: address('/partnerships/:id/cells/:cell'),

  // events and symbolic acts
  events: address('/events'),
  eventNew: address('/events/new'),
  event: address('/events/:id'),
  eventEdit: address('/events/:id/edit'),
  eventCallingOff: address('/events/:id/calling-off'),
  eventResumption: address('/events/:id/resumption'),
  eventRemoval: address('/events/:id/removal'),
  symbolicActs: address('/symbolic-acts'),
  symbolicActNew: address('/symbolic-acts/new'),
  symbolicAct: address('/symbolic-acts/:id'),
  symbolicActEdit: address('/symbolic-acts/:id/edit'),
  symbolicActRemoval: address('/symbolic-acts/:id/removal'),

  // commitments
  commitments: address('/commitments'),
  commitmentNew: address('/commitments/new'),
  commitment: address('/commitments/:id'),
  commitmentEdit: address('/commitments/:id/edit'),
  commitmentRemoval: address('/commitments/:id/removal'),
  commitmentFulfilment: address('/commitments/:id/fulfilment'),
  commitmentDropping: address('/commitments/:id/dropping'),
  commitmentReopening: address('/commitments/:id/reopening'),
  commitmentMoving: address('/commitments/:id/moving'),
  commitmentsMany: address('/commitments/many'),
  commitmentsManyDoing: address('/commitments/many/doing'),
  commitmentShares: address('/commitments/shares'),
  settingsReminders: address('/settings/reminders'),
  commitmentHalfYears: address('/commitments/half-years'),
  commitmentHalfYearPaper: address('/commitments/half-years/paper'),
  commitmentHalfYearSheet: address('/commitments/half-years/sheet'),
  commitmentHalfYearKeeping: address('/commitments/half-years/keeping'),

  // gifts and symbols
  gifts: address('/gifts'),
  giftNew: address('/gifts/new'),
  gift: address('/gifts/:id'),
  giftEdit: address('/gifts/:id/edit'),
  giftRemoval: address('/gifts/:id/removal'),
  giftPreparation: address('/gifts/:id/preparation'),
  giftHandingOver: address('/gifts/:id/handing-over'),
  giftWhereabouts: address('/gifts/:id/whereabouts'),
  settingsGifts: address('/settings/gifts'),
  settingsGiftLimit: address('/settings/gifts/:id'),
  settingsGiftLimitRemoval: address('/settings/gifts/:id/removal'),
  // visits: dossiers
  visits: address('/visits'),
  visitNew: address('/visits/new'),
  visitRules: address('/visits/rules'),
  visit: address('/visits/:id'),
  visitEdit: address('/visits/:id/edit'),
  visitDelegations: address('/visits/:id/delegations'),
  delegateNew: address('/visits/:id/delegations/new'),
  delegatePasting: address('/visits/:id/delegations/pasting'),
  delegatePasted: address('/visits/:id/delegations/pasted'),
  delegateJourney: address('/visits/:id/delegations/journey'),
  delegateEdit: address('/visits/:id/delegations/:delegate/edit'),
  delegateWithdrawal: address('/visits/:id/delegations/:delegate/withdrawal'),
  delegateRegistration: address('/visits/:id/delegations/:delegate/registration'),
  delegateRemoval: address('/visits/:id/delegations/:delegate/removal'),
  visitPreparation: address('/visits/:id/preparation'),
  visitCosts: address('/visits/:id/costs'),
  visitDocuments: address('/visits/:id/documents'),
  visitReport: address('/visits/:id/report'),
  visitConfirmation: address('/visits/:id/confirmation'),
  visitHolding: address('/visits/:id/holding'),
  visitClosing: address('/visits/:id/closing'),
  visitReopening: address('/visits/:id/reopening'),
  visitCancellation: address('/visits/:id/cancellation'),
  visitResumption: address('/visits/:id/resumption'),
  visitRemoval: address('/visits/:id/removal'),
  arrangements: address('/visits/:id/arrangements'),
  arrangementNew: address('/visits/:id/arrangements/new'),
  arrangementEdit: address('/visits/:id/arrangements/:arrangement/edit'),
  arrangementConfirmation: address('/visits/:id/arrangements/:arrangement/confirmation'),
  arrangementRemoval: address('/visits/:id/arrangements/:arrangement/removal'),
  seatings: address('/visits/:id/seatings'),
  seatingNew: address('/visits/:id/seatings/new'),
  seating: address('/visits/:id/seatings/:seating'),
  seatingEdit: address('/visits/:id/seatings/:seating/edit'),
  seatingExchange: address('/visits/:id/seatings/:seating/exchange'),
  seatingOrder: address('/visits/:id/seatings/:seating/order'),
  seatingRemoval: address('/visits/:id/seatings/:seating/removal'),
  visitLetters: address('/visits/:id/letters'),
  visitLetterNew: address('/visits/:id/letters/new'),
  visitLetter: address('/visits/:id/letters/:letter'),
  visitLetterEdit: address('/visits/:id/letters/:letter/edit'),
  visitLetterSending: address('/visits/:id/letters/:letter/sending'),
  visitLetterRemoval: address('/visits/:id/letters/:letter/removal'),
  visitCeremonial: address('/visits/:id/ceremonial'),
  visitPieceWaiver: address('/visits/:id/pieces/:piece/waiver'),
  visitTasks: address('/visits/:id/tasks'),
  visitTaskTick: address('/visits/:id/tasks/:task/tick'),
  visitTaskRemoval: address('/visits/:id/tasks/:task/removal'),
  eventDossier: address('/events/:id/dossier'),

  // documents
  documents: address('/documents'),
  documentNew: address('/documents/new'),
  documentThings: address('/documents/things'),
  document: address('/documents/:id'),
  documentEdit: address('/documents/:id/edit'),
  documentFile: address('/documents/:id/file'),
  documentThumbnail: address('/documents/:id/thumbnail'),
  documentRemoval: address('/documents/:id/removal'),

  // meetings: agenda, minutes, outcomes; the briefing before one
  meeting: address('/events/:id/meeting'),
  meetingItems: address('/events/:id/meeting/items'),
  meetingItem: address('/events/:id/meeting/items/:item'),
  meetingItemEdit: address('/events/:id/meeting/items/:item/edit'),
  meetingItemMove: address('/events/:id/meeting/items/:item/move'),
  meetingItemState: address('/events/:id/meeting/items/:item/state'),
  meetingItemRemoval: address('/events/:id/meeting/items/:item/removal'),
  meetingOrder: address('/events/:id/meeting/order'),
  meetingLeft: address('/events/:id/meeting/left'),
  meetingMinutes: address('/events/:id/meeting/minutes'),
  meetingDrafts: address('/events/:id/meeting/drafts'),
  meetingDraftAside: address('/events/:id/meeting/drafts/:draft/aside'),
  meetingOutcomes: address('/events/:id/meeting/outcomes'),
  meetingDecision: address('/events/:id/meeting/outcomes/:outcome'),
  meetingDecisionRemoval: address('/events/:id/meeting/outcomes/:outcome/removal'),
  meetingWithout: address('/events/:id/meeting/without-outcome'),
  meetingSummary: address('/events/:id/meeting/summary'),
  meetingPaper: address('/events/:id/meeting/paper/:language/:format'),
  eventBriefing: address('/events/:id/briefing'),
  partnershipBriefing: address('/partnerships/:id/briefing'),
  meetingSigners: address('/events/:id/meeting/signers'),

  // visits: the programme
  programme: address('/visits/:id/programme'),
  programmeNew: address('/visits/:id/programme/new'),
  programmeItem: address('/visits/:id/programme/items/:item'),
  programmeItemEdit: address('/visits/:id/programme/items/:item/edit'),
  programmeItemMoving: address('/visits/:id/programme/items/:item/moving'),
  programmeItemRemoval: address('/visits/:id/programme/items/:item/removal'),
  programmeItemDouble: address('/visits/:id/programme/items/:item/double'),
  programmeItemShifting: address('/visits/:id/programme/items/:item/shifting'),
  programmePeople: address('/visits/:id/programme/people'),
  programmeRemedies: address('/visits/:id/programme/remedies'),
  programmeDay: address('/visits/:id/programme/days/:day'),
  programmeDayCopy: address('/visits/:id/programme/days/:day/copy'),
  programmeGroups: address('/visits/:id/programme/groups'),
  programmeGroup: address('/visits/:id/programme/groups/:group'),
  programmeGroupRemoval: address('/visits/:id/programme/groups/:group/removal'),
  programmeTemplate: address('/visits/:id/programme/template'),

  // visits: the pocket programme
  pocket: address('/p/:token'),
  pocketWorker: address('/p/worker.js'),
  pocketLinks: address('/visits/:id/pocket'),
  pocketCodes: address('/visits/:id/pocket/codes'),
  pocketCode: address('/visits/:id/pocket/codes/:delegate'),
  pocketRenewal: address('/visits/:id/pocket/:delegate/renewal'),
  pocketWithdrawal: address('/visits/:id/pocket/:delegate/withdrawal'),
  pocketMail: address('/visits/:id/pocket/mail'),

  // visits: what is printed
  visitPapers: address('/visits/:id/papers'),
  visitBadges: address('/visits/:id/papers/badges'),
  visitRoomsSpecial: address('/visits/:id/papers/rooms-with-needs.pdf'),
  visitFlags: address('/visits/:id/papers/flags.pdf'),
  visitPaper: address('/visits/:id/papers/:paper'),
  seatingPlan: address('/visits/:id/seatings/:seating/plan.pdf'),
  visitLetterPaper: address('/visits/:id/letters/:letter/papers/:paper'),

  // sheets: in and out
  sheets: address('/sheets'),
  sheetNew: address('/sheets/new'),
  sheet: address('/sheets/:id'),
  sheetTable: address('/sheets/:id/table'),
  sheetColumns: address('/sheets/:id/columns'),
  sheetDecisions: address('/sheets/:id/decisions'),
  sheetRunning: address('/sheets/:id/running'),
  sheetPause: address('/sheets/:id/pause'),
  sheetProgress: address('/sheets/:id/progress'),
  sheetFailed: address('/sheets/:id/failed'),
  sheetUndoing: address('/sheets/:id/undoing'),
  sheetRemoval: address('/sheets/:id/removal'),
  sheetExport: address('/sheets/export/:what/:format'),

  // calendar
  calendar: address('/calendar'),
  calendarWall: address('/calendar/wall'),
  calendarRules: address('/calendar/rules'),
  calendarFeeds: address('/calendar/feeds'),
  calendarFeedRenewal: address('/calendar/feeds/:id/renewal'),
  calendarFeedWithdrawal: address('/calendar/feeds/:id/withdrawal'),
  calendarFeed: address('/calendar/feed/:token'),
  occasions: address('/occasions'),
  occasionNew: address('/occasions/new'),
  occasion: address('/occasions/:id'),
  occasionEdit: address('/occasions/:id/edit'),
  occasionRemoval: address('/occasions/:id/removal'),

  // intake
  intake: address('/intake'),
  intakeNew: address('/intake/new'),
  intakeText: address('/intake/:id'),
  intakeDate: address('/intake/:id/date'),
  intakeDecisions: address('/intake/:id/decisions'),
  intakeDraft: address('/intake/:id/drafts/:draft'),
  intakeDraftDecision: address('/intake/:id/drafts/:draft/decision'),
  intakeSaving: address('/intake/:id/saving'),
  intakeReading: address('/intake/:id/reading'),
  intakeReadings: address('/intake/readings'),
  intakeRemoval: address('/intake/:id/removal'),
  intakeOriginal: address('/intake/:id/original'),
  intakeModel: address('/intake/:id/model'),

  // intake: batches, triage, watched feeds
  intakeBatches: address('/intake/batches'),
  intakeBatchNew: address('/intake/batches/new'),
  intakeBatch: address('/intake/batches/:id'),
  intakeBatchProgress: address('/intake/batches/:id/progress'),
  intakeBatchStop: address('/intake/batches/:id/stop'),
  intakeBatchGoingOn: address('/intake/batches/:id/going-on'),
  intakeBatchAgain: address('/intake/batches/:id/again'),
  intakeBatchFile: address('/intake/batches/:id/files/:item'),
  intakeBatchRemoval: address('/intake/batches/:id/removal'),
  intakeTriage: address('/intake/triage'),
  intakeTriageNext: address('/intake/triage/next'),
  settingsFeeds: address('/settings/feeds'),
  settingsFeedTrial: address('/settings/feeds/trial'),
  settingsFeedPause: address('/settings/feeds/:id/pause'),
  settingsFeedResumption: address('/settings/feeds/:id/resumption'),
  settingsFeedLook: address('/settings/feeds/:id/look'),
  settingsFeedRemoval: address('/settings/feeds/:id/removal'),

  // for the citizens
  site: address('/:lang'),
  sitePartner: address('/:lang/partners/:slug'),
  siteShareImage: address('/:lang/share/:name'),
  siteDocument: address('/:lang/documents/:id'),
  siteAbout: address('/:lang/about'),
  siteOpenData: address('/:lang/open-data'),
  siteOpenFile: address('/:lang/open-data/:file'),
  siteWithSlash: address('/:lang/'),
  sitemap: address('/sitemap.xml'),
  robots: address('/robots.txt'),
} as const
