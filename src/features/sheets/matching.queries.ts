// Holds the rows of a table against the register and against each other: which organisation, person or town each of them may be.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { displayName } from '#features/organisations/naming.ts'
import { organisationNameKeys, organisationsByKey, peopleByKey, personNameKeys } from '#features/organisations/namesake.queries.ts'
import { describedOrganisation } from '#features/organisations/organisation.ts'
import { organisations, type Organisation } from '#features/organisations/organisation.table.ts'
import { postsOfPeople } from '#features/organisations/people/person.queries.ts'
import type { HeldPost, Person } from '#features/organisations/people/person.table.ts'
import { postWords } from '#features/organisations/people/post.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { placesNamed, type TownAsked } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { bareName } from '#platform/names/name-key.ts'
import type { OrganisationRow, PersonRow, RecordRow, RowMatch, RowRemark, Verdict } from './import.ts'

export type AskedRow = { readonly position: number; readonly record: RecordRow }
export type MatchedRow = {
  readonly position: number
  readonly record: RecordRow
  readonly verdict: Exclude<Verdict, 'fault'>
  readonly matches: readonly RowMatch[]
  readonly doubleOf: number | null
  readonly faults: readonly RowRemark[]
  readonly remarks: readonly RowRemark[]
}

const AT_ONCE = 2000
const MOST_MATCHES = 5

const organisationNames = (row: OrganisationRow): string[] => [
  ...Object.values(row.names),
  ...(row.nativeName === null ? [] : [row.nativeName]),
  ...row.aliases,
]
const personNames = (row: PersonRow): string[] => [...Object.values(row.names), ...(row.nativeName === null ? [] : [row.nativeName])]

/** Every row's answer, in their order; a handful of statements for every two thousand rows. */
export async function matchedRows(tx: OfficeTx, rows: readonly AskedRow[]): Promise<MatchedRow[]> {
  const people = rows.filter((row): row is AskedRow & { record: PersonRow } => row.record.kind === 'people')
  const others = rows.filter((row): row is AskedRow & { record: Exclude<RecordRow, PersonRow> } => row.record.kind !== 'people')
  return [...(await matchedOrganisations(tx, others)), ...(await matchedPeople(tx, people))].sort((a, b) => a.position - b.position)
}

// ---- organisations and partners --------------------------------------------------------------------------------------

type OrganisationAsked = { readonly position: number; readonly record: Exclude<RecordRow, PersonRow> }

async function matchedOrganisations(tx: OfficeTx, rows: readonly OrganisationAsked[]): Promise<MatchedRow[]> {
  if (rows.length === 0) return []
  const towns = await townsOf(tx, rows)
  const keys = rows.map(({ record }) => organisationNameKeys(organisationNames(record.organisation)))
  const byKey = await organisationsByKey(tx, keys.flat())
  const byPlace = await municipalitiesAt(
    tx,
    towns.filter((id) => id !== null),
  )
  const seen = new Map<string, number>()
  const found = rows.map((row, index) => {
    const { organisation } = row.record
    const placeId = towns[index] ?? null
    const named = [...new Map(keys[index]!.flatMap((key) => byKey.get(key) ?? []).map((one) => [one.id, one])).values()].filter(
      ({ country }) => country === organisation.country,
    )
    const bearers = new Set(named.map(({ id }) => id))
    const there = placeId === null || organisation.kind !== 'municipality' ? [] : (byPlace.get(placeId) ?? [])
    const matches: RowMatch[] = [...new Map([...named, ...there].map((one) => [one.id, one])).values()]
      .map((one) => ({
        id: one.id,
        name: displayName(one),
        sub: describedOrganisation(one),
        sure: bearers.has(one.id) && one.kind === organisation.kind,
      }))
      .sort((a, b) => Number(b.sure) - Number(a.sure))
      .slice(0, MOST_MATCHES)
    const marks = keys[index]!.map((key) => `${organisation.country} ${organisation.kind} ${key}`)
    const doubleOf = marks.map((mark) => seen.get(mark)).find((position) => position !== undefined) ?? null
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, row.position)
    const record: RecordRow = { ...row.record, organisation: { ...organisation, placeId } }
    const remarks: RowRemark[] = organisation.town !== '' && placeId === null ? [{ code: 'town-unknown', field: 'place', value: organisation.town }] : []
    return { position: row.position, record, matches, doubleOf, faults: [], remarks }
  })
  const tied = await withPartnership(
    tx,
    found.flatMap(({ record, matches }) => (record.kind === 'partners' ? matches.filter(({ sure }) => sure).map(({ id }) => id) : [])),
  )
  return found.map((row) => {
    const sure = row.matches.find((match) => match.sure)
    // Of a known organisation the partnership may still be new.
    const known = sure !== undefined && (row.record.kind !== 'partners' || tied.has(sure.id))
    const verdict = known ? 'same' : row.doubleOf !== null ? 'double' : sure === undefined && row.matches.length > 0 ? 'doubtful' : 'new'
    return { ...row, verdict }
  })
}

