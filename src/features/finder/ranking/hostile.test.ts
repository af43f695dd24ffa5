// Bad input of every kind to the commands and the engine: a clear word each, never a wrong list in silence.
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from '../../../cli.ts'
import { candidatesByCountry } from './evaluation.ts'
import { Evidence } from './evidence.ts'
import { FACTOR_NAMES, forEach } from './levels.ts'
import { loadPlaces } from './place-index.ts'
import { mostArising, mostSimilar } from './ranking.ts'
import { asLearned, Similarity } from './similar.ts'
import { TwinningGraph } from './twinning-graph.ts'
import { weights } from './weights.ts'

const folder = mkdtempSync(join(tmpdir(), 'pobratim-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return name
}
async function called(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(['finder', ...args], { out: (text) => void out.push(text), err: (text) => void err.push(text), cwd: folder })
  return { code, out: out.join(''), err: err.join('') }
}
type Told = { list: { geonameid: number; score: number; factors: Record<string, number> }[] }
const rank = (home: number, country: string, ...more: string[]) => called('rank', '--home', String(home), '--country', country, '--json', ...more)
const withGraph = (file: string, country = 'IT') => rank(TROYAN, country, '--mode', 'arise', '--graph', file, '--limit', '5')
const HEAD = 'geonameid_a\tgeonameid_b\n'
const [TROYAN, FORLI, FANO, JINGDEZHEN] = [726_320, 3_176_746, 3_177_219, 1_805_680]

describe('a home of which little is known is compared by the rest, and that is said', () => {
  test.each([
    ['no number of its people: Zito in Tibet', 1_279_435, ['how many people live in Zito is not known']],
    ['no height: Lorne in Australia', 2_159_545, ['how high Lorne lies is not known']],
    ['a district of Varna', 733_606, ['Asparuhovo is a part of a town']],
    ['abandoned', 1_121_381, ['is abandoned or destroyed']],
  ])('%s', async (_, home, said) => {
    const { code, out, err } = await rank(home, 'IT', '--limit', '5')
    const { list } = JSON.parse(out) as Told
    expect([code, list.length, said.filter((words) => !err.includes(words))]).toEqual([0, 5, []])
    for (const { score, factors } of list) expect([score, ...Object.values(factors)].every(Number.isFinite)).toBe(true)
  })

  test.each([
    ['Valletta on Malta', 2_562_305, 'MT'],
    ['Tórshavn on the Faroes', 2_611_396, 'FO'],
    ['Jamestown on Saint Helena', 3_370_903, 'GB'],
    ['Adamstown on Pitcairn', 4_030_723, 'NZ'],
    ['Longyearbyen on Svalbard', 2_729_907, 'NO'],
  ])('an island: %s', async (_, home, country) => {
    for (const mode of ['similar', 'arise']) {
      const { code, out } = await rank(home, country, '--mode', mode, '--limit', '5')
      const { list } = JSON.parse(out) as Told
      expect([mode, code, list.length, list.some(({ geonameid }) => geonameid === home)]).toEqual([mode, 0, 5, false])
      for (const { score, factors } of list) expect([score, ...Object.values(factors)].every(Number.isFinite)).toBe(true)
    }
  })
})

test('a country without a town is another thing than two letters that are none', async () => {
  for (const [home, country, words] of [
    [TROYAN, 'PN', 'no town of at least 1,000 inhabitants in PN'],
    [TROYAN, 'SH', 'no town of at least 1,000 inhabitants in SH'],
    [TROYAN, 'ZZ', 'ZZ is no country it knows'],
    [TROYAN, 'EU', 'EU is no country it knows'],
    // Longyearbyen is the only town of Svalbard.
    [2_729_907, 'SJ', 'Longyearbyen is the only town of at least 1,000 inhabitants in SJ'],
  ] as const) {
    const { code, out, err } = await rank(home, country)
    expect([country, code, out, err.includes(words)]).toEqual([country, 2, '', true])
  }
  // The only town there is, and one is twinned with it already.
  const twinned = await rank(TROYAN, 'SJ', '--mode', 'arise', '--graph', put('svalbard.tsv', `${HEAD}${TROYAN}\t2729907\n`))
  expect([twinned.code, twinned.out, twinned.err.includes('is twinned already with every town')]).toEqual([2, '', true])
})

describe('a file of twinnings that does not serve is refused', () => {
  const lines = `${HEAD}${TROYAN}\t${JINGDEZHEN}\n${FORLI}\t${JINGDEZHEN}\n`
  const packed = gzipSync(lines.repeat(200))
  test.each([
    ['cut short', 'cut.gz', packed.subarray(0, packed.length - 12), 'cut short or damaged'],
    ['a flipped bit', 'flipped.gz', Buffer.concat([packed.subarray(0, 40), Buffer.from([packed[40]! ^ 255]), packed.subarray(41)]), 'cut short or damaged'],
    ['packed twice', 'twice.gz', gzipSync(gzipSync(lines)), 'no columns geonameid_a'],
    ['of one column', 'one.tsv', 'geonameid_a\n726320\n', 'no columns geonameid_a'],
    ['with commas', 'commas.csv', lines.replaceAll('\t', ','), 'no columns geonameid_a'],
    ['of a town with itself', 'itself.tsv', `${HEAD}${TROYAN}\t${TROYAN}\n`, 'not one whole pair'],
    ['of towns nobody knows', 'unknown.tsv', `${HEAD}999999999\t${TROYAN}\n999999998\t999999997\n`, 'no pair whose towns are both in the list of places'],
    ['UTF-16, as spreadsheets save it', 'wide.tsv', Buffer.from(`\uFEFF${lines}`, 'utf16le'), 'no columns geonameid_a'],
  ])('%s', async (_, name, content, words) => {
    const { code, out, err } = await withGraph(put(name, content))
    expect([code, out, err.includes(words)]).toEqual([2, '', true])
  })

  test('a folder', async () => {
    mkdirSync(join(folder, 'folder.tsv'))
    const { code, out, err } = await withGraph('folder.tsv')
    expect([code, out, err.includes('cannot be read')]).toEqual([2, '', true])
  })

  test('a bomb: a megabyte that unpacks to a gigabyte is too large, not damaged, and costs no gigabyte', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 })
    // Members of one packed file follow each other.
    const name = put('bomb.gz', Buffer.concat(Array.from({ length: 16 }, () => bomb)))
    const before = process.memoryUsage.rss()
    const { code, out, err } = await withGraph(name)
    expect([code, out, err.includes('is too large')]).toEqual([2, '', true])
    expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(600)
  })

  test('a file larger than any list of twinnings is not even read', async () => {
    const file = openSync(join(folder, 'huge.tsv'), 'w')
    ftruncateSync(file, 1024 ** 3)
    closeSync(file)
    const { code, out, err } = await withGraph('huge.tsv')
    expect([code, out, err.includes('is too large')]).toEqual([2, '', true])
  })

  test('words in --graph-split that no row has', async () => {
    const name = put('split.tsv', `geonameid_a\tgeonameid_b\tsplit\n${TROYAN}\t${FORLI}\tgraph\n`)
    const { code, out, err } = await called('rank', '--home', String(TROYAN), '--country', 'IT', '--mode', 'arise', '--graph', name, '--graph-split', 'nowhere')
    expect([code, out, err.includes('no row with nowhere in its column split')]).toEqual([2, '', true])
  })

  test('every town of a list twinned with hundreds of others is worked through all the same', async () => {
    const index = loadPlaces()
    const ids = [TROYAN, ...index.of.geonameId.subarray(0, 559)]
    const rows = ids.slice(0, 280).flatMap((a) => ids.slice(280).map((b) => `${a}\t${b}`))
    const { code, out } = await withGraph(put('thick.tsv', `${HEAD}${rows.join('\n')}\n`))
    expect([code, (JSON.parse(out) as Told).list.length]).toEqual([0, 5])
  }, 60_000)

  test('a town with more twins than any town has: a list made to wear the machine out', async () => {
    const index = loadPlaces()
    const rows = Array.from({ length: 2_000 }, (_, i) => `${TROYAN}\t${index.of.geonameId[i]!}`)
    const { code, out, err } = await withGraph(put('star.tsv', `${HEAD}${rows.join('\n')}\n`))
    expect([code, out, err.includes('Troyan with 2000 towns')]).toEqual([2, '', true])
  })
})

