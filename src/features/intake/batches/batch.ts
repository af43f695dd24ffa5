// What a batch is: many texts brought at once, read one by one in the background; its limits, and what can become of an item.
import { m } from '#messages'
import { troubleSentence } from '#features/documents/extraction/trouble.ts'
import type { TroubleCode } from '#features/documents/extraction/extracted.ts'

/** running: its items are being read · stopped: somebody stopped it · done: every item has its outcome. */
export type BatchState = 'running' | 'stopped' | 'done'

/** read: it is a text now · known: the very same text was there · opened: a package whose items follow · unreadable: `why` says it. */
export const OUTCOMES = ['waiting', 'read', 'known', 'opened', 'unreadable'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const isOutcome = (value: string | undefined): value is Outcome => (OUTCOMES as readonly string[]).includes(value ?? '')

/** Why an item is unreadable: what extraction says, or what only a batch can meet. */
export type Why = TroubleCode | 'broken' | 'gone' | 'too-many' | 'nested' | 'disk-full' | 'refused'

/** Files of one form, and items of a whole batch. */
export const MOST_ITEMS = 2_000
/** Bytes of one file that is brought: an archive or a mailbox. */
export const MOST_FILE_BYTES = 500 * 1024 * 1024
/** Bytes of a whole form. */
export const MOST_BATCH_BYTES = 1024 * 1024 * 1024
/** Bytes everything in a package may unpack to. */
export const MOST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024
/** How many times larger than the package its content may become; counts above 10 MB. Plain text packs ten to one. */
export const MOST_RATIO = 100
/** Packages in packages: an archive of archives, a letter with a letter with an archive. */
export const DEEPEST = 4
/** Beginnings without an end after which an item is left alone. */
export const MOST_ATTEMPTS = 3

/** What a batch and its unreadable files are kept for after it ended. */
export const KEPT_DAYS = 90

const own: Readonly<Record<Exclude<Why, TroubleCode>, () => string>> = {
  broken: m.intake_batch_why_broken,
  gone: m.intake_batch_why_gone,
  'too-many': () => m.intake_batch_why_too_many({ most: MOST_ITEMS }),
  nested: m.intake_batch_why_nested,
  'disk-full': m.intake_batch_why_disk_full,
  refused: m.intake_batch_why_refused,
}
export const whyInWords = (why: Why): string => (Object.hasOwn(own, why) ? own[why as keyof typeof own]() : troubleSentence(why as TroubleCode))

/** A path as it may stand on a page and in the database: no control characters, no way up, no drive. */
export const cleanPath = (raw: string): string =>
  raw
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
    .join('/')
    .slice(-400)
    .toWellFormed()

/** Files that programs leave behind in folders and archives: nobody means them. */
export const isJunk = (path: string): boolean =>
  path.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.[^/]*(?:\/|$)|~\$[^/]*$|thumbs\.db$|desktop\.ini$|ehthumbs\.db$|icon\r$)/i.test(path.replaceAll('\\', '/'))

export type Counts = Readonly<Record<Outcome, number>>
export const totalOf = (counts: Counts): number => counts.waiting + counts.read + counts.known + counts.unreadable
export const doneOf = (counts: Counts): number => counts.read + counts.known + counts.unreadable
