// Reads texts into drafts: the reading itself apart and outside any transaction, then the drafts are written and held against the register.
import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { openGazetteer, type Gazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '#features/places/gazetteer/index-file.ts'
import { knownNames } from '#features/organisations/people/person.queries.ts'
import { m } from '#messages'
import { insertMany } from '#platform/database/insert-many.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type DraftMatch, isOfModelAlone, linksOf, type ModelFind } from './draft.ts'
import { drafts } from './draft.table.ts'
import { draftsFrom } from './drafting.ts'
import { draftsOf } from './draft.queries.ts'
import { quoteOf } from './marks.ts'
import { matchedAll, registerStands, subjectOf, type Subject } from './match.queries.ts'
import { unite } from './model/merging.ts'
import { findsOfModel, modelReadingOf } from './model/model.queries.ts'
import { type Asked, type ReadApart, readApart, type ReadingTrouble } from './reading/apart.ts'
import { HOME } from './reading/reading.ts'
import { reread, type Standing } from './rereading.ts'
import { ENGINE } from './text.ts'
import { homeOffice, outdated, textById, textHeld } from './text.queries.ts'
import { texts, type IntakeText } from './text.table.ts'

let gazetteer: Promise<Gazetteer> | null = null
/** The list of towns for this process: only what a language model found needs it here, the rules have it on their own thread. */
export const townList = (): Promise<Gazetteer> =>
  (gazetteer ??= (async () => {
    if (madeVersion(defaultIndexFolder()) !== currentVersion()) await makeIndex()
    return openGazetteer()
  })().catch((error: unknown) => {
    gazetteer = null
    throw error
  }))

/** A text as it was read, and how many milliseconds that took. */
export type Fresh = { readonly read: ReadApart | ReadingTrouble; readonly ms: number }

/** What a text is read with: whose it is and whom the office knows. */
async function knowledge(tx: OfficeTx): Promise<Pick<Asked, 'home' | 'register'>> {
  const office = await homeOffice(tx)
  const known = await knownNames(tx)
  const own = new Set(known.organisations.filter((one) => one.placeId === office.placeId).map(({ id }) => id))
  return {
    home: { name: textIn(office.name), country: office.country, placeId: office.placeId },
    register: {
      // We are never our own partner.
      organisations: known.organisations
        .filter((one) => one.placeId !== office.placeId)
        .map(({ id, names, country, kind, placeId }) => ({ id, names: [...names], country, kind, ...(placeId === null ? {} : { placeId }) })),
      people: known.people.map(({ id, names, organisationIds }) => ({ id, names: [...names], of: organisationIds.map((one) => (own.has(one) ? HOME : one)) })),
    },
  }
}

/** Reads a text as of a day (null: nobody knows it). Call it outside a transaction: it may take seconds, and waits for readings before it. */
export async function readOutside(here: Here, officeId: string, body: string, published: string | null): Promise<Fresh> {
  const known = await here.db.inOffice(officeId, knowledge)
  const started = performance.now()
  const read = await readApart({ body, published, ...known })
  return { read, ms: Math.round(performance.now() - started) }
}

/** How many drafts a language model has in common with the rules, and how many of its own. */
export type Counts = { readonly both: number; readonly own: number }

/** Reads a text and writes what was found in a transaction that is open already; for those who cannot read before it. */
export const readInto = async (tx: OfficeTx, here: Here, text: IntakeText, published: string | null): Promise<Counts> =>
  writeReading(tx, here, text, published, await readOutside(within(here, tx), tx.officeId, text.body, published))

/**
 * Writes what a reading found, with what a language model was once allowed to find; drafts that were decided stay. A reading that came to nothing only
 * says why.
 */
export async function writeReading(tx: OfficeTx, here: Here, text: IntakeText, published: string | null, fresh: Fresh): Promise<Counts> {
  const now = here.clock.now()
  const of = and(eq(texts.officeId, tx.officeId), eq(texts.id, text.id))
  if (typeof fresh.read === 'string') {
    await tx.update(texts).set({ trouble: fresh.read, rereadAskedAt: null }).where(of)
    return { both: 0, own: 0 }
  }
  const { reading, places } = fresh.read
  const placeOf = new Map(places.map((place) => [place.id, place]))
  const all = draftsFrom(reading, text.body, (id) => placeOf.get(id) ?? (reading.home.place?.id === id ? reading.home.place : undefined))
  const before = await draftsOf(tx, text.id)
  const decided = before.filter(({ decision }) => decision !== 'undecided')
  // What the rules have learned to see since the officer decided on the model's find is that find.
  const { rest: byRules, both: foundToo } = unite(decided.filter(isOfModelAlone), all)
  const known = [...byRules, ...decided.filter(({ key }) => !byRules.some((seed) => seed.key === key))]
  const model = await modelFinds(tx, text, published, reading.language, known)
  const shared = (key: string | undefined): ModelFind | null =>
    key !== undefined && model.by !== null && model.both.has(key) ? { ...model.by, rulesToo: true } : null
  const found = [
    ...byRules.map((seed) => {
      const modelFind = shared(seed.key)
      return modelFind === null ? seed : { ...seed, modelFind }
    }),
    ...model.own,
  ]
  const { stand, gone } = reread(before, found)
  const rulesKeys = new Set(byRules.map(({ key }) => key))
  const modelFindOf = ({ key, foundAs, before: old, modelFind }: Standing): ModelFind | null => {
    if (old === null || old.decision === 'undecided') return modelFind ?? null
    if (old.modelFind === null) return shared(key) ?? shared(foundAs)
    return { ...old.modelFind, rulesToo: old.modelFind.rulesToo || foundToo.has(key) || (foundAs !== undefined && rulesKeys.has(foundAs)) }
  }
  const subjects = stand.map((one): Subject => {
    const { before } = one
    return before !== null && before.decision !== 'undecided'
      ? subjectOf(text.body, before)
      : { ...one, words: quoteOf(text.body, one.spans, 5000), before: one.match, settled: undefined }
  })
  const matches = await matchedAll(tx, subjects, published)
  if (gone.length > 0)
    await tx.delete(drafts).where(
      and(
        eq(drafts.officeId, tx.officeId),
        inArray(
          drafts.id,
          gone.map(({ id }) => id),
        ),
      ),
    )
  const added: (typeof drafts.$inferInsert)[] = []
  for (const [index, one] of stand.entries()) {
    const position = index + 1
    const says = {
      key: one.key,
      kind: one.kind,
      data: one.data,
      spans: one.spans,
      links: linksOf(one),
      match: matches.get(one.key) ?? null,
      modelFind: modelFindOf(one),
    }
    const { before } = one
    if (before === null) {
      added.push({ officeId: tx.officeId, id: newId(), textId: text.id, position, ...says, newAt: text.readAt === null ? null : now, updatedAt: now })
      continue
    }
    const changed =
      before.decision === 'undecided' &&
      !isDeepStrictEqual([before.data, before.spans, before.match, before.modelFind], [says.data, says.spans, says.match, says.modelFind])
    const { modelFind } = says
    if (changed || before.position !== position || !isDeepStrictEqual(before.modelFind, modelFind))
      await tx
        .update(drafts)
        .set({ position, modelFind, ...(changed ? { ...says, version: before.version + 1, updatedAt: now } : {}) })
        .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, before.id)))
  }
  await insertMany(tx, drafts, added)
  await tx
    .update(texts)
    .set({
      readAt: now,
      readInMs: fresh.ms,
      language: reading.language,
      engineVersion: ENGINE,
      trouble: '',
      rereadAskedAt: null,
      matchedTo: await registerStands(tx),
    })
    .where(of)
  return { both: model.both.size, own: model.own.length }
}

