// The addresses of the year's report: its opening words and what of it is public, the paper, the sheets.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { crestPicture, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { sharesByPartner } from '#features/commitments/shares/share.queries.ts'
import { eventRowsByIds } from '#features/events/event.queries.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { checked, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { disposition, pdfAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { XLSX_TYPE } from '#platform/spreadsheet.ts'
import { isLanguage, type Language, officeLanguage, speakingIn } from '#platform/texts/language.ts'
import { asTyped, EMPTY_TEXT, revised, textIn } from '#platform/texts/local-text.ts'
import { assessmentsIn } from '../assessments/assessment.queries.ts'
import { chartSvg, isDrawn, paperColour } from '../charts/chart.ts'
import { organisationsOf, partnersAmong, partnersBeside } from '../counts/partner.queries.ts'
import { drawnNumber, MEASURES } from '../measure.ts'
import { isKnown, metIn } from '../yearly.ts'
import { readImpact } from '../impact.queries.ts'
import { askedYear, yearIn } from '../impact.routes.tsx'
import { keepReport } from './kept.actions.ts'
import { MOST_QUIET, reportFileName, wordedReport, type WordedReport } from './report.ts'
import { reportAsSheets } from './sheet.ts'
import { saveYear, type YearStale } from './year.actions.ts'
import { YearPage, type YearPageProps } from './year.pages.tsx'
import { yearRecord } from './year.queries.ts'
import { USUALLY_PUBLIC, yearFieldWords, yearForm } from './year.ts'

const YEAR = /^(?:19|20|21)\d\d$/

/** The report of the asked year in its language. */
async function composed(c: Context, by: Reader, language: Language, wanted: number | null): Promise<WordedReport> {
  const here = c.get('here')
  const today = here.clock.today()
  const year = wanted ?? Number(today.slice(0, 4))
  const zone = c.get('visitor')!.office.timeZone
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const impact = await readImpact(tx, { organisationId: null, zone }, year, today)
    const met = metIn(impact.tally, year, MEASURES)
    const assessments = await assessmentsIn(tx, year - 1, year)
    const assessed = assessments.filter((one) => one.year === year).map(({ partnershipId }) => partnershipId)
    const told = [...new Set([...met, ...(await organisationsOf(tx, assessed))])]
    const counted = impact.tally.list('events', year, null).toReversed()
    const rows = new Map(
      (
        await eventRowsByIds(
          tx,
          counted.map(({ id }) => id),
        )
      ).map((event) => [event.id, event]),
    )
    return {
      ...impact,
      partners: await partnersAmong(tx, told, false),
      quiet: await partnersBeside(tx, told, MOST_QUIET),
      record: await yearRecord(tx, year),
      assessments,
      shares: await sharesByPartner(tx, [String(year)], today),
      events: counted.flatMap(({ id }) => rows.get(id) ?? []),
    }
  })
  return speakingIn(language, () => wordedReport(read, today))
}

const askedLanguage = (asked: string | undefined): Language => (isLanguage(asked) ? asked : officeLanguage())

const encoder = new TextEncoder()

/** The parts of the paper: each chart a picture of its own, named in the data. */
function paperParts(report: WordedReport, language: Language) {
  const pictures: Record<string, Uint8Array> = {}
  const groups = report.years.groups.filter(isKnown).map(({ id, title, heads, shape, rows }) => {
    const name = `chart-${id}.svg`
    const drawn = isDrawn(shape)
    const alt = speakingIn(language, () => m.impact_chart_name({ title, names: shape.series.map((one) => one.name).join(', ') }))
    if (drawn) pictures[name] = encoder.encode(speakingIn(language, () => chartSvg(shape, alt, 'paper', drawnNumber)))
    return {
      title,
      chart: drawn ? { name, alt } : null,
      legend: shape.series.map((one, at) => ({ name: one.name, colour: paperColour(at) })),
      table: { head: heads, rows: rows.map(({ year, cells }) => [String(year), ...cells.map(({ words }) => words)]) },
    }
  })
  return { pictures, years: { ...report.years, groups } }
}

/** The report as a paper; the same report made at the same moment is the same file. */
async function paperOf(c: Context, by: Reader, files: FileStore, report: WordedReport, language: Language, at: Date) {
  const head = await c.get('here').db.inOffice(by.officeId, (tx) => officeOnPaper(tx, files))
  const { pictures, years } = paperParts(report, language)
  const { title, ...words } = report
  return typeset({
    template: 'features/impact/reports/report.typ',
    title,
    language,
    data: { ...words, years, heading: title, head: paperHead(head, [language]) },
    pictures: { ...crestPicture(head), ...pictures },
    at,
  })
}

const didWords = ({ act }: ActivityLine): string =>
  act === 'impact_year.created'
    ? m.impact_did_create()
    : act === 'impact_year.published'
      ? m.impact_did_publish()
      : act === 'impact_year.withdrawn'
        ? m.impact_did_withdraw()
        : act === 'impact_year.restored'
          ? m.impact_did_restore()
          : m.impact_did_change()

