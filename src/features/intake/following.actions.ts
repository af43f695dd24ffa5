// Drafts that were held to be a record of the register follow it into the one that took it up.
import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import { record, type Actor, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { DraftKind } from './draft.ts'
import { drafts, type DraftRow } from './draft.table.ts'
import { texts } from './text.table.ts'

/** Of a draft only what it was held to be is kept: what it says is the text's own. */
const tieSnapshot = z.object({ textId: z.uuid(), recordId: z.uuid().nullable(), match: z.object({ id: z.uuid(), sure: z.boolean() }).nullable() })
type Tie = z.output<typeof tieSnapshot>

/** Which drafts may be held to be a thing of this kind: what a text says of fields becomes a partnership's. */
const KINDS: Readonly<Record<string, readonly DraftKind[]>> = { organisation: ['organisation'], person: ['person'], partnership: ['fields', 'relation'] }

const tiedTo = (tx: OfficeTx, thing: string, id: string): Promise<DraftRow[]> => {
  const kinds = KINDS[thing]
  if (kinds === undefined) return Promise.resolve([])
  return tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), inArray(drafts.kind, [...kinds]), or(eq(drafts.recordId, id), eq(sql`${drafts.match} ->> 'id'`, id))))
    .orderBy(asc(drafts.id))
    .for('update')
}

/** Puts what a draft was held to be back. */
export const restoreDraftTie: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const [before] = await tx
      .select()
      .from(drafts)
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, id)))
      .for('update')
    if (before === undefined || to === null) return refuse('missing', m.intake_draft_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: await labelOf(tx, before) }))
    await write(tx, here, by, before, tieSnapshot.parse(to), 'intake_draft.restored')
    return ok(null)
  })

async function labelOf(tx: OfficeTx, draft: DraftRow): Promise<string> {
  const [text] = await tx
    .select({ title: texts.title })
    .from(texts)
    .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, draft.textId)))
  return m.intake_draft_label({ number: draft.position, text: text?.title ?? '' })
}

async function write(tx: OfficeTx, here: Here, by: Actor, before: DraftRow, tie: Tie, act: `intake_draft.${string}`): Promise<void> {
  const version = before.version + 1
  await tx
    .update(drafts)
    .set({ recordId: tie.recordId, match: tie.match, version, updatedAt: here.clock.now() })
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, before.id)))
  const snapshot = (row: Pick<DraftRow, 'textId' | 'recordId' | 'match'>): Snapshot => tieSnapshot.parse({ ...row, match: row.match ?? null })
  await record(tx, here, by, {
    act,
    id: before.id,
    label: await labelOf(tx, before),
    before: snapshot(before),
    after: snapshot(tie),
    version,
  })
}

export const draftFollower: Follower = {
  columns: ['intake_draft record_id', 'intake_draft match'],
  tell: async () => [],
  follow: async (here, tx, by, { thing, from, to }) => {
    for (const draft of await tiedTo(tx, thing, from)) {
      const tie: Tie = {
        textId: draft.textId,
        recordId: draft.recordId === from ? to : draft.recordId,
        match: draft.match?.id === from ? { ...draft.match, id: to } : (draft.match ?? null),
      }
      await write(tx, here, by, draft, tie, 'intake_draft.followed')
    }
    return ok([])
  },
}
