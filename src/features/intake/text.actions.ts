// Brings texts to the desk: keeps the original, reads it into drafts, reads it again when its day is known, removes and restores it.
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { knownNames } from '#features/organisations/people/person.queries.ts'
import { openGazetteer, type Gazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '#features/places/gazetteer/index-file.ts'
import { placeById } from '#features/places/place.queries.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale, type Stale } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { z } from 'zod'
import { isOfModelAlone, linksOf, type ModelFind } from './draft.ts'
import { drafts } from './draft.table.ts'
import { draftsFrom, inOrder } from './drafting.ts'
import type { Format } from '#features/documents/extraction/extracted.ts'
import { draftOf } from './draft.queries.ts'
import { matched } from './match.queries.ts'
import { unite } from './model/merging.ts'
import { findsOfModel } from './model/model.queries.ts'
import { readText } from './reading/read-text.ts'
import { ENGINE, hashOf } from './text.ts'
import { homeOffice, textByHash, textById } from './text.queries.ts'
import { texts, type IntakeText } from './text.table.ts'

let gazetteer: Promise<Gazetteer> | null = null
/** The list of towns, opened once for this process when the first text comes; made first where no build has made it. */
export const townList = (): Promise<Gazetteer> =>
  (gazetteer ??= (async () => {
    if (madeVersion(defaultIndexFolder()) !== currentVersion()) await makeIndex()
    return openGazetteer()
  })().catch((error: unknown) => {
    gazetteer = null
    throw error
  }))

export type NewText = {
  readonly title: string
  readonly sourceUrl: string | null
  /** undefined: not known yet, so the text waits for it; null: nobody knows. */
  readonly published: string | null | undefined
  readonly body: string
  readonly format: Format | 'pasted'
  readonly original: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
  readonly notes: readonly string[]
}

/** Keeps a text and, once its day is settled, reads it. The same text once more is the one that is there already: `existing`. */
export async function addText(here: Here, by: Officer, text: NewText): Promise<Result<{ id: string; existing: boolean; read: boolean }>> {
  const towns = await townList()
  return here.db.inOffice(by.officeId, async (tx) => {
    const bodyHash = hashOf(text.body)
    // Two clicks on the same button bring one text.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`intake ${tx.officeId} ${bodyHash}`}, 0))`)
    const known = await textByHash(tx, bodyHash)
    if (known !== null) return ok({ id: known.id, existing: true, read: true })
    const now = here.clock.now()
    const id = newId()
    await tx.insert(texts).values({
      officeId: tx.officeId,
      id,
      title: text.title,
      sourceUrl: text.sourceUrl,
      published: text.published ?? null,
      body: text.body,
      bodyHash,
      format: text.format,
      originalName: text.original.name,
      originalType: text.original.type,
      originalHash: hashOf(text.original.bytes),
      original: text.original.bytes,
      notes: [...text.notes],
      addedBy: by.name,
      createdAt: now,
      updatedAt: now,
    })
    const row = (await textById(tx, id))!
    if (text.published !== undefined) await readInto(tx, here, towns, row, text.published)
    await recordText(tx, here, by, 'intake_text.created', id, null)
    return ok({ id, existing: false, read: text.published !== undefined })
  })
}

/** Settles the text's day (null: nobody knows it) and reads the text with it; decided drafts stay as they are. */
export async function dateText(
  here: Here,
  by: Officer,
  id: string,
  version: number,
  published: string | null,
): Promise<Result<{ id: string; activityId: string }, Refusal | Stale<IntakeText>>> {
  const towns = await townList()
  return here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const was = await snapshotOf(tx, before)
    await tx
      .update(texts)
      .set({ published, version: version + 1, updatedAt: here.clock.now() })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    await readInto(tx, here, towns, { ...before, published }, published)
    return ok({ id, activityId: await recordText(tx, here, by, 'intake_text.changed', id, was) })
  })
}

