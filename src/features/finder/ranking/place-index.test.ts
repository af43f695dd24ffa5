// The places are made from a list as it stands, whole or with words why not; a broken copy is never taken for the world.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { madeVersion } from '#features/places/gazetteer/index-file.ts'
import { currentFinderVersion, isCandidate, loadPlaces, makeFinderIndex, STANDINGS, UNKNOWN_ELEVATION } from './place-index.ts'

const root = mkdtempSync(join(tmpdir(), 'pobratim-places-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A line of the GeoNames list (https://download.geonames.org/export/dump/readme.txt). */
const line = (
  id: number,
  name: string,
  others: string,
  lat: number,
  lon: number,
  code: string,
  country: string,
  admin1: string,
  people: number,
  height: string,
) => [id, name, name, others, lat, lon, 'P', code, country, '', admin1, '', '', '', people, '', height, 'Europe/Sofia', '2020-01-01'].join('\t')
const LIST = [
  line(1, 'Първо', 'Parvo,Purvo', 43, 25, 'PPLA2', 'BG', '10', 12_000, '300'),
  line(2, 'Parvo', '', 43.1, 25, 'PPL', 'BG', '10', 0, '-9999'),
  line(3, 'Quarter', '', 43.05, 25, 'PPLX', 'BG', '10', 4_000, '310'),
  line(4, 'Ostrovo', '奥斯特罗沃', 44.5, 40, 'PPLC', 'XX', '', 900, '5'),
  'not a line of the list',
].join('\n')

const made = join(root, 'made')
const list = join(root, 'list.txt')
writeFileSync(list, `${LIST}\n`)

test('every column says what the list says, what is not known is unknown, what is around is reckoned', async () => {
  const parts: number[] = []
  expect(await makeFinderIndex(made, list, (part) => parts.push(part))).toEqual({ places: 4 })
  expect([parts, madeVersion(made)]).toEqual([[0], currentFinderVersion()])
  const index = loadPlaces(made)
  const { of } = index
  expect([index.rows, index.countries, index.regions]).toEqual([4, ['BG', 'XX'], ['BG.10', 'XX.']])
  expect([index.row(3), index.name(0), index.name(3), index.countryOf(3), [...index.ofCountry('BG')]]).toEqual([2, 'Първо', 'Ostrovo', 'XX', [0, 1, 2]])
  expect([[...of.population], [...of.elevation]]).toEqual([
    [12_000, 0, 4_000, 900],
    [300, UNKNOWN_ELEVATION, 310, 5],
  ])
  expect([...of.standing].map((standing) => STANDINGS[standing])).toEqual(['seat-2', 'place', 'district', 'capital'])
  expect([[...of.around], of.share[0], Number.isNaN(of.relief[0])]).toEqual([[16_000, 16_000, 16_000, 900], 0.75, true])
  expect([[...of.spellings], [...of.scripts]]).toEqual([
    [3, 1, 1, 2],
    [2, 1, 1, 2],
  ])
  // The Black Sea lies some 230 km east of the first.
  expect(of.sea[0]! > 200 && of.sea[0]! < 260).toBe(true)
  expect([0, 1, 2, 3].map((row) => isCandidate(index, row))).toEqual([true, false, false, false])
  // Its spelling is the other's own name.
  expect(index.likeness.shared(0, 1)).toBe(2)
})

test('a folder that is cut short, of another version or empty is refused with what to do', async () => {
  await makeFinderIndex(made, list)
  const broken = (name: string, change: (folder: string) => void): string => {
    const folder = join(root, name)
    cpSync(made, folder, { recursive: true })
    change(folder)
    return folder
  }
  const cut = (file: string) => (folder: string) => writeFileSync(join(folder, file), readFileSync(join(folder, file)).subarray(0, -8))
  for (const file of ['places.bin', 'grams.bin', 'aliases.bin', 'names.bin']) expect(() => loadPlaces(broken(`cut-${file}`, cut(file)))).toThrow('cut short')
  const old = broken('old', (folder) => writeFileSync(join(folder, 'made.json'), readFileSync(join(folder, 'made.json'), 'utf8').replace(/\/\d+"/, '/0"')))
  expect(() => loadPlaces(old)).toThrow('of another version')
  expect([madeVersion(join(root, 'nothing')), madeVersion(broken('junk', (folder) => writeFileSync(join(folder, 'made.json'), '{')))]).toEqual([
    undefined,
    undefined,
  ])
})
