// A real IMAP server for tests (hoodiecrow): one mailbox whose letters and their flags are seen from outside, and which breaks off when told to.
import { createRequire } from 'node:module'
import type { AddressInfo, Server, Socket } from 'node:net'

/** What hoodiecrow gives; it brings no types along. */
type Kept = { uid: number; flags: string[]; raw: string }
type Connection = { socket: Socket }
type Hoodiecrow = {
  server: Server
  listen(port: number, host: string, listening: () => void): void
  close(done: () => void): void
  appendMessage(folder: string, flags: readonly string[], day: string, raw: string): void
  getMailbox(folder: string): { messages: Kept[]; uidvalidity: number }
  getCommandHandler(command: string): (connection: Connection, ...rest: unknown[]) => void
  setCommandHandler(command: string, handler: (connection: Connection, ...rest: unknown[]) => void): void
}
const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow

export type MailboxServer = {
  readonly port: number
  /** Puts a letter into a folder, unseen; answers its number there. */
  put(raw: string, folder?: string): number
  /** Numbers of a folder's letters, and whether each was seen, oldest first. */
  seen(folder?: string): Record<number, boolean>
  /** Forgets which were seen. */
  unsee(): void
  /** The folder is another under the same name: its letters' numbers begin anew. */
  renumber(): void
  /** How often each command was given. */
  readonly given: Map<string, number>
  behave: {
    /** The connection ends when this command comes, before it is done. */
    breakAt?: string
  }
  stop(): Promise<void>
}

const COMMANDS = ['UID STORE', 'UID FETCH', 'UID SEARCH', 'LOGIN', 'SELECT', 'EXPUNGE', 'UID EXPUNGE', 'CLOSE']

/** User `returns`, password `pass word/1`; folders INBOX and `Върнати`. `secure`: TLS with a certificate that nobody should trust. */
export async function startMailboxServer({ secure = false, port = 0 }: { readonly secure?: boolean; readonly port?: number } = {}): Promise<MailboxServer> {
  const sockets = new Set<Socket>()
  const server = hoodiecrow({
    plugins: ['ID', 'NAMESPACE', 'ENABLE', 'CONDSTORE', 'LITERALPLUS', 'UNSELECT', 'SPECIAL-USE', 'UIDPLUS', 'MOVE'],
    secureConnection: secure,
    users: { returns: { password: 'pass word/1' } },
    // Names of folders are written in modified UTF-7 (RFC 3501, 5.1.3).
    storage: { INBOX: { messages: [] }, '': { separator: '/', folders: { '&BBIESgRABD0EMARCBDg-': { messages: [] } } } },
  })
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  const self: MailboxServer = {
    port: 0,
    put: (raw, folder = 'INBOX') => {
      // Bytes are told as the signs of their numbers.
      server.appendMessage(folder, [], '23-Nov-2026 09:00:00 +0200', Buffer.from(raw).toString('latin1'))
      return server.getMailbox(folder).messages.at(-1)!.uid
    },
    seen: (folder = 'INBOX') => Object.fromEntries(server.getMailbox(folder).messages.map(({ uid, flags }) => [uid, flags.includes('\\Seen')])),
    unsee: () => {
      for (const letter of server.getMailbox('INBOX').messages) letter.flags = letter.flags.filter((flag) => flag !== '\\Seen')
    },
    renumber: () => {
      const box = server.getMailbox('INBOX')
      box.uidvalidity += 1
      for (const [at, letter] of box.messages.entries()) letter.uid = at + 1
    },
    given: new Map(),
    behave: {},
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(resolve)
      }),
  }
  for (const command of COMMANDS) {
    const usual = server.getCommandHandler(command)
    if (typeof usual !== 'function') continue
    server.setCommandHandler(command, (connection, ...rest) => {
      self.given.set(command, (self.given.get(command) ?? 0) + 1)
      if (self.behave.breakAt === command) connection.socket.destroy()
      else usual(connection, ...rest)
    })
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(self, { port: (server.server.address() as AddressInfo).port })
}
