// Brings a database to this version's shape: the SQL files of migrations/, in order, each once.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { m } from '#messages'
import { ok, refuse, type Result } from '../result.ts'

// Any number will do as long as nothing else in this database uses it: only one process migrates at a time.
const MIGRATION_LOCK = 7_305_312

// The office role reaches the tables that have a policy and reads the reference data; nothing else.
const RIGHTS = `
do $$
declare name text;
begin
  for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relrowsecurity
  loop
    execute format('grant select, insert, update, delete on %I to pobratim_office', name);
  end loop;
  execute format('grant usage on schema %I to pobratim_office', current_schema());
  grant select on place, place_name to pobratim_office;
end $$`

export type Migrated = { readonly applied: readonly string[] }

/** Applies what is missing, each file in its own transaction. Refuses a database that knows migrations which this version does not. */
export async function migrate(pool: Pool, folder: string): Promise<Result<Migrated>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const client = await pool.connect()
  try {
    // A page may not take long; a migration of a large office, or waiting for another process that migrates, may.
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('create table if not exists migration (name text primary key, applied_at timestamptz not null default now())')
    const done = (await client.query<{ name: string }>('select name from migration order by name')).rows.map((row) => row.name)
    const unknown = done.filter((name) => !files.includes(name))
    if (unknown.length > 0) return refuse('newer-database', m.platform_newer_database({ names: unknown.join(', ') }))
    const applied: string[] = []
    for (const file of files.filter((name) => !done.includes(name))) {
      const statements = await readFile(join(folder, file), 'utf8')
      await client.query('begin')
      try {
        await client.query(statements)
        await client.query('insert into migration (name) values ($1)', [file])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${file}`, { cause: error })
      }
      applied.push(file)
    }
    await client.query(RIGHTS)
    return ok({ applied })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {})
    await client.query('reset statement_timeout').catch(() => {})
    client.release()
  }
}
