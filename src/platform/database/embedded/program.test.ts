// The PostgreSQL program under its own identity: installed without its links, out of reach, missing; and the lock where flock is not there.
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { layoutOf } from './layout.ts'
import { lockByName } from './lock.ts'
import { type Program, serverIdentity, usableProgram } from './program.ts'
import { freshFolder } from './testing/folders.ts'

/** The installed program as npm unpacks it when install scripts are forbidden: without its symbolic links. */
let bare: Program
beforeAll(() => {
  const layout = layoutOf(freshFolder())
  const whole = usableProgram(layout, serverIdentity(layout))
  if (!whole.ok) throw new Error(whole.refusal.message)
  const folder = join(freshFolder(), 'native')
  cpSync(whole.value.folder, folder, { recursive: true, verbatimSymlinks: true })
  bare = { folder, version: '18.0.0-test' }
  for (const { target } of links()) rmSync(join(folder, '..', target), { force: true })
})
const links = (): { target: string }[] => JSON.parse(readFileSync(join(bare.folder, 'pg-symlinks.json'), 'utf8')) as { target: string }[]

describe.runIf(process.platform === 'linux')('an installed program', () => {
  test('without its links gets them', () => {
    const layout = layoutOf(freshFolder())
    const found = usableProgram(layout, serverIdentity(layout), bare)
    expect(found).toEqual({ ok: true, value: bare })
    expect(links().every(({ target }) => lstatSync(join(bare.folder, '..', target)).isSymbolicLink())).toBe(true)
    expect(existsSync(layout.program)).toBe(false)
  })

  test('that the server cannot run where it lies is copied into the data folder, once', () => {
    const layout = layoutOf(freshFolder())
    const identity = serverIdentity(layout)
    const closed = join(freshFolder(), 'home')
    mkdirSync(closed)
    cpSync(bare.folder, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
    // As root: a checkout under a closed home. Otherwise: a disk from which nothing may be run.
    const program = { folder: join(closed, 'native'), version: '18.0.0-test' }
    if (identity !== null) chmodSync(closed, 0o700)
    else chmodSync(join(closed, 'native', 'bin', 'postgres'), 0o600)
    const found = usableProgram(layout, identity, program)
    if (identity === null) {
      // A copy of what cannot be run cannot be run either: that is said.
      expect(found.ok ? '' : found.refusal.code).toBe('database-program-unusable')
      return
    }
    const copy = join(layout.program, '18.0.0-test')
    expect(found).toEqual({ ok: true, value: { folder: copy, version: '18.0.0-test' } })
    const made = lstatSync(join(copy, 'bin', 'postgres')).ino
    expect(usableProgram(layout, identity, program)).toEqual(found)
    expect(lstatSync(join(copy, 'bin', 'postgres')).ino).toBe(made)
  })

  test('that is missing is said plainly', () => {
    const layout = layoutOf(freshFolder())
    const found = usableProgram(layout, serverIdentity(layout), null)
    expect(found.ok ? '' : found.refusal.code).toBe('database-program-missing')
    expect(found.ok ? '' : found.refusal.message).toContain('DATABASE_URL')
  })
})

describe.runIf(process.platform === 'linux')('the lock by name', () => {
  test('is held by one at a time and free again afterwards', async () => {
    const name = `\0pobratim-test-${process.pid}`
    const [one, two] = await Promise.all([lockByName(name), lockByName(name)])
    expect([one, two].filter((lock) => lock !== null)).toHaveLength(1)
    ;(one ?? two)?.release()
    const third = await lockByName(name)
    expect(third).not.toBe(null)
    third?.release()
  })
})
