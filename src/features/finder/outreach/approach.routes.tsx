// The addresses of approaches to towns: the list, one page, answers, ends, reminders, and becoming a partnership.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { procedureOf } from '#features/partnerships/procedures/procedure.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { isLetterLanguage } from '#features/visits/invitations/letter-day.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { historyInWords } from '#platform/activity/changes.ts'
import type { Written } from '#platform/activity/kept-row.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { boxesOf } from '#platform/dates.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { declineApproach, draftNudge, noteAnswer, removeApproach, reopenApproach } from './approach.actions.ts'
import { ApproachPage, OutreachPage, type Reading } from './approach.pages.tsx'
import { approachById, approachCounts, approachesPage, type ApproachView, outreachRulesOf } from './approach.queries.ts'
import { answerForm, approachFieldWords, decliningForm, type State, STATES } from './approach.ts'
import { becomePartnership, type With } from './becoming.actions.ts'
import { BecomingPage } from './becoming.pages.tsx'
import { isDoubtful, lookAlikes, partnershipWith, surelyMeant } from './becoming.queries.ts'
import { originOf, whyOf } from './becoming.ts'
import { cautionFor, letterLanguageOf, readingOf } from './letter.ts'

/** Whether a native speaker has read the wording of the letters of an approach, and what else to look at before one leaves. */
export const readingFor = ({ language, place }: Pick<ApproachView, 'language' | 'place'>): Reading => ({
  language,
  ...readingOf(isLetterLanguage(language) ? language : 'en'),
  instead: language === 'en' && place !== null && letterLanguageOf(place.country) === 'none',
  caution: place === null ? '' : cautionFor(place.country),
})

const versionIn = (body: FormBody): number => Number(typed(body, 'version')) || 0

const DID: Readonly<Record<string, () => string>> = {
  'finder_approach.created': m.finder_outreach_did_create,
  'finder_approach.changed': m.finder_outreach_did_change,
  'finder_approach.mailed': m.finder_outreach_did_send,
  'finder_approach.sent': m.finder_outreach_did_send,
  'finder_approach.nudged': m.finder_outreach_did_nudge,
  'finder_approach.answered': m.finder_outreach_did_answer,
  'finder_approach.declined': m.finder_outreach_did_decline,
  'finder_approach.reopened': m.finder_outreach_did_reopen,
  'finder_approach.became': m.finder_outreach_did_become,
}

async function page(
  c: Context,
  by: Reader,
  given: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | null = null,
  status: 200 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const id = c.req.param('id')!
  const today = here.clock.today()
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const approach = await approachById(tx, id)
    if (approach === null) return null
    const partnership = approach.partnershipId === null ? null : await partnershipById(tx, approach.partnershipId)
    return { approach, partnership, rules: await outreachRulesOf(tx), lines: await historyOf(tx, 'finder_approach', id) }
  })
  if (read === null) return notFound(c)
  const { approach, partnership, rules, lines } = read
  const history = historyInWords(lines, {
    what: ({ act }) => (DID[act] ?? m.finder_outreach_did_other)(),
    fields: () => approachFieldWords(),
    timeZone: c.get('visitor')!.office.timeZone,
    undo: by.role === 'officer',
  })
  return c.html(
    <ApproachPage
      shell={c.get('shell')}
      approach={approach}
      today={today}
      weeks={rules.weeks}
      reading={readingFor(approach)}
      procedure={approach.place === null ? null : procedureOf(approach.place.country, today)}
      partnership={partnership === null ? null : { id: partnership.id, name: displayName(partnership.partner) }}
      history={history}
      answer={given ?? { body: answerBody(approach, today), faults: [] }}
    />,
    status,
  )
}

/** The answer's form as it stands: what was noted, or today. */
function answerBody({ answer, answerText, answeredOn }: ApproachView, today: string): FormBody {
  const { day = '', month = '', year = '' } = boxesOf(answeredOn ?? today)
  return { answer: answer ?? '', answerText, answeredOn: { day, month, year } }
}

/** Back to the approach with what was done, or why not. */
function answered(c: Context, changed: Result<Written, Refusal>, text: string): Response | Promise<Response> {
  const back = addresses.finderApproach({ id: c.req.param('id')! })
  if (changed.ok) return goWithNotice(c, back, { text, undo: addresses.activityUndo({ id: changed.value.activityId }) })
  return changed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: changed.refusal.message, tone: 'late' })
}

