// What a reason of the finder is called, for people: the factors of "similar to you", the measures and ties of "how partnerships arise"; and evidence as a sentence. How
// the finder writes numbers.
import { m } from '#messages'
import { numberFormatOf, officeLanguage } from '#platform/texts/language.ts'
import { tagName } from './facts/fact.ts'
import type { Named, Reason, Wishes } from './finder.ts'
import type { EvidenceName } from './ranking/evidence.ts'
import type { Factor } from './ranking/levels.ts'
import type { Mode, Tie } from './ranking/ranking.ts'
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

const tieNames: Readonly<Record<Tie, () => string>> = {
  common: () => m.finder_tie_common(),
  neighbours: () => m.finder_tie_neighbours(),
  regions: () => m.finder_tie_regions(),
  experience: () => m.finder_tie_experience(),
  attributes: () => m.finder_tie_attributes(),
}
/** A tie, which is several measures under one slider, as its slider is called. */
export const tieName = (tie: Tie): string => tieNames[tie]()

/**
 * What somebody made count otherwise than as learned: the name of each slider in the language that is being spoken, with its weight. `by`: of which of the two
 * scores, for a slider of the other moves nothing in it.
 */
export function weightsMoved({ factors, ties, tags }: Wishes, by: readonly Mode[]): readonly (readonly [name: string, weight: number])[] {
  const moved = <Name extends string>(weights: Partial<Record<Name, number>>, nameOf: (name: Name) => string): [string, number][] =>
    (Object.entries(weights) as [Name, number][]).filter(([, weight]) => weight !== 1).map(([name, weight]) => [nameOf(name), weight])
  return [
    // A tag counts nothing until somebody says so, or home has it: whatever was said of one is told.
    ...(by.includes('similar') ? [...moved(factors, reasonName), ...Object.entries(tags).map(([tag, weight]) => [tagName(tag), weight] as const)] : []),
    ...(by.includes('arise') ? moved(ties, tieName) : []),
  ]
}

/** „1 204“, as the language that is being spoken writes it. */
export const number = (value: number): string => numberFormatOf().format(value)
/** Points: „+12“, „−3“, „0“. */
export const signed = (value: number): string => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '0')

/** A town by its name in the language that is being spoken; one that is kept in none, as it was shown. */
const nameOf = ({ name, names }: Named): string => names?.[officeLanguage()] ?? name
const listed = ({ names, more }: { readonly names: readonly Named[]; readonly more: number }): string => {
  const list = names.map(nameOf).join(', ')
  return more > 0 ? m.finder_names_more({ names: list, more: number(more) }) : list
}

/** A piece of evidence as a sentence in the language that is being spoken; what was kept as a sentence stands as it is. */
export function reasonInWords(reason: Reason | string): string {
  if (typeof reason === 'string') return reason
  switch (reason.kind) {
    case 'common':
      return reason.names.length + reason.more === 1
        ? m.finder_reason_common_one({ name: nameOf(reason.names[0]!) })
        : m.finder_reason_common({ names: listed(reason) })
    case 'neighbour':
      return m.finder_reason_neighbour({ name: nameOf(reason.town), km: number(reason.km) })
    case 'beside':
      return m.finder_reason_beside({ name: nameOf(reason.town), km: number(reason.km) })
    case 'countrymen':
      return m.finder_reason_countrymen({ names: listed(reason) })
    case 'regions': {
      const towns = { ours: nameOf(reason.ours), theirs: nameOf(reason.theirs) }
      return reason.more > 0 ? m.finder_reason_regions_more({ ...towns, more: number(reason.more) }) : m.finder_reason_regions(towns)
    }
  }
}

/** The towns a piece of evidence rests on. */
export const townsOfReason = (reason: Reason | string): readonly Named[] => {
  if (typeof reason === 'string') return []
  switch (reason.kind) {
    case 'common':
    case 'countrymen':
      return reason.names
    case 'neighbour':
    case 'beside':
      return [reason.town]
    case 'regions':
      return [reason.ours, reason.theirs]
  }
}

/** The same evidence with other towns in their places. */
export function withTowns(reason: Reason | string, town: (named: Named) => Named): Reason | string {
  if (typeof reason === 'string') return reason
  switch (reason.kind) {
    case 'common':
    case 'countrymen':
      return { ...reason, names: reason.names.map(town) }
    case 'neighbour':
    case 'beside':
      return { ...reason, town: town(reason.town) }
    case 'regions':
      return { ...reason, ours: town(reason.ours), theirs: town(reason.theirs) }
  }
}
