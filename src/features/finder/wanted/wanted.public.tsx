// „Partner wanted“ as anybody in the world reads it: who the town is, what it offers and looks for, with whom it works already, and where to write.
import type { Child } from 'hono/jsx'
import { countryName } from '#features/organisations/naming.ts'
import { fieldName } from '#features/partnerships/field.ts'
import type { PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { nameFor, type Place, PLACES_CREDIT } from '#features/places/place.ts'
import { m } from '#messages'
import { dayIn } from '#platform/clock.ts'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage, tagOf } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { Flag } from '#ui/badges.tsx'
import { Facts } from '#ui/stats.tsx'
import type { WantedForReaders } from './wanted.queries.ts'
import { isNameAlone, peopleInWords, positionInWords, sizeInWords, soughtName } from './wanted.ts'

/** Words with the language they are in, when that is not the page's. */
type Said = { readonly text: string; readonly lang?: string | undefined }
export type PartnerLine = {
  readonly href: string
  readonly name: Said
  readonly country: string
  readonly countryName: string
  readonly tie: string
  /** Since when, in words; null when nobody knows. */
  readonly year: string | null
}

/** How the site says what people wrote, and its partners: it comes after this feature and lends its words. */
export type SiteWords = {
  readonly said: (text: LocalText) => Said | null
  /** „Only in Bulgarian“. */
  readonly onlyIn: (lang: string) => string
  readonly partners: (
    read: { readonly partnerships: readonly PublicPartnership[]; readonly places: ReadonlyMap<number, Place> },
    today: string,
  ) => readonly PartnerLine[]
}

const Words = ({ said }: { readonly said: Said }) => (said.lang === undefined ? <>{said.text}</> : <span lang={said.lang}>{said.text}</span>)

type Day = { readonly today: string; readonly zone: string }

/** Everything between the head and the foot of the page. `site`: as the site says it. */
export const WantedForCitizens = ({
  read,
  town,
  day: { today, zone },
  site,
}: {
  readonly read: WantedForReaders
  readonly town: string
  readonly day: Day
  readonly site: SiteWords
}) => {
  const { profile, office, reached, place } = read
  const { said, onlyIn } = site
  const Text = ({ text }: { readonly text: LocalText }) => {
    const words = said(text)
    if (words === null) return null
    const parts = words.text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return (
      <>
        {parts.map((line, index) => (
          <p lang={words.lang}>
            {line}
            {words.lang !== undefined && index === parts.length - 1 ? (
              <>
                {' '}
                <small class="only" lang={tagOf(currentLanguage())}>
                  {onlyIn(words.lang)}
                </small>
              </>
            ) : null}
          </p>
        ))}
      </>
    )
  }
  const section = (id: string, title: string, inside: Child) => (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {inside}
    </section>
  )
  const regions = said(profile.regions)
  const size = sizeInWords(profile)
  const sought = [
    ...(profile.types.length === 0 ? [] : [{ name: m.finder_wanted_types(), value: profile.types.map(soughtName).join(m.finder_wanted_comma()) }]),
    ...(profile.fields.length === 0
      ? []
      : [
          {
            name: m.finder_wanted_fields(),
            value: profile.fields
              .map(fieldName)
              .sort((a, b) => a.localeCompare(b, currentLanguage()))
              .join(m.finder_wanted_comma()),
          },
        ]),
    ...(profile.countries.length === 0
      ? []
      : [{ name: m.finder_wanted_countries(), value: profile.countries.map((code) => countryName(code)).join(m.finder_wanted_comma()) }]),
    ...(regions === null ? [] : [{ name: m.finder_wanted_regions(), value: <Words said={regions} /> }]),
    ...(size === null ? [] : [{ name: m.finder_wanted_size(), value: size }]),
  ]
  const partners = site.partners(read, today)
  return (
    <>
      <header class="title wanted-title">
        <h1>{m.finder_wanted_public_title({ town })}</h1>
        <p class="lead">{m.finder_wanted_public_lead()}</p>
        {place === null ? null : <HomeInFigures place={place} />}
      </header>
      <div class="wanted">
        {section('h-about', m.finder_wanted_about(), <Text text={profile.about} />)}
        {said(profile.offers) === null ? null : section('h-offers', m.finder_wanted_offers(), <Text text={profile.offers} />)}
        {sought.length === 0 && said(profile.seeks) === null
          ? null
          : section(
              'h-seeks',
              m.finder_wanted_seeks(),
              <>
                {sought.length === 0 ? null : <Facts facts={sought} />}
                <Text text={profile.seeks} />
              </>,
            )}
        {section('h-partners', m.finder_wanted_partners(), <Partners partners={partners} />)}
        {section('h-contact', m.finder_wanted_contact_title(), <Contact read={{ profile, office, reached }} said={said} />)}
        <p class="sub">
          {m.finder_wanted_since({ day: dayInWords(dayIn(new Date(sinceOf(profile.publishedIn) ?? today), zone)) })}
          {profile.until === null ? null : (
            <>
              <br />
              {m.finder_wanted_valid({ day: dayInWords(profile.until) })}
            </>
          )}
        </p>
      </div>
    </>
  )
}

