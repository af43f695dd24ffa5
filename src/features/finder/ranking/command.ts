// pobratim finder evaluate|rank: the finder without a server, on the program's own places and files of twinnings.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { madeVersion } from '#features/places/gazetteer/index-file.ts'
import { candidatesByCountry, type Figure, findTwins, type Ranking, SLICES, type SliceName, slicesOf } from './evaluation.ts'
import { Evidence } from './evidence.ts'
import { defaultFinderFolder, loadPlaces, type PlaceIndex, STANDINGS, UNKNOWN_ELEVATION } from './place-index.ts'
import { arisingScores, type Mode, MODES, mostArising, mostSimilar } from './ranking.ts'
import { Similarity } from './similar.ts'
import { readPairs, type ReadPairs, TwinningGraph, UnreadablePairs } from './twinning-graph.ts'
import { weights } from './weights.ts'

type Voice = { out(text: string): void; err(text: string): void; cwd: string }

/** A wrong call or a file that does not serve, in words; ends the command with 2. */
class Refused extends Error {}

/** How the world's twinnings are loaded: carried out by twinnings/, told beside the others. */
export const LOAD_USAGE = `pobratim finder load --from wikidata|FILE [--confirm]
  puts the world's twinnings into the office's database, for the list in the browser; FILE is one of twinnings as below. --confirm takes fewer than half of what was there.
  With a data folder of your own: POBRATIM_DATA=FOLDER before the command.
`

/** All commands of the finder. */
export const USAGE = `pobratim finder rank --home GEONAMEID --country CC [--mode similar|arise] [--graph FILE] [--graph-split A,B] [--limit N] [--json]
  lists towns, without a server and without the office's database. It does not know what "finder load" has put there, nor the office's own twinnings and register:
  --graph FILE gives it twinnings. It counts no tags, which the list in the browser does. Scores are natural logarithms of odds: 1 here is ten points in the browser.
pobratim finder evaluate --graph FILE --test FILE [--mode similar|arise] [--graph-split A,B] [--test-split A,B] [--json]
  measures how high both scores put the twins of the test file, when only those of the graph file are known.
${LOAD_USAGE}
FILE: twinnings, tab-separated with a head (geonameid_a, geonameid_b), packed by gzip or not; --…-split keeps the rows with these words in its column "split".
GEONAMEID: the number of the town at geonames.org, as 726320 for Troyan. CC: the two letters of a country, as IT.
`

/** Whether somebody asks how the commands are called. */
export const asksForHelp = (args: readonly string[]): boolean => args[0] === 'help' || args.includes('--help') || args.includes('-h')

const SLICE_NAMES: Readonly<Record<SliceName, string>> = {
  all: 'all',
  small: 'both under 50,000',
  cold: 'cold start (no known twin)',
  italy: 'target Italy',
}

/** 0 when it did its work or said how it is called, 2 when it was called wrongly or a file does not serve. */
export async function finderCommand(args: readonly string[], voice: Voice): Promise<number> {
  const [verb, ...rest] = args
  if (verb === undefined || asksForHelp(args)) {
    voice.out(`Usage:\n${USAGE}`)
    return verb === undefined ? 2 : 0
  }
  try {
    if (verb === 'evaluate') return evaluate(rest, voice)
    if (verb === 'rank') return rank(rest, voice)
    throw new Refused(`"${verb}" is neither rank nor evaluate nor load.\n${USAGE}`)
  } catch (fault) {
    if (!(fault instanceof Refused || fault instanceof UnreadablePairs)) throw fault
    voice.err(`pobratim finder: ${fault.message.trimEnd()}\n`)
    return 2
  }
}

function read<Options extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (fault) {
    throw new Refused(`${fault instanceof Error ? fault.message : String(fault)}\n${USAGE}`)
  }
}

function modeOf(said: string): Mode {
  const mode = MODES.find((one) => one === said)
  if (mode === undefined) throw new Refused(`--mode is similar or arise, not "${said}".`)
  return mode
}

function places(): PlaceIndex {
  if (madeVersion(defaultFinderFolder()) === undefined) throw new Refused('the places of the world are not made yet; "npm run build" makes them.')
  return loadPlaces()
}

