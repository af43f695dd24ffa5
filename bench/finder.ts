// How fast the finder loads and ranks, beside the same question as SQL in PostgreSQL: npm run bench -- finder [ROUNDS] [--graph FILE]
import { parseArgs } from 'node:util'
import { candidatesByCountry } from '../src/features/finder/ranking/evaluation.ts'
import { Evidence } from '../src/features/finder/ranking/evidence.ts'
import { codesOf, FACTOR_NAMES, forEach, SCALE_NAMES, SCALES } from '../src/features/finder/ranking/levels.ts'
import { isCandidate, loadPlaces } from '../src/features/finder/ranking/place-index.ts'
import { best, mostArising, mostSimilar } from '../src/features/finder/ranking/ranking.ts'
import { asLearned, Similarity } from '../src/features/finder/ranking/similar.ts'
import { readPairs, TwinningGraph } from '../src/features/finder/ranking/twinning-graph.ts'
import { SharedTags, tagsByRow } from '../src/features/finder/ranking/tags.ts'
import { weights } from '../src/features/finder/ranking/weights.ts'
import { openBenchDatabase } from './database.ts'
import { machine } from './measuring.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { graph: { type: 'string' } } })
const ROUNDS = Number(positionals[0] ?? 60)
const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20
const ms = (value: number): string => `${value.toFixed(2)} ms`
async function measured(name: string, once: (round: number) => unknown): Promise<void> {
  const took: number[] = []
  for (let round = -10; round < ROUNDS; round += 1) {
    const from = performance.now()
    await once(round + 10)
    if (round >= 0) took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  process.stdout.write(
    `${name.padEnd(64)} median ${ms(took[Math.floor(took.length / 2)]!).padStart(10)}   p95 ${ms(took[Math.floor(took.length * 0.95)]!).padStart(10)}\n`,
  )
}

process.stdout.write(`${machine()}\n`)
globalThis.gc?.()
const before = megabytes()
const from = performance.now()
const index = loadPlaces()
const similarity = new Similarity(index, weights.similar)
const loaded = performance.now() - from
globalThis.gc?.()
process.stdout.write(`loaded ${index.rows} places in ${loaded.toFixed(0)} ms; ${(megabytes() - before).toFixed(0)} MB more than before\n`)

const home = index.row(726_320)!
const candidatesOf = candidatesByCountry(index)
const number = (country: string): number => index.countries.indexOf(country)
const world = Uint32Array.from({ length: index.rows }, (_, row) => row)
const settled = world.filter((row) => isCandidate(index, row))
// Another town each round, so that nothing of the last question helps.
const homes = settled.filter((row) => index.countryOf(row) === 'BG')
const pick = (round: number): number => homes[(round * 37) % homes.length]!
for (const country of ['IT', 'FR', 'DE', 'US']) {
  const candidates = candidatesOf(number(country))
  await measured(`similar: 20 of ${candidates.length} places of ${country}, with their factors`, (round) =>
    mostSimilar(similarity, pick(round), candidates, 20),
  )
}
await measured(`similar: 20 of all ${settled.length} candidates, with their factors`, (round) => mostSimilar(similarity, pick(round), settled, 20))
await measured(`similar: 20 of all ${world.length} places, scores and order only`, (round) => best(world, similarity.scores(pick(round), world), 20))
await measured('sliders moved: one country (IT)', (round) =>
  mostSimilar(similarity, home, candidatesOf(number('IT')), 20, { ...asLearned, size: (round % 10) / 5, sea: (round % 7) / 3 }),
)
await measured('sliders moved: the world', (round) =>
  mostSimilar(similarity, home, settled, 20, { ...asLearned, size: (round % 10) / 5, sea: (round % 7) / 3 }),
)
// Five thousand towns with three of eight tags each: more than an office will ever enter by hand.
const EIGHT = ['ceramics', 'river', 'mountain', 'spa', 'wine', 'plum', 'festivals', 'industry']
const tagged = new Map(
  Array.from({ length: 5_000 }, (_, i) => [
    index.of.geonameId[settled[(i * 29) % settled.length]!]!,
    [0, 1, 3].map((step) => ({ tag: EIGHT[(i + step) % 8]! })),
  ]),
)
const has = tagsByRow(index, tagged)
const wanted = Object.fromEntries(EIGHT.slice(0, 4).map((tag) => [tag, 1]))
await measured('similar with 4 tags, 5000 tagged towns: 20 of all candidates', (round) =>
  mostSimilar(similarity, pick(round), settled, 20, asLearned, new SharedTags({ wanted, has })),
)
await measured('tags alone, from 5000 towns by number to 20 of IT', () =>
  mostSimilar(similarity, home, candidatesOf(number('IT')), 20, asLearned, new SharedTags({ wanted, has: tagsByRow(index, tagged) })),
)
if (values.graph !== undefined) {
  const { pairs } = readPairs(values.graph, index)
  globalThis.gc?.()
  const bare = megabytes()
  const evidence = new Evidence(index, new TwinningGraph(pairs))
  evidence.of(home)
  globalThis.gc?.()
  const shared = megabytes()
  // Offices with sixty twinnings of their own over the shared graph.
  const overlays = Array.from({ length: 20 }, (_, office) =>
    evidence.with(pairs.slice(0, 60).map(([a], i) => [a, pairs[(i * 97 + office * 13) % pairs.length]![1]] as const)),
  )
  globalThis.gc?.()
  process.stdout.write(
    `${evidence.graph.pairs} twinnings: ${(shared - bare).toFixed(0)} MB for all offices; ${((megabytes() - shared) / overlays.length).toFixed(2)} MB more for each of ${overlays.length} offices with 60 of their own\n`,
  )
  const arising = new Similarity(index, weights.arise)
  await measured('arise: 20 of IT, an office’s own beside the world’s', (round) =>
    mostArising(arising, overlays[0]!, weights.evidence, pick(round), candidatesOf(number('IT')), 20),
  )
  await measured('arise: 20 of IT', (round) => mostArising(arising, evidence, weights.evidence, pick(round), candidatesOf(number('IT')), 20))
  await measured('arise: 20 of the world', (round) => mostArising(arising, evidence, weights.evidence, pick(round), settled, 20))
}

// The same question in SQL: levels as columns, home's lines as arrays, the country's own lines joined, names by pg_trgm. Only what SQL can say as shortly is asked.
const database = await openBenchDatabase()
const { pool } = database
await pool.query('create extension if not exists pg_trgm')
await pool.query(
  `create table finder_place (id int primary key, country text, name text, lat real, lon real, population int, ${SCALE_NAMES.map((scale) => `${scale} smallint`).join(', ')})`,
)
const codes = forEach(SCALE_NAMES, (scale) => codesOf(index, scale))
for (let start = 0; start < index.rows; start += 5_000) {
  const rows = [...world.subarray(start, start + 5_000)]
  await pool.query(
    `insert into finder_place select * from unnest($1::int[], $2::text[], $3::text[], $4::real[], $5::real[], $6::int[]${SCALE_NAMES.map((_, i) => `, $${i + 7}::smallint[]`).join('')})`,
    [
      rows,
      rows.map((row) => index.countryOf(row)),
      rows.map((row) => index.name(row)),
      rows.map((row) => index.of.lat[row]),
      rows.map((row) => index.of.lon[row]),
      rows.map((row) => Math.min(index.of.population[row]!, 2_000_000_000)),
      ...SCALE_NAMES.map((scale) => rows.map((row) => codes[scale][row])),
    ],
  )
}
await pool.query('create index on finder_place (country)')
await pool.query('vacuum analyze finder_place')
const lineOf = (scale: (typeof SCALE_NAMES)[number], of: number): number[] => {
  const surface = weights.similar.surfaces[scale][Math.min(SCALES[scale].marks.length, Math.round(similarity.level(scale, of)))]!
  return Array.from({ length: 256 }, (_, code) => (code === 255 ? surface.at(-1)! : (surface[Math.min(surface.length - 2, Math.round(code / 20))] ?? 0)))
}
const SQL = (where: string): string => `select id, ${SCALE_NAMES.map((scale, i) => `($${i + 5}::real[])[${scale} + 1]`).join(' + ')}
  - 0.3 * ln(10 + 111 * sqrt(power(lat - $1, 2) + power((lon - $2) * cos(radians($1)), 2))) - abs(ln(greatest(population, 1)) - $3) + similarity(name, $4) as score
  from finder_place where population >= 1000 ${where} order by score desc limit 20`
const asked = (of: number): unknown[] => [
  index.of.lat[of],
  index.of.lon[of],
  Math.log(Math.max(1, index.of.population[of]!)),
  index.name(of),
  ...SCALE_NAMES.map((scale) => lineOf(scale, of)),
]
await measured('PostgreSQL: 20 of IT, without countries’ lines', (round) => pool.query(SQL("and country = 'IT'"), asked(pick(round))))
await measured('PostgreSQL: 20 of the world, without countries’ lines', (round) => pool.query(SQL(''), asked(pick(round))))
process.stdout.write(`factors told apart: ${FACTOR_NAMES.join(', ')}\n`)
await database.close()
