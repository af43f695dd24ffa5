// Writes promises: gives, changes, moves, keeps, drops, reopens, removes and puts back, each change kept in the activity record.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { events } from '#features/events/event.table.ts'
import { type KeptPartner, liveEvent, tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people, posts } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { type CommitmentValues, type Dropping, dueBy, type Fulfilment, promiseLabel } from './commitment.ts'
import { commitmentPartners, commitments } from './commitment.table.ts'
import { lapsedOn, type Move, type Moving } from './moves/move.ts'
import { withdrawReminders } from './reminders/reminder.actions.ts'

type Row = typeof commitments.$inferSelect

/** A promise whole, as JSON: what the activity record keeps and undo puts back. */
export type CommitmentSnapshot = Pick<
  Row,
  'owedBy' | 'text' | 'topic' | 'state' | 'due' | 'moves' | 'keptOn' | 'evidence' | 'evidencePapers' | 'droppedOn' | 'dropReason' | 'sources'
> & {
  readonly publishedAt: string | null
  readonly event: { readonly id: string; readonly title: string } | null
  readonly person: { readonly id: string; readonly name: string } | null
  readonly theirPerson: { readonly id: string; readonly name: string } | null
  readonly partners: readonly KeptPartner[]
}
/** States kept before promises had moves, evidence among the documents, and somebody at the partner's who answers. */
const sinceThen = { moves: [], evidencePapers: [], theirPerson: null }
export const snapshotOf = (kept: Snapshot): CommitmentSnapshot => ({ ...sinceThen, ...(kept as Omit<CommitmentSnapshot, keyof typeof sinceThen>) })
export type Kept = { readonly version: number; readonly removed: boolean; readonly state: CommitmentSnapshot; readonly updatedAt: Date }

export type CommitmentStale = Stale<{ readonly version: number; readonly state: CommitmentSnapshot; readonly updatedAt: Date }>
export type Written = { readonly id: string; readonly activityId: string; readonly label: string }

/** Found by so many of its first letters. */
const INDEXED = 200
/** What a promise is found by. */
export const foundBy = (text: LocalText): string[] => Object.values(text.in).map((one) => one.text.slice(0, INDEXED))
export const label = (text: LocalText): string => promiseLabel(textIn(text, text.source))

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

/** Promises whole, each locked against a change meanwhile; those that are not there are left out. */
export async function readAll(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, Kept>> {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), anyOf(commitments.id, wanted)))
    .orderBy(asc(commitments.id))
    .for('update')
  const partners = await tx
    .select({ commitmentId: commitmentPartners.commitmentId, organisationId: commitmentPartners.organisationId, name: organisations.name })
    .from(commitmentPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, commitmentPartners.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(eq(commitmentPartners.officeId, tx.officeId), anyOf(commitmentPartners.commitmentId, wanted)))
    .orderBy(asc(commitmentPartners.id))
  const eventIds = [...new Set(rows.flatMap(({ eventId }) => eventId ?? []))]
  const titles = new Map(
    eventIds.length === 0
      ? []
      : (
          await tx
            .select({ id: events.id, title: events.title })
            .from(events)
            .where(and(eq(events.officeId, tx.officeId), anyOf(events.id, eventIds)))
        ).map(({ id, title }) => [id, { id, title: textIn(title, title.source) }] as const),
  )
  const names = await namesOfPeople(
    tx,
    rows.flatMap(({ personId, theirPersonId }) => [personId, theirPersonId].filter((one) => one !== null)),
  )
  const of = Map.groupBy(partners, ({ commitmentId }) => commitmentId)
  return new Map(
    rows.map((row) => {
      const { owedBy, text, topic, state, due, moves, keptOn, evidence, evidencePapers, droppedOn, dropReason, sources } = row
      const kept: Kept = {
        version: row.version,
        removed: row.deletedAt !== null,
        updatedAt: row.updatedAt,
        state: {
          owedBy,
          text,
          topic,
          state,
          due,
          moves,
          keptOn,
          evidence,
          evidencePapers,
          droppedOn,
          dropReason,
          sources,
          publishedAt: row.publishedAt?.toISOString() ?? null,
          event: row.eventId === null ? null : (titles.get(row.eventId) ?? null),
          person: row.personId === null ? null : (names.get(row.personId) ?? null),
          theirPerson: row.theirPersonId === null ? null : (names.get(row.theirPersonId) ?? null),
          partners: (of.get(row.id) ?? []).map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
        },
      }
      return [row.id, kept] as const
    }),
  )
}