export const approachRoutes = (): Routes =>
  new Routes()
    .get(addresses.finderOutreach, readers, async (c, by) => {
      const today = c.get('here').clock.today()
      const asked = c.req.query('state')
      const state = (STATES as readonly string[]).includes(asked ?? '') ? (asked as State) : null
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        counts: await approachCounts(tx, today),
        page: await approachesPage(tx, today, state, turn),
        rules: await outreachRulesOf(tx),
      }))
      return c.html(<OutreachPage shell={c.get('shell')} today={today} weeks={read.rules.weeks} state={state} counts={read.counts} page={read.page} />)
    })
    .get(addresses.finderApproach, readers, (c, by) => page(c, by))
    .post(addresses.finderApproachNudge, officers, async (c, by) => {
      const id = c.req.param('id')!
      const drafted = await draftNudge(c.get('here'), by, id, versionIn(await readForm(c)))
      return answered(c, drafted, m.finder_outreach_drafted())
    })
    .post(addresses.finderApproachAnswer, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(answerForm, body)
      if (!form.ok) return page(c, by, { body, faults: form.faults }, 422)
      const noted = await noteAnswer(c.get('here'), by, c.req.param('id')!, versionIn(body), form.value)
      if (noted.ok || noted.refusal.code === 'missing') return answered(c, noted, m.finder_outreach_answer_saved())
      // What was typed stands below; the page above it shows what another saved.
      return page(c, by, { body, faults: [{ name: noted.refusal.field ?? '', message: noted.refusal.message }] }, 422)
    })
    .post(addresses.finderApproachDeclining, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(decliningForm, body)
      if (!form.ok) return goWithNotice(c, addresses.finderApproach({ id: c.req.param('id')! }), { text: form.faults[0]!.message, tone: 'late' })
      const declined = await declineApproach(c.get('here'), by, c.req.param('id')!, versionIn(body), form.value.why)
      return answered(c, declined, m.finder_outreach_declined())
    })
    .post(addresses.finderApproachReopening, officers, async (c, by) =>
      answered(c, await reopenApproach(c.get('here'), by, c.req.param('id')!, versionIn(await readForm(c))), m.finder_outreach_reopened()),
    )
    .post(addresses.finderApproachRemoval, officers, async (c, by) => {
      const removed = await removeApproach(c.get('here'), by, c.req.param('id')!, versionIn(await readForm(c)))
      if (!removed.ok) return answered(c, removed, '')
      return goWithNotice(c, addresses.finderOutreach(), {
        text: m.finder_outreach_removed(),
        undo: addresses.activityUndo({ id: removed.value.activityId }),
      })
    })
    .get(addresses.finderApproachPartnership, officers, (c, by) => becomingPage(c, by))
    .post(addresses.finderApproachPartnership, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const choice = typed(body, 'organisation')
      const chosen: With = choice === 'new' ? 'new' : isId(choice) ? { organisationId: choice } : null
      const became = await becomePartnership(c.get('here'), by, id, versionIn(body), chosen)
      if (became.ok)
        return goWithNotice(c, addresses.partnership({ id: became.value.partnershipId }), {
          text: became.value.created ? m.finder_outreach_partner_done() : m.finder_outreach_partner_linked(),
          undo: addresses.activityUndo({ id: became.value.activityId }),
        })
      const { code, message, field } = became.refusal
      if (code === 'missing') return notFound(c)
      if (code === 'already' || code === 'closed') return goWithNotice(c, addresses.finderApproach({ id }), { text: message, tone: 'late' })
      return becomingPage(c, by, { chosen: choice, faults: [{ name: field ?? '', message }] }, code === 'stale' ? 409 : 422)
    })

async function becomingPage(
  c: Context,
  by: Officer,
  given: { readonly chosen: string; readonly faults: readonly FieldFault[] } = { chosen: '', faults: [] },
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const approach = await approachById(tx, c.req.param('id')!)
    if (approach === null || approach.place === null) return null
    const found = await lookAlikes(tx, approach.place)
    const meant = surelyMeant(found)
    const already = meant !== null && (await partnershipWith(tx, meant.id)) !== null
    return { approach, meant, already, among: isDoubtful(found) ? [...found.there, ...found.alike] : [] }
  })
  if (read === null) return notFound(c)
  if (read.approach.partnershipId !== null) return c.redirect(addresses.finderApproach({ id: read.approach.id }), 302)
  return c.html(<BecomingPage shell={c.get('shell')} {...read} origin={originOf(read.approach)} why={whyOf(read.approach)} {...given} />, status)
}