/** What a language model was once allowed to find in the text, beside what is known; nothing where none was asked. */
async function modelFinds(tx: OfficeTx, text: IntakeText, published: string | null, language: string, known: Parameters<typeof findsOfModel>[2]) {
  if ((await modelReadingOf(tx, text.id)) === null) return { by: null, own: [], both: new Set<string>() }
  const office = await homeOffice(tx)
  const names = await knownNames(tx)
  return findsOfModel(tx, text.id, known, {
    body: text.body,
    language,
    published,
    home: { placeId: office.placeId, country: office.country },
    towns: await townList(),
    organisations: names.organisations,
    people: names.people,
  })
}

/** „Прочети отново“: reads a text once more, with the rules and the register of today. `found` counts the drafts that are new; `trouble` says why it came to nothing. */
export async function readAgain(here: Here, by: Officer, id: string): Promise<Result<{ readonly found: number; readonly trouble: ReadingTrouble | null }>> {
  const text = await here.db.inOffice(by.officeId, (tx) => textById(tx, id))
  if (text === null || (text.readAt === null && text.trouble === '')) return refuse('missing', m.intake_missing())
  return rereadText(here, by.officeId, text)
}

/** Reads a text that waits for it, whoever asked. */
export async function rereadText(
  here: Here,
  officeId: string,
  text: IntakeText,
): Promise<Result<{ readonly found: number; readonly trouble: ReadingTrouble | null }>> {
  const fresh = await readOutside(here, officeId, text.body, text.published)
  return here.db.inOffice(officeId, async (tx): Promise<Result<{ readonly found: number; readonly trouble: ReadingTrouble | null }>> => {
    const now = await textHeld(tx, text.id)
    if (now === null) return refuse('missing', m.intake_missing())
    // Somebody settled its day meanwhile, and it was read with that.
    if (now.published !== text.published) return ok({ found: 0, trouble: null })
    await writeReading(tx, here, now, now.published, fresh)
    if (typeof fresh.read === 'string') return ok({ found: 0, trouble: fresh.read })
    const after = await textById(tx, text.id)
    return ok({
      found: (await draftsOf(tx, text.id)).filter(({ newAt }) => newAt !== null && newAt.getTime() === after?.readAt?.getTime()).length,
      trouble: null,
    })
  })
}

