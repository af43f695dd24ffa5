// Writing small files so that they are there whole or not at all, even when the power goes.
import { closeSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file under a second name, makes it durable and puts it in place, as the folder's owner's. Throws like `fs` does. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  const beside = `${path}.${process.pid}.new`
  try {
    const file = openSync(beside, 'w', mode)
    try {
      writeSync(file, text)
      if (process.geteuid?.() === 0) {
        const { uid, gid } = statSync(dirname(path))
        if (uid !== 0) fchownSync(file, uid, gid)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Makes renames and new names in a folder durable. Windows has no such thing and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
