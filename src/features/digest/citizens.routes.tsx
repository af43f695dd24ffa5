// The citizens' address of a month's report, in the languages in which it was published.
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { dayIn } from '#platform/clock.ts'
import { dayInWords } from '#platform/dates.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteFrame } from '#platform/http/site-frame.ts'
import { currentLanguage, SITE_LANGUAGE_NAMES, tagOf } from '#platform/texts/language.ts'
import { DigestContent } from './digest.public.tsx'
import { publicDigest } from './publication.queries.ts'
import { isDigestLanguage } from './composing/tongue.ts'
import { betweenOf, isMonth } from './digest.ts'

export const citizensDigestRoutes = (frame: SiteFrame): Routes =>
  new Routes().get(addresses.siteDigest, anyone, (c) => {
    const month = c.req.param('month') ?? ''
    return frame(c, {
      pathIn: (lang) => addresses.siteDigest({ lang, month }),
      compose: async (tx, { zone, languages: offered }) => {
        const language = currentLanguage()
        const read = isMonth(month) && isDigestLanguage(language) ? await publicDigest(tx, month, language) : null
        if (read === null) return null
        // One published in a language the site is not read in leads nowhere.
        const languages = read.languages.filter((one) => offered.includes(one))
        return {
          title: read.title,
          description: read.lead,
          languages,
          sheets: ['site-digest.css'],
          body: (
            <DigestContent
              lang={tagOf(language)}
              blocks={read.blocks}
              between={betweenOf(language)}
              published={dayInWords(dayIn(read.publishedAt, zone))}
              others={languages
                .filter((one) => one !== language)
                .map((one) => ({ lang: tagOf(one), name: SITE_LANGUAGE_NAMES[one], href: addresses.siteDigest({ lang: one, month }) }))}
            />
          ),
        }
      },
    })
  })