/** The town of each row: the one it names, else, for a municipality, the one it is called after. */
async function townsOf(tx: OfficeTx, rows: readonly OrganisationAsked[]): Promise<(number | null)[]> {
  const asked: (TownAsked & { readonly row: number })[] = rows.flatMap(({ record: { organisation } }, row) => {
    const { country, town, kind, placeId } = organisation
    // Found when the rows were checked.
    if (placeId !== null) return []
    const names = town !== '' ? [town] : kind === 'municipality' ? organisationNames(organisation).map(bareName) : []
    return names.map((name) => ({ name, country, row }))
  })
  const towns: (number | null)[] = rows.map(({ record }) => record.organisation.placeId)
  for (const [index, town] of (await placesNamed(tx, asked)).entries()) towns[asked[index]!.row] ??= town
  return towns
}

async function municipalitiesAt(tx: OfficeTx, placeIds: readonly number[]): Promise<Map<number, Organisation[]>> {
  const wanted = [...new Set(placeIds)]
  const rows: Organisation[] = []
  for (let from = 0; from < wanted.length; from += AT_ONCE)
    rows.push(
      ...(await tx
        .select()
        .from(organisations)
        .where(
          and(
            eq(organisations.officeId, tx.officeId),
            isNull(organisations.deletedAt),
            eq(organisations.kind, 'municipality'),
            inArray(organisations.placeId, wanted.slice(from, from + AT_ONCE)),
          ),
        )),
    )
  return Map.groupBy(rows, ({ placeId }) => placeId!)
}

/** Which of these organisations have a partnership. */
export async function withPartnership(tx: OfficeTx, organisationIds: readonly string[]): Promise<Set<string>> {
  const wanted = [...new Set(organisationIds)]
  const tied = new Set<string>()
  for (let from = 0; from < wanted.length; from += AT_ONCE)
    for (const { id } of await tx
      .select({ id: partnerships.organisationId })
      .from(partnerships)
      .where(
        and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), inArray(partnerships.organisationId, wanted.slice(from, from + AT_ONCE))),
      ))
      tied.add(id)
  return tied
}

// ---- people ------------------------------------------------------------------------------------------------------------

async function matchedPeople(tx: OfficeTx, rows: readonly (AskedRow & { readonly record: PersonRow })[]): Promise<MatchedRow[]> {
  if (rows.length === 0) return []
  const keys = rows.map(({ record }) => personNameKeys(personNames(record)))
  const byKey = await peopleByKey(tx, keys.flat())
  const known = [...new Map([...byKey.values()].flat().map((person) => [person.id, person])).values()]
  const held = new Map<string, HeldPost[]>()
  for (let from = 0; from < known.length; from += AT_ONCE)
    for (const [id, posts] of await postsOfPeople(
      tx,
      known.slice(from, from + AT_ONCE).map(({ id }) => id),
    ))
      held.set(id, posts)
  const wheres = rows.map(({ record }) => (record.post === null ? [] : organisationNameKeys([record.post.organisation])))
  const organisationsNamed = await organisationsByKey(tx, wheres.flat())
  const seen = new Map<string, number>()
  return rows.map((row, index) => {
    const { record } = row
    const faults: RowRemark[] = []
    const remarks: RowRemark[] = []
    let { post } = record
    if (post !== null) {
      const { organisation, country } = post
      const candidates = [...new Map(wheres[index]!.flatMap((key) => organisationsNamed.get(key) ?? []).map((one) => [one.id, one])).values()].filter(
        (one) => country === null || one.country === country,
      )
      if (candidates.length === 1) post = { ...post, organisationId: candidates[0]!.id }
      else if (candidates.length > 1) faults.push({ code: 'organisation-several', field: 'organisation', value: organisation })
      else if (country === null) faults.push({ code: 'organisation-unknown', field: 'organisation', value: organisation })
      else remarks.push({ code: 'organisation-new', field: 'organisation', value: organisation })
    }
    const named = [...new Map(keys[index]!.flatMap((key) => byKey.get(key) ?? []).map((one) => [one.id, one])).values()]
    const matches: RowMatch[] = named
      .map((person) => ({
        id: person.id,
        name: displayName(person),
        sub: postIn(held.get(person.id)),
        sure: isSure(person, held.get(person.id) ?? [], record, post),
      }))
      .sort((a, b) => Number(b.sure) - Number(a.sure))
      .slice(0, MOST_MATCHES)
    const where = wheres[index]![0] ?? ''
    const marks = keys[index]!.map((key) => `${key} @ ${where}`)
    const doubleOf = marks.map((mark) => seen.get(mark)).find((position) => position !== undefined) ?? null
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, row.position)
    const verdict = matches[0]?.sure === true ? 'same' : doubleOf !== null ? 'double' : matches.length > 0 ? 'doubtful' : 'new'
    return { position: row.position, record: { ...record, post }, verdict, matches, doubleOf, faults, remarks }
  })
}

const postIn = (held: readonly HeldPost[] | undefined): string => {
  const first = held?.[0]
  return first === undefined ? '' : `${postWords(first.post)}, ${displayName(first.organisation)}`
}

/** The same name in the same organisation, or with the same address. */
const isSure = (person: Person, held: readonly HeldPost[], row: PersonRow, post: PersonRow['post']): boolean =>
  (row.email !== null && person.email === row.email) ||
  (post?.organisationId !== null && post !== null && held.some(({ organisation }) => organisation.id === post.organisationId))
