// The whole app on a fresh database in milliseconds: an office with an officer and a reader, and a way to knock as either.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { Client, Pool } from 'pg'
import { inject } from 'vitest'
import { buildApp } from '../../src/app.tsx'
import { addMember, openOfficeOfTown } from '#features/accounts/account.actions.ts'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { memberOf } from '#features/accounts/account.queries.ts'
import { openAuth, type Auth } from '#features/accounts/auth.actions.ts'
import type { TwinningParts } from '#features/finder/twinnings/twinning.routes.tsx'
import type { PostRouteParts } from '#features/post/post.routes.tsx'
import type { ModelParts } from '#features/intake/model/model.routes.tsx'
import { fixedClock } from '#platform/clock.ts'
import { RememberingClient } from '#platform/database/prepared.ts'
import { WhileUnchanged } from '#platform/database/while-unchanged.ts'
import { openDoor } from '#platform/database/door.ts'
import { diskStore, type FileStore } from '#platform/files/files.ts'
import type { Here } from '#platform/here.ts'
import type { Proxies } from '#platform/http/asker.ts'
import type { Outside } from '#platform/http/outside.ts'
import type { RouteEntry } from '#platform/http/routes.ts'
import { newId } from '#platform/ids.ts'
import { silentLog } from '#platform/log.ts'
import { smtpPostman } from '#platform/mail/postman.ts'
import { sendWaiting } from '#platform/mail/sending.ts'
import { localText } from '#platform/texts/local-text.ts'
import { setUpDemo } from '../../src/demo/demo.actions.ts'
import type { MailServer } from './mail-server.ts'

export const ORIGIN = 'http://pobratim.test'
export const TEST_SECRET = 'a secret for tests that is long enough'
/** GeoNames id of Troyan, Bulgaria. */
export const TROYAN = 726320

export type FormFields = Readonly<Record<string, string | readonly string[] | File>>

/** Someone at the door: keeps cookies as a browser does. */
export type Visit = {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form?: FormFields, headers?: Record<string, string>): Promise<Response>
  /** Posts bytes as they are. */
  send(path: string, body: Uint8Array, headers: Record<string, string>): Promise<Response>
  /** The page behind a redirect, as text. */
  follow(answer: Response): Promise<string>
}

export type TestOffice = {
  readonly app: Hono
  readonly routes: readonly RouteEntry[]
  readonly here: Here & { readonly clock: ReturnType<typeof fixedClock> }
  readonly auth: Auth
  readonly pool: Pool
  /** The kept files, on this office's own folder. */
  readonly files: FileStore
  readonly filesFolder: string
  readonly officeId: string
  readonly officer: Officer
  readonly reader: Reader
  as(role: 'officer' | 'reader' | 'nobody'): Visit
  /** Another office in the same database, with an officer of its own. */
  openAnother(name: string): Promise<{ officeId: string; officer: Officer; visit: Visit }>
  /** The same offices as another process serves them: its own connections to the one database, its own memory. */
  openAnotherProcess(): Pick<TestOffice, 'app' | 'pool'>
  /** How many statements the work sends to the database, transaction control left out. */
  statements(work: () => Promise<unknown>): Promise<number>
  /**
   * The same for a citizens' page that finds nothing kept: everything it shows is read anew. Other tests write on the same server; the page is asked for again
   * until none of them did meanwhile.
   */
  anew(work: () => Promise<unknown>): Promise<number>
  /** What the work brought when nobody wrote on the same server meanwhile: what was kept before its first line is kept to its end, unless it writes itself. `first` goes before each attempt. */
  undisturbed<T>(work: () => Promise<T>, first?: () => Promise<unknown>): Promise<T>
  /** Ends a transaction, which is a change to whoever keeps what they read. */
  touched(): Promise<unknown>
  close(): Promise<void>
}

const bodyOf = (form: FormFields): FormData | URLSearchParams => {
  const files = Object.values(form).some((value) => value instanceof File)
  const body = files ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') body.append(name, value)
    else if (value instanceof File) (body as FormData).append(name, value)
    else for (const one of value) body.append(name, one)
  }
  return body
}

