// The addresses of the feeds, one of each kind in every language of the site.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { newsItems } from '../news/news.ts'
import { held, inSite, siteOf, today } from '../site.routes.tsx'
import { digestHtml, FEED_FORMATS, type FeedEntry, type FeedFile, feedIn, paragraphHtml } from './feed.ts'
import { feedDigests, feedNews } from './feed.queries.ts'

const ADDRESSES = { 'feed.xml': addresses.siteRss, 'atom.xml': addresses.siteAtom, 'feed.json': addresses.siteJsonFeed } as const

/** So that an entry keeps its name though the site moves to another host (RFC 4122 names, RFC 4151 is for those who own a date). */
const urn = (id: string): string => `urn:uuid:${id}`

const feed =
  (file: FeedFile) =>
  (c: Context): Promise<Response> =>
    inSite(c, async (office, lang) => {
      const { digests, news } = await held(c, office, `feed in ${lang}`, async (tx) => ({
        digests: await feedDigests(tx, lang),
        news: await feedNews(tx, office.placeId, today(c)),
      }))
      const site = siteOf(c, office, news.places.get(office.placeId) ?? null, (one) => ADDRESSES[file]({ lang: one }))
      const entries: FeedEntry[] = [
        ...digests.map(({ editionId, month, title, lead, firstPublishedAt, publishedAt, blocks, links }) => ({
          // Published anew it is the same entry, changed.
          id: urn(editionId),
          url: site.base + addresses.siteDigest({ lang, month }),
          title,
          summary: lead,
          html: digestHtml(blocks, lang, links, site.base),
          published: firstPublishedAt,
          updated: publishedAt,
          category: m.website_news_digest(),
        })),
        ...newsItems(news, office.timeZone).flatMap(({ id, title, lead, when, href, what }): FeedEntry[] => {
          // When it happened stands in the words: an entry's own day is the one on which it could first be read.
          const moment = news.madePublic.get(id)
          if (href === null || moment === undefined) return []
          const about = `${what}, ${when}`
          const summary = lead === null ? about : `${about}. ${lead.text}`
          return [
            {
              id: urn(id),
              url: site.base + href,
              title: title.text,
              summary,
              html: [about, ...(lead === null ? [] : [lead.text])].map(paragraphHtml).join('\n'),
              published: moment,
              updated: moment,
              category: what,
            },
          ]
        }),
      ].sort((a, b) => b.published.getTime() - a.published.getTime())
      const self = site.base + ADDRESSES[file]({ lang })
      const head = {
        language: lang,
        title: site.name,
        description: m.website_feed_title(),
        author: site.officeName,
        home: site.base + addresses.site({ lang }),
        self,
        id: self,
        begun: office.createdAt,
      }
      // Readers on other sites may fetch what every citizen may read.
      c.header('Access-Control-Allow-Origin', '*')
      c.header('X-Content-Type-Options', 'nosniff')
      return publicly(c, feedIn(file, head, entries), `${FEED_FORMATS[file]}; charset=utf-8`, { query: {} })
    })

export const siteFeedRoutes = (): Routes =>
  new Routes()
    .get(addresses.siteRss, anyone, feed('feed.xml'))
    .get(addresses.siteAtom, anyone, feed('atom.xml'))
    .get(addresses.siteJsonFeed, anyone, feed('feed.json'))
