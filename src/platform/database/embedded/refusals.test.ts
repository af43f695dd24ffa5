// Errors as PostgreSQL and the network really raise them, and what becomes of them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join } from 'node:path'
import pg from 'pg'
import type { OpenFolder } from './opening.ts'
import { layoutOf } from './layout.ts'
import { explainDatabaseError, explainStart } from './refusals.ts'
import { freshFolder, openOrFail, query } from './testing/folders.ts'

let office: OpenFolder
beforeAll(async () => {
  office = await openOrFail(join(freshFolder(), 'data'))
  await query(office.connection, 'create table kept (a int primary key)')
})
afterAll(() => office.stop())

const explained = async (work: () => Promise<unknown>): Promise<string | null> => {
  try {
    await work()
    return 'nothing was raised'
  } catch (error) {
    return explainDatabaseError(error)?.code ?? null
  }
}

describe('raised by the real server', () => {
  test('reading only', async () => {
    expect(await explained(() => query(office.connection, 'begin read only; insert into kept values (1)'))).toBe('database-disk-full')
  })
  test('a wrong password', async () => {
    expect(await explained(() => query({ ...office.connection, password: 'x' }, 'select 1'))).toBe('database-wrong-password')
  })
  test('a socket that is not there', async () => {
    expect(await explained(() => query({ ...office.connection, host: join(office.folder, 'nowhere') }, 'select 1'))).toBe('database-unreachable')
  })
  test('a port that nobody answers', async () => {
    expect(await explained(() => query({ ...office.connection, host: '127.0.0.1', port: 1 }, 'select 1'))).toBe('database-unreachable')
  })
  test('a query that took too long', async () => {
    expect(await explained(() => query(office.connection, 'set statement_timeout = 20; select pg_sleep(5)'))).toBe('database-too-slow')
  })
  test('a session ended by the server', async () => {
    expect(await explained(() => query(office.connection, 'select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)'))).toBe('database-unreachable')
  })
  test('too many at once', async () => {
    const clients = Array.from({ length: 61 }, () => new pg.Client({ ...office.connection }))
    for (const client of clients) client.on('error', () => {})
    const answers = await Promise.all(clients.map((client) => explained(() => client.connect())))
    expect(new Set(answers)).toEqual(new Set(['nothing was raised', 'database-too-many-connections']))
    await Promise.all(clients.map((client) => client.end().catch(() => {})))
  })
  test('two who lock the same', async () => {
    expect(
      await explained(async () => {
        const holder = new pg.Client({ ...office.connection })
        await holder.connect()
        await holder.query('begin; lock table kept')
        try {
          await query(office.connection, 'set lock_timeout = 20; select * from kept')
        } finally {
          await holder.end()
        }
      }),
    ).toBe('database-busy')
  })
  test("a broken rule of the schema is its feature's to explain", async () => {
    expect(await explained(() => query(office.connection, 'insert into kept values (5), (5)'))).toBe(null)
  })
  test('a mistake in our own query is a bug', async () => {
    expect(await explained(() => query(office.connection, 'select nothing from nowhere'))).toBe(null)
  })
})

describe('by table', () => {
  const coded = (code: string, message = ''): Error => Object.assign(new Error(message), { code })
  test.each([
    ['53100', 'database-disk-full'],
    ['53200', 'database-out-of-memory'],
    ['53300', 'database-too-many-connections'],
    ['57P03', 'database-starting'],
    ['57P01', 'database-unreachable'],
    ['57P02', 'database-unreachable'],
    ['08006', 'database-unreachable'],
    ['40P01', 'database-busy'],
    ['40001', 'database-busy'],
    ['58030', 'database-disk-trouble'],
    ['XX001', 'database-damaged'],
    ['58P01', 'database-damaged'],
  ])('%s is %s, wrapped as well', (code, refusal) => {
    expect(explainDatabaseError(coded(code))?.code).toBe(refusal)
    expect(explainDatabaseError(new Error('Failed query', { cause: coded(code) }))?.code).toBe(refusal)
  })
  test("a missing file elsewhere, a plain error, and no error at all are not the database's", () => {
    expect(explainDatabaseError(Object.assign(coded('ENOENT'), { syscall: 'open' }))).toBe(null)
    expect(explainDatabaseError(new Error('x'))).toBe(null)
    expect(explainDatabaseError('57P01')).toBe(null)
  })
})

describe('why the server did not start', () => {
  const layout = layoutOf(join(freshFolder(), 'data'))
  test('a user without a name is not taken for a broken database', () => {
    const { refusal } = explainStart(layout, 'initdb: could not look up effective user ID 1001: user does not exist')
    expect(refusal.code).toBe('database-nameless-user')
    expect(refusal.message).toContain('pobratim:x:1001:1001:')
  })
  test('a part that is missing is', () => {
    expect(explainStart(layout, 'FATAL:  could not open file "global/pg_control": No such file or directory').refusal.code).toBe('database-broken')
  })
})
