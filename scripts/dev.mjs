// For development: builds, starts with /dev open, and starts anew whenever a source file changes.
import { spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
let server = null

const build = () => spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' }).status === 0

async function restart() {
  if (!build()) return
  if (server !== null) {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
  }
  server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/main.js')], {
    cwd: root,
    stdio: 'inherit',
    env: { POBRATIM_DEV: '1', ...process.env },
  })
}

let waiting = null
let turn = restart()
watch(join(root, 'src'), { recursive: true }, () => {
  clearTimeout(waiting)
  // Editors write a file in several steps.
  waiting = setTimeout(() => (turn = turn.then(restart)), 300)
})
const stop = () => server?.once('exit', () => process.exit(0)).kill('SIGTERM') ?? process.exit(0)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
// A SIGTERM to npm ends only npm and the shell between.
const shell = process.ppid
const orphaned = setInterval(() => {
  if (process.ppid === shell) return
  clearInterval(orphaned)
  stop()
}, 500)
