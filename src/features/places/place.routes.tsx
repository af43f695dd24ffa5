// Suggests towns while a name is typed, and says how far the list is loaded.
import { addresses } from '#addresses'
import { Routes } from '#platform/http/routes.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { anyone, readers } from '#features/accounts/session.gate.ts'
import { countryName, nameFor } from './place.ts'
import { placesByName } from './place.queries.ts'

const MOST = 12

/** `percent` is null when nothing is loading. */
export const placeRoutes = (percent: () => number | null): Routes =>
  new Routes()
    .get(addresses.places, readers, async (c, by) => {
      const language = currentLanguage()
      const found = await c
        .get('here')
        .db.inOffice(by.officeId, (tx) =>
          placesByName(tx, c.req.query('q') ?? '', { country: c.req.query('country') ?? null, home: c.get('visitor')!.office.country, limit: MOST }),
        )
      return c.json({
        items: found.map((place) => ({
          id: String(place.id),
          title: nameFor(place, language),
          sub: [place.name, countryName(place.country, language), place.population > 0 ? place.population.toLocaleString(language) : '']
            .filter((part) => part !== '')
            .join(', '),
        })),
      })
    })
    .get(addresses.placesProgress, anyone, (c) => c.json({ percent: percent() }))