export const removeText = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<{ id: string; activityId: string; title: string }, Refusal | Stale<IntakeText>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const was = await snapshotOf(tx, before)
    await tx
      .update(texts)
      .set({ deletedAt: here.clock.now(), version: version + 1, updatedAt: here.clock.now() })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    return ok({ id, title: before.title, activityId: await recordText(tx, here, by, 'intake_text.removed', id, was) })
  })

// ---- what the activity record keeps, and putting it back ----------------------------------------------------------------

/** `saved` names the drafts that have become records, and which. */
const textSnapshot = z.object({
  title: z.string(),
  sourceUrl: z.string().nullable(),
  published: z.string().nullable(),
  read: z.boolean(),
  saved: z.record(z.string(), z.uuid().nullable()),
})

async function snapshotOf(tx: OfficeTx, text: IntakeText): Promise<Snapshot | null> {
  if (text.deletedAt !== null) return null
  const rows = await tx
    .select({ id: drafts.id, recordId: drafts.recordId })
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, text.id), sql`${drafts.savedAt} is not null`))
  return textSnapshot.parse({
    title: text.title,
    sourceUrl: text.sourceUrl,
    published: text.published,
    read: text.readAt !== null,
    saved: Object.fromEntries(rows.map(({ id, recordId }) => [id, recordId])),
  })
}

/** Reads the text as it stands now and writes the line; call it after the change, with the snapshot from before. */
export async function recordText(tx: OfficeTx, here: Here, by: Actor, act: `intake_text.${string}`, id: string, before: Snapshot | null): Promise<string> {
  const [{ original: _, ...row }] = (await tx
    .select()
    .from(texts)
    .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))) as [typeof texts.$inferSelect]
  return record(tx, here, by, { act, id, label: row.title, before, after: await snapshotOf(tx, row), version: row.version })
}

export async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<IntakeText | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(texts)
    .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id), which === 'live' ? isNull(texts.deletedAt) : undefined))
    .for('update')
  if (row === undefined) return null
  const { original: _, ...text } = row
  return text
}
export { snapshotOf as snapshotOfText }

const missing = () => refuse('missing', m.intake_missing())

/** Puts a text back: brings a removed one back, takes a new one away, makes what a saving had made of its drafts unsaved again. */
export const restoreText: Restore = async (here, by, id, to, version) => {
  const towns = await townList()
  return here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id, 'removed too')
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.title }))
    const now = here.clock.now()
    const was = await snapshotOf(tx, before)
    const earlier = to === null ? null : textSnapshot.parse(to)
    if (earlier !== null) {
      const another = await textByHash(tx, before.bodyHash)
      if (another !== null && another.id !== id) return refuse('twin', m.intake_restore_twin({ title: before.title }))
    }
    await tx
      .update(texts)
      .set({
        version: version + 1,
        updatedAt: now,
        deletedAt: earlier === null ? now : null,
        ...(earlier === null
          ? {}
          : { title: earlier.title, sourceUrl: earlier.sourceUrl, published: earlier.published, ...(earlier.read ? {} : { readAt: null }) }),
      })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    if (earlier !== null) {
      const rows = await tx
        .select({ id: drafts.id, decision: drafts.decision, savedAt: drafts.savedAt, version: drafts.version })
        .from(drafts)
        .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, id)))
      for (const row of rows) {
        const saved = Object.hasOwn(earlier.saved, row.id)
        if (saved === (row.savedAt !== null)) continue
        await tx
          .update(drafts)
          .set({
            savedAt: saved ? now : null,
            version: row.version + 1,
            updatedAt: now,
            ...(saved ? { recordId: earlier.saved[row.id] ?? null } : row.decision === 'same' ? {} : { recordId: null }),
          })
          .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, row.id)))
      }
    }
    // With another day the undecided drafts say something else.
    if (earlier !== null && earlier.read && earlier.published !== before.published) await readInto(tx, here, towns, before, earlier.published)
    if (earlier !== null && !earlier.read)
      await tx.delete(drafts).where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, id), eq(drafts.decision, 'undecided')))
    return ok({ id, activityId: await recordText(tx, here, by, 'intake_text.restored', id, was) })
  })
}

