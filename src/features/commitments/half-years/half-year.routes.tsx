// The addresses of the half-yearly list: its page, the paper, the sheets, and its keeping among the documents of the office.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type Printed, typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { type FormBody, readForm, typed, typedList } from '#platform/http/form.ts'
import { disposition, pdfAnswer } from '#platform/http/handing-out.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import type { Result } from '#platform/result.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'
import { isLanguage, type Language, officeLanguage, speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { asOnDay, type HalfYear, halfYearChoices, halfYearIn, halfYearKey, halfYearList, usualHalfYear } from './half-year.ts'
import { HalfYearPage } from './half-year.pages.tsx'
import { listPartners, promisesForList } from './half-year.queries.ts'
import { listAsSheets } from './sheet.ts'
import { wordedList, type WordedList } from './wording.ts'

/** Keeps a paper among the documents of the office: a later feature does. Answers where it is then. */
export type PaperKeeping = (
  c: Context,
  by: Officer,
  paper: {
    readonly title: { readonly language: Language; readonly text: string }
    /** The day it bears, YYYY-MM-DD. */
    readonly date: string
    readonly fileName: string
    readonly pdf: Uint8Array
    /** The partners it is of; none when it is of all. */
    readonly partners: readonly string[]
  },
) => Promise<Result<{ readonly href: string; readonly activityId: string | null }>>

/** Half-years that can be chosen: five years back. */
const CHOICES = 10

type Asked = { readonly half: HalfYear; readonly partners: readonly string[]; readonly language: Language }

function asked(c: Context, given: (name: string) => string, partners: readonly string[]): Asked {
  const language = given('language')
  return {
    half: halfYearIn(given('half')) ?? usualHalfYear(c.get('here').clock.today()),
    partners: [...new Set(partners.filter(isId))].slice(0, 500),
    language: isLanguage(language) ? language : officeLanguage(),
  }
}
const askedInAddress = (c: Context): Asked => asked(c, (name) => c.req.query(name) ?? '', c.req.queries('partner') ?? [])
const askedInForm = (c: Context, body: FormBody): Asked => asked(c, (name) => typed(body, name), typedList(body, 'partner'))

type Composed = {
  readonly list: WordedList
  readonly asOn: string
  readonly office: string
  readonly head: OfficeOnPaper
  readonly partners: readonly string[]
}

/** The list in its language, as on its day; null when the half-year has not begun. */
async function composed(c: Context, by: Reader, files: FileStore, { half, partners, language }: Asked): Promise<Composed | null> {
  const here = c.get('here')
  const asOn = asOnDay(half, here.clock.today())
  if (asOn === null) return null
  const { office } = c.get('visitor')!
  const read = await here.db.inOffice(by.officeId, async (tx) => ({
    promises: await promisesForList(tx, half, partners),
    head: await officeOnPaper(tx, files),
    known: partners.length === 0 ? [] : await listPartners(tx),
  }))
  const narrowed = read.known.filter(({ id }) => partners.includes(id))
  return speakingIn(language, () => ({
    list: wordedList(halfYearList(read.promises, half, asOn), narrowed),
    asOn,
    office: textIn(office.name),
    head: read.head,
    partners: narrowed.map(({ id }) => id),
  }))
}

/** What the paper says it was made at: the end of the list's day, so that the same list is the same file. */
const momentOf = (asOn: string): Date => new Date(`${asOn}T21:00:00Z`)

const fileName = ({ half }: Asked): string => m.commitments_half_file({ half: halfYearKey(half) })

function paperOf({ list, asOn, head }: Composed, language: Language): Promise<Result<Printed>> {
  const { title, ...words } = list
  return typeset({
    template: 'features/commitments/half-years/half-year.typ',
    title,
    language,
    data: { ...words, heading: title, head: paperHead(head, [language]) },
    pictures: crestPicture(head),
    at: momentOf(asOn),
  })
}

const notYet = (c: Context): Response => goWithNotice(c, addresses.commitmentHalfYears(), { text: m.commitments_half_to_come(), tone: 'late' })
const backTo = ({ half, language, partners }: Asked): string => {
  const query = new URLSearchParams([['half', halfYearKey(half)], ['language', language], ...partners.map((id) => ['partner', id])])
  return `${addresses.commitmentHalfYears()}?${query}`
}

export const halfYearRoutes = ({ files, keeping }: { readonly files: FileStore; readonly keeping?: PaperKeeping }): Routes =>
  new Routes()
    .get(addresses.commitmentHalfYears, readers, async (c, by) => {
      const here = c.get('here')
      const wanted = askedInAddress(c)
      const partners = await here.db.inOffice(by.officeId, listPartners)
      const made = await composed(c, by, files, wanted)
      const query = new URL(backTo(wanted), 'http://x').search
      return c.html(
        <HalfYearPage
          shell={c.get('shell')}
          half={wanted.half}
          choices={halfYearChoices(here.clock.today(), CHOICES)}
          partners={partners}
          chosen={wanted.partners}
          language={wanted.language}
          list={made?.list ?? null}
          query={query}
          mayKeep={keeping !== undefined && by.role === 'officer'}
        />,
      )
    })
    .get(addresses.commitmentHalfYearPaper, readers, async (c, by) => {
      const wanted = askedInAddress(c)
      const made = await composed(c, by, files, wanted)
      if (made === null) return notYet(c)
      const printed = await paperOf(made, wanted.language)
      return printed.ok ? pdfAnswer(printed.value, fileName(wanted)) : goWithNotice(c, backTo(wanted), { text: printed.refusal.message, tone: 'late' })
    })
    .get(addresses.commitmentHalfYearSheet, readers, async (c, by) => {
      const wanted = askedInAddress(c)
      const made = await composed(c, by, files, wanted)
      if (made === null) return notYet(c)
      const file = await listAsSheets(made.list, made.office, momentOf(made.asOn))
      return c.body(file, 200, {
        'Content-Type': XLSX_TYPE,
        'Content-Disposition': disposition(`${fileName(wanted)}.xlsx`, false),
        'Cache-Control': 'private, no-store',
      })
    })
    .post(addresses.commitmentHalfYearKeeping, officers, async (c, by) => {
      const wanted = askedInForm(c, await readForm(c))
      const made = await composed(c, by, files, wanted)
      if (made === null || keeping === undefined) return notYet(c)
      const printed = await paperOf(made, wanted.language)
      if (!printed.ok) return goWithNotice(c, backTo(wanted), { text: printed.refusal.message, tone: 'late' })
      const kept = await keeping(c, by, {
        title: {
          language: wanted.language,
          text: speakingIn(wanted.language, () => m.commitments_half_document({ title: made.list.title, day: dayInWords(made.asOn) })),
        },
        date: made.asOn,
        fileName: `${fileName(wanted)}.pdf`,
        pdf: printed.value.pdf,
        partners: made.partners,
      })
      if (!kept.ok) return goWithNotice(c, backTo(wanted), { text: kept.refusal.message, tone: 'late' })
      const { href, activityId } = kept.value
      return goWithNotice(c, href, {
        text: m.commitments_half_kept_done(),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
