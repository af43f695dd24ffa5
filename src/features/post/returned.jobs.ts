// Letters that came back by themselves: the returns' mailbox is looked into now and then, and a mail server may hand one to `pobratim mail returned`.
import { openDatabase } from '#platform/database/command-database.ts'
import { openDoor } from '#platform/database/door.ts'
import { explainDatabaseError } from '#platform/database/embedded/refusals.ts'
import { systemClock } from '#platform/clock.ts'
import type { Here } from '#platform/here.ts'
import { unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { senderAddress } from '#platform/mail/composing.ts'
import { MOST_RETURNED_BYTES, readReturned } from '#platform/mail/returned.ts'
import { lastLook, noteLook } from '#platform/mail/looks.ts'
import type { ReturnsBoxRow } from '#platform/mail/returns-box.table.ts'
import { readSettings, type ReturnsBox } from '#settings'
import { takeReturned } from './post.actions.ts'

export type Returns = {
  readonly box: ReturnsBox
  /** MAIL_FROM and MAIL_RETURN_PATH: they stand in every such letter and are nobody it did not reach. */
  readonly own: readonly string[]
  readonly log: Log
  readonly stop: AbortSignal
}

/** Looks into the mailbox if its time has come, at once with `now`. Of several processes one looks at a time. */
export async function lookForReturns(here: Here, returns: Returns, when: 'due' | 'now' = 'due'): Promise<void> {
  const known = () => here.db.asSystem((tx) => lastLook(tx, returns.box))
  const isDue = (row: ReturnsBoxRow | null): boolean => when === 'now' || row === null || row.nextLookAt <= here.clock.now()
  if (!isDue(await known())) return
  await unlessUnderWay(here, 'returns box', async () => {
    const row = await known()
    if (!isDue(row)) return
    // With all it brings it is loaded only where a mailbox is set up.
    const { lookIntoBox } = await import('#platform/mail/returns-box.ts')
    const from = { validity: row?.validity ?? '', lastUid: row?.lastUid ?? 0 }
    const look = await lookIntoBox(returns.box, from, (letter) => takeLetter(here, letter, returns), returns)
    await here.db.asSystem((tx) => noteLook(tx, here.clock, returns.box, look))
    if (look.trouble !== null) returns.log.error(`mailbox of returns: ${look.trouble.kind}, ${look.trouble.detail}`)
  })
}

/**
 * Whether it was one of ours; also one that was marked before, so that a stop between the marking and the mailbox is made good. One that cannot be taken in
 * stays unseen for a person, and those behind it are read; only where the database is away does the look end, and begins there again.
 */
async function takeLetter(here: Here, letter: Uint8Array, { own, log }: Returns): Promise<boolean> {
  try {
    return (await takeReturned(here, await readReturned(letter, own))) !== 'not-ours'
  } catch (error) {
    if (explainDatabaseError(error) !== null) throw error
    log.error('mailbox of returns: a report could not be taken in and stays unseen', error)
    return false
  }
}

type Voice = { out(text: string): void; err(text: string): void; cwd: string }

const USAGE = 'usage: pobratim mail returned < LETTER.eml'
/** EX_TEMPFAIL of sysexits.h: the mail server keeps the letter and comes again. */
const AGAIN_LATER = 75

/** The first bytes of the standard input; null: there are more than anybody's returned letter has. */
async function bytesOfInput(input: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of input) {
    size += part.length
    if (size > MOST_RETURNED_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * `pobratim mail returned`, for mail servers that can hand a letter to a command. Exit codes: 0 it was read, ours or not, for a report about a report helps
 * nobody; 2 it was called wrongly or is set up wrongly; 75 the database cannot be reached now.
 */
export async function mailCommand(args: readonly string[], { out, err }: Voice, input: AsyncIterable<Uint8Array> = process.stdin): Promise<number> {
  const failed = (code: number, reason: string): number => {
    err(`pobratim mail: ${reason}\n`)
    return code
  }
  if (args.length !== 1 || args[0] !== 'returned') return failed(2, USAGE)
  const settings = readSettings()
  if (!settings.ok) return failed(2, settings.refusal.message)
  const letter = await bytesOfInput(input)
  if (letter === null) {
    out('too large to be a returned letter; left alone\n')
    return 0
  }
  const opened = await openDatabase(settings.value)
  if (!opened.ok) return failed(AGAIN_LATER, opened.refusal.message)
  try {
    const here = { db: openDoor(opened.value.pool), clock: systemClock() }
    const taken = await takeReturned(here, await readReturned(letter, ownAddresses(settings.value)))
    out({ marked: 'a letter of ours came back and is marked\n', known: 'known already\n', 'not-ours': 'no returned letter of ours; left alone\n' }[taken])
    return 0
  } catch (error) {
    return failed(AGAIN_LATER, error instanceof Error ? error.message : String(error))
  } finally {
    await opened.value.close()
  }
}

/** What stands as sender under all our letters. */
export const ownAddresses = ({
  mailFrom,
  mailReturnPath,
}: {
  readonly mailFrom: string | undefined
  readonly mailReturnPath: string | undefined
}): string[] => [...(mailFrom === undefined ? [] : [senderAddress(mailFrom).address]), ...(mailReturnPath === undefined ? [] : [mailReturnPath])]
