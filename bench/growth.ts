// How the register's pages grow with its rows: from a small office to one no town has; drawn as a curve into docs/pictures/growth.svg.
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, machine, measured, type Row, take } from './measuring.ts'
import { openBenchOffice } from './office.ts'
import { COUNTRIES } from './seed.ts'

/** Rows of partners, steps and events together: one partner has five steps and five events. */
const SIZES = (process.argv[2] ?? '1000,3000,10000,30000,100000').split(',').map(Number)
const ROUNDS = Number(process.argv[3] ?? 200)
const pick = <T>(list: readonly T[], round: number): T => list[(round * 37) % list.length]!

const curves = new Map<string, Row[]>()
for (const size of SIZES) {
  const partners = Math.round(size / 11)
  const root = join(tmpdir(), `pobratim-bench-${randomUUID()}`)
  const { server, officer, organisations, partnerships } = await openBenchOffice(join(root, 'data'), {
    organisations: partners,
    steps: partners * 5,
    events: partners * 5,
  })
  const pages: Readonly<Record<string, (round: number) => string>> = {
    list: () => '/partnerships',
    filter: (round) => `/partnerships?country=${pick(COUNTRIES, round)}`,
    search: (round) => `/partnerships?q=${encodeURIComponent(pick(organisations, round).name.slice(0, 4))}`,
    board: () => '/partnerships?view=board',
    handover: (round) => `/partnerships/${pick(partnerships, round).id}/handover`,
  }
  for (let round = 0; round < 150; round += 1) for (const path of Object.values(pages)) await (await ask(server, officer, path(round))).arrayBuffer()
  for (const [name, path] of Object.entries(pages)) {
    const row = await measured(name, ROUNDS, (round) => take(server, officer, path(round)))
    curves.set(name, [...(curves.get(name) ?? []), row])
    process.stdout.write(`${String(size).padStart(7)} rows  ${name.padEnd(10)} median ${row.median.toFixed(1)} ms, p99 ${row.p99.toFixed(1)} ms\n`)
  }
  await server.kill('SIGTERM')
  rmSync(root, { recursive: true, force: true })
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 380, 56, 96, 36, 48]
const COLOURS = ['#1f4e8c', '#8a5a00', '#3f6b35', '#7a3b6b', '#9c2f20']
const most = Math.max(...[...curves.values()].flat().map(({ p99 }) => p99), 15)
const top = Math.ceil(most / 5) * 5
const x = (size: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(size / SIZES[0]!)) / Math.log(SIZES.at(-1)! / SIZES[0]! || 2)
const y = (value: number): number => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top
const steps = Array.from({ length: top / 5 + 1 }, (_, n) => n * 5)
const svg = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Sofia Sans, sans-serif" font-size="13" fill="#2b2118">`,
  `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fdfbf7"/>`,
  `<text x="${LEFT}" y="20" font-weight="600">Whole request, median (line) and slowest hundredth (dots), ms, by rows in the register</text>`,
  ...steps.map(
    (value) => `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="#ddd3c4"/><text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  ),
  ...SIZES.map((size) => `<text x="${x(size)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`),
  ...[...curves].flatMap(([name, rows], index) => {
    const colour = COLOURS[index % COLOURS.length]!
    const points = rows.map((row, at) => `${x(SIZES[at]!).toFixed(1)},${y(row.median).toFixed(1)}`).join(' ')
    return [
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...rows.map((row, at) => `<circle cx="${x(SIZES[at]!).toFixed(1)}" cy="${y(row.p99).toFixed(1)}" r="3" fill="none" stroke="${colour}"/>`),
      `<text x="${WIDTH - RIGHT + 8}" y="${TOP + 16 + index * 18}" fill="${colour}">${name}</text>`,
    ]
  }),
  '</svg>',
]
writeFileSync(join(import.meta.dirname, '../../docs/pictures/growth.svg'), `${svg.join('\n')}\n`)
process.stdout.write(`${machine()}\ndrawn: docs/pictures/growth.svg\n`)
