// The address of the citizens' search. What it goes through is kept in memory until something public changes.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { homePlace } from '../site.queries.ts'
import { drawn, HTML, inOffice, inSite, siteOf } from '../site.routes.tsx'
import { pageData } from '../structured-data.ts'
import { SearchPage } from './search.public.tsx'
import { papersWithWords, readSearchable, searchableMark } from './search.queries.ts'
import { MOST_ASKED, SEARCH_QUERY, type SearchIndex, searchIndex, searchView } from './search.ts'

const kept = new Map<string, { readonly mark: string; readonly index: SearchIndex }>()
/** Offices whose words are held at once; the one longest unasked goes. */
const MOST_KEPT = 8

async function indexOf(tx: OfficeTx): Promise<SearchIndex> {
  const mark = await searchableMark(tx)
  const known = kept.get(tx.officeId)
  const index = known?.mark === mark ? known.index : searchIndex(await readSearchable(tx))
  kept.delete(tx.officeId)
  kept.set(tx.officeId, { mark, index })
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  return index
}

const page = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const q = (c.req.query('q') ?? '')
      .replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, ' ')
      .trim()
      .slice(0, MOST_ASKED)
    const asked = c.req.query('after') ?? ''
    const after = SEARCH_QUERY.after(asked) ? asked : null
    const { place, view } = await inOffice(c, office, async (tx) => {
      const home = await homePlace(tx, office.placeId)
      if (q === '') return { place: home, view: { q, found: 0, results: [], next: null } }
      const index = await indexOf(tx)
      const papers = await papersWithWords(tx, q, new Set(index.read.documents.map(({ id }) => id)))
      return { place: home, view: searchView(index, q, papers, after) }
    })
    const site = siteOf(c, office, place, (one) => addresses.siteSearch({ lang: one }))
    const jsonLd = pageData(site, { type: 'SearchResultsPage', title: m.website_search_title(), path: addresses.siteSearch({ lang }) })
    c.header('X-Robots-Tag', 'noindex')
    return publicly(c, await drawn(<SearchPage site={site} view={view} after={after} jsonLd={jsonLd} />), HTML, { query: SEARCH_QUERY })
  })

export const siteSearchRoutes = (): Routes => new Routes().get(addresses.siteSearch, anyone, page)
