// A real SMTP server for tests: keeps what arrives, and refuses, dawdles or falls silent when told to.
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export type Arrived = { readonly to: string; readonly from: string; readonly raw: Buffer; readonly mail: Email; readonly session: SMTPServerSession }

export type MailServer = {
  readonly url: string
  readonly port: number
  /** What it has taken and answered 250 to, oldest first. */
  readonly arrived: Arrived[]
  /** What it does with the next letters; by itself it takes them all. */
  behave: {
    /** Before the greeting. */
    greeting?: () => Promise<void> | void
    /** Answer to RCPT TO: an error with `responseCode`, or nothing. */
    recipient?: (address: string) => Promise<void> | void
    /** After the whole letter and before the answer. */
    answer?: (letter: Arrived) => Promise<void> | void
    /** While the letter comes in, at its first bytes. */
    letter?: (session: SMTPServerSession) => void
  }
  connections: number
  stop(): Promise<void>
}

/** A refusal with its code, as servers give it. */
export const smtpRefusal = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode })

/** `most`: bytes of a letter it says it takes; 0: any. */
export async function startMailServer(port = 0, most = 0): Promise<MailServer> {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    ...(most === 0 ? {} : { size: most }),
    onConnect(_, done) {
      self.connections += 1
      void (async () => self.behave.greeting?.())().then(
        () => done(),
        (error: Error) => done(error),
      )
    },
    onRcptTo({ address }, _, done) {
      void (async () => self.behave.recipient?.(address))().then(
        () => done(),
        (error: Error) => done(error),
      )
    },
    onData(stream: SMTPServerDataStream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        if (parts.length === 0) self.behave.letter?.(session)
        parts.push(part)
      })
      stream.on('end', () => {
        const raw = Buffer.concat(parts)
        void (async () => {
          const mail = await PostalMime.parse(raw)
          const { mailFrom, rcptTo } = session.envelope
          const letter = { to: rcptTo[0]!.address, from: mailFrom === false ? '' : mailFrom.address, raw, mail, session }
          await self.behave.answer?.(letter)
          arrived.push(letter)
        })().then(
          () => done(),
          (error: Error) => done(error),
        )
      })
    },
  })
  // A client that is killed breaks its connection off.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.server.address() as AddressInfo).port
  const self: MailServer = {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    arrived,
    behave: {},
    connections: 0,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
  return self
}
