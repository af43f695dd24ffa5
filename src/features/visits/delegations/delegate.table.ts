// Members of the delegations of a visit as rows, guests and hosts; someone who does not come after all stays, with the day on which that was known.
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'

export const delegates = pgTable(
  'visit_delegate',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    side: text('side').$type<'hosts' | 'guests'>().notNull(),
    /** The person of the register; without one the name stands here alone. */
    personId: uuid('person_id'),
    /** Whom they come from; any organisation, or none. */
    organisationId: uuid('organisation_id'),
    name: jsonb('name').$type<LocalText>().notNull(),
    /** As they write it themselves. */
    nativeName: text('native_name').notNull().default(''),
    /** „д-р“, „г-жа“ */
    title: text('title').notNull().default(''),
    /** The post they come in. */
    role: jsonb('role').$type<LocalText>().notNull(),
    /** Order of precedence within the side, 1 first; null: by class of post and name. */
    rank: integer('rank'),
    isHead: boolean('is_head').notNull().default(false),
    isInterpreter: boolean('is_interpreter').notNull().default(false),
    /** Languages they speak, ISO 639-1. */
    languages: text('languages').array().notNull().default([]),
    /** The language of their letters and of their programme, where the office chose one; '': by the rule of letter-language.ts. */
    writtenIn: text('written_in').notNull().default(''),
    email: text('email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    /** What they eat and what they need: special data (GDPR art. 9), for officers alone, erased after the visit. */
    diet: text('diet').notNull().default(''),
    needs: text('needs').notNull().default(''),
    /** Moments of coming and leaving with their flight or train, as told: „12.10., 14:30, SOF, FB 432“. */
    arrivesAt: timestamp('arrives_at', { withTimezone: true }),
    arrival: text('arrival').notNull().default(''),
    leavesAt: timestamp('leaves_at', { withTimezone: true }),
    departure: text('departure').notNull().default(''),
    /** „единична“, „двойна“, '' when they need none; the house and who they share with. */
    room: text('room').$type<'' | 'single' | 'double' | 'suite' | 'none'>().notNull().default(''),
    lodging: text('lodging').notNull().default(''),
    roomWith: text('room_with').notNull().default(''),
    /** Since when it is known that they do not come. */
    withdrawnOn: date('withdrawn_on'),
    /** When the badge was last printed, and which version of the row it showed. */
    badgePrintedAt: timestamp('badge_printed_at', { withTimezone: true }),
    badgeVersion: integer('badge_version'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'visit_delegate_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    foreignKey({ name: 'visit_delegate_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ name: 'visit_delegate_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    index('visit_delegate_of').on(t.officeId, t.visitId, t.id),
    index('visit_delegate_person_of').on(t.officeId, t.personId),
    index('visit_delegate_organisation_of').on(t.officeId, t.organisationId),
  ],
).enableRLS()
