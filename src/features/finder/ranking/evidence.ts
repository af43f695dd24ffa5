// "How partnerships arise": what the world's twinnings say of two places, each measure with the towns it rests on.
import type { Scale } from './levels.ts'
import type { PlaceIndex } from './place-index.ts'
import { Cells, kilometres } from './surroundings.ts'
import type { TwinningGraph } from './twinning-graph.ts'

/** Measures of evidence; all are 0 where nothing is known. The marks are of ln(1 + 10·value), so that little is told apart from nothing. */
const grown = (values: readonly number[]): readonly number[] => values.map((value) => Math.log1p(10 * value))
export const EVIDENCE = {
  common: { marks: grown([0, 0.12, 0.3, 0.6, 1, 1.6, 2.6, 5]), unit: 'partners in common, each less the more twins it has' },
  distant: { marks: grown([0, 0.02, 0.06, 0.15, 0.4, 1, 3, 8]), unit: 'partners of partners of partners' },
  neighbours: { marks: grown([0, 0.05, 0.15, 0.4, 0.9, 1.6, 3, 6]), unit: 'neighbours of home twinned with the candidate, by nearness' },
  besides: { marks: grown([0, 0.05, 0.15, 0.4, 0.9, 1.6, 3]), unit: "home's partners beside the candidate, by nearness" },
  pairs: { marks: grown([0, 0.05, 0.15, 0.4, 1, 2.5, 6, 15]), unit: 'twinnings from beside home to beside the candidate, by nearness' },
  regions: { marks: grown([0, 0.01, 0.03, 0.08, 0.2, 0.5, 1, 2]), unit: 'twinnings between the two regions to towns with twins there' },
  country: { marks: grown([0, 0.02, 0.06, 0.15, 0.3, 0.6, 1, 2]), unit: "twinnings of home's country in the candidate's region to towns with twins there" },
  degree: { marks: grown([0, 1, 2, 3, 5, 8, 13, 25, 60]), unit: 'twins of the candidate' },
  countrymen: { marks: grown([0, 1, 2, 4, 8, 16]), unit: "twins of the candidate in home's country" },
  already: { marks: grown([0, 1, 2, 4]), unit: "home's twins in the candidate's region" },
} as const satisfies Readonly<Record<string, Scale>>
export type EvidenceName = keyof typeof EVIDENCE
export const EVIDENCE_NAMES = Object.keys(EVIDENCE) as EvidenceName[]

/** Kilometres within which a town is a neighbour, and over which nearness falls to a third. */
const NEAR_KM = 60
const FADES_KM = 18
const nearness = (km: number): number => Math.exp(-km / FADES_KM)

/** Of two towns and the town between them, by rows. */
export type Witness = { readonly by: number; readonly with: number | null; readonly km: number | null }

/** Twinned towns of the graph with their surroundings and regions, ready to be asked for any home. */
export class Evidence {
  readonly index: PlaceIndex
  readonly graph: TwinningGraph
  readonly #cells: Cells
  readonly #all: Cells
  readonly #towns: Uint32Array
  /** `region of one × regions + region of the other` → twinnings; both ways. */
  readonly #regions = new Map<number, number>()
  /** `country × regions + region` → twinnings of the country in the region. */
  readonly #countries = new Map<number, number>()
  readonly #townsOfRegion: Uint32Array

