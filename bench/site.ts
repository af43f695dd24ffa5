// How many citizens' pages the built server gives in a second: from memory, made anew, with everything queried, and to a crowd while the register changes.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { crowd, type Crowd, processorSeconds } from './crowd.ts'
import { databaseOf } from './office.ts'
import { machine } from './measuring.ts'
import { demoOffice, kindsOfPages } from './public-site.ts'

const SECONDS = Number(process.argv[2] ?? 5)
const ROUNDS = Number(process.argv[3] ?? 3)
const CONNECTIONS = 16
/** What the pages must give: from memory for one core, made anew on two shared ones. */
const [READY, ANEW] = [1500, 400]
/**
 * Whoever brings a cookie and asks for a preview is never answered from memory; without an officer's session it is the page everybody gets, made anew. Asked so
 * of a server that never gave the page otherwise, it is also packed each time.
 */
const NEVER_FROM_MEMORY = 'cookie: bench=1\r\n'
const anewPath = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}preview`
/** The database seems to have changed at each question: no reading counts twice. Only readers who ask in the same moment share one, as they do in an office that writes without rest. */
const NOTHING_HELD = { NODE_OPTIONS: `--import=${new URL('../../bench/nothing-held.mjs', import.meta.url).href}` }

type Server = Awaited<ReturnType<typeof demoOffice>>
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
type Result = { readonly name: string; readonly runs: readonly (Crowd & { readonly perCore: number })[] }

async function measured(server: Server, name: string, path: (round: number) => string, head = ''): Promise<Result> {
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

const of = (result: Result, what: 'perSecond' | 'perCore' | 'median' | 'p99' | 'bytes'): number => middle(result.runs.map((run) => run[what]))
const shown = (result: Result): string =>
  `${result.name.padEnd(52)}${of(result, 'perSecond').toFixed(0).padStart(10)}${of(result, 'perCore').toFixed(0).padStart(17)}${of(result, 'median').toFixed(1).padStart(11)}${of(result, 'p99').toFixed(1).padStart(8)}${of(result, 'bytes').toFixed(0).padStart(8)}`
const least = (results: readonly Result[], what: 'perSecond' | 'perCore'): string => Math.min(...results.map((one) => of(one, what))).toFixed(0)

/** One folder for all servers: its towns are loaded once, and each new server remembers no page. */
const folder = join(mkdtempSync(join(tmpdir(), 'pobratim-site-')), 'data')
async function serving<T>(env: Record<string, string>, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await demoOffice({ POBRATIM_DEV: '1', ...env }, folder)
  try {
    return await work(server)
  } finally {
    await server.kill('SIGTERM')
  }
}
const madeAnew = (pages: readonly string[], how: string, env: Record<string, string>): Promise<Result[]> =>
  serving(env, async (server) => {
    const results: Result[] = []
    for (const path of pages) results.push(await measured(server, `${path}, ${how}`, () => anewPath(path), NEVER_FROM_MEMORY))
    return results
  })

async function fromMemory(server: Server): Promise<{ pages: string[]; ready: Result[]; others: Result[] }> {
  // While 200 000 towns are written, everything kept is made again all the time.
  await server.hears(/Списъкът на населените места е зареден|The list of towns is loaded/, 300)
  const pages = await kindsOfPages(server.url)
  const ready: Result[] = []
  const others: Result[] = []
  for (const path of pages) {
    const { etag } = Object.fromEntries((await fetch(server.url + path)).headers)
    ready.push(await measured(server, `${path}, from memory`, () => path))
    if (path === pages[0]) others.push(await measured(server, `${path}, from memory, and the reader has it (304)`, () => path, `if-none-match: ${etag}\r\n`))
  }
  others.push(await measured(server, `${pages[0]}, with odd words behind the address`, (round) => `${pages[0]}?x${round}=${round}`))
  // Another process writes all the time: every second everything is read and made anew.
  const db = await databaseOf(server.folder)
  let writing = true
  const writer = (async () => {
    while (writing) {
      await db.query('update office set version = version')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  others.push(await measured(server, 'all kinds in turn, while another process writes', (round) => pages[round % pages.length]!))
  writing = false
  await writer
  await db.end()
  return { pages, ready, others }
}

const before = loadavg()[0]!.toFixed(1)
try {
  const { pages, ready, others } = await serving({}, fromMemory)
  const anew = await madeAnew(pages, 'made anew', {})
  const queried = await madeAnew(pages, 'everything queried', NOTHING_HELD)
  process.stdout.write(
    `${[
      machine(),
      `${CONNECTIONS} connections, each asking again when it has its answer; median of ${ROUNDS} × ${SECONDS} s; load before ${before}`,
      'made anew: the page is drawn and packed for each who asks, from readings held while the database is unchanged (decision 0028)',
      'everything queried: besides, nothing is held; only who asks in the same moment shares a reading',
      '',
      `${'page'.padEnd(52)}${'a second'.padStart(10)}${'a core’s second'.padStart(17)}${'median ms'.padStart(11)}${'p99 ms'.padStart(8)}${'bytes'.padStart(8)}`,
      ...[...ready, ...others, ...anew, ...queried].map(shown),
      '',
      `from memory, the slowest kind of page: ${least(ready, 'perCore')} for one core (asked: ${READY})`,
      `made anew, the slowest kind of page: ${least(anew, 'perSecond')} on this machine, ${least(anew, 'perCore')} for one core (asked: ${ANEW} on two shared cores)`,
      `everything queried, the slowest kind of page: ${least(queried, 'perSecond')} on this machine, ${least(queried, 'perCore')} for one core`,
      `from memory is ${(of(ready[0]!, 'perCore') / of(anew[0]!, 'perCore')).toFixed(0)} times as many as made anew (${pages[0]})`,
      `load after ${loadavg()[0]!.toFixed(1)}`,
    ].join('\n')}\n`,
  )
} finally {
  rmSync(join(folder, '..'), { recursive: true, force: true })
}
