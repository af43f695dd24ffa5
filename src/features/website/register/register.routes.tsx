// The address of the citizens' list of partnerships.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { anyone } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { readRegister } from '../site.queries.ts'
import { drawn, held, HTML, inSite, siteOf, today } from '../site.routes.tsx'
import { listNode, pageData } from '../structured-data.ts'
import { RegisterPage } from './register.public.tsx'
import { REGISTER_QUERY, registerFound, registerView, wishOf } from './register.ts'

const page = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const wish = wishOf(c.req.query())
    const pathIn = (one: SiteLanguage): string => addresses.siteRegister({ lang: one })
    const made = async () => {
      const read = await held(c, office, 'register', (tx) => readRegister(tx, office.placeId))
      const place = read.places.get(office.placeId) ?? null
      return { place, found: registerFound(read, wish, siteOf(c, office, place, pathIn).town, place, today(c)) }
    }
    // The history of all of them is the same for every year and page of it; choices have too many combinations to be held.
    const narrowed = wish.country !== null || wish.type !== null || wish.field !== null
    const { place, found } = narrowed ? await made() : await c.get('unchanged').holding(`site ${office.id} ${today(c)} register in ${lang}`, made)
    const site = siteOf(c, office, place, pathIn)
    const view = registerView(found, wish)
    const jsonLd = pageData(site, {
      type: 'CollectionPage',
      title: m.website_register_title(),
      path: addresses.siteRegister({ lang }),
      main: [listNode(view.cards.map(({ href }) => site.base + href))],
    })
    return publicly(c, await drawn(<RegisterPage site={site} view={view} wish={wish} jsonLd={jsonLd} />), HTML, { query: REGISTER_QUERY })
  })

export const siteRegisterRoutes = (): Routes => new Routes().get(addresses.siteRegister, anyone, page)
