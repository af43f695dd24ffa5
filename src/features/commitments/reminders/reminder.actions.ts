// Writes what an office decides about reminders, and puts it back.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptRowParts, KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { decideMails } from '#platform/mail/deciding.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type RemindersForm, type RemindersSnapshot, remindersSnapshot, USUAL_RULES } from './reminder.ts'
import { remindedPromises, reminderRules, trustedPartners } from './reminder.table.ts'

export type RemindersStale = KeptStale<RemindersSnapshot>
/** Who works in the office, by account: for whom stands in. */
export type StandIn = { readonly id: string; readonly name: string }

type Row = typeof reminderRules.$inferSelect
type Act = `reminder_rules.${string}`
const act = (name: Act): Act => name

/** The row of the office, and with it the partners to whom letters leave without being looked at. */
const parts: Omit<KeptRowParts<Row, RemindersSnapshot>, 'missing'> = {
  table: reminderRules,
  stateOf: async ({ ours, theirs, hour, standInId, standInName }, tx) => {
    const trusted = await tx
      .select({ organisationId: trustedPartners.organisationId, name: organisations.name })
      .from(trustedPartners)
      .innerJoin(organisations, and(eq(organisations.officeId, trustedPartners.officeId), eq(organisations.id, trustedPartners.organisationId)))
      .where(eq(trustedPartners.officeId, tx.officeId))
      .orderBy(asc(organisations.sortKey), asc(organisations.id))
    return {
      ours,
      theirs,
      hour,
      standIn: standInId === null ? null : { id: standInId, name: standInName },
      trusted: trusted.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
    }
  },
  columnsOf: ({ ours, theirs, hour, standIn }) => ({ ours, theirs, hour, standInId: standIn?.id ?? null, standInName: standIn?.name ?? '' }),
  label: () => m.commitments_reminders_title(),
  along: async (tx, _, after) => {
    await tx.delete(trustedPartners).where(eq(trustedPartners.officeId, tx.officeId))
    const trusted = after?.trusted ?? []
    // As old as the decision they belong to.
    const createdAt = sql`(select ${reminderRules.updatedAt} from ${reminderRules} where ${reminderRules.officeId} = ${tx.officeId})`
    if (trusted.length > 0)
      await tx.insert(trustedPartners).values(trusted.map(({ organisationId }) => ({ officeId: tx.officeId, id: organisationId, organisationId, createdAt })))
  },
}
const rules = new KeptRules<Row, RemindersSnapshot>({ ...parts, usual: () => ({ ...USUAL_RULES, standIn: null, trusted: [] }) })
const rows = new KeptRows<Row, RemindersSnapshot>({ ...parts, missing: () => m.platform_undo_missing() })

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

const idsOf = (trusted: RemindersSnapshot['trusted']): string[] => trusted.map(({ organisationId }) => organisationId)

/** Saves what was decided when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeReminders = (
  here: Here,
  by: Officer,
  { version, ours, theirs, hour, standIn, trusted }: RemindersForm,
  colleagues: readonly StandIn[],
): Promise<Result<Written, Refusal | RemindersStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | RemindersStale>> => {
    const stands = standIn === '' ? null : colleagues.find(({ id }) => id === standIn)
    if (stands === undefined) return refuse('stand-in', m.platform_form_choose(), 'standIn')
    const after = { ours, theirs, hour, standIn: stands === null ? null : { id: stands.id, name: stands.name }, trusted: await known(tx, trusted) }
    return rules.change(within(here, tx), by, version, act('reminder_rules.changed'), after)
  })

/** Puts it back to what it was; a partner that is gone since is left out. */
export const restoreReminders: Restore = rows.put(act('reminder_rules.restored'), async (kept, tx) => {
  const state = remindersSnapshot.parse(kept)
  return ok({ ...state, trusted: await known(tx, idsOf(state.trusted)) })
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
    const before = await rows.read(tx, tx.officeId)
    const ids = idsOf(before?.state.trusted ?? [])
    if (before === null || !ids.includes(from)) return ok([])
    const trusted = await known(tx, [...ids.filter((id) => id !== from), to])
    await rows.write(tx, here, by, tx.officeId, before, { ...before.state, trusted }, act('reminder_rules.followed'))
    return ok([])
  },
}
