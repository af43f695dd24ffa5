// A person the office knows by name: what is said about them and what a form asks for.
import { z } from 'zod'
import { emailField } from '#features/accounts/account.ts'
import { dateField, tickField } from '#platform/http/form-fields.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { sortKeyOf } from '#platform/names/sort-key.ts'
import { citationForm, type Citation } from '#platform/texts/citation.ts'
import { EMPTY_TEXT, localTextForm, revised, textIn, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import { keepUntilField, ownPurposeField, purposeField, purposeName, saidPurpose } from './keeping.ts'
import { aliasesField, dropField, languageField, languageName, lineOrNone, namesField, sourcesInWords, suggestedField } from '../naming.ts'
import { ROLE_CLASSES, type RoleClass } from './post.ts'

/** What people say about a person. Left out: nothing is said, so a new one has none and a known one keeps what they have. */
export type PersonFacts = {
  /** Language → name, without titles; at least one. */
  readonly name: LocalTextForm
  readonly nativeName?: string | null
  readonly nativeLanguage?: string | null
  readonly aliases?: readonly string[]
  readonly title?: string | null
  readonly languages?: readonly string[]
  readonly salutation?: LocalTextForm
  readonly email?: string | null
  readonly phone?: string | null
  /** One of the list of keeping.ts, or own words; '' takes it back. */
  readonly purpose?: string
  /** YYYY-MM-DD */
  readonly keepUntil?: string | null
  readonly notes?: LocalTextForm
  readonly sources?: readonly Citation[]
}

/** A person without what the database adds. */
export type PersonRecord = {
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly aliases: string[]
  readonly title: string | null
  readonly languages: string[]
  readonly salutation: LocalText
  readonly email: string | null
  readonly phone: string | null
  readonly purpose: string
  readonly keepUntil: string | null
  readonly notes: LocalText
  readonly sources: readonly Citation[]
  readonly sortKey: string
  /** The person whose record took this one up; with it the record stands removed. */
  readonly mergedIntoId?: string | null
}

/** The record as it stands once the facts are written over it; `before` is null for a new one. */
export function withFacts(before: PersonRecord | null, facts: PersonFacts, at: Date): PersonRecord {
  const name = revised(before?.name ?? EMPTY_TEXT, facts.name, at)
  const kept = <Key extends 'nativeName' | 'nativeLanguage' | 'title' | 'email' | 'phone' | 'keepUntil'>(key: Key): string | null => {
    const said = facts[key]
    return said === undefined ? (before?.[key] ?? null) : said
  }
  const nativeName = kept('nativeName')
  return {
    name,
    nativeName,
    nativeLanguage: nativeName === null ? null : kept('nativeLanguage'),
    aliases: [...(facts.aliases ?? before?.aliases ?? [])],
    title: kept('title'),
    languages: [...(facts.languages ?? before?.languages ?? [])],
    salutation: revised(before?.salutation ?? EMPTY_TEXT, facts.salutation ?? {}, at),
    email: kept('email'),
    phone: kept('phone'),
    purpose: facts.purpose ?? before?.purpose ?? '',
    keepUntil: kept('keepUntil'),
    notes: revised(before?.notes ?? EMPTY_TEXT, facts.notes ?? {}, at),
    sources: facts.sources ?? before?.sources ?? [],
    sortKey: sortKeyOf(textIn(name, name.source)),
  }
}

export const personForm = z.object({
  name: namesField,
  title: lineOrNone(60),
  nativeName: lineOrNone(300),
  nativeLanguage: languageField,
  aliases: aliasesField,
  languages: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [...new Set((given === undefined ? [] : typeof given === 'string' ? [given] : given).filter((code) => code !== ''))])
    .pipe(z.array(z.string().regex(/^[a-z]{2}$/)).max(30)),
  email: z.preprocess((typed) => (typeof typed === 'string' ? typed.trim() || undefined : typed), emailField.optional()).transform((email) => email ?? null),
  phone: lineOrNone(60),
  salutation: localTextForm
    .default({})
    .refine((typed) => Object.values(typed).every((text) => text.length <= 200), { error: () => `m:${m.organisations_salutation_long()}` }),
  purpose: purposeField,
  purposeOwn: ownPurposeField,
  keepUntil: keepUntilField,
  notes: localTextForm.default({}),
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
  /** „Записваме въпреки това“: the officer has seen those of the same name. */
  keepTwin: tickField,
})
export type PersonForm = z.output<typeof personForm>

/** A new person may come with the post they are met in. */
export const firstPostForm = z.object({
  organisation: suggestedField,
  organisationChoice: z.string().max(40).default(''),
  role: localTextForm.default({}),
  /** Not chosen: another post. */
  roleClass: z
    .enum(['', ...ROLE_CLASSES])
    .default('')
    .transform((chosen): RoleClass => (chosen === '' ? 'other' : chosen)),
  fromDate: dateField,
})

export const factsOf = (form: PersonForm, sources: readonly Citation[]): PersonFacts => ({
  name: form.name,
  title: form.title,
  nativeName: form.nativeName,
  nativeLanguage: form.nativeLanguage,
  aliases: form.aliases,
  languages: form.languages,
  salutation: form.salutation,
  email: form.email,
  phone: form.phone,
  purpose: saidPurpose(form.purpose, form.purposeOwn),
  keepUntil: form.keepUntil,
  notes: form.notes,
  sources,
})

/** „д-р Иван Иванов“. */
export const withTitle = (title: string | null, name: string): string => (title === null ? name : `${title} ${name}`)

/** How history and conflicts name and show the fields. */
export const personFields = (): readonly FieldWords[] => [
  { name: 'title', label: m.organisations_field_title(), show: String },
  { name: 'name', label: m.organisations_field_person_name(), languages: languageName },
  { name: 'nativeName', label: m.organisations_field_native_name(), show: String },
  { name: 'nativeLanguage', label: m.organisations_field_native_language(), show: (code) => languageName(String(code)) },
  { name: 'aliases', label: m.organisations_field_aliases(), show: (names) => (Array.isArray(names) ? names.join(', ') : '') },
  {
    name: 'languages',
    label: m.organisations_field_languages(),
    show: (codes) => (Array.isArray(codes) ? codes.map((code) => languageName(String(code))).join(', ') : ''),
  },
  { name: 'salutation', label: m.organisations_field_salutation(), languages: languageName },
  { name: 'email', label: m.organisations_field_email(), show: String },
  { name: 'phone', label: m.organisations_field_phone(), show: String },
  { name: 'purpose', label: m.organisations_field_purpose(), show: (purpose) => purposeName(String(purpose)) },
  { name: 'keepUntil', label: m.organisations_field_keep_until(), show: (day) => dayInWords(String(day)) },
  // Told of the one change it was said with.
  { name: 'keepReason', label: m.organisations_field_keep_reason(), show: String },
  { name: 'notes', label: m.organisations_field_notes(), languages: languageName },
  { name: 'sources', label: m.organisations_field_sources(), show: sourcesInWords },
]
