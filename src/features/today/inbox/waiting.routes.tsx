// The addresses at which a waiting row is put off, woken, given to somebody or let pass; each works as a form of its own, without script.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { membersOf, type Member } from '#features/accounts/account.queries.ts'
import type { Officer } from '#features/accounts/account.ts'
import { officers, ownPath, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal, type Result, type Stale } from '#platform/result.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { assign, dismiss, type Noted, snooze, wake } from './waiting.actions.ts'
import { AssignPage, GonePage, SnoozedPage, SnoozePage } from './waiting.pages.tsx'
import { waitingFor } from '../today.queries.ts'
import { snoozedRows, tally, waitingRow } from './waiting.queries.ts'
import { type Key, keyFrom, type Line, SNOOZES, snoozedUntil } from './waiting.ts'
import type { WaitingNote } from './waiting.table.ts'

/** What was put off is few; whoever puts off more than this has another trouble. */
const MOST_SNOOZED = 200

type Conflict = ConflictPanelProps
type Outcome = Result<Noted, Refusal | Stale<WaitingNote>>

export const waitingRoutes = (): Routes =>
  new Routes()
    .get(addresses.waitingSnoozed, readers, async (c, by) => {
      const { db, clock } = c.get('here')
      const today = clock.today()
      const { lines, counts } = await db.inOffice(by.officeId, async (tx) => ({
        lines: await snoozedRows(tx, today, MOST_SNOOZED),
        counts: await tally(tx, today),
      }))
      const shell = c.get('shell')
      return c.html(
        <SnoozedPage shell={{ ...shell, counts: { ...shell.counts, today: waitingFor(counts, by) } }} lines={lines} mayWrite={by.role === 'officer'} />,
      )
    })
    .get(addresses.waitingSnooze, officers, async (c, by) => {
      const line = await lineOf(c, by)
      return line === null ? gone(c) : snoozePage(c, line, { body: {} })
    })
    .post(addresses.waitingSnooze, officers, async (c, by) => {
      const body = await readForm(c)
      const line = await lineOf(c, by)
      if (line === null) return gone(c)
      const today = c.get('here').clock.today()
      const choice = SNOOZES.find((one) => one === typed(body, 'until'))
      if (choice === undefined) return snoozePage(c, line, { body, faults: [{ name: 'until', message: m.today_snooze_choose() }] }, 422)
      const until = choice === 'day' ? typed(body, 'day').trim() : snoozedUntil(choice, today)
      const done = await snooze(c.get('here'), by, line, versionOf(body), until)
      if (done.ok) {
        const early = line.day !== null && line.day >= today && line.day < until
        const say = { what: line.what, day: dayInWords(until, { weekday: true }) }
        return went(c, body, done.value, early ? m.today_snoozed_past({ ...say, due: dayInWords(line.day) }) : m.today_snoozed(say))
      }
      if (isStaleRefusal<WaitingNote>(done.refusal)) {
        const { snoozedUntil: theirs } = done.refusal.current
        const row = { field: m.today_note_snoozed(), theirs: theirs === null ? '' : dayInWords(theirs), yours: dayInWords(until) }
        return snoozePage(c, { ...line, version: done.refusal.current.version }, { body, conflict: await conflictOf(c, by, done.refusal.current, row) }, 409)
      }
      return done.refusal.code === 'missing' ? gone(c) : snoozePage(c, line, { body, faults: [faultOf(done.refusal)] }, 422)
    })
    .post(addresses.waitingWaking, officers, async (c, by) => {
      const body = await readForm(c)
      const line = await lineOf(c, by)
      if (line === null) return gone(c)
      return simple(c, body, await wake(c.get('here'), by, line, versionOf(body)), m.today_woken({ what: line.what }))
    })
    .get(addresses.waitingAssignment, officers, async (c, by) => {
      const line = await lineOf(c, by)
      return line === null ? gone(c) : assignPage(c, by, line, await members(c, by), { body: {} })
    })
    .post(addresses.waitingAssignment, officers, async (c, by) => {
      const body = await readForm(c)
      const line = await lineOf(c, by)
      if (line === null) return gone(c)
      const all = await members(c, by)
      const to = typed(body, 'to')
      const done = await assign(c.get('here'), by, line, versionOf(body), all, to === '' ? null : to)
      const name = all.find(({ userId }) => userId === to)?.name ?? ''
      if (done.ok) {
        const text =
          to === ''
            ? m.today_released({ what: line.what })
            : to === by.personId
              ? m.today_taken({ what: line.what })
              : m.today_assigned({ what: line.what, name })
        return went(c, body, done.value, text)
      }
      if (isStaleRefusal<WaitingNote>(done.refusal)) {
        const row = { field: m.today_note_assigned(), theirs: done.refusal.current.assignedName ?? '', yours: name }
        return assignPage(
          c,
          by,
          { ...line, version: done.refusal.current.version },
          all,
          { body, conflict: await conflictOf(c, by, done.refusal.current, row) },
          409,
        )
      }
      return done.refusal.code === 'missing' ? gone(c) : assignPage(c, by, line, all, { body, faults: [faultOf(done.refusal)] }, 422)
    })
    .post(addresses.waitingDismissal, officers, async (c, by) => {
      const body = await readForm(c)
      const line = await lineOf(c, by)
      if (line === null) return gone(c)
      return simple(c, body, await dismiss(c.get('here'), by, line, versionOf(body)), m.today_dismissed({ what: line.what }))
    })

