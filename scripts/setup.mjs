// Runs before every npm script, on whatever Node the machine has: installs what the lock file asks for and says when something is amiss.
// Plain old JavaScript on purpose: nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const say = (line) => process.stderr.write(`${line}\n`)
const stop = (line) => {
  say(line)
  process.exit(1)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) stop(`Pobratim needs Node 20.19 or newer to begin with; this is ${process.version}.`)

const stamp = join(root, 'node_modules/.pobratim-installed')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (installed !== wanted) {
  say('Installing what Pobratim is made of (about half a minute the first time) …')
  // npm tells its own scripts where it lies; run by hand, the one on the PATH will do.
  const npm = process.env.npm_execpath
  const command = npm !== undefined && npm.endsWith('.js') ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const done = spawnSync(command[0], [...command[1], 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command[1].length === 0,
    env: { ...process.env, NODE_ENV: '' },
  })
  if (done.status !== 0) stop('The installation did not succeed. Look at the lines above; with a working connection, run the command again.')
  writeFileSync(stamp, wanted)
}

const runtime = spawnSync(join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node'), ['--version'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const version = (runtime.stdout ?? '').trim()
if (!/^v(2[4-9]|[3-9]\d)\./.test(version) && major < 24) {
  stop(`The Node 24 that comes along did not arrive (install scripts may be forbidden on this machine).
Allow them (npm config set ignore-scripts false), delete node_modules and run the command again, or use a Node 24 of your own.`)
}