export async function openOffice(
  options: {
    today?: string
    url?: string
    dev?: boolean
    model?: ModelParts
    outside?: Outside
    returns?: PostRouteParts['returns']
    twinnings?: TwinningParts
    proxies?: Proxies
  } = {},
): Promise<TestOffice> {
  const server = inject('server')
  const database = `pobratim_test_${newId().replaceAll('-', '')}`
  const admin = new Client({ ...server, database: server.maintenance })
  await admin.connect()
  await admin.query(`create database ${database} template ${server.template}`)
  const pool = new Pool({ ...server, database, max: 6, Client: RememberingClient })
  pool.on('error', () => {})
  const clock = fixedClock(options.today ?? '2026-11-23')
  const here = { db: openDoor(pool), clock }
  const auth = openAuth({ pool, secret: TEST_SECRET, baseUrl: ORIGIN })
  const filesFolder = mkdtempSync(join(tmpdir(), 'pobratim-files-'))
  const files = diskStore(filesFolder)
  const appOver = (over: Pool): ReturnType<typeof buildApp> => {
    const own = over === pool ? here : { db: openDoor(over), clock }
    return buildApp({
      files,
      // Tests read what waits when they want it read.
      wake: () => {},
      here: own,
      unchanged: new WhileUnchanged(over),
      auth,
      log: silentLog,
      baseUrl: options.url ?? ORIGIN,
      placesPercent: () => null,
      ...(options.model === undefined ? {} : { model: options.model }),
      dev: options.dev ?? false,
      ...(options.returns === undefined ? {} : { returns: options.returns }),
      ...(options.twinnings === undefined ? {} : { twinnings: options.twinnings }),
      ...(options.outside === undefined ? {} : { outside: options.outside }),
      ...(options.proxies === undefined ? {} : { proxies: options.proxies }),
      secret: TEST_SECRET,
      mailFrom: 'Побратим <office@pobratim.test>',
      mailConfigured: true,
      setUpDemo: (_, spend) => setUpDemo(here, auth, spend),
      health: async () => ({ ok: true, database: 'open' }),
    })
  }
  const { app, routes } = appOver(pool)
  const others: Pool[] = []

  const visitOf = (cookies: Map<string, string>): Visit => {
    const ask = async (path: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers)
      if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      headers.set('origin', headers.get('origin') ?? ORIGIN)
      headers.set('accept-language', headers.get('accept-language') ?? 'bg')
      const answer = await app.request(`${ORIGIN}${path}`, { ...init, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
        if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    }
    const visit: Visit = {
      get: (path, headers = {}) => ask(path, { headers }),
      post: (path, form = {}, headers = {}) => ask(path, { method: 'POST', body: bodyOf(form), headers }),
      send: (path, body, headers) => ask(path, { method: 'POST', body: new Uint8Array(body), headers }),
      follow: async (answer) => {
        const to = answer.headers.get('location')
        if (to === null) throw new Error(`no redirect but ${answer.status}: ${(await answer.text()).slice(0, 2000)}`)
        return (await visit.get(to.replace(ORIGIN, ''))).text()
      },
    }
    return visit
  }
  const signedIn = async (email: string): Promise<Map<string, string>> => {
    const token = await auth.linkToken(email)
    const session = await auth.signInByLink(token!, new Headers())
    if (!session.ok) throw new Error(session.refusal.message)
    return new Map(session.value.cookies.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0]!]))
  }

  const open = (name: string, email: string): Promise<Officer> =>
    here.db.asSystem((tx) =>
      openOfficeOfTown(tx, here, auth, {
        name: localText(name, clock.now()),
        placeId: TROYAN,
        country: 'BG',
        languages: ['bg', 'en'],
        slugFrom: name,
        officer: { name: 'Проба Служителова', email, language: 'bg' },
      }),
    )
  const officer = await open('Община Троян', 'officer@pobratim.test')
  await addMember(here, officer.officeId, { name: 'Проба Читателова', email: 'reader@pobratim.test', role: 'reader' })
  const readerAccount = await here.db.asSystem(async (tx) => {
    const { rows } = await tx.execute<{ id: string; name: string; email: string; language: string | null }>(
      "select id, name, email, language from auth_user where email = 'reader@pobratim.test'",
    )
    return memberOf(tx, rows[0]!, null)
  })
  const jars = { officer: await signedIn('officer@pobratim.test'), reader: await signedIn('reader@pobratim.test') }

  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    let count = 0
    const original = Client.prototype.query
    Client.prototype.query = function (this: Client, ...args: unknown[]) {
      const first = args[0]
      const text = typeof first === 'string' ? first : typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : ''
      // Going in comes together with „begin“ and counts as a question.
      if (!/^\s*(?:begin|commit|rollback|savepoint|release)\b[^;]*$/i.test(text)) count += 1
      return (original as (...inner: unknown[]) => unknown).apply(this, args) as never
    } as typeof Client.prototype.query
    try {
      await work()
    } finally {
      Client.prototype.query = original
    }
    return count
  }

  const touched = (): Promise<unknown> => pool.query('select pg_current_xact_id()')
  const moment = async (): Promise<string> => (await admin.query<{ moment: string }>('select pg_current_snapshot()::text as moment')).rows[0]!.moment
  const undisturbed = async <T>(work: () => Promise<T>, first: () => Promise<unknown> = async () => {}): Promise<T> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      await first()
      const before = await moment()
      const brought = await work()
      if ((await moment()) === before) return brought
    }
    throw new Error('Others wrote all the time')
  }

  return {
    app,
    routes,
    here,
    auth,
    pool,
    files,
    filesFolder,
    officeId: officer.officeId,
    officer,
    reader: readerAccount!.reader,
    as: (role) => visitOf(role === 'nobody' ? new Map() : new Map(jars[role])),
    openAnother: async (name) => {
      const email = `${newId()}@pobratim.test`
      const other = await open(name, email)
      return { officeId: other.officeId, officer: other, visit: visitOf(await signedIn(email)) }
    },
    openAnotherProcess: () => {
      const over = new Pool({ ...server, database, max: 2, Client: RememberingClient })
      over.on('error', () => {})
      others.push(over)
      return { app: appOver(over).app, pool: over }
    },
    statements,
    undisturbed,
    touched,
    anew: (work) => undisturbed(() => statements(work), touched),
    close: async () => {
      await Promise.all(others.map((other) => (other.ended ? undefined : other.end())))
      await pool.end()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
      rmSync(filesFolder, { recursive: true, force: true })
    },
  }
}

/** For actions in tests: the value, or the refusal as an error. */
export const done = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}

/** Sends everything that waits in an office's outbox through a mail server, as the job of the post does; answers how many left. `baseUrl`: of the links in them. */
export async function sendAllThrough(server: Pick<MailServer, 'url'>, { here, files }: TestOffice, baseUrl = 'https://pobratim.test'): Promise<number> {
  const postman = smtpPostman(server.url)
  try {
    return await sendWaiting({
      here,
      postman,
      sender: { from: 'Побратим <office@pobratim.test>', baseUrl: () => baseUrl, secret: TEST_SECRET, files },
      pace: { all: 0, domain: 0 },
      log: silentLog,
    })
  } finally {
    postman.close()
  }
}
