// Sends texts to the language model, part by part, after an officer has agreed; keeps what stands up to its words, and says what went wrong.
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import type { Log } from '#platform/log.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type Fresh, readInto, readOutside, townList, writeReading } from '../reading.actions.ts'
import { homeOffice, textById, textHeld } from '../text.queries.ts'
import type { Find } from './answer.ts'
import { isFinal, LETTERS_A_PART, type ModelAddress, passes } from './model.ts'
import { type ModelReading, modelReadings } from './model.table.ts'
import { askAboutPart, type Outcome } from './part.ts'
import { partsOf } from './passages.ts'
import { isOurTown } from './seeds.ts'

/** How often a part is tried when the model does not answer or is busy, and how long it is waited in between (seconds; doubled each time). */
const MOST_ATTEMPTS = 3
const PAUSE = 20
/** A server that asks for patience gets no more than this. */
const LONGEST_PAUSE = 600
/** An agreement older than this is asked for anew: nobody expects the text to leave now. */
const AGREED_FOR = 24 * 3600 * 1000

export type Asking = {
  readonly address: ModelAddress
  readonly log: Log
  readonly stop?: AbortSignal
}

/** Works off what waits, oldest first, of every office; how many parts were asked about. */
export async function readWithModel(here: Here, asking: Asking): Promise<number> {
  let asked = 0
  while (asking.stop?.aborted !== true) {
    const next = await takeNext(here, asking.address)
    if (next === null) return asked
    try {
      await readPart(here, asking, next)
    } catch (error) {
      asking.log.error(`language model, reading ${next.id}`, error)
      await settle(here, next, { trouble: 'unexpected' })
    }
    asked += 1
  }
  return asked
}

/** Marks the next part as being read: should this process end, another takes it up later. */
const takeNext = (here: Here, address: ModelAddress): Promise<ModelReading | null> =>
  here.db.asSystem(async (tx) => {
    const now = here.clock.now()
    const [row] = await tx
      .select()
      .from(modelReadings)
      .where(and(eq(modelReadings.state, 'waiting'), lte(modelReadings.nextAt, now)))
      .orderBy(asc(modelReadings.nextAt), asc(modelReadings.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (row === undefined) return null
    await tx
      .update(modelReadings)
      .set({ attempts: sql`${modelReadings.attempts} + 1`, nextAt: new Date(now.getTime() + 16 * address.timeLimit + 60_000) })
      .where(and(eq(modelReadings.officeId, row.officeId), eq(modelReadings.id, row.id)))
    return { ...row, attempts: row.attempts + 1 }
  })

async function readPart(here: Here, asking: Asking, reading: ModelReading): Promise<void> {
  if (reading.url !== asking.address.url || reading.model !== asking.address.name) return settle(here, reading, { trouble: 'changed' })
  if (here.clock.now().getTime() - reading.askedAt.getTime() > AGREED_FOR) return settle(here, reading, { trouble: 'late' })
  const towns = await townList()
  const about = await here.db.inOffice(reading.officeId, async (tx) => {
    const text = await textById(tx, reading.textId)
    return { text, office: await homeOffice(tx) }
  })
  if (about.text === null) return settle(here, reading, { trouble: 'text-gone' })
  const { body, published } = about.text
  const part = partsOf(body.slice(0, reading.letters), LETTERS_A_PART)[reading.partsDone]
  if (part === undefined) return settle(here, reading, { trouble: 'text-gone' })
  const ground = { towns, home: { placeId: about.office.placeId, country: about.office.country } }
  const outcome = await askAboutPart(asking.address, {
    home: textIn(about.office.name),
    country: about.office.country,
    published,
    body,
    span: part,
    prefix: `${reading.partsDone}.`,
    isHome: (name, country) => isOurTown(ground, name, country),
    ...(asking.stop === undefined ? {} : { stop: asking.stop }),
  })
  // Whoever stops the program leaves the part to the next start.
  if (asking.stop?.aborted === true) return release(here, reading)
  // With the last part the text is read anew, before anything waits for it.
  const last = 'answer' in outcome && reading.partsDone + 1 >= reading.parts
  const fresh = last ? { published, read: await readOutside(here, reading.officeId, body, published) } : null
  await settle(here, reading, outcome, fresh)
}

/** A text read as of a day. */
type ReadAsOf = { readonly published: string | null; readonly read: Fresh }

const release = (here: Here, { officeId, id, attempts }: ModelReading): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    await tx
      .update(modelReadings)
      .set({ attempts: attempts - 1, nextAt: here.clock.now() })
      .where(and(eq(modelReadings.officeId, tx.officeId), eq(modelReadings.id, id), eq(modelReadings.state, 'waiting')))
  })

/** Keeps what came of a part; with the last one the drafts are laid on the desk. A reading taken back meanwhile stays as it is. */
async function settle(here: Here, { officeId, id, partsDone }: ModelReading, outcome: Outcome, fresh: ReadAsOf | null = null): Promise<void> {
  await here.db.inOffice(officeId, async (tx) => {
    const own = and(eq(modelReadings.officeId, tx.officeId), eq(modelReadings.id, id))
    const [asked] = await tx.select({ textId: modelReadings.textId }).from(modelReadings).where(own)
    // The text before its reading, as everywhere: two that wait for each other would wait for ever.
    const text = asked === undefined ? null : await textHeld(tx, asked.textId)
    const [row] = await tx.select().from(modelReadings).where(own).for('update')
    if (row === undefined || row.state !== 'waiting' || row.partsDone !== partsDone) return
    const now = here.clock.now()
    const trouble = 'trouble' in outcome ? outcome.trouble : null
    if ('trouble' in outcome && passes(outcome.trouble) && row.attempts < MOST_ATTEMPTS) {
      const pause = Math.min(LONGEST_PAUSE, Math.max(outcome.after ?? 0, PAUSE * 2 ** (row.attempts - 1)))
      await tx
        .update(modelReadings)
        .set({ trouble, nextAt: new Date(now.getTime() + pause * 1000) })
        .where(own)
      return
    }
    const failed = trouble === null ? 0 : isFinal(trouble) ? row.parts - partsDone : 1
    const done = partsDone + Math.max(1, failed)
    const finds: readonly Find[] = 'answer' in outcome ? [...row.finds, ...outcome.answer.finds] : row.finds
    const partsFailed = row.partsFailed + failed
    const ended = done >= row.parts
    await tx
      .update(modelReadings)
      .set({
        finds,
        partsDone: done,
        partsFailed,
        attempts: 0,
        nextAt: now,
        // A trouble that passed is no trouble; one that cost a part stays.
        trouble: trouble ?? (row.partsFailed > 0 ? row.trouble : null),
        ...('answer' in outcome
          ? { said: row.said + outcome.answer.said, notThere: row.notThere + outcome.answer.notThere, unfit: row.unfit + outcome.answer.unfit }
          : {}),
        ...(ended ? { state: partsFailed >= row.parts ? ('failed' as const) : ('done' as const), finishedAt: now } : {}),
      })
      .where(own)
    if (!ended || partsFailed >= row.parts) return
    if (text === null || text.readAt === null) return
    // Somebody may have settled another day meanwhile.
    const counts =
      fresh !== null && fresh.published === text.published
        ? await writeReading(tx, here, text, text.published, fresh.read)
        : await readInto(tx, here, text, text.published)
    await tx.update(modelReadings).set(counts).where(own)
  })
}
