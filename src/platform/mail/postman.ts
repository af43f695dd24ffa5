// How mails leave: over SMTP, one letter at a time on a connection that is kept for the next, or, with no mail server set up, onto the terminal.
import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Log } from '../log.ts'
import type { Composed } from './composing.ts'

/** What a refusal for good is about: the letter as it is, which says nothing of whom it goes to, or the address. */
export type Fault = 'letter' | 'address'

/**
 * What became of a letter. sent: the server has it (`words`: what it said) · refused: it wants it neither now nor later, `whose` fault that is · later: not now, or it fell silent
 * before the end · unreachable: the server itself is away or lets us not in, which is not this letter's fault · unknown: handed over, and no answer ·
 * taken: another postman has it in hand.
 */
export type Outcome =
  | { readonly kind: 'sent' | 'later' | 'unreachable' | 'unknown'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string; readonly whose: Fault }
  | { readonly kind: 'taken' }

/**
 * `handOver` is asked right before the end of the letter is given away: until a server has seen the end it must not keep the letter (RFC 5321 §4.1.1.4), and after
 * it nobody here can say whether it does. If it answers false, the letter is not ended.
 */
export type Postman = {
  deliver(letter: Composed, handOver: () => Promise<boolean>): Promise<Outcome>
  /** Whether it carries an office's letters: the terminal shows only what whoever reads it is waiting for. */
  readonly carriesAll: boolean
  /** Lets go of connections kept for the next letter. */
  rest(): void
  close(): void
}

/** Milliseconds for getting through to the letter, for the letter itself, and for the answer to it (RFC 5321 §4.5.3.2.6 asks for ten minutes). */
export type Patience = { readonly envelope: number; readonly letter: number; readonly answer: number }
const PATIENCE: Patience = { envelope: 45_000, letter: 5 * 60_000, answer: 10 * 60_000 }

type Broken = Error & { readonly code?: string; readonly responseCode?: number; readonly command?: string; readonly response?: string }

const PIECE_BYTES = 16 * 1024

/** The letter as it flows; before its end it asks whether it may end. */
class Flowing extends Readable {
  /** Whether the end was let go. */
  ended = false
  /** Whether the server has asked for it. */
  begun = false
  #at = 0
  readonly #bytes: Buffer
  readonly #mayEnd: () => Promise<boolean>

  constructor(bytes: Buffer, mayEnd: () => Promise<boolean>) {
    super({ highWaterMark: PIECE_BYTES })
    this.#bytes = bytes
    this.#mayEnd = mayEnd
  }

