// Impact as the citizens see it: the numbers of the years that are published, each chart with its table, and how they are counted.
import { addresses } from '#addresses'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, reading } from '#platform/texts/local-text.ts'
import { ChartBeside, NumbersTable } from './charts/chart.pages.tsx'
import type { CountedPartner } from './counts/partner.queries.ts'
import type { PublicImpact } from './citizens.queries.ts'
import { cellInWords, HALVES, measureName, measureRule, MEASURES, UNKNOWN } from './measure.ts'
import { GROUPS, isTold, yearlyGroup } from './yearly.ts'

/** How the site calls a partner in the reader's language, with the language the name is in where that is another. */
export type PartnerNaming = (partner: CountedPartner, place: Place | null) => { readonly text: string; readonly lang?: string | undefined }

const PartnerLink = ({ partner, place, nameOf }: { readonly partner: CountedPartner; readonly place: Place | null; readonly nameOf: PartnerNaming }) => {
  const { text, lang } = nameOf(partner, place)
  return (
    <a href={addresses.sitePartner({ lang: currentLanguage(), slug: partner.slug })} lang={lang}>
      {text}
    </a>
  )
}

/** Everything between the head and the foot of the page. */
export const ImpactForCitizens = ({ impact, town, nameOf }: { readonly impact: PublicImpact; readonly town: string; readonly nameOf: PartnerNaming }) => {
  const { years, tally, partners, more, places } = impact
  const newest = years[0]
  const lead = m.impact_public_lead({ town })
  if (newest === undefined)
    return (
      <header class="title">
        <h1>{m.impact_public_title()}</h1>
        <p class="lead">{m.impact_public_none({ town })}</p>
      </header>
    )
  const opening = isEmptyText(newest.opening) ? null : reading(newest.opening)
  // A column of dashes tells a citizen nothing, and pushes what is known off a phone.
  const shown = MEASURES.filter((measure) => cellInWords(measure, tally.cell(measure, newest.year, null)) !== UNKNOWN)
  const inOrder = years.map(({ year }) => year).toReversed()
  const told = (measure: (typeof MEASURES)[number]): boolean => years.some(({ measures }) => measures.includes(measure))
  return (
    <>
      <header class="title">
        <h1>{m.impact_public_title()}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="impact">
        {opening === null ? null : (
          <section aria-labelledby="h-opening">
            <h2 id="h-opening">{m.impact_public_year({ year: String(newest.year) })}</h2>
            {opening.text.split(/\n\s*\n/).map((part) => (
              <p lang={opening.language === currentLanguage() ? undefined : opening.language}>{part}</p>
            ))}
          </section>
        )}
        <section aria-labelledby="h-partners">
          <h2 id="h-partners">{m.impact_partners_title({ year: String(newest.year) })}</h2>
          {HALVES.map((group) => group.filter((measure) => shown.includes(measure)))
            .filter((group) => group.length > 0)
            .map((group) => ({ group, caption: m.impact_partners_part({ year: String(newest.year), names: group.map(measureName).join(m.impact_comma()) }) }))
            .map(({ group, caption }) => (
              <div class="scrolls" tabindex={0} role="group" aria-label={caption}>
                <NumbersTable
                  caption={caption}
                  head={[m.impact_partner(), ...group.map(measureName)]}
                  rows={[...partners, null].map((partner) => ({
                    name:
                      partner === null ? (
                        m.impact_together()
                      ) : (
                        <PartnerLink partner={partner} place={places.get(partner.placeId ?? 0) ?? null} nameOf={nameOf} />
                      ),
                    cells: group.map((measure) => cellInWords(measure, tally.cell(measure, newest.year, partner?.organisationId ?? null))),
                    sum: partner === null,
                  }))}
                />
              </div>
            ))}
          {more === 0 ? null : <p class="sub">{m.impact_partners_more({ count: more })}</p>}
          <p class="sub">{m.impact_together_hint()}</p>
        </section>
        {GROUPS.map((group) => ({ ...group, measures: group.measures.filter(told) }))
          .filter(({ measures }) => measures.length > 0)
          .map((group) => {
            const yearly = yearlyGroup(group, tally, inOrder, null)
            const { id, title, heads, shape, rows } = yearly
            return !isTold(yearly) ? null : (
              <section aria-labelledby={`h-${id}`}>
                <h2 id={`h-${id}`}>{title}</h2>
                <ChartBeside
                  shape={shape}
                  title={title}
                  table={{ caption: title, head: heads, rows: rows.map(({ year, cells }) => ({ name: String(year), cells: cells.map(({ words }) => words) })) }}
                />
              </section>
            )
          })}
        <section aria-labelledby="h-how">
          <h2 id="h-how">{m.impact_how_title()}</h2>
          <p>{m.impact_public_how()}</p>
          <dl>
            {MEASURES.filter(told).map((measure) => (
              <>
                <dt>{measureName(measure)}</dt>
                <dd>{measureRule(measure)}</dd>
              </>
            ))}
          </dl>
        </section>
      </div>
    </>
  )
}
