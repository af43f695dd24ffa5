// The addresses of reading anew: one text at once, and all that older rules read in the background.
import { addresses } from '#addresses'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { askRereading, readAgain } from './reading.actions.ts'
import { troubleWords } from './text.ts'

/** `wake` has the background work begin at once. */
export const rereadingRoutes = (wake: () => void = () => {}): Routes =>
  new Routes()
    .post(addresses.intakeReading, officers, async (c, by) => {
      const id = c.req.param('id') ?? ''
      const read = await readAgain(c.get('here'), by, id)
      if (!read.ok) return notFound(c)
      const { found, trouble } = read.value
      // Why it was not read stands on the desk itself.
      return goWithNotice(
        c,
        addresses.intakeText({ id }),
        trouble !== null
          ? { text: troubleWords(trouble), tone: 'late' }
          : { text: found === 0 ? m.intake_reread_nothing() : m.intake_reread_done({ count: found }) },
      )
    })
    .post(addresses.intakeReadings, officers, async (c, by) => {
      const asked = await askRereading(c.get('here'), by)
      if (!asked.ok) return notFound(c)
      wake()
      return goWithNotice(c, addresses.intake(), { text: m.intake_rereading_asked({ count: asked.value }) })
    })
