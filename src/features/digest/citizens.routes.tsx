// The citizens' address of a month's report, in the languages in which it was published.
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { languageName } from '#features/organisations/naming.ts'
import { dayIn } from '#platform/clock.ts'
import { dayInWords } from '#platform/dates.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteFrame } from '#platform/http/site-frame.ts'
import { currentLanguage, isSiteLanguage, SITE_LANGUAGE_NAMES, tagOf } from '#platform/texts/language.ts'
import { DigestContent, type DigestContentProps } from './digest.public.tsx'
import { publicDigest, type PublicDigestWhole, publicRecordsOf } from './publication.queries.ts'
import { isCorrected, linksOf } from './public-record.ts'
import { isDigestLanguage } from './composing/tongue.ts'
import { betweenOf, isMonth } from './digest.ts'

/** The text in the office's own language where it was corrected, or came out on a later day, after this one: translations follow it. */
function newerThan({ publishedAt, editions }: PublicDigestWhole, own: string, zone: string, readable: readonly string[]) {
  const source = editions.find(({ language }) => language === own && readable.includes(language))
  if (source === undefined || source.publishedAt <= publishedAt) return null
  const day = dayIn(source.publishedAt, zone)
  return isCorrected(source) || day > dayIn(publishedAt, zone) ? { language: source.language, day } : null
}

export const citizensDigestRoutes = (frame: SiteFrame): Routes =>
  new Routes().get(addresses.siteDigest, anyone, (c) => {
    const month = c.req.param('month') ?? ''
    const language = currentLanguage()
    return frame(c, {
      pathIn: (lang) => addresses.siteDigest({ lang, month }),
      what: `digest ${month} in ${language}`,
      read: async (tx) => {
        const read = isMonth(month) && isDigestLanguage(language) ? await publicDigest(tx, month, language) : null
        return read === null ? null : { read, records: await publicRecordsOf(tx, [read.blocks]) }
      },
      compose: ({ read, records }, { zone, languages: own, siteLanguages }) => {
        const languages = read.editions.map((one) => one.language).filter((one) => isSiteLanguage(one) && siteLanguages.includes(one))
        const found = newerThan(read, own[0] ?? '', zone, languages)
        const newer: DigestContentProps['newer'] =
          found === null
            ? null
            : {
                language: languageName(found.language),
                day: dayInWords(found.day),
                href: addresses.siteDigest({ lang: found.language, month }),
                lang: tagOf(found.language),
              }
        return {
          title: read.title,
          description: read.lead,
          languages,
          sheets: ['site-digest.css'],
          article: {
            published: read.firstPublishedAt,
            modified: read.publishedAt,
            image: `digest-${month}`,
            about: [...new Set(read.blocks.flatMap(({ partners }) => partners))].flatMap((id) => {
              const partner = records.partners.get(id)
              return partner === undefined ? [] : [addresses.sitePartner({ lang: language, slug: partner.slug })]
            }),
          },
          body: (
            <DigestContent
              lang={tagOf(language)}
              blocks={read.blocks}
              between={betweenOf(language)}
              links={linksOf(read.blocks, records, language)}
              published={dayInWords(dayIn(read.firstPublishedAt, zone))}
              corrected={isCorrected(read) ? dayInWords(dayIn(read.publishedAt, zone)) : null}
              newer={newer}
              others={languages
                .filter((one) => one !== language)
                .map((one) => ({ lang: tagOf(one), name: SITE_LANGUAGE_NAMES[one], href: addresses.siteDigest({ lang: one, month }) }))}
            />
          ),
        }
      },
    })
  })
