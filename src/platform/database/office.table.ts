// The office: one municipality's international office. It is the tenant; every table an office owns begins with its id.
import { foreignKey, integer, jsonb, pgPolicy, pgRole, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { LocalText } from '../texts/local-text.ts'

/** The database role of all office work; it owns nothing and cannot bypass the policies. */
export const OFFICE_ROLE = 'pobratim_office'
export const officeRole = pgRole(OFFICE_ROLE).existing()

export const offices = pgTable(
  'office',
  {
    id: uuid('id').primaryKey(),
    /** Short name in addresses, a-z and hyphens. */
    slug: text('slug').notNull().unique(),
    name: jsonb('name').$type<LocalText>().notNull(),
    /** GeoNames id of the municipality's seat. */
    placeId: integer('place_id').notNull(),
    country: text('country').notNull(),
    /** Languages of the office's texts, the first is its own. */
    languages: text('languages').array().notNull(),
    /** In which the citizens' pages are read, of SITE_LANGUAGES; the first stands for readers of any other. */
    siteLanguages: text('site_languages')
      .array()
      .notNull()
      .default(sql`'{bg,en}'`),
    timeZone: text('time_zone').notNull(),
    /** Host name of the citizens' pages when several offices share one installation. */
    publicHost: text('public_host').unique(),
    demo: timestamp('demo_since', { withTimezone: true }),
    /** By which rules the names of its register stand in the search (organisations/names.jobs.ts). */
    namesVersion: integer('names_version').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [pgPolicy('office_itself', { as: 'permissive', for: 'all', to: officeRole, using: sql`${t.id} = current_setting('pobratim.office')::uuid` })],
).enableRLS()

/** The two columns every table of an office begins with. */
export const officeKey = () => ({ officeId: uuid('office_id').notNull(), id: uuid('id').notNull() })

/** Columns of a row that people edit: `version` rises with every change, `deletedAt` set means removed but restorable. */
export const editable = () => ({
  version: integer('version').notNull().default(1),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
})

/** Primary key (office_id, id), the reference to the office and the policy; spread into every office table's rules. */
export const officeRules = (t: { officeId: AnyPgColumn; id: AnyPgColumn }) => [
  primaryKey({ columns: [t.officeId, t.id] }),
  foreignKey({ columns: [t.officeId], foreignColumns: [offices.id] }),
  officePolicy(t.officeId),
]

export const officePolicy = (officeId: AnyPgColumn) =>
  pgPolicy('own_office', {
    as: 'permissive',
    for: 'all',
    to: officeRole,
    using: sql`${officeId} = current_setting('pobratim.office')::uuid`,
    withCheck: sql`${officeId} = current_setting('pobratim.office')::uuid`,
  })

/** The calendar day of a moment where the office of the transaction lies; the database's own days are those of Greenwich. */
export const officeDay = (moment: SQLWrapper): SQL =>
  sql`(${moment} at time zone (select ${offices.timeZone} from ${offices} where ${offices.id} = current_setting('pobratim.office')::uuid))::date`