function twinnings(voice: Voice, index: PlaceIndex, file: string, splits: string | undefined): ReadPairs {
  const found = readPairs(resolve(voice.cwd, file), index, splits?.split(',') ?? null)
  if (found.broken > 0) voice.err(`pobratim finder: ${found.broken} lines of ${file} are no pair of towns and were passed over.\n`)
  if (found.unknown > 0) voice.err(`pobratim finder: ${found.unknown} pairs of ${file} have a town that the list of places does not have.\n`)
  return found
}

/** Either score as a ranking of one country's candidates. */
function rankingOf(index: PlaceIndex, graph: TwinningGraph, mode: Mode): Ranking {
  const similarity = new Similarity(index, weights[mode])
  if (mode === 'similar') return (home, candidates) => similarity.scores(home, candidates)
  const evidence = new Evidence(index, graph)
  return (home, candidates) => arisingScores(similarity, evidence, weights.evidence, home, candidates)
}

function evaluate(args: readonly string[], voice: Voice): number {
  const values = read(args, {
    graph: { type: 'string' },
    test: { type: 'string' },
    mode: { type: 'string' },
    'graph-split': { type: 'string' },
    'test-split': { type: 'string' },
    json: { type: 'boolean' },
  })
  if (values.graph === undefined || values.test === undefined) throw new Refused(`evaluate needs --graph FILE and --test FILE.\n${USAGE}`)
  const modes = values.mode === undefined ? MODES : [modeOf(values.mode)]
  const index = places()
  const test = twinnings(voice, index, values.test, values['test-split'])
  if (test.pairs.length === 0) throw new Refused(`${values.test} has no pair whose towns are both in the list of places.`)
  const graph = new TwinningGraph(twinnings(voice, index, values.graph, values['graph-split']).pairs)
  const known = test.pairs.filter(([a, b]) => graph.has(a, b))
  for (const [a, b] of known) graph.remove(a, b)
  if (known.length > 0) voice.err(`pobratim finder: ${known.length} of the pairs to be found were in the graph; they were taken out of it.\n`)
  const told = Object.fromEntries(
    modes.map((mode) => {
      // A file that the progress is written to would hold a thousand states of one line.
      const inPlace = (text: string): void => (process.stderr.isTTY ? voice.err(`\r\u001b[K${text}`) : undefined)
      const found = findTwins(index, graph, test.pairs, rankingOf(index, graph, mode), (part) =>
        inPlace(`pobratim finder: ${mode}, ${Math.round(part * 100)} % …`),
      )
      inPlace('')
      return [mode, slicesOf(index, graph, found)]
    }),
  )
  if (values.json === true) {
    voice.out(`${JSON.stringify({ graph: graph.pairs, test: test.pairs.length, unknown: test.unknown, weights: weights.learned, modes: told }, null, 1)}\n`)
    return 0
  }
  voice.out(
    `${test.pairs.length} pairs to be found, both ways, in a graph of ${graph.pairs}; weights learned ${weights.learned}. In brackets 95 % intervals.\n`,
  )
  for (const [mode, slices] of Object.entries(told)) {
    voice.out(`\n${mode.padEnd(28)} questions  MRR                   hit@10 %             hit@50 %\n`)
    for (const name of SLICES) {
      const { questions, mrr, hit10, hit50 } = slices[name]
      voice.out(
        `${SLICE_NAMES[name].padEnd(28)} ${String(questions).padStart(9)}  ${shown(mrr, 1, 3).padEnd(22)}${shown(hit10, 100, 1).padEnd(21)}${shown(hit50, 100, 1)}\n`,
      )
    }
  }
  return 0
}

const shown = ({ value, low, high }: Figure, times: number, digits: number): string => {
  const number = (one: number): string => (Number.isNaN(one) ? '–' : (one * times).toFixed(digits))
  return `${number(value)} (${number(low)}–${number(high)})`
}

