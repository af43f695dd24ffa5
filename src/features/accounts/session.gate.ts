// Who may come in: recognises the visitor by the session cookie and lets readers, officers or anyone pass.
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { addresses } from '#addresses'
import type { Gate } from '#platform/http/routes.ts'
import type { BareShell, ColorScheme, Shell } from '#ui/shell.ts'
import { provenOfficer, type Officer, type Reader } from './account.ts'
import { memberOf, type Office } from './account.queries.ts'
import type { Auth } from './auth.actions.ts'

export type Visitor = { readonly reader: Reader; readonly office: Office }

declare module 'hono' {
  interface ContextVariableMap {
    auth: Auth
    /** The address people type, without a slash at the end. */
    baseUrl: string
    visitor: Visitor | null
    /** Whose citizens' pages a host shows; null while there is no office. */
    officeOfHost: (host: string) => Promise<Office | null>
    shell: Shell
    bareShell: BareShell
    /** Fills `shell` for a proven person; set by the app, which knows the counts of all features. */
    makeShell: (c: Context, visitor: Visitor) => Promise<Shell>
    /** The answer to a signed-in person who may not do this; drawn by the app. */
    forbidden: (c: Context) => Response | Promise<Response>
  }
}

const OFFICE_COOKIE = 'office'
const SCHEME_COOKIE = 'color-scheme'

/** Whether the request claims a session; whether it is a true one only `recognise` knows. */
export const bringsSession = (c: Context): boolean => (c.req.header('cookie') ?? '').includes('pobratim.session_token')

/** Reads who is behind the request; costs nothing without a session cookie. */
export async function recognise(c: Context): Promise<Visitor | null> {
  if (!bringsSession(c)) return null
  const account = await c.get('auth').whoIs(c.req.raw.headers)
  if (account === null) return null
  const member = await c.get('here').db.asSystem((tx) => memberOf(tx, account, getCookie(c, OFFICE_COOKIE) ?? null))
  return member
}

export const colorSchemeOf = (c: Context): ColorScheme => {
  const chosen = getCookie(c, SCHEME_COOKIE)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

/** A path of our own to come back to; anything else becomes the first page, so that a link cannot send people elsewhere. */
export const ownPath = (value: string | undefined): string =>
  value !== undefined && /^\/(?![/\\])[^\u0000-\u001f\\]*$/.test(value) ? value : addresses.today()

/** Turned away for want of a session: pages lead to sign-in and back again, forms and data get the plain refusal. */
function toSignIn(c: Context): Response {
  if (c.req.method !== 'GET' || c.req.query('as') === 'json') return c.redirect(addresses.signIn(), 303)
  const url = new URL(c.req.url)
  return c.redirect(addresses.signIn({ next: url.pathname + url.search }), 303)
}

async function admitVisitor(c: Context): Promise<Visitor | Response> {
  const visitor = c.get('visitor')
  if (visitor === null) return toSignIn(c)
  c.set('shell', await c.get('makeShell')(c, visitor))
  return visitor
}

/** Members of the office, whatever they may do. */
export const readers: Gate<Reader> = {
  name: 'reader',
  admit: async (c) => {
    const admitted = await admitVisitor(c)
    return admitted instanceof Response ? { answer: admitted } : { person: admitted.reader }
  },
}

/** Those who may write. */
export const officers: Gate<Officer> = {
  name: 'officer',
  admit: async (c) => {
    const admitted = await admitVisitor(c)
    if (admitted instanceof Response) return { answer: admitted }
    const officer = provenOfficer(admitted.reader)
    return officer === null ? { answer: await c.get('forbidden')(c) } : { person: officer }
  },
}

/** Everyone, signed in or not. */
export const anyone: Gate<null> = { name: 'anyone', admit: async () => ({ person: null }) }
