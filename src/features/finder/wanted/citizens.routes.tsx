// The citizens' address of „partner wanted“. The site's own frame and its words are brought by the website, which is after this feature.
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { Routes } from '#platform/http/routes.ts'
import type { SiteFrame } from '#platform/http/site-frame.ts'
import { publicWanted } from './wanted.queries.ts'
import { type SiteWords, WantedForCitizens } from './wanted.public.tsx'

/** There is the page in every language of the site as soon as the profile is public in one of them: facts are in the reader's, texts are marked. */
export const citizensWantedRoutes = (frame: SiteFrame, site: SiteWords): Routes =>
  new Routes().get(addresses.siteWanted, anyone, (c) =>
    frame(c, {
      pathIn: (lang) => addresses.siteWanted({ lang }),
      what: 'partner wanted',
      read: (tx, { today }) => publicWanted(tx, today),
      compose: (read, { town, today, zone }) => ({
        title: m.finder_wanted_public_title({ town }),
        description: m.finder_wanted_public_lead(),
        sheets: ['site-wanted.css'],
        body: <WantedForCitizens read={read} town={town} day={{ today, zone }} site={site} />,
      }),
    }),
  )
