// Has a file read in a thread of its own, so that a hostile file can neither hang nor fill the office's server.
import { Worker } from 'node:worker_threads'
import { MAX_SECONDS, trouble, type Format, type Read, type Trouble } from './extracted.ts'

// Two cores: two files at a time, the rest wait their turn.
const AT_ONCE = 2
const HEAP_MB = 512
const STACK_MB = 4
let running = 0
const waiting: (() => void)[] = []

/** The thread's program: this folder's own file when run from source, else the file built beside the bundle. */
const program = (): URL => (import.meta.url.endsWith('.ts') ? new URL('./apart.worker.ts', import.meta.url) : new URL('./apart.worker.js', import.meta.url))

/** Reads a file apart; stops after `seconds` with `too-slow`, on memory with `too-heavy`. */
export async function readApart(format: Format, bytes: Uint8Array, seconds = MAX_SECONDS): Promise<Read | Trouble> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume))
  else running++
  try {
    return await inThread(format, bytes, seconds)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function inThread(format: Format, bytes: Uint8Array, seconds: number): Promise<Read | Trouble> {
  return new Promise((resolve, reject) => {
    // No environment, no arguments and no voice: the thread knows only the file.
    const worker = new Worker(program(), {
      workerData: { format, bytes },
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
    })
    const clock = setTimeout(() => settle(() => resolve(trouble('too-slow'))), seconds * 1000)
    const settle = (answer: () => void): void => {
      clearTimeout(clock)
      void worker.terminate()
      answer()
    }
    worker.once('message', (read: Read | Trouble) => settle(() => resolve(read)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(trouble('too-heavy')) : reject(error))),
    )
    worker.once('exit', () => settle(() => resolve(trouble('damaged'))))
  })
}
