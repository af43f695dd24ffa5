// The address of the finder's list: what is asked stands in it, so that it can be kept and sent to a colleague.
import { addresses } from '#addresses'
import { savedViewsOf } from '#features/accounts/saved-view.queries.ts'
import { savedViewLinks } from '#features/accounts/saved-view.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { dateInWords } from '#platform/dates.ts'
import { cleanQuery } from '#platform/http/list-query.ts'
import { Routes } from '#platform/http/routes.ts'
import { collatorOf, currentLanguage, localeOf } from '#platform/texts/language.ts'
import { tagName } from '../facts/fact.ts'
import { weights } from '../ranking/weights.ts'
import { candidatesByPlace } from '../shortlist/candidate.queries.ts'
import { askedOf, NO_WISHES, queryFor, SCOPE_QUERY, unusedIn, WISHES_QUERY } from './candidate.ts'
import { findingOf, foundCandidates } from './candidate.queries.ts'
import { choicesOf, finderIsMade } from './ground.queries.ts'
import { FinderPage } from './candidate.pages.tsx'

export const finderRoutes = (): Routes =>
  new Routes().get(addresses.finder, readers, async (c, by) => {
    const here = c.get('here')
    const search = new URL(c.req.url).searchParams
    const asked = askedOf(search)
    const { office } = c.get('visitor')!
    const { saved, marked } = await here.db.inOffice(by.officeId, async (tx) => ({
      saved: await savedViewsOf(tx, 'finder', by.personId),
      marked: await candidatesByPlace(tx),
    }))
    const marks = {
      excluded: new Set([...marked.values()].flatMap(({ placeId, excludedOn }) => (excludedOn === null ? [] : [placeId]))),
      pinned: [...marked.values()].flatMap(({ placeId, pinnedOn }) => (pinnedOn === null ? [] : [placeId])),
    }
    const query = new URLSearchParams(queryFor(asked)).toString()
    const views = savedViewLinks(saved, {
      list: 'finder',
      href: addresses.finder(),
      all: addresses.finder(queryFor({ ...asked, mode: 'similar', wishes: NO_WISHES })),
      query,
      known: WISHES_QUERY,
      keep: cleanQuery(query, SCOPE_QUERY),
      personId: by.personId,
    })
    const found = await foundCandidates(here, office, asked, marks)
    const profile = views.views.find(({ current }) => current)?.text ?? null
    const today = here.clock.today()
    const byName = collatorOf(localeOf(currentLanguage()))
    return c.html(
      <FinderPage
        shell={c.get('shell')}
        asked={asked}
        unused={unusedIn(search)}
        choices={finderIsMade() ? await choicesOf(here, by.officeId, asked.scope) : { countries: [], regions: [] }}
        found={found}
        views={views}
        learned={dateInWords(weights.learned)}
        judged={(id) => {
          const mark = marked.get(id)
          return mark === undefined ? null : { pinned: mark.pinnedOn !== null, shortlisted: mark.shortlistedOn !== null }
        }}
        excluded={marks.excluded.size}
        finding={(candidate) => (found.kind === 'found' ? JSON.stringify(findingOf(asked, found, candidate, profile, today)) : '')}
        officer={by.role === 'officer'}
        wished={
          'wished' in found
            ? Object.entries(found.wished).map(([tag, weight]) => ({
                tag,
                name: tagName(tag),
                weight,
                own: found.home.tags.some((one) => one.tag === tag),
                towns: found.tagged.get(tag) ?? 0,
              }))
            : []
        }
        others={
          'tagged' in found
            ? [...found.tagged]
                .flatMap(([tag, towns]) => (tag in found.wished ? [] : [{ tag, name: tagName(tag), towns }]))
                .toSorted((a, b) => b.towns - a.towns || byName.compare(a.name, b.name))
            : []
        }
      />,
    )
  })
