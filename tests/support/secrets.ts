// Seeds a word nobody else uses into everything of a database that citizens may not see, found by the database's own list of its columns.
import type { PoolClient } from 'pg'
import { newId } from '#platform/ids.ts'
import { PUBLIC_COLUMNS, PUBLIC_ROWS } from './public-columns.ts'

export type Column = { readonly table: string; readonly name: string; readonly type: string; readonly nullable: boolean; readonly hasDefault: boolean }
type Reference = { readonly table: string; readonly column: string; readonly target: string }
type Row = Record<string, unknown> & { ctid: string }

/** Reference data of the whole world that belongs to no office, and the list of migrations. */
const NOT_OURS = new Set(['place', 'place_name', 'place_load', 'migration'])
const TEXTS = new Set(['text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea'])

export async function columnsOf(client: PoolClient): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select table_name as table, column_name as name, case when data_type = 'ARRAY' and udt_name <> '_text' then udt_name else data_type end as type, is_nullable = 'YES' as nullable, column_default is not null as "hasDefault"
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = current_schema() and table_type = 'BASE TABLE' and is_generated = 'NEVER' order by table_name, ordinal_position`,
  )
  return rows.filter(({ table }) => !NOT_OURS.has(table))
}

/** Which column of an office's table points to which table, besides the office itself. */
async function referencesOf(client: PoolClient): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as target
     from pg_constraint c join lateral unnest(c.conkey) k on true join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
     where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and a.attname <> 'office_id' and c.confrelid::regclass::text <> 'office'`,
  )
  return rows
}

