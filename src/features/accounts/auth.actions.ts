// Sign-in by better-auth: a link by e-mail, or a password where the office wants one.
import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins/magic-link'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { SystemTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { currentLanguage, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { SHORTEST_PASSWORD } from './account.ts'
import { LINK_MINUTES } from './session.ts'
import { authAccounts, authSessions, authUsers, authVerifications } from './auth.table.ts'

/** `user` is the account's id; `cookies` are Set-Cookie lines for the answer. */
export type SignedIn = { readonly cookies: readonly string[] }

export type Auth = {
  /** The account behind the request's session cookie, or null. */
  whoIs(headers: Headers): Promise<{ id: string; name: string; email: string; language: string | null } | null>
  /** Makes a link's token for an existing account; null when nobody has this address. */
  linkToken(email: string): Promise<string | null>
  /** Spends a link's token. Refuses used, expired and unknown ones alike. */
  signInByLink(token: string, headers: Headers): Promise<Result<SignedIn>>
  signInByPassword(email: string, password: string, headers: Headers): Promise<Result<SignedIn>>
  signOut(headers: Headers): Promise<SignedIn>
  /** Sets or replaces the password of an account and ends its other sessions. */
  setPassword(tx: SystemTx, userId: string, password: string): Promise<void>
}

/** `baseUrl` is the address people type; cookies are marked Secure when it begins with https. */
export function openAuth(options: { pool: Pool; secret: string; baseUrl: string; trustedOrigins?: readonly string[] }): Auth {
  const spoken = new AsyncLocalStorage<{ token: string | null }>()
  const auth = betterAuth({
    appName: 'Pobratim',
    baseURL: options.baseUrl,
    secret: options.secret,
    trustedOrigins: [...(options.trustedOrigins ?? [])],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(drizzle(options.pool), {
      provider: 'pg',
      schema: { user: authUsers, session: authSessions, account: authAccounts, verification: authVerifications },
    }),
    user: { additionalFields: { language: { type: 'string', required: false, input: false } } },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: SHORTEST_PASSWORD, maxPasswordLength: 128 },
    advanced: { cookiePrefix: 'pobratim', useSecureCookies: options.baseUrl.startsWith('https:') },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        // The mail is ours: queued in the office's own words, pointing at a page of ours and not straight at the token's end.
        sendMagicLink: ({ token }) => {
          const waiting = spoken.getStore()
          if (waiting !== undefined) waiting.token = token
        },
      }),
    ],
  })

  const cookiesOf = (answer: Response): SignedIn => ({ cookies: answer.headers.getSetCookie() })

  return {
    whoIs: async (headers) => {
      // Once a day the session is prolonged on the way; where nothing can be written just now, reading goes on without that.
      const session = await auth.api.getSession({ headers }).catch(() => auth.api.getSession({ headers, query: { disableRefresh: true } }))
      if (session === null) return null
      const { id, name, email, language } = session.user as typeof session.user & { language?: string | null }
      return { id, name, email, language: language ?? null }
    },
    linkToken: async (email) => {
      const known = await drizzle(options.pool).select({ id: authUsers.id }).from(authUsers).where(eq(authUsers.email, email))
      if (known.length === 0) return null
      const waiting: { token: string | null } = { token: null }
      await spoken.run(waiting, () => auth.api.signInMagicLink({ body: { email, callbackURL: '/' }, headers: new Headers() }))
      return waiting.token
    },
    signInByLink: async (token, headers) => {
      const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      const signedIn = cookiesOf(answer)
      return signedIn.cookies.some((cookie) => cookie.includes('session_token=')) ? ok(signedIn) : refuse('link', m.accounts_link_spent())
    },
    signInByPassword: async (email, password, headers) => {
      const answer = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true })
      return answer.ok ? ok(cookiesOf(answer)) : refuse('password', m.accounts_password_wrong())
    },
    signOut: async (headers) => cookiesOf(await auth.api.signOut({ headers, asResponse: true })),
    setPassword: async (tx, userId, password) => {
      const context = await auth.$context
      const hash = await context.password.hash(password)
      await tx.delete(authAccounts).where(eq(authAccounts.userId, userId))
      await tx.insert(authAccounts).values({ id: `${userId}-password`, accountId: userId, providerId: 'credential', userId, password: hash })
      await tx.delete(authSessions).where(eq(authSessions.userId, userId))
    },
  }
}

/** Sends the sign-in link to an address; says nothing of whether anybody has it. */
export async function mailSignInLink(here: Here, auth: Auth, email: string, baseUrl: string): Promise<void> {
  const token = await auth.linkToken(email)
  if (token === null) return
  await here.db.asSystem(async (tx) => {
    const [account] = await tx.select({ language: authUsers.language }).from(authUsers).where(eq(authUsers.email, email))
    const text = () => ({
      subject: m.accounts_link_mail_subject(),
      text: m.accounts_link_mail_text({ link: `${baseUrl}${addresses.signInLink({ token })}`, minutes: LINK_MINUTES }),
    })
    const language = isLanguage(account?.language) ? account.language : currentLanguage()
    const validUntil = new Date(here.clock.now().getTime() + LINK_MINUTES * 60_000)
    await queueMail(tx, here.clock, { officeId: null, kind: 'sign-in', language, to: email, validUntil, ...speakingIn(language, text) })
  })
}
