// The finder's list as a moved slider asks for it: the whole page over HTTP, another weight each time, with the world's twinnings loaded from a file where one is given.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startServer } from '../tests/journeys/server.ts'
import { ask, type Cookies, machine, measured, type Row, table, take } from './measuring.ts'

const { values, positionals } = parseArgs({ options: { graph: { type: 'string' } }, allowPositionals: true })
const ROUNDS = Number(positionals[0] ?? 60)

const root = mkdtempSync(join(tmpdir(), 'pobratim-sliders-'))
const folder = join(root, 'data')
const rows: Row[] = []
const server = await startServer({ env: { POBRATIM_DEMO: '1', POBRATIM_DEV: '1' }, folder })
try {
  const link = await server.hears(/(\/sign-in\/link\/\S+)/, 120)
  await server.hears(/зареден|is loaded/i, 240)
  const officer: Cookies = new Map()
  await ask(server, officer, link[1]!)
  await ask(server, officer, link[1]!, {})
  if (values.graph !== undefined) {
    const loaded = spawnSync(process.execPath, ['dist/cli.js', 'finder', 'load', '--from', values.graph], {
      env: { ...process.env, POBRATIM_DATA: folder },
      encoding: 'utf8',
    })
    if (loaded.status !== 0) throw new Error(loaded.stderr)
    process.stdout.write(loaded.stdout)
  }
  const list = await ask(server, officer, '/finder?country=IT')
  if (list.status !== 200) throw new Error(`the list answers ${list.status}: the officer is not signed in`)
  await list.arrayBuffer()
  const weight = (round: number, step: number): string => String(((round * step) % 12) / 4)
  for (const [name, where] of [
    ['one country (Italy)', 'country=IT'],
    ['within 500 km', 'within=500'],
    ['the world', ''],
  ] as const) {
    rows.push(
      await measured(`likeness, ${name}`, ROUNDS, (round) => take(server, officer, `/finder?${where}&size=${weight(round, 5)}&sea=${weight(round, 7)}`)),
    )
    rows.push(
      await measured(`ties, ${name}`, ROUNDS, (round) =>
        take(server, officer, `/finder?${where}&mode=arise&common=${weight(round, 5)}&regions=${weight(round, 7)}`),
      ),
    )
  }
  // More of them than are kept, so that each is reckoned from nothing: what the first look at a country takes.
  const countries = ['IT', 'FR', 'DE', 'ES', 'PL', 'RO', 'GR', 'TR', 'CN', 'US', 'GB', 'HU', 'RS'] as const
  for (const mode of ['similar', 'arise'])
    rows.push(
      await measured(`a country just chosen, ${mode}`, ROUNDS, (round) =>
        take(server, officer, `/finder?country=${countries[round % countries.length]}&mode=${mode}`),
      ),
    )
} finally {
  await server.kill('SIGTERM')
  rmSync(root, { recursive: true, force: true })
}
process.stdout.write(`${[machine(), `${ROUNDS} moves of a slider each, or countries chosen, one at a time`, '', ...table(rows)].join('\n')}\n`)
