// The citizens' address of impact. The site's own frame is brought by the website, which is after this feature.
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { Routes } from '#platform/http/routes.ts'
import type { SiteFrame } from '#platform/http/site-frame.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { publicImpact } from './citizens.queries.ts'
import { ImpactForCitizens, type PartnerNaming } from './impact.public.tsx'

/** `nameOf`: what the site calls a partner. */
export const citizensImpactRoutes = (frame: SiteFrame, nameOf: PartnerNaming): Routes =>
  new Routes().get(addresses.siteImpact, anyone, (c) =>
    frame(c, {
      pathIn: (lang) => addresses.siteImpact({ lang }),
      what: `impact in ${currentLanguage()}`,
      read: (tx, { zone, today }) => publicImpact(tx, zone, today),
      compose: (impact, { town }) => ({
        title: m.impact_public_title(),
        description: m.impact_public_lead({ town }),
        body: <ImpactForCitizens impact={impact} town={town} nameOf={nameOf} />,
      }),
    }),
  )
