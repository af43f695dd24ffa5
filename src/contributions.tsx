// What later features bring to the pages of earlier ones: entries of a partner's timeline, its promises, and what keeps a record from being removed.
import { addresses } from '#addresses'
import type { ListsOfViews } from '#features/accounts/saved-view.ts'
import { commitmentsOf, commitmentTimeline, promisesAnsweredBy, promisesWith, type CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { standingInWords, type Side } from '#features/commitments/commitment.ts'
import { eventsAttendedBy, eventsWith } from '#features/events/partaking.queries.ts'
import { eventsOnDays } from '#features/events/calendar.queries.ts'
import { endsOf } from '#features/events/event.ts'
import { eventTimeline } from '#features/events/event.queries.ts'
import { ORGANISATIONS_QUERY, PEOPLE_QUERY } from '#features/organisations/list.ts'
import type { organisationRoutes } from '#features/organisations/organisation.routes.tsx'
import type { personRoutes } from '#features/organisations/person.routes.tsx'
import { partnershipHoldsOrganisation } from '#features/partnerships/partnership.actions.ts'
import { LIST_QUERY } from '#features/partnerships/list.ts'
import { eventsByName } from '#features/events/contacts-told.queries.ts'
import { lastGift, symbolicActTimeline } from '#features/events/symbolic-act.queries.ts'
import type { HandoverParts } from '#features/partnerships/handover.ts'
import type { PartnershipRouteParts } from '#features/partnerships/partnership.routes.tsx'
import type { RegisterParts } from '#features/partnerships/register.routes.tsx'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
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

export const partnershipParts: PartnershipRouteParts = {
  timeline: [
    (tx, partnership) => eventTimeline(tx, partnership.partner.id),
    (tx, partnership) => symbolicActTimeline(tx, partnership.partner.id),
    (tx, partnership) => commitmentTimeline(tx, partnership.partner.id),
  ],
  sections: [
    async (tx, partnership, { today }) => {
      const rows = await commitmentsOf(tx, partnership.partner.id, today)
      return rows.length === 0 ? null : <Promises rows={rows} organisationId={partnership.partner.id} today={today} />
    },
  ],
}

/** What stands on the days of the register's calendar beside milestones, terms and anniversaries. */
export const registerParts: RegisterParts = { calendar: [eventsOnDays] }

/** The lists of which people keep views, and what may stand in such a view's address. */
export const listsOfViews: ListsOfViews = {
  partnerships: { href: addresses.partnerships(), title: m.partnerships_title, nav: 'partnerships', known: LIST_QUERY },
  organisations: { href: addresses.organisations(), title: m.organisations_tab_organisations, nav: 'organisations', known: ORGANISATIONS_QUERY },
  people: { href: addresses.people(), title: m.organisations_tab_people, nav: 'organisations', known: PEOPLE_QUERY },
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
    const gift = await lastGift(tx, organisationId, today)
    return gift === null ? null : { title: reading(gift.title), date: gift.date, href: addresses.symbolicAct({ id: gift.id }), sources: gift.sources }
  },
  events: eventsByName,
}

/** The same stand guard over removal by hand and over an undone creation (today/journal.actions.ts). */
export const organisationParts: Parameters<typeof organisationRoutes>[0] = { holders: [partnershipHoldsOrganisation, eventsWith, promisesWith] }
export const personParts: Parameters<typeof personRoutes>[0] = { holders: [eventsAttendedBy, promisesAnsweredBy] }
