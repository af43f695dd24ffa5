// Two offices in one database: neither sees, changes nor adds to what is the other's, table by table; a planted leak is found.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PoolClient } from 'pg'
import { newId } from '#platform/ids.ts'
import { openOffice, type TestOffice } from './support/open-office.ts'

let office: TestOffice
let mine: string
let theirs: string
let client: PoolClient
let tables: string[]

type Column = { name: string; type: string; nullable: boolean; hasDefault: boolean }

async function officeTables(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = current_schema() and column_name = 'office_id' order by table_name`,
  )
  return rows.map((row) => row.name)
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type, is_nullable = 'YES' as nullable, column_default is not null as "hasDefault"
     from information_schema.columns where table_schema = current_schema() and table_name = $1`,
    [table],
  )
  return rows
}

const valueOf = (type: string): unknown => {
  switch (type) {
    case 'uuid':
      return newId()
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'double precision':
    case 'numeric':
      return 1
    case 'boolean':
      return true
    case 'jsonb':
      return '{}'
    case 'ARRAY':
      return []
    case 'date':
      return '2026-01-01'
    case 'timestamp with time zone':
      return '2026-01-01T00:00:00Z'
    case 'bytea':
      return Buffer.from('x')
    default:
      return `text ${newId()}`
  }
}

/** Puts one row of the office into the table, whatever the table holds; references were loosened beforehand. */
async function plant(table: string, officeId: string): Promise<void> {
  const columns = (await columnsOf(table)).filter((column) => column.name === 'office_id' || (!column.nullable && !column.hasDefault))
  const values = columns.map((column) => (column.name === 'office_id' ? officeId : valueOf(column.type)))
  await client.query(
    `insert into "${table}" (${columns.map((column) => `"${column.name}"`).join(', ')}) values (${values.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  )
}

/** Everything that is wrong with the walls around one table, seen from office `from` looking at office `at`. */
async function leaksOf(table: string, from: string, at: string): Promise<string[]> {
  const leaks: string[] = []
  const asOffice = async (statement: string, values: unknown[] = []) => {
    await client.query('savepoint look')
    try {
      await client.query(`select set_config('role', 'pobratim_office', true), set_config('pobratim.office', $1, true)`, [from])
      return await client.query(statement, values)
    } finally {
      await client.query('rollback to savepoint look')
    }
  }
  const seen = await asOffice(`select count(*)::int as n from "${table}" where office_id = $1`, [at])
  if (seen.rows[0].n !== 0) leaks.push(`${table}: reads ${seen.rows[0].n} foreign rows`)
  if ((await asOffice(`update "${table}" set office_id = office_id where office_id = $1`, [at])).rowCount !== 0) leaks.push(`${table}: changes foreign rows`)
  if ((await asOffice(`delete from "${table}" where office_id = $1`, [at])).rowCount !== 0) leaks.push(`${table}: deletes foreign rows`)
  const moved = await asOffice(`update "${table}" set office_id = $1 where office_id = $2`, [at, from]).then(
    (answer) => answer.rowCount !== 0,
    (error: { code?: string }) => error.code !== '42501',
  )
  if (moved) leaks.push(`${table}: gives rows away to another office`)
  return leaks
}

beforeAll(async () => {
  office = await openOffice()
  mine = office.officeId
  theirs = (await office.openAnother('Община Другаде')).officeId
  client = await office.pool.connect()
  tables = await officeTables()
  // In this throw-away database rows need no real neighbours: the walls are tested, not the references.
  const { rows } = await client.query<{ table: string; name: string }>(
    `select conrelid::regclass::text as table, conname as name from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint "${name}"`)
  for (const table of tables) {
    await plant(table, mine)
    await plant(table, theirs)
  }
})
afterAll(async () => {
  client.release()
  await office.close()
})
beforeEach(() => client.query('rollback').catch(() => {}))

test('there are tables to guard, and each holds rows of both offices', async () => {
  expect(tables.length).toBeGreaterThan(12)
  for (const table of tables) {
    const { rows } = await client.query(`select count(distinct office_id)::int as n from "${table}" where office_id = any($1)`, [[mine, theirs]])
    expect([table, rows[0].n]).toEqual([table, 2])
  }
})

test('no table lets one office at the rows of the other', async () => {
  await client.query('begin')
  const leaks: string[] = []
  for (const table of tables) leaks.push(...(await leaksOf(table, mine, theirs)), ...(await leaksOf(table, theirs, mine)))
  await client.query('rollback')
  expect(leaks).toEqual([])
})

test('a planted leak is found: a table without its policy, and one whose policy lets all through', async () => {
  const [first, second] = [tables[0]!, tables.at(-1)!]
  await client.query('begin')
  await client.query(`alter table "${first}" disable row level security`)
  expect(await leaksOf(first, mine, theirs)).toContain(`${first}: changes foreign rows`)
  await client.query(`create policy planted on "${second}" for select to pobratim_office using (true)`)
  expect(await leaksOf(second, mine, theirs)).toContain(`${second}: reads 1 foreign rows`)
  await client.query('rollback')
})

test('every such table begins its key and its references with the office', async () => {
  const fresh = await openOffice()
  try {
    const { rows } = await fresh.pool.query<{ table: string; name: string; type: string; first: string; target: string; width: number }>(
      `select c.conrelid::regclass::text as table, c.conname as name, c.contype as type, a.attname as first, coalesce(c.confrelid::regclass::text, '') as target, array_length(c.conkey, 1) as width
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype in ('p', 'f', 'u') and c.connamespace = current_schema()::regnamespace`,
    )
    const own = rows.filter((row) => tables.includes(row.table.replaceAll('"', '')))
    expect(own.length).toBeGreaterThan(30)
    // A membership points to an account, and an account belongs to no office.
    const faults = own.filter((row) => row.first !== 'office_id' && !(row.type === 'f' && row.target === 'auth_user'))
    expect(faults.map((row) => `${row.table}.${row.name}`)).toEqual([])
  } finally {
    await fresh.close()
  }
})

test('outside an office the role sees nothing, and the sign-in tables are closed to it', async () => {
  await client.query('begin')
  await client.query(`select set_config('role', 'pobratim_office', true)`)
  await expect(client.query(`select count(*) from "${tables[0]}"`)).rejects.toThrow(/pobratim\.office|invalid input syntax/)
  await client.query('rollback')
  for (const table of ['auth_user', 'auth_session', 'auth_account', 'auth_verification', 'setup_link', 'migration']) {
    await client.query('begin')
    await client.query(`select set_config('role', 'pobratim_office', true), set_config('pobratim.office', $1, true)`, [mine])
    await expect(client.query(`select count(*) from "${table}"`)).rejects.toThrow(`permission denied for table ${table}`)
    await client.query('rollback')
  }
})
