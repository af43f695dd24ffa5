// The contacts with each organisation as the events tell them, kept where the partnerships can read them: written by the events' own actions, never by hand.
import { date, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { ContactDirection, ContactKind } from './contact.ts'

export const contacts = pgTable(
  'partner_contact',
  {
    ...officeKey(),
    organisationId: uuid('organisation_id').notNull(),
    /** Events come after partnerships in the order of the house, so this points to their table without a reference; whoever writes an event writes this too. */
    eventId: uuid('event_id').notNull(),
    kind: text('kind').$type<ContactKind>().notNull(),
    direction: text('direction').$type<ContactDirection>().notNull(),
    date: text('date').$type<ImpreciseDate>(),
    firstDay: date('first_day', { mode: 'string' }),
    lastDay: date('last_day', { mode: 'string' }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'partner_contact_with', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }).onDelete(
      'cascade',
    ),
    index('partner_contact_by_day').on(t.officeId, t.organisationId, t.firstDay),
    index('partner_contact_coming').on(t.officeId, t.firstDay),
    uniqueIndex('partner_contact_of_event').on(t.officeId, t.eventId, t.organisationId),
  ],
).enableRLS()