/** What a list for this home rests on less than one would think. */
function doubtsOf(index: PlaceIndex, home: number): string[] {
  const name = index.name(home)
  const standing = STANDINGS[index.of.standing[home]!]
  return [
    ...(index.of.population[home] === 0 ? [`how many people live in ${name} is not known; it is compared by the rest.`] : []),
    ...(index.of.elevation[home] === UNKNOWN_ELEVATION ? [`how high ${name} lies is not known; it is compared by the rest.`] : []),
    ...(standing === 'district' ? [`${name} is a part of a town; the town itself has a number of its own.`] : []),
    ...(standing === 'gone' ? [`${name} is abandoned or destroyed, as the list of places has it.`] : []),
  ]
}

function rank(args: readonly string[], voice: Voice): number {
  const values = read(args, {
    home: { type: 'string' },
    country: { type: 'string' },
    mode: { type: 'string' },
    graph: { type: 'string' },
    'graph-split': { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  })
  const mode = modeOf(values.mode ?? 'similar')
  const limit = Number(values.limit ?? 20)
  if (!/^\d{1,10}$/.test(values.limit ?? '20') || limit < 1) throw new Refused('--limit is a whole number from 1.')
  if (values.home === undefined || !/^\d{1,9}$/.test(values.home)) throw new Refused('--home is the number of the town at geonames.org, as 726320 for Troyan.')
  if (values.country === undefined || !/^[A-Za-z]{2}$/.test(values.country)) throw new Refused('--country is the two letters of a country, as IT.')
  const index = places()
  const home = index.row(Number(values.home))
  if (home === undefined) throw new Refused(`the list of places has no town with the number ${values.home}.`)
  const country = values.country.toUpperCase()
  const number = index.countries.indexOf(country)
  if (number === -1) throw new Refused(`the list of places has no town of at least 1,000 inhabitants in ${country}, for ${country} is no country it knows.`)
  const towns = candidatesByCountry(index)(number)
  if (towns.length === 0) throw new Refused(`the list of places has no town of at least 1,000 inhabitants in ${country}.`)
  const candidates = towns.filter((row) => row !== home)
  if (candidates.length === 0) throw new Refused(`${index.name(home)} is the only town of at least 1,000 inhabitants in ${country}.`)
  for (const doubt of doubtsOf(index, home)) voice.err(`pobratim finder: ${doubt}\n`)
  const similarity = new Similarity(index, weights[mode])
  const graph = new TwinningGraph(values.graph === undefined ? [] : twinnings(voice, index, values.graph, values['graph-split']).pairs)
  if (values.graph !== undefined && graph.pairs === 0) throw new Refused(`${values.graph} has no pair whose towns are both in the list of places.`)
  if (mode === 'arise' && graph.pairs === 0) voice.err('pobratim finder: without --graph nothing is known of twinnings; only what the places are speaks.\n')
  // A town with which there is a twinning is not proposed again.
  const open = candidates.filter((row) => !graph.has(home, row))
  if (open.length === 0) throw new Refused(`${index.name(home)} is twinned already with every town of at least 1,000 inhabitants in ${country}.`)
  const ranked =
    mode === 'similar' ? mostSimilar(similarity, home, open, limit) : mostArising(similarity, new Evidence(index, graph), weights.evidence, home, open, limit)
  const list = ranked.map(({ row, rank, score, factors }) => ({
    rank,
    geonameid: index.of.geonameId[row]!,
    name: index.name(row),
    country: index.countryOf(row),
    population: index.of.population[row]! || null,
    score: Number(score.toFixed(4)),
    factors: Object.fromEntries(Object.entries<number>(factors).map(([name, value]) => [name, Number(value.toFixed(4))])),
  }))
  if (values.json === true)
    voice.out(`${JSON.stringify({ home: Number(values.home), country, mode, weights: weights.learned, candidates: open.length, list }, null, 1)}\n`)
  else
    for (const one of list) {
      const reasons = Object.entries(one.factors)
        .filter(([, value]) => Math.abs(value) >= 0.05)
        .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
        .map(([name, value]) => `${name} ${value > 0 ? '+' : ''}${value.toFixed(2)}`)
      voice.out(
        `${String(one.rank).padStart(4)}  ${one.score.toFixed(3).padStart(8)}  ${one.name} (${one.geonameid}, ${one.population ?? '?'})  ${reasons.join(', ')}\n`,
      )
    }
  return 0
}
