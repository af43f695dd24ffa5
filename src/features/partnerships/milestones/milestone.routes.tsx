// The addresses of a partnership's milestones: the form of a new one, one, its removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { placeById } from '#features/places/place.queries.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { addMilestone, changeMilestone, removeMilestone } from './milestone.actions.ts'
import { bodyOfMilestone, MilestoneFormPage, type MilestoneFormProps } from './milestone.pages.tsx'
import {
  milestoneFields,
  type MilestoneForm,
  milestoneForm,
  MILESTONE_KINDS,
  milestoneLabel,
  type MilestoneValues,
  SIDES,
  snapshotOfMilestone,
  withValues,
} from './milestone.ts'
import type { MilestoneRow } from './milestone.table.ts'
import { milestoneById, partnershipById, type PartnershipView } from '../partnership.queries.ts'
import { Readings } from './reading.pages.tsx'

/** What later features bring to a milestone's page, in the order in which it is shown: its documents. */
export type MilestoneRouteParts = {
  readonly sections?: readonly ((tx: OfficeTx, milestone: MilestoneRow, look: { readonly by: Officer; readonly today: string }) => Promise<Child>)[]
}

export const milestoneRoutes = ({ sections = [] }: MilestoneRouteParts = {}): Routes => {
  const readPage = (c: Context, by: Officer): Promise<Read | null> => pageRead(c, by, sections)
  return new Routes()
    .get(addresses.milestoneNew, officers, async (c, by) => {
      const read = await readPage(c, by)
      const kind = MILESTONE_KINDS.find((one) => one === c.req.query('kind') && one !== 'type_change')
      const side = SIDES.find((one) => one === c.req.query('side')) ?? 'both'
      return read === null ? notFound(c) : formPage(c, read, { milestone: null, body: { kind: kind ?? '', side } })
    })
    .post(addresses.milestones, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(milestoneForm, body)
      const read = await readPage(c, by)
      if (read === null) return notFound(c)
      if (!form.ok) return formPage(c, read, { milestone: null, body, faults: form.faults }, 422)
      if (form.value.kind === 'type_change') return formPage(c, read, { milestone: null, body, faults: [onlyByType()] }, 422)
      const added = await addMilestone(c.get('here'), by, read.partnership.id, valuesOf(form.value, null))
      if (!added.ok) return formPage(c, read, { milestone: null, body, faults: [{ name: '', message: added.refusal.message }] }, 422)
      return back(c, read.partnership, m.partnerships_milestone_created({ label: milestoneLabel(form.value) }), added.value.activityId)
    })
    .get(addresses.milestone, officers, async (c, by) => {
      const read = await readPage(c, by)
      return read?.milestone == null ? notFound(c) : formPage(c, read, { milestone: read.milestone, body: bodyOfMilestone(read.milestone) })
    })
    .post(addresses.milestone, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(milestoneForm, body)
      const read = await readPage(c, by)
      if (read?.milestone == null) return notFound(c)
      const { milestone } = read
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const opened = { ...milestone, version: Number(typed(body, 'version')) || milestone.version }
      if (!form.ok) return formPage(c, read, { milestone: opened, body, faults: form.faults }, 422)
      // What the tie was called is said by the step itself; another kind would forget it.
      if ((form.value.kind === 'type_change') !== (milestone.kind === 'type_change'))
        return formPage(c, read, { milestone: opened, body, faults: [onlyByType()] }, 422)
      const values = valuesOf(form.value, milestone)
      const changed = await changeMilestone(c.get('here'), by, milestone.id, Number(typed(body, 'version')), values)
      if (changed.ok)
        return back(c, read.partnership, m.partnerships_milestone_changed({ label: milestoneLabel({ ...milestone, ...form.value }) }), changed.value.activityId)
      if (isStaleRefusal<MilestoneRow>(changed.refusal)) return conflictPage(c, by, read, changed.refusal.current, body, values)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, read, { milestone: opened, body, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.milestoneRemoval, officers, async (c, by) => {
      const body = await readForm(c)
      const read = await readPage(c, by)
      if (read?.milestone == null) return notFound(c)
      const removed = await removeMilestone(c.get('here'), by, read.milestone.id, Number(typed(body, 'version')))
      if (removed.ok) return back(c, read.partnership, m.partnerships_milestone_removed({ label: milestoneLabel(read.milestone) }), removed.value.activityId)
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.partnership({ id: read.partnership.id }), { text: removed.refusal.message, tone: 'late' })
    })
}

const onlyByType = (): FieldFault => ({ name: 'kind', message: m.partnerships_milestone_only_by_type() })

type Read = { readonly partnership: PartnershipView; readonly milestone: MilestoneRow | null; readonly us: string; readonly shown: readonly Child[] }

/** The partnership of the address, the milestone if it names one that is there, and what our town is called. */
const pageRead = (c: Context, by: Officer, sections: NonNullable<MilestoneRouteParts['sections']>): Promise<Read | null> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const partnership = await partnershipById(tx, c.req.param('id')!)
    if (partnership === null) return null
    const id = c.req.param('milestone')
    const office = c.get('visitor')!.office
    const home = await placeById(tx, office.placeId)
    const milestone = id === undefined ? null : await milestoneById(tx, partnership.id, id)
    const shown: Child[] = []
    if (milestone !== null)
      // One after another: a transaction is one connection.
      for (const section of sections) shown.push(await section(tx, milestone, { by, today: c.get('here').clock.today() }))
    return {
      partnership,
      milestone,
      shown,
      us: home === null ? textIn(office.name) : nameFor(home, currentLanguage()),
    }
  })

const valuesOf = (form: MilestoneForm, before: MilestoneRow | null): MilestoneValues => ({
  kind: form.kind,
  side: form.side,
  date: form.date,
  until: form.until,
  note: form.note,
  body: form.body,
  documentNumber: form.documentNumber === '' ? null : form.documentNumber,
  published: form.published,
  sources: withSource(
    (before?.sources ?? []).filter((_, index) => !form.dropSource.has(index)),
    form.source,
  ),
})

const formPage = async (
  c: Context,
  { partnership, us, shown }: Read,
  props: Pick<MilestoneFormProps, 'milestone' | 'body' | 'faults' | 'conflict'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> =>
  c.html(
    <MilestoneFormPage
      shell={c.get('shell')}
      partnership={partnership}
      us={us}
      languages={c.get('visitor')!.office.languages}
      sections={
        props.milestone === null ? null : (
          <>
            <Readings partnership={partnership} milestone={props.milestone} />
            {shown}
          </>
        )
      }
      {...props}
    />,
    status,
  )

const back = (c: Context, partnership: PartnershipView, text: string, activityId: string): Response =>
  goWithNotice(c, addresses.partnership({ id: partnership.id }), { text, undo: addresses.activityUndo({ id: activityId }) })

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, read: Read, current: MilestoneRow, body: FormBody, yours: MilestoneValues): Promise<Response> {
  const here = c.get('here')
  const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'milestone', current.id, 1))
  const record = withValues(current, { ...yours, partnershipId: current.partnershipId }, here.clock.now())
  const conflict = {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: changesBetween(snapshotOfMilestone(current), snapshotOfMilestone(record), milestoneFields()).map(({ field, before, after }) => ({
      field,
      theirs: before,
      yours: after,
    })),
  }
  return formPage(c, read, { milestone: current, body, conflict }, 409)
}
