// Writes the month's reports: begins a month, adds a language, saves what was typed, brings the text up to the register; each change kept in the activity record.
import { createHash } from 'node:crypto'
import { and, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, type Restore } from '#platform/activity/activity.ts'
import { type KeptRow, KeptRows, type KeptStale, keptMoment, momentKept, type Written } from '#platform/activity/kept-row.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { type Block, type Composed, compose } from './composing/composing.ts'
import { TONGUES } from './composing/tongues.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import { editionLabel, isSameText, tooLong, type TypedBlock, type WorkingBlock, workingText } from './digest.ts'
import { digestComparings, digestEditions, digestPublications, digests } from './digest.table.ts'
import { withdrawIssueOf } from './newsletter/issue.actions.ts'
import { unsafeLink } from './marks.ts'
import { type Choices, merged } from './merging.ts'
import { monthFacts } from './month.queries.ts'

type Row = typeof digestEditions.$inferSelect
type Moments = 'composedAt' | 'writtenAt' | 'checkedAt' | 'scheduledFor' | 'publishedAt' | 'withdrawnAt'
type Plain = Pick<
  Row,
  | 'digestId'
  | 'language'
  | 'blocks'
  | 'composed'
  | 'leftOut'
  | 'checkedById'
  | 'checkedByName'
  | 'scheduledReason'
  | 'scheduledById'
  | 'scheduledByName'
  | 'scheduledBlocks'
  | 'withdrawReason'
>
/** An edition as the activity record keeps it; moments in ISO 8601. */
export type EditionSnapshot = Plain & { readonly month: string } & { readonly [M in Moments]: Row[M] extends Date ? string : string | null }
export type EditionStale = KeptStale<EditionSnapshot>
export type DigestSnapshot = { readonly month: string }

export type Act = `digest_edition.${string}`
export const act = (name: Act): Act => name
type DigestAct = `digest.${string}`
const digestAct = (name: DigestAct): DigestAct => name

export const digestRows = new KeptRows<typeof digests.$inferSelect, DigestSnapshot>({
  table: digests,
  stateOf: ({ month }) => ({ month }),
  columnsOf: ({ month }) => ({ month }),
  label: ({ month }) => m.digest_month_label({ month: dateInWords(month) }),
  missing: () => m.digest_missing(),
})

async function monthOfDigest(tx: OfficeTx, id: string): Promise<string> {
  const [digest] = await tx
    .select({ month: digests.month })
    .from(digests)
    .where(and(eq(digests.officeId, tx.officeId), eq(digests.id, id)))
  return digest!.month
}

export const editionRows = new KeptRows<Row, EditionSnapshot>({
  table: digestEditions,
  stateOf: async (row, tx) => ({
    month: await monthOfDigest(tx, row.digestId),
    digestId: row.digestId,
    language: row.language,
    blocks: row.blocks,
    composed: row.composed,
    leftOut: row.leftOut,
    composedAt: row.composedAt.toISOString(),
    writtenAt: row.writtenAt.toISOString(),
    checkedAt: momentKept(row.checkedAt),
    checkedById: row.checkedById,
    checkedByName: row.checkedByName,
    scheduledFor: momentKept(row.scheduledFor),
    scheduledReason: row.scheduledReason,
    scheduledById: row.scheduledById,
    scheduledByName: row.scheduledByName,
    scheduledBlocks: row.scheduledBlocks,
    publishedAt: momentKept(row.publishedAt),
    withdrawnAt: momentKept(row.withdrawnAt),
    withdrawReason: row.withdrawReason,
  }),
  columnsOf: ({ month, ...state }) => {
    // It stands in the digest's own row.
    void month
    return {
      ...state,
      composedAt: keptMoment(state.composedAt),
      writtenAt: keptMoment(state.writtenAt),
      checkedAt: keptMoment(state.checkedAt),
      scheduledFor: keptMoment(state.scheduledFor),
      publishedAt: keptMoment(state.publishedAt),
      withdrawnAt: keptMoment(state.withdrawnAt),
    }
  },
  label: ({ month, language }) => editionLabel(month, language),
  missing: () => m.digest_edition_missing(),
})

export const UNCHECKED = { checkedAt: null, checkedById: null, checkedByName: null } as const
export const UNSCHEDULED = { scheduledFor: null, scheduledReason: null, scheduledById: null, scheduledByName: null, scheduledBlocks: null } as const

/** What the register says of a month now, in each of the languages; from one reading. `languages`: with what was composed in each before, which its words keep to. */
export async function composedNow(
  tx: OfficeTx,
  here: Here,
  month: string,
  languages: ReadonlyMap<DigestLanguage, readonly Block[]>,
): Promise<ReadonlyMap<DigestLanguage, Composed>> {
  const { facts } = await monthFacts(tx, month, here.clock.today())
  return new Map([...languages].map(([language, before]) => [language, compose(facts, TONGUES[language], before)] as const))
}