/** By id, as the activity record calls them. */
export async function namesOfPeople(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, { id: string; name: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), anyOf(people.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, { id, name: textIn(name, name.source) }]))
}

export const read = async (tx: OfficeTx, id: string): Promise<Kept | null> => (await readAll(tx, [id])).get(id) ?? null

/** Whether a letter that reminds of it would say something else now, or go to somebody else. */
const remindsDifferently = (before: CommitmentSnapshot, after: CommitmentSnapshot | null): boolean =>
  after === null ||
  isSettledState(before) !== isSettledState(after) ||
  before.due !== after.due ||
  before.person?.id !== after.person?.id ||
  before.theirPerson?.id !== after.theirPerson?.id

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
    const { partners, publishedAt, event, person, theirPerson, ...columns } = after
    const row = {
      ...columns,
      dueBy: dueBy(after.due),
      lapsedOn: lapsedOn(after.moves),
      eventId: event?.id ?? null,
      personId: person?.id ?? null,
      theirPersonId: theirPerson?.id ?? null,
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
  if (before !== null && remindsDifferently(before.state, after)) await withdrawReminders(tx, here, [id])
  await indexNames(tx, 'commitment', id, after === null ? [] : foundBy(after.text))
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

/** Whoever gives a new promise one person who answers for it may mean somebody of the partner's: a post there tells. */
async function onTheirSide(
  tx: OfficeTx,
  before: CommitmentSnapshot | null,
  { personId, theirPersonId }: CommitmentValues,
  partners: readonly KeptPartner[],
): Promise<{ readonly personId: string | null | undefined; readonly theirPersonId: string | null | undefined }> {
  if (before !== null || theirPersonId !== undefined || personId == null || partners.length === 0) return { personId, theirPersonId }
  const [post] = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.officeId, tx.officeId),
        eq(posts.personId, personId),
        isNull(posts.deletedAt),
        anyOf(
          posts.organisationId,
          partners.map(({ organisationId }) => organisationId),
        ),
      ),
    )
    .limit(1)
  return post === undefined ? { personId, theirPersonId } : { personId: null, theirPersonId: personId }
}

/** The person meant: the one given, or, when nobody is said, whoever it was before. */
async function answererOf(
  tx: OfficeTx,
  given: string | null | undefined,
  before: CommitmentSnapshot['person'],
  field: 'person' | 'theirPerson',
): Promise<Result<CommitmentSnapshot['person']>> {
  const personId = given === undefined ? (before?.id ?? null) : given
  const tied = await tiedPeople(tx, personId === null ? [] : [{ personId, asRole: null }], before === null ? [] : [{ personId: before.id }])
  if (!tied.ok) return refuse(tied.refusal.code, tied.refusal.message, field)
  const [person] = tied.value
  return ok(person === undefined ? null : { id: person.personId, name: person.name })
}

/** The moves once the day is `due`: one more when it was moved, the last one mended when a wrong day was. */
function movesWith(before: CommitmentSnapshot | null, due: CommitmentValues['due'], moving: Moving | undefined, today: string): Result<Move[]> {
  const moves = before?.moves ?? []
  if (before === null || before.due === due) return ok(moves)
  if (moving === undefined)
    return ok(moves.map((move, index) => (index === moves.length - 1 ? { ...move, to: due } : move)).filter(({ from, to }) => from !== to))
  if (moving.on > today) return refuse('future', m.commitments_day_to_come(), 'movedOn')
  const last = moves.at(-1)
  if (last !== undefined && moving.on < last.on) return refuse('earlier', m.commitments_move_earlier(), 'movedOn')
  return ok([...moves, { on: moving.on, from: before.due, to: due, why: moving.why, askedBy: moving.askedBy }])
}

