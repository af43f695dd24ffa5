// A backup made while people write, brought back somewhere else and over a broken office; and files that are no backup.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { beforeAll, describe, expect, test } from 'vitest'
import pg from 'pg'
import { diskStore } from '../../files/files.ts'
import { freshFolder, NOW, openOrFail, opened, query, silent } from '../embedded/testing/folders.ts'
import { layoutOf } from '../embedded/layout.ts'
import { backup, backupFolder, type BackupFile } from './backup.ts'
import { type Manifest, writeArchive } from './archive.ts'
import { restore } from './restore.ts'

const restored = (file: string, folder: string, appVersion = '1.0.0') => restore({ file, folder, appVersion, now: NOW, schemaVersion: 3 })

let folder = ''
let file: BackupFile
/** Rows confirmed before the backup began, and all confirmed by its end. */
let before = 0
let byTheEnd = 0

beforeAll(async () => {
  folder = join(freshFolder(), 'data')
  const office = await openOrFail(folder)
  office.migrated(3)
  await query(office.connection, 'create table promise (number int primary key, note text)')
  writeFileSync(join(folder, 'files', 'договор.pdf'), 'подписан')
  mkdirSync(join(folder, 'files', '2026'))
  writeFileSync(join(folder, 'files', '2026', 'empty'), '')
  mkdirSync(join(folder, 'files', 'incoming'))
  writeFileSync(join(folder, 'files', 'incoming', 'half'), 'наполо')
  const brought = await diskStore(join(folder, 'files')).take(Readable.from([Buffer.from('решение')]), 100)
  if (brought.ok) await brought.value.keep()
  const writer = new pg.Client({ ...office.connection })
  writer.on('error', () => {})
  await writer.connect()
  let confirmed = 0
  let writing = true
  const written = (async () => {
    while (writing) {
      await writer.query('insert into promise select $1::int, repeat(md5($1::int::text), 40)', [confirmed + 1])
      confirmed += 1
      // More log of changes than the server would keep by itself.
      if (confirmed % 50 === 0) await writer.query("select pg_logical_emit_message(true, 'x', repeat('x', 3000000))")
      if (confirmed % 100 === 0) await writer.query('checkpoint')
    }
  })()
  while (confirmed < 300) await Promise.race([written, new Promise((done) => setTimeout(done, 5))])
  before = confirmed
  const made = await backup({ folder, connection: office.connection, appVersion: '1.0.0', now: NOW })
  byTheEnd = confirmed
  writing = false
  await written
  await writer.end()
  if (!made.ok) throw new Error(made.refusal.message)
  file = made.value
  await office.stop()
})

describe('a backup', () => {
  test('lies in the folder, closed to others, named by the minute, with its fingerprint', () => {
    expect(file.path).toBe(join(folder, 'backups', `pobratim-2026-11-23-${String(NOW.getHours()).padStart(2, '0')}00.tar.gz`))
    expect(statSync(file.path).mode & 0o777).toBe(0o600)
    const sum = createHash('sha256').update(readFileSync(file.path)).digest('hex')
    expect(file.sha256).toBe(sum)
    expect(readFileSync(`${file.path}.sha256`, 'utf8')).toBe(`${sum}  ${file.path.split('/').at(-1)}\n`)
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2)
  })

  test('is a plain tar of the parts, without the password, and lists them', async () => {
    const entries = await unpackTar(gunzipSync(readFileSync(file.path)))
    const names = entries.map(({ header }) => header.name)
    expect(names.filter((name) => /password|postmaster|secret|ballast/.test(name))).toEqual([])
    const manifest = JSON.parse(Buffer.from(entries.find(({ header }) => header.name === 'manifest.json')?.data ?? []).toString('utf8')) as Manifest
    expect({ ...manifest, entries: Object.keys(manifest.entries).length }).toEqual({
      format: 1,
      app: '1.0.0',
      schema: 3,
      postgres: 18,
      created: NOW.toISOString(),
      entries: entries.filter(({ header }) => header.type === 'file').length - 1,
    })
    expect(manifest.entries['files/договор.pdf']?.size).toBe(Buffer.byteLength('подписан'))
    // What is just being brought belongs to nobody yet.
    expect(names.filter((name) => name.includes('incoming'))).toEqual([])
  })

  test('is brought back elsewhere with every row confirmed before it began, and the files', async () => {
    const elsewhere = join(freshFolder(), 'data')
    expect(await restored(file.path, elsewhere)).toEqual({
      ok: true,
      value: { folder: layoutOf(elsewhere).folder, aside: null, created: NOW.toISOString(), app: '1.0.0' },
    })
    const office = await openOrFail(elsewhere, { schemaVersion: 3 })
    const rows = await query<{ number: number }>(office.connection, 'select number from promise order by number')
    expect(rows.length).toBeGreaterThanOrEqual(before)
    expect(byTheEnd).toBeGreaterThan(before)
    expect(rows.map((row) => row.number)).toEqual(rows.map((_, at) => at + 1))
    await query(office.connection, "insert into promise values (-1, 'нов ред')")
    expect(readFileSync(join(elsewhere, 'files', 'договор.pdf'), 'utf8')).toBe('подписан')
    expect(readFileSync(join(elsewhere, 'files', '2026', 'empty'), 'utf8')).toBe('')
    const store = diskStore(join(elsewhere, 'files'))
    expect(await store.size(createHash('sha256').update('решение').digest('hex'))).toBe(Buffer.byteLength('решение'))
    await office.stop()
  })

  test('is made of a folder no app has open, and numbered within the minute; a running office is backed up beside its app', async () => {
    const closed = await backupFolder({ folder, appVersion: '1.0.0', now: NOW, log: silent })
    expect(closed.ok ? closed.value.path : closed.refusal).toBe(file.path.replace('.tar.gz', '-2.tar.gz'))
    const office = await openOrFail(folder)
    const to = freshFolder()
    const beside = await backupFolder({ folder, appVersion: '1.0.0', now: NOW, log: silent, to: join(to, 'new', 'mine.tar.gz') })
    expect(beside.ok ? beside.value.path : beside.refusal).toBe(join(to, 'new', 'mine.tar.gz'))
    expect(office.state()).toBe('open')
    await office.stop()
  })

  test('of nothing, or to where it cannot be written, is refused and leaves nothing behind', async () => {
    const empty = await backupFolder({ folder: join(freshFolder(), 'data'), appVersion: '1.0.0', now: NOW, log: silent })
    expect(empty.ok ? '' : empty.refusal.code).toBe('backup-nothing')
    const place = freshFolder()
    writeFileSync(join(place, 'file'), '')
    const blocked = await backupFolder({ folder, appVersion: '1.0.0', now: NOW, log: silent, to: join(place, 'file', 'below') })
    expect(blocked.ok ? '' : blocked.refusal.code).toBe('backup-not-writable')
    expect(readdirSync(place)).toEqual(['file'])
  })
})