  constructor(index: PlaceIndex, graph: TwinningGraph) {
    this.index = index
    this.graph = graph
    this.#towns = Uint32Array.from(graph.towns)
    this.#cells = new Cells(
      Float32Array.from(this.#towns, (row) => index.of.lat[row]!),
      Float32Array.from(this.#towns, (row) => index.of.lon[row]!),
    )
    this.#all = new Cells(index.of.lat, index.of.lon)
    this.#townsOfRegion = new Uint32Array(index.regions.length)
    for (const town of this.#towns) {
      this.#townsOfRegion[index.of.region[town]!]! += 1
      for (const other of graph.partners(town)) this.#count(town, other, 1)
    }
  }

  #count(from: number, to: number, by: number): void {
    const { region, country } = this.index.of
    const add = (map: Map<number, number>, key: number): unknown => map.set(key, (map.get(key) ?? 0) + by)
    add(this.#regions, region[from]! * this.index.regions.length + region[to]!)
    add(this.#countries, country[from]! * this.index.regions.length + region[to]!)
  }

  /** Leaves a twinning out while `work` runs: what is learned or measured must not know the answer. */
  without<T>(a: number, b: number, work: () => T): T {
    const had = this.graph.has(a, b)
    if (!had) return work()
    this.graph.remove(a, b)
    this.#count(a, b, -1)
    this.#count(b, a, -1)
    try {
      return work()
    } finally {
      this.graph.add(a, b)
      this.#count(a, b, 1)
      this.#count(b, a, 1)
    }
  }

  /** Twinned towns near a place, itself left out. */
  #near(row: number, found: (town: number, km: number) => void): void {
    this.#cells.within(this.index.of.lat[row]!, this.index.of.lon[row]!, NEAR_KM, (i, km) => {
      const town = this.#towns[i]!
      if (town !== row) found(town, km)
    })
  }

  #around(row: number, found: (place: number, km: number) => void): void {
    this.#all.within(this.index.of.lat[row]!, this.index.of.lon[row]!, NEAR_KM, found)
  }

  /** All that the graph says of one home; measures of single candidates are then read off. `only`: candidates' country, where no others will be asked for. */
  of(home: number, only: number | null = null): HomeEvidence {
    const { graph, index } = this
    const { country, region } = index.of
    const wanted = (row: number): boolean => only === null || country[row] === only
    const [common, distant, neighbours, besides, pairs] = [0, 1, 2, 3, 4].map(() => new Map<number, number>()) as [Sums, Sums, Sums, Sums, Sums]
    const add = (sums: Sums, row: number, by: number): void => void sums.set(row, (sums.get(row) ?? 0) + by)
    const own = graph.partners(home)
    for (const partner of own) {
      const share = 1 / Math.log(1.5 + graph.degree(partner))
      for (const second of graph.partners(partner)) {
        if (second === home) continue
        if (wanted(second)) add(common, second, share)
        const passed = 1 / Math.sqrt(graph.degree(partner) * graph.degree(second))
        for (const third of graph.partners(second)) if (third !== home && third !== partner && wanted(third)) add(distant, third, passed)
      }
      if (wanted(partner)) this.#around(partner, (place, km) => place !== partner && add(besides, place, nearness(km)))
    }
    this.#near(home, (town, km) => {
      for (const twin of graph.partners(town)) {
        if (twin !== home && wanted(twin)) add(neighbours, twin, nearness(km))
      }
    })
    for (const [end, weight] of neighbours) this.#around(end, (place, km) => place !== end && add(pairs, place, weight * nearness(km)))
    const ownRegions = new Map<number, number>()
    for (const partner of own) add(ownRegions, region[partner]!, 1)
    const size = index.regions.length
    const values = (row: number): Record<EvidenceName, number> => {
      const towns = this.#townsOfRegion[region[row]!]! + 3
      let countrymen = 0
      for (const partner of graph.partners(row)) if (country[partner] === country[home]) countrymen += 1
      return {
        common: common.get(row) ?? 0,
        distant: distant.get(row) ?? 0,
        neighbours: neighbours.get(row) ?? 0,
        besides: besides.get(row) ?? 0,
        pairs: pairs.get(row) ?? 0,
        regions: (this.#regions.get(region[home]! * size + region[row]!) ?? 0) / towns,
        country: (this.#countries.get(country[home]! * size + region[row]!) ?? 0) / towns,
        degree: graph.degree(row),
        countrymen,
        already: ownRegions.get(region[row]!) ?? 0,
      }
    }
    return { home, values, witnesses: (row) => this.#witnesses(home, row) }
  }

  /** Which towns the measures of one pair rest on, the nearest and most telling first. */
  #witnesses(home: number, row: number): Record<'common' | 'neighbours' | 'besides', Witness[]> {
    const { graph, index } = this
    const apart = (a: number, b: number): number => kilometres(index.of.lat[a]!, index.of.lon[a]!, index.of.lat[b]!, index.of.lon[b]!)
    const own = [...graph.partners(home)]
    const common = own.filter((partner) => graph.has(partner, row)).sort((a, b) => graph.degree(a) - graph.degree(b))
    const neighbours: Witness[] = []
    this.#near(home, (town, km) => {
      if (graph.has(town, row)) neighbours.push({ by: town, with: row, km })
    })
    const besides = own.map((partner) => ({ by: partner, with: row, km: apart(partner, row) })).filter(({ by, km }) => by !== row && km <= NEAR_KM)
    const byNearness = (a: Witness, b: Witness): number => a.km! - b.km!
    return { common: common.map((by) => ({ by, with: row, km: null })), neighbours: neighbours.sort(byNearness), besides: besides.sort(byNearness) }
  }
}

type Sums = Map<number, number>
/** Measures of any candidate beside one home, and the towns they rest on. */
export type HomeEvidence = {
  readonly home: number
  values(row: number): Record<EvidenceName, number>
  witnesses(row: number): Record<'common' | 'neighbours' | 'besides', Witness[]>
}

/** A measure on its scale. */
export const grownBy = (value: number): number => Math.log1p(10 * value)
