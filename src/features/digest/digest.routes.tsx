// The addresses of the month's reports: the list, an edition with all that is done to it, its preview and its papers.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { siteLanguagesOf } from '#features/accounts/account.queries.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { monthAfter } from '#features/calendar/day.ts'
import { textLanguageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { historyInWords } from '#platform/activity/changes.ts'
import { dateInWords, dayInWords, momentInWords } from '#platform/dates.ts'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SitePreview } from '#platform/http/site-frame.ts'
import { isStaleRefusal, type Refusal, type Result } from '#platform/result.ts'
import { SITE_LANGUAGE_NAMES, tagOf } from '#platform/texts/language.ts'
import type { Notice } from '#ui/shell.ts'
import { compose } from './composing/composing.ts'
import { TONGUES } from './composing/tongues.ts'
import { DIGEST_LANGUAGES, type DigestLanguage } from './composing/tongue.ts'
import {
  beginForm,
  betweenOf,
  editionFieldWords,
  hasUnpublished,
  isAtOdds,
  isDigestLanguage,
  isMonth,
  languagesForm,
  momentMeant,
  publishedBlocks,
  publishForm,
  reasonForm,
  stateOf,
  wordsOfKind,
} from './digest.ts'
import { DigestsPage } from './digest.pages.tsx'
import { DigestContent } from './digest.public.tsx'
import { digestMonths, editionById, editionsOf, firstWritten, officeOfDigests, publicationsOf } from './digest.queries.ts'
import { beginMonth, type EditionStale, removeEdition } from './edition.actions.ts'
import { EditionPage, type EditionPageProps } from './edition.pages.tsx'
import { changesOf } from './merging.ts'
import { linksOf } from './public-record.ts'
import { publicRecordsOf } from './publication.queries.ts'
import { monthFacts } from './month.queries.ts'
import { carriedBy } from './newsletter/issue.queries.ts'
import { digestPaper, digestWord } from './paper.ts'
import { checkEdition, publishEdition, scheduleEdition, unscheduleEdition, withdrawEdition } from './publication.actions.ts'
import { recordLines } from './record.queries.ts'
import { editionHappened } from './telling.ts'

export type DigestRouteParts = { readonly files: FileStore; readonly preview: SitePreview }

