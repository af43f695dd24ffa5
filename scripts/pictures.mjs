// Takes the README's picture and, with --all FOLDER, every main screen at desk, phone, dark and print, from the demonstration office.
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
if (spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1)
const out = join(root, 'generated/bench/pictures.mjs')
await build({ absWorkingDir: root, entryPoints: ['bench/pictures.ts'], outfile: out, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
process.exit(spawnSync(process.execPath, [out, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1)
