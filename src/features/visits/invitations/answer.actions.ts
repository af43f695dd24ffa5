// Takes in what people answered to invitations: from their calendars, or as the office heard it.
import { and, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, type Result } from '#platform/result.ts'
import { type Answer, invitationOfUid } from './invitation.ts'
import { invitations, invitees } from './invitation.table.ts'
import type { Reply } from './reply.ts'
import { lockedVisit } from '../visit.actions.ts'
import { keptAnswer, labelsOf, visitMissing, writeAnswers } from './writing.actions.ts'

/** What became of an answer that was handed in. proposed: they would like another time, which somebody must decide. */
export type TakenReply =
  | { readonly became: 'taken'; readonly name: string; readonly answer: Answer; readonly subject: string; readonly outdated: boolean }
  | { readonly became: 'proposed'; readonly name: string; readonly subject: string; readonly proposed: string; readonly comment: string }
  | { readonly became: 'older'; readonly name: string; readonly subject: string }
  | { readonly became: 'stranger'; readonly address: string; readonly subject: string }
  | { readonly became: 'unknown' }

/** Takes in what calendars answered. An answer older than one that is known changes nothing (RFC 5546 §2.1.5). */
export const takeReplies = (
  here: Here,
  by: Officer,
  visitId: string,
  replies: readonly Reply[],
): Promise<Result<{ readonly taken: readonly TakenReply[]; readonly activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (!(await lockedVisit(tx, visitId))) return visitMissing()
    const ids = replies.flatMap(({ uid }) => invitationOfUid(uid) ?? [])
    const rows = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.officeId, tx.officeId), anyOf(invitations.id, ids.filter(isId))))
      .for('update')
    const people = await tx
      .select()
      .from(invitees)
      .where(
        and(
          eq(invitees.officeId, tx.officeId),
          anyOf(
            invitees.invitationId,
            rows.map(({ id }) => id),
          ),
        ),
      )
    const label = await labelsOf(
      tx,
      rows.map(({ itemId }) => itemId),
    )
    const now = here.clock.now()
    const current = new Map(people.map((one) => [one.id, one]))
    const before = new Map(people.map((one) => [one.id, keptAnswer(one)]))
    const touched = new Set<string>()
    const taken = replies.map((reply): TakenReply => {
      const invitation = rows.find(({ id }) => id === invitationOfUid(reply.uid))
      if (invitation === undefined) return { became: 'unknown' }
      const subject = label(invitation.itemId)
      const invitee = [...current.values()].find((one) => one.invitationId === invitation.id && one.address === reply.address)
      if (invitee === undefined) return { became: 'stranger', address: reply.address, subject }
      const at = reply.stamp ?? now
      if (reply.method === 'COUNTER') {
        current.set(invitee.id, { ...invitee, comment: [reply.proposed, reply.comment].filter((part) => part !== '').join(' ') })
        touched.add(invitee.id)
        return { became: 'proposed', name: invitee.name, subject, proposed: reply.proposed, comment: reply.comment }
      }
      const older =
        invitee.answeredAt !== null &&
        (reply.sequence < (invitee.answeredSequence ?? 0) || (reply.sequence === invitee.answeredSequence && at.getTime() < invitee.answeredAt.getTime()))
      if (older) return { became: 'older', name: invitee.name, subject }
      current.set(invitee.id, { ...invitee, answer: reply.answer, answeredAt: at, answeredSequence: reply.sequence, comment: reply.comment })
      touched.add(invitee.id)
      return { became: 'taken', name: invitee.name, answer: reply.answer, subject, outdated: reply.sequence < invitee.sequence }
    })
    const activityId = await writeAnswers(
      tx,
      here,
      by,
      rows,
      [...touched].map((id) => current.get(id)!),
      before,
    )
    return ok({ taken, activityId })
  })

/** What somebody said by telephone or in a letter of words; null: nothing is known again. */
export const setAnswer = (
  here: Here,
  by: Officer,
  visitId: string,
  inviteeId: string,
  answer: Answer | null,
): Promise<Result<{ readonly name: string; readonly activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (!(await lockedVisit(tx, visitId)) || !isId(inviteeId)) return visitMissing()
    const [found] = await tx
      .select({ invitee: invitees, invitation: invitations })
      .from(invitees)
      .innerJoin(invitations, and(eq(invitations.officeId, invitees.officeId), eq(invitations.id, invitees.invitationId)))
      .where(and(eq(invitees.officeId, tx.officeId), eq(invitees.id, inviteeId), eq(invitations.visitId, visitId)))
      .for('update')
    if (found === undefined) return visitMissing()
    const { invitee, invitation } = found
    const after = {
      ...invitee,
      answer,
      answeredAt: answer === null ? null : here.clock.now(),
      answeredSequence: answer === null ? null : invitee.sequence,
      comment: '',
    }
    const activityId = await writeAnswers(tx, here, by, [invitation], [after], new Map([[invitee.id, keptAnswer(invitee)]]))
    return ok({ name: invitee.name, activityId: activityId! })
  })