export const digestRoutes = ({ files, preview }: DigestRouteParts): Routes =>
  new Routes()
    .get(addresses.digests, readers, (c, by) => listPage(c, by))
    .post(addresses.digests, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(beginForm, body)
      if (!form.ok) return listPage(c, by, { body, faults: form.faults }, 422)
      const begun = await beginMonth(c.get('here'), by, form.value.month, form.value.languages)
      if (!begun.ok) return listPage(c, by, { body, faults: [faultOf(begun.refusal)] }, 422)
      return begunAt(c, begun.value.editions)
    })
    .post(addresses.digestLanguages, officers, async (c, by) => {
      const body = await readForm(c)
      const digestId = c.req.param('id')!
      const here = c.get('here')
      const editions = await here.db.inOffice(by.officeId, (tx) => editionsOf(tx, digestId))
      if (editions.length === 0) return notFound(c)
      const first = editions[0]!.id
      const form = checked(languagesForm, body)
      if (!form.ok) return editionPage(c, by, first, { which: 'languages', body, faults: form.faults }, 422)
      const edition = await here.db.inOffice(by.officeId, (tx) => editionById(tx, first))
      if (edition === null) return notFound(c)
      const begun = await beginMonth(here, by, edition.month, form.value.languages)
      if (!begun.ok) return editionPage(c, by, first, { which: 'languages', body, faults: [faultOf(begun.refusal)] }, 422)
      return begunAt(c, begun.value.editions)
    })
    .get(addresses.digestEdition, readers, (c, by) => editionPage(c, by, c.req.param('id')!))
    .post(addresses.digestEditionCheck, officers, async (c, by) => {
      const body = await readForm(c)
      return done(c, await checkEdition(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version'))), m.digest_checked())
    })
    .post(addresses.digestEditionPublication, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const body = await readForm(c)
      const version = Number(typed(body, 'version'))
      const form = checked(publishForm, body)
      if (!form.ok) return editionPage(c, by, id, { which: 'publication', body, faults: form.faults }, 422)
      if (isAtOdds(form.value)) return editionPage(c, by, id, { which: 'publication', body, faults: [{ name: 'when', message: m.digest_when_at_odds() }] }, 422)
      const { timeZone } = c.get('visitor')!.office
      if (form.value.when === 'later') {
        const at = momentMeant(form.value, timeZone, here.clock.now())
        if (!at.ok)
          return editionPage(c, by, id, { which: 'publication', body, faults: [faultOf(at.refusal)], ...(at.asks === 'fold' ? { asksFold: true } : {}) }, 422)
        const scheduled = await scheduleEdition(here, by, id, version, form.value.reason, at.value)
        return done(c, scheduled, m.digest_scheduled_done({ when: momentInWords(at.value, timeZone) }))
      }
      return done(c, await publishEdition(here, by, id, version, form.value.reason), m.digest_published(), {
        href: `${addresses.digestEdition({ id })}#newsletter`,
        text: m.digest_published_newsletter(),
      })
    })
    .post(addresses.digestEditionUnscheduling, officers, async (c, by) => {
      const body = await readForm(c)
      return done(c, await unscheduleEdition(c.get('here'), by, c.req.param('id')!, Number(typed(body, 'version'))), m.digest_unscheduled())
    })
    .post(addresses.digestEditionWithdrawal, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(reasonForm, { reason: typed(body, 'withdrawing') })
      if (!form.ok)
        return editionPage(c, by, id, { which: 'withdrawal', body, faults: form.faults.map(({ message }) => ({ name: 'withdrawing', message })) }, 422)
      return done(c, await withdrawEdition(c.get('here'), by, id, Number(typed(body, 'version')), form.value.reason), m.digest_withdrawn())
    })
    .post(addresses.digestEditionRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeEdition(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.digests(), {
          text: m.digest_removed({ label: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.digestEdition({ id }), { text: removed.refusal.message, tone: 'late' })
    })
    .get(addresses.digestEditionPreview, readers, (c, by) => previewPage(c, by, preview))
    .get(addresses.digestEditionPaper, readers, async (c, by) => {
      const [id, format] = [c.req.param('id')!, c.req.param('format')!]
      if (format !== 'pdf' && format !== 'docx') return notFound(c)
      // Read first: a paper may wait for others, a transaction must not.
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const edition = await editionById(tx, id)
        return edition === null ? null : { edition, office: await officeOnPaper(tx, files) }
      })
      if (read === null) return notFound(c)
      const { blocks, language, month } = read.edition
      const paper = { office: read.office, language, blocks, between: TONGUES[language].between, at: c.get('here').clock.now() }
      const fileName = m.digest_paper_file({ month: dateInWords(month), language: textLanguageName(language) })
      if (format === 'docx') return wordAnswer(await digestWord(paper), fileName)
      const printed = await typeset(digestPaper(paper))
      return printed.ok ? pdfAnswer(printed.value, fileName) : goWithNotice(c, addresses.digestEdition({ id }), { text: printed.refusal.message, tone: 'late' })
    })

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

const begunAt = (c: Context, editions: readonly { readonly id: string; readonly activityId: string }[]): Response =>
  goWithNotice(c, addresses.digestEdition({ id: editions[0]!.id }), {
    text: m.digest_begun({ count: editions.length }),
    undo: addresses.activityUndo({ id: editions[0]!.activityId }),
  })

/** Back to the edition: what was done can be undone from there; what was refused is said there, and a stale press shows what stands there now. */
function done(
  c: Context,
  outcome: Result<{ readonly activityId: string }, Refusal | EditionStale>,
  text: string,
  link?: Notice['link'],
): Response | Promise<Response> {
  const id = c.req.param('id')!
  const to = addresses.digestEdition({ id })
  if (outcome.ok) return goWithNotice(c, to, { text, undo: addresses.activityUndo({ id: outcome.value.activityId }), ...(link === undefined ? {} : { link }) })
  if (outcome.refusal.code === 'missing') return notFound(c)
  return goWithNotice(c, to, { text: isStaleRefusal(outcome.refusal) ? m.digest_stale() : outcome.refusal.message, tone: 'late' })
}

/** Every language of the digest, the office's own first. */
const writable = (languages: readonly string[]): DigestLanguage[] => [
  ...languages.filter(isDigestLanguage),
  ...DIGEST_LANGUAGES.filter((language) => !languages.includes(language)),
]

