// Holds the rows of a table against the list of places and against what the office has entered already: what would be written, and where not.
import { placesByIds, placesNamed } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type BroughtFact, type CameRow, type FaultyRow, isFaulty, type ReadRow, readRow } from './bringing.ts'
import { townInWords } from './fact.ts'
import { factsOfTowns } from './fact.queries.ts'

export type Foreseen = { readonly position: number; readonly fact: BroughtFact; readonly verdict: 'new' | 'changed' | 'same' }
export type BroughtTable = { readonly facts: readonly Foreseen[]; readonly faults: readonly FaultyRow[] }

/** What each row comes to, in their order; a row with several tags comes to several. A handful of queries, however many rows. */
export async function foreseen(tx: OfficeTx, came: readonly CameRow[]): Promise<BroughtTable> {
  const rows = came.map(readRow)
  const good = rows.filter((row): row is ReadRow => !isFaulty(row))
  const faults: FaultyRow[] = rows.filter(isFaulty)
  const named = good.map(({ town }) => ('id' in town ? null : town))
  const found = await placesNamed(
    tx,
    named.filter((town) => town !== null),
  )
  let next = 0
  const ids = good.map(({ town }) => ('id' in town ? town.id : found[next++]!))
  const places = new Map(
    (
      await placesByIds(
        tx,
        ids.filter((id) => id !== null),
      )
    ).map((place) => [place.id, place]),
  )
  const there = await factsOfTowns(tx, [...places.keys()])
  const tagThere = new Map(there.tags.map((row) => [`${row.placeId} ${row.tag}`, row]))
  const peopleThere = new Map(there.people.map((row) => [row.placeId, row]))
  const seen = new Set<string>()
  const facts: Foreseen[] = []
  good.forEach((row, i) => {
    const { position, source, address, asOf, note } = row
    const place = ids[i] === null ? undefined : places.get(ids[i]!)
    const said = 'id' in row.town ? String(row.town.id) : `${row.town.name}, ${row.town.country}`
    if (place === undefined) {
      faults.push({ position, said, fault: 'id' in row.town ? m.finder_facts_bring_fault_id() : m.finder_facts_bring_fault_town() })
      return
    }
    const town = townInWords(place)
    const sourced = { source, address, asOf, note }
    const sameSource = (one: typeof sourced): boolean => one.source === source && one.address === address && one.asOf === asOf && one.note === note
    const put = (key: string, fact: BroughtFact, before: typeof sourced | undefined, same: boolean): void => {
      if (seen.has(key)) return void faults.push({ position, said: town, fault: m.finder_facts_bring_fault_again() })
      seen.add(key)
      facts.push({ position, fact, verdict: before === undefined ? 'new' : same && sameSource(before) ? 'same' : 'changed' })
    }
    for (const tag of row.tags) {
      const before = tagThere.get(`${place.id} ${tag}`)
      put(`${place.id} ${tag}`, { kind: 'tag', placeId: place.id, town, values: { tag, says: 'so', ...sourced } }, before, before?.says === 'so')
    }
    if (row.people !== null) {
      const before = peopleThere.get(place.id)
      put(`${place.id}`, { kind: 'people', placeId: place.id, town, values: { people: row.people, ...sourced } }, before, before?.people === row.people)
    }
  })
  return { facts, faults: faults.sort((a, b) => a.position - b.position) }
}
