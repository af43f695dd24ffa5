// Writes the morning mails that are due: each in one transaction with the mark that its day is dealt with, so that none is written twice, by whomever.
import { and, eq, sql } from 'drizzle-orm'
import { beginningOf } from '#features/visits/programmes/zone-time.ts'
import type { Here } from '#platform/here.ts'
import type { Log } from '#platform/log.ts'
import { queueMail } from '#platform/mail/mail.ts'
import { FIRST_LANGUAGE, isLanguage, type Language, speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { dayAfter } from '#platform/dates.ts'
import { WEEK_DAYS } from '../inbox/waiting.ts'
import { isEmptyMorning, writeMorning } from './morning.mails.tsx'
import { dueDay } from './morning.ts'
import { morningOf, type Recipient, recipients } from './morning.queries.ts'
import { morningWishes } from './morning.table.ts'

const languageOf = ({ language, officeLanguages }: Recipient): Language =>
  isLanguage(language) ? language : isLanguage(officeLanguages[0]) ? officeLanguages[0] : FIRST_LANGUAGE

/** Writes all that is due at this moment; what fails for one is logged, and tried again on the next round. */
export async function writeMornings(
  here: Here,
  parts: { readonly baseUrl: () => string; readonly log: Log; readonly stopped?: () => boolean },
): Promise<number> {
  let written = 0
  for (const one of await here.db.asSystem(recipients)) {
    if (parts.stopped?.() === true) break
    if (dueDay(one.wish, here.clock.now().getTime(), one.timeZone) === null) continue
    try {
      if (await speakingIn(languageOf(one), () => writeOne(here, one, parts.baseUrl()))) written += 1
    } catch (error) {
      parts.log.error(`morning mail of ${one.wish.userId}`, error)
    }
  }
  return written
}

const writeOne = (here: Here, one: Recipient, baseUrl: string): Promise<boolean> =>
  here.db.inOffice(one.wish.officeId, async (tx) => {
    const own = and(eq(morningWishes.officeId, tx.officeId), eq(morningWishes.id, one.wish.id))
    // Whoever holds the row writes its mail; another process leaves it to them.
    const [wish] = await tx.select().from(morningWishes).where(own).for('update', { skipLocked: true })
    const day = wish === undefined ? null : dueDay(wish, here.clock.now().getTime(), one.timeZone)
    if (wish === undefined || day === null) return false
    const morning = await morningOf(tx, day, { personId: wish.userId, role: one.role }, dayAfter(day, WEEK_DAYS))
    await tx.update(morningWishes).set({ lastDay: day }).where(own)
    if (isEmptyMorning(morning) && !wish.evenEmpty) return false
    const queued = await queueMail(tx, here.clock, {
      officeId: tx.officeId,
      kind: 'digest',
      language: languageOf(one),
      to: one.email,
      toName: one.name,
      key: `digest:${wish.userId}:${day}`,
      // Tomorrow it would tell yesterday's day.
      validUntil: new Date(beginningOf(dayAfter(day, 1), one.timeZone)),
      ...writeMorning(morning, textIn(one.officeName), baseUrl),
    })
    // By the link under the mail: the choice on the settings' page says the same.
    if (queued.state === 'unsubscribed')
      await tx
        .update(morningWishes)
        .set({ days: 'none', version: sql`${morningWishes.version} + 1`, updatedAt: here.clock.now() })
        .where(own)
    return queued.state === 'queued'
  })