/** In the page's language, else the first of those it is public in. */
function sinceOf(published: Readonly<Record<string, string | undefined>>): string | undefined {
  return published[currentLanguage()] ?? Object.values(published).toSorted()[0]
}

/** The letters that citizens load have no degree sign, and for one sign the whole alphabet would come along, half as heavy as the page: it is drawn with the machine's own. */
const Degrees = ({ words }: { readonly words: string }) => (
  <>
    {words.split('°').map((part, index) => (
      <>
        {index === 0 ? null : <span class="sign">°</span>}
        {part}
      </>
    ))}
  </>
)

/** What the world's list of towns knows; what it does not know is left out. */
const HomeInFigures = ({ place }: { readonly place: Place }) => (
  <>
    <Facts
      strip
      facts={[
        { name: m.finder_wanted_country(), value: countryName(place.country) },
        ...(place.population === 0
          ? []
          : [{ name: m.finder_wanted_population({ town: nameFor(place, currentLanguage()) }), value: peopleInWords(place.population) }]),
        ...(place.elevation === null ? [] : [{ name: m.finder_wanted_elevation(), value: m.finder_wanted_metres({ metres: peopleInWords(place.elevation) }) }]),
        { name: m.finder_wanted_position(), value: <Degrees words={positionInWords(place)} /> },
      ]}
    />
    <p class="sub">
      {m.finder_wanted_source()} <a href={`https://www.geonames.org/${place.id}/`}>{PLACES_CREDIT.title}</a> (
      <a href={PLACES_CREDIT.licenceUrl}>{PLACES_CREDIT.licence}</a>).
    </p>
  </>
)

const Partners = ({ partners }: { readonly partners: readonly PartnerLine[] }) =>
  partners.length === 0 ? (
    <p>{m.finder_wanted_partners_none()}</p>
  ) : (
    <ul class="plain">
      {partners.map(({ href, name, country, countryName: where, tie, year }) => (
        <li>
          <Flag country={country} />{' '}
          <a href={href}>
            <Words said={name} />
          </a>
          {/* A partner that is no one town may be called by its country. */}
          {`${where === name.text ? '' : `, ${where}`} · ${tie}`}
          {year === null ? null : `, ${year}`}
        </li>
      ))}
    </ul>
  )

/** The office and its own address; the letterhead’s e-mail and telephone only where the profile names no other. */
const Contact = ({
  read: { profile, office, reached },
  said,
}: {
  readonly read: Pick<WantedForReaders, 'profile' | 'office' | 'reached'>
  readonly said: SiteWords['said']
}) => {
  const [role, name, address] = [said(profile.contact), said(office), said(reached.address)]
  const own = profile.email !== '' || profile.phone !== ''
  const { email, phone } = own ? profile : reached
  return (
    <address>
      {role === null || isNameAlone(role.text, office) ? null : (
        <p>
          <Words said={role} />
        </p>
      )}
      {name === null ? null : (
        <p>
          <Words said={name} />
          {address === null ? null : (
            <>
              {', '}
              <Words said={address} />
            </>
          )}
        </p>
      )}
      {email === '' ? null : (
        <p>
          <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {phone === '' ? null : (
        <p>
          <a href={`tel:${phone.replace(/[^\d+,]/g, '').split(',')[0]}`}>{phone}</a>
        </p>
      )}
      {reached.web === '' ? null : (
        <p>
          <a href={`https://${reached.web}`}>{reached.web}</a>
        </p>
      )}
    </address>
  )
}
