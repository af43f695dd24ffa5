// The citizens' frame for what features before the website tell them: the site's head, languages and caching around a page of theirs.
import type { SiteFrame } from '#features/impact/citizens.routes.tsx'
import { publicly } from '#platform/http/public-answers.ts'
import { SitePage } from '#features/website/site.public.tsx'
import { homePlace } from '#features/website/site.queries.ts'
import { drawn, HTML, inOffice, inSite, siteOf } from '#features/website/site.routes.tsx'

/** What an earlier feature tells the citizens, within the frame of their site. */
export const siteFrame: SiteFrame = (c, { pathIn, compose }) =>
  inSite(c, async (office) => {
    const { site, page } = await inOffice(c, office, async (tx) => {
      const site = siteOf(c, office, await homePlace(tx, office.placeId), pathIn)
      return { site, page: await compose(tx, { town: site.town, zone: office.timeZone, today: c.get('here').clock.today() }) }
    })
    const { title, description, body } = page
    return publicly(
      c,
      await drawn(
        <SitePage site={site} title={title} description={description} image="home" imageAlt={site.name}>
          {body}
        </SitePage>,
      ),
      HTML,
    )
  })
