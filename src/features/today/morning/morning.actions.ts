// Keeps what a person chose about the morning mail. It is their own, as their language is, and leaves no line in the office's record.
import { and, eq } from 'drizzle-orm'
import type { Reader } from '#features/accounts/account.ts'
import { clockAt } from '#features/visits/programmes/zone-time.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { refuseKind } from '#platform/mail/deciding.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { mailAddresses } from '#platform/mail/outbox.table.ts'
import { hasStruck, type MorningWish } from './morning.ts'
import { morningWishes } from './morning.table.ts'

/** Chooses days and hour. An hour that has struck today already counts from tomorrow on: nobody chooses a mail for this minute. */
export const chooseMorning = (here: Here, by: Reader, timeZone: string, wish: MorningWish): Promise<void> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const { day } = clockAt(now.getTime(), timeZone)
    const struck = hasStruck(day, wish.hour, now.getTime(), timeZone) ? { lastDay: day } : {}
    await tx
      .insert(morningWishes)
      .values({ officeId: tx.officeId, id: newId(), userId: by.personId, ...wish, ...struck, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: [morningWishes.officeId, morningWishes.userId] })
    await tx
      .update(morningWishes)
      .set({ ...wish, ...struck, updatedAt: now })
      .where(and(eq(morningWishes.officeId, tx.officeId), eq(morningWishes.userId, by.personId)))
    if (wish.days === 'none') return
    // Whoever refused it by the link under it and chooses it now wants it again.
    const [address] = await tx
      .select()
      .from(mailAddresses)
      .where(and(eq(mailAddresses.officeId, tx.officeId), eq(mailAddresses.address, plainAddress(by.email))))
    if (address !== undefined) await refuseKind(tx, here.clock, address, 'digest', true)
  })
