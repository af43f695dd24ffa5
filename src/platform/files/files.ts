// Keeps files by their content: the same bytes once, whoever brought them. The disk in the data folder is the one way there is now.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { m } from '#messages'
import { freeBytes, SPACE_RULES } from '../database/embedded/space.ts'
import { ok, refuse, type Refused, type Result } from '../result.ts'

/** Bytes taken in and lying aside: `keep` puts them into the store, `drop` forgets them. One of the two must be called. */
export type Taken = {
  /** SHA-256 of the bytes, hexadecimal: the name under which they are kept. */
  readonly hash: string
  readonly bytes: number
  /** Where they lie on this machine until then, for looking at. */
  readonly path: string
  keep(): Promise<Result<null>>
  drop(): Promise<void>
}

/** From and to, both counted in. */
export type ByteRange = { readonly from: number; readonly to: number }
export type Opened = { readonly bytes: number; readonly content: Readable }
export type Listed = { readonly name: string; readonly bytes: number; readonly touchedAt: Date }

/**
 * Names are hashes; what was made from a file bears its hash and an ending of its own (`<hash>.thumb.webp`). Whoever asks for a file
 * has to prove first that the asker may see it: the store knows no offices.
 */
export type FileStore = {
  /** Takes bytes in as they come, at most `most`; refuses more, and a full disk. Throws what the content throws, with nothing left behind. */
  take(content: AsyncIterable<Uint8Array>, most: number): Promise<Result<Taken>>
  /** null when there is no such file. */
  open(name: string, range?: ByteRange): Promise<Opened | null>
  size(name: string): Promise<number | null>
  /** Lays what was made from a file beside it, whole or not at all. */
  lay(name: string, bytes: Uint8Array): Promise<Result<null>>
  /** Takes a file away together with everything made from it. */
  remove(hash: string): Promise<void>
  list(): AsyncIterable<Listed>
  /** Forgets what was begun before the moment and never ended: an app that was killed while taking bytes in. */
  forgetUnfinished(before: Date): Promise<void>
}

/** The bytes of a kept file, or of a stretch of it; null when the store has lost it. */
export async function bytesOf(files: FileStore, name: string, range?: ByteRange): Promise<Buffer | null> {
  const opened = await files.open(name, range)
  return opened === null ? null : buffer(opened.content)
}

const NAME = /^[0-9a-f]{64}(?:\.[a-z]{1,12}\.[a-z0-9]{1,8})?$/
/** Where bytes lie until they are kept; no part of a backup. */
export const INCOMING = 'incoming'
/** The database stops writing under SPACE_RULES.low: files must not take its last room. */
const ROOM_LEFT = 2 * SPACE_RULES.low
const LOOK_EVERY = 4 * 1024 * 1024
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

const refuseFull = (): Refused => refuse('disk-full', m.platform_files_disk_full(), 'file')

/** What a person can do about a failed write; other errors are bugs. */
function refusalOf(error: unknown): Refused {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuseFull()
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return refuse('not-writable', m.platform_files_not_writable(), 'file')
  throw error
}

/** The rename itself must survive a power cut. Some systems cannot sync a folder; there the rename is as durable as they make it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/** A store in the folder; it is made on the first writing, closed to others. */
export function diskStore(folder: string): FileStore {
  const pathOf = (name: string): string => {
    // A name from anywhere else than the database would be a way out of the folder.
    if (!NAME.test(name)) throw new Error('no name of a kept file')
    return join(folder, name.slice(0, 2), name.slice(2, 4), name)
  }
  const aside = async (): Promise<string> => {
    await mkdir(join(folder, INCOMING), { recursive: true, mode: 0o700 })
    return join(folder, INCOMING, randomUUID())
  }
  const settle = async (from: string, name: string): Promise<void> => {
    const to = pathOf(name)
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    await rename(from, to)
    await syncFolder(dirname(to))
  }
  const statOf = (path: string) =>
    stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })

  async function write(file: FileHandle, content: AsyncIterable<Uint8Array>, most: number): Promise<Result<{ hash: string; bytes: number }>> {
    const hash = createHash('sha256')
    let bytes = 0
    let looked = -LOOK_EVERY
    for await (const chunk of content) {
      bytes += chunk.byteLength
      if (bytes > most) return refuse('too-large', m.platform_files_too_large({ most: megabytes(most) }), 'file')
      if (bytes - looked >= LOOK_EVERY) {
        if (freeBytes(folder) < ROOM_LEFT) return refuseFull()
        looked = bytes
      }
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    return ok({ hash: hash.digest('hex'), bytes })
  }

  return {
    take: async (content, most) => {
      let path = ''
      try {
        path = await aside()
        const file = await open(path, 'wx', 0o600)
        let written
        try {
          written = await write(file, content, most)
        } finally {
          await file.close()
        }
        if (!written.ok) {
          await rm(path, { force: true })
          return written
        }
        const { hash, bytes } = written.value
        return ok({
          hash,
          bytes,
          path,
          drop: () => rm(path, { force: true }),
          keep: async () => {
            try {
              const known = await statOf(pathOf(hash))
              if (known?.size === bytes) {
                // Brought again: the sweep must see that somebody needs it now.
                const now = new Date(await touchOf(path))
                await utimes(pathOf(hash), now, now)
                await rm(path, { force: true })
              } else await settle(path, hash)
              return ok(null)
            } catch (error) {
              await rm(path, { force: true })
              return refusalOf(error)
            }
          },
        })
      } catch (error) {
        if (path !== '') await rm(path, { force: true })
        return refusalOf(error)
      }
    },
    open: async (name, range) => {
      const known = await statOf(pathOf(name))
      if (known === null) return null
      const asked = range === undefined ? {} : { start: range.from, end: range.to }
      return { bytes: known.size, content: createReadStream(pathOf(name), asked) }
    },
    size: async (name) => (await statOf(pathOf(name)))?.size ?? null,
    lay: async (name, bytes) => {
      if (freeBytes(folder) < ROOM_LEFT) return refuseFull()
      let path = ''
      try {
        path = await aside()
        const file = await open(path, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await settle(path, name)
        return ok(null)
      } catch (error) {
        if (path !== '') await rm(path, { force: true })
        return refusalOf(error)
      }
    },
    remove: async (hash) => {
      const home = dirname(pathOf(hash))
      const names = await readdir(home).catch(() => [] as string[])
      for (const name of names) if (name === hash || name.startsWith(`${hash}.`)) await rm(join(home, name), { force: true })
    },
    list: async function* () {
      const folders = async (path: string): Promise<string[]> => (await readdir(path).catch(() => [] as string[])).filter((name) => /^[0-9a-f]{2}$/.test(name))
      for (const first of await folders(folder)) {
        for (const second of await folders(join(folder, first))) {
          for (const name of await readdir(join(folder, first, second))) {
            if (!NAME.test(name)) continue
            const known = await statOf(join(folder, first, second, name))
            if (known !== null) yield { name, bytes: known.size, touchedAt: known.mtime }
          }
        }
      }
    },
    forgetUnfinished: async (before) => {
      for (const name of await readdir(join(folder, INCOMING)).catch(() => [] as string[])) {
        const path = join(folder, INCOMING, name)
        const known = await statOf(path)
        if (known !== null && known.mtime < before) await rm(path, { force: true })
      }
    },
  }
}

/** When a file just written was written, by the disk's own clock. */
const touchOf = async (path: string): Promise<number> => (await stat(path)).mtimeMs
