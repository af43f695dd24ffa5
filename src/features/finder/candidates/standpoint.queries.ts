// Where an office looks from: the ground with its own town on it, what it knows of twinnings, what its town is known for and what it wishes for.
import type { Here } from '#platform/here.ts'
import { type TagOfTown, tagsByPlace } from '../facts/fact.queries.ts'
import type { Wishes } from '../finder.ts'
import type { Evidence } from '../ranking/evidence.ts'
import { SharedTags, tagsByRow, wantedTags } from '../ranking/tags.ts'
import { type KnownTwinnings, officeEvidence } from '../twinnings/twinning.queries.ts'
import { finderIsMade, type Ground, groundOf } from './ground.queries.ts'

/** An office by its id and the GeoNames id of its town. */
export type LookingOffice = { readonly id: string; readonly placeId: number }

export type Standpoint = {
  readonly office: LookingOffice
  readonly ground: Ground
  /** Row of the office's town. */
  readonly home: number
  readonly evidence: Evidence
  readonly sources: KnownTwinnings['sources']
  readonly resting: KnownTwinnings['resting']
  readonly listedOnly: KnownTwinnings['listedOnly']
  /** What towns are known for, by GeoNames ids. */
  readonly tagsOfTowns: ReadonlyMap<number, readonly TagOfTown[]>
  /** The same by the rows of the ground. */
  readonly tagsOfRows: ReadonlyMap<number, readonly string[]>
  /** Weights of home's own tags and of those wished for; a tag that was put to nothing is among them. */
  readonly wished: Readonly<Record<string, number>>
  /** The same, ready to be counted. */
  readonly tags: SharedTags
}

/** `unmade`: the list of places is not built · `homeless`: it does not have the office's own town. */
export type NoStandpoint = { readonly kind: 'unmade' | 'homeless' }

/** Five small statements where nothing changed since the last question. */
export async function standpointOf(here: Here, office: LookingOffice, { tags: wishedTags }: Pick<Wishes, 'tags'>): Promise<Standpoint | NoStandpoint> {
  if (!finderIsMade()) return { kind: 'unmade' }
  const ground = await groundOf()
  const { index } = ground
  const home = index.row(office.placeId)
  if (home === undefined) return { kind: 'homeless' }
  const { evidence, sources, resting, listedOnly } = await officeEvidence(here, office.id)
  const tagsOfTowns = await here.db.inOffice(office.id, tagsByPlace)
  const own = (tagsOfTowns.get(office.placeId) ?? []).map(({ tag }) => tag)
  const tagsOfRows = tagsByRow(index, tagsOfTowns)
  return {
    office,
    ground,
    home,
    evidence,
    sources,
    resting,
    listedOnly,
    tagsOfTowns,
    tagsOfRows,
    wished: { ...Object.fromEntries(own.map((tag) => [tag, 1])), ...wishedTags },
    tags: new SharedTags({ wanted: wantedTags(own, wishedTags), has: tagsOfRows }),
  }
}
