// Writes what came of a meeting: promises, through the ledger's own action in the same transaction, and decisions.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { promiseLabel, type Side } from '#features/commitments/commitment.ts'
import { eventPartners } from '#features/events/event.table.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { EMPTY_TEXT, isEmptyText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { itemRows } from '../agenda/item.actions.ts'
import { findAnew, type Papers, papersFor } from '../meeting.actions.ts'
import type { OutcomeKind } from '../meeting.ts'
import { meetingOutcomes } from '../meeting.table.ts'
import { sideOfPerson } from '../minutes/sides.queries.ts'

type Row = typeof meetingOutcomes.$inferSelect

/** An outcome as the activity record keeps it; what a promise says is the ledger's. */
export type OutcomeSnapshot = Pick<Row, 'meetingId' | 'itemId' | 'kind' | 'number' | 'commitmentId' | 'text'> & { readonly publishedAt: string | null }
export type OutcomeStale = KeptStale<OutcomeSnapshot>

type Act = `meeting_outcome.${string}`
const act = (name: Act): Act => name

/** `number`: by which the minutes mark it. */
export type Recorded = Written & { readonly number: number; readonly commitmentId: string | null }

/** A promise as it is given at a meeting. */
export type PromiseGiven = {
  readonly itemId: string | null
  readonly owedBy: Side
  readonly text: LocalTextForm
  readonly due: ImpreciseDate | null
  readonly personId: string | null
}
export type DecisionTaken = { readonly itemId: string | null; readonly text: LocalTextForm; readonly published?: boolean }

const missing = (): Result<never> => refuse('missing', m.meetings_outcome_missing())

const rows = new KeptRows<Row, OutcomeSnapshot>({
  table: meetingOutcomes,
  stateOf: ({ meetingId, itemId, kind, number, commitmentId, text, publishedAt }) => ({
    meetingId,
    itemId,
    kind,
    number,
    commitmentId,
    text,
    publishedAt: publishedAt?.toISOString() ?? null,
  }),
  columnsOf: ({ publishedAt, ...columns }) => ({ ...columns, publishedAt: publishedAt === null ? null : new Date(publishedAt) }),
  label: ({ text }) => promiseLabel(textIn(text, text.source)),
  missing: () => m.meetings_outcome_missing(),
})

