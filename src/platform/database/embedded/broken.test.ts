// Folders that are not to be opened: newer, broken, unreachable. Each is refused by name, unchanged, with the way back.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshFolder, opened, openOrFail, query } from './testing/folders.ts'

const refusal = async (folder: string, differently = {}): Promise<{ code: string; message: string }> => {
  const answer = await opened(folder, differently)
  if (answer.ok) await answer.value.stop()
  return answer.ok ? { code: 'opened', message: '' } : answer.refusal
}

let folder = ''
beforeAll(async () => {
  folder = join(freshFolder(), 'data')
  const office = await openOrFail(folder)
  await query(office.connection, 'create table kept (a int)')
  office.migrated(7)
  await office.stop()
})

/** Renames a part away for the while. */
async function without(part: string, look: () => Promise<void>): Promise<void> {
  const path = join(folder, part)
  renameSync(path, `${path}-away`)
  try {
    await look()
  } finally {
    rmSync(path, { recursive: true, force: true })
    renameSync(`${path}-away`, path)
  }
}

/** Replaces a file's content for the while. */
async function saying(part: string, text: string, look: () => Promise<void>): Promise<void> {
  const path = join(folder, part)
  const before = readFileSync(path)
  writeFileSync(path, text)
  try {
    await look()
  } finally {
    writeFileSync(path, before)
  }
}

describe('a folder of another version', () => {
  const versionFile = (app: string, schema: number): string => JSON.stringify({ app, schema, postgres: 18, since: '' })
  test.each([
    ['database-newer-postgres', 'pg/PG_VERSION', '19\n', 'PostgreSQL 19'],
    ['database-older-postgres', 'pg/PG_VERSION', '17\n', 'PostgreSQL 17'],
    ['database-newer-app', 'version.json', versionFile('1.0.1', 7), '1.0.1'],
    ['database-newer-app', 'version.json', versionFile('1.10.0', 7), '1.10.0'],
    ['database-newer-schema', 'version.json', versionFile('1.0.0', 8), 'стъпка 8'],
  ])('%s: %s', async (code, part, text, said) => {
    await saying(part, text, async () => {
      const { code: got, message } = await refusal(folder, { schemaVersion: 7 })
      expect(got).toBe(code)
      expect(message).toContain(said)
      expect(readFileSync(join(folder, part), 'utf8')).toBe(text)
    })
  })

  test('of this and of an older version it opens, and is marked as ours only after migrating', async () => {
    await saying('version.json', versionFile('0.9.9', 6), async () => {
      const office = await openOrFail(folder, { schemaVersion: 7 })
      expect(JSON.parse(readFileSync(join(folder, 'version.json'), 'utf8'))).toMatchObject({ app: '0.9.9', schema: 6 })
      office.migrated(7)
      expect(JSON.parse(readFileSync(join(folder, 'version.json'), 'utf8'))).toMatchObject({ app: '1.0.0', schema: 7, postgres: 18 })
      await office.stop()
    })
  })
})

