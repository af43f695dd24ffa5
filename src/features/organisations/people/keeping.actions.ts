// Decides about personal data: it is kept longer for a reason, or erased for good, out of the record of changes too.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record } from '#platform/activity/activity.ts'
import { emptyInRecord, forgetInRecord, renameInRecord } from '#platform/activity/erasing.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, stale, type Refusal, type Result, type Stale } from '#platform/result.ts'
import { forgetNames, indexNames } from '#platform/search/names.ts'
import { LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import type { Forgetting, Keeping } from './keeping.ts'
import { forgetDifferences, forgetKeys } from '../doubles/double.actions.ts'
import { idsTakenUpBy } from '../doubles/merging.queries.ts'
import { allNames, displayName } from '../naming.ts'
import { firstHeld, type Holder, type Written } from '../organisation.actions.ts'
import { snapshotOfPerson } from './person.actions.ts'
import { people, posts, type Person } from './person.table.ts'

/** Says what a person's data is kept for and until when; the reason stands in the history. */
export const keepPersonalData = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  keeping: Keeping,
  reason = '',
): Promise<Result<Written, Refusal | Stale<Person>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    if (keeping.keepUntil !== null && keeping.keepUntil < here.clock.today()) return refuse('past', m.organisations_keep_past(), 'keepUntil')
    const [row] = await tx
      .update(people)
      .set({ purpose: keeping.purpose, keepUntil: keeping.keepUntil, version: before.version + 1, updatedAt: here.clock.now() })
      .where(and(eq(people.officeId, tx.officeId), eq(people.id, id)))
      .returning()
    const activityId = await record(tx, here, by, {
      act: 'person.kept',
      id,
      label: displayName(row!),
      before: snapshotOfPerson(before),
      after: { ...snapshotOfPerson(row!), ...(reason === '' ? {} : { keepReason: reason }) },
      version: row!.version,
    })
    return ok({ id, activityId })
  })

/** Everything of a person but what is public history: their names and their posts. */
const NOTHING = {
  aliases: [],
  languages: [],
  salutation: EMPTY_TEXT,
  email: null,
  phone: null,
  purpose: '',
  keepUntil: null,
  notes: EMPTY_TEXT,
  sources: [],
} satisfies Partial<Person>

/**
 * Erases what was kept of a person beside names and posts, here and in every state the record of changes holds of them and of those they took up.
 * There is no undo. Refuses when they were changed since `version`.
 */
export const erasePersonalData = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  forgetting: readonly Forgetting[] = [],
): Promise<Result<Written, Refusal | Stale<Person>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const now = here.clock.now()
    const taken = await idsTakenUpBy(tx, 'person', id)
    const emails = await emailsOf(tx, [id, ...taken])
    if (taken.length > 0)
      await tx
        .update(people)
        .set({ ...NOTHING, erasedAt: now })
        .where(and(eq(people.officeId, tx.officeId), inArray(people.id, taken)))
    const [row] = await tx
      .update(people)
      .set({ ...NOTHING, erasedAt: now, version: before.version + 1, updatedAt: now })
      .where(and(eq(people.officeId, tx.officeId), eq(people.id, id)))
      .returning()
    await emptyInRecord(tx, 'person', [id, ...taken], { ...NOTHING, keepReason: '' })
    await indexNames(tx, 'person', id, allNames(row!))
    // Among the keys by which doubles are found stand the e-mail and the phone.
    await forgetKeys(tx, 'person', [id, ...taken])
    for (const forget of forgetting) await forget(tx, [id, ...taken], emails, [])
    const left = snapshotOfPerson(row!)
    const activityId = await record(tx, here, by, { act: 'person.erased', id, label: displayName(row!), before: left, after: left, version: row!.version })
    return ok({ id, activityId })
  })

/**
 * Erases a person whole, name and posts too, and calls them „изтрит човек“ wherever the record of changes names them. There is no undo.
 * Refuses, naming it, while anything in the register points to them.
 */
export const erasePerson = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  holders: readonly Holder[],
  forgetting: readonly Forgetting[] = [],
): Promise<Result<Written, Refusal | Stale<Person>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const held = await firstHeld(tx, id, holders)
    if (held !== null) return refuse('held', m.organisations_erase_held({ what: held }))
    const now = here.clock.now()
    const ids = [id, ...(await idsTakenUpBy(tx, 'person', id))]
    const emails = await emailsOf(tx, ids)
    const names = await namesOf(tx, ids)
    const nameless = namelessText(now)
    const label = m.organisations_erased_person()
    // The bare row stays, for removed events may still point to it.
    await tx
      .update(people)
      .set({
        ...NOTHING,
        name: nameless,
        nativeName: null,
        nativeLanguage: null,
        title: null,
        sortKey: '',
        erasedAt: now,
        deletedAt: now,
        version: before.version + 1,
        updatedAt: now,
      })
      .where(and(eq(people.officeId, tx.officeId), inArray(people.id, ids)))
    const gone = await tx
      .delete(posts)
      .where(and(eq(posts.officeId, tx.officeId), inArray(posts.personId, ids)))
      .returning({ id: posts.id })
    await forgetInRecord(
      tx,
      [
        { thing: 'person', ids },
        { thing: 'post', ids: gone.map((post) => post.id) },
        // They are labelled with both names.
        { thing: 'difference', ids: await forgetDifferences(tx, 'person', ids) },
      ],
      label,
    )
    await renameInRecord(tx, ids, label)
    await forgetNames(tx, 'person', ids)
    await forgetKeys(tx, 'person', ids)
    for (const forget of forgetting) await forget(tx, ids, emails, names)
    const activityId = await record(tx, here, by, { act: 'person.erased', id, label, before: null, after: null, version: before.version + 1 })
    return ok({ id, activityId })
  })

async function emailsOf(tx: OfficeTx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...ids])))
  return rows.flatMap(({ email }) => email ?? [])
}

async function namesOf(tx: OfficeTx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ name: people.name, nativeName: people.nativeName, nativeLanguage: people.nativeLanguage, aliases: people.aliases })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...ids])))
  return [...new Set(rows.flatMap(allNames))]
}

const missing = () => refuse('missing', m.organisations_person_missing())

async function locked(tx: OfficeTx, id: string): Promise<Person | null> {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, id), isNull(people.deletedAt)))
    .for('update')
  return row ?? null
}

/** „изтрит човек“ in each of the interface's languages. */
function namelessText(at: Date): LocalText {
  const spoken = LANGUAGES.map(
    (language) => [language, { text: speakingIn(language, m.organisations_erased_person), at: at.toISOString(), checked: true }] as const,
  )
  return { source: LANGUAGES[0]!, in: Object.fromEntries(spoken) }
}
