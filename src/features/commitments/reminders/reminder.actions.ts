// Writes what an office decides about reminders, and puts it back.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { decideMails } from '#platform/mail/deciding.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type RemindersForm, type RemindersSnapshot, remindersSnapshot, USUAL_RULES } from './reminder.ts'
import { remindedPromises, reminderRules, trustedPartners } from './reminder.table.ts'

type Kept = { readonly version: number; readonly removed: boolean; readonly state: RemindersSnapshot; readonly updatedAt: Date | null }
export type RemindersStale = Stale<Kept>
/** Who works in the office, by account: for whom stands in. */
export type StandIn = { readonly id: string; readonly name: string }

const NOTHING: RemindersSnapshot = { ...USUAL_RULES, standIn: null, trusted: [] }

/** As it stands, locked. Two who decide for the first time at once: there is no row yet that one could wait for. */
async function locked(tx: OfficeTx): Promise<Kept> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reminder rules ${tx.officeId}`}, 0))`)
  const [row] = await tx
    .select()
    .from(reminderRules)
    .where(and(eq(reminderRules.officeId, tx.officeId), eq(reminderRules.id, tx.officeId)))
    .for('update')
  const trusted = await tx
    .select({ organisationId: trustedPartners.organisationId, name: organisations.name })
    .from(trustedPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, trustedPartners.officeId), eq(organisations.id, trustedPartners.organisationId)))
    .where(eq(trustedPartners.officeId, tx.officeId))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
  if (row === undefined) return { version: 0, removed: true, state: NOTHING, updatedAt: null }
  const { ours, theirs, hour, standInId, standInName } = row
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    state: {
      ours,
      theirs,
      hour,
      standIn: standInId === null ? null : { id: standInId, name: standInName },
      trusted: trusted.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
    },
  }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  before: Kept,
  after: RemindersSnapshot | null,
  act: `reminder_rules.${string}`,
): Promise<{ activityId: string }> {
  const now = here.clock.now()
  const { ours, theirs, hour, standIn, trusted } = after ?? NOTHING
  const version = before.version + 1
  const row = {
    ours,
    theirs,
    hour,
    standInId: standIn?.id ?? null,
    standInName: standIn?.name ?? '',
    version,
    updatedAt: now,
    deletedAt: after === null ? now : null,
  }
  await tx
    .insert(reminderRules)
    .values({ ...row, officeId: tx.officeId, id: tx.officeId, createdAt: now })
    .onConflictDoUpdate({ target: [reminderRules.officeId, reminderRules.id], set: row })
  await tx.delete(trustedPartners).where(eq(trustedPartners.officeId, tx.officeId))
  if (trusted.length > 0)
    await tx
      .insert(trustedPartners)
      .values(trusted.map(({ organisationId }) => ({ officeId: tx.officeId, id: organisationId, organisationId, createdAt: now })))
  return {
    activityId: await record(tx, here, by, {
      act,
      id: tx.officeId,
      label: m.commitments_reminders_title(),
      before: before.removed ? null : { ...before.state },
      after: after === null ? null : { ...after },
      version,
    }),
  }
}

/** Partners that are in the register, each once, with their names. */
async function known(tx: OfficeTx, ids: readonly string[]): Promise<RemindersSnapshot['trusted']> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ organisationId: organisations.id, name: organisations.name })
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), inArray(organisations.id, [...new Set(ids)])))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
  return rows.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) }))
}

/** Saves what was decided when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeReminders = (
  here: Here,
  by: Officer,
  { version, ours, theirs, hour, standIn, trusted }: RemindersForm,
  colleagues: readonly StandIn[],
): Promise<Result<{ activityId: string }, Refusal | RemindersStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ activityId: string }, Refusal | RemindersStale>> => {
    const before = await locked(tx)
    const now = before.removed ? 0 : before.version
    if (now !== version) return stale(m.platform_stale(), { ...before, version: now })
    const stands = standIn === '' ? null : colleagues.find(({ id }) => id === standIn)
    if (stands === undefined) return refuse('stand-in', m.platform_form_choose(), 'standIn')
    const after = { ours, theirs, hour, standIn: stands === null ? null : { id: stands.id, name: stands.name }, trusted: await known(tx, trusted) }
    return ok(await write(tx, here, by, before, after, 'reminder_rules.changed'))
  })

/** Puts it back to what it was; a partner that is gone since is left out. */
export const restoreReminders: Restore = (here, by, _, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version === 0) return refuse('missing', m.platform_undo_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.commitments_reminders_title() }))
    const read = to === null ? null : remindersSnapshot.parse(to)
    const after =
      read === null
        ? null
        : {
            ...read,
            trusted: await known(
              tx,
              read.trusted.map(({ organisationId }) => organisationId),
            ),
          }
    return ok(await write(tx, here, by, before, after, 'reminder_rules.restored'))
  })

/**
 * Takes back the letters that name any of the promises and have not left: what they say is no longer true. The other promises in them are named anew by the
 * next letters. Whoever keeps, moves, drops or removes a promise, or changes who answers for it, calls it in the same transaction.
 */
export async function withdrawReminders(tx: OfficeTx, here: Here, commitmentIds: readonly string[]): Promise<void> {
  const waiting = await tx
    .select({ mailId: remindedPromises.mailId })
    .from(remindedPromises)
    .innerJoin(outbox, and(eq(outbox.officeId, remindedPromises.officeId), eq(outbox.id, remindedPromises.mailId), inArray(outbox.state, ['held', 'waiting'])))
    .where(and(eq(remindedPromises.officeId, tx.officeId), anyOf(remindedPromises.commitmentId, commitmentIds)))
  await takeBack(
    tx,
    here,
    waiting.map(({ mailId }) => mailId),
  )
}

/** Takes back letters of reminder, by their ids, as far as they have not left. */
export async function takeBack(tx: OfficeTx, here: Here, mailIds: readonly string[]): Promise<void> {
  const ids = [...new Set(mailIds)]
  if (ids.length === 0) return
  const dropped = await decideMails(tx, here.clock, ids, 'drop')
  // One that went out meanwhile has said what it says.
  const gone = dropped.map(({ id }) => id)
  if (gone.length > 0) await tx.delete(remindedPromises).where(and(eq(remindedPromises.officeId, tx.officeId), inArray(remindedPromises.mailId, gone)))
}

/** That letters to a partner leave by themselves holds for the record that takes it up. */
export const trustedFollower: Follower = {
  columns: ['reminder_trusted organisation_id'],
  tell: async () => [],
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'organisation') return ok([])
    const before = await locked(tx)
    const ids = before.state.trusted.map(({ organisationId }) => organisationId)
    if (!ids.includes(from)) return ok([])
    const trusted = await known(tx, [...ids.filter((id) => id !== from), to])
    await write(tx, here, by, before, { ...before.state, trusted }, 'reminder_rules.followed')
    return ok([])
  },
}