async function yearPage(
  c: Context,
  by: Officer,
  given: Partial<Pick<YearPageProps, 'body' | 'faults' | 'conflict' | 'version'>> = {},
  status: 200 | 409 | 422 = 200,
) {
  const here = c.get('here')
  const asked = c.req.param('year')!
  if (!YEAR.test(asked) || Number(asked) > Number(here.clock.today().slice(0, 4))) return notFound(c)
  const year = Number(asked)
  const { office } = c.get('visitor')!
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const record = await yearRecord(tx, year)
    return { record, lines: record === null ? [] : await historyOf(tx, 'impact_year', record.id) }
  })
  const { record } = read
  const body: FormBody =
    given.body ??
    (record === null
      ? { measures: [...USUALLY_PUBLIC] }
      : { opening: asTyped(record.opening), measures: [...record.measures], ...(record.publishedAt === null ? {} : { published: 'on' }) })
  return c.html(
    <YearPage
      shell={c.get('shell')}
      year={year}
      languages={office.languages}
      stored={record?.opening ?? EMPTY_TEXT}
      version={given.version ?? record?.version ?? 0}
      body={body}
      {...(given.faults === undefined ? {} : { faults: given.faults })}
      {...(given.conflict === undefined ? {} : { conflict: given.conflict })}
      history={historyInWords(read.lines, { what: didWords, fields: () => yearFieldWords(), timeZone: office.timeZone, undo: true })}
      recordId={record?.id ?? null}
    />,
    status,
  )
}

export const reportRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes()
    .get(addresses.impactReport, readers, async (c, by) => {
      const { clock } = c.get('here')
      const language = askedLanguage(c.req.query('language'))
      const report = await composed(c, by, language, askedYear(c, clock.today()))
      const printed = await paperOf(c, by, files, report, language, clock.now())
      return printed.ok
        ? pdfAnswer(
            printed.value,
            speakingIn(language, () => reportFileName(report.year)),
          )
        : goWithNotice(c, addresses.impact({ year: report.year }), { text: printed.refusal.message, tone: 'late' })
    })
    .get(addresses.impactSheet, readers, async (c, by) => {
      const language = askedLanguage(c.req.query('language'))
      const report = await composed(c, by, language, askedYear(c, c.get('here').clock.today()))
      const file = await reportAsSheets(report, textIn(c.get('visitor')!.office.name), c.get('here').clock.now())
      return c.body(file, 200, {
        'Content-Type': XLSX_TYPE,
        'Content-Disposition': disposition(`${speakingIn(language, () => reportFileName(report.year))}.xlsx`, false),
        'Cache-Control': 'private, no-store',
      })
    })
    .post(addresses.impactReportKeeping, officers, async (c, by) => {
      const here = c.get('here')
      const asOn = here.clock.today()
      const body = await readForm(c)
      const year = yearIn(typed(body, 'year'), asOn)
      if (year === null) return notFound(c)
      const language = askedLanguage(typed(body, 'language'))
      const report = await composed(c, by, language, year)
      const back = `${addresses.impact({ year })}#kept-reports`
      // The end of the day: made twice on one day from the same records it is the same file, and one version.
      const printed = await paperOf(c, by, files, report, language, new Date(`${asOn}T21:00:00Z`))
      if (!printed.ok) return goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
      const said = speakingIn(language, () => ({
        text: m.impact_kept_document({ title: report.title, day: dayInWords(asOn) }),
        fileName: `${reportFileName(year)}.pdf`,
      }))
      const kept = await keepReport(here, files, by, {
        year,
        language,
        asOn,
        pdf: printed.value.pdf,
        title: { language, text: said.text },
        fileName: said.fileName,
      })
      if (!kept.ok) return goWithNotice(c, back, { text: kept.refusal.message, tone: 'late' })
      const { number, isNew, activityId } = kept.value
      return goWithNotice(c, back, {
        text: isNew ? m.impact_kept_done({ number: String(number) }) : m.impact_kept_same({ number: String(number) }),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
    .get(addresses.impactYear, officers, (c, by) => yearPage(c, by))
    .post(addresses.impactYear, officers, async (c, by) => {
      const here = c.get('here')
      const asked = c.req.param('year')!
      const body = await readForm(c)
      if (!YEAR.test(asked)) return notFound(c)
      const typedVersion = Number(typed(body, 'version'))
      const version = Number.isInteger(typedVersion) && typedVersion > 0 ? typedVersion : 0
      const form = checked(yearForm, body)
      if (!form.ok) return yearPage(c, by, { body, faults: form.faults, version }, 422)
      const saved = await saveYear(here, by, Number(asked), version, form.value)
      if (saved.ok)
        return goWithNotice(c, addresses.impact({ year: asked }), {
          text: m.impact_year_saved({ year: asked }),
          undo: addresses.activityUndo({ id: saved.value.activityId }),
        })
      if (!isStaleRefusal<YearStale['current']>(saved.refusal)) {
        const gone = saved.refusal.code === 'gone'
        return yearPage(c, by, { body, faults: [{ name: '', message: saved.refusal.message }], version: gone ? 0 : version }, gone ? 409 : 422)
      }
      const { current } = saved.refusal
      const { measures, published, opening } = form.value
      const typedState = {
        ...current.state,
        opening: revised(current.state.opening, opening, here.clock.now()),
        measures: [...measures],
        publishedAt: published ? (current.state.publishedAt ?? 'now') : null,
      }
      const record = await here.db.inOffice(by.officeId, (tx) => yearRecord(tx, Number(asked)))
      const [last] = record === null ? [] : await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'impact_year', record.id, 1))
      const rows = changesBetween({ ...current.state }, typedState, yearFieldWords())
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return yearPage(c, by, { body, conflict, version: current.version }, 409)
    })
