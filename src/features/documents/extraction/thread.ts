// Lets a piece of work on a foreign file run in a thread of its own, with a clock and a bound on memory, two at a time.
import { Worker } from 'node:worker_threads'

// Two cores: two files at a time, the rest wait their turn.
const AT_ONCE = 2
const HEAP_MB = 512
const STACK_MB = 4
let running = 0
const waiting: (() => void)[] = []

/** `program` is the thread's own file; what it answers when it is stopped stands beside it. */
export type Work<Answer> = {
  readonly program: URL
  readonly data: unknown
  readonly seconds: number
  readonly tooSlow: Answer
  readonly tooHeavy: Answer
  readonly broken: Answer
}

/** The answer the thread posts, or why there is none. */
export async function workApart<Answer>(work: Work<Answer>): Promise<Answer> {
  if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume))
  else running++
  try {
    return await inThread(work)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function inThread<Answer>({ program, data, seconds, tooSlow, tooHeavy, broken }: Work<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // No environment, no arguments and no voice: the thread knows only the file.
    const worker = new Worker(program, {
      workerData: data,
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
    })
    const clock = setTimeout(() => settle(() => resolve(tooSlow)), seconds * 1000)
    const settle = (answer: () => void): void => {
      clearTimeout(clock)
      void worker.terminate()
      answer()
    }
    worker.once('message', (answer: Answer) => settle(() => resolve(answer)))
    worker.once('error', (error: NodeJS.ErrnoException) => settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooHeavy) : reject(error))))
    worker.once('exit', () => settle(() => resolve(broken)))
  })
}
