// Has texts read in a thread of its own, one after another, so that no text can hold up the office's server; the thread stays for the next text.
import { Worker } from 'node:worker_threads'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { programBeside } from '#platform/program-beside.ts'
import type { KnownNames, Reading } from './reading.ts'

/** `home.placeId` is the GeoNames number; its name is used when the list of towns has none. */
export type Asked = {
  readonly body: string
  readonly home: { readonly name: string; readonly country: string; readonly placeId: number }
  readonly published: string | null
  readonly register: KnownNames
}
export type Told = { readonly is: 'ready' } | ({ readonly is: 'read' } & ReadApart)

/** `places` are the towns of the partners found. */
export type ReadApart = { readonly reading: Reading; readonly places: readonly GazetteerPlace[] }
/** Why a text was not read. */
export const READING_TROUBLES = ['too-slow', 'too-heavy', 'broken'] as const
export type ReadingTrouble = (typeof READING_TROUBLES)[number]

// A text of 200,000 letters takes a second or two; whatever takes longer than this is no text.
const MAX_SECONDS = 30
const HEAP_MB = 1024
/** Texts leave much short-lived rubbish behind: swept often, it takes a tenth less memory and no more time. */
const YOUNG_MB = 4

type Answer = ReadApart | ReadingTrouble
type Thread = { readonly worker: Worker; readonly ready: Promise<void>; answer: ((answer: Answer) => void) | null }

let thread: Thread | null = null
let last: Promise<unknown> = Promise.resolve()

function begin(program: URL): Thread {
  const worker = new Worker(program, {
    // No environment, no arguments and no voice: the thread knows only the texts.
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  })
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const mine: Thread = { worker, ready, answer: null }
  const gone = (answer: Answer, error: Error): void => {
    if (thread === mine) thread = null
    reject(error)
    mine.answer?.(answer)
  }
  // They stay for as long as the thread does: it may also end while it waits for the next text.
  worker.on('message', (told: Told) => (told.is === 'ready' ? resolve() : mine.answer?.({ reading: told.reading, places: told.places })))
  worker.on('error', (error: NodeJS.ErrnoException) => {
    // The officer is told in words; whoever looks after the server needs the place in the code.
    process.emitWarning(error.stack ?? error.message, 'ReadingBroke')
    gone(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-heavy' : 'broken', error)
  })
  worker.on('exit', () => gone('broken', new Error('The thread that reads texts ended before it began.')))
  // Whoever asked hears of it below.
  ready.catch(() => {})
  return mine
}

async function readNow(asked: Asked, seconds: number, program: URL): Promise<Answer> {
  const mine = (thread ??= begin(program))
  mine.worker.ref()
  try {
    // Making the list of towns, once, takes longer than any text: the clock begins after it.
    await mine.ready
    return await new Promise<Answer>((resolve) => {
      const clock = setTimeout(() => {
        if (thread === mine) thread = null
        void mine.worker.terminate()
        mine.answer?.('too-slow')
      }, seconds * 1000)
      mine.answer = (answer) => {
        clearTimeout(clock)
        mine.answer = null
        resolve(answer)
      }
      mine.worker.postMessage(asked)
    })
  } catch {
    // It did not even begin; why has been said.
    return 'broken'
  } finally {
    // A thread that waits for the next text does not keep the program from ending.
    mine.worker.unref()
  }
}

/** Reads a text; it waits for those that came before it. Stops after `seconds` of reading. Never throws. */
export function readApart(asked: Asked, seconds = MAX_SECONDS, program = programBeside(import.meta.url, 'reading.worker')): Promise<Answer> {
  const turn = last.then(() => readNow(asked, seconds, program))
  last = turn.catch(() => {})
  return turn
}
