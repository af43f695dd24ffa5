// The citizens' frame for what features before the website tell them: the site's head, languages and caching around a page of theirs.
import { homePlace } from '#features/website/site.queries.ts'
import { readLook } from '#features/website/look/look.queries.ts'
import { SitePage, TrialNote } from '#features/website/site.public.tsx'
import { drawn, held, heldPlace, HTML, inLook, inOffice, inSite, missing, siteOf, today } from '#features/website/site.routes.tsx'
import type { SiteWords } from '#features/finder/wanted/wanted.public.tsx'
import { cardsOf } from '#features/website/home.ts'
import { onlyIn, said } from '#features/website/site.ts'
import { articleData, pageData } from '#features/website/structured-data.ts'
import { publicly } from '#platform/http/public-answers.ts'
import type { SiteFrame, SitePreview } from '#platform/http/site-frame.ts'
import { currentLanguage, speakingIn } from '#platform/texts/language.ts'

/** What an earlier feature tells the citizens, within the frame of their site. */
export const siteFrame: SiteFrame = (c, { pathIn, what, read, compose }) =>
  inSite(c, async (office) => {
    const site = siteOf(c, office, await heldPlace(c, office), pathIn)
    const framedOffice = { town: site.town, zone: office.timeZone, today: today(c), languages: office.languages, siteLanguages: site.languages }
    const found = await held(c, office, what, (tx) => read(tx, framedOffice))
    if (found === null) return missing(c, office)
    const { title, description, body, languages, sheets, article } = compose(found, framedOffice)
    const framed = languages === undefined ? site : { ...site, languages: site.languages.filter((one) => languages.includes(one)) }
    return publicly(
      c,
      await drawn(
        <SitePage
          site={framed}
          title={title}
          description={description}
          image={article?.image ?? 'home'}
          imageAlt={article === undefined ? site.name : title}
          jsonLd={
            article === undefined
              ? pageData(site, { type: 'WebPage', title, path: pathIn(currentLanguage()) })
              : articleData(site, { title, description, path: pathIn(currentLanguage()), ...article })
          }
          sheets={sheets ?? []}
        >
          {body}
        </SitePage>,
      ),
      HTML,
      { query: {} },
    )
  })

/** How the site says what people wrote, and its partners, for a page that an earlier feature draws. */
export const siteWords: SiteWords = { said, onlyIn, partners: cardsOf }

/** What citizens will see, before they do. */
export const sitePreview: SitePreview = (c, { lang, pathIn, compose }) =>
  speakingIn(lang, async () => {
    const { office } = c.get('visitor')!
    const site = await inOffice(c, office, async (tx) => {
      inLook(c, await readLook(tx, today(c)))
      return siteOf(c, office, await homePlace(tx, office.placeId), pathIn)
    })
    const { title, description, body, sheets, trial } = compose()
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
    return c.html(
      await drawn(
        <SitePage
          site={{ ...site, languages: [lang] }}
          title={title}
          description={description}
          image="home"
          imageAlt={site.name}
          sheets={sheets ?? []}
          unlisted
        >
          <TrialNote trial={trial} />
          {body}
        </SitePage>,
      ),
    )
  })
