// „One of these ids“ as one parameter, however many they are: a list of a thousand is planned as quickly as a list of one.
import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/** The column holds uuids; every id must look like one (ids.ts: isId). */
export const anyOf = (column: AnyPgColumn, ids: readonly string[]): SQL => sql`${column} = any(${sql.param([...ids])}::uuid[])`