test('lines of Windows, a mark of byte order, a last line without end: the same list as plain', async () => {
  const lines = `${HEAD}${TROYAN}\t${JINGDEZHEN}\n${FORLI}\t${JINGDEZHEN}`
  const plain = await withGraph(put('plain.tsv', `${lines}\n`))
  expect([plain.code, plain.err]).toEqual([0, ''])
  for (const [name, content] of [
    ['crlf.tsv', `${lines.replaceAll('\n', '\r\n')}\r\n`],
    ['bom.tsv', `\uFEFF${lines}\n`],
    ['endless.tsv', lines],
    ['old-mac.tsv', `${lines.replaceAll('\n', '\r')}\r`],
  ] as const) {
    const { code, out, err } = await withGraph(put(name, content))
    expect([name, code, out === plain.out, err]).toEqual([name, 0, true, ''])
  }
})

test('what is passed over is counted: a town with itself, half a pair, a town nobody knows, the same pair again', async () => {
  const { code, out, err } = await withGraph(
    put(
      'mixed.tsv',
      `${HEAD}${TROYAN}\t${TROYAN}\n${TROYAN}\n${TROYAN}\t-5\n${TROYAN}\t999999999\n${TROYAN}\t${FANO}\n${FANO}\t${TROYAN}\n${FORLI}\t${FANO}\n`,
    ),
  )
  expect([code, err.includes('3 lines of mixed.tsv are no pair'), err.includes('1 pairs of mixed.tsv have a town')]).toEqual([0, true, true])
  expect((JSON.parse(out) as Told).list.some(({ geonameid }) => geonameid === FANO)).toBe(false)
})

