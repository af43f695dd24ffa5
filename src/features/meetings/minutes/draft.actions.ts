// Keeps minutes on the server while they are typed: one's own, one for each window, until they are saved.
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { DraftBody } from './draft.ts'
import { papersFor } from '../meeting.actions.ts'
import { meetingDrafts } from '../meeting.table.ts'

/** Letters a draft may hold: far more than an evening's minutes. */
const MOST_LETTERS = 2_000_000
/** A window forgotten for so long will not be come back to, whoever it was. In days. */
const KEPT_DAYS = 90

const mine = (tx: OfficeTx, by: { readonly personId: string }, meetingId: string) =>
  and(eq(meetingDrafts.officeId, tx.officeId), eq(meetingDrafts.meetingId, meetingId), eq(meetingDrafts.accountId, by.personId))

/** Keeps what stands in the form: over the draft of this window, else as a new one. Answers its id. */
export const keepDraft = (here: Here, by: Officer, eventId: string, id: string, body: DraftBody): Promise<Result<{ readonly id: string; readonly at: Date }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly id: string; readonly at: Date }>> => {
    if (JSON.stringify(body).length > MOST_LETTERS) return refuse('too-long', m.meetings_draft_too_long())
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const at = here.clock.now()
    const [kept] = isId(id)
      ? await tx
          .update(meetingDrafts)
          .set({ body, updatedAt: at, discardedAt: null })
          .where(and(mine(tx, by, eventId), eq(meetingDrafts.id, id)))
          .returning({ id: meetingDrafts.id })
      : []
    if (kept !== undefined) return ok({ id: kept.id, at })
    await tx
      .delete(meetingDrafts)
      .where(and(eq(meetingDrafts.officeId, tx.officeId), lt(meetingDrafts.updatedAt, sql`${at}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`)))
    const made = newId()
    await tx.insert(meetingDrafts).values({ officeId: tx.officeId, id: made, meetingId: eventId, accountId: by.personId, body, updatedAt: at })
    return ok({ id: made, at })
  })

/** Lays a draft aside, or takes it back. */
export const setDraftAside = (here: Here, by: Officer, eventId: string, id: string, aside: boolean): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    const [found] =
      isId(id) && isId(eventId)
        ? await tx
            .update(meetingDrafts)
            .set({ discardedAt: aside ? here.clock.now() : null })
            .where(and(mine(tx, by, eventId), eq(meetingDrafts.id, id)))
            .returning({ id: meetingDrafts.id })
        : []
    return found === undefined ? refuse('missing', m.meetings_draft_missing()) : ok(null)
  })

/** Takes the draft of a window away once its minutes are saved. */
export const forgetDraft = (here: Here, by: Officer, eventId: string, id: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (isId(id)) await tx.delete(meetingDrafts).where(and(mine(tx, by, eventId), eq(meetingDrafts.id, id)))
    return ok(null)
  })
