// The same lists for programs: JSON-LD in the vocabulary of schema.org, and vCards that address books take.
import { VCard } from 'vcard-creator'
import { countryName, displayName, languageName, nativeOf } from '#features/organisations/naming.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { isPast, postWords } from '#features/organisations/people/post.ts'
import type { Place } from '#features/places/place.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { textIn, type LocalText } from '#platform/texts/local-text.ts'
import { mainPost, type OrganisationLine, type PartnershipLine, type PersonLine } from './export.ts'

export type Node = Readonly<Record<string, unknown>>

/** schema.org, and for what it has no word the terms described on the page of open data. Dates of the tie are EDTF (`2003`, `2018-09`, `1990~`). */
export const linkedContext = (terms: string): unknown => [
  'https://schema.org',
  {
    t: terms,
    Partnership: 't:Partnership',
    home: { '@id': 't:home', '@type': '@id' },
    partner: { '@id': 't:partner', '@type': '@id' },
    partnershipType: 't:type',
    stage: 't:stage',
    since: 't:since',
    signed: 't:signed',
    ended: 't:ended',
    lastContact: 't:last-contact',
    field: 't:field',
    decisionNumber: 't:decision-number',
    decisionDate: 't:decision-date',
    isPublic: 't:public',
    SymbolicAct: 't:SymbolicAct',
    eventDate: 't:date',
  },
]

const TYPES: Readonly<Record<OrganisationKind, string>> = {
  municipality: 'GovernmentOrganization',
  region: 'GovernmentOrganization',
  state_body: 'GovernmentOrganization',
  embassy: 'GovernmentOrganization',
  company: 'Corporation',
  school: 'EducationalOrganization',
  country: 'Country',
  other: 'Organization',
}

/** JSON-LD's own way of telling in which language a text is. */
const texts = (text: LocalText): unknown => Object.entries(text.in).map(([language, { text: value }]) => ({ '@language': language, '@value': value }))
const given = (values: Readonly<Record<string, unknown>>): Node =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
const exact = (date: ImpreciseDate | null): string | null => (date !== null && /^\d{4}(?:-\d\d){0,2}$/.test(date) ? date : null)

type Described = Pick<Organisation, 'kind' | 'country' | 'name' | 'nativeName' | 'nativeLanguage' | 'aliases'> & {
  readonly website: string | null
  readonly wikidataId: string | null
}
const organisationNode = (organisation: Described, place: Place | null, url: string): Node =>
  given({
    '@id': url,
    '@type': TYPES[organisation.kind],
    name: texts(organisation.name),
    alternateName: [
      ...(organisation.nativeName === null ? [] : [{ '@language': organisation.nativeLanguage ?? 'und', '@value': organisation.nativeName }]),
      ...organisation.aliases,
    ],
    url: organisation.website,
    sameAs: organisation.wikidataId === null ? null : `http://www.wikidata.org/entity/${organisation.wikidataId}`,
    address: { '@type': 'PostalAddress', addressCountry: organisation.country, ...(place === null ? {} : { addressLocality: place.name }) },
    location:
      place === null
        ? null
        : {
            '@type': 'Place',
            name: place.name,
            geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude },
            sameAs: `https://sws.geonames.org/${place.id}/`,
          },
  })

export const nodesOfPartnership = (line: PartnershipLine): Node[] => {
  const partner = `${line.url}#partner`
  return [
    organisationNode({ ...line.row.partner, aliases: [...line.row.partner.aliases], website: line.website, wikidataId: line.wikidataId }, line.place, partner),
    given({
      '@id': line.url,
      '@type': 'Partnership',
      partner,
      partnershipType: line.row.type,
      stage: line.row.stage,
      since: line.row.since,
      signed: line.signed?.date,
      ended: line.ended?.date,
      lastContact: line.row.lastContact,
      decisionNumber: line.decision?.documentNumber,
      decisionDate: line.decision?.date,
      field: line.row.fields,
      description: texts(line.summary),
      isPublic: line.row.publishedAt !== null,
    }),
  ]
}

export const nodesOfOrganisation = ({ organisation, place, url }: OrganisationLine): Node[] => [organisationNode(organisation, place, url)]

export const nodesOfPerson = ({ person, posts, url }: PersonLine): Node[] => [
  given({
    '@id': url,
    '@type': 'Person',
    name: texts(person.name),
    alternateName: [...(person.nativeName === null ? [] : [{ '@language': person.nativeLanguage ?? 'und', '@value': person.nativeName }]), ...person.aliases],
    honorificPrefix: person.title,
    email: person.email,
    telephone: person.phone,
    knowsLanguage: person.languages,
    // A post with its time is a role between the person and the organisation (https://schema.org/Role).
    worksFor: posts.map(({ post, organisation }) =>
      given({
        '@type': 'OrganizationRole',
        roleName: postWords(post),
        startDate: exact(post.fromDate),
        endDate: exact(post.toDate),
        worksFor: { '@type': TYPES[organisation.kind], name: texts(organisation.name) },
      }),
    ),
  }),
]

// ---- vCard -------------------------------------------------------------------------------------------------------------

/** vCard 3.0 (RFC 2426): what Outlook, Google and telephones all read. */
export function cardOfPerson(line: PersonLine, today: string): string {
  const { person, posts } = line
  const name = displayName(person)
  const words = name.split(/\s+/)
  const card = new VCard()
  card.addFullName(person.title === null ? name : `${person.title} ${name}`)
  card.addName({
    familyName: words.length > 1 ? words.at(-1)! : name,
    givenName: words.slice(0, -1).join(' '),
    ...(person.title === null ? {} : { honorificPrefix: person.title }),
  })
  const main = mainPost(line)
  if (main !== undefined && !isPast(main.post, today)) {
    card.addCompany({ name: displayName(main.organisation) })
    card.addJobtitle(postWords(main.post))
  }
  if (person.email !== null) card.addEmail({ address: person.email, type: ['work'] })
  if (person.phone !== null) card.addPhoneNumber({ number: person.phone, type: ['work', 'voice'] })
  const native = nativeOf(person)
  if (native !== undefined) card.addNickname(native.name)
  const others = posts.slice(1).filter(({ post }) => !isPast(post, today))
  const note = [
    ...others.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`),
    person.languages.length === 0 ? '' : person.languages.map(languageName).join(', '),
  ].filter((part) => part !== '')
  if (note.length > 0) card.addNote(note.join('\n'))
  card.addUid(`urn:uuid:${person.id}`)
  card.addRevision(person.updatedAt)
  card.addUrl({ url: line.url })
  return card.toString()
}

export function cardOfOrganisation({ organisation, place, url }: OrganisationLine): string {
  const name = displayName(organisation)
  const card = new VCard()
  card.addFullName(name)
  card.addName({ familyName: name })
  card.addCompany({ name })
  // Apple's mark for a card that is an organisation.
  card.addCustomProperty({ name: 'X-ABShowAs', value: 'COMPANY' })
  card.addAddress({ ...(place === null ? {} : { locality: place.name }), country: countryName(organisation.country), type: ['work'] })
  if (organisation.website !== null) card.addUrl({ url: organisation.website, type: ['work'] })
  const native = nativeOf(organisation)
  if (native !== undefined) card.addNickname(native.name)
  const notes = textIn(organisation.notes)
  if (notes !== '') card.addNote(notes)
  card.addUid(`urn:uuid:${organisation.id}`)
  card.addRevision(organisation.updatedAt)
  card.addUrl({ url })
  return card.toString()
}
