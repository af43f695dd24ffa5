// Reads a list whole for taking out: the rows its filters find, some hundreds at a time, each with what a sheet tells of it.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { addresses } from '#addresses'
import { ledgerRows } from '#features/commitments/ledger/ledger.queries.ts'
import type { LedgerFilters } from '#features/commitments/ledger/ledger.ts'
import { organisationsPage, organisationsByIds, type OrganisationsAsked } from '#features/organisations/organisation.queries.ts'
import { peoplePage } from '#features/organisations/people/person.queries.ts'
import { giftRegister, type GiftFilters } from '#features/gifts/register.queries.ts'
import { listPage, type ListRow, readyFilter } from '#features/partnerships/register/list.queries.ts'
import type { ListAsked } from '#features/partnerships/register/list.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { tripList } from '#features/trips/trip.queries.ts'
import type { TripFilters } from '#features/trips/trip.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { EMPTY_TEXT } from '#platform/texts/local-text.ts'
import type { CommitmentLine, OrganisationLine, PartnershipLine, PersonLine, ToldStep, TripLine, GiftLine } from './export.ts'

/** Rows read in one transaction. */
const AT_ONCE = 500

/** `next`: where the following rows begin; null at the end. */
export type Some<Line> = { readonly lines: readonly Line[]; readonly next: string | null }

const placesOf = async (tx: OfficeTx, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, Place>> =>
  new Map(
    (
      await placesByIds(
        tx,
        ids.filter((id) => id !== null),
      )
    ).map((place) => [place.id, place]),
  )
const placeAt = (places: ReadonlyMap<number, Place>, id: number | null): Place | null => (id === null ? null : (places.get(id) ?? null))

export async function somePartnerships(tx: OfficeTx, asked: ListAsked, today: string, after: string | null, base: string): Promise<Some<PartnershipLine>> {
  const page = await listPage(tx, await readyFilter(tx, asked, today), asked.sort, { after: after ?? undefined }, AT_ONCE)
  const { rows } = page
  if (rows.length === 0) return { lines: [], next: null }
  const organisations = await organisationsByIds(
    tx,
    rows.map(({ partner }) => partner.id),
  )
  const places = await placesOf(
    tx,
    rows.map(({ partner }) => partner.placeId),
  )
  const ids = rows.map(({ id }) => id)
  const texts = new Map(
    (
      await tx
        .select({ id: partnerships.id, summary: partnerships.summary })
        .from(partnerships)
        .where(and(eq(partnerships.officeId, tx.officeId), inArray(partnerships.id, ids)))
    ).map(({ id, summary }) => [id, summary]),
  )
  const steps = Map.groupBy(
    await tx
      .select({
        partnershipId: milestones.partnershipId,
        kind: milestones.kind,
        side: milestones.side,
        date: milestones.date,
        documentNumber: milestones.documentNumber,
      })
      .from(milestones)
      .where(and(eq(milestones.officeId, tx.officeId), inArray(milestones.partnershipId, ids), isNull(milestones.deletedAt)))
      .orderBy(asc(milestones.firstDay), asc(milestones.id)),
    ({ partnershipId }) => partnershipId,
  )
  const line = (row: ListRow): PartnershipLine => {
    const own = steps.get(row.id) ?? []
    const first = (which: (step: (typeof own)[number]) => boolean): ToldStep | null => own.find(which) ?? null
    const organisation = organisations.get(row.partner.id)
    return {
      row,
      place: placeAt(places, row.partner.placeId),
      website: organisation?.website ?? null,
      wikidataId: organisation?.wikidataId ?? null,
      summary: texts.get(row.id) ?? EMPTY_TEXT,
      signed: first(({ kind }) => kind === 'signing') ?? first(({ kind }) => kind === 'first_contact'),
      decision: first(({ kind, side }) => kind === 'council_decision' && side !== 'them'),
      ended: own.findLast(({ kind }) => kind === 'end') ?? null,
      url: base + addresses.partnership({ id: row.id }),
    }
  }
  return { lines: rows.map(line), next: page.next }
}

export async function someOrganisations(tx: OfficeTx, asked: OrganisationsAsked, after: string | null, base: string): Promise<Some<OrganisationLine>> {
  const page = await organisationsPage(tx, { ...asked, after: after ?? undefined }, AT_ONCE)
  const places = await placesOf(
    tx,
    page.rows.map(({ placeId }) => placeId),
  )
  return {
    lines: page.rows.map((organisation) => ({
      organisation,
      place: placeAt(places, organisation.placeId),
      url: base + addresses.organisation({ id: organisation.id }),
    })),
    next: page.next,
  }
}

export async function somePeople(tx: OfficeTx, q: string, after: string | null, base: string): Promise<Some<PersonLine>> {
  const page = await peoplePage(tx, { q, after: after ?? undefined }, AT_ONCE)
  return { lines: page.rows.map((line) => ({ ...line, url: base + addresses.person({ id: line.person.id }) })), next: page.next }
}

export async function someCommitments(tx: OfficeTx, asked: LedgerFilters, today: string, after: string | null, base: string): Promise<Some<CommitmentLine>> {
  const page = await ledgerRows(tx, asked, { after: after ?? undefined }, today, AT_ONCE)
  return { lines: page.rows.map((row) => ({ row, url: base + addresses.commitment({ id: row.id }) })), next: page.next }
}

export async function someTrips(tx: OfficeTx, asked: TripFilters, today: string, after: string | null, base: string): Promise<Some<TripLine>> {
  const page = await tripList(tx, asked, { after: after ?? undefined }, today, AT_ONCE)
  return { lines: page.rows.map((row) => ({ row, url: base + addresses.trip({ id: row.id }) })), next: page.next }
}

export async function someGifts(tx: OfficeTx, asked: GiftFilters, after: string | null, base: string): Promise<Some<GiftLine>> {
  const page = await giftRegister(tx, asked, { after: after ?? undefined }, AT_ONCE)
  return {
    lines: page.rows.map((line) => ({
      line,
      url: base + (line.gift === null ? addresses.symbolicAct({ id: line.act.id }) : addresses.gift({ id: line.gift.id })),
    })),
    next: page.next,
  }
}
