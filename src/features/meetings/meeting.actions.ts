// Opens the papers of a meeting with its first writing, keeps why it had no outcome and who signs, and lets the search find its words.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { events } from '#features/events/event.table.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexText } from '#platform/search/texts.ts'
import { EMPTY_TEXT, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { hasPapers } from './meeting.ts'
import { readable } from './minutes/minutes.ts'
import { meetingItems, meetingMentions, meetingOutcomes, meetings } from './meeting.table.ts'

type Row = typeof meetings.$inferSelect

/** Whom „@[Анго Ангов]“ in the minutes means; `name` are the words between the brackets. */
export type Mention = { readonly thing: 'person' | 'organisation'; readonly id: string; readonly name: string }

/** The papers as the activity record keeps them; their points and outcomes are things of their own. */
export type MeetingState = Pick<Row, 'minutes' | 'withoutOutcome' | 'signsForUs' | 'signsForThem'> & { readonly mentions: readonly Mention[] }
export type MeetingStale = Stale<{ readonly version: number; readonly state: MeetingState; readonly updatedAt: Date }>
export type Written = { readonly id: string; readonly activityId: string }

/** The papers locked for writing, with the event they are of. */
export type Papers = {
  readonly id: string
  readonly version: number
  readonly updatedAt: Date
  readonly state: MeetingState
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly label: string
}

const EMPTY = { minutes: EMPTY_TEXT, withoutOutcome: '', signsForUs: '', signsForThem: '' }

/** Finds the event and its papers, which are opened empty when nobody wrote any yet. Refuses an event that is not there, and a letter. */
export async function papersFor(tx: OfficeTx, here: Here, eventId: string, which: 'live' | 'removed too' = 'live'): Promise<Result<Papers>> {
  const [event] = isId(eventId)
    ? await tx
        .select({ kind: events.kind, title: events.title, date: events.date })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), which === 'live' ? isNull(events.deletedAt) : undefined))
        .for('update')
    : []
  if (event === undefined) return refuse('missing', m.meetings_event_missing())
  if (!hasPapers(event.kind)) return refuse('no-papers', m.meetings_event_is_letter())
  const now = here.clock.now()
  await tx
    .insert(meetings)
    .values({ ...EMPTY, officeId: tx.officeId, id: eventId, version: 0, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(meetings)
    .where(and(eq(meetings.officeId, tx.officeId), eq(meetings.id, eventId)))
    .for('update')
  const mentions = await tx
    .select({ personId: meetingMentions.personId, organisationId: meetingMentions.organisationId, name: meetingMentions.word })
    .from(meetingMentions)
    .where(and(eq(meetingMentions.officeId, tx.officeId), eq(meetingMentions.meetingId, eventId)))
    .orderBy(asc(meetingMentions.id))
  const { version, updatedAt, minutes, withoutOutcome, signsForUs, signsForThem } = row!
  return ok({
    id: eventId,
    version,
    updatedAt,
    state: { minutes, withoutOutcome, signsForUs, signsForThem, mentions: mentions.map(mentionOf) },
    title: event.title,
    date: event.date,
    label: textIn(event.title, event.title.source),
  })
}

const mentionOf = ({ personId, organisationId, name }: { personId: string | null; organisationId: string | null; name: string }): Mention =>
  personId === null ? { thing: 'organisation', id: organisationId!, name } : { thing: 'person', id: personId, name }

/** Writes the words of all the papers into the search; call it after every change of them, in the same transaction. */
export async function findAnew(tx: OfficeTx, meetingId: string): Promise<void> {
  const [row] = await tx
    .select({ minutes: meetings.minutes, withoutOutcome: meetings.withoutOutcome })
    .from(meetings)
    .where(and(eq(meetings.officeId, tx.officeId), eq(meetings.id, meetingId)))
  const items = await tx
    .select({ title: meetingItems.title, minutes: meetingItems.minutes })
    .from(meetingItems)
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, meetingId), isNull(meetingItems.deletedAt)))
    .orderBy(asc(meetingItems.place), asc(meetingItems.id))
  const decided = await tx
    .select({ text: meetingOutcomes.text })
    .from(meetingOutcomes)
    .where(and(eq(meetingOutcomes.officeId, tx.officeId), eq(meetingOutcomes.meetingId, meetingId), isNull(meetingOutcomes.deletedAt)))
    .orderBy(asc(meetingOutcomes.id))
  const written = [...items.flatMap(({ title, minutes }) => [title, minutes]), ...(row === undefined ? [] : [row.minutes]), ...decided.map(({ text }) => text)]
  const body = [...written.flatMap((text) => Object.values(text.in).map((rendering) => readable(rendering.text))), row?.withoutOutcome ?? '']
    .filter((text) => text !== '')
    .join('\n\n')
  await indexText(tx, 'meeting', meetingId, body === '' ? null : { language: written[0]?.source ?? 'bg', title: '', body })
}

