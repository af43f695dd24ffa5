// Data folders and app processes for the tests of this folder: real ones, in the temporary folder, cleaned up after each file.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import pg from 'pg'
import type { Result } from '#platform/result.ts'
import { type Connection, type Opening, openDataFolder, type OpenFolder } from '../opening.ts'

export const NOW = new Date('2026-11-23T08:00:00Z')
export const silent = { info: () => {}, warn: () => {}, error: () => {} }

const made: string[] = []
const started: ChildProcess[] = []
const open: OpenFolder[] = []

afterAll(async () => {
  for (const process of started) process.kill('SIGKILL')
  for (const folder of open) await folder.stop()
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

/** A folder of its own under the temporary one; others may pass through it, as through most people's folders. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pobratim-test-'))
  chmodSync(folder, 0o711)
  made.push(folder)
  return folder
}

/** Opens a folder in this process with a reserve that is quickly laid. */
export async function opened(folder: string, differently: Partial<Opening> = {}): Promise<Result<OpenFolder>> {
  const answer = await openDataFolder({
    folder,
    appVersion: '1.0.0',
    now: NOW,
    log: silent,
    space: { ballast: 1024 * 1024, low: 1024 * 1024 },
    ...differently,
  })
  if (answer.ok) open.push(answer.value)
  return answer
}

/** The same, where a refusal would be a fault of the test. */
export async function openOrFail(folder: string, differently: Partial<Opening> = {}): Promise<OpenFolder> {
  const answer = await opened(folder, differently)
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.message}`)
  return answer.value
}

export async function query<T extends pg.QueryResultRow>(connection: Connection, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}

export type Line = Record<string, unknown>
export type AppProcess = { readonly process: ChildProcess; readonly lines: Line[]; next(wanted: (line: Line) => boolean): Promise<Line>; ended: Promise<void> }

const SCRIPT = fileURLToPath(new URL('./office-process.ts', import.meta.url))

/** An app in another process; `through` is a command put before it. */
export function startApp(mode: 'hold' | 'write' | 'full-disk', folder: string, through: readonly string[] = []): AppProcess {
  const [command = '', ...parameters] = [...through, process.execPath, SCRIPT, mode, folder]
  const app = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(app)
  const lines: Line[] = []
  const waiting: { wanted: (line: Line) => boolean; done: (line: Line) => void }[] = []
  let complaints = ''
  app.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString()
  })
  createInterface({ input: app.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line
    lines.push(line)
    for (const { wanted, done } of waiting) if (wanted(line)) done(line)
  })
  const ended = new Promise<void>((done) => app.once('close', () => done()))
  return {
    process: app,
    lines,
    ended,
    next: (wanted) =>
      new Promise((done, fail) => {
        const there = lines.find(wanted)
        if (there !== undefined) return done(there)
        waiting.push({ wanted, done })
        void ended.then(() => fail(new Error(`the app ended without the awaited line: ${complaints}`)))
      }),
  }
}
