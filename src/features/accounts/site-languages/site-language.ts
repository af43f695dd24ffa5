// In which languages an office's citizens' pages are read: what the form takes, and what its history says.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { versionField } from '#platform/http/form-fields.ts'
import { isSiteLanguage, SITE_LANGUAGE_NAMES, SITE_LANGUAGES, type SiteLanguage } from '#platform/texts/language.ts'

export type SiteLanguages = { readonly languages: readonly SiteLanguage[]; readonly version: number }

/** At least one; in the order in which the site names them, whatever the order of the boxes. */
export const siteLanguagesForm = z.object({
  languages: z
    .array(z.string())
    .transform((ticked) => SITE_LANGUAGES.filter((one) => ticked.includes(one)))
    .refine((languages) => languages.length > 0, { error: () => `m:${m.accounts_site_languages_none()}` }),
  version: versionField,
})
export type SiteLanguagesForm = z.output<typeof siteLanguagesForm>

export const siteLanguagesSnapshot = z.object({ languages: z.array(z.custom<SiteLanguage>((value) => typeof value === 'string' && isSiteLanguage(value))) })

export const languagesInWords = (languages: readonly SiteLanguage[]): string => languages.map((one) => SITE_LANGUAGE_NAMES[one]).join(', ')

export const siteLanguageFieldWords = (): FieldWords[] => [
  {
    name: 'languages',
    label: m.accounts_site_languages(),
    show: (value) => languagesInWords(siteLanguagesSnapshot.shape.languages.catch([]).parse(value)),
    object: m.accounts_site_languages_object(),
  },
]
