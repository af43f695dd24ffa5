// Opens the mailbox letters come back to (IMAP, RFC 3501), hands on the unseen ones that are delivery reports, and marks as seen those somebody took. Nothing is deleted.
import { type FetchMessageObject, ImapFlow, type ImapFlowError } from 'imapflow'
import { isThisMachine, type ReturnsBox } from '#settings'
import type { Log } from '../log.ts'
import { isReportByHead, MOST_RETURNED_BYTES } from './returned.ts'

/** Why a look did not come to its end; each has words a person can act on. */
export const BOX_TROUBLES = ['password', 'folder', 'read-only', 'certificate', 'unencrypted', 'unknown-host', 'unreachable', 'silent', 'broken'] as const
export type BoxTrouble = (typeof BOX_TROUBLES)[number]

/** Up to which letter a folder was looked through; the numbers of another validity mean other letters (RFC 3501, 2.3.1.1). */
export type BoxPosition = { readonly validity: string; readonly lastUid: number }

/** How a look went: how far it came, how many letters were taken, and what ended it before its end. `detail`: the server's own words. */
export type Look = { readonly position: BoxPosition; readonly taken: number; readonly trouble: { readonly kind: BoxTrouble; readonly detail: string } | null }

const CONNECT_MS = 20_000
const SILENCE_MS = 60_000
/** Letters whose head lines are asked for at once. */
const AT_ONCE = 100
/** What tells a delivery report: nothing else of other people's letters is read. */
const HEAD_LINES = ['from', 'content-type', 'x-failed-recipients']

const CERTIFICATES = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME|SIGNATURE/i
const NETWORK: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'NoConnection', 'EConnectionClosed'])
const SILENT: ReadonlySet<string> = new Set(['ETIMEDOUT', 'ETIMEOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'])

/** What a fault of the connection means for whoever has to mend it. The command that failed is never told: it may hold the password. */
export function troubleOf(error: ImapFlowError): { readonly kind: BoxTrouble; readonly detail: string } {
  const code = error.code ?? ''
  const detail = (error.responseText ?? error.message).replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 300)
  const kind: BoxTrouble =
    error.authenticationFailed === true
      ? 'password'
      : CERTIFICATES.test(code)
        ? 'certificate'
        : error.tlsFailed === true || code.startsWith('ERR_SSL') || code === 'EPROTO'
          ? 'unencrypted'
          : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
            ? 'unknown-host'
            : SILENT.has(code)
              ? 'silent'
              : NETWORK.has(code)
                ? 'unreachable'
                : 'broken'
  return { kind, detail }
}

/**
 * Looks once. `take` is given each unseen delivery report, whole, in the order in which they came, and answers whether it was one of ours: only then is it
 * marked as seen. Letters up to `from` were looked at before and are passed over. Killed anywhere, the next look begins where the last one ended.
 */
export async function lookIntoBox(
  box: ReturnsBox,
  from: BoxPosition,
  take: (letter: Uint8Array) => Promise<boolean>,
  { log, stop }: { readonly log: Log; readonly stop: AbortSignal },
): Promise<Look> {
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    // A password must not cross a network in the open; a server on this machine may have no certificate.
    ...(box.secure ? {} : isThisMachine(box.host) ? { doSTARTTLS: false } : { doSTARTTLS: true }),
    auth: { user: box.user, pass: box.password() },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  })
  let position = from
  let taken = 0
  let trouble: Look['trouble'] = null
  // What breaks between two commands is told here too, and by the command that waits; unheard it would end the process.
  client.on('error', (error: Error) => log.debug(`mailbox of returns: ${error.message}`))
  /** What broke on our side is not the mailbox's. */
  let fault: unknown = null
  const taking = async (letter: Uint8Array): Promise<boolean> => {
    try {
      return await take(letter)
    } catch (error) {
      fault = error
      throw error
    }
  }
  const leave = (): void => client.close()
  stop.addEventListener('abort', leave, { once: true })
  try {
    await client.connect()
    const opened = await openFolder(client, box.folder)
    if (typeof opened === 'object') {
      trouble = opened
    } else {
      if (opened !== position.validity) position = { validity: opened, lastUid: 0 }
      const unseen = (await client.search({ seen: false, uid: `${position.lastUid + 1}:*` }, { uid: true })) || []
      // „5:*“ means the last letter even where that is the fourth.
      const uids = unseen.filter((uid) => uid > position.lastUid).sort((one, other) => one - other)
      for (let at = 0; at < uids.length && !stop.aborted; at += AT_ONCE) {
        const some = uids.slice(at, at + AT_ONCE)
        // All heads first: while letters are being listed no other command may be given.
        const heads = await client.fetchAll(some, { uid: true, size: true, headers: HEAD_LINES }, { uid: true })
        for (const uid of reportsAmong(heads)) {
          if (stop.aborted) break
          const letter = await client.fetchOne(String(uid), { source: { maxLength: MOST_RETURNED_BYTES } }, { uid: true })
          // Somebody else took it away meanwhile.
          if (letter !== false && letter.source !== undefined && (await taking(letter.source))) {
            const marked = await client.messageFlagsAdd([uid], ['\\Seen'], { uid: true })
            if (!client.usable) throw Object.assign(new Error('the connection ended'), { code: 'NoConnection' })
            // The server does not let us: it is recorded all the same, and the letters behind it must not wait for ever.
            if (!marked) trouble = { kind: 'read-only', detail: box.folder }
            taken += 1
          }
          position = { ...position, lastUid: uid }
        }
        if (!stop.aborted) position = { ...position, lastUid: some.at(-1)! }
      }
    }
    await client.logout()
  } catch (error) {
    if (fault !== null) throw fault
    // Stopped from here, it is no trouble.
    if (!stop.aborted) trouble = troubleOf(error as ImapFlowError)
  } finally {
    stop.removeEventListener('abort', leave)
    client.close()
  }
  return { position, taken, trouble }
}

/** The folder's validity, or why it cannot be used. */
async function openFolder(client: ImapFlow, folder: string): Promise<string | NonNullable<Look['trouble']>> {
  try {
    const opened = await client.mailboxOpen(folder)
    return opened.readOnly === true ? { kind: 'read-only', detail: folder } : String(opened.uidValidity)
  } catch (error) {
    const failed = error as ImapFlowError
    // The server is there and answers NO, or BAD to a name it cannot read: it does not give this folder.
    if (failed.responseStatus !== undefined) return { kind: 'folder', detail: failed.responseText ?? '' }
    throw error
  }
}

const reportsAmong = (heads: readonly FetchMessageObject[]): number[] =>
  heads
    .filter(({ headers, size }) => headers !== undefined && (size ?? 0) <= MOST_RETURNED_BYTES && isReportByHead(headers.toString('latin1')))
    .map(({ uid }) => uid)
    .sort((one, other) => one - other)
