// A statement a connection remembers sees the office of the moment and no other, whoever asked it first.
import { sql } from 'drizzle-orm'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { openDoor } from './door.ts'
import { RememberingClient } from './prepared.ts'

let office: TestOffice
let pool: Pool
beforeAll(async () => {
  office = await openOffice()
  const { rows } = await office.pool.query<{ name: string }>('select current_database() as name')
  // One connection: every question meets what the earlier ones left behind.
  pool = new Pool({ ...inject('server'), database: rows[0]!.name, max: 1, Client: RememberingClient })
  pool.on('error', () => {})
})
afterAll(async () => {
  await pool.end()
  await office.close()
})

/** As drizzle asks: a config, then the values. */
const ask = (text: string, value: unknown) => pool.query({ text }, [value])
const remembered = async (): Promise<string[]> =>
  (await pool.query<{ statement: string }>('select statement from pg_prepared_statements')).rows.map(({ statement }) => statement)

test('asked by two offices and the owner in turns, each sees its own', async () => {
  const other = await office.openAnother('Община Другаде')
  const door = openDoor(pool)
  const seen = (id: string) => door.inOffice(id, async (tx) => (await tx.execute<{ id: string }>(sql`select id from office where version >= ${1}`)).rows)
  const all = () => door.asSystem(async (tx) => (await tx.execute<{ id: string }>(sql`select id from office where version >= ${1}`)).rows.length)
  for (let round = 0; round < 8; round += 1) {
    expect(await seen(office.officeId)).toEqual([{ id: office.officeId }])
    expect(await seen(other.officeId)).toEqual([{ id: other.officeId }])
    expect(await all()).toBe(2)
  }
  expect(await remembered()).toContain('select id from office where version >= $1')
})

test('what changes data or comes once is not remembered; the number kept is bounded', async () => {
  for (let n = 0; n < 400; n += 1) await ask(`select ${n} + $1::int`, 1)
  for (let n = 0; n < 5; n += 1) await ask('delete from name_entry where id = $1', newId())
  const kept = await remembered()
  expect(kept.filter((text) => /\+ \$1|delete/.test(text))).toEqual([])
  for (let n = 0; n < 400; n += 1) for (let again = 0; again < 4; again += 1) await ask(`select ${n} - $1::int`, 1)
  expect((await remembered()).length).toBe(120)
})

test('a failed statement stays askable', async () => {
  for (let n = 0; n < 5; n += 1) await expect(ask('select 10 / $1::int as tenth', 0)).rejects.toThrow('division by zero')
  expect((await ask('select 10 / $1::int as tenth', 5)).rows).toEqual([{ tenth: 2 }])
})

test('what is asked in one breath goes out at once, and each answer finds its own question', async () => {
  const client = await pool.connect()
  try {
    const { stream } = (client as unknown as { connection: { stream: import('node:net').Socket } }).connection
    const before = stream.bytesWritten
    const asked = [1, 2, 3, 4, 5].map((n) => client.query('select $1::int * 10 as tenfold', [n]))
    // Gathered until the breath ends.
    expect(stream.writableCorked).toBe(1)
    const failing = client.query('select 1 / $1::int as none', [0])
    const last = client.query("select 'after' as word")
    await expect(failing).rejects.toThrow('division by zero')
    expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([1, 2, 3, 4, 5].map((n) => [{ tenfold: n * 10 }]))
    expect([(await last).rows, stream.writableCorked, stream.bytesWritten > before]).toEqual([[{ word: 'after' }], 0, true])
  } finally {
    client.release()
  }
})
