// Has a table read in a thread of its own, so that a hostile file can neither hang nor fill the office's server.
import { Worker } from 'node:worker_threads'
import { MOST_SECONDS, trouble, type TableRead, type Trouble } from './limits.ts'

// Two cores: one table at a time, so that the pages stay quick meanwhile; the rest wait their turn.
const AT_ONCE = 1
const HEAP_MB = 512
let running = 0
const waiting: (() => void)[] = []

/** The thread's program: this folder's own file when run from source, else the file built beside the bundle. */
const program = (): URL => (import.meta.url.endsWith('.ts') ? new URL('./table.worker.ts', import.meta.url) : new URL('./table.worker.js', import.meta.url))

/** Reads a table apart; stops after `seconds` with `too-slow`, on memory with `too-heavy`. */
export async function readTableApart(bytes: Uint8Array, sheet: string | null, seconds = MOST_SECONDS): Promise<TableRead | Trouble> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume))
  else running++
  try {
    return await inThread(bytes, sheet, seconds)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function inThread(bytes: Uint8Array, sheet: string | null, seconds: number): Promise<TableRead | Trouble> {
  return new Promise((resolve, reject) => {
    // No environment, no arguments and no voice: the thread knows only the file.
    const worker = new Worker(program(), {
      workerData: { bytes, sheet },
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: 4 },
    })
    const clock = setTimeout(() => settle(() => resolve(trouble('too-slow'))), seconds * 1000)
    const settle = (answer: () => void): void => {
      clearTimeout(clock)
      void worker.terminate()
      answer()
    }
    worker.once('message', (read: TableRead | Trouble) => settle(() => resolve(read)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(trouble('too-heavy')) : reject(error))),
    )
    worker.once('exit', () => settle(() => resolve(trouble('damaged'))))
  })
}
