// How the registers of organisations and of people can be looked at, all of it in the address.
import { cleanQuery, isOneOf, isSearched, type KnownQuery } from '#platform/http/list-query.ts'
import { COUNTRIES } from './naming.ts'
import { ORGANISATION_KINDS, type OrganisationKind } from './organisation.ts'

export const ORGANISATION_VIEWS = ['table', 'map'] as const
export type OrganisationView = (typeof ORGANISATION_VIEWS)[number]

export const ORGANISATIONS_QUERY: KnownQuery = {
  view: isOneOf(ORGANISATION_VIEWS),
  q: isSearched,
  kind: isOneOf(ORGANISATION_KINDS),
  country: isOneOf(COUNTRIES),
}
export type OrganisationFilter = { readonly q?: string | undefined; readonly kind?: OrganisationKind | undefined; readonly country?: string | undefined }
export type OrganisationsAsked = OrganisationFilter & { readonly view: OrganisationView }

/** What the query of an address asks for; junk is as if it were not there. */
// Each value was just held against its own closed list.
export const organisationsAsked = (query: string): OrganisationsAsked =>
  ({ view: 'table', ...Object.fromEntries(new URLSearchParams(cleanQuery(query, ORGANISATIONS_QUERY))) }) as OrganisationsAsked

export const organisationsQuery = (asked: OrganisationsAsked, change: Partial<OrganisationsAsked> = {}): Record<string, string | undefined> => ({
  ...asked,
  ...change,
})

export const PEOPLE_QUERY: KnownQuery = { q: isSearched }
