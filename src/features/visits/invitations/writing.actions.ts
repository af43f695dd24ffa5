// What every change of invitations is written with: rows of people, lines of the record that hold nobody's name.
import { and, eq } from 'drizzle-orm'
import { m } from '#messages'
import { type Change, recordMany, type Restore } from '#platform/activity/activity.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { refuse, type Result } from '#platform/result.ts'
import { programmeItems } from '../programmes/programme.table.ts'
import { itemName } from '../programmes/programme.ts'
import type { Answer } from './invitation.ts'
import { type Invitation, invitations, type Invitee, invitees } from './invitation.table.ts'

export const visitMissing = (): Result<never> => refuse('missing', m.invitations_visit_missing())

/** As the record of changes keeps it: whether it is chosen, and what people answered as far as this change is about it. No names and no addresses. */
export type InvitationSnapshot = {
  readonly visitId: string
  readonly itemId: string | null
  readonly chosen: boolean
  readonly answers: Readonly<Record<string, KeptAnswer>>
}
export type KeptAnswer = {
  readonly answer: Answer | null
  readonly answeredAt: string | null
  readonly answeredSequence: number | null
  readonly comment: string
}

export const snapshotOf = (
  { visitId, itemId, deletedAt }: Pick<Invitation, 'visitId' | 'itemId' | 'deletedAt'>,
  answers: Readonly<Record<string, KeptAnswer>> = {},
): InvitationSnapshot => ({ visitId, itemId, chosen: deletedAt === null, answers })

export const keptAnswer = ({
  answer,
  answeredAt,
  answeredSequence,
  comment,
}: Pick<Invitee, 'answer' | 'answeredAt' | 'answeredSequence' | 'comment'>): KeptAnswer => ({
  answer,
  answeredAt: answeredAt?.toISOString() ?? null,
  answeredSequence,
  comment,
})

export const changed = (
  act: `invitation.${string}`,
  row: Pick<Invitation, 'id' | 'version'>,
  label: string,
  before: InvitationSnapshot | null,
  after: InvitationSnapshot,
): Change => ({
  act,
  id: row.id,
  label,
  before: before === null ? null : { ...before },
  after: { ...after },
  version: row.version,
})

/** How a chosen thing is called in the record: an item by its title, the whole visit by its own words. */
export async function labelsOf(tx: OfficeTx, itemIds: readonly (string | null)[]): Promise<(itemId: string | null) => string> {
  const ids = itemIds.filter((id) => id !== null)
  const rows = await tx
    .select({ id: programmeItems.id, title: programmeItems.title, kind: programmeItems.kind })
    .from(programmeItems)
    .where(and(eq(programmeItems.officeId, tx.officeId), anyOf(programmeItems.id, ids)))
  const names = new Map(rows.map((row) => [row.id, itemName(row)]))
  return (itemId) => (itemId === null ? m.invitations_whole() : (names.get(itemId) ?? ''))
}

export async function updateInvitees(tx: OfficeTx, rows: readonly (Partial<Invitee> & { readonly id: string })[]): Promise<void> {
  if (rows.length === 0) return
  const relation = rowsAsRelation(tx, invitees, rows)
  await tx.update(invitees).set(relation.values).from(relation.from).where(relation.where)
}

/** Writes answers, with a line of the record for each invitation they are to. */
export async function writeAnswers(
  tx: OfficeTx,
  here: Here,
  by: Parameters<Restore>[1],
  rows: readonly Invitation[],
  after: readonly Invitee[],
  before: ReadonlyMap<string, KeptAnswer>,
  act: `invitation.${string}` = 'invitation.answered',
): Promise<string | null> {
  if (after.length === 0) return null
  await updateInvitees(
    tx,
    after.map(({ id, answer, answeredAt, answeredSequence, comment }) => ({ id, answer, answeredAt, answeredSequence, comment })),
  )
  const label = await labelsOf(
    tx,
    rows.map(({ itemId }) => itemId),
  )
  const changes: Change[] = []
  for (const row of rows) {
    const own = after.filter(({ invitationId }) => invitationId === row.id)
    if (own.length === 0) continue
    const version = row.version + 1
    await tx
      .update(invitations)
      .set({ version, updatedAt: here.clock.now() })
      .where(and(eq(invitations.officeId, tx.officeId), eq(invitations.id, row.id)))
    const answers = (of: (one: Invitee) => KeptAnswer) => Object.fromEntries(own.map((one) => [one.id, of(one)]))
    changes.push(
      changed(
        act,
        { id: row.id, version },
        label(row.itemId),
        snapshotOf(
          row,
          answers(({ id }) => before.get(id)!),
        ),
        snapshotOf(row, answers(keptAnswer)),
      ),
    )
  }
  return recordMany(tx, here, by, changes)
}
