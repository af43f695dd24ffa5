// Learns the finder's numbers from a file of the world's twinnings and writes them with day and method:
// npm run bench -- finder-learn --pairs FILE [--learn-split A,B] [--epochs N] --out reference/finder-weights.json
// The file stays where it is; only the learned numbers belong to the project. Some twenty minutes.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { candidatesByCountry, SMALL } from '../src/features/finder/ranking/evaluation.ts'
import { Evidence } from '../src/features/finder/ranking/evidence.ts'
import { type Course, learn } from '../src/features/finder/ranking/learning.ts'
import { loadPlaces, type PlaceIndex } from '../src/features/finder/ranking/place-index.ts'
import { Similarity } from '../src/features/finder/ranking/similar.ts'
import { readPairs, TwinningGraph } from '../src/features/finder/ranking/twinning-graph.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string' },
    'learn-split': { type: 'string' },
    epochs: { type: 'string', default: '4' },
    out: { type: 'string' },
    day: { type: 'string' },
  },
})
if (values.pairs === undefined || values.out === undefined) throw new Error('finder-learn needs --pairs FILE and --out FILE')

const index = loadPlaces()
const { pairs } = readPairs(values.pairs, index, values['learn-split']?.split(',') ?? null)
const similarity = new Similarity(index, null)
const small = (of: PlaceIndex, row: number): boolean => of.of.population[row]! < SMALL
const course: Omit<Course, 'weight'> = { seed: 1, epochs: Number(values.epochs), sample: 100, rate: 0.04, shrink: 1e-4, smooth: 2e-3 }
const told = (mode: string) => (epoch: number, loss: number) => process.stdout.write(`${mode}: round ${epoch}, loss ${loss.toFixed(4)}\n`)

// Alike are towns of one order of size: a village twinned with a capital says nothing of likeness.
const similar = learn(
  similarity,
  pairs,
  candidatesByCountry(index),
  { ...course, weight: (of, home, twin) => Number(small(of, home) === small(of, twin)) },
  null,
  told('similar'),
)
const arise = learn(
  similarity,
  pairs,
  candidatesByCountry(index),
  { ...course, weight: (of, home, twin) => (small(of, home) && small(of, twin) ? 1 : 0.5) },
  new Evidence(index, new TwinningGraph(pairs)),
  told('arise'),
)
writeFileSync(
  values.out,
  `${JSON.stringify({
    learned: values.day ?? new Date().toISOString().slice(0, 10),
    method: `Additive score of straight lines and surfaces between marks, learned as the odds of the real twin among the places of its country with at least 1,000 inhabitants (softmax over a sample of ${course.sample}, Adam, ${course.epochs} rounds, seed ${course.seed}); each twinning left out of the graph while it is learned from.`,
    source:
      'Twinnings by Wikidata (P190, CC0) and the lists of twin towns in Wikipedia; places by GeoNames (CC BY 4.0). Only these numbers are kept, no twinning.',
    pairs: pairs.length,
    similar: similar.similar,
    arise: arise.similar,
    evidence: arise.evidence,
  })}\n`,
)
