// Once a day, in the forenoon of each office, the letters of reminder go into the outbox; all of an office's in one transaction, so that none is written twice.
import { and, eq } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { officeByOffice } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { queueMails } from '#platform/mail/mail.ts'
import { type MatterSource, mattersOf } from './matter.ts'
import { plannedLetters } from './planning.ts'
import { mailOf } from './reminder.mails.tsx'
import { takeBack } from './reminder.actions.ts'
import { colleaguesOf, groundFor, type ReminderSources, rulesOf, waitingMatters } from './reminder.queries.ts'
import { coversUntil, dayAndHour } from './reminder.ts'
import { remindedPromises, reminderRules } from './reminder.table.ts'

/** Writes the letters of the day for every office whose hour has come; asked every hour. */
export const writeReminders = (system: Here, { baseUrl, log, ...sources }: { readonly baseUrl: string; readonly log: Log } & ReminderSources): Promise<void> =>
  officeByOffice(system, log, 'reminders', async ({ id, here }) => void (await writeRemindersOf(here, id, baseUrl, sources)))

/** How many letters were written; 0 also when it is not the hour yet, or they were written today already. */
export async function writeRemindersOf(here: Here, officeId: string, baseUrl: string, sources: ReminderSources): Promise<number> {
  const { office, colleagues } = await here.db.asSystem(async (tx) => ({
    office: (await tx.select().from(offices).where(eq(offices.id, officeId)))[0],
    colleagues: await colleaguesOf(tx, officeId),
  }))
  if (office === undefined) return 0
  const at = here.clock.now()
  const { day, hour } = dayAndHour(at, office.timeZone)
  return here.db.inOffice(officeId, async (tx) => {
    // Whoever comes second waits here, and then sees that the day's letters are written.
    await tx
      .select({ id: reminderRules.id })
      .from(reminderRules)
      .where(and(eq(reminderRules.officeId, tx.officeId), eq(reminderRules.id, tx.officeId)))
      .for('update')
    const rules = await rulesOf(tx)
    await withdrawSettled(tx, here, sources.matters, day)
    if ((!rules.ours.on && !rules.theirs.on) || hour < rules.hour || (rules.writtenOn !== null && rules.writtenOn >= day)) return 0
    const letters = plannedLetters(await groundFor(tx, rules, day, colleagues, office, sources), day)
    const head = { officeId, office: office.name, baseUrl, today: day }
    const queued = await queueMails(
      tx,
      here.clock,
      letters.map((letter) => mailOf(letter, head, at)),
    )
    const named = letters.flatMap((letter, index) => {
      const mail = queued[index]!
      if (mail.state !== 'queued' && mail.state !== 'held') return []
      const rest = { officeId, who: letter.who, mailId: mail.id, writtenOn: day, coversUntil: coversUntil(day) }
      return [
        ...letter.promises.map(({ id }) => ({ ...rest, id: newId(), commitmentId: id, matter: null })),
        ...(letter.who === 'us' ? letter.matters : []).map(({ key }) => ({ ...rest, id: newId(), commitmentId: null, matter: key })),
      ]
    })
    if (named.length > 0) await insertMany(tx, remindedPromises, named)
    await tx
      .update(reminderRules)
      .set({ writtenOn: day })
      .where(and(eq(reminderRules.officeId, tx.officeId), eq(reminderRules.id, tx.officeId)))
    return queued.filter(({ state }) => state === 'queued' || state === 'held').length
  })
}

/** Letters that have not left yet and name a matter that is settled meanwhile are taken back; the rest of what they name is named anew. */
async function withdrawSettled(tx: OfficeTx, here: Here, sources: readonly MatterSource[], today: string): Promise<void> {
  const waiting = await waitingMatters(tx)
  if (waiting.length === 0) return
  const open = new Set((await mattersOf(tx, sources, today)).map(({ key }) => key))
  await takeBack(
    tx,
    here,
    waiting.filter(({ key }) => !open.has(key)).map(({ mailId }) => mailId),
  )
}
