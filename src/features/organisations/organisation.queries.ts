// Reads organisations: one, many, a page of the register, those of a name.
import { and, asc, count, desc, eq, inArray, isNull, ne, type SQL } from 'drizzle-orm'
import { type Place, spellingsOf } from '#features/places/place.ts'
import { placeById, placesByIds, placesByName } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { untilNextChange } from '#platform/database/until-next-change.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { bareName, nameKeys } from '#platform/names/name-key.ts'
import { nameEntries } from '#platform/search/name-entry.table.ts'
import { findByName } from '#platform/search/names.ts'
import { allNames, displayName, searchNames, type Suggested } from './naming.ts'
import { describedOrganisation, liesInItsCountry, type OrganisationKind } from './organisation.ts'
import { organisations, type Organisation } from './organisation.table.ts'

export const ORGANISATIONS_A_PAGE = 50
/** A search answers with the best so many; whoever is not among them is asked for more precisely. */
export const MOST_FOUND = 100

const live = (tx: OfficeTx): SQL | undefined => and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt))

/** null when there is none, or when it was removed. */
export async function organisationById(tx: OfficeTx, id: string): Promise<Organisation | null> {
  if (!isId(id)) return null
  const [organisation] = await tx
    .select()
    .from(organisations)
    .where(and(live(tx), eq(organisations.id, id)))
  return organisation ?? null
}

/** By id, in one query; also those removed since, so that an old visit keeps its partner's name. */
export async function organisationsByIds(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, Organisation>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Our own municipality as an organisation of the register, once somebody of ours was entered. */
export async function homeOrganisation(tx: OfficeTx): Promise<string | null> {
  const [home] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .innerJoin(offices, and(eq(offices.id, organisations.officeId), eq(offices.placeId, organisations.placeId)))
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.kind, 'municipality'), isNull(organisations.deletedAt)))
    .orderBy(asc(organisations.id))
    .limit(1)
  return home?.id ?? null
}

export type OrganisationsAsked = Turn & { readonly q?: string | undefined; readonly kind?: OrganisationKind | undefined; readonly country?: string | undefined }

/** A page of the register in the order of the alphabet, or, when a name is asked for, the best matches first on one page. */
export async function organisationsPage(tx: OfficeTx, asked: OrganisationsAsked, size = ORGANISATIONS_A_PAGE): Promise<Page<Organisation>> {
  const filters = and(
    live(tx),
    asked.kind === undefined ? undefined : eq(organisations.kind, asked.kind),
    asked.country === undefined ? undefined : eq(organisations.country, asked.country),
  )
  if (asked.q !== undefined && asked.q !== '') {
    const found = await findByName(tx, asked.q, { things: ['organisation'], limit: MOST_FOUND })
    const rows =
      found.length === 0
        ? []
        : await tx
            .select()
            .from(organisations)
            .where(
              and(
                filters,
                inArray(
                  organisations.id,
                  found.map(({ thingId }) => thingId),
                ),
              ),
            )
    const byId = new Map(rows.map((row) => [row.id, row]))
    return { rows: found.flatMap(({ thingId }) => byId.get(thingId) ?? []), next: null, previous: null }
  }
  const paging = keyPaging(asked, { key: organisations.sortKey, id: organisations.id }, { size })
  const rows = await tx
    .select()
    .from(organisations)
    .where(and(filters, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, (row) => ({ key: row.sortKey, id: row.id }))
}

/** How many organisations the register holds in each country, and in all. */
export const organisationsByCountry = (tx: OfficeTx): Promise<{ country: string; kind: OrganisationKind; n: number }[]> =>
  untilNextChange(tx, 'organisations', () =>
    tx
      .select({ country: organisations.country, kind: organisations.kind, n: count() })
      .from(organisations)
      .where(live(tx))
      .groupBy(organisations.country, organisations.kind),
  )

/** One suggestion of a box in which an organisation is chosen. */
export type Suggestion = { readonly id: string; readonly title: string; readonly sub: string }

const asSuggestion = (organisation: Organisation): Suggestion => ({
  id: organisation.id,
  title: displayName(organisation),
  sub: describedOrganisation(organisation),
})

/** What to offer while a name is typed, best first. */
export async function organisationChoices(tx: OfficeTx, q: string, limit = 8): Promise<Suggestion[]> {
  const found = await findByName(tx, q, { things: ['organisation'], limit })
  const rows = await organisationsByIds(
    tx,
    found.map(({ thingId }) => thingId),
  )
  return found.flatMap(({ thingId }) => rows.get(thingId) ?? []).map(asSuggestion)
}

/** Several organisations of one town answer to its name; of one name itself there are fewer. */
const MOST_NAMED = 10
const MOST_FOUND_BY_TOWN = 100

/**
 * Organisations that themselves bear one of these names, however it is spelled; without the one asked about. Whoever is only found by the name of
 * its town is not meant by it without a question.
 */
export async function organisationsNamed(tx: OfficeTx, names: readonly string[], exceptId?: string): Promise<Organisation[]> {
  const asked = new Set(names.flatMap((name) => [...nameKeys(name), ...nameKeys(bareName(name))]))
  const keys = [...asked].map((key) => ` ${key}`)
  if (keys.length === 0) return []
  const named = tx
    .select({ id: nameEntries.thingId })
    .from(nameEntries)
    .where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, 'organisation'), eq(nameEntries.position, 0), inArray(nameEntries.key, keys)))
  const found = await tx
    .select()
    .from(organisations)
    .where(and(live(tx), inArray(organisations.id, named), exceptId === undefined ? undefined : ne(organisations.id, exceptId)))
    .orderBy(organisations.sortKey, organisations.id)
    .limit(MOST_FOUND_BY_TOWN)
  return found.filter((one) => searchNames(one).some((name) => nameKeys(name).some((key) => asked.has(key)))).slice(0, MOST_NAMED)
}

