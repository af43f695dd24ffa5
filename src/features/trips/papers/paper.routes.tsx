// The addresses of a journey's papers: the orders and the report, as PDF or Word.
import { addresses } from '#addresses'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { tripById } from '../trip.queries.ts'
import type { WhichOrder } from '../trip.ts'
import { officeOfOrder } from './office.queries.ts'
import { orderText } from './order.ts'
import { reportText } from './report-paper.ts'
import { orderPaper, orderWord, reportPaper, reportWord } from './trip-paper.ts'

const PAPERS: Readonly<Record<string, WhichOrder | 'report'>> = { order: 'usual', 'order-body': 'body', report: 'report' }

export const tripPaperRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes().get(addresses.tripPaper, readers, async (c, by) => {
    const here = c.get('here')
    const [id, format] = [c.req.param('id')!, c.req.param('format')!]
    const paper = PAPERS[c.req.param('paper')!]
    if (paper === undefined || (format !== 'pdf' && format !== 'docx')) return notFound(c)
    // Read first: a paper may wait for others, a transaction must not.
    const read = await here.db.inOffice(by.officeId, async (tx) => {
      const whole = await tripById(tx, id, here.clock.today())
      return whole === null ? null : { whole, office: await officeOfOrder(tx, c.get('visitor')!.office), head: await officeOnPaper(tx, files) }
    })
    if (read === null) return notFound(c)
    const { whole, office, head } = read
    const name = textIn(whole.event.event.title, 'bg').slice(0, 80)
    const title = paper === 'report' ? m.trips_file_report({ title: name }) : m.trips_file_order({ title: name })
    const back = paper === 'report' ? addresses.tripReport({ id }) : addresses.trip({ id })
    if (paper === 'report') {
      const report = reportText(whole, office)
      if (report === null) return goWithNotice(c, back, { text: m.trips_report_empty(), tone: 'late' })
      if (format === 'docx') return wordAnswer(await reportWord(report, title, head), title)
      const printed = await typeset(reportPaper(report, title, head, here.clock.now()))
      return printed.ok ? pdfAnswer(printed.value, title) : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
    }
    const order = orderText(whole, paper, office)
    if (format === 'docx') return wordAnswer(await orderWord(order, title, head), title)
    const printed = await typeset(orderPaper(order, title, head, here.clock.now()))
    return printed.ok ? pdfAnswer(printed.value, title) : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
  })
