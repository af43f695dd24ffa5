// The address of the citizens' news.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { drawn, held, HTML, inOffice, inSite, siteOf, today } from '../site.routes.tsx'
import { listNode, pageData } from '../structured-data.ts'
import { NewsPage } from './news.public.tsx'
import { NEWS_QUERY, readNews } from './news.queries.ts'
import { newsItems } from './news.ts'

const page = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const turn = { after: c.req.query('after'), before: c.req.query('before') }
    const reading = (tx: OfficeTx) => readNews(tx, office.placeId, today(c), turn, lang)
    // Older pages have as many addresses as anybody cares to write.
    const read = turn.after === undefined && turn.before === undefined ? await held(c, office, `news in ${lang}`, reading) : await inOffice(c, office, reading)
    const site = siteOf(c, office, read.places.get(office.placeId) ?? null, (one) => addresses.siteNews({ lang: one }))
    const items = newsItems(read, office.timeZone)
    const jsonLd = pageData(site, {
      type: 'CollectionPage',
      title: m.website_news_title(),
      path: addresses.siteNews({ lang }),
      main: [listNode(items.flatMap(({ href }) => (href === null ? [] : [site.base + href])))],
    })
    const query = addresses.siteNews({ lang }, turn).slice(addresses.siteNews({ lang }).length)
    return publicly(c, await drawn(<NewsPage site={site} items={items} next={read.next} previous={read.previous} query={query} jsonLd={jsonLd} />), HTML, {
      query: NEWS_QUERY,
    })
  })

export const siteNewsRoutes = (): Routes => new Routes().get(addresses.siteNews, anyone, page)
