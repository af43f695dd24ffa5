// What the database says when it cannot, in words a person can act on.
import { m } from '#messages'
import { refuse, type Refusal, type Refused } from '#platform/result.ts'
import { restoreAdvice } from './folder.ts'
import type { Layout } from './layout.ts'

type Saying = { readonly code: string; readonly message: () => string }

const DISK_FULL: Saying = { code: 'database-disk-full', message: () => m.platform_database_disk_full() }
const UNREACHABLE: Saying = { code: 'database-unreachable', message: () => m.platform_database_unreachable() }
const BUSY: Saying = { code: 'database-busy', message: () => m.platform_database_busy() }
const DAMAGED: Saying = { code: 'database-damaged', message: () => m.platform_database_damaged() }
const TROUBLE: Saying = { code: 'database-disk-trouble', message: () => m.platform_database_disk_trouble() }

/** SQLSTATE (PostgreSQL, appendix A) or the system's error name → what to tell. */
const SAYINGS: Record<string, Saying> = {
  '53100': DISK_FULL,
  // Read-only transactions are only ever switched on because the disk ran full.
  '25006': DISK_FULL,
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  '53200': { code: 'database-out-of-memory', message: () => m.platform_database_out_of_memory() },
  '53300': { code: 'database-too-many-connections', message: () => m.platform_database_too_many_connections() },
  '57P03': { code: 'database-starting', message: () => m.platform_database_starting() },
  '57P01': UNREACHABLE,
  '57P02': UNREACHABLE,
  '57P05': UNREACHABLE,
  '08000': UNREACHABLE,
  '08001': UNREACHABLE,
  '08003': UNREACHABLE,
  '08004': UNREACHABLE,
  '08006': UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  '28P01': { code: 'database-wrong-password', message: () => m.platform_database_wrong_password() },
  '28000': { code: 'database-wrong-password', message: () => m.platform_database_wrong_password() },
  '57014': { code: 'database-too-slow', message: () => m.platform_database_too_slow() },
  '40001': BUSY,
  '40P01': BUSY,
  '55P03': BUSY,
  '58030': TROUBLE,
  EIO: TROUBLE,
  '58P01': DAMAGED,
  XX001: DAMAGED,
  XX002: DAMAGED,
}

/** What `pg` says without any code. */
const WORDINGS: readonly (readonly [RegExp, Saying])[] = [
  [/connection terminated|connection ended unexpectedly|client has encountered a connection error|server closed the connection/i, UNREACHABLE],
  [/timeout exceeded when trying to connect|connection terminated due to connection timeout/i, UNREACHABLE],
]

/**
 * The refusal that belongs to an error of the database or of the way to it, looked for along `cause` (Drizzle wraps errors). Null when the error
 * is something else: a bug, or a broken rule of the schema, which its feature knows better.
 */
export function explainDatabaseError(error: unknown): Refusal | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const found = sayingOf(at)
    if (found !== null) return { code: found.code, message: found.message() }
    if (at instanceof AggregateError) {
      for (const inner of at.errors) {
        const refusal = explainDatabaseError(inner)
        if (refusal !== null) return refusal
      }
    }
  }
  return null
}

function sayingOf(error: Error): Saying | null {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    const known = SAYINGS[code]
    if (known !== undefined) return known
    // A socket file that is not there (yet): the server is down or starting. A missing file elsewhere is no matter of the database.
    if (code === 'ENOENT' && syscall === 'connect') return UNREACHABLE
    // PostgreSQL gives some file errors its "internal error" number.
    return code === 'XX000' && /no space left on device|disk quota exceeded|file too large/i.test(error.message) ? DISK_FULL : null
  }
  return WORDINGS.find(([wording]) => wording.test(error.message))?.[1] ?? null
}

/** Why the server did not start, from the last lines it wrote; always ends with what to do. */
export function explainStart(layout: Layout, log: string): Refused {
  const lines = log.split('\n').slice(-12).join('\n')
  const restore = restoreAdvice(layout)
  if (/no space left on device|disk quota exceeded/i.test(log)) {
    return refuse('database-disk-full', m.platform_database_disk_full_at_start({ folder: layout.folder }))
  }
  if (/user with administrative permissions/i.test(log)) {
    return refuse('database-as-administrator', m.platform_database_as_administrator())
  }
  // In containers that give the app any number at all; only the making of the cluster asks for the name.
  const nameless = /could not look up effective user ID (\d+)/.exec(log)
  if (nameless !== null) {
    return refuse('database-nameless-user', m.platform_database_nameless_user({ uid: nameless[1] ?? '' }))
  }
  if (/permission denied|operation not permitted/i.test(log)) {
    return refuse('database-not-readable', m.platform_database_not_readable({ folder: layout.pg, log: lines }))
  }
  if (/read-only file system/i.test(log)) {
    return refuse('database-folder-read-only', m.platform_database_folder_read_only({ folder: layout.folder }))
  }
  if (/lock file "postmaster.pid"|pre-existing shared memory block/i.test(log)) {
    return refuse('database-server-left-over', m.platform_database_server_left_over({ folder: layout.pg }))
  }
  if (/database locale is incompatible|invalid locale name|collation.*not.*supported/i.test(log)) {
    return refuse('database-locale-missing', m.platform_database_locale_missing({ log: lines }))
  }
  if (
    /could not locate a valid checkpoint|invalid checkpoint|could not (open|read|access|find) (file|directory)|does not exist|incorrect checksum|invalid data in file|database files are incompatible|invalid page|unexpected pageaddr|is missing/i.test(
      log,
    )
  ) {
    return refuse('database-broken', m.platform_database_broken_says({ log: lines, restore }))
  }
  return refuse('database-start-failed', m.platform_database_start_failed({ log: lines, file: layout.log, restore }))
}