test('a million lines are read and ranked', async () => {
  const index = loadPlaces()
  let state = 7
  const any = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return index.of.geonameId[state % index.rows]!
  }
  const rows = Array.from({ length: 1_000_000 }, () => `${any()}\t${any()}`)
  const { code, out } = await withGraph(put('million.tsv.gz', gzipSync(`${HEAD}${rows.join('\n')}\n`)))
  expect([code, (JSON.parse(out) as Told).list.length]).toEqual([0, 5])
}, 60_000)

test.each([
  [['--limit', '1.5'], '--limit is a whole number'],
  [['--limit=-3'], '--limit is a whole number'],
  [['--limit', 'all'], '--limit is a whole number'],
  [['--limit', '0x10'], '--limit is a whole number'],
  [['--limit', ''], '--limit is a whole number'],
])('%j is refused', async (more, words) => {
  const { code, out, err } = await rank(TROYAN, 'IT', ...more)
  expect([code, out, err.includes(words)]).toEqual([2, '', true])
})

test('more than there are is all there are', async () => {
  const { code, out } = await rank(TROYAN, 'SM', '--limit', '1000000000')
  const { list, candidates } = JSON.parse(out) as Told & { candidates: number }
  expect([code, list.length > 0, list.length]).toEqual([0, true, candidates])
})

test('weights all at nothing give no order, of either score; no candidates give no list', () => {
  const index = loadPlaces()
  const home = index.row(TROYAN)!
  const italy = candidatesByCountry(index)(index.countries.indexOf('IT'))
  const nothing = forEach(FACTOR_NAMES, () => 0)
  expect(mostSimilar(new Similarity(index, weights.similar), home, italy, 5, nothing)).toEqual([])
  for (const none of [new Uint32Array()]) {
    expect(mostSimilar(new Similarity(index, weights.similar), home, none, 5, asLearned)).toEqual([])
    expect(mostArising(new Similarity(index, weights.arise), new Evidence(index, new TwinningGraph()), weights.evidence, home, none, 5)).toEqual([])
  }
})
