// Writes invitations: chooses what of a visit is sent as one, and sends what must go out.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record, recordMany, type Restore } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { type Mail, queueMails } from '#platform/mail/mail.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { programmeItems } from '../programmes/programme.table.ts'
import { itemName } from '../programmes/programme.ts'
import { lockedVisit } from '../visit.actions.ts'
import { cancelText, requestText } from './calendar-text.ts'
import { type Letter, methodOf, MOST_LETTERS, type Organizer, sequencesOf } from './invitation.ts'
import { invitationsOf, type Subject, type VisitInvitations } from './invitation.queries.ts'
import { invitations, invitees } from './invitation.table.ts'
import { descriptionOf, invitationLetter } from './letter.ts'
import { changed, type InvitationSnapshot, keptAnswer, labelsOf, snapshotOf, updateInvitees, visitMissing, writeAnswers } from './writing.actions.ts'

/**
 * Says what of a visit people get as invitations: the whole of it, and which items. What is no longer among them is called off for whoever has it, with the
 * next sending. `organizer`: to whom answers go; once somebody has an invitation it stays as it was. Answers how many were changed.
 */
export const chooseInvitations = (
  here: Here,
  by: Officer,
  visitId: string,
  chosen: { readonly whole: boolean; readonly items: readonly string[] },
  organizer: Organizer,
): Promise<Result<{ readonly count: number; readonly activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (!(await lockedVisit(tx, visitId))) return visitMissing()
    const now = here.clock.now()
    const rows = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.officeId, tx.officeId), eq(invitations.visitId, visitId)))
      .for('update')
    const live = (
      await tx
        .select({ id: programmeItems.id })
        .from(programmeItems)
        .where(and(eq(programmeItems.officeId, tx.officeId), eq(programmeItems.visitId, visitId), isNull(programmeItems.deletedAt)))
    ).map(({ id }) => id)
    const wanted = new Set<string | null>([...(chosen.whole ? [null] : []), ...live.filter((id) => chosen.items.includes(id))])
    const known = new Map(rows.map((row) => [row.itemId, row]))
    const sent = await tx.$count(
      invitees,
      and(
        eq(invitees.officeId, tx.officeId),
        anyOf(
          invitees.invitationId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    const answersTo = sent > 0 ? rows[0]!.organizer : organizer
    const added = [...wanted]
      .filter((itemId) => !known.has(itemId))
      .map((itemId) => ({
        officeId: tx.officeId,
        id: newId(),
        visitId,
        itemId,
        organizer: answersTo,
        turnedAt: now,
        createdAt: now,
        updatedAt: now,
        version: 1,
        deletedAt: null,
      }))
    await insertMany(tx, invitations, added)
    // An item that was taken out keeps its invitation: whoever has it must be told.
    const turned = rows.filter((row) => (row.deletedAt === null) !== wanted.has(row.itemId) && (row.itemId === null || live.includes(row.itemId)))
    const moved = sent > 0 ? [] : rows.filter((row) => row.organizer.address !== organizer.address || row.organizer.name !== organizer.name)
    const written = [...new Set([...turned, ...moved])].map((row) => ({
      id: row.id,
      organizer: answersTo,
      deletedAt: turned.includes(row) ? (wanted.has(row.itemId) ? null : now) : row.deletedAt,
      turnedAt: turned.includes(row) ? now : row.turnedAt,
      version: row.version + 1,
      updatedAt: now,
    }))
    if (written.length > 0) {
      const relation = rowsAsRelation(tx, invitations, written)
      await tx.update(invitations).set(relation.values).from(relation.from).where(relation.where)
    }
    const label = await labelsOf(
      tx,
      [...added, ...turned].map(({ itemId }) => itemId),
    )
    const activityId = await recordMany(tx, here, by, [
      ...added.map((row) => changed('invitation.chosen', row, label(row.itemId), null, snapshotOf(row))),
      ...turned.map((row) => {
        const after = written.find(({ id }) => id === row.id)!
        return changed('invitation.chosen', after, label(row.itemId), snapshotOf(row), snapshotOf({ ...row, deletedAt: after.deletedAt }))
      }),
    ])
    return ok({ count: added.length + turned.length, activityId })
  })

/** What stands for the letters shown on a page: another if anything of them has changed since. */
export const stampOf = ({ subjects }: VisitInvitations): string =>
  createHash('sha256')
    .update(
      JSON.stringify(subjects.map(({ invitation, letters }) => [invitation?.id, letters.map(({ having, wanted, reason }) => [having?.id, wanted, reason])])),
    )
    .digest('base64url')
    .slice(0, 22)

export type Sending = {
  readonly officeName: (language: string) => string
  /** The mailbox letters leave from. */
  readonly mailFrom: string | null
}

type Written = {
  readonly letter: Letter
  readonly subject: Subject
  readonly id: string
  readonly sequence: number
  readonly letters: number
  readonly mail: Mail
}

/** The letters of one invitation, put together. */
function lettersOf(
  found: VisitInvitations,
  subject: Subject,
  here: Here,
  by: Officer,
  sending: Sending,
): { readonly next: number; readonly letters: Written[] } {
  const invitation = subject.invitation!
  const { next, of } = sequencesOf(subject.letters, invitation.sequence)
  const whole = !subject.alive
  const letters = subject.letters.map((letter): Written => {
    const reader = letter.wanted ?? letter.having!
    const before = letter.having === null ? undefined : subject.invitees.find(({ id }) => id === letter.having!.id)
    const id = before?.id ?? newId()
    const count = (before?.letters ?? 0) + 1
    const clocks = found.clocksFor(reader.language)
    const { item } = subject
    const invited = {
      invitationId: invitation.id,
      sequence: of(letter),
      told: reader.told,
      description: descriptionOf(reader.told, clocks, reader.language),
      geo: item === null || item.latitude === null || item.longitude === null ? null : { latitude: item.latitude, longitude: item.longitude },
      organizer: invitation.organizer,
      sentBy: sending.mailFrom,
      attendee: { address: reader.address, name: reader.name },
      answer: !letter.significant && before?.answeredSequence === before?.sequence ? (before?.answer ?? null) : null,
      open: item === null,
      stamp: here.clock.now(),
    }
    const method = methodOf(letter)
    const words = invitationLetter(letter, { office: sending.officeName(reader.language), clocks })
    return {
      letter,
      subject,
      id,
      sequence: of(letter),
      letters: count,
      mail: {
        officeId: by.officeId,
        kind: 'invitation',
        language: reader.language,
        to: reader.address,
        toName: reader.name,
        ...words,
        calendar: { method, ics: method === 'CANCEL' ? cancelText(invited, whole) : requestText(invited) },
        replyTo: invitation.organizer,
        key: `invitation:${id}:${count}`,
        about: { thing: 'visit', id: found.programme.visit.id },
      },
    }
  })
  return { next, letters }
}

/** Sends what the page showed. Refuses when something of it was changed meanwhile, so that nobody sends what they have not seen. */
export const sendInvitations = (
  here: Here,
  by: Officer,
  visitId: string,
  stamp: string,
  sending: Sending,
): Promise<Result<{ readonly people: number; readonly letters: number }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (!(await lockedVisit(tx, visitId))) return visitMissing()
    const now = here.clock.now()
    const found = await invitationsOf(tx, visitId, now, here.clock.today())
    if (found === null) return visitMissing()
    const subjects = found.subjects.filter(({ letters }) => letters.length > 0)
    if (subjects.length === 0) return refuse('nothing', m.invitations_nothing_to_send())
    if (stampOf(found) !== stamp) return refuse('changed', m.invitations_changed_meanwhile())
    const drafts = subjects.map((subject) => ({ subject, ...lettersOf(found, subject, here, by, sending) }))
    const all = drafts.flatMap(({ letters }) => letters)
    if (all.length > MOST_LETTERS) return refuse('too-many', m.invitations_too_many({ count: all.length, most: MOST_LETTERS }))
    const queued = await queueMails(
      tx,
      here.clock,
      all.map(({ mail }) => mail),
    )
    // Whoever refused such letters in this very moment has got none.
    const gone = all.flatMap((one, at) => (queued[at]!.id === null || queued[at]!.state === 'unsubscribed' ? [] : [{ ...one, mailId: queued[at]!.id }]))
    await insertMany(
      tx,
      invitees,
      gone.filter(({ letter }) => letter.having === null).map((one) => ({ officeId: tx.officeId, ...rowOf(one, now), answer: null })),
    )
    await updateInvitees(
      tx,
      gone.filter(({ letter }) => letter.having !== null).map((one) => rowOf(one, now)),
    )
    const rose = drafts.map(({ subject, next }) => ({ id: subject.invitation!.id, sequence: next, version: subject.invitation!.version + 1, updatedAt: now }))
    const relation = rowsAsRelation(tx, invitations, rose)
    await tx.update(invitations).set(relation.values).from(relation.from).where(relation.where)
    await recordMany(
      tx,
      here,
      by,
      drafts.map(({ subject }) => {
        const state = snapshotOf(subject.invitation!)
        const label = subject.item === null ? m.invitations_whole() : itemName(subject.item)
        return changed('invitation.sent', { id: subject.invitation!.id, version: subject.invitation!.version + 1 }, label, state, state)
      }),
    )
    return ok({ people: new Set(gone.map(({ mail }) => mail.to)).size, letters: gone.length })
  })

