// The address of printed minutes: PDF or Word, in a language of the meeting.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { minutesPaper } from './minutes-paper.ts'
import { minutesToPrint } from './paper.queries.ts'
import { minutesWord } from './minutes-word.ts'

export const meetingPaperRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes().get(addresses.meetingPaper, readers, async (c, by) => {
    const here = c.get('here')
    const [id, language, format] = [c.req.param('id')!, c.req.param('language')!, c.req.param('format')!]
    if (!/^[a-z]{2}$/.test(language) || (format !== 'pdf' && format !== 'docx')) return notFound(c)
    // Read first: a paper may wait for others, a transaction must not.
    const read = await here.db.inOffice(by.officeId, (tx) => minutesToPrint(tx, files, id, language, here.clock))
    if (read === null) return notFound(c)
    const fileName = m.meetings_paper_file({ title: textIn(read.title).slice(0, 80) })
    if (format === 'docx') return wordAnswer(await minutesWord(read.input), fileName)
    const printed = await typeset(minutesPaper(read.input))
    return printed.ok ? pdfAnswer(printed.value, fileName) : goWithNotice(c, addresses.meeting({ id }), { text: printed.refusal.message, tone: 'late' })
  })