/** Has every text that older rules read and of which something is undecided read again in the background; answers how many. */
export const askRereading = (here: Here, by: Officer): Promise<Result<number>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const asked = await tx.update(texts).set({ rereadAskedAt: here.clock.now() }).where(outdated(tx)).returning({ id: texts.id })
    return ok(asked.length)
  })

/** Holds the undecided drafts against the register as it stands now, once it has moved on; answers the ids of those that are matched otherwise. */
export const rematch = (here: Here, by: Officer, textId: string): Promise<string[]> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const seen = await textById(tx, textId)
    const stands = await registerStands(tx)
    if (seen === null || seen.readAt === null || seen.matchedTo === stands) return []
    const text = await textHeld(tx, textId)
    if (text === null) return []
    const changed = await rematchIn(tx, here, text)
    await tx
      .update(texts)
      .set({ matchedTo: stands })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, textId)))
    return changed
  })

/** The same in a transaction of its caller, without asking whether anything moved. */
export async function rematchIn(tx: OfficeTx, here: Here, text: IntakeText): Promise<string[]> {
  const all = await draftsOf(tx, text.id)
  const matches = await matchedAll(
    tx,
    all.map((draft) => subjectOf(text.body, draft)),
    text.published,
  )
  const same = (a: DraftMatch | null, b: DraftMatch | null): boolean => a?.id === b?.id && a?.sure === b?.sure
  const changed = all.filter((draft) => draft.decision === 'undecided' && !same(draft.match, matches.get(draft.key) ?? null))
  for (const draft of changed)
    await tx
      .update(drafts)
      .set({ match: matches.get(draft.key) ?? null, version: draft.version + 1, updatedAt: here.clock.now() })
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, draft.id), eq(drafts.version, draft.version), eq(drafts.decision, 'undecided')))
  return changed.map(({ id }) => id)
}
