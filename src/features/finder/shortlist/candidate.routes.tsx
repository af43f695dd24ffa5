// The addresses of the shortlist: the page, the deeds every list of the finder posts here, and the note of a town.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, ownPath, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { approachesTo, outreachRulesOf } from '../outreach/approach.queries.ts'
import { STATE_TONES } from '../outreach/approach.pages.tsx'
import { nextName, nextOf, stateName, stateOf } from '../outreach/approach.ts'
import type { ApproachRow } from '../outreach/approach.table.ts'
import { type Deed, deedForm, noteForm } from './candidate.ts'
import { type CandidateStale, judgeTown, noteTown } from './candidate.actions.ts'
import { NotePage, type NotePageProps, type Pursued, ShortlistPage } from './candidate.pages.tsx'
import { candidateById, candidatesPage } from './candidate.queries.ts'

/** Below the kept towns so many of the excluded stand; the rest has a page of its own. */
const EXCLUDED_SHOWN = 10

const said: Readonly<Record<Deed, (given: { town: string }) => string>> = {
  pin: m.finder_shortlist_did_pin,
  unpin: m.finder_shortlist_did_unpin,
  exclude: m.finder_shortlist_did_exclude,
  'take-back': m.finder_shortlist_did_take_back,
  shortlist: m.finder_shortlist_did_shortlist,
  leave: m.finder_shortlist_did_leave,
}

export const candidateRoutes = (): Routes =>
  new Routes()
    .get(addresses.finderShortlist, readers, async (c, by) => {
      const view = c.req.query('view') === 'excluded' ? 'excluded' : 'kept'
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const page = await candidatesPage(tx, view, turn)
        const excluded = view === 'excluded' ? { rows: [], all: 0 } : await candidatesPage(tx, 'excluded', {}, EXCLUDED_SHOWN)
        const rules = await outreachRulesOf(tx)
        const approaches = await approachesTo(
          tx,
          page.rows.map(({ id }) => id),
        )
        return { page, excluded, pursued: pursuedIn(approaches, rules.weeks, c.get('here').clock.today()) }
      })
      return c.html(<ShortlistPage shell={c.get('shell')} view={view} {...read} />)
    })
    .post(addresses.finderShortlist, officers, async (c, by) => {
      const body = await readForm(c)
      const back = typed(body, 'back') === '' ? addresses.finderShortlist() : ownPath(typed(body, 'back'))
      const form = checked(deedForm, body)
      if (!form.ok) {
        const fault = form.faults.find(({ name }) => name === 'finding') ?? form.faults[0]!
        return goWithNotice(c, back, { text: fault.name === 'place' ? m.finder_shortlist_town_missing() : fault.message, tone: 'late' })
      }
      const done = await judgeTown(c.get('here'), by, form.value)
      if (!done.ok) return goWithNotice(c, back, { text: done.refusal.message, tone: 'late' })
      const { town, activityId } = done.value
      return goWithNotice(c, back, {
        text: said[form.value.deed]({ town }),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
        ...(form.value.deed === 'shortlist' ? { link: { href: addresses.finderShortlist(), text: m.finder_shortlist_title() } } : {}),
      })
    })
    .get(addresses.finderNote, officers, (c, by) => notePage(c, by))
    .post(addresses.finderNote, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const body = await readForm(c)
      const version = Number(typed(body, 'version'))
      const form = checked(noteForm, body)
      if (!form.ok) return notePage(c, by, { version, note: typed(body, 'note'), faults: form.faults }, 422)
      const noted = await noteTown(here, by, id, version, form.value.note)
      if (noted.ok)
        return goWithNotice(c, `${addresses.finderShortlist()}#candidate-${id}`, {
          text: m.finder_shortlist_noted(),
          undo: addresses.activityUndo({ id: noted.value.activityId }),
        })
      if (!isStaleRefusal<CandidateStale['current']>(noted.refusal)) return notFound(c)
      const { current } = noted.refusal
      const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'finder_candidate', id, 1))
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: [{ field: m.finder_shortlist_field_note(), theirs: current.state.note, yours: form.value.note }],
      }
      return notePage(c, by, { version: current.version, note: form.value.note, conflict }, 409)
    })

/** What is written with each town, in words. */
const pursuedIn = (approaches: ReadonlyMap<string, ApproachRow>, weeks: number, today: string): Map<string, Pursued> =>
  new Map(
    [...approaches].map(([candidateId, approach]) => {
      const state = stateOf(approach, weeks, today)
      const words = { words: stateName(state), tone: STATE_TONES[state], next: nextName(nextOf(state, approach)) }
      return [candidateId, { href: addresses.finderApproach({ id: approach.id }), ...words }]
    }),
  )

type Given = Partial<Omit<NotePageProps, 'shell' | 'row'>>

async function notePage(c: Context, by: Officer, given: Given = {}, status: 200 | 409 | 422 = 200): Promise<Response> {
  const row = await c.get('here').db.inOffice(by.officeId, (tx) => candidateById(tx, c.req.param('id')!))
  return row === null ? notFound(c) : c.html(<NotePage shell={c.get('shell')} row={row} version={row.version} note={row.note} {...given} />, status)
}
