// The built server as a newcomer starts it: its own process, a fresh data folder, a free port.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type RunningServer = {
  readonly url: string
  readonly pid: number
  readonly folder: string
  /** Started on a folder into which the list of towns was loaded before. */
  readonly knowsTowns: boolean
  /** All it has said so far. */
  said(): string
  /** The first match of the pattern in what it says, waited for. */
  hears(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

const root = join(import.meta.dirname, '../..')

/** Starts dist/main.js. The folder is kept when given, otherwise made and removed with the server. */
export async function startServer(options: { env?: Record<string, string>; folder?: string; knowsTowns?: boolean } = {}): Promise<RunningServer> {
  const folder = options.folder ?? join(mkdtempSync(join(tmpdir(), 'pobratim-journey-')), 'data')
  const { DATABASE_URL: _, ...inherited } = process.env
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/main.js')], {
    cwd: root,
    env: { ...inherited, PORT: '0', POBRATIM_DATA: folder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8')
    for (const listener of listeners) listener()
  }
  child.stdout!.on('data', hear)
  child.stderr!.on('data', hear)
  let ended = false
  const end = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      ended = true
      for (const listener of listeners) listener()
      resolve(code)
    })
  })
  const hears = (pattern: RegExp, seconds = 60): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(said)
        if (match !== null || ended) {
          listeners.delete(look)
          clearTimeout(timer)
          if (match === null) reject(new Error(`the server ended without saying ${pattern}:\n${said}`))
          else resolve(match)
        }
      }
      const timer = setTimeout(() => {
        listeners.delete(look)
        reject(new Error(`not heard within ${seconds} s: ${pattern}\n${said}`))
      }, seconds * 1000)
      listeners.add(look)
      look()
    })
  const address = await hears(/https?:\/\/localhost:\d+/)
  return {
    url: address[0],
    pid: child.pid!,
    folder,
    knowsTowns: options.knowsTowns ?? false,
    said: () => said,
    hears,
    kill: async (signal) => {
      child.kill(signal)
      const code = await end
      if (options.folder === undefined) rmSync(join(folder, '..'), { recursive: true, force: true })
      return code
    },
  }
}
