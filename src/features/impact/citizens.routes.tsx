// The citizens' address of impact. The site's own frame is brought by the website, which is after this feature.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { publicImpact } from './citizens.queries.ts'
import { ImpactForCitizens } from './impact.public.tsx'

/** A page of the citizens' site around what a feature composes; `zone` and `today` are the office's, `pathIn` is the page's path in each language. */
export type SiteFrame = (
  c: Context,
  page: {
    readonly pathIn: (lang: SiteLanguage) => string
    readonly compose: (
      tx: OfficeTx,
      office: { readonly town: string; readonly zone: string; readonly today: string },
    ) => Promise<{ readonly title: string; readonly description: string; readonly body: Child }>
  },
) => Promise<Response>

export const citizensImpactRoutes = (frame: SiteFrame): Routes =>
  new Routes().get(addresses.siteImpact, anyone, (c) =>
    frame(c, {
      pathIn: (lang) => addresses.siteImpact({ lang }),
      compose: async (tx, { town, zone, today }) => ({
        title: m.impact_public_title(),
        description: m.impact_public_lead({ town }),
        body: <ImpactForCitizens impact={await publicImpact(tx, zone, today)} town={town} />,
      }),
    }),
  )
