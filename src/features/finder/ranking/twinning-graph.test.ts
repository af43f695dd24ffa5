// Files of twinnings, whole and broken: what cannot be read is said, never passed over in silence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { loadPlaces } from './place-index.ts'
import { readPairs, TwinningGraph } from './twinning-graph.ts'

const index = loadPlaces()
const folder = mkdtempSync(join(tmpdir(), 'pobratim-twinnings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const HEAD = 'geonameid_a\tgeonameid_b\tsources\tsplit\n'
// Troyan, Forlì, Fano, and a number that no town has.
const LINES = `${HEAD}726320\t3176746\twd\tgraph\n3176746\t726320\twp\tgraph\n726320\t3177219\twp\ttest\n726320\t999999999\twp\tgraph\n726320\t726320\twp\tgraph\nx\t1\t\n\n`

test('pairs once each, whichever way round; unknown towns and broken lines are counted', () => {
  for (const path of [file('a.tsv', LINES), file('a.tsv.gz', gzipSync(LINES)), file('crlf.tsv', LINES.replaceAll('\n', '\r\n'))]) {
    const { pairs, unknown, broken } = readPairs(path, index)
    expect([pairs.map(([a, b]) => [index.name(a), index.name(b)]), unknown, broken]).toEqual([
      [
        ['Troyan', 'Forlì'],
        ['Troyan', 'Fano'],
      ],
      1,
      2,
    ])
  }
  expect(readPairs(join(folder, 'a.tsv'), index, ['test']).pairs.map(([, b]) => index.name(b))).toEqual(['Fano'])
})

test('a file that is cut short, empty, of something else or not there is refused in words', () => {
  const packed = gzipSync(LINES.repeat(500))
  for (const [path, words] of [
    [file('cut.gz', packed.subarray(0, packed.length - 20)), 'cut short or damaged'],
    [file('middle.tsv', LINES.slice(0, LINES.indexOf('wp\ttest'))), 'cut short: its last line has 3 of 4 columns'],
    [file('number.tsv', LINES.slice(0, LINES.indexOf('6746\twd'))), 'cut short: its last line has 2 of 4 columns'],
    [file('empty.tsv', ''), 'no columns geonameid_a'],
    [file('page.html', '<!doctype html><title>502</title>'), 'no columns geonameid_a'],
    [file('head.tsv', HEAD), 'not one whole pair'],
    [file('bytes.tsv', Buffer.from([0, 255, 254, 9, 10, 200])), 'no columns geonameid_a'],
    [join(folder, 'nowhere.tsv'), 'cannot be read'],
  ] as const)
    expect(() => readPairs(path, index)).toThrow(words)
  expect(() => readPairs(file('nosplit.tsv', 'geonameid_a\tgeonameid_b\n726320\t3176746\n'), index, ['test'])).toThrow('no column split')
})

test('a graph knows both ways, counts each twinning once and gives it back', () => {
  const graph = new TwinningGraph([
    [1, 2],
    [2, 1],
    [2, 3],
    [4, 4],
  ])
  expect([graph.pairs, graph.degree(2), [...graph.partners(2)], graph.has(3, 2), graph.has(1, 3), graph.degree(9)]).toEqual([2, 2, [1, 3], true, false, 0])
  graph.remove(2, 1)
  graph.remove(2, 1)
  expect([graph.pairs, graph.has(1, 2), graph.has(2, 1)]).toEqual([1, false, false])
})
