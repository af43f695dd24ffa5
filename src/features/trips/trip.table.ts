// Journeys abroad as rows: one for an event, under the event's own id; those who travel, what it costs, what was reported of it.
import { bigint, date, foreignKey, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Leg } from './journeys/journey.ts'
import type { CostKind, HostMeals, Payer } from './money/budget.ts'
import type { Promised } from './reports/report.ts'
import type { Orders, WhichOrder } from './trip.ts'

export const trips = pgTable(
  'trip',
  {
    /** `id` is the event's. */
    ...officeKey(),
    ...editable(),
    task: text('task').notNull().default(''),
    /** On what ground: an invitation, a decision, a programme. */
    basis: text('basis').notNull().default(''),
    legs: jsonb('legs').$type<Leg[]>().notNull().default([]),
    /** First and last day of the legs by the home calendar. */
    departsOn: date('departs_on'),
    returnsOn: date('returns_on'),
    lodgingBy: text('lodging_by').$type<Payer>().notNull(),
    hostMeals: text('host_meals').$type<HostMeals>().notNull(),
    orders: jsonb('orders').$type<Orders>().notNull(),
    note: text('note').notNull().default(''),
    /** The event's date when the journey was last laid out by it; where the event has another since, it was moved. */
    followed: text('followed').$type<ImpreciseDate>(),
    /** When and why the journey was called off; its event may be called off too (`event.cancelled_on`). */
    cancelledOn: date('cancelled_on'),
    cancelReason: text('cancel_reason').notNull().default(''),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'trip_event', columns: [t.officeId, t.id], foreignColumns: [events.officeId, events.id] }),
    index('trip_by_day').on(t.officeId, t.departsOn, t.id),
  ],
).enableRLS()

export const tripTravellers = pgTable(
  'trip_traveller',
  {
    ...officeKey(),
    ...editable(),
    tripId: uuid('trip_id').notNull(),
    /** The person of the register; without one the name stands here alone. */
    personId: uuid('person_id'),
    name: text('name').notNull(),
    /** The post they travel in, as the order says it. */
    post: text('post').notNull().default(''),
    byOrder: text('by_order').$type<WhichOrder>().notNull(),
    position: integer('position').notNull(),
    /** Their own first and last day, where they join later or leave earlier; null: as the journey. */
    joinsOn: date('joins_on'),
    leavesOn: date('leaves_on'),
    /** First and last day of the journey when their own were said, „2026-12-10/2026-12-12“; null without own days, and where nobody knows. */
    within: text('own_days_within'),
    /** Cents of the euro; 0: none was asked for; null: nobody has decided. */
    advanceCents: bigint('advance_cents', { mode: 'number' }),
    advanceOn: date('advance_on'),
    /** When what was owed on either side was paid. */
    settledOn: date('settled_on'),
    settledNote: text('settled_note').notNull().default(''),
    /** What was accepted, and on what ground, where a sum of the account is not known. */
    accepted: text('accepted').notNull().default(''),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'trip_traveller_trip', columns: [t.officeId, t.tripId], foreignColumns: [trips.officeId, trips.id] }),
    foreignKey({ name: 'trip_traveller_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    index('trip_traveller_of').on(t.officeId, t.tripId, t.position, t.id),
    index('trip_traveller_person_of').on(t.officeId, t.personId),
  ],
).enableRLS()

export const tripCosts = pgTable(
  'trip_cost',
  {
    ...officeKey(),
    ...editable(),
    tripId: uuid('trip_id').notNull(),
    kind: text('kind').$type<CostKind>().notNull(),
    what: text('what').notNull(),
    payer: text('payer').$type<Payer>().notNull(),
    /** Hundredths of the currency; its rate in millionths of the euro, as the officer typed it, and the day of that rate. */
    foreseenCents: bigint('foreseen_cents', { mode: 'number' }),
    foreseenCurrency: text('foreseen_currency').notNull(),
    foreseenRate: bigint('foreseen_rate', { mode: 'number' }),
    foreseenRateOn: date('foreseen_rate_on'),
    spentCents: bigint('spent_cents', { mode: 'number' }),
    spentCurrency: text('spent_currency').notNull(),
    spentRate: bigint('spent_rate', { mode: 'number' }),
    spentRateOn: date('spent_rate_on'),
    /** Invoice, ticket, receipt: number, day, by whom. */
    document: text('document').notNull().default(''),
    /** The traveller who laid it out; null: paid from the office's account. */
    paidBy: uuid('paid_by'),
    overCeiling: text('over_ceiling').notNull().default(''),
    /** Travellers it is for, by id; empty: all. */
    forWhom: jsonb('for_whom').$type<readonly string[]>().notNull().default([]),
    /** Of lodging, the days of coming and of leaving it was paid for; null: the whole journey. */
    lodgedFrom: date('lodged_from'),
    lodgedUntil: date('lodged_until'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'trip_cost_trip', columns: [t.officeId, t.tripId], foreignColumns: [trips.officeId, trips.id] }),
    foreignKey({ name: 'trip_cost_traveller', columns: [t.officeId, t.paidBy], foreignColumns: [tripTravellers.officeId, tripTravellers.id] }),
    index('trip_cost_of').on(t.officeId, t.tripId, t.id),
  ],
).enableRLS()

export const tripReports = pgTable(
  'trip_report',
  {
    /** `id` is the journey's. */
    ...officeKey(),
    ...editable(),
    purpose: text('purpose').notNull().default(''),
    process: text('process').notNull().default(''),
    insights: text('insights').notNull().default(''),
    /** When it was handed in; from then on its recommendations are promises of ours. */
    reportedOn: date('reported_on'),
  },
  (t) => [...officeRules(t), foreignKey({ name: 'trip_report_trip', columns: [t.officeId, t.id], foreignColumns: [trips.officeId, trips.id] })],
).enableRLS()

export const tripRecommendations = pgTable(
  'trip_recommendation',
  {
    ...officeKey(),
    tripId: uuid('trip_id').notNull(),
    text: text('text').notNull(),
    /** Who is to see to it. */
    personId: uuid('person_id'),
    due: text('due').$type<ImpreciseDate>(),
    /** The promise it became. */
    commitmentId: uuid('commitment_id'),
    /** What was promised when it was handed in last; where the promise says something else now, somebody changed it there. */
    promised: jsonb('promised').$type<Promised>(),
    /** When it was marked for the citizens. */
    publicSince: date('public_since'),
    /** When it was taken out of the report; its promise may still be open. */
    takenOutOn: date('taken_out_on'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'trip_recommendation_report', columns: [t.officeId, t.tripId], foreignColumns: [tripReports.officeId, tripReports.id] }),
    foreignKey({ name: 'trip_recommendation_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ name: 'trip_recommendation_promise', columns: [t.officeId, t.commitmentId], foreignColumns: [commitments.officeId, commitments.id] }),
    index('trip_recommendation_of').on(t.officeId, t.tripId, t.id),
    index('trip_recommendation_person_of').on(t.officeId, t.personId),
  ],
).enableRLS()