async function listPage(
  c: Context,
  by: Reader,
  form?: { readonly body: FormBody; readonly faults: readonly FieldFault[] },
  status: 200 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const thisMonth = here.clock.today().slice(0, 7)
  const asked = c.req.query('until') ?? ''
  const until = isMonth(asked) && asked < thisMonth ? asked : thisMonth
  const { office, months, first } = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await officeOfDigests(tx)
    const read = await digestMonths(tx, until)
    const ids = [...new Set(read.reported.flatMap(({ editions }) => editions.map(({ digestId }) => digestId)))]
    return { office: found, months: read, first: await firstWritten(tx, ids, found.languages[0] ?? 'bg') }
  })
  const languages = writable(office.languages)
  return c.html(
    <DigestsPage
      shell={c.get('shell')}
      months={months}
      firstWritten={first}
      languages={languages}
      usual={languages.filter((language) => office.languages.includes(language))}
      timeZone={office.timeZone}
      thisMonth={thisMonth}
      lastMonth={monthAfter(thisMonth, -1)}
      isFirstPage={until === thisMonth}
      {...(form === undefined ? {} : { form })}
    />,
    status,
  )
}

async function editionPage(c: Context, by: Reader, id: string, form?: EditionPageProps['form'], status: 200 | 422 = 200): Promise<Response> {
  const here = c.get('here')
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const edition = await editionById(tx, id)
    if (edition === null) return null
    const office = await officeOfDigests(tx)
    const siblings = await editionsOf(tx, edition.digestId)
    const { facts, notPublic } = await monthFacts(tx, edition.month, here.clock.today())
    const fresh = compose(facts, TONGUES[edition.language], edition.composed)
    const refs = [...edition.blocks.flatMap(({ sentences }) => sentences.flatMap(({ records }) => records)), ...fresh.leftOut.map(({ record }) => record)]
    const publications = await publicationsOf(tx, id)
    return {
      edition,
      office,
      siblings,
      notPublic,
      fresh,
      records: await recordLines(tx, refs),
      publications,
      carried: await carriedBy(tx, edition, publications.find(({ withdrawnAt }) => withdrawnAt === null)?.id ?? null),
      lines: await historyOf(tx, 'digest_edition', id),
    }
  })
  if (read === null) return notFound(c)
  const { edition, office, siblings, fresh } = read
  const { tag, between } = TONGUES[edition.language]
  const own = office.languages[0]
  return c.html(
    <EditionPage
      shell={c.get('shell')}
      edition={edition}
      tag={tag}
      between={between}
      siblings={siblings}
      firstWritten={edition.language === own ? null : (siblings.find(({ language }) => language === own)?.writtenAt ?? null)}
      records={read.records}
      notPublic={read.notPublic}
      leftOut={fresh.leftOut}
      changed={changesOf({ composed: edition.composed, working: edition.blocks, fresh: fresh.blocks, between }).length}
      publications={read.publications}
      carried={read.carried}
      history={historyInWords(read.lines, {
        what: editionHappened,
        fields: () => editionFieldWords(office.timeZone),
        timeZone: office.timeZone,
        undo: by.role === 'officer',
      })}
      timeZone={office.timeZone}
      now={here.clock.now()}
      offered={siteLanguagesOf(c.get('visitor')!.office).includes(edition.language)}
      addable={writable(office.languages).filter((language) => !siblings.some((one) => one.language === language))}
      {...(form === undefined ? {} : { form })}
    />,
    status,
  )
}

/** The text as the citizens will have it before them; nobody else may find or keep it. */
async function previewPage(c: Context, by: Reader, preview: SitePreview): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const edition = await editionById(tx, c.req.param('id')!)
    if (edition === null) return null
    const blocks = publishedBlocks(edition.blocks)
    return { edition, blocks, records: await publicRecordsOf(tx, [blocks]), siblings: await editionsOf(tx, edition.digestId) }
  })
  if (read === null) return notFound(c)
  const { edition, blocks, records, siblings } = read
  const { id, month, language } = edition
  const between = betweenOf(language)
  // The band is the officer's, all else the citizen's: drawn in the language of the text.
  const band = stateOf(edition) === 'published' && !hasUnpublished(edition) ? m.digest_preview_band_published() : m.digest_preview_band()
  const back = { href: addresses.digestEdition({ id }), text: m.digest_preview_back() }
  return preview(c, {
    lang: language,
    pathIn: (lang) => addresses.siteDigest({ lang, month }),
    compose: () => ({
      title: wordsOfKind(edition.blocks, 'title', between),
      description: wordsOfKind(edition.blocks, 'lead', between).slice(0, 300),
      sheets: ['site-digest.css'],
      trial: { text: band, back },
      body: (
        <DigestContent
          lang={tagOf(language)}
          blocks={blocks}
          between={between}
          links={linksOf(blocks, records, language)}
          published={dayInWords(c.get('here').clock.today())}
          others={siblings
            .filter((one) => one.id !== id)
            .map((one) => ({ lang: tagOf(one.language), name: SITE_LANGUAGE_NAMES[one.language], href: addresses.digestEditionPreview({ id: one.id }) }))}
        />
      ),
    }),
  })
}
