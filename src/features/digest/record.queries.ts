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

type Found = { readonly id: string; readonly sources: readonly Citation[]; readonly deletedAt: Date | null }

/** The records by „kind:id“; those the office does not have are left out. At most six statements. */
export async function recordLines(tx: OfficeTx, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, RecordLine>> {
  const lines: RecordLine[] = []
  const tell = async <Row extends Found>(
    kind: RecordKind,
    read: (ids: readonly string[]) => Promise<Row[]>,
    said: (row: Row) => Pick<RecordLine, 'title' | 'href'> & Partial<Pick<RecordLine, 'date'>>,
  ): Promise<void> => {
    const ids = [...new Set(refs.filter((one) => one.kind === kind).map(({ id }) => id))]
    for (const row of ids.length === 0 ? [] : await read(ids))
      lines.push({ kind, id: row.id, date: null, sources: row.sources, removed: row.deletedAt !== null, ...said(row) })
  }
  await tell(
    'event',
    (ids) =>
      tx
        .select({ id: events.id, title: events.title, date: events.date, sources: events.sources, deletedAt: events.deletedAt })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), anyOf(events.id, ids))),
    ({ id, title, date }) => ({ title: textIn(title), date, href: addresses.event({ id }) }),
  )
  await tell(
    'act',
    (ids) =>
      tx
        .select({ id: symbolicActs.id, title: symbolicActs.title, date: symbolicActs.date, sources: symbolicActs.sources, deletedAt: symbolicActs.deletedAt })
        .from(symbolicActs)
        .where(and(eq(symbolicActs.officeId, tx.officeId), anyOf(symbolicActs.id, ids))),
    ({ id, title, date }) => ({ title: textIn(title), date, href: addresses.symbolicAct({ id }) }),
  )
  await tell(
    'milestone',
    (ids) =>
      tx
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
        .where(and(eq(milestones.officeId, tx.officeId), anyOf(milestones.id, ids))),
    (row) => ({ title: milestoneLabel(row), href: `${addresses.partnership({ id: row.partnershipId })}#milestone-${row.id}` }),
  )
  await tell(
    'commitment',
    (ids) =>
      tx
        .select({ id: commitments.id, text: commitments.text, sources: commitments.sources, deletedAt: commitments.deletedAt })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), anyOf(commitments.id, ids))),
    ({ id, text }) => ({ title: textIn(text), href: addresses.commitment({ id }) }),
  )
  await tell(
    'partnership',
    (ids) =>
      tx
        .select({
          id: partnerships.id,
          name: organisations.name,
          nativeName: organisations.nativeName,
          sources: partnerships.sources,
          deletedAt: partnerships.deletedAt,
        })
        .from(partnerships)
        .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
        .where(and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.id, ids))),
    (row) => ({ title: displayName(row), href: addresses.partnership({ id: row.id }) }),
  )
  await tell(
    'occasion',
    (ids) =>
      tx
        .select({ id: occasions.id, name: occasions.name, sources: occasions.sources, deletedAt: occasions.deletedAt })
        .from(occasions)
        .where(and(eq(occasions.officeId, tx.officeId), anyOf(occasions.id, ids))),
    ({ id, name }) => ({ title: textIn(name), href: addresses.occasion({ id }) }),
  )
  return new Map(lines.map((line) => [refKey(line), line]))
}