const versionOf = (body: FormBody): number => Number(typed(body, 'version')) || 0
const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })
const keyOf = (c: Context): Key | null => keyFrom(c.req.param('row') ?? '')
const members = (c: Context, by: Officer): Promise<Member[]> => c.get('here').db.asSystem((tx) => membersOf(tx, by.officeId))

async function lineOf(c: Context, by: Officer): Promise<Line | null> {
  const key = keyOf(c)
  const { db, clock } = c.get('here')
  return key === null ? null : db.inOffice(by.officeId, (tx) => waitingRow(tx, key, clock.today()))
}

/** Somebody dealt with it meanwhile, or it never was this office's. */
const gone = (c: Context): Response | Promise<Response> => c.html(<GonePage shell={c.get('shell')} />, 404)

/** Back to where the row stood. */
const backOf = (c: Context, body: FormBody): string => ownPath(typed(body, 'back') || c.req.query('back'))

const went = (c: Context, body: FormBody, { activityId }: Noted, text: string): Response =>
  goWithNotice(c, backOf(c, body), { text, undo: addresses.activityUndo({ id: activityId }) })

/** After an act that asks nothing: a refusal is said where the row stands. */
function simple(c: Context, body: FormBody, done: Outcome, text: string): Response | Promise<Response> {
  if (done.ok) return went(c, body, done.value, text)
  if (done.refusal.code === 'missing') return gone(c)
  return goWithNotice(c, backOf(c, body), { text: isStaleRefusal(done.refusal) ? m.today_waiting_stale() : done.refusal.message, tone: 'late' })
}

type Shown = { readonly body: FormBody; readonly faults?: readonly FieldFault[]; readonly conflict?: Conflict }

const snoozePage = (c: Context, line: Line, shown: Shown, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(<SnoozePage shell={c.get('shell')} line={line} back={backOf(c, shown.body)} today={c.get('here').clock.today()} {...shown} />, status)

const assignPage = (c: Context, by: Officer, line: Line, all: readonly Member[], shown: Shown, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(
    <AssignPage
      shell={c.get('shell')}
      line={line}
      back={backOf(c, shown.body)}
      officers={all.filter(({ role }) => role === 'officer').map(({ userId, name }) => ({ id: userId, name }))}
      me={by.personId}
      {...shown}
    />,
    status,
  )

async function conflictOf(c: Context, by: Officer, current: WaitingNote, row: Conflict['rows'][number]): Promise<Conflict> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'waiting_note', current.id, 1))
  return { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows: [row] }
}
