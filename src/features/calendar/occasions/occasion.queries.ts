// Reads occasions: one, a page of the list.
import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { OccasionKind } from './occasion.ts'
import { type OccasionRow, occasions } from './occasion.table.ts'

export type OccasionOwner = {
  readonly id: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly country: string
  readonly live: boolean
}
export type OccasionWhole = { readonly occasion: OccasionRow; readonly owner: OccasionOwner | null }

export const OCCASIONS_A_PAGE = 50
const MOST_FOUND = 100

const owned = and(eq(organisations.officeId, occasions.officeId), eq(organisations.id, occasions.organisationId))
const columns = {
  occasion: occasions,
  ownerId: organisations.id,
  ownerName: organisations.name,
  ownerNative: organisations.nativeName,
  ownerCountry: organisations.country,
  ownerGone: organisations.deletedAt,
}
type Joined = {
  occasion: OccasionRow
  ownerId: string | null
  ownerName: LocalText | null
  ownerNative: string | null
  ownerCountry: string | null
  ownerGone: Date | null
}
const wholeOf = ({ occasion, ownerId, ownerName, ownerNative, ownerCountry, ownerGone }: Joined): OccasionWhole => ({
  occasion,
  owner:
    ownerId === null || ownerName === null
      ? null
      : { id: ownerId, name: ownerName, nativeName: ownerNative, country: ownerCountry ?? '', live: ownerGone === null },
})
const live = (tx: OfficeTx, ...more: (SQL | undefined)[]): SQL | undefined => and(eq(occasions.officeId, tx.officeId), isNull(occasions.deletedAt), ...more)

/** null when there is none of this id, or it was removed. */
export async function occasionById(tx: OfficeTx, id: string): Promise<OccasionWhole | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select(columns)
    .from(occasions)
    .leftJoin(organisations, owned)
    .where(live(tx, eq(occasions.id, id)))
  return found === undefined ? null : wholeOf(found)
}

export type OccasionsAsked = { readonly q?: string | undefined; readonly kind?: OccasionKind | undefined; readonly organisation?: string | undefined }

/** A page of the list in the order of their owners, our own first; asked for by name, the best matches of the occasions and of their owners on one page. */
export async function occasionsPage(tx: OfficeTx, asked: OccasionsAsked, turn: Turn): Promise<Page<OccasionWhole>> {
  const filters = live(
    tx,
    or(isNull(occasions.organisationId), isNull(organisations.deletedAt)),
    asked.kind === undefined ? undefined : eq(occasions.kind, asked.kind),
    asked.organisation === undefined ? undefined : isId(asked.organisation) ? eq(occasions.organisationId, asked.organisation) : sql`false`,
  )
  if (asked.q !== undefined) {
    const found = await findByName(tx, asked.q, { things: ['occasion', 'organisation'], limit: MOST_FOUND })
    if (found.length === 0) return { rows: [], next: null, previous: null }
    const ids = found.map(({ thingId }) => thingId)
    const rows = await tx
      .select(columns)
      .from(occasions)
      .leftJoin(organisations, owned)
      .where(and(filters, or(inArray(occasions.id, ids), inArray(occasions.organisationId, ids))))
      .orderBy(sql`coalesce(${organisations.sortKey}, '')`, occasions.id)
      .limit(MOST_FOUND)
    return { rows: rows.map(wholeOf), next: null, previous: null }
  }
  const paging = keyPaging(turn, { key: sql<string>`coalesce(${organisations.sortKey}, '')`, id: occasions.id }, { size: OCCASIONS_A_PAGE })
  const rows = await tx
    .select({ ...columns, key: sql<string>`coalesce(${organisations.sortKey}, '')` })
    .from(occasions)
    .leftJoin(organisations, owned)
    .where(and(filters, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, (row) => ({ key: row.key, id: row.occasion.id }))
  return { ...page, rows: page.rows.map(wholeOf) }
}
