// Reads the records a number was counted from, as a list that names and opens each of them.
import { and, eq } from 'drizzle-orm'
import { addresses } from '#addresses'
import { commitmentsByIds } from '#features/commitments/commitment.queries.ts'
import { standingInWords } from '#features/commitments/commitment.ts'
import { eventRowsByIds } from '#features/events/event.queries.ts'
import { directionName, eventDateInWords, eventKindName } from '#features/events/event.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { m } from '#messages'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { impactFigures } from '../figures/figure.table.ts'
import type { Counted } from './count.ts'

/** A record as the list names it, in the reader's language. */
export type CountedRecord = {
  readonly title: string
  readonly href: string
  readonly when: string
  /** What it is and with whom. */
  readonly about: string
}

const of = (counted: readonly Counted[], thing: Counted['thing']): string[] => [...new Set(counted.filter((one) => one.thing === thing).map(({ id }) => id))]

/** Thing and id with a space between → the record; a statement for each kind of record that is asked for. */
export async function recordsOf(tx: OfficeTx, counted: readonly Counted[], today: string): Promise<ReadonlyMap<string, CountedRecord>> {
  const found = new Map<string, CountedRecord>()
  const joined = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' · ')
  for (const event of await eventRowsByIds(tx, of(counted, 'event')))
    found.set(`event ${event.id}`, {
      title: textIn(event.title),
      href: addresses.event({ id: event.id }),
      when: event.date === null ? '' : eventDateInWords(event.date),
      about: joined(eventKindName(event.kind), directionName(event.direction, event.kind), event.partners.map((one) => displayName(one)).join(', ')),
    })
  for (const [id, promise] of await commitmentsByIds(tx, of(counted, 'commitment'), today))
    found.set(`commitment ${id}`, {
      title: textIn(promise.text),
      href: addresses.commitment({ id }),
      when: promise.due === null ? '' : m.impact_due({ day: dateInWords(promise.due) }),
      about: joined(standingInWords(promise.standing, promise.due, today), promise.partners.map((one) => displayName(one)).join(', ')),
    })
  const steps = of(counted, 'milestone')
  const milestoneRows =
    steps.length === 0
      ? []
      : await tx
          .select({
            id: milestones.id,
            kind: milestones.kind,
            side: milestones.side,
            date: milestones.date,
            partnershipId: milestones.partnershipId,
            name: organisations.name,
            nativeName: organisations.nativeName,
          })
          .from(milestones)
          .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId)))
          .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
          .where(and(eq(milestones.officeId, tx.officeId), anyOf(milestones.id, steps)))
  for (const step of milestoneRows)
    found.set(`milestone ${step.id}`, {
      title: milestoneTitle(step),
      href: addresses.partnership({ id: step.partnershipId }),
      when: dateInWords(step.date),
      about: displayName(step),
    })
  const figures = of(counted, 'impact_figure')
  const figureRows =
    figures.length === 0
      ? []
      : await tx
          .select({
            id: impactFigures.id,
            source: impactFigures.source,
            note: impactFigures.note,
            asOf: impactFigures.asOf,
            name: organisations.name,
            nativeName: organisations.nativeName,
          })
          .from(impactFigures)
          .innerJoin(partnerships, and(eq(partnerships.officeId, impactFigures.officeId), eq(partnerships.id, impactFigures.partnershipId)))
          .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
          .where(and(eq(impactFigures.officeId, tx.officeId), anyOf(impactFigures.id, figures)))
  for (const figure of figureRows)
    found.set(`impact_figure ${figure.id}`, {
      title: figure.note === '' ? m.impact_recorded_figure() : figure.note,
      href: addresses.impactFigure({ id: figure.id }),
      when: m.impact_as_of({ day: dayInWords(figure.asOf) }),
      about: joined(displayName(figure), m.impact_from_source({ source: figure.source })),
    })
  return found
}
