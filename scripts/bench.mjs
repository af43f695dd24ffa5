// Runs a bench of bench/ against the built app: npm run bench [-- NAME …]
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [name = 'register', ...args] = process.argv.slice(2)
if (spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1)
// The bundle lies two folders deep, as its sources do, so that their own paths keep their meaning.
const out = join(root, 'generated/bench', `${name}.mjs`)
/** @param {string} entry @param {string} outfile */
const bundled = (entry, outfile) =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  })
await bundled(`bench/${name}.ts`, out)
// Texts are read on a thread of its own, which is looked for beside whoever asks.
await bundled('src/features/intake/reading/reading.worker.ts', join(dirname(out), 'reading.worker.js'))
// Reading is measured with as little room for short-lived things as the app's reading thread has.
const room = name === 'intake' ? ['--max-semi-space-size=1'] : []
process.exit(spawnSync(process.execPath, [...room, out, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1)
