// The address of a partnership's self-assessment for a year: one form, whether it is there already or not.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { countedPartner } from '../counts/partner.queries.ts'
import { assessmentFieldWords, assessmentForm, type AssessmentValues, QUESTIONS } from './assessment.ts'
import { type AssessmentSnapshot, type AssessmentStale, removeAssessment, saveAssessment } from './assessment.actions.ts'
import { AssessmentPage, type AssessmentPageProps, bodyOfAssessment, bodyOfDay } from './assessment.pages.tsx'
import { assessmentsOf } from './assessment.queries.ts'

const YEAR = /^(?:19|20|21)\d\d$/

type Given = Partial<Pick<AssessmentPageProps, 'body' | 'faults' | 'conflict' | 'version'>>

/** The form of a partnership and year; a year to come has none. */
async function page(c: Context, by: Officer, given: Given = {}, status: 200 | 409 | 422 = 200): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const [partnershipId, asked] = [c.req.param('id')!, c.req.param('year')!]
  if (!YEAR.test(asked) || Number(asked) > Number(today.slice(0, 4))) return notFound(c)
  const year = Number(asked)
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const partner = await countedPartner(tx, { partnershipId })
    return partner === null ? null : { partner, rows: await assessmentsOf(tx, partnershipId) }
  })
  if (read === null) return notFound(c)
  const own = read.rows.find((row) => row.year === year)
  const body = given.body ?? (own === undefined ? { assessedBy: by.name, assessedOn: bodyOfDay(today) } : bodyOfAssessment(own))
  return c.html(
    <AssessmentPage
      shell={c.get('shell')}
      partnershipId={partnershipId}
      partner={displayName(read.partner)}
      year={year}
      version={given.version ?? own?.version ?? 0}
      before={read.rows.find((row) => row.year === year - 1)?.marks ?? null}
      body={body}
      {...(given.faults === undefined ? {} : { faults: given.faults })}
      {...(given.conflict === undefined ? {} : { conflict: given.conflict })}
    />,
    status,
  )
}

/** What was typed beside what another saved: a mark that was taken away is empty. */
function typedState({ marks, ...values }: AssessmentValues, current: AssessmentSnapshot): Readonly<Record<string, unknown>> {
  const bare = Object.fromEntries(Object.entries(current).filter(([name]) => !(QUESTIONS as readonly string[]).includes(name)))
  return { ...bare, ...marks, ...values }
}

export const assessmentRoutes = (): Routes =>
  new Routes()
    .get(addresses.impactAssessment, officers, (c, by) => page(c, by))
    .post(addresses.impactAssessment, officers, async (c, by) => {
      const here = c.get('here')
      const [partnershipId, asked] = [c.req.param('id')!, c.req.param('year')!]
      const body = await readForm(c)
      if (!YEAR.test(asked)) return notFound(c)
      const typedVersion = Number(typed(body, 'version'))
      const version = Number.isInteger(typedVersion) && typedVersion > 0 ? typedVersion : 0
      const form = checked(assessmentForm, body)
      if (!form.ok) return page(c, by, { body, faults: form.faults, version }, 422)
      const saved = await saveAssessment(here, by, partnershipId, Number(asked), version, form.value)
      if (saved.ok)
        return goWithNotice(c, `${addresses.partnershipImpact({ id: partnershipId }, { year: asked })}#assessments`, {
          text: m.impact_assessment_saved(),
          undo: addresses.activityUndo({ id: saved.value.activityId }),
        })
      if (!isStaleRefusal<AssessmentStale['current']>(saved.refusal)) {
        const { code, field, message } = saved.refusal
        if (code === 'missing') return notFound(c)
        // Somebody took it away meanwhile: what was typed would be a new one.
        return page(c, by, { body, faults: [{ name: field ?? '', message }], version: code === 'gone' ? 0 : version }, code === 'gone' ? 409 : 422)
      }
      const { current } = saved.refusal
      const id = await here.db.inOffice(by.officeId, async (tx) => (await assessmentsOf(tx, partnershipId)).find((row) => row.year === Number(asked))?.id)
      const [last] = id === undefined ? [] : await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'impact_assessment', id, 1))
      const rows = changesBetween({ ...current.state } as never, typedState(form.value, current.state) as never, assessmentFieldWords())
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return page(c, by, { body, conflict, version: current.version }, 409)
    })
    .post(addresses.impactAssessmentRemoval, officers, async (c, by) => {
      const here = c.get('here')
      const [partnershipId, asked] = [c.req.param('id')!, c.req.param('year')!]
      const body = await readForm(c)
      const row = await here.db.inOffice(by.officeId, async (tx) => {
        const partner = await countedPartner(tx, { partnershipId })
        return partner === null ? undefined : (await assessmentsOf(tx, partnershipId)).find((one) => String(one.year) === asked)
      })
      if (row === undefined) return notFound(c)
      const removed = await removeAssessment(here, by, row.id, Number(typed(body, 'version')))
      const back = addresses.partnershipImpact({ id: partnershipId }, { year: asked })
      if (removed.ok) return goWithNotice(c, back, { text: m.impact_assessment_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: removed.refusal.message, tone: 'late' })
    })
