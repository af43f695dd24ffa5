// Where each part of the office's data folder lies.
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The major version of the PostgreSQL that comes along; a cluster of another major cannot be opened by it. */
export const POSTGRES_MAJOR = 18
/** The one database inside the cluster, and the owner's login name. */
export const DATABASE = 'pobratim'
/** The port that names the socket file; no network port is opened on Unix. */
export const SOCKET_PORT = 5432

export type Layout = {
  /** Absolute path of the data folder. */
  readonly folder: string
  /** The PostgreSQL cluster. */
  readonly pg: string
  /** A cluster being created; renamed to `pg` once whole. */
  readonly pgUnfinished: string
  /** The server's log, and who runs here now. */
  readonly run: string
  /** The socket: the one folder beside `pg` that belongs to the server's user. */
  readonly socket: string
  /** Held by the one app that has the folder open. */
  readonly lock: string
  /** Who holds the lock: for the message to the second one. */
  readonly holder: string
  /** How to reach the running server: for `backup` beside a running app. */
  readonly server: string
  readonly log: string
  readonly version: string
  /** The owner's database password, made on the first start. */
  readonly password: string
  /** Space kept in reserve so that a full disk can be survived. */
  readonly ballast: string
  readonly files: string
  readonly backups: string
  /** A copy of the PostgreSQL program, only when the server cannot reach the installed one. */
  readonly program: string
}

export function layoutOf(folder: string): Layout {
  const root = existing(resolve(folder))
  return {
    folder: root,
    pg: join(root, 'pg'),
    pgUnfinished: join(root, 'pg-unfinished'),
    run: join(root, 'run'),
    socket: join(root, 'run', 'socket'),
    lock: join(root, 'lock'),
    holder: join(root, 'run', 'app.json'),
    server: join(root, 'run', 'server.json'),
    log: join(root, 'run', 'postgres.log'),
    version: join(root, 'version.json'),
    password: join(root, 'password'),
    ballast: join(root, 'ballast'),
    files: join(root, 'files'),
    backups: join(root, 'backups'),
    program: join(root, 'pg-program'),
  }
}

/** A short name for the folder, the same whichever way it was written. */
export const folderKey = (folder: string): string =>
  createHash('sha256')
    .update(existing(resolve(folder)))
    .digest('hex')
    .slice(0, 16)

function existing(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
