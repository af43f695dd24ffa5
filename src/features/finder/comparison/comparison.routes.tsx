// The addresses of a comparison: the page, and the mayor's sheet in a language of the office.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { pdfAnswer } from '#platform/http/handing-out.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isLanguage, LANGUAGES, officeLanguage, speakingIn } from '#platform/texts/language.ts'
import { askedOf, unusedIn } from '../candidates/candidate.ts'
import { weights } from '../ranking/weights.ts'
import { candidatesByPlace } from '../shortlist/candidate.queries.ts'
import { placesAsked } from './comparison.ts'
import { comparedTowns } from './comparison.queries.ts'
import { comparisonHref, ComparisonPage } from './comparison.pages.tsx'
import { comparisonPaper } from './comparison-paper.ts'
import { comparisonTable } from './table.pages.tsx'
import { comparisonWords } from './wording.pages.tsx'

/** Everything the page and the sheet say, in the language that is being spoken. */
async function read(c: Context) {
  const here = c.get('here')
  const query = new URL(c.req.url).searchParams
  const asked = askedOf(query)
  const { office } = c.get('visitor')!
  const today = here.clock.today()
  const said = await here.db.inOffice(office.id, candidatesByPlace)
  const comparison = await comparedTowns(here, office, asked, placesAsked(query), said)
  const shown = comparison.kind === 'compared' ? comparison : null
  return {
    asked,
    unused: unusedIn(query),
    today,
    comparison,
    groups: shown === null ? [] : comparisonTable(shown, today),
    words: shown === null ? NO_WORDS : comparisonWords(shown, asked.wishes, weights.learned, today),
  }
}
const NO_WORDS = { title: '', names: '', countries: '', towns: [], how: [], sources: [] } as const

export const comparisonRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes()
    .get(addresses.finderComparison, readers, async (c, by) => {
      const { today, ...shown } = await read(c)
      const own = officeLanguage()
      return c.html(
        <ComparisonPage
          shell={c.get('shell')}
          {...shown}
          languages={[own, ...LANGUAGES.filter((language) => language !== own)]}
          prepared={m.finder_comparison_prepared_by({ name: by.name, day: dayInWords(today) })}
        />,
      )
    })
    .get(addresses.finderComparisonPaper, readers, (c, by) => {
      const wanted = c.req.query('language')
      return speakingIn(isLanguage(wanted) ? wanted : officeLanguage(), () => paper(c, by, files))
    })

/** One sheet; only handed out: what it says changes with the weights, and what is decided on it is kept where the letter is. */
async function paper(c: Context, by: Reader, files: FileStore): Promise<Response> {
  const here = c.get('here')
  const { asked, comparison, groups, words, today } = await read(c)
  const towns = comparison.kind === 'compared' ? comparison.towns : []
  const back = comparisonHref(
    asked,
    towns.map(({ id }) => id),
  )
  if (comparison.kind !== 'compared' || towns.length === 0) return goWithNotice(c, back, { text: m.finder_comparison_empty_title(), tone: 'late' })
  // Read first: a paper may wait for others, a transaction must not.
  const office = await here.db.inOffice(by.officeId, (tx) => officeOnPaper(tx, files))
  const printed = await typeset(comparisonPaper({ comparison, groups, words, office, by: by.name, today, at: here.clock.now() }))
  return printed.ok
    ? pdfAnswer(printed.value, m.finder_comparison_paper_file({ day: today }))
    : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
}
