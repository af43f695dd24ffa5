// An organisation: what kinds there are.
export const ORGANISATION_KINDS = ['municipality', 'region', 'state_body', 'embassy', 'company', 'school', 'country', 'other'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]