  override _read(): void {
    this.begun = true
    // In small pieces: the next is asked for when the one before is on its way, so that the end is asked for last.
    if (this.#at < this.#bytes.length) {
      this.#at += PIECE_BYTES
      this.push(this.#bytes.subarray(this.#at - PIECE_BYTES, this.#at))
      return
    }
    this.#mayEnd().then(
      (may) => {
        this.ended = may
        if (may) this.push(null)
        else this.destroy(new Taken())
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }
}

class Taken extends Error {
  constructor() {
    super('another postman has it in hand')
  }
}

/** By the number of the answer (RFC 3463 §3): 5.1 is said of addresses and 5.2 of boxes, but 5.2.3 of a letter too long for one; else by what was asked. */
function faultOf({ response = '', command }: Broken): Fault {
  const [, subject, detail] = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(response) ?? []
  if (subject === '1') return 'address'
  if (subject === '2') return detail === '3' ? 'letter' : 'address'
  return command === 'RCPT TO' && !(subject === '3' && detail === '4') ? 'address' : 'letter'
}

/** What a fault of the connection means for the letter. */
function outcomeOf(fault: Broken, { begun, ended }: { readonly begun: boolean; readonly ended: boolean }): Outcome {
  const words = (fault.response ?? fault.message).replace(/\s+/g, ' ').trim().slice(0, 500)
  const answered = fault.responseCode !== undefined && (fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE')
  if (answered) {
    const command = fault.command ?? ''
    const forGood = fault.responseCode >= 500
    // Of the sender a server speaks to us, not of whom we write to; but 552 means that the letter is too big.
    if (forGood && command === 'MAIL FROM' && fault.responseCode !== 552) return { kind: 'unreachable', words }
    return forGood ? { kind: 'refused', words, whose: faultOf(fault) } : { kind: 'later', words }
  }
  if (ended) return { kind: 'unknown', words }
  // An address the connection itself will not write down, and a letter larger than the server said it takes.
  if (fault.code === 'EENVELOPE') return { kind: 'refused', words, whose: 'address' }
  if (fault.code === 'EMESSAGE') return { kind: 'refused', words, whose: 'letter' }
  return { kind: begun ? 'later' : 'unreachable', words }
}

/** Speaks to the server of the setting SMTP_URL. */
export function smtpPostman(url: string, patience: Partial<Patience> = {}): Postman {
  const { envelope, letter: forLetter, answer } = { ...PATIENCE, ...patience }
  const { auth, ...options } = parseConnectionUrl(url) as SMTPConnection['options'] & { auth?: { user: string; pass: string } }
  const idle: SMTPConnection[] = []
  const open = new Set<SMTPConnection>()

  const opened = (): Promise<SMTPConnection> =>
    new Promise((resolve, reject) => {
      const connection = new SMTPConnection({
        ...options,
        connectionTimeout: Math.min(10_000, envelope),
        greetingTimeout: Math.min(10_000, envelope),
        socketTimeout: answer + 60_000,
        logger: false,
      })
      open.add(connection)
      const timer = setTimeout(() => {
        reject(new Error('the mail server did not answer in time'))
        connection.close()
      }, envelope)
      const settle = (error?: unknown) => {
        clearTimeout(timer)
        if (error === undefined || error === null) return resolve(connection)
        reject(error)
        connection.close()
      }
      // Also what happens to a connection nobody is using at the moment must be heard.
      connection.on('error', settle)
      connection.on('end', () => {
        open.delete(connection)
        const at = idle.indexOf(connection)
        if (at !== -1) idle.splice(at, 1)
        settle(new Error('the mail server closed the connection'))
      })
      connection.connect((error?: unknown) => {
        if (error !== undefined && error !== null) return settle(error)
        if (auth === undefined || connection.authenticated) return settle()
        connection.login({ credentials: auth }, (refused?: unknown) => settle(refused))
      })
    })

  const handing = (connection: SMTPConnection, letter: Composed, handOver: () => Promise<boolean>): Promise<Outcome> =>
    new Promise((resolve) => {
      let timer: NodeJS.Timeout
      const within = (milliseconds: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => finish(new Error('the mail server did not answer in time')), milliseconds)
      }
      const flowing = new Flowing(letter.bytes, async () => {
        const may = await handOver()
        if (may) within(answer)
        return may
      })
      let finished = false
      const finish = (fault: Broken | null, words = '') => {
        if (finished) return
        finished = true
        clearTimeout(timer)
        connection.off('error', broken)
        connection.off('end', closed)
        if (fault === null) {
          idle.push(connection)
          return resolve({ kind: 'sent', words: words.slice(0, 500) })
        }
        const settled = (fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE') && fault.responseCode !== undefined && fault.responseCode !== 421
        if (!settled) connection.close()
        else
          connection.reset((error?: unknown) => {
            if (error === undefined || error === null) idle.push(connection)
            else connection.close()
          })
        resolve(fault instanceof Taken || fault.cause instanceof Taken ? { kind: 'taken' } : outcomeOf(fault, flowing))
      }
      const broken = (error: Broken) => finish(error)
      const closed = () => finish(new Error('the mail server closed the connection'))
      connection.on('error', broken)
      connection.on('end', closed)
      flowing.on('error', (error) => finish(error))
      within(envelope + forLetter)
      const dsn = { ret: 'HDRS' as const, envid: letter.id, notify: ['FAILURE' as const] }
      connection.send({ from: letter.from, to: letter.to, size: letter.bytes.length, dsn }, flowing, (error: unknown, info?: { response?: string }) =>
        finish((error as Broken | null) ?? null, info?.response ?? ''),
      )
    })

  return {
    carriesAll: true,
    deliver: async (letter, handOver) => {
      const kept = idle.pop()
      if (kept !== undefined) {
        const outcome = await handing(kept, letter, handOver)
        // A server may close a connection nobody spoke on; that says nothing of the letter, which goes on a new one.
        if (outcome.kind !== 'unreachable') return outcome
      }
      try {
        return await handing(await opened(), letter, handOver)
      } catch (error) {
        return outcomeOf(error as Broken, { begun: false, ended: false })
      }
    },
    rest: () => {
      for (const connection of idle.splice(0)) connection.quit()
    },
    close: () => {
      for (const connection of open) connection.close()
    },
  }
}

/** Shows the letters on the terminal instead of sending them: how one gets in before a mail server is set up. */
export const terminalPostman = (log: Log): Postman => ({
  carriesAll: false,
  deliver: async (letter, handOver) => {
    if (!(await handOver())) return { kind: 'taken' }
    log.info(`\n✉ ${letter.to}\n  ${letter.subject}\n${letter.text.replace(/^/gm, '  ')}\n`)
    return { kind: 'sent', words: '' }
  },
  rest: () => {},
  close: () => {},
})
