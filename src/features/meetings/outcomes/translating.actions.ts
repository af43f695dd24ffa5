// Writes promises and decisions in the other languages of the minutes, each where it stands: promises in the ledger, decisions in the papers.
import type { Officer } from '#features/accounts/account.ts'
import { translateCommitment } from '#features/commitments/commitment.actions.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import { type DecisionRow, outcomesOf, type PromiseRow } from '../meeting.queries.ts'
import { settle } from '../minutes/minutes.ts'
import { changeDecision } from './outcome.actions.ts'
import type { OutcomeTyped } from './translating.ts'

type Found = { readonly promise: PromiseRow } | { readonly decision: DecisionRow }
/** What is to be written; `clashes`: of what somebody else changed meanwhile. */
export type Translating = { readonly write: readonly (Found & { readonly text: LocalTextForm })[]; readonly clashes: readonly (PromiseRow | DecisionRow)[] }

/** Held against what stands there now. Refuses what was typed for an outcome that is gone: it must not vanish without a word. */
export async function translatingOf(tx: OfficeTx, here: Here, eventId: string, typed: readonly OutcomeTyped[]): Promise<Result<Translating>> {
  if (typed.length === 0) return ok({ write: [], clashes: [] })
  const { promises, decisions } = await outcomesOf(tx, eventId, here.clock.today())
  const write: (Found & { readonly text: LocalTextForm })[] = []
  const clashes: (PromiseRow | DecisionRow)[] = []
  for (const { id, was, text } of typed) {
    const promise = promises.find((one) => one.id === id)
    const decision = decisions.find((one) => one.id === id)
    const row = promise ?? decision
    if (row === undefined) {
      if (Object.values(text).every((one) => one.trim() === '')) continue
      return refuse('outcome-gone', m.meetings_outcome_gone())
    }
    const settled = settle(text, row.text, was)
    if (settled === 'conflict') clashes.push(row)
    if (settled === 'write') write.push({ ...(promise === undefined ? { decision: decision! } : { promise }), text })
  }
  return ok({ write, clashes })
}

/** Writes them; answers the first line of the record, null when there was nothing to write. */
export async function translate(tx: OfficeTx, here: Here, by: Officer, eventId: string, write: Translating['write']): Promise<Result<string | null>> {
  const inside = within(here, tx)
  let first: string | null = null
  for (const one of write) {
    const written =
      'promise' in one
        ? await translateCommitment(inside, by, one.promise.id, one.promise.version, one.text)
        : await changeDecision(inside, by, eventId, one.decision.id, one.decision.version, { text: one.text, published: one.decision.published })
    if (!written.ok) return refuse(written.refusal.code, written.refusal.message)
    first ??= written.value.activityId
  }
  return ok(first)
}
