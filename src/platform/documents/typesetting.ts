// The door to paper: a template and its data go in, a PDF comes out, set by a process of its own that can be stopped and may break.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { m } from '#messages'
import { programBeside } from '../program-beside.ts'
import { ok, refuse, type Result } from '../result.ts'

/**
 * A paper to be set. `template` is a `.typ` file as it is found from `src/`: `features/visits/papers/programme.typ`; README.md beside this file says
 * how one is written. `data` is anything JSON can carry; it reaches the template as values and is never part of its source. `title` and `language`
 * (BCP 47) are told to whoever reads the PDF aloud; `at` is the moment it says it was made. The template finds `pictures` in `/pictures/`.
 */
export type Paper = {
  readonly template: string
  readonly title: string
  readonly language: string
  readonly data: object
  readonly at: Date
  readonly pictures?: Pictures
}
/** Name → bytes of a PNG, JPEG or WebP. */
export type Pictures = Readonly<Record<string, Uint8Array>>

/** `accessible`: the PDF keeps to PDF/UA-1; only letters that no font at hand has prevent it. */
export type Printed = { readonly pdf: Uint8Array<ArrayBuffer>; readonly pages: number; readonly accessible: boolean }

/** What goes over to the process and comes back: `at` in seconds, `memory` in bytes, what the process took in all. */
export type Asked = { readonly template: string; readonly data: string; readonly at: number; readonly pictures: Pictures }
export type Answer =
  | { readonly is: 'set'; readonly pdf: Uint8Array<ArrayBuffer>; readonly pages: number; readonly accessible: boolean; readonly memory: number }
  | { readonly is: 'fault'; readonly fault: string; readonly memory: number }
export type Told = { readonly is: 'ready' } | Answer

type Trouble = 'late' | 'broken'
/** For tests and benches: another program, another clock. Seconds. */
export type Setting = { readonly program?: URL; readonly seconds?: number; readonly idleSeconds?: number }

// 300 badges take under a second on an office's machine; whatever takes longer than this is no paper.
const SECONDS = 30
/** An unused process takes 90 MB or more: it goes home, and comes again in a fifth of a second. */
const IDLE_SECONDS = 300
/** The compiler forgets by itself; a process that has grown beyond this all the same makes room for a new one. */
const MOST_MEMORY = 500 * 2 ** 20
/** More at once is no office at work. */
const MOST_WAITING = 100

type Press = { readonly process: ChildProcess; readonly ready: Promise<void>; answer: ((answer: Answer | Trouble) => void) | null; idle: NodeJS.Timeout | null }

let press: Press | null = null
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

function begin(program: URL): Press {
  // No environment, no arguments and no voice but its last words: the process knows only templates and what it is asked.
  const child = fork(fileURLToPath(program), [], { env: {}, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const mine: Press = { process: child, ready, answer: null, idle: null }
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (said: string) => {
    words = (words + said).slice(-4000)
  })
  const gone = (why: string): void => {
    if (press === mine) press = null
    if (mine.idle !== null) clearTimeout(mine.idle)
    reject(new Error(why))
    mine.answer?.('broken')
  }
  child.on('message', (told: Told) => (told.is === 'ready' ? resolve() : mine.answer?.(told)))
  child.on('error', (error) => gone(error.message))
  child.on('exit', (code, signal) => {
    // The officer is told in words; whoever looks after the server needs what the program said.
    if (press === mine || mine.answer !== null) process.emitWarning(`${code ?? signal ?? ''} ${words}`.trim(), 'TypesettingBroke')
    gone('The process that sets papers ended before it began.')
  })
  // Whoever asked hears of it below.
  ready.catch(() => {})
  return mine
}

/** Nothing that only waits keeps the program from ending. */
function held(mine: Press, hold: boolean): void {
  const pipes = [mine.process.channel, mine.process.stderr as unknown as { ref(): void; unref(): void } | null]
  for (const one of [mine.process, ...pipes]) {
    if (hold) one?.ref()
    else one?.unref()
  }
}

function dismiss(mine: Press): void {
  if (press === mine) press = null
  if (mine.idle !== null) clearTimeout(mine.idle)
  mine.process.kill('SIGKILL')
}

async function setNow(
  asked: Asked,
  { program = programBeside(import.meta.url, 'typst.worker'), seconds = SECONDS, idleSeconds = IDLE_SECONDS }: Setting,
): Promise<Answer | Trouble> {
  const mine = (press ??= begin(program))
  if (mine.idle !== null) clearTimeout(mine.idle)
  held(mine, true)
  let told: Answer | Trouble = 'broken'
  try {
    await mine.ready
    told = await new Promise<Answer | Trouble>((resolve) => {
      const clock = setTimeout(() => {
        dismiss(mine)
        mine.answer?.('late')
      }, seconds * 1000)
      mine.answer = (answer) => {
        clearTimeout(clock)
        mine.answer = null
        resolve(answer)
      }
      mine.process.send(asked)
    })
  } catch {
    // It did not even begin; why has been said.
  }
  if (press === mine) {
    if (typeof told !== 'string' && told.memory > MOST_MEMORY) dismiss(mine)
    else {
      mine.idle = setTimeout(() => dismiss(mine), idleSeconds * 1000).unref()
      held(mine, false)
    }
  }
  return told
}

/**
 * Sets a paper; it waits for those that came before it. Refuses with words when the template has a fault, when it takes too long or when too many
 * wait; never throws. The fault itself goes to the warnings of the process.
 */
export async function typeset(paper: Paper, setting: Setting = {}): Promise<Result<Printed>> {
  if (waiting >= MOST_WAITING) return refuse('paper-busy', m.platform_paper_busy())
  const { template, title, language, data, at, pictures = {} } = paper
  const asked = { template, data: JSON.stringify({ ...data, title, language }), at: Math.floor(at.getTime() / 1000), pictures }
  waiting += 1
  const turn = last.then(() => setNow(asked, setting))
  last = turn.catch(() => {})
  const told = await turn.finally(() => {
    waiting -= 1
  })
  if (told === 'late') return refuse('paper-late', m.platform_paper_late())
  if (told === 'broken') return refuse('paper-broken', m.platform_paper_broken())
  if (told.is === 'fault') {
    process.emitWarning(`${template}: ${told.fault}`, 'PaperFault')
    return refuse('paper-fault', m.platform_paper_fault())
  }
  return ok({ pdf: told.pdf, pages: told.pages, accessible: told.accessible })
}

/** Lets the process go, after the papers that were asked for; the next paper begins another. */
export async function endTypesetting(): Promise<void> {
  await last
  if (press === null) return
  const { process: child } = press
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  held(press, true)
  dismiss(press)
  await ended
}
