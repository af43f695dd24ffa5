// How many citizens' pages the built server gives in a second: from memory, made anew, and to a crowd while the register changes.
import { loadavg } from 'node:os'
import { crowd, type Crowd, processorSeconds } from './crowd.ts'
import { databaseOf } from './office.ts'
import { machine } from './measuring.ts'
import { demoOffice, kindsOfPages } from './public-site.ts'

const SECONDS = Number(process.argv[2] ?? 5)
const ROUNDS = Number(process.argv[3] ?? 3)
const CONNECTIONS = 16
/** What the pages must give: from memory for one core, made anew on two shared ones. */
const [READY, ANEW] = [1500, 400]
/** Whoever brings a cookie and asks for a preview is never answered from memory; without an officer's session it is the page everybody gets, made anew. */
const NEVER_FROM_MEMORY = 'cookie: bench=1\r\n'

const server = await demoOffice({ POBRATIM_DEV: '1' })
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
type Result = { readonly name: string; readonly runs: readonly (Crowd & { readonly perCore: number })[] }

async function measured(name: string, path: (round: number) => string, head = ''): Promise<Result> {
  // The first drawings compile the page.
  await crowd(server.url, path, CONNECTIONS, 1.5, head)
  const runs: (Crowd & { perCore: number })[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = processorSeconds(server.pid)
    const run = await crowd(server.url, path, CONNECTIONS, SECONDS, head)
    runs.push({ ...run, perCore: (run.perSecond * SECONDS) / (processorSeconds(server.pid) - before) })
  }
  return { name, runs }
}

const lines: string[] = [
  machine(),
  `${CONNECTIONS} connections, each asking again when it has its answer; median of ${ROUNDS} × ${SECONDS} s; load before ${loadavg()[0]!.toFixed(1)}`,
  '',
]
const head = `${'page'.padEnd(52)}${'a second'.padStart(10)}${'a core’s second'.padStart(17)}${'median ms'.padStart(11)}${'p99 ms'.padStart(8)}${'bytes'.padStart(8)}`
const rows: Result[] = []
const of = (result: Result, what: 'perSecond' | 'perCore' | 'median' | 'p99' | 'bytes'): number => middle(result.runs.map((run) => run[what]))
const shown = (result: Result): string =>
  `${result.name.padEnd(52)}${of(result, 'perSecond').toFixed(0).padStart(10)}${of(result, 'perCore').toFixed(0).padStart(17)}${of(result, 'median').toFixed(1).padStart(11)}${of(result, 'p99').toFixed(1).padStart(8)}${of(result, 'bytes').toFixed(0).padStart(8)}`
try {
  const pages = await kindsOfPages(server.url)
  lines.push(head)
  const ready: Result[] = []
  const anew: Result[] = []
  for (const path of pages) {
    const { etag } = Object.fromEntries((await fetch(server.url + path)).headers)
    ready.push(await measured(`${path}, from memory`, () => path))
    if (path === pages[0]) rows.push(await measured(`${path}, from memory, and the reader has it (304)`, () => path, `if-none-match: ${etag}\r\n`))
    anew.push(await measured(`${path}, made anew`, () => `${path}${path.includes('?') ? '&' : '?'}preview`, NEVER_FROM_MEMORY))
  }
  const odd = await measured(`${pages[0]}, with odd words behind the address`, (round) => `${pages[0]}?x${round}=${round}`)
  // Another process writes all the time: every second everything is read and made anew.
  const db = await databaseOf(server.folder)
  let writing = true
  const writer = (async () => {
    while (writing) {
      await db.query('update office set version = version')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  const changing = await measured('all kinds in turn, while another process writes', (round) => pages[round % pages.length]!)
  writing = false
  await writer
  await db.end()
  rows.unshift(...ready)
  rows.push(odd, changing, ...anew)
  lines.push(...rows.map(shown))
  const [slowest, slowestAnew] = [Math.min(...ready.map((one) => of(one, 'perCore'))), Math.min(...anew.map((one) => of(one, 'perSecond')))]
  lines.push(
    '',
    `from memory, the slowest kind of page: ${slowest.toFixed(0)} for one core (asked: ${READY})`,
    `made anew, the slowest kind of page: ${slowestAnew.toFixed(0)} on this machine, ${Math.min(...anew.map((one) => of(one, 'perCore'))).toFixed(0)} for one core (asked: ${ANEW} on two shared cores)`,
    `from memory is ${(of(ready[0]!, 'perCore') / of(anew[0]!, 'perCore')).toFixed(0)} times as many as made anew (${pages[0]})`,
    `load after ${loadavg()[0]!.toFixed(1)}`,
  )
} finally {
  await server.kill('SIGTERM')
}
process.stdout.write(`${lines.join('\n')}\n`)
