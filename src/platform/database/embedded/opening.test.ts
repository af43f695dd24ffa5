// Opening a data folder for the first time, again, twice at once, and after everything was killed; on real servers.
import { spawn } from 'node:child_process'
import { chownSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { layoutOf } from './layout.ts'
import { clusterPath, executable, serverIdentity, usableProgram } from './program.ts'
import { freshFolder, openOrFail, opened, query, startApp } from './testing/folders.ts'

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !/^State:\s*Z/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '')
  } catch {
    return false
  }
}
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the first start and the next', () => {
  test('makes the folder, closed to others, with a durable server that opens no port', async () => {
    const folder = join(freshFolder(), 'data')
    const steps: string[] = []
    const office = await openOrFail(folder, { onProgress: (step) => steps.push(step) })
    expect(steps).toEqual(['creating', 'starting', 'ready'])
    expect(office.created).toBe(true)
    expect(office.state()).toBe('open')
    const [settings] = await query(
      office.connection,
      `select current_setting('fsync') fsync, current_setting('full_page_writes') pages,
      current_setting('synchronous_commit') commits, current_setting('listen_addresses') ports, current_setting('data_checksums') sums,
      pg_encoding_to_char(encoding) encoding, current_setting('max_connections')::int < 100 few from pg_database where datname = current_database()`,
    )
    expect(settings).toEqual({ fsync: 'on', pages: 'on', commits: 'on', ports: '', sums: 'on', encoding: 'UTF8', few: true })
    const layout = layoutOf(folder)
    expect([layout.pg, layout.socket, layout.files, layout.backups].map(mode)).toEqual(['700', '700', '700', '700'])
    expect(mode(layout.folder)).toBe(process.geteuid?.() === 0 ? '710' : '700')
    expect(mode(layout.password)).toBe('600')
    if (existsSync('/proc/self')) expect(statSync(`/proc/${office.serverPid()}`).uid).not.toBe(0)
    const server = office.serverPid()
    await office.stop()
    expect(office.state()).toBe('closed')
    expect(office.serverPid()).toBe(0)
    expect(alive(server)).toBe(false)

    const before = performance.now()
    const again = await openOrFail(folder)
    expect(performance.now() - before).toBeLessThan(2000)
    expect(again.created).toBe(false)
    await again.stop()
  })

  test('takes Cyrillic letters for letters and sorts them by a named collation', async () => {
    const office = await openOrFail(join(freshFolder(), 'data'))
    await query(office.connection, 'create extension pg_trgm')
    const [found] = await query(
      office.connection,
      `select similarity('Троян', 'Троянн') > 0.5 alike, upper('ъгъл') upper,
      (select string_agg(x, '' order by x collate "bg-BG-x-icu") from unnest(array['б','А','а','Б','a']) x) sorted`,
    )
    expect(found).toEqual({ alike: true, upper: 'ЪГЪЛ', sorted: 'аАбБa' })
    await office.stop()
  })

  test('refuses a login without the password that only the app can read', async () => {
    const office = await openOrFail(join(freshFolder(), 'data'))
    await expect(query({ ...office.connection, password: 'guessed' }, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await office.stop()
  })

  test('works in a folder whose path is too long for a socket, and with odd letters in it', async () => {
    const folder = join(freshFolder(), `Община „Троян“, отдел 'международен' ${'x'.repeat(60)}`)
    const office = await openOrFail(folder)
    expect(await query(office.connection, 'select 1 one')).toEqual([{ one: 1 }])
    expect(Buffer.byteLength(office.connection.host)).toBeLessThan(90)
    await office.stop()
    expect(existsSync(office.connection.host)).toBe(false)
  })

  test('finds a lost password file again by setting a new password', async () => {
    const folder = join(freshFolder(), 'data')
    const first = await openOrFail(folder)
    await first.stop()
    writeFileSync(layoutOf(folder).password, '')
    const office = await openOrFail(folder)
    expect(office.connection.password).not.toBe(first.connection.password)
    expect(await query(office.connection, 'select 1 one')).toEqual([{ one: 1 }])
    await office.stop()
  })
})

