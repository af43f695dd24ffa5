// The office's own „partner wanted“: who the town is, what it offers, what partner it looks for, and in which languages the citizens of the world may read it.
import { z } from 'zod'
import { COUNTRIES, countryName, textLanguageName } from '#features/organisations/naming.ts'
import { FIELDS, fieldsInWords } from '#features/partnerships/field.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { dateField, ticks, versionField } from '#platform/http/form-fields.ts'
import { currentLanguage, isSiteLanguage, localeOf, SITE_LANGUAGES, type SiteLanguage } from '#platform/texts/language.ts'
import { EMPTY_TEXT, type LocalText, localTextForm, type LocalTextForm, localTextValue, revised } from '#platform/texts/local-text.ts'

/** What a town can look for; a contact needs no advertisement, and an honour is not asked for. */
export const SOUGHT_TYPES = ['twinning', 'friendship', 'project'] as const
export type SoughtType = (typeof SOUGHT_TYPES)[number]
const soughtNames: Readonly<Record<SoughtType, () => string>> = {
  twinning: () => m.finder_wanted_sought_twinning(),
  friendship: () => m.finder_wanted_sought_friendship(),
  project: () => m.finder_wanted_sought_project(),
}
export const soughtName = (type: SoughtType): string => soughtNames[type]()

export const WANTED_TEXTS = ['about', 'offers', 'seeks', 'regions', 'contact'] as const
export type WantedText = (typeof WANTED_TEXTS)[number]

/** Language → since when (ISO instant) the profile is public in it. */
export type Published = Readonly<Partial<Record<SiteLanguage, string>>>

export const wantedSnapshot = z.object({
  about: localTextValue,
  offers: localTextValue,
  seeks: localTextValue,
  regions: localTextValue,
  contact: localTextValue,
  types: z.array(z.enum(SOUGHT_TYPES)),
  fields: z.array(z.enum(FIELDS)),
  countries: z.array(z.string()),
  sizeFrom: z.number().nullable(),
  sizeTo: z.number().nullable(),
  email: z.string(),
  phone: z.string(),
  publishedIn: z.partialRecord(z.enum(SITE_LANGUAGES), z.string()),
  until: z.string().nullable(),
})
/** `sizeFrom`, `sizeTo`: inhabitants. `until`: YYYY-MM-DD, the last day on which it is public. */
export type WantedProfile = z.output<typeof wantedSnapshot>

export const NO_PROFILE: WantedProfile = {
  about: EMPTY_TEXT,
  offers: EMPTY_TEXT,
  seeks: EMPTY_TEXT,
  regions: EMPTY_TEXT,
  contact: EMPTY_TEXT,
  types: [],
  fields: [],
  countries: [],
  sizeFrom: null,
  sizeTo: null,
  email: '',
  phone: '',
  publishedIn: {},
  until: null,
}

// ---- what a form may say -------------------------------------------------------------------------------------------------

/** A few paragraphs: what is longer nobody reads, and it leaves the one printed page. */
const MOST_LETTERS = 3000
const MOST_LINE = 300
/** So many countries can be named; who looks in more looks everywhere. */
export const MOST_COUNTRIES = 20
/** More people than live in any town. */
const MOST_PEOPLE = 50_000_000

const words = (most: number) =>
  localTextForm.default({}).refine((texts) => Object.values(texts).every((text) => text.length <= most), { error: () => `m:${m.finder_wanted_long({ most })}` })

const peopleField = z
  .string()
  .default('')
  .transform((typed, context): number | null => {
    // „20 000“ and „20 000 “ with whatever blank a page brings along.
    const digits = typed.replace(/\s/g, '')
    if (digits === '') return null
    if (/^\d{1,8}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= MOST_PEOPLE) return Number(digits)
    context.addIssue({ code: 'custom', message: `m:${m.finder_wanted_size_wrong()}` })
    return z.NEVER
  })

const countriesField = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given, context): string[] => {
    const codes = [...new Set([given ?? []].flat().filter((code) => code !== ''))]
    if (codes.every((code) => COUNTRIES.includes(code)) && codes.length <= MOST_COUNTRIES) return codes
    context.addIssue({ code: 'custom', message: `m:${m.finder_wanted_countries_wrong({ most: MOST_COUNTRIES })}` })
    return z.NEVER
  })

