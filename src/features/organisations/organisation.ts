// An organisation: what is said about it, what a form asks for, and what it is called.
import { z } from 'zod'
import { m } from '#messages'
import { tickField, urlField } from '#platform/http/form-fields.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { sortKeyOf } from '#platform/names/sort-key.ts'
import { citationForm, type Citation } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, localTextForm, revised, textIn, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import {
  aliasesField,
  countryField,
  countryName,
  dropField,
  languageField,
  languageName,
  languageOfCountry,
  lineOrNone,
  namesField,
  sourcesInWords,
  suggestedField,
} from './naming.ts'

export const ORGANISATION_KINDS = ['municipality', 'region', 'state_body', 'embassy', 'company', 'school', 'country', 'other'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

const KIND_NAMES: Readonly<Record<OrganisationKind, () => string>> = {
  municipality: m.organisations_kind_municipality,
  region: m.organisations_kind_region,
  state_body: m.organisations_kind_state_body,
  embassy: m.organisations_kind_embassy,
  company: m.organisations_kind_company,
  school: m.organisations_kind_school,
  country: m.organisations_kind_country,
  other: m.organisations_kind_other,
}
export const kindName = (kind: OrganisationKind): string => KIND_NAMES[kind]()

/** An embassy or a company may have its seat in another country than its own; a municipality lies where it is. */
export const liesInItsCountry = (kind: OrganisationKind): boolean => kind === 'municipality' || kind === 'region'

/** „Община или град · Северна Македония“: what tells namesakes apart. */
export const describedOrganisation = ({ kind, country }: { readonly kind: OrganisationKind; readonly country: string }): string =>
  `${kindName(kind)} · ${countryName(country)}`

/** What people say about an organisation. Left out: nothing is said, so a new one has none and a known one keeps what it has. */
export type OrganisationFacts = {
  /** Language → name; at least one. */
  readonly name: LocalTextForm
  readonly kind: OrganisationKind
  readonly country: string
  /** GeoNames id. */
  readonly placeId?: number | null
  readonly nativeName?: string | null
  /** Left out with a native name given: the language most people of the country write. */
  readonly nativeLanguage?: string | null
  readonly aliases?: readonly string[]
  readonly website?: string | null
  /** Its item in Wikidata: Q and a number. */
  readonly wikidataId?: string | null
  readonly notes?: LocalTextForm
  readonly sources?: readonly Citation[]
}

/** An organisation without what the database adds: what is written, restored and compared. */
export type OrganisationRecord = {
  readonly kind: OrganisationKind
  readonly country: string
  readonly placeId: number | null
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly aliases: string[]
  readonly website: string | null
  readonly wikidataId: string | null
  readonly notes: LocalText
  readonly sources: readonly Citation[]
  readonly sortKey: string
  /** The organisation that took this one up; with it the record stands removed. */
  readonly mergedIntoId?: string | null
}

/** The record as it stands once the facts are written over it; `before` is null for a new one. */
export function withFacts(before: OrganisationRecord | null, facts: OrganisationFacts, at: Date): OrganisationRecord {
  const name = revised(before?.name ?? EMPTY_TEXT, facts.name, at)
  const nativeName = facts.nativeName === undefined ? (before?.nativeName ?? null) : facts.nativeName
  const nativeLanguage = facts.nativeLanguage === undefined ? (before?.nativeLanguage ?? null) : facts.nativeLanguage
  return {
    kind: facts.kind,
    country: facts.country,
    placeId: facts.placeId === undefined ? (before?.placeId ?? null) : facts.placeId,
    name,
    nativeName,
    nativeLanguage: nativeName === null ? null : (nativeLanguage ?? languageOfCountry(facts.country)),
    aliases: [...(facts.aliases ?? before?.aliases ?? [])],
    website: facts.website === undefined ? (before?.website ?? null) : facts.website,
    wikidataId: facts.wikidataId === undefined ? (before?.wikidataId ?? null) : facts.wikidataId,
    notes: revised(before?.notes ?? EMPTY_TEXT, facts.notes ?? {}, at),
    sources: facts.sources ?? before?.sources ?? [],
    sortKey: sortKeyOf(textIn(name, name.source)),
  }
}

/** Q and a number, also out of the address of the item's page. */
export const WIKIDATA_ID = /^Q[1-9]\d{0,11}$/
export const wikidataIn = (typed: string): string =>
  typed
    .trim()
    .replace(/^https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\//i, '')
    .toUpperCase()
export const wikidataField = z
  .string()
  .max(100)
  .default('')
  .transform(wikidataIn)
  .refine((id) => id === '' || WIKIDATA_ID.test(id), { error: () => `m:${m.organisations_wikidata_wrong()}` })
  .transform((id) => (id === '' ? null : id))

const organisationKind = z.enum(ORGANISATION_KINDS)

export const organisationForm = z.object({
  name: namesField,
  kind: organisationKind,
  /** May be left out where a place says it. */
  country: countryField,
  place: suggestedField,
  placeChoice: z.string().max(20).default(''),
  nativeName: lineOrNone(300),
  nativeLanguage: languageField,
  aliases: aliasesField,
  website: urlField,
  wikidataId: wikidataField,
  notes: localTextForm.default({}),
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
  /** „Записваме въпреки това“: the officer has seen those of the same name. */
  keepTwin: tickField,
})
export type OrganisationForm = z.output<typeof organisationForm>

/** The form's answer as facts; place, country and sources are found out by the caller. */
export const factsOf = (form: OrganisationForm, found: { placeId: number | null; country: string; sources: readonly Citation[] }): OrganisationFacts => ({
  ...found,
  name: form.name,
  kind: form.kind,
  nativeName: form.nativeName,
  nativeLanguage: form.nativeLanguage,
  aliases: form.aliases,
  website: form.website,
  wikidataId: form.wikidataId,
  notes: form.notes,
})

/** How history and conflicts name and show the fields. */
export const organisationFields = (placeName: (id: number) => string): readonly FieldWords[] => [
  { name: 'name', label: m.organisations_field_name(), languages: languageName },
  { name: 'nativeName', label: m.organisations_field_native_name(), show: String },
  { name: 'nativeLanguage', label: m.organisations_field_native_language(), show: (code) => languageName(String(code)) },
  { name: 'aliases', label: m.organisations_field_aliases(), show: (names) => (Array.isArray(names) ? names.join(', ') : '') },
  { name: 'kind', label: m.organisations_field_kind(), show: (kind) => kindName(organisationKind.catch('other').parse(kind)) },
  { name: 'country', label: m.organisations_field_country(), show: (code) => countryName(String(code)) },
  { name: 'placeId', label: m.organisations_field_place(), show: (id) => placeName(Number(id)) },
  { name: 'website', label: m.organisations_field_website(), show: String },
  { name: 'wikidataId', label: m.organisations_field_wikidata(), show: String },
  { name: 'notes', label: m.organisations_field_notes(), languages: languageName },
  { name: 'sources', label: m.organisations_field_sources(), show: sourcesInWords },
]
