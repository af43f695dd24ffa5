// The addresses of a meeting's outcomes: promises and decisions recorded from the minutes or by hand, a decision changed, why there is none.
import type { Context } from 'hono'
import { z } from 'zod'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { eventById } from '#features/events/event.queries.ts'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { personById } from '#features/organisations/people/person.queries.ts'
import { writtenLanguages } from '#features/visits/visit.queries.ts'
import { m } from '#messages'
import { registerMember } from '../minutes/answering.actions.ts'
import { answeringFor } from '../minutes/answering.queries.ts'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { requiredLine, tickField } from '#platform/http/form-fields.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { localTextForm, revised } from '#platform/texts/local-text.ts'
import { outcomeFieldWords } from '../field-words.ts'
import { sayWhoSigns, sayWithoutOutcome } from '../meeting.actions.ts'
import { type DecisionRow, outcomesOf } from '../meeting.queries.ts'
import { meetingPage, type MeetingRouteParts } from '../meeting.routes.tsx'
import { decisionLine, promiseLine } from '../minutes/minutes.actions.ts'
import { decisionForm, promiseForm } from '../minutes/slash.ts'
import { changeDecision, type OutcomeStale, recordDecision, recordPromise, removeDecision } from './outcome.actions.ts'
import { bodyOfDecision, DecisionFormPage, type DecisionFormProps } from './outcome.pages.tsx'

const reasonForm = z.object({ reason: requiredLine(2000) })
const signersForm = z.object({ signsForUs: z.string().trim().max(300).default(''), signsForThem: z.string().trim().max(300).default('') })
const changedForm = z.object({ text: localTextForm.default({}), published: tickField })

/** In which language the text around the new line is written. */
const languageOf = (body: FormBody): string => (/^[a-z]{2}$/.test(typed(body, 'language')) ? typed(body, 'language') : 'bg')

export const outcomeRoutes = (parts: MeetingRouteParts = {}): Routes =>
  new Routes()
    .post(addresses.meetingOutcomes, officers, async (c, by) => {
      const body = await readForm(c)
      const asJson = c.req.query('as') === 'json'
      const made = typed(body, 'kind') === 'promise' ? await promise(c, by, body) : await decision(c, by, body)
      if (made === null) return notFound(c)
      if (asJson) return 'faults' in made ? c.json({ faults: made.faults }, 422) : c.json({ line: made.line })
      if ('faults' in made) return meetingPage(c, by, parts, { sent: { which: 'decision', body, faults: made.faults } }, 422)
      return goWithNotice(c, `${addresses.meeting({ id: c.req.param('id')! })}#outcomes`, {
        text: m.meetings_outcome_saved(),
        undo: addresses.activityUndo({ id: made.activityId }),
      })
    })
    .get(addresses.meetingDecision, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null ? notFound(c) : formPage(c, by, { ...found, body: bodyOfDecision(found.decision) })
    })
    .post(addresses.meetingDecision, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const opened = { ...found, decision: { ...found.decision, version: version || found.decision.version } }
      const form = checked(changedForm, body)
      if (!form.ok) return formPage(c, by, { ...opened, body, faults: form.faults }, 422)
      const changed = await changeDecision(c.get('here'), by, found.event.id, found.decision.id, version, form.value)
      if (changed.ok)
        return goWithNotice(c, `${addresses.meeting({ id: found.event.id })}#outcomes`, {
          text: m.meetings_outcome_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<OutcomeStale['current']>(changed.refusal)) {
        const { state, version: now, updatedAt } = changed.refusal.current
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'meeting_outcome', found.decision.id, 1))
        const yours = {
          ...state,
          text: revised(state.text, form.value.text, c.get('here').clock.now()),
          publishedAt: form.value.published ? (state.publishedAt ?? '') : null,
        }
        const rows = changesBetween({ ...state }, yours, outcomeFieldWords(languageName)).map(({ field, before, after }) => ({
          field,
          theirs: before,
          yours: after,
        }))
        const conflict = { who: last?.personName, when: momentInWords(last?.at ?? updatedAt, c.get('visitor')!.office.timeZone), rows }
        return formPage(c, by, { ...found, decision: { ...found.decision, version: now, text: state.text }, body, conflict }, 409)
      }
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, by, { ...opened, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.meetingDecisionRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeDecision(c.get('here'), by, id, c.req.param('outcome')!, Number(typed(await readForm(c), 'version')))
      if (!removed.ok)
        return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.meeting({ id }), { text: removed.refusal.message, tone: 'late' })
      return goWithNotice(c, `${addresses.meeting({ id })}#outcomes`, {
        text: m.meetings_decision_removed(),
        undo: addresses.activityUndo({ id: removed.value.activityId }),
      })
    })
    .post(addresses.meetingWithout, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(reasonForm, body)
      if (!form.ok) return meetingPage(c, by, parts, { sent: { which: 'without', body, faults: form.faults } }, 422)
      const said = await sayWithoutOutcome(c.get('here'), by, id, Number(typed(body, 'version')), form.value.reason)
      if (said.ok)
        return goWithNotice(c, `${addresses.meeting({ id })}#outcomes`, {
          text: m.meetings_without_saved(),
          undo: addresses.activityUndo({ id: said.value.activityId }),
        })
      if (said.refusal.code === 'missing') return notFound(c)
      return meetingPage(
        c,
        by,
        parts,
        { sent: { which: 'without', body, faults: [{ name: 'reason', message: said.refusal.message }] } },
        said.refusal.code === 'stale' ? 409 : 422,
      )
    })
    .post(addresses.meetingSigners, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(signersForm, body)
      if (!form.ok) return goWithNotice(c, addresses.meeting({ id }), { text: form.faults[0]!.message, tone: 'late' })
      const said = await sayWhoSigns(c.get('here'), by, id, Number(typed(body, 'version')), form.value)
      if (said.ok)
        return goWithNotice(c, `${addresses.meeting({ id })}#papers`, {
          text: m.meetings_signers_saved(),
          undo: addresses.activityUndo({ id: said.value.activityId }),
        })
      if (said.refusal.code === 'missing') return notFound(c)
      return meetingPage(c, by, parts, { signers: form.value, signersFault: said.refusal.message }, said.refusal.code === 'stale' ? 409 : 422)
    })