export type Meant = { readonly meant: Organisation | null; readonly candidates: readonly Organisation[] }

/** Why an organisation typed into the box `name` is not one of the register's; nothing when it is, or when nothing was typed. */
export function faultsOfMeant({ meant, candidates }: Meant, typed: string, name = 'organisation'): FieldFault[] {
  if (meant !== null || typed === '') return []
  return [{ name, message: candidates.length > 0 ? m.organisations_which_of_several({ name: typed }) : m.organisations_unknown({ name: typed }) }]
}

/**
 * Which organisation a box with suggestions means: the one chosen, as long as its name still stands in the box, else the one that
 * bears the typed name. `meant` null with `candidates` empty: there is none; with several: a person must choose.
 */
export async function organisationMeant(tx: OfficeTx, typed: Suggested): Promise<Meant> {
  const chosen = typed.id === '' ? null : await organisationById(tx, typed.id)
  const keys = new Set(nameKeys(typed.text))
  if (chosen !== null && (typed.text === '' || allNames(chosen).some((name) => nameKeys(name).some((key) => keys.has(key)))))
    return { meant: chosen, candidates: [] }
  if (typed.text === '') return { meant: null, candidates: [] }
  const candidates = await organisationsNamed(tx, [typed.text])
  if (candidates.length === 1) return { meant: candidates[0]!, candidates: [] }
  if (candidates.length > 1) return { meant: null, candidates }
  const near = await findByName(tx, typed.text, { things: ['organisation'], limit: 8 })
  const rows = await organisationsByIds(
    tx,
    near.map(({ thingId }) => thingId),
  )
  return { meant: null, candidates: near.flatMap(({ thingId }) => rows.get(thingId) ?? []) }
}

/**
 * Which town a box with suggestions means: the one chosen, as long as its name still stands in the box, else the one of the typed name.
 * null with `candidates` empty: there is none; with several: a person must choose.
 */
export async function placeMeant(tx: OfficeTx, typed: Suggested, country: string | null): Promise<{ meant: Place | null; candidates: Place[] }> {
  const id = /^\d{1,9}$/.test(typed.id) ? Number(typed.id) : null
  const chosen = id === null ? null : await placeById(tx, id)
  const keys = new Set(nameKeys(typed.text))
  if (chosen !== null && [chosen.name, ...chosen.names].some((name) => nameKeys(name).some((key) => keys.has(key)))) return { meant: chosen, candidates: [] }
  if (typed.text === '') return { meant: null, candidates: [] }
  // Rather in the country chosen; but an embassy has its seat in another.
  const within = country === null ? [] : await placesByName(tx, typed.text, { country, limit: 8 })
  const candidates = within.length > 0 ? within : await placesByName(tx, typed.text, { limit: 8 })
  return candidates.length === 1 ? { meant: candidates[0]!, candidates: [] } : { meant: null, candidates }
}

/**
 * What each is found by: its own names, and those its town has in the gazetteer (Дойран as Star Dojran, Джиндъджън as 景德镇).
 * By id; one query for all.
 */
export async function namesToFind(tx: OfficeTx, rows: readonly Organisation[]): Promise<Map<string, string[]>> {
  const inTowns = rows.flatMap(({ kind, placeId }) => (placeId !== null && liesInItsCountry(kind) ? [placeId] : []))
  const spellings = new Map((await placesByIds(tx, inTowns)).map((place) => [place.id, spellingsOf(place)]))
  return new Map(
    rows.map((row) => [row.id, [...searchNames(row), ...(row.placeId === null || !liesInItsCountry(row.kind) ? [] : (spellings.get(row.placeId) ?? []))]]),
  )
}

/** The municipality the office knows at each of these places, by GeoNames id; the one written down first where there are several. One query. */
export async function municipalitiesAt(tx: OfficeTx, placeIds: readonly number[]): Promise<Map<number, Organisation>> {
  if (placeIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(organisations)
    .where(and(live(tx), eq(organisations.kind, 'municipality'), inArray(organisations.placeId, [...placeIds])))
    .orderBy(desc(organisations.id))
  return new Map(rows.flatMap((row) => (row.placeId === null ? [] : [[row.placeId, row] as const])))
}

/** What the intake must know to recognise those the office knows already. */
export type KnownOrganisation = {
  readonly id: string
  readonly names: readonly string[]
  readonly country: string
  readonly kind: OrganisationKind
  readonly placeId: number | null
}

export async function knownOrganisations(tx: OfficeTx): Promise<KnownOrganisation[]> {
  const rows = await tx.select().from(organisations).where(live(tx)).orderBy(organisations.id)
  return rows.map((row) => ({ id: row.id, names: allNames(row), country: row.country, kind: row.kind, placeId: row.placeId }))
}
