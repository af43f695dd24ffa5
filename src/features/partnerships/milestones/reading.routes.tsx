// The addresses of what sources say of a milestone's day: one more, one taken for the office's own, one let go.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import type { MilestoneRow } from './milestone.table.ts'
import type { Written } from '../partnership.actions.ts'
import { milestoneById, partnershipById, type PartnershipView } from '../partnership.queries.ts'
import { addReading, removeReading, takeReading } from './reading.actions.ts'
import { ReadingFormPage } from './reading.pages.tsx'
import { readingForm, readingInWords } from './reading.ts'

export const readingRoutes = (): Routes =>
  new Routes()
    .get(addresses.milestoneReadingNew, officers, async (c, by) => {
      const read = await readPage(c, by)
      return read === null ? notFound(c) : c.html(<ReadingFormPage shell={c.get('shell')} {...read} body={{}} />)
    })
    .post(addresses.milestoneReadings, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(readingForm, body)
      const read = await readPage(c, by)
      if (read === null) return notFound(c)
      if (!form.ok) return c.html(<ReadingFormPage shell={c.get('shell')} {...read} body={body} faults={form.faults} />, 422)
      const { date, words, source } = form.value
      return answered(
        c,
        read,
        await addReading(c.get('here'), by, read.milestone.id, { date, words, sources: withSource([], source) }),
        m.partnerships_reading_created({ reading: readingInWords({ date, words }) }),
      )
    })
    .post(addresses.milestoneReadingOwn, officers, async (c, by) => {
      const version = Number(typed(await readForm(c), 'version'))
      const read = await readPage(c, by)
      const chosen = read?.milestone.readings[placeOf(c)]
      if (read == null || chosen === undefined) return notFound(c)
      const taken = await takeReading(c.get('here'), by, read.milestone.id, version, placeOf(c))
      return answered(c, read, taken, m.partnerships_reading_taken({ reading: readingInWords(chosen) }))
    })
    .post(addresses.milestoneReadingRemoval, officers, async (c, by) => {
      const version = Number(typed(await readForm(c), 'version'))
      const read = await readPage(c, by)
      const chosen = read?.milestone.readings[placeOf(c)]
      if (read == null || chosen === undefined) return notFound(c)
      const removed = await removeReading(c.get('here'), by, read.milestone.id, version, placeOf(c))
      return answered(c, read, removed, m.partnerships_reading_removed({ reading: readingInWords(chosen) }))
    })

type Read = { readonly partnership: PartnershipView; readonly milestone: MilestoneRow }

const readPage = (c: Context, by: Officer): Promise<Read | null> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const partnership = await partnershipById(tx, c.req.param('id')!)
    const milestone = partnership === null ? null : await milestoneById(tx, partnership.id, c.req.param('milestone')!)
    return partnership === null || milestone === null ? null : { partnership, milestone }
  })

const placeOf = (c: Context): number => (/^\d{1,3}$/.test(c.req.param('reading')!) ? Number(c.req.param('reading')) : -1)

/** Back to the readings: with the undo when it was written, with the reason when it was refused. */
const answered = (c: Context, { partnership, milestone }: Read, result: Result<Written, Refusal>, text: string): Response | Promise<Response> => {
  const back = `${addresses.milestone({ id: partnership.id, milestone: milestone.id })}#readings`
  if (result.ok) return goWithNotice(c, back, { text, undo: addresses.activityUndo({ id: result.value.activityId }) })
  return result.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: result.refusal.message, tone: 'late' })
}