/** A day or nothing: „until some time in June“ ends on no day. */
const dayField = dateField.transform((date, context): string | null => {
  if (date === null || /^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

export const wantedForm = z
  .object({
    about: words(MOST_LETTERS),
    offers: words(MOST_LETTERS),
    seeks: words(MOST_LETTERS),
    regions: words(MOST_LINE),
    contact: words(MOST_LINE),
    types: ticks(SOUGHT_TYPES),
    fields: ticks(FIELDS),
    countries: countriesField,
    sizeFrom: peopleField,
    sizeTo: peopleField,
    email: z.union([z.literal(''), z.email().max(300)]).default(''),
    phone: z
      .string()
      .trim()
      .max(100)
      .regex(/^[\d\s+()/,.-]*$/, { error: () => `m:${m.finder_wanted_phone_wrong()}` })
      .default(''),
    until: dayField,
    version: z.union([z.literal('0').transform(() => 0), versionField]),
  })
  .superRefine(({ sizeFrom, sizeTo }, context) => {
    if (sizeFrom !== null && sizeTo !== null && sizeFrom > sizeTo)
      context.addIssue({ code: 'custom', path: ['sizeTo'], message: `m:${m.finder_wanted_size_order()}` })
  })
export type WantedForm = Omit<z.output<typeof wantedForm>, 'version'>

/** The version a form of one button carries: 0 while nobody wrote a profile. */
export const wantedVersionForm = z.object({ version: z.union([z.literal('0').transform(() => 0), versionField]) })

/** What was typed, over what stood there. */
export const withTyped = (before: WantedProfile, form: WantedForm, at: Date): WantedProfile => ({
  ...form,
  publishedIn: before.publishedIn,
  ...(Object.fromEntries(WANTED_TEXTS.map((name) => [name, revised(before[name], form[name] as LocalTextForm, at)])) as Record<WantedText, LocalText>),
})

// ---- what is public ------------------------------------------------------------------------------------------------------

/** The languages in which it may be read, in the order of the site's. */
export const publicLanguages = ({ publishedIn }: Pick<WantedProfile, 'publishedIn'>): SiteLanguage[] =>
  SITE_LANGUAGES.filter((language) => publishedIn[language] !== undefined)

/** Whether its last day is over. `today`: YYYY-MM-DD. */
export const isOver = ({ until }: Pick<WantedProfile, 'until'>, today: string): boolean => until !== null && until < today

/** Only what is public: a text that is still a draft in some language is not shown to the readers of another either. */
export const renderedIn = (text: LocalText, languages: readonly string[]): LocalText => ({
  source: text.source,
  in: Object.fromEntries(Object.entries(text.in).filter(([language]) => languages.includes(language))),
})

/** How the office is reached by its letterhead. */
export type OfficeReached = { readonly address: LocalText; readonly email: string; readonly phone: string; readonly web: string }

/** Whether a text is the office's name in one of its languages and nothing else. */
export const isNameAlone = (contact: string, office: LocalText): boolean => Object.values(office.in).some(({ text }) => text === contact)

/** Whether a reader can answer: by the profile’s own contact, or by the letterhead. The office's name alone is no address. */
export const isReachable = (
  { contact, email, phone }: Pick<WantedProfile, 'contact' | 'email' | 'phone'>,
  reached: OfficeReached & { readonly name: LocalText },
): boolean =>
  email !== '' ||
  phone !== '' ||
  reached.email !== '' ||
  reached.phone !== '' ||
  reached.web !== '' ||
  Object.keys(reached.address.in).length > 0 ||
  Object.values(contact.in).some(({ text }) => !isNameAlone(text, reached.name))

/** „от 5 000 до 20 000 жители“; null where no bound is set. */
export function sizeInWords({ sizeFrom, sizeTo }: Pick<WantedProfile, 'sizeFrom' | 'sizeTo'>): string | null {
  const shown = (count: number): string => peopleInWords(count)
  if (sizeFrom !== null && sizeTo !== null) return m.finder_wanted_size_between({ from: shown(sizeFrom), to: shown(sizeTo) })
  if (sizeFrom !== null) return m.finder_wanted_size_least({ from: shown(sizeFrom) })
  return sizeTo === null ? null : m.finder_wanted_size_most({ to: shown(sizeTo) })
}

export const peopleInWords = (count: number): string => new Intl.NumberFormat(localeOf(currentLanguage())).format(count)

/** „42,89° с. ш., 24,71° и. д.“ Degrees, as GeoNames has them; a hundredth is about a kilometre. */
export function positionInWords({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): string {
  const degrees = (value: number): string =>
    new Intl.NumberFormat(localeOf(currentLanguage()), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Math.abs(value))
  const lat = latitude < 0 ? m.finder_wanted_south({ degrees: degrees(latitude) }) : m.finder_wanted_north({ degrees: degrees(latitude) })
  const lon = longitude < 0 ? m.finder_wanted_west({ degrees: degrees(longitude) }) : m.finder_wanted_east({ degrees: degrees(longitude) })
  // „24,72° и. д.“ stays on one line.
  const whole = (angle: string): string => angle.replaceAll(' ', '\u00a0')
  return m.finder_wanted_position_at({ lat: whole(lat), lon: whole(lon) })
}

// ---- the record ----------------------------------------------------------------------------------------------------------

const textNames: Readonly<Record<WantedText, () => string>> = {
  about: () => m.finder_wanted_about(),
  offers: () => m.finder_wanted_offers(),
  seeks: () => m.finder_wanted_seeks(),
  regions: () => m.finder_wanted_regions(),
  contact: () => m.finder_wanted_contact(),
}
export const wantedTextName = (name: WantedText): string => textNames[name]()
const textObjects: Readonly<Record<WantedText, () => string>> = {
  about: () => m.finder_wanted_object_about(),
  offers: () => m.finder_wanted_object_offers(),
  seeks: () => m.finder_wanted_object_seeks(),
  regions: () => m.finder_wanted_object_regions(),
  contact: () => m.finder_wanted_object_contact(),
}
const textField = (name: WantedText): FieldWords => ({ name, label: wantedTextName(name), languages: textLanguageName, object: textObjects[name]() })
const listed = (value: unknown, show: (one: string) => string): string => (Array.isArray(value) ? value.map((one) => show(String(one))).join(', ') : '')
const languagesIn = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.keys(value).filter(isSiteLanguage).map(textLanguageName).join(', ') : ''

export const wantedFieldWords = (): FieldWords[] => [
  textField('about'),
  textField('offers'),
  {
    name: 'types',
    label: m.finder_wanted_types(),
    object: m.finder_wanted_object_types(),
    show: (value) => listed(value, (one) => soughtName(z.enum(SOUGHT_TYPES).parse(one))),
  },
  { name: 'fields', label: m.finder_wanted_fields(), object: m.finder_wanted_object_fields(), show: fieldsInWords },
  { name: 'countries', label: m.finder_wanted_countries(), object: m.finder_wanted_object_countries(), show: (value) => listed(value, countryName) },
  textField('regions'),
  { name: 'sizeFrom', label: m.finder_wanted_size_from(), object: m.finder_wanted_object_size_from(), show: (value) => peopleInWords(Number(value)) },
  { name: 'sizeTo', label: m.finder_wanted_size_to(), object: m.finder_wanted_object_size_to(), show: (value) => peopleInWords(Number(value)) },
  textField('seeks'),
  textField('contact'),
  { name: 'email', label: m.finder_wanted_email(), object: m.finder_wanted_object_email(), show: String },
  { name: 'phone', label: m.finder_wanted_phone(), object: m.finder_wanted_object_phone(), show: String },
  { name: 'until', label: m.finder_wanted_until(), object: m.finder_wanted_object_until(), show: (value) => dayInWords(String(value)) },
  { name: 'publishedIn', label: m.finder_wanted_public_in(), object: m.finder_wanted_object_public_in(), show: languagesIn },
]
