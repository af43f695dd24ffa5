// The whole proof, in order of how fast it can fail: texts, format, lint, types, unit and HTTP tests, then the built app in a real browser.
// Closes with `N passed, N failed`. Arguments go to the unit tests: npm test -- src/features/events
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name)
const work = mkdtempSync(join(tmpdir(), 'pobratim-check-'))
const only = process.argv.slice(2)
let passed = 0
let failed = 0

function run(title, command, args) {
  const started = performance.now()
  process.stdout.write(`\n── ${title}\n`)
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), NODE_ENV: 'test' },
  })
  process.stdout.write(`   ${title}: ${done.status === 0 ? 'well' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  return done.status === 0
}

function check(title, command, args) {
  if (run(title, command, args)) passed += 1
  else failed += 1
}

/** Runs vitest and adds its own counts; a run that broke off before it could count is one failure. */
function tests(title, args) {
  const report = join(work, `${title.replaceAll(' ', '-')}.json`)
  const well = run(title, bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args])
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8'))
    passed += counted.numPassedTests
    failed += counted.numFailedTests
    // A file that does not load has no tests that could fail.
    if (!well && counted.numFailedTests === 0) failed += 1
  } catch {
    failed += 1
  }
}

if (only.length > 0) {
  check('texts', process.execPath, [join(root, 'scripts/texts.mjs')])
  tests('tests', only)
} else {
  check('build', process.execPath, [join(root, 'scripts/build.mjs')])
  check('format', bin('oxfmt'), ['--check'])
  check('lint', bin('oxlint'), ['--deny-warnings'])
  check('types', bin('tsc'), ['--noEmit'])
  tests('tests', [])
  tests('journeys', ['--config', 'tests/journeys/vitest.config.ts'])
}
rmSync(work, { recursive: true, force: true })
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
