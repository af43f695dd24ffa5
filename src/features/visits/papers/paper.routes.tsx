// The addresses of what is printed for a visit: the page that offers it, each paper, and the printing of badges that is recorded.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { type Paper, typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isEmptyText, textIn } from '#platform/texts/local-text.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { markBadgesPrinted } from './badge.actions.ts'
import { needsBadge } from './badge.ts'
import { badgesOf, type BadgeRow } from './badge.queries.ts'
import { gapsOf, staleLanguages } from '../invitations/gaps.ts'
import { letterById, lettersOf, type LetterRow } from '../invitations/letter.queries.ts'
import type { VisitParts } from '../visit.routes.tsx'
import { delegatesInOrder } from '../delegations/delegate.queries.ts'
import { NO_OUTCOME_PARTS, type OutcomeParts } from '../outcomes/outcome.ts'
import { outcomesOfVisits } from '../outcomes/outcome.queries.ts'
import { visitById } from '../visit.queries.ts'
import { seatingById, seatingsOf } from '../seatings/seating.queries.ts'
import { letterPaper, letterWord } from './letter-paper.ts'
import { delegationsPaper, flagsPaper, roomListPaper } from './lists.ts'
import { badgesPaper, isNameless, tableCardsPaper } from './name-cards.ts'
import { PapersButton, PapersPage, type WrongBadge, WrongBadges } from './paper.pages.tsx'
import {
  flagsInput,
  type Languages,
  letterInput,
  listHead,
  programmeInput,
  seatingInput,
  titleOn,
  translationGaps,
  visitOnPaper,
  type VisitOnPaper,
} from './paper.queries.ts'
import { reportPaper } from './report-paper.ts'
import { pocketPaper, programmePaper } from './programme-paper.ts'
import { programmeWord } from './programme-word.ts'
import { seatingPaper } from './seating-paper.ts'

/** A visit with what was asked of its papers. */
type Asked = { readonly visit: VisitOnPaper; readonly languages: Languages; readonly at: Date; readonly today: string }

const known = (visit: VisitOnPaper, language: string | undefined): language is string =>
  language !== undefined && (visit.languages.includes(language) || PAPER_LANGUAGES.some((one) => one === language))

/** The languages asked for; what makes no sense becomes the visit's own. */
function languagesAsked(visit: VisitOnPaper, first: string | undefined, second: string | undefined): Languages {
  const [ours = 'bg', theirs] = visit.languages
  const one = known(visit, first) ? first : ours
  const other = second === 'none' ? undefined : known(visit, second) ? second : theirs
  return other === undefined || other === one ? [one] : [one, other]
}

const asked = (c: Context, visit: VisitOnPaper, first = c.req.query('first'), second = c.req.query('second')): Asked => {
  const { clock } = c.get('here')
  return { visit, languages: languagesAsked(visit, first, second), at: clock.now(), today: clock.today() }
}

const headOf = ({ visit, languages, at, today }: Asked) => listHead(visit, languages, at, today)
const cardsOf = (whole: Asked, ids?: ReadonlySet<string>) => ({
  heading: titleOn(whole.visit.programme.visit, whole.languages),
  languages: whole.languages,
  at: whole.at,
  delegates: whole.visit.members.filter((member) => !isNameless(member) && (ids === undefined || ids.has(member.id))),
})

type Offered = { readonly name: () => string; readonly paper: (whole: Asked) => Paper | null }

const programmeOf =
  (make: (input: ReturnType<typeof programmeInput>) => Paper) =>
  (whole: Asked): Paper | null =>
    whole.visit.programme.items.length === 0 ? null : make(programmeInput(whole.visit, whole.languages, whole.at, whole.today))

