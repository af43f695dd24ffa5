// Writes the head of the office's papers, its name among it, and puts an earlier one back.
import { eq } from 'drizzle-orm'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { revised } from '#platform/texts/local-text.ts'
import type { Officer } from '../account.ts'
import { type Crest, type Letterhead, type LetterheadForm, letterheadSnapshot, type LetterheadState } from './letterhead.ts'
import { letterheadOf } from './letterhead.queries.ts'
import { letterheads } from './letterhead.table.ts'

/** What stands now, held until the transaction ends: the office's own row is locked, so that two first savings do not pass each other. */
async function locked(tx: OfficeTx): Promise<Letterhead> {
  await tx.select({ id: offices.id }).from(offices).where(eq(offices.id, tx.officeId)).for('update')
  return letterheadOf(tx)
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  before: Letterhead,
  next: LetterheadState,
  act: `letterhead.${string}`,
): Promise<{ activityId: string }> {
  const now = here.clock.now()
  const { name, address, phone, email, web, crest, crestText } = next
  const version = before.version + 1
  const row = {
    address,
    phone,
    email,
    web,
    crestHash: crest?.hash ?? null,
    crestWidth: crest?.width ?? null,
    crestHeight: crest?.height ?? null,
    crestText,
    version,
    updatedAt: now,
  }
  await tx.update(offices).set({ name }).where(eq(offices.id, tx.officeId))
  await tx
    .insert(letterheads)
    .values({ ...row, officeId: tx.officeId, id: tx.officeId, createdAt: now })
    .onConflictDoUpdate({ target: [letterheads.officeId, letterheads.id], set: row })
  return {
    activityId: await record(tx, here, by, {
      act,
      id: tx.officeId,
      label: m.accounts_letterhead_title(),
      before: letterheadSnapshot.parse(before),
      after: letterheadSnapshot.parse(next),
      version,
    }),
  }
}

/**
 * Saves what papers begin with when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. `crest`: a new one that
 * lies in the store already; null: the one that is there stays, unless the form says there is to be none.
 */
export const changeLetterhead = (
  here: Here,
  by: Officer,
  { version, noCrest, ...form }: LetterheadForm,
  crest: Crest | null,
): Promise<Result<{ activityId: string }, Refusal | Stale<Letterhead>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version !== version) return stale(m.platform_stale(), before)
    const now = here.clock.now()
    const next: LetterheadState = {
      name: revised(before.name, form.name, now),
      address: revised(before.address, form.address, now),
      phone: form.phone,
      email: form.email,
      web: form.web,
      crest: crest ?? (noCrest ? null : before.crest),
      crestText: revised(before.crestText, form.crestText, now),
    }
    return ok(await write(tx, here, by, before, next, 'letterhead.changed'))
  })

export const restoreLetterhead: Restore = (here, by, _, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version === 0 || to === null) return refuse('missing', m.platform_undo_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.accounts_letterhead_title() }))
    return ok(await write(tx, here, by, before, letterheadSnapshot.parse(to), 'letterhead.restored'))
  })
