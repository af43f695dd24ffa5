// The door: one office a transaction, refusals and errors leave nothing behind, joined work stays inside.
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok, refuse } from '#platform/result.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import type { OfficeTx } from './door.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const rename = (tx: OfficeTx, slug: string) => tx.execute(sql`update office set slug = ${slug}`)
const slug = async () => (await office.pool.query<{ slug: string }>('select slug from office where id = $1', [office.officeId])).rows[0]!.slug

test('a success is kept; a refusal and a throw are rolled back, and the refusal comes out as it was', async () => {
  const { db } = office.here
  done(await db.inOffice(office.officeId, async (tx) => ok(await rename(tx, 'kept'))))
  expect(await slug()).toBe('kept')
  const refused = await db.inOffice(office.officeId, async (tx) => {
    await rename(tx, 'refused')
    return refuse('no', 'не')
  })
  expect([refused, await slug()]).toEqual([{ ok: false, refusal: { code: 'no', message: 'не' } }, 'kept'])
  await expect(
    db.inOffice(office.officeId, async (tx) => {
      await rename(tx, 'thrown')
      throw new Error('bug')
    }),
  ).rejects.toThrow('bug')
  expect(await slug()).toBe('kept')
})

test('a joined refusal takes back only its own part; the outer work goes on and shares one change', async () => {
  const ids = await office.here.db.inOffice(office.officeId, async (tx) => {
    await rename(tx, 'outer')
    const inner = await tx.joined.inOffice(tx.officeId, async (joined) => {
      await rename(joined, 'inner')
      return refuse('no', String(joined.changeId === tx.changeId))
    })
    return [inner, (await tx.execute<{ slug: string }>(sql`select slug from office`)).rows]
  })
  expect(ids).toEqual([{ ok: false, refusal: { code: 'no', message: 'true' } }, [{ slug: 'outer' }]])
})

test('work of one office cannot be joined by another, nor see it', async () => {
  const other = await office.openAnother('Община Другаде')
  await expect(office.here.db.inOffice(office.officeId, (tx) => tx.joined.inOffice(other.officeId, async () => ok(null)))).rejects.toThrow(
    'a transaction belongs to one office',
  )
  const seen = await office.here.db.inOffice(office.officeId, async (tx) => (await tx.execute(sql`select id from office`)).rows)
  expect(seen).toEqual([{ id: office.officeId }])
})

test('work that only looks sees its own office and can write nothing, whether what it asks goes one by one or together', async () => {
  const other = await office.openAnother('Община Зад вратата')
  const { reading } = office.here.db
  const ids = (tx: OfficeTx) => tx.execute<{ id: string }>(sql`select id from office`).then(({ rows }) => rows.map(({ id }) => id))
  // Asked together with the beginning: each sees the office of its own transaction.
  const seen = await Promise.all(
    [office.officeId, other.officeId, office.officeId].map((id) => reading.inOffice(id, (tx) => Promise.all([ids(tx), ids(tx), ids(tx)]))),
  )
  expect(seen).toEqual([office.officeId, other.officeId, office.officeId].map((id) => [[id], [id], [id]]))
  const before = await slug()
  await expect(reading.inOffice(office.officeId, (tx) => rename(tx, 'looked'))).rejects.toThrow('Failed query')
  await expect(reading.asSystem((tx) => tx.execute(sql`update office set slug = 'looked'`))).rejects.toThrow('Failed query')
  expect(await slug()).toBe(before)
  // One that fails among several takes none of the others with it into the next transaction.
  await expect(reading.inOffice(office.officeId, (tx) => Promise.all([ids(tx), tx.execute(sql`select 1 / 0`), ids(tx)]))).rejects.toThrow('Failed query')
  expect(await reading.inOffice(office.officeId, ids)).toEqual([office.officeId])
})
