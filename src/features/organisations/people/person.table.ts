// People the office knows by name, and the posts they hold or held in organisations.
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import { organisations, type Organisation } from '../organisation.table.ts'
import type { EndReason, RoleClass } from './post.ts'

export const people = pgTable(
  'person',
  {
    ...officeKey(),
    name: jsonb('name').$type<LocalText>().notNull(),
    nativeName: text('native_name'),
    /** ISO 639-1. */
    nativeLanguage: text('native_language'),
    aliases: text('aliases').array().notNull().default([]),
    /** д-р, инж., проф.: no part of the name. */
    title: text('title'),
    /** Languages the person can be spoken to in, ISO 639-1. */
    languages: text('languages').array().notNull().default([]),
    /** How one writes to them, by language: „Уважаеми господин кмете“, « Monsieur le Maire ». */
    salutation: jsonb('salutation').$type<LocalText>().notNull().default(EMPTY_TEXT),
    email: text('email'),
    phone: text('phone'),
    /** What the personal data is kept for; '' when nobody said. */
    purpose: text('purpose').notNull().default(''),
    /** Until which day the personal data may be kept; then the office is asked. */
    keepUntil: date('keep_until', { mode: 'string' }),
    /** When the personal data was erased; name and posts stay, for they are public history. */
    erasedAt: timestamp('erased_at', { withTimezone: true }),
    /** Set on a removed one: the person whose record took this one up. */
    mergedIntoId: uuid('merged_into_id'),
    notes: jsonb('notes').$type<LocalText>().notNull(),
    sources: jsonb('sources').$type<readonly Citation[]>().notNull().default([]),
    sortKey: text('sort_key').notNull(),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    index('person_in_order')
      .on(t.officeId, t.sortKey, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('person_kept_until')
      .on(t.officeId, t.keepUntil, t.id)
      .where(sql`${t.deletedAt} is null and ${t.keepUntil} is not null`),
  ],
).enableRLS()

export const posts = pgTable(
  'post',
  {
    ...officeKey(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** The wording on the door: „заместник-кмет по културата“. */
    role: jsonb('role').$type<LocalText>().notNull(),
    /** What it amounts to anywhere: deputy_mayor. */
    roleClass: text('role_class').$type<RoleClass>().notNull(),
    fromDate: text('from_date').$type<ImpreciseDate>(),
    /** null: held to this day, as far as is known. */
    toDate: text('to_date').$type<ImpreciseDate>(),
    /** Why it ended: elections, left, other; '' while it is held or when nobody said. */
    endReason: text('end_reason').$type<EndReason | ''>().notNull().default(''),
    /** The day somebody last made sure that this still holds. */
    confirmedOn: date('confirmed_on'),
    sources: jsonb('sources').$type<readonly Citation[]>().notNull().default([]),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ columns: [t.officeId, t.personId], foreignColumns: [people.officeId, people.id] }),
    foreignKey({ columns: [t.officeId, t.organisationId], foreignColumns: [organisations.officeId, organisations.id] }),
    index('post_of_person').on(t.officeId, t.personId),
    index('post_in_organisation').on(t.officeId, t.organisationId),
    index('post_held')
      .on(t.officeId, t.confirmedOn)
      .where(sql`${t.toDate} is null and ${t.deletedAt} is null`),
  ],
).enableRLS()

export type Person = typeof people.$inferSelect
export type Post = typeof posts.$inferSelect

/** A post seen from its person, and from its organisation. */
export type HeldPost = { readonly post: Post; readonly organisation: Organisation }
export type Holding = { readonly post: Post; readonly person: Person }
export type PersonWithPosts = { readonly person: Person; readonly posts: readonly HeldPost[] }
