// Reads what the citizens' pages show: only what is marked public, by named columns, in a fixed number of queries.
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { publicCommitmentsOf, type PublicCommitment } from '#features/commitments/commitment.queries.ts'
import { openShare } from '#features/commitments/shares/share.queries.ts'
import { newestDigests, type PublicDigest } from '#features/digest/publication.queries.ts'
import { publicDocumentsOf, type PublicDocument } from '#features/documents/document.queries.ts'
import { events } from '#features/events/event.table.ts'
import { publicEvents, publicEventsOf, publicEventsPast, type PublicEvent } from '#features/events/public-event.queries.ts'
import { openSources, type OpenSource } from '#features/events/event.ts'
import type { SymbolicActKind } from '#features/events/symbolic-act.ts'
import { publicSymbolicActsOf, type PublicSymbolicAct } from '#features/events/symbolic-act.queries.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { mergedInto } from '#features/organisations/doubles/merging.queries.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { previewPartnership, publicPartnership, publicPartnerships, type PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { visits } from '#features/visits/visit.table.ts'
import { type PublicItem, publicProgrammesOf } from '#features/visits/programmes/programme.queries.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

/** A symbolic act among the news: with the partners it was done with. */
export type PublicAct = { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null; readonly partnerIds: readonly string[] }
/** Public promises of public partnerships, counted by the one rule of the office (commitments/shares/share.ts). */
export type PublicPromises = Awaited<ReturnType<typeof openShare>>
export type Places = ReadonlyMap<number, Place>

export type HomeRead = {
  readonly partnerships: readonly PublicPartnership[]
  /** The newest, the coming and the called off among them. */
  readonly events: readonly PublicEvent[]
  /** How many have been in all. */
  readonly eventsPast: number
  /** Ids of visits that were held, whatever their days say. */
  readonly over: ReadonlySet<string>
  readonly acts: readonly PublicAct[]
  readonly promises: PublicPromises
  /** The newest month's report in each language that has one. */
  readonly digests: readonly PublicDigest[]
  readonly places: Places
}

const MOST = 500

export const placesOf = async (tx: OfficeTx, ids: readonly (number | null)[]): Promise<Places> =>
  new Map(
    (
      await placesByIds(
        tx,
        ids.filter((id) => id !== null),
      )
    ).map((place) => [place.id, place]),
  )

/** Symbolic acts open to the citizens, the newest first; one query. */
export const publicActs = (tx: OfficeTx, most = MOST): Promise<(Omit<OpenAct, 'sources'> & { readonly sources: readonly Citation[] })[]> =>
  tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      title: symbolicActs.title,
      date: symbolicActs.date,
      placeText: symbolicActs.placeText,
      sources: symbolicActs.sources,
      partnerIds: sql<
        string[]
      >`coalesce(array_agg(${symbolicActPartners.organisationId}::text) filter (where ${symbolicActPartners.organisationId} is not null), '{}')`,
    })
    .from(symbolicActs)
    .leftJoin(symbolicActPartners, and(eq(symbolicActPartners.officeId, symbolicActs.officeId), eq(symbolicActPartners.symbolicActId, symbolicActs.id)))
    .where(and(eq(symbolicActs.officeId, tx.officeId), isNull(symbolicActs.deletedAt), isNotNull(symbolicActs.publishedAt)))
    .groupBy(symbolicActs.officeId, symbolicActs.id)
    .orderBy(sql`${symbolicActs.firstDay} desc nulls last`, desc(symbolicActs.id))
    .limit(most)

/** Which of these events are visits whose dossier says that they were held: they are over, also on their last day. One statement. */
export async function visitsOver(tx: OfficeTx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: visits.id })
    .from(visits)
    .where(and(eq(visits.officeId, tx.officeId), anyOf(visits.id, ids), isNull(visits.deletedAt), isNotNull(visits.heldOn)))
  return new Set(rows.map(({ id }) => id))
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

/** Everything the home page shows; ten queries. */
export async function readHome(tx: OfficeTx, homePlaceId: number, today: string): Promise<HomeRead> {
  const [{ partnerships, places }, [events, over], eventsPast, acts, promises, digests] = await Promise.all([
    readRegister(tx, homePlaceId),
    publicEvents(tx).then(async (events) => [events, await visitsOver(tx, idsOf(events))] as const),
    publicEventsPast(tx, today),
    publicActs(tx),
    openShare(tx, today),
    newestDigests(tx),
  ])
  return { partnerships, events, eventsPast, over, acts, promises, digests, places }
}

export type RegisterRead = Pick<HomeRead, 'partnerships' | 'places'>

/** All public partnerships with their places and the home's; three queries. */
export async function readRegister(tx: OfficeTx, homePlaceId: number): Promise<RegisterRead> {
  const found = await publicPartnerships(tx)
  return { partnerships: found, places: await placesOf(tx, [homePlaceId, ...found.map(({ partner }) => partner.placeId)]) }
}

/** Another public partner, as far as a partner's page names it. */
export type PublicPin = {
  readonly organisationId: string
  readonly slug: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly kind: OrganisationKind
  readonly country: string
  readonly placeId: number | null
}

export const publicPins = (tx: OfficeTx): Promise<PublicPin[]> =>
  tx
    .select({
      organisationId: partnerships.organisationId,
      slug: partnerships.slug,
      name: organisations.name,
      nativeName: organisations.nativeName,
      nativeLanguage: organisations.nativeLanguage,
      kind: organisations.kind,
      country: organisations.country,
      placeId: organisations.placeId,
    })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt)))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))
    .limit(MOST)

