// Papers of meetings as rows: one set for an event, under the event's own id; its agenda, its outcomes, who is named in its minutes, drafts of them.
import { doublePrecision, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { commitments } from '#features/commitments/commitment.table.ts'
import type { Side } from '#features/commitments/commitment.ts'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ItemState, OutcomeKind } from './meeting.ts'
import type { DraftBody } from './minutes/draft.ts'

export const meetings = pgTable(
  'meeting',
  {
    /** `id` is the event's. */
    ...officeKey(),
    ...editable(),
    /** What was said beside the points of the agenda. */
    minutes: jsonb('minutes').$type<LocalText>().notNull(),
    /** Why it ended without an outcome; '' while nobody said so. */
    withoutOutcome: text('without_outcome').notNull().default(''),
    /** Who signs the minutes, as it stands under the line: name and post. */
    signsForUs: text('signs_for_us').notNull().default(''),
    signsForThem: text('signs_for_them').notNull().default(''),
  },
  (t) => [...officeRules(t), foreignKey({ name: 'meeting_event', columns: [t.officeId, t.id], foreignColumns: [events.officeId, events.id] })],
).enableRLS()

export const meetingItems = pgTable(
  'meeting_item',
  {
    ...officeKey(),
    ...editable(),
    meetingId: uuid('meeting_id').notNull(),
    /** Where it stands among the others, smaller first; only their order means anything. */
    place: doublePrecision('place').notNull(),
    title: jsonb('title').$type<LocalText>().notNull(),
    /** Which side brings it up; null: nobody said. */
    broughtBy: text('brought_by').$type<Side>(),
    /** Who speaks to it. */
    personId: uuid('person_id'),
    /** How long it is to take, in minutes. */
    minutesPlanned: integer('minutes_planned'),
    state: text('state').$type<ItemState>().notNull(),
    minutes: jsonb('minutes').$type<LocalText>().notNull(),
    /** The point of an earlier meeting that was left over and is taken up here. */
    fromItemId: uuid('from_item_id'),
    /** The promise it asks about. */
    commitmentId: uuid('commitment_id'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'meeting_item_meeting', columns: [t.officeId, t.meetingId], foreignColumns: [meetings.officeId, meetings.id] }),
    foreignKey({ name: 'meeting_item_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ name: 'meeting_item_from', columns: [t.officeId, t.fromItemId], foreignColumns: [t.officeId, t.id] }),
    foreignKey({ name: 'meeting_item_commitment', columns: [t.officeId, t.commitmentId], foreignColumns: [commitments.officeId, commitments.id] }),
    index('meeting_item_of').on(t.officeId, t.meetingId, t.place, t.id),
    index('meeting_item_person_of').on(t.officeId, t.personId),
    index('meeting_item_from_of').on(t.officeId, t.fromItemId),
    index('meeting_item_commitment_of').on(t.officeId, t.commitmentId),
  ],
).enableRLS()

export const meetingOutcomes = pgTable(
  'meeting_outcome',
  {
    ...officeKey(),
    ...editable(),
    meetingId: uuid('meeting_id').notNull(),
    /** The point of the agenda it came of; null: of the meeting as a whole. */
    itemId: uuid('item_id'),
    kind: text('kind').$type<OutcomeKind>().notNull(),
    /** By which the minutes mark it: „[обещание 2]“, „[решение 1]“; counted within the meeting and the kind. */
    number: integer('number').notNull(),
    /** Of a promise, which stands in the ledger. */
    commitmentId: uuid('commitment_id'),
    /** Of a decision. */
    text: jsonb('text').$type<LocalText>().notNull(),
    /** Since when a decision may be told to the citizens; a promise says that itself. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'meeting_outcome_meeting', columns: [t.officeId, t.meetingId], foreignColumns: [meetings.officeId, meetings.id] }),
    foreignKey({ name: 'meeting_outcome_item', columns: [t.officeId, t.itemId], foreignColumns: [meetingItems.officeId, meetingItems.id] }),
    foreignKey({ name: 'meeting_outcome_commitment', columns: [t.officeId, t.commitmentId], foreignColumns: [commitments.officeId, commitments.id] }),
    uniqueIndex('meeting_outcome_once').on(t.officeId, t.meetingId, t.kind, t.number),
    index('meeting_outcome_commitment_of').on(t.officeId, t.commitmentId),
  ],
).enableRLS()

/** Whom „@[Анго Ангов]“ in the minutes means. */
export const meetingMentions = pgTable(
  'meeting_mention',
  {
    ...officeKey(),
    meetingId: uuid('meeting_id').notNull(),
    /** The words between the brackets. */
    word: text('word').notNull(),
    personId: uuid('person_id'),
    organisationId: uuid('organisation_id'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'meeting_mention_meeting', columns: [t.officeId, t.meetingId], foreignColumns: [meetings.officeId, meetings.id] }),
    foreignKey({ name: 'meeting_mention_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ name: 'meeting_mention_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    uniqueIndex('meeting_mention_once').on(t.officeId, t.meetingId, t.word),
    index('meeting_mention_person_of').on(t.officeId, t.personId),
    index('meeting_mention_organisation_of').on(t.officeId, t.organisationId),
  ],
).enableRLS()

/** Minutes as they are being typed: one's own, one for each window, gone once they are saved. */
export const meetingDrafts = pgTable(
  'meeting_draft',
  {
    ...officeKey(),
    meetingId: uuid('meeting_id').notNull(),
    /** The account that types. */
    accountId: text('account_id').notNull(),
    body: jsonb('body').$type<DraftBody>().notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    discardedAt: timestamp('discarded_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'meeting_draft_meeting', columns: [t.officeId, t.meetingId], foreignColumns: [meetings.officeId, meetings.id] }),
    index('meeting_draft_of').on(t.officeId, t.meetingId, t.accountId),
  ],
).enableRLS()
