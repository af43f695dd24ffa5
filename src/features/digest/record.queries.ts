// Finds the records a report rests on: what each is called, where it stands, and the sources that say so.
import { and, eq } from 'drizzle-orm'
import { addresses } from '#addresses'
import { occasions } from '#features/calendar/occasions/occasion.table.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { RecordKind, RecordRef } from './composing/month.ts'

export const refKey = ({ kind, id }: RecordRef): string => `${kind}:${id}`

/** A record in a line. `removed`: it is gone from the register since. */
export type RecordLine = {
  readonly kind: RecordKind
  readonly id: string
  readonly title: string
  readonly date: ImpreciseDate | null
  readonly href: string
  readonly sources: readonly Citation[]
  readonly removed: boolean
}

/** The records by „kind:id“; those the office does not have are left out. At most six statements. */
export async function recordLines(tx: OfficeTx, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, RecordLine>> {
  const ids = (kind: RecordKind): string[] => [...new Set(refs.filter((one) => one.kind === kind).map(({ id }) => id))]
  const lines: RecordLine[] = []
  const [ofEvents, ofActs, ofSteps, ofPromises, ofTies, ofDays] = (['event', 'act', 'milestone', 'commitment', 'partnership', 'occasion'] as const).map(
    ids,
  ) as [string[], string[], string[], string[], string[], string[]]
  if (ofEvents.length > 0)
    for (const { deletedAt, ...row } of await tx
      .select({ id: events.id, title: events.title, date: events.date, sources: events.sources, deletedAt: events.deletedAt })
      .from(events)
      .where(and(eq(events.officeId, tx.officeId), anyOf(events.id, ofEvents))))
      lines.push({ ...row, kind: 'event', title: textIn(row.title), href: addresses.event({ id: row.id }), removed: deletedAt !== null })
  if (ofActs.length > 0)
    for (const { deletedAt, ...row } of await tx
      .select({ id: symbolicActs.id, title: symbolicActs.title, date: symbolicActs.date, sources: symbolicActs.sources, deletedAt: symbolicActs.deletedAt })
      .from(symbolicActs)
      .where(and(eq(symbolicActs.officeId, tx.officeId), anyOf(symbolicActs.id, ofActs))))
      lines.push({ ...row, kind: 'act', title: textIn(row.title), href: addresses.symbolicAct({ id: row.id }), removed: deletedAt !== null })
  if (ofSteps.length > 0)
    for (const row of await tx
      .select({
        id: milestones.id,
        partnershipId: milestones.partnershipId,
        kind: milestones.kind,
        side: milestones.side,
        fromType: milestones.fromType,
        toType: milestones.toType,
        date: milestones.date,
        sources: milestones.sources,
        deletedAt: milestones.deletedAt,
      })
      .from(milestones)
      .where(and(eq(milestones.officeId, tx.officeId), anyOf(milestones.id, ofSteps))))
      lines.push({
        kind: 'milestone',
        id: row.id,
        title: milestoneLabel(row),
        date: null,
        sources: row.sources,
        href: `${addresses.partnership({ id: row.partnershipId })}#milestone-${row.id}`,
        removed: row.deletedAt !== null,
      })
  if (ofPromises.length > 0)
    for (const row of await tx
      .select({ id: commitments.id, text: commitments.text, sources: commitments.sources, deletedAt: commitments.deletedAt })
      .from(commitments)
      .where(and(eq(commitments.officeId, tx.officeId), anyOf(commitments.id, ofPromises))))
      lines.push({
        kind: 'commitment',
        id: row.id,
        title: textIn(row.text),
        date: null,
        sources: row.sources,
        href: addresses.commitment({ id: row.id }),
        removed: row.deletedAt !== null,
      })
  if (ofTies.length > 0)
    for (const row of await tx
      .select({
        id: partnerships.id,
        name: organisations.name,
        nativeName: organisations.nativeName,
        sources: partnerships.sources,
        deletedAt: partnerships.deletedAt,
      })
      .from(partnerships)
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.id, ofTies))))
      lines.push({
        kind: 'partnership',
        id: row.id,
        title: displayName(row),
        date: null,
        sources: row.sources,
        href: addresses.partnership({ id: row.id }),
        removed: row.deletedAt !== null,
      })
  if (ofDays.length > 0)
    for (const row of await tx
      .select({ id: occasions.id, name: occasions.name, sources: occasions.sources, deletedAt: occasions.deletedAt })
      .from(occasions)
      .where(and(eq(occasions.officeId, tx.officeId), anyOf(occasions.id, ofDays))))
      lines.push({
        kind: 'occasion',
        id: row.id,
        title: textIn(row.name),
        date: null,
        sources: row.sources,
        href: addresses.occasion({ id: row.id }),
        removed: row.deletedAt !== null,
      })
  return new Map(lines.map((line) => [refKey(line), line]))
}
