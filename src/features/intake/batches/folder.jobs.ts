// `pobratim intake-batch FOLDER|FILE`: brings a folder, an archive or a mailbox that is too large for a form; the office's server reads it in the background.
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { asc, eq } from 'drizzle-orm'
import { addresses } from '#addresses'
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { Officer } from '#features/accounts/account.ts'
import { memberships } from '#features/accounts/account.table.ts'
import { authUsers } from '#features/accounts/auth.table.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database/command-database.ts'
import { type Door, openDoor } from '#platform/database/door.ts'
import { diskStore, type FileStore } from '#platform/files/files.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { readSettings } from '#settings'
import { bringBatch, type BroughtFile } from './batch.actions.ts'
import { cleanPath, isJunk, MOST_FILE_BYTES, MOST_ITEMS } from './batch.ts'

type Voice = { out(text: string): void; err(text: string): void; cwd: string }

const USAGE = 'usage: pobratim intake-batch FOLDER|FILE [--officer E-MAIL]'

/** Every file below the path with its name from there; links are not followed. */
async function filesBelow(path: string): Promise<{ readonly path: string; readonly name: string; readonly bytes: number }[]> {
  const first = await stat(path)
  if (first.isFile()) return [{ path, name: basename(path), bytes: first.size }]
  const found: { path: string; name: string; bytes: number }[] = []
  const walk = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = `${prefix}${entry.name}`
      if (isJunk(entry.isDirectory() ? `${name}/x` : name)) continue
      if (entry.isDirectory()) await walk(join(folder, entry.name), `${name}/`)
      else if (entry.isFile()) found.push({ path: join(folder, entry.name), name, bytes: (await stat(join(folder, entry.name))).size })
      if (found.length > MOST_ITEMS) return
    }
  }
  await walk(path, `${basename(path)}/`)
  return found
}

/** Takes everything below the path into the store; what cannot be taken is named in the batch. */
export async function takeFolder(files: FileStore, path: string): Promise<Result<BroughtFile[]>> {
  const found = await filesBelow(path)
  if (found.length > MOST_ITEMS) return refuse('too-many', `more than ${MOST_ITEMS} files; bring its folders one by one.`)
  const brought: BroughtFile[] = []
  for (const file of found) {
    const name = cleanPath(file.name)
    if (file.bytes === 0) brought.push({ name, hash: '', bytes: 0, why: 'empty' })
    else if (file.bytes > MOST_FILE_BYTES) brought.push({ name, hash: '', bytes: file.bytes, why: 'too-large' })
    else {
      const content = createReadStream(file.path)
      // A file that cannot be opened is told when it is read, not before somebody listens.
      content.on('error', () => {})
      const taken = await files.take(content, MOST_FILE_BYTES)
      const kept = taken.ok ? await taken.value.keep() : taken
      // A full disk would only be met again by the next file.
      if (!taken.ok || !kept.ok) return taken.ok ? (kept as Result<never>) : taken
      brought.push({ name, hash: taken.value.hash, bytes: taken.value.bytes, why: null })
    }
  }
  return ok(brought)
}

/** In whose name: the one asked for, else the only officer there is. */
async function officerFor(db: Door, email: string | undefined): Promise<Result<Officer>> {
  const officers = await db.asSystem((tx) =>
    tx
      .select({ officeId: memberships.officeId, userId: memberships.userId, email: authUsers.email })
      .from(memberships)
      .innerJoin(authUsers, eq(authUsers.id, memberships.userId))
      .where(eq(memberships.role, 'officer'))
      .orderBy(asc(memberships.createdAt)),
  )
  const meant = email === undefined ? officers : officers.filter((one) => one.email === email.trim().toLowerCase())
  const [one] = meant
  if (meant.length === 1 && one !== undefined) {
    const officer = await db.asSystem((tx) => officerForWork(tx, one.officeId, one.userId))
    if (officer !== null) return ok(officer)
  }
  if (email !== undefined)
    return refuse(
      'officer',
      meant.length === 0 ? `there is no officer ${email}.` : `${email} is an officer of several offices; bring the archive in the browser.`,
    )
  return refuse(
    'officer',
    officers.length === 0
      ? 'there is no office yet; start Pobratim and set it up first.'
      : `in whose name? Give --officer with one of: ${officers.map((one) => one.email).join(', ')}.`,
  )
}

/** Exit codes: 0 the batch is brought; 2 the call, the path, the officer or the database cannot be used. */
export async function intakeBatchCommand(args: readonly string[], { out, err, cwd }: Voice): Promise<number> {
  const refused = (reason: string): number => {
    err(`pobratim intake-batch: ${reason}\n`)
    return 2
  }
  let read: { values: { officer?: string }; positionals: string[] }
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options: { officer: { type: 'string' } } })
  } catch (error) {
    return refused(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const [given] = read.positionals
  if (given === undefined || read.positionals.length > 1) return refused(`which folder or file?\n${USAGE}`)
  const settings = readSettings()
  if (!settings.ok) return refused(settings.refusal.message)
  const path = resolve(cwd, given)
  const known = await stat(path).catch(() => null)
  if (known === null) return refused(`there is nothing at ${path}.`)
  const opened = await openDatabase(settings.value)
  if (!opened.ok) return refused(opened.refusal.message)
  try {
    const here = { db: openDoor(opened.value.pool), clock: systemClock() }
    const officer = await officerFor(here.db, read.values.officer)
    if (!officer.ok) return refused(officer.refusal.message)
    const taken = await takeFolder(diskStore(join(settings.value.dataFolder, 'files')), path)
    if (!taken.ok) return refused(taken.refusal.message)
    const brought = await bringBatch(here, officer.value, basename(path), taken.value)
    if (!brought.ok) return refused(`${path} holds no file.`)
    out(
      `${taken.value.length} files brought. ${opened.value.running ? 'The office reads them within a minute' : 'They are read at the next start'}; see ${addresses.intakeBatch({ id: brought.value.id })}\n`,
    )
    return 0
  } finally {
    await opened.value.close()
  }
}
