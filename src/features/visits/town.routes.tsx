// Suggests towns while a name is typed: those the register knows first, then every other.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { Routes } from '#platform/http/routes.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type TownTie, townsSuggested } from './town.queries.ts'

const MOST = 12

const ties: Readonly<Record<TownTie, () => string>> = {
  home: m.visits_town_home,
  partner: m.visits_town_partner,
  register: m.visits_town_register,
}

export const townRoutes = (): Routes =>
  new Routes().get(addresses.towns, readers, async (c, by) => {
    const language = currentLanguage()
    const asked = (c.req.query('q') ?? '').replaceAll('\u0000', '').slice(0, 200)
    const found = await c.get('here').db.inOffice(by.officeId, (tx) => townsSuggested(tx, asked, language, MOST))
    return c.json({
      items: found.map(({ place, text, tie }) => ({
        id: String(place.id),
        title: text,
        sub: [
          tie === null ? '' : ties[tie](),
          place.name === text ? '' : place.name,
          countryName(place.country),
          // Towns of one name are told apart by their size; those of the register need no more.
          tie === null && place.population > 0 ? place.population.toLocaleString(language) : '',
        ]
          .filter((part) => part !== '')
          .join(', '),
      })),
    })
  })
