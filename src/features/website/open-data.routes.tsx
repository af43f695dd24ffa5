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
import { datasetNode, type DatasetWords, linkedText, openCsv, openJson, type OpenHome, openRow, type OpenRow, openStatements } from './open-data.ts'
import { OPEN_FILES, OpenDataPage, type OpenFile } from './open-data.public.tsx'
import { actRow, actsCsv, eventNodes, eventRow, eventsCsv } from './open-events.ts'
import type { Site } from './site.public.tsx'
import { openCounts, type OpenRead, readOpen, readOpenEvents } from './site.queries.ts'
import { baseOf, drawn, held, HTML, inSite, siteOf } from './site.routes.tsx'

const CSV = 'text/csv; charset=utf-8'
const LINKED = 'application/ld+json; charset=utf-8'
const TYPES: Readonly<Record<OpenFile, string>> = {
  csv: CSV,
  json: LINKED,
  tsv: 'text/tab-separated-values; charset=utf-8',
  events: CSV,
  acts: CSV,
  happened: LINKED,
}
const FORMATS = Object.keys(TYPES) as OpenFile[]

type Open = {
  readonly site: Site
  readonly home: OpenHome
  readonly rows: readonly OpenRow[]
  readonly words: DatasetWords
  readonly files: readonly { readonly href: string; readonly type: string }[]
}

function openOf(c: Context, office: Office, lang: SiteLanguage, { partnerships, place, wikidataId }: OpenRead): Open {
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
    const { read, counts } = await held(c, office, 'open', async (tx) => ({ read: await readOpen(tx, office.placeId), counts: await openCounts(tx) }))
    const { site, rows, words, files } = openOf(c, office, lang, read)
    const jsonLd = { '@context': 'https://schema.org', ...datasetNode(words, files) }
    return publicly(c, await drawn(<OpenDataPage site={site} jsonLd={jsonLd} statements={openStatements(rows) !== ''} counts={counts} />), HTML, { query: {} })
  })

const file = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const format = FORMATS.find((one) => OPEN_FILES[one] === c.req.param('file'))
    if (format === undefined) return notFound(c)
    // Programs of other sites may read what every citizen may read; no cookie plays a part.
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Access-Control-Expose-Headers', 'ETag')
    c.header('X-Content-Type-Options', 'nosniff')
    return publicly(c, await bodyOf(c, office, lang, format), TYPES[format], { query: {} })
  })

async function bodyOf(c: Context, office: Office, lang: SiteLanguage, format: OpenFile): Promise<string> {
  if (format === 'csv' || format === 'tsv' || format === 'json') {
    const read = await held(c, office, 'open rows', (tx) => readOpen(tx, office.placeId))
    const { home, rows, words, files } = openOf(c, office, lang, read)
    const names = new Map(read.partnerships.map(({ id, partner }) => [id, partner.name]))
    return format === 'csv' ? openCsv(rows) : format === 'tsv' ? openStatements(rows) : openJson(rows, names, home, words, `${words.url}#`, files)
  }
  const read = await held(c, office, 'open events', (tx) => readOpenEvents(tx, office.placeId))
  const { home, rows, words, files } = openOf(c, office, lang, read)
  const ids = new Map(read.partnerships.map(({ organisationId, id }) => [organisationId, id]))
  const events = read.events.map((event) => eventRow(event, home, ids, read.places))
  const acts = read.acts.map((act) => actRow(act, ids))
  if (format === 'events') return eventsCsv(events)
  if (format === 'acts') return actsCsv(acts)
  return linkedText(eventNodes(events, acts, new Map(rows.map(({ id, page: href }) => [id, href]))), home, words, `${words.url}#`, files)
}

export const openDataRoutes = (): Routes => new Routes().get(addresses.siteOpenData, anyone, page).get(addresses.siteOpenFile, anyone, file)
