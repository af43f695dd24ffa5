// How the benches ask the built server and count: whole requests over HTTP, one at a time, medians and the slowest hundredth.
import { existsSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, totalmem } from 'node:os'
import type { RunningServer } from '../tests/journeys/server.ts'

export type Cookies = Map<string, string>

export async function ask(server: RunningServer, cookies: Cookies, path: string, form?: Record<string, string> | FormData): Promise<Response> {
  const answer = await fetch(server.url + path, {
    method: form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { origin: server.url, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form === undefined ? {} : { body: form instanceof FormData ? form : new URLSearchParams(form) }),
  })
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';')[0]!
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return answer
}

const oneConnection = new Agent({ keepAlive: true, maxSockets: 1 })

/** What a measured request came to. */
export type Answer = { readonly status: number; readonly serverTiming: string }

/** Asks for a page as a browser does: one open connection, packed, taken off the wire to its last byte. fetch costs a page several milliseconds of its own, which would be counted as the server's. */
export const take = (server: RunningServer, cookies: Cookies, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-encoding': 'gzip, deflate, br' }
    request(server.url + path, { agent: oneConnection, headers }, (answer) => {
      answer.resume()
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode!, serverTiming: String(answer.headers['server-timing'] ?? '') }))
    })
      .on('error', reject)
      .end()
  })

/** Milliseconds: the whole request as the asker sees it, and what the server itself says the answer took (Server-Timing). */
export type Row = {
  readonly name: string
  readonly median: number
  readonly p99: number
  readonly server: { readonly median: number; readonly p99: number }
  readonly note: string
}

const WARM_UP = 60

/** Asks `rounds` times after a warm-up. Throws when an answer is a refusal. */
export async function measured(name: string, rounds: number, once: (round: number) => Promise<Answer>, note = ''): Promise<Row> {
  const [whole, atServer]: [number[], number[]] = [[], []]
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const started = performance.now()
    const answer = await once(round + WARM_UP)
    if (answer.status >= 400) throw new Error(`${name}: ${answer.status}`)
    if (round < 0) continue
    whole.push(performance.now() - started)
    atServer.push(Number(/total;dur=([\d.]+)/.exec(answer.serverTiming)?.[1] ?? Number.NaN))
  }
  return { name, ...spread(whole), server: spread(atServer), note }
}

function spread(times: number[]): { median: number; p99: number } {
  times.sort((a, b) => a - b)
  return { median: times[Math.floor(times.length / 2)]!, p99: times[Math.ceil(times.length * 0.99) - 1]! }
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0).padStart(7)

export const table = (rows: readonly Row[]): string[] => [
  `${'milliseconds'.padEnd(46)}${'whole: median'.padStart(14)}${'p99'.padStart(7)}${'at the server: median'.padStart(24)}${'p99'.padStart(7)}`,
  ...rows.map((row) =>
    `${row.name.padEnd(46)}${ms(row.median).padStart(14)}${ms(row.p99)}${ms(row.server.median).padStart(24)}${ms(row.server.p99)}  ${row.note}`.trimEnd(),
  ),
]

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.version}, PostgreSQL 18 (embedded, fsync on)`

/** Resident memory in MB of a process; on other systems than Linux it is not told. */
export const memoryOf = (pid: number): number | null =>
  existsSync(`/proc/${pid}/status`) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : null

/** Memory of the database's processes, shared pages counted once each (Pss). */
export function databaseMemory(folder: string): number | null {
  const postmaster = Number(readFileSync(`${folder}/pg/postmaster.pid`, 'utf8').split('\n')[0])
  if (!existsSync(`/proc/${postmaster}/task/${postmaster}/children`)) return null
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  let total = 0
  for (const pid of [postmaster, ...children]) {
    try {
      total += Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      // A worker that just ended.
    }
  }
  return total
}
