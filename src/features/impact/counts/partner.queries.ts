// Reads the partners that are counted: those with a live partnership, one of them, a page of them, or those of whom something was counted.
import { and, asc, count, eq, isNotNull, isNull, not, type SQL } from 'drizzle-orm'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

export type CountedPartner = {
  readonly partnershipId: string
  readonly organisationId: string
  readonly type: PartnershipType
  readonly slug: string
  readonly kind: OrganisationKind
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly aliases: readonly string[]
  readonly country: string
  readonly placeId: number | null
}

const columns = {
  partnershipId: partnerships.id,
  organisationId: organisations.id,
  type: partnerships.type,
  slug: partnerships.slug,
  kind: organisations.kind,
  name: organisations.name,
  nativeName: organisations.nativeName,
  nativeLanguage: organisations.nativeLanguage,
  aliases: organisations.aliases,
  country: organisations.country,
  placeId: organisations.placeId,
}
const live = (tx: OfficeTx, open: boolean): SQL | undefined =>
  and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), open ? isNotNull(partnerships.publishedAt) : undefined)
const itsOrganisation = and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId))

/** Of these organisations those with a live partnership, in their alphabet; `open`: only those the citizens may see. */
export const partnersAmong = (tx: OfficeTx, organisationIds: readonly string[], open: boolean): Promise<CountedPartner[]> =>
  tx
    .select(columns)
    .from(partnerships)
    .innerJoin(organisations, itsOrganisation)
    .where(and(live(tx, open), anyOf(partnerships.organisationId, organisationIds)))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))

/** With whom these partnerships are. */
export const organisationsOf = async (tx: OfficeTx, partnershipIds: readonly string[]): Promise<string[]> =>
  (
    await tx
      .select({ id: partnerships.organisationId })
      .from(partnerships)
      .where(and(live(tx, false), anyOf(partnerships.id, partnershipIds)))
  ).map(({ id }) => id)

/** So many partners stand in the tables of one page: most offices see all of theirs. */
const ON_A_PAGE = 50
/** All partners in their alphabet, a page at a time. */
export async function partnerPage(tx: OfficeTx, turn: Turn): Promise<Page<CountedPartner>> {
  const paging = keyPaging(turn, { key: organisations.sortKey, id: partnerships.id }, { size: ON_A_PAGE })
  const rows = await tx
    .select({ ...columns, sortKey: organisations.sortKey })
    .from(partnerships)
    .innerJoin(organisations, itsOrganisation)
    .where(and(live(tx, false), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ sortKey, partnershipId }) => ({ key: sortKey, id: partnershipId }))
}

/** The partner of a live partnership, by the partnership's id or the organisation's; null: there is none. */
export async function countedPartner(
  tx: OfficeTx,
  by: { readonly partnershipId: string } | { readonly organisationId: string },
): Promise<CountedPartner | null> {
  const [column, id] = 'partnershipId' in by ? ([partnerships.id, by.partnershipId] as const) : ([partnerships.organisationId, by.organisationId] as const)
  if (!isId(id)) return null
  const [row] = await tx
    .select(columns)
    .from(partnerships)
    .innerJoin(organisations, itsOrganisation)
    .where(and(live(tx, false), eq(column, id)))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))
    .limit(1)
  return row ?? null
}

export type QuietPartners = { readonly named: readonly Pick<CountedPartner, 'name' | 'nativeName'>[]; readonly all: number }
/** Those with a live partnership who are not among these: how many, and the first `most` by name. */
export async function partnersBeside(tx: OfficeTx, organisationIds: readonly string[], most: number): Promise<QuietPartners> {
  const others = and(live(tx, false), not(anyOf(partnerships.organisationId, organisationIds)))
  const named = await tx
    .select({ name: organisations.name, nativeName: organisations.nativeName })
    .from(partnerships)
    .innerJoin(organisations, itsOrganisation)
    .where(others)
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))
    .limit(most)
  const [row] = await tx.select({ n: count() }).from(partnerships).where(others)
  return { named, all: row?.n ?? 0 }
}
