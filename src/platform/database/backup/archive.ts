// The backup's file: a gzipped tar with a fingerprint of every part, ended by a table of contents, so that a cut-off one is noticed.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { createTarDecoder, createTarPacker } from 'modern-tar'

export const MANIFEST = 'manifest.json'

export type Entry = { readonly size: number; readonly sha256: string }
/** What the backup is and holds. `schema` counts the migrations applied, `postgres` is the major version. */
export type Manifest = {
  readonly format: 1
  readonly app: string
  readonly schema: number
  readonly postgres: number
  readonly created: string
  readonly entries: Record<string, Entry>
}
export type ManifestHead = Omit<Manifest, 'format' | 'entries'>

export type ArchiveWriter = {
  addFolder(name: string): Promise<void>
  addText(name: string, text: string): Promise<void>
  /** Adds a file that may grow, shrink or vanish meanwhile: exactly the size it had at first is kept; false when it was not there. */
  addFile(name: string, path: string): Promise<boolean>
  finish(head: ManifestHead): Promise<Written>
  abandon(reason: unknown): Promise<void>
}
export type Written = { readonly bytes: number; readonly sha256: string; readonly entries: number }

const CHUNK = 256 * 1024

/** Begins an archive at the path, which must not exist yet. Errors of the disk reach whoever adds next, or `finish`. */
export function writeArchive(path: string): ArchiveWriter {
  const { readable, controller } = createTarPacker()
  const whole = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      whole.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const written = pipeline(
    Readable.fromWeb(readable as WebStream<Uint8Array>),
    // Level 3: a third of the time of the usual 6 for a tenth more bytes.
    createGzip({ level: 3 }),
    measure,
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  )
  // Whoever adds next hears of a failure; it must not count as unheard before that.
  written.catch(() => {})
  const entries: Record<string, Entry> = {}

  const add = async (name: string, size: number, body: (write: (chunk: Uint8Array) => Promise<void>, hash: Hash) => Promise<void>): Promise<void> => {
    const hash = createHash('sha256')
    const writer = controller.add({ name, size, mode: 0o600, type: 'file' }).getWriter()
    await body(async (chunk) => {
      hash.update(chunk)
      await writer.write(chunk)
    }, hash)
    await writer.close()
    entries[name] = { size, sha256: hash.digest('hex') }
  }
  const addText = (name: string, text: string): Promise<void> => {
    const content = Buffer.from(text, 'utf8')
    return add(name, content.length, (write) => write(content))
  }

  return {
    addText,
    addFolder: async (name) => {
      await controller.add({ name: `${name}/`, size: 0, mode: 0o700, type: 'directory' }).close()
    },
    addFile: async (name, path) => {
      const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      if (file === null) return false
      try {
        const { size } = await file.stat()
        await add(name, size, async (write) => {
          for (let left = size; left > 0;) {
            // A buffer of its own each time: the packer keeps it until it is written.
            const chunk = Buffer.alloc(Math.min(CHUNK, left))
            await readFully(file, chunk, size - left)
            // Shorter than it was: the rest stays zeros; the database's own log makes up for it.
            await write(chunk)
            left -= chunk.length
          }
        })
      } finally {
        await file.close()
      }
      return true
    },
    finish: async (head) => {
      const manifest: Manifest = { format: 1, ...head, entries: { ...entries } }
      await addText(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`)
      controller.finalize()
      await written
      return { bytes, sha256: whole.digest('hex'), entries: Object.keys(manifest.entries).length }
    },
    abandon: async (reason) => {
      controller.error(reason)
      await written.catch(() => {})
    },
  }
}

/** Fills the buffer from the place on, or as far as the file goes. */
async function readFully(file: FileHandle, into: Buffer, from: number): Promise<void> {
  for (let at = 0; at < into.length;) {
    const { bytesRead } = await file.read(into, at, into.length - at, from + at)
    if (bytesRead === 0) return
    at += bytesRead
  }
}

/** Why a file cannot be taken for a whole backup of ours. */
export type ArchiveFault = 'no-backup' | 'cut-off' | 'changed'
export class ArchiveError extends Error {
  readonly fault: ArchiveFault
  constructor(fault: ArchiveFault, detail: string) {
    super(detail)
    this.fault = fault
  }
}

/**
 * Unpacks a backup into a folder and checks every part against the table of contents. `allowed` says which names may be there.
 * Throws ArchiveError on a file that is no whole backup, and the file system's errors as they come.
 */
export async function unpackArchive(file: string, into: string, allowed: (name: string) => boolean): Promise<Manifest> {
  const found: Record<string, Entry> = {}
  let manifest: Manifest | null = null
  const gunzip = createGunzip()
  const source = createReadStream(file)
  const unpacked = pipeline(source, gunzip)
  unpacked.catch((error: unknown) => gunzip.destroy(error as Error))
  try {
    const entries = Readable.toWeb(gunzip).pipeThrough(createTarDecoder({ strict: true }) as never) as unknown as AsyncIterable<{
      header: { name: string; type?: string; size: number }
      body: AsyncIterable<Uint8Array>
    }>
    for await (const { header, body } of entries) {
      const name = header.name.replace(/\/$/, '')
      const type = header.type ?? 'file'
      if (!safe(name) || !(name === MANIFEST || allowed(name)) || (type !== 'file' && type !== 'directory')) {
        throw new ArchiveError('no-backup', header.name)
      }
      if (type === 'directory') {
        await mkdir(join(into, name), { recursive: true, mode: 0o700 })
        await drain(body)
        continue
      }
      if (name === MANIFEST) {
        const chunks: Uint8Array[] = []
        for await (const chunk of body) chunks.push(chunk)
        manifest = readManifest(Buffer.concat(chunks).toString('utf8'))
        continue
      }
      await mkdir(dirname(join(into, name)), { recursive: true, mode: 0o700 })
      found[name] = await writeEntry(join(into, name), body)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof ArchiveError || (code !== undefined && !code.startsWith('Z_') && !code.startsWith('ERR_'))) throw error
    throw new ArchiveError(Object.keys(found).length === 0 ? 'no-backup' : 'cut-off', (error as Error).message)
  } finally {
    source.destroy()
    gunzip.destroy()
  }
  if (manifest === null) throw new ArchiveError(Object.keys(found).length === 0 ? 'no-backup' : 'cut-off', MANIFEST)
  for (const [name, { size, sha256 }] of Object.entries(manifest.entries)) {
    if (found[name]?.size !== size || found[name].sha256 !== sha256) throw new ArchiveError('changed', name)
  }
  const uninvited = Object.keys(found).find((name) => manifest.entries[name] === undefined)
  if (uninvited !== undefined) throw new ArchiveError('changed', uninvited)
  return manifest
}

const safe = (name: string): boolean =>
  name !== '' &&
  !name.startsWith('/') &&
  !name.includes('\\') &&
  !name.includes('\0') &&
  !/^[a-z]:/i.test(name) &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of body) void _
}

async function writeEntry(path: string, body: AsyncIterable<Uint8Array>): Promise<Entry> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of body) {
      hash.update(chunk)
      size += chunk.length
      await file.writeFile(chunk)
    }
    await file.datasync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex') }
}

function readManifest(text: string): Manifest {
  try {
    const read = JSON.parse(text) as Partial<Manifest>
    if (read.format === 1 && typeof read.app === 'string' && typeof read.postgres === 'number' && typeof read.entries === 'object') {
      return { format: 1, app: read.app, schema: read.schema ?? 0, postgres: read.postgres, created: read.created ?? '', entries: read.entries }
    }
  } catch {
    // Told below.
  }
  throw new ArchiveError('no-backup', MANIFEST)
}