/** The next number of its kind; numbers of removed outcomes are not given again, since the minutes may still speak of them. */
async function nextNumber(tx: OfficeTx, meetingId: string, kind: OutcomeKind): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${meetingOutcomes.number}), 0)`.mapWith(Number) })
    .from(meetingOutcomes)
    .where(and(eq(meetingOutcomes.officeId, tx.officeId), eq(meetingOutcomes.meetingId, meetingId), eq(meetingOutcomes.kind, kind)))
  return (row?.last ?? 0) + 1
}

/** A point of this very meeting; null when none was asked for or it is gone. */
async function itemHere(tx: OfficeTx, meetingId: string, itemId: string | null): Promise<string | null> {
  const item = itemId === null ? null : await itemRows.read(tx, itemId)
  return item === null || item.removed || item.state.meetingId !== meetingId ? null : itemId
}

async function partnersAt(tx: OfficeTx, eventId: string): Promise<string[]> {
  const rows = await tx
    .select({ organisationId: eventPartners.organisationId })
    .from(eventPartners)
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, eventId)))
    .orderBy(eventPartners.id)
  return rows.map(({ organisationId }) => organisationId)
}

/** In whose box the one who answers stands: by whose they are, and where nobody can say, on the side that owes. A partner's is never counted as ours. */
async function answerersOf(
  tx: OfficeTx,
  eventId: string,
  partners: readonly string[],
  { owedBy, personId }: PromiseGiven,
): Promise<{ readonly personId: string | null; readonly theirPersonId: string | null }> {
  if (personId === null) return { personId: null, theirPersonId: null }
  const side = (await sideOfPerson(tx, eventId, partners, personId)) ?? (owedBy === 'them' ? 'them' : 'us')
  return side === 'them' ? { personId: null, theirPersonId: personId } : { personId, theirPersonId: null }
}

/** Within papers that are locked already: the promise in the ledger, with its event, its partners and the minutes as its source, and its number here. */
export async function promiseGiven(tx: OfficeTx, here: Here, by: Officer, papers: Papers, given: PromiseGiven): Promise<Result<Recorded>> {
  const words = Object.values(given.text).find((text) => text.trim() !== '') ?? ''
  const partners = await partnersAt(tx, papers.id)
  const made = await createCommitment(within(here, tx), by, {
    owedBy: given.owedBy,
    text: given.text,
    topic: 'other',
    state: 'agreed',
    due: given.due,
    eventId: papers.id,
    ...(await answerersOf(tx, papers.id, partners, given)),
    partners,
    sources: [{ title: m.meetings_source({ title: papers.label }), url: null, date: papers.date, textId: null, quote: words.slice(0, 5000) }],
  })
  if (!made.ok) return made
  const number = await nextNumber(tx, papers.id, 'promise')
  const written = await rows.write(
    tx,
    here,
    by,
    newId(),
    null,
    {
      meetingId: papers.id,
      itemId: await itemHere(tx, papers.id, given.itemId),
      kind: 'promise',
      number,
      commitmentId: made.value.id,
      // The ledger's words, for the history alone.
      text: revised(EMPTY_TEXT, given.text, here.clock.now()),
      publishedAt: null,
    },
    act('meeting_outcome.created'),
  )
  return ok({ ...written, number, commitmentId: made.value.id })
}

/** The same for a decision. Refuses one without words. */
export async function decisionTaken(tx: OfficeTx, here: Here, by: Officer, papers: Papers, taken: DecisionTaken): Promise<Result<Recorded>> {
  const text = revised(EMPTY_TEXT, taken.text, here.clock.now())
  if (isEmptyText(text)) return refuse('no-text', m.meetings_decision_missing(), 'text')
  const number = await nextNumber(tx, papers.id, 'decision')
  const state: OutcomeSnapshot = {
    meetingId: papers.id,
    itemId: await itemHere(tx, papers.id, taken.itemId),
    kind: 'decision',
    number,
    commitmentId: null,
    text,
    publishedAt: taken.published === true ? here.clock.now().toISOString() : null,
  }
  return ok({ ...(await rows.write(tx, here, by, newId(), null, state, act('meeting_outcome.created'))), number, commitmentId: null })
}

const recorded = (here: Here, by: Officer, eventId: string, work: (tx: OfficeTx, papers: Papers) => Promise<Result<Recorded>>): Promise<Result<Recorded>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Recorded>> => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const made = await work(tx, papers.value)
    if (made.ok) await findAnew(tx, eventId)
    return made
  })

/** Records a promise given at an event. Refuses what the ledger refuses, and an event without papers. */
export const recordPromise = (here: Here, by: Officer, eventId: string, given: PromiseGiven): Promise<Result<Recorded>> =>
  recorded(here, by, eventId, (tx, papers) => promiseGiven(tx, here, by, papers, given))

/** Records a decision taken at an event. */
export const recordDecision = (here: Here, by: Officer, eventId: string, taken: DecisionTaken): Promise<Result<Recorded>> =>
  recorded(here, by, eventId, (tx, papers) => decisionTaken(tx, here, by, papers, taken))

type Changed = Promise<Result<Written, Refusal | OutcomeStale>>

const changed = (
  here: Here,
  by: Officer,
  eventId: string,
  id: string,
  version: number,
  name: Act,
  next: (before: OutcomeSnapshot) => Result<OutcomeSnapshot | null>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const before = await rows.read(tx, id)
    if (before === null || before.removed || before.state.meetingId !== eventId || before.state.kind !== 'decision') return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = next(before.state)
    if (!after.ok) return after
    const written = await rows.write(tx, here, by, id, before, after.value, name)
    await findAnew(tx, eventId)
    return ok(written)
  })

/** Changes the words of a decision and whether the citizens may hear of it; a promise is changed in the ledger. */
export const changeDecision = (here: Here, by: Officer, eventId: string, id: string, version: number, values: Omit<DecisionTaken, 'itemId'>): Changed =>
  changed(here, by, eventId, id, version, act('meeting_outcome.changed'), (before) => {
    const now = here.clock.now()
    const text = revised(before.text, values.text, now)
    if (isEmptyText(text)) return refuse('no-text', m.meetings_decision_missing(), 'text')
    return ok({ ...before, text, publishedAt: values.published === true ? (before.publishedAt ?? now.toISOString()) : null })
  })

/** Takes a decision out of the papers; undo brings it back. */
export const removeDecision = (here: Here, by: Officer, eventId: string, id: string, version: number): Changed =>
  changed(here, by, eventId, id, version, act('meeting_outcome.removed'), () => ok(null))

const restored = rows.put(act('meeting_outcome.restored'))

/** Puts an outcome back to an earlier state; refuses when it has moved on since. */
export const restoreOutcome: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const done = await restored(within(here, tx), by, id, to, version)
    const outcome = done.ok ? await rows.read(tx, id) : null
    if (outcome !== null) await findAnew(tx, outcome.state.meetingId)
    return done
  })
