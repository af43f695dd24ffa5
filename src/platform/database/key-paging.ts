// One page of a list, cut by key: it costs the same however far into the list it lies, and rows added meanwhile shift nothing.
import { asc, desc, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { isId } from '../ids.ts'

/** Where to turn, as it stands in the address: at most one of the two. Unreadable cursors mean the first page. */
export type Turn = { readonly after?: string | undefined; readonly before?: string | undefined }

/** `next` and `previous` are cursors for the neighbouring pages; null at an end. */
export type Page<Row> = { readonly rows: Row[]; readonly next: string | null; readonly previous: string | null }

type Edge = { readonly key: string; readonly id: string }

const writeCursor = ({ key, id }: Edge): string => Buffer.from(`${id}${key}`).toString('base64url')

function readCursor(text: string | undefined, keyShape: RegExp): Edge | null {
  if (text === undefined || text === '') return null
  const read = Buffer.from(text, 'base64url').toString()
  const [id, key] = [read.slice(0, 36), read.slice(36)]
  return isId(id) && keyShape.test(key) ? { id, key } : null
}

export type KeyPaging = {
  readonly where: SQL | undefined
  readonly orderBy: SQL[]
  /** One row more than the page holds: that is how the end is seen. */
  readonly limit: number
  page<Row>(rows: readonly Row[], edge: (row: Row) => Edge): Page<Row>
}

/**
 * What a query needs to read one page in the order of (key, id). `keyShape` guards what a cursor from an address may hold;
 * columns other than text need it (a date: /^\d{4}-\d\d-\d\d$/).
 */
export function keyPaging(
  turn: Turn,
  columns: { key: AnyPgColumn | SQL; id: AnyPgColumn | SQL },
  options: { size: number; descending?: boolean; keyShape?: RegExp },
): KeyPaging {
  // PostgreSQL text cannot hold NUL.
  const keyShape = options.keyShape ?? /^[^\u0000]*$/
  const after = readCursor(turn.after, keyShape)
  const before = after === null ? readCursor(turn.before, keyShape) : null
  const edge = after ?? before
  const upwards = (options.descending !== true) === (before === null)
  const direction = upwards ? asc : desc
  return {
    where: edge === null ? undefined : sql`(${columns.key}, ${columns.id}) ${sql.raw(upwards ? '>' : '<')} (${edge.key}, ${edge.id})`,
    orderBy: [direction(columns.key), direction(columns.id)],
    limit: options.size + 1,
    page: (found, edgeOf) => {
      const more = found.length > options.size
      const rows = found.slice(0, options.size)
      if (before !== null) rows.reverse()
      const cursorOf = (row: (typeof rows)[number] | undefined) => (row === undefined ? null : writeCursor(edgeOf(row)))
      return {
        rows,
        next: before !== null || more ? cursorOf(rows.at(-1)) : null,
        previous: after !== null || (before !== null && more) ? cursorOf(rows[0]) : null,
      }
    },
  }
}
