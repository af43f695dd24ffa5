// Has a text read by the language model too, once an officer has agreed to what is sent and where; and takes the finds back.
import { and, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { z } from 'zod'
import { readInto } from '../reading.actions.ts'
import { textHeld } from '../text.queries.ts'
import type { IntakeText } from '../text.table.ts'
import { LETTERS_A_PART, REACHES, sentOf, shownOf, type ModelAddress } from './model.ts'
import { type ModelReading, modelReadings } from './model.table.ts'
import { modelReadingOf } from './model.queries.ts'
import { partsOf } from './passages.ts'
import { PROMPT } from './prompt.ts'

/** What stood on the page when the officer agreed. */
export type Consent = { readonly url: string; readonly model: string; readonly letters: number }

/** Asks for a reading; who agreed, to what, when and for which text goes into the record of changes. The sending itself is a job's. */
export const askForModelReading = (here: Here, by: Officer, textId: string, address: ModelAddress, consent: Consent): Promise<Result<{ activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const text = await textHeld(tx, textId)
    if (text === null) return refuse('missing', m.intake_missing())
    if (text.readAt === null) return refuse('unread', m.intake_unread())
    const shown = shownOf(address)
    // Consent is for what was shown; the settings may have changed since.
    if (consent.url !== address.url || consent.model !== shown.name || consent.letters !== sentOf(text.body)) return refuse('changed', m.intake_model_changed())
    if ((await modelReadingOf(tx, textId))?.state === 'waiting') return refuse('under-way', m.intake_model_under_way())
    const now = here.clock.now()
    const reading = {
      officeId: tx.officeId,
      id: newId(),
      textId,
      url: address.url,
      host: shown.host,
      model: shown.name,
      reach: shown.reach,
      letters: consent.letters,
      askedById: by.personId,
      askedBy: by.name,
      askedAt: now,
      prompt: PROMPT,
      parts: partsOf(text.body.slice(0, consent.letters), LETTERS_A_PART).length,
      nextAt: now,
    }
    const [row] = await tx.insert(modelReadings).values(reading).returning()
    return ok({ activityId: await recordReading(tx, here, by, 'model_reading.asked', text, null, row!) })
  })

/** The agreement as the record of changes keeps it. */
const consentSnapshot = z.object({
  textId: z.uuid(),
  url: z.string(),
  host: z.string(),
  model: z.string(),
  reach: z.enum(REACHES),
  letters: z.number(),
  prompt: z.string(),
  withdrawn: z.boolean(),
})
const snapshotOf = (row: ModelReading): Snapshot => consentSnapshot.parse({ ...row, withdrawn: row.state === 'withdrawn' })

const recordReading = (
  tx: OfficeTx,
  here: Here,
  by: Actor,
  act: `model_reading.${string}`,
  text: IntakeText,
  before: Snapshot | null,
  row: ModelReading,
): Promise<string> =>
  record(tx, here, by, {
    act,
    id: row.id,
    label: m.intake_model_label({ text: text.title, host: row.host, model: row.model }),
    before,
    after: snapshotOf(row),
    version: row.version,
  })

/** What was sent cannot be unsent; but a reading that waits is not begun, and undecided drafts that only the model found go from the desk. */
export const restoreModelReading: Restore = async (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const own = and(eq(modelReadings.officeId, tx.officeId), eq(modelReadings.id, id))
    const [asked] = await tx.select({ textId: modelReadings.textId }).from(modelReadings).where(own)
    // The text before its reading, as the job does.
    const text = asked === undefined ? null : await textHeld(tx, asked.textId)
    const [before] = await tx.select().from(modelReadings).where(own).for('update')
    if (before === undefined || text === null) return refuse('missing', m.intake_missing())
    const label = m.intake_model_label({ text: text.title, host: before.host, model: before.model })
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label }))
    const back = to !== null && !consentSnapshot.parse(to).withdrawn
    // Sending is agreed to each time anew, never by taking something back.
    if (back && (before.finishedAt === null || before.partsFailed >= before.parts)) return refuse('ask-anew', m.intake_model_ask_anew())
    const [row] = await tx
      .update(modelReadings)
      .set({ state: back ? 'done' : 'withdrawn', version: version + 1 })
      .where(own)
      .returning()
    if (before.finishedAt !== null && text.readAt !== null) await readInto(tx, here, text, text.published)
    await recordReading(tx, here, by, back ? 'model_reading.restored' : 'model_reading.withdrawn', text, snapshotOf(before), row!)
    return ok(null)
  })