/** The same for one edition. */
export async function composedAnew(
  tx: OfficeTx,
  here: Here,
  { month, language, composed }: { readonly month: string; readonly language: DigestLanguage; readonly composed: readonly Block[] },
): Promise<Composed> {
  const { facts } = await monthFacts(tx, month, here.clock.today())
  return compose(facts, TONGUES[language], composed)
}

export type Begun = { readonly digestId: string; readonly editions: readonly Written[] }

/** Begins a month in some languages, or adds languages to one that was begun. Refuses a month to come, and languages that are all there already. */
export const beginMonth = (here: Here, by: Officer, month: string, languages: readonly DigestLanguage[]): Promise<Result<Begun>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Begun>> => {
    if (month > here.clock.today().slice(0, 7)) return refuse('to-come', m.digest_month_to_come({ month: dateInWords(month) }), 'month')
    // Two who begin the same month at once: there is no row yet that one could wait for.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`digest ${tx.officeId} ${month}`}, 0))`)
    const [found] = await tx
      .select({ id: digests.id })
      .from(digests)
      .where(and(eq(digests.officeId, tx.officeId), eq(digests.month, month), isNull(digests.deletedAt)))
    const there =
      found === undefined
        ? []
        : await tx
            .select({ language: digestEditions.language })
            .from(digestEditions)
            .where(and(eq(digestEditions.officeId, tx.officeId), eq(digestEditions.digestId, found.id), isNull(digestEditions.deletedAt)))
    const wanted = [...new Set(languages)].filter((language) => !there.some((one) => one.language === language))
    if (wanted.length === 0) return refuse('there-already', m.digest_languages_there({ month: dateInWords(month) }), 'languages')
    const composed = await composedNow(tx, here, month, new Map(wanted.map((language) => [language, []])))
    const digestId = found?.id ?? newId()
    if (found === undefined) await digestRows.write(tx, here, by, digestId, null, { month }, digestAct('digest.begun'))
    const now = here.clock.now().toISOString()
    const editions: Written[] = []
    for (const language of wanted) {
      const { blocks, leftOut } = composed.get(language)!
      const state: EditionSnapshot = {
        month,
        digestId,
        language,
        blocks: blocks.filter(({ sentences }) => sentences.length > 0),
        composed: [...blocks],
        leftOut: [...leftOut],
        composedAt: now,
        writtenAt: now,
        ...UNCHECKED,
        ...UNSCHEDULED,
        publishedAt: null,
        withdrawnAt: null,
        withdrawReason: null,
      }
      editions.push(await editionRows.write(tx, here, by, newId(), null, state, act('digest_edition.begun')))
    }
    return ok({ digestId, editions })
  })

type Changed = Promise<Result<Written & { readonly changed: boolean }, Refusal | EditionStale>>

/** The edition with its lock, when it is there and still has the version. */
export async function opened(tx: OfficeTx, id: string, version: number): Promise<Result<KeptRow<EditionSnapshot>, Refusal | EditionStale>> {
  const before = await editionRows.read(tx, id)
  if (before === null || before.removed) return refuse('missing', m.digest_edition_missing())
  return before.version === version ? ok(before) : stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
}

/** The words the editor may send: those of the edition, and of what was taken into it. */
export const textTyped = (state: Pick<EditionSnapshot, 'blocks' | 'composed'>, typedText: readonly TypedBlock[]): WorkingBlock[] =>
  workingText(typedText, [state.composed, state.blocks], state.composed)

/** Saves the text. One that reads the same changes nothing; another one is a draft again, whatever had been checked. */
export const saveText = (here: Here, by: Officer, id: string, version: number, typedText: readonly TypedBlock[]): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await opened(tx, id, version)
    if (!before.ok) return before
    const { state } = before.value
    const length = tooLong(typedText)
    if (length !== null) return refuse('too-long', m.digest_sentence_too_long({ count: length }))
    const unsafe = unsafeLink(typedText.flatMap(({ sentences }) => sentences))
    if (unsafe !== null) return refuse('unsafe-link', m.digest_link_unsafe({ address: unsafe.slice(0, 200) }))
    const blocks = textTyped(state, typedText)
    if (!blocks.some(({ kind }) => kind === 'title')) return refuse('no-title', m.digest_title_missing())
    if (isSameText(blocks, state.blocks)) return ok({ id, activityId: '', label: editionLabel(state.month, state.language), changed: false })
    const after = { ...state, blocks, writtenAt: here.clock.now().toISOString(), ...UNCHECKED }
    return ok({ ...(await editionRows.write(tx, here, by, id, before.value, after, act('digest_edition.changed'))), changed: true })
  })

