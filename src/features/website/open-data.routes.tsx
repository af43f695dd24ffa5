// The addresses of the open data: the page that describes it, and its files, which any site may read.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Office } from '#features/accounts/account.queries.ts'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { notFound } from '#platform/http/not-found.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { datasetNode, type DatasetWords, openCsv, openJson, type OpenHome, openRow, type OpenRow, openStatements } from './open-data.ts'
import { OPEN_FILES, OpenDataPage } from './open-data.public.tsx'
import type { Site } from './site.public.tsx'
import { readOpen } from './site.queries.ts'
import { baseOf, drawn, held, HTML, inSite, siteOf } from './site.routes.tsx'

const TYPES: Readonly<Record<keyof typeof OPEN_FILES, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/ld+json; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
}
const FORMATS = ['csv', 'json', 'tsv'] as const

type Open = {
  readonly site: Site
  readonly home: OpenHome
  readonly rows: readonly OpenRow[]
  readonly words: DatasetWords
  readonly files: readonly { readonly href: string; readonly type: string }[]
}

async function openOf(c: Context, office: Office, lang: SiteLanguage): Promise<Open> {
  const { partnerships, place, wikidataId } = await held(c, office, 'open', (tx) => readOpen(tx, office.placeId))
  const base = baseOf(c, office)
  const site = siteOf(c, office, place, (one) => addresses.siteOpenData({ lang: one }))
  const home: OpenHome = { name: office.name, country: office.country, place, wikidataId, base, languages: site.languages }
  const today = c.get('here').clock.today()
  return {
    site,
    home,
    rows: partnerships.map((partnership) => openRow(partnership, home, today)),
    words: {
      name: m.website_open_dataset({ town: site.town }),
      description: m.website_open_lead({ town: site.town }),
      url: base + addresses.siteOpenData({ lang }),
      publisher: site.officeName,
    },
    files: FORMATS.map((format) => ({ href: base + addresses.siteOpenFile({ lang, file: OPEN_FILES[format] }), type: TYPES[format].split(';')[0]! })),
  }
}

const page = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const { site, rows, words, files } = await openOf(c, office, lang)
    const jsonLd = { '@context': 'https://schema.org', ...datasetNode(words, files) }
    return publicly(c, await drawn(<OpenDataPage site={site} jsonLd={jsonLd} statements={openStatements(rows) !== ''} />), HTML, { query: {} })
  })

const file = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const format = FORMATS.find((one) => OPEN_FILES[one] === c.req.param('file'))
    if (format === undefined) return notFound(c)
    const { home, rows, words, files } = await openOf(c, office, lang)
    // Programs of other sites may read what every citizen may read; no cookie plays a part.
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Access-Control-Expose-Headers', 'ETag')
    c.header('X-Content-Type-Options', 'nosniff')
    const body = format === 'csv' ? openCsv(rows) : format === 'tsv' ? openStatements(rows) : openJson(rows, home, words, `${words.url}#`, files)
    return publicly(c, body, TYPES[format], { query: {} })
  })

export const openDataRoutes = (): Routes => new Routes().get(addresses.siteOpenData, anyone, page).get(addresses.siteOpenFile, anyone, file)
