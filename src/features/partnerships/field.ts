// The fields two towns work together in: one list for partnerships, events and everything after them.
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'

export const FIELDS = [
  'administration',
  'agriculture',
  'business',
  'crafts',
  'culture',
  'education',
  'energy',
  'environment',
  'eu_projects',
  'health',
  'heritage',
  'humanitarian',
  'infrastructure',
  'science',
  'security',
  'social',
  'sport',
  'tourism',
  'water',
  'youth',
] as const
export type Field = (typeof FIELDS)[number]

const names: Readonly<Record<Field, () => string>> = {
  administration: () => m.partnerships_field_administration(),
  agriculture: () => m.partnerships_field_agriculture(),
  business: () => m.partnerships_field_business(),
  crafts: () => m.partnerships_field_crafts(),
  culture: () => m.partnerships_field_culture(),
  education: () => m.partnerships_field_education(),
  energy: () => m.partnerships_field_energy(),
  environment: () => m.partnerships_field_environment(),
  eu_projects: () => m.partnerships_field_eu_projects(),
  health: () => m.partnerships_field_health(),
  heritage: () => m.partnerships_field_heritage(),
  humanitarian: () => m.partnerships_field_humanitarian(),
  infrastructure: () => m.partnerships_field_infrastructure(),
  science: () => m.partnerships_field_science(),
  security: () => m.partnerships_field_security(),
  social: () => m.partnerships_field_social(),
  sport: () => m.partnerships_field_sport(),
  tourism: () => m.partnerships_field_tourism(),
  water: () => m.partnerships_field_water(),
  youth: () => m.partnerships_field_youth(),
}

/** The field as people read it. */
export const fieldName = (field: Field): string => names[field]()

/** For a list of boxes to tick, in the reader's alphabet. */
export const fieldOptions = (language: string): { value: Field; label: string }[] =>
  FIELDS.map((value) => ({ value, label: fieldName(value) })).sort((a, b) => a.label.localeCompare(b.label, language))

export const isField = (value: string): value is Field => (FIELDS as readonly string[]).includes(value)

/** For the history, in the order of the alphabet: the same fields ticked in another order are no change. What is no field any more is left out. */
export const fieldsInWords = (value: unknown): string =>
  (Array.isArray(value) ? value : [])
    .filter((one): one is Field => typeof one === 'string' && isField(one))
    .map(fieldName)
    .sort((a, b) => a.localeCompare(b, currentLanguage()))
    .join(', ')