/** Papers that hold no special data, by the name under which they are asked for; null where there is nothing to print. */
const PAPERS: Readonly<Record<string, Offered>> = {
  'programme.pdf': { name: m.papers_file_programme, paper: programmeOf(programmePaper) },
  'pocket.pdf': { name: m.papers_file_pocket, paper: programmeOf((input) => pocketPaper(input, { folded: false })) },
  'booklet.pdf': { name: m.papers_file_pocket, paper: programmeOf((input) => pocketPaper(input, { folded: true })) },
  'badges.pdf': {
    name: m.papers_file_badges,
    paper: (whole) => (whole.visit.members.every(isNameless) ? null : badgesPaper(m.papers_file_badges(), cardsOf(whole))),
  },
  'table-cards.pdf': {
    name: m.papers_file_cards,
    paper: (whole) => (whole.visit.members.every(isNameless) ? null : tableCardsPaper(m.papers_file_cards(), cardsOf(whole))),
  },
  'delegations.pdf': {
    name: m.papers_file_delegations,
    paper: (whole) => {
      const side = (one: 'hosts' | 'guests') => whole.visit.members.filter((member) => member.side === one)
      return whole.visit.members.length === 0 ? null : delegationsPaper({ ...headOf(whole), hosts: side('hosts'), guests: side('guests') })
    },
  },
  'rooms.pdf': { name: m.papers_file_rooms, paper: (whole) => roomsOf(whole, false) },
}

/** Guests sleep; hosts only where they are given a room. */
function roomsOf(whole: Asked, special: boolean): Paper | null {
  const members = whole.visit.members.filter(({ side, room, lodging }) => side === 'guests' || room !== '' || lodging.trim() !== '')
  return members.length === 0 ? null : roomListPaper({ ...headOf(whole), members, special })
}

/** How a letter is asked for. */
const LETTER_PAPERS: ReadonlyMap<string, { readonly layout: 'beside' | 'after'; readonly word: boolean }> = new Map([
  ['beside.pdf', { layout: 'beside', word: false }],
  ['after.pdf', { layout: 'after', word: false }],
  ['beside.docx', { layout: 'beside', word: true }],
  ['after.docx', { layout: 'after', word: true }],
])
const letterFile = ({ subject }: LetterRow): string => safe(textIn(subject))

const safe = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\s]+/g, ' ')
    .slice(0, 120)
    .trim()
const fileName = (what: string, visit: VisitOnPaper): string => safe(`${what} - ${textIn(visit.title)}`)

/** The visit, read in a transaction of its own: setting the paper may wait for others. */
const visitOf = (c: Context, by: Reader, files: FileStore): Promise<VisitOnPaper | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => visitOnPaper(tx, files, c.req.param('id')!))

/** The paper itself; a refusal leads back to the page of papers, in words. */
async function answered(c: Context, paper: Paper, what: string, visit: VisitOnPaper): Promise<Response> {
  const printed = await typeset(paper)
  return printed.ok
    ? pdfAnswer(printed.value, fileName(what, visit))
    : goWithNotice(c, addresses.visitPapers({ id: visit.id }), { text: printed.refusal.message, tone: 'late' })
}

