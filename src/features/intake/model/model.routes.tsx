// The addresses of the reading with a language model: the officer's consent, and how far it is.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { askForModelReading } from './model.actions.ts'
import { type ModelAddress, shownOf } from './model.ts'
import { statusWords } from './model.pages.tsx'
import { modelReadingOf } from './model.queries.ts'

/** `wake` has the job begin now instead of at its next round. */
export type ModelParts = { readonly address: ModelAddress; readonly wake: () => void }

const id = (c: Context): string => c.req.param('id') ?? ''

/** Without a language model in the settings there is nothing at these addresses. */
export const modelRoutes = (parts: ModelParts | undefined): Routes =>
  new Routes()
    .get(addresses.intakeModel, officers, async (c, by) => {
      const reading = parts === undefined ? null : await c.get('here').db.inOffice(by.officeId, (tx) => modelReadingOf(tx, id(c)))
      if (reading === null) return notFound(c)
      if (c.req.query('as') !== 'json') return c.redirect(`${addresses.intakeText({ id: id(c) })}#model`, 303)
      return c.json({ waiting: reading.state === 'waiting', text: statusWords(reading) })
    })
    .post(addresses.intakeModel, officers, async (c, by) => {
      if (parts === undefined) return notFound(c)
      const body = await readForm(c)
      const letters = Number(typed(body, 'letters'))
      const asked = await askForModelReading(c.get('here'), by, id(c), parts.address, {
        url: typed(body, 'url'),
        model: typed(body, 'model'),
        letters: Number.isSafeInteger(letters) ? letters : -1,
      })
      const back = addresses.intakeText({ id: id(c) })
      if (asked.ok) {
        parts.wake()
        return goWithNotice(c, back, {
          text: m.intake_model_asked({ host: shownOf(parts.address).host }),
          undo: addresses.activityUndo({ id: asked.value.activityId }),
        })
      }
      return asked.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: asked.refusal.message, tone: 'late' })
    })
