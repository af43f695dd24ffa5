// What a reason of the finder is called, for people: the factors of "similar to you" and the measures of "how partnerships arise".
import { m } from '#messages'
import { tagName } from './facts/fact.ts'
import type { EvidenceName } from './ranking/evidence.ts'
import type { Factor } from './ranking/levels.ts'
import { tagOfFactor } from './ranking/tags.ts'

const names: Readonly<Record<Factor | EvidenceName | 'attributes', () => string>> = {
  size: () => m.finder_factor_size(),
  surroundings: () => m.finder_factor_surroundings(),
  ground: () => m.finder_factor_ground(),
  sea: () => m.finder_factor_sea(),
  position: () => m.finder_factor_position(),
  standing: () => m.finder_factor_standing(),
  renown: () => m.finder_factor_renown(),
  name: () => m.finder_factor_name(),
  common: () => m.finder_factor_common(),
  distant: () => m.finder_factor_distant(),
  neighbours: () => m.finder_factor_neighbours(),
  besides: () => m.finder_factor_besides(),
  pairs: () => m.finder_factor_pairs(),
  regions: () => m.finder_factor_regions(),
  country: () => m.finder_factor_country(),
  degree: () => m.finder_factor_degree(),
  countrymen: () => m.finder_factor_countrymen(),
  already: () => m.finder_factor_already(),
  attributes: () => m.finder_factor_attributes(),
}

/** A short noun phrase in the reader's language; a key nobody knows stands as it is. */
export const reasonName = (key: string): string => {
  const tag = tagOfFactor(key)
  return tag !== null ? tagName(tag) : Object.hasOwn(names, key) ? names[key as keyof typeof names]() : key
}
