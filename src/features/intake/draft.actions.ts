// Decides drafts and mends them before they are saved; a decision on what another tab has moved meanwhile is refused and shown.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { personById } from '#features/organisations/people/person.queries.ts'
import { eventById } from '#features/events/event.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale, type Stale } from '#platform/result.ts'
import { type Draft, type DraftContent, isOfModelAlone, linksOf } from './draft.ts'
import { draftOf, draftsOf } from './draft.queries.ts'
import { drafts } from './draft.table.ts'
import { matchOf } from './match.queries.ts'
import { textById } from './text.queries.ts'

/** accepted: it is so, and is what the register knows it as if that is certain · new: it is so, and nothing the register has · same: it is the record `recordId`. */
export type Verdict = { readonly decision: 'accepted' | 'new' | 'rejected' | 'undecided' } | { readonly decision: 'same'; readonly recordId: string }

/** Decides one draft that still has the given version. A saved one stands: its record is changed in the register, or the saving taken back. */
export const decideDraft = (
  here: Here,
  by: Officer,
  textId: string,
  id: string,
  version: number,
  verdict: Verdict,
): Promise<Result<Draft, Refusal | Stale<Draft>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, textId, id)
    if (before === null) return missing()
    if (before.savedAt !== null) return refuse('saved', m.intake_saved_already())
    if (before.version !== version) return stale(m.platform_stale(), before)
    const decided = await stateOf(tx, before, verdict)
    return decided.ok ? ok(await write(tx, here, by, before, decided.value)) : decided
  })

/** „Приеми всички останали“: accepts every undecided draft of the text that the rules found; what only a language model says is decided one by one. Answers how many. */
export const acceptRest = (here: Here, by: Officer, textId: string): Promise<Result<number>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if ((await textById(tx, textId)) === null) return missing()
    const open = (await draftsOf(tx, textId)).filter((draft) => draft.decision === 'undecided' && !isOfModelAlone(draft))
    for (const draft of open) {
      const decided = await stateOf(tx, draft, { decision: 'accepted' })
      if (!decided.ok) return decided
      await write(tx, here, by, draft, decided.value)
    }
    return ok(open.length)
  })

/** Writes the mended content over the draft and accepts it: who corrects a draft means it. */
export const mendDraft = (
  here: Here,
  by: Officer,
  textId: string,
  id: string,
  version: number,
  content: DraftContent,
): Promise<Result<Draft, Refusal | Stale<Draft>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, textId, id)
    if (before === null) return missing()
    if (before.savedAt !== null) return refuse('saved', m.intake_saved_already())
    if (before.version !== version) return stale(m.platform_stale(), before)
    const others = new Set((await draftsOf(tx, textId)).map(({ key }) => key))
    const unknown = linksOf(content).find((key) => !others.has(key))
    if (unknown !== undefined) return refuse('unknown-draft', m.intake_form_partner_gone(), 'partners')
    const match = await rematched(tx, textId, content)
    await tx
      .update(drafts)
      .set({ data: content.data, links: linksOf(content), match })
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, id)))
    const decided =
      before.decision === 'same'
        ? { decision: before.decision, recordId: before.recordId }
        : match?.sure === true
          ? ({ decision: 'same', recordId: match.id } as const)
          : ({ decision: 'accepted', recordId: null } as const)
    return ok(await write(tx, here, by, before, decided))
  })

const missing = () => refuse('missing', m.intake_draft_missing())

async function locked(tx: OfficeTx, textId: string, id: string): Promise<Draft | null> {
  if (!isId(id) || (await textById(tx, textId)) === null) return null
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId), eq(drafts.id, id)))
    .for('update')
  return row === undefined ? null : draftOf(row)
}

type Decided = Pick<Draft, 'decision' | 'recordId'>

async function rematched(tx: OfficeTx, textId: string, content: DraftContent) {
  const others = await draftsOf(tx, textId)
  return matchOf(
    tx,
    content,
    new Map(
      others.flatMap((one) =>
        one.decision === 'same' && one.recordId !== null
          ? [[one.key, { id: one.recordId, sure: true }] as const]
          : one.match === null
            ? []
            : [[one.key, one.match] as const],
      ),
    ),
  )
}

async function stateOf(tx: OfficeTx, draft: Draft, verdict: Verdict): Promise<Result<Decided>> {
  if (verdict.decision === 'same') return (await exists(tx, draft, verdict.recordId)) ? ok(verdict) : refuse('unknown-record', m.intake_same_missing(), 'same')
  if (verdict.decision === 'new') return ok({ decision: 'accepted', recordId: null })
  if (verdict.decision !== 'accepted') return ok({ decision: verdict.decision, recordId: null })
  // The register may have learned of it since the text was read.
  const match = draft.match ?? (draft.kind === 'organisation' ? await rematched(tx, draft.textId, draft) : null)
  const known = match !== null && match.sure && (await exists(tx, draft, match.id))
  return ok(known ? { decision: 'same', recordId: match.id } : { decision: 'accepted', recordId: null })
}

/** Whether a record of the draft's own kind stands in the register; for a statement and the like only what was offered can be meant. */
async function exists(tx: OfficeTx, draft: Draft, id: string): Promise<boolean> {
  switch (draft.kind) {
    case 'organisation':
      return (await organisationById(tx, id)) !== null
    case 'person':
      return (await personById(tx, id)) !== null
    case 'event':
      return (await eventById(tx, id)) !== null
    default:
      return draft.match?.id === id
  }
}

async function write(tx: OfficeTx, here: Here, by: Officer, before: Draft, decided: Decided): Promise<Draft> {
  const now = here.clock.now()
  const open = decided.decision === 'undecided'
  const [row] = await tx
    .update(drafts)
    .set({ ...decided, decidedBy: open ? null : by.name, decidedAt: open ? null : now, version: sql`${drafts.version} + 1`, updatedAt: now })
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, before.id)))
    .returning()
  return draftOf(row!)
}
