// Takes personal data out of the activity record: the lines stay and say who did what and when, what they held of the person goes.
import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '../database/door.ts'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { activities, type Snapshot } from './activity.table.ts'

const isObject = (column: AnyPgColumn): SQL => sql`jsonb_typeof(${column}) = 'object'`

/** Empties fields in every earlier and later state the record holds of the things: `empty` names them with what they are left as. */
export async function emptyInRecord(tx: OfficeTx, thing: string, ids: readonly string[], empty: Snapshot): Promise<void> {
  if (ids.length === 0) return
  const fields = JSON.stringify(empty)
  // Only fields a state has: an old one must not seem to have known what came later.
  const emptied = (column: AnyPgColumn) =>
    sql`case when ${isObject(column)} then ${column} || (select coalesce(jsonb_object_agg(key, value), '{}'::jsonb) from jsonb_each(${fields}::jsonb) where ${column} ? key) else ${column} end`
  await tx
    .update(activities)
    .set({ before: emptied(activities.before), after: emptied(activities.after) })
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, thing), inArray(activities.thingId, [...ids])))
}

/** Takes every state and the name of the things out of the record: their lines say only that something was done, by whom and when. */
export async function forgetInRecord(
  tx: OfficeTx,
  things: readonly { readonly thing: string; readonly ids: readonly string[] }[],
  label: string,
): Promise<void> {
  const told = things.filter(({ ids }) => ids.length > 0)
  if (told.length === 0) return
  await tx
    .update(activities)
    .set({ before: null, after: null, label })
    .where(
      and(eq(activities.officeId, tx.officeId), or(...told.map(({ thing, ids }) => and(eq(activities.thing, thing), inArray(activities.thingId, [...ids]))))),
    )
}

/** Says other words for some words wherever they stand in the states of one thing; both as they stand inside a JSON text. */
export async function replaceInRecord(tx: OfficeTx, thing: string, id: string, words: string, by: string): Promise<void> {
  const said = (column: AnyPgColumn) => sql`replace(${column}::text, ${words}, ${by})::jsonb`
  await tx
    .update(activities)
    .set({ before: said(activities.before), after: said(activities.after) })
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, thing), eq(activities.thingId, id)))
}

/** Calls the mentioned by another name in the states of other things that tell of them: whoever stands there by id and name. */
export async function renameInRecord(tx: OfficeTx, ids: readonly string[], name: string): Promise<void> {
  for (const id of ids) {
    const mentions = (column: AnyPgColumn) => sql`${column}::text like ${`%${id}%`}`
    const rows = await tx
      .select({ id: activities.id, before: activities.before, after: activities.after })
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), or(mentions(activities.before), mentions(activities.after))))
    for (const row of rows)
      await tx
        .update(activities)
        .set({ before: renamed(row.before, id, name) as Snapshot | null, after: renamed(row.after, id, name) as Snapshot | null })
        .where(and(eq(activities.officeId, tx.officeId), eq(activities.id, row.id)))
  }
}

function renamed(value: unknown, id: string, name: string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, id, name))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, id, name)]))
  if ((inner['id'] === id || inner['personId'] === id) && typeof inner['name'] === 'string') return { ...inner, name }
  // What a document hangs on.
  return inner['thingId'] === id && typeof inner['label'] === 'string' ? { ...inner, label: name } : inner
}
