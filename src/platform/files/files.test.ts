// The store of files: once by content, whole or not at all, closed to others, refused in words when the disk is full, and part of a backup.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { diskStore, type FileStore, type Taken } from './files.ts'

const root = mkdtempSync(join(tmpdir(), 'pobratim-store-'))
const undo: (() => void)[] = []
afterAll(() => {
  for (const step of undo) step()
  rmSync(root, { recursive: true, force: true })
})
let folder: string
let files: FileStore
let count = 0
beforeEach(() => {
  folder = join(root, String((count += 1)))
  files = diskStore(folder)
})

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
async function* chunks(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}
async function taken(...parts: string[]): Promise<Taken> {
  const answer = await files.take(chunks(...parts), 1000)
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.value
}
const kept = async (...parts: string[]): Promise<string> => {
  const one = await taken(...parts)
  await one.keep()
  return one.hash
}
const textOf = async (name: string, range?: { from: number; to: number }): Promise<string | null> => {
  const opened = await files.open(name, range)
  if (opened === null) return null
  return Buffer.concat(await Readable.from(opened.content).toArray()).toString()
}
const names = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

test('bytes lie under their hash, in folders of its first letters, closed to others; the same bytes once', async () => {
  const hash = await kept('дого', 'вор')
  expect(hash).toBe(hashOf('договор'))
  const path = join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  expect([statSync(path).mode & 0o777, statSync(join(folder, hash.slice(0, 2))).mode & 0o777]).toEqual([0o600, 0o700])
  await kept('договор')
  expect(names()).toEqual(['incoming', hash.slice(0, 2), `${hash.slice(0, 2)}/${hash.slice(2, 4)}`, `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`].sort())
  expect([await textOf(hash), await textOf(hash, { from: 4, to: 7 }), await textOf(hashOf('друго'))]).toEqual(['договор', 'го', null])
})

test('nothing stands in the store before it is kept; what is dropped, too large or breaks off leaves nothing', async () => {
  const one = await taken('а')
  expect(await files.size(one.hash)).toBe(null)
  await one.drop()
  expect(await files.take(chunks('a'.repeat(600), 'b'.repeat(600)), 1000)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('начало')
    throw new Error('the line went dead')
  }
  await expect(files.take(broken(), 1000)).rejects.toThrow('the line went dead')
  expect(names()).toEqual(['incoming'])
})

test('what is made from a file lies beside it and goes with it; what another began and never ended is forgotten', async () => {
  const hash = await kept('снимка')
  await files.lay(`${hash}.thumb.webp`, Buffer.from('малка'))
  const listed = []
  for await (const { name, bytes } of files.list()) listed.push([name, bytes])
  expect(listed).toEqual([
    [hash, Buffer.byteLength('снимка')],
    [`${hash}.thumb.webp`, Buffer.byteLength('малка')],
  ])
  await files.remove(hash)
  expect([await files.size(hash), await files.size(`${hash}.thumb.webp`)]).toEqual([null, null])
  await taken('наполовина')
  await files.forgetUnfinished(new Date(0))
  expect(readdirSync(join(folder, 'incoming'))).toHaveLength(1)
  await files.forgetUnfinished(new Date('2999-01-01'))
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

test('no name leads out of the folder', async () => {
  for (const name of ['../secret', '', 'a'.repeat(64) + '/../../x', hashOf('x').toUpperCase(), `${hashOf('x')}.thumb.webp/..`])
    await expect(files.size(name)).rejects.toThrow('no name of a kept file')
})

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)('a disk with hardly any room refuses in words and keeps nothing', async () => {
  const small = join(root, 'small')
  mkdirSync(small)
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', small]).status).toBe(0)
  undo.push(() => spawnSync('umount', ['-l', small]))
  const store = diskStore(join(small, 'files'))
  const answer = await store.take(chunks('а'), 1000)
  expect(answer).toEqual({
    ok: false,
    refusal: {
      code: 'disk-full',
      message: 'Дискът на сървъра е почти пълен и файлът не е записан. Освободете място, например от стари резервни копия, и опитайте отново.',
      field: 'file',
    },
  })
  expect(readdirSync(join(small, 'files/incoming'))).toEqual([])
})
