// Where app and server meet: a socket inside the data folder, a short private folder when its path would be too long, a port on Windows.
import { chownSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readPassword } from './folder.ts'
import { DATABASE, type Layout, layoutOf, SOCKET_PORT } from './layout.ts'
import { type Identity, standsInFolder } from './program.ts'
import type { Listening } from './server.ts'

export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Bytes a socket's path may have: Linux takes 107, macOS 103; some room for the lock file beside it. */
const SOCKET_PATH_LIMIT = 100

export async function chooseListening(layout: Layout, identity: Identity | null): Promise<Listening> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(), socketSetting: null }
  forget(layout, null)
  const socket = join(layout.socket, `.s.PGSQL.${SOCKET_PORT}`)
  const moved = realpathSync(layout.pg) !== layout.pg || realpathSync(layout.socket) !== layout.socket
  if (Buffer.byteLength(socket) <= SOCKET_PATH_LIMIT && !moved) {
    return { host: layout.socket, port: SOCKET_PORT, socketSetting: quoted(standsInFolder(identity) ? '../run/socket' : layout.socket) }
  }
  const short = mkdtempSync(join(tmpdir(), 'pobratim-'))
  if (identity !== null) chownSync(short, identity.uid, identity.gid)
  return { host: short, port: SOCKET_PORT, socketSetting: quoted(short) }
}

/** A list of folders is expected there: quoted, a comma or a space in the name stays part of the name. */
const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

/** Takes the note of the running server away, and the short folder of a socket that lay outside. */
export function forget(layout: Layout, listening: Listening | null): void {
  const host = listening?.host ?? readServer(layout)?.host
  if (host !== undefined && host !== layout.socket && host.startsWith(join(tmpdir(), 'pobratim-'))) rmSync(host, { recursive: true, force: true })
  rmSync(layout.server, { force: true })
}

type ServerNote = { readonly host: string; readonly port: number; readonly pid: number }

function readServer(layout: Layout): ServerNote | null {
  try {
    const read = JSON.parse(readFileSync(layout.server, 'utf8')) as Partial<ServerNote>
    return typeof read.host === 'string' && typeof read.port === 'number' ? { host: read.host, port: read.port, pid: read.pid ?? 0 } : null
  } catch {
    return null
  }
}

/** How to reach the server of a folder that some app has open now: for commands beside the running app. Null when none is noted. */
export function runningConnection(folder: string): Connection | null {
  const layout = layoutOf(folder)
  const server = readServer(layout)
  const password = readPassword(layout)
  return server === null || password === null ? null : { host: server.host, port: server.port, user: DATABASE, password, database: DATABASE }
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** One query on a connection of its own. */
export async function ask(connection: Connection, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 20_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