async function stateWith(
  tx: OfficeTx,
  here: Here,
  before: CommitmentSnapshot | null,
  values: CommitmentValues,
  moving?: Moving,
): Promise<Result<CommitmentSnapshot>> {
  const at = here.clock.now()
  const text = revised(before?.text ?? EMPTY_TEXT, values.text, at)
  if (isEmptyText(text)) return refuse('no-text', m.commitments_text_missing(), 'text')
  const partners = await tiedPartners(tx, values.partners, before?.partners)
  if (!partners.ok) return partners
  const event = values.eventId === undefined || values.eventId === before?.event?.id ? ok(before?.event ?? null) : await liveEvent(tx, values.eventId)
  if (!event.ok) return event
  const { personId, theirPersonId } = await onTheirSide(tx, before, values, partners.value.kept)
  const person = await answererOf(tx, personId, before?.person ?? null, 'person')
  if (!person.ok) return person
  const theirPerson = await answererOf(tx, theirPersonId, before?.theirPerson ?? null, 'theirPerson')
  if (!theirPerson.ok) return theirPerson
  const moves = movesWith(before, values.due, moving, here.clock.today())
  if (!moves.ok) return moves
  const published = values.published ?? (before !== null && before.publishedAt !== null)
  return ok({
    owedBy: values.owedBy,
    text,
    topic: values.topic,
    state: values.state,
    due: values.due,
    moves: moves.value,
    sources: [...(values.sources ?? before?.sources ?? [])],
    keptOn: before?.keptOn ?? null,
    evidence: before?.evidence ?? null,
    evidencePapers: before?.evidencePapers ?? [],
    droppedOn: before?.droppedOn ?? null,
    dropReason: before?.dropReason ?? null,
    publishedAt: published ? (before?.publishedAt ?? at.toISOString()) : null,
    event: event.value,
    person: person.value,
    theirPerson: theirPerson.value,
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

/**
 * Changes a promise that still has the given version; whether it was kept or dropped stays. Another day with `moving` is a move and stays among the moves;
 * without, a wrong day is mended.
 */
export const changeCommitment = (here: Here, by: Officer, id: string, version: number, values: CommitmentValues, moving?: Moving): Changed =>
  changed(here, by, id, version, 'commitment.changed', (before, tx) => stateWith(tx, here, before, values, moving))

/** Writes what it says in further languages, or mends it there; nothing else of it changes. */
export const translateCommitment = (here: Here, by: Officer, id: string, version: number, text: LocalTextForm): Changed =>
  changed(here, by, id, version, 'commitment.changed', (before) => ok({ ...before, text: revised(before.text, text, here.clock.now()) }))

const isSettledState = ({ keptOn, droppedOn }: CommitmentSnapshot): boolean => keptOn !== null || droppedOn !== null
const settled = (): Result<never> => refuse('settled', m.commitments_settled_already())

/** Marks a promise as kept on a day, with what shows it. Refuses a day still to come, and a promise that is settled already. */
export const keepCommitment = (here: Here, by: Officer, id: string, version: number, { keptOn, evidence, papers = [] }: Fulfilment): Changed =>
  changed(here, by, id, version, 'commitment.kept', (before) => {
    if (isSettledState(before)) return settled()
    return keptOn > here.clock.today()
      ? refuse('future', m.commitments_day_to_come(), 'keptOn')
      : ok({ ...before, keptOn, evidence, evidencePapers: [...papers] })
  })

/** Moves the day of an open promise to another, or puts it off without one. */
export const moveCommitment = (here: Here, by: Officer, id: string, version: number, to: ImpreciseDate | null, moving: Moving): Changed =>
  changed(here, by, id, version, 'commitment.moved', (before) => {
    if (isSettledState(before)) return settled()
    if (before.due === to) return refuse('same', m.commitments_move_same(), 'to')
    const moves = movesWith(before, to, moving, here.clock.today())
    return moves.ok ? ok({ ...before, due: to, moves: moves.value }) : moves
  })

/** Drops a promise from a day on, with the reason. */
export const dropCommitment = (here: Here, by: Officer, id: string, version: number, { droppedOn, dropReason }: Dropping): Changed =>
  changed(here, by, id, version, 'commitment.dropped', (before) => {
    if (isSettledState(before)) return settled()
    return droppedOn > here.clock.today() ? refuse('future', m.commitments_day_to_come(), 'droppedOn') : ok({ ...before, droppedOn, dropReason })
  })

/** Opens a settled promise again; what was said when it was settled stays in the history. */
export const reopenCommitment = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'commitment.reopened', (before) =>
    isSettledState(before)
      ? ok({ ...before, keptOn: null, evidence: null, evidencePapers: [], droppedOn: null, dropReason: null })
      : refuse('open', m.commitments_open_already()),
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
      let after = to === null ? null : snapshotOf(to)
      if (after !== null) {
        const partners = await tiedPartners(
          tx,
          after.partners.map(({ organisationId }) => organisationId),
          before.state.partners,
        )
        if (!partners.ok) return partners
        const person = await answering(tx, after.person, before.state.person)
        if (!person.ok) return person
        const theirPerson = await answering(tx, after.theirPerson, before.state.theirPerson)
        if (!theirPerson.ok) return theirPerson
        after = { ...after, partners: partners.value.kept, person: person.value, theirPerson: theirPerson.value }
      }
      return ok(await write(tx, here, by, id, before, after, act))
    })