export const paperRoutes = ({ files, outcomes = NO_OUTCOME_PARTS }: { readonly files: FileStore; readonly outcomes?: OutcomeParts | undefined }): Routes =>
  new Routes()
    .get(addresses.visitPapers, readers, async (c, by) => {
      const id = c.req.param('id')!
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const visit = await visitOnPaper(tx, files, id)
        return visit === null ? null : { visit, badges: await badgesOf(tx, id), seatings: await seatingsOf(tx, id), letters: await lettersOf(tx, id) }
      })
      if (read === null) return notFound(c)
      const { visit, badges } = read
      const { languages } = asked(c, visit)
      const choice = (value: string) => ({ value, label: languageName(value) })
      const offered = [...new Set([...visit.languages, ...PAPER_LANGUAGES])].map(choice)
      const coming = badges.filter(({ state }) => state !== 'gone' && state !== 'none')
      const last = badges.reduce<Date | null>(
        (latest, { printedAt }) => (printedAt !== null && (latest === null || printedAt > latest) ? printedAt : latest),
        null,
      )
      return c.html(
        <PapersPage
          shell={c.get('shell')}
          id={id}
          title={textIn(visit.title)}
          languages={offered}
          first={choice(languages[0])}
          second={languages[1] === undefined ? null : choice(languages[1])}
          items={visit.programme.items.length}
          seatings={read.seatings.map((row) => ({ id: row.id, title: row.title }))}
          letters={read.letters.map((row) => ({
            id: row.id,
            title: textIn(row.subject),
            languages: Object.keys(row.body.in).map(languageName),
            uneven: row.sentOn === null && gapsOf(row, visit.purpose).length > 0,
            stale: row.sentOn === null && staleLanguages(row).length > 0,
          }))}
          gaps={languages.map((language) => ({ language: choice(language), ...translationGaps(visit.programme, language) }))}
          badges={{
            coming: coming.length,
            printable: coming.filter(({ state }) => state !== 'nameless').length,
            current: coming.filter(({ state }) => state === 'current').length,
            toPrint: coming.filter(({ state }) => needsBadge(state)).length,
            nameless: coming.filter(({ state }) => state === 'nameless').map((badge) => ({ id: badge.id, name: nameOn(badge) })),
            last: last === null ? null : momentInWords(last, visit.zone),
            wrong: badges
              .filter(({ state }) => state === 'gone' || state === 'changed')
              .map((badge) => ({ id: badge.id, name: nameOn(badge), state: badge.state })),
          }}
        />,
      )
    })
    .get(addresses.visitRoomsSpecial, officers, async (c, by) => {
      const visit = await visitOf(c, by, files)
      if (visit === null) return notFound(c)
      const paper = roomsOf(asked(c, visit), true)
      return paper === null ? notFound(c) : answered(c, paper, m.papers_file_rooms(), visit)
    })
    .get(addresses.visitReportPaper, readers, async (c, by) => {
      const id = c.req.param('id')!
      const { db, clock } = c.get('here')
      const read = await db.inOffice(by.officeId, async (tx) => {
        const whole = await visitById(tx, id)
        if (whole === null) return null
        const came = (await outcomesOfVisits(tx, [id], outcomes)).get(id)!
        return { ...whole, delegates: await delegatesInOrder(tx, id), outcomes: came, office: await officeOnPaper(tx, files) }
      })
      if (read === null) return notFound(c)
      if (isEmptyText(read.visit.report)) return goWithNotice(c, addresses.visitReport({ id }), { text: m.visits_report_none(), tone: 'late' })
      const printed = await typeset(reportPaper({ ...read, at: clock.now() }))
      return printed.ok
        ? pdfAnswer(printed.value, safe(`${m.papers_file_report()} - ${textIn(read.event.title)}`))
        : goWithNotice(c, addresses.visitReport({ id }), { text: printed.refusal.message, tone: 'late' })
    })
    .get(addresses.visitFlags, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const visit = await visitOnPaper(tx, files, c.req.param('id')!)
        if (visit === null) return null
        const { languages, at, today } = asked(c, visit)
        const input = await flagsInput(tx, visit, languages, at, today)
        return input === null ? null : { visit, input }
      })
      return read === null ? notFound(c) : answered(c, flagsPaper(read.input), m.papers_file_flags(), read.visit)
    })
    .get(addresses.seatingPlan, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const visit = await visitOnPaper(tx, files, c.req.param('id')!)
        const row = await seatingById(tx, c.req.param('id')!, c.req.param('seating')!)
        return visit === null || row === null ? null : { visit, row }
      })
      if (read === null) return notFound(c)
      const { languages, at, today } = asked(c, read.visit)
      return answered(c, seatingPaper(seatingInput(read.visit, read.row, languages, at, today)), read.row.title, read.visit)
    })
    .get(addresses.visitLetterPaper, readers, async (c, by) => {
      const wanted = LETTER_PAPERS.get(c.req.param('paper')!)
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const visit = await visitOnPaper(tx, files, c.req.param('id')!)
        const letter = await letterById(tx, c.req.param('id')!, c.req.param('letter')!)
        return visit === null || letter === null ? null : { visit, letter }
      })
      if (read === null || wanted === undefined) return notFound(c)
      const input = letterInput(read.letter, read.visit, wanted.layout, c.get('here').clock.now())
      if (wanted.word) return wordAnswer(await letterWord(input), letterFile(read.letter))
      return answered(c, letterPaper(input), textIn(read.letter.subject), read.visit)
    })
    .get(addresses.visitPaper, readers, async (c, by) => {
      const name = c.req.param('paper')!
      const offered = Object.hasOwn(PAPERS, name) ? PAPERS[name] : undefined
      if (offered === undefined && name !== 'programme.docx') return notFound(c)
      const visit = await visitOf(c, by, files)
      if (visit === null) return notFound(c)
      const whole = asked(c, visit)
      if (offered === undefined) {
        if (visit.programme.items.length === 0) return notFound(c)
        return wordAnswer(await programmeWord(programmeInput(visit, whole.languages, whole.at, whole.today)), fileName(m.papers_file_programme(), visit))
      }
      const paper = offered.paper(whole)
      return paper === null ? notFound(c) : answered(c, paper, offered.name(), visit)
    })
    .post(addresses.visitBadges, officers, async (c, by) => {
      const id = c.req.param('id')!
      const here = c.get('here')
      const body = await readForm(c)
      const read = await here.db.inOffice(by.officeId, async (tx) => ({ visit: await visitOnPaper(tx, files, id), badges: await badgesOf(tx, id) }))
      const { visit } = read
      if (visit === null) return notFound(c)
      const wanted = new Set(read.badges.filter(({ state }) => typed(body, 'which') !== 'missing' || needsBadge(state)).map((badge) => badge.id))
      const whole = asked(c, visit, typed(body, 'first'), typed(body, 'second'))
      const cards = cardsOf(whole, wanted)
      if (cards.delegates.length === 0) return goWithNotice(c, addresses.visitPapers({ id }), { text: m.papers_badges_nobody(), tone: 'late' })
      const printed = await typeset(badgesPaper(m.papers_file_badges(), cards))
      if (!printed.ok) return goWithNotice(c, addresses.visitPapers({ id }), { text: printed.refusal.message, tone: 'late' })
      // Recorded once the paper is there, with the versions it shows: who was changed meanwhile needs another.
      const marked = await markBadgesPrinted(
        here,
        by,
        id,
        visit.members.filter((member) => !isNameless(member) && wanted.has(member.id)),
      )
      if (!marked.ok) return goWithNotice(c, addresses.visitPapers({ id }), { text: marked.refusal.message, tone: 'late' })
      return pdfAnswer(printed.value, fileName(m.papers_file_badges(), visit))
    })

const nameOn = ({ words }: BadgeRow): string => {
  const text = isEmptyText(words.name) ? words.role : words.name
  return isEmptyText(text) ? m.papers_nameless() : textIn(text)
}

const wrongOf = (badges: readonly BadgeRow[]): WrongBadge[] =>
  badges.filter(({ state }) => state === 'gone' || state === 'changed').map((badge) => ({ id: badge.id, name: nameOn(badge), state: badge.state }))

/** What a dossier shows of its papers: the way to them in its head, and among the delegations whose badges are no longer right. */
export const paperParts: VisitParts = {
  actions: [async (_, { event: { id } }) => <PapersButton href={addresses.visitPapers({ id })} />],
  delegations: [
    async (tx, { event: { id } }) => (
      <WrongBadges wrong={wrongOf(await badgesOf(tx, id))} more={<a href={addresses.visitPapers({ id })}>{m.papers_to_badges()}</a>} />
    ),
  ],
}
