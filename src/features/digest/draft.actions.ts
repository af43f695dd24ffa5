// Keeps a report on the server while it is typed: one's own, one for each window, until it is saved.
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { TypedBlock } from './digest.ts'
import { editionById } from './digest.queries.ts'
import { digestDrafts } from './digest.table.ts'

/** A window forgotten for so long will not be come back to. In days. */
const KEPT_DAYS = 90

const mine = (tx: OfficeTx, by: { readonly personId: string }, editionId: string) =>
  and(eq(digestDrafts.officeId, tx.officeId), eq(digestDrafts.editionId, editionId), eq(digestDrafts.accountId, by.personId))

/** Keeps what stands in the editor: over the draft of this window, else as a new one. `version`: of the edition it was begun with. */
export const keepDraft = (
  here: Here,
  by: Officer,
  editionId: string,
  id: string,
  version: number,
  blocks: readonly TypedBlock[],
): Promise<Result<{ readonly id: string; readonly at: Date }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly id: string; readonly at: Date }>> => {
    if ((await editionById(tx, editionId)) === null) return refuse('missing', m.digest_edition_missing())
    const at = here.clock.now()
    const [kept] = isId(id)
      ? await tx
          .update(digestDrafts)
          .set({ blocks: [...blocks], updatedAt: at, discardedAt: null })
          .where(and(mine(tx, by, editionId), eq(digestDrafts.id, id)))
          .returning({ id: digestDrafts.id })
      : []
    if (kept !== undefined) return ok({ id: kept.id, at })
    await tx
      .delete(digestDrafts)
      .where(and(eq(digestDrafts.officeId, tx.officeId), lt(digestDrafts.updatedAt, sql`${at}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`)))
    const made = newId()
    await tx
      .insert(digestDrafts)
      .values({ officeId: tx.officeId, id: made, editionId, accountId: by.personId, blocks: [...blocks], wasVersion: version, updatedAt: at })
    return ok({ id: made, at })
  })

/** Lays a draft aside, or takes it back. */
export const setDraftAside = (here: Here, by: Officer, editionId: string, id: string, aside: boolean): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    const [found] =
      isId(id) && isId(editionId)
        ? await tx
            .update(digestDrafts)
            .set({ discardedAt: aside ? here.clock.now() : null })
            .where(and(mine(tx, by, editionId), eq(digestDrafts.id, id)))
            .returning({ id: digestDrafts.id })
        : []
    return found === undefined ? refuse('missing', m.digest_draft_missing()) : ok(null)
  })

/** Takes the draft of a window away once its text is saved. */
export const forgetDraft = (here: Here, by: Officer, editionId: string, id: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (isId(id)) await tx.delete(digestDrafts).where(and(mine(tx, by, editionId), eq(digestDrafts.id, id)))
    return ok(null)
  })
