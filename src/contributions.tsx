// What later features bring to the pages of earlier ones: entries of a partner's timeline, its promises, and what keeps a record from being removed.
import { addresses } from '#addresses'
import { commitmentsOf, commitmentTimeline, promisesAnsweredBy, promisesWith, type CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { standingInWords, type Side } from '#features/commitments/commitment.ts'
import { documentsOf, documentsOfMilestones, milestoneChoices } from '#features/documents/document.queries.ts'
import type { DocumentThing } from '#features/documents/document.ts'
import { DocumentsSection } from '#features/documents/upload.pages.tsx'
import { eventsAttendedBy, eventsWith } from '#features/events/partaking.queries.ts'
import { endsOf } from '#features/events/event.ts'
import { eventTimeline } from '#features/events/event.queries.ts'
import { symbolicActTimeline } from '#features/events/symbolic-act.queries.ts'
import type { Reader } from '#features/accounts/account.ts'
import type { commitmentRoutes } from '#features/commitments/commitment.routes.tsx'
import type { eventRoutes } from '#features/events/event.routes.tsx'
import type { symbolicActRoutes } from '#features/events/symbolic-act.routes.tsx'
import type { organisationRoutes } from '#features/organisations/organisation.routes.tsx'
import type { personRoutes } from '#features/organisations/person.routes.tsx'
import { partnershipHoldsOrganisation } from '#features/partnerships/partnership.actions.ts'
import type { PartnershipView } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipRouteParts } from '#features/partnerships/partnership.routes.tsx'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { textIn } from '#platform/texts/local-text.ts'
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

/** „Документи“ on a record's page; on a partner's a file may be hung on one of its steps. */
async function documentsOn(tx: OfficeTx, thing: DocumentThing, thingId: string, by: Reader) {
  const mayWrite = by.role === 'officer'
  const { rows, all } = await documentsOf(tx, thing, thingId)
  const steps = mayWrite && thing === 'partnership' ? await milestoneChoices(tx, thingId) : []
  const on = [
    { key: `${thing}:${thingId}`, title: thing === 'partnership' ? m.documents_upload_partnership() : '' },
    ...steps.map(({ id, title }) => ({ key: `milestone:${id}`, title })),
  ]
  return <DocumentsSection place={{ thing, thingId }} rows={rows} all={all} on={on} mayWrite={mayWrite} />
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

export const partnershipParts: PartnershipRouteParts = {
  attached: [papersOfSteps],
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
    (tx, partnership, { by }) => documentsOn(tx, 'partnership', partnership.id, by),
  ],
}

/** The same stand guard over removal by hand and over an undone creation (today/journal.actions.ts). */
export const organisationParts: Parameters<typeof organisationRoutes>[0] = {
  holders: [partnershipHoldsOrganisation, eventsWith, promisesWith],
  sections: [(c, by, { id }) => c.get('here').db.inOffice(by.officeId, (tx) => documentsOn(tx, 'organisation', id, by))],
}
export const personParts: Parameters<typeof personRoutes>[0] = {
  holders: [eventsAttendedBy, promisesAnsweredBy],
  sections: [(c, by, { id }) => c.get('here').db.inOffice(by.officeId, (tx) => documentsOn(tx, 'person', id, by))],
}
export const eventParts: Parameters<typeof eventRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'event', id, by)] }
export const symbolicActParts: Parameters<typeof symbolicActRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'symbolic_act', id, by)] }
export const commitmentParts: Parameters<typeof commitmentRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'commitment', id, by)] }
