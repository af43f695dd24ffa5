// What stands around the table, in words: why these towns, who could introduce us, how they were looked for, and where everything is from.
import { addresses } from '#addresses'
import { m } from '#messages'
import { countryName, PLACES_CREDIT } from '#features/places/place.ts'
import { procedureOf, sourcesOf } from '#features/partnerships/procedures/procedure.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { weightInWords } from '../candidates/asking.pages.tsx'
import type { Wishes } from '../finder.ts'
import { MODES } from '../ranking/ranking.ts'
import { reasonInWords, reasonName, weightsMoved } from '../reason.ts'
import { type ComparedTown, type Comparison, introducers } from './comparison.ts'
import { countriesIn, procedureInWords, saidInWords } from './table.pages.tsx'

export type TownWords = {
  readonly id: number
  readonly name: string
  /** In what it is most alike, in what least, and what the graph says. */
  readonly why: readonly string[]
  readonly introduces: readonly string[]
  readonly step: string
  readonly procedureHref: string
  readonly said: readonly string[]
}
export type Sourced = { readonly text: string; readonly href: string | null }
export type ComparisonWords = {
  readonly title: string
  readonly names: string
  /** The countries whose average candidate stands for nought. */
  readonly countries: string
  readonly towns: readonly TownWords[]
  readonly how: readonly string[]
  readonly sources: readonly Sourced[]
}

/** So many factors are named as those that speak most for a town. */
const MOST_FACTORS = 3

function whyOf({ similar, reasons }: ComparedTown): string[] {
  const parts = Object.entries(similar?.points.parts ?? {})
  const best = parts
    .filter(([, points]) => points > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_FACTORS)
  const worst = parts
    .filter(([, points]) => points < 0)
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, 1)
  const list = (entries: readonly (readonly [string, number])[]): string => entries.map(([name]) => reasonName(name)).join(', ')
  return [
    ...reasons.map(reasonInWords),
    ...(similar === null ? [] : [best.length === 0 ? m.finder_comparison_why_nothing() : m.finder_comparison_why_like({ list: list(best) })]),
    ...(worst.length === 0 ? [] : [m.finder_comparison_why_unlike({ list: list(worst) })]),
  ]
}

/** „големина – много, разстояние до морето – не се брои“; '' where nobody moved anything. Both lists stand in the table, so the sliders of both are told. */
const weightsInWords = (wishes: Wishes): string =>
  weightsMoved(wishes, MODES)
    .map(([name, weight]) => `${name} – ${weightInWords(weight)}`)
    .join(', ')

function sourcesIn({ home, towns }: Comparison, today: string): Sourced[] {
  const language = currentLanguage()
  const facts = [home, ...towns].flatMap(({ name, municipality, tags }): Sourced[] => [
    ...(municipality === null ? [] : [{ text: m.finder_comparison_source_municipality({ name, source: municipality.source }), href: null }]),
    ...[...new Map(tags.map(({ source, address }) => [source, address]))].map(([source, address]) => ({
      text: m.finder_comparison_source_tags({ name, source }),
      href: address,
    })),
  ])
  const procedures = [...new Set(towns.map(({ country }) => country))].map((country): Sourced => {
    const { steps, checkedOn } = procedureOf(country, today)
    const [first] = sourcesOf(steps[0]!.sources)
    return {
      text: m.finder_comparison_source_procedure({ country: countryName(country, language), source: first!.title, day: dayInWords(checkedOn) }),
      href: first!.url,
    }
  })
  return [
    { text: m.finder_comparison_source_places(), href: PLACES_CREDIT.url },
    { text: m.finder_comparison_source_coast(), href: 'https://www.naturalearthdata.com/' },
    ...facts,
    ...procedures,
  ]
}

/** Everything said beside the numbers, in the reader's language. `learned` and `today` are YYYY-MM-DD. */
export function comparisonWords(comparison: Comparison, wishes: Wishes, learned: string, today: string): ComparisonWords {
  const { towns, sources } = comparison
  const names = towns.map(({ name }) => name).join(', ')
  const list = weightsInWords(wishes)
  return {
    title: m.finder_comparison_title_of({ names }),
    names,
    countries: countriesIn(comparison),
    towns: towns.map((town) => ({
      id: town.id,
      name: town.name,
      why: whyOf(town),
      introduces: introducers(town.reasons).map(reasonInWords),
      step: procedureInWords(town.country, today),
      procedureHref: addresses.procedure({ country: town.country }),
      said: saidInWords(town.said),
    })),
    how: [
      list === '' ? m.finder_comparison_how_learned({ day: dayInWords(learned) }) : m.finder_comparison_how_weights({ list, day: dayInWords(learned) }),
      sources.world === null ? m.finder_comparison_how_no_world() : m.finder_comparison_how_world({ day: dateInWords(sources.world.loadedOn) }),
    ],
    sources: sourcesIn(comparison, today),
  }
}