describe('a broken or missing share', () => {
  test.each([
    'pg/PG_VERSION',
    'pg/global',
    'pg/global/pg_control',
    'pg/base',
    'pg/pg_wal',
    'pg/pg_xact',
    'pg/postgresql.conf',
    'pg/pg_hba.conf',
    'pg/pg_multixact',
  ])('without %s: named, with the way back', async (part) => {
    await without(part, async () => {
      const { code, message } = await refusal(folder)
      expect(code).toBe('database-broken')
      expect(message).toContain(join(folder, part))
      expect(message).toContain('npm run -s pobratim -- restore')
      expect(existsSync(join(folder, part))).toBe(false)
    })
  })

  test('without the cluster no empty office is begun', async () => {
    await without('pg', async () => {
      const { code, message } = await refusal(folder)
      expect(code).toBe('database-gone')
      expect(message).toContain(join(folder, 'pg'))
      expect(existsSync(join(folder, 'pg'))).toBe(false)
    })
  })

  test('the newest backup is named in the command', async () => {
    const backups = join(folder, 'backups')
    for (const day of ['01', '09', '03']) writeFileSync(join(backups, `pobratim-2026-11-${day}-0800.tar.gz`), '')
    await without('pg/base', async () => {
      expect((await refusal(folder)).message).toContain(`restore "${join(backups, 'pobratim-2026-11-09-0800.tar.gz')}"`)
    })
    for (const name of readdirSync(backups)) rmSync(join(backups, name))
  })

  test("without the office's own database", async () => {
    const base = join(folder, 'pg', 'base')
    const own = readdirSync(base)
      .map(Number)
      .filter((name) => name > 16000)
      .sort((a, b) => b - a)[0]
    await without(`pg/base/${own}`, async () => {
      const { code, message } = await refusal(folder)
      expect(code).toBe('database-broken')
      expect(message).toContain('base')
    })
  })

  test('without the pieces of the log of changes', async () => {
    const wal = join(folder, 'pg', 'pg_wal')
    const pieces = readdirSync(wal).filter((name) => /^[0-9A-F]{24}$/.test(name))
    for (const piece of pieces) renameSync(join(wal, piece), join(folder, 'pg', piece))
    const { code, message } = await refusal(folder)
    for (const piece of pieces) renameSync(join(folder, 'pg', piece), join(wal, piece))
    expect(code).toBe('database-broken')
    expect(message).toContain('checkpoint')
    expect(message).toContain('npm run -s pobratim -- restore')
  })

  test('with an emptied control file', async () => {
    const path = join(folder, 'pg/global/pg_control')
    const before = readFileSync(path)
    truncateSync(path)
    const { code } = await refusal(folder)
    writeFileSync(path, before)
    expect(code).toBe('database-broken')
  })

  test('with a control file that the server may not read', async () => {
    const path = join(folder, 'pg/global/pg_control')
    chmodSync(path, 0)
    const { code, message } = await refusal(folder)
    chmodSync(path, 0o600)
    expect(code).toBe('database-not-readable')
    expect(message).toContain('pg_control')
  })

  test('lost empty folders, loose permissions and a copy by another user are mended', async () => {
    for (const part of ['pg_notify', 'pg_tblspc', 'pg_stat_tmp', 'pg_replslot', 'pg_logical/snapshots'])
      rmSync(join(folder, 'pg', part), { recursive: true, force: true })
    chmodSync(join(folder, 'pg'), 0o755)
    if (process.geteuid?.() === 0) spawnSync('chown', ['-R', '0:0', join(folder, 'pg')])
    const office = await openOrFail(folder)
    expect(await query(office.connection, 'select count(*)::int n from kept')).toEqual([{ n: 0 }])
    await office.stop()
    expect(statSync(join(folder, 'pg')).mode & 0o777).toBe(0o700)
  })

  test('a first start that was cut short leaves nothing in the way', async () => {
    const cut = join(freshFolder(), 'data')
    mkdirSync(join(cut, 'pg-unfinished', 'base'), { recursive: true })
    writeFileSync(join(cut, 'pg-unfinished', 'PG_VERSION'), '18')
    const office = await openOrFail(cut)
    expect(office.created).toBe(true)
    await office.stop()
  })
})

describe('a folder that cannot be used', () => {
  test('a file in its place', async () => {
    const file = join(freshFolder(), 'data')
    writeFileSync(file, 'x')
    const { code, message } = await refusal(file)
    expect(code).toBe('database-folder-is-file')
    expect(message).toContain(file)
    expect((await refusal(join(file, 'below'))).code).toBe('database-folder-is-file')
  })

  test('a place where we may not write', async () => {
    const place = freshFolder()
    chmodSync(place, 0o555)
    // As root everything is allowed: for the while we are nobody.
    const root = process.geteuid?.() === 0
    if (root) process.seteuid?.(65534)
    try {
      const { code, message } = await refusal(join(place, 'data'))
      expect(code).toBe('database-folder-no-permission')
      expect(message).toContain(join(place, 'data'))
    } finally {
      if (root) process.seteuid?.(0)
      chmodSync(place, 0o755)
    }
  })

  test.runIf(process.platform === 'linux')('a place that takes no folders at all', async () => {
    expect((await refusal('/proc/pobratim')).code).toBe('database-folder-no-permission')
  })
})
