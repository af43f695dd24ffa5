// When the database takes no writes (a full disk switches it to reading only): the officer reads on, is told in words, and loses nothing typed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type TestOffice } from './support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('reading goes on, a write is refused in plain words and works again once there is room', async () => {
  const officer = office.as('officer')
  const form = { 'name.bg': 'Записано по-късно', kind: 'other', country: 'BG' }
  // An old session would be prolonged on this request.
  await office.pool.query("update auth_session set updated_at = now() - interval '3 days', expires_at = now() + interval '27 days'")
  const { rows } = await office.pool.query<{ name: string }>('select current_database() as name')
  await office.pool.query(`alter database ${rows[0]!.name} set default_transaction_read_only = on`)
  await office.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await office.pool.query('set default_transaction_read_only = on')

  expect((await officer.get('/organisations')).status).toBe(200)
  expect((await officer.get('/settings')).status).toBe(200)
  const refused = await officer.post('/organisations', form)
  const page = await refused.text()
  expect([refused.status, page.includes('Дискът на сървъра е пълен'), page.includes('lang="bg"')]).toEqual([503, true, true])

  await office.pool.query('set default_transaction_read_only = off')
  await office.pool.query(`alter database ${rows[0]!.name} reset default_transaction_read_only`)
  await office.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  expect((await officer.post('/organisations', form)).status).toBe(303)
})
