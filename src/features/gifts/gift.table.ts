// Gifts as rows: things given, received, set up or still to be given, with the partners and people of both sides.
import { sql } from 'drizzle-orm'
import { bigint, date, doublePrecision, foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Fate, GiftWay, Owner, SideOfGift, ValueBasis, Whereabouts } from './gift.ts'

export const gifts = pgTable(
  'gift',
  {
    ...officeKey(),
    ...editable(),
    way: text('way').$type<GiftWay>().notNull(),
    what: jsonb('what').$type<LocalText>().notNull(),
    /** When it was given, received or placed; null while it is planned, and where nobody knows. */
    date: text('date').$type<ImpreciseDate>(),
    firstDay: date('first_day'),
    lastDay: date('last_day'),
    /** Since when it was meant to be given; null for what was entered afterwards. */
    plannedOn: date('planned_on'),
    boughtOn: date('bought_on'),
    preparedOn: date('prepared_on'),
    eventId: uuid('event_id'),
    /** The act that tells the citizens of it: one thing, one line in the register. */
    symbolicActId: uuid('symbolic_act_id'),
    giverWords: text('giver_words').notNull().default(''),
    receiverWords: text('receiver_words').notNull().default(''),
    /** Hundredths of the currency; null when nobody knows. */
    valueCents: bigint('value_cents', { mode: 'number' }),
    valueCurrency: text('value_currency'),
    valueBasis: text('value_basis').$type<ValueBasis>().notNull(),
    inventoryNumber: text('inventory_number').notNull().default(''),
    owner: text('owner').$type<Owner>().notNull(),
    declaredOn: date('declared_on'),
    /** Where it has been, oldest first; the newest is copied beside it so that lists can ask. */
    whereabouts: jsonb('whereabouts').$type<Whereabouts[]>().notNull().default([]),
    fate: text('fate').$type<Fate>().notNull(),
    keptAt: text('kept_at').notNull().default(''),
    /** GeoNames id of the town where it stands. */
    placeId: integer('place_id'),
    placeText: text('place_text').notNull().default(''),
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    note: text('note').notNull().default(''),
    sources: jsonb('sources').$type<Citation[]>().notNull().default([]),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'gift_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    foreignKey({ name: 'gift_symbolic_act', columns: [t.officeId, t.symbolicActId], foreignColumns: [symbolicActs.officeId, symbolicActs.id] }),
    index('gift_by_day').on(t.officeId, sql`coalesce(${t.firstDay} - '0001-01-01'::date, -1)`, t.id),
    index('gift_of_event').on(t.officeId, t.eventId),
    index('gift_of_act').on(t.officeId, t.symbolicActId),
    // What is still to be given: few among many.
    index('gift_planned')
      .on(t.officeId, t.plannedOn, t.id)
      .where(sql`${t.plannedOn} is not null and ${t.date} is null and ${t.deletedAt} is null`),
  ],
).enableRLS()

export const giftPartners = pgTable(
  'gift_partner',
  { ...officeKey(), giftId: uuid('gift_id').notNull(), organisationId: uuid('organisation_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'gift_partner_gift', columns: [t.officeId, t.giftId], foreignColumns: [gifts.officeId, gifts.id] }),
    foreignKey({ name: 'gift_partner_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    uniqueIndex('gift_partner_once').on(t.officeId, t.giftId, t.organisationId),
    index('gift_partner_of').on(t.officeId, t.organisationId, t.giftId),
  ],
).enableRLS()

export const giftPeople = pgTable(
  'gift_person',
  { ...officeKey(), giftId: uuid('gift_id').notNull(), personId: uuid('person_id').notNull(), side: text('side').$type<SideOfGift>().notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'gift_person_gift', columns: [t.officeId, t.giftId], foreignColumns: [gifts.officeId, gifts.id] }),
    foreignKey({ name: 'gift_person_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    uniqueIndex('gift_person_once').on(t.officeId, t.giftId, t.personId, t.side),
    index('gift_person_of').on(t.officeId, t.personId, t.giftId),
  ],
).enableRLS()