/**
 * Takes in what the register says now: untouched sentences follow it, the others as was chosen. `seen`: a fingerprint of the composed text the choices were made
 * on; refuses when the register has moved on since, so that nobody takes in what they did not see.
 */
export const regenerate = (here: Here, by: Officer, id: string, version: number, seen: string, choices: Choices): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await opened(tx, id, version)
    if (!before.ok) return before
    const { state } = before.value
    const fresh = await composedAnew(tx, here, state)
    if (fingerprintOf(fresh) !== seen) return refuse('moved-on', m.digest_regenerate_moved_on())
    const between = TONGUES[state.language].between
    const blocks = merged({ composed: state.composed, working: state.blocks, fresh: fresh.blocks, between }, choices)
    const now = here.clock.now().toISOString()
    const same = isSameText(blocks, state.blocks)
    const after: EditionSnapshot = {
      ...state,
      blocks,
      composed: [...fresh.blocks],
      leftOut: [...fresh.leftOut],
      composedAt: now,
      ...(same ? {} : { writtenAt: now, ...UNCHECKED }),
    }
    const written = await editionRows.write(tx, here, by, id, before.value, after, act('digest_edition.regenerated'))
    await tx
      .update(digestEditions)
      .set({ sourceChangedAt: null })
      .where(and(eq(digestEditions.officeId, tx.officeId), eq(digestEditions.id, id)))
    return ok({ ...written, changed: !same })
  })

/** What a composed text says, in a few letters, so that two can be told apart. */
export const fingerprintOf = ({ blocks }: Pick<Composed, 'blocks'>): string =>
  createHash('sha256').update(JSON.stringify(blocks)).digest('base64url').slice(0, 20)

/** Takes an edition away; the last one takes its month along. What citizens can read must be withdrawn first. */
export const removeEdition = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | EditionStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | EditionStale>> => {
    const before = await opened(tx, id, version)
    if (!before.ok) return before
    const { state } = before.value
    if (state.publishedAt !== null && state.withdrawnAt === null) return refuse('published', m.digest_remove_published())
    if (state.scheduledFor !== null) return refuse('scheduled', m.digest_remove_scheduled())
    const written = await editionRows.write(tx, here, by, id, before.value, null, act('digest_edition.removed'))
    if ((await languagesOfDigest(tx, state.digestId)).length === 0) {
      const digest = await digestRows.read(tx, state.digestId)
      if (digest !== null) await digestRows.write(tx, here, by, state.digestId, digest, null, digestAct('digest.removed'))
    }
    return ok(written)
  })

const languagesOfDigest = (tx: OfficeTx, digestId: string) =>
  tx
    .select({ id: digestEditions.id, language: digestEditions.language })
    .from(digestEditions)
    .where(and(eq(digestEditions.officeId, tx.officeId), eq(digestEditions.digestId, digestId), isNull(digestEditions.deletedAt)))

/** What citizens can read follows the edition: nothing where it is not published, else what was published at its moment. */
export async function settlePublications(tx: OfficeTx, here: Here, editionId: string, after: EditionSnapshot | null): Promise<void> {
  const own = and(eq(digestPublications.officeId, tx.officeId), eq(digestPublications.editionId, editionId))
  const now = here.clock.now()
  const publishedAt = after === null || after.withdrawnAt !== null ? null : keptMoment(after.publishedAt)
  const goes = and(own, isNull(digestPublications.withdrawnAt), publishedAt === null ? undefined : gt(digestPublications.publishedAt, publishedAt))
  const at = keptMoment(after?.withdrawnAt ?? null)
  const withdrawn: { readonly id: string }[] = []
  // One published only after the withdrawal to which the edition goes back was not withdrawn then: it goes by the undoing.
  const steps = at === null ? [] : [{ which: lte(digestPublications.publishedAt, at), set: { withdrawnAt: at, withdrawReason: after!.withdrawReason } }]
  for (const { which, set } of [...steps, { which: undefined, set: { withdrawnAt: now, withdrawReason: m.digest_withdrawn_by_undo() } }])
    withdrawn.push(...(await tx.update(digestPublications).set(set).where(and(goes, which)).returning({ id: digestPublications.id })))
  // Letters of it that wait do not leave.
  for (const { id } of withdrawn) await withdrawIssueOf(tx, here, id)
  if (publishedAt !== null)
    await tx
      .update(digestPublications)
      .set({ withdrawnAt: null, withdrawReason: null })
      .where(and(own, eq(digestPublications.publishedAt, publishedAt)))
}