// ---- reading -------------------------------------------------------------------------------------------------------------

/**
 * Reads the text into drafts. Drafts that were decided keep their place in the list of finds; the others are made anew, with what a language model
 * was once allowed to find. Answers how many drafts the model has in common with the rules, and how many of its own.
 */
export async function readInto(
  tx: OfficeTx,
  here: Here,
  towns: Gazetteer,
  text: IntakeText,
  published: string | null,
): Promise<{ readonly both: number; readonly own: number }> {
  const started = performance.now()
  const office = await homeOffice(tx)
  const known = await knownNames(tx)
  const home = await placeById(tx, office.placeId)
  const place = towns.byId(office.placeId)
  const reading = readText(text.body, {
    home: { name: place?.name ?? home?.name ?? textIn(office.name), country: office.country, placeId: office.placeId },
    published,
    gazetteer: towns,
    register: {
      // We are never our own partner.
      organisations: known.organisations
        .filter((one) => one.placeId !== office.placeId)
        .map(({ id, names, country, kind, placeId }) => ({ id, names: [...names], country, kind, ...(placeId === null ? {} : { placeId }) })),
      people: known.people.map(({ id, names }) => ({ id, names: [...names] })),
    },
  })
  const now = here.clock.now()
  await tx.delete(drafts).where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, text.id), eq(drafts.decision, 'undecided')))
  const kept = (
    await tx
      .select()
      .from(drafts)
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, text.id), ne(drafts.decision, 'undecided')))
  ).map(draftOf)
  const keptKeys = new Set(kept.map(({ key }) => key))
  // What the rules have learned to see since the officer decided on the model's find is that find.
  const { rest: byRules, both: foundToo } = unite(
    kept.filter(isOfModelAlone),
    draftsFrom(reading, text.body, (id) => towns.byId(id)),
  )
  const model = await findsOfModel(tx, text.id, [...byRules, ...kept.filter(({ key }) => !byRules.some((seed) => seed.key === key))], {
    body: text.body,
    language: reading.language,
    published,
    home: { placeId: office.placeId, country: office.country },
    towns,
    organisations: known.organisations,
    people: known.people,
  })
  const shared = (key: string): ModelFind | null => (model.by !== null && model.both.has(key) ? { ...model.by, rulesToo: true } : null)
  const found = await matched(tx, [
    ...byRules.map((seed) => {
      const modelFind = shared(seed.key)
      return modelFind === null ? seed : { ...seed, modelFind }
    }),
    ...model.own,
  ])
  const fresh = found.filter(({ key }) => !keptKeys.has(key)).map((seed) => ({ ...seed, id: null as string | null, version: 0 }))
  for (const [index, one] of inOrder([...kept.map((draft) => ({ ...draft, id: draft.id as string | null })), ...fresh]).entries()) {
    const position = index + 1
    if (one.id === null) {
      await tx.insert(drafts).values({
        officeId: tx.officeId,
        id: newId(),
        textId: text.id,
        key: one.key,
        position,
        kind: one.kind,
        data: one.data,
        spans: one.spans,
        links: linksOf(one),
        match: one.match,
        modelFind: one.modelFind ?? null,
        updatedAt: now,
      })
    } else
      await tx
        .update(drafts)
        .set({ position, modelFind: one.modelFind ? { ...one.modelFind, rulesToo: one.modelFind.rulesToo || foundToo.has(one.key) } : shared(one.key) })
        .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, one.id)))
  }
  await tx
    .update(texts)
    .set({ readAt: now, readInMs: Math.round(performance.now() - started), language: reading.language, engineVersion: ENGINE })
    .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, text.id)))
  return { both: model.both.size, own: model.own.length }
}
