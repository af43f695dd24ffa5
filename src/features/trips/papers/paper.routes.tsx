// The addresses of a journey's papers: the orders, the report, the plan of its money and the account of each who travelled, as PDF or Word.
import { addresses } from '#addresses'
import { headAsKept, headToKeep, officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { headOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { tripById, type TripWhole, whyCancelled } from '../trip.queries.ts'
import { type Order, type OrderAct, orderChain, standingOrder } from '../trip.ts'
import { officeOfOrder } from './office.queries.ts'
import { laterOrderText, ORDER_LANGUAGE, type OrderText, orderText } from './order.ts'
import { accountText, budgetText, type MoneyText } from './money-paper.ts'
import { reportText } from './report-paper.ts'
import { moneyPaper, moneyWord, orderPaper, orderWord, reportPaper, reportWord } from './trip-paper.ts'

/** `order`: the last signed, or the draft of the first; `order-2`: the second that was signed; `order-amends`: a draft of what would amend the last. */
const ORDER_PAPER = /^order(-body)?(?:-(?:(\d{1,2})|(amends|replaces|revokes)))?$/

/** `budget`: the plan of its money; `account-` and the id of somebody who travels: the account of their advance. */
const MONEY_PAPER = /^(?:budget|account-([0-9a-f-]{36}))$/

/** The text asked for with what the file is called; null: nobody of that id travels. */
function moneyAsked(paper: string, whole: TripWhole, office: { readonly name: string }, title: string): { text: MoneyText; name: string } | null {
  const who = MONEY_PAPER.exec(paper)?.[1]
  if (who === undefined) return { text: budgetText(whole, office), name: m.trips_file_budget({ title }) }
  const traveller = whole.travellers.find(({ id }) => id === who)
  return traveller === undefined ? null : { text: accountText(whole, traveller, office), name: m.trips_file_account({ name: traveller.name, title }) }
}

/** The text asked for, of which order that was signed (null: of none); null: there is none such. What was signed is handed out as it was signed. */
function orderAsked(
  paper: string,
  whole: TripWhole,
  office: { readonly name: string; readonly town: string },
): { text: OrderText; signed: Order | null } | null {
  const asked = ORDER_PAPER.exec(paper)
  if (asked === null) return null
  const which = asked[1] === undefined ? 'usual' : 'body'
  const last = whole.trip.orders[which]
  const draft = orderText(whole, which, office, null)
  if (asked[3] !== undefined)
    return standingOrder(last) === null ? null : { text: laterOrderText(asked[3] as OrderAct, last!, draft, whyCancelled(whole)), signed: null }
  const chain = orderChain(last)
  // After one that was taken back a new one is drafted.
  const order = asked[2] === undefined ? (last?.does === 'revokes' && whole.cancelledOn === null ? null : last) : chain[Number(asked[2]) - 1]
  if (order === undefined) return null
  return { text: order === null ? draft : (order.kept?.paper ?? orderText(whole, which, office, order)), signed: order }
}

export const tripPaperRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes().get(addresses.tripPaper, readers, async (c, by) => {
    const here = c.get('here')
    const [id, format] = [c.req.param('id')!, c.req.param('format')!]
    const paper = c.req.param('paper')!
    if ((paper !== 'report' && !MONEY_PAPER.test(paper) && !ORDER_PAPER.test(paper)) || (format !== 'pdf' && format !== 'docx')) return notFound(c)
    // Read first: a paper may wait for others, a transaction must not.
    const read = await here.db.inOffice(by.officeId, async (tx) => {
      const whole = await tripById(tx, id, here.clock.today())
      return whole === null ? null : { whole, office: await officeOfOrder(tx), head: await officeOnPaper(tx, files) }
    })
    if (read === null) return notFound(c)
    const { whole, office, head } = read
    const name = textIn(whole.event.event.title, 'bg').slice(0, 80)
    if (MONEY_PAPER.test(paper)) {
      const money = moneyAsked(paper, whole, office, name)
      if (money === null) return notFound(c)
      if (format === 'docx') return wordAnswer(await moneyWord(money.text, money.name, head), money.name)
      const printed = await typeset(moneyPaper(money.text, money.name, head, here.clock.now()))
      return printed.ok ? pdfAnswer(printed.value, money.name) : goWithNotice(c, addresses.tripMoney({ id }), { text: printed.refusal.message, tone: 'late' })
    }
    const title = paper === 'report' ? m.trips_file_report({ title: name }) : m.trips_file_order({ title: name })
    const back = paper === 'report' ? addresses.tripReport({ id }) : addresses.trip({ id })
    if (paper === 'report') {
      const report = reportText(whole, office)
      if (report === null) return goWithNotice(c, back, { text: m.trips_report_empty(), tone: 'late' })
      if (format === 'docx') return wordAnswer(await reportWord(report, title, head), title)
      const printed = await typeset(reportPaper(report, title, head, here.clock.now()))
      return printed.ok ? pdfAnswer(printed.value, title) : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
    }
    if (
      paper.startsWith('order') &&
      whole.cancelledOn !== null &&
      !/\d|revokes/.test(paper) &&
      standingOrder(whole.trip.orders[paper.includes('body') ? 'body' : 'usual']) === null
    )
      return goWithNotice(c, back, { text: m.trips_order_cancelled(), tone: 'late' })
    const order = orderAsked(paper, whole, office)
    if (order === null) return notFound(c)
    const { text, signed } = order
    // An order signed before letterheads were kept has the one that stood on its day.
    const kept = signed === null ? null : (signed.kept?.head ?? (await here.db.inOffice(by.officeId, (tx) => headToKeep(tx, [ORDER_LANGUAGE], signed.on))))
    const over = kept === null ? headOnPaper(head, [ORDER_LANGUAGE]) : await headAsKept(files, kept)
    if (format === 'docx') return wordAnswer(await orderWord(text, title, over), title)
    const printed = await typeset(orderPaper(text, title, over, here.clock.now()))
    return printed.ok ? pdfAnswer(printed.value, title) : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
  })