/** In this throw-away database any word may stand anywhere: what guards the register's rules would keep the secrets out. */
async function loosen(client: PoolClient): Promise<void> {
  const { rows: constraints } = await client.query<{ table: string; name: string }>(
    `select conrelid::regclass::text as table, conname as name from pg_constraint where contype in ('f', 'c', 'u') and connamespace = current_schema()::regnamespace`,
  )
  for (const { table, name } of constraints) await client.query(`alter table ${table} drop constraint if exists "${name}" cascade`)
  const { rows: indexes } = await client.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique and not i.indisprimary and c.relnamespace = current_schema()::regnamespace`,
  )
  for (const { name } of indexes) await client.query(`drop index if exists ${name}`)
}

const isPublicRow = (table: string, columns: readonly Column[]): string | null => {
  const rule = PUBLIC_ROWS[table]
  if (rule !== undefined) return rule
  if (PUBLIC_COLUMNS[table] === undefined || !columns.some((column) => column.table === table && column.name === 'published_at')) return null
  return `t.published_at is not null${columns.some((column) => column.table === table && column.name === 'deleted_at') ? ' and t.deleted_at is null' : ''}`
}

const valueOf = (type: string): unknown => {
  if (type === 'uuid') return newId()
  if (['smallint', 'integer', 'bigint', 'double precision', 'numeric'].includes(type)) return 1
  if (type === 'boolean') return true
  if (type === 'date') return '2026-10-10'
  if (type === 'timestamp with time zone') return '2026-10-10T00:00:00Z'
  // A list of numbers holds no words.
  if (type === 'ARRAY' || type.startsWith('_')) return []
  if (type === 'jsonb') return '{}'
  return type === 'bytea' ? Buffer.from('x') : 'x'
}

/**
 * Beside every public record one that was never marked public and one that was removed, with the same neighbours; and in every table a row that hangs on public
 * records wherever it can.
 */
async function neighbours(client: PoolClient, columns: readonly Column[], references: readonly Reference[], officeId: string): Promise<void> {
  const tables = [...new Set(columns.map(({ table }) => table))]
  const own = (table: string): Column[] => columns.filter((column) => column.table === table)
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
  const publicIds = new Map<string, string[]>()
  for (const table of tables) {
    const rule = isPublicRow(table, columns)
    if (rule === null || !own(table).some(({ name }) => name === 'id') || table === 'office') continue
    const { rows } = await client.query<{ id: string }>(`select id from "${table}" t where office_id = $1 and ${rule} order by id`, [officeId])
    publicIds.set(
      table,
      rows.map(({ id }) => id),
    )
  }
  for (const [table, ids] of publicIds) {
    if (!own(table).some(({ name }) => name === 'published_at')) continue
    const names = own(table).map(({ name }) => name)
    // What bears the day of its publication from the first is taken back by another.
    const hides = own(table).filter(({ name, nullable }) => name === 'deleted_at' || name === 'withdrawn_at' || (name === 'published_at' && nullable))
    for (const { name: change } of hides)
      for (const id of ids.slice(0, 20)) {
        const twin = newId()
        const values = names.map((name) => (name === 'id' ? '$2' : name === change ? (change === 'published_at' ? 'null' : 'now()') : `"${name}"`)).join(', ')
        await client.query(`insert into "${table}" (${quoted(names)}) select ${values} from "${table}" where office_id = $1 and id = $3`, [officeId, twin, id])
        for (const link of references.filter(({ target, column }) => target === table && column !== 'id')) {
          const linked = own(link.table).map(({ name }) => name)
          if (linked.length === 0 || link.table === table) continue
          const copied = linked.map((name) => (name === link.column ? '$2' : name === 'id' ? 'gen_random_uuid()' : `"${name}"`)).join(', ')
          await client.query(
            `insert into "${link.table}" (${quoted(linked)}) select ${copied} from "${link.table}" where office_id = $1 and "${link.column}" = $3 on conflict do nothing`,
            [officeId, twin, id],
          )
        }
      }
  }
  for (const table of tables) {
    // Of the tables that belong to no office the office itself and the accounts have rows enough.
    if (['office', 'auth_user', 'auth_session'].includes(table)) continue
    const needed = own(table).filter(
      (column) =>
        // What is public from the first is so no more.
        column.name === 'office_id' ||
        column.name === 'withdrawn_at' ||
        (!column.nullable && !column.hasDefault) ||
        references.some((one) => one.table === table && one.column === column.name),
    )
    const values = needed.map((column) => {
      if (column.name === 'office_id') return officeId
      const target = references.find((one) => one.table === table && one.column === column.name)?.target
      return (target === undefined ? undefined : publicIds.get(target)?.[0]) ?? valueOf(column.type)
    })
    await client.query(
      `insert into "${table}" (${quoted(needed.map(({ name }) => name))}) values (${values.map((_, at) => `$${at + 1}`).join(', ')}) on conflict do nothing`,
      values,
    )
  }
}

/** The secret in every text inside a value, and where there is none, as the text the register would keep. */
function filled(value: unknown, secret: string): unknown {
  if (value === null || typeof value === 'string') return secret
  if (Array.isArray(value)) return value.length === 0 ? [secret] : value.map((one) => filled(one, secret))
  if (typeof value !== 'object') return value
  if ('in' in value && 'source' in value) {
    const texts = Object.keys(value.in as object)
    return {
      ...value,
      in: Object.fromEntries((texts.length === 0 ? ['bg', 'en'] : texts).map((one) => [one, { text: secret, at: '2026-10-10T00:00:00.000Z', checked: true }])),
    }
  }
  const entries = Object.entries(value)
  return entries.length === 0 ? filled({ source: 'bg', in: {} }, secret) : Object.fromEntries(entries.map(([name, one]) => [name, filled(one, secret)]))
}

const secretFor = (column: Column, before: unknown, secret: string): unknown => {
  switch (column.type) {
    case 'ARRAY':
      return [secret]
    case 'bytea':
      return Buffer.from(secret)
    case 'jsonb':
    case 'json':
      return JSON.stringify(filled(before ?? { source: 'bg', in: {} }, secret))
    default:
      return secret
  }
}

export type Seeded = {
  /** Secret → `table.column`. */
  readonly secrets: ReadonlyMap<string, string>
  /** Every `table.column` that took one. */
  readonly private: ReadonlySet<string>
}

/** Seeds the whole database. `officeId` is the office whose site is looked at; columns left alone are those of public-columns.ts in rows that are public. */
export async function seedSecrets(client: PoolClient, officeId: string): Promise<Seeded> {
  const columns = await columnsOf(client)
  const references = await referencesOf(client)
  await loosen(client)
  await neighbours(client, columns, references, officeId)
  const secrets = new Map<string, string>()
  const seeded = new Set<string>()
  // All is read before anything is written: whether a row is public must not depend on what was seeded into its neighbours.
  const work: { table: string; row: Row; isPublic: boolean }[] = []
  for (const table of new Set(columns.map((column) => column.table))) {
    const rule = isPublicRow(table, columns)
    const { rows } = await client.query<Row & { is_public: boolean }>(`select t.*, t.ctid::text as ctid, ${rule ?? 'false'} as is_public from "${table}" t`)
    for (const { is_public: isPublic, ...row } of rows) work.push({ table, row: row as Row, isPublic })
  }
  let count = 0
  for (const { table, row, isPublic } of work) {
    const changes: [string, unknown, string][] = []
    for (const column of columns.filter((one) => one.table === table && TEXTS.has(one.type))) {
      const named = PUBLIC_COLUMNS[table]?.[column.name]
      const known = isPublic || named?.chooses === true ? named : undefined
      if (known !== undefined && known.private === undefined) continue
      const secret = `zqx${(count += 1)}zqx`
      secrets.set(secret, `${table}.${column.name}`)
      if (known === undefined) seeded.add(`${table}.${column.name}`)
      const value = known === undefined ? secretFor(column, row[column.name], secret) : JSON.stringify(known.private!(row[column.name], secret))
      changes.push([column.name, value, column.type === 'jsonb' ? '::jsonb' : ''])
    }
    if (changes.length === 0) continue
    await client.query(`update "${table}" set ${changes.map(([name, , cast], at) => `"${name}" = $${at + 2}${cast}`).join(', ')} where ctid = $1::tid`, [
      row.ctid,
      ...changes.map(([, value]) => value),
    ])
  }
  return { secrets, private: seeded }
}