function rowOf({ letter, subject, id, sequence, letters, mailId }: Written & { readonly mailId: string }, now: Date) {
  const reader = letter.wanted ?? letter.having!
  return {
    id,
    invitationId: subject.invitation!.id,
    address: reader.address,
    name: reader.name,
    language: reader.language,
    sequence,
    told: reader.told,
    letters,
    sentAt: now,
    mailId,
    cancelledAt: letter.wanted === null ? now : null,
  }
}

/** Undo: chosen as before, answers as before. What was sent cannot be called back: another letter must say otherwise. */
export const restoreInvitation: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.officeId, tx.officeId), eq(invitations.id, id)))
      .for('update')
    if (row === undefined) return visitMissing()
    const label = (await labelsOf(tx, [row.itemId]))(row.itemId)
    if (row.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label }))
    // The snapshot is one this feature wrote.
    const snapshot = to as InvitationSnapshot | null
    const chosen = snapshot?.chosen ?? false
    const ids = Object.keys(snapshot?.answers ?? {})
    if (chosen === (row.deletedAt === null) && ids.length === 0) return refuse('sent', m.invitations_sent_stays())
    if (ids.length > 0) {
      const people = await tx
        .select()
        .from(invitees)
        .where(and(eq(invitees.officeId, tx.officeId), inArray(invitees.id, ids)))
      const back = people.map((one) => {
        const kept = snapshot!.answers[one.id]!
        return { ...one, ...kept, answeredAt: kept.answeredAt === null ? null : new Date(kept.answeredAt) }
      })
      await writeAnswers(tx, here, by, [row], back, new Map(people.map((one) => [one.id, keptAnswer(one)])), 'invitation.restored')
      return ok(null)
    }
    const now = here.clock.now()
    const after = { ...row, deletedAt: chosen ? null : now, version: row.version + 1 }
    await tx
      .update(invitations)
      .set({ deletedAt: after.deletedAt, turnedAt: now, version: after.version, updatedAt: now })
      .where(and(eq(invitations.officeId, tx.officeId), eq(invitations.id, id)))
    await record(tx, here, by, changed('invitation.restored', after, label, snapshotOf(row), snapshotOf(after)))
    return ok(null)
  })

/** Takes people out of the invitations by their addresses, when they are erased; nobody is told, for there is nobody left to tell. */
export async function forgetInvitees(tx: OfficeTx, addresses: readonly string[]): Promise<void> {
  const forgotten = addresses.map(plainAddress).filter((address) => address !== '')
  if (forgotten.length > 0) await tx.delete(invitees).where(and(eq(invitees.officeId, tx.officeId), inArray(invitees.address, forgotten)))
}
