// Checks a report, publishes it with a reason at once or at an hour, withdraws it; each publication keeps its text as it was.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { betweenOf, publishedBlocks, wordsOfKind, type WorkingBlock } from './digest.ts'
import { digestPublications } from './digest.table.ts'
import { act, editionRows, type EditionSnapshot, type EditionStale, settlePublications, UNSCHEDULED } from './edition.actions.ts'

type Changed = Promise<Result<Written, Refusal | EditionStale>>

/** Somebody has read the text and answers for it. While a publication is scheduled, the text checked last is what will be published. */
export const checkEdition = (here: Here, by: Officer, id: string, version: number): Changed =>
  editionRows.change(here, by, id, version, act('digest_edition.checked'), (before) => {
    if (before.checkedAt !== null) return refuse('checked', m.digest_checked_already({ who: before.checkedByName ?? '' }))
    return ok({
      ...before,
      checkedAt: here.clock.now().toISOString(),
      checkedById: by.personId,
      checkedByName: by.name,
      ...(before.scheduledFor === null ? {} : { scheduledBlocks: before.blocks }),
    })
  })

/** Keeps the text as citizens see it from this moment on. */
async function keepPublication(
  tx: OfficeTx,
  by: Pick<Officer, 'personId' | 'name'>,
  editionId: string,
  { month, digestId, language }: Pick<EditionSnapshot, 'month' | 'digestId' | 'language'>,
  given: { readonly blocks: readonly WorkingBlock[]; readonly reason: string; readonly at: Date },
): Promise<void> {
  const between = betweenOf(language)
  await tx.insert(digestPublications).values({
    officeId: tx.officeId,
    id: newId(),
    editionId,
    digestId,
    month,
    language,
    publishedAt: given.at,
    publishedById: by.personId,
    publishedByName: by.name,
    reason: given.reason,
    title: wordsOfKind(given.blocks, 'title', between),
    lead: wordsOfKind(given.blocks, 'lead', between),
    blocks: publishedBlocks(given.blocks),
  })
}

/** What a published edition is from that moment on. */
const published = (before: EditionSnapshot, at: Date): EditionSnapshot => ({
  ...before,
  ...UNSCHEDULED,
  publishedAt: at.toISOString(),
  withdrawnAt: null,
  withdrawReason: null,
})

/** Publishes the checked text at once. A publication that was scheduled is thereby off. */
export const publishEdition = (here: Here, by: Officer, id: string, version: number, reason: string): Changed =>
  editionRows.change(here, by, id, version, act('digest_edition.published'), async (before, tx) => {
    if (before.checkedAt === null) return refuse('unchecked', m.digest_publish_unchecked())
    const at = here.clock.now()
    await keepPublication(tx, by, id, before, { blocks: before.blocks, reason, at })
    return ok(published(before, at))
  })

/** Schedules the publication of the checked text, or moves it to another hour. Refuses what is over, and what nobody has checked. */
export const scheduleEdition = (here: Here, by: Officer, id: string, version: number, reason: string, at: Date): Changed =>
  editionRows.change(here, by, id, version, act('digest_edition.scheduled'), (before) => {
    if (at <= here.clock.now()) return refuse('past', m.digest_schedule_past(), 'time')
    // Moved to another hour, what was checked for it stays, also when somebody is at work on the text again.
    const blocks = before.checkedAt === null ? before.scheduledBlocks : before.blocks
    if (blocks === null) return refuse('unchecked', m.digest_publish_unchecked())
    return ok({
      ...before,
      scheduledFor: at.toISOString(),
      scheduledReason: reason,
      scheduledById: by.personId,
      scheduledByName: by.name,
      scheduledBlocks: blocks,
    })
  })

/** Calls a scheduled publication off. */
export const unscheduleEdition = (here: Here, by: Officer, id: string, version: number): Changed =>
  editionRows.change(here, by, id, version, act('digest_edition.unscheduled'), (before) =>
    before.scheduledFor === null ? refuse('not-scheduled', m.digest_not_scheduled()) : ok({ ...before, ...UNSCHEDULED }),
  )

/** Takes the report from the citizens' site; to publish it again is to publish it anew, with a reason. */
export const withdrawEdition = (here: Here, by: Officer, id: string, version: number, reason: string): Changed =>
  editionRows.change(here, by, id, version, act('digest_edition.withdrawn'), async (before, tx) => {
    if (before.publishedAt === null || before.withdrawnAt !== null) return refuse('not-published', m.digest_not_published())
    const after = { ...before, ...UNSCHEDULED, withdrawnAt: here.clock.now().toISOString(), withdrawReason: reason }
    await settlePublications(tx, here, id, after)
    return ok(after)
  })

/** Publishes what was scheduled and whose hour has come; null: it was moved, called off or published meanwhile. */
export const publishScheduled = (here: Here, by: Officer, id: string): Promise<Result<Written | null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written | null>> => {
    const before = await editionRows.read(tx, id)
    if (before === null || before.removed) return ok(null)
    const { scheduledFor, scheduledBlocks, scheduledReason } = before.state
    const at = here.clock.now()
    if (scheduledFor === null || scheduledBlocks === null || new Date(scheduledFor) > at) return ok(null)
    await keepPublication(tx, by, id, before.state, { blocks: scheduledBlocks, reason: scheduledReason ?? '', at })
    return ok(await editionRows.write(tx, here, by, id, before, published(before.state, at), act('digest_edition.published')))
  })