describe('two apps on one folder', () => {
  test('of two starts in the same instant one opens, the other is refused and told the process', async () => {
    const folder = join(freshFolder(), 'data')
    const apps = [startApp('hold', folder), startApp('hold', folder)]
    const lines = await Promise.all(apps.map((app) => app.next(() => true)))
    const winner = lines.find((line) => line.opened !== undefined)
    const loser = lines.find((line) => line.refused !== undefined)
    expect(loser?.refused).toBe('database-folder-in-use')
    const third = await opened(folder)
    expect(third.ok ? '' : third.refusal.code).toBe('database-folder-in-use')
    expect(third.ok ? '' : third.refusal.message).toContain(`процес ${String(winner?.opened)} `)
  })

  test('is refused within one process as well, and opens once the first has closed', async () => {
    const folder = join(freshFolder(), 'data')
    const first = await openOrFail(folder)
    const second = await opened(folder)
    expect(second.ok ? '' : second.refusal.code).toBe('database-folder-in-use')
    expect(await query(first.connection, 'select 1 one')).toEqual([{ one: 1 }])
    await first.stop()
    await (await openOrFail(folder)).stop()
  })

  test('is not fooled by a note naming a living process', async () => {
    const folder = join(freshFolder(), 'data')
    mkdirSync(join(folder, 'run'), { recursive: true })
    writeFileSync(join(folder, 'run', 'app.json'), JSON.stringify({ pid: process.ppid, since: '2026-11-23T07:00:00Z', host: 'x' }))
    writeFileSync(join(folder, 'lock'), '')
    const office = await openOrFail(folder)
    expect(office.state()).toBe('open')
    await office.stop()
  })
})

