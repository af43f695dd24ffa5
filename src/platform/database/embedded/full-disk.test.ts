// A disk that is really full: slowly from outside, at once by the office's own writing, and in the log of changes itself.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { layBallast, hasBallast, mayWrite, releaseBallast } from './space.ts'
import { layoutOf } from './layout.ts'
import { freshFolder, startApp } from './testing/folders.ts'

const SIZE = '150m'
const undo: (() => void)[] = []
afterAll(() => {
  for (const step of undo) step()
})

/**
 * A small disk and the command that runs a program on it. As root we mount one. Otherwise a user namespace lets us mount one for that program
 * alone. Where neither is allowed, SMALL_DISK may name a folder on an empty disk of 150 MB to 1 GB; with none of them the test fails and says so.
 */
function smallDisk(): { folder: string; through: string[] } {
  const folder = join(freshFolder(), 'disk')
  mkdirSync(folder)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=711`, 'tmpfs', folder])
  if (mounted.status === 0) {
    undo.push(() => spawnSync('umount', ['-l', folder]))
    return { folder, through: [] }
  }
  const own = ['unshare', '--user', `--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`]
  const through = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=${SIZE} tmpfs "$0" && exec "$@"`, folder, ...own]
  if (spawnSync(through[0] ?? '', [...through.slice(1), 'true']).status === 0) return { folder, through }
  const given = process.env.SMALL_DISK
  if (given === undefined) {
    throw new Error('no small disk can be made here (neither mount nor user namespaces): name a folder on an empty disk of 150 MB to 1 GB in SMALL_DISK')
  }
  const place = join(given, 'pobratim-full-disk')
  undo.push(() => rmSync(place, { recursive: true, force: true }))
  return { folder: place, through: [] }
}

test.runIf(process.platform === 'linux')('on a full disk writing is refused in plain words, reading goes on, and nothing confirmed is lost', async () => {
  const { folder, through } = smallDisk()
  const app = startApp('full-disk', join(folder, 'data'), through)
  const report = await app.next(() => true)
  expect(report).toEqual({
    before: 'done',
    reserve: true,
    slowly: { stopped: true, write: 'database-disk-full', rows: 1 },
    after: { resumed: true, write: 'done', rows: 2 },
    atOnce: {
      state: 'read-only',
      answers: ['database-disk-full'],
      kept: expect.any(Number),
      rows: (report.atOnce as { kept: number }).kept,
      write: 'database-disk-full',
    },
    again: { state: 'read-only', rows: (report.atOnce as { kept: number }).kept, write: 'database-disk-full' },
    end: { resumed: true, write: 'done', reserve: true },
    panic: { met: true, explained: true, recovered: true, restarted: true, rows: (report.atOnce as { kept: number }).kept + 1, write: 'database-disk-full' },
  })
  await app.ended
})

test('a disk too small for a first start is refused before anything is written', async () => {
  const { refused } = await startOnTiny()
  expect(refused).toBe('database-disk-full')
})

async function startOnTiny(): Promise<{ refused?: unknown }> {
  const { openDataFolder } = await import('./opening.ts')
  const answer = await openDataFolder({
    folder: join(freshFolder(), 'data'),
    appVersion: '1.0.0',
    now: new Date('2026-11-23T08:00:00Z'),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    space: { ballast: 1e15, low: 1e6 },
  })
  if (answer.ok) await answer.value.stop()
  return answer.ok ? {} : { refused: answer.refusal.code }
}

test.each([
  ['ample room', 100, true, true, true],
  ['just enough while writing', 10, true, true, true],
  ['under the line', 9, true, true, false],
  ['stopped, a little room again', 15, false, true, false],
  ['stopped, twice the room, reserve there', 20, false, true, true],
  ['stopped, twice the room, reserve used up', 20, false, false, false],
  ['stopped, room for the reserve as well', 60, false, false, true],
])('%s', (_name, free, writing, reserve, expected) => {
  expect(mayWrite(free, writing, reserve, { ballast: 40, low: 10 })).toBe(expected)
})

test('the reserve is laid once and given back whole', () => {
  const layout = layoutOf(freshFolder())
  const rules = { ballast: 2 * 1024 * 1024, low: 1 }
  layBallast(layout, { ...rules, low: 1e15 })
  expect(hasBallast(layout)).toBe(false)
  layBallast(layout, rules)
  expect(hasBallast(layout)).toBe(true)
  releaseBallast(layout)
  expect(hasBallast(layout)).toBe(false)
})
