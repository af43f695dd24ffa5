// What later features bring to the pages of earlier ones: entries of a partner's timeline, its promises, and what keeps a record from being removed.
import { addresses } from '#addresses'
import { anniversariesOnDays } from '#features/calendar/anniversary.queries.ts'
import { holidaysKnown } from '#features/calendar/holiday.queries.ts'
import { OccasionsSection } from '#features/calendar/occasions/occasion.pages.tsx'
import { aheadOf, nextOccasionOf } from '#features/calendar/entry.queries.ts'
import { lineOf } from '#features/calendar/words.ts'
import type { ListsOfViews } from '#features/accounts/saved-view.ts'
import { commitmentsOf, commitmentTimeline, promisesAnsweredBy, promisesWith, type CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { standingInWords, type Side } from '#features/commitments/commitment.ts'
import { keepPaper, takePaper } from '#features/documents/paper.actions.ts'
import { documentsByIds, documentsHoldPerson, documentsOf, documentsOfMilestones, milestoneChoices } from '#features/documents/document.queries.ts'
import { forgetSubscribers } from '#features/digest/newsletter/subscriber.actions.ts'
import type { DocumentThing } from '#features/documents/document.ts'
import { DocumentsBeforeErasing, DocumentsSection } from '#features/documents/upload.pages.tsx'
import { eventsAttendedBy, eventsWith } from '#features/events/partaking.queries.ts'
import { eventsOnDays } from '#features/events/calendar.queries.ts'
import { endsOf } from '#features/events/event.ts'
import { eventTimeline } from '#features/events/event.queries.ts'
import { eventsByName } from '#features/events/contacts-told.queries.ts'
import { symbolicActTimeline } from '#features/events/symbolic-act.queries.ts'
import type { PaperKeeping } from '#features/commitments/half-years/half-year.routes.tsx'
import { movedInWords } from '#features/commitments/moves/move.ts'
import { SCOPE_QUERY, WISHES_QUERY } from '#features/finder/candidates/candidate.ts'
import { LEDGER_QUERY } from '#features/commitments/ledger/ledger.ts'
import { sharesByYear } from '#features/commitments/shares/share.queries.ts'
import { SharesOfPartner } from '#features/commitments/shares/share.pages.tsx'
import type { ReminderParts } from '#features/commitments/reminders/reminder.routes.tsx'
import { papersNaming } from '#features/meetings/meeting.queries.ts'
import { approachOfPartnership } from '#features/finder/outreach/approach.queries.ts'
import { forgetApproaches } from '#features/finder/outreach/following.actions.ts'
import { lastGiftWith } from '#features/gifts/exchanged.queries.ts'
import { wayName } from '#features/gifts/gift.ts'
import { giftsExchangedWith, giftsOfPerson, giftTimeline } from '#features/gifts/gift.queries.ts'
import { forgetTravellers } from '#features/trips/following.actions.ts'
import { tripMatters } from '#features/trips/deadline.queries.ts'
import { tripsOfPerson } from '#features/trips/trip.queries.ts'
import { forgetAssessors } from '#features/impact/following.actions.ts'
import type { KeepingParts } from '#features/organisations/people/keeping.routes.tsx'
import { takenUpOrganisations, takenUpPeople } from '#features/organisations/doubles/merging.routes.tsx'
import { ORGANISATIONS_QUERY, PEOPLE_QUERY } from '#features/organisations/list.ts'
import type { organisationRoutes } from '#features/organisations/organisation.routes.tsx'
import type { personRoutes } from '#features/organisations/people/person.routes.tsx'
import { partnershipHoldsOrganisation } from '#features/partnerships/partnership.actions.ts'
import { LIST_QUERY } from '#features/partnerships/register/list.ts'
import type { HandoverOccasion, HandoverParts } from '#features/partnerships/handover.ts'
import type { MilestoneRouteParts } from '#features/partnerships/milestones/milestone.routes.tsx'
import type { Reader } from '#features/accounts/account.ts'
import type { commitmentRoutes, EvidenceParts } from '#features/commitments/commitment.routes.tsx'
import type { PartnershipView } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipRouteParts } from '#features/partnerships/partnership.routes.tsx'
import type { RegisterParts } from '#features/partnerships/register/register.routes.tsx'
import { forgetDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { delegationsOfOrganisation, delegationsOfPerson, partnerMembers } from '#features/visits/delegations/delegate.queries.ts'
import { forgetInvitees } from '#features/visits/invitations/invitation.actions.ts'
import { forgetInProgrammes } from '#features/visits/programmes/following.actions.ts'
import { programmesWithPerson } from '#features/visits/programmes/programme.queries.ts'
import { forgetLetters } from '#features/visits/invitations/letter.actions.ts'
import { lettersToOrganisation, lettersToPerson } from '#features/visits/invitations/letter.queries.ts'
import { FailingNote } from '#features/post/post.pages.tsx'
import type { PostRouteParts } from '#features/post/post.routes.tsx'
import { failingAddresses } from '#features/post/post.queries.ts'
import { pageOf } from '#features/today/thing-page.ts'
import { forgetInSheets } from '#features/sheets/forgetting.actions.ts'
import { m } from '#messages'
import { forgetAddresses } from '#platform/mail/deciding.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FileStore } from '#platform/files/files.ts'
import { ok } from '#platform/result.ts'
import { dateInWords, type ImpreciseDate, momentInWords } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { PromiseCard } from '#ui/promise.tsx'
import { Section } from '#ui/tables.tsx'

/** Of a horizon only its end is the day it is due by. */
const dueEnd = (due: ImpreciseDate): ImpreciseDate => {
  const { from, until } = endsOf(due)
  return until ?? from ?? due
}

const PromiseLine = ({ row, today }: { row: CommitmentRow; today: string }) => (
  <PromiseCard
    text={textIn(row.text)}
    href={addresses.commitment({ id: row.id })}
    standing={row.standing}
    standingText={standingInWords(row.standing, row.due, today)}
    meta={[
      row.due === null ? m.app_promise_without_day() : m.app_promise_by({ day: dateInWords(dueEnd(row.due)) }),
      ...[movedInWords(row.moves)].filter((moved) => moved !== null),
      ...(row.event === null ? [] : [<a href={addresses.event({ id: row.event.id })}>{textIn(row.event.title)}</a>]),
    ]}
  />
)

const SIDE_TITLES: Readonly<Record<Side, () => string>> = { us: m.app_promises_us, them: m.app_promises_them, both: m.app_promises_both }

/** Unsettled promises first; kept and dropped ones stand in the ledger and on the timeline. */
const Promises = ({ rows, organisationId, today }: { rows: readonly CommitmentRow[]; organisationId: string; today: string }) => {
  const open = rows.filter((row) => !['kept', 'dropped'].includes(row.standing))
  return (
    <>
      <div class="pair">
        {(['us', 'them'] as const).map((side) => {
          const own = open.filter((row) => row.owedBy === side)
          return (
            <Section
              id={`promises-${side}`}
              title={SIDE_TITLES[side]()}
              count={own.length === 0 ? undefined : own.length}
              more={side === 'them' ? { href: addresses.commitments({ organisation: organisationId }), text: m.app_promises_all() } : undefined}
            >
              {own.length === 0 ? <p class="sub">{m.app_promises_none()}</p> : own.map((row) => <PromiseLine row={row} today={today} />)}
            </Section>
          )
        })}
      </div>
      {open.some((row) => row.owedBy === 'both') ? (
        <Section id="promises-both" title={SIDE_TITLES.both()} count={open.filter((row) => row.owedBy === 'both').length}>
          {open
            .filter((row) => row.owedBy === 'both')
            .map((row) => (
              <PromiseLine row={row} today={today} />
            ))}
        </Section>
      ) : null}
    </>
  )
}

/** So many occasions of a partner stand on its page; the rest is in the calendar. */
const OCCASIONS_SHOWN = 5

/** „Поводи“: what comes for a partner in the next twelve months, and its next anniversary and end of agreement. */
const occasionsSection = async (tx: OfficeTx, organisationId: string, look: { readonly today: string; readonly mayWrite: boolean }) => {
  const found = await aheadOf(tx, organisationId, look.today)
  return (
    <OccasionsSection
      lines={found.slice(0, OCCASIONS_SHOWN).map(lineOf)}
      more={Math.max(0, found.length - OCCASIONS_SHOWN)}
      organisationId={organisationId}
      year={look.today.slice(0, 4)}
      mayWrite={look.mayWrite}
    />
  )
}

/** „Документи“ on a record's page; on a partner's a file may be hung on one of its steps. */
export async function documentsOn(tx: OfficeTx, thing: DocumentThing, thingId: string, by: Reader) {
  const mayWrite = by.role === 'officer'
  const { rows, all } = await documentsOf(tx, thing, thingId)
  const steps = mayWrite && thing === 'partnership' ? await milestoneChoices(tx, thingId) : []
  const on = [
    { key: `${thing}:${thingId}`, title: thing === 'partnership' ? m.documents_upload_partnership() : '' },
    ...steps.map(({ id, title }) => ({ key: `milestone:${id}`, title })),
  ]
  const pictured = thing === 'gift' || thing === 'symbolic_act'
  return <DocumentsSection place={{ thing, thingId }} rows={rows} all={all} on={on} mayWrite={mayWrite} pictured={pictured} />
}

/** The papers of a partnership's steps, beside the step on the timeline. */
async function papersOfSteps(tx: OfficeTx, partnership: PartnershipView): Promise<ReadonlyMap<string, readonly Citation[]>> {
  const found = await documentsOfMilestones(tx, partnership.id)
  return new Map(
    [...found].map(([id, papers]) => [
      `milestone-${id}`,
      papers.map((paper) => ({ title: textIn(paper.title), url: addresses.document({ id: paper.id }), date: null, textId: null, quote: null })),
    ]),
  )
}

/** What comes next with a partner: a feast, an anniversary, the end of an agreement. */
async function occasionNext(tx: OfficeTx, organisationId: string, today: string): Promise<HandoverOccasion | null> {
  const next = await nextOccasionOf(tx, organisationId, today)
  if (next === null) return null
  const { title, when, href } = lineOf(next)
  return { title, when, href }
}

export const partnershipParts: PartnershipRouteParts = {
  facts: [
    async (tx, partnership, today) => {
      const next = await occasionNext(tx, partnership.partner.id, today)
      if (next === null) return []
      const value = (
        <>
          {next.href === null ? next.title : <a href={next.href}>{next.title}</a>}, {next.when}
        </>
      )
      return [{ name: m.partnerships_handover_occasion(), value }]
    },
    async (tx, { id }) => {
      const approach = await approachOfPartnership(tx, id)
      if (approach === null) return []
      const { sentOn, draftedOn } = approach.first
      const text = m.finder_outreach_partner_fact_text({ day: dateInWords(sentOn ?? draftedOn) })
      return [{ name: m.finder_outreach_partner_fact(), value: <a href={addresses.finderApproach({ id: approach.id })}>{text}</a> }]
    },
    async (_, { id }) => [{ name: m.impact_title(), value: <a href={addresses.partnershipImpact({ id })}>{m.impact_by_year()}</a> }],
  ],
  attached: [papersOfSteps],
  timeline: [
    (tx, partnership) => eventTimeline(tx, partnership.partner.id),
    (tx, partnership) => symbolicActTimeline(tx, partnership.partner.id),
    (tx, partnership) => giftTimeline(tx, partnership.partner.id),
    (tx, partnership) => commitmentTimeline(tx, partnership.partner.id),
  ],
  sections: [
    async (tx, partnership, { today }) => {
      const rows = await commitmentsOf(tx, partnership.partner.id, today)
      return rows.length === 0 ? null : <Promises rows={rows} organisationId={partnership.partner.id} today={today} />
    },
    async (tx, partnership, { today }) => (
      <SharesOfPartner years={await sharesByYear(tx, partnership.partner.id, today)} organisationId={partnership.partner.id} />
    ),
    (tx, partnership, { by, today }) => occasionsSection(tx, partnership.partner.id, { today, mayWrite: by.role === 'officer' }),
    (tx, partnership, { by }) => documentsOn(tx, 'partnership', partnership.id, by),
  ],
}

/** A letter leads to the record it is about. */
export const postParts: Pick<PostRouteParts, 'pageOf'> = { pageOf: (thing, id) => pageOf(thing, id, null) }

/** What stands on the days of the register's calendar beside milestones and terms. */
export const registerParts: RegisterParts = { calendar: [anniversariesOnDays, eventsOnDays] }

/** The lists of which people keep views, and what may stand in such a view's address. */
export const listsOfViews: ListsOfViews = {
  partnerships: { href: addresses.partnerships(), title: m.partnerships_title, nav: 'partnerships', known: LIST_QUERY },
  organisations: { href: addresses.organisations(), title: m.organisations_tab_organisations, nav: 'organisations', known: ORGANISATIONS_QUERY },
  commitments: { href: addresses.commitments(), title: m.commitments_title, nav: 'commitments', known: LEDGER_QUERY },
  people: { href: addresses.people(), title: m.organisations_tab_people, nav: 'organisations', known: PEOPLE_QUERY },
  finder: { href: addresses.finder(), title: m.finder_title, nav: 'finder', known: WISHES_QUERY, around: SCOPE_QUERY, neverFirst: true },
}

export const handoverParts: HandoverParts = {
  promises: async (tx, organisationId, today) =>
    (await commitmentsOf(tx, organisationId, today))
      .filter((row) => !['kept', 'dropped'].includes(row.standing))
      .map((row) => ({
        side: row.owedBy,
        text: reading(row.text),
        href: addresses.commitment({ id: row.id }),
        late: row.standing === 'overdue',
        stands: [
          standingInWords(row.standing, row.due, today),
          row.due === null ? m.app_promise_without_day() : m.app_promise_by({ day: dateInWords(dueEnd(row.due)) }),
        ].join(', '),
        from: row.event === null ? null : { title: textIn(row.event.title), href: addresses.event({ id: row.event.id }) },
      })),
  gift: async (tx, organisationId, today) => {
    const gift = await lastGiftWith(tx, organisationId, today)
    return gift === null
      ? null
      : { title: reading(gift.what), date: gift.date, href: gift.href, sources: gift.sources, way: gift.way === null ? null : wayName(gift.way) }
  },
  occasion: occasionNext,
  events: eventsByName,
}
/** Documents and whatever else later features know of one step. */
export const milestoneParts: MilestoneRouteParts = { sections: [(tx, milestone, { by }) => documentsOn(tx, 'milestone', milestone.id, by)] }

/** What our people are reminded of by mail beside promises, and on which days nobody is. */
export const reminderParts: ReminderParts = { matters: [tripMatters], holidays: holidaysKnown, guests: partnerMembers }

/** The same stand guard over removal by hand and over an undone creation (today/journal.actions.ts). */
export const organisationParts: Parameters<typeof organisationRoutes>[0] = {
  sections: [
    (c, by, organisation) =>
      c
        .get('here')
        .db.inOffice(by.officeId, (tx) => occasionsSection(tx, organisation.id, { today: c.get('here').clock.today(), mayWrite: by.role === 'officer' })),
    (c, by, { id }) => c.get('here').db.inOffice(by.officeId, (tx) => documentsOn(tx, 'organisation', id, by)),
    takenUpOrganisations,
  ],
  holders: [partnershipHoldsOrganisation, eventsWith, promisesWith, delegationsOfOrganisation, lettersToOrganisation, giftsExchangedWith],
}
/** „Писмата до … се връщат“, where the address stands. */
async function failingMail(tx: OfficeTx, email: string | null, zone: string) {
  const failing = email === null ? undefined : (await failingAddresses(tx, [email])).get(plainAddress(email))
  return failing === undefined ? null : <FailingNote address={email!} when={momentInWords(failing.since, zone)} said={failing.words} />
}

export const personParts: Parameters<typeof personRoutes>[0] = {
  holders: [eventsAttendedBy, promisesAnsweredBy, delegationsOfPerson, lettersToPerson, programmesWithPerson, giftsOfPerson, papersNaming, tripsOfPerson],
  sections: [
    (c, by, { email }) => c.get('here').db.inOffice(by.officeId, (tx) => failingMail(tx, email, c.get('visitor')!.office.timeZone)),
    (c, by, { id }) => c.get('here').db.inOffice(by.officeId, (tx) => documentsOn(tx, 'person', id, by)),
    takenUpPeople,
  ],
}
/** Whoever erases a person sees their documents first. */
export const keepingParts: KeepingParts = {
  holders: [...(personParts.holders ?? []), documentsHoldPerson],
  forgetting: [
    (tx, _, emails) => forgetAddresses(tx, emails),
    (tx, _, emails) => forgetInvitees(tx, emails),
    (tx, _, emails) => forgetSubscribers(tx, emails),
    forgetInSheets,
    forgetDelegates,
    forgetLetters,
    forgetApproaches,
    forgetInProgrammes,
    forgetTravellers,
    forgetAssessors,
  ],
  beside: [
    async (tx, id) => {
      const { rows, all } = await documentsOf(tx, 'person', id)
      return <DocumentsBeforeErasing place={{ thing: 'person', thingId: id }} rows={rows} all={all} />
    },
  ],
}
/** The half-yearly list as a document of the office; narrowed to some partners it hangs on them. */
export const paperKeeping =
  (files: FileStore): PaperKeeping =>
  async (c, by, { title, date, fileName, pdf, partners }) => {
    const file = await takePaper(files, pdf)
    if (!file.ok) return file
    const places = partners.map((thingId) => ({ thing: 'organisation', thingId }) as const)
    const added = await keepPaper(c.get('here'), by, file.value, { title, date, fileName, places })
    return added.ok ? ok({ href: addresses.document({ id: added.value.id }), activityId: added.value.activityId }) : added
  }

/** The papers that may show that a promise was kept: those that hang on it, then those of the event it was given at. */
const evidence: EvidenceParts = {
  choices: async (tx, { id, eventId }) => {
    const rows = [...(await documentsOf(tx, 'commitment', id)).rows, ...(eventId === null ? [] : (await documentsOf(tx, 'event', eventId)).rows)]
    return [...new Map(rows.map((row) => [row.id, { id: row.id, title: textIn(row.title) }])).values()]
  },
  places: async (tx, ids) =>
    new Map([...(await documentsByIds(tx, ids))].map(([id, row]) => [id, { title: textIn(row.title), href: addresses.document({ id }) }])),
}
export const commitmentParts: Parameters<typeof commitmentRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'commitment', id, by)], evidence }