describe('after a kill', () => {
  test('of the app amid writing, every confirmed row is there', async () => {
    const folder = join(freshFolder(), 'data')
    const app = startApp('write', folder)
    await app.next((line) => Number(line.kept) >= 400)
    app.process.kill('SIGKILL')
    await app.ended
    const office = await openOrFail(folder)
    const there = new Set((await query<{ number: number }>(office.connection, 'select number from promise')).map((row) => row.number))
    const confirmed = app.lines.flatMap((line) => (typeof line.kept === 'number' ? [line.kept] : []))
    expect(Math.max(...confirmed)).toBeGreaterThanOrEqual(400)
    expect(confirmed.filter((number) => !there.has(number))).toEqual([])
    await office.stop()
  })

  test('of app and server together, every confirmed row is there', async () => {
    const folder = join(freshFolder(), 'data')
    const app = startApp('write', folder)
    await app.next((line) => Number(line.kept) >= 400)
    const server = Number.parseInt(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8'), 10)
    process.kill(server, 'SIGKILL')
    app.process.kill('SIGKILL')
    await app.ended
    const office = await openOrFail(folder)
    const there = new Set((await query<{ number: number }>(office.connection, 'select number from promise')).map((row) => row.number))
    expect(app.lines.filter((line) => typeof line.kept === 'number' && !there.has(line.kept))).toEqual([])
    await office.stop()
  })

  test('the server of the killed app, still alive, is stopped and replaced', async () => {
    const folder = join(freshFolder(), 'data')
    const first = await openOrFail(folder)
    await query(first.connection, 'create table kept (a int)')
    await first.stop()
    const layout = layoutOf(folder)
    const identity = serverIdentity(layout)
    const program = usableProgram(layout, identity)
    if (!program.ok) throw new Error(program.refusal.message)
    // Without the kernel's leash, as where there is no setpriv.
    const orphan = spawn(
      executable(program.value, 'postgres'),
      ['-D', clusterPath(layout.pg, identity), '-c', 'listen_addresses=', '-c', 'unix_socket_directories=../run/socket'],
      { cwd: layout.pg, stdio: 'ignore', detached: true, ...identity },
    )
    for (
      let waited = 0;
      waited < 200 && !/ready/.test(existsSync(join(layout.pg, 'postmaster.pid')) ? readFileSync(join(layout.pg, 'postmaster.pid'), 'utf8') : '');
      waited += 1
    )
      await pause(20)
    expect(alive(orphan.pid ?? 0)).toBe(true)
    const steps: string[] = []
    const office = await openOrFail(folder, { onProgress: (step) => steps.push(step) })
    expect(steps).toEqual(['taking-over', 'starting', 'ready'])
    expect(alive(orphan.pid ?? 0)).toBe(false)
    expect(await query(office.connection, 'select count(*)::int n from kept')).toEqual([{ n: 0 }])
    await office.stop()
  })

  test("a stranger who got the old server's process number is left alone", async () => {
    const folder = join(freshFolder(), 'data')
    await (await openOrFail(folder)).stop()
    const layout = layoutOf(folder)
    const identity = serverIdentity(layout)
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...identity })
    const note = join(layout.pg, 'postmaster.pid')
    writeFileSync(note, `${stranger.pid}\n${layout.pg}\n1795458938\n5432\n\n\n  1 1\nready\n`)
    if (identity !== null) chownSync(note, identity.uid, identity.gid)
    const office = await openOrFail(folder)
    expect(alive(stranger.pid ?? 0)).toBe(true)
    stranger.kill()
    await office.stop()
  })

  test('of the server alone, it comes back by itself and the app goes on', async () => {
    const folder = join(freshFolder(), 'data')
    const office = await openOrFail(folder)
    await query(office.connection, 'create table kept (a int)')
    const before = office.serverPid()
    process.kill(before, 'SIGKILL')
    for (let waited = 0; waited < 500 && (office.state() !== 'open' || office.serverPid() === before); waited += 1) await pause(20)
    expect(office.state()).toBe('open')
    expect(office.serverPid()).not.toBe(before)
    expect(await query(office.connection, 'select count(*)::int n from kept')).toEqual([{ n: 0 }])
    await office.stop()
  })

  test('of the server, and closing in the middle of its return, leaves nothing running', async () => {
    const folder = join(freshFolder(), 'data')
    for (const wait of [0, 30, 60, 90]) {
      const office = await openOrFail(folder)
      process.kill(office.serverPid(), 'SIGKILL')
      await pause(wait)
      await office.stop()
      const note = join(folder, 'pg', 'postmaster.pid')
      const left = existsSync(note) ? Number.parseInt(readFileSync(note, 'utf8'), 10) : 0
      expect(left === 0 || !alive(left)).toBe(true)
      expect(existsSync(join(folder, 'run', 'server.json'))).toBe(false)
    }
  })

  test.runIf(process.geteuid?.() === 0)("a folder of an ordinary user, opened by root for once, stays that user's", async () => {
    const folder = join(freshFolder(), 'data')
    await (await openOrFail(folder)).stop()
    for (const part of [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))]) lchownSync(part, 1000, 1000)
    const office = await openOrFail(folder)
    if (existsSync('/proc/self')) expect(statSync(`/proc/${office.serverPid()}`).uid).toBe(1000)
    office.migrated(1)
    await office.stop()
    const owners = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => [name, lstatSync(join(folder, name)).uid])
    expect(owners.filter(([, uid]) => uid !== 1000)).toEqual([])
    expect(mode(folder)).toBe('700')
  })

  test.runIf(process.platform === 'linux')('no server outlives its app', async () => {
    const folder = join(freshFolder(), 'data')
    const app = startApp('hold', folder)
    const { server } = await app.next((line) => line.opened !== undefined)
    app.process.kill('SIGKILL')
    await app.ended
    for (let waited = 0; waited < 250 && alive(Number(server)); waited += 1) await pause(20)
    expect(alive(Number(server))).toBe(false)
  })
})