/** Writes the papers themselves and the line of the record. */
export async function writeMeeting(tx: OfficeTx, here: Here, by: Actor, papers: Papers, after: MeetingState, act: `meeting.${string}`): Promise<Written> {
  const { id } = papers
  const version = papers.version + 1
  const { mentions, ...columns } = after
  await tx
    .update(meetings)
    .set({ ...columns, version, updatedAt: here.clock.now() })
    .where(and(eq(meetings.officeId, tx.officeId), eq(meetings.id, id)))
  await tx.delete(meetingMentions).where(and(eq(meetingMentions.officeId, tx.officeId), eq(meetingMentions.meetingId, id)))
  if (mentions.length > 0)
    await tx.insert(meetingMentions).values(
      mentions.map((one) => ({
        officeId: tx.officeId,
        id: newId(),
        meetingId: id,
        word: one.name,
        personId: one.thing === 'person' ? one.id : null,
        organisationId: one.thing === 'organisation' ? one.id : null,
      })),
    )
  const activityId = await record(tx, here, by, { act, id, label: papers.label, before: { ...papers.state }, after: { ...after }, version })
  await findAnew(tx, id)
  return { id, activityId }
}

const changed = (
  here: Here,
  by: Officer,
  eventId: string,
  version: number,
  act: `meeting.${string}`,
  next: (before: MeetingState) => Result<MeetingState>,
): Promise<Result<Written, Refusal | MeetingStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | MeetingStale>> => {
    const papers = await papersFor(tx, here, eventId)
    if (!papers.ok) return papers
    const { state, updatedAt, version: now } = papers.value
    if (now !== version) return stale(m.platform_stale(), { version: now, state, updatedAt })
    const after = next(state)
    return after.ok ? ok(await writeMeeting(tx, here, by, papers.value, after.value, act)) : after
  })

/** Says why a meeting ended without an outcome; '' takes the reason back. */
export const sayWithoutOutcome = (
  here: Here,
  by: Officer,
  eventId: string,
  version: number,
  reason: string,
): Promise<Result<Written, Refusal | MeetingStale>> =>
  changed(here, by, eventId, version, 'meeting.changed', (before) => ok({ ...before, withoutOutcome: reason.trim() }))

/** Says who signs the minutes, in the words that stand under the lines. */
export const sayWhoSigns = (
  here: Here,
  by: Officer,
  eventId: string,
  version: number,
  signs: Pick<MeetingState, 'signsForUs' | 'signsForThem'>,
): Promise<Result<Written, Refusal | MeetingStale>> => changed(here, by, eventId, version, 'meeting.changed', (before) => ok({ ...before, ...signs }))

/** Puts the papers back to an earlier state; refuses when they have moved on since. */
export const restoreMeeting: Restore = (here, by, id, to, version) => meetingPut('meeting.restored')(here, by, id, to, version)

/** Puts the papers into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const meetingPut =
  (act: `meeting.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
      const papers = await papersFor(tx, here, id, 'removed too')
      if (!papers.ok) return papers
      if (papers.value.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: papers.value.label }))
      // The snapshot is one this feature wrote.
      const state = (to as MeetingState | null) ?? { ...EMPTY, mentions: [] }
      const mentions: Mention[] = []
      for (const one of state.mentions) mentions.push({ ...one, id: await standingFor(tx, one.thing, one.id) })
      return ok(await writeMeeting(tx, here, by, papers.value, { ...state, mentions }, act))
    })