describe('restoring', () => {
  test('over a broken office keeps what was there aside', async () => {
    const broken = join(freshFolder(), 'data')
    await (await openOrFail(broken)).stop()
    writeFileSync(join(broken, 'files', 'old'), 'kept')
    rmSync(join(broken, 'pg', 'base'), { recursive: true })
    const refused = await opened(broken)
    expect(refused.ok ? '' : refused.refusal.code).toBe('database-broken')
    const answer = await restored(file.path, broken)
    if (!answer.ok) throw new Error(answer.refusal.message)
    expect(answer.value.aside).toBe(join(layoutOf(broken).folder, 'set-aside-2026-11-23-08-00'))
    expect(readdirSync(answer.value.aside ?? '').sort()).toEqual(['files', 'password', 'pg', 'version.json'])
    expect(readFileSync(join(answer.value.aside ?? '', 'files', 'old'), 'utf8')).toBe('kept')
    const office = await openOrFail(broken)
    expect((await query(office.connection, 'select 1 from promise limit 1')).length).toBe(1)
    await office.stop()
  })

  test.each([
    ['a missing file', 'restore-no-file', (path: string) => rmSync(path)],
    ['something else', 'restore-no-backup', (path: string) => writeFileSync(path, 'Троян'.repeat(1000))],
    ['a foreign archive', 'restore-no-backup', (path: string) => writeFileSync(path, gzipSync(Buffer.alloc(10_240)))],
    ['a cut-off file', 'restore-cut-off', (path: string) => truncateSync(path, Math.floor(statSync(path).size * 0.7))],
    [
      'a changed file',
      'restore-changed',
      (path: string) => writeFileSync(path, gzipSync(swap(gunzipSync(readFileSync(path)), 'подписан', 'отменени'), { level: 1 })),
    ],
  ])('%s is refused and changes nothing', async (_name, code, spoil) => {
    const place = freshFolder()
    const spoilt = join(place, 'x.tar.gz')
    writeFileSync(spoilt, readFileSync(file.path))
    spoil(spoilt)
    const target = join(place, 'data')
    const answer = await restored(spoilt, target)
    expect(answer.ok ? '' : answer.refusal.code).toBe(code)
    expect(existsSync(join(target, 'pg'))).toBe(false)
    expect(existsSync(join(target, 'restoring'))).toBe(false)
  })

  test('from a newer version, or into an office that is open, is refused', async () => {
    const newer = await restored(file.path, join(freshFolder(), 'data'), '0.9.0')
    expect(newer.ok ? '' : newer.refusal.code).toBe('restore-other-version')
    const office = await openOrFail(folder)
    const busy = await restored(file.path, folder)
    expect(busy.ok ? '' : busy.refusal.code).toBe('database-folder-in-use')
    await office.stop()
  })

  test('an archive that wants to write outside the folder is refused', async () => {
    const place = freshFolder()
    for (const name of ['../outside', 'pg/../../outside', '/tmp/pobratim-outside', 'pg/a\\..\\b', 'other/x', 'password']) {
      const path = join(place, 'evil.tar.gz')
      rmSync(path, { force: true })
      const archive = writeArchive(path)
      await archive.addText(name, 'x')
      await archive.finish({ app: '1.0.0', schema: 0, postgres: 18, created: '' })
      const answer = await restored(path, join(place, 'data'))
      expect([name, answer.ok ? '' : answer.refusal.code]).toEqual([name, 'restore-no-backup'])
    }
    expect(readdirSync(place).sort()).toEqual(['data', 'evil.tar.gz'])
  })
})

function swap(bytes: Buffer, from: string, to: string): Buffer {
  const at = bytes.indexOf(from)
  Buffer.from(to).copy(bytes, at)
  return bytes
}
