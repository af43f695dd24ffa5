// The addresses of batches: bringing one, how far it is, stopping it, its unreadable files, throwing it away.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { safeFileName } from '#features/documents/extraction/cleaning.ts'
import { handOut } from '#features/documents/handing.ts'
import { m } from '#messages'
import type { FileStore } from '#platform/files/files.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Refusal } from '#platform/result.ts'
import { bringBatch, discardBatch, goOnWithBatch, stopBatch, tryAgain } from './batch.actions.ts'
import { isOutcome } from './batch.ts'
import { BatchesPage, BatchPage, NewBatchPage, percentOf, progressInWords } from './batch.pages.tsx'
import { batchById, batchPage, itemById, itemPage } from './batch.queries.ts'
import { takeBatch, titleOfBatch } from './upload.ts'

const id = (c: Context): string => c.req.param('id') ?? ''
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone

/** `wake`: has the background work look at once. */
export function batchRoutes(files: FileStore, wake: () => void = () => {}): Routes {
  const refused = (c: Context, refusal: Refusal): Response | Promise<Response> =>
    refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.intakeBatch({ id: id(c) }), { text: refusal.message, tone: 'late' })

  const bring = async (c: Context, by: Officer): Promise<Response> => {
    const again = (message: string): Response | Promise<Response> => c.html(<NewBatchPage shell={c.get('shell')} errors={[{ name: 'files', message }]} />, 422)
    const taken = await takeBatch(c.req.raw, files)
    if (!taken.ok) return again(taken.refusal.message)
    const brought = await bringBatch(c.get('here'), by, titleOfBatch(taken.value), taken.value)
    if (!brought.ok) return again(brought.refusal.message)
    wake()
    return c.redirect(addresses.intakeBatch({ id: brought.value.id }), 303)
  }

  return new Routes()
    .get(addresses.intakeBatches, readers, async (c, by) => {
      const page = await c.get('here').db.inOffice(by.officeId, (tx) => batchPage(tx, { after: c.req.query('after'), before: c.req.query('before') }))
      return c.html(<BatchesPage shell={c.get('shell')} page={page} timeZone={zoneOf(c)} />)
    })
    .get(addresses.intakeBatchNew, officers, (c) => c.html(<NewBatchPage shell={c.get('shell')} />))
    .post(addresses.intakeBatches, officers, bring)
    .get(addresses.intakeBatch, readers, async (c, by) => {
      const asked = c.req.query('show')
      const show = isOutcome(asked) ? asked : undefined
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const batch = await batchById(tx, id(c))
        if (batch === null) return null
        return { batch, page: await itemPage(tx, batch.id, show, { after: c.req.query('after'), before: c.req.query('before') }) }
      })
      return read === null ? notFound(c) : c.html(<BatchPage shell={c.get('shell')} batch={read.batch} show={show} page={read.page} timeZone={zoneOf(c)} />)
    })
    .get(addresses.intakeBatchProgress, readers, async (c, by) => {
      const batch = await c.get('here').db.inOffice(by.officeId, (tx) => batchById(tx, id(c)))
      if (batch === null) return notFound(c)
      return c.json(batch.state === 'running' ? { text: `${progressInWords(batch.counts)} ·`, percent: percentOf(batch.counts) } : { done: true })
    })
    .post(addresses.intakeBatchStop, officers, async (c, by) => {
      const stopped = await stopBatch(c.get('here'), by, id(c))
      return stopped.ok ? c.redirect(addresses.intakeBatch({ id: id(c) }), 303) : refused(c, stopped.refusal)
    })
    .post(addresses.intakeBatchGoingOn, officers, async (c, by) => {
      const going = await goOnWithBatch(c.get('here'), by, id(c))
      if (!going.ok) return refused(c, going.refusal)
      wake()
      return c.redirect(addresses.intakeBatch({ id: id(c) }), 303)
    })
    .post(addresses.intakeBatchAgain, officers, async (c, by) => {
      const again = await tryAgain(c.get('here'), by, id(c))
      if (!again.ok) return refused(c, again.refusal)
      wake()
      return goWithNotice(c, addresses.intakeBatch({ id: id(c) }), { text: m.intake_batch_again_done({ count: again.value.count }) })
    })
    .get(addresses.intakeBatchFile, readers, async (c, by) => {
      const item = await c.get('here').db.inOffice(by.officeId, (tx) => itemById(tx, id(c), c.req.param('item') ?? ''))
      if (item === null || item.hash === '') return notFound(c)
      // Whatever was brought is only ever handed back as a file: a page in it must not run under our address.
      const handed = { name: item.hash, type: 'application/octet-stream', fileName: safeFileName(item.name), inline: false }
      return (await handOut(c.req.raw, files, handed)) ?? notFound(c)
    })
    .post(addresses.intakeBatchRemoval, officers, async (c, by) => {
      const discarded = await discardBatch(c.get('here'), by, id(c))
      return discarded.ok
        ? goWithNotice(c, addresses.intakeBatches(), { text: m.intake_batch_discarded({ title: discarded.value.title }) })
        : refused(c, discarded.refusal)
    })
}