/** The month of an edition that comes back, back as well; refuses where another report of the month was begun meanwhile. */
async function standingMonth(tx: OfficeTx, here: Here, by: Actor, { digestId, month }: EditionSnapshot): Promise<Result<null>> {
  const digest = await digestRows.read(tx, digestId)
  if (digest === null || !digest.removed) return ok(null)
  if (await isMonthThere(tx, month)) return refuse('there-already', m.digest_month_there({ month: dateInWords(month) }))
  await digestRows.write(tx, here, by, digestId, digest, { month }, digestAct('digest.restored'))
  return ok(null)
}

const isMonthThere = async (tx: OfficeTx, month: string): Promise<boolean> =>
  (await tx.$count(digests, and(eq(digests.officeId, tx.officeId), eq(digests.month, month), isNull(digests.deletedAt)))) > 0

/** An hour that has passed since is not put back: it would publish by itself what was just taken back. Where nothing but the hour would come back, that is said. */
function hourAhead(state: EditionSnapshot, before: EditionSnapshot, now: Date): Result<EditionSnapshot> {
  if (state.scheduledFor === null || state.scheduledFor === before.scheduledFor || new Date(state.scheduledFor) > now) return ok(state)
  const onlyTheHour = state.publishedAt === before.publishedAt && state.withdrawnAt === before.withdrawnAt
  return onlyTheHour ? refuse('past', m.digest_schedule_past()) : ok({ ...state, ...UNSCHEDULED })
}

/** Puts an edition back to what it was, and with it its month and what citizens can read. */
export const restoreEdition: Restore = (here, by: Actor, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const putEdition = editionRows.put(act('digest_edition.restored'), async (state, _, before) => {
      const others = (await languagesOfDigest(tx, state.digestId)).filter((one) => one.id !== id && one.language === state.language)
      if (others.length > 0) return refuse('there-already', m.digest_languages_there({ month: dateInWords(state.month) }))
      const standing = await standingMonth(tx, here, by, state)
      return standing.ok ? hourAhead(state, before.state, here.clock.now()) : standing
    })
    const done = await putEdition(within(here, tx), by, id, to, version)
    if (!done.ok) return done
    await settlePublications(tx, here, id, to as EditionSnapshot | null)
    return done
  })

/** A version of the text brought back: the text alone, as a draft; what is published, and what is scheduled, stays. */
export const restoreEditionVersion: Restore = (here, by, id, to, version) =>
  editionRows.put(act('digest_edition.restored'), async (state, _, before) => {
    const { blocks, composed, leftOut, composedAt } = state
    if (before.removed) return refuse('missing', m.digest_edition_missing())
    const writtenAt = isSameText(blocks, before.state.blocks) ? before.state.writtenAt : here.clock.now().toISOString()
    return ok({ ...before.state, blocks, composed, leftOut, composedAt, writtenAt, ...UNCHECKED })
  })(here, by, id, to, version)

const putDigest = digestRows.put(
  digestAct('digest.restored'),
  async (state, tx) => ((await isMonthThere(tx, state.month)) ? refuse('there-already', m.digest_month_there({ month: dateInWords(state.month) })) : ok(state)),
  async (tx, { state }, id) =>
    (await languagesOfDigest(tx, id)).length > 0 ? refuse('has-editions', m.digest_month_has_editions({ month: dateInWords(state.month) })) : ok(null),
)

/** Puts a month back; one whose reports stand cannot go, nor come back beside another of the same month. One that came back with another of its editions is there. */
export const restoreDigest: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const before = to === null ? null : await digestRows.read(tx, id)
    return before !== null && !before.removed ? ok(null) : putDigest(within(here, tx), by, id, to, version)
  })

/** Notes what a comparing found: since when the register says something else than was composed, or that it says the same. Versions stay: nobody changed anything. */
export async function noteComparing(tx: OfficeTx, here: Here, found: readonly { readonly id: string; readonly differs: boolean }[]): Promise<void> {
  for (const differs of [true, false]) {
    const ids = found.filter((one) => one.differs === differs).map(({ id }) => id)
    // Nothing is written where nothing is new: what citizens are shown is kept as long as the database stays as it is.
    const isNews = differs ? isNull(digestEditions.sourceChangedAt) : isNotNull(digestEditions.sourceChangedAt)
    if (ids.length > 0)
      await tx
        .update(digestEditions)
        .set({ sourceChangedAt: differs ? here.clock.now() : null })
        .where(and(eq(digestEditions.officeId, tx.officeId), anyOf(digestEditions.id, ids), isNews))
  }
}

/** Notes where the register stood when these months were compared. */
export async function noteCompared(tx: OfficeTx, which: 'newest' | 'older', stood: string): Promise<void> {
  await tx
    .insert(digestComparings)
    .values({ officeId: tx.officeId, id: tx.officeId, [which]: stood })
    .onConflictDoUpdate({ target: [digestComparings.officeId, digestComparings.id], set: { [which]: stood } })
}
