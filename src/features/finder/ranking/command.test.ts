// The commands as they are called: figures, lists with reasons, and a clear word for what does not serve.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../../cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'pobratim-finder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const HEAD = 'geonameid_a\tgeonameid_b\n'
// Troyan, Jingdezhen, Forlì, Fano by their numbers.
writeFileSync(join(folder, 'graph.tsv'), `${HEAD}726320\t1805680\n3176746\t1805680\n`)
writeFileSync(join(folder, 'test.tsv'), `${HEAD}726320\t3176746\n726320\t1805680\n726320\t999999999\n`)

async function called(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(['finder', ...args], { out: (text) => void out.push(text), err: (text) => void err.push(text), cwd: folder })
  return { code, out: out.join(''), err: err.join('') }
}
type Listed = { rank: number; geonameid: number; name: string; score: number; factors: Record<string, number> }
const listOf = (out: string): Listed[] => (JSON.parse(out) as { list: Listed[] }).list

test('like towns of a country, the best first, each with its factors', async () => {
  const { code, out, err } = await called('rank', '--home', '726320', '--country', 'it', '--mode', 'similar', '--limit', '30', '--json')
  const list = listOf(out)
  expect([code, err, list.length, list.map(({ rank }) => rank).join()]).toEqual([0, '', 30, Array.from({ length: 30 }, (_, i) => i + 1).join()])
  expect([...list].sort((a, b) => b.score - a.score)).toEqual(list)
  expect(Object.keys(list[0]!.factors)).toEqual(['size', 'surroundings', 'ground', 'sea', 'position', 'standing', 'renown', 'name'])
  const words = await called('rank', '--home', '726320', '--country', 'IT', '--limit', '3')
  expect(words.out.split('\n').length).toBe(4)
  expect(words.out.startsWith(`   1  ${list[0]!.score.toFixed(3).padStart(8)}  ${list[0]!.name} (${list[0]!.geonameid}`)).toBe(true)
})

test('likely partners: a partner in common lifts a town; without a graph that is said', async () => {
  const rank = async (...more: string[]) => called('rank', '--home', '726320', '--country', 'IT', '--mode', 'arise', '--limit', '5000', '--json', ...more)
  const [without, withGraph] = [await rank(), await rank('--graph', 'graph.tsv')]
  expect([without.code, without.err.includes('without --graph nothing is known of twinnings'), withGraph.err]).toEqual([0, true, ''])
  const forli = (out: string): Listed => listOf(out).find(({ geonameid }) => geonameid === 3_176_746)!
  expect([forli(withGraph.out).rank, forli(without.out).rank > 1]).toEqual([1, true])
  expect([forli(withGraph.out).factors['common']! > 1, forli(without.out).factors['common']]).toEqual([true, 0])
})

test('the figures of both scores; pairs to be found are taken out of the graph, and what was left out is said', async () => {
  const { code, out, err } = await called('evaluate', '--graph', 'graph.tsv', '--test', 'test.tsv', '--json')
  const told = JSON.parse(out) as {
    graph: number
    test: number
    unknown: number
    modes: Record<string, Record<string, { questions: number; mrr: { value: number } }>>
  }
  expect([code, told.graph, told.test, told.unknown, Object.keys(told.modes)]).toEqual([0, 1, 2, 1, ['similar', 'arise']])
  expect(Object.fromEntries(Object.entries(told.modes['arise']!).map(([name, { questions }]) => [name, questions]))).toEqual({
    all: 4,
    small: 0,
    cold: 2,
    italy: 1,
  })
  expect([
    err.includes('1 pairs of test.tsv have a town that the list of places does not have'),
    err.includes('1 of the pairs to be found were in the graph'),
  ]).toEqual([true, true])
  const words = await called('evaluate', '--graph', 'graph.tsv', '--test', 'test.tsv', '--mode', 'similar')
  expect([words.code, words.out.includes('both under 50,000'), words.out.includes('target Italy'), words.out.includes('arise')]).toEqual([0, true, true, false])
})

test('how all commands are called is said when asked for, with 0; without any command with 2; and what rank does not know', async () => {
  for (const args of [['--help'], ['-h'], ['help'], ['rank', '--help'], ['evaluate', '-h'], ['load', '--help'], []]) {
    const { code, out, err } = await called(...args)
    expect([args, code, err, ...['rank', 'evaluate', 'load'].map((verb) => out.includes(`pobratim finder ${verb} --`))]).toEqual([
      args,
      args.length === 0 ? 2 : 0,
      '',
      true,
      true,
      true,
    ])
  }
  const { out } = await called('--help')
  for (const said of [
    'does not know what "finder load" has put there',
    '--graph FILE gives it twinnings',
    'counts no tags',
    '1 here is ten points in the browser',
  ])
    expect([said, out.includes(said)]).toEqual([said, true])
})

test('what does not serve is refused in words, with 2 and no list', async () => {
  writeFileSync(join(folder, 'cut.tsv.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]))
  for (const [args, words] of [
    [['weigh'], '"weigh" is neither rank nor evaluate nor load'],
    [['rank', '--home', 'Troyan', '--country', 'IT'], '--home is the number of the town'],
    [['rank', '--home', '999999999', '--country', 'IT'], 'no town with the number 999999999'],
    [['rank', '--home', '726320', '--country', 'ZZ'], 'no town of at least 1,000 inhabitants in ZZ'],
    [['rank', '--home', '726320', '--country', 'Italy'], '--country is the two letters'],
    [['rank', '--home', '726320', '--country', 'IT', '--limit', '0'], '--limit is a whole number'],
    [['rank', '--home', '726320', '--country', 'IT', '--mode', 'best'], '--mode is similar or arise'],
    [['rank', '--home', '726320', '--country', 'IT', '--wrong'], "Unknown option '--wrong'"],
    [['rank', '--home', '726320', '--country', 'IT', '--mode', 'arise', '--graph', 'cut.tsv.gz'], 'cut short or damaged'],
    [['rank', '--home', '726320', '--country', 'IT', '--mode', 'arise', '--graph', 'nowhere'], 'cannot be read'],
    [['evaluate', '--graph', 'graph.tsv'], 'needs --graph FILE and --test FILE'],
  ] as const) {
    const { code, out, err } = await called(...args)
    expect([args, code, out, err.includes(words)]).toEqual([args, 2, '', true])
  }
})

test('a town whose size nobody knows is compared by the rest, and that is said', async () => {
  // Zito in Tibet: the list has no number of its people.
  const { code, out, err } = await called('rank', '--home', '1279435', '--country', 'IT', '--limit', '5', '--json')
  expect([code, listOf(out).length, err.includes('is not known; it is compared by the rest')]).toEqual([0, 5, true])
})
