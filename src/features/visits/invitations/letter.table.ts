// Letters of a visit as rows: the invitation and the answers to one, in as many languages as they were written.
import { date, foreignKey, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import type { LetterKind } from './letter.ts'
import type { MailEnd } from './mailing.ts'

export const visitLetters = pgTable(
  'visit_letter',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    kind: text('kind').$type<LetterKind>().notNull(),
    /** Whom it goes to: the organisation, and the person of it who is addressed. */
    organisationId: uuid('organisation_id'),
    personId: uuid('person_id'),
    subject: jsonb('subject').$type<LocalText>().notNull(),
    /** The whole letter from the salutation to the closing words. */
    body: jsonb('body').$type<LocalText>().notNull(),
    /** Who signs, with their post. */
    signatory: jsonb('signatory').$type<LocalText>().notNull(),
    /** On what occasion we write, as the letter says it; empty where it says none. */
    occasion: jsonb('occasion').$type<LocalText>().notNull().default(EMPTY_TEXT),
    /** The number under which the municipality's records keep it. */
    number: text('number').notNull().default(''),
    sentOn: date('sent_on'),
    /** To which address it was mailed from here; '' where it left another way. */
    mailedTo: text('mailed_to').notNull().default(''),
    /** The mail of the outbox by which it left last. No foreign key: mails are swept away in time. */
    mailId: uuid('mail_id'),
    /** What had become of that mail when it was swept away; null: it is still there, or there was none. */
    mailEnd: jsonb('mail_end').$type<MailEnd>(),
    /** Which version of the letter was mailed: a second press of the same button means the same mail. */
    mailedVersion: integer('mailed_version'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'visit_letter_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    foreignKey({ name: 'visit_letter_organisation', columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    foreignKey({ name: 'visit_letter_person', columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    index('visit_letter_of').on(t.officeId, t.visitId, t.id),
    index('visit_letter_organisation_of').on(t.officeId, t.organisationId),
    index('visit_letter_person_of').on(t.officeId, t.personId),
  ],
).enableRLS()