export type PartnerRead = {
  readonly partnership: PublicPartnership
  readonly events: readonly PublicEvent[]
  /** What of the programmes of these events citizens may come to or should know of. */
  readonly programmes: readonly PublicItem[]
  readonly over: ReadonlySet<string>
  readonly acts: readonly PublicSymbolicAct[]
  readonly promises: readonly PublicCommitment[]
  readonly documents: readonly PublicDocument[]
  readonly pins: readonly PublicPin[]
  readonly places: Places
}

/** Everything one partner's page shows, at most eleven queries; null when there is no public partner by that address. `preview`: one that is not public yet instead. */
export async function readPartner(tx: OfficeTx, homePlaceId: number, slug: string, preview = false): Promise<PartnerRead | null> {
  const partnership = preview ? await previewPartnership(tx, slug) : await publicPartnership(tx, slug)
  if (partnership === null) return null
  const [events, pins, acts, promises, documents] = await Promise.all([
    publicEventsOf(tx, partnership.organisationId),
    publicPins(tx),
    publicSymbolicActsOf(tx, partnership.organisationId),
    publicCommitmentsOf(tx, partnership.organisationId),
    publicDocumentsOf(tx, partnership.id),
  ])
  const [programmes, over, places] = await Promise.all([
    publicProgrammesOf(tx, idsOf(events)),
    visitsOver(tx, idsOf(events)),
    placesOf(tx, [homePlaceId, partnership.partner.placeId, ...pins.map(({ placeId }) => placeId), ...events.map(({ placeId }) => placeId)]),
  ])
  return { partnership, events, programmes, over, acts, promises, documents, pins, places }
}

/** Where the page of a partnership is found now whose partner was merged into another; null when its address was never public, or leads nowhere. */
export async function movedSlug(tx: OfficeTx, slug: string): Promise<string | null> {
  const [gone] = await tx
    .select({ organisationId: partnerships.organisationId })
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.slug, slug), isNotNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt)))
    .orderBy(desc(partnerships.updatedAt))
    .limit(1)
  const kept = gone === undefined ? null : await mergedInto(tx, 'organisation', gone.organisationId)
  if (kept === null) return null
  const [there] = await tx
    .select({ slug: partnerships.slug })
    .from(partnerships)
    .where(
      and(eq(partnerships.officeId, tx.officeId), eq(partnerships.organisationId, kept), isNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt)),
    )
  return there?.slug ?? null
}

/** The town of the office; null while the list of towns is being loaded. */
export const homePlace = async (tx: OfficeTx, placeId: number): Promise<Place | null> => (await placesOf(tx, [placeId])).get(placeId) ?? null

export type OpenRead = { readonly partnerships: readonly PublicPartnership[]; readonly place: Place | null; readonly wikidataId: string | null }

/** Everything the open data tells; four queries. Of the office's own municipality only its number in Wikidata is read. */
export async function readOpen(tx: OfficeTx, homePlaceId: number): Promise<OpenRead> {
  const own = tx
    .select({ wikidataId: organisations.wikidataId })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        eq(organisations.placeId, homePlaceId),
        eq(organisations.kind, 'municipality'),
        isNotNull(organisations.wikidataId),
      ),
    )
    .orderBy(asc(organisations.id))
    .limit(1)
  const [partnerships, place, [municipality]] = await Promise.all([publicPartnerships(tx), homePlace(tx, homePlaceId), own])
  return { partnerships, place, wikidataId: municipality?.wikidataId ?? null }
}

/** A public symbolic act as the open data tells it. */
export type OpenAct = PublicAct & { readonly kind: SymbolicActKind; readonly placeText: string; readonly sources: readonly OpenSource[] }
export type OpenEventsRead = OpenRead & {
  readonly events: readonly PublicEvent[]
  readonly acts: readonly OpenAct[]
  /** Of the events. */
  readonly places: Places
}
const MOST_OPEN = 20_000

/** All public events and symbolic acts beside the partnerships; eight queries. */
export async function readOpenEvents(tx: OfficeTx, homePlaceId: number): Promise<OpenEventsRead> {
  const [events, open, acts] = await Promise.all([publicEvents(tx, MOST_OPEN), readOpen(tx, homePlaceId), publicActs(tx, MOST_OPEN)])
  const places = await placesOf(
    tx,
    events.map(({ placeId }) => placeId),
  )
  return { ...open, events, acts: acts.map(({ sources, ...act }) => ({ ...act, sources: openSources(sources) })), places }
}

/** For the page of open data: how much of each there is; three queries in one. */
export async function openCounts(tx: OfficeTx): Promise<{ readonly partnerships: number; readonly events: number; readonly acts: number }> {
  const counted = (table: typeof partnerships | typeof events | typeof symbolicActs) =>
    sql<number>`(${tx
      .select({ n: sql`count(*)` })
      .from(table)
      .where(and(eq(table.officeId, tx.officeId), isNull(table.deletedAt), isNotNull(table.publishedAt)))})`.mapWith(Number)
  const [row] = await tx.select({ partnerships: counted(partnerships), events: counted(events), acts: counted(symbolicActs) }).from(sql`(select 1) as one`)
  return row!
}

/** For the site's map: the address of each public partner and when it was last changed. One query. */
export const publicSlugs = (tx: OfficeTx): Promise<{ slug: string; changedAt: Date }[]> =>
  tx
    .select({ slug: partnerships.slug, changedAt: partnerships.updatedAt })
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt)))
    .orderBy(asc(partnerships.slug))
    .limit(20_000)

/** For the site's map: each public event, the newest first, those whose day nobody knows last. One query. */
export const publicEventIds = (tx: OfficeTx): Promise<{ id: string; changedAt: Date }[]> =>
  tx
    .select({ id: events.id, changedAt: events.updatedAt })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), isNull(events.deletedAt), isNotNull(events.publishedAt)))
    .orderBy(sql`${events.firstDay} desc nulls last`, desc(events.id))
    .limit(5000)
