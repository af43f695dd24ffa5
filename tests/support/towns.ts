// A list of made-up towns as the intake's reader asks it: lines as GeoNames writes them, and an index of them in a folder of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Gazetteer, openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { makeIndex } from '#features/places/gazetteer/index-file.ts'

/** One town; `alternates` are its other names with commas between, `code` the feature's (PPLA2: the seat of a municipality). */
export const townLine = (
  id: number,
  name: string,
  alternates: string,
  country: string,
  population: number,
  { code = 'PPLA2', admin1 = '01', east = '24.5' }: { code?: string; admin1?: string; east?: string } = {},
): string =>
  [id, name, name, alternates, '42.5', east, 'P', code, country, '', admin1, '', '', '', population, '', '350', 'Europe/Sofia', '2020-01-01'].join('\t')

/** The towns of these lines, open; `close` takes their folder away. */
export async function openTowns(lines: readonly string[]): Promise<{ gazetteer: Gazetteer; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'towns-'))
  writeFileSync(join(folder, 'list.txt'), lines.join('\n'))
  await makeIndex(join(folder, 'index'), join(folder, 'list.txt'))
  return { gazetteer: openGazetteer(join(folder, 'index')), close: () => rmSync(folder, { recursive: true }) }
}