type Made = { readonly line: string; readonly activityId: string } | { readonly faults: readonly FieldFault[] } | null

async function promise(c: Context, by: Officer, body: FormBody): Promise<Made> {
  const here = c.get('here')
  const event = await here.db.inOffice(by.officeId, (tx) => eventById(tx, c.req.param('id')!))
  const read = checked(promiseForm(event?.event.firstDay ?? here.clock.today()), body)
  if (!read.ok) return { faults: read.faults }
  const person = await here.db.inOffice(by.officeId, async (tx) => {
    const answering = await answeringFor(tx, c.req.param('id')!, read.value.person, read.value.register)
    const found = answering.personId === null ? null : await personById(tx, answering.personId)
    return { ...answering, name: found === null ? (answering.toRegister?.name ?? '') : displayName(found) }
  })
  if (person.faults.length > 0) return { faults: person.faults }
  const entered = person.toRegister === null ? null : await registerMember(here, by, c.req.param('id')!, person.toRegister)
  if (entered?.ok === false) return { faults: [{ name: 'person', message: entered.refusal.message }] }
  const language = languageOf(body)
  const { owedBy, text, due, more } = read.value
  const given = { itemId: typed(body, 'item') || null, owedBy, due, personId: entered?.value ?? person.personId, text: { ...more, [language]: text } }
  const made = await recordPromise(here, by, c.req.param('id')!, given)
  if (!made.ok) return made.refusal.code === 'missing' ? null : { faults: [faultOf(made.refusal)] }
  return { line: promiseLine({ owedBy, due, text, person: person.name }, made.value.number, language), activityId: made.value.activityId }
}

async function decision(c: Context, by: Officer, body: FormBody): Promise<Made> {
  const read = checked(decisionForm, body)
  if (!read.ok) return { faults: read.faults }
  const language = languageOf(body)
  const taken = { itemId: typed(body, 'item') || null, text: { ...read.value.more, [language]: read.value.text } }
  const made = await recordDecision(c.get('here'), by, c.req.param('id')!, taken)
  if (!made.ok) return made.refusal.code === 'missing' ? null : { faults: [faultOf(made.refusal)] }
  return { line: decisionLine(read.value.text, made.value.number, language), activityId: made.value.activityId }
}

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

async function whole(c: Context, by: Officer): Promise<{ readonly event: DecisionFormProps['event']; readonly decision: DecisionRow } | null> {
  const here = c.get('here')
  const id = c.req.param('id')!
  return here.db.inOffice(by.officeId, async (tx) => {
    const found = await eventById(tx, id)
    const { decisions } = found === null ? { decisions: [] } : await outcomesOf(tx, id, here.clock.today())
    const decision = decisions.find((one) => one.id === c.req.param('outcome'))
    return found === null || decision === undefined ? null : { event: found.event, decision }
  })
}

async function formPage(c: Context, by: Officer, props: Omit<DecisionFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const ours = c.get('visitor')!.office.languages
  const languages = await c.get('here').db.inOffice(by.officeId, (tx) => writtenLanguages(tx, props.event.id, ours))
  return c.html(<DecisionFormPage shell={c.get('shell')} languages={languages} {...props} />, status)
}
