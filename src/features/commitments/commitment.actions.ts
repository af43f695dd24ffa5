// Writes promises: gives, changes, keeps, drops, reopens, removes and puts back, each change kept in the activity record.
import { and, asc, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { events } from '#features/events/event.table.ts'
import { type KeptPartner, liveEvent, tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, revised, textIn } from '#platform/texts/local-text.ts'
import { type CommitmentValues, type Dropping, dueBy, type Fulfilment, promiseLabel } from './commitment.ts'
import { commitmentPartners, commitments } from './commitment.table.ts'

type Row = typeof commitments.$inferSelect

/** A promise whole, as JSON: what the activity record keeps and undo puts back. */
export type CommitmentSnapshot = Pick<Row, 'owedBy' | 'text' | 'topic' | 'state' | 'due' | 'keptOn' | 'evidence' | 'droppedOn' | 'dropReason' | 'sources'> & {
  readonly publishedAt: string | null
  readonly event: { readonly id: string; readonly title: string } | null
  readonly person: { readonly id: string; readonly name: string } | null
  readonly partners: readonly KeptPartner[]
}
type Kept = { readonly version: number; readonly removed: boolean; readonly state: CommitmentSnapshot; readonly updatedAt: Date }

export type CommitmentStale = Stale<{ readonly version: number; readonly state: CommitmentSnapshot; readonly updatedAt: Date }>
export type Written = { readonly id: string; readonly activityId: string; readonly label: string }

/** Found by so many of its first letters. */
const INDEXED = 200
const label = (text: LocalText): string => promiseLabel(textIn(text, text.source))

/** Who answers for it, in the record that stands for them now. */
async function answering(
  tx: OfficeTx,
  wanted: CommitmentSnapshot['person'],
  already: CommitmentSnapshot['person'],
): Promise<Result<CommitmentSnapshot['person']>> {
  if (wanted === null) return ok(null)
  const tied = await tiedPeople(tx, [{ personId: wanted.id, asRole: null }], already === null ? [] : [{ personId: already.id }])
  // As before: a promise comes back even when the one who answered for it is gone.
  if (!tied.ok) return ok(wanted)
  const [person] = tied.value
  return ok({ id: person!.personId, name: person!.name })
}

export async function read(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.id, id)))
    .for('update')
  if (row === undefined) return null
  const partners = await tx
    .select({ organisationId: commitmentPartners.organisationId, name: organisations.name })
    .from(commitmentPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, commitmentPartners.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.commitmentId, id)))
    .orderBy(asc(commitmentPartners.id))
  const [event] =
    row.eventId === null
      ? []
      : await tx
          .select({ id: events.id, title: events.title })
          .from(events)
          .where(and(eq(events.officeId, tx.officeId), eq(events.id, row.eventId)))
  const [person] =
    row.personId === null
      ? []
      : await tx
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(and(eq(people.officeId, tx.officeId), eq(people.id, row.personId)))
  const { owedBy, text, topic, state, due, keptOn, evidence, droppedOn, dropReason, sources } = row
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    state: {
      owedBy,
      text,
      topic,
      state,
      due,
      keptOn,
      evidence,
      droppedOn,
      dropReason,
      sources,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      event: event === undefined ? null : { id: event.id, title: textIn(event.title, event.title.source) },
      person: person === undefined ? null : { id: person.id, name: textIn(person.name, person.name.source) },
      partners: partners.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
    },
  }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: CommitmentSnapshot | null,
  act: `commitment.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (after === null) {
    await tx
      .update(commitments)
      .set({ deletedAt: now, updatedAt: now, version })
      .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.id, id)))
  } else {
    const { partners, publishedAt, event, person, ...columns } = after
    const row = {
      ...columns,
      dueBy: dueBy(after.due),
      eventId: event?.id ?? null,
      personId: person?.id ?? null,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      version,
      updatedAt: now,
      deletedAt: null,
    }
    if (before === null) await tx.insert(commitments).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx
        .update(commitments)
        .set(row)
        .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.id, id)))
      await tx.delete(commitmentPartners).where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.commitmentId, id)))
    }
    if (partners.length > 0)
      await tx
        .insert(commitmentPartners)
        .values(partners.map(({ organisationId }) => ({ officeId: tx.officeId, id: newId(), commitmentId: id, organisationId })))
  }
  await indexNames(tx, 'commitment', id, after === null ? [] : Object.values(after.text.in).map(({ text }) => text.slice(0, INDEXED)))
  const words = label((after ?? before!.state).text)
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: words,
    before: before === null || before.removed ? null : ({ ...before.state } satisfies Snapshot),
    after: after === null ? null : ({ ...after } satisfies Snapshot),
    version,
  })
  return { id, activityId, label: words }
}

async function stateWith(tx: OfficeTx, here: Here, before: CommitmentSnapshot | null, values: CommitmentValues): Promise<Result<CommitmentSnapshot>> {
  const at = here.clock.now()
  const text = revised(before?.text ?? EMPTY_TEXT, values.text, at)
  if (isEmptyText(text)) return refuse('no-text', m.commitments_text_missing(), 'text')
  const partners = await tiedPartners(tx, values.partners, before?.partners)
  if (!partners.ok) return partners
  const event = values.eventId === undefined || values.eventId === before?.event?.id ? ok(before?.event ?? null) : await liveEvent(tx, values.eventId)
  if (!event.ok) return event
  const personId = values.personId === undefined ? (before?.person?.id ?? null) : values.personId
  const person = await tiedPeople(tx, personId === null ? [] : [{ personId, asRole: null }], before?.person ? [{ personId: before.person.id }] : [])
  if (!person.ok) return refuse(person.refusal.code, person.refusal.message, 'person')
  const [answering] = person.value
  const published = values.published ?? (before !== null && before.publishedAt !== null)
  return ok({
    owedBy: values.owedBy,
    text,
    topic: values.topic,
    state: values.state,
    due: values.due,
    sources: [...(values.sources ?? before?.sources ?? [])],
    keptOn: before?.keptOn ?? null,
    evidence: before?.evidence ?? null,
    droppedOn: before?.droppedOn ?? null,
    dropReason: before?.dropReason ?? null,
    publishedAt: published ? (before?.publishedAt ?? at.toISOString()) : null,
    event: event.value,
    person: answering === undefined ? null : { id: answering.personId, name: answering.name },
    partners: partners.value.kept,
  })
}

/** Records a new promise. Refuses partners, a person or an event that are not in the register, and a promise without words. */
export const createCommitment = (here: Here, by: Officer, values: CommitmentValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const state = await stateWith(tx, here, null, values)
    return state.ok ? ok(await write(tx, here, by, newId(), null, state.value, 'commitment.created')) : state
  })

const missing = (): Result<never> => refuse('missing', m.commitments_missing())

type Changed = Promise<Result<Written, Refusal | CommitmentStale>>

/** Reads, checks the version, lets `next` say the new state, writes. */
const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `commitment.${string}`,
  next: (before: CommitmentSnapshot, tx: OfficeTx) => Result<CommitmentSnapshot | null> | Promise<Result<CommitmentSnapshot | null>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await read(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Changes a promise that still has the given version; whether it was kept or dropped stays. */
export const changeCommitment = (here: Here, by: Officer, id: string, version: number, values: CommitmentValues): Changed =>
  changed(here, by, id, version, 'commitment.changed', (before, tx) => stateWith(tx, here, before, values))

const settled = (): Result<never> => refuse('settled', m.commitments_settled_already())

/** Marks a promise as kept on a day, with what shows it. Refuses a day still to come, and a promise that is settled already. */
export const keepCommitment = (here: Here, by: Officer, id: string, version: number, { keptOn, evidence }: Fulfilment): Changed =>
  changed(here, by, id, version, 'commitment.kept', (before) => {
    if (before.keptOn !== null || before.droppedOn !== null) return settled()
    return keptOn > here.clock.today() ? refuse('future', m.commitments_day_to_come(), 'keptOn') : ok({ ...before, keptOn, evidence })
  })

/** Drops a promise from a day on, with the reason. */
export const dropCommitment = (here: Here, by: Officer, id: string, version: number, { droppedOn, dropReason }: Dropping): Changed =>
  changed(here, by, id, version, 'commitment.dropped', (before) => {
    if (before.keptOn !== null || before.droppedOn !== null) return settled()
    return droppedOn > here.clock.today() ? refuse('future', m.commitments_day_to_come(), 'droppedOn') : ok({ ...before, droppedOn, dropReason })
  })

/** Opens a settled promise again; what was said when it was settled stays in the history. */
export const reopenCommitment = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'commitment.reopened', (before) =>
    before.keptOn === null && before.droppedOn === null
      ? refuse('open', m.commitments_open_already())
      : ok({ ...before, keptOn: null, evidence: null, droppedOn: null, dropReason: null }),
  )

/** Takes a promise out of the register; undo brings it back. */
export const removeCommitment = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'commitment.removed', () => ok(null))

/** Puts a promise back to an earlier state; refuses when it has moved on since, or a partner or person of that time is gone. */
export const restoreCommitment: Restore = (here, by, id, to, version) => commitmentPut('commitment.restored')(here, by, id, to, version)

/** Puts a promise into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const commitmentPut =
  (act: `commitment.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await read(tx, id)
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.state.text) }))
      // The snapshot is one this feature wrote.
      let after = to as CommitmentSnapshot | null
      if (after !== null) {
        const partners = await tiedPartners(
          tx,
          after.partners.map(({ organisationId }) => organisationId),
          before.state.partners,
        )
        if (!partners.ok) return partners
        const person = await answering(tx, after.person, before.state.person)
        if (!person.ok) return person
        after = { ...after, partners: partners.value.kept, person: person.value }
      }
      return ok(await write(tx, here, by, id, before, after, act))
    })
