// Enters a member of a delegation in the register of people, so that they can answer for a promise.
import type { Officer } from '#features/accounts/account.ts'
import { registerDelegate } from '#features/visits/delegations/delegate.actions.ts'
import { delegateById } from '#features/visits/delegations/delegate.queries.ts'
import { m } from '#messages'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { Unregistered } from './answering.queries.ts'

/** The id of the person they are from now on. Refuses as `registerDelegate` does. */
export async function registerMember(here: Here, by: Officer, eventId: string, { id, version }: Unregistered): Promise<Result<string>> {
  const done = await registerDelegate(here, by, id, version)
  if (!done.ok) return refuse(done.refusal.code, done.refusal.message)
  const member = await here.db.inOffice(by.officeId, (tx) => delegateById(tx, eventId, id))
  return member?.personId == null ? refuse('missing', m.visits_delegate_missing()) : ok(member.personId)
}
