// The address of the citizens' search. What it goes through is kept in memory until something public changes.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Office } from '#features/accounts/account.queries.ts'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { ALLOWANCES, refusedFor } from '#platform/http/allowance.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { drawn, held, heldPlace, HTML, inOffice, inSite, siteOf } from '../site.routes.tsx'
import { pageData } from '../structured-data.ts'
import { SearchPage } from './search.public.tsx'
import { papersWithWords, readSearchable, searchableMark } from './search.queries.ts'
import { MOST_ASKED, SEARCH_QUERY, type SearchIndex, searchIndex, searchView } from './search.ts'

const kept = new Map<string, { readonly mark: string; readonly index: Promise<SearchIndex> }>()
/** Offices whose words are held at once; the one longest unasked goes. */
const MOST_KEPT = 8

/** Whether anything public changed is asked once after each change of anything; of many who ask while the index is made, one makes it. */
async function indexOf(c: Context, office: Office): Promise<SearchIndex> {
  // The mark first: what is read after it can only be newer.
  const mark = await held(c, office, 'search mark', searchableMark)
  const known = kept.get(office.id)
  const index = known?.mark === mark ? known.index : inOffice(c, office, async (tx) => searchIndex(await readSearchable(tx)))
  kept.delete(office.id)
  kept.set(office.id, { mark, index })
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  // What failed is made again.
  index.catch(() => kept.get(office.id)?.index === index && kept.delete(office.id))
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
    const refused = q === '' || c.get('visitor') !== null ? null : await refusedFor(c, 'search', ALLOWANCES.search)
    if (refused !== null) return refused
    const index = q === '' ? null : await indexOf(c, office)
    const open = new Set(index?.read.documents.map(({ id }) => id))
    const papers = open.size === 0 ? new Map() : await inOffice(c, office, (tx) => papersWithWords(tx, q, open))
    const view = index === null ? { q, found: 0, results: [], next: null } : searchView(index, q, papers, after)
    const site = siteOf(c, office, await heldPlace(c, office), (one) => addresses.siteSearch({ lang: one }))
    const jsonLd = pageData(site, { type: 'SearchResultsPage', title: m.website_search_title(), path: addresses.siteSearch({ lang }) })
    c.header('X-Robots-Tag', 'noindex')
    return publicly(c, await drawn(<SearchPage site={site} view={view} after={after} jsonLd={jsonLd} />), HTML, { query: SEARCH_QUERY })
  })

export const siteSearchRoutes = (): Routes => new Routes().get(addresses.siteSearch, anyone, page)
