// Commitments as rows: who owes what to whom, by when, and what became of it.
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { CommitmentState, CommitmentTopic, EvidencePaper, Side } from './commitment.ts'
import type { Move } from './moves/move.ts'

export const commitments = pgTable(
  'commitment',
  {
    ...officeKey(),
    ...editable(),
    owedBy: text('owed_by').$type<Side>().notNull(),
    text: jsonb('text').$type<LocalText>().notNull(),
    topic: text('topic').$type<CommitmentTopic>().notNull(),
    state: text('state').$type<CommitmentState>().notNull(),
    /** A day, or a horizon such as 2029 or 2024-10/2029-12; null when none was named. */
    due: text('due').$type<ImpreciseDate>(),
    /** Last possible day of `due`: after it the promise is overdue. */
    dueBy: date('due_by'),
    /** The event it was given at. */
    eventId: uuid('event_id'),
    /** Who answers for it. */
    personId: uuid('person_id'),
    /** Who answers for it at the partner's. */
    theirPersonId: uuid('their_person_id'),
    /** Every move of the day, in the order in which they were agreed. */
    moves: jsonb('moves').$type<Move[]>().notNull().default([]),
    /** The day that passed unkept before it was moved; null when every move came in time (moves/move.ts). */
    lapsedOn: date('lapsed_on'),
    keptOn: date('kept_on'),
    evidence: text('evidence'),
    evidencePapers: jsonb('evidence_papers').$type<EvidencePaper[]>().notNull().default([]),
    droppedOn: date('dropped_on'),
    dropReason: text('drop_reason'),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'commitment_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    foreignKey({ name: 'commitment_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ name: 'commitment_their_person', columns: [t.officeId, t.theirPersonId], foreignColumns: [people.officeId, people.id] }),
    index('commitment_of_event').on(t.officeId, t.eventId),
    index('commitment_of_person').on(t.officeId, t.personId),
    index('commitment_of_their_person').on(t.officeId, t.theirPersonId),
    // The open ones by their day: the ledger's head, the number in the rail, the day's inbox.
    index('commitment_open_by_day')
      .on(t.officeId, t.dueBy, t.id)
      .where(sql`${t.keptOn} is null and ${t.droppedOn} is null and ${t.deletedAt} is null`),
  ],
).enableRLS()

export const commitmentPartners = pgTable(
  'commitment_partner',
  { ...officeKey(), commitmentId: uuid('commitment_id').notNull(), organisationId: uuid('organisation_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'commitment_partner_commitment', columns: [t.officeId, t.commitmentId], foreignColumns: [commitments.officeId, commitments.id] }),
    foreignKey({
      name: 'commitment_partner_organisation',
      columns: [t.officeId, t.organisationId],
      foreignColumns: [organisations.officeId, organisations.id],
    }),
    uniqueIndex('commitment_partner_once').on(t.officeId, t.commitmentId, t.organisationId),
    index('commitment_partner_of').on(t.officeId, t.organisationId, t.commitmentId),
  ],
).enableRLS()
