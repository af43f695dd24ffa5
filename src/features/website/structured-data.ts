// The same pages for machines: schema.org descriptions of the office, its partners, their towns and public events (https://schema.org).
import { addresses } from '#addresses'
import type { PublicEvent } from '#features/events/public-event.queries.ts'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import { currentLanguage, tagOf } from '#platform/texts/language.ts'
import type { CardView } from './home.ts'
import type { PartnerView } from './partner.ts'
import { machineDate, said } from './site.ts'

export type DescribedSite = {
  /** Scheme and host, without a slash at the end. */
  readonly base: string
  readonly name: string
  readonly officeName: string
  readonly town: string
  readonly country: string
  readonly place: Place | null
}

type Node = Readonly<Record<string, unknown>>
const CONTEXT = 'https://schema.org'

const placeNode = (name: string, country: string, place: Place | null, native?: string): Node => ({
  '@type': 'City',
  name,
  ...(native === undefined ? {} : { alternateName: native }),
  address: { '@type': 'PostalAddress', addressLocality: name, addressCountry: country },
  ...(place === null
    ? {}
    : { geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude }, sameAs: `https://sws.geonames.org/${place.id}/` }),
})

const officeNode = ({ base, officeName, town, country, place }: DescribedSite): Node => ({
  '@type': 'GovernmentOrganization',
  '@id': `${base}/#office`,
  name: officeName,
  url: base,
  location: placeNode(town, country, place),
})

/** A bare „about“ or „between“ has no machine form and is left out: a wrong date is worse than none. */
export function eventNode(event: Pick<PublicEvent, 'id' | 'title' | 'date' | 'summary' | 'cancelledOn'>, where: string, url: string, office: string): Node[] {
  const title = said(event.title)
  const [from, until] = (event.date ?? '').split('/')
  const start = machineDate(from ?? null)
  if (title === null || start === undefined) return []
  const end = machineDate(until ?? null)
  const summary = said(event.summary)
  return [
    {
      '@type': 'Event',
      '@id': `${url}#event-${event.id}`,
      name: title.text,
      inLanguage: title.lang ?? tagOf(currentLanguage()),
      startDate: start,
      ...(event.cancelledOn === null ? {} : { eventStatus: `${CONTEXT}/EventCancelled` }),
      ...(end === undefined ? {} : { endDate: end }),
      ...(summary === null ? {} : { description: summary.text }),
      ...(where === '' ? {} : { location: { '@type': 'Place', name: where } }),
      organizer: { '@id': office },
    },
  ]
}

/** The home: the office, the site, the list of its partners. */
export const homeData = (site: DescribedSite, url: string, cards: readonly CardView[]): Node => ({
  '@context': CONTEXT,
  '@graph': [
    officeNode(site),
    {
      '@type': 'WebSite',
      '@id': `${site.base}/#site`,
      name: site.name,
      url,
      inLanguage: tagOf(currentLanguage()),
      publisher: { '@id': `${site.base}/#office` },
    },
    {
      '@type': 'ItemList',
      numberOfItems: cards.length,
      itemListElement: cards.map(({ name, native, href, country, place }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        url: site.base + href,
        item: { ...placeNode(name.text, country, place, native?.name), url: site.base + href },
      })),
    },
  ],
})

/** A partner's page: where it stands in the site, its town, the public events with it. */
export const partnerData = (site: DescribedSite, url: string, home: string, partner: PartnerView): Node => ({
  '@context': CONTEXT,
  '@graph': [
    officeNode(site),
    {
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: site.name, item: home },
        { '@type': 'ListItem', position: 2, name: m.website_register_title(), item: site.base + addresses.siteRegister({ lang: currentLanguage() }) },
        { '@type': 'ListItem', position: 3, name: partner.name.text, item: url },
      ],
    },
    { ...placeNode(partner.name.text, partner.country, partner.place, partner.native?.name), '@id': `${url}#partner` },
    ...partner.events.flatMap((event) => eventNode(event, partner.placeOf(event), url, `${site.base}/#office`)),
  ],
})

/** schema.org's kinds of pages that the site has beside home and partners. */
export type PageKind = 'WebPage' | 'AboutPage' | 'CollectionPage' | 'SearchResultsPage'
/** A step of the way from home to a page; `path` within the site. */
export type Crumb = { readonly title: string; readonly path: string }

/** A page's place in the site; `between` are the steps after home, `main` what it is about. */
export function pageData(
  site: DescribedSite,
  page: { readonly type: PageKind; readonly title: string; readonly path: string; readonly between?: readonly Crumb[]; readonly main?: readonly Node[] },
): Node {
  const url = site.base + page.path
  const way = [{ title: site.name, path: `/${currentLanguage()}` }, ...(page.between ?? []), { title: page.title, path: page.path }]
  return {
    '@context': CONTEXT,
    '@graph': [
      officeNode(site),
      { '@type': page.type, '@id': `${url}#page`, name: page.title, url, inLanguage: tagOf(currentLanguage()), isPartOf: { '@id': `${site.base}/#site` } },
      {
        '@type': 'BreadcrumbList',
        itemListElement: way.map(({ title, path }, index) => ({ '@type': 'ListItem', position: index + 1, name: title, item: site.base + path })),
      },
      ...(page.main ?? []),
    ],
  }
}

/** A list by the addresses of what is in it, in its order; bare addresses weigh least. */
export const listNode = (urls: readonly string[]): Node => ({ '@type': 'ItemList', numberOfItems: urls.length, itemListElement: urls })

/** A text of the month: when it came out and became what it is, who says it, and the partners it tells of by their pages. `about` and `path` are within the site. */
export function articleData(
  site: DescribedSite,
  page: {
    readonly title: string
    readonly description: string
    readonly path: string
    readonly published: Date
    readonly modified: Date
    readonly image: string
    readonly about: readonly string[]
  },
): Node {
  const lang = currentLanguage()
  const url = site.base + page.path
  const office = { '@id': `${site.base}/#office` }
  return pageData(site, {
    type: 'WebPage',
    title: page.title,
    path: page.path,
    between: [{ title: m.website_news_title(), path: addresses.siteNews({ lang }) }],
    main: [
      {
        '@type': 'NewsArticle',
        '@id': `${url}#article`,
        headline: page.title,
        description: page.description,
        inLanguage: tagOf(lang),
        datePublished: page.published.toISOString(),
        dateModified: page.modified.toISOString(),
        image: [site.base + addresses.siteShareImage({ lang, name: page.image })],
        author: office,
        publisher: office,
        mainEntityOfPage: { '@id': `${url}#page` },
        ...(page.about.length === 0 ? {} : { about: page.about.map((path) => ({ '@id': `${site.base}${path}#partner` })) }),
      },
    ],
  })
}
