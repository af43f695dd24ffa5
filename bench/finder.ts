// How fast the finder loads and ranks, beside the same question as SQL in PostgreSQL: npm run bench -- finder [ROUNDS] [--graph FILE]
import { execFileSync } from 'node:child_process'
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

const { values, positionals } = parseArgs({ allowPositionals: true, options: { graph: { type: 'string' }, load: { type: 'boolean' } } })
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

/** Loaded once in a process that has done nothing else, as an installation starts: the last word of a child of this bench. */
function loadedFresh(): { readonly ms: number; readonly mb: number; readonly cpu: number } {
  globalThis.gc?.()
  const [before, cpu, from] = [megabytes(), process.cpuUsage(), performance.now()]
  const places = loadPlaces()
  const kept = [places, new Similarity(places, weights.similar)]
  const ms = performance.now() - from
  const { user, system } = process.cpuUsage(cpu)
  globalThis.gc?.()
  return { ms, mb: kept.length > 0 ? megabytes() - before : 0, cpu: (user + system) / 1000 }
}
if (values.load === true) {
  process.stdout.write(JSON.stringify(loadedFresh()))
  process.exit(0)
}

process.stdout.write(`${machine()}\n`)
const STARTS = 9
const starts = Array.from(
  { length: STARTS },
  () => JSON.parse(execFileSync(process.execPath, ['--expose-gc', process.argv[1]!, '--load'], { encoding: 'utf8' })) as ReturnType<typeof loadedFresh>,
)
const middle = (of: 'ms' | 'mb' | 'cpu'): number => starts.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(STARTS / 2)]!
const index = loadPlaces()
const similarity = new Similarity(index, weights.similar)
process.stdout.write(
  `loading ${index.rows} places, median of ${STARTS} fresh processes: ${middle('ms').toFixed(0)} ms, ${middle('cpu').toFixed(0)} ms of processor, ${middle('mb').toFixed(0)} MB more resident than before\n`,
)

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
const { pairs } = values.graph === undefined ? { pairs: [] } : readPairs(values.graph, index)
if (pairs.length > 0) {
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
// Partners in common and neighbours' partners on top: of ten measures of evidence the two that SQL says in a few lines.
if (pairs.length > 0) {
  await pool.query('create table finder_twin (a int, b int, primary key (a, b))')
  const both = pairs.flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ])
  await pool.query('insert into finder_twin select * from unnest($1::int[], $2::int[]) on conflict do nothing', [both.map(([a]) => a), both.map(([, b]) => b)])
  await pool.query('create table finder_degree as select a as id, count(*)::int as twins from finder_twin group by a')
  await pool.query('create index on finder_degree (id)')
  await pool.query('create index on finder_place (lat, lon)')
  await pool.query('vacuum analyze')
  const ARISE = (where: string): string => `with common as (
      select t.b as id, sum(1 / ln(1.5 + d.twins)) as much from finder_twin o join finder_degree d on d.id = o.b join finder_twin t on t.a = o.b
      where o.a = $${SCALE_NAMES.length + 5} and t.b <> o.a group by t.b),
    beside as (
      select t.b as id, sum(exp(-111 * sqrt(power(n.lat - $1, 2) + power((n.lon - $2) * cos(radians($1)), 2)) / 18)) as much
      from finder_place n join finder_twin t on t.a = n.id
      where n.lat between $1 - 0.54 and $1 + 0.54 and n.lon between $2 - 0.54 / cos(radians($1)) and $2 + 0.54 / cos(radians($1)) group by t.b)
    select s.id, s.score + coalesce(ln(1 + 10 * common.much), 0) + coalesce(ln(1 + 10 * beside.much), 0) as score
    from (${SQL(where).replace(/ order by score desc limit 20$/, '')}) s left join common using (id) left join beside using (id) order by score desc limit 20`
  await measured('PostgreSQL, arise: 20 of IT, two measures of ten', (round) => pool.query(ARISE("and country = 'IT'"), [...asked(pick(round)), pick(round)]))
  await measured('PostgreSQL, arise: 20 of the world, two measures of ten', (round) => pool.query(ARISE(''), [...asked(pick(round)), pick(round)]))
}
process.stdout.write(`factors told apart: ${FACTOR_NAMES.join(', ')}\n`)
await database.close()
