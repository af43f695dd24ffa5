// Makes the next file of migrations/ from the difference between the tables in the code and the last migration.
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const name = process.argv[2]
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) {
  process.stderr.write('usage: npm run migration -- what-changes\n')
  process.exit(2)
}

// drizzle-kit cannot follow our import names, so it is given one plain file; its own memory of the tables lies in migrations/meta.
const tables = globSync('src/**/*.table.ts', { cwd: root }).sort()
await build({
  stdin: { contents: tables.map((file) => `export * from './${file}'`).join('\n'), resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  outfile: join(root, 'generated/schema.mjs'),
})
const work = join(root, 'generated/drizzle')
rmSync(work, { recursive: true, force: true })
mkdirSync(work, { recursive: true })
if (existsSync(join(root, 'migrations/meta'))) cpSync(join(root, 'migrations/meta'), join(work, 'meta'), { recursive: true })
const before = new Set(readdirSync(work))
const made = spawnSync(join(root, 'node_modules/.bin/drizzle-kit'), ['generate', '--config', 'drizzle.config.mjs', '--name', name], {
  cwd: root,
  stdio: 'inherit',
})
if (made.status !== 0) process.exit(made.status ?? 1)
const files = readdirSync(work).filter((file) => file.endsWith('.sql') && !before.has(file))
// drizzle-kit counts only its own files; ours written by hand have numbers too, and files are applied in the order of their names.
const last = Math.max(...globSync('*.sql', { cwd: join(root, 'migrations') }).map((file) => Number.parseInt(file, 10)))
const named = files.map((file, index) => [file, `${String(last + 1 + index).padStart(4, '0')}_${name}.sql`])
for (const [file, as] of named) copyFileSync(join(work, file), join(root, 'migrations', as))
cpSync(join(work, 'meta'), join(root, 'migrations/meta'), { recursive: true })
process.stdout.write(named.length === 0 ? 'The tables are as the last migration left them.\n' : `migrations/${named.map(([, as]) => as).join(', ')}\n`)
