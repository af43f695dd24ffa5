// Only one app at a time may have a data folder open; the operating system keeps the lock and drops it when the app dies.
import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { folderKey, type Layout } from './layout.ts'
import { writeWhole } from './writing.ts'

export type FolderLock = { release(): void }
export type Holder = { readonly pid: number; readonly since: string; readonly host: string }

// libuv's own number for "nobody else may open this file": share mode 0 on Windows; O_EXLOCK on the BSDs and macOS.
const EXCLUSIVE_ON_WINDOWS = 0x10000000
const EXCLUSIVE_ON_MACOS = 0x20

/**
 * Takes the folder's lock, or null when another app holds it. The lock is the kernel's (flock, share mode), so a file left behind by
 * `kill -9` or a process number used again cannot fool it, and of two starts in the same instant one wins.
 */
export async function lockFolder(layout: Layout): Promise<FolderLock | null> {
  if (process.platform === 'win32' || process.platform === 'darwin') return lockByOpening(layout)
  const file = openSync(layout.lock, constants.O_RDWR | constants.O_CREAT, 0o600)
  // flock(1) locks the open file it inherits; the lock belongs to that open file, which stays ours after flock(1) has ended.
  const tried = spawnSync('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
  if (tried.status === 0) return holding(file)
  closeSync(file)
  if (tried.status === 1) return null
  return lockByName(`\0pobratim-${folderKey(layout.folder)}`)
}

/** Closing frees the lock; a second closing could hit another file that got the number meanwhile. */
function holding(file: number): FolderLock {
  let held = true
  return {
    release: () => {
      if (held) closeSync(file)
      held = false
    },
  }
}

function lockByOpening(layout: Layout): FolderLock | null {
  const flags = process.platform === 'win32' ? EXCLUSIVE_ON_WINDOWS : EXCLUSIVE_ON_MACOS | constants.O_NONBLOCK
  try {
    return holding(openSync(layout.lock, constants.O_RDWR | constants.O_CREAT | flags, 0o600))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EBUSY' || code === 'EAGAIN' || code === 'EWOULDBLOCK') return null
    throw error
  }
}

/** Where there is no flock(1), or the disk cannot lock: a name in Linux's abstract socket space, which dies with its process as well. */
export function lockByName(name: string): Promise<FolderLock | null> {
  return new Promise((done, fail) => {
    const server = createServer((visitor) => visitor.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(name, () => {
      server.unref()
      done({ release: () => void server.close() })
    })
  })
}

export function writeHolder(layout: Layout, holder: Holder): void {
  writeWhole(layout.holder, JSON.stringify(holder))
}

/** Who wrote themselves down last; null when nothing legible is there. */
export function readHolder(layout: Layout): Holder | null {
  try {
    const read = JSON.parse(readFileSync(layout.holder, 'utf8')) as Partial<Holder>
    if (typeof read.pid !== 'number' || typeof read.since !== 'string') return null
    return { pid: read.pid, since: read.since, host: read.host ?? '' }
  } catch {
    return null
  }
}
