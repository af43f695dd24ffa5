// What waits about visits and meetings: dossiers with missing pieces, the office's own lines in them, meetings of which nobody wrote minutes or what came of them.
import { and, eq, inArray, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { COMING_DAYS } from '#features/calendar/entry.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { outcomesOfMeetings } from '#features/meetings/outcomes/outcome.queries.ts'
import { meetingItems, meetingOutcomes, meetings } from '#features/meetings/meeting.table.ts'
import { dueInWords, type Piece, pieceInWords } from '#features/visits/preparation/piece.ts'
import { visitTasks } from '#features/visits/preparation/task.table.ts'
import { type LackingVisit, lackingVisits, openColumn } from '#features/visits/visit.queries.ts'
import { visits } from '#features/visits/visit.table.ts'
import { m } from '#messages'
import { dayInWords, dayAfter } from '#platform/dates.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { capitalised, lowered } from '#platform/texts/sentences.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { agoInWords } from '../today.ts'
import { type EventOfRow, eventsOfRows, REMINDED_DAYS, withoutDossier, withPapers } from './event-rows.queries.ts'
import { given, source } from './source.ts'
import { type Found, keyText, type Told, type Waiting, type Why } from './waiting.ts'

/** Pieces named beside the first; the rest are counted. */
const NAMED = 3

const foundOf = ({ id, missing }: LackingVisit): Found => ({
  thingId: id,
  part: '',
  day: missing.find(({ due }) => due !== null)?.due ?? null,
  since: null,
  press: 0,
  mark: missing.map(({ kind }) => kind).join(' '),
})

function whyOf(missing: readonly Piece[], today: string): Why[] {
  const [first, ...others] = missing
  if (first === undefined) return []
  const due = first.due === null ? null : dueInWords(first.due, today)
  const head: Why =
    due === null
      ? { text: m.today_visit_undated({ piece: lowered(pieceInWords(first)) }), tone: 'strong' }
      : { text: m.today_visit_first({ piece: pieceInWords(first), due: due.text }), tone: due.tone ?? 'strong' }
  if (others.length === 0) return [head]
  const names = others
    .slice(0, NAMED)
    .map((piece) => lowered(pieceInWords(piece)))
    .join(', ')
  const left = others.length - NAMED
  return [head, { text: m.today_visit_more({ pieces: left > 0 ? m.today_visit_many({ pieces: names, count: left }) : names }) }]
}

export const visitSource = source({
  compute: (tx, today) => lackingVisits(tx, today, dayAfter(today, COMING_DAYS), outcomesOfMeetings),
  found: (_, __, lacking) => given(lacking.map(foundOf)),
  tell: async (_, rows, today, lacking) => {
    const byId = new Map(lacking.map((visit) => [visit.id, visit]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const visit = byId.get(row.thingId)
        if (visit === undefined) return []
        const { text, language } = reading(visit.title)
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href: addresses.visit({ id: visit.id }),
              why: [...whyOf(visit.missing, today), ...(visit.date === null ? [] : [{ text: eventDateInWords(visit.date) }])],
              action: { text: m.today_visit_do(), href: addresses.visitPreparation({ id: visit.id }) },
              dot: row.day !== null && row.day < today ? 'late' : row.day === null ? 'open' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})

export const taskSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${visitTasks.id} as thing_id, '' as part, ${visitTasks.due} as day, null::date as since, 0 as press, ${visitTasks.version}::text as mark
    from ${visitTasks}
    join ${visits} on ${visits.officeId} = ${tx.officeId} and ${visits.id} = ${visitTasks.visitId} and ${visits.deletedAt} is null
    join ${events} on ${events.officeId} = ${tx.officeId} and ${events.id} = ${visitTasks.visitId} and ${events.deletedAt} is null
    where ${visitTasks.officeId} = ${tx.officeId} and ${visitTasks.deletedAt} is null and ${visitTasks.doneOn} is null
      and ${visitTasks.due} <= ${dayAfter(today, COMING_DAYS)}::date and ${openColumn}`,
  tell: async (tx, rows, today) => {
    const found = await tx
      .select({ id: visitTasks.id, text: visitTasks.text, visitId: visitTasks.visitId, title: events.title })
      .from(visitTasks)
      .innerJoin(events, and(eq(events.officeId, visitTasks.officeId), eq(events.id, visitTasks.visitId)))
      .where(
        and(
          eq(visitTasks.officeId, tx.officeId),
          inArray(
            visitTasks.id,
            rows.map(({ thingId }) => thingId),
          ),
        ),
      )
    const byId = new Map(found.map((task) => [task.id, task]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const task = byId.get(row.thingId)
        if (task === undefined || row.day === null) return []
        const due = dueInWords(row.day, today)
        const href = addresses.visitPreparation({ id: task.visitId })
        return [
          [
            keyText(row),
            {
              what: task.text,
              href,
              why: [{ text: capitalised(due.text), tone: due.tone ?? 'strong' }, { text: m.today_task_visit({ visit: textIn(task.title) }) }],
              action: { text: m.today_task_do(), href },
              dot: row.day < today ? 'late' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})

/** Within so many days minutes are written while everybody remembers; from then on they are late. */
const MINUTES_DAYS = 7

/** Written in the papers of the event: general minutes, or some point's. */
const minuted = sql`(coalesce(${meetings.minutes} -> 'in' <> '{}'::jsonb, false) or exists (select 1 from ${meetingItems}
  where ${meetingItems.officeId} = ${events.officeId} and ${meetingItems.meetingId} = ${events.id} and ${meetingItems.deletedAt} is null and ${meetingItems.minutes} -> 'in' <> '{}'::jsonb))`
/** A promise given there, a decision, or a word on why there is none: the same as `outcomesTold`. */
const told = sql`(coalesce(${meetings.withoutOutcome}, '') <> ''
  or exists (select 1 from ${commitments} where ${commitments.officeId} = ${events.officeId} and ${commitments.eventId} = ${events.id} and ${commitments.deletedAt} is null)
  or exists (select 1 from ${meetingOutcomes} where ${meetingOutcomes.officeId} = ${events.officeId} and ${meetingOutcomes.meetingId} = ${events.id} and ${meetingOutcomes.deletedAt} is null))`

/**
 * Meetings that are over: those the office planned (they stood in the register before they were held), and whatever else has papers. A visit with a dossier is
 * left to it. What came out of a text long afterwards has no minutes of ours.
 */
export const meetingSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${events.id} as thing_id, '' as part, ${events.lastDay} + ${MINUTES_DAYS}::int as day, ${events.lastDay} as since, 0 as press,
      case when ${minuted} then 'outcome' else 'minutes' end as mark
    from ${events}
    left join ${meetings} on ${meetings.officeId} = ${tx.officeId} and ${meetings.id} = ${events.id} and ${meetings.deletedAt} is null
    where ${events.officeId} = ${tx.officeId} and ${events.deletedAt} is null and ${events.cancelledOn} is null and ${events.kind} <> 'letter'
      and ${events.firstDay} > ${today}::date - ${REMINDED_DAYS + 31}::int
      and ${events.lastDay} < ${today}::date and ${events.lastDay} >= ${today}::date - ${REMINDED_DAYS}::int
      and (${withPapers} or (${events.kind} = 'meeting' and ${officeDay(events.createdAt)} <= ${events.firstDay}))
      and ${withoutDossier}
      and not (${minuted} and ${told})`,
  tell: async (tx, rows, today) => {
    const byId = await eventsOfRows(tx, rows)
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const event = byId.get(row.thingId)
        return event === undefined ? [] : [[keyText(row), toldMeeting(row, event, today)]]
      }),
    )
  },
})

function toldMeeting(row: Waiting, event: EventOfRow, today: string): Told {
  const { text, language } = reading(event.title)
  const lacks = row.mark.startsWith('outcome') ? 'outcome' : 'minutes'
  const late = row.day !== null && row.day < today
  const held = row.since ?? today
  return {
    what: text,
    lang: language,
    href: addresses.event({ id: event.id }),
    why: [
      { text: lacks === 'outcome' ? m.today_meeting_outcome() : m.today_meeting_minutes(), tone: late ? 'late' : 'strong' },
      { text: m.today_meeting_held({ day: event.date === null ? dayInWords(held) : eventDateInWords(event.date), ago: agoInWords(held, today) }) },
    ],
    action:
      lacks === 'outcome'
        ? { text: m.today_meeting_do_outcome(), href: addresses.meeting({ id: event.id }) }
        : { text: m.today_meeting_do_minutes(), href: addresses.meetingMinutes({ id: event.id }) },
    dot: late ? 'late' : 'soon',
  }
}
